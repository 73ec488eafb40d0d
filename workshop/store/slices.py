"""Copying a file a slice at a time, between other work with it.

Acts are only ever added, so those up to the last one at the beginning are a whole, however many
come in meanwhile. Only when something is removed for good are they written anew: then the copy
is begun again, for what was removed must not lie in it.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from workshop.messages import msg
from workshop.store.database import APPLICATION_ID, SCHEMA, VERSION, Database
from workshop.store.disk import sync_folder
from workshop.store.errors import StoreError, explained
from workshop.store.file import REWRITTEN, UNTIDY

_LEFT_OUT = (UNTIDY, REWRITTEN)
_TRIES = 3


class SlicedCopy:
    """A copy of a file, readable by its owner alone, without ballots and without caches.

    Whoever makes it calls ``step`` until it is true, then ``finish``; or ``abandon``.
    """

    def __init__(self, store: Database, making: Path) -> None:
        """Begin.

        Args:
            store: The open file.
            making: Where the copy is made; nothing may lie there.

        Raises:
            StoreError: it cannot be made.
        """
        self._store = store
        self._making = making
        self._tries = 0
        self._begin()

    def _begin(self) -> None:
        self._tries += 1
        if self._tries > _TRIES:
            raise StoreError(msg("{file} changes too fast to be copied.", file=self._store.path))
        self._source = self._store.connection
        with explained(self._store.path):
            self._last = int(
                self._source.execute("SELECT coalesce(max(seq),0) FROM act").fetchone()[0]
            )
            self._rewritten = _rewritten(self._source)
        self._seq = 0
        self._target = blank_copy(self._making)

    def step(self, size: int = 256 * 1024) -> bool:
        """Copy about so many bytes more. True when all acts have been copied.

        Raises:
            StoreError: it cannot be read or written; nothing is left of the copy.
        """
        with self._nothing_left():
            if self._store.connection is not self._source:
                self._again()
            rows = []
            with explained(self._store.path):
                found = self._source.execute(
                    "SELECT seq, CAST(id AS BLOB), body, crc FROM act WHERE seq>? AND seq<=? "
                    "ORDER BY seq LIMIT 2000", (self._seq, self._last),
                )  # fmt: skip
                for row in found:
                    rows.append(row)
                    size -= len(row[2] or b"") + len(row[1] or b"")
                    if size <= 0:
                        break
                found.close()
            with explained(self._making):
                self._target.executemany(
                    "INSERT OR IGNORE INTO act VALUES(?,CAST(? AS TEXT),?,?)", rows
                )
            self._seq = rows[-1][0] if rows else self._last
            return self._seq >= self._last

    def finish(self, notes: Mapping[str, str]) -> bool:
        """Copy what lies beside the log, and put it all on disk.

        Args:
            notes: What to note on the desk of the copy.

        Returns:
            Whether it is done; otherwise it had to begin again, and wants more steps.

        Raises:
            StoreError: it cannot be read or written; nothing is left of the copy.
        """
        with self._nothing_left():
            beside = self._beside()
            if beside is None:
                self._again()
                return False
            with explained(self._making):
                for table, rows in beside.items():
                    if not rows:
                        continue
                    marks = ",".join("?" * len(rows[0]))
                    self._target.executemany(f"INSERT INTO {table} VALUES({marks})", rows)
                self._target.executemany(
                    "INSERT OR REPLACE INTO desk VALUES(?,?)", list(notes.items())
                )
                close_copy(self._target, self._making)
        return True

    def _beside(self) -> dict[str, list[tuple[object, ...]]] | None:
        """What lies beside the log, if the log is still the one that was copied."""
        if self._store.connection is not self._source:
            return None
        with explained(self._store.path):
            self._source.execute("BEGIN")
            try:
                if _rewritten(self._source) != self._rewritten:
                    return None
                tables = {
                    name: self._source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
                    for name in ("meta", "draft", "seat", "desk")
                }
            finally:
                self._source.execute("ROLLBACK")
        tables["desk"] = [row for row in tables["desk"] if row[0] not in _LEFT_OUT]
        return tables

    def _again(self) -> None:
        self.abandon()
        self._begin()

    def abandon(self) -> None:
        """Let go of the copy; nothing is left of it."""
        self._target.close()
        with contextlib.suppress(OSError):
            self._making.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _nothing_left(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.abandon()
            raise


def blank_copy(making: Path) -> sqlite3.Connection:
    """A new file without anything in it, for its owner alone, in one open transaction.

    It has no safety nets: it gets its name only when it is whole and on disk.
    """
    with explained(making):
        os.close(os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        target = sqlite3.connect(making, isolation_level=None, check_same_thread=False)
        try:
            for pragma in (
                "journal_mode=OFF", "synchronous=OFF", f"application_id={APPLICATION_ID}",
                f"user_version={VERSION}",
            ):  # fmt: skip
                target.execute(f"PRAGMA {pragma}")
            target.executescript(f"BEGIN;{SCHEMA}")
        except BaseException:
            target.close()
            making.unlink(missing_ok=True)
            raise
    return target


def close_copy(target: sqlite3.Connection, making: Path) -> None:
    """End the transaction, and put the bytes on disk."""
    target.execute("COMMIT")
    target.close()
    descriptor = os.open(making, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(making.parent)


def _rewritten(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM desk WHERE name=?", (REWRITTEN,)).fetchone()
    return str(found[0]) if found else ""
