"""The three questions nearly every screen asks: yes or no, which one, and what do you write."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.session import Gone, Session
from workshop.tui.keys import key
from workshop.tui.text import plain

_CSS = """
ConfirmDialog, TextDialog, ChoiceDialog { align: center middle; }
.dialog {
    width: 72; max-width: 94%; height: auto; max-height: 90%;
    padding: 1 2; background: $surface; border: round $primary;
}
.dialog > .question { margin-bottom: 1; }
.dialog > .note { color: $text-muted; margin-bottom: 1; }
.dialog TextArea { height: 7; }
.dialog OptionList { height: auto; max-height: 14; }
.dialog .buttons { height: auto; align-horizontal: right; margin-top: 1; }
.dialog .buttons Button { margin-left: 2; }
"""

GIVE_UP = key("dialog.give-up", "escape", "give_up", N_("Cancel"), N_("Close without a change"))
ACCEPT = key(
    "dialog.accept", "f10", "accept", N_("OK"), N_("Accept what is written"), priority=True
)  # fmt: skip


class ConfirmDialog(ModalScreen[bool]):
    """Yes or no. Esc is no."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP]

    def __init__(self, question: str, note: str = "", yes: str = "", no: str = "") -> None:
        """Ask a question.

        Args:
            question: What is asked, translated.
            note: What it means, translated.
            yes: The word on the button that goes on.
            no: The word on the button that does not.
        """
        super().__init__()
        self._question, self._note = question, note
        self._yes, self._no = yes or _("Yes"), no or _("No")

    def compose(self) -> ComposeResult:
        """Question, note, two buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question, "bold"), classes="question")
            if self._note:
                yield Static(plain(self._note), classes="note")
            with Horizontal(classes="buttons"):
                yield Button(plain(self._no), id="no")
                yield Button(plain(self._yes), id="yes", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")

    def action_give_up(self) -> None:
        """Answer no."""
        self.dismiss(False)


SKETCH_SECONDS = 0.25
"""How long after a key what is being written is kept; the promise is half a second."""


class Sketch(NamedTuple):
    """The field that a long text will be written in: what is typed is kept there as a draft."""

    session: Session
    record: str
    field: str

    def found(self) -> str | None:
        """What was being written when the window was last killed."""
        for draft in self.session.drafts():
            if (draft.record, draft.field) == (self.record, self.field):
                return draft.text
        return None

    def keep(self, text: str) -> None:
        """Keep it, if it can be kept."""
        with self.session.quietly():
            self.session.keep_draft(self.record, self.field, text)

    def drop(self) -> None:
        """It has been written for good, or given up."""
        with self.session.quietly():
            self.session.drop_draft(self.record, self.field)


class TextDialog(ModalScreen[str | None]):
    """One text, on one line or several. Esc gives up and answers None."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(
        self, question: str, text: str = "", *, note: str = "", lines: bool = False,
        needed: bool = True, sketch: Sketch | None = None,
    ) -> None:  # fmt: skip
        """Ask for a text.

        Args:
            question: What is asked, translated.
            text: What stands there to begin with.
            note: What it is for, translated.
            lines: Several lines; F10 accepts. Otherwise Enter does.
            needed: An empty text is not accepted.
            sketch: Where to keep what is being written, for texts that would be missed.
        """
        super().__init__()
        self._question, self._note = question, note
        self._lines, self._needed, self._sketch = lines, needed, sketch
        left = sketch.found() if sketch is not None else None
        self._text = text if left is None else left
        self._began = text
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """Question, field, buttons."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question, "bold"), classes="question")
            if self._note:
                yield Static(plain(self._note), classes="note")
            if self._lines:
                # The widget for long texts is heavy to import, and most questions need none.
                from textual.widgets import TextArea

                yield TextArea(self._text, id="text", tab_behavior="focus")
            else:
                yield Input(self._text, id="text")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK" + (" (F10)" if self._lines else "")), id="yes",
                             variant="primary")  # fmt: skip

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one("#text").focus()

    def on_text_area_changed(self) -> None:
        """Keep what is written, a moment after each key."""
        if self._sketch is not None and self._keeping is None and self._written() != self._text:
            self._keeping = self.set_timer(SKETCH_SECONDS, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        if self._sketch is None:
            return
        self._text = self._written()
        if self._text.strip() and self._text != self._began:
            self._sketch.keep(self._text)
        else:
            self._sketch.drop()

    def purge(self, gone: Gone) -> None:
        """What this was to be a wording of was removed for good, or says the same."""
        sketch = self._sketch
        here = sketch is not None and (sketch.record, sketch.field) in gone.fields
        if not here and not gone.holds(self._written()):
            return
        field = self.query_one("#text")
        if isinstance(field, Input):
            field.value = ""
        else:
            field.load_text("")  # type: ignore[attr-defined]
        self._began = ""
        self._keep()

    def let_go(self) -> None:
        """Keep what is being written: the workshop is closing."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keep()

    def _written(self) -> str:
        field = self.query_one("#text")
        return field.value if isinstance(field, Input) else str(getattr(field, "text", ""))

    def _answer(self, text: str | None) -> None:
        if self._keeping is not None:
            self._keeping.stop()
        self.dismiss(text)
        if self._sketch is not None:
            # After the act that comes of it.
            self.app.call_later(self._sketch.drop)

    def on_input_submitted(self) -> None:
        """Enter accepts one line."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self._answer(None)

    def action_accept(self) -> None:
        """Answer with what is written."""
        text = self._written()
        if self._needed and not text.strip():
            self.notify(_("Write something first, or press Esc."), severity="warning")
            return
        self._answer(text)

    def action_give_up(self) -> None:
        """Answer nothing."""
        self._answer(None)


class ChoiceDialog(ModalScreen[str | None]):
    """One of several. Esc gives up and answers None."""

    DEFAULT_CSS = _CSS
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], *, note: str = "",
        chosen: str = "",
    ) -> None:  # fmt: skip
        """Ask which one.

        Args:
            question: What is asked, translated.
            choices: What each answers with, and what it is called.
            note: What it is for, translated.
            chosen: The one that is marked to begin with.
        """
        super().__init__()
        self._question, self._choices = question, list(choices)
        self._note, self._chosen = note, chosen

    def compose(self) -> ComposeResult:
        """Question and list."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question, "bold"), classes="question")
            if self._note:
                yield Static(plain(self._note), classes="note")
            yield OptionList(*(Option(plain(name)) for _value, name in self._choices))

    def on_mount(self) -> None:
        """Begin in the list, at the one that is chosen."""
        options = self.query_one(OptionList)
        values = [value for value, _name in self._choices]
        options.highlighted = values.index(self._chosen) if self._chosen in values else 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(self._choices[event.option_index][0])

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
