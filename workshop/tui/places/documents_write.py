"""Writing a document to a file: in which form, in which folder, and over what."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop import documents, i18n, output
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import msg
from workshop.tui.dialogs.occupied import FREE, OVER, question, under_free_names
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.places import documents_files as files
from workshop.tui.text import MUTED, join, plain

if TYPE_CHECKING:
    from workshop.tui.places.documents import DocumentsPlace

ALL = "all"


class WriteDialog(ModalScreen[list[Path]]):
    """Which form, which folder. Answers with the files that were written."""

    DEFAULT_CSS = """
    WriteDialog { align: center middle; }
    WriteDialog > .sheet {
        width: 88; max-width: 98%; height: auto; max-height: 94%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    WriteDialog .question { height: auto; margin-bottom: 1; }
    WriteDialog OptionList { height: auto; max-height: 8; margin-bottom: 1; }
    WriteDialog #problem { height: auto; color: $error; }
    WriteDialog .buttons { height: 3; align-horizontal: right; margin-top: 1; }
    WriteDialog .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("write.write", "f10", "write", N_("Write"), N_("Write the file"), priority=True),
    ]  # fmt: skip

    def __init__(self, place: "DocumentsPlace", document_id: str) -> None:
        """Ask.

        Args:
            place: Knows the document and where it usually goes.
            document_id: Which document.
        """
        super().__init__()
        self._place, self._document = place, document_id
        self._formats = [one.id for one in documents.formats_of(document_id)]
        self._written: list[Path] = []

    def compose(self) -> ComposeResult:
        """Forms, folder, what is wrong, buttons."""
        say = i18n.current().message
        kind = documents.DOCUMENTS[self._document]
        with Vertical(classes="sheet"):
            yield Static(
                join((say(kind.title), "bold"), (f"  {say(kind.about)}", MUTED)),
                classes="question",
            )
            lines = [plain(say(documents.FORMATS[one].title)) for one in self._formats]
            yield OptionList(*(Option(line) for line in [*lines, plain(_("All of these"))]))
            yield Static(plain(_("Folder"), MUTED))
            yield Input(str(self._place.folder), id="folder")
            yield Static(id="problem")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Write (F10)")), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin among the forms."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def on_option_list_option_selected(self) -> None:
        """Enter on a form writes it."""
        self.action_write()

    def on_input_submitted(self) -> None:
        """Enter in the folder writes."""
        self.action_write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write, or not."""
        if event.button.id == "yes":
            self.action_write()
        else:
            self.dismiss(self._written)

    def action_give_up(self) -> None:
        """Write nothing."""
        self.dismiss(self._written)

    def action_write(self) -> None:
        """Write the chosen forms, asking before anything of others' is written over."""
        at = self.query_one(OptionList).highlighted or 0
        wanted = self._formats if at >= len(self._formats) else [self._formats[at]]
        try:
            folder = files.read_folder(
                self.query_one(Input).value, self._place.session.store.path
            )  # fmt: skip
        except output.OutputError as error:
            self._say(error)
            return
        goals = []
        for form in wanted:
            text, name = self._place.text_of(self._document, form)
            goals.append(output.Goal(folder / name, text))
        try:
            occupied = output.ready(goals, self._origin, folder_chosen=self._chosen(folder))
        except output.OutputError as error:
            self._say(error)
            return
        if not occupied:
            self._write(goals)
            return

        def answered(answer: str | None) -> None:
            if answer == FREE:
                self._write([one._replace(path=under_free_names(one.path, occupied))
                             for one in goals])  # fmt: skip
            elif answer == OVER:
                self._write(goals, over=True)

        self.app.push_screen(question(occupied), answered)

    @property
    def _origin(self) -> str:
        return self._place.session.store.workshop_id

    def _chosen(self, folder: Path) -> bool:
        """Whether a person has named the folder; what we propose may not be a link."""
        return folder != self._place.folder

    def _write(self, goals: list[output.Goal], *, over: bool = False) -> None:
        again = False
        for path, text in goals:
            try:
                done = output.write(path, text, self._origin, over=over,
                                    folder_chosen=self._chosen(path.parent))  # fmt: skip
            except output.OutputError as error:
                self._say(error)
                return
            again = again or done.again
            self._written.append(done.path)
            for notice in done.notices:
                self._place.tell(notice, severity="warning")
        place, written = self._place, self._written
        self.dismiss(written)
        if len(written) > 1:
            place.tell(
                msg("{n} files were written to {folder}", n=len(written), folder=written[0].parent)
            )
        elif again:
            place.tell(msg("Written again: {file}", file=written[0]))
        else:
            place.tell(msg("Written: {file}", file=written[0]))

    def _say(self, error: output.OutputError) -> None:
        self.query_one("#problem", Static).update(plain(i18n.current().message(error.message)))
