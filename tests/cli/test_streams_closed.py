"""Started with streams closed, full or left: a line or nothing, never a page of code."""

import subprocess
import sys
from pathlib import Path

import pytest

from workshop.session import create

if sys.platform == "win32":
    pytest.skip("needs a POSIX shell", allow_module_level=True)

TITLE = "Strøm i Fjordvik"


@pytest.fixture
def workshop(tmp_path) -> Path:
    path = tmp_path / "w.workshop"
    create(path, by="x", title=TITLE, organisation="Fjordvik").close()
    return path


def shell(command: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in which ``workshop`` is this program and ``$F`` the file."""
    script = f'workshop() {{ "{sys.executable}" -m workshop "$@"; }}; F="{path}"\n{command}'
    return subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("workshop --version >&-", 0),
        ("workshop --version 2>&-", 0),
        ("workshop --version <&-", 0),
        ("workshop status $F >&-", 0),
        ("workshop status $F >&- 2>&- <&-", 0),
        ("workshop no-such-command >&- 2>&-", 2),
        ("workshop open $F <&- >&-", 1),
        ("workshop status $F >/dev/full", 1),
        ("workshop --version >/dev/full", 1),
        ("workshop show $F --json | head -c 1; exit 0", 0),
        ("workshop --help | true; exit 0", 0),
    ],
)
def test_no_page_of_code_whatever_becomes_of_the_streams(workshop, command, code):
    """Otherwise a script at night gets a page of code, and the wrong exit code."""
    before = workshop.read_bytes()
    done = shell(command, workshop)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    # What was to be printed has not gone into the first file that was opened instead.
    assert workshop.read_bytes() == before
