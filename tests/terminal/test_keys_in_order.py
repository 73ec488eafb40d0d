"""What is typed ahead goes where it would have gone unhurried.

A real terminal, a real process. The same keys are typed twice on equal files: one by one, each
when the one before has had its effect, and in a hurry – in a single write, while the machine
stalls, on a disk that takes its time. Both must come to the same: in the file and on the screen.
"""

import importlib
import inspect
import pkgutil
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from effort import sized
from terminal import running
from terminal.effect import difference
from terminal.running import Outcome
from terminal.scenarios import EVERY_TIME, SCENARIOS, Scenario, random_scenario
from terminal.starts import make
from terminal.typist import slow_disk
from textual.screen import Screen

import workshop.tui

if not sys.platform.startswith("linux"):
    pytest.skip("needs a pseudo-terminal and /proc", allow_module_level=True)

_BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
_CALM: dict[Scenario, Outcome] = {}
"""What each came to one by one: worked out once in a worker, for all the ways to hurry it."""

SEQUENCES = sized(12, 300)
"""How many sequences of keys are typed, each calmly and in a hurry."""
THOROUGH = len(EVERY_TIME) < SEQUENCES

NOT_SHOWN_HERE = frozenset({
    "House",  # beneath all of them
    "RecordDialog",  # what the two forms of the parties are made of
    "LibraryDoing",  # what the library is made of
    "LibrarySharing",
    "NoticeDialog",  # nothing can be done in it but to close it
})  # fmt: skip


def _wanted() -> list[tuple[Scenario, str]]:
    fixed = [(_BY_NAME[name], mode) for name, mode in EVERY_TIME]
    if not THOROUGH:
        return fixed[:SEQUENCES]
    others = [(scenario, mode) for scenario in SCENARIOS for mode in ("stalled", "slow-100")]
    found = list(dict.fromkeys([*fixed, *others]))
    chance = random.Random(SEQUENCES)
    for number in range(SEQUENCES - len(found)):
        found.append((random_scenario(number), chance.choice(running.MODES)))
    return found[:SEQUENCES]


def _params() -> list[object]:
    return [
        pytest.param(
            scenario, mode, id=f"{scenario.name}-{mode}",
            marks=pytest.mark.xdist_group(f"keys-{scenario.name}"),
        )
        for scenario, mode in _wanted()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """Where the files that scenarios begin with are kept."""
    return tmp_path_factory.mktemp("starts")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("scenario", "mode"), _params())
def test_keys_typed_ahead_go_where_they_would_have_gone(scenario, mode, made, tmp_path):
    """Without this, who types faster than the machine answers gets other words than typed."""
    if mode.startswith("slow") and slow_disk() is None:
        pytest.skip("needs a C compiler (cc) to make a disk slow")
    make(scenario.start, made)
    chance = random.Random(scenario.keys)
    with ThreadPoolExecutor(1) as hands:
        # Two programs at a time: one mostly waits.
        typing = (
            hands.submit(running.one_by_one, scenario, made, tmp_path / "calm")
            if scenario not in _CALM
            else None
        )
        hurried = running.in_a_hurry(scenario, made, tmp_path / "rush", mode, chance)
        if typing is not None:
            _CALM[scenario] = typing.result()
    calm = _CALM[scenario]
    assert calm.seen >= set(scenario.reaches.split()), f"the keys lead elsewhere:\n{calm.screen}"
    told = f"typed {scenario.before!r}, then {scenario.keys!r}, {mode}"
    other = difference(calm.effect, hurried.effect)
    assert not other, f"{told}:\n{other}\none by one:\n{calm.screen}\nin a hurry:\n{hurried.screen}"
    if not scenario.keys.endswith("<ctrl+q>"):  # what is left of a screen was not to be looked at
        assert _compared(hurried.screen) == _compared(calm.screen), told


def _compared(screen: str) -> list[str]:
    """The lines of a screen; of the strategy without the form, whose findings come by a timer."""
    lines = screen.splitlines()
    return [line[:80] for line in lines] if "▸4" in screen else lines


def test_every_form_and_dialog_is_typed_in():
    """A dialog nobody typed in is one where keys may still overtake each other."""
    shown = {
        name
        for module in pkgutil.walk_packages(workshop.tui.__path__, "workshop.tui.")
        for name, thing in vars(importlib.import_module(module.name)).items()
        if inspect.isclass(thing)
        and issubclass(thing, Screen)
        and thing.__module__.startswith("workshop.")
    }
    reached = {name for scenario in SCENARIOS for name in scenario.reaches.split()}
    assert shown - reached - NOT_SHOWN_HERE == set()
    assert reached <= shown
