"""What a step is: the one most useful thing to do now."""

from collections.abc import Mapping

import msgspec

from workshop.messages import Message, msg


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """The one most useful thing to do now, and where."""

    kind: str
    """A name for the kind of step, such as ``conflict`` or ``draw-card``."""
    message: Message
    place: int
    """1–6: process, cards, priorities, strategy, parties and review, documents."""
    activity: str = ""
    """The record of the running activity, or of the one to start."""
    record: str = ""
    """What the step is about, to be selected; empty when it is nothing in particular."""
    where: str = ""
    """The field to put the cursor in."""
    then: Message | None = None
    """What comes after that."""
    given: Mapping[str, str] = {}
    """What is known already of the record to be made: field → value."""


def tick(title: str, record: str, then: Message | None = None) -> Step:
    """Nothing is missing: go on."""
    return Step(
        kind="tick", message=msg("When you are finished, mark as done: {title}", title=title),
        place=1, activity=record, record=record, then=then,
    )  # fmt: skip
