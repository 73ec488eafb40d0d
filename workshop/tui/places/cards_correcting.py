"""What the cards' place does with the words of a card: correcting, renewing, passing on."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from workshop import i18n, paths
from workshop.acts import correcting, dealing
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import Message
from workshop.model import Draw
from workshop.session import SessionError
from workshop.store import StoreError
from workshop.tui.text import one_line, plain

if TYPE_CHECKING:
    from workshop.tui.dialogs.correct_card import Reworded
    from workshop.tui.places.cards import CardsPlace

LOOK_SECONDS = 0.4
"""How long a card lies on the table before we look for a newer version of its deck."""


def show(place: "CardsPlace") -> None:
    """Beneath the card: that it is corrected here, or that its deck has moved on."""
    said = quiet_note(place)
    note = place.query_one("#cards-wording", Static)
    note.display = bool(said)
    note.update(plain(said))
    look_for_newer(place)


def quiet_note(place: "CardsPlace") -> str:
    """What is said beneath the card about its wording; mostly nothing."""
    draw = place.dealer.draw
    if draw is None:
        return ""
    said = []
    if correcting.is_corrected(place.view, draw.card):
        said.append(_("Corrected here only"))
    newer = place.dealer.newer()
    if newer is not None:
        version = _("Version {version} of the deck is here; this card is from {had}.")
        said.append(version.format(version=newer.version, had=newer.had or "?"))
    if newer is not None and newer.key:
        said.append(_("k shows it"))
    return "  ·  ".join(said)


def look_for_newer(place: "CardsPlace") -> None:
    """Read the deck of the card on the table, in good time after the card itself is shown.

    Only that deck, and out of the way of the screen.
    """
    dealer = place.dealer
    draw = dealer.draw
    deck = dealing.deck_of(draw.card) if draw is not None else ""
    if not deck or dealer.knows(deck):
        return

    def read() -> None:
        found = dealer.read(deck)
        place.app.call_from_thread(heard, found)

    def heard(found: Any) -> None:
        dealer.remember(deck, found)
        if place.is_attached and place.workshop_app.open_session is dealer.session:
            place.show_view()

    def begin() -> None:
        if not dealer.knows(deck):
            place.run_worker(read, thread=True, group="newer", exclusive=True, exit_on_error=False)

    place.set_timer(LOOK_SECONDS, begin)


def correct(place: "CardsPlace") -> None:
    """Give the card on the table other words."""
    from workshop.tui.dialogs.correct_card import CorrectCardDialog

    draw = place.dealer.draw
    if draw is None:
        return
    tips = place.session.begin(draw.id, "card")
    own = correcting.is_corrected(place.view, draw.card)

    async def answered(wanted: "Reworded | None") -> None:
        if wanted is None:
            return
        if wanted.sort == "push":
            push(place, draw)
            return
        change = correcting.correct(place.view, draw.id, wanted.key, wanted.content, tips=tips)
        if isinstance(change, Message):
            place.workshop_app.tell(change, severity="warning")
        elif await place.act(change) is not None and wanted.sort == "corrected":
            place.notify(_("Corrected here only. k again passes it on to other workshops."))

    place.app.push_screen(
        CorrectCardDialog(draw.card, place.dealer.content(draw.card), place.dealer.language,
                          place.dealer.newer(), own=own),
        answered,
    )  # fmt: skip


def push(place: "CardsPlace", draw: Draw) -> None:
    """Pass the corrected card on to workshops of this folder, chosen one by one."""
    from workshop.tui.widgets.form_picker import PickDialog

    ours = place.session.store.path
    files = [path for path in beside(ours) if path.resolve() != ours.resolve()]
    choices = [(str(path), path.stem) for path in files]
    deck = dealing.deck_of(draw.card)
    loaded = place.dealer.known(deck)
    if loaded is not None and loaded.origin == "own":
        choices.append((_TO_DECK, _("The deck itself, for all workshops to come")))
    if not choices:
        place.notify(_("There is no other workshop in this folder."))
        return

    def chosen(values: list[str] | None) -> None:
        if values:
            _pass_on(place, draw, values)

    question = _("Which workshops are to have the card when they draw it?")
    place.app.push_screen(PickDialog(question, choices), chosen)


_TO_DECK = "deck"


def beside(ours: Path) -> list[Path]:
    """The workshops in the folder of a file: those lately opened first. No other folder."""
    folder = ours.parent
    recent = list(paths.recent(folder))
    try:
        others = sorted(folder.glob("*.workshop"))
    except OSError:
        others = []
    return list(dict.fromkeys([*recent, *others]))


def _pass_on(place: "CardsPlace", draw: Draw, values: list[str]) -> None:
    from workshop.session.passing import pass_on

    speak = i18n.current().message
    done, refused = 0, []
    for value in values:
        if value == _TO_DECK:
            _into_deck(place, draw)
            continue
        try:
            pass_on(place.session, draw.id, Path(value))
            done += 1
        except (SessionError, StoreError) as error:
            refused.append(f"{one_line(Path(value).stem, 40)}: {speak(error.message)}")
    if done:
        said = ngettext(
            "The card waits in {n} workshop until it is drawn there.",
            "The card waits in {n} workshops until it is drawn there.",
            done,
        )
        place.notify(said.format(n=done))
    if refused:
        place.notify("\n".join(refused), severity="warning", timeout=12)


def _into_deck(place: "CardsPlace", draw: Draw) -> None:
    from workshop.library import default_library
    from workshop.workbench.correcting import into_deck
    from workshop.workbench.editing import EditError

    content = place.dealer.content(draw.card)
    deck, card = dealing.deck_of(draw.card), dealing.card_of(draw.card)
    try:
        path = into_deck(default_library(), deck, card, content)
    except EditError as error:
        place.workshop_app.tell(error.message, severity="error")
        return
    said = _("Written into {file}").replace("{file}", path.name) if path else ""
    place.notify(said or _("The deck says so already."))
    place.dealer.forget_decks()
