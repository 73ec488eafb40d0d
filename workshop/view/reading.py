"""Records read from raw values, one field at a time: one unreadable value costs one value."""

from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.changes import is_forgotten
from workshop.model import KINDS, MEMBER_FIELDS, Answer, Record, kind_of
from workshop.view.values import Trouble, bar

_EMPTY: dict[type[Record], Record] = {struct: struct(id="") for struct in KINDS.values()}


def read(
    struct: type[Record], record: str, raw: Mapping[str, Any], fixed: dict[str, Any]
) -> Record:
    """A typed record of what can be read of its values.

    Args:
        struct: What to make of it.
        record: Its id.
        raw: Field → value, as in the file.
        fixed: Values that the view knows better than the file: places and merges without cycles.
    """
    values = _gather(struct, record, raw)
    values.update((name, value) for name, value in fixed.items() if name in values)
    values["id"] = record
    try:
        return msgspec.convert(values, struct)
    except msgspec.ValidationError:
        return msgspec.convert(_readable(struct, values), struct)


def troubles(record: str, raw: Mapping[str, Any]) -> tuple[Trouble, ...]:
    """The values of a record that are unreadable, unknown or from a newer version."""
    struct = KINDS.get(kind_of(record))
    if struct is None:
        return tuple(Trouble(record, field, raw[field]) for field in sorted(raw))
    members = MEMBER_FIELDS[kind_of(record)]
    known = struct.__struct_fields__
    if all(field in known and field not in members for field in raw) and _fits(struct, raw):
        return ()
    found = []
    for field in sorted(raw):
        value = raw[field]
        if is_forgotten(value):
            continue
        name, slash, member = field.partition("/")
        if slash and name in members:
            fits = _fits(struct, {name: {member: value}})
        else:
            fits = field in known and field != "id" and _fits(struct, {field: value})
        if not fits:
            found.append(Trouble(record, field, value))
    return tuple(found)


def _gather(struct: type[Record], record: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the struct knows them: members gathered, blanked texts as a bar."""
    members = MEMBER_FIELDS.get(kind_of(record), frozenset())
    values: dict[str, Any] = {}
    # By name, so that members come in the same order on every machine.
    for field in sorted(raw):
        value = raw[field]
        if type(value) is dict and is_forgotten(value):
            # Of an answer whose rating is left, no bar stands where the words were.
            if struct is not Answer and isinstance(getattr(_EMPTY[struct], field, None), str):
                values[field] = bar(str(next(iter(value.values()))))
        elif "/" in field:
            name, _, member = field.partition("/")
            if name in members and value:
                values.setdefault(name, {})[member] = value
        elif field not in members:
            values[field] = value
    return values


def _readable(struct: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that the struct can hold, member by member."""
    members = MEMBER_FIELDS.get(kind_of(values["id"]), frozenset())
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name in members and isinstance(value, dict):
            kept[name] = {
                member: item
                for member, item in value.items()
                if _fits(struct, {name: {member: item}})
            }
        elif _fits(struct, {name: value}):
            kept[name] = value
    return kept


def _fits(struct: type[Record], values: Mapping[str, Any]) -> bool:
    try:
        msgspec.convert({"id": "", **values}, struct)
    except msgspec.ValidationError:
        return False
    return True
