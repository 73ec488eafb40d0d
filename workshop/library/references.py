"""Ids that stand twice, and names of things that are not there.

Works on plain data, whatever is in it, so that these mistakes are reported together with those
of shape. A value of the wrong type is passed over: that has been reported already.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workshop.library.findings import Finding, Steps, unknown
from workshop.messages import Message, msg
from workshop.yamlio import Document, shown

KnownDecks = Mapping[str, Collection[str]]
"""The decks there are, each with the ids of its cards."""

_Found = Iterator[Finding]


def deck_references(document: Document, known: KnownDecks | None) -> _Found:
    """Card ids, themes and kin of a deck."""
    deck = document.data
    cards = members(deck, "cards")
    if deck.get("cards") == []:
        yield Finding(("cards",), msg("The deck has no cards"))
    own = {name: None for _, card in cards if isinstance(name := card.get("id"), str)}
    themes = deck.get("themes")
    yield from repeated(document, ("cards",), cards)
    for index, card in cards:
        steps = ("cards", index)
        theme = card.get("theme")
        if isinstance(themes, dict) and themes and isinstance(theme, str) and theme not in themes:
            what = msg("There is no theme “{word}” under “themes”", word=shown(theme))
            yield Finding((*steps, "theme"), unknown(what, theme, themes))
        for at, kin in enumerate(_texts(card, "kin")):
            if isinstance(kin, str) and (wrong := _kin(kin, card, deck, own, known)):
                yield Finding((*steps, "kin", at), wrong)


def _kin(
    kin: str,
    card: dict[str, Any],
    deck: dict[str, Any],
    own: Mapping[str, None],
    known: KnownDecks | None,
) -> Message | None:
    """What is wrong with the name of a related card, if anything is."""
    where, slash, name = kin.rpartition("/")
    if not slash or where == deck.get("id"):
        if name == card.get("id"):
            return msg("A card cannot be its own kin")
        return _lacks_card(name, own)
    return _lacks_deck(where, known) or _lacks_card(name, (known or {}).get(where))


def process_references(document: Document, known: KnownDecks | None) -> _Found:
    """Phase and activity ids of a process, and the decks and cards it draws from."""
    process = document.data
    phases = members(process, "phases")
    if process.get("phases") == []:
        yield Finding(("phases",), msg("The process has no phases"))
    yield from repeated(document, ("phases",), phases)
    for index, phase in phases:
        steps = ("phases", index)
        start, end = phase.get("weeks_from"), phase.get("weeks_to")
        if isinstance(start, int) and isinstance(end, int) and end < start:
            yield Finding((*steps, "weeks_to"), msg("This is before “weeks_from”"))
        activities = members(phase, "activities")
        yield from repeated(document, (*steps, "activities"), activities)
        for at, activity in activities:
            yield from _activity(activity, (*steps, "activities", at), known)


def _activity(activity: dict[str, Any], steps: Steps, known: KnownDecks | None) -> _Found:
    deck, cards = activity.get("deck"), _texts(activity, "cards")
    if not deck:
        if activity.get("kind") == "cards":
            yield Finding(steps, msg("“deck” is missing here: which cards are drawn?"))
        elif cards:
            yield Finding((*steps, "cards"), msg("Cards of which deck? “deck” is missing"))
        return
    if not isinstance(deck, str):
        return
    if wrong := _lacks_deck(deck, known):
        yield Finding((*steps, "deck"), wrong)
        return
    seen: set[str] = set()
    for at, card in enumerate(cards):
        if not isinstance(card, str):
            continue
        if card in seen:
            twice = msg("“{word}” stands here twice", word=shown(card))
            yield Finding((*steps, "cards", at), twice)
        elif wrong := _lacks_card(card, (known or {}).get(deck)):
            yield Finding((*steps, "cards", at), wrong)
        seen.add(card)


def _lacks_deck(deck: str, known: KnownDecks | None) -> Message | None:
    if known is None or deck in known:
        return None
    return unknown(msg("There is no deck “{word}”", word=shown(deck)), deck, known)


def _lacks_card(card: str, cards: Collection[str] | None) -> Message | None:
    if cards is None or card in cards:
        return None
    return unknown(msg("There is no card “{word}”", word=shown(card)), card, cards)


def repeated(document: Document, steps: Steps, members: list[tuple[int, dict[str, Any]]]) -> _Found:
    """Members whose id stands on an earlier one already."""
    first: dict[str, int] = {}
    for index, member in members:
        name = member.get("id")
        if not isinstance(name, str):
            continue
        if name in first:
            line = document.place((*steps, first[name], "id")).line
            message = msg("“{word}” is already used on line {line}", word=shown(name), line=line)
            yield Finding((*steps, index, "id"), message)
        first.setdefault(name, index)


def members(data: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    """The maps in a list, with their indexes."""
    found = data.get(key)
    if not isinstance(found, list):
        return []
    return [(index, each) for index, each in enumerate(found) if isinstance(each, dict)]


def _texts(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []
