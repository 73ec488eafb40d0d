"""The glossary (*ordliste*): read as strictly as the decks it lies among."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workshop import paths
from workshop.content import DECK_FORMAT, GLOSSARY_FORMAT, Glossary
from workshop.library.checking import FileKind, Loaded, Origin, load
from workshop.library.findings import Finding, unknown
from workshop.library.references import KnownDecks, members, repeated
from workshop.library.shelves import GLOSSARY
from workshop.messages import msg
from workshop.text_gate import comparison_key
from workshop.yamlio import Document, read, read_file, shown


def glossary_references(document: Document, _known: KnownDecks | None = None) -> Iterator[Finding]:
    """Ids that stand twice, terms that are not there, and forms that two terms lay claim to."""
    terms = members(document.data, "terms")
    if document.data.get("terms") == []:
        yield Finding(("terms",), msg("The glossary has no terms"))
    yield from repeated(document, ("terms",), terms)
    own = {name: None for _, term in terms if isinstance(name := term.get("id"), str)}
    taken: dict[tuple[str, str], tuple[int, int]] = {}
    for index, term in terms:
        see = term.get("see")
        for at, name in enumerate(see if isinstance(see, list) else []):
            steps = ("terms", index, "see", at)
            if name == term.get("id"):
                yield Finding(steps, msg("A term cannot refer to itself"))
            elif isinstance(name, str) and name not in own:
                what = msg("There is no term “{word}”", word=shown(name))
                yield Finding(steps, unknown(what, name, own))
        yield from _claims(document, index, term, taken)


def _claims(
    document: Document,
    index: int,
    term: dict[str, Any],
    taken: dict[tuple[str, str], tuple[int, int]],
) -> Iterator[Finding]:
    forms = term.get("forms")
    for language, listed in forms.items() if isinstance(forms, dict) else ():
        for at, form in enumerate(listed if isinstance(listed, list) else []):
            steps = ("terms", index, "forms", language, at)
            if not isinstance(form, str):
                continue
            if not any(map(str.isalnum, form)):
                yield Finding(steps, msg("There are no words here to recognise"))
                continue
            first = taken.setdefault((language, comparison_key(form)), (index, at))
            if first != (index, at):
                line = document.place(("terms", first[0], "forms", language, first[1])).line
                yield Finding(
                    steps,
                    msg("“{word}” is already used on line {line}", word=shown(form), line=line),
                )


_GLOSSARY = FileKind(
    Glossary,
    GLOSSARY_FORMAT,
    DECK_FORMAT,
    glossary_references,
    msg("This is not a glossary: it begins with “format: {format}”", format=GLOSSARY_FORMAT),
    msg("This is a deck, not a glossary"),
)


def load_glossary(path: Path, *, origin: Origin = "") -> Loaded[Glossary]:
    """Read a glossary from a file."""
    return load(read_file(path), _GLOSSARY, None, path, origin)


def read_glossary(text: str | bytes, name: str) -> Loaded[Glossary]:
    """Read a glossary from text; ``name`` is what problems call it."""
    return load(read(text, name), _GLOSSARY, None)


def default_glossary() -> Loaded[Glossary]:
    """The glossary that came with the program."""
    return load_glossary(paths.builtin_content("decks") / GLOSSARY, origin="built-in")
