"""What every test may count on: a home of its own, English, no network, no developer's settings."""

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workshop import i18n

ROOT = Path(__file__).resolve().parent.parent

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


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """Settings, backups and language come from the test, never from who runs it."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("WORKSHOP_LANG", "en")
    i18n.use("en")


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
