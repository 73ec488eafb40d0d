"""What lies where a document is to be written, and what can stand in the way, in words."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from workshop.messages import Message, msg

Kind = Literal[
    "changed", "other", "foreign", "protected", "link", "names", "folder-link", "folder", "special"
]
"""Why a name cannot be used unasked.

``changed``: ours, but changed since. ``other``: ours, of another project. ``foreign``: not known to
be ours. ``protected``: marked as read-only. ``link``: a link to another file. ``names``: the file
has more than one name. ``folder-link``: the folder that we would choose is a link. ``folder``: a
folder. ``special``: a pipe, a device or a socket."""

_NEVER = frozenset({"folder", "special"})
"""What no consent makes a document of."""


class Occupied(msgspec.Struct, frozen=True):
    """Something lies where a document is to be written."""

    path: Path
    """Where, as an absolute path."""
    kind: Kind
    free: Path
    """A name near it that can be used."""
    leads_to: str = ""
    """For a link: what it leads to."""

    @property
    def may_be_replaced(self) -> bool:
        """Whether a person can say that it may go."""
        return self.kind not in _NEVER

    @property
    def message(self) -> Message:
        """What lies there, as a sentence."""
        path, leads_to = self.path, self.leads_to
        match self.kind:
            case "changed":
                return msg("{file} has been changed since it was written by this program.",
                           file=path)  # fmt: skip
            case "other":
                return msg("{file} is a document of another project.", file=path)
            case "foreign":
                return msg("{file} lies there already, and was not written from here.", file=path)
            case "protected":
                return msg("{file} is marked as read-only.", file=path)
            case "link":
                return msg("{file} is a link to {other}.", file=path, other=leads_to)
            case "names":
                return msg("{file} has other names on this disk.", file=path)
            case "folder-link":
                return msg("The folder {folder} is a link to {other}.", folder=path.parent,
                           other=leads_to)  # fmt: skip
            case "folder":
                return msg("{path} is a folder.", path=path)
            case _:
                return msg("{path} is not an ordinary file.", path=path)


class OutputError(Exception):
    """A document could not be written; what was there is unharmed.

    Attributes:
        message: Why, and what to do, to be translated by the caller.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class OccupiedError(OutputError):
    """Something that may not be written over lies there. Nothing was written.

    Attributes:
        occupied: All that stands in the way.
    """

    def __init__(self, occupied: Sequence[Occupied]) -> None:
        super().__init__(occupied[0].message)
        self.occupied = list(occupied)


def explained(path: Path, error: OSError) -> OutputError:
    """What the system said about writing a file, as something a person can act upon."""
    return OutputError(_reason(path, error))


def _reason(path: Path, error: OSError) -> Message:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return msg("The disk is full. {file} was not written; nothing is lost.", file=path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return msg(
            "{file} cannot be written. Close it where it is open, or choose another folder.",
            file=path,
        )
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
        return msg("This cannot be the name of a folder or a file: {name}", name=str(path)[:200])
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return msg("{path} is a file, and not a folder.", path=path.parent)
    return msg("{file} was not written: {reason}", file=path, reason=error.strerror or str(error))
