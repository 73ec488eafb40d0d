"""The professional terms on the card that lies on the table: named quietly, explained on request.

Only on the facilitator's own screen; the wall never shows them unasked.
"""

from typing import TYPE_CHECKING

from textual.content import Content

from workshop.i18n import gettext as _
from workshop.tui.text import MUTED, join
from workshop.tui.widgets.card import CardView, Face

if TYPE_CHECKING:
    from workshop.content import Term
    from workshop.tui.places.cards import CardsPlace

_EDGES = 12
"""What the frame of the card and the name of the key take of a line."""


def used(card: Face, language: str, *, follow_ups: bool) -> "list[Term]":
    """The terms on a card, and in its follow-ups while they are shown."""
    from workshop.tui.dialogs.glossary import words_in

    texts = [card.subject, card.ask, *card.points, card.fact, card.low, card.high]
    return words_in("\n".join([*texts, *(card.probe if follow_ups else ())]), language)


def show(place: "CardsPlace", *, follow_ups: bool) -> None:
    """Name the terms in the lower edge of the card, where they take no room from it.

    The first time, the glossary is read once the card itself can be seen.
    """
    view, card = place.query_one("#cards-card", CardView), place.dealer.card
    if card is None:
        return

    def name_them() -> None:
        from workshop.tui.dialogs.glossary import named

        language = place.dealer.language
        terms = used(card, language, follow_ups=follow_ups)
        names = named(terms, language, max(view.size.width - _EDGES, 20)) if terms else ""
        view.border_subtitle = (
            join((f" {names} ", MUTED), ("F7 ", "bold")) if names else Content("")
        )

    place.call_after_refresh(name_them)


def explain(place: "CardsPlace", *, follow_ups: bool) -> None:
    """Open the glossary at the terms of the card."""
    from workshop.tui.dialogs.glossary import GlossaryDialog, the_glossary

    if the_glossary() is None:
        place.notify(_("The glossary is not there. The installation is not complete."))
        return
    card, language = place.dealer.card, place.dealer.language
    here = used(card, language, follow_ups=follow_ups) if card is not None else []
    place.app.push_screen(GlossaryDialog(here, language))
