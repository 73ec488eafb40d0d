"""Everything that can be said of decks and processes: mistakes, and what could be better.

The library finds what keeps a file from being used; to that comes style, for which the other
decks must be known too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workshop.content import Deck, Process
from workshop.library import Library, Loaded, load_deck, load_process
from workshop.workbench.likeness import Likeness
from workshop.workbench.process_style import with_process_style
from workshop.workbench.style import with_style


def inspect_decks(shelves: Library, names: Sequence[str | Path] = ()) -> list[Loaded[Deck]]:
    """Decks with all their problems.

    Args:
        shelves: where decks are looked up by id, and what cards are compared with.
        names: files, or ids on the shelves; empty for all on the shelves.
    """
    there = list(shelves.decks(references=True))
    chosen = [_deck(shelves, each, there) for each in names] if names else there
    sound = [each.value for each in (*chosen, *there) if each.value is not None]
    likeness = Likeness(sound)
    return [with_style(each, likeness) for each in chosen]


def _deck(shelves: Library, name: str | Path, there: list[Loaded[Deck]]) -> Loaded[Deck]:
    path = Path(name)
    if not path.is_file():
        for each in there:
            if each.name == str(name):
                return each
    return load_deck(path, shelves.cards())


def inspect_processes(shelves: Library, names: Sequence[str | Path] = ()) -> list[Loaded[Process]]:
    """Processes with all their problems; see ``inspect_decks``."""
    decks: dict[str, Deck] = {}
    for loaded in shelves.decks():
        if loaded.value is not None:
            decks.setdefault(loaded.value.id, loaded.value)
    there = list(shelves.processes(references=True))
    chosen = [_process(shelves, each, there) for each in names] if names else there
    return [with_process_style(each, decks) for each in chosen]


def _process(shelves: Library, name: str | Path, there: list[Loaded[Process]]) -> Loaded[Process]:
    path = Path(name)
    if not path.is_file():
        for each in there:
            if each.name == str(name):
                return each
    return load_process(path, shelves.cards())
