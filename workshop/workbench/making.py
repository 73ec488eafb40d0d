"""Makes a new deck or a new process: from nothing, or from what another one says.

What is made from nothing is small and whole: it passes the check, and shows by example what
belongs where. Nothing that is there is ever written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from workshop import library, paths, yamlio
from workshop.content import DECK_FORMAT, PROCESS_FORMAT
from workshop.documents.file_names import slug
from workshop.library import Library
from workshop.messages import msg
from workshop.text_gate import normalised
from workshop.workbench.editing import EditError, set_values
from workshop.workbench.own_files import DECK, PROCESS, Kind, KindName
from workshop.workbench.starters import DECK_COMMENTS, FIRST_CARD, PHASES

FIRST_VERSION = "0.1.0"
_KINDS: Mapping[KindName, Kind] = {"deck": DECK, "process": PROCESS}
_SCHEMA_MARK = "# yaml-language-server:"
_ID_MAX = 64


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants a new deck or process to be.

    Attributes:
        title: what it is called, in its own language.
        language: ``nb``, ``nn`` or ``en``; of a copy, empty for that of the original.
        id: its id; empty to derive one from the title.
        themes: letters and titles, for a deck.
        about: a sentence or two on what it is for.
        author: who made it.
        source: the id of the one whose texts it begins with; empty for none.
    """

    title: str = ""
    language: str = ""
    id: str = ""
    themes: dict[str, str] = {}
    about: str = ""
    author: str = ""
    source: str = ""


def suggest_id(shelves: Library, title: str, kind: KindName = "deck") -> str:
    """An id made from a title, with a number after it if it is taken."""
    stem = slug(title)[: _ID_MAX - 4].strip("-") or kind
    name, number = stem, 2
    while _is_taken(shelves, name, kind):
        name, number = f"{stem}-{number}", number + 1
    return name


def make(shelves: Library, wanted: Wanted, kind: KindName = "deck") -> Path:
    """Write a new deck or process in one's own folder, and the schema for editors beside it.

    Returns:
        The file.

    Raises:
        EditError: the id cannot be one or is taken, or there is nothing to make it from.
        OSError: it cannot be written.
    """
    wanted = msgspec.structs.replace(
        wanted, title=normalised(wanted.title), about=normalised(wanted.about),
        author=normalised(wanted.author),
        themes={key: normalised(title) for key, title in wanted.themes.items()},
    )  # fmt: skip
    name = wanted.id or suggest_id(shelves, wanted.title or wanted.source, kind)
    if _is_taken(shelves, name, kind):
        raise EditError(msg("There is a “{name}” already: choose another id with --id", name=name))
    wanted = msgspec.structs.replace(wanted, id=name)
    text = _copied(shelves, wanted, kind) if wanted.source else fresh(wanted, kind)
    text = with_schema_line(text, kind)
    read = library.read_deck if kind == "deck" else library.read_process
    if errors := read(text, name).errors:
        raise EditError(msg("This cannot be kept: {reason}", reason=errors[0].message), errors)
    path = _KINDS[kind].folder() / f"{name}.yaml"
    if path.exists():
        raise EditError(msg("Something lies there already: {file}", file=str(path)))
    paths.write_atomically(path, text.encode("utf-8"))
    write_schema(kind)
    return path


def _is_taken(shelves: Library, name: str, kind: KindName) -> bool:
    there = _KINDS[kind].find(shelves, name) is not None
    return there or (_KINDS[kind].folder() / f"{name}.yaml").exists()


def fresh(wanted: Wanted, kind: KindName = "deck") -> str:
    """The text of a new deck or process, made from nothing."""
    language = wanted.language or "nb"
    head: dict[str, Any] = {
        "format": DECK_FORMAT if kind == "deck" else PROCESS_FORMAT,
        "id": wanted.id,
        "version": FIRST_VERSION,
        "language": language,
        "title": wanted.title.strip() or wanted.id,
    }
    head |= {key: said for key in ("about", "author") if (said := getattr(wanted, key).strip())}
    if kind == "process":
        return yamlio.write({**head, "phases": PHASES[language]})
    themes = {key.strip(): title.strip() for key, title in wanted.themes.items()}
    card = {**FIRST_CARD[language], "theme": next(iter(themes), "A")}
    if themes:
        head["themes"] = themes
    order = ("id", "theme", "phase")
    first = {key: card[key] for key in (*order, *(key for key in card if key not in order))}
    return yamlio.write({**head, "cards": [first]}, DECK_COMMENTS[language])


def _copied(shelves: Library, wanted: Wanted, kind: KindName) -> str:
    """The text of another one under a new name; its comments come along."""
    found = _KINDS[kind].find(shelves, wanted.source)
    if found is None or found.path is None:
        raise EditError(msg("There is no “{name}” on the shelves", name=wanted.source))
    if found.value is None:
        raise EditError(
            msg("“{name}” has errors: mend them first", name=wanted.source), found.problems
        )
    language = wanted.language or found.value.language
    values: dict[tuple[str | int, ...], Any] = {
        ("id",): wanted.id,
        ("version",): FIRST_VERSION,
        ("origin",): None,
        ("language",): language,
    }
    if language != found.value.language:
        values["translated",] = None  # the notes are of another source
    if title := wanted.title.strip():
        values["title",] = {language: title}
    else:
        values["title",] = _copy_title(found.value.title)
    for key in ("about", "author"):
        if said := getattr(wanted, key).strip():
            values[key,] = said if key == "author" else {language: said}
    if wanted.themes and kind == "deck":
        old = found.value.themes
        values["themes",] = {**old, **{key: {language: t} for key, t in wanted.themes.items()}}
    text = found.path.read_bytes().decode("utf-8")
    return set_values(text, values)


def _copy_title(title: Any) -> Any:
    """The title as it is, marked as a copy, so that two are not taken for one another."""
    if isinstance(title, str):
        return f"{title} (2)"
    return {key: f"{said} (2)" for key, said in title.items()}


# ── the schema that editors complete and check with ──────────────────────────────────────────


def schema_name(kind: KindName = "deck") -> str:
    """What the schema file is called, beside the files it is for."""
    return f"{kind}.schema.json"


def write_schema(kind: KindName = "deck") -> Path:
    """Write the schema into one's own folder, unless this version of it lies there already.

    Raises:
        OSError: it cannot be written.
    """
    path = _KINDS[kind].folder() / schema_name(kind)
    content = msgspec.json.format(msgspec.json.encode(library.json_schema(kind))) + b"\n"
    if not path.is_file() or path.read_bytes() != content:
        paths.write_atomically(path, content)
    return path


def with_schema_line(text: str, kind: KindName = "deck") -> str:
    """The text with a first line that tells editors where its schema is."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix("\ufeff")
    first = body.partition("cards:")[0].split("\n", 20)[:20]
    if any(line.startswith(_SCHEMA_MARK) for line in first):
        return text
    feed = "\r\n" if body.partition("\n")[0].endswith("\r") else "\n"
    return f"{mark}{_SCHEMA_MARK} $schema={schema_name(kind)}{feed}{body}"
