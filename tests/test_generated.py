import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("generated", ROOT / "tools" / "generated.py")
assert spec
assert spec.loader
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


@pytest.fixture
def rows(tmp_path, monkeypatch):
    """One file and one folder, made by a module of the test's own."""
    (tmp_path / "makers.py").write_text(
        "def page():\n    return 'æ\\n'\n"
        "def folder():\n    return {'a.md': 'A', 'sub/b.bin': b'\\x00'}\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield (
        tool.Row("docs", "docs/page.md", "makers:page"),
        tool.Row("exports", "exports/", "makers:folder"),
    )
    sys.modules.pop("makers", None)


def test_generated_files_of_the_repository_are_up_to_date():
    """The documentation would describe an older program."""
    # In a process of its own: what other tests have imported and defined is not the program.
    command = [sys.executable, str(ROOT / "tools" / "generated.py"), "--check"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout


def test_what_is_written_is_what_is_checked(rows, tmp_path):
    """The check could never be satisfied."""
    assert tool.run(rows, tmp_path, check=True) == [
        "docs/page.md: missing",
        "exports/a.md: missing",
        "exports/sub/b.bin: missing",
    ]
    assert tool.run(rows, tmp_path, check=False) == []
    assert tool.run(rows, tmp_path, check=True) == []
    assert (tmp_path / "docs" / "page.md").read_bytes() == "æ\n".encode()


def test_the_check_sees_what_changed_and_what_is_left_over(rows, tmp_path):
    """A reader would find an outdated page, or a document nobody makes any more."""
    tool.run(rows, tmp_path, check=False)
    (tmp_path / "docs" / "page.md").write_text("old", "utf-8")
    (tmp_path / "exports" / "old.md").write_text("old", "utf-8")
    assert tool.run(rows, tmp_path, check=True) == [
        "docs/page.md: out of date",
        "exports/old.md: no longer made",
    ]
    tool.run(rows, tmp_path, check=False)
    assert tool.run(rows, tmp_path, check=True) == []


def test_one_broken_room_stops_no_other(rows, tmp_path):
    """A mistake in one generator would leave all the other files old."""
    broken = tool.Row("docs", "docs/none.md", "makers:nothing")
    gone = tool.Row("docs", "docs/gone.md", "no_such_module:page")
    problems = tool.run((broken, gone, *rows), tmp_path, check=False)
    assert [problem.split(":")[0] for problem in problems] == ["docs/none.md", "docs/gone.md"]
    assert (tmp_path / "docs" / "page.md").exists()


def test_a_group_that_is_not_there_is_said():
    """A slip in a command would look like success."""
    with pytest.raises(SystemExit, match="no group sparkle"):
        tool.main(["--check", "sparkle"])
