"""The house keeps its floors apart: seen from outside, in fresh processes and in the source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "workshop"
SCREEN = ("textual", "rich", "click", "questionary")
UPPER = ("cli", "tui", "__main__")

# webbrowser may be used: it opens a file that we have written, in the user's own browser.
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib.request", "urllib3", "xmlrpc",
}  # fmt: skip


def modules() -> list[str]:
    """Every module below the screens, by its dotted name."""
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] not in UPPER:
            plain = parts[:-1] if parts[-1] == "__init__" else parts
            names.append(".".join(("workshop", *plain)))
    return names


def test_no_room_below_the_screens_loads_a_screen_library():
    """A script, a test or another screen could not use the core without a whole TUI."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        f"    found = sorted(set({SCREEN!r}) & sys.modules.keys())\n"
        "    if found:\n"
        "        sys.exit(f'{name} loads {found}')\n"
    )
    names = modules()
    assert {"workshop.model", "workshop.changes", "workshop.view"} <= set(names)
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_version_is_answered_without_loading_anything():
    """Shell prompts and installers that ask for the version would wait for a TUI to load."""
    code = (
        "import sys; sys.argv = ['workshop', '--version']; before = set(sys.modules)\n"
        "from workshop.__main__ import main\n"
        "assert main() == 0\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, loaded = done.stdout.splitlines()
    assert version.startswith("workshop 0.")
    assert loaded == "['workshop', 'workshop.__main__']"


def test_rooms_import_downwards_only():
    """A change in a screen could break the merging of two files."""
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(tool), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imports(source: str) -> set[str]:
    """Every module a source imports, wherever in it; ``from urllib import request`` too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reaches_out(source: str) -> set[str]:
    """The imports of a source that could open a network connection."""
    return {
        name
        for name in imports(source)
        if any(name == net or name.startswith(f"{net}.") for net in NETWORK)
    }


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import socket", {"socket"}),
        ("from urllib import request", {"urllib.request"}),
        ("def f():\n    from http.client import HTTPSConnection", {"http.client"}),
        ("from urllib.parse import quote\nimport httptools_of_our_own", set()),
    ],
)
def test_the_search_for_network_code_finds_it(source, found):
    """The promise to IT would be kept by a test that cannot fail."""
    assert found <= reaches_out(source)
    assert bool(found) == bool(reaches_out(source))


def test_nothing_in_the_program_can_open_a_connection():
    """docs/for-it.md promises an IT department that no network connection is opened."""
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in PACKAGE.rglob("*.py")
        if (names := reaches_out(path.read_text("utf-8")))
    }
    assert found == {}
