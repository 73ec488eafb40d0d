"""The open workshop: opened, changed, watched over and let go; and what is said of it."""

import asyncio
import contextvars
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from workshop import i18n, paths
from workshop.changes import Act, Change, TextTooLongError
from workshop.messages import Message, msg
from workshop.session import Session, SessionError, open_session
from workshop.session.seen import acts_since, mark_seen
from workshop.session.writer import Ticket
from workshop.store import DamagedError, StoreError
from workshop.tui.ending import EndingApp
from workshop.tui.notices import Notice, NoticeBoard
from workshop.tui.text import safe

if TYPE_CHECKING:
    from workshop.session import Rescue

T = TypeVar("T")


async def finished(ticket: Ticket[T]) -> None:
    """Wait until something with the file is done, well or ill; nothing else waits for it."""
    if ticket.finished:
        return
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    ticket.then(lambda _result: over.set_result(None), lambda _error: over.set_result(None))
    await over


class Holder(EndingApp):
    """An app that may have a workshop open. Knows nothing of keys or of which screens there are."""

    def __init__(self, session: Session | None, by: str, *, attended: bool) -> None:
        """Begin.

        Args:
            session: A workshop that is open already.
            by: The name or role that stands on what is done.
            attended: Leave the disk to a thread, so that nobody waits for it.
        """
        super().__init__()
        self.open_session = session
        self.by = by
        self._since: list[Act] = []
        self._attended = attended
        self._writing = 0
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
        self.attend()
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

    def attend(self) -> None:
        """Leave the disk to the session's writer; what comes of it is shown here."""
        if self.open_session is None or not self._attended:
            return
        session, loop = self.open_session, asyncio.get_running_loop()
        context = contextvars.copy_context()

        def finish() -> None:
            try:
                session.finish()
            except Exception as error:  # noqa: BLE001 – shown as any error in a screen is
                self._handle_exception(error)

        def wake() -> None:
            loop.call_soon_threadsafe(finish, context=context)

        session.attend(wake)

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

    # ── changing it ──────────────────────────────────────────────────────────────────────

    @property
    def writing(self) -> bool:
        """Whether something is on its way to the disk that the next command must wait for."""
        return self._writing > 0

    async def act(self, change: Change | None) -> Act | None:
        """Do a change and show its effect everywhere; say so when it cannot be done.

        Nothing else waits while it is on its way to the disk.
        """
        if change is None:
            return None
        act = await self.done(lambda: self.session.begin_to(change))
        self.show_view()
        return act

    def write(
        self,
        change: Change,
        then: Callable[[Act | None], None] = lambda _act: None,
        *,
        drafts: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Begin a change, and go on at once; its effect is shown when it is on disk.

        Args:
            change: The change.
            then: Told the act, or None when it could not be done and the person knows why.
            drafts: The drafts that become this act.
        """
        ticket = self.guarded(lambda: self.session.begin_to(change, drafts=drafts))
        if ticket is None:
            then(None)
            return
        self._writing += 1

        def over(_: object) -> None:
            self._writing -= 1
            act = self.guarded(ticket.result)
            self.show_view()
            then(act)

        ticket.then(over, over)

    async def done(self, begin: Callable[[], Ticket[T]]) -> T | None:
        """What comes of something begun with the file; the person is told if it fails."""
        ticket = self.guarded(begin)
        if ticket is None:
            return None
        self._writing += 1
        try:
            await finished(ticket)
        finally:
            self._writing -= 1
        return self.guarded(ticket.result)

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
        """Look for what others have written; it is shown when it has been read."""
        session = self.open_session
        if session is None:
            return

        def seen(changed: bool) -> None:
            if session is self.open_session:
                self._tell_notices()
                if changed:
                    self.show_view()

        session.begin_look().then(seen)

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
            if shower is not None and screen.is_mounted and screen.children:
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
