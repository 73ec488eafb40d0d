"""Correcting a card in one workshop only, and leaving corrected cards in others.

The card on the table is a copy in the file, and its id names its text. A correction is a new
copy that the draw points to from then on; the old copy stays, so that the history shows both
wordings and undo brings the first back. Two people's corrections of one card stand against each
other until a person chooses.
"""

from collections.abc import Mapping
from typing import Any

from workshop.acts.base import change
from workshop.acts.paper import refused_card
from workshop.changes import Change, Tips
from workshop.messages import N_, Message, msg
from workshop.model import CardCopy, Draw
from workshop.view import View

CORRECTED = "corrected"
"""The field of a card's copy that says: this wording is the workshop's own, not the deck's."""


def is_corrected(view: View, key: str) -> bool:
    """Whether a copy has a wording that was made in a workshop."""
    copy = view.find(CardCopy, key) if key else None
    return copy is not None and copy.content.get(CORRECTED) is True


def correct(
    view: View, draw: str, key: str, content: Mapping[str, Any], *, tips: Tips | None = None
) -> Change | Message | None:
    """Let a drawn card have another wording, in this workshop only.

    Args:
        view: The workshop as it stands.
        draw: The drawn card.
        key: The id of the new copy.
        content: The new copy.
        tips: What the draw pointed to when the person began to correct.

    Returns:
        The change, what stands in the way, or None when the card already says so.
    """
    drawn = view.find(Draw, draw)
    if drawn is None or not view.on_screen(draw):
        return msg("The card does not lie on the table any more.")
    if refused := refused_card(view, content):
        return refused
    key = _same_words(view, key, content) or key
    if drawn.card == key and view.conflict(draw, "card") is None:
        return None
    kept = view.find(CardCopy, key)
    sets: dict[str, dict[str, Any]] = {
        draw: {"card": key},
        key: {"content": dict(kept.content if kept is not None else content)},
    }
    own = content.get(CORRECTED) is True
    what = N_("Correct a card here only") if own else N_("Take the deck’s wording of a card")
    return change(view, what, sets, tips=tips)


def _same_words(view: View, key: str, content: Mapping[str, Any]) -> str:
    """The copy in the file that says exactly this already: one may correct back again."""
    wanted = _unmarked(content)
    for known in view.ids(CardCopy.kind):
        if plain(known) == plain(key) and _unmarked(view.need(CardCopy, known).content) == wanted:
            return known
    return ""


def _unmarked(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != CORRECTED}


# ── the wording a card has here ──────────────────────────────────────────────────────────────


def plain(key: str) -> str:
    """A card's id without the hash of its text: a corrected card is still the same card."""
    return key.rpartition(":")[0]


def wording(view: View, key: str) -> str:
    """The copy to draw instead of the deck's, when this workshop has a wording of its own.

    That is the one the card was last corrected to here, or one that was left waiting from
    another workshop before the card was drawn. Empty when the deck's own wording is to be drawn.
    """
    return view.recall("correcting.wordings", _wordings).get(plain(key), "")


def _wordings(view: View) -> dict[str, str]:
    found: dict[str, str] = {}
    drawn = {plain(one.card) for one in view.all(Draw)}
    for one in view.all(Draw):
        if is_corrected(view, one.card):
            found[plain(one.card)] = one.card
    waiting: dict[str, tuple[str, str]] = {}
    for copy in view.all(CardCopy):
        card = plain(copy.id)
        if card not in drawn and copy.content.get(CORRECTED) is True:
            came = max((value.act for value in view.shown(copy.id, "content")), default="")
            waiting[card] = max(waiting.get(card, ("", "")), (came, copy.id))
    return {**found, **{card: key for card, (_came, key) in waiting.items()}}


# ── to other workshops ───────────────────────────────────────────────────────────────────────


def leave_waiting(view: View, key: str, content: Mapping[str, Any]) -> Change | Message | None:
    """Leave a card that was corrected in another workshop, for when it is drawn in this.

    Args:
        view: The other workshop, in which the card is to wait.
        key: The id of the corrected copy.
        content: The corrected copy.

    Returns:
        The change, why the workshop cannot have it, or None when it waits there already.
    """
    if content.get(CORRECTED) is not True:
        return msg("The card has the wording of its deck: there is no correction to pass on.")
    if refused := refused_card(view, content):
        return refused
    if any(plain(one.card) == plain(key) for one in view.all(Draw)):
        return msg(
            "The card has been drawn there already, and keeps the wording it was drawn with."
        )
    if wording(view, key) == key:
        return None
    return change(view, N_("Leave a corrected card waiting"), {key: {"content": dict(content)}})
