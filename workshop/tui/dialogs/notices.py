"""The words of a notice, whole, when a person has turned to it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workshop.i18n import gettext as _
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.text import plain


class NoticeDialog(ModalScreen[None]):
    """One notice. Closing it is all that can be done."""

    DEFAULT_CSS = """
    NoticeDialog { align: center middle; }
    NoticeDialog > .sheet {
        width: 76; max-width: 98%; height: auto; max-height: 94%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    NoticeDialog .words { height: auto; margin-bottom: 1; }
    NoticeDialog .buttons { height: 3; align-horizontal: right; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP]

    def __init__(self, words: str) -> None:
        """Show a notice.

        Args:
            words: What it says, translated.
        """
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words, and a button."""
        with Vertical(classes="sheet"):
            yield Static(plain(self._words), classes="words")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Close")), id="close")

    def on_button_pressed(self) -> None:
        """Read."""
        self.dismiss(None)

    def action_give_up(self) -> None:
        """Read."""
        self.dismiss(None)
