"""The first screen: make, open, look at the example, browse the library."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import __version__, paths
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.tui.dialogs import TextDialog
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

MOST_FILES = 40


class StartScreen(Screen[None]):
    """Four ways in, and the files of this folder: never another client's."""

    DEFAULT_CSS = """
    StartScreen { align: center middle; }
    StartScreen #start { width: 76; max-width: 94%; height: auto; max-height: 94%; }
    StartScreen #title { padding: 1 2 0 2; }
    StartScreen OptionList { height: auto; max-height: 18; margin: 1 1 0 1; }
    StartScreen #hint { padding: 1 2; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("start.new", "n", "new", N_("New"), N_("Make a new strategy work in this folder")),
        key("start.open", "o", "open", N_("Open"), N_("Open a file by its path")),
        key("start.example", "e", "example", N_("Example"),
            N_("Open the worked example, Fjordvik kommune")),
        key("start.library", "l", "library", N_("Library"),
            N_("Look through the decks and processes")),
        key("start.who", "w", "who", N_("Who you are"),
            N_("The name or role that stands on what you do")),
    ]  # fmt: skip

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, the ways in, the files here."""
        with Vertical(id="start"):
            yield Static(id="title")
            yield OptionList(id="ways")
            yield Static(id="hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """List what there is."""
        self.show_ways()
        self.query_one(OptionList).focus()

    async def recompose(self) -> None:
        """Speak another language."""
        await super().recompose()
        self.show_ways()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Coming back: there may be new files."""
        self.show_ways()

    def show_ways(self) -> None:
        """The ways in, and the files of this folder, the latest first."""
        self.query_one("#title", Static).update(
            join(
                (_("Employer strategy workshop"), "bold $primary"),
                (f"  {__version__}\n", MUTED),
                _("From the first question card to a strategy that is adopted and followed up."),
            )
        )
        folder = Path.cwd()
        options = [
            self._way("new", "n", _("New strategy work")),
            self._way("open", "o", _("Open a file")),
            self._way("example", "e", _("The worked example: Fjordvik kommune")),
            self._way("library", "l", _("Library of decks and processes")),
        ]
        files = files_in(folder)
        self._files = {f"file-{index}": path for index, path in enumerate(files)}
        if files:
            options.append(Option(join((_("In this folder"), MUTED)), disabled=True))
            options += [
                Option(join("   ", plain(one_line(path.stem, 60))), id=identifier)
                for identifier, path in self._files.items()
            ]
        ways = self.query_one("#ways", OptionList)
        here = ways.highlighted
        ways.clear_options()
        ways.add_options(options)
        ways.highlighted = here if here is not None else (5 if files else 0)
        who = self.workshop_app.by or _("unknown")
        self.query_one("#hint", Static).update(
            join(_("Folder: {folder}").replace("{folder}", one_line(str(folder), 60)), "\n",
                 _("You are: "), plain(one_line(who, 40)), _("   (press w to change)"))
        )  # fmt: skip

    @staticmethod
    def _way(identifier: str, letter: str, words: str) -> Option:
        return Option(join((f"{letter}  ", "bold"), words), id=identifier)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go in."""
        identifier = event.option.id or ""
        if identifier in self._files:
            self._open(self._files[identifier])
        elif identifier:
            getattr(self, f"action_{identifier}")()

    def _open(self, path: Path) -> None:
        if self.workshop_app.open_path(path):
            self.workshop_app.show_house()

    def action_new(self) -> None:
        """Make a new workshop."""
        from workshop.tui.dialogs.new import NewWorkshopDialog

        def made(path: Path | None) -> None:
            if path is not None:
                self._open(path)

        self.app.push_screen(NewWorkshopDialog(Path.cwd(), by=self.workshop_app.by), made)

    def action_open(self) -> None:
        """Open a file by its path."""

        def answered(text: str | None) -> None:
            if text is not None:
                self._open(Path(text.strip().strip("'\"")).expanduser())

        dialog = TextDialog(
            _("Which file?"), note=_("The path of a .workshop file; it can be pasted in.")
        )
        self.app.push_screen(dialog, answered)

    def action_example(self) -> None:
        """Open the worked example."""
        from workshop.example import open_example

        path = self.workshop_app.guarded(lambda: open_example(paths.data_dir() / "example"))
        if path is not None:
            self._open(path)

    def action_library(self) -> None:
        """Look through decks and processes."""
        self.workshop_app.action_library()

    def action_who(self) -> None:
        """Say who you are."""
        self.workshop_app.ask_name(self.show_ways)


def files_in(folder: Path) -> list[Path]:
    """The workshops of a folder: those opened before from here, then the others by name."""
    recent = [path for path in paths.recent(folder) if path.exists()]
    try:
        others = sorted(folder.glob("*.workshop"))
    except OSError:
        others = []
    known = {path.resolve() for path in recent}
    return [*recent, *(path for path in others if path.resolve() not in known)][:MOST_FILES]
