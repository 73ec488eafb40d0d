"""Typing in a real terminal, ten keys a second: how long a key waits for its paint.

On disks where making sure of a write takes 0, 25 and 100 ms, and while a file of 20 MB is backed
up. A key's first paint is when its letter stands on the screen; it has settled when nothing more
is drawn.
"""

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEYS = 40
"""Few enough to stand whole on a line wherever it is."""
EVERY = 0.1
GOAL_MS = 50
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
PLACES = {
    "capture line": ("2", "what table", "1 "),
    "strategy": ("4a", "Enter adds it", ""),
}
"""Where someone types: the keys that lead there, a word that stands there, what to begin with."""


class Waits:
    """Seconds that keys waited."""

    def __init__(self) -> None:
        self.paint: list[float] = []
        self.settled: list[float] = []

    def say(self, what: str) -> None:
        """Print the longest and the usual."""
        longest = max(self.paint) * 1000
        print(
            f"{what}: key to first paint {statistics.median(self.paint) * 1000:.0f} ms, "
            f"longest {longest:.0f} ms = {longest / GOAL_MS:.2f} x the {GOAL_MS} ms wanted; "
            f"key to settled {statistics.median(self.settled) * 1000:.0f} ms, "
            f"longest {max(self.settled) * 1000:.0f} ms"
        )


def _type(path: Path, place: str, fsync_ms: int, keys: int = KEYS) -> Waits:
    """Type at an even pace, and look when each letter stands on the screen."""
    from terminal.typist import Typist

    way, wanted, begin = PLACES[place]
    typist = Typist(path, fsync_ms=fsync_ms)
    waits = Waits()
    chance = random.Random(1)
    try:
        typist.wait_for("Next", 90)
        for key in _keys(way):
            # A disk that is slept on looks like a program at rest: longer on a slow one.
            typist.rest(0.3 + fsync_ms / 50)
            typist.press(key)
        limit = time.perf_counter() + 30
        while wanted not in typist.text() and time.perf_counter() < limit:
            typist.read(0.1)
        typist.rest(0.3 + fsync_ms / 50)
        if wanted not in typist.text():
            raise RuntimeError(f"{wanted!r} does not stand there:\n{typist.text()}")
        written = begin + "q"
        typist.press(written)
        typist.rest(0.5)
        for _ in range(keys):
            written += chance.choice(LETTERS)
            pressed = time.perf_counter()
            typist.press(written[-1])
            painted, last = 0.0, pressed
            while (now := time.perf_counter()) < pressed + EVERY or not painted:
                came = typist.read(0.002)
                if came:
                    last = time.perf_counter()
                    if not painted and written in typist.text():
                        painted = last
                if now > pressed + 20:
                    raise RuntimeError(f"{written!r} was never painted:\n{typist.text()}")
            waits.paint.append(painted - pressed)
            waits.settled.append(last - pressed)
        return waits
    finally:
        typist.kill()


def _keys(way: str) -> list[str]:
    """One string of bytes per key."""
    found, at = [], 0
    while at < len(way):
        size = 3 if way[at] == "\x1b" else 1
        found.append(way[at : at + size])
        at += size
    return found


def _grown(path: Path, megabytes: int) -> None:
    """Make a file as large as some are, with what a long life leaves behind in it."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE filling(body BLOB)")
        for _ in range(megabytes):
            connection.execute("INSERT INTO filling VALUES(?)", (os.urandom(1 << 20),))
    connection.close()


def main() -> None:
    """Print the waits."""
    sys.path.insert(0, str(ROOT / "tests"))
    from terminal.starts import small
    from terminal.typist import slow_disk

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_HOME"] = folder + "/home"
        os.environ["WORKSHOP_LANG"] = "en"
        disks = (0, 25, 100) if slow_disk() is not None else (0,)
        if len(disks) == 1:
            print("no C compiler: the slow disks are left out")
        for place in PLACES:
            for fsync_ms in disks:
                path = Path(folder) / f"{place} {fsync_ms}" / "w.workshop"
                path.parent.mkdir()
                small(path)
                _type(path, place, fsync_ms).say(f"{place}, fsync {fsync_ms} ms")
        path = Path(folder) / "large" / "w.workshop"
        path.parent.mkdir()
        small(path)
        _grown(path, 20)
        # Its backup is made when it is opened: while the first keys are typed.
        _type(path, "capture line", 0).say("capture line, while 20 MB are backed up")


if __name__ == "__main__":
    main()
