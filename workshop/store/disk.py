"""Files as the system sees them: what lies at a path, and giving a finished file its name."""

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from workshop.messages import msg
from workshop.outside import token
from workshop.paths import is_ours
from workshop.store.errors import MissingError, NotAWorkshopError, ReadOnlyError

STALE_SECONDS = 600.0
"""A half-made file this old was left behind by a program that was killed."""


def read_start(path: Path) -> bytes:
    """The first 100 bytes of a file. Pipes, devices and folders are told apart without waiting.

    Raises:
        MissingError: there is no such file.
        NotAWorkshopError: it is no file at all.
        ReadOnlyError: it may not be read.
    """
    # Opening a pipe waits for whoever writes to it, and some devices do something when opened.
    patient = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not _is_file(path, path.stat().st_mode):
            raise _no_file(path)
        descriptor = os.open(path, patient)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open already
            if not _is_file(path, os.fstat(descriptor).st_mode):
                raise _no_file(path)
            return file.read(100)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingError(msg("There is no file {file}", file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadOnlyError(
            msg("{file} cannot be read: {reason}", file=path, reason=reason)
        ) from error


def _is_file(path: Path, mode: int) -> bool:
    if stat.S_ISDIR(mode):
        raise NotAWorkshopError(msg("{file} is a folder, not a workshop", file=path))
    return stat.S_ISREG(mode)


def _no_file(path: Path) -> NotAWorkshopError:
    return NotAWorkshopError(msg("{file} is a pipe or a device, not a workshop file", file=path))


def identity(path: Path) -> tuple[int, int]:
    """Which file it is, whatever it is called."""
    found = path.stat()
    return found.st_dev, found.st_ino


def stamp(path: Path) -> tuple[int, int]:
    """By what one sees that someone has written in it."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


@contextlib.contextmanager
def made_aside(path: Path) -> Iterator[Path]:
    """Another name to make a file under, so that a half-made one is never mistaken for it."""
    _sweep(path)
    making = path.with_name(f".{path.name[:80]}.{token(4)}.making")
    try:
        if is_ours(path):
            # A backup, or the example: for its owner alone, from the first byte.
            os.close(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield making
    finally:
        making.unlink(missing_ok=True)
        making.with_name(f"{making.name}-journal").unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a killed program left half-made of this very file."""
    start = f".{path.name[:80]}."
    for left in path.parent.glob(".*.making*"):
        with contextlib.suppress(OSError):
            # Not a time to be shown: it is held against what the file system says.
            age = time.time() - left.stat().st_mtime  # noqa: TID251
            if left.name.startswith(start) and age > STALE_SECONDS:
                left.unlink()


def publish(making: Path, path: Path) -> None:
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
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name is on disk; where folders cannot be synced, that is done anyway."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
