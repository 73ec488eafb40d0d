"""One act: what a person did, kept for ever, and the bytes it is kept as."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from workshop.text_gate import normalised

Sets = dict[str, dict[str, Any]]
"""record id → field → value"""
Tips = dict[str, dict[str, list[str]]]
"""record id → field → act ids"""

FORGOTTEN = "$forgotten"
MAX_TEXT_BYTES = 200_000
MAX_NAME = 1_000
"""Characters of a record id or of the name of a field."""
MAX_DEPTH = 64
"""How deep lists and maps may lie within each other in one act."""
LEAP = 1_000_000_000
"""How far above the number of acts a counter may be. The width of an id is never used up."""
_ACT_ID = re.compile(r"[0-9]{12}-[0-9a-f]{12}")
_ACT_IDS = re.compile(rf"(?:{_ACT_ID.pattern}(?: (?!$)|$))*")
_SURROGATES = re.compile("[\ud800-\udfff]")


class TextTooLongError(ValueError):
    """A text is larger than one field may hold; it stays in the draft."""

    def __init__(self, record: str, field: str, size: int) -> None:
        super().__init__(f"{record} {field}: {size} bytes")
        self.record, self.field, self.size = record, field, size


class UnreadableActError(ValueError):
    """The bytes of a row are not an act. The row is kept and reported."""


class Act(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """One row of the log."""

    id: str
    by: str = ""
    seat: str = ""
    """The window it was done in; undo is per window."""
    at: str = ""
    """When, for people only: clocks decide nothing."""
    what: str = ""
    """What was done, as a message id ("Add a goal")."""
    sets: Sets = {}
    replaces: Tips = {}
    hides: list[str] = []
    """The acts whose values this act takes off the screen."""
    undoes: str = ""
    forgets: Tips = {}
    """Act id → record → fields that are blanked for good."""


class NewerAct(Act, frozen=True, forbid_unknown_fields=False):
    """An act with something in it that this version does not know; its bytes are kept as is."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An act before a session has given it an id, a person and a time."""

    what: str
    sets: Sets = {}
    replaces: Tips = {}
    hides: list[str] = []


class Value(msgspec.Struct, frozen=True, gc=False):
    """A value of a field, and the act that set it."""

    act: str
    value: Any


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Act)
_newer = msgspec.json.Decoder(NewerAct)
_many = msgspec.json.Decoder(list[Act])
_UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def encode(act: Act) -> bytes:
    """The bytes an act is kept as."""
    return _encoder.encode(act)


def decode(body: bytes) -> Act:
    """The act in a row's bytes.

    Raises:
        UnreadableActError: the bytes are not an act.
    """
    try:
        act = _decoder.decode(body)
    except msgspec.ValidationError:
        try:
            act = _newer.decode(body)
        except _UNREADABLE as error:
            raise UnreadableActError(str(error)) from error
    except _UNREADABLE as error:
        raise UnreadableActError(str(error)) from error
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH and _too_deep(act.sets):
        raise UnreadableActError("lists and maps lie too deep")
    return act


def decode_many(bodies: Sequence[bytes]) -> list[Act] | None:
    """The acts of many rows at once, or None when they must be looked at one by one."""
    joined = b",".join(bodies)
    try:
        acts = _many.decode(b"[%b]" % joined)
    except _UNREADABLE:
        return None
    if len(acts) != len(bodies):
        return None
    doubtful = [
        number
        for number, body in enumerate(bodies)
        if body.count(b"{") + body.count(b"[") > MAX_DEPTH
    ]
    if any(_too_deep(acts[number].sets) for number in doubtful):
        return None
    return acts


def _too_deep(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)  # type: ignore[attr-defined]
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def act_id(counter: int, randomness: int) -> str:
    """An id one step above everything seen, then random bits."""
    return f"{counter:012d}-{randomness & 0xFFFFFFFFFFFF:012x}"


def is_act_id(text: str) -> bool:
    """Whether a text has the form of an act id."""
    return _ACT_ID.fullmatch(text) is not None


def are_act_ids(texts: Sequence[str]) -> bool:
    """Whether all these texts have the form of an act id; quick for many."""
    return (
        len("".join(texts)) == 25 * len(texts) and _ACT_IDS.fullmatch(" ".join(texts)) is not None
    )


def counter_of(identifier: str) -> int:
    """The counter in an act id."""
    return int(identifier[:12])


def same(one: object, other: object) -> bool:
    """Whether two values are equal as JSON: unlike in Python, ``true`` is not 1."""
    return one is other or _encoder.encode(one) == _encoder.encode(other)


def clean(value: object) -> object:
    """A value as it is kept, its texts as ``text_gate`` lets them in."""
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, Mapping):
        return {str(clean(key)): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def clean_name(name: str) -> str:
    """A record id or the name of a field as it is kept."""
    return name if name.isascii() else _SURROGATES.sub("\ufffd", name)


def clean_tips(tips: Mapping[str, Mapping[str, Sequence[str]]]) -> Tips:
    """What an act replaces, under the names that are kept."""
    return {
        clean_name(record): {clean_name(field): list(ids) for field, ids in fields.items()}
        for record, fields in tips.items()
    }


def clean_sets(sets: Sets) -> Sets:
    """All values of an act, cleaned and measured.

    Raises:
        TextTooLongError: a text, or a name, is over the limit.
    """
    result: Sets = {}
    for record, fields in sets.items():
        of_record = result[clean_name(record)] = {}
        for field, value in fields.items():
            if max(len(record), len(field)) > MAX_NAME:
                raise TextTooLongError(record[:40], field[:40], max(len(record), len(field)))
            kept = clean(value)
            if isinstance(kept, str) and len(kept) > MAX_TEXT_BYTES // 4:
                size = len(kept.encode())
                if size > MAX_TEXT_BYTES:
                    raise TextTooLongError(record, field, size)
            of_record[clean_name(field)] = kept
    return result


def blank(act: Act, forgets: Mapping[str, Sequence[str]], date: str) -> Act:
    """The act with some of its values removed for good, and a marker in their place."""
    sets = {
        record: {
            field: {FORGOTTEN: date} if field in forgets.get(record, ()) else value
            for field, value in fields.items()
        }
        for record, fields in act.sets.items()
    }
    return msgspec.structs.replace(act, sets=sets)


def is_forgotten(value: object) -> bool:
    """Whether a value is the marker of something that was removed for good."""
    return isinstance(value, dict) and FORGOTTEN in value
