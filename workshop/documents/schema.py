"""What the YAML of a strategy may hold, checked value by value, each mistake with its line."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from workshop.changes import MAX_DEPTH, MAX_NAME, MAX_TEXT_BYTES, clean, clean_name
from workshop.documents.records import (
    KINDS_OF_STRATEGY,
    OTHER,
    PLACE,
    STRATEGY_FORMAT,
    TOP_LISTS,
    TYPES,
    UNDER,
    UNPLACED,
)
from workshop.documents.wording import CODES
from workshop.messages import Message, msg
from workshop.model import KINDS, WORKSHOP, kind_of
from workshop.view import View
from workshop.yamlio import Document, Problem, Severity

_ID = re.compile(r"\S{1,200}")
_TOP_KEYS = ("format", "workshop", *TOP_LISTS, UNPLACED)
_SHOWN = 60
DEEPEST = MAX_DEPTH - 6
"""How deep a value may be, with room for the act around it."""

Path = tuple[str | int, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the file, fit to be taken in."""

    kind: str
    id: str = ""
    """Empty when the file gives none."""
    fields: dict[str, Any] = {}
    """As they are kept: one field per member of a set."""
    above: int | None = None
    """Which earlier entry it stands in."""
    place: tuple[str, str] | None = None
    """Its place, where that is written out instead of shown by where it stands."""

    @property
    def has_place(self) -> bool:
        """Whether records of its kind lie somewhere."""
        return PLACE in KINDS[self.kind].__struct_fields__


def entries(source: Document, view: View) -> tuple[list[Entry], list[Problem]]:
    """The records of a file, and all that is wrong with it.

    Args:
        source: The file as ``read_strategy`` has read it.
        view: The workshop it is to be taken into, which may have records that it refers to.
    """
    checker = _Checker(source)
    if source.complete and not any(one.severity == "error" for one in source.problems):
        checker.top()
        checker.references(view)
    found = [*source.problems, *checker.problems]
    return checker.entries, sorted(found, key=lambda one: (one.line, one.column))


class _Checker:
    def __init__(self, source: Document) -> None:
        self.source = source
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._paths: list[Path] = []
        self._seen: dict[str, Path] = {}

    def top(self) -> None:
        data = self.source.data
        if not isinstance(data, dict):
            self._report((), msg("This is not a strategy: it should begin with “format:”"))
            return
        if not self._format(data.get("format"), "format" in data):
            return
        self._unknown((), data, _TOP_KEYS)
        about = data.get("workshop")
        if isinstance(about, dict):
            self._record(("workshop",), about, "workshop", WORKSHOP, None)
        elif about is not None:
            self._report(("workshop",), msg("This must be keys with values"))
        for name, kind in TOP_LISTS.items():
            self._list((name,), data.get(name), kind, None)
        self._list((UNPLACED,), data.get(UNPLACED), "", None)

    def _format(self, found: object, is_there: bool) -> bool:
        if found == STRATEGY_FORMAT:
            return True
        path: Path = ("format",) if is_there else ()
        if isinstance(found, str) and found.startswith(STRATEGY_FORMAT.partition("/")[0] + "/"):
            self._report(
                path, msg("Written by a newer version of the program ({format})", format=found)
            )
        elif is_there:
            self._report(path, msg("The format must be “{format}”", format=STRATEGY_FORMAT))
        else:
            self._report(path, msg("“{key}” is missing", key=f"format: {STRATEGY_FORMAT}"))
        return False

    def _list(self, path: Path, found: object, kind: str, above: int | None) -> None:
        if found is None:
            return
        if not isinstance(found, list):
            self._report(path, msg("This must be a list: begin each item with “-”"))
            return
        for at, item in enumerate(found):
            here = (*path, at)
            if not isinstance(item, dict):
                self._report(here, msg("This must be keys with values"))
                continue
            record = self._id(here, item, kind)
            if record is not None:
                self._record(here, item, kind or kind_of(record), record, above)

    def _id(self, path: Path, item: Mapping[str, Any], kind: str) -> str | None:
        """The id, empty when there is none to use; None when nothing is known of the record."""
        record = item.get("id")
        if record is None and kind:
            return ""
        right = isinstance(record, str) and _ID.fullmatch(record.partition(":")[2])
        if not isinstance(record, str) or not right or (kind and kind_of(record) != kind):
            self._report((*path, "id"), _wrong_id(kind))
            return "" if kind else None
        if not kind and (kind_of(record) not in TYPES or not Entry(kind=kind_of(record)).has_place):
            self._report((*path, "id"), _wrong_id(kind))
            return None
        if first := self._seen.get(record):
            line = self.source.place((*first, "id")).line
            self._report(
                (*path, "id"),
                msg("“{key}” is already there, on line {line}", key=record, line=line),
            )
        self._seen[record] = path
        return record

    def _record(
        self, path: Path, item: Mapping[str, Any], kind: str, record: str, above: int | None
    ) -> None:
        inside = UNDER.get(kind, {})
        unplaced = path[0] == UNPLACED and len(path) == 2
        extra = (*(() if record == WORKSHOP else ("id",)), *((PLACE,) if unplaced else ()), OTHER)
        self._unknown(path, item, (*TYPES[kind], *inside, *extra))
        fields: dict[str, Any] = {}
        for name, wanted in TYPES[kind].items():
            if item.get(name) is not None:
                fields.update(self._field((*path, name), kind, name, wanted, item[name]))
        fields.update(self._other((*path, OTHER), item.get(OTHER)))
        place = self._place((*path, PLACE), item.get(PLACE)) if unplaced else None
        own = len(self.entries)
        self.entries.append(
            Entry(kind=kind, id=record, fields=fields, above=above, place=place)
        )  # fmt: skip
        self._paths.append(path)
        for name, inner in inside.items():
            self._list((*path, name), item.get(name), inner, own)

    def _field(self, path: Path, kind: str, name: str, wanted: type, value: Any) -> dict[str, Any]:
        """A field as it is kept; nothing where it cannot be used."""
        if wanted is dict:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                self._report(path, msg("This must be a list of ids: begin each with “-”"))
                return {}
            return {self._name(path, f"{name}/{one}"): True for one in value}
        if value.__class__ is not wanted:
            self._report(path, _wrong_type(wanted, value))
            return {}
        codes = CODES.get((kind, name))
        if codes and value and value not in codes:
            known = ", ".join(codes)
            self._report(
                path,
                msg("“{word}” is none of these: {options}", word=_short(value), options=known),
                severity="warning",
            )
        return {name: self._cleaned(path, value)}

    def _other(self, path: Path, found: object) -> dict[str, Any]:
        if found is None:
            return {}
        if not isinstance(found, dict):
            self._report(path, msg("This must be keys with values"))
            return {}
        if _depth(found) > DEEPEST:
            self._report(path, msg("More than {limit} levels inside each other", limit=DEEPEST))
            return {}
        return {
            self._name((*path, key), key): self._cleaned((*path, key), found[key]) for key in found
        }

    def _name(self, path: Path, name: str) -> str:
        if len(name) > MAX_NAME:
            self._report(path, msg("A name here is longer than {limit} letters", limit=MAX_NAME))
        return clean_name(name)

    def _cleaned(self, path: Path, value: Any) -> Any:
        kept = clean(value)
        if isinstance(kept, str) and len(kept) > MAX_TEXT_BYTES // 4:
            size = len(kept.encode())
            if size > MAX_TEXT_BYTES:
                self._report(
                    path,
                    msg(
                        "The text is {size} kB long; one field holds {limit} kB",
                        size=size // 1000,
                        limit=MAX_TEXT_BYTES // 1000,
                    ),
                )
        return kept

    def _place(self, path: Path, value: object) -> tuple[str, str] | None:
        match value:
            case [str() as parent, str() as position]:
                return parent, position
        self._report(path, msg("A place is two texts: what it lies under, and a position key"))
        return None

    def _unknown(self, path: Path, item: Mapping[str, Any], known: Iterable[str]) -> None:
        options = list(known)
        for key in item:
            if key in options:
                continue
            guess = difflib.get_close_matches(key, options, 1)
            self._report(
                (*path, key),
                msg("Unknown key “{key}”: did you mean “{guess}”?", key=_short(key), guess=guess[0])
                if guess
                else msg("Unknown key “{key}”", key=_short(key)),
                key=True,
            )

    def references(self, view: View) -> None:
        """Point out a measure in a horizon that is nowhere; it is taken in all the same."""
        known = {entry.id for entry in self.entries} | set(view.ids("horizon"))
        for entry, path in zip(self.entries, self._paths, strict=True):
            horizon = entry.fields.get("horizon", "")
            if entry.kind == "measure" and horizon and horizon not in known:
                self._report(
                    (*path, "horizon"),
                    msg("There is no horizon with the id “{id}”", id=_short(horizon)),
                    severity="warning",
                )

    def _report(
        self, path: Path, message: Message, *, key: bool = False, severity: Severity = "error"
    ) -> None:
        self.problems.append(self.source.problem(path, message, key=key, severity=severity))


def _wrong_id(kind: str) -> Message:
    example = f"{kind or KINDS_OF_STRATEGY[-1]}:…"
    return msg("An id here has the form “{example}”, without spaces", example=example)


def _wrong_type(wanted: type, value: object) -> Message:
    if wanted is bool:
        return msg("This must be true or false")
    if wanted is int:
        return msg("This must be a whole number, without quotes")
    if isinstance(value, dict | list):
        return msg("This must be text")
    return msg("This must be text: put it in quotes")


def _depth(value: object) -> int:
    """How many maps and lists lie inside each other."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _short(text: object) -> str:
    said = str(text)
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
