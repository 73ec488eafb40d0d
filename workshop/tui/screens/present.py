"""What the wall sees: the card, the clock, the answers once they are shown. Never anything else.

The facilitator goes on typing in the line at the bottom. Nothing typed is a command as long as
the line has the focus; Esc leaves the line, and Esc again leaves the wall.
"""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workshop.acts import cards
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.model import Answer
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.text import join, one_line, plain
from workshop.tui.widgets.answers import AnswerList
from workshop.tui.widgets.capture import CaptureLine, Line
from workshop.tui.widgets.card import PartsView, card_parts, spread_parts
from workshop.tui.widgets.clock import Clock
from workshop.tui.widgets.clock import read as read_clock

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp
    from workshop.tui.places.cards import CardsPlace

WIDE = 64
"""Lines longer than this are hard to read from the back row."""
LOW = 24
"""On a wall lower than this, a card whose answers are shown is its question alone."""


class PresentScreen(Screen[None]):
    """The wall."""

    FOR_THE_ROOM: ClassVar[bool] = True
    """Everyone looks on: nothing with lists, file names or notes opens above it."""
    AUTO_FOCUS = None
    CSS = """
    PresentScreen { layout: vertical; background: $background; }
    PresentScreen ToastRack { display: none; }
    PresentScreen #wall-top { height: 1; padding: 0 2; color: $text-muted; }
    PresentScreen #wall-name { width: 1fr; height: 1; }
    PresentScreen #wall-middle { height: 1fr; align: center middle; }
    PresentScreen #wall-title { width: 64; max-width: 96%; height: auto; text-align: center; }
    PresentScreen #wall-scroll { width: 64; max-width: 96%; height: auto; max-height: 100%; }
    PresentScreen.-revealed #wall-scroll { max-height: 55%; }
    PresentScreen.-roomy #wall-scroll { width: 78; padding: 1 5; border: round $primary;
        background: $surface; }
    PresentScreen.-roomy.-revealed #wall-scroll { margin-top: 1; }
    PresentScreen #wall-spread { margin-top: 1; }
    PresentScreen #wall-answers { width: 78; max-width: 96%; height: 1fr; margin-top: 1; }
    PresentScreen CaptureLine { padding: 0 1; }
    PresentScreen CaptureLine .capture--who,
    PresentScreen CaptureLine.-writing .capture--who {
        background: $background; color: $text-muted; text-style: none; }
    PresentScreen CaptureLine > Horizontal { background: $background; }
    PresentScreen CaptureLine Line, PresentScreen CaptureLine Line:focus {
        background: $background !important; color: $text-muted; }
    PresentScreen.-black { background: black; }
    PresentScreen.-black > * { visibility: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("present.back", "escape", "back", N_("Back"),
            N_("Leave the line, then the wall"), show=False),
        key("present.leave", "f5", "leave", N_("Leave the wall"), N_("Back to your own screen"),
            show=False),
        key("present.next", "pagedown,right", "forward", N_("Next card"),
            N_("The next card; at the end the next one is drawn"), show=False),
        key("present.previous", "pageup,left", "previous", N_("Card before"),
            N_("The card before this"), show=False),
        key("present.draw", "f2,d", "draw", N_("Draw a card"), N_("Draw the next card"),
            show=False),
        key("present.clock", "f3,t", "clock", N_("Clock"), N_("Start the clock, or pause it"),
            show=False),
        key("present.black", "f6,b,full_stop", "black", N_("Black"),
            N_("Make the wall black, and back again"), show=False),
        key("present.answers", "f7,a", "answers", N_("Answers"),
            N_("Show the answers to the room, or hide them"), show=False),
        key("present.turn", "v", "turn", N_("Turn round"),
            N_("Turn the question round: what would make it worse?"), show=False),
        key("present.more", "plus", "minutes(1)", N_("One minute more"),
            N_("Give the clock one minute more"), show=False),
        key("present.less", "minus", "minutes(-1)", N_("One minute less"),
            N_("Take one minute from the clock"), show=False),
        key("present.write", "w,enter", "write", N_("Write"), N_("Go to the line at the bottom"),
            show=False),
        key("present.erase", "f12", "erase", N_("Erase permanently"),
            N_("Erase the last answer, or another, permanently; its words are not shown"),
            show=False),
        key("present.up", "up", "scroll(-1)", N_("Up"), N_("See what is above"), show=False),
        key("present.down", "down", "scroll(1)", N_("Down"), N_("See what is beneath"),
            show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._revealed = False
        self._black = False
        self._writing = True
        self._draw = ""
        self._newest = ""
        self._pointed = ""
        """The answer that is about to be erased."""

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Whose work it is and the clock; the card; the answers; the line."""
        with Horizontal(id="wall-top"):
            yield Static(id="wall-name")
            yield Clock(id="wall-clock")
        with Vertical(id="wall-middle"):
            yield Static(id="wall-title")
            with VerticalScroll(id="wall-scroll", can_focus=False):
                yield PartsView(id="wall-card")
                yield PartsView(id="wall-spread")
            yield AnswerList(pointing=False, id="wall-answers")
        yield CaptureLine(hint=False, id="wall-capture")

    def on_mount(self) -> None:
        """Take over what is half typed in the place beneath."""
        if (cards_place := self._cards) is not None:
            cards_place.capture.keep_now()
        self.show_view()
        self.action_write()

    # ── what is beneath ──────────────────────────────────────────────────────────────────

    @property
    def _place(self) -> Place | None:
        from workshop.tui.screens.house import House

        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, House):
                return screen.place
        return None

    @property
    def _cards(self) -> "CardsPlace | None":
        """The cards' place, if that is where we came from."""
        from workshop.tui.places.cards import CardsPlace

        place = self._place
        return place if isinstance(place, CardsPlace) else None

    @property
    def capture(self) -> CaptureLine:
        """The line at the bottom."""
        return self.query_one(CaptureLine)

    @property
    def _roomy(self) -> bool:
        """Whether there is room for a frame around the card."""
        return self.size.height >= LOW and self.size.width > WIDE + 20

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def show_view(self) -> None:
        """Show the room what it may see, as it stands."""
        app = self.workshop_app
        if app.open_session is None or not self.is_mounted:
            return
        workshop = app.session.view.workshop
        place = self._cards
        draw = place.dealer.draw if place else None
        self.set_class(self._black, "-black")
        self.set_class(self._revealed and draw is not None, "-revealed")
        self.set_class(self._roomy, "-roomy")
        name = one_line(workshop.organisation) if draw else ""
        self.query_one("#wall-name", Static).update(plain(name))
        with app.session.quietly():
            self.query_one(Clock).show(read_clock(app.session))
        for part in ("#wall-scroll", "#wall-capture"):
            self.query_one(part).display = draw is not None
        self.query_one("#wall-answers").display = draw is not None and self._revealed
        self.query_one("#wall-title").display = draw is None
        if place is None or draw is None:
            self._show_title()
        else:
            self._show_card(place)

    def _show_title(self) -> None:
        """No card: whose work this is, calmly; or what the place has for the room."""
        workshop = self.workshop_app.session.view.workshop
        own = self._place.present() if self._place is not None else None
        title = join(
            (one_line(workshop.organisation), "bold $primary"),
            "\n\n", (one_line(workshop.title), "bold"),
        )  # fmt: skip
        self.query_one("#wall-title", Static).update(own if isinstance(own, Content) else title)

    def _show_card(self, place: "CardsPlace") -> None:
        dealer = place.dealer
        draw, card = dealer.draw, dealer.card
        if draw is None or card is None:
            return
        if draw.id != self._draw:
            self._draw = draw.id
            self._revealed = False
            self._newest = ""
            self.remove_class("-revealed")
            self.query_one("#wall-answers").display = False
        parts = card_parts(card, whole=not (self._revealed and self.size.height < LOW))
        view = self.query_one("#wall-card", PartsView)
        room = self.size.height - (8 if self._roomy else 4)
        width = min(WIDE, self.size.width * 96 // 100)
        view.show(parts)
        airy = not self._revealed and view.height_at(width, airy=True) <= room
        view.show(parts, airy=airy)
        now, wanted = cards.spread(dealer.view, draw.id)
        rated = self._revealed and any(now)
        spread = self.query_one("#wall-spread", PartsView)
        spread.display = rated
        spread.show(spread_parts(now, wanted) if rated else [])
        if self._revealed:
            self._show_answers(place, draw.id)
        self.capture.line.dotted = True
        self.capture.bind_to(dealer.session, draw.id, place.room.last_table())

    def _show_answers(self, place: "CardsPlace", draw: str) -> None:
        """The answers, the newest in sight."""
        from workshop.tui.places.cards_answers import rows

        shown = self.query_one(AnswerList)
        shown.show_when_empty(_("Nothing yet."))
        shown.show_rows(rows(place.view, draw, {self._pointed}, wall=True))
        answers = place.view.under(draw, Answer)
        newest = answers[-1].id if answers else ""
        if newest != self._newest:
            self._newest = newest
            self.call_after_refresh(shown.show_last_of, newest)

    def on_resize(self) -> None:
        """Another size: what fits is another."""
        self.show_view()

    # ── the line ─────────────────────────────────────────────────────────────────────────

    def on_capture_line_said(self, event: CaptureLine.Said) -> None:
        """The room has spoken."""
        event.stop()
        if (place := self._cards) is not None:
            place.room.take_in(event.capture, event.line)

    def on_capture_line_pasted_lines(self, event: CaptureLine.PastedLines) -> None:
        """Many lines at once."""
        event.stop()
        if (place := self._cards) is not None:
            place.room.take_in_many(event.capture, event.text)

    def on_line_dot(self, event: Line.Dot) -> None:
        """A clicker's black."""
        event.stop()
        self.action_black()

    def on_key(self, event: events.Key) -> None:
        """Any key brings a black wall back; a digit begins an answer, wherever the focus is."""
        digit = bool(event.character and event.character.isdecimal())
        waking = self._black and event.key not in {"f6", "b", "full_stop"}
        if waking:
            self.action_black()
        if digit and self.capture.display and not self.capture.busy:
            self.action_write()
            self.capture.line.insert_text_at_cursor(event.character or "")
        elif not waking:
            return
        event.stop()
        event.prevent_default()

    def action_write(self) -> None:
        """To the line."""
        if self.capture.display:
            self._writing = True
            self.set_focus(self.capture.line)

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def action_back(self) -> None:
        """Out of the line; then off the wall."""
        if self.capture.busy:
            self._writing = False
            self.set_focus(None)
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Back to the facilitator's own screen, with what is half typed."""
        self.capture.keep_now()
        place = self._cards
        self.app.pop_screen()
        if place is not None:
            place.capture.restore()
            place.show_view()
            place.focus_first()

    def action_black(self) -> None:
        """Black, and back. What is typed does not get lost in the dark: the line lets go."""
        self._black = not self._black
        self.set_class(self._black, "-black")
        if self._black:
            self.set_focus(None)
        elif self._writing:
            self.action_write()

    def action_answers(self) -> None:
        """Show the answers to the room, or hide them."""
        self._revealed = not self._revealed
        self._newest = ""
        self.show_view()

    async def action_forward(self) -> None:
        """The next card."""
        if (place := self._cards) is not None:
            self.capture.keep_now()
            await place.forward(self._say)
            self._begin_anew()

    def action_previous(self) -> None:
        """The card before."""
        if (place := self._cards) is not None:
            self.capture.keep_now()
            place.back()

    async def action_draw(self) -> None:
        """Draw the next card, wherever we are among those drawn."""
        if (place := self._cards) is not None:
            self.capture.keep_now()
            await place.put_on_table(place.dealer.next_card(), self._say)
            self._begin_anew()

    def action_erase(self) -> None:
        """Erase an answer permanently, without showing its words again."""
        from workshop.tui.dialogs.erase_answer import EraseAnswerDialog

        found = EraseAnswerDialog.of(self._cards, self._point_at)
        if found is None:
            self._say(msg("There is nothing here that can be erased."))
        else:
            self.app.push_screen(found, self._erased)

    def _point_at(self, record: str) -> None:
        self._pointed = record
        self.show_view()
        if record and self._revealed:
            self.query_one(AnswerList).show_last_of(record)

    def purge(self, _gone: object) -> None:
        """Not even the number of the table that spoke last is left to be seen."""
        if (place := self._cards) is not None:
            place.dealer.spoke(0)
            self.show_view()

    def _erased(self, done: bool | None) -> None:
        if done:
            self._say(msg("Erased permanently."))
        self._begin_anew()

    def _begin_anew(self) -> None:
        if self._writing:
            self.action_write()

    def _say(self, message: Message) -> None:
        """A word to the facilitator, low, above the line."""
        self.capture.say(current().message(message))

    def action_clock(self) -> None:
        """Start or pause."""
        if (place := self._cards) is not None:
            place.action_clock()

    def action_minutes(self, more: int) -> None:
        """A minute more or less."""
        if (place := self._cards) is not None:
            place.action_minutes(more)

    async def action_turn(self) -> None:
        """Turn the question round."""
        if (place := self._cards) is not None:
            await place.action_turn()
            self.show_view()

    def action_scroll(self, by: int) -> None:
        """See more of the answers, or of a long card."""
        revealed = self.query_one(AnswerList) if self._revealed else self.query_one("#wall-scroll")
        revealed.scroll_relative(y=by * 3, animate=False)
