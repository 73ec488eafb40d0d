"""A question whose answer is checked before the dialog closes, with what is wrong said in it."""

from collections.abc import Callable

from textual.widgets import Input, Static

from workshop import i18n
from workshop.messages import Message
from workshop.tui.dialogs.simple import TextDialog
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


class CheckedDialog(TextDialog):
    """One line of text that must make sense. Esc gives up and answers None."""

    DEFAULT_CSS = BOX.format(name="CheckedDialog")

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
        super().__init__(question, text, note=note, needed=False)
        self._check = check

    def on_mount(self) -> None:
        """Make room for what is wrong, under the field."""
        wrong = Static(id="wrong", classes="wrong", markup=False)
        self.query_one(".dialog").mount(wrong, after="#text")

    def action_accept(self) -> None:
        """Answer with what is written, if it makes sense."""
        wrong = self._check(self.query_one("#text", Input).value)
        if wrong is None:
            super().action_accept()
            return
        said = self.query_one("#wrong", Static)
        said.update(plain(i18n.current().message(wrong)))
        said.add_class("-said")
        self.query_one("#text", Input).focus()
