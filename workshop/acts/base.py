"""What all acts are made with: changing, adding, moving, removing and settling."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workshop import positions
from workshop.changes import Change, Tips
from workshop.messages import N_
from workshop.model import MEMBER_FIELDS, kind_of
from workshop.view import View

NewId = Callable[[str], str]
"""Gives a fresh record id of a kind, such as ``goal:4f0c…``."""


def change(
    view: View,
    what: str,
    sets: Mapping[str, Mapping[str, Any]],
    *,
    tips: Tips | None = None,
    hides: Iterable[str] = (),
) -> Change:
    """One change, with what it replaces.

    Args:
        view: The workshop as it stands.
        what: What is done, as a message id.
        sets: record → field → value.
        tips: What was there when the person began editing; by default what is there now.
        hides: The acts whose values this takes off the screen.
    """
    replaces: Tips = {}
    for record, fields in sets.items():
        for field in fields:
            known = (tips or {}).get(record, {}).get(field)
            found = view.tips(record, field) if known is None else known
            if found:
                replaces.setdefault(record, {})[field] = list(found)
    plain = {record: dict(fields) for record, fields in sets.items()}
    return Change(what=what, sets=plain, replaces=replaces, hides=sorted(set(hides)))


def fields_of(record: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept: a map in a member field becomes one field per member."""
    members = MEMBER_FIELDS.get(kind_of(record), frozenset())
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name in members and isinstance(value, Mapping):
            kept.update({f"{name}/{member}": item for member, item in value.items()})
        elif name in members:
            kept.update({f"{name}/{member}": True for member in value})
        else:
            kept[name] = list(value) if isinstance(value, tuple) else value
    return kept


EDITED = N_("Edit")
"""What an act that changes fields of a record is called."""


def edit(view: View, record: str, *, tips: Tips | None = None, **values: Any) -> Change:
    """Change some fields of a record. ``tips``: what was there when the editing began."""
    return change(view, EDITED, {record: fields_of(record, values)}, tips=tips)


def put_members(
    view: View, record: str, field: str, wanted: Iterable[str], what: str = N_("Edit")
) -> Change:
    """Make the members of a set exactly these, touching only those that differ."""
    have = set(getattr(view.get(record), field, {}))
    want = set(wanted)
    sets = {f"{field}/{member}": True for member in sorted(want - have)}
    sets.update({f"{field}/{member}": False for member in sorted(have - want)})
    return change(view, what, {record: sets})


def slot(
    view: View, kind: str, parent: str, after: str | None = None, *, moving: str = ""
) -> tuple[str, dict[str, dict[str, Any]]]:
    """A position among the siblings of a kind, and the places that must move to make room.

    Args:
        view: The workshop as it stands.
        kind: The kind of the siblings.
        parent: What they lie under; empty is the top.
        after: The sibling to come after; empty is first, None is last.
        moving: A record to leave out of account, because it is the one being placed.
    """
    siblings = [
        child
        for child in view.siblings(parent, kind)
        if child != moving
    ]  # fmt: skip
    if after is None:
        index = len(siblings)
    elif after in siblings:
        index = siblings.index(after) + 1
    else:
        index = 0
    low = view.position(siblings[index - 1]) if index else ""
    high = view.position(siblings[index]) if index < len(siblings) else ""
    crowd: list[str] = []
    while low and high and high <= low:
        # Two people chose the same key: what comes after the gap is placed anew.
        crowd.append(siblings[index])
        index += 1
        high = view.position(siblings[index]) if index < len(siblings) else ""
    position = positions.between(low, high)
    moves: dict[str, dict[str, Any]] = {}
    key = position
    for crowded in crowd:
        key = positions.between(key, high)
        moves[crowded] = {"place": [parent, key]}
    return position, moves


def add(
    view: View, new_id: NewId, kind: str, what: str, *, parent: str | None = None,
    after: str | None = None, **values: Any,
) -> tuple[str, Change]:  # fmt: skip
    """Add a record. Returns its id and the change.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        kind: The kind of record.
        what: What is done, as a message id.
        parent: What it lies under (``""`` is the top); None for kinds without a place.
        after: The sibling it comes after; empty is first, None is last.
        values: Its fields.
    """
    record = new_id(kind)
    sets: dict[str, dict[str, Any]] = {record: fields_of(record, values)}
    if parent is not None:
        position, moves = slot(view, kind, parent, after)
        sets[record] = {"place": [parent, position], **sets[record]}
        sets.update(moves)
    return record, change(view, what, sets)


def move(view: View, record: str, parent: str, after: str | None = None) -> Change:
    """Move a record under a parent, after a sibling (empty: first, None: last)."""
    position, moves = slot(view, kind_of(record), parent, after, moving=record)
    return change(view, N_("Move"), {record: {"place": [parent, position]}, **moves})


def shift(view: View, record: str, step: int) -> Change | None:
    """Move a record up (-1) or down (1) among its siblings; None when it is at the end."""
    parent = view.parent(record)
    siblings = view.siblings(parent, kind_of(record))
    target = siblings.index(record) + step if record in siblings else -1
    if not 0 <= target < len(siblings):
        return None
    others = [sibling for sibling in siblings if sibling != record]
    return move(view, record, parent, others[target - 1] if target else "")


def seen_in(view: View, records: Iterable[str]) -> set[str]:
    """The acts behind every value that is visible in these records."""
    return {
        value.act
        for record in records
        for field in view.fields(record)
        for value in view.shown(record, field)
    }


def remove(view: View, *records: str) -> Change:
    """Take records, and all that lies under them, off the screen.

    What the act hides is listed, so that work it had not seen is not hidden without a word.
    """
    hides: set[str] = set()
    for record in records:
        hides |= seen_in(view, (record, *view.descendants(record)))
    return change(
        view, N_("Remove"), {record: {"removed": True} for record in records}, hides=hides
    )


def restore(view: View, record: str) -> Change:
    """Bring a removed record back, with all that lay under it."""
    return change(view, N_("Bring back"), {record: {"removed": False}})


def settle(
    view: View, record: str, field: str, value: object, *, tips: Tips | None = None
) -> Change:
    """Settle a conflict with one of its values, or with a third.

    ``tips``: what stood against each other when the person began to look at it.
    """
    return change(view, N_("Settle a conflict"), {record: {field: value}}, tips=tips)


def together(what: str, changes: Iterable[Change]) -> Change:
    """Several changes as one act, undone as one.

    Raises:
        ValueError: two of them set the same field.
    """
    sets: dict[str, dict[str, Any]] = {}
    replaces: Tips = {}
    hides: set[str] = set()
    for one in changes:
        for record, fields in one.sets.items():
            for field, value in fields.items():
                if field in sets.get(record, {}):
                    raise ValueError(f"{record} {field} is set twice in one act")
                sets.setdefault(record, {})[field] = value
        for record, tips in one.replaces.items():
            replaces.setdefault(record, {}).update(tips)
        hides.update(one.hides)
    return Change(what=what, sets=sets, replaces=replaces, hides=sorted(hides))
