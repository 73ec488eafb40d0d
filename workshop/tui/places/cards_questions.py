"""What the cards' place asks: which card, which deck, which seed, which tables, what note."""

from typing import TYPE_CHECKING

from workshop.acts import cards, correcting, dealing
from workshop.acts.paper import refusal
from workshop.content import say
from workshop.i18n import gettext as _
from workshop.model import Group
from workshop.tui.dialogs import ChoiceDialog, Sketch, TextDialog
from workshop.tui.places.cards_dialogs import (
    PickCardDialog,
    SeatDialog,
    TableDialog,
    table_name,
)
from workshop.tui.roles import ROLES

if TYPE_CHECKING:
    from workshop.content import Deck
    from workshop.library import Loaded
    from workshop.tui.places.cards import CardsPlace

MORE = "more"
AT_ONCE = 40
"""So many decks are read before the next frame; more are read out of the way of the screen."""


def pick(place: "CardsPlace") -> None:
    """Pick a card from the deck; one that has been drawn is laid on the table again."""
    dealer = place.dealer
    if refused := dealer.refusal():
        place.workshop_app.tell(refused, severity="warning")
        return
    keys = dealer.all_keys()
    if not keys:
        place.action_deck()
        return
    must = dealer.keys()
    keys = [*must, *(key for key in keys if key not in set(must))]
    draws = {draw.card.rpartition(":")[0]: draw.id for draw in dealer.draws()}
    choices = []
    for key in keys:
        card = dealer.face_of(correcting.wording(place.view, key) or key)
        roles = " ".join(_(ROLES[role]) for role in card.roles if role in ROLES)
        choices.append((key, card.heading, " · ".join(filter(None, (card.theme, roles))),
                        f"{card.ask} {card.fact}"))  # fmt: skip

    async def picked(key: str | None) -> None:
        if key is None:
            return
        drawn = draws.get(key.rpartition(":")[0])
        if drawn:
            dealer.go_to_draw(drawn)
            place.show_view()
        else:
            await place.put_on_table(dealer.pick(key))
        place.focus_first()

    drawn_keys = {key for key in keys if key.rpartition(":")[0] in draws}
    place.app.push_screen(PickCardDialog(choices, drawn_keys), picked)


def choose_deck(place: "CardsPlace") -> None:
    """Choose a card activity of the process, or a deck on its own."""
    from workshop.library import default_library

    library = default_library()
    if library.deck_files() <= AT_ONCE:
        _choose_among(place, list(library.decks()))
        return

    def read() -> None:
        decks = list(library.decks())
        place.app.call_from_thread(_choose_among, place, decks)

    place.notify(_("Looking through the decks …"))
    place.run_worker(read, thread=True, group="decks", exclusive=True, exit_on_error=False)


def _choose_among(place: "CardsPlace", decks: "list[Loaded[Deck]]") -> None:
    dealer = place.dealer
    language = dealer.language
    choices = []
    for task in dealing.tasks(place.view):
        title = say(task.title, language, task.language)
        phase = say(task.phase, language, task.language)
        choices.append((f"a {task.record}", f"▸ {phase} › {title}"))
    known = {}
    for loaded in decks:
        if (deck := loaded.value) is not None and deck.id not in known:
            known[deck.id] = deck
            choices.append((f"d {deck.id}", _deck_words(deck, language)))
    in_file = {dealing.deck_of(key) for key in dealing.copies(place.view)} - set(known)
    choices += [(f"d {deck}", _("{deck} – the cards in this file").format(deck=deck))
                for deck in sorted(in_file) if deck]  # fmt: skip
    if not choices:
        place.notify(_("There is no deck on this machine."), severity="warning")
        return

    def chosen(answer: str | None) -> None:
        if answer is None:
            return
        kind, _space, name = answer.partition(" ")
        if kind == "a":
            dealer.go_to(name)
        elif (deck := known.get(name)) is not None and deck.print_only:
            why = refusal(deck.id, deck.title, language)
            place.workshop_app.tell(why, severity="warning", timeout=12)
            return
        else:
            dealer.choose_deck(name)
        place.show_view()
        place.focus_first()

    here = f"a {dealer.at.activity}" if not dealer.at.deck else f"d {dealer.at.deck}"
    note = _("An activity of the process (▸) brings its own cards. A deck is dealt where you are.")
    place.app.push_screen(
        ChoiceDialog(_("What do you deal from?"), choices, note=note, chosen=here), chosen
    )


def _deck_words(deck: "Deck", language: str) -> str:
    """What a deck is called in the list: with its number of cards, or that it is for paper."""
    from workshop.library import playable

    title = say(deck.title, language, deck.language)
    if deck.print_only:
        return _("{title} – for paper only").format(title=title)
    return _("{title} – {n} cards").format(title=title, n=len(playable(deck)))


def choose_seed(place: "CardsPlace") -> None:
    """Choose the number that random drawing goes by."""

    def chosen(text: str | None) -> None:
        if text is None:
            return
        if text.strip().isdecimal() and 0 < int(text) < 10**9:
            place.dealer.seed(int(text))
        else:
            place.notify(_("A seed is a number, such as 4711."), severity="warning")

    note = _("Two rooms with the same seed, deck and number of drawn cards draw the same card.")
    place.app.push_screen(
        TextDialog(_("The seed of random drawing"), str(place.dealer.seed()), note=note), chosen
    )


def tables(place: "CardsPlace") -> None:
    """Set up tables; when there are some, choose one and say who sits there."""
    groups = place.view.groups()
    room = cards.MAX_TABLES - len(groups)

    async def seated(count: int | None) -> None:
        if count:
            await place.room.seat(count)

    if not groups:
        place.app.push_screen(SeatDialog(), seated)
        return

    def chosen(name: str | None) -> None:
        if name == MORE:
            place.app.push_screen(SeatDialog(room), seated)
        elif name is not None:
            compose(place, name)

    choices = [(group.id, f"{table_name(group)}   {_who(group)}") for group in groups]
    if room > 0:
        choices.append((MORE, _("+ More tables")))
    place.app.push_screen(ChoiceDialog(_("Tables: who sits there?"), choices), chosen)


def _who(group: Group) -> str:
    return ", ".join(
        f"{count} {_(ROLES[role]).lower()}"
        for role, count in group.composition.items()
        if role in ROLES
    )


def compose(place: "CardsPlace", group: str) -> None:
    """Say who sits at a table, then back to the tables."""

    async def composed(answer: tuple[str, dict[str, int]] | None) -> None:
        if answer is not None:
            await place.act(cards.compose_table(place.view, group, *answer))
        tables(place)

    place.app.push_screen(TableDialog(place.view.need(Group, group)), composed)


def note(place: "CardsPlace") -> None:
    """Write the facilitator's own note to the card."""
    draw = place.dealer.draw
    if draw is None:
        return
    tips = place.session.begin(draw.id, "note")

    async def written(text: str | None) -> None:
        if text is not None and text.strip() != draw.note:
            await place.act(cards.note(place.view, draw.id, text.strip(), tips=tips))

    question = _("Your own note – the room never sees it")
    sketch = Sketch(place.session, draw.id, "note")
    dialog = TextDialog(question, draw.note, lines=True, needed=False, sketch=sketch)
    place.app.push_screen(dialog, written)
