"""Other words for a card that has been copied into a workshop: typed ones, or a newer deck's."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from workshop.acts.correcting import CORRECTED, plain
from workshop.acts.paper import refusal
from workshop.changes import FORGOTTEN
from workshop.content import Deck, Process, say
from workshop.library.copies import card_copy, card_key, key_of_copy
from workshop.library.shelves import Library
from workshop.messages import Message, msg

TEXTS = ("subject", "ask", "fact", "low", "high")
LISTS = ("points", "probe")
LONGEST = 4_000
"""Characters of one text: more than a card can carry."""
MOST = 40
"""Points or follow-ups on one card."""

Words = Mapping[str, str | Sequence[str]]
"""Field → its text, or its texts one by one."""


def own_language(content: Mapping[str, Any]) -> str:
    """The language a card's plain texts are in."""
    deck = content.get("deck")
    found = deck.get("language") if isinstance(deck, Mapping) else ""
    return found if isinstance(found, str) and found else "nb"


def words_in(content: Mapping[str, Any], language: str) -> dict[str, str | list[str]]:
    """What a card says in a language: what a person who corrects it begins with."""
    own = own_language(content)
    found: dict[str, str | list[str]] = {}
    for name in TEXTS:
        found[name] = _said(content.get(name), language, own)
    for name in LISTS:
        found[name] = [_said(one, language, own) for one in _list(content.get(name))]
    return found


def corrected(
    key: str, content: Mapping[str, Any], words: Mapping[str, Words]
) -> tuple[str, dict[str, Any]] | Message | None:
    """A card with other words.

    Args:
        key: The id of the copy that is corrected.
        content: The copy.
        words: Language → the fields that are to say something else in it. Other languages keep
            their wording; a point that is taken away is gone in all of them.

    Returns:
        The id of the new copy and the copy, what is wrong with the words, or None when they are
        what the card says already.
    """
    own = own_language(content)
    # What was removed for good leaves a mark, and not a word, to begin with.
    new = {name: value for name, value in content.items() if name != FORGOTTEN}
    for language, fields in words.items():
        for name, wanted in fields.items():
            if problem := _problem(name, wanted):
                return problem
            if name in LISTS:
                new[name] = _listed(_list(new.get(name)), list(wanted), language, own)
            elif isinstance(wanted, str):
                new[name] = _put(new.get(name, ""), wanted.strip(), language, own)
    new = {name: value for name, value in new.items() if value not in ("", []) or name == "ask"}
    if new == content:
        return None
    new[CORRECTED] = True
    return key_of_copy(plain(key), new), new


def _problem(name: str, wanted: str | Sequence[str]) -> Message | None:
    texts = [wanted] if isinstance(wanted, str) else list(wanted)
    if name == "ask" and not any(text.strip() for text in texts):
        return msg("A card needs a question.")
    if len(texts) > MOST:
        return msg("{n} are too many for one card: at most {most}", n=len(texts), most=MOST)
    longest = max(map(len, texts), default=0)
    if longest > LONGEST:
        return msg("The text is too long for a card: {n} characters of {most}", n=longest,
                   most=LONGEST)  # fmt: skip
    return None


def _put(value: Any, wanted: str, language: str, own: str) -> Any:
    """A text with other words in one language; without words it is gone in all."""
    if not wanted or _said(value, language, own) == wanted:
        return value if wanted else ""
    if isinstance(value, dict):
        return {**value, language: wanted}
    if language == own or not isinstance(value, str) or not value:
        return wanted if language == own else {language: wanted}
    return {own: value, language: wanted}


def _listed(have: list[Any], wanted: Iterable[str], language: str, own: str) -> list[Any]:
    """Texts one by one: those that are kept or reworded keep their other languages."""
    lines = [line.strip() for line in wanted if line.strip()]
    old = [_said(one, language, own) for one in have]
    new: list[Any] = []
    for kind, start, end, first, last in SequenceMatcher(
        None, old, lines, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            new += have[start:end]
            continue
        for at, line in enumerate(lines[first:last]):
            known = have[start + at] if start + at < end else ""
            new.append(_put(known, line, language, own))
    return new


def _said(value: Any, language: str, own: str) -> str:
    return say(value, language, own).strip() if isinstance(value, str | dict) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# ── a newer version of the deck ──────────────────────────────────────────────────────────────


class Newer(NamedTuple):
    """A newer version of the deck that a card in a workshop was drawn from."""

    version: str
    had: str
    """The version it was drawn from."""
    key: str = ""
    content: dict[str, Any] = {}
    """The card as the newer version has it; empty when it says the same, or is not dealt now."""


def newer(deck: Deck | None, key: str, content: Mapping[str, Any]) -> Newer | None:
    """What a newer version of its deck says instead; None when there is no newer version.

    Args:
        deck: The deck as it is on the shelves, if it is there.
        key: The id of the copy in the workshop.
        content: The copy.
    """
    kept = content.get("deck")
    had = str(kept.get("version", "")) if isinstance(kept, Mapping) else ""
    if deck is None or not is_newer(deck.version, had) or plain(key).split(":")[1:2] != [deck.id]:
        return None
    name = plain(key).partition(":")[2].partition(":")[2]
    card = next((one for one in deck.cards if one.id == name and not one.retired), None)
    if card is None:
        return Newer(deck.version, had)
    copy = card_copy(deck, card)
    if _words_of(copy) == _words_of(content):
        return Newer(deck.version, had)
    return Newer(deck.version, had, card_key(deck, card), copy)


def is_newer(version: str, had: str) -> bool:
    """Whether a version, such as ``1.10.0``, comes after another."""
    try:
        return tuple(map(int, version.split("."))) > tuple(map(int, had.split(".")))
    except ValueError:
        return False


def _words_of(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in (*TEXTS, *LISTS) if name in content}


# ── decks for paper only ─────────────────────────────────────────────────────────────────────


def refused_process(process: Process, library: Library, language: str = "nb") -> Message | None:
    """Why a process cannot be followed in a workshop: it deals cards that are for paper only.

    Only the decks that the process deals are read.
    """
    dealt = {
        activity.deck: None
        for phase in process.phases
        for activity in phase.activities
        if activity.kind == "cards" and activity.deck
    }
    for name in dealt:
        loaded = library.deck(name)
        if loaded is not None and loaded.value is not None and loaded.value.print_only:
            why = refusal(name, loaded.value.title, language)
            return msg("The process deals a deck that no workshop can take. {why}", why=why)
    return None


def newer_decks(copies: Iterable[tuple[str, Mapping[str, Any]]], library: Library) -> list[Message]:
    """The decks that have come in a newer version since their cards were drawn.

    Args:
        copies: The ids of the copies on the table, and the copies.
        library: Where the decks stand. Only those that were drawn from are read.
    """
    found: dict[str, Message] = {}
    decks: dict[str, Deck | None] = {}
    for key, content in copies:
        name = "".join(key.split(":")[1:2])
        if name not in decks:
            loaded = library.deck(name)
            decks[name] = loaded.value if loaded is not None else None
        deck = decks[name]
        seen = newer(deck, key, content)
        if deck is not None and seen is not None and name not in found:
            language = own_language(content)
            found[name] = msg(
                "“{title}” is here in version {version}; cards were drawn from {had} and keep "
                "their words",
                title=say(deck.title, language, deck.language), version=seen.version,
                had=seen.had or "?",
            )  # fmt: skip
    return list(found.values())
