"""Writing a document: over what is ours and untouched, and over nothing else unasked.

A file is written whole or not at all: beside its place, onto the disk, and then under its name.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from workshop import paths
from workshop.messages import Message
from workshop.output import record
from workshop.output.occupied import Kind, Occupied, OccupiedError, explained

_NUMBERS = 10_000


class Goal(NamedTuple):
    """A document, and where it is to stand."""

    path: Path
    content: bytes | str
    """Text is written as UTF-8."""


class Written(NamedTuple):
    """A document that stands where it was to stand."""

    path: Path
    """Where, as an absolute path."""
    again: bool
    """Whether something stood there before."""
    notices: tuple[Message, ...] = ()
    """What a person should know about it."""


def look(
    path: Path, origin: str, content: bytes | str | None = None, *, folder_chosen: bool = True
) -> Occupied | None:
    """What stands in the way of writing a document there unasked; None if nothing does.

    Args:
        path: Where it is to stand.
        origin: What it is written from, such as the id of the project.
        content: What is to be written. A file that says just that already is in nobody's way.
        folder_chosen: A person has named the folder, and may have named a link. A folder that we
            propose ourselves may not be one.

    Raises:
        OutputError: it cannot be seen what lies there.
    """
    full = _absolute(path)
    try:
        kind, leads_to = _lies_there(full, origin, content, folder_chosen=folder_chosen)
        if kind is None:
            return None
        return Occupied(full, kind, _free(full, origin, kind), leads_to)
    except OSError as error:
        raise explained(full, error) from error


def free_name(path: Path, origin: str) -> Path:
    """The name itself if it can be used, else the next that can: ``note-2.html``.

    Raises:
        OutputError: it cannot be seen what lies there.
    """
    there = look(path, origin)
    return _absolute(path) if there is None else there.free


def ready(
    goals: Iterable[Goal], origin: str, *, folder_chosen: bool = True
) -> list[Occupied]:  # fmt: skip
    """All that stands in the way of writing some documents unasked.

    Raises:
        OutputError: it cannot be seen what lies there.
    """
    found = (look(goal.path, origin, goal.content, folder_chosen=folder_chosen) for goal in goals)
    return [there for there in found if there is not None]


def write_all(
    goals: Sequence[Goal], origin: str, *, over: bool = False, folder_chosen: bool = True
) -> list[Written]:
    """Write documents that belong together: none of them when one may not be written.

    Args:
        goals: What and where to.
        origin: What they are written from, such as the id of the project.
        over: A person has said that what lies there may go.
        folder_chosen: See ``look``.

    Raises:
        OccupiedError: something that may not be written over lies there.
        OutputError: one could not be written; those before it were.
    """
    blocking = [
        there for there in ready(goals, origin, folder_chosen=folder_chosen)
        if not (over and there.may_be_replaced)
    ]  # fmt: skip
    if blocking:
        raise OccupiedError(blocking)
    return [
        write(goal.path, goal.content, origin, over=over, folder_chosen=folder_chosen)
        for goal in goals
    ]  # fmt: skip


def write(
    path: Path, content: bytes | str, origin: str, *, over: bool = False,
    folder_chosen: bool = True,
) -> Written:  # fmt: skip
    """Write a document, all of it or nothing.

    A link is never written through: with ``over`` the link is replaced, and what it led to stays
    as it is.

    Args:
        path: Where to. Folders above it are made.
        content: What; text is written as UTF-8.
        origin: What it is written from, such as the id of the project.
        over: A person has said that what lies there may go.
        folder_chosen: See ``look``.

    Raises:
        OccupiedError: something that may not be written over lies there.
        OutputError: it cannot be written, and why.
    """
    full, whole = _absolute(path), _bytes(content)
    there = look(full, origin, whole, folder_chosen=folder_chosen)
    if there is not None and not (over and there.may_be_replaced):
        raise OccupiedError([there])
    made: list[Path] = []
    try:
        again = os.path.lexists(full)
        made = _make_folders(full.parent)
        if again:
            # A person's program may have saved there while ours was being written.
            paths.put_in_place(
                full, whole,
                last_look=None if over else lambda: _still(full, origin, whole, folder_chosen),
            )  # fmt: skip
        else:
            _put_new(full, whole, origin)
    except OSError as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise explained(full, error) from error
    notice = record.remember(full, whole, origin)
    return Written(full, again, (notice,) if notice else ())


def _still(path: Path, origin: str, content: bytes, folder_chosen: bool) -> None:
    """See once more that nothing stands in the way.

    Raises:
        OccupiedError: something does.
    """
    there = look(path, origin, content, folder_chosen=folder_chosen)
    if there is not None:
        raise OccupiedError([there])


def _put_new(path: Path, content: bytes, origin: str) -> None:
    """Write a file under a name that was free, and is not taken if somebody was quicker."""
    try:
        paths.put_in_place(path, content, new=True)
    except FileExistsError as error:
        there = look(path, origin, content)
        if there is not None:
            raise OccupiedError([there]) from error
        paths.put_in_place(path, content)


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; those that were made, from the top down."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


# ── what lies there ──────────────────────────────────────────────────────────────────────────


def _lies_there(
    path: Path, origin: str, content: bytes | str | None, *, folder_chosen: bool
) -> tuple[Kind | None, str]:
    if not folder_chosen and (leads_to := _leads_to(path.parent)):
        return "folder-link", leads_to
    if leads_to := _leads_to(path):
        return "link", leads_to
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None, ""
    if stat.S_ISDIR(found.st_mode):
        return "folder", ""
    if not stat.S_ISREG(found.st_mode):
        return "special", ""
    if found.st_nlink > 1:
        return "names", ""
    return _whose(path, origin, content, found), ""


def _whose(
    path: Path, origin: str, content: bytes | str | None, found: os.stat_result
) -> Kind | None:
    entry = record.entry_of(path)
    ours = entry is not None and record.is_as_written(path, entry)
    if not found.st_mode & stat.S_IWUSR:
        return "protected"
    if entry is not None and ours:
        return None if entry.origin == origin else "other"
    if content is not None and _says(path, _bytes(content), found.st_size):
        return None
    return "foreign" if entry is None else "changed"


def _says(path: Path, content: bytes, size: int) -> bool:
    return size == len(content) and path.read_bytes() == content


def _leads_to(path: Path) -> str:
    """What a link or a junction leads to; empty for anything else."""
    try:
        found = path.lstat()
    except OSError:
        return ""
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == junction:
        return str(path.readlink())
    return ""


def _free(path: Path, origin: str, kind: Kind) -> Path:
    """The first name with a number that can be used."""
    if kind == "folder-link":
        # Another name in the same folder would be behind the same link.
        beside = path.parent.with_name(f"{path.parent.name}-2")
        return beside / path.name
    for number in range(2, _NUMBERS):
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if _lies_there(found, origin, None, folder_chosen=True)[0] is None:
            return found
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _absolute(path: Path) -> Path:
    try:
        full = paths.absolute(path)
    except OSError as error:  # the folder one stands in is gone
        raise explained(path, error) from error
    try:
        if path.parts[:1] and path.parts[0].startswith("~") and not os.path.lexists(path):
            path.expanduser()  # a folder called after nobody is a slip, and not to be made
        full.lstat()
    except (ValueError, RuntimeError) as error:
        raise explained(path, OSError(errno.EINVAL, str(error))) from error
    except OSError:
        pass
    return full


def _bytes(content: bytes | str) -> bytes:
    return content.encode("utf-8", errors="replace") if isinstance(content, str) else content
