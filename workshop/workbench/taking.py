"""Puts chosen changes of an original into the text of a fork, and leaves the rest of it alone."""

from collections.abc import Iterator, Sequence
from typing import Any

from workshop import yamlio
from workshop.workbench.comparing import Change, Data, Where, list_of, part_of, steps_to
from workshop.workbench.editing import add_card, set_value, set_values

Values = dict[tuple[str | int, ...], Any]


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
    values: Values = {}
    for change in taken:
        if change.field:
            steps = steps_to(here, change.where, change.field)
            assert steps is not None
            values[steps] = change.there
        values |= _translations(here, there, change)
    if values:
        text = set_values(text, values)
    for change in taken:
        if not change.field and change.there is None:
            text = _without(text, change.where)
    for change in taken:
        if not change.field and change.there is not None:
            text = _with(text, there, change)
    return text


def _translations(here: Data, there: Data, change: Change) -> Values:
    """What the texts were translated from goes with them."""
    found: Values = {}
    ours, theirs = _noted(here), _noted(there)
    for language in dict.fromkeys([*ours, *theirs]):
        new = {path: mark for path, mark in theirs.get(language, {}).items()
               if change.covers(path)}  # fmt: skip
        old = [path for path in ours.get(language, {}) if change.covers(path)]
        for path in old:
            if path not in new:
                found["translated", language, path] = None
        for path, mark in new.items():
            if ours.get(language, {}).get(path) != mark:
                found["translated", language, path] = mark
    return found


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
