"""The app: its keys, its screens, and how it looks and speaks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.theme import Theme

from workshop import crash_reports, i18n, paths
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.session import Session
from workshop.tui.gated import GatedApp
from workshop.tui.key_gate import AWAITED
from workshop.tui.keys import key
from workshop.tui.text import LastGate
from workshop.tui.themes import THEMES

OFFER_SECONDS = 0.5
"""How long after the first frame we look for copies beside the file."""

BACKUP_SECONDS = 3600.0
"""How often a file that stays open is backed up, if it has changed."""

POLL_SECONDS = 0.25
"""How often we look for what others wrote; the promise is half a second."""

_LAST_GATE = LastGate()

_OURS = {theme.name: theme for theme in THEMES}


class WorkshopApp(GatedApp):
    """The whole program in the terminal."""

    TITLE = "Workshop"
    CSS = """
    OptionList { border: none; background: transparent; padding: 0; }
    OptionList:focus { border: none; background-tint: transparent 0%; }
    OptionList > .option-list--option { padding: 0 1; }
    Input { border: tall $border; background: $surface; }
    Input:focus { border: tall $primary; }
    Input.-textual-compact, Input.-textual-compact:focus { border: none; }
    Input.-textual-compact:focus { background: $panel; }
    * { scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $border; }
    Toast { background: $panel; }
    ToastRack { dock: top; align: right top; margin: 2 0 0 0; }
    """
    # The palette is ours, under the key that Textual gives it.
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("app.help", "f1,question_mark", "help", N_("Help"),
            N_("The keys of this screen, and what it is for")),
        key("app.present", "f5", "present", N_("Show the room"),
            N_("What the wall sees: the card, the clock, the answers")),
        key("app.undo", "ctrl+z", "undo", N_("Undo"),
            N_("Take back the last thing done in this window"), show=False),
        key("app.redo", "ctrl+y", "redo", N_("Redo"),
            N_("Do again what was taken back"), show=False),
        key("app.find", "ctrl+f,slash", "find", N_("Find"),
            N_("Find words anywhere in the workshop")),
        key("app.forget", "f12", "forget", N_("Erase permanently"),
            N_("Erase a text so that it cannot be brought back"), show=False),
        key("app.palette", "ctrl+p", "command_palette", N_("All commands"),
            N_("Find anything that can be done here by its name"), show=False, priority=True),
        key("app.start", "ctrl+o", "start", N_("Other files"),
            N_("Close this one and go to the start: new, open, library"), show=False),
        key("app.notice", "ctrl+n", "notice", N_("Look at the notice"),
            N_("What the program says by itself stays on a line until you look at it"), show=False),
        key("app.language", "f8", "language", N_("Language"),
            N_("Bokmål, nynorsk or English on the screen"), show=False),
        key("app.theme", "f9", "theme", N_("Colours"), N_("Light, dark or high contrast"),
            show=False),
        key("app.quit", "ctrl+q", "quit", N_("Quit"),
            N_("Leave. Everything is saved already"), show=False, priority=True),
    ]  # fmt: skip

    language: reactive[str] = reactive("", init=False)

    def __init__(
        self,
        path: Path | None = None,
        *,
        session: Session | None = None,
        by: str = "",
        language: str = "",
        polling: bool = True,
    ) -> None:
        """Make the app.

        Args:
            path: A workshop to open at once; without one the start screen is shown.
            session: An open workshop, instead of a path.
            by: The name or role of the person; by default from the settings.
            language: The language of the screen; by default from the settings or the locale.
            polling: Leave the disk to a thread, and look for what others write. Tests turn it off.
        """
        self._trouble: Message | None = None
        try:
            self.settings = paths.read_settings()
        except paths.SettingsError as error:
            self.settings = paths.Settings()
            self._trouble = error.problem
        super().__init__(session, by or self.settings.name, attended=polling)
        for theme in THEMES:
            self.register_theme(theme)
        self._path = path
        self._polling = polling
        # Where things glide, the eye and the next key meet them half-way.
        self.animation_level = "none"
        self.theme = self.settings.theme if self._knows(self.settings.theme) else "papir"
        i18n.use(language or self.settings.language or i18n.best_language())
        self.set_reactive(WorkshopApp.language, i18n.current().language)

    def _knows(self, theme: str) -> bool:
        return any(theme == known.name for known in THEMES)

    async def on_mount(self) -> None:
        """Show the workshop, or the start."""
        if self.settings.keys:
            self.set_keymap(self.settings.keys)
        if self._trouble is not None:
            self.tell(self._trouble, severity="warning")
        if self.open_session is not None:
            self.set_timer(OFFER_SECONDS, self._offer_copies)
        if self._polling:
            self.set_interval(POLL_SECONDS, self.poll)
            self.set_interval(BACKUP_SECONDS, self.back_up)
        self.attend()

    def get_theme(self, theme_name: str) -> Theme | None:
        """One of our themes; asked for hundreds of times a frame, so looked up directly."""
        return _OURS.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> Screen[None]:
        """The first thing to be seen: the workshop, or the start. No empty screen before it."""
        if self._path is not None and self.open_session is None:
            if crash_reports.ended_too_often(self._path):
                self._trouble = msg(
                    "{file} is not opened by itself: the last times, it ended with an error. "
                    "All that was typed is kept. Choose it in the list to try again, or look at "
                    "it with: workshop status",
                    file=self._path.name,
                )
            else:
                self.open_path(self._path)
        if self.open_session is not None:
            from workshop.tui.screens.house import House

            return House()
        from workshop.tui.screens.start import StartScreen

        return StartScreen()

    # ── screens ──────────────────────────────────────────────────────────────────────────

    def show_house(self) -> None:
        """Show the open workshop."""
        from workshop.tui.screens.house import House

        first = self._first_screen()
        if isinstance(first, House):
            # It stood there empty since the workshop it showed was left.
            self.run_worker(first.move_in(), group=AWAITED)
        else:
            self.push_screen(House())
        self.set_timer(OFFER_SECONDS, self._offer_copies)

    def _offer_copies(self) -> None:
        """Copies of the workshop beside its file, such as synced folders leave, can be merged."""
        if self.open_session is not None:
            from workshop.tui.dialogs.merge import look_for_copies

            look_for_copies(self)

    def show_start(self) -> None:
        """Show the start: new, open, example, library."""
        from workshop.tui.screens.start import StartScreen

        if not isinstance(self._first_screen(), StartScreen):
            self.push_screen(StartScreen())

    def _first_screen(self) -> Screen[Any]:
        """Close all screens but the one that has been there from the beginning."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        return self.screen

    def show_thread(self, record: str) -> None:
        """Show where a record comes from, and what came of it."""
        from workshop.tui.screens.thread import ThreadScreen

        self.push_screen(ThreadScreen(record))

    async def go(self, number: int, *, activity: str = "", record: str = "") -> None:
        """Go to a place of the house, closing what lies above it."""
        from workshop.tui.screens.house import House

        while len(self.screen_stack) > 1 and not isinstance(self.screen, House):
            self.pop_screen()
        if isinstance(self.screen, House):
            await self.screen.go(number, activity=activity, record=record)

    def watch_language(self, language: str) -> None:
        """Speak another language, everywhere, at once."""
        i18n.use(language)
        for screen in self.screen_stack:
            screen.refresh(recompose=True)
        self.call_after_refresh(self.show_view)

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What lines go through before the terminal gets them; ours is the last."""
        return [*super().get_line_filters(), _LAST_GATE]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a workshop there is nothing to show, find or undo; the room sees no lists."""
        shut = {"find", "start", "forget", "command_palette", "notice"}
        if action in shut and self._room_looks_on():
            return False
        if action == "notice":
            return bool(self.notices.standing)
        if action in {"present", "find", "undo", "redo", "forget", "start"}:
            return self.open_session is not None
        return super().check_action(action, parameters)

    def _room_looks_on(self) -> bool:
        """Whether what is shown now, or lies beneath what is shown, is meant for the wall."""
        return any(getattr(screen, "FOR_THE_ROOM", False) for screen in self.screen_stack)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from workshop.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_present(self) -> None:
        """Show the room what it is to see."""
        from workshop.tui.screens.present import PresentScreen

        if self.open_session is not None and not isinstance(self.screen, PresentScreen):
            self.push_screen(PresentScreen())

    async def action_undo(self) -> None:
        """Take back the last act of this window, and say which."""
        await self._retract("begin_undo", N_("Undone: {what}"), N_("There is nothing to undo."))

    async def action_redo(self) -> None:
        """Do again what was taken back, and say what."""
        await self._retract("begin_redo", N_("Done again: {what}"), N_("There is nothing to redo."))

    async def _retract(self, which: str, said: str, nothing: str) -> None:
        if self.open_session is None:
            return
        act = await self.done(getattr(self.session, which))
        if act is None:
            self.notify(_(nothing))
            return
        self.show_view()
        title = next((t for record in act.sets if (t := self.session.view.title(record))), "")
        what = _(act.what) + (f" – {title[:60]}" if title else "")
        self.notify(_(said).format(what=what) if "{" not in what else _(said)[:-6] + what)

    def action_command_palette(self) -> None:
        """Offer everything that can be done here."""
        from workshop.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_start(self) -> None:
        """Leave the workshop, which is saved already, for the start."""
        self.leave_workshop()
        self.show_start()

    def action_library(self) -> None:
        """Look through decks and processes."""
        from workshop.tui.screens.library import LibraryScreen

        if not isinstance(self.screen, LibraryScreen):
            self.push_screen(LibraryScreen())

    def action_find(self) -> None:
        """Find words anywhere in the workshop."""
        from workshop.tui.screens.find import FindScreen

        if self.open_session is not None and not isinstance(self.screen, FindScreen):
            self.push_screen(FindScreen())

    def action_forget(self) -> None:
        """Remove texts of the selected record for good."""
        from workshop.tui.dialogs.forget import ForgetDialog
        from workshop.tui.screens.house import House

        place = self.screen.place if isinstance(self.screen, House) else None
        record = place.selected_record() if place is not None else ""
        if record:
            self.push_screen(ForgetDialog(record))
        elif place is not None:
            self.notify(_("Choose what is to be removed first, then press F12."))

    def action_notice(self) -> None:
        """Turn to the first notice that stands."""
        from workshop.tui.screens.house import House

        if not self.notices.standing or not isinstance(self.screen, House):
            return
        notice = self.notices.standing[0]
        self.notices.take_down(notice)
        self.show_view()
        if notice.look is not None:
            notice.look()
            return
        from workshop.tui.dialogs.notices import NoticeDialog

        self.push_screen(NoticeDialog(i18n.current().message(notice.message)))

    def put_away_notices(self) -> None:
        """Nobody wants to look at what is said."""
        self.notices.clear()
        self.show_view()

    def action_language(self) -> None:
        """The next of the three languages."""
        languages = i18n.LANGUAGES
        self.choose_language(languages[(languages.index(self.language) + 1) % len(languages)])

    def choose_language(self, language: str) -> None:
        """Speak a language, and remember it."""
        self.language = language
        self._remember(language=language)
        self.notify(i18n.language_name(language))

    def action_theme(self) -> None:
        """The next of the three themes."""
        names = [theme.name for theme in THEMES]
        here = names.index(self.theme) if self.theme in names else 0
        self.theme = names[(here + 1) % len(names)]
        self._remember(theme=self.theme)

    def choose_name(self, name: str) -> None:
        """Be known by a name or role from now on."""
        self.by = name
        if self.open_session is not None:
            self.open_session.by = name
        self._remember(name=name)

    def ask_name(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask for the name or role that stands on what is done here; it may be left unknown."""
        from workshop.tui.dialogs import TextDialog

        def answered(name: str | None) -> None:
            if name is not None:
                self.choose_name(name.strip())
            then()

        self.push_screen(
            TextDialog(
                _("Who are you?"),
                self.by,
                note=_(
                    "A name or a role, such as «Facilitator». It stands on what you do, and "
                    "colleagues see it. Leave it empty to be unknown."
                ),
                needed=False,
            ),
            answered,
        )

    def _remember(self, **settings: str) -> None:
        try:
            self.settings = paths.change_settings(**settings)
        except (paths.SettingsError, OSError) as error:
            problem = getattr(error, "problem", None) or msg("{error}", error=error)
            self.tell(problem, severity="warning")

    async def action_quit(self) -> None:
        """Leave."""
        self.leave_workshop()
        self.exit(0)
