"""What lies in the file: rows as bytes, and the checksum beside each."""

import zlib
from collections.abc import Iterable
from typing import Any, Protocol

import msgspec


class Row(msgspec.Struct, frozen=True, gc=False):
    """One act, as bytes."""

    id: str
    body: bytes


class BadRow(msgspec.Struct, frozen=True):
    """A row whose checksum fails: reported and skipped, never guessed."""

    seq: int
    id: str


class Draft(msgspec.Struct, frozen=True):
    """Text being typed, not yet an act."""

    seat: str
    record: str
    field: str
    tips: str
    """What the edit replaces, as JSON."""
    text: str
    at: str


class Batch(msgspec.Struct, frozen=True):
    """What a reading of the log gave."""

    rows: list[Row]
    bad: list[BadRow]
    seq: int
    """The last row read; go on from here."""
    whole: bool = True
    """Whether the rows follow one another without a gap or a repeat, as they came in."""


class Log(Protocol):
    """What a session needs of a place where acts are kept."""

    def append(self, rows: Iterable[Row]) -> None:
        """Keep rows; all or none."""

    def since(self, seq: int) -> Batch:
        """The rows after one."""

    def changed(self) -> bool:
        """Whether someone else may have written since the last look."""


def checksum(identifier: str, body: bytes) -> int:
    """What stands beside a row, so that one flipped bit inside a text is noticed."""
    return zlib.crc32(body, zlib.crc32(identifier.encode()))


def sound(identifier: object, body: object, crc: object) -> bool:
    """Whether a row is as it was written."""
    if isinstance(identifier, str):
        identifier = identifier.encode("utf-8", "replace")
    return (
        isinstance(identifier, bytes)
        and isinstance(body, bytes)
        and crc == zlib.crc32(body, zlib.crc32(identifier))
    )


def name_of(identifier: object) -> str:
    """A row's id as text, also where a bit of it has flipped."""
    return identifier.decode("utf-8", "replace") if isinstance(identifier, bytes) else ""


def sift(found: list[tuple[Any, Any, Any, Any]], last: int) -> Batch:
    """Set the unsound ones apart among rows as they lie in the file: (seq, id, body, crc)."""
    crc32 = zlib.crc32
    rows: list[Row]
    bad: list[BadRow]
    if found:
        try:
            rows = [
                Row(identifier.decode(), body)
                for _, identifier, body, crc in found
                if crc32(body, crc32(identifier)) == crc
            ]
        except (TypeError, UnicodeDecodeError):
            rows = []
        if len(rows) == len(found):
            return Batch(rows, [], found[-1][0])
    rows, bad = [], []
    for number, identifier, body, crc in found:
        try:
            good = crc32(body, crc32(identifier)) == crc
        except TypeError:
            good = False
        if good:
            rows.append(Row(identifier.decode("utf-8", "replace"), bytes(body)))
        else:
            bad.append(BadRow(number, name_of(identifier)))
    return Batch(rows, bad, found[-1][0] if found else last)
