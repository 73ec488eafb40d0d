"""The file itself: making, opening, transactions, and noticing what others do to it."""

import contextlib
import os
import sqlite3
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from workshop import paths
from workshop.messages import msg
from workshop.store.disk import identity, made_aside, publish, read_start, stamp, sync_folder
from workshop.store.errors import (
    DamagedError,
    MissingError,
    NewerVersionError,
    NotAWorkshopError,
    OtherWorkshopError,
    damaged,
    explained,
)
from workshop.store.rows import sound
from workshop.store.soundness import Damage, damage_in

APPLICATION_ID = 0x57534850
"""``WSHP``, at offset 68 of the file."""
VERSION = 1
BUSY_SECONDS = 5.0
_BESIDE = ("-journal", "-wal", "-shm")

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE act(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL,
                 crc INTEGER NOT NULL);
CREATE TABLE draft(seat TEXT, record TEXT, field TEXT, tips TEXT NOT NULL, text TEXT NOT NULL,
                   at TEXT NOT NULL, PRIMARY KEY(seat, record, field)) WITHOUT ROWID;
CREATE TABLE ballot(id TEXT PRIMARY KEY, round TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE seat(seat TEXT PRIMARY KEY, host TEXT NOT NULL, opened TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE desk(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE snapshot(name TEXT PRIMARY KEY, mark TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
"""

D = TypeVar("D", bound="Database")


class Database:
    """A ``.workshop`` file that is open."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, workshop_id: str, *, reading: bool = False
    ) -> None:
        self.path = path
        self.reading = reading
        """Whether nothing at all is to be written."""
        self.workshop_id = workshop_id
        self._connection = connection
        self._stamped = stamp(path)
        self._look = self._signature()

    # ── opening ──────────────────────────────────────────────────────────────────────────

    @classmethod
    def create(cls: type[D], path: Path, workshop_id: str) -> D:
        """Make a new file.

        Raises:
            FileExistsError: something is there already.
            StoreError: the file cannot be made.
        """
        with explained(path):
            path = paths.absolute(path)
            if path.exists() or path.is_symlink():
                raise FileExistsError(str(path))
            with made_aside(path) as making:
                with contextlib.closing(_connect(making, "rwc")) as connection:
                    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version={VERSION}")
                    connection.executescript(f"BEGIN;{SCHEMA}COMMIT;")
                    connection.executemany(
                        "INSERT INTO meta VALUES(?,?)",
                        [("workshop_id", workshop_id), ("workshop_crc", _mark(workshop_id))],
                    )
                publish(making, path)
        return cls.open(path)

    @classmethod
    def open(cls: type[D], path: Path, *, reading: bool = False) -> D:
        """Open a file.

        Args:
            path: Where it lies.
            reading: Write nothing. What a killed program left half-written is still undone first:
                without that there is nothing to read.

        Raises:
            StoreError: it is missing, something else, newer, or damaged.
        """
        _check_header(path)
        with explained(path):
            path = paths.absolute(path)
            connection = _connect(path, "rw")
            try:
                if reading:
                    connection.execute("PRAGMA query_only=ON")
                meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            except sqlite3.Error:
                connection.close()
                raise
        workshop_id = str(meta.get("workshop_id", ""))
        if not workshop_id or meta.get("workshop_crc", _mark(workshop_id)) != _mark(workshop_id):
            connection.close()
            raise DamagedError(
                msg("{file} has lost its identity. Try: workshop recover", file=path)
            )
        return cls(path, connection, workshop_id, reading=reading)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """What the file is read by; another one when it had to be opened again."""
        return self._connection

    @property
    def read_only(self) -> bool:
        """Whether the file or its folder refuses to be written."""
        return not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))

    # ── noticing ─────────────────────────────────────────────────────────────────────────

    def changed(self) -> bool:
        """Whether someone else may have written, replaced or moved the file since last asked.

        Raises:
            MissingError: the file is not there any more.
        """
        try:
            now = self._signature()
        except (FileNotFoundError, NotADirectoryError):
            raise MissingError(msg("{file} is no longer there", file=self.path)) from None
        except OSError:
            return False
        if now == self._look:
            return self.overwritten()
        if now[:2] == self._look[:2]:
            self._stamped, self._look = stamp(self.path), now
        return True

    def look_again(self) -> None:
        """Let the next look find something: what it found this time could not be read."""
        self._look = (*self._look[:2], -2)

    def replaced(self) -> bool:
        """Whether another file has come in the place of the one we hold, or other content."""
        try:
            return identity(self.path) != self._look[:2] or self.overwritten()
        except OSError:
            return True

    def overwritten(self) -> bool:
        """Whether something other than SQLite has written in the file we hold, such as a copying.

        Its time has then changed, but not necessarily its count of writings, which is all that
        SQLite looks at: it would go on with pages it remembers, and ruin both files.
        """
        try:
            return stamp(self.path) != self._stamped and self._signature() == self._look
        except OSError:
            return True

    def reopen(self: D) -> None:
        """Let go, and open whatever lies at the path now.

        Raises:
            OtherWorkshopError: it is another workshop.
            StoreError: it cannot be opened, or acts are missing from it.
        """
        fresh = type(self).open(self.path, reading=self.reading)
        try:
            fresh.check_log()
        except BaseException:
            fresh.close()
            raise
        if fresh.workshop_id != self.workshop_id:
            fresh.close()
            raise OtherWorkshopError(
                msg("Another workshop now lies at {file}. Yours is untouched.", file=self.path)
            )
        self._connection.close()
        self._connection, self._look = fresh._connection, fresh._look
        self._stamped = fresh._stamped

    def _signature(self) -> tuple[int, int, int]:
        device, inode = identity(self.path)
        try:
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError:
            version = -1
        except sqlite3.DatabaseError:
            version = -3
        return device, inode, version

    def _wrote(self) -> None:
        """It was we who changed the time of the file."""
        with contextlib.suppress(OSError):
            self._stamped = stamp(self.path)

    def check(self) -> None:
        """See that it is still our workshop that lies in the file we hold.

        Raises:
            OtherWorkshopError: the file was written over with another workshop.
            StoreError: it was written over with something that cannot be read.
        """
        with explained(self.path):
            found = self._connection.execute(
                "SELECT value FROM meta WHERE name='workshop_id'"
            ).fetchone()
        if found is None or found[0] != self.workshop_id:
            raise OtherWorkshopError(
                msg("Another workshop now lies at {file}. Yours is untouched.", file=self.path)
            )

    def damage(self) -> Damage | None:
        """What is wrong with the log though SQLite reads it; None when it is whole.

        Raises:
            StoreError: SQLite itself cannot read it.
        """
        with explained(self.path):
            return damage_in(self._connection)

    def check_log(self) -> None:
        """See that all acts that ever came in are there.

        Raises:
            DamagedError: some are missing, or lie there twice.
            StoreError: it cannot be read.
        """
        found = self.damage()
        if found is not None:
            raise damaged(self.path, found.message)

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def copy_to(self, path: Path, *, over: bool = True) -> None:
        """Copy the file, whole, to a new place.

        Args:
            path: Where.
            over: Whether something that is there already may be replaced.

        Raises:
            FileExistsError: something is there already, and may not be replaced.
            StoreError: it cannot be written there; nothing is left behind.
        """
        with explained(path), made_aside(path) as making:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as target:
                self._connection.backup(target)
            if over:
                making.replace(path)
                sync_folder(path.parent)
            else:
                publish(making, path)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when this is left, or none of it."""
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self.check()
                yield self._connection
                self._connection.execute("COMMIT")
                self._wrote()
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise


def uri(path: Path, mode: str) -> str:
    """What SQLite calls a file, network shares of Windows included."""
    name = path.absolute().as_uri()
    if not name.startswith("file:///"):
        name = "file://" + name.removeprefix("file:")
    return f"{name}?{mode}"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri(path, f"mode={mode}"), uri=True, timeout=BUSY_SECONDS, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip
    # One flipped bit in a name must not make the whole file unreadable.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.create_function("sound", 3, sound, deterministic=True)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _check_header(path: Path) -> None:
    """Know what a file is before SQLite touches it."""
    header = read_start(path)
    for end in _BESIDE:
        # SQLite would wait for ever at a pipe that has the name of its journal.
        beside = path.with_name(path.name + end)
        with contextlib.suppress(OSError, ValueError):
            if not stat.S_ISREG(beside.stat().st_mode):
                raise NotAWorkshopError(
                    msg("{beside} is in the way and is not a file. Move it, then open {file}.",
                        beside=beside, file=path)
                )  # fmt: skip
    magic = header[:16] == b"SQLite format 3\x00"
    if not magic or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAWorkshopError(msg("{file} is not a workshop file", file=path))
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise NewerVersionError(
            msg(
                "{file} was made by a newer version of the program (file version {version}). "
                "Install the newer version; the file is untouched.",
                file=path, version=version,
            )
        )  # fmt: skip


def _mark(workshop_id: str) -> str:
    return f"{zlib.crc32(workshop_id.encode('utf-8', 'replace')):08x}"
