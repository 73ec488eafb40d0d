"""Decks that are for paper only: what is said to their cards is personnel data.

The copy of a card says whether its deck is one, and the acts themselves look there: whichever
way a card or an answer comes, a workshop keeps none.
"""

from collections.abc import Mapping
from typing import Any

from workshop.content import Text, say
from workshop.messages import Message, msg
from workshop.model import CardCopy, Draw
from workshop.view import View


def refusal(deck: str, title: Text, language: str = "nb") -> Message:
    """Why a deck cannot be drawn from, and what to do instead.

    Args:
        deck: Its id.
        title: What it is called.
        language: The language to call it by.
    """
    return msg(
        "“{title}” is for paper only: what is said to its cards is personnel data, and a workshop "
        "keeps none of it. Print it instead: workshop deck print {deck}",
        title=say(title, language) or deck, deck=deck,
    )  # fmt: skip


def refused_card(view: View, content: Mapping[str, Any]) -> Message | None:
    """Why a card's copy cannot be put on the table; None when it can."""
    deck = content.get("deck")
    if not isinstance(deck, Mapping) or deck.get("print_only") is not True:
        return None
    title = deck.get("title")
    return refusal(
        str(deck.get("id", "")),
        title if isinstance(title, str | dict) else "",
        view.workshop.language,
    )


def refused_answer(view: View, draw: str) -> Message | None:
    """Why no answer is taken to a drawn card, such as one that a merge brought; None when it is."""
    card = view.need(Draw, draw).card
    copy = view.find(CardCopy, card) if card else None
    return refused_card(view, copy.content) if copy is not None else None
