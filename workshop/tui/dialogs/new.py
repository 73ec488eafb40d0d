"""A new strategy work: what it is called, whose it is, which process it follows."""

import re
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop import content as content_
from workshop import i18n
from workshop.acts import setup
from workshop.i18n import gettext as _
from workshop.session import create
from workshop.store import StoreError
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.text import join, plain

_YEAR = re.compile(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e]+')


class NewWorkshopDialog(ModalScreen[Path | None]):
    """Answers with the file that was made, or None when given up."""

    DEFAULT_CSS = """
    NewWorkshopDialog { align: center middle; }
    NewWorkshopDialog > VerticalScroll {
        width: 80; max-width: 96%; height: auto; max-height: 96%;
        padding: 1 2; background: $surface; border: round $primary;
    }
    NewWorkshopDialog .label { color: $text-muted; }
    NewWorkshopDialog OptionList { height: auto; max-height: 8; }
    NewWorkshopDialog .pair { height: auto; }
    NewWorkshopDialog .pair > Vertical { width: 1fr; height: auto; }
    NewWorkshopDialog .buttons { height: auto; align-horizontal: right; margin-top: 1; }
    NewWorkshopDialog .buttons Button { margin-left: 2; }
    NewWorkshopDialog #wrong { color: $error; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(self, folder: Path, *, by: str) -> None:
        """Ask in the name of someone, for a file in a folder."""
        super().__init__()
        self._folder, self._by = folder, by
        self._processes = processes()

    def compose(self) -> ComposeResult:
        """Few questions; everything can be changed later."""
        with VerticalScroll(can_focus=False):
            yield Static(plain(_("New strategy work"), "bold $primary"))
            yield Static(plain(_("Organisation")), classes="label")
            yield Input(id="organisation", placeholder="Fjordvik kommune")
            yield Static(plain(_("Title")), classes="label")
            yield Input(_("Employer strategy"), id="title")
            with Horizontal(classes="pair"):
                with Vertical():
                    yield Static(plain(_("Period")), classes="label")
                    yield Input(id="period", placeholder="2027–2030")
                with Vertical():
                    yield Static(plain(_("How many tables?")), classes="label")
                    yield Input("5", id="tables")
            yield Static(plain(_("Process to follow")), classes="label")
            yield OptionList(
                *(Option(join((say, "bold"), f"  {about}")) for _p, say, about in self._processes)
            )
            yield Static(id="wrong")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Make it") + " (F10)"), id="yes", variant="primary")

    def on_mount(self) -> None:
        """Begin with whose it is."""
        if self._processes:
            self.query_one(OptionList).highlighted = 0
        self.query_one("#organisation", Input).focus()

    def on_input_submitted(self) -> None:
        """Enter goes on to the next question."""
        self.focus_next()

    def on_option_list_option_selected(self) -> None:
        """Enter on the last question makes it."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.dismiss(None)

    def action_give_up(self) -> None:
        """Make nothing."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Make the file, or say all that is wrong."""
        organisation = self._value("organisation")
        period = _YEAR.fullmatch(self._value("period")) if self._value("period") else None
        tables = self._value("tables") or "0"
        wrong = []
        if not organisation:
            wrong.append(_("Write whose strategy it is."))
        if self._value("period") and period is None:
            wrong.append(_("Write the period as 2027–2030, or leave it empty."))
        if not (tables.isascii() and tables.isdecimal() and len(tables) < 4 and int(tables) <= 40):
            wrong.append(_("Write the number of tables as a number from 0 to 40."))
        if self._processes and (why := self._refused()):
            wrong.append(why)
        if wrong:
            self.query_one("#wrong", Static).update(plain("\n".join(wrong)))
            return
        years = (int(period[1]), int(period[2] or period[1])) if period else (0, 0)
        try:
            path = self._make(organisation, self._value("title"), years, int(tables))
        except StoreError as error:
            self.query_one("#wrong", Static).update(plain(i18n.current().message(error.message)))
            return
        self.dismiss(path)

    def _refused(self) -> str:
        """Why the chosen process cannot be followed; mostly nothing."""
        from workshop.library import default_library
        from workshop.library.corrections import refused_process

        process = self._processes[self.query_one(OptionList).highlighted or 0][0]
        why = refused_process(process, default_library(), i18n.current().language)
        return i18n.current().message(why) if why else ""

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _make(self, organisation: str, title: str, years: tuple[int, int], tables: int) -> Path:
        """The file, the process it follows, and its tables."""
        path = free_path(self._folder, f"{organisation} {title}")
        language = i18n.current().language
        session = create(
            path, by=self._by, title=title, organisation=organisation, period_from=years[0],
            period_to=years[1], language=language,
        )  # fmt: skip
        with session:
            if self._processes:
                chosen = self.query_one(OptionList).highlighted or 0
                from workshop.library import process_copy, process_key

                process = self._processes[chosen][0]
                session.do(
                    setup.follow(session.view, process_key(process), process_copy(process))
                )  # fmt: skip
            names = [
                _("Table {number}").format(number=number) for number in range(1, tables + 1)
            ]  # fmt: skip
            if names:
                session.do(setup.add_groups(session.view, session.new_id, names))
        return path


def free_path(folder: Path, name: str) -> Path:
    """A file name that nothing has yet."""
    plain_name = _UNSAFE.sub(" ", name).strip(" .")[:100] or "workshop"
    path = folder / f"{plain_name}.workshop"
    number = 2
    while path.exists():
        path = folder / f"{plain_name} {number}.workshop"
        number += 1
    return path


def processes() -> list[tuple[content_.Process, str, str]]:
    """The processes there are: what they are called, and a few words about each."""
    from workshop.library import default_library

    language = i18n.current().language
    found = []
    for loaded in default_library().processes():
        process = loaded.value
        if process is not None:
            about = content_.say(process.about, language).split(". ")[0]
            found.append((process, content_.say(process.title, language), about))
    return found
