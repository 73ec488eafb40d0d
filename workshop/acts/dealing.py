"""Which cards an activity wants, which have been drawn in it, and which is next.

Reads the process that was copied into the file, so it works on a laptop that has neither the
process nor the deck. Nothing here trusts the copy to be well formed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from workshop.acts.cards import pick, undrawn
from workshop.acts.correcting import plain
from workshop.following import in_force
from workshop.model import Answer, CardCopy, Draw
from workshop.view import View


class Task(msgspec.Struct, frozen=True):
    """A card activity of the followed process: what is to be drawn in it."""

    record: str
    """The id of the ``activity:`` record."""
    title: Any = ""
    phase: Any = ""
    """Title of the activity and of its phase, as the process has them: plain or per language."""
    language: str = "nb"
    deck: str = ""
    cards: tuple[str, ...] = ()
    """Cards that must be covered, in this order; empty is the whole deck."""
    at_random: bool = False
    minutes: int = 0


def tasks(view: View) -> list[Task]:
    """The activities of the followed process that are done with cards, in its order."""
    content = in_force(view)
    language = _text(content.get("language")) or "nb"
    found = []
    for phase in _maps(content.get("phases")):
        for activity in _maps(phase.get("activities")):
            if activity.get("kind") != "cards":
                continue
            record = f"activity:{_text(phase.get('id'))}/{_text(activity.get('id'))}"
            found.append(_task(record, phase, activity, language))
    return found


def task(view: View, record: str) -> Task | None:
    """The card activity with this record id, if the followed process has it."""
    return next((found for found in tasks(view) if found.record == record), None)


def _task(
    record: str, phase: Mapping[str, Any], activity: Mapping[str, Any], language: str
) -> Task:
    cards = activity.get("cards")
    minutes = activity.get("minutes")
    return Task(
        record=record,
        title=activity.get("title", ""),
        phase=phase.get("title", ""),
        language=language,
        deck=_text(activity.get("deck")),
        cards=tuple(map(str, cards)) if isinstance(cards, list) else (),
        at_random=activity.get("draw") == "random",
        minutes=minutes if isinstance(minutes, int) else 0,
    )


def draws_in(view: View, activity: str) -> list[Draw]:
    """The cards drawn in an activity (empty: outside any), oldest first."""
    return [draw for draw in view.all(Draw) if draw.activity == activity]


def deck_of(key: str) -> str:
    """The id of the deck a card's copy is from: ``card:<deck>:<card>:<hash>``."""
    return key.split(":")[1] if key.count(":") >= 3 else ""


def card_of(key: str) -> str:
    """The id of the card in its deck."""
    return key.split(":")[2] if key.count(":") >= 3 else ""


def copies(view: View, deck: str = "") -> list[str]:
    """The keys of the cards that lie in the file, of one deck or of all; one key for each card.

    Where a card has been worded in several ways, the wording it lies on the table with counts,
    and otherwise the newest.
    """
    newest = {
        plain(key): key
        for key in view.ids(CardCopy.kind)
        if not deck or deck_of(key) == deck
    }  # fmt: skip
    newest.update(
        (plain(one.card), one.card) for one in view.all(Draw) if plain(one.card) in newest
    )
    return list(newest.values())


def wanted(keys: Sequence[str], cards: Sequence[str]) -> list[str]:
    """The keys an activity must cover, in its order; all of them when it names none."""
    if not cards:
        return list(keys)
    by_card = {card_of(key): key for key in reversed(keys)}
    return [by_card[card] for card in cards if card in by_card]


def next_key(
    view: View, keys: Sequence[str], activity: str, *, seed: int | None = None
) -> str:  # fmt: skip
    """The card to draw next; empty when all have been drawn.

    Args:
        view: The workshop as it stands.
        keys: The cards to draw from, in their order.
        activity: Where it is drawn.
        seed: Draw at random. The same seed gives the same cards in the same order, so that two
            rooms can draw alike.
    """
    left = undrawn(view, keys, activity)
    if not left:
        return ""
    if seed is None:
        return left[0]
    return pick(left, seed * 1009 + len(keys) - len(left))


def spoken(view: View, draw: str) -> tuple[int, int]:
    """How many of the tables have answered a drawn card, and how many tables there are."""
    tables = {group.id for group in view.groups()}
    heard = {answer.group for answer in view.under(draw, Answer)}
    return len(tables & heard), len(tables)


def _maps(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
