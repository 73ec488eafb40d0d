"""Finds the card that asks the same as another, in whatever deck it stands.

Two questions are alike when they share nearly all their words, in some language. The words of a
question are looked up by its rarest ones first, so that a question is compared with the few it
can be like and not with all there are.

Source: prefix filtering, Chaudhuri, Ganti and Kaushik, A Primitive Operator for Similarity Joins
in Data Cleaning (2006).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from workshop.content import Card, Deck
from workshop.text_gate import comparison_key

ALIKE: Final = 0.85
"""The share of words two questions must have in common, of those that either has."""

_WORD = re.compile(r"\w+")
_WORDS_MIN = 4
_COMPARED_MAX = 40
"""A deck of thousands of nearly equal cards must not take forever to say so."""


class Asked(NamedTuple):
    """Where a question stands."""

    deck: str
    card: str


class Likeness:
    """The questions of some decks, to be asked which card is like which."""

    def __init__(self, decks: Iterable[Deck]) -> None:
        self._texts: dict[Asked, dict[str, frozenset[str]]] = {}
        self._origins: dict[str, str] = {}
        for deck in decks:
            if deck.origin:
                self._origins[deck.id] = deck.origin.id
            for card in deck.cards:
                if not card.retired:
                    self._texts.setdefault(Asked(deck.id, card.id), _words(deck, card))
        counts: Counter[str] = Counter()
        for texts in self._texts.values():
            for words in texts.values():
                counts.update(words)
        self._counts = counts
        self._index: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        for asked, texts in self._texts.items():
            for language, words in texts.items():
                for word in self._rarest(words):
                    self._index[language, word].append(asked)

    def twin(self, deck: Deck, card: Card) -> Asked | None:
        """The first other card that asks nearly the same.

        A deck is not compared with the one it was made from, which it must be like.
        """
        own = Asked(deck.id, card.id)
        for language, words in _words(deck, card).items():
            compared = 0
            for word in self._rarest(words):
                for other in self._index.get((language, word), ()):
                    if other == own or self._related(deck, other.deck):
                        continue
                    compared += 1
                    theirs = self._texts[other][language]
                    if len(words & theirs) >= ALIKE * len(words | theirs):
                        return other
                    if compared > _COMPARED_MAX:
                        break
        return None

    def _related(self, deck: Deck, other: str) -> bool:
        origin = deck.origin.id if deck.origin else ""
        return other != deck.id and (other == origin or self._origins.get(other) == deck.id)

    def _rarest(self, words: frozenset[str]) -> list[str]:
        """So many words that two texts that are alike must have one of them in common."""
        ranked = sorted(words, key=lambda word: (self._counts[word], word))
        return ranked[: len(words) - -(-int(ALIKE * 100) * len(words) // 100) + 1]


def _words(deck: Deck, card: Card) -> dict[str, frozenset[str]]:
    said = {deck.language: card.ask} if isinstance(card.ask, str) else card.ask
    found = {
        str(language): frozenset(_WORD.findall(comparison_key(text)))
        for language, text in said.items()
        if text
    }
    return {language: words for language, words in found.items() if len(words) >= _WORDS_MIN}
