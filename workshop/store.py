"""The ``.workshop`` file: rows in, rows out, noticing what others write. Knows bytes, no meaning.

An SQLite database in rollback-journal mode, because people keep these files on synced folders
and network shares. A row of the log is written once and is never changed, except when something
in it must be forgotten for good.

Errors::

    StoreError
    ├── NotAWorkshopError      the file is something else
    ├── NewerVersionError      made by a newer version of the program
    ├── DamagedError           SQLite cannot read it
    ├── MissingError           there is no such file
    ├── ReadOnlyError          it cannot be written
    ├── FullError              the disk is full
    ├── BusyError              another program holds it
    └── OtherWorkshopError     another workshop lies where this one lay
"""

import contextlib
import os
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from workshop.messages import Message, msg

APPLICATION_ID = 0x57534850
"""``WSHP``, at offset 68 of the file."""
VERSION = 1
BUSY_SECONDS = 5.0

_SCHEMA = """
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


class StoreError(Exception):
    """Something about the file stopped us. Nothing half-done is left behind."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotAWorkshopError(StoreError):
    """The file is something else."""


class NewerVersionError(StoreError):
    """The file was made by a newer version of the program."""


class DamagedError(StoreError):
    """SQLite cannot read the file."""


class MissingError(StoreError):
    """There is no such file."""


class ReadOnlyError(StoreError):
    """The file or its folder cannot be written."""


class FullError(StoreError):
    """The disk is full."""


class BusyError(StoreError):
    """Another program holds the file."""


class OtherWorkshopError(StoreError):
    """Another workshop lies where this one lay."""


class Row(msgspec.Struct, frozen=True):
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


class Store:
    """A ``.workshop`` file that is open."""

    def __init__(self, path: Path, connection: sqlite3.Connection, workshop_id: str) -> None:
        self.path = path
        self.workshop_id = workshop_id
        self._connection = connection
        self._look = self._signature()

    # ── opening ──────────────────────────────────────────────────────────────────────────

    @classmethod
    def create(cls, path: Path, workshop_id: str) -> "Store":
        """Make a new file.

        Raises:
            FileExistsError: something is there already.
            StoreError: the file cannot be made.
        """
        with _clear(path):
            # Made under another name first, so that a half-made file is never mistaken for one.
            with path.open("xb"):
                pass
            making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.making")
            try:
                connection = _connect(making)
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version={VERSION}")
                connection.executescript(f"BEGIN;{_SCHEMA}COMMIT;")
                connection.execute("INSERT INTO meta VALUES('workshop_id',?)", (workshop_id,))
                connection.close()
                making.replace(path)
            except BaseException:
                making.unlink(missing_ok=True)
                path.unlink(missing_ok=True)
                raise
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open a file.

        Raises:
            StoreError: it is missing, something else, newer, or damaged.
        """
        _check_header(path)
        with _clear(path):
            connection = _connect(path)
            found = connection.execute(
                "SELECT value FROM meta WHERE name='workshop_id'"
            ).fetchone()  # fmt: skip
        if found is None:
            raise DamagedError(
                msg("{file} has lost its identity. Try: workshop recover", file=path)
            )
        return cls(path, connection, str(found[0]))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def read_only(self) -> bool:
        """Whether the file or its folder refuses to be written."""
        return not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))

    # ── the log ──────────────────────────────────────────────────────────────────────────

    def append(self, rows: Iterable[Row], *, instead_of_ballots: str = "") -> None:
        """Keep rows in one transaction; rows that are there already are left alone.

        Args:
            rows: The acts.
            instead_of_ballots: A round whose ballots are in these rows, and leave their table.

        Raises:
            StoreError: nothing was kept.
        """
        values = [(row.id, row.body, checksum(row.id, row.body)) for row in rows]
        with self._writing():
            self._connection.executemany(
                "INSERT INTO act(id,body,crc) VALUES(?,?,?) ON CONFLICT(id) DO NOTHING", values
            )
            if instead_of_ballots:
                self._connection.execute("DELETE FROM ballot WHERE round=?", (instead_of_ballots,))

    def since(self, seq: int) -> Batch:
        """The rows after one, with those whose checksum fails set apart."""
        rows: list[Row] = []
        bad: list[BadRow] = []
        last = seq
        with _clear(self.path):
            for number, identifier, body, crc in self._connection.execute(
                "SELECT seq,id,body,crc FROM act WHERE seq>? ORDER BY seq", (seq,)
            ):
                last = number
                if _sound(identifier, body, crc):
                    rows.append(Row(identifier, body))
                else:
                    bad.append(BadRow(number, str(identifier)))
        return Batch(rows, bad, last)

    def ids(self) -> set[str]:
        """The ids of all rows."""
        with _clear(self.path):
            return {str(row[0]) for row in self._connection.execute("SELECT id FROM act")}

    def count(self) -> int:
        """How many rows there are."""
        with _clear(self.path):
            return int(self._connection.execute("SELECT count(*) FROM act").fetchone()[0])

    def rewrite(self, bodies: Mapping[str, bytes]) -> None:
        """Put other bytes in the place of some rows, and leave no trace of the old ones."""
        with self._writing():
            self._connection.executemany(
                "UPDATE act SET body=?, crc=? WHERE id=?",
                [(body, checksum(key, body), key) for key, body in bodies.items()],
            )
            self._connection.execute("DELETE FROM snapshot")
        with _clear(self.path):
            self._connection.execute("VACUUM")
        self._look = self._signature()

    # ── noticing ─────────────────────────────────────────────────────────────────────────

    def changed(self) -> bool:
        """Whether someone else may have written, replaced or moved the file since last asked.

        Raises:
            MissingError: the file is not there any more.
        """
        try:
            now = self._signature()
        except FileNotFoundError:
            raise MissingError(msg("{file} is no longer there", file=self.path)) from None
        if now == self._look:
            return False
        if now[:2] == self._look[:2]:
            self._look = now
        return True

    def replaced(self) -> bool:
        """Whether another file has come in the place of the one we hold, or none."""
        try:
            return self._signature()[:2] != self._look[:2]
        except FileNotFoundError:
            return True

    def reopen(self) -> None:
        """Let go, and open whatever lies at the path now.

        Raises:
            OtherWorkshopError: it is another workshop.
            StoreError: it cannot be opened.
        """
        fresh = Store.open(self.path)
        if fresh.workshop_id != self.workshop_id:
            fresh.close()
            raise OtherWorkshopError(
                msg("Another workshop now lies at {file}. Yours is untouched.", file=self.path)
            )
        self._connection.close()
        self._connection, self._look = fresh._connection, fresh._look

    def _signature(self) -> tuple[int, int, int]:
        stat = self.path.stat()
        try:
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            version = -1
        return stat.st_dev, stat.st_ino, version

    # ── drafts, ballots, seats, the desk, the snapshot ───────────────────────────────────

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO draft VALUES(?,?,?,?,?,?)",
                (
                    draft.seat,
                    draft.record,
                    draft.field,
                    draft.tips,
                    _storable(draft.text),
                    draft.at,
                ),
            )

    def drop_draft(self, seat: str, record: str, field: str) -> None:
        """Let a draft go: it has become an act, or was given up."""
        with self._writing():
            self._connection.execute(
                "DELETE FROM draft WHERE seat=? AND record=? AND field=?", (seat, record, field)
            )

    def drafts(self) -> list[Draft]:
        """All drafts, of all windows."""
        with _clear(self.path):
            return [
                Draft(*row)
                for row in self._connection.execute("SELECT * FROM draft ORDER BY record, field")
            ]

    def drop_drafts_of(self, record: str, field: str) -> None:
        """Let go of every window's draft of a field that must be forgotten."""
        with self._writing():
            self._connection.execute(
                "DELETE FROM draft WHERE record=? AND field=?", (record, field)
            )

    def drop_all_drafts(self) -> None:
        """Let go of all drafts: this is a backup from which something must be forgotten."""
        with self._writing():
            self._connection.execute("DELETE FROM draft")

    def hand_in(self, round_id: str, ballots: Mapping[str, bytes]) -> None:
        """Take in ballots. All of the round are laid anew by id, so that not even the order in
        which they lie in the file tells who came first.
        """  # noqa: D205
        with self._writing():
            there = self._connection.execute(
                "SELECT id, body FROM ballot WHERE round=?", (round_id,)
            ).fetchall()
            laid = {**dict(there), **ballots}
            self._connection.execute("DELETE FROM ballot WHERE round=?", (round_id,))
            self._connection.executemany(
                "INSERT INTO ballot VALUES(?,?,?)",
                [(key, round_id, laid[key]) for key in sorted(laid)],
            )

    def take_back(self, round_id: str, ballot: str) -> None:
        """Take one ballot out again: it was mistyped."""
        with self._writing():
            self._connection.execute(
                "DELETE FROM ballot WHERE round=? AND id=?", (round_id, ballot)
            )

    def drop_ballots(self, round_id: str) -> None:
        """Throw away the ballots of a round that was cancelled."""
        with self._writing():
            self._connection.execute("DELETE FROM ballot WHERE round=?", (round_id,))

    def ballots(self, round_id: str) -> dict[str, bytes]:
        """Random id → ballot, of an open round."""
        with _clear(self.path):
            return dict(
                self._connection.execute(
                    "SELECT id, body FROM ballot WHERE round=? ORDER BY id", (round_id,)
                ).fetchall()
            )

    def ballot_rounds(self) -> list[str]:
        """The rounds that have ballots in their table."""
        with _clear(self.path):
            found = self._connection.execute("SELECT DISTINCT round FROM ballot ORDER BY round")
            return [str(row[0]) for row in found]

    def sit_down(self, seat: str, host: str, at: str) -> None:
        """Note that a window has the file open."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO seat VALUES(?,?,?)", (seat, host, at))

    def seats(self, host: str) -> list[str]:
        """The windows of this machine, latest first."""
        with _clear(self.path):
            found = self._connection.execute(
                "SELECT seat FROM seat WHERE host=? ORDER BY opened DESC, seat", (host,)
            )
            return [str(row[0]) for row in found]

    def desk(self, name: str) -> str:
        """A note outside the log, such as where the clock stands; empty when there is none."""
        with _clear(self.path):
            found = self._connection.execute(
                "SELECT value FROM desk WHERE name=?", (name,)
            ).fetchone()
        return str(found[0]) if found else ""

    def put_on_desk(self, name: str, value: str) -> None:
        """Keep a note outside the log."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO desk VALUES(?,?)", (name, value))

    def snapshot(self, name: str) -> tuple[str, bytes] | None:
        """A cache and the mark it was made at. It may be gone at any time."""
        with _clear(self.path):
            found = self._connection.execute(
                "SELECT mark, body FROM snapshot WHERE name=?", (name,)
            ).fetchone()
        return (str(found[0]), bytes(found[1])) if found else None

    def keep_snapshot(self, name: str, mark: str, body: bytes) -> None:
        """Keep a cache."""
        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO snapshot VALUES(?,?,?)", (name, mark, body)
            )

    def copy_to(self, path: Path) -> None:
        """Copy the file, whole, to a new place.

        Raises:
            StoreError: it cannot be written there; nothing is left behind.
        """
        with _clear(path):
            making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.making")
            try:
                target = sqlite3.connect(making, isolation_level=None)
                self._connection.backup(target)
                target.close()
                making.replace(path)
            finally:
                making.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is on disk when this is left, or none of it."""
        with _clear(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise


def salvage(path: Path) -> tuple[str, list[Row], int]:
    """Read what can be read of a damaged file, row by row.

    Returns:
        The workshop's id (empty when it cannot be read), the sound rows, and how many were not.
    """
    rows: list[Row] = []
    lost = 0
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        workshop_id = _try(connection, "SELECT value FROM meta WHERE name='workshop_id'")
        last = _try(connection, "SELECT max(seq) FROM act")
        for seq in range(1, (last if isinstance(last, int) else 0) + 1):
            try:
                found = connection.execute(
                    "SELECT id,body,crc FROM act WHERE seq=?", (seq,)
                ).fetchone()
            except sqlite3.DatabaseError:
                lost += 1
                continue
            if found and _sound(*found):
                rows.append(Row(str(found[0]), bytes(found[1])))
            elif found:
                lost += 1
    finally:
        connection.close()
    return str(workshop_id or ""), rows, lost


def _try(connection: sqlite3.Connection, query: str) -> object:
    try:
        found = connection.execute(query).fetchone()
    except sqlite3.DatabaseError:
        return None
    return found[0] if found else None


def _sound(identifier: object, body: object, crc: object) -> bool:
    return (
        isinstance(identifier, str)
        and isinstance(body, bytes)
        and crc == checksum(identifier, body)
    )


def _storable(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8 at all."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _check_header(path: Path) -> None:
    """Know what a file is before SQLite touches it."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise MissingError(msg("There is no file {file}", file=path)) from None
    except IsADirectoryError:
        raise NotAWorkshopError(msg("{file} is a folder, not a workshop", file=path)) from None
    except OSError as error:
        raise ReadOnlyError(
            msg("{file} cannot be read: {reason}", file=path, reason=error.strerror or error)
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


@contextlib.contextmanager
def _clear(path: Path) -> Iterator[None]:
    """Turn the database's errors into ones a person understands."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explain(path, error) from error
    except PermissionError as error:
        raise _read_only(path) from error
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        raise _explain_os(path, error) from error


def _explain_os(path: Path, error: OSError) -> StoreError:
    if error.errno in {28, 122}:
        return _full(path)
    if isinstance(error, FileNotFoundError):
        return MissingError(msg("There is no folder {folder}", folder=path.parent))
    if error.errno == 30:
        return _read_only(path)
    return StoreError(msg("{file}: {reason}", file=path, reason=error.strerror or error))


def _full(path: Path) -> FullError:
    return FullError(
        msg("The disk is full. Nothing is damaged; make room, then try again. ({file})", file=path)
    )


def _read_only(path: Path) -> ReadOnlyError:
    return ReadOnlyError(
        msg("{file} cannot be written. Copy it to a folder of your own.", file=path)
    )


def _explain(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE":
        return _full(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return _read_only(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(
            msg("Another program holds {file}. Wait a moment and try again.", file=path)
        )
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            msg("{file}: the disk answers with an error ({code})", file=path, code=name)
        )
    return DamagedError(msg("{file} is damaged. Try: workshop recover", file=path))
