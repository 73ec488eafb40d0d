"""Writing a card that was corrected in a workshop back into a deck of one's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.library import Library, card_copy
from workshop.library.corrections import LISTS, TEXTS
from workshop.messages import msg
from workshop.workbench.editing import EditError, change_card
from workshop.workbench.saving import open_file, own_file, save


def into_deck(library: Library, deck: str, card: str, content: Mapping[str, Any]) -> Path | None:
    """Let a card of a deck of one's own say what its corrected copy says.

    Only what the copy words differently is written; comments and order of the file stay.

    Args:
        library: Where the deck stands.
        deck: The id of the deck.
        card: The id of the card.
        content: The corrected copy.

    Returns:
        The file that was changed, or None when the card says so already.

    Raises:
        EditError: the deck came with the program, or the file cannot be changed.
    """
    path = own_file(library, deck)
    loaded = library.deck(deck)
    whole = loaded.value if loaded is not None else None
    if whole is None:
        raise EditError(msg("The deck “{deck}” has errors: mend it first", deck=deck))
    found = next((one for one in whole.cards if one.id == card), None)
    if found is None:
        raise EditError(msg("There is no card “{card}”", card=card))
    now = card_copy(whole, found)
    changes = {
        name: content.get(name)
        for name in (*TEXTS, *LISTS)
        if content.get(name) != now.get(name)
    }  # fmt: skip
    if not changes:
        return None
    opened = open_file(path)
    save(opened, change_card(opened.text, card, changes))
    return path
