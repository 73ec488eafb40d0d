"""The date of a body's meeting, typed in once: which body, when, and when its papers are due."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.guide.calendar import read_day
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.tui.dialogs.checked import BOX
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.text import plain

Values = dict[str, str]
"""``body_kind``, ``body``, ``date`` and ``papers``, with dates as ISO text where they are dates."""


class MeetingDialog(ModalScreen[Values | None]):
    """A meeting. Esc gives up and answers None."""

    DEFAULT_CSS = (
        BOX.format(name="MeetingDialog")
        + """
    MeetingDialog .dialog { padding: 0 2; }
    MeetingDialog OptionList { height: 5; margin-bottom: 1; }
    MeetingDialog .row { height: 1; margin-bottom: 1; }
    MeetingDialog Label { width: 18; }
    MeetingDialog .row Input { width: 1fr; }
    MeetingDialog .buttons { margin-top: 0; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(
        self, bodies: Mapping[str, str], check: Callable[[Values], Message | None],
        values: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Ask for a meeting.

        Args:
            bodies: Kind of body → what it is called, translated.
            check: Says what is wrong with the values, or None.
            values: What stands there to begin with.
        """
        super().__init__()
        self._bodies, self._check, self._values = dict(bodies), check, dict(values)

    def compose(self) -> ComposeResult:
        """Body, name, date, deadline, what is wrong, buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(_("Which body meets, and when?"), "bold"), classes="question")
            yield OptionList(*(Option(plain(name)) for name in self._bodies.values()))
            yield from self._row("date", _("Date"), _("12.06.2027"))
            yield from self._row("papers", _("Papers due"), _("empty: the usual deadline"))
            yield from self._row("body", _("Its name here"), _("empty: the usual name"))
            yield Static(id="wrong", classes="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK (F10)"), id="yes", variant="primary")

    def _row(self, name: str, label: str, hint: str) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Label(plain(label))
            yield Input(self._values.get(name, ""), id=name, placeholder=hint, compact=True)

    def on_mount(self) -> None:
        """Begin with the body; with the date when the body is known."""
        kinds = list(self._bodies)
        options = self.query_one(OptionList)
        known = self._values.get("body_kind")
        options.highlighted = kinds.index(known) if known in kinds else 0
        (self.query_one("#date", Input) if known is not None else options).focus()

    def on_option_list_option_selected(self) -> None:
        """The body is chosen: on to the date, or to the name of another body."""
        self.query_one("#date" if self._kind() else "#body", Input).focus()

    def on_input_submitted(self) -> None:
        """Enter accepts."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.dismiss(None)

    def _kind(self) -> str:
        return list(self._bodies)[self.query_one(OptionList).highlighted or 0]

    def action_accept(self) -> None:
        """Answer, if it makes sense."""
        values = {"body_kind": self._kind()}
        for name in ("date", "papers", "body"):
            text = self.query_one(f"#{name}", Input).value.strip()
            day = read_day(text) if name != "body" else None
            values[name] = day.isoformat() if day else text
        wrong = self._check(values)
        if wrong is None:
            self.dismiss(values)
            return
        said = self.query_one("#wrong", Static)
        said.update(plain(i18n.current().message(wrong)))
        said.add_class("-said")

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
