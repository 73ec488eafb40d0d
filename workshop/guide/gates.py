"""Soft gates: what should be in place before a phase is left, and whether it is."""

from collections.abc import Callable

import msgspec

from workshop.consulting import Dealings, dealings
from workshop.content import say
from workshop.guide.plan import PhasePlan, plan
from workshop.messages import Message, msg
from workshop.model import (
    WORKSHOP,
    Answer,
    Area,
    Evidence,
    Premise,
    Round,
    Statement,
    Status,
)  # fmt: skip
from workshop.view import View


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a gate asks for."""

    need: str
    """A ``GateNeed``, or ``ask`` for the question that only people can answer."""
    met: bool | None
    """None when the program cannot see it."""
    message: Message
    """What should be in place."""
    todo: Message
    """What to do when it is not."""
    place: int
    """Where to do it."""
    record: str = WORKSHOP


Seen = Callable[[View, Dealings], bool]


class _Need(msgspec.Struct, frozen=True):
    place: int
    message: Message
    todo: Message
    seen: Seen


def _owned(view: View) -> bool:
    measures = view.measures()
    return bool(measures) and all(measure.owner.strip() for measure in measures)


NEEDS: dict[str, _Need] = {
    "groups": _Need(
        2, msg("The tables are in place"), msg("Add the tables, with roles and numbers"),
        lambda view, _: bool(view.groups()),
    ),
    "premises": _Need(
        4, msg("The premises are written"), msg("Write the mandate as premises"),
        lambda view, _: bool(view.ids(Premise.kind)),
    ),
    "evidence": _Need(
        4, msg("There is evidence"), msg("Add evidence: a figure or finding, with its source"),
        lambda view, _: bool(view.ids(Evidence.kind)),
    ),
    "answers": _Need(
        2, msg("The tables have answered"), msg("Draw a card and take in answers"),
        lambda view, _: bool(view.ids(Answer.kind)),
    ),
    "topics": _Need(
        3, msg("The answers have become topics"), msg("Make topics from the answers"),
        lambda view, _: bool(view.topics()),
    ),
    "round": _Need(
        3, msg("A round has been closed"), msg("Open a round, and let everyone hand in a slip"),
        lambda view, _: any(one.state == "closed" for one in view.all(Round)),
    ),
    "chosen": _Need(
        3, msg("Topics have been chosen"), msg("Talk about the result, and choose topics"),
        lambda view, _: bool(view.topics("chosen")),
    ),
    "statements": _Need(
        4, msg("The platform is written"), msg("Write the first line of the platform"),
        lambda view, _: bool(view.ids(Statement.kind)),
    ),
    "areas": _Need(
        4, msg("There are areas"), msg("Make an area of each chosen topic"),
        lambda view, _: bool(view.ids(Area.kind)),
    ),
    "goals": _Need(
        4, msg("There are goals"), msg("Write the first goal"),
        lambda view, _: bool(view.goals()),
    ),
    "measures": _Need(
        4, msg("There are measures"), msg("Write the first measure"),
        lambda view, _: bool(view.measures()),
    ),
    "owners": _Need(
        4, msg("Every measure has an owner"), msg("Name an owner for every measure"),
        lambda view, _: _owned(view),
    ),
    "discussed-mandate": _Need(
        5, msg("The mandate is discussed (drøftet) with the unions"),
        msg("Discuss the mandate with the unions (drøfting), and record it"),
        lambda _, known: known.mandate_discussed(),
    ),
    "discussed-draft": _Need(
        5, msg("The draft is discussed (drøftet) with the unions"),
        msg("Discuss the draft with the unions (drøfting), and record it"),
        lambda _, known: known.draft_discussed(),
    ),
    "safety-advised": _Need(
        5, msg("The safety service has been asked for advice (tatt med på råd)"),
        msg("Ask the safety service for advice (tatt med på råd), and record it"),
        lambda _, known: known.safety_advised(),
    ),
    "treated": _Need(
        5, msg("The committees have treated the matter"),
        msg("Have the committees treat the matter, and record it"),
        lambda _, known: known.treated("committee") or known.treated("amu"),
    ),
    "decision": _Need(
        5, msg("The strategy is decided"), msg("Record the decision"),
        lambda _, known: known.adopted is not None,
    ),
    "status": _Need(
        4, msg("It is noted how measures stand"), msg("Note how the measures stand"),
        lambda view, _: bool(view.ids(Status.kind)),
    ),
}  # fmt: skip
"""How each ``GateNeed`` is seen in a workshop."""


def check(view: View, need: str, known: Dealings | None = None) -> Check:
    """Whether one thing is in place; met is None for a need this version does not know."""
    found = NEEDS.get(need)
    if found is None:
        unknown = msg("Something this version cannot see: {need}", need=need)
        return Check(need=need, met=None, message=unknown, todo=unknown, place=1)
    return Check(
        need=need, met=found.seen(view, known or dealings(view)), message=found.message,
        todo=found.todo, place=found.place,
    )  # fmt: skip


def gate(view: View, phase: PhasePlan | str) -> list[Check]:
    """What should be in place before a phase is left, the question to people last.

    Args:
        view: The workshop as it stands.
        phase: The phase, or its record id.
    """
    if isinstance(phase, str):
        found = plan(view).find_phase(phase)
        if found is None:
            return []
        phase = found
    if phase.gate is None:
        return []
    known = dealings(view)
    checks = [check(view, need, known) for need in phase.needs]
    question = say(phase.gate.ask, view.workshop.language)
    ask = msg("Ask each other: {question}", question=question)
    return [*checks, Check(need="ask", met=None, message=ask, todo=ask, place=1,
                           record=phase.record)]  # fmt: skip
