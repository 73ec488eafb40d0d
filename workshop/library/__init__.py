"""Finds, reads and checks decks and processes: built in, and the user's own.

Never sees a workshop. What is wrong with a file comes back as problems, each with its line and
column; only a file without errors comes back as a ``Deck`` or a ``Process``.
"""

from workshop.library.checking import (
    Loaded,
    check_deck,
    check_process,
    load_deck,
    load_process,
    read_deck,
    read_process,
)
from workshop.library.copies import (
    card_copy,
    card_key,
    playable,
    process_copy,
    process_key,
)
from workshop.library.glossary import default_glossary, load_glossary, read_glossary
from workshop.library.schema import json_schema
from workshop.library.shelves import GLOSSARY, Library, Shelf, default_library
from workshop.library.terms import forms_of, terms_in

__all__ = [
    "GLOSSARY",
    "Library",
    "Loaded",
    "Shelf",
    "card_copy",
    "card_key",
    "check_deck",
    "check_process",
    "default_glossary",
    "default_library",
    "forms_of",
    "json_schema",
    "load_deck",
    "load_glossary",
    "load_process",
    "playable",
    "process_copy",
    "process_key",
    "read_deck",
    "read_glossary",
    "read_process",
    "terms_in",
]
