"""The same keys twice: one by one with idleness between, and in a hurry."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from terminal.effect import effect_in
from terminal.scenarios import Scenario
from terminal.starts import lay_out
from terminal.typist import REST, Typist, keys_of

FIRST_FRAME = 60.0
MODES = ("at-once", "stalled", "slow-25", "slow-100")
"""In a single write; stopped and continued at random moments; a disk that takes its time."""
_FSYNC_MS = {"slow-25": 25, "slow-100": 100}


class Outcome(NamedTuple):
    """Where the keys led."""

    screen: str
    effect: dict[str, Any]
    seen: frozenset[str]
    """The screens and dialogs that were shown on the way."""


@contextmanager
def sitting(scenario: Scenario, made: Path, folder: Path, fsync_ms: int = 0) -> Iterator[Typist]:
    """A program that shows the place where the scenario begins, at rest."""
    typist = Typist(
        lay_out(scenario.start, made, folder), columns=scenario.columns, rows=scenario.rows,
        language=scenario.language, fsync_ms=fsync_ms,
    )  # fmt: skip
    try:
        typist.wait_for(scenario.first, FIRST_FRAME)
        # A disk that is slept on looks like a program at rest: longer on a slow one.
        slow = fsync_ms / 100
        typist.rest(max(0.3, slow))
        typist.calmly(keys_of(scenario.before), rest=max(REST, slow))
        yield typist
    finally:
        typist.kill()


def one_by_one(scenario: Scenario, made: Path, folder: Path) -> Outcome:
    """What is right: each key when the one before has had its effect."""
    with sitting(scenario, made, folder) as typist:
        typist.calmly(keys_of(scenario.keys), rest=scenario.rest)
        return _end(typist)


def in_a_hurry(
    scenario: Scenario, made: Path, folder: Path, mode: str, chance: random.Random
) -> Outcome:
    """What comes of it when the keys come faster than they can be obeyed."""
    fsync_ms = _FSYNC_MS.get(mode, 0)
    with sitting(scenario, made, folder, fsync_ms) as typist:
        keys = keys_of(scenario.keys)
        if mode == "at-once":
            typist.at_once(keys)
        elif mode == "stalled":
            typist.stalled(keys, chance)
        else:
            typist.in_bursts(keys, chance)
        outcome = _end(typist)
        if fsync_ms:
            assert typist.counted.exists(), "the disk was not slow: nothing was tested"
        return outcome


def _end(typist: Typist) -> Outcome:
    typist.settle()
    screen = typist.screen_now()
    typist.quit()
    return Outcome(screen, effect_in(typist.file.parent), typist.screens_seen())
