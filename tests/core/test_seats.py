"""Windows of one file: whose drafts come back, whose act undo takes, and who leaves no trace."""

import signal

import pytest
from disks import program

from workshop.acts import base, strategy
from workshop.session import create, open_session

WINDOW = """
import sys
from pathlib import Path
from workshop.acts import base
from workshop.session import open_session
session = open_session(Path(sys.argv[1]), by=sys.argv[2], backup=False)
area = session.view.ids("area")[0]
session.do(base.edit(session.view, area, title=f"Av {sys.argv[2]}"))
if sys.argv[3]:
    session.keep_draft(area, sys.argv[3], f"Utkast av {sys.argv[2]}", session.begin(area, sys.argv[3]))
print(session.seat, flush=True)
sys.stdin.readline()
"""  # noqa: E501


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a.workshop"
    with create(where, by="HR", title="T", role="command") as session:
        session.do(strategy.add_area(session.view, session.new_id, "Heltid")[1])
    return where


def window(path, who, field="rationale"):
    process = program(WINDOW, path, who, field)
    return process, process.stdout.readline().strip()


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_reading_leaves_no_trace_in_the_file(path):
    """A look with ``status`` would take the seat of the window that was killed."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    with open_session(path, role="reader") as session:
        assert len(session.log) == 2
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_after_a_kill_reading_and_writing_commands_come_between_nothing(path):
    """The draft did not come back, and undo took an act of another's."""
    process, seat = window(path, "vinduet")
    with open_session(path, by="kommando", backup=False, role="command") as command:
        assert command.seat != seat
        area = command.view.ids("area")[0]
        command.do(base.edit(command.view, area, rationale="av en kommando"))
    kill(process)
    with open_session(path, role="reader"):
        pass
    with open_session(path, backup=False) as again:
        assert again.seat == seat
        assert [draft.text for draft in again.drafts()] == ["Utkast av vinduet"]
        assert again.next_undo.by == "vinduet"


def test_a_window_without_a_draft_gets_its_seat_back_after_a_command(path):
    """Undo in a new window would take back what a script did."""
    process, seat = window(path, "vinduet", "")
    with open_session(path, by="kommando", backup=False, role="command") as command:
        area = command.view.ids("area")[0]
        command.do(base.edit(command.view, area, rationale="av en kommando"))
    kill(process)
    with open_session(path, backup=False) as again:
        assert again.seat == seat
        assert again.next_undo.by == "vinduet"


def test_the_drafts_of_two_killed_windows_both_come_back(path):
    """Only those of one of them did."""
    one, two = window(path, "en", "rationale"), window(path, "to", "description")
    kill(one[0])
    kill(two[0])
    with open_session(path, backup=False) as again:
        assert {draft.text for draft in again.drafts()} == {"Utkast av en", "Utkast av to"}
        assert again.others_drafts() == []


def test_of_two_drafts_of_one_field_the_newest_is_offered_and_none_is_lost(path):
    """The sentence that was typed last would be hidden behind an older one."""
    one, two = window(path, "en"), window(path, "to")
    for process, _ in (one, two):
        kill(process)
    with open_session(path, backup=False) as again:
        area = again.view.ids("area")[0]
        (draft,) = again.drafts()
        assert len(again.others_drafts()) == 1
        again.drop_draft(area, "rationale")
    with open_session(path, backup=False) as later:
        (other,) = later.drafts()
        assert {draft.text, other.text} == {"Utkast av en", "Utkast av to"}


def test_the_draft_of_a_living_window_is_left_alone(path):
    """A colleague's half sentence would vanish from under her."""
    living, dead = window(path, "levende"), window(path, "drept", "description")
    kill(dead[0])
    with open_session(path, backup=False) as again:
        assert [draft.text for draft in again.drafts()] == ["Utkast av drept"]
        assert [draft.text for draft in again.others_drafts()] == ["Utkast av levende"]
    kill(living[0])


@pytest.mark.parametrize("wrong", [b"\xff\xfe", b""])
def test_a_broken_name_of_the_machine_keeps_nobody_out(path, wrong):
    """A half-written little file would stop every opening."""
    from workshop import paths

    paths.state_dir().mkdir(parents=True, exist_ok=True)
    name = paths.state_dir() / "machine"
    name.write_bytes(wrong)
    with open_session(path, backup=False) as session:
        assert session.seat
    assert not wrong or name.read_bytes() == wrong
