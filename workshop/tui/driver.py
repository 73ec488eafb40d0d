"""Our terminal, over Textual's: takes any bytes, notices when it is gone, and is always put back.

POSIX alone. It reaches into the Textual it was written for, so another version keeps its own.
"""

import atexit
import os
import selectors
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from types import FrameType
from typing import Any, Protocol, cast

from textual import constants
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from workshop.tui.terminal_input import ESC_SECONDS, TerminalInput

TICK = 0.1
"""How often the reader looks up, in seconds."""
GRACE = 4.0
"""Seconds from when the program is told to end until it is ended."""
DRAIN = 1.0
"""Seconds that what is drawn has to reach a terminal that we leave."""
STUCK_SECONDS = 600.0
"""How long the terminal may take nothing before it counts as gone: someone may be selecting."""
UNSENT_LIMIT = 32_000_000
"""Bytes that wait to be drawn, before the terminal counts as gone."""
WAITING_LIMIT = 32
"""Keys that wait for their effect, before we let the terminal wait with the rest."""
SSH_ESC_SECONDS = 0.1
"""An Esc waits longer on a line that may divide what a key sends."""

GONE = 128 + signal.SIGHUP
"""The exit code when the terminal is gone, whether or not a signal said so."""
ENDING = (signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGINT)
"""Signals after which the program ends, with everything kept."""

_MODES = (
    "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?1004h\x1b[?2004h\x1b[?7l"
)
"""The whole screen, no cursor, mouse, focus, pastes that are marked, no wrapping."""
_NO_MODES = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)


class Driven(Protocol):
    """What the driver asks of the app, beyond what Textual has."""

    def end_from_outside(self, code: int) -> None:
        """Keep everything, then end with this exit code. Called on the loop."""

    def waiting(self) -> int:
        """How many keys have come that have not had their effect."""


class Outgoing(threading.Thread):
    """Sends what is drawn. Whoever draws never waits, whatever the terminal does."""

    def __init__(self, handle: int, gone: Callable[[], None]) -> None:
        """Make it; it begins when it is started.

        Args:
            handle: The open terminal.
            gone: Called, on some thread, when nothing more can be sent.
        """
        super().__init__(daemon=True, name="terminal-output")
        self._handle, self._gone = handle, gone
        # A queue that a signal may interrupt in the middle of ``put``.
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._queued = self._sent = 0
        self._failed = False

    @property
    def sent(self) -> int | None:
        """How many bytes have been sent; None when no more wait."""
        return self._sent if self._queued > self._sent else None

    def send(self, text: str) -> None:
        """Send, soon."""
        if self._failed:
            return
        data = text.encode("utf-8", "replace")
        self._queued += len(data)
        self._queue.put(data)
        if self._queued - self._sent > UNSENT_LIMIT:
            self._fail()

    def finish(self) -> None:
        """Send what waits, if the terminal takes it, and stop."""
        self._queue.put(None)
        if self is not threading.current_thread():
            self.join(DRAIN)

    def run(self) -> None:
        """Send until told to stop."""
        while (data := self._queue.get()) is not None:
            try:
                self._send_all(data)
            except OSError:
                self._fail()
                return
            self._sent += len(data)

    def _send_all(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._handle, rest) :]
            except BlockingIOError:
                # Someone else has made the terminal one that does not wait.
                with selectors.SelectSelector() as selector:
                    selector.register(self._handle, selectors.EVENT_WRITE)
                    selector.select(TICK)

    def _fail(self) -> None:
        self._failed = True
        self._gone()


class TerminalDriver(LinuxDriver):
    """The terminal in which the program runs."""

    def __init__(self, app: App[Any], **kwargs: Any) -> None:
        super().__init__(app, **kwargs)
        # What is drawn goes to the terminal, even where errors are sent elsewhere.
        ways = [way for way in (sys.__stderr__, sys.__stdout__) if way is not None]
        self._screen = next((way for way in ways if way.isatty()), ways[0]).fileno()
        self._out: Outgoing | None = None
        self._raw: list[Any] | None = None
        self._driven = cast(Driven, app)
        self._suspended = False
        self._stuck: tuple[int | None, float] = (None, 0.0)
        self._posted = self._arrived = self._backlog = 0
        self._handlers: dict[int, Any] = {}
        self._ending = 0
        self._watching = False

    # ── starting and stopping ────────────────────────────────────────────────────────────

    def write(self, data: str) -> None:
        """Draw."""
        if self._out is not None:
            self._out.send(data)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        if not self._handlers:
            for number in ENDING:
                self._handlers[number] = signal.signal(number, self._on_signal)
            atexit.register(self._restore_now)
        if self._out is None:
            self._out = Outgoing(self._screen, lambda: self._end_soon(GONE))
            self._out.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # It does not start where the program has been put in the background.
        self._suspended = self._key_thread is None or not self._key_thread.is_alive()
        try:
            self._raw = termios.tcgetattr(self.fileno)
        except termios.error:
            self._raw = None

    def close(self) -> None:
        """Send the last, and let go."""
        super().close()
        if self._out is not None:
            self._out.finish()
            self._out = None
        if not self._suspended and not self._app._running:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            self._handlers.clear()

    def _query_in_band_window_resize(self) -> None:
        """Sizes come from the system: what is typed can pretend to be a terminal of any size."""

    def _restore_now(self) -> None:
        """Put the terminal back by the shortest way: nothing else is to be trusted any more."""
        if self._out is None:
            return
        self._out = None
        try:
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            with selectors.SelectSelector() as selector:
                selector.register(self._screen, selectors.EVENT_WRITE)
                if selector.select(0):
                    os.write(self._screen, _NO_MODES.encode())
        except (OSError, ValueError, termios.error):
            return

    # ── stopped and continued ────────────────────────────────────────────────────────────

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop_process)

    def _stop_process(self) -> None:
        """Give the terminal back, and stop until someone continues us."""
        if self._auto_restart and not self._suspended:
            self.suspend_application_mode()
            self._suspended = self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def suspend_application_mode(self) -> None:
        """Let another program have the terminal."""
        self._suspended = True
        super().suspend_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._come_back)

    def _come_back(self) -> None:
        """Take the terminal again, unless it is ours still."""
        if not self._auto_restart:
            return
        if self._suspended:
            self.resume_application_mode()
        elif not self._taken_from_us():
            return
        if not self._suspended:
            with self._app._context():
                self._app.screen.refresh(layout=True)

    def _taken_from_us(self) -> bool:
        """Whether a shell has changed the terminal while we were stopped; ours again if so."""
        try:
            if self._raw is None or termios.tcgetattr(self.fileno) == self._raw:
                return False
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        except termios.error:
            return False
        self.write(_MODES)
        return True

    # ── ending from outside ──────────────────────────────────────────────────────────────

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT and self._suspended:
            # Meant for the program that has the terminal now.
            return
        self._end_soon(128 + number)

    def _end_soon(self, code: int) -> None:
        """Tell the app to end. May be called on any thread, and in the middle of anything."""
        if self._ending:
            return
        self._ending = code
        try:
            self._loop.call_soon_threadsafe(self._end, code)
        except RuntimeError:
            # The loop has ended already, and so does the program.
            return

    def _end(self, code: int) -> None:
        self.end_within(GRACE, code)
        self._driven.end_from_outside(code)

    def end_within(self, seconds: float, code: int) -> None:
        """End the process with a code, if it has not ended by then."""
        if self._watching:
            return
        self._watching = True
        timer = threading.Timer(seconds, self._give_up, [code])
        timer.daemon = True
        timer.start()

    def _give_up(self, code: int) -> None:
        self._restore_now()
        os._exit(code)

    # ── reading ──────────────────────────────────────────────────────────────────────────

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - told on the loop, as all errors are
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read the terminal until we stop or it is gone."""
        reader = TerminalInput(self._get_terminal_size, _esc_seconds())
        with selectors.SelectSelector() as selector:
            try:
                selector.register(self.fileno, selectors.EVENT_READ)
            except (OSError, ValueError):
                self._end_soon(GONE)
                return
            waited = 0.0
            while not self.exit_event.is_set():
                self._look_after()
                if self._ending:
                    self.exit_event.wait(TICK)
                    continue
                patience = reader.patience
                wait = TICK if patience is None else min(TICK, patience - waited)
                if selector.select(max(0.0, wait)):
                    waited = 0.0
                    if not self._read(reader):
                        self._end_soon(GONE)
                        return
                elif patience is not None:
                    waited += wait
                    if waited >= patience:
                        waited = 0.0
                        self._pass_on(reader.quiet())

    def _look_after(self) -> None:
        """See to that an end comes to its end, and that what we draw is still taken."""
        if self._ending:
            # The loop may be stuck.
            self.end_within(GRACE, self._ending)
        sent = self._out.sent if self._out is not None else None
        now = time.monotonic()
        if sent is None or sent != self._stuck[0]:
            self._stuck = (sent, now)
        elif now - self._stuck[1] > STUCK_SECONDS:
            self._end_soon(GONE)

    def _is_behind(self) -> bool:
        """Whether more has been read than the app can take."""
        if self._posted - self._arrived + self._backlog <= WAITING_LIMIT:
            return False
        self._loop.call_soon_threadsafe(self._count)
        return True

    def _count(self) -> None:
        self._backlog = self._driven.waiting()

    def _read(self, reader: TerminalInput) -> bool:
        """Read what is there; false when the terminal is gone."""
        try:
            data = os.read(self.fileno, 4096)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self._pass_on(reader.feed(data))
        return bool(data)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; in order, and counted."""
        self._posted += 1
        self._loop.call_soon_threadsafe(self._arrive, message)

    def _arrive(self, message: Message) -> None:
        self._arrived += 1
        self._app.post_message(message)
        self._count()

    def _pass_on(self, messages: Iterable[Message]) -> None:
        """Hand over what was read, no faster than the app takes it: it must have time to draw."""
        for message in messages:
            self.process_message(message)
            while self._is_behind() and not self.exit_event.wait(TICK / 10):
                self._look_after()


def _esc_seconds() -> float:
    if "ESCDELAY" in os.environ:
        return constants.ESCAPE_DELAY
    return SSH_ESC_SECONDS if "SSH_CONNECTION" in os.environ else ESC_SECONDS
