"""The exact versions that make installs: a set that is whole, or nothing at all."""

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

BROKEN = {
    "empty": b"",
    "only a heading": b"# exact versions\n\n",
    "a range": b"textual>=8\n",
    "an address": b"textual @ https://example.org/textual.whl\n",
    "an option": b"--index-url https://example.org\ntextual==8.2.8\n",
    "twice": b"PyYAML==6.0.3\npyyaml==6.0.4\n",
    "not text": b"\xff\xfe\x00",
    "half of it": b"textual==8.2.8\n",
    "a conflict": b"<<<<<<< ours\ntextual==8.2.8\n",
}


@pytest.fixture
def tool(root):
    spec = importlib.util.spec_from_file_location("constraints", root / "tools/constraints.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def repository(tmp_path, root):
    """What make looks at before it installs anything."""
    (tmp_path / "tools").mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "tools/constraints.py"):
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


def made(repository, *words):
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *words],
        cwd=repository, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_every_range_has_its_version_and_its_end(tool, root):
    """A release of somebody else's could turn the tests red overnight."""
    used = tool.check()
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    for one in map(Requirement, tool.wanted()):
        assert one.specifier.contains(Version(used[tool.plain(one.name)])), one
        assert {part.operator for part in one.specifier} & {"<", "==", "~="}, f"no end: {one}"
        assert one.url is None
    exact = [one for one in project["dependencies"] if one.startswith("textual")]
    assert exact == [f"textual=={used['textual']}"]


def test_the_versions_are_names_and_numbers(root):
    """An address of one machine would stop everyone else."""
    text = (root / "constraints.txt").read_text("utf-8")
    assert not re.search(r"://|@|--|\\", text)


def test_the_tests_run_on_these_versions(tool):
    """What passes here would not be what is released."""
    here = {}
    for name, pinned in tool.check().items():
        try:
            here[name] = (version(name), pinned)
        except PackageNotFoundError:
            continue  # for another system
    assert {"textual", "pyyaml", "pytest"} <= set(here)
    if other := {name: pair for name, pair in here.items() if pair[0] != pair[1]}:
        pytest.skip(f"this environment was not made by make: {other}")


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("target", ["demo", "test"])
@pytest.mark.parametrize("broken", ["missing", "a folder", *BROKEN])
def test_without_them_nothing_is_installed(repository, broken, target):
    """A half-made environment would fail later, and say something else."""
    file = repository / "constraints.txt"
    file.unlink()
    if broken == "a folder":
        file.mkdir()
    elif broken != "missing":
        file.write_bytes(BROKEN[broken])
    done = made(repository, target)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "constraints.txt" in said
    assert "make constraints" in said
    assert "Traceback" not in said
    assert not (repository / ".venv").exists()


def test_what_has_changed_is_said(tool):
    """Whoever renews the versions would not know what to look out for."""
    before = tool.read("a==1.0\nb==2 ; sys_platform == 'win32'  # for colours\n\nc.d==3\n")
    after = tool.read("A==1.1\nc-d==3\ne==0.1rc1\n")
    assert list(tool.told(before, after)) == ["a 1.0 → 1.1", "b 2: gone", "e 0.1rc1: added"]


def test_what_only_another_system_needs_is_found(tool):
    """The file would hold on the machine it was made on, and nowhere else."""
    known = {
        "a": {"requires_dist": ['b>=1; sys_platform == "win32"', "c; extra == 'fast'"]},
        "c": {},
    }
    where, unknown = tool.reached(["a"], known)
    assert unknown == {"b>=1"}
    where, unknown = tool.reached(["a[fast]"], {**known, "b": {"requires_dist": ["a"]}})
    assert unknown == set()
    assert tool.marker(where["a"]) == tool.marker(where["c"]) == ""
    assert tool.marker(where["b"]) == ' ; sys_platform == "win32"'
    assert "b" not in tool.reached(["a"], {**known, "b": {}})[0] or len(where["b"]) == 3


def test_a_renewal_that_fails_leaves_the_old_versions(tool, tmp_path, monkeypatch, capsys):
    """One try without a network would cost the file."""
    file = tmp_path / "constraints.txt"
    file.write_text("a==1\n", "utf-8")
    monkeypatch.setattr(tool, "FILE", file)
    monkeypatch.setattr(tool, "wanted", lambda: ["a"])
    versions = iter([{"a": {"name": "A", "version": "2"}}])

    def resolve(_asked, _python, *_more):
        found = next(versions, None)
        if found is None:
            raise tool.ConstraintsError("not found")
        return found

    monkeypatch.setattr(tool, "resolve", resolve)
    with pytest.raises(tool.ConstraintsError):
        tool.refresh()
    assert [path.name for path in tmp_path.iterdir()] == ["constraints.txt"]
    assert file.read_text("utf-8") == "a==1\n"
    monkeypatch.setattr(tool, "resolve", lambda *_: {"a": {"name": "A", "version": "2"}})
    tool.refresh()
    assert "a 1 → 2" in capsys.readouterr().out
    assert file.read_text("utf-8").endswith("A==2\n")
    tool.refresh()
    assert "as they were" in capsys.readouterr().out
