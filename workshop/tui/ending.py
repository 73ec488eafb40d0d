"""How the program ends when nobody has asked it to: a signal, a terminal that is gone, an error.

What is being typed is kept first; then the terminal is given back; then it is said what happened.
"""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from textual import constants
from textual.app import App
from textual.driver import Driver
from textual.widget import Widget
from textual.worker import WorkerFailed

from workshop import crash_reports
from workshop.messages import Message, msg

WRITTEN_FOR = "8.2.8"
"""The Textual whose insides our driver knows."""
SETTLE_SECONDS = 1.0
"""How long what was typed before the end has to arrive where it belongs."""
_STEP = 0.02
_GRACE = 10.0
"""Seconds from an error until the process is ended, should it not end by itself."""

_NOT_KEPT = msg(
    "What was done is kept, but not what was being typed last: the disk did not take it."
)  # fmt: skip


def driver_class() -> type[Driver] | None:
    """Our driver; None where Textual's own is used: on Windows, and with another Textual."""
    if sys.platform == "win32" or constants.DRIVER or version("textual") != WRITTEN_FOR:
        return None
    from workshop.tui.driver import TerminalDriver

    return TerminalDriver


class EndingApp(App[int]):
    """An app that keeps what is being typed however it ends.

    Attributes:
        last_words: What to tell the person when the terminal is theirs again.
        kept_all: Whether the disk took all that was being typed when the file was closed.
        rescued: The file that was open when an error ended the program.
    """

    def __init__(self) -> None:
        super().__init__(driver_class=driver_class())
        self.last_words: list[Message] = []
        self.kept_all = True
        self.rescued: Path | None = None
        self._end: asyncio.Task[None] | None = None

    @property
    def exit_code(self) -> int:
        """What the process is to end with: 0 when left as it should be."""
        return self.return_code or self.return_value or 0

    # ── what the app has open ────────────────────────────────────────────────────────────

    @property
    def open_file(self) -> Path | None:
        """The file that is open."""
        return None

    def leave_workshop(self) -> None:
        """Keep all that is being typed, and close the file."""

    def left_well(self, path: Path) -> None:
        """A file has been closed: what ended badly with it before is forgotten."""
        if self._exception is None:
            crash_reports.clear(path)

    def let_fields_go(self) -> None:
        """Keep what is being typed, in every field of every screen.

        Raises:
            Exception: a field could not; all others have kept theirs.
        """
        trouble: Exception | None = None
        for field in list(self._writing_fields()):
            try:
                field.let_go()
            except Exception as error:  # noqa: BLE001 - the next field has words in it too
                trouble = trouble or error
        if trouble is not None:
            raise trouble

    def _writing_fields(self) -> Iterator[Any]:
        for screen in self._screen_stack:
            yield from (widget for widget in screen.query(Widget) if hasattr(widget, "let_go"))
            if hasattr(screen, "let_go"):
                yield screen

    # ── from outside ─────────────────────────────────────────────────────────────────────

    def end_from_outside(self, code: int) -> None:
        """End with this exit code, with everything kept. Called on the loop, in no context."""
        if self._end is None:
            with self._context():
                self._end = asyncio.create_task(self._end_when_settled(code))

    async def _end_when_settled(self, code: int) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + SETTLE_SECONDS
        await asyncio.sleep(_STEP)
        while self.waiting() and loop.time() < until:
            await asyncio.sleep(_STEP)
        self._keep_everything()
        if not self.kept_all:
            self.last_words = [_NOT_KEPT]
        # In the same breath: the screens have no file any more.
        self.exit(code, return_code=code)

    def waiting(self) -> int:
        """How many keys, or other messages, have not arrived yet where they belong."""
        pumps = [self, *self._screen_stack]
        if self._screen_stack and (focused := self._screen_stack[-1].focused) is not None:
            pumps.append(focused)
        return sum(pump._message_queue.qsize() for pump in pumps)

    def _keep_everything(self) -> Exception | None:
        """Keep what is being typed and close the file. Returns what stood in the way."""
        try:
            self.leave_workshop()
        except Exception as error:  # noqa: BLE001 - we end anyhow, and say so
            return error
        return None

    # ── by an error ──────────────────────────────────────────────────────────────────────

    def _handle_exception(self, error: Exception) -> None:
        """An error that nobody has caught: save, end, and leave words to be said."""
        if self._exit:
            # The file is closed and nothing is to be drawn: what falls over now does no harm.
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            getattr(self, "_exception_event").set()  # noqa: B009 - its type is lost in Textual
            self.rescue(error)
            self._close_messages_no_wait()

    def failed(self, error: Exception) -> None:
        """Textual itself has failed, around us. Called when the app no longer runs."""
        self._return_code = 1
        self.rescue(error)
        with contextlib.suppress(Exception):
            if self._driver is not None:
                self._driver.close()

    def rescue(self, error: BaseException) -> None:
        """Keep what there is to keep, and write down what happened."""
        end_within = getattr(self._driver, "end_within", None)
        if end_within is not None:
            end_within(_GRACE, 1)
        path = self.rescued = self.open_file
        with self._context():
            trouble = self._keep_everything()
        cause = error.error if isinstance(error, WorkerFailed) else error
        report = crash_reports.write_report(cause)
        self.last_words = list(self._words(path, trouble, report))
        if path is not None:
            crash_reports.count(path)

    def _words(
        self, path: Path | None, trouble: Exception | None, report: Path | None
    ) -> Iterator[Message]:
        yield msg("An error in the program: it had to close. We are sorry.")
        if path is not None:
            if not self.kept_all:
                yield _NOT_KEPT
            elif trouble is None:
                yield msg("All that was typed is kept in {file}", file=path)
            else:
                yield msg(
                    "All that was done is kept in {file}, but perhaps not the last half-second "
                    "of typing ({reason}).",
                    file=path,
                    reason=trouble,
                )  # fmt: skip
        if report is not None:
            yield msg(
                "A report for whoever helps you: {report}. Look through it first: it may quote "
                "a few words of the file.",
                report=report,
            )  # fmt: skip

    def _print_error_renderables(self) -> None:
        """Nothing is printed by Textual: whoever started us says ``last_words``."""
        with contextlib.suppress(AttributeError):
            self._exit_renderables.clear()
