"""One list of commands: what is run, listed, documented, completed and suggested is the same."""

import subprocess
import sys

import click
import pytest

from workshop.cli.base import Group
from workshop.cli.commands import COMMANDS, inside
from workshop.cli.main import cli

_GROUPS = [path for path in COMMANDS if any(inside(path))]


def _loaded(path):
    found = cli
    for name in path.split():
        found = found.commands[name]
    return found


@pytest.mark.parametrize("path", list(COMMANDS))
def test_every_command_is_called_what_the_list_calls_it(path):
    """A command would be run by another name than help and messages give it."""
    assert _loaded(path).name == path.rpartition(" ")[2]
    assert isinstance(_loaded(path), Group) == (path in _GROUPS)


@pytest.mark.parametrize("path", list(COMMANDS))
def test_every_command_of_every_group_is_documented(root, path):
    """IT would not find in the documentation what a script can do."""
    page = (root / "docs/cli.md").read_text("utf-8")
    assert f"# workshop {path}\n" in page
    for parameter in _loaded(path).params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}`" in page


@pytest.mark.parametrize("path", list(COMMANDS))
def test_every_command_is_suggested_when_it_is_mistyped(run, path):
    """Someone who types one letter too many would be told that there is no such command."""
    *group, name = path.split()
    said = run(*group, f"{name}x")
    assert said.code == 2
    assert f"“{path}”" in said.err.splitlines()[0]


def test_a_command_is_found_though_its_group_was_forgotten(run):
    """Who types ``workshop fork`` would not learn that it is ``workshop deck fork``."""
    said = run("fork")
    assert said.code == 2
    assert "“deck fork”" in said.err
    assert "“process fork”" in said.err


@pytest.mark.parametrize("group", ["", *_GROUPS])
def test_help_of_a_group_lists_all_that_is_in_it(run, group):
    """A command would be there, and nobody would know."""
    said = run(*group.split(), "--help")
    listed = [line.split()[0] for line in said.out.splitlines() if line.startswith("  ")]
    assert [name for name in inside(group) if name not in listed] == []


_FRESH = """
from workshop.cli.main import main
for path in {paths!r}:
    *group, name = path.split()
    main([*group, name + "x"])
from tools.cli_docs import markdown
print(markdown())
"""


def test_a_process_that_has_loaded_nothing_knows_the_same(root):
    """The first command of the day would know fewer commands than the second."""
    late = [path for path in COMMANDS if path.startswith(("deck ", "process ", "meeting "))]
    done = subprocess.run(
        [sys.executable, "-c", _FRESH.format(paths=late)],
        cwd=root, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    for path in late:
        assert f"“{path}”" in done.stderr
    assert done.stdout.strip() == (root / "docs/cli.md").read_text("utf-8").strip()


def test_all_that_is_wrong_is_told_at_once(run, ours):
    """Someone would mend one mistake, and be told of the next."""
    said = run("plan", "weeks", ours, "2", "few", "many", "more")
    assert said.code == 2
    assert [line.split(": ")[1] for line in said.err.splitlines()[:3]] == [
        "FEWEST", "MOST", "Not understood",
    ]  # fmt: skip
    said = run("add", ours, "goal", "--udner", "a", "--affter=b")
    assert "--udner" in said.err
    assert "--affter" in said.err


_WRONG = [
    ("nonsense",),
    ("fork",),
    ("deck", "card", "ad"),
    ("add",),
    ("add", "x", "person"),
    ("add", "x", "goal", "--under"),
    ("add", "x", "goal", "--frist"),
    ("add", "x", "goal", "--first=1"),
    ("log", "x", "--last", "many"),
    ("new", "x", "--tables", "1000"),
    ("deck", "translate", "x", "--set", "a"),
    ("log", "x", "y"),
    ("--lang", "de", "status"),
]
_ENGLISH = ("no such", "invalid", "missing", "did you", "option", "argument", "usage", "got ")


@pytest.mark.parametrize("words", _WRONG)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_mistakes_are_told_in_norwegian(run, words, language):
    """A Norwegian reader would be told in English what was wrong."""
    said = run("--lang", language, *words)
    assert said.code == 2
    assert [word for word in _ENGLISH if word in said.err.lower()] == []


@pytest.mark.parametrize("path", list(COMMANDS))
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_help_is_in_norwegian_all_through(run, path, language):
    """Half of the help would be in English."""
    out = run("--lang", language, *path.split(), "--help").out
    for english in ("Usage", "Options", "OPTIONS", "COMMAND", "ARGS", "Show this", "FILE", "TEXT"):
        assert english not in out
