"""A command line to type at, in a folder of its own."""

import io
import json
import subprocess
import sys
from typing import NamedTuple

import pytest

from workshop import i18n
from workshop.cli.main import main
from workshop.example import build_example


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def record(self):
        """The id of what was made: the end of the first line."""
        return self.out.splitlines()[0].rpartition(": ")[2]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Type a command; ``piped`` is what comes in on a pipe."""
    monkeypatch.chdir(tmp_path)

    def typed(*words, piped=None):
        monkeypatch.setattr(sys, "stdin", _Pipe(piped or ""))
        capsys.readouterr()
        code = main([str(word) for word in words])
        i18n.use("en")
        return Said(code, *capsys.readouterr())

    return typed


class _Pipe:
    def __init__(self, piped):
        self.buffer = io.BytesIO(piped if isinstance(piped, bytes) else piped.encode())

    def isatty(self):
        return False


@pytest.fixture
def ours(run, tmp_path):
    """A new workshop with three tables that follows the half day."""
    path = tmp_path / "ours.workshop"
    done = run(
        "--by", "Fasilitator", "new", path, "--organisation", "Fjordvik kommune",
        "--period", "2027-2030", "--process", "halvdag", "--tables", "3",
    )  # fmt: skip
    assert done.code == 0, done.err
    return path


@pytest.fixture(scope="session")
def _example(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "Fjordvik.workshop"
    build_example(path)
    return path.read_bytes()


@pytest.fixture
def example(_example, tmp_path):
    """The worked example, in a copy that may be changed."""
    path = tmp_path / "Fjordvik.workshop"
    path.write_bytes(_example)
    return path


@pytest.fixture
def process(tmp_path):
    """Run ``python -m workshop`` in a process of its own."""

    def typed(*words, piped=""):
        return subprocess.run(
            [sys.executable, "-m", "workshop", *map(str, words)],
            cwd=tmp_path, input=piped, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return typed
