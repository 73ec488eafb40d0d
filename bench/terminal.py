"""A real terminal to measure in: a pseudo-terminal, and an emulator that reads what is drawn."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pyte


class Terminal:
    """A program that runs in a terminal of its own."""

    def __init__(
        self, command: list[str], columns: int = 120, rows: int = 40, *,
        environment: Mapping[str, str] | None = None, folder: Path | None = None,
    ) -> None:  # fmt: skip
        import fcntl
        import pty
        import termios

        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor",
            **(environment or {}),
        }  # fmt: skip
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment,
            start_new_session=True, close_fds=True, cwd=folder,
        )  # fmt: skip
        self._master, self._slave = master, slave
        self._unread: list[bytes] = []
        self._tail = b""

    def text(self) -> str:
        """All that stands on the screen."""
        # The emulator is slow: it looks at what was drawn only when someone asks.
        for data in self._unread:
            self._stream.feed(data)
        self._unread.clear()
        return "\n".join(self.screen.display)

    def read(self, seconds: float) -> bytes:
        """Take in what is drawn within so many seconds; less when something comes."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return b""
        self._unread.append(data)
        return data

    def wait_for(self, wanted: str, seconds: float = 20.0) -> float:
        """Seconds from the start of the program until a text is drawn.

        The text must be drawn in one piece, as a word in one style is.

        Raises:
            TimeoutError: it never did.
        """
        limit = time.perf_counter() + seconds
        sought = wanted.encode()
        while time.perf_counter() < limit:
            self._tail = self._tail[-len(sought) :] + self.read(0.2)
            if sought in self._tail:
                return time.perf_counter() - self.started
        raise TimeoutError(f"{wanted!r} never stood on the screen:\n{self.text()}")

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def unread_keys(self) -> int:
        """How many bytes were typed that the program has not read yet."""
        import fcntl
        import termios

        (count,) = struct.unpack("i", fcntl.ioctl(self._slave, termios.FIONREAD, b"\0" * 4))
        return int(count)

    def repaint(self, keys: str, quiet: float = 0.15) -> float:
        """Seconds from a key to the last byte of the repaint it causes."""
        while self.read(quiet):
            pass
        start = last = time.perf_counter()
        self.press(keys)
        while self.read(quiet):
            last = time.perf_counter()
        return last - start

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)


def python(*arguments: str) -> list[str]:
    """The command that runs this Python."""
    return [sys.executable, *arguments]
