"""Acts, and how they fold into records.

An act is one thing a person did, kept for ever. The state of a workshop is nothing but the fold
of its acts, and depends on which acts there are, never on the order they arrived in or on any
clock. ``docs/file-format.md`` states the rules; each is marked here where it is carried out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

Sets = dict[str, dict[str, Any]]
"""record id → field → value"""
Tips = dict[str, dict[str, list[str]]]
"""record id → field → act ids"""

FORGOTTEN = "$forgotten"
MAX_TEXT_BYTES = 200_000
_ACT_ID = re.compile(r"^\d{12}-[0-9a-f]{12}$")
_SURROGATES = re.compile("[\ud800-\udfff]")


class TextTooLongError(ValueError):
    """A text is larger than one field may hold; it stays in the draft."""

    def __init__(self, record: str, field: str, size: int) -> None:
        super().__init__(f"{record} {field}: {size} bytes")
        self.record, self.field, self.size = record, field, size


class Act(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An act before a session has given it an id, a person and a time."""

    what: str
    sets: Sets = {}
    replaces: Tips = {}
    hides: list[str] = []


class Value(msgspec.Struct, frozen=True):
    """A value of a field, and the act that set it."""

    act: str
    value: Any


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Act)


def encode(act: Act) -> bytes:
    """The bytes an act is kept as."""
    return _encoder.encode(act)


def decode(body: bytes) -> Act:
    """The act in a row's bytes.

    Raises:
        msgspec.DecodeError: the bytes are not an act.
    """
    return _decoder.decode(body)


def act_id(counter: int, randomness: int) -> str:
    """An id one step above everything seen, then random bits."""
    return f"{counter:012d}-{randomness & 0xFFFFFFFFFFFF:012x}"


def is_act_id(text: str) -> bool:
    """Whether a text has the form of an act id."""
    return _ACT_ID.match(text) is not None


def counter_of(identifier: str) -> int:
    """The counter in an act id."""
    return int(identifier[:12])


def same(one: object, other: object) -> bool:
    """Whether two values are equal as JSON: unlike in Python, ``true`` is not 1."""
    return one is other or _encoder.encode(one) == _encoder.encode(other)


def clean(value: object) -> object:
    r"""A value as it is kept: lone surrogates replaced, line ends as ``\\n``, all else as it was."""
    if isinstance(value, str):
        if "\r" in value:
            value = value.replace("\r\n", "\n")
        return value if value.isascii() else _SURROGATES.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {str(clean(key)): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def clean_sets(sets: Sets) -> Sets:
    """All values of an act, cleaned and measured.

    Raises:
        TextTooLongError: a text is over the limit of one field.
    """
    result: Sets = {}
    for record, fields in sets.items():
        result[record] = {}
        for field, value in fields.items():
            kept = clean(value)
            if isinstance(kept, str) and len(kept) > MAX_TEXT_BYTES // 4:
                size = len(kept.encode())
                if size > MAX_TEXT_BYTES:
                    raise TextTooLongError(record, field, size)
            result[record][str(clean(field))] = kept
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


class Log:
    """A set of acts, indexed so that any field can be folded at once.

    Adding acts is the only way it changes. Which state it folds to depends on the set alone.
    """

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts: dict[str, Act] = {}
        self._history: dict[str, dict[str, list[str]]] = {}
        self._undoers: dict[str, list[str]] = {}
        self._dead: set[str] = set()
        self.add(acts)

    def __len__(self) -> int:
        return len(self._acts)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._acts

    def __getitem__(self, identifier: str) -> Act:
        return self._acts[identifier]

    def get(self, identifier: str) -> Act | None:
        """The act with this id, if it is here."""
        return self._acts.get(identifier)

    def __iter__(self) -> Iterator[Act]:
        """All acts, oldest first."""
        return (self._acts[identifier] for identifier in sorted(self._acts))

    def records(self) -> Iterable[str]:
        """The ids of all records that any act ever touched."""
        return self._history.keys()

    def fields(self, record: str) -> Mapping[str, Sequence[str]]:
        """Field → the acts that set it, oldest first."""
        return self._history.get(record, {})

    def live(self, identifier: str) -> bool:
        """An act is live unless a live act undoes it. See rule 5."""
        return identifier not in self._dead

    def undoers(self, identifier: str) -> Sequence[str]:
        """The acts that undo this one."""
        return self._undoers.get(identifier, ())

    def add(self, acts: Iterable[Act]) -> set[str]:
        """Take in acts, known ones included, and return the records that may have changed."""
        touched: set[str] = set()
        new: list[Act] = []
        known, history = self._acts, self._history
        for act in acts:
            if act.id in known:
                continue
            known[act.id] = act
            new.append(act)
            for record, fields in act.sets.items():
                touched.add(record)
                of_record = history.get(record)
                if of_record is None:
                    history[record] = {field: [act.id] for field in fields}
                    continue
                for field in fields:
                    ids = of_record.get(field)
                    if ids is None:
                        of_record[field] = [act.id]
                    elif ids[-1] < act.id:
                        ids.append(act.id)
                    else:
                        ids.append(act.id)
                        ids.sort()
            if act.undoes and act.undoes < act.id:
                self._undoers.setdefault(act.undoes, []).append(act.id)
        for act in new:
            if act.undoes or act.id in self._undoers:
                self._settle(act, touched)
        return touched

    def _settle(self, act: Act, touched: set[str]) -> None:
        """Find out anew what is live, from this act down the chain of what it undoes."""
        current: Act | None = act
        while current is not None:
            dead = any(undoer not in self._dead for undoer in self._undoers.get(current.id, ()))
            changed = dead != (current.id in self._dead)
            if changed:
                (self._dead.add if dead else self._dead.discard)(current.id)
                touched.update(current.sets)
            if not changed and current is not act:
                return
            target = current.undoes if current.undoes < current.id else ""
            current = self._acts.get(target)

    def visible(self, record: str, field: str) -> list[Value]:
        """The values of a field that a person should see, newest first. See rule 3.

        More than one is a conflict. None means the field was never set, or all was undone.
        """
        ids = self._history.get(record, {}).get(field, ())
        acts, dead = self._acts, self._dead
        if len(ids) == 1:
            only = ids[0]
            return [] if only in dead else [Value(only, acts[only].sets[record][field])]
        found: list[Value] = []
        covered: set[str] = set()
        for identifier in reversed(ids):
            act = acts[identifier]
            if identifier not in covered:
                if identifier in dead:
                    continue
                value = act.sets[record][field]
                if not any(same(value, earlier.value) for earlier in found):
                    found.append(Value(identifier, value))
            replaced = act.replaces.get(record)
            if replaced:
                covered.update(replaced.get(field, ()))
        return found

    def tips(self, record: str, field: str) -> list[str]:
        """The acts on a field that no other act replaces, undone ones too. See rule 4."""
        ids = self._history.get(record, {}).get(field, ())
        if len(ids) <= 1:
            return list(ids)
        replaced: set[str] = set()
        for identifier in ids:
            replaced.update(self._acts[identifier].replaces.get(record, {}).get(field, ()))
        return [identifier for identifier in ids if identifier not in replaced]

    def live_values(self, record: str, field: str) -> list[Value]:
        """All live values a field ever had, newest first, covered ones too."""
        return [
            Value(identifier, self._acts[identifier].sets[record][field])
            for identifier in reversed(self._history.get(record, {}).get(field, ()))
            if identifier not in self._dead
        ]

    def first(self, record: str) -> str:
        """The act that brought a record into being."""
        return min((ids[0] for ids in self._history.get(record, {}).values()), default="")

    def highest(self) -> int:
        """The highest counter seen."""
        return max((counter_of(identifier) for identifier in self._acts), default=0)

    def forgotten(self) -> dict[str, dict[str, dict[str, str]]]:
        """Act id → record → field → date, of everything that was ever removed for good."""
        result: dict[str, dict[str, dict[str, str]]] = {}
        for act in self._acts.values():
            for target, records in act.forgets.items():
                for record, fields in records.items():
                    for field in fields:
                        result.setdefault(target, {}).setdefault(record, {})[field] = act.at[:10]
        return result


class Steps:
    """What a window can undo and redo, kept up to date as acts come in. See rule 5."""

    def __init__(self, seat: str) -> None:
        self.seat = seat
        self.done: list[str] = []
        self.undone: list[str] = []
        """Undo acts that can in turn be undone, in the order they were done."""
        self._undo_of: dict[str, str] = {}

    def take(self, act: Act) -> None:
        """Take in one more act, in ascending order of id."""
        if act.seat != self.seat or act.forgets:
            return
        if not act.undoes:
            self.done.append(act.id)
            self.undone.clear()
        elif act.undoes in self._undo_of:
            again = self._undo_of[act.undoes]
            if act.undoes in self.undone:
                self.undone.remove(act.undoes)
            self.done.append(again)
        elif act.undoes in self.done:
            self.done.remove(act.undoes)
            self._undo_of[act.id] = act.undoes
            self.undone.append(act.id)
