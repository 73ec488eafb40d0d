"""What can stop us at the file, in words a person understands.

::

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
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from workshop.messages import Message, msg


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


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of the database and of the system into ones a person understands.

    Raises:
        StoreError: something about the file stopped us.
        FileExistsError: something is there already.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, FileExistsError):
        raise
    except sqlite3.DatabaseError as error:
        raise _of_database(path, error) from error
    except OSError as error:
        raise _of_system(path, error) from error


def damaged(path: Path, what: Message | None = None) -> DamagedError:
    """The file cannot be read or has lost something, and what to do about it."""
    if what is None:
        return DamagedError(msg("{file} is damaged. Try: workshop recover", file=path))
    return DamagedError(
        msg("{file} is damaged. {what} Try: workshop recover", file=path, what=what)
    )


def _of_system(path: Path, error: OSError) -> StoreError:
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return _full(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MissingError(msg("There is no folder {folder}", folder=path.parent))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _read_only(path)
    return StoreError(msg("{file}: {reason}", file=path, reason=error.strerror or error))


def _of_database(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE":
        return _full(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return _read_only(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(
            msg("Another program holds {file}. Wait a moment and try again.", file=path)
        )
    if name.startswith("SQLITE_IOERR") and name != "SQLITE_IOERR_SHORT_READ":
        return StoreError(
            msg("{file}: the disk answers with an error ({code})", file=path, code=name)
        )
    return damaged(path)


def _full(path: Path) -> FullError:
    return FullError(
        msg("The disk is full. Nothing is damaged; make room, then try again. ({file})", file=path)
    )


def _read_only(path: Path) -> ReadOnlyError:
    return ReadOnlyError(
        msg("{file} cannot be written. Copy it to a folder of your own.", file=path)
    )
