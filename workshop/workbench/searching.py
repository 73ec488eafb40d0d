"""Finds cards by their words, whatever deck they stand in and whatever keyboard one has.

Capital letters and accents make no difference. ``æ``, ``ø`` and ``å`` are letters of their own to
whoever types them; typed without, ``aerlig`` and ``losning`` find *ærlig* and *løsning* too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from workshop.content import Activity, Card, Deck, Process, Text, say
from workshop.library import Library, Loaded
from workshop.library.checking import Origin
from workshop.text_gate import comparison_key, same_words, span_of, without_marks

_NORDIC = "æøåäö"
_ONE: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})
_TWO: Final = str.maketrans({"ø": "oe", "å": "aa"})
_WEIGHTS: Final = {"id": 3, "subject": 4, "ask": 3, "theme": 2}
_OTHER_WEIGHT = 1
_STARTS = 2
"""A word that begins with what was typed says more than one that has it inside."""


class Hit(NamedTuple):
    """A card that was found.

    Attributes:
        deck: the deck it stands in.
        card: the card.
        origin: where the deck lies: ``own`` or ``built-in``.
        score: how well it fits; only good for comparing.
        text: the text the words were found in, in the language it was found in; the question if
            no words were asked for.
    """

    deck: Deck
    card: Card
    origin: Origin
    score: float
    text: str


class Filter(NamedTuple):
    """Which cards come into question; what is empty does not matter.

    Attributes:
        theme: the letter of a theme, or words of its title.
        phase: ``P1`` to ``P7``.
        role: whom the card is especially for; cards for everyone are not among them.
        language: cards whose question is there in this language.
        kind: ``question``, ``scale``, ``fact``, ``case`` or ``inversion``.
        origin: ``own`` or ``built-in``.
        deck: the id of one deck.
        retired: whether cards out of play come too.
    """

    theme: str = ""
    phase: str = ""
    role: str = ""
    language: str = ""
    kind: str = ""
    origin: str = ""
    deck: str = ""
    retired: bool = False

    def lets(self, deck: Deck, card: Card, origin: str) -> bool:
        """Whether a card comes into question."""
        phases = [card.phase] if isinstance(card.phase, str) else card.phase
        return (
            (self.retired or not card.retired)
            and (not self.deck or self.deck == deck.id)
            and (not self.origin or self.origin == origin)
            and (not self.phase or self.phase.upper() in phases)
            and (not self.role or self.role in card.roles)
            and (not self.kind or self.kind == card.kind)
            and (not self.language or _is_in(card.ask, self.language, deck.language))
            and (not self.theme or _is_theme(self.theme, deck, card))
        )


class Index:
    """The cards of some decks, folded once and searched often.

    Args:
        decks: as the library gives them; those with errors are passed over.
    """

    def __init__(self, decks: Iterable[Loaded[Deck]]) -> None:
        self._decks = [each for each in decks if each.value is not None]
        self._folded: dict[tuple[int, str], list[_Folded]] = {}

    def search(self, query: str = "", only: Filter | None = None) -> list[Hit]:
        """The cards that have all the words, the best first; without words, all, in order."""
        chosen = only or Filter()
        words = [_needles(word) for word in fold(query).split()]
        hits = list(self._hits(words, chosen))
        if words:
            hits.sort(key=lambda hit: -hit.score)
        return hits

    def _hits(self, words: list[tuple[str, bool]], only: Filter) -> Iterator[Hit]:
        for at, loaded in enumerate(self._decks):
            deck = loaded.value
            assert deck is not None
            for card in deck.cards:
                if not only.lets(deck, card, loaded.origin):
                    continue
                if not words:
                    ask = say(card.ask, only.language or deck.language, deck.language)
                    yield Hit(deck, card, loaded.origin, 0, ask)
                    continue
                texts = self._texts(at, deck, card)
                if found := _fits(words, texts, only.language):
                    yield Hit(deck, card, loaded.origin, *found)

    def _texts(self, at: int, deck: Deck, card: Card) -> list[_Folded]:
        key = (at, card.id)
        if key not in self._folded:
            self._folded[key] = list(_fold_card(deck, card))
        return self._folded[key]


def search(
    library: Library,
    query: str = "",
    *,
    theme: str = "",
    phase: str = "",
    role: str = "",
    language: str = "",
    kind: str = "",
    origin: str = "",
    deck: str = "",
    retired: bool = False,
) -> list[Hit]:
    """The cards of all decks that have all the words; see ``Filter`` for what they may be.

    To search as somebody types, make an ``Index`` once instead.
    """
    only = Filter(theme, phase, role, language, kind, origin, deck, retired)
    return Index(library.decks()).search(query, only)


def excerpt(text: str, words: Iterable[str], width: int = 100) -> str:
    """A text on one line, and of a long one the part round the first of some words."""
    line = " ".join(without_marks(text).split())
    if len(line) <= width:
        return line
    found = [span[0] for word in words if (span := span_of(line, comparison_key(word)))]
    start = max(0, min((*found, len(line))) - width // 3) if found else 0
    start = line.find(" ", start - 1) + 1 if start else 0
    part = line[start : start + width].rpartition(" ")[0] or line[start : start + width]
    tail = "" if start + len(part) >= len(line) else " …"
    return f"{'… ' if start else ''}{part}{tail}"


class _Folded(NamedTuple):
    weight: int
    language: str
    text: str
    exact: str
    ascii: str


def fold(text: str) -> str:
    """Small letters without accents, but for æ, ø, å, ä and ö: those are letters, not accents."""
    small = comparison_key(text)
    if small.isascii():
        return small
    return "".join(
        each if each in _NORDIC or each.isascii() else _bare(each) for each in small
    )  # fmt: skip


def _bare(character: str) -> str:
    split = unicodedata.normalize("NFKD", character)
    return "".join(each for each in split if not unicodedata.combining(each))


def _ascii(folded: str) -> str:
    """As it may be typed without the letters: å as a, and after a line feed as aa."""
    if folded.isascii():
        return folded
    one = folded.translate(_ONE)
    return f"{one}\n{folded.replace('æ', 'ae').translate(_TWO)}"


def _needles(word: str) -> tuple[str, bool]:
    """A word to look for, and whether it may have been typed without æ, ø and å."""
    return word, word.isascii()


def _fits(
    words: list[tuple[str, bool]], texts: list[_Folded], language: str
) -> tuple[float, str] | None:
    """How well a card's texts have all the words, and the text that has them best."""
    total, best, shown = 0.0, 0.0, ""
    for word, loose in words:
        most = 0.0
        for each in texts:
            if language and each.language and each.language != language:
                continue
            score = _score(word, loose, each)
            most = max(most, score)
            if score > best and each.weight != _WEIGHTS["id"]:
                best, shown = score, each.text
        if not most:
            return None
        total += most
    return total, shown or next((each.text for each in texts if each.language), "")


def _score(word: str, loose: bool, folded: _Folded) -> float:
    found = _found(word, folded.exact)
    if not found and loose and folded.ascii is not folded.exact:
        found = _found(word, folded.ascii) / 2
    return found * folded.weight


def _found(word: str, text: str) -> float:
    at = text.find(word)
    if at < 0:
        return 0
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
        if at < 0:
            return 1
    return _STARTS


def _fold_card(deck: Deck, card: Card) -> Iterator[_Folded]:
    yield _folded(_WEIGHTS["id"], "", card.id)
    theme = deck.themes.get(card.theme, card.theme)
    named = (("subject", card.subject), ("ask", card.ask), ("theme", theme), ("fact", card.fact))
    for name, text in named:
        yield from _fold_text(_WEIGHTS.get(name, _OTHER_WEIGHT), text, deck.language)
    for text in (*card.points, *card.probe, card.low, card.high):
        yield from _fold_text(_OTHER_WEIGHT, text, deck.language)


def _fold_text(weight: int, text: Text, language: str) -> Iterator[_Folded]:
    said: dict[Any, str] = {language: text} if isinstance(text, str) else {**text}
    for each, words in said.items():
        if words:
            yield _folded(weight, str(each), words)


def _folded(weight: int, language: str, text: str) -> _Folded:
    exact = fold(text)
    return _Folded(weight, language, text, exact, exact if exact.isascii() else _ascii(exact))


def _is_in(text: Text, language: str, own: str) -> bool:
    said = own == language if isinstance(text, str) else text.get(language)  # type: ignore[call-overload]
    return bool(said)


def _is_theme(wanted: str, deck: Deck, card: Card) -> bool:
    if same_words(card.theme, wanted):
        return True
    title = deck.themes.get(card.theme, "")
    needle = fold(wanted)
    return len(needle) > 2 and any(
        needle in part for each in _fold_text(1, title, deck.language) for part in each[3:]
    )


# ── processes ────────────────────────────────────────────────────────────────────────────────


class Step(NamedTuple):
    """A place in a process that was found.

    Attributes:
        process: the process.
        phase: the id of the phase.
        activity: the activity; None if the phase itself was found.
        origin: where the process lies.
        score: how well it fits.
        text: the text the words were found in.
    """

    process: Process
    phase: str
    activity: Activity | None
    origin: Origin
    score: float
    text: str


def search_processes(library: Library, query: str, *, language: str = "") -> list[Step]:
    """The phases and activities of all processes that have all the words, the best first."""
    words = [_needles(word) for word in fold(query).split()]
    steps = [
        step
        for loaded in library.processes()
        if loaded.value is not None
        for step in _steps(loaded.value, loaded.origin, words, language)
    ]
    return sorted(steps, key=lambda step: -step.score)


def _steps(
    process: Process, origin: Origin, words: list[tuple[str, bool]], language: str
) -> Iterator[Step]:
    own = process.language
    for phase in process.phases:
        texts = list(_fold_step(phase.id, phase.title, (phase.purpose, phase.guide), own))
        if found := _fits(words, texts, language):
            yield Step(process, phase.id, None, origin, *found)
        for activity in phase.activities:
            rest = (activity.purpose, activity.guide, *activity.outputs)
            texts = list(_fold_step(activity.id, activity.title, rest, own))
            if found := _fits(words, texts, language):
                yield Step(process, phase.id, activity, origin, *found)


def _fold_step(name: str, title: Text, rest: Iterable[Text], own: str) -> Iterator[_Folded]:
    yield _folded(_WEIGHTS["id"], "", name)
    yield from _fold_text(_WEIGHTS["subject"], title, own)
    for text in rest:
        yield from _fold_text(_OTHER_WEIGHT, text, own)
