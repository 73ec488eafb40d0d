"""The power goes while someone is typing, at random moments: two hundred when there is time.

A real terminal, a real process, a real kill. What stood on the screen is what counts: an answer
that was shown is in the file, and of a line being typed at most half a second is missing.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import sized

from bench.terminal import Terminal
from workshop.acts import cards, setup
from workshop.model import Answer
from workshop.session import create, open_session

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

BATCHES = sized(1, 40)
KINDS = ("whenever", "after an answer", "in a long line", "after an answer", "whenever")
"""When the power goes: every batch has something of each."""
PROMISE = 0.5
"""Seconds of typing that may be lost."""

CARD = {"id": "kort", "theme": "A", "phase": "P1", "ask": "Hva nå?", "deck": {"id": "prove"}}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("kill") / "w.workshop"
    with create(path, by="Fasilitator", title="Strøm", organisation="Fjordvik") as session:
        session.do(setup.add_groups(session.view, session.new_id, ["Bord 1", "Bord 2"]))
        session.do(cards.draw(session.view, session.new_id, "card:prove:kort:0", CARD)[1])
    return path


class Watcher:
    """Types, and remembers what stood on the screen when."""

    def __init__(self, terminal: Terminal, chance: random.Random) -> None:
        self.terminal, self.chance = terminal, chance
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
            # The line itself also holds the words while they are typed: an answer has none of
            # its table number before it.
            if words in text and f"1 {words}" not in text:
                self.shown.add(words)
        # The screen may be a few letters behind the fingers.
        for end in range(len(self.line), len(f"1 q{self.number}") - 1, -1):
            if self.line[:end] in text:
                self.seen_line.append((now, self.line[:end]))
                self.lag = max(self.lag, now - self.pressed.pop(self.line[:end], now))
                break

    def type_until(self, moment: Callable[["Watcher"], bool], limit: float) -> None:
        """Type words and Enters until a moment has come, or so many seconds have gone."""
        end = time.perf_counter() + limit
        while not moment(self) and time.perf_counter() < end:
            assert self.terminal.process.poll() is None, f"it stopped:\n{self.terminal.text()}"
            if len(self.line) > self.length:
                self.terminal.press("\r")
                self.sent.append(self.line[2:])
                self.line = ""
            elif not self.line:
                self.number += 1
                self.length = self.chance.randint(self.longest // 2, self.longest)
                self.line = f"1 q{self.number}"
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
    if kind == "after an answer":
        watcher.longest = 20
        return lambda watcher: past(bool(watcher.shown))
    watcher.pause = 0.2
    return lambda watcher: past(bool(watcher.old_line(time.perf_counter())))


def one_life(path: Path, seed: int, kind: str) -> tuple[int, bool]:
    """One start, some typing, one kill. Returns what was checked."""
    chance = random.Random(seed)
    with open_session(path, by="x", backup=False) as session:
        before = {answer.text for answer in session.view.all(Answer)}
    command = [sys.executable, "-m", "workshop", "--lang", "en", "open", str(path)]
    terminal = Terminal(command, 90, 30)
    try:
        terminal.wait_for("Next:", 60)
        terminal.press("2")
        terminal.wait_for("what table", 30)
        watcher = Watcher(terminal, chance)
        watcher.number = seed * 1000
        watcher.type_until(moment_to_kill(watcher, chance, kind), limit=30)
        killed = time.perf_counter()
    finally:
        terminal.kill()
    with open_session(path, by="x", backup=False) as session:
        assert not session.bad_rows
        answers = {answer.text for answer in session.view.all(Answer)}
        drafts = [draft.text for draft in (*session.drafts(), *session.others_drafts())]
        for draft in (*session.drafts(), *session.others_drafts()):
            session.store.drop_draft(draft.seat, draft.record, draft.field)
    assert before <= answers
    assert watcher.shown <= answers, "an answer that was shown is not in the file"
    old = watcher.old_line(killed)
    if old:
        kept = [*drafts, *(f"1 {answer}" for answer in answers)]
        assert any(text.startswith(old) for text in kept), (old, drafts)
    return len(watcher.shown), bool(old)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_kill_while_typing_loses_no_act_and_at_most_half_a_second(workshop, batch):
    """Without this, a flat battery would take the room's words with it."""
    shown = drafted = 0
    for number, kind in enumerate(KINDS):
        answers, draft = one_life(workshop, batch * 1000 + number, kind)
        shown += answers
        drafted += draft
    assert shown > 0, "no answer was ever shown: nothing was tested"
    assert drafted > 0, "no draft was ever old enough: nothing was tested"
