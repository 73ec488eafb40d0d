"""Tests of the screen wait until the program has come to rest, and not until the machine has."""

import pytest
from driving import at_rest


@pytest.fixture(autouse=True)
def _exact_waiting(monkeypatch):
    """Waiting by the load of the processor takes most of the time, and lies on a busy machine."""
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
