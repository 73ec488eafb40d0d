"""The power goes while someone is typing, at random moments, in the cards and in the strategy.

A real terminal, a real process, a real kill. What stood on the screen as done is what counts: it
is in the file, and of what is being typed at most half a second is missing.
"""

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from effort import sized
from terminal.typist import Typist

from workshop.acts import base, cards, setup, strategy
from workshop.model import Answer, Area, Measure
from workshop.session import create, open_session

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

BATCHES = sized(1, 40)
UNDER_WAY = "…"
"""What stands with this sign is not yet said to be on the disk."""
PROMISE = 0.5
"""Seconds of typing that may be lost."""

CARD = {"id": "kort", "theme": "A", "phase": "P1", "ask": "Hva nå?", "deck": {"id": "prove"}}


class Room(NamedTuple):
    """Where someone types."""

    name: str
    keys: str
    """What leads there from the first frame."""
    wanted: str
    """A word that stands there then."""
    begin: str
    """What a line begins with that is not part of what it becomes."""
    kind: type[Answer] | type[Area] | None
    """What Enter makes of a line; in a field it makes nothing."""


CARDS = Room("cards", "2", "what table", "1 ", Answer)
STRATEGY = Room("strategy", "4a", "Enter adds it", "", Area)
FORM = Room("form", "4\x1b[B\x1b[B\x1b[B\r", "Own discussion", "", None)
LIVES = (
    (CARDS, "whenever"), (CARDS, "when something is done"), (CARDS, "in a long line"),
    (STRATEGY, "when something is done"), (FORM, "in a long line"),
)  # fmt: skip
"""Where someone types, and when the power goes."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory) -> Path:
    """A table, a card, and a measure in the strategy."""
    path = tmp_path_factory.mktemp("kill") / "w.workshop"
    with create(path, by="Fasilitator", title="Strøm", organisation="Fjordvik") as session:
        view, new = session.view, session.new_id
        session.do(setup.add_groups(view, new, ["Bord 1", "Bord 2"]))
        session.do(cards.draw(view, new, "card:prove:kort:0", CARD)[1])
        area, change = base.add(view, new, "area", "Add an area", title="Heltid")
        session.do(change)
        goal, change = strategy.add_goal(view, new, area, "Hele stillinger")
        session.do(change)
        session.do(strategy.add_measure(view, new, goal, "z")[1])
    return path


class Watcher:
    """Types, and remembers what stood on the screen when."""

    def __init__(self, terminal: Typist, chance: random.Random, room: Room) -> None:
        self.terminal, self.chance, self.room = terminal, chance, room
        self.line = ""
        self.seen_line: list[tuple[float, str]] = []
        self.shown: set[str] = set()
        self.sent: list[str] = []
        self.number = 0
        self.length = 0
        self.longest = 60
        """Letters in a line: all of it must be on the screen at once."""
        self.pause = 0.06
        """The longest pause between two keys, in seconds."""
        self.pressed: dict[str, float] = {}
        self.lag = 0.0
        """The longest a key waited for its letter: so far behind is the machine itself."""

    def look(self) -> None:
        text = self.terminal.text()
        now = time.perf_counter()
        for words in self.sent:
            # The line itself also holds the words while they are typed, with nothing before them
            # but the number of a table.
            rows = [row for row in text.splitlines() if words in row]
            if any(self._is_done(row, words) for row in rows):
                self.shown.add(words)
        # The screen may be a few letters behind the fingers.
        for end in range(len(self.line), len(self._first()) - 1, -1):
            if self.line[:end] in text:
                self.seen_line.append((now, self.line[:end]))
                self.lag = max(self.lag, now - self.pressed.pop(self.line[:end], now))
                break

    def _is_done(self, row: str, words: str) -> bool:
        before, _words, after = row.partition(words)
        if UNDER_WAY in after or self.room.kind is None:
            return False
        if self.room.kind is Answer:
            return not before.endswith(self.room.begin)
        return bool(before.strip(" │"))

    def _first(self) -> str:
        """What a line begins with that no other line has."""
        return f"{self.room.begin}q{self.number}"

    def type_until(self, moment: Callable[["Watcher"], bool], limit: float) -> None:
        """Type words and Enters until a moment has come, or so many seconds have gone."""
        end = time.perf_counter() + limit
        while not moment(self) and time.perf_counter() < end:
            assert self.terminal.process.poll() is None, f"it stopped:\n{self.terminal.text()}"
            if len(self.line) > self.length and self.room.kind is not None:
                self.terminal.press("\r")
                self.sent.append(self.line.removeprefix(self.room.begin))
                self.line = ""
            elif not self.line:
                self.number += 1
                self.length = self.chance.randint(self.longest // 2, self.longest)
                self.line = self._first()
                self.terminal.press(self.line)
            else:
                letter = self.chance.choice("abcdefghijklmnop")
                self.line += letter
                self.terminal.press(letter)
            if self.line:
                self.pressed[self.line] = time.perf_counter()
            wait = time.perf_counter() + self.chance.uniform(0.0, self.pause)
            self.terminal.read(max(0.0, wait - time.perf_counter()))
            self.look()
            while (left := wait - time.perf_counter()) > 0:
                self.terminal.read(left)

    def old_line(self, now: float) -> str:
        """What was seen of the line being typed so long ago that it must have been kept."""
        old = [line for at, line in self.seen_line if at <= now - PROMISE - self.lag]
        return old[-1] if old and self.line.startswith(old[-1]) else ""


def moment_to_kill(watcher: Watcher, chance: random.Random, kind: str) -> Callable[[Watcher], bool]:
    """Choose when the power goes.

    A slow machine must have as much to lose as a fast one: only the first kind goes by the
    clock alone. The others wait for something worth losing, and then a little, by chance.
    """
    extra = chance.uniform(0.0, 0.3)
    begun = time.perf_counter()
    since: list[float] = []

    def past(thing: bool) -> bool:
        if thing and not since:
            since.append(time.perf_counter())
        return bool(since) and time.perf_counter() >= since[0] + extra

    if kind == "whenever":
        return lambda _watcher: time.perf_counter() >= begun + 4 * extra
    if kind == "when something is done":
        watcher.longest = 20
        return lambda watcher: past(bool(watcher.shown))
    watcher.pause = 0.2
    return lambda watcher: past(bool(watcher.old_line(time.perf_counter())))


def kept(path: Path, room: Room) -> tuple[set[str], list[str]]:
    """What lies in the file: what was made of lines, and what is half typed. The latter goes."""
    with open_session(path, by="x", backup=False) as session:
        assert not session.bad_rows
        view = session.view
        done = {
            getattr(record, "text", "") or getattr(record, "title", "")
            for record in view.all(room.kind or Measure)
        }
        drafts = [*session.drafts(), *session.others_drafts()]
        for draft in drafts:
            session.store.drop_draft(draft.seat, draft.record, draft.field)
    return done, [draft.text for draft in drafts]


def one_life(path: Path, room: Room, kind: str, seed: int) -> tuple[int, bool]:
    """One start, some typing, one kill. Returns what was checked."""
    chance = random.Random(f"{room.name} {kind} {seed}")
    before, _drafts = kept(path, room)
    terminal = Typist(path, columns=120, rows=30)
    try:
        terminal.wait_for("Next", 60)
        terminal.rest(0.1)
        # Where this begins is not what is tried: unhurried.
        for key in re.findall(r"\x1b\[.|.", room.keys, re.DOTALL):
            terminal.press(key)
            terminal.rest(0.12)
        assert room.wanted in terminal.text(), terminal.text()
        watcher = Watcher(terminal, chance, room)
        watcher.number = seed * 1000
        if room.kind is Area:
            watcher.longest = 24
        watcher.type_until(moment_to_kill(watcher, chance, kind), limit=30)
        killed = time.perf_counter()
    finally:
        terminal.kill()
    if old := watcher.old_line(killed):
        offered_again(path, room, old)
    done, drafts = kept(path, room)
    assert before <= done
    assert watcher.shown <= done, "something that was shown as done is not in the file"
    if old:
        found = [*drafts, *(f"{room.begin}{words}" for words in done)]
        assert any(old in text for text in found), (old, drafts)
    return len(watcher.shown), bool(old)


def offered_again(path: Path, room: Room, old: str) -> None:
    """Open it again, and see that the words stand where they were being typed, or are done."""
    terminal = Typist(path, columns=120, rows=30)
    try:
        terminal.wait_for("Next", 60)
        terminal.rest(0.1)
        for key in re.findall(r"\x1b\[.|.", room.keys, re.DOTALL):
            terminal.press(key)
            terminal.rest(0.12)
        # A field may break the line.
        stands = "".join(terminal.text().split())
        words = "".join(old.removeprefix(room.begin).split())
        assert words[:20] in stands, f"{old!r} is not offered again:\n{terminal.text()}"
    finally:
        terminal.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(BATCHES))
@pytest.mark.parametrize(("room", "kind"), LIVES, ids=[f"{room.name}, {k}" for room, k in LIVES])
def test_a_kill_while_typing_loses_no_act_and_at_most_half_a_second(workshop, room, kind, seed):
    """Without this, a flat battery would take the room's words with it."""
    shown, drafted = one_life(workshop, room, kind, seed + 1)
    if kind == "when something is done":
        assert shown, "nothing was ever shown as done: nothing was tested"
    if kind == "in a long line":
        assert drafted, "no draft was ever old enough: nothing was tested"
