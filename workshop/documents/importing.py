"""Taking a strategy in from YAML, as one change that can be undone.

Records are matched by id. Fields that the file has are set to what it says, records that it has
and the workshop has not are added, and nothing is removed: not a record, not a field, not a tie
between two records. Taking the same file in twice is the same as once. A record without an id (a
person wrote it by hand) is given one that follows from what it says and where it stands.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.changes import MAX_DEPTH, Change, Sets, Tips, clean, is_forgotten, same
from workshop.documents.placing import keys_for
from workshop.documents.records import raw_of
from workshop.documents.schema import Entry, entries
from workshop.messages import N_
from workshop.model import TITLE_FIELDS, WORKSHOP
from workshop.view import View
from workshop.yamlio import Document, Limits, Problem, read

_ID_DIGITS = 15
_LIMITS = Limits(max_bytes=64_000_000, max_depth=MAX_DEPTH + 10)
"""Room for all that a workshop can hold, since what goes out must come in again."""


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a file in would do, to be looked at before it is done."""

    change: Change | None = None
    """The one act; None when there are errors, and without values when nothing would change."""
    added: tuple[str, ...] = ()
    """Records that are new here."""
    updated: tuple[tuple[str, str], ...] = ()
    """(record, field) that get another value. ``place`` is where a record lies."""
    restored: tuple[str, ...] = ()
    """Records that had been removed here and come back."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file. With errors nothing is taken in; warnings only tell."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the import."""
        return tuple(one for one in self.problems if one.severity == "error")

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return self.change is None or not self.change.sets


def read_strategy(source: str | bytes, name: str = "<text>") -> Document:
    """Read the YAML of a strategy; text in it may hold escaped control characters."""
    return read(source, name, limits=_LIMITS, controls=True)


def import_plan(view: View, source: Document) -> ImportPlan:
    """What taking a strategy in would change.

    Args:
        view: The workshop as it stands; it may be empty.
        source: The file as ``read_strategy`` has read it.
    """
    found, problems = entries(source, view)
    if any(one.severity == "error" for one in problems):
        return ImportPlan(problems=tuple(problems))
    return _Plan(view, found).made(tuple(problems))


class _Plan:
    def __init__(self, view: View, found: list[Entry]) -> None:
        self.view = view
        self.sets: Sets = {}
        self.added: list[str] = []
        self.updated: list[tuple[str, str]] = []
        self.restored: list[str] = []
        self._known = {record for record in view.records() if view.raw(record)}
        ids = _identified(found)
        for entry, record in zip(found, ids, strict=True):
            self._take(entry, record)
        self._place(found, ids)

    def made(self, problems: tuple[Problem, ...]) -> ImportPlan:
        replaces: Tips = {}
        for record, fields in self.sets.items():
            for field in fields:
                if tips := self.view.tips(record, field):
                    replaces.setdefault(record, {})[field] = list(tips)
        return ImportPlan(
            change=Change(what=N_("Import a strategy"), sets=self.sets, replaces=replaces),
            added=tuple(self.added),
            updated=tuple(self.updated),
            restored=tuple(self.restored),
            problems=problems,
        )

    def _take(self, entry: Entry, record: str) -> None:
        """Set what differs."""
        raw = raw_of(self.view, record)
        new = record not in self._known
        if new and record != WORKSHOP:
            self.added.append(record)
            # A record without a single field would not be there at all.
            self.sets[record] = {}
        elif raw.get("removed") is True:
            self.restored.append(record)
            self._set(record, "removed", False, count=False)
        for field, value in entry.fields.items():
            if field in raw and (same(clean(raw[field]), value) or is_forgotten(value)):
                continue
            self._set(record, field, value, count=not new)
        if new and not self.sets.get(record) and not entry.has_place:
            self._set(record, "removed", False, count=False)

    def _set(self, record: str, field: str, value: object, *, count: bool = True) -> None:
        self.sets.setdefault(record, {})[field] = value
        if count:
            self.updated.append((record, field.partition("/")[0]))

    def _place(self, found: list[Entry], ids: list[str]) -> None:
        """Give a place to what is new, or lies elsewhere here, or stands in another order."""
        rows: dict[tuple[str, str], list[str]] = {}
        for entry, record in zip(found, ids, strict=True):
            if entry.place is not None:
                self._move(record, list(entry.place))
            elif entry.has_place:
                above = ids[entry.above] if entry.above is not None else ""
                rows.setdefault((above, entry.kind), []).append(record)
        for (above, kind), wanted in rows.items():
            for record, key in keys_for(self.view, above, kind, wanted).items():
                self._move(record, [above, key])

    def _move(self, record: str, place: list[str]) -> None:
        here = [self.view.parent(record), self.view.position(record)]
        if record in self._known and here == place and "place" in self.view.fields(record):
            return
        self._set(record, "place", place, count=record in self._known)


def _identified(found: list[Entry]) -> list[str]:
    """The id of each entry: its own, or one made of what it says and where it stands."""
    ids: list[str] = []
    times: dict[tuple[str, str, str], int] = {}
    for entry in found:
        if entry.id:
            ids.append(entry.id)
            continue
        above = ids[entry.above] if entry.above is not None else ""
        key = (entry.kind, above, _words(entry.fields))
        times[key] = times.get(key, 0) + 1
        digest = hashlib.sha256("\0".join((*key, str(times[key]))).encode()).hexdigest()
        ids.append(f"{entry.kind}:{digest[:_ID_DIGITS]}")
    return ids


def _words(fields: Mapping[str, Any]) -> str:
    return next((str(fields[name]) for name in TITLE_FIELDS if fields.get(name)), "")
