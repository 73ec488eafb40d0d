"""The strategy itself: platform, areas, goals, strategies, measures, indicators, horizons."""

from collections.abc import Iterable
from typing import Any

from workshop.acts.base import NewId, add, change, put_members
from workshop.changes import Change
from workshop.messages import N_
from workshop.model import Measure
from workshop.view import View


def add_statement(
    view: View, new_id: NewId, statement_kind: str, text: str, *, after: str | None = None,
    **values: Any,
) -> tuple[str, Change]:  # fmt: skip
    """Add a line of the platform, with its origin."""
    return add(
        view, new_id, "statement", N_("Add a platform statement"),
        parent="", after=after, statement_kind=statement_kind, text=text, **values,
    )  # fmt: skip


def add_horizon(
    view: View, new_id: NewId, title: str, year_from: int = 0, year_to: int = 0
) -> tuple[str, Change]:
    """Add a named span of years."""
    return add(
        view, new_id, "horizon", N_("Add a horizon"),
        parent="", title=title, year_from=year_from, year_to=year_to,
    )  # fmt: skip


def add_area(
    view: View, new_id: NewId, title: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add a challenge area."""
    return add(
        view, new_id, "area", N_("Add an area"), parent="", after=after, title=title, **values
    )


def area_from_topic(view: View, new_id: NewId, topic: str) -> tuple[str, Change]:
    """Make a challenge area of a chosen topic, and keep the thread to it."""
    return add_area(view, new_id, view.title(topic), topics=[topic])


def add_goal(
    view: View, new_id: NewId, area: str, title: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add a goal to an area."""
    return add(
        view, new_id, "goal", N_("Add a goal"), parent=area, after=after, title=title, **values
    )


def add_strategy(
    view: View, new_id: NewId, goal: str, text: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add a strategy to a goal."""
    return add(
        view, new_id, "strategy", N_("Add a strategy"), parent=goal, after=after, text=text,
        **values,
    )  # fmt: skip


def add_measure(
    view: View, new_id: NewId, goal: str, text: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add a measure to a goal."""
    return add(
        view, new_id, "measure", N_("Add a measure"), parent=goal, after=after, text=text, **values
    )


def add_indicator(
    view: View, new_id: NewId, goal: str, text: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add an indicator to a goal."""
    return add(
        view, new_id, "indicator", N_("Add an indicator"), parent=goal, after=after, text=text,
        **values,
    )  # fmt: skip


def tie(view: View, record: str, field: str, wanted: Iterable[str]) -> Change:
    """Say exactly what a record comes from or serves.

    Args:
        view: The workshop as it stands.
        record: A measure, goal, area or statement.
        field: ``topics``, ``answers``, ``strategies`` or ``goals``.
        wanted: The ids it is tied to.
    """
    return put_members(view, record, field, wanted, N_("Tie to its origin"))


def accept_owner(view: View, measure: str) -> Change:
    """The proposed owner has said yes; a second time takes it back."""
    accepted = view.need(Measure, measure).owner_state == "accepted"
    state = "proposed" if accepted else "accepted"
    return change(view, N_("Accept responsibility"), {measure: {"owner_state": state}})


def report(
    view: View, new_id: NewId, measure: str, date: str, state: str, text: str
) -> tuple[str, Change]:
    """Note how a measure stands at a date, and give the measure that status."""
    record = new_id("status")
    sets: dict[str, dict[str, Any]] = {
        record: {"measure": measure, "date": date, "state": state, "text": text}
    }
    if state and view.need(Measure, measure).status != state:
        sets[measure] = {"status": state}
    return record, change(view, N_("Note the status of a measure"), sets)
