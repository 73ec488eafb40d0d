"""What a workshop keeps of a drawn card and of the process it follows.

A copy names its content: the same text gives the same key on every machine, so two people who
draw the same card agree, and a corrected card is a new copy. Empty fields are left out, so that
a field added to the format later does not change the keys of the cards that lack it.
"""

from hashlib import blake2b
from typing import Any

import msgspec

from workshop.content import Card, Deck, Process

_HASH_BYTES = 5
_BENCH = {"retired", "allow", "translated"}
"""What concerns whoever makes the content, and not the room that uses it."""


def card_copy(deck: Deck, card: Card) -> dict[str, Any]:
    """The card as JSON, with ``deck`` saying which deck it is from, and its theme's title."""
    copy: dict[str, Any] = _plain(card)
    if theme := deck.themes.get(card.theme):
        copy["theme_title"] = theme
    copy["deck"] = {
        "id": deck.id,
        "title": deck.title,
        "version": deck.version,
        "language": deck.language,
    }
    if deck.print_only:
        # Only where it is so, or the keys of all other cards would change.
        copy["deck"]["print_only"] = True
    return copy


def playable(deck: Deck) -> list[Card]:
    """The cards of a deck that are dealt: all but the retired ones."""
    return [card for card in deck.cards if not card.retired]


def key_of_copy(card: str, copy: dict[str, Any]) -> str:
    """The id of a copy, however its text came about.

    Args:
        card: The id without the hash, ``card:<deck>:<card>``.
        copy: The copy.
    """
    return f"{card}:{_hash(copy)}"


def card_key(deck: Deck, card: Card) -> str:
    """The id of a card's copy: ``card:<deck>:<card>:<hash of the copy>``."""
    return key_of_copy(f"card:{deck.id}:{card.id}", card_copy(deck, card))


def process_copy(process: Process) -> dict[str, Any]:
    """The process as JSON."""
    copy: dict[str, Any] = _plain(process)
    return copy


def process_key(process: Process) -> str:
    """The id of a process's copy: ``process:<id>:<hash of the copy>``."""
    return f"process:{process.id}:{_hash(process_copy(process))}"


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        # Half a letter from a broken paste has no bytes to be kept as.
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    if not isinstance(value, msgspec.Struct):
        return value
    pairs = ((field, getattr(value, field.name)) for field in msgspec.structs.fields(value))
    return {
        field.encode_name: _plain(inner)
        for field, inner in pairs
        if field.required or (field.name not in _BENCH and inner not in ("", [], {}, None))
    }


def _hash(copy: dict[str, Any]) -> str:
    text = msgspec.json.encode(_plain(copy), order="sorted")
    return blake2b(text, digest_size=_HASH_BYTES).hexdigest()
