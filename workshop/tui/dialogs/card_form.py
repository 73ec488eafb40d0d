"""What stands in the form of a card, and what of it is to be written in the deck's file.

Knows no widget. A list such as the follow-ups is written one per line in each language; line two
in nynorsk is the translation of line two in the deck's own language.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import Any

import msgspec

from workshop.content import LANGUAGES, Card, Deck, Text, say
from workshop.documents.file_names import slug
from workshop.workbench.editing import card_data
from workshop.workbench.style import StyleFinding, style_findings

TEXTS = ("subject", "ask", "fact", "low", "high")
LISTS = ("points", "probe")
FIELDS = (*TEXTS, *LISTS)

WORDS_IN_ID = 4

_Said = dict[str, str]


class CardForm:
    """The texts of a card by language, and its other fields."""

    def __init__(self, deck: Deck, card: Card | None) -> None:
        """Begin with a card, or with an empty one for this deck."""
        self.own: str = deck.language
        self._deck = deck
        self._was: dict[str, Any] = card_data(card) if card else {}
        self._texts = {name: self._said(getattr(card, name, "")) for name in TEXTS}
        self._lists = {name: [self._said(one) for one in getattr(card, name, [])] for name in LISTS}
        last = deck.cards[-1] if deck.cards else None
        like = card or last
        self.id = card.id if card else ""
        self.theme = like.theme if like else next(iter(deck.themes), "A")
        phase = like.phase if like else "P2"
        self.phases: list[str] = [phase] if isinstance(phase, str) else [*phase]
        self.kind: str = card.kind if card else "question"
        self.roles: list[str] = list(card.roles) if card else []
        self.minutes = str(card.minutes if card else 10)

    def _said(self, text: Text) -> _Said:
        if isinstance(text, str):
            return {self.own: text} if text else {}
        return {str(language): said for language, said in text.items()}

    def text(self, field: str, language: str) -> str:
        """What a field says in a language, a list one per line."""
        if field in TEXTS:
            return self._texts[field].get(language, "")
        lines = [" ".join(one.get(language, "").split()) for one in self._lists[field]]
        return "\n".join(lines).rstrip("\n")

    def put(self, field: str, language: str, text: str) -> None:
        """Let a field say something in a language."""
        if text.strip() == self.text(field, language).strip():
            return
        if field in TEXTS:
            self._texts[field][language] = text.strip()
            return
        lines = [line.strip() for line in text.rstrip().splitlines()]
        if language == self.own:
            self._lists[field] = _realigned(self._lists[field], [*filter(None, lines)], language)
            return
        items = self._lists[field]
        items += [{} for _more in lines[len(items) :]]
        for at, one in enumerate(items):
            one[language] = lines[at] if at < len(lines) else ""

    def missing(self, language: str) -> int:
        """How many texts a language lacks that the deck's own language has."""
        items = [*self._texts.values(), *(one for name in LISTS for one in self._lists[name])]
        return sum(bool(one.get(self.own)) and not one.get(language) for one in items)

    def data(self) -> dict[str, Any]:
        """The card as it stands in a file; None where there is nothing, which takes it away.

        Raises:
            ValueError: the minutes are not a number.
        """
        values: dict[str, Any] = {
            "theme": self.theme,
            "phase": self.phases[0] if len(self.phases) == 1 else list(self.phases),
            "kind": self.kind,
            "for": list(self.roles),
            "minutes": int(self.minutes),
        }
        for name in TEXTS:
            values[name] = self._value(self._texts[name], self._was.get(name))
        for name in LISTS:
            was = self._was.get(name, [])
            found = (
                self._value(one, was[at] if at < len(was) else None)
                for at, one in enumerate(self._lists[name])
            )
            values[name] = [one for one in found if one is not None]
        usual = {"kind": "question", "minutes": 10}
        goes_without_saying = []
        for name, value in values.items():
            if name not in self._was and value == usual.get(name):
                goes_without_saying.append(name)
        for name in goes_without_saying:
            del values[name]  # it may be written out in the file all the same, and stays so
        if self.id:
            values["id"] = self.id
        return {name: None if value in ("", []) else value for name, value in values.items()}

    def _value(self, said: Mapping[str, str], was: Any) -> Text | None:
        kept = {code: said[code] for code in LANGUAGES if said.get(code)}
        if not kept:
            return None
        if set(kept) == {self.own} and (isinstance(was, str) or (was is None and self._alone())):
            return kept[self.own]
        return kept  # type: ignore[return-value]

    def _alone(self) -> bool:
        """Whether the deck speaks its own language only, and writes its texts plainly."""
        return isinstance(self._deck.title, str)

    def findings(self) -> list[StyleFinding]:
        """How the card could be better as it stands now; nothing while it is not whole."""
        try:
            plain = {name: value for name, value in self.data().items() if value is not None}
            card = msgspec.convert({"id": "ny", **self._kept(), **plain}, Card)
        except (ValueError, msgspec.ValidationError):
            return []
        return list(style_findings(msgspec.structs.replace(self._deck, cards=[card])))

    def _kept(self) -> dict[str, Any]:
        return {name: self._was[name] for name in ("allow", "id") if name in self._was}


def _realigned(items: Sequence[_Said], lines: Sequence[str], own: str) -> list[_Said]:
    """The items with other lines in the deck's own language, translations following theirs."""
    before = [one.get(own, "") for one in items]
    found: list[_Said] = []
    matcher = SequenceMatcher(None, before, list(lines), autojunk=False)
    for sort, first, last, start, end in matcher.get_opcodes():
        if sort == "equal":
            found += [dict(one) for one in items[first:last]]
            continue
        for at in range(start, end):
            old = items[first + at - start] if first + at - start < last else {}
            found.append({**old, own: lines[at]})
    return found


def free_id(deck: Deck, data: Mapping[str, Any]) -> str:
    """An id for a new card, from the first words of its subject or question."""
    words = say(data.get("subject") or data.get("ask") or "", deck.language)
    stem = "-".join(slug(words).split("-")[:WORDS_IN_ID])[:50].strip("-") or "kort"
    taken = {one.id for one in deck.cards}
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
