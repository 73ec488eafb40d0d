"""Puts chosen changes of an original into the text of a fork, and leaves the rest of it alone."""

from collections.abc import Iterator, Sequence
from typing import Any

from workshop import yamlio
from workshop.workbench.comparing import (
    Change,
    Data,
    Where,
    list_of,
    part_of,
    steps_to,
    with_fields,
)
from workshop.workbench.editing import add_card, set_value


def with_taken(text: str, here: Data, there: Data, taken: Sequence[Change]) -> str:
    """The text of the fork with the changes of the original.

    Args:
        text: the fork.
        here: the fork as data.
        there: the original as data.
        taken: what to take.

    Raises:
        EditError: the text is written in a way that cannot be changed piece by piece.
    """
    fields = [(change.where, change.field, change.there) for change in taken if change.field]
    marks = _translations(here, there, taken)
    if fields or marks:
        text = set_value(text, (), _with_marks(with_fields(here, fields), marks))
    for change in taken:
        if not change.field and change.there is None:
            text = _without(text, change.where)
    for change in taken:
        if not change.field and change.there is not None:
            text = _with(text, there, change)
    return text


_Marks = dict[tuple[str, str], str | None]
"""By language and path of a text, what it was translated from."""


def _translations(here: Data, there: Data, taken: Sequence[Change]) -> _Marks:
    """What the texts were translated from goes with them."""
    found: _Marks = {}
    ours, theirs = _noted(here), _noted(there)
    if not ours and not theirs:
        return found
    paths = {change.path for change in taken}
    for language in dict.fromkeys([*ours, *theirs]):
        old, new = ours.get(language, {}), theirs.get(language, {})
        for path in dict.fromkeys([*old, *new]):
            if old.get(path) != new.get(path) and paths & _within(path):
                found[language, path] = new.get(path)
    return found


def _within(path: str) -> set[str]:
    """The path, and all that it may be a part of."""
    steps = path.split("/")
    return {"/".join(steps[:at]) for at in range(1, len(steps) + 1)} - {""}


def _with_marks(data: dict[str, Any], marks: _Marks) -> dict[str, Any]:
    for (language, path), mark in marks.items():
        noted = data.setdefault("translated", {}).setdefault(language, {})
        if mark is None:
            noted.pop(path, None)
        else:
            noted[path] = mark
    return data


def _noted(data: Data) -> dict[str, dict[str, str]]:
    found = data.get("translated")
    return found if isinstance(found, dict) else {}


def _without(text: str, where: Where) -> str:
    data = yamlio.read(text).data
    steps = steps_to(data, where)
    if steps is None:
        return text
    *holder, index = steps
    members = _at(data, holder)
    return set_value(text, holder, [one for at, one in enumerate(members) if at != index])


def _with(text: str, there: Data, change: Change) -> str:
    """The text with a part of the original, after the one it comes after there."""
    data = yamlio.read(text).data
    holder_steps = steps_to(data, change.where[:-1])
    if holder_steps is None:
        return text
    holder = _at(data, holder_steps)
    keys = list_of(change.where)
    origin = part_of(there, change.where[:-1])
    key = next(key for key in keys if key in origin)
    members = holder.get(key) or []
    ids = [one.get("id") for one in members if isinstance(one, dict)]
    before = next((name for name in _before(origin[key], change.where[-1]) if name in ids), "")
    if key == "cards":
        return add_card(text, change.there, after=before)
    at = ids.index(before) + 1 if before else 0
    return set_value(
        text, (*holder_steps, key), [*members[:at], change.there, *members[at:]]
    )  # fmt: skip


def _before(members: list[Any], name: str) -> Iterator[str]:
    """The ids that come before one, the nearest first."""
    ids = [str(one.get("id", "")) for one in members if isinstance(one, dict)]
    yield from reversed(ids[: ids.index(name)])


def _at(data: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        data = data[step]
    return data
