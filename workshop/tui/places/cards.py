"""Place 2, Cards: a card on the table, the room speaks, and what it says is taken down."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Button, Static

from workshop.acts import cards
from workshop.changes import Change
from workshop.content import say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.model import Answer, Draw
from workshop.tui.keys import key
from workshop.tui.places import cards_correcting as wording
from workshop.tui.places import cards_questions as questions
from workshop.tui.places import cards_time, cards_words
from workshop.tui.places.base import Place
from workshop.tui.places.cards_answers import AnswersPanel
from workshop.tui.places.cards_dealer import Dealer
from workshop.tui.places.cards_room import Room
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.capture import CaptureLine
from workshop.tui.widgets.card import (
    CardView,
    PartsView,
    aside_parts,
    card_parts,
    spread_parts,
)
from workshop.tui.widgets.clock import Clock


class CardsPlace(Place):
    """The card above, the answers beneath, and the line in which the room is taken down."""

    number = 2
    DEFAULT_CSS = """
    CardsPlace #cards-head { height: 1; padding: 0 1; }
    CardsPlace #cards-where { width: 1fr; height: 1; color: $text-muted; }
    CardsPlace #cards-count { width: auto; margin-left: 2; }
    CardsPlace #cards-table { height: auto; max-height: 62%; }
    CardsPlace.-roomy #cards-card { padding: 1 4; }
    CardsPlace #cards-wording { height: auto; padding: 0 3; color: $text-muted; }
    CardsPlace #cards-aside { padding: 0 3; margin-bottom: 1; }
    CardsPlace #cards-spread { padding: 0 3; margin-bottom: 1; }
    CardsPlace #cards-start { height: 1fr; align: center middle; }
    CardsPlace #cards-start > Static { width: 64; max-width: 100%; height: auto; }
    CardsPlace #cards-start > Horizontal { width: 64; max-width: 100%; height: auto;
        margin-top: 1; }
    CardsPlace #cards-start Button { margin-right: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("cards.write", "escape,w", "write", N_("Commands / write"),
            N_("Go between the line that is written in and the single-letter commands")),
        key("cards.draw", "f2,d", "draw", N_("Draw a card"), N_("Draw the next card")),
        key("cards.clock", "f3,t", "clock", N_("Clock"), N_("Start the clock, or pause it")),
        key("cards.probe", "f4,f", "probe", N_("Follow-ups"),
            N_("Show or hide the follow-ups; the room never sees them")),
        key("cards.random", "r", "random", N_("At random"),
            N_("Draw at random; the same seed draws the same cards")),
        key("cards.pick", "l", "pick", N_("Pick a card"),
            N_("Pick a card by subject, words or role")),
        key("cards.deck", "c", "deck", N_("Deck"), N_("Deal from another deck or activity")),
        key("cards.previous", "pageup,left", "step(-1)", N_("Card before"),
            N_("The card that was drawn before this"), show=False),
        key("cards.next", "pagedown,right", "step(1)", N_("Card after"),
            N_("The card that was drawn after this"), show=False),
        key("cards.turn", "v", "turn", N_("Turn round"),
            N_("Turn the question round: what would make it worse?")),
        key("cards.note", "o", "note", N_("Note"),
            N_("Your own note to the card; the room never sees it"), show=False),
        key("cards.correct", "k", "correct", N_("Correct the card"),
            N_("Give the card other words, in this workshop only"), show=False),
        key("cards.more", "plus", "minutes(1)", N_("One minute more"),
            N_("Give the clock one minute more"), show=False),
        key("cards.less", "minus", "minutes(-1)", N_("One minute less"),
            N_("Take one minute from the clock"), show=False),
        key("cards.reset", "T", "reset", N_("Clock anew"),
            N_("Set the clock to the minutes of the card"), show=False),
        key("cards.tables", "g", "tables", N_("Tables"),
            N_("Set up tables, and say who sits there: roles, never names")),
        key("cards.words", "f7,u", "words", N_("Words"),
            N_("What the professional terms on the card mean"), show=False),
        key("cards.seed", "R", "seed", N_("Seed"),
            N_("Choose the number that random drawing goes by"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._dealer: Dealer | None = None
        self._follow_ups = False
        self._room: Room | None = None

    @property
    def dealer(self) -> Dealer:
        """Who deals."""
        if self._dealer is None or self._dealer.session is not self.session:
            self._dealer = Dealer(self.session)
        return self._dealer

    @property
    def room(self) -> Room:
        """Who takes in what the room says."""
        if self._room is None or self._room.dealer is not self.dealer:
            self._room = Room(self.workshop_app, self.dealer)
        return self._room

    def compose(self) -> ComposeResult:
        """Where we are; the card; the answers; the line."""
        with Horizontal(id="cards-head"):
            yield Static(id="cards-where")
            yield Static(id="cards-count")
        with Vertical(id="cards-start"):
            yield Static(id="cards-welcome")
            with Horizontal():
                yield Button(Content(_("Draw a card") + " (F2)"), id="cards-first",
                             variant="primary")  # fmt: skip
                yield Button(Content(_("Choose a deck")), id="cards-choose")
        with VerticalScroll(id="cards-table", can_focus=False):
            yield CardView(id="cards-card")
            yield Static(id="cards-wording")
            yield PartsView(id="cards-spread")
            yield PartsView(id="cards-aside")
        yield AnswersPanel(id="cards-answers")
        yield CaptureLine(id="cards-capture")

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def show_view(self) -> None:
        """Show the card on the table and what has been said to it."""
        self.dealer.settle()
        draw, card = self.dealer.draw, self.dealer.card
        there = draw is not None and card is not None
        for name in ("cards-table", "cards-answers", "cards-capture"):
            self.query_one(f"#{name}").display = there
        self.query_one("#cards-start").display = not there
        self._show_head()
        if draw is None or card is None:
            self._show_start()
            return
        self.query_one("#cards-card", CardView).show(card_parts(card))
        wording.show(self)
        cards_words.show(self, follow_ups=self._follow_ups)
        self._show_spread(draw)
        aside = aside_parts(card, draw.note, follow_ups=self._follow_ups)
        self.query_one("#cards-aside").display = bool(aside)
        self.query_one("#cards-aside", PartsView).show(aside)
        self.query_one(AnswersPanel).show_draw(draw.id)
        self.capture.bind_to(
            self.session, draw.id, self.room.last_table(), scale=card.kind == "scale"
        )

    def _show_spread(self, draw: Draw) -> None:
        now, wanted = cards.spread(self.view, draw.id)
        spread = self.query_one("#cards-spread", PartsView)
        spread.display = any(now)
        spread.show(spread_parts(now, wanted) if any(now) else [])

    def _show_head(self) -> None:
        dealer = self.dealer
        task = dealer.task
        where = [dealer.title()]
        if task is not None:
            where = [say(text, dealer.language, task.language) for text in (task.phase, task.title)]
        self.query_one("#cards-where", Static).update(
            join(one_line(" › ".join(filter(None, where)), 90))
        )
        number, total = dealer.place
        words = _("card {n} of {total}").format(n=number, total=total) if number else ""
        self.query_one("#cards-count", Static).update(plain(words))

    def _show_start(self) -> None:
        """What to do first."""
        dealer = self.dealer
        title = dealer.title()
        if title:
            count = len(dealer.keys())
            words = join(
                (title, "bold $primary"), "\n\n",
                _("{n} cards to draw from. Read the card aloud, start the clock, and type what "
                  "the tables say.").format(n=count),
            )  # fmt: skip
        else:
            words = join(
                (_("No card on the table"), "bold $primary"), "\n\n",
                _("Choose a deck of question cards, and draw the first one."),
            )  # fmt: skip
        if not self.view.groups():
            words += join("\n\n", (_("There are no tables yet: press g to set them up."), MUTED))
        self.query_one("#cards-welcome", Static).update(words)
        self.query_one("#cards-first").display = bool(title)
        choose = self.query_one("#cards-choose", Button)
        choose.variant = "default" if title else "primary"

    def on_resize(self, event: Resize) -> None:
        """Let the card breathe where there is room."""
        self.set_class(event.size.height >= 28, "-roomy")

    # ── coming and going ─────────────────────────────────────────────────────────────────

    @property
    def capture(self) -> CaptureLine:
        """The line."""
        return self.query_one(CaptureLine)

    def first_focus(self) -> Widget | None:
        """The line when there is a card; otherwise the first button."""
        if self.dealer.draw is not None:
            return self.capture.line
        first = "#cards-first" if self.dealer.title() else "#cards-choose"
        return self.query_one(first, Button)

    def focus_first(self) -> None:
        """Put the focus where typing should go."""
        if (first := self.first_focus()) is not None:
            first.focus()

    def arrive(self, activity: str) -> None:
        """Go on with a card activity: its deck, its cards, its last card."""
        self.dealer.go_to(activity)
        self.show_view()
        self.focus_first()

    def show_record(self, record: str) -> bool:
        """Show an answer or a drawn card."""
        if (answer := self.view.find(Answer, record)) is not None:
            if not self.dealer.go_to_draw(answer.draw):
                return False
            self.show_view()
            panel = self.query_one(AnswersPanel)
            panel.list.focus()
            return panel.list.select(record)
        if self.dealer.go_to_draw(record):
            self.show_view()
            self.focus_first()
            return True
        return False

    def selected_record(self) -> str:
        """The answer the cursor is on, or the drawn card."""
        return self.query_one(AnswersPanel).selected() or self.dealer.at.draw

    # ── the line ─────────────────────────────────────────────────────────────────────────

    def on_capture_line_said(self, event: CaptureLine.Said) -> None:
        """The room has spoken."""
        event.stop()
        self.room.take_in(event.capture, event.line)

    def on_capture_line_pasted_lines(self, event: CaptureLine.PastedLines) -> None:
        """Many lines at once."""
        event.stop()
        self.room.take_in_many(event.capture, event.text)

    def action_write(self) -> None:
        """From the line to the commands, and back."""
        if self.dealer.draw is None:
            return
        if not self.capture.busy:
            self.capture.line.focus()
            return
        self.query_one(AnswersPanel).list.focus()

    # ── drawing ──────────────────────────────────────────────────────────────────────────

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Draw, or choose a deck."""
        event.stop()
        if event.button.id == "cards-first":
            await self.action_draw()
        else:
            self.action_deck()

    async def put_on_table(
        self, drawn: tuple[str, Change] | Message, tell: Callable[[Message], None] | None = None
    ) -> bool:
        """Do a drawing, or say why there is no card; true when there is a new card."""
        if isinstance(drawn, Message):
            (tell or self.workshop_app.tell)(drawn)
            return False
        draw, change = drawn
        if await self.workshop_app.done(lambda: self.session.begin_to(change)) is None:
            return False
        self.dealer.drawn(draw)
        cards_time.reset(self)
        self.workshop_app.show_view()
        return True

    async def action_draw(self) -> None:
        """Draw the next card."""
        if not self.dealer.deck_id:
            self.action_deck()
            return
        if await self.put_on_table(self.dealer.next_card()):
            self.focus_first()

    async def action_random(self) -> None:
        """Draw at random."""
        if await self.put_on_table(self.dealer.next_card(at_random=True)):
            self.notify(_("Drawn at random, with seed {seed}.").format(seed=self.dealer.seed()))
            self.focus_first()

    def action_step(self, by: int) -> None:
        """The card before or after this."""
        if self.dealer.step(by):
            self.show_view()
        elif by > 0:
            self.notify(_("This is the last card drawn. F2 draws the next."))
        else:
            self.notify(_("This is the first card drawn."))

    async def forward(self, tell: Callable[[Message], None]) -> bool:
        """The card after this; at the end the next is drawn. A clicker needs no more.

        Args:
            tell: Says why there is no next card.
        """
        if self.dealer.step(1):
            self.workshop_app.show_view()
            return True
        return await self.put_on_table(self.dealer.next_card(), tell)

    def back(self) -> bool:
        """The card before this."""
        stepped = self.dealer.step(-1)
        self.workshop_app.show_view()
        return stepped

    def action_pick(self) -> None:
        """Pick a card from a list."""
        questions.pick(self)

    def action_deck(self) -> None:
        """Choose what to deal from."""
        questions.choose_deck(self)

    def action_seed(self) -> None:
        """Choose the seed."""
        questions.choose_seed(self)

    def action_tables(self) -> None:
        """Set up the tables."""
        questions.tables(self)

    # ── the card ─────────────────────────────────────────────────────────────────────────

    def action_probe(self) -> None:
        """Show or hide the follow-ups."""
        self._follow_ups = not self._follow_ups
        self.show_view()

    async def action_turn(self) -> None:
        """Turn the question round."""
        if (draw := self.dealer.draw) is not None:
            await self.act(cards.turn(self.view, draw.id))

    def action_correct(self) -> None:
        """Give the card other words, here only."""
        wording.correct(self)

    def action_note(self) -> None:
        """Write a note."""
        questions.note(self)

    def action_words(self) -> None:
        """Say what the terms on the card mean."""
        cards_words.explain(self, follow_ups=self._follow_ups)

    # ── the clock ────────────────────────────────────────────────────────────────────────

    def action_clock(self) -> None:
        """Start the clock, or pause it; a clock that has run out begins anew."""
        cards_time.toggle(self)

    def action_minutes(self, more: int) -> None:
        """A minute more or less."""
        cards_time.give(self, more)

    def action_reset(self) -> None:
        """The minutes of the card, not started."""
        cards_time.reset(self)

    def on_clock_over(self, event: Clock.Over) -> None:
        """The time is up; the clock itself says so."""
        event.stop()


ThePlace = CardsPlace
"""What the house looks for."""
