"""How a card could be better: findings of style, each with a name by which it can be let stand.

A good card makes one thing talked about, at once, and cannot be answered with a word. The rules
know the openings of questions in bokmål, nynorsk and English; where they are in doubt they say
nothing, for a warning that is wrong teaches people not to read warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from workshop import yamlio
from workshop.content import LANGUAGES, Card, Deck, Text
from workshop.library import Loaded
from workshop.library.allowing import allowed, named
from workshop.messages import Message, msg
from workshop.workbench.likeness import Asked, Likeness
from workshop.yamlio import Problem

WORDS_MAX: Final = 30
"""A card is read aloud; longer than this, nobody remembers how it began."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|‘[^’]*’|„[^“”]*[“”]")
_SENTENCE = re.compile(r"[^.!?…:]*[.!?…:]+|[^.!?…:]+$")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ASKS = _set("""
    hva hvem hvor hvordan hvilken hvilket hvilke når hvorfor
    kva kven kor korleis kvar kvifor
    what who whom whose where when why which how
    """)
_CONJUNCTIONS = _set("når hvis dersom om da då siden sidan etter when if once after")
_VERBS = _set("""
    er var blir ble har hadde kan kunne vil ville skal skulle bør burde må måtte får fikk tør
    gjør gjorde finnes finst vet kjenner ser tror synes trenger bruker snakker lytter følger
    lærer våger klarer mangler lykkes greier gir tar deler møter bygger holder
    vert vart veit trur synest treng brukar snakkar lyttar følgjer gjer gjev nyttar finn kjenner
    lærer vågar klarer manglar lukkast greier delar byggjer held
    """)
"""Verbs that begin a yes-or-no question in Norwegian."""
_SUBJECTS = _set("""
    vi du dere de det den jeg man alle noen dette disse ein eg dykk dei me nokon nokre desse
    lederne ledere kommunen innbyggerne ansatte medarbeiderne leiarane kommunen innbyggjarane
    tilsette medarbeidarane politikerne politikarane hver kvar deres dykkar vår våre vårt
    """)
_ENGLISH = re.compile(
    r"(is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
    r"(n['’]t)? (we|you|they|he|she|it|i|there|this|that|these|those|our|your|their|the|a|an|any"
    r"|anyone|everyone|someone|all|each|most|some|people|leaders|managers|employees)\b",
    re.IGNORECASE,
)
_REQUESTS = _set("fortelle fortelje gi nevne nemne beskrive skildre tell give name describe")
_CHOICE = re.compile(r"\b(eller|or)\b", re.IGNORECASE)
_ASKED_KINDS = ("question", "case", "inversion")


class StyleFinding(NamedTuple):
    """What could be better about a card.

    Attributes:
        card: its id.
        name: what the finding is called in ``allow``.
        message: what could be better.
        steps: where, from the card.
    """

    card: str
    name: str
    message: Message
    steps: tuple[str | int, ...]


def style_findings(deck: Deck, others: Likeness | None = None) -> Iterator[StyleFinding]:
    """What could be better about the cards of a deck, but for what is let stand.

    Cards that are retired are passed over. Missing translations are found by the reader.

    Args:
        deck: a deck without errors.
        others: the cards of all decks, this one among them; None to look at this deck alone.
    """
    likeness = others or Likeness([deck])
    for card in deck.cards:
        if not card.retired:
            for finding in _of_card(deck, card, likeness):
                if not allowed(card, finding.name):
                    yield finding


def with_style(loaded: Loaded[Deck], others: Likeness | None = None) -> Loaded[Deck]:
    """The same with findings of style among its warnings, each with its place.

    Args:
        loaded: what was read; a deck with errors is given back as it is.
        others: the cards of all decks; see ``style_findings``.
    """
    if loaded.value is None or loaded.path is None:
        return loaded
    found = list(style_findings(loaded.value, others))
    if not found:
        return loaded
    # Only now is it worth reading the file once more, for the places.
    problems = [*loaded.problems, *placed(yamlio.read_file(loaded.path), loaded.value, found)]
    problems.sort(key=lambda each: (each.line, each.column))
    return msgspec.structs.replace(loaded, problems=problems)


def placed(
    document: yamlio.Document, deck: Deck, findings: Iterable[StyleFinding]
) -> Iterator[Problem]:
    """Findings as warnings with line and column."""
    numbers = {card.id: at for at, card in enumerate(deck.cards)}
    for each in findings:
        steps = ("cards", numbers[each.card], *each.steps)
        yield document.problem(steps, named(each.message, each.name), severity="warning")


def _of_card(deck: Deck, card: Card, likeness: Likeness) -> Iterator[StyleFinding]:
    yield from _of_ask(deck, card)
    if not card.probe and card.kind != "fact":
        message = msg("No follow-up for the facilitator: add one under “probe”")
        yield StyleFinding(card.id, "missing-follow-up", message, ("id",))
    if twin := likeness.twin(deck, card):
        message = msg("Nearly the same question as {card}", card=_name(deck, twin))
        yield StyleFinding(card.id, "duplicate-of", message, ("ask",))


def _name(deck: Deck, twin: Asked) -> str:
    return twin.card if twin.deck == deck.id else f"{twin.deck}/{twin.card}"


def _of_ask(deck: Deck, card: Card) -> Iterator[StyleFinding]:
    """The first language that a finding is true of is the one it is reported for."""
    said: set[str] = set()
    for language, text, steps in _in_languages(card.ask, deck.language):
        for name, message in _of_text(card, language, text):
            if name not in said:
                said.add(name)
                yield StyleFinding(card.id, name, message, ("ask", *steps))


def _of_text(card: Card, language: str, text: str) -> Iterator[tuple[str, Message]]:
    count = len(_WORD.findall(text))
    if count > WORDS_MAX:
        message = msg("{count} words: a card has at most {most}", count=count, most=WORDS_MAX)
        yield "too-long", message
    asked = questions(text)
    if len(asked) > 1:
        yield "two-questions", msg("Two questions on one card: make one of them a follow-up")
    elif asked and card.kind in _ASKED_KINDS and is_yes_no(asked[0], language):
        yield "yes-no", msg("Can be answered with yes or no: begin with a question word")


def _in_languages(text: Text, own: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if isinstance(text, str):
        yield own, text, ()
        return
    for language in sorted(LANGUAGES, key=lambda each: each != own):
        if said := text.get(language):  # type: ignore[call-overload]
            yield language, str(said), (language,)


def questions(text: str) -> list[str]:
    """The sentences of a text that ask something; what somebody is quoted as asking is not."""
    plain = " ".join(_QUOTED.sub("“”", text).split())
    return [each.strip(" –-") for each in _SENTENCE.findall(plain) if each.rstrip().endswith("?")]


def is_yes_no(question: str, language: str) -> bool:
    """Whether a question can be answered with yes or no; in doubt it cannot.

    Args:
        question: one sentence.
        language: ``nb``, ``nn`` or ``en``.
    """
    if _CHOICE.search(question):
        return False
    first = _WORD.search(question)
    # “When someone leaves, do we ask why?”: what is asked comes last.
    late = first is not None and first[0].lower() in _CONJUNCTIONS
    return _opens_yes_no(question.rpartition(", ")[2] if late else question, language)


def _opens_yes_no(clause: str, language: str) -> bool:
    words = [each.lower() for each in _WORD.findall(clause)]
    if len(words) < 2 or words[0] in _ASKS or _REQUESTS & set(words[:4]):
        return False
    if language == "en":
        return _ENGLISH.match(clause) is not None
    first, second = words[0], words[1]
    if first in _VERBS:
        return second not in ("seg",)
    return first.endswith(("r", "s", "st")) and second in _SUBJECTS and first not in _SUBJECTS
