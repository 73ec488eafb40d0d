"""Commands that only read, and files that are damaged, at the command line."""

import os
import sqlite3

import pytest

from workshop.acts import strategy
from workshop.session import create

READING = [
    ("status",), ("status", "--json"), ("check",), ("log",), ("show",), ("thread", "area:x"),
    ("export", "--format", "markdown"), ("timeline",), ("settle",),
    ("meeting", "list"), ("plan", "show"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a.workshop"
    with create(where, title="T", role="command") as session:
        session.do(strategy.add_area(session.view, lambda kind: "area:x", "Heltid")[1])
        for number in range(120):
            session.do(strategy.add_area(session.view, session.new_id, f"{number} " * 60)[1])
    return where


def test_reading_commands_write_nothing_in_the_file(run, path):
    """A look with ``status`` took the seat of a killed window, and with it draft and undo."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    for name, *rest in READING:
        words = [name, *rest[:1], path, *rest[1:]] if name in {"meeting", "plan"} else [
            name, path, *rest]  # fmt: skip
        done = run(*words)
        assert done.code in (0, 1), done.err
        assert "Traceback" not in done.err
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before, name


def tear(path) -> bool:
    connection = sqlite3.connect(path)
    try:
        pages = [number for (number,) in connection.execute(
            "SELECT pageno FROM dbstat WHERE name='act' AND pagetype='leaf' "
            "ORDER BY path")]  # fmt: skip
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    raw = bytearray(path.read_bytes())
    raw[(pages[1] - 1) * 4096 : pages[1] * 4096] = raw[(pages[0] - 1) * 4096 : pages[0] * 4096]
    path.write_bytes(raw)
    return True


def test_what_is_missing_is_told_by_every_command(run, path):
    """Rows were gone, and every command ended as if all were well."""
    if not tear(path):
        pytest.skip("this SQLite tells no pages")
    torn = path.read_bytes()
    for words in (("status", path), ("check", path), ("log", path), ("show", path)):
        done = run(*words)
        assert done.code == 1, words
        assert "Changes are missing" in done.err
        assert "recover" in done.err
        assert done.out
    done = run("add", path, "area", "Ny")
    assert done.code == 1
    assert "Changes are missing" in done.err
    assert path.read_bytes() == torn
    done = run("recover", path)
    assert done.code == 0
    assert "Changes are missing" in done.out


def test_a_new_file_that_is_cut_to_nothing_comes_back(run, tmp_path):
    """All that was done in a new file was gone, and recover said that there was nothing."""
    run("new", "b.workshop", "--organisation", "Fjordvik")
    run("add", "b.workshop", "area", "Heltid")
    (tmp_path / "b.workshop").write_bytes(b"")
    done = run("status", "b.workshop")
    assert done.code == 1
    assert "recover" in done.err
    assert run("recover", "b.workshop", "--to", "c.workshop").code == 0
    assert "Heltid" in run("show", "c.workshop").out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_answered_at_once(run, path):
    """The program stood still for ever."""
    os.mkfifo(path.with_name("p.workshop"))
    for words in (("status", "p.workshop"), ("add", "p.workshop", "area", "X"),
                  ("recover", "p.workshop"), ("merge", path, "p.workshop", "--yes")):  # fmt: skip
        done = run(*words)
        assert done.code == 1
        assert "p.workshop" in done.err
    assert run("status", path).code == 0
