"""Reading what can be read of a damaged file, row by row."""

import contextlib
import sqlite3
from pathlib import Path

from workshop.store.database import uri
from workshop.store.rows import Row, sound

_SMALLEST_ROW = 60
"""Bytes; no act is shorter, so a file holds at most its size by this."""


def salvage(path: Path) -> tuple[str, list[Row], int]:
    """Read what can be read of a damaged file. It is not touched.

    Returns:
        The workshop's id (empty when it cannot be read), the sound rows, and how many were not.
    """
    # Ordinarily first, so that what a crash left half-written is seen as it should be; then as
    # the bytes stand.
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        workshop_id, rows, lost = _read(path, mode)
        if rows or workshop_id:
            break
    return workshop_id, rows, lost


def _read(path: Path, mode: str) -> tuple[str, list[Row], int]:
    rows: list[Row] = []
    lost = 0
    try:
        connection = sqlite3.connect(uri(path, mode), uri=True, isolation_level=None)
    except sqlite3.Error:
        return "", [], 0
    with contextlib.closing(connection):
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # A file cut short is otherwise refused as a whole.
        _try(connection, "PRAGMA writable_schema=ON")
        workshop_id = _try(connection, "SELECT value FROM meta WHERE name='workshop_id'")
        last = _try(connection, "SELECT max(seq) FROM act")
        if last is None and _try(connection, "SELECT count(*) FROM sqlite_master") is None:
            return str(workshop_id or ""), [], 0
        most = path.stat().st_size // _SMALLEST_ROW
        missing = 0
        for seq in range(1, (min(last, most * 4) if isinstance(last, int) else most) + 1):
            try:
                found = connection.execute(
                    "SELECT CAST(id AS BLOB),body,crc FROM act WHERE seq=?", (seq,)
                ).fetchone()
            except sqlite3.DatabaseError:
                missing += 1
                continue
            if found and sound(*found):
                rows.append(Row(found[0].decode(), bytes(found[1])))
                # Rows that cannot be read count as lost only when others lie after them, or when
                # it is known that they were there.
                lost, missing = lost + missing, 0
            elif found:
                lost += 1
        if isinstance(last, int):
            lost += missing
    return str(workshop_id or ""), rows, lost


def _try(connection: sqlite3.Connection, query: str) -> object:
    try:
        found = connection.execute(query).fetchone()
    except sqlite3.DatabaseError:
        return None
    return found[0] if found else None
