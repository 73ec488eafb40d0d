"""One's own decks and processes as files: where they lie, and what is kept beside them.

Beside the own files lies a hidden folder ``.origins/``. In it:

* ``<id>.yaml`` is the base copy of a fork: the original as it was when last looked at;
* ``<id>.<date>.yaml`` is the own file as it was before something was written over it, and
  ``<id>.<date>.origin.yaml`` the base copy that went with it.

An id has no full stop in it, so the two are never mistaken for each other, and the library looks
into no folder below its own.
"""

import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from workshop import library, paths, yamlio
from workshop.content import Deck, Process
from workshop.library import Library, Loaded
from workshop.messages import Message, msg
from workshop.paths import ContentKind, write_atomically

KindName = Literal["deck", "process"]
Content = Deck | Process

ORIGINS = ".origins"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class SharingError(Exception):
    """Something that cannot be done; nothing has been written.

    Attributes:
        message: why, and what to do.
        problems: what is wrong with a file, when that is why.
    """

    def __init__(self, message: Message, problems: list[yamlio.Problem] | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.problems = problems or []


class Kind(NamedTuple):
    """Decks or processes."""

    name: KindName
    shelf: ContentKind

    def find(self, shelves: Library, wanted: str) -> Loaded[Any] | None:
        """The one with an id, whole or broken; None if there is none."""
        return shelves.deck(wanted) if self.name == "deck" else shelves.process(wanted)

    def read(
        self, source: str | bytes, called: str, known: Mapping[str, Any] | None = None
    ) -> Loaded[Any]:
        """Read one from text; ``called`` is what problems call it."""
        reader = library.read_deck if self.name == "deck" else library.read_process
        return reader(source, called, known)

    def load(self, path: Path, known: Mapping[str, Any] | None = None) -> Loaded[Any]:
        """Read one from a file."""
        loader = library.load_deck if self.name == "deck" else library.load_process
        return loader(path, known)

    def folder(self) -> Path:
        """Where one's own lie; it need not exist."""
        return paths.own_content(self.shelf)


DECK = Kind("deck", "decks")
PROCESS = Kind("process", "process_templates")
KINDS = (DECK, PROCESS)


class Found(NamedTuple):
    """A sound deck or process, and its file."""

    value: Content
    path: Path
    own: bool


def whole(kind: Kind, shelves: Library, wanted: str) -> Found:
    """The one with an id, which is there and sound.

    Raises:
        SharingError: it is not there, or has errors.
    """
    found = kind.find(shelves, wanted)
    if found is None or found.path is None:
        raise SharingError(msg("There is no “{name}” on the shelves", name=yamlio.shown(wanted)))
    if found.value is None:
        raise SharingError(
            msg("“{name}” has errors: mend them first", name=yamlio.shown(wanted)), found.problems
        )
    return Found(found.value, found.path, found.origin == "own")


def check_id(name: str) -> None:
    """See that a name can be an id.

    Raises:
        SharingError: it cannot.
    """
    if not _ID.fullmatch(name):
        raise SharingError(
            msg(
                "“{word}” cannot be an id: use a–z, 0–9 and “-”, and begin with a letter or a "
                "digit",
                word=yamlio.shown(name),
            )
        )


def check_free(kind: Kind, shelves: Library, name: str) -> Path:
    """Where a new file with this id is to lie.

    Raises:
        SharingError: it cannot be an id, or is taken.
    """
    check_id(name)
    there = kind.find(shelves, name)
    path = kind.folder() / f"{name}.yaml"
    if there is not None or path.exists():
        raise SharingError(
            msg("There is a “{name}” already: choose another id with --as", name=name)
        )
    return path


def base_path(path: Path, name: str) -> Path:
    """Where the base copy of a fork lies.

    Args:
        path: the fork's own file.
        name: its id.
    """
    return path.parent / ORIGINS / f"{name}.yaml"


def keep_earlier(path: Path, name: str, stamp: str) -> Path | None:
    """Keep a file as it is, and its base copy, before something is written over them.

    Args:
        path: the file.
        name: its id.
        stamp: the date to call the copy by, such as ``2027-03-01-093000``.

    Returns:
        The copy of the file; None if there was no file.

    Raises:
        OSError: it cannot be written.
    """
    if not path.exists():
        return None
    folder = path.parent / ORIGINS
    for number in itertools.count(1):
        date = stamp if number == 1 else f"{stamp}-{number}"
        kept = folder / f"{name}.{date}.yaml"
        if not kept.exists():
            break
    write_atomically(kept, path.read_bytes())
    base = base_path(path, name)
    if base.exists():
        write_atomically(kept.with_name(f"{name}.{date}.origin.yaml"), base.read_bytes())
    return kept
