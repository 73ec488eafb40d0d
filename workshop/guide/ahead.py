"""The next step: the one most useful thing to do now, at every moment of the work."""

import msgspec

from workshop.consulting import dealings
from workshop.guide import drafting, room
from workshop.guide.gates import NEEDS, Check, check, gate
from workshop.guide.parties import expected, steps_of
from workshop.guide.plan import ActivityPlan, PartyPlan, PhasePlan, Plan, plan
from workshop.guide.step import Step, tick
from workshop.messages import Message, msg
from workshop.model import WORKSHOP, Answer, Premise
from workshop.shortening import shorten
from workshop.view import View

_KINDS: dict[str, Message] = {
    "informed": msg("Inform (informert) and record it: {who}"),
    "advised": msg("Ask for advice (tatt med på råd) and record it: {who}"),
    "discussed": msg("Discuss (drøfting) in a meeting of its own and record it: {who}"),
    "presented": msg("Present the matter (forelagt) and record it: {who}"),
    "statement": msg("Ask for a statement (uttalelse) and record it: {who}"),
    "hearing": msg("Record the answers to the hearing (høringssvar): {who}"),
    "treated": msg("Have the matter treated (behandlet) and record it: {who}"),
    "negotiated": msg("Record the negotiation (forhandlet): {who}"),
}


def next_step(view: View, known: Plan | None = None) -> Step:
    """The one most useful thing to do now.

    Conflicts come first, because two versions cannot be worked on. Then an open round, then what
    is missing in the running activity, then what the phase's gate still asks for.

    Args:
        view: The workshop as it stands.
        known: The plan, when the caller has it already.
    """
    now = known or plan(view)
    conflicts = view.conflicts()
    if conflicts:
        message = (
            msg("{n} conflicts are waiting to be settled", n=len(conflicts))
            if len(conflicts) > 1
            else msg(
                "A conflict is waiting to be settled: {title}",
                title=shorten(view.title(conflicts[0].record) or conflicts[0].record),
            )
        )
        return Step(kind="conflict", message=message, place=5, record=conflicts[0].record,
                    where=conflicts[0].field)  # fmt: skip
    if not now.phases:
        return room.open_round(view) or _without_process(view, now)
    running = now.activity
    step = room.open_round(view) or (
        _in_activity(view, now, running) if running else _between(view, now)
    )
    activity = step.activity or (running.record if running else "")
    then = step.then or (_after(now) if running else None)
    return msgspec.structs.replace(step, activity=activity, then=then)


# ── an activity is running ───────────────────────────────────────────────────────────────────


def _after(now: Plan) -> Message | None:
    """The activity that comes next, in words."""
    if now.upcoming is None:
        return None
    if not now.upcoming.minutes:
        return msg("Then: {title}", title=now.upcoming.title)
    return msg("Then: {title} ({minutes} min)", title=now.upcoming.title,
               minutes=now.upcoming.minutes)  # fmt: skip


def _in_activity(view: View, now: Plan, activity: ActivityPlan) -> Step:
    phase = now.find_phase(activity.phase)
    assert phase is not None
    kind = activity.content.kind
    after = _after(now)
    done = tick(activity.title, activity.record, after)
    if kind == "cards":
        return room.cards(view, activity, after)
    if kind == "topics":
        return room.topics(view, activity, after) or done
    if kind == "round":
        return room.rounds(view, now, activity, after) or done
    if kind == "parties":
        return _parties(view, phase, activity) or done
    if kind == "documents":
        message = msg("Make the document, and then mark as done: {title}", title=activity.title)
        return Step(kind="document", message=message, place=6)
    if kind == "pause":
        message = msg("Pause, {minutes} minutes. Mark as done when you are back",
                      minutes=activity.minutes)  # fmt: skip
        return Step(kind="tick", message=message, place=1, record=activity.record)
    if kind == "platform":
        return _platform(view, phase) or done
    if kind == "strategy":
        return _strategy(view, phase, activity) or done
    return _talk(view, now, phase, activity) or done


def _talk(view: View, now: Plan, phase: PhasePlan, activity: ActivityPlan) -> Step | None:
    if "groups" in phase.needs and not view.groups():
        message = msg("Add the tables, with roles and numbers")
        return Step(kind="add-groups", message=message, place=2)
    decides = any("decision" in one.needs for one in now.phases)
    first = now.phases and phase.record == now.phases[0].record
    later = activity.record != phase.activities[0].record
    if first and later and decides and not view.workshop.council_date.strip():
        message = msg("Enter the date of the council meeting, and count backwards from it")
        return Step(kind="set-council-date", message=message, place=1, record=WORKSHOP,
                    where="council_date")  # fmt: skip
    return None


def _platform(view: View, phase: PhasePlan) -> Step | None:
    if "premises" in phase.needs:
        if view.ids(Premise.kind):
            return None
        return _from_check(check(view, "premises"))
    if not view.statements():
        return _from_check(check(view, "statements"))
    loose = [one for one in view.statements() if not one.origin.strip() and not one.answers]
    if loose:
        message = msg("Say where this line of the platform comes from: {title}",
                      title=shorten(view.title(loose[0].id)))  # fmt: skip
        return Step(kind="give-origin", message=message, place=4, record=loose[0].id,
                    where="origin")  # fmt: skip
    return None


def _strategy(view: View, phase: PhasePlan, activity: ActivityPlan) -> Step | None:
    """What an activity in the strategy is for depends on how far into its phase it comes."""
    if "evidence" in phase.needs:
        found = check(view, "evidence")
        return None if found.met else _from_check(found)
    own = [one.record for one in phase.activities if one.content.kind == "strategy"]
    first, last = activity.record == own[0], activity.record == own[-1]
    if "status" in phase.needs:
        return (first and drafting.accepting(view)) or (last and drafting.reporting(view)) or None
    if len(own) > 1 and not last:
        return drafting.drafting(view, ("areas", "goals") if first else drafting.ALL[:3])
    return drafting.drafting(view, drafting.ALL if len(own) > 1 else drafting.ALL[:4])


def _parties(view: View, phase: PhasePlan, activity: ActivityPlan) -> Step | None:
    for number in steps_of(phase.content, activity.content):
        step = phase.parties[number]
        if not step.recorded:
            return _record(phase, step)
        if step.step.kind == "hearing" and (unanswered := _unanswered(view)):
            return unanswered
    own = [one for one in phase.activities if one.content.kind == "parties"]
    if "decision" in phase.needs and activity.record == own[-1].record:
        found = check(view, "decision")
        return None if found.met else _from_check(found)
    return None


def _record(phase: PhasePlan, step: PartyPlan) -> Step:
    message = Message(_KINDS[step.step.kind].id, {"who": step.who})
    given = expected(phase.content, step.step)
    return Step(kind="consult", message=message, place=5, given=given)


def _unanswered(view: View) -> Step | None:
    waiting = [
        one for one in dealings(view).hearings if one.points.strip() and not one.our_answer.strip()
    ]
    if not waiting:
        return None
    message = (
        msg("{n} answers to the hearing are waiting for ours", n=len(waiting))
        if len(waiting) > 1
        else msg(
            "An answer to the hearing is waiting for ours: {body}", body=shorten(waiting[0].body)
        )
    )
    return Step(kind="answer-points", message=message, place=5, record=waiting[0].id,
                where="our_answer")  # fmt: skip


# ── nothing is running ───────────────────────────────────────────────────────────────────────


def _between(view: View, now: Plan) -> Step:
    phase = now.phase
    if phase is None:
        return _follow_up(view)
    upcoming = next((one for one in phase.activities if one.state == "todo"), None)
    if upcoming is not None:
        if upcoming.content.kind == "cards" and (missing := room.tables(view)):
            return missing
        return _start(upcoming)
    for one in gate(view, phase):
        if one.met is False:
            return _missing(view, one)
    for of, party in _to_record(now, phase):
        return _record(of, party)
    message = msg("Everything is in place. Ask the question of the gate, and leave: {title}",
                  title=phase.title)  # fmt: skip
    then = _start(now.upcoming).message if now.upcoming else None
    return Step(kind="leave-phase", message=message, place=1, record=phase.record, then=then)


def _to_record(now: Plan, phase: PhasePlan) -> list[tuple[PhasePlan, PartyPlan]]:
    """What is to be recorded with the parties before a phase is left.

    With people in the room nobody writes minutes between two phases: on a single day, which has
    no weeks, it waits until the last phase.
    """
    phases: tuple[PhasePlan, ...] = (phase,)
    if not any(one.content.weeks_to for one in now.phases):
        phases = tuple(now.phases) if phase.record == now.phases[-1].record else ()
    return [(one, party) for one in phases for party in one.parties if not party.recorded]


def _start(activity: ActivityPlan) -> Step:
    message = (
        msg("Start: {title} ({minutes} min)", title=activity.title, minutes=activity.minutes)
        if activity.minutes
        else msg("Start: {title}", title=activity.title)
    )
    return Step(kind="start", message=message, place=1, activity=activity.record,
                record=activity.record)  # fmt: skip


def _missing(view: View, one: Check) -> Step:
    """A gate's need as a step, as exact as can be."""
    if one.need in drafting.ALL and (exact := drafting.drafting(view, (one.need,))):
        return exact
    if one.need == "status" and (report := drafting.reporting(view)):
        return report
    return _from_check(one)


def _from_check(one: Check) -> Step:
    return Step(kind=f"need-{one.need}", message=one.todo, place=one.place)


def _follow_up(view: View) -> Step:
    """All phases have been left."""
    if not view.measures():
        message = msg("The process is finished. Send the meeting note to those who took part")
        return Step(kind="document", message=message, place=6)
    if dealings(view).adopted is None:
        message = msg("The process is finished. What was made is input: send the note, and "
                      "choose a process for the way to a strategy")  # fmt: skip
        return Step(kind="document", message=message, place=6)
    return (
        drafting.accepting(view)
        or drafting.reporting(view)
        or Step(kind="document", place=6,
                message=msg("Make the status report, and plan the next revision"))
    )  # fmt: skip


# ── no process ───────────────────────────────────────────────────────────────────────────────


_LADDER = (
    "discussed-draft", "safety-advised", "treated", "decision",
)  # fmt: skip


def _without_process(view: View, now: Plan) -> Step:
    """Without a plan to go by, what is in the workshop tells how far it has come."""
    choose = Step(
        kind="choose-process", place=1,
        message=now.problem or msg("Choose a process to follow"),
        then=msg("Then the tables, and the first card"),
    )  # fmt: skip
    if view.goals() or view.topics("chosen"):
        if step := drafting.drafting(view):
            return step
        known = dealings(view)
        for need in _LADDER:
            if not NEEDS[need].seen(view, known):
                return _from_check(check(view, need, known))
        return _follow_up(view)
    if view.topics():
        return room.topics(view, None, None) or room.rounds(view, now, None, None) or choose
    if view.ids(Answer.kind):
        return room.topics(view, None, None) or choose
    return choose
