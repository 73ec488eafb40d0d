"""Working in the outline of a strategy: like among like, several at once, areas of topics."""

from collections.abc import Iterable, Sequence
from typing import Any

from workshop import positions
from workshop.acts.base import NewId, change, move, shift, slot
from workshop.changes import Change
from workshop.messages import N_
from workshop.model import Area, Statement, kind_of
from workshop.view import View

PARENT_KINDS = {"goal": "area", "strategy": "goal", "measure": "goal", "indicator": "goal"}
"""Kinds that lie under another, and under which."""


def reorder(view: View, record: str, step: int) -> Change | None:
    """Move a record up (-1) or down (1) among those it is shown with; None at the end.

    Platform statements of all kinds lie in one list, but each is shown among its own kind.
    """
    statement = view.find(Statement, record)
    if statement is None:
        return shift(view, record, step)
    alike = [other.id for other in view.statements(statement.statement_kind)]
    target = alike.index(record) + step if record in alike else -1
    if not 0 <= target < len(alike):
        return None
    if step > 0:
        return move(view, record, "", alike[target])
    everyone = [other for other in view.siblings("", "statement") if other != record]
    before = everyone.index(alike[target])
    return move(view, record, "", everyone[before - 1] if before else "")


def add_several(
    view: View, new_id: NewId, kind: str, what: str, parent: str, rows: Sequence[dict[str, Any]],
    after: str | None = None,
) -> tuple[list[str], Change]:  # fmt: skip
    """Add several records of a kind after one another, as one act.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        kind: Their kind.
        what: What is done, as a message id.
        parent: What they lie under; empty is the top.
        rows: The fields of each, as they are kept.
        after: The sibling they come after; empty is first, None is last.
    """
    low, moves = slot(view, kind, parent, after)
    siblings = view.siblings(parent, kind)
    above = [view.position(sibling) for sibling in siblings if sibling not in moves]
    above += [fields["place"][1] for fields in moves.values()]
    high = min((position for position in above if position > low), default="")
    sets: dict[str, dict[str, Any]] = {}
    records = []
    for fields in rows:
        record = new_id(kind)
        sets[record] = {"place": [parent, low], **fields}
        records.append(record)
        low = positions.between(low, high)
    return records, change(view, what, {**sets, **moves})


def uncarried_topics(view: View) -> list[str]:
    """The chosen topics that no area comes from yet."""
    carried = {topic for area in view.under("", Area) for topic in area.topics}
    return [topic.id for topic in view.topics("chosen") if topic.id not in carried]


def areas_from_topics(view: View, new_id: NewId, topics: Iterable[str]) -> tuple[list[str], Change]:
    """Make an area of each of these topics, last in the list, and keep the thread to them."""
    rows = [{"title": view.title(topic), f"topics/{topic}": True} for topic in topics]
    return add_several(view, new_id, "area", N_("Make areas of chosen topics"), "", rows)


def parents_for(view: View, kind: str) -> list[str]:
    """Everything a record of this kind can lie under, in the order of the strategy."""
    above = PARENT_KINDS.get(kind, "")
    if above == "area":
        return view.siblings("", "area")
    return [goal.id for goal in view.goals()] if above == "goal" else []


def going_along(view: View, record: str) -> dict[str, int]:
    """What is removed with a record: kind → how many, the largest kinds first."""
    found = dict.fromkeys(("goal", "indicator", "strategy", "measure", "status"), 0)
    for child in view.descendants(record):
        if view.on_screen(child):
            found[kind_of(child)] = found.get(kind_of(child), 0) + 1
    return {kind: count for kind, count in found.items() if count}
