"""Setting a workshop up: what it is, who sits at the tables, what it builds on, its process."""

from collections.abc import Iterable, Mapping
from typing import Any

from workshop import positions
from workshop.acts.base import NewId, add, change, fields_of
from workshop.changes import Change, Tips
from workshop.messages import N_
from workshop.model import WORKSHOP
from workshop.view import View


def describe(view: View, *, tips: Tips | None = None, **values: Any) -> Change:
    """Set what the workshop is: title, organisation, period, language, labels."""
    fields = fields_of(WORKSHOP, values)
    return change(view, N_("Describe the strategy work"), {WORKSHOP: fields}, tips=tips)


def follow(view: View, key: str, content: Mapping[str, Any]) -> Change:
    """Follow a process: it is copied into the file, and what is done in it stays.

    It is copied each time it is chosen, so that undoing one choice leaves the others whole.

    Args:
        view: The workshop as it stands.
        key: The id of the copy, ``process:<id>:<hash>``.
        content: The process as JSON.
    """
    sets: dict[str, dict[str, Any]] = {
        WORKSHOP: {"process": key},
        key: {"content": dict(content)},
    }
    return change(view, N_("Choose a process"), sets)


def add_group(
    view: View, new_id: NewId, *, name: str = "", number: int = 0,
    composition: Mapping[str, int] | None = None,
) -> tuple[str, Change]:  # fmt: skip
    """Add a table. Without a number it gets the next one."""
    number = number or max((group.number for group in view.groups()), default=0) + 1
    return add(
        view, new_id, "group", N_("Add a table"),
        parent="", name=name, number=number, composition=dict(composition or {}),
    )  # fmt: skip


def add_groups(view: View, new_id: NewId, names: Iterable[str]) -> Change:
    """Add several tables as one act, numbered on from those there are."""
    groups = view.groups()
    number = max((group.number for group in groups), default=0)
    position = view.position(groups[-1].id) if groups else ""
    sets: dict[str, dict[str, Any]] = {}
    for name in names:
        number += 1
        position = positions.after(position)
        sets[new_id("group")] = {"place": ["", position], "name": name, "number": number}
    return change(view, N_("Set up the tables"), sets)


def add_premise(
    view: View, new_id: NewId, text: str, *, source: str = "", premise_kind: str = "",
    after: str | None = None,
) -> tuple[str, Change]:  # fmt: skip
    """Add a premise (*føring*)."""
    return add(
        view, new_id, "premise", N_("Add a premise"),
        parent="", after=after, text=text, source=source, premise_kind=premise_kind,
    )  # fmt: skip


def add_evidence(
    view: View, new_id: NewId, text: str, *, after: str | None = None, **values: Any
) -> tuple[str, Change]:
    """Add evidence: a figure or finding with its value, source, year, meaning, consequence."""
    return add(
        view, new_id, "evidence", N_("Add evidence"), parent="", after=after, text=text, **values
    )


def write_section(view: View, name: str, text: str, *, tips: Tips | None = None) -> Change:
    """Write a running text of the strategy: ``introduction`` or ``followup``."""
    return change(view, N_("Write a text"), {f"section:{name}": {"text": text}}, tips=tips)
