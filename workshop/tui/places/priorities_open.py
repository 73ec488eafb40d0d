"""Opening a round: what it is called, what is asked, and which topics are on the slip."""

from typing import TYPE_CHECKING, ClassVar, cast

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, Static

from workshop import i18n
from workshop.acts import rounds
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Round, Topic
from workshop.outside import bits
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.places.priorities_words import say, say_all, state_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

TITLE = N_("What matters most?")
QUESTION = N_("How important is this for us in the years ahead?")


class Wanted(msgspec.Struct, frozen=True):
    """A round as it was asked for."""

    title: str
    question: str
    topics: tuple[str, ...]
    seed: int


class TickBox(Checkbox):
    """A box whose tick is there or not, instead of brighter or paler."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Ticked or not."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()


class OpenRoundDialog(ModalScreen[Wanted | None]):
    """Asks for what a round needs. Esc gives up."""

    CSS = """
    OpenRoundDialog { align: center middle; }
    OpenRoundDialog > Vertical {
        width: 84; max-width: 98%; height: 36; max-height: 98%; padding: 0 2;
        background: $surface; border: round $primary;
    }
    OpenRoundDialog Input {
        height: 1; border: none; padding: 0 1; background: $panel; margin-bottom: 1;
    }
    OpenRoundDialog Input:focus { border: none; background: $primary 20%; }
    OpenRoundDialog RowList { height: 1fr; min-height: 3; }
    OpenRoundDialog .advice { height: auto; max-height: 3; margin-top: 1; }
    OpenRoundDialog Checkbox { border: none; height: 1; padding: 0; background: transparent; }
    OpenRoundDialog Checkbox:focus { border: none; }
    OpenRoundDialog .elected { height: auto; color: $warning; display: none; padding-left: 4; }
    OpenRoundDialog .elected.-shown { display: block; }
    OpenRoundDialog .buttons { height: auto; align-horizontal: right; }
    OpenRoundDialog Button { margin-left: 2; }
    OpenRoundDialog.-narrow Button { height: 1; border: none; line-pad: 1; min-width: 12; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, question, topics, advice, warning, buttons."""
        view = self.workshop_app.session.view
        speak = i18n.translator(
            view.workshop.language if view.workshop.language in i18n.LANGUAGES else "en"
        ).gettext
        before = view.all(Round)
        question = before[-1].question if before else speak(QUESTION)
        with Vertical():
            yield Static(join((_("Open a hidden round"), "bold $primary")))
            yield Static(plain(_("What the round is called"), MUTED))
            yield Input(speak(TITLE), id="title")
            yield Static(plain(_("The question to the room"), MUTED))
            yield Input(question, id="question")
            yield Static(id="heading")
            yield RowList(self._paint, marking=True)
            yield Static(classes="advice")
            yield TickBox(Content(_("An elected body votes here, meeting as such")), id="elected")
            yield Static(
                plain(
                    _(
                        "Then the rules on meetings, openness and minutes in the Local Government "
                        "Act (kommuneloven, chapter 11) apply. A slip without a name is not a "
                        "vote under them. What comes out here is advice."
                    )
                ),
                classes="elected",
            )
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Open") + " (F10)"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Mark the candidates, and begin in the title."""
        found = sorted(
            rounds.candidates(self.workshop_app.session.view),
            key=lambda topic: topic.state != "candidate",
        )
        rows = self.query_one(RowList)
        rows.show_rows([topic.id for topic in found])
        marks = {topic.id for topic in found if topic.state == "candidate"}
        if rounds.can_open(len(marks)):
            marks |= {topic.id for topic in found if topic.state == "chosen"}
        rows.marks = marks
        self._show_advice()
        self.query_one("#title").focus()

    def _paint(self, row: str, width: int) -> Content:
        topic = self.workshop_app.session.view.need(Topic, row)
        word = state_word(topic)
        title = plain(one_line(topic.title[:400]) or _("(no title)"))
        return join(
            title.truncate(max(width - len(word) - 2, 6), ellipsis=True, pad=True),
            "  ", (word, MUTED),
        )  # fmt: skip

    def _show_advice(self) -> None:
        rows = self.query_one(RowList)
        n = len(rows.marks)
        total = len(rows.rows)
        self.query_one("#heading", Static).update(
            join(
                (_("Topics on the slip: {n} of {total}").format(n=n, total=total), "bold"),
                ("   " + _("space marks; the order is drawn once"), MUTED),
            )
        )
        problem = rounds.can_open(n)
        words = (
            join(("✗ " + say(problem), "bold $error"))
            if problem
            else plain(
                say_all(rounds.advice(n), " ")
                + " "
                + _("The method is grades (majority judgment)."),
                MUTED,
            )
        )
        self.query_one(".advice", Static).update(words)

    def on_row_list_marked(self) -> None:
        """Other topics."""
        self._show_advice()

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Warn where it is needed."""
        self.query_one(".elected").set_class(event.value, "-shown")

    def on_input_submitted(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.dismiss(None)

    def action_accept(self) -> None:
        """Open it, if it can be."""
        rows = self.query_one(RowList)
        chosen = [row for row in rows.rows if row in rows.marks]
        problem = rounds.can_open(len(chosen))
        title = self.query_one("#title", Input).value.strip()
        if problem is not None:
            self.notify(say(problem), severity="warning")
        elif not title:
            self.notify(_("The round needs something to be called."), severity="warning")
            self.query_one("#title").focus()
        else:
            question = self.query_one("#question", Input).value.strip()
            self.dismiss(Wanted(title, question, tuple(chosen), bits(32)))

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
