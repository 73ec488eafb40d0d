"""Cards as rows of a CSV table: the columns, and cells that no spreadsheet takes for a formula.

The columns are known by their names in all three languages, whatever the screen speaks, because a
table is sent to people who use another. ``Spørsmål (nn)`` is the column of one language; without
one it is that of the deck.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from workshop.content import LANGUAGES, Deck
from workshop.text_gate import comparison_key, normalised
from workshop.workbench.editing import card_data

_COLUMNS: Final[dict[str, tuple[str, str, str]]] = {
    "id": ("Id", "Id", "Id"),
    "theme": ("Tema", "Tema", "Theme"),
    "theme_title": ("Temanavn", "Temanamn", "Name of theme"),
    "phase": ("Fase", "Fase", "Phase"),
    "kind": ("Type", "Type", "Kind"),
    "subject": ("Emne", "Emne", "Subject"),
    "ask": ("Spørsmål", "Spørsmål", "Question"),
    "points": ("Underpunkter", "Underpunkt", "Points"),
    "probe": ("Oppfølging", "Oppfølging", "Follow-ups"),
    "fact": ("Fakta", "Fakta", "Fact"),
    "low": ("1 betyr", "1 tyder", "1 means"),
    "high": ("5 betyr", "5 tyder", "5 means"),
    "for": ("Hvem", "Kven", "For"),
    "minutes": ("Minutter", "Minutt", "Minutes"),
    "kin": ("Beslektede kort", "Kort i slekt", "Related cards"),
    "refs": ("Referanser", "Referansar", "References"),
    "variant": ("Variant", "Variant", "Variant"),
    "retired": ("Ute av bruk", "Ute av bruk", "Retired"),
    "allow": ("Får stå", "Får stå", "Left standing"),
}
"""What the columns are called in bokmål, nynorsk and English, by the key in a deck."""
_ALSO: Final = {
    "spørsmålet": "ask", "spørsmål/påstand": "ask", "påstand": "ask", "kort": "ask", "card": "ask",
    "text": "ask", "tekst": "ask", "oppfølgingsspørsmål": "probe", "follow-up": "probe",
    "faktum": "fact", "tid": "minutes", "punkter": "points", "punkt": "points",
}  # fmt: skip
"""Other names that people write over a column."""
_TEXTS: Final = {"theme_title", "subject", "ask", "points", "probe", "fact", "low", "high"}
"""The columns that there may be one of per language."""
_LISTS: Final = {"points", "probe"}
_NAMES: Final = {"phase", "for", "kin", "refs"}
"""Lists of names, with commas between."""
_LANGUAGE_NAMES: Final = {
    "bokmål": "nb", "nynorsk": "nn", "engelsk": "en", "english": "en", "norsk": "nb",
}  # fmt: skip
_KINDS: Final = {
    "spørsmål": "question", "skala": "scale", "fakta": "fact", "omvendt": "inversion",
    "eksempel": "case", "døme": "case",
}  # fmt: skip
_YES: Final = ("ja", "yes", "true", "x", "1")
_SUFFIX = re.compile(r"\s*[(\[]?\b(nb|nn|en|bokmål|nynorsk|engelsk|english|norsk)[)\]]?$")
_UNSAFE = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*\s|.*\s$", re.DOTALL)
"""Cells that a spreadsheet would calculate, or whose outermost blanks a reader would trim."""


class Table(NamedTuple):
    """A CSV table that has been read."""

    rows: list[tuple[int, dict[str, Any]]]
    """The line each row begins on, and its fields; those of a language as maps."""
    unknown: list[str]
    """Headings that mean nothing here."""
    repeated: list[str]
    """Headings of a column that there is one of already."""
    separator: str
    has_question: bool


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows as it is, and does not calculate."""
    return f"'{cell}" if _UNSAFE.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded; of one that was not, without outer blanks."""
    if cell.startswith("'") and _UNSAFE.match(cell[1:]):
        return cell[1:]
    return cell.strip()


# ── out ──────────────────────────────────────────────────────────────────────────────────────


def write_csv(
    deck: Deck, *, heading: str = "nb", languages: Sequence[str] = (), separator: str = ";"
) -> str:
    """The cards of a deck as CSV, one row per card, every cell in quotes.

    Args:
        deck: the deck.
        heading: the language of the headings.
        languages: the languages of the texts; all that the deck has if none are given.
        separator: what stands between cells. Norwegian spreadsheets expect ``;``.
    """
    rows = [_row(deck, card_data(card)) for card in deck.cards]
    spoken = list(languages) or _languages(rows, deck.language)
    columns = [
        (key, language)
        for key in _COLUMNS
        if key in ("id", "theme", "phase", "ask") or any(key in row for row in rows)
        for language in (spoken if key in _TEXTS else [""])
    ]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    at = LANGUAGES.index(heading)
    writer.writerow(
        _COLUMNS[key][at] + (f" ({language})" if language and len(spoken) > 1 else "")
        for key, language in columns
    )
    for row in rows:
        writer.writerow(
            guarded(_cell(key, row.get(key), language, deck.language)) for key, language in columns
        )
    return out.getvalue()


def _row(deck: Deck, card: dict[str, Any]) -> dict[str, Any]:
    title = deck.themes.get(card["theme"])
    return {**card, "theme_title": title} if title else card


def _languages(rows: Iterable[Mapping[str, Any]], own: str) -> list[str]:
    """The languages that texts are in, the deck's own first."""
    used = {own}
    for row in rows:
        for key in _TEXTS:
            value = row.get(key)
            for text in value if isinstance(value, list) else [value]:
                used.update(text if isinstance(text, dict) else ())
    return sorted(used, key=lambda each: (each != own, LANGUAGES.index(each)))


def _cell(key: str, value: Any, language: str, own: str) -> str:
    if value is None:
        return ""
    if key in _LISTS:
        return _joined([_in(text, language, own) for text in value])
    if key in _TEXTS:
        return _in(value, language, own)
    if key == "allow":
        return _joined([f"{name}: {reason}" for name, reason in value.items()])
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "ja" if value else ""
    return str(value)


def _in(text: Any, language: str, own: str) -> str:
    if isinstance(text, str):
        return text if language == own else ""
    return str(text.get(language, ""))


def _joined(items: list[str]) -> str:
    """Items on a line each; with dashes, where one could not be told from the next otherwise."""
    if all(item == item.strip() and item and item[0] != "-" and "\n" not in item for item in items):
        return "\n".join(items)
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items) if any(items) else ""


# ── in ───────────────────────────────────────────────────────────────────────────────────────


def read_csv(text: str, language: str) -> Table:
    """Read a table whose first row says what the columns are.

    Args:
        text: the file.
        language: what columns without a language are written in.

    Raises:
        csv.Error: it is no table.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = max(";,\t", key=lambda each: len(_known(_first(text, each), language)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, rows = 1, []
    head: list[str] | None = None
    for row in reader:
        if head is None:
            if any(cell.strip() for cell in row):
                head = row
        else:
            rows.append((line, row))
        line = reader.line_num + 1
    known = _known(head or [], language)
    unknown: list[str] = []
    repeated: list[str] = []
    for at, name in enumerate(head or []):
        if name.strip() and at not in known:
            (repeated if _column(name, language) else unknown).append(name.strip())
    return Table(
        rows=[(line, _fields(row, known)) for line, row in rows],
        unknown=unknown, repeated=repeated, separator=separator,
        has_question=any(key == "ask" for key, _language in known.values()),
    )  # fmt: skip


def headings(language: str) -> list[str]:
    """What columns may be called, in a language."""
    return [names[LANGUAGES.index(language)] for names in _COLUMNS.values()]


def _first(text: str, separator: str) -> list[str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return next((row for row in reader if any(cell.strip() for cell in row)), [])


def _known(head: Sequence[str], language: str) -> dict[int, tuple[str, str]]:
    """By number of the column: its key and its language, the first of those that are the same."""
    found: dict[int, tuple[str, str]] = {}
    for at, name in enumerate(head):
        column = _column(name, language)
        if column and column not in found.values():
            found[at] = column
    return found


def _column(name: str, language: str) -> tuple[str, str] | None:
    plain = comparison_key(unguarded(name)).strip("*: ")
    if plain in _BY_NAME:
        key = _BY_NAME[plain]
        return key, language if key in _TEXTS else ""
    if match := _SUFFIX.search(plain):
        key = _BY_NAME.get(plain[: match.start()].strip(), "")
        if key in _TEXTS:
            return key, _LANGUAGE_NAMES.get(match[1], match[1])
    return None


_BY_NAME: Final = (
    {key: key for key in _COLUMNS}
    | {comparison_key(name): key for key, names in _COLUMNS.items() for name in names}
    | _ALSO
)


def _fields(row: Sequence[str], known: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for at, (key, language) in known.items():
        cell = normalised(unguarded(row[at])) if at < len(row) else ""
        if not cell:
            continue
        if key in _LISTS:
            fields.setdefault(key, {})[language] = _split(cell)
        elif key in _TEXTS:
            fields.setdefault(key, {})[language] = cell
        else:
            fields[key] = _value(key, cell)
    for key in _LISTS & fields.keys():
        by_language = fields[key]
        fields[key] = [
            {language: text for language, text in zip(by_language, texts, strict=True) if text}
            for texts in zip_longest(*by_language.values(), fillvalue="")
        ]
    return fields


def _value(key: str, cell: str) -> Any:
    """The value of a cell; one that is wrong comes out as it is, to be objected to."""
    if key in _NAMES:
        return [name.strip() for name in re.split(r"[,;\n]", cell) if name.strip()]
    if key == "kind":
        return _KINDS.get(comparison_key(cell), cell)
    if key == "retired":
        return comparison_key(cell) in _YES
    if key == "minutes" and cell.isascii() and cell.isdecimal() and len(cell) < 9:
        return int(cell)
    if key == "allow":
        pairs = (line.partition(":") for line in _split(cell))
        return {name.strip(): reason.strip() for name, _colon, reason in pairs}
    return cell


def _split(cell: str) -> list[str]:
    if not cell.startswith("-"):
        return [line.strip() for line in cell.split("\n") if line.strip()]
    items: list[str] = []
    for line in cell.split("\n"):
        if line == "-" or line.startswith("- "):
            items.append(line[2:])
        elif items:
            items[-1] += "\n" + line.removeprefix("  ")
        else:
            items.append(line)
    return items
