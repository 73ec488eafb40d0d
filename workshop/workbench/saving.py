"""Keeps an edited deck or process: checked, compared with what lies there, written whole.

What came with the program is never written to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from workshop import paths
from workshop.content import Deck
from workshop.library import Library, Loaded, read_deck, read_process
from workshop.messages import Message, msg
from workshop.workbench.editing import EditError, set_values
from workshop.workbench.translating import notes
from workshop.yamlio import read_file

Kind = Literal["deck", "process"]
Known = Any
"""See ``library.references.KnownDecks``."""


class Opened(NamedTuple):
    """A file of one's own, as it was when it was read."""

    path: Path
    before: bytes
    kind: Kind = "deck"

    @property
    def text(self) -> str:
        """What is in it, with its own line endings."""
        return self.before.decode("utf-8")


def own_file(library: Library, name: str, kind: Kind = "deck") -> Path:
    """Where a deck or a process of one's own lies.

    Raises:
        EditError: there is none, or it came with the program.
    """
    found = library.deck(name) if kind == "deck" else library.process(name)
    if found is None or found.path is None:
        raise EditError(msg("There is no “{name}” on the shelves", name=name))
    if found.origin == "built-in":
        raise EditError(_built_in(name, kind))
    return found.path


def _built_in(name: str, kind: Kind) -> Message:
    return msg(
        "“{name}” came with the program and is never changed. Make a version of your own first: "
        "workshop {kind} fork {name}",
        name=name,
        kind=kind,
    )


def open_file(path: Path, kind: Kind = "deck") -> Opened:
    """Read a file in order to change it.

    Raises:
        EditError: it cannot be read as text.
    """
    document = read_file(path)
    if document.data is None and document.problems:
        raise EditError(document.problems[0].message, document.problems)
    try:
        before = path.read_bytes()
        before.decode("utf-8")
    except UnicodeDecodeError:
        raise EditError(msg("The file is not UTF-8: save it as UTF-8")) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise EditError(msg("The file cannot be read: {reason}", reason=reason)) from error
    return Opened(path, before, kind)


def save(opened: Opened, text: str, known: Known = None) -> Loaded[Any]:
    """Write a new text over the file, if it is sound and nobody else was there meanwhile.

    Args:
        opened: the file as it was read.
        text: what it shall hold.
        known: the decks that may be named; None if that is not to be checked.

    Returns:
        What the file holds now, with its warnings.

    Raises:
        EditError: the text has mistakes that were not there before, the file has been changed
            by someone else, or it cannot be written. The file is as it was.
    """
    read: Callable[..., Loaded[Any]] = read_deck if opened.kind == "deck" else read_process
    name = str(opened.path)
    loaded = read(text, name, known)
    if loaded.errors:
        old = Counter(str(each.message) for each in read(opened.before, name, known).errors)
        new = [each for each in loaded.errors if not _taken(old, str(each.message))]
        if new:
            raise EditError(
                msg("This cannot be kept: {reason}", reason=new[0].message), loaded.problems
            )
    text = _with_sources(opened, text, loaded.value)
    after = text.encode("utf-8")
    if after != opened.before:
        _unchanged(opened)
        try:
            paths.write_atomically(opened.path, after)
        except OSError as error:
            reason = error.strerror or str(error)
            raise EditError(
                msg("The file could not be written and is as it was: {reason}", reason=reason)
            ) from error
    return Loaded(value=loaded.value, problems=loaded.problems, path=opened.path, origin="own")


def _with_sources(opened: Opened, text: str, now: Any) -> str:
    """Note what translations were made from, where a source is about to be another."""
    if not isinstance(now, Deck):
        return text
    was = read_deck(opened.before, str(opened.path)).value
    noted = notes(was, now) if was is not None else {}
    return set_values(text, noted) if noted else text


def note(before: Opened, after: Opened) -> None:
    """Add what follows for translations when a file has been edited elsewhere, as in an editor.

    Raises:
        EditError: as for ``save``.
    """
    now = read_deck(after.before, str(after.path)).value if after.kind == "deck" else None
    text = _with_sources(before, after.text, now)
    if text != after.text:
        save(after, text)


def _taken(counts: Counter[str], word: str) -> bool:
    counts[word] -= 1
    return counts[word] >= 0


def _unchanged(opened: Opened) -> None:
    try:
        now = opened.path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise EditError(msg("The file cannot be read: {reason}", reason=reason)) from error
    if now != opened.before:
        raise EditError(
            msg("The file was changed by someone else meanwhile. Nothing was written: try again")
        )


def change(
    library: Library, name: str, edit: Callable[[str], str], kind: Kind = "deck"
) -> Loaded[Any]:
    """Change a deck or a process of one's own: read, edit, check, write.

    Args:
        library: where it stands.
        name: its id.
        edit: from text to text, such as ``lambda text: editing.retire_card(text, "a")``.
        kind: which of the two it is.

    Raises:
        EditError: it is not one's own, or the edit cannot be made or kept.
    """
    opened = open_file(own_file(library, name, kind), kind)
    return save(opened, edit(opened.text))
