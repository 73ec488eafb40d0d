"""The followed process, and how far it has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from workshop.content import Activity, Gate, PartyStep, Phase, Process, Text, say
from workshop.following import Kept, activities_of, in_force
from workshop.guide.parties import recorded
from workshop.messages import Message, msg
from workshop.model import PhaseState
from workshop.view import View

State = Literal["todo", "started", "done", "stepped-over"]

PLACES: dict[str, int] = {
    "talk": 1, "pause": 1, "cards": 2, "topics": 3, "round": 3, "platform": 4, "strategy": 4,
    "parties": 5, "documents": 6,
}  # fmt: skip
"""Kind of activity → which of the six places it is done in."""


class ActivityPlan(msgspec.Struct, frozen=True, kw_only=True):
    """An activity of the followed process, and how far it has come."""

    record: str
    """``activity:<phase>/<activity>``"""
    phase: str
    """The record of its phase, ``phase:<phase>``."""
    title: str
    state: State
    content: Activity
    reason: str = ""
    note: str = ""
    minutes_used: int = 0
    original: Activity | None = None
    """As the process has it; None when this workshop has added it itself."""
    hidden: bool = False
    """Left out of the plan of this workshop."""
    hidden_reason: str = ""

    @property
    def minutes(self) -> int:
        """Minutes planned."""
        return self.content.minutes

    @property
    def place(self) -> int:
        """Which of the six places it is done in."""
        return PLACES.get(self.content.kind, 1)

    @property
    def settled(self) -> bool:
        """Whether it is done or stepped over."""
        return self.state in {"done", "stepped-over"}


class PartyPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A step with the parties, and the consultations that are recorded for it."""

    step: PartyStep
    who: str
    what: str
    recorded: tuple[str, ...] = ()


class PhasePlan(msgspec.Struct, frozen=True, kw_only=True):
    """A phase of the followed process, and how far it has come."""

    record: str
    title: str
    state: State
    content: Phase
    activities: tuple[ActivityPlan, ...]
    parties: tuple[PartyPlan, ...]
    reason: str = ""
    note: str = ""
    left_out: tuple[ActivityPlan, ...] = ()
    """Activities that this workshop has left out of its plan, with what was done in them."""

    @property
    def gate(self) -> Gate | None:
        """What should be in place before the phase is left."""
        return self.content.gate

    @property
    def needs(self) -> Sequence[str]:
        """What the gate asks for that can be seen in the workshop."""
        return self.content.gate.needs if self.content.gate else ()

    @property
    def minutes(self) -> int:
        """Minutes planned for all its activities."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def minutes_used(self) -> int:
        """Minutes used on its activities so far."""
        return sum(activity.minutes_used for activity in self.activities)

    @property
    def settled(self) -> bool:
        """Whether it has been left: done, or stepped over."""
        return self.state in {"done", "stepped-over"}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The whole process as it stands in this workshop."""

    process: Process | None = None
    """None when none is followed, or when the copy in the file cannot be read."""
    problem: Message | None = None
    title: str = ""
    phases: tuple[PhasePlan, ...] = ()
    phase: PhasePlan | None = None
    """Where the work is: the phase of the running activity, or the first that is not left."""
    activity: ActivityPlan | None = None
    """The activity that is running: the one started last."""
    upcoming: ActivityPlan | None = None
    """The next activity to start."""

    def find(self, record: str) -> ActivityPlan | None:
        """The activity with this record id, also one that is left out."""
        left_out = [one for phase in self.phases for one in phase.left_out]
        return next((one for one in (*self.activities(), *left_out) if one.record == record), None)

    def find_phase(self, record: str) -> PhasePlan | None:
        """The phase with this record id."""
        return next((one for one in self.phases if one.record == record), None)

    def activities(self) -> Iterator[ActivityPlan]:
        """All activities, in order."""
        for phase in self.phases:
            yield from phase.activities


def plan(view: View) -> Plan:
    """The followed process and how far it has come; without phases when there is none to read."""
    return view.recall("plan", _plan)


def _plan(view: View) -> Plan:
    if not view.workshop.process:
        return Plan()
    try:
        process = msgspec.convert(in_force(view), Process)
    except msgspec.ValidationError:
        return Plan(problem=msg("The process in the file cannot be read by this version."))

    def words(text: Text) -> str:
        return say(text, view.workshop.language, process.language)

    matches = recorded(view, process)
    phases = tuple(
        _phase(view, phase, words, matches[at]) for at, phase in enumerate(process.phases)
    )
    running = _running(view, phases)
    current = next(
        (phase for phase in phases if running and phase.record == running.phase),
        next((phase for phase in phases if not phase.settled), None),
    )
    return Plan(
        process=process, title=words(process.title), phases=phases, phase=current,
        activity=running, upcoming=_upcoming(phases, current, running),
    )  # fmt: skip


def _phase(
    view: View, phase: Phase, words: Callable[[Text], str], matches: Sequence[tuple[str, ...]]
) -> PhasePlan:
    record = f"phase:{phase.id}"
    kept = view.need(PhaseState, record)
    every = [_activity(record, one, words) for one in activities_of(view, record)]
    activities = [one for one in every if not one.hidden]
    state = _state(kept.state)
    if state == "todo" and any(one.state != "todo" for one in activities):
        state = "started"
    parties = tuple(
        PartyPlan(step=step, who=words(step.who), what=words(step.what), recorded=match)
        for step, match in zip(phase.party, matches, strict=True)
    )
    return PhasePlan(
        record=record, title=words(phase.title), state=state, content=phase,
        activities=tuple(activities), parties=parties, reason=kept.reason, note=kept.note,
        left_out=tuple(one for one in every if one.hidden),
    )  # fmt: skip


def _activity(phase: str, kept: Kept, words: Callable[[Text], str]) -> ActivityPlan:
    content = msgspec.convert(kept.content, Activity)
    known, original = kept.known, None
    if kept.original is not None:
        same = kept.original is kept.content
        original = content if same else msgspec.convert(kept.original, Activity)
    return ActivityPlan(
        record=kept.record, phase=phase, title=words(content.title), state=_state(known.state),
        content=content, reason=known.reason, note=known.note, minutes_used=known.minutes_used,
        original=original, hidden=known.hidden, hidden_reason=known.hidden_reason,
    )  # fmt: skip


def _state(kept: str) -> State:
    if kept == "started":
        return "started"
    if kept == "done":
        return "done"
    return "stepped-over" if kept == "stepped-over" else "todo"


def _running(view: View, phases: Sequence[PhasePlan]) -> ActivityPlan | None:
    """The activity that was started last, in a phase that has not been left."""
    started = [
        activity
        for phase in phases
        if not phase.settled
        for activity in phase.activities
        if activity.state == "started"
    ]

    def since(activity: ActivityPlan) -> str:
        values = view.shown(activity.record, "state")
        return values[0].act if values else ""

    return max(started, key=since, default=None)


def _upcoming(
    phases: Sequence[PhasePlan], current: PhasePlan | None, running: ActivityPlan | None
) -> ActivityPlan | None:
    """The first activity not begun in the current phase, then in those after it."""
    if current is None:
        return None
    at = next(index for index, phase in enumerate(phases) if phase.record == current.record)
    own = list(current.activities)
    if running is not None:
        index = next((i for i, one in enumerate(own) if one.record == running.record), -1)
        own = own[index + 1 :] + own[:index]
    later = [one for phase in phases[at + 1 :] if not phase.settled for one in phase.activities]
    return next((one for one in (*own, *later) if one.state == "todo"), None)
