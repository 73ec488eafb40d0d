"""The folders in which decks and processes stand, and finding one by its id."""

import contextlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from workshop import paths, yamlio
from workshop.content import Deck, Process
from workshop.library.checking import Loaded, Origin, load_deck, load_process
from workshop.library.references import KnownDecks
from workshop.messages import msg

_SUFFIXES = (".yaml", ".yml")
GLOSSARY = "glossary.yaml"
"""It lies among the built-in decks and is none; see ``library.glossary``."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

T = TypeVar("T", Deck, Process)


class Shelf(NamedTuple):
    """A folder of decks or of processes; it need not exist."""

    folder: Path
    origin: Origin = ""

    def files(self) -> list[Path]:
        """Its YAML files by name.

        Raises:
            OSError: if it is there but cannot be looked into.
        """
        try:
            found = sorted(self.folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [p for p in found if self.shows(p)]

    def shows(self, path: Path) -> bool:
        """Whether a file in the folder is meant to be a deck or a process."""
        if self.origin != "own" and path.name == GLOSSARY:
            return False
        return path.suffix in _SUFFIXES and not path.name.startswith(".")


class Library:
    """All decks and processes there are. The first shelf that has an id is the one that counts.

    Nothing is read before it is asked for, and making one costs nothing.
    """

    def __init__(self, decks: Sequence[Shelf], processes: Sequence[Shelf]) -> None:
        self._decks = decks
        self._processes = processes

    def decks(self, *, references: bool = False) -> Iterator[Loaded[Deck]]:
        """Each deck as it is reached, broken ones with their problems.

        Args:
            references: whether to look up what the decks say of each other, for which they
                must all be read.
        """
        return _each(self._decks, load_deck, self.cards() if references else None)

    def processes(self, *, references: bool = False) -> Iterator[Loaded[Process]]:
        """Each process as it is reached, broken ones with their problems."""
        return _each(self._processes, load_process, self.cards() if references else None)

    def deck_files(self) -> int:
        """How many files of decks there are; none of them is read."""
        count = 0
        for shelf in self._decks:
            with contextlib.suppress(OSError):
                count += len(shelf.files())
        return count

    def deck(self, name: str) -> Loaded[Deck] | None:
        """The deck with an id, whole or broken; None if there is none."""
        return _find(self._decks, load_deck, name)

    def process(self, name: str) -> Loaded[Process] | None:
        """The process with an id, whole or broken; None if there is none."""
        return _find(self._processes, load_process, name)

    def cards(self) -> KnownDecks:
        """The ids of all decks and their cards, read when they are looked up."""
        return _Cards(self._decks)


def default_library() -> Library:
    """The user's own decks and processes, then those that came with the program."""

    def shelves(kind: Literal["decks", "process_templates"]) -> list[Shelf]:
        own, built_in = paths.own_content(kind), paths.builtin_content(kind)
        return [Shelf(own, "own"), Shelf(built_in, "built-in")]

    return Library(shelves("decks"), shelves("process_templates"))


_Load = Callable[..., Loaded[T]]


def _each(
    shelves: Sequence[Shelf], load: _Load[T], known: KnownDecks | None
) -> Iterator[Loaded[T]]:
    for shelf in shelves:
        try:
            files = shelf.files()
        except OSError as error:
            reason = error.strerror or str(error)
            message = msg("The folder cannot be read: {reason}", reason=reason)
            problem = yamlio.Problem(str(shelf.folder), 1, 1, message)
            yield Loaded(value=None, problems=[problem], path=shelf.folder, origin=shelf.origin)
            continue
        for path in files:
            yield load(path, known, origin=shelf.origin)


def _find(shelves: Sequence[Shelf], load: _Load[T], name: str) -> Loaded[T] | None:
    """Look first in files called by the id, then in all: a file may have any name."""
    if not _ID.fullmatch(name):
        return None
    for shelf in shelves:
        for suffix in _SUFFIXES:
            path = shelf.folder / f"{name}{suffix}"
            if not (shelf.shows(path) and path.is_file()):
                continue
            if (found := load(path, origin=shelf.origin)).name == name:
                return found
    called = name.encode()
    for shelf in shelves:
        try:
            files = [path for path in shelf.files() if _holds(path, called)]
        except OSError:
            continue  # ``decks`` and ``processes`` report it
        for path in files:
            if (found := load(path, origin=shelf.origin)).name == name:
                return found
    return None


def _holds(path: Path, word: bytes) -> bool:
    """Whether a word stands in a file at all: a look at its bytes spares most of the reading."""
    try:
        with path.open("rb") as file:
            return word in file.read(yamlio.DEFAULT_LIMITS.max_bytes)
    except OSError:
        return False


class _Cards(Mapping[str, Collection[str]]):
    """Card ids by deck id. Reads the YAML only: a deck with mistakes still has its cards."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves

    @cached_property
    def _all(self) -> dict[str, Collection[str]]:
        found: dict[str, Collection[str]] = {}
        for shelf in self._shelves:
            try:
                files = shelf.files()
            except OSError:
                continue  # ``decks`` reports it
            for path in files:
                deck, cards = _ids(yamlio.read_file(path).data)
                if deck:
                    found.setdefault(deck, cards)
        return found

    def __getitem__(self, deck: str) -> Collection[str]:
        return self._all[deck]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _ids(data: Any) -> tuple[str, Collection[str]]:
    """The id of a deck and those of its cards, in their order, whatever else is in the file."""
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        return "", {}
    cards = data.get("cards")
    listed = cards if isinstance(cards, list) else []
    return data["id"], {
        str(card["id"]): None for card in listed if isinstance(card, dict) and "id" in card
    }
