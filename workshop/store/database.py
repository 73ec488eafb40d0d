"""The file itself: making, opening, transactions, and noticing what others do to it."""

import contextlib
import os
import secrets
import sqlite3
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from workshop.messages import msg
from workshop.store.errors import (
    DamagedError,
    MissingError,
    NewerVersionError,
    NotAWorkshopError,
    OtherWorkshopError,
    ReadOnlyError,
    explained,
)
from workshop.store.rows import sound

APPLICATION_ID = 0x57534850
"""``WSHP``, at offset 68 of the file."""
VERSION = 1
BUSY_SECONDS = 5.0
STALE_SECONDS = 600.0
"""A half-made file this old was left behind by a program that was killed."""

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

    def __init__(self, path: Path, connection: sqlite3.Connection, workshop_id: str) -> None:
        self.path = path
        self.workshop_id = workshop_id
        self._connection = connection
        self._stamped = _stamp(path)
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
            if path.exists() or path.is_symlink():
                raise FileExistsError(str(path))
            with _made_aside(path) as making:
                with contextlib.closing(_connect(making, "rwc")) as connection:
                    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version={VERSION}")
                    connection.executescript(f"BEGIN;{SCHEMA}COMMIT;")
                    connection.executemany(
                        "INSERT INTO meta VALUES(?,?)",
                        [("workshop_id", workshop_id), ("workshop_crc", _mark(workshop_id))],
                    )
                _publish(making, path)
        return cls.open(path)

    @classmethod
    def open(cls: type[D], path: Path) -> D:
        """Open a file.

        Raises:
            StoreError: it is missing, something else, newer, or damaged.
        """
        _check_header(path)
        with explained(path):
            connection = _connect(path, "rw")
            try:
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
        return cls(path, connection, workshop_id)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

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
            self._stamped, self._look = _stamp(self.path), now
        return True

    def look_again(self) -> None:
        """Let the next look find something: what it found this time could not be read."""
        self._look = (*self._look[:2], -2)

    def replaced(self) -> bool:
        """Whether another file has come in the place of the one we hold, or other content."""
        try:
            return _identity(self.path) != self._look[:2] or self.overwritten()
        except OSError:
            return True

    def overwritten(self) -> bool:
        """Whether something other than SQLite has written in the file we hold, such as a copying.

        Its time has then changed, but not necessarily its count of writings, which is all that
        SQLite looks at: it would go on with pages it remembers, and ruin both files.
        """
        try:
            return _stamp(self.path) != self._stamped and self._signature() == self._look
        except OSError:
            return True

    def reopen(self: D) -> None:
        """Let go, and open whatever lies at the path now.

        Raises:
            OtherWorkshopError: it is another workshop.
            StoreError: it cannot be opened.
        """
        fresh = type(self).open(self.path)
        if fresh.workshop_id != self.workshop_id:
            fresh.close()
            raise OtherWorkshopError(
                msg("Another workshop now lies at {file}. Yours is untouched.", file=self.path)
            )
        self._connection.close()
        self._connection, self._look = fresh._connection, fresh._look
        self._stamped = fresh._stamped

    def _signature(self) -> tuple[int, int, int]:
        device, inode = _identity(self.path)
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
            self._stamped = _stamp(self.path)

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
        with explained(path), _made_aside(path) as making:
            with contextlib.closing(sqlite3.connect(making, isolation_level=None)) as target:
                self._connection.backup(target)
            if over:
                making.replace(path)
                _sync_folder(path.parent)
            else:
                _publish(making, path)

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
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingError(msg("There is no file {file}", file=path)) from None
    except IsADirectoryError:
        raise NotAWorkshopError(msg("{file} is a folder, not a workshop", file=path)) from None
    except (OSError, ValueError) as error:
        if path.is_dir():  # Windows calls this a question of permission.
            raise NotAWorkshopError(msg("{file} is a folder, not a workshop", file=path)) from None
        reason = getattr(error, "strerror", None) or error
        raise ReadOnlyError(
            msg("{file} cannot be read: {reason}", file=path, reason=reason)
        ) from error
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


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _mark(workshop_id: str) -> str:
    return f"{zlib.crc32(workshop_id.encode('utf-8', 'replace')):08x}"


@contextlib.contextmanager
def _made_aside(path: Path) -> Iterator[Path]:
    """Another name to make a file under, so that a half-made one is never mistaken for it."""
    _sweep(path)
    making = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.making")
    try:
        yield making
    finally:
        making.unlink(missing_ok=True)
        making.with_name(f"{making.name}-journal").unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a killed program left half-made of this very file."""
    start = f".{path.name[:80]}."
    for left in path.parent.glob(".*.making*"):
        with contextlib.suppress(OSError):
            if left.name.startswith(start) and time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()


def _publish(making: Path, path: Path) -> None:
    """Give a finished file its name, unless something has come there meanwhile."""
    try:
        os.link(making, path)
    except FileExistsError:
        raise
    except OSError:
        # This kind of disk has no second names: hold the place, then take it.
        with path.open("xb"):
            pass
        making.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make sure that a new name is on disk; where folders cannot be synced, that is done anyway."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
