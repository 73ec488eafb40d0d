"""Pages that were written over with other pages, and things that are no files: never in silence."""

import json
import os
import random
import socket
import sqlite3

import pytest

from workshop.acts import strategy
from workshop.changes import act_id
from workshop.session import create, open_session
from workshop.store import DamagedError, NotAWorkshopError, Row, Store, StoreError

PAGE = 4096


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a.workshop"
    with create(where, by="HR", title="T") as session:
        session.store.append(
            Row(identifier, json.dumps({
                "id": identifier, "by": "HR", "seat": "s", "at": "2027-03-01T09:00:00+01:00",
                "sets": {f"area:{number}": {"title": f"Område {number} " * 9}},
            }).encode())
            for number in range(2, 402) for identifier in [act_id(number, number)]
        )  # fmt: skip
    return where


def leaves(path, first_byte: int = 13) -> list[int]:
    """The pages of a kind that hold rows of the log, by number: table leaves, or index leaves."""
    connection = sqlite3.connect(path)
    pages = []
    root = {13: "act", 10: "sqlite_autoindex_act_1"}[first_byte]
    for (number,) in connection.execute(
        "SELECT pageno FROM dbstat WHERE name=? AND pagetype='leaf' ORDER BY path", (root,)
    ):
        pages.append(number)
    connection.close()
    return pages


def copy_page(path, source: int, target: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[(target - 1) * PAGE : target * PAGE] = raw[(source - 1) * PAGE : source * PAGE]
    path.write_bytes(raw)


def dbstat_is_there() -> bool:
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM dbstat")
    except sqlite3.OperationalError:
        return False
    return True


needs_dbstat = pytest.mark.skipif(not dbstat_is_there(), reason="this SQLite tells no pages")


@needs_dbstat
@pytest.mark.parametrize("kind", [13, 10])
def test_a_page_written_over_with_another_is_noticed(path, kind):
    """Twenty answers were gone, and every command said that all was well."""
    raw = path.read_bytes()
    pages = leaves(path, kind)
    assert len(pages) >= 3
    dice = random.Random(3)
    pairs = [(a, b) for a in pages for b in pages if a != b]
    for source, target in dice.sample(pairs, min(len(pairs), 20)):
        path.write_bytes(raw)
        copy_page(path, source, target)
        with pytest.raises(DamagedError):
            open_session(path, backup=False)


@needs_dbstat
def test_the_numbers_of_what_is_missing_are_told(path):
    """Nobody would know what to type again."""
    first, second = leaves(path)[:2]
    store = Store.open(path)
    assert store.damage() is None
    store.close()
    copy_page(path, first, second)
    with open_session(path, role="reader") as session:
        damage = session.damage
        assert damage is not None
        there = {int(act.id[:12]) for act in session.log}
        ((start, end),) = damage.missing
        assert {*range(1, 402)} - there == {*range(start, end + 1)}
        assert str(start) in str(session.notices[0])
        assert "recover" in str(session.notices[0])


def test_an_open_window_writes_beside_a_torn_file_and_not_into_it(path):
    """The next act would be written over another one in the torn file."""
    with open_session(path, backup=False) as session:
        raw = bytearray(path.read_bytes())
        known = {act.id for act in session.log}
        pages = leaves(path) if dbstat_is_there() else []
        if not pages:
            pytest.skip("this SQLite tells no pages")
        copy_page(path, pages[0], pages[-1])
        os.utime(path)
        torn = path.read_bytes()
        assert torn != raw
        session.do(strategy.add_area(session.view, session.new_id, "Etterpå")[1])
        assert session.store.path != path
        assert path.read_bytes() == torn
        assert known < {act.id for act in session.log}
    with open_session(session.store.path, backup=False) as again:
        assert "Etterpå" in [again.view.title(area) for area in again.view.ids("area")]


def test_a_log_is_whole_whatever_was_done_to_it(path, tmp_path):
    """A file that is sound would be called damaged, and nobody could work in it."""
    with open_session(path, backup=False) as session:
        area = session.view.ids("area")[0]
        session.undo()
        session.redo()
        session.forget(area, "title")
        session.store.append(session.file.rows(list(session.log)))
        assert session.store.damage() is None
        session.store.copy_to(tmp_path / "b.workshop")
    with open_session(tmp_path / "b.workshop", backup=False) as copy:
        assert copy.store.damage() is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("name", ["pipe.workshop", "a.workshop-journal", "a.workshop-wal"])
def test_a_pipe_is_told_apart_at_once(path, name):
    """The program would stand still for ever, and with it the folder that the pipe lies in."""
    pipe = path.with_name(name)
    os.mkfifo(pipe)
    opened = pipe if name.startswith("pipe") else path
    with pytest.raises(NotAWorkshopError, match=name):
        Store.open(opened)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets with names here")
def test_sockets_devices_and_folders_are_told_apart(tmp_path, monkeypatch):
    """Whatever is called .workshop, the answer is what it is."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("s.workshop")
        with pytest.raises(NotAWorkshopError, match=r"s\.workshop"):
            Store.open(tmp_path / "s.workshop")
    (tmp_path / "d.workshop").symlink_to("/dev/zero")
    with pytest.raises(NotAWorkshopError, match=r"d\.workshop"):
        Store.open(tmp_path / "d.workshop")
    (tmp_path / "f.workshop").mkdir()
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path / "f.workshop")
