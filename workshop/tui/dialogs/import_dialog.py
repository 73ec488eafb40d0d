"""A list of questions on its way to becoming a deck: what the cards would be, before they are."""

from pathlib import Path
from typing import ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.content import LANGUAGES, Language, say
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.workbench.exchange import Preview, read_questions
from workshop.workbench.own_files import SharingError

NOTES_MAX = 8
"""So many remarks are shown; more are counted."""


class ToMake(NamedTuple):
    """What has been agreed to."""

    preview: Preview
    title: str
    language: Language


class ImportDialog(ModalScreen[ToMake | None]):
    """The questions found, what was odd on the way, a title and a language."""

    CSS = """
    ImportDialog { align: center middle; }
    ImportDialog > Vertical {
        width: 100; max-width: 98%; height: auto; max-height: 96%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    ImportDialog Static { height: auto; }
    ImportDialog OptionList { height: auto; max-height: 18; margin: 1 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis; }
    ImportDialog #notes { color: $foreground-muted; max-height: 9; }
    ImportDialog .pair { height: 1; }
    ImportDialog .pair Static { width: 12; color: $foreground-muted; }
    ImportDialog #title { height: 1; border: none; background: $panel; padding: 0 1; width: 1fr; }
    ImportDialog .buttons { height: 3; align-horizontal: right; margin-top: 1; }
    ImportDialog .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        ACCEPT,
        key("import.language", "f2", "language", N_("Language"),
            N_("The questions are in another language"), priority=True),
    ]  # fmt: skip

    def __init__(self, data: bytes, path: Path, language: str) -> None:
        """Show what a file would become.

        Args:
            data: What is in the file.
            path: Where it is.
            language: The language it is thought to be in.
        """
        super().__init__()
        self._data, self._path = data, path
        self._language = cast("Language", language)
        self._preview: Preview | None = None

    def compose(self) -> ComposeResult:
        """Heading, questions, remarks, title, buttons."""
        with Vertical():
            yield Static(id="head", markup=False)
            yield OptionList()
            yield Static(id="notes", markup=False)
            with Horizontal(classes="pair"):
                yield Static(plain(_("Title")))
                yield Input(id="title", compact=True)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Make the deck") + " (F10)"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Read it, and begin in the title."""
        self._read()
        title = self._preview.title if self._preview else ""
        field = self.query_one("#title", Input)
        field.value = one_line(title or self._path.stem, 100)
        field.focus()

    def _read(self) -> None:
        options, notes = self.query_one(OptionList), self.query_one("#notes", Static)
        say_it = i18n.current().message
        try:
            self._preview = read_questions(self._data, self._path.name, self._language)
        except SharingError as error:
            self._preview = None
            options.clear_options()
            notes.update(plain(say_it(error.message)))
        else:
            options.set_options(self._rows(self._preview))
            notes.update(self._noted(self._preview))
        count = len(self._preview.cards) if self._preview else 0
        said = ngettext("{n} question", "{n} questions", count).format(n=count)
        name = i18n.language_name(self._language)
        self.query_one("#head", Static).update(
            join((one_line(self._path.name, 50), "bold $primary"),
                 (f"   {said} · " + _("read as {language}, F2 changes it").format(language=name),
                  MUTED))
        )  # fmt: skip
        self.query_one("#yes", Button).disabled = not self._ready

    @property
    def _ready(self) -> bool:
        return bool(self._preview and self._preview.cards and not self._preview.errors)

    def _rows(self, preview: Preview) -> list[Option]:
        pairs = zip(preview.lines, preview.cards, strict=True)
        return [
            Option(join((f"{line:>4} ", MUTED), one_line(say(card["ask"], self._language), 200)))
            for line, card in pairs
        ]

    def _noted(self, preview: Preview) -> Content:
        content = Content("")
        for note in sorted(preview.notes, key=lambda one: not one.error)[:NOTES_MAX]:
            where = _("Line {n}").format(n=note.line) if note.line else _("The file")
            style = "bold $error" if note.error else "bold"
            said: Message = note.message
            content += join((where + "  ", style), plain(i18n.current().message(said)), "\n")
        if len(preview.notes) > NOTES_MAX:
            content += plain(_("… and {n} more").format(n=len(preview.notes) - NOTES_MAX))
        return content

    def action_language(self) -> None:
        """The next language."""
        at = LANGUAGES.index(self._language)
        self._language = cast("Language", LANGUAGES[(at + 1) % len(LANGUAGES)])
        self._read()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Make it or not."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Enter makes it."""
        self.action_accept()

    def action_accept(self) -> None:
        """Agree."""
        title = self.query_one("#title", Input).value.strip()
        if not self._ready or self._preview is None:
            self.notify(_("There is nothing here that a deck can be made of yet."))
        elif not title:
            self.notify(_("Write a title first."))
        else:
            self.dismiss(ToMake(self._preview, title, self._language))

    def action_give_up(self) -> None:
        """Make nothing."""
        self.dismiss(None)
