"""Cards as a list of questions: in Markdown, as people send them, or one to a line of plain text.

In Markdown a heading is a theme, an item of a list is a card, and what is indented under it are
its points; a point that begins with *Oppfølging:* or *Fakta:* (in any of the three languages) is
a follow-up or a fact.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from workshop.content import LANGUAGES, Card, Deck, say
from workshop.documents.markdown import inline
from workshop.text_gate import comparison_key

_LABELS: Final[dict[str, tuple[str, str, str]]] = {
    "probe": ("Oppfølging", "Oppfølging", "Follow-up"),
    "fact": ("Fakta", "Fakta", "Fact"),
    "low": ("1 betyr", "1 tyder", "1 means"),
    "high": ("5 betyr", "5 tyder", "5 means"),
}
_BY_LABEL: Final = {comparison_key(name): key for key, names in _LABELS.items() for name in names}
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•–]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$")
_LABEL = re.compile(r"[*_]*([^:*_]{1,20}):[*_]*\s+(.*)$", re.DOTALL)
_SUBJECT = re.compile(r"\*\*([^*]{1,80}?)[.:]?\*\*[.:]?\s+(.*)$", re.DOTALL)
_KEYED = re.compile(r"([\w-]{1,12}) – (.+)$")
_MARKED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")


class Listed(NamedTuple):
    """A list that has been read."""

    rows: list[tuple[int, dict[str, Any]]]
    """The line each question begins on, and its fields."""
    title: str
    about: str
    empty: list[int]
    passed_over: list[int]
    """Lines of text that are neither a heading nor in a list."""


def read_text(text: str) -> Listed:
    """One question a line; numbers and dashes before them are left out."""
    rows, empty = [], []
    for number, line in _lines(text):
        item = _ITEM.match(line)
        said = (item[2] if item else line).strip()
        if said:
            rows.append((number, {"ask": said}))
        else:
            empty.append(number)
    while empty and (not rows or empty[-1] > rows[-1][0]):
        empty.pop()  # at the end of the file they are nobody's mistake
    return Listed(rows, "", "", empty, [])


def read_markdown(text: str) -> Listed:
    """A Markdown list: headings are themes, items are questions, what is under them points."""
    return _Reader().read(text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    yield from enumerate(plain.split("\n"), start=1)


class _Reader:
    def __init__(self) -> None:
        self.rows: list[tuple[int, dict[str, Any]]] = []
        self.title = self.about = ""
        self.passed_over: list[int] = []
        self._theme = ""
        self._card: dict[str, Any] | None = None
        self._depth = 0
        self._inner: list[str] | None = None
        self._after_blank = False

    def read(self, text: str) -> Listed:
        for number, line in _lines(text):
            if not line.strip() or _RULE.match(line):
                self._after_blank = True
                continue
            if heading := _HEADING.match(line):
                self._heading(len(heading[1]), _unmarked(heading[2]))
            elif item := _ITEM.match(line):
                self._item(number, len(item[1]), item[2])
            else:
                self._running(number, line)
            self._after_blank = False
        self._settle()
        return Listed(self.rows, self.title, self.about, [], self.passed_over)

    def _heading(self, level: int, said: str) -> None:
        self._settle()
        if level == 1 and not self.title and not self.rows:
            self.title = said
        else:
            self._theme = said

    def _item(self, number: int, depth: int, said: str) -> None:
        if self._card is not None and depth > self._depth:
            assert self._inner is not None
            self._inner.append(said)
            return
        self._settle()
        self._depth, self._inner = depth, []
        self._card = {"ask": said}
        if self._theme:
            self._card["theme_title"] = self._theme
        self.rows.append((number, self._card))

    def _running(self, number: int, line: str) -> None:
        """A line that goes on with what came before it, or stands alone."""
        indented = line[:1] == " "
        if self._card is not None and (indented or not self._after_blank):
            if self._inner:
                self._inner[-1] += f" {line.strip()}"
            else:
                self._card["ask"] += f" {line.strip()}"
        elif self.title and not self.rows and not self._theme:
            self.about = f"{self.about} {_unmarked(line.strip())}".strip()
        else:
            self._settle()
            self.passed_over.append(number)

    def _settle(self) -> None:
        """Sort out what stood under the last question."""
        card, inner = self._card, self._inner or []
        self._card, self._inner = None, None
        if card is None:
            return
        said = card["ask"].strip()
        if subject := _SUBJECT.match(said):
            card["subject"], said = _unmarked(subject[1].strip()), subject[2]
        card["ask"] = _unmarked(said)
        for point in inner:
            label = _LABEL.match(point.strip())
            key = _BY_LABEL.get(comparison_key(label[1]), "") if label else ""
            text = _unmarked(label[2].strip() if label and key else point.strip())
            if not text:
                continue
            if key in ("fact", "low", "high"):
                card[key] = f"{card[key]}\n{text}" if key in card else text
            else:
                card.setdefault(key or "points", []).append(text)


def _unmarked(text: str) -> str:
    """Text without the marks of Markdown that stand round the whole of it, or before a sign."""
    for mark in ("**", "__", "*", "_"):
        inner = text[len(mark) : -len(mark)]
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            if mark not in inner:
                text = inner
            break
    return _MARKED.sub(r"\1", text).strip()


def theme_of(heading: str) -> tuple[str, str]:
    """The key and the title of a theme in a heading; the key is empty if it says none."""
    found = _KEYED.match(heading)
    return (found[1], found[2].strip()) if found else ("", heading)


# ── out ──────────────────────────────────────────────────────────────────────────────────────


def write_list(deck: Deck, language: str) -> str:
    """The deck as a Markdown list in one language, with its themes as headings."""
    out = [f"# {inline(say(deck.title, language, deck.language))}", ""]
    if about := say(deck.about, language, deck.language):
        out += [inline(about), ""]
    theme: str | None = None
    for card in deck.cards:
        if card.retired:
            continue
        if card.theme != theme:
            theme = card.theme
            named = say(deck.themes.get(theme, ""), language, deck.language)
            out += [*([] if out[-1] == "" else [""]), f"## {_theme(theme, named)}", ""]
        out += _card(card, language, deck.language)
    return "\n".join(out) + "\n"


def _theme(key: str, title: str) -> str:
    return inline(f"{key} – {title}") if title else inline(key)


def _card(card: Card, language: str, own: str) -> list[str]:
    ask = inline(say(card.ask, language, own))
    subject = inline(say(card.subject, language, own))
    lines = [f"- **{subject}:** {ask}" if subject else f"- {ask}"]
    lines += [f"  - {inline(say(point, language, own))}" for point in card.points]
    named: Sequence[tuple[str, Any]] = [
        ("low", card.low), ("high", card.high), *(("probe", each) for each in card.probe),
        ("fact", card.fact),
    ]  # fmt: skip
    for key, text in named:
        if said := say(text, language, own):
            lines.append(f"  - *{_LABELS[key][LANGUAGES.index(language)]}:* {inline(said)}")
    return lines
