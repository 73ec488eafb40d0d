"""Someone who types in a real terminal, calmly or in a hurry, and waits until all is quiet."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bench.terminal import Terminal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

QUIET = 0.04
"""Seconds of idleness after which a key is taken to have had its effect."""
REST = 0.12
"""The same around keys that are not letters: some things follow when the hand rests."""
SETTLED = 0.9
"""The same at the end: drafts are on disk, notices are gone, what counts has been counted."""
LONG = 0.2
"""A rest longer than this is disturbed neither by a blinking cursor nor by a glance at the file."""
PATIENCE = 60.0
"""Seconds until a program that never comes to rest is given up."""

ESC = "\x1b[27u"
"""Escape as terminals say it that can tell it from Alt. A bare ESC that has waited in a stopped
program together with the next letter is alt and that letter, and nobody can tell."""
NAMES = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": ESC, "space": " ",
    "backspace": "\x7f", "delete": "\x1b[3~", "home": "\x1b[H", "end": "\x1b[F",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "alt+up": "\x1b[1;3A", "alt+down": "\x1b[1;3B",
    "shift+left": "\x1b[1;2D", "ctrl+left": "\x1b[1;5D", "ctrl+right": "\x1b[1;5C",
    "ctrl+end": "\x1b[1;5F", "ctrl+home": "\x1b[1;5H",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abdefgklnopqrstuvwxyz"},
}  # fmt: skip

_CLOCKS = re.compile(r"\b\d{1,2}:\d\d(:\d\d)?\b( +[█▏▎▍▌▋▊▉░]+)?")


def keys_of(written: str) -> list[str]:
    """What a scenario says, as one string of bytes per key: ``abc<backspace*2><tab>de``."""
    keys: list[str] = []
    for name, times, letter in re.findall(r"<([a-z0-9+]+)(?:\*(\d+))?>|(.)", written, re.DOTALL):
        keys += [NAMES[name]] * int(times or 1) if name else [letter]
    return keys


@cache
def slow_disk() -> Path | None:
    """The library that makes a disk slow; None where there is no C compiler to make it with."""
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), "")
    if not compiler or not sys.platform.startswith("linux"):
        return None
    made = Path(tempfile.mkdtemp(prefix="slow-disk-")) / "slow_disk.so"
    source = HERE / "slow_disk.c"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


@cache
def _bytecode() -> str:
    """Where compiled code lies, for all starts of this session: starting is then quick."""
    return tempfile.mkdtemp(prefix="typist-bytecode-")


class Typist(Terminal):
    """A program in a terminal, and hands that know when it has come to rest."""

    def __init__(
        self, file: Path, *, columns: int = 120, rows: int = 40, language: str = "en",
        fsync_ms: int = 0,
    ) -> None:  # fmt: skip
        self.file, self.home = file, file.parent / "home"
        self.counted = file.parent / "fsyncs"
        self._seen = file.parent / "screens-seen"
        changed = {
            "WORKSHOP_HOME": str(self.home), "WORKSHOP_LANG": language, "HOME": str(self.home),
            "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": _bytecode(),
            "PYTHONDONTWRITEBYTECODE": "", "PYTHONHASHSEED": "0", "BROWSER": "true",
            "TZ": "UTC", "SCREENS_SEEN": str(self._seen), "TEXTUAL_ANIMATIONS": "none",
        }  # fmt: skip
        if fsync_ms:
            changed |= {
                "LD_PRELOAD": str(slow_disk()), "SLOW_DISK_MS": str(fsync_ms),
                "SLOW_DISK_COUNT": str(self.counted),
            }  # fmt: skip
        self.home.mkdir(exist_ok=True)
        command = [sys.executable, str(HERE / "launch.py"), "open", file.name]
        super().__init__(command, columns, rows, environment=changed, folder=file.parent)
        self.sent = ""
        """All that was typed, for whoever reads why it failed."""

    # ── waiting ──────────────────────────────────────────────────────────────────────────

    def _threads(self) -> list[str]:
        """What each thread is doing: S sleeps, R runs or would like to, D waits for the disk."""
        found = []
        for task in Path(f"/proc/{self.process.pid}/task").glob("*"):
            try:
                found.append((task / "stat").read_text().rpartition(")")[2].split()[0])
            except OSError:
                continue
        return found

    def _idle(self) -> bool:
        """Whether it waits for keys: all of them read, nothing running, nothing to draw."""
        return not self.unread_keys() and set(self._threads()) <= {"S"}

    def rest(self, seconds: float) -> None:
        """Wait until nothing has happened for so long.

        A glance at the clock or at the file, four times a second, is not something happening.
        """
        end = time.monotonic() + PATIENCE
        since = time.monotonic()
        long = seconds > LONG
        drawn = _CLOCKS.sub("", self.text()) if long else ""
        busy = 0
        while time.monotonic() < since + seconds:
            assert time.monotonic() < end, f"it never came to rest:\n{self.text()}"
            came = self.read(0.01)
            if self.process.poll() is not None:
                return
            if came and long:
                now = _CLOCKS.sub("", self.text())
                if now != drawn:
                    drawn, since = now, time.monotonic()
            busy = 0 if self._idle() else busy + 1
            if busy > long or (came and not long):
                since = time.monotonic()

    def settle(self) -> None:
        """Wait until the screen is still and the file is still."""
        end = time.monotonic() + PATIENCE
        while True:
            before = self._file_stands()
            self.rest(SETTLED)
            if self.process.poll() is not None or self._file_stands() == before:
                return
            assert time.monotonic() < end, f"the file never came to rest:\n{self.text()}"

    def _file_stands(self) -> tuple[int, int, bool]:
        stat = self.file.stat()
        return stat.st_mtime_ns, stat.st_size, Path(f"{self.file}-journal").exists()

    # ── typing ───────────────────────────────────────────────────────────────────────────

    def calmly(self, keys: Sequence[str], rest: float = REST) -> None:
        """One key after another, each when the one before has had its effect."""
        after_letter = False
        for key in keys:
            letter = len(key) == 1 and key.isprintable()
            if after_letter and not letter:
                self.rest(rest)
            after_letter = letter
            self._send(key)
            self.rest(QUIET if letter else rest)

    def at_once(self, keys: Sequence[str]) -> None:
        """All of it in one write."""
        self._send("".join(keys))

    def stalled(self, keys: Sequence[str], chance: random.Random) -> None:
        """In bursts, while the program is stopped and goes on at random moments."""
        left = list(keys)
        while left:
            self.stop()
            number = chance.choice((1, 2, 3, 5, 8, 13, 40))
            for _ in range(chance.randint(1, 3)):
                burst, left = left[:number], left[number:]
                self._send("".join(burst))
            time.sleep(chance.uniform(0.0, 0.03))
            self.go_on()
            self._hands_move(chance.choice((0.0, 0.002, 0.01, 0.04, 0.15)))

    def in_bursts(self, keys: Sequence[str], chance: random.Random) -> None:
        """As fast hands do it: a few keys, a breath, a few keys."""
        left = list(keys)
        while left:
            number = chance.randint(1, 7)
            burst, left = left[:number], left[number:]
            self._send("".join(burst))
            self._hands_move(chance.choice((0.0, 0.02, 0.1, 0.35)))

    def _hands_move(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def _send(self, keys: str) -> None:
        self.sent += keys
        if self.process.poll() is None:
            self.press(keys)

    def stop(self) -> None:
        """As when the machine has other things to do."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """And is back."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGCONT)

    # ── ending ───────────────────────────────────────────────────────────────────────────

    def screen_now(self) -> str:
        """What stands on the screen, without clocks and without where the test itself lies."""
        text = self.text().replace(str(self.file.parent), "…")
        return "\n".join(line.rstrip() for line in _CLOCKS.sub("0:00", text).splitlines())

    def screens_seen(self) -> frozenset[str]:
        """The names of the screens and dialogs that have been shown."""
        return frozenset(self._seen.read_text(encoding="utf-8").split())

    def quit(self) -> None:
        """Leave as people do."""
        self._send(NAMES["ctrl+q"])
        self.wait_for_end()

    def wait_for_end(self) -> None:
        """Wait until it has left."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not leave:\n{self.text()}"
            self.read(0.02)
