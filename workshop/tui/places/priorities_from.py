"""Whose the next slips are: a role and a table, when slips carry them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.i18n import gettext as _
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.text import MUTED, plain

Choice = tuple[str, str]
"""(role, table id); empty is not on the slip."""


class SlipsFromDialog(ModalScreen[Choice | None]):
    """A role, Enter, a table, Enter. Esc changes nothing."""

    DEFAULT_CSS = """
    SlipsFromDialog { align: center middle; }
    SlipsFromDialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 92%; padding: 1 2;
        background: $surface; border: round $primary;
    }
    SlipsFromDialog Horizontal { height: auto; margin-top: 1; }
    SlipsFromDialog Horizontal > Vertical { width: 1fr; height: auto; }
    SlipsFromDialog OptionList { height: auto; max-height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(
        self, roles: Sequence[tuple[str, str]], tables: Sequence[tuple[str, str]], now: Choice
    ) -> None:
        """Ask whose the next slips are.

        Args:
            roles: Role → what it is called.
            tables: Table id → what it is called.
            now: What it is now.
        """
        super().__init__()
        self._roles = [("", _("not on the slip")), *roles]
        self._tables = [("", _("not on the slip")), *tables]
        self._now = now

    def compose(self) -> ComposeResult:
        """Two lists."""
        with Vertical():
            yield Static(plain(_("Whose are the next slips?"), "bold"))
            yield Static(
                plain(
                    _(
                        "Only what stands on the slip itself. A role or a table with fewer than "
                        "five slips is never shown by itself."
                    ),
                    MUTED,
                )
            )
            with Horizontal():
                for name, title, choices in (
                    ("roles", _("Role"), self._roles),
                    ("tables", _("Table"), self._tables),
                ):
                    with Vertical():
                        yield Static(plain(title, MUTED))
                        yield OptionList(*(Option(plain(word)) for _id, word in choices), id=name)

    def on_mount(self) -> None:
        """Begin at the role that is set."""
        for name, choices, now in (
            ("#roles", self._roles, self._now[0]),
            ("#tables", self._tables, self._now[1]),
        ):
            values = [value for value, _word in choices]
            options = self.query_one(name, OptionList)
            options.highlighted = values.index(now) if now in values else 0
        self.query_one("#roles").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a role goes on to the tables; on a table it answers."""
        if event.option_list.id == "roles":
            self.query_one("#tables").focus()
        else:
            self.action_accept()

    def action_accept(self) -> None:
        """Answer."""
        role = self.query_one("#roles", OptionList).highlighted or 0
        table = self.query_one("#tables", OptionList).highlighted or 0
        self.dismiss((self._roles[role][0], self._tables[table][0]))

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
