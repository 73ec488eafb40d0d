"""The row in which keys wait, by itself: what is in front of it is made up."""

import asyncio
from types import SimpleNamespace

import pytest
from textual.events import Key

from workshop.tui.key_gate import KeyGate


class Screen:
    """Something that is at rest, or not."""

    def __init__(self):
        self.screen = SimpleNamespace(_callbacks=[])
        self.focused = None
        self.workers = ()
        self.writing = False
        self.settled = 0

    def pumps(self):
        return ()

    def settle_pauses(self):
        self.settled += 1

    def disturb(self):
        self.screen._callbacks.append("not done")

    def calm_down(self):
        self.screen._callbacks.clear()


async def _turn():
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture
def row():
    screen = Screen()
    failures, came = [], []
    gate = KeyGate(screen, failures.append)

    async def let_through(event):
        came.append(event.key)
        if event.key == "f":
            raise ValueError("as a test wants it")
        screen.disturb()

    def press(*keys):
        for key in keys:
            gate.take(Key(key, key), let_through)

    return SimpleNamespace(
        screen=screen, gate=gate, came=came, press=press, failures=failures
    )  # fmt: skip


async def test_a_key_waits_until_the_one_before_has_had_its_effect(row):
    """Delete pressed three times would answer a dialog that is not there yet."""
    row.press("a", "b", "c")
    await _turn()
    assert row.came == ["a"]
    row.screen.calm_down()
    await _turn()
    assert row.came == ["a", "b"]
    assert row.gate.busy
    assert row.gate.waiting == 1
    row.screen.calm_down()
    await _turn()
    assert row.came == ["a", "b", "c"]


async def test_a_key_that_comes_while_the_last_one_has_its_effect_is_not_left(row):
    """A line typed at the moment a place is opened would never stand on the screen."""
    row.press("a")
    await _turn()
    row.press("b")
    row.screen.calm_down()
    await _turn()
    assert row.came == ["a", "b"]
    row.screen.calm_down()
    await _turn()
    assert not row.gate.busy


async def test_a_command_waits_for_the_disk_and_for_what_waits_for_a_pause(row):
    """Undo would take back the act before the one that is on its way to the disk."""
    row.screen.writing = True
    row.press("ctrl+z")
    await _turn()
    assert row.came == []
    row.screen.writing = False
    await _turn()
    assert row.came == ["ctrl+z"]
    assert row.screen.settled == 1


async def test_a_key_that_fails_does_not_stop_the_row(row):
    """One error would leave the keyboard dead."""
    row.press("f", "g")
    await _turn()
    assert row.came == ["f", "g"]
    assert [type(error) for error in row.failures] == [ValueError]
