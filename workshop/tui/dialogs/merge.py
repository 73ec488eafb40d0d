"""Merging a colleague's copy: choose the file, see what it brings, take it in."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.messages import fill, msg
from workshop.session import MergeSummary, SessionError
from workshop.session.merging import begin_copies_beside, begin_merge, begin_preview
from workshop.session.writer import Ticket
from workshop.store import StoreError
from workshop.tui.app import WorkshopApp
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.holding import finished
from workshop.tui.keys import key
from workshop.tui.notices import Notice
from workshop.tui.text import MUTED, join, one_line, plain

_COPIES = "copies"


def look_for_copies(app: WorkshopApp) -> None:
    """Look, out of the way of the screen, for copies beside the file; they become a notice."""
    session = app.session

    def found(copies: list[tuple[Path, int]]) -> None:
        if app.open_session is not session:
            return
        app.notices.take_down_about(_COPIES)
        if copies:
            app.put_up(notice_of(app, copies))
        else:
            app.show_view()

    begin_copies_beside(session).then(found, lambda _error: None)


def notice_of(app: WorkshopApp, copies: list[tuple[Path, int]]) -> Notice:
    """What is said of copies beside the file; who turns to it comes to the dialog."""
    files = ", ".join(path.name for path, _n in copies[:3]) + (" …" if len(copies) > 3 else "")
    message = (
        msg("A copy with other people’s work lies beside this file: {files}", files=files)
        if len(copies) == 1
        else msg("Copies with other people’s work lie beside this file: {files}", files=files)
    )
    return Notice(message, lambda: app.push_screen(MergeDialog(copies, offered=True)), _COPIES)


class MergeDialog(ModalScreen[MergeSummary | None]):
    """Which file, what it brings, and then the merge itself. It can be repeated without harm."""

    DEFAULT_CSS = """
    MergeDialog { align: center middle; }
    MergeDialog > .sheet {
        width: 92; max-width: 98%; height: auto; max-height: 94%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    MergeDialog .note { height: auto; color: $foreground-muted; margin-bottom: 1; }
    MergeDialog .question { height: auto; }
    MergeDialog OptionList { height: auto; max-height: 7; margin-bottom: 1; }
    MergeDialog #brings {
        height: auto; min-height: 2; padding: 0 1; border-left: thick $border; margin-top: 1;
    }
    MergeDialog #brings.-bad { border-left: thick $error; }
    MergeDialog #brings.-good { border-left: thick $success; }
    MergeDialog .buttons { height: 3; align-horizontal: right; margin-top: 1; }
    MergeDialog .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("merge.merge", "f10", "merge", N_("Merge the copy"), N_("Take in what the copy has"),
            priority=True),
    ]  # fmt: skip

    def __init__(
        self, copies: list[tuple[Path, int]] | None = None, *, offered: bool = False
    ) -> None:
        """Ask for a copy.

        Args:
            copies: Copies that are known to lie beside the file; by default they are looked for.
            offered: The program offers this by itself, because copies lie beside the file.
        """
        super().__init__()
        self._copies = copies
        self._offered = offered
        self._path: Path | None = None
        """The file whose summary is shown."""

    @property
    def workshop_app(self) -> WorkshopApp:
        """The app, typed."""
        app = self.app
        assert isinstance(app, WorkshopApp)
        return app

    def compose(self) -> ComposeResult:
        """Copies beside the file, a field for another, what it brings, buttons."""
        with Vertical(classes="sheet"):
            yield Static(self._question(), classes="question")
            yield Static(
                plain(
                    _(
                        "What was done in the copy is taken in here. Nothing here is lost; where "
                        "you both changed the same thing, both values are kept and you choose. "
                        "The copy itself is not touched."
                    )
                ),
                classes="note",
            )
            if self._copies:
                yield Static(plain(_("Choose a copy to see what it brings."), MUTED))
                yield OptionList(*(Option(self._line(path, n)) for path, n in self._copies))
            yield Static(plain(_("The file of the copy"), MUTED))
            yield Input(id="path", placeholder=_("Path of a .workshop file"))
            yield Static(id="brings")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Not now")), id="no")
                yield Button(Content(_("Merge (F10)")), id="yes", variant="primary", disabled=True)

    def _question(self) -> Content:
        if self._offered:
            return plain(_("A copy with other people’s work lies beside this file"), "bold")
        return plain(_("Merge a colleague’s copy"), "bold")

    @staticmethod
    def _line(path: Path, n: int) -> Content:
        new = ngettext("{n} new change", "{n} new changes", n).format(n=n)
        return join((one_line(path.name, 60), "bold"), (f"  {new}", MUTED))

    async def on_mount(self) -> None:
        """Begin among the copies, or with the field. Of what was offered nothing is chosen yet."""
        if self._copies is None:
            self._copies = await self.workshop_app.done(self._look) or []
            await self.recompose()
        if self._copies:
            options = self.query_one(OptionList)
            if self._offered:
                options.highlighted = None
            options.focus()
        else:
            self.query_one(Input).focus()

    def _look(self) -> Ticket[list[tuple[Path, int]]]:
        return begin_copies_beside(self.workshop_app.session)

    # ── choosing ─────────────────────────────────────────────────────────────────────────

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the copy brings."""
        # A list puts its cursor somewhere when it is made, before anyone has chosen.
        if self._copies and event.option_list.highlighted is not None:
            self.query_one(Input).value = str(self._copies[event.option_index][0])

    def on_option_list_option_selected(self) -> None:
        """Enter on a copy chooses it: the button that merges it is the next Enter."""
        if self._path is not None:
            self.query_one("#yes", Button).focus()

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the file brings, as soon as it is one."""
        path = self._read_path(event.value)
        self._path = None
        if path is None:
            self._say(Content(""))
        elif path.is_file():
            await self._preview(path)
        else:
            self._say(plain(_("No file there yet."), MUTED))

    async def on_input_submitted(self) -> None:
        """Enter: show what is wrong, or merge."""
        if self._path is not None:
            await self.action_merge()
            return
        path = self._read_path(self.query_one(Input).value)
        if path is None:
            self._say(plain(_("Write where the copy lies, or drag the file into the window.")))
        elif path.is_dir():
            self._say(plain(_("That is a folder. Choose a .workshop file in it.")), "-bad")
        elif not path.is_file():
            self._say(plain(fill(_("There is no file {file}"), {"file": path})), "-bad")

    def _read_path(self, written: str) -> Path | None:
        """A path as it was typed or dragged in: quoted, escaped, with ~ or beside our file."""
        text = written.strip().removeprefix("file://")
        for quote in ("'", '"'):
            if len(text) > 1 and text[0] == text[-1] == quote:
                text = text[1:-1]
        if not text or "\0" in text:
            return None
        path = Path(text)
        try:
            path = path.expanduser()
            path = self.workshop_app.session.store.path.parent / path
            path.is_file()
        except (OSError, RuntimeError, ValueError):
            return None
        if not path.exists() and "\\ " in text:
            return path.with_name(path.name.replace("\\ ", " "))
        return path

    async def _preview(self, path: Path) -> None:
        ticket = begin_preview(self.workshop_app.session, path)
        await finished(ticket)
        try:
            summary = ticket.result()
        except (SessionError, StoreError) as error:
            self._say(plain(i18n.current().message(error.message)), "-bad")
            return
        self._path = path
        self._say(summary_text(summary), "-good")

    def _say(self, words: Content, mood: str = "") -> None:
        brings = self.query_one("#brings", Static)
        brings.update(words)
        brings.set_class(mood == "-bad", "-bad")
        brings.set_class(mood == "-good", "-good")
        self.query_one("#yes", Button).disabled = self._path is None

    # ── merging ──────────────────────────────────────────────────────────────────────────

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Merge, or not."""
        if event.button.id == "yes":
            await self.action_merge()
        else:
            self.dismiss(None)

    async def action_merge(self) -> None:
        """Take it in, and go to the conflicts if there are new ones."""
        path, app = self._path, self.workshop_app
        if path is None:
            return
        summary = await app.done(lambda: begin_merge(app.session, path))
        if summary is None:
            return
        app.show_view()
        app.notify(_said_after(summary), timeout=8)
        look_for_copies(app)
        if not self.is_active:
            # The person has gone on to something else meanwhile: the notice stays, they too.
            return
        self.dismiss(summary)
        if summary.new_conflicts or summary.late:
            first = next(
                (one.record for one in app.session.view.conflicts()), ""
            ) if summary.new_conflicts else ""  # fmt: skip
            app.call_later(lambda: app.go(5, record=first))

    def action_give_up(self) -> None:
        """Not now."""
        self.dismiss(None)


def summary_text(summary: MergeSummary) -> Content:
    """What a merge brings, a line for each thing that is not nothing."""
    if not summary.acts and not summary.ballots:
        return plain(_("Everything in it is here already."))
    people = ", ".join(
        f"{one_line(name, 40) or _('unknown')} {n}"
        for name, n in sorted(summary.by.items(), key=lambda pair: -pair[1])[:6]
    )
    n = summary.acts
    lines = [ngettext("{n} new change", "{n} new changes", n).format(n=n) + f"  ({people})"]
    counted = (
        (summary.added, _("New things: {n}")),
        (summary.new_conflicts, _("New conflicts for you to settle: {n}")),
        (summary.settled, _("Conflicts that were settled there: {n}")),
        (summary.late, _("New work under something that is removed here: {n}")),
        (summary.ballots, _("Slips of a round that is open: yes")),
        (summary.skipped, _("Damaged rows that cannot be read, and are skipped: {n}")),
    )
    lines += [words.replace("{n}", str(n)) for n, words in counted if n]
    return plain("\n".join(lines))


def _said_after(summary: MergeSummary) -> str:
    if not summary.acts and not summary.ballots:
        return _("Everything in it was here already.")
    said = ngettext("Merged: {n} change.", "Merged: {n} changes.", summary.acts)
    said = said.format(n=summary.acts)
    if summary.new_conflicts:
        n = summary.new_conflicts
        said += " " + ngettext("{n} conflict to settle.", "{n} conflicts to settle.", n).format(n=n)
    return said
