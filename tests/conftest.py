"""What every test may count on: a clock that stands, ids that are the same each time, a home of
its own, English, no network, no developer's settings.

Nothing in the tests may depend on which time, zone or home that is. ``make test-elsewhere`` runs
them with others, by the variables below.
"""

import contextlib
import itertools
import os
import random
import select
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workshop import i18n, outside

ROOT = Path(__file__).resolve().parent.parent

AT = os.environ.get("WORKSHOP_TESTS_AT") or "2027-03-01T09:00:00"
"""When it is, in every test; local time in the zone."""
ZONE = os.environ.get("WORKSHOP_TESTS_ZONE") or "Europe/Oslo"
"""Where the clock stands. Programs that tests start are there too."""
HOME = "hjemme hos Ærlig Øst"
"""What a home is called: people's names are in the paths of their files."""

PERSONAL = (
    "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LC_TIME", "LC_COLLATE", "LC_NUMERIC", "LANG", "LANGUAGE",
    "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "EDITOR", "VISUAL",
    "BROWSER", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE",
    "PYTHONPATH",
)  # fmt: skip
"""Variables by which a person or a machine could change what a test sees."""

settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    print_blob=True,
    # The same search for everyone: what passes here passes there. "thorough" searches anew.
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    settings.get_profile("default"),
    max_examples=2000,
    derandomize=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def _fast_disk() -> None:
    """Files of the tests lie in memory, where there is room, unless a place was chosen.

    They are written to disk for certain thousands of times, and nobody will miss them.
    """
    memory = Path("/dev/shm")
    if {"TMPDIR", "PYTEST_DEBUG_TEMPROOT"} & os.environ.keys() or not os.access(memory, os.W_OK):
        return
    room = os.statvfs(memory)
    if room.f_flag & getattr(os, "ST_NOEXEC", 8) or room.f_bavail * room.f_frsize < 2 * 10**9:
        return
    os.environ["TMPDIR"] = str(memory)
    tempfile.tempdir = None  # asked anew


def _sleep_under_another_clock() -> None:
    """``faketime`` breaks the sleep of newer Pythons when it leaves the measuring clock alone."""
    try:
        time.sleep(0.001)
    except OSError:
        time.sleep = lambda seconds: select.select((), (), (), seconds) and None


_fast_disk()
_sleep_under_another_clock()
_numbers = itertools.count(1)
_base: list[Path] = []


def _settle(patch: pytest.MonkeyPatch, seed: str) -> None:
    """A world that stands still: the same for everyone who gives the same seed."""
    for variable in PERSONAL:
        patch.delenv(variable, raising=False)
    home = _base[0] / str(next(_numbers)) / HOME
    home.mkdir(parents=True)
    patch.setenv("WORKSHOP_HOME", str(home / "workshop"))
    patch.setenv("WORKSHOP_LANG", "en")
    patch.setenv("HOME", str(home))
    patch.setenv("USERPROFILE", str(home))
    patch.setenv("TZ", ZONE)
    if hasattr(time, "tzset"):
        time.tzset()
    at = datetime.fromisoformat(AT).timestamp()
    patch.setattr(outside, "_clock", lambda: at)
    patch.setattr(outside, "_dice", random.Random(seed).getrandbits)
    i18n.use("en")


@contextlib.contextmanager
def _settled(seed: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, seed)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Settled from here on: what modules make while they are read is made in it too."""
    _keep_bytecode()
    _base.append(Path(tempfile.mkdtemp(prefix="workshop-tests-")))
    patch = pytest.MonkeyPatch()
    _settle(patch, "reading")

    def leave() -> None:
        patch.undo()
        shutil.rmtree(_base.pop(), ignore_errors=True)

    config.add_cleanup(leave)


def _keep_bytecode() -> None:
    """Programs that tests start need not compile everything anew, whatever this machine says."""
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(ROOT / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """What several tests share is made alike, whichever of them asks for it first."""
    if fixturedef.scope == "function":
        return (yield)
    with _settled(f"{fixturedef.baseid}::{fixturedef.argname}"):
        return (yield)


@pytest.fixture(autouse=True)
def _settled_world(request, monkeypatch):
    """Clock, ids, home, language and zone come from the test, never from who runs it, or when."""
    _settle(monkeypatch, request.node.nodeid)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """A test that reaches for the network fails, as a municipality's laptop would."""
    connect = socket.socket.connect

    def only_here(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1",
            "::1",
        }:
            raise AssertionError(f"a connection to {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture
def python() -> str:
    """The interpreter that runs the tests, for a process of its own."""
    return sys.executable
