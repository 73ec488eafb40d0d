"""Decks out to what other people use, and in from what they send: CSV, Markdown, plain text.

Reading gives a preview: the cards it would make, and what was odd on the way, each with its line.
Nothing is written before somebody has looked at it.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from workshop import yamlio
from workshop.content import DECK_FORMAT, LANGUAGES, CardKind, Language, PhaseCode, Role
from workshop.documents.file_names import slug
from workshop.library import Library
from workshop.messages import Message, msg
from workshop.paths import write_atomically
from workshop.text_encoding import EncodingError, decoded
from workshop.text_gate import comparison_key, normalised
from workshop.workbench.csv_cards import headings, read_csv
from workshop.workbench.editing import card_data
from workshop.workbench.forking import FIRST_VERSION
from workshop.workbench.making import with_schema_line, write_schema
from workshop.workbench.own_files import DECK, SharingError, check_free
from workshop.workbench.question_lists import read_markdown, read_text, theme_of
from workshop.yamlio import DEFAULT_LIMITS, shown

Form = Literal["csv", "md", "text"]

_FORMS: Final[dict[str, Form]] = {
    ".csv": "csv", ".tsv": "csv", ".md": "md", ".markdown": "md",
}  # fmt: skip
_CARDS_MAX: Final = 5_000
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_THEME: Final = "A"
_PHASE: Final = "P2"
_ONE_OF: Final[dict[str, Any]] = {
    "kind": CardKind, "phase": PhaseCode, "for": Role, "variant": Literal["policy", "strategy"],
}  # fmt: skip


class Note(msgspec.Struct, frozen=True):
    """Something about a line, or about the file when the line is 0."""

    line: int
    message: Message
    error: bool = False


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What a file would become.

    Attributes:
        cards: the cards, as they would stand in the deck.
        lines: the line each of them is from.
        themes: the titles of the themes.
        title: what the file calls itself, if it does.
        about: what it says of itself.
        notes: what was odd, in the order of the lines.
    """

    cards: list[dict[str, Any]]
    lines: list[int]
    themes: dict[str, Any]
    title: str
    about: str
    notes: list[Note]

    @property
    def errors(self) -> list[Note]:
        """What must be mended before a deck can be made of it."""
        return [note for note in self.notes if note.error]


def read_questions(
    data: bytes,
    name: str,
    language: Language,
    *,
    form: Form | None = None,
    theme: str = _THEME,
    phase: str = _PHASE,
) -> Preview:
    """Read questions from what somebody has sent.

    Args:
        data: the file.
        name: what it is called; its ending says what it is, unless ``form`` does.
        language: what it is written in.
        form: CSV, Markdown or plain text.
        theme: the theme of cards that have none.
        phase: the phase of cards that have none.

    Raises:
        SharingError: it is no text, or no table.
    """
    text, notes = _decoded(data)
    form = form or _FORMS.get(Path(name).suffix.lower(), "text")
    title = about = ""
    if form == "csv":
        rows, more = _table(text, language)
        notes += more
    else:
        text = normalised(text)
        found = read_markdown(text) if form == "md" else read_text(text)
        rows, title, about = found.rows, found.title, found.about
        rows = [(line, _in_language(row, language)) for line, row in rows]
        notes += [Note(line, msg("An empty line")) for line in found.empty]
        notes += [
            Note(line, msg("Not in a list, and passed over")) for line in found.passed_over
        ]  # fmt: skip
    if len(rows) > _CARDS_MAX:
        raise SharingError(msg("There are more than {n} questions: divide the file", n=_CARDS_MAX))
    made = _Maker(language, theme, phase)
    for line, row in rows:
        made.take(line, row)
    notes += made.notes
    notes.sort(key=lambda note: note.line)
    return Preview(
        cards=made.cards, lines=made.lines, themes=made.themes, title=title, about=about,
        notes=notes,
    )  # fmt: skip


def deck_text(
    preview: Preview, *, name: str, language: Language, title: str, licence: str = ""
) -> str:
    """The deck that a preview becomes, as YAML.

    Raises:
        SharingError: there are errors or no questions in it.
    """
    if preview.errors:
        raise SharingError(msg("Nothing was made. Lines to mend first: {n}", n=len(preview.errors)))
    if not preview.cards:
        raise SharingError(msg("There are no questions in it"))
    data: dict[str, Any] = {
        "format": DECK_FORMAT, "id": name, "version": FIRST_VERSION, "language": language,
        "title": title, "about": preview.about, "licence": licence, "themes": preview.themes,
        "cards": [card_data(card) for card in preview.cards],
    }  # fmt: skip
    return yamlio.write({key: value for key, value in data.items() if value not in ("", {})})


def make_deck(
    shelves: Library,
    preview: Preview,
    *,
    name: str,
    language: Language,
    title: str = "",
    licence: str = "",
) -> Path:
    """Make a deck of one's own of what was read.

    Returns:
        The file.

    Raises:
        SharingError: the id is taken, or the deck would have errors.
        OSError: it cannot be written.
    """
    path = check_free(DECK, shelves, name)
    title = title or preview.title or name
    text = deck_text(preview, name=name, language=language, title=title, licence=licence)
    text = with_schema_line(text)
    loaded = DECK.read(text, str(path), shelves.cards())
    if loaded.errors:
        raise SharingError(msg("It cannot be made into a deck"), loaded.errors)
    write_schema()
    write_atomically(path, text.encode())
    return path


# ── bytes ────────────────────────────────────────────────────────────────────────────────────


def _decoded(data: bytes) -> tuple[str, list[Note]]:
    if len(data) > DEFAULT_LIMITS.max_bytes:
        limit = DEFAULT_LIMITS.max_bytes // 1_000_000
        raise SharingError(msg("The file is larger than {limit} MB: divide it", limit=limit))
    try:
        text, notes = decoded(data)
    except EncodingError as error:
        raise SharingError(error.message) from error
    return text, [Note(0, note) for note in notes]


def _table(text: str, language: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Note]]:
    try:
        table = read_csv(text, language)
    except csv.Error as error:
        raise SharingError(msg("The table cannot be read: {reason}", reason=shown(error))) from None
    if not table.has_question:
        raise SharingError(
            msg("The first row must say what the columns are, and one must be “{question}”. "
                "Columns may be: {columns}",
                question=headings(language)[6], columns=", ".join(headings(language)))
        )  # fmt: skip
    notes = [
        Note(1, msg("The column “{name}” is not known, and passed over", name=shown(name)))
        for name in table.unknown
    ]
    notes += [
        Note(1, msg("There is a column “{name}” already: this one is passed over",
                    name=shown(name)))
        for name in table.repeated
    ]  # fmt: skip
    return table.rows, notes


def _in_language(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The fields of a row as those of a table are: texts by language."""
    return {
        key: [{language: each} for each in value] if isinstance(value, list) else {language: value}
        for key, value in row.items()
    }


# ── rows to cards ────────────────────────────────────────────────────────────────────────────


class _Maker:
    """Makes cards of rows, and notes what is odd about them."""

    def __init__(self, language: str, theme: str, phase: str) -> None:
        self.cards: list[dict[str, Any]] = []
        self.lines: list[int] = []
        self.themes: dict[str, Any] = {}
        self.notes: list[Note] = []
        self._language = language
        self._theme = theme
        self._phase = phase
        self._ids: dict[str, int] = {}
        self._asked: dict[str, int] = {}
        self._keys: dict[str, str] = {}

    def take(self, line: int, row: dict[str, Any]) -> None:
        """Take in one row."""
        if not row:
            self._note(line, msg("An empty line"))
            return
        ask = row.get("ask", {}).get(self._language, "")
        if not ask:
            self._note(line, msg("No question here, and passed over"))
            return
        asked = comparison_key(ask)
        if asked in self._asked and "id" not in row:
            first = self._asked[asked]
            self._note(
                line, msg("The same question as on line {line}, and passed over", line=first)
            )
            return
        self._asked.setdefault(asked, line)
        card = {"theme": self._theme_of(row), "phase": self._phase, **row}
        card.pop("theme_title", None)
        card["theme"] = self._theme_of(row)
        if isinstance(card["phase"], list) and len(card["phase"]) == 1:
            card["phase"] = card["phase"][0]
        card = {key: self._text(value) for key, value in card.items()}
        card["id"] = self._id(line, row, ask)
        self._check(line, card)
        self.cards.append(card)
        self.lines.append(line)

    def _note(self, line: int, message: Message, *, error: bool = False) -> None:
        self.notes.append(Note(line, message, error))

    def _id(self, line: int, row: Mapping[str, Any], ask: str) -> str:
        given = row.get("id")
        if given is not None:
            if not _ID.fullmatch(given):
                self._note(line, msg("“{word}” cannot be an id", word=shown(given)), error=True)
            elif given in self._ids:
                message = msg("“{word}” is already used on line {line}", word=given,
                              line=self._ids[given])  # fmt: skip
                self._note(line, message, error=True)
            self._ids.setdefault(given, line)
            return str(given)
        subject = row.get("subject", {}).get(self._language, "")
        stem = slug(subject or " ".join(ask.split()[:6])) or "kort"
        name, number = stem, 2
        while name in self._ids:
            name, number = f"{stem}-{number}", number + 1
        self._ids[name] = line
        return name

    def _theme_of(self, row: Mapping[str, Any]) -> str:
        title = row.get("theme_title")
        if not title:
            return str(row.get("theme") or self._theme)
        said = title.get(self._language, "") or next(iter(title.values()))
        key = row.get("theme")
        if not key:
            key, named = theme_of(said)
            key = key or self._keys.get(said) or self._free_letter()
            title = {self._language: named}
        self._keys.setdefault(said, str(key))
        self.themes.setdefault(str(key), self._text(title))
        return str(key)

    def _free_letter(self) -> str:
        letters = [chr(ord("A") + at) for at in range(26)]
        names = [*letters, *(f"{letter}{at}" for at in range(2, 300) for letter in letters)]
        return next(name for name in names if name not in self.themes)

    def _text(self, value: Any) -> Any:
        """Texts in the deck's own language alone are written plainly."""
        if isinstance(value, list):
            return [self._text(each) for each in value]
        if not isinstance(value, dict) or not set(value) <= set(LANGUAGES):
            return value
        if set(value) == {self._language}:
            return value[self._language]
        return {language: value[language] for language in LANGUAGES if language in value}

    def _check(self, line: int, card: Mapping[str, Any]) -> None:
        for key, options in _ONE_OF.items():
            value = card.get(key, [])
            for each in value if isinstance(value, list) else [value]:
                allowed = options.__args__
                if each not in allowed:
                    message = msg("“{word}” is not known: use one of {options}",
                                  word=shown(each), options=", ".join(allowed))  # fmt: skip
                    self._note(line, message, error=True)
        minutes = card.get("minutes", 0)
        if not isinstance(minutes, int) or minutes > 10_000:
            self._note(
                line, msg("“{word}” is not a number of minutes", word=shown(minutes)), error=True
            )
        if any(_CONTROL.search(text) for text in _texts(card)):
            self._note(line, msg("A control character: remove it"), error=True)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
