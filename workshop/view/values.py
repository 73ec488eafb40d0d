"""What a view hands out besides records, and the few things it knows about kinds."""

from typing import Any

import msgspec

from workshop.changes import Value
from workshop.model import KINDS, PARENT_FIELDS

NEWEST_WINS = frozenset({"place", "merged_into", "position"})
"""Fields where two people's values resolve to the newest instead of becoming a conflict."""

PLACED_KINDS = frozenset(
    kind for kind, struct in KINDS.items() if "place" in struct.__struct_fields__
)
"""Kinds that lie in an outline, at a place of their own."""

PARENT_KINDS = {
    "goal": "area", "strategy": "goal", "measure": "goal", "indicator": "goal", **PARENT_FIELDS,
}  # fmt: skip
"""Kinds that no screen shows but under another kind. All other placed kinds lie at the top."""


class Conflict(msgspec.Struct, frozen=True):
    """Two or more people's values for one field, newest first; a human chooses."""

    record: str
    field: str
    values: tuple[Value, ...]


class Removed(msgspec.Struct, frozen=True):
    """Something that was removed, and what has since arrived under it."""

    record: str
    act: str
    late: tuple[tuple[str, str, str], ...] = ()
    """(record, field, act) of new work that the one who removed it had not seen."""


class Ghost(msgspec.Struct, frozen=True):
    """A record whose adding was undone, kept on the screen by others' work in it."""

    record: str


class Trouble(msgspec.Struct, frozen=True):
    """A value this version cannot read. It is kept as it is."""

    record: str
    field: str
    value: Any


class Moment(msgspec.Struct, frozen=True):
    """One step in the history of a field."""

    act: str
    value: Any
    by: str
    at: str
    live: bool
    shown: bool


def bar(date: str) -> str:
    """What stands where a text was removed for good."""
    return f"▇▇▇ ({date})"


def place_of(value: object) -> tuple[str, str]:
    """A place as it is kept, read: (parent, position); the top when it cannot be read."""
    if isinstance(value, list | tuple) and len(value) == 2:
        parent, position = value
        if isinstance(parent, str) and isinstance(position, str):
            return parent, position
    return "", ""
