"""What is missing in the strategy itself, in the order in which it is written."""

from collections.abc import Collection

from workshop.guide.step import Step
from workshop.messages import Message, msg
from workshop.model import Area, Goal, Measure, Status, Topic
from workshop.shortening import shorten
from workshop.view import View

ALL = ("areas", "goals", "measures", "owners", "deadlines")
"""What there is to ask for, in order."""


def drafting(view: View, wanted: Collection[str] = ALL) -> Step | None:
    """The first thing that is missing among what is wanted; None when nothing is."""
    return (
        ("areas" in wanted and _areas(view))
        or ("goals" in wanted and _goals(view))
        or ("measures" in wanted and _measures(view))
        or ("owners" in wanted and _owners(view))
        or ("deadlines" in wanted and _deadlines(view))
        or None
    )


def _step(kind: str, message: Message, record: str = "", where: str = "") -> Step:
    return Step(kind=kind, message=message, place=4, record=record, where=where)


def uncarried(view: View) -> list[Topic]:
    """The chosen topics that no area or goal is tied to."""
    carried: set[str] = set()
    for area in view.under("", Area):
        carried.update(area.topics)
    for goal in view.goals():
        carried.update(goal.topics)
    return [
        topic
        for topic in view.topics("chosen")
        if topic.id not in carried
        and not any(merged.id in carried for merged in view.merged_topics(topic.id))
    ]


def _areas(view: View) -> Step | None:
    waiting = uncarried(view)
    if waiting:
        title = shorten(view.title(waiting[0].id))
        message = msg("Make an area of the chosen topic: {title}", title=title)
        return _step("add-area", message, waiting[0].id)
    if not view.under("", Area):
        return _step("add-area", msg("Write the first area"))
    return None


def _goals(view: View) -> Step | None:
    for area in view.under("", Area):
        if not view.count(area.id, Goal.kind):
            message = msg("Write a goal for the area: {title}", title=shorten(view.title(area.id)))
            return _step("add-goal", message, area.id)
    return None


def _measures(view: View) -> Step | None:
    empty = [goal for goal in view.goals() if not view.count(goal.id, Measure.kind)]
    if not empty:
        return None
    title = shorten(view.title(empty[0].id))
    if len(empty) == 1:
        message = msg("A goal has no measures yet: {title}", title=title)
    else:
        message = msg("{n} goals have no measures yet. Begin with: {title}", n=len(empty),
                      title=title)  # fmt: skip
    return _step("add-measure", message, empty[0].id)


def _owners(view: View) -> Step | None:
    missing = [measure for measure in view.measures() if not measure.owner.strip()]
    if not missing:
        return None
    title = shorten(view.title(missing[0].id))
    if len(missing) == 1:
        message = msg("A measure has no owner: {title}", title=title)
    else:
        message = msg("{n} measures have no owner. Begin with: {title}", n=len(missing),
                      title=title)  # fmt: skip
    return _step("name-owner", message, missing[0].id, "owner")


def _deadlines(view: View) -> Step | None:
    missing = [
        measure
        for measure in view.measures()
        if not measure.deadline.strip() and not measure.horizon.strip()
    ]
    if not missing:
        return None
    title = shorten(view.title(missing[0].id))
    if len(missing) == 1:
        message = msg("A measure has neither deadline nor horizon: {title}", title=title)
    else:
        message = msg("{n} measures have neither deadline nor horizon. Begin with: {title}",
                      n=len(missing), title=title)  # fmt: skip
    return _step("set-deadline", message, missing[0].id, "deadline")


def accepting(view: View) -> Step | None:
    """Owners who have only been proposed."""
    waiting = [one for one in view.measures() if one.owner.strip()
               and one.owner_state != "accepted"]  # fmt: skip
    if not waiting:
        return None
    first = waiting[0]
    message = msg("Ask {owner} to say yes to: {title}", owner=first.owner,
                  title=shorten(view.title(first.id)))  # fmt: skip
    return _step("accept-owner", message, first.id, "owner_state")


def reporting(view: View) -> Step | None:
    """Measures whose status has never been noted."""
    silent = [
        one
        for one in view.measures()
        if one.status not in {"done", "stopped"} and not view.count(one.id, Status.kind)
    ]
    if not silent:
        return None
    title = shorten(view.title(silent[0].id))
    message = msg("Note how this measure stands: {title}", title=title)
    return _step("note-status", message, silent[0].id)
