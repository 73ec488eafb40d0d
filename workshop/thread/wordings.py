"""What a drawn card has said: its words, and how it was worded when something was said to it."""

from collections.abc import Mapping
from typing import Any

from workshop.changes import is_forgotten
from workshop.content import say
from workshop.model import Draw
from workshop.view import Moment, View, bar


def card_words(content: object, language: str) -> str:
    """All that a card's copy says, a line for each text: question, points, fact, follow-ups."""
    if not isinstance(content, Mapping):
        return ""
    deck = content.get("deck")
    own = deck.get("language") if isinstance(deck, Mapping) else ""
    own = own if isinstance(own, str) and own else "nb"

    def text(value: object) -> str:
        return say(value, language, own).strip() if isinstance(value, str | dict) else ""

    lines = [text(content.get("ask"))]
    for name, before in (("points", "– "), ("fact", ""), ("probe", "› ")):
        value = content.get(name)
        said = [text(one) for one in value] if isinstance(value, list) else [text(value)]
        lines += [before + one for one in said if one]
    return "\n".join(filter(None, lines))


def copy_in(view: View, act: str, key: str) -> Any:
    """The copy of a card as one act put it in the file, undone or not; None when it has none."""
    made = view.act(act)
    return made.sets.get(key, {}).get("content") if made is not None else None


def said_at(view: View, moment: Moment) -> str:
    """What the card said from one moment of a draw's history on, in the workshop's language."""
    if is_forgotten(moment.value):
        return bar(str(next(iter(moment.value.values()))))
    if not isinstance(moment.value, str):
        return ""
    content = copy_in(view, moment.act, moment.value)
    if content is None:
        content = view.raw(moment.value).get("content")
    if is_forgotten(content):
        return bar(str(next(iter(content.values()))))
    if not isinstance(content, Mapping):
        return moment.value
    return card_words(content, view.workshop.language)


def asked_then(view: View, draw: Draw, act: str) -> str:
    """The question as it was worded when an act was done; empty when it is worded so still.

    Args:
        view: The workshop as it stands.
        draw: The drawn card.
        act: The act by which something was said to it.
    """
    before = [one for one in view.history(draw.id, "card") if one.live and one.act < act]
    if not before or before[-1].value == draw.card:
        return ""
    then, now = said_at(view, before[-1]), view.raw(draw.card).get("content")
    first = then.partition("\n")[0]
    words = card_words(now, view.workshop.language)
    return first if first != words.partition("\n")[0] else ""
