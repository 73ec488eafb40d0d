"""Reading what can be read of a damaged file, row by row."""

import contextlib
import sqlite3
from pathlib import Path

import msgspec

from workshop.store.database import uri
from workshop.store.disk import read_start
from workshop.store.errors import StoreError
from workshop.store.rows import Draft, Row, sound
from workshop.store.soundness import how_many

_BY_INDEX = "SELECT seq,id FROM act INDEXED BY sqlite_autoindex_act_1"
_ROWS = "SELECT seq,CAST(id AS BLOB),body,crc FROM act"
_SMALLEST_ROW = 60
"""Bytes; no act is shorter, so a file holds at most its size by this."""


class Salvage(msgspec.Struct):
    """What could be read of a file.

    Attributes:
        workshop_id: Empty when it cannot be read.
        rows: The sound rows.
        lost: Numbers of rows that were there and cannot be read.
        ids: Number → id of lost rows, as far as the index tells.
        counted: Whether the file tells how many rows there were.
        drafts: What was being typed.
        seats: (seat, host, opened) of the windows.
        ballots: Round → random id → slip; None when they cannot be read.
    """

    workshop_id: str = ""
    rows: list[Row] = []
    lost: list[int] = []
    ids: dict[int, str] = {}
    counted: bool = False
    drafts: list[Draft] = []
    seats: list[tuple[str, str, str]] = []
    ballots: dict[str, dict[str, bytes]] | None = None


def salvage(path: Path) -> Salvage:
    """Read what can be read of a damaged file. It is not touched."""
    try:
        read_start(path)
    except StoreError:
        return Salvage()
    # Ordinarily first, so that what a crash left half-written is seen as it should be; then as
    # the bytes stand.
    found = Salvage()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        found = _read(path, mode)
        if found.rows or found.workshop_id:
            break
    return found


def _read(path: Path, mode: str) -> Salvage:
    found = Salvage()
    try:
        connection = sqlite3.connect(uri(path, mode), uri=True, isolation_level=None)
    except sqlite3.Error:
        return found
    with contextlib.closing(connection):
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # A file cut short is otherwise refused as a whole.
        _all(connection, "PRAGMA writable_schema=ON")
        name = _all(connection, "SELECT value FROM meta WHERE name='workshop_id'")
        found.workshop_id = str(name[0][0]) if name else ""
        _read_rows(connection, found, path.stat().st_size // _SMALLEST_ROW)
        _read_beside(connection, found)
    return found


def _read_rows(connection: sqlite3.Connection, found: Salvage, most: int) -> None:
    rows: dict[int, Row | None] = {}
    _take(rows, connection, f"{_ROWS} NOT INDEXED")
    index = {seq: str(name) for seq, name in _all(connection, _BY_INDEX) if isinstance(seq, int)}
    last = _all(connection, "SELECT max(seq) FROM act NOT INDEXED")
    highest = last[0][0] if last else None
    if highest is None and not rows and not _all(connection, "SELECT 1 FROM sqlite_master"):
        return
    found.counted = isinstance(highest, int) or bool(index)
    if found.counted:
        known = [*rows, *([highest] if isinstance(highest, int) and highest <= most * 4 else [])]
        most = how_many(sorted(set(known)), sorted(index))
        if isinstance(highest, int) and highest <= 2 * max(most, len(rows)):
            most = max(most, highest)
    for seq in range(1, most + 1):
        if seq not in rows:
            _take(rows, connection, f"{_ROWS} WHERE seq=?", seq)
    found.rows = [row for row in rows.values() if row is not None]
    whole = [seq for seq, row in rows.items() if row is not None]
    # Rows that cannot be read count as lost only when it is known that they were there.
    end = most if found.counted else max(whole, default=0)
    there = set(whole)
    found.lost = [seq for seq in range(1, end + 1) if seq not in there]
    found.ids = {seq: index[seq] for seq in found.lost if seq in index}


def _take(
    rows: dict[int, Row | None], connection: sqlite3.Connection, query: str, *values: int
) -> None:
    """Take in the rows of a query, as far as it comes; a sound one is never given up."""
    with contextlib.suppress(sqlite3.DatabaseError):
        for seq, identifier, body, crc in connection.execute(query, values):
            if sound(identifier, body, crc):
                rows[seq] = Row(identifier.decode("utf-8", "replace"), bytes(body))
            else:
                rows.setdefault(seq, None)


def _read_beside(connection: sqlite3.Connection, found: Salvage) -> None:
    """Drafts, seats and slips; what is in them that makes no sense is left."""
    for row in _all(connection, "SELECT seat,record,field,tips,text,at FROM draft"):
        found.drafts.append(Draft(*map(str, row)))
    for row in _all(connection, "SELECT seat,host,opened FROM seat"):
        found.seats.append((str(row[0]), str(row[1]), str(row[2])))
    try:
        slips = connection.execute("SELECT id,round,body FROM ballot").fetchall()
    except sqlite3.DatabaseError:
        return
    found.ballots = {}
    for key, name, body in slips:
        if isinstance(body, bytes):
            found.ballots.setdefault(str(name), {})[str(key)] = body


def _all(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    """What a query gives, as far as it comes."""
    found: list[tuple[object, ...]] = []
    with contextlib.suppress(sqlite3.DatabaseError):
        for row in connection.execute(query):
            found.append(row)
    return found
