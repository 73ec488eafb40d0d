"""A question whose answer is checked before the dialog closes, with what is wrong said in it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from workshop import i18n
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.text import plain

BOX = """
{name} {{ align: center middle; }}
{name} .dialog {{
    width: 76; max-width: 94%; height: auto; max-height: 96%;
    padding: 1 2; background: $surface; border: round $primary;
}}
{name} .question {{ margin-bottom: 1; }}
{name} .note {{ color: $text-muted; margin-bottom: 1; }}
{name} .wrong {{ color: $error; height: auto; display: none; }}
{name} .wrong.-said {{ display: block; }}
{name} .buttons {{ height: auto; align-horizontal: right; margin-top: 1; }}
{name} .buttons Button {{ margin-left: 2; }}
"""
"""How a dialog looks that says what is wrong; ``name`` is its class."""


class CheckedDialog(ModalScreen[str | None]):
    """One line of text that must make sense. Esc gives up and answers None."""

    DEFAULT_CSS = BOX.format(name="CheckedDialog")
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(
        self, question: str, text: str, check: Callable[[str], Message | None], *, note: str = ""
    ) -> None:
        """Ask a question.

        Args:
            question: What is asked, translated.
            text: What stands there to begin with.
            check: Says what is wrong with what is written, or None.
            note: What it is for, translated.
        """
        super().__init__()
        self._question, self._text, self._note = question, text, note
        self._check = check

    def compose(self) -> ComposeResult:
        """Question, field, what is wrong, buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question, "bold"), classes="question")
            if self._note:
                yield Static(plain(self._note), classes="note")
            yield Input(self._text, id="text")
            yield Static(id="wrong", classes="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one("#text", Input).focus()

    def on_input_submitted(self) -> None:
        """Enter accepts."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.dismiss(None)

    def action_accept(self) -> None:
        """Answer with what is written, if it makes sense."""
        text = self.query_one("#text", Input).value
        wrong = self._check(text)
        if wrong is None:
            self.dismiss(text)
            return
        said = self.query_one("#wrong", Static)
        said.update(plain(i18n.current().message(wrong)))
        said.add_class("-said")
        self.query_one("#text", Input).focus()

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
