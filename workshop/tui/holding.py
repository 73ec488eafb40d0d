"""The open workshop: opened, changed, watched over and let go; and what is said of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from workshop import i18n, paths
from workshop.changes import Act, Change, TextTooLongError
from workshop.messages import Message, msg
from workshop.session import Session, SessionError, open_session
from workshop.session.seen import acts_since, mark_seen
from workshop.store import DamagedError, StoreError
from workshop.tui.ending import EndingApp
from workshop.tui.notices import Notice, NoticeBoard
from workshop.tui.text import safe

if TYPE_CHECKING:
    from workshop.session import Rescue

T = TypeVar("T")


class Holder(EndingApp):
    """An app that may have a workshop open. Knows nothing of keys or of which screens there are."""

    def __init__(self, session: Session | None, by: str) -> None:
        """Begin.

        Args:
            session: A workshop that is open already.
            by: The name or role that stands on what is done.
        """
        super().__init__()
        self.open_session = session
        self.by = by
        self._since: list[Act] = []
        self.notices = NoticeBoard()

    # ── the open workshop ────────────────────────────────────────────────────────────────

    @property
    def session(self) -> Session:
        """The open workshop.

        Raises:
            RuntimeError: none is open.
        """
        if self.open_session is None:
            raise RuntimeError("no workshop is open")
        return self.open_session

    def open_path(self, path: Path) -> bool:
        """Open a workshop; false, with a message to the person, when it cannot be."""
        try:
            # The backup is made when the first frame stands.
            session = open_session(path, by=self.by, backup=False)
        except DamagedError as error:
            self.call_later(self._offer_rescue, path, error.message)
            return False
        except StoreError as error:
            self.tell(error.message, severity="error")
            return False
        self.leave_workshop()
        self.open_session = session
        paths.remember(path)
        self.call_later(self.back_up)
        self._since = self._acts_since_last_time()
        return True

    def _offer_rescue(self, path: Path, problem: Message) -> None:
        """Say what can be rescued of a damaged file, for as long as it takes to read it."""
        from workshop.tui.dialogs.rescue import RescueDialog

        def answered(rescued: "tuple[Path, Rescue] | None") -> None:
            if rescued is None or not self.open_path(rescued[0]):
                return
            target, rescue = rescued
            if rescue.missing:
                self.session.notices.append(rescue.lost)
            self.show_house()
            self.tell(msg("Rescued into {file}", file=target.name))

        self.push_screen(RescueDialog(path, problem), answered)

    def show_house(self) -> None:
        """Show the open workshop.

        Raises:
            NotImplementedError: it is the app that knows which screens there are.
        """
        raise NotImplementedError

    def back_up(self) -> None:
        """Back the file up, out of the way of the screen."""
        if self.open_session is not None:
            self.open_session.begin_to_back_up()

    def leave_workshop(self) -> None:
        """Let go of the open workshop. There is nothing to save."""
        if self.open_session is not None:
            session = self.open_session
            try:
                self.let_fields_go()
            finally:
                with session.quietly():
                    mark_seen(session)
                session.close()
                self.open_session = None
                self.kept_all = not session.drafts_refused
            self.notices.clear()
            self.left_well(session.store.path)

    @property
    def open_file(self) -> Path | None:
        """The file of the open workshop."""
        return self.open_session.store.path if self.open_session is not None else None

    def _acts_since_last_time(self) -> list[Act]:
        """What has come into the file since it was last left on this machine."""
        try:
            return acts_since(self.session)
        except StoreError:
            return []

    def since_last_time(self) -> list[str]:
        """What has changed since the workshop was last left here, in words."""
        from workshop.guide import since_last_time

        say = i18n.current().message
        return [say(message) for message in since_last_time(self.session.view, self._since)]

    def act(self, change: Change | None) -> Act | None:
        """Do a change and show its effect everywhere; say so when it cannot be done."""
        if change is None:
            return None
        act = self.guarded(lambda: self.session.do(change))
        self.show_view()
        return act

    def guarded(self, action: Callable[[], T]) -> T | None:
        """Do something with the file; tell the person what is wrong if it fails."""
        try:
            return action()
        except TextTooLongError as error:
            self.tell(
                msg(
                    "The text is too long for one field ({size} kB of 200). "
                    "It is kept as a draft; shorten it or divide it.",
                    size=error.size // 1000,
                ),
                severity="error",
            )  # fmt: skip
        except (StoreError, SessionError) as error:
            self.tell(error.message, severity="error")
        return None

    def poll(self) -> None:
        """Take in what others have written."""
        if self.open_session is None:
            return
        changed = self.open_session.poll()
        self._tell_notices()
        if changed:
            self.show_view()

    def _tell_notices(self) -> None:
        notices, self.session.notices = self.session.notices, []
        for notice in notices:
            self.put_up(Notice(notice))

    def put_up(self, notice: Notice) -> None:
        """Let something be said that nobody asked for: it stays, and takes neither keys nor focus.

        A dialog or a passing word would be in the way of who is typing, or be missed.
        """
        self.notices.put_up(notice)
        self.show_view()

    def show_view(self) -> None:
        """Show the workshop as it stands on every screen that shows it."""
        for screen in self.screen_stack:
            shower = getattr(screen, "show_view", None)
            if shower is not None:
                shower()
        if self.open_session is not None and (gone := self.open_session.take_gone()):
            from workshop.tui.purging import purge

            purge(self, gone)

    # ── saying things ────────────────────────────────────────────────────────────────────

    def notify(self, message: str, *, markup: bool = False, **kwargs: Any) -> None:
        """Say something; what it says is never markup, and it stands there once."""
        for earlier in list(self._notifications):
            if earlier.message == safe(message):
                self._unnotify(earlier, refresh=False)
        super().notify(safe(message), markup=markup, **kwargs)

    def tell(self, message: Message, **kwargs: Any) -> None:
        """Say a message of the domain in the screen's language."""
        self.notify(i18n.current().message(message), **kwargs)
