"""The questions of the cards' place: which card, how many tables, who sits there, which words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.acts import cards
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Answer, Group
from workshop.session import Gone
from workshop.text_gate import comparison_key
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.keys import key
from workshop.tui.roles import ROLES
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.fields import FieldArea, Written

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

_CSS = """
PickCardDialog, SeatDialog, TableDialog, EditAnswerDialog { align: center middle; }
.cards-dialog {
    width: 76; max-width: 96%; height: auto; max-height: 94%;
    padding: 1 2; background: $surface; border: round $primary;
}
.cards-dialog > .question { margin-bottom: 1; }
.cards-dialog > .note { color: $text-muted; }
.cards-dialog OptionList { height: auto; max-height: 16; min-height: 3; margin-top: 1; }
.cards-dialog FieldArea { height: 9; }
.cards-dialog .buttons { height: auto; align-horizontal: right; margin-top: 1; }
.cards-dialog .buttons Button { margin-left: 2; }
.cards-dialog .role { height: 1; }
.cards-dialog .role > Static { width: 28; }
.cards-dialog .role > Input, .cards-dialog .role > Input:focus {
    width: 24; border: none; height: 1; padding: 0 1; background: $panel; }
.cards-dialog .role > Input:focus { background: $primary 20%; }
"""


def table_name(group: Group | None) -> str:
    """What a table is called on the screen."""
    if group is None:
        return _("No table")
    name = one_line(group.name)
    number = _("Table {n}").format(n=group.number) if group.number else ""
    if name and str(group.number) in name.split():
        return name
    return " ".join(filter(None, (number, name))) or _("Table ?")


class PickCardDialog(ModalScreen[str | None]):
    """One card of a deck, found by words of its subject, its theme, its text or its roles."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("cards.pick-down", "down", "into_list", N_("To the list"),
            N_("Go from the field to the list"), show=False),
    ]  # fmt: skip

    def __init__(self, choices: Sequence[tuple[str, str, str, str]], drawn: set[str]) -> None:
        """Ask which card.

        Args:
            choices: For each its key, its heading, a low-voiced word, and what else it is
                found by.
            drawn: The keys that have been drawn.
        """
        super().__init__()
        self._choices, self._drawn = list(choices), drawn
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """A field to look with, and the list."""
        with Vertical(classes="cards-dialog"):
            yield Static(plain(_("Which card?"), "bold"), classes="question")
            yield Input(placeholder=_("Look for words, a theme or a role"))
            yield OptionList()

    def on_mount(self) -> None:
        """Begin with all."""
        self._fill("")

    def _fill(self, words: str) -> None:
        options = self.query_one(OptionList)
        wanted = comparison_key(words).split()
        shown = [
            (key, heading, low)
            for key, heading, low, more in self._choices
            if all(word in comparison_key(f"{heading} {low} {more}") for word in wanted)
        ]
        self._shown = [key for key, _heading, _low in shown]
        options.set_options(
            Option(join(("✓ " if key in self._drawn else "  "), one_line(heading, 34).ljust(36),
                        (one_line(low, 28), MUTED)))
            for key, heading, low in shown
        )  # fmt: skip
        if shown:
            options.highlighted = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the field takes the first."""
        if self._shown:
            self.dismiss(self._shown[self.query_one(OptionList).highlighted or 0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        self.dismiss(self._shown[event.option_index])

    def action_into_list(self) -> None:
        """From the field to the list."""
        self.query_one(OptionList).focus()

    def action_give_up(self) -> None:
        """None of them."""
        self.dismiss(None)


class SeatDialog(ModalScreen[int | None]):
    """How many tables. Esc answers None."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP]

    def __init__(self, most: int = cards.MAX_TABLES) -> None:
        """Ask how many tables to set up.

        Args:
            most: How many there is room for.
        """
        super().__init__()
        self._most = most

    def compose(self) -> ComposeResult:
        """Question and field."""
        with Vertical(classes="cards-dialog"):
            yield Static(plain(_("How many tables?"), "bold"), classes="question")
            yield Static(
                plain(_("From 1 to {n}. They are numbered, and never named after people.").format(
                    n=self._most)), classes="note")  # fmt: skip
            yield Input("5", id="tables", type="integer", max_length=2)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Set up tables")), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        """Enter."""
        self._accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self._accept()
        else:
            self.dismiss(None)

    def _accept(self) -> None:
        text = self.query_one(Input).value.strip()
        count = int(text) if text.isdecimal() else 0
        if not 1 <= count <= self._most:
            self.notify(_("Write a number from 1 to {n}.").format(n=self._most), severity="warning")
            return
        self.dismiss(count)

    def action_give_up(self) -> None:
        """None."""
        self.dismiss(None)


class TableDialog(ModalScreen[tuple[str, dict[str, int]] | None]):
    """What a table is called and who sits there: role and number, never names of people."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(self, group: Group) -> None:
        """Ask about a table."""
        super().__init__()
        self._group = group

    def compose(self) -> ComposeResult:
        """A name, and a number for each role."""
        with Vertical(classes="cards-dialog"):
            yield Static(plain(table_name(self._group), "bold"), classes="question")
            with Horizontal(classes="role"):
                yield Static(plain(_("Called (may be empty)")))
                yield Input(self._group.name, id="name", compact=True)
            for role, name in ROLES.items():
                count = self._group.composition.get(role, 0)
                with Horizontal(classes="role"):
                    yield Static(plain(_(name)))
                    yield Input(
                        str(count or ""), id=f"role-{role}", type="integer", max_length=3,
                        compact=True,
                    )  # fmt: skip
            yield Static(plain(_("Roles and numbers only. Never the names of people.")),
                         classes="note")  # fmt: skip
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK (F10)"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin with those who are most often there."""
        self.query_one("#name", Input).focus()

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
        """Answer with what is written."""
        composition = {}
        for role in ROLES:
            text = self.query_one(f"#role-{role}", Input).value.strip()
            if text.isdecimal() and int(text):
                composition[role] = int(text)
        self.dismiss((self.query_one("#name", Input).value.strip(), composition))

    def action_give_up(self) -> None:
        """None."""
        self.dismiss(None)


class EditAnswerDialog(ModalScreen[None]):
    """The wording of an answer. What is typed is kept as a draft until it is saved or given up."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(self, answer: str) -> None:
        """Edit an answer.

        Args:
            answer: Its id.
        """
        super().__init__()
        self._answer = answer
        self._stood = ""
        """What stood there when the editing began."""

    def compose(self) -> ComposeResult:
        """The field and two buttons."""
        with Vertical(classes="cards-dialog"):
            yield Static(plain(_("What the table said"), "bold"), classes="question")
            yield FieldArea(tab_behavior="focus")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK (F10)"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin in the field, at the end."""
        session = cast("WorkshopApp", self.app).session
        field = self.query_one(FieldArea)
        self._stood = session.view.need(Answer, self._answer).text
        field.bind_to(session, self._answer, "text", self._stood)
        field.move_cursor(field.document.end)
        field.focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.app.call_later(self.action_accept)
        else:
            self.action_give_up()

    def on_written(self, message: Written) -> None:
        """The field was left with something new in it."""
        message.stop()
        app = cast("WorkshopApp", self.app)
        change = cards.rewrite(app.session.view, message.record, message.text, tips=message.tips)
        app.write(change, lambda _act: message.widget.after_write())

    async def action_accept(self) -> None:
        """Save and close."""
        field = self.query_one(FieldArea)
        field.leave()
        await field.kept()
        self.dismiss(None)

    def purge(self, gone: Gone) -> None:
        """The answer was removed for good: there is nothing to go back to."""
        if (self._answer, "text") in gone.fields:
            self._stood = ""

    def action_give_up(self) -> None:
        """Close without a change; the draft goes."""
        field = self.query_one(FieldArea)
        field.load_text(self._stood)
        cast("WorkshopApp", self.app).guarded(field.leave)
        self.dismiss(None)
