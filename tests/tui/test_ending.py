"""The program ends when it did not choose to: what is typed is kept, the terminal is given back.

A real terminal and a real process. The session on disk is asked first, the terminal second.
"""

import contextlib
import os
import signal
import sqlite3
import sys
import termios
from pathlib import Path

import pytest

from bench.terminal import Terminal
from workshop import crash_reports, paths
from workshop.acts import cards, setup
from workshop.model import Answer
from workshop.session import create, open_session
from workshop.tui import ending

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

CARD = {"id": "kort", "theme": "A", "phase": "P1", "ask": "Hva nå?", "deck": {"id": "prove"}}
WORKSHOP = "import sys; from workshop.__main__ import main; sys.exit(main())"
FAILING = """
from workshop.tui.app import WorkshopApp
def fail(self): raise RuntimeError("as a test wants it")
WorkshopApp.action_help = fail
"""


@pytest.fixture
def workshop(tmp_path) -> Path:
    path = tmp_path / "Fjordvik æøå.workshop"
    with create(path, by="Fasilitator", title="Strøm", organisation="Fjordvik") as session:
        session.do(setup.add_groups(session.view, session.new_id, ["Bord 1", "Bord 2"]))
        session.do(cards.draw(session.view, session.new_id, "card:prove:kort:0", CARD)[1])
    return path


class Room:
    """The program in a terminal, on the cards, and the terminal as it was before."""

    def __init__(self, path: Path, before: str = "") -> None:
        command = [sys.executable, "-c", before + WORKSHOP, "--lang", "en", "open", str(path)]
        self.terminal = Terminal(command, 100, 30)
        self.process = self.terminal.process
        self.all = b""

    def to_the_cards(self) -> "Room":
        self.terminal.wait_for("Next:", 60)
        self.terminal.press("2")
        self.terminal.wait_for("what table", 60)
        return self

    def type(self, text: str) -> None:
        self.terminal.press(text)
        self.wait_for(text)

    def wait_for(self, text: str) -> None:
        """Until a text stands on the screen."""
        for _ in range(300):
            self.drain(0.1)
            if text in self.terminal.text():
                return
        raise TimeoutError(f"{text!r} never stood on the screen:\n{self.terminal.text()}")

    def wait_for_draft(self, path: Path) -> None:
        """Until what is typed is on disk."""
        for _ in range(300):
            self.drain(0.1)
            with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
                if file.execute("SELECT count(*) FROM draft").fetchone()[0]:
                    return
        raise TimeoutError("no draft")

    def drain(self, seconds: float) -> bool:
        data = self.terminal.read(seconds)
        self.all += data
        return bool(data)

    def end(self) -> int:
        """Wait until it ends, and return its exit code."""
        for _ in range(300):
            if self.process.poll() is not None or not self.drain(0.1):
                break
        self.process.wait(30)
        while self.drain(0.1):
            pass
        return self.process.returncode

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.kill()


def drafts(path: Path) -> list[str]:
    with open_session(path, by="x", backup=False) as session:
        return [draft.text for draft in (*session.drafts(), *session.others_drafts())]


def is_given_back(room: Room) -> bool:
    """Whether the terminal is as shells want it: lines, echo, one screen, a cursor, no mouse."""
    local = termios.tcgetattr(room.terminal._master)[3]
    tail = room.all[room.all.rindex(b"\x1b[?1049l") - 200 :]
    ended = [b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l"]
    cooked = local & termios.ICANON and local & termios.ECHO and local & termios.ISIG
    return bool(cooked) and all(code in tail for code in ended)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_line_kept_and_the_terminal_given_back(workshop, number):
    """Otherwise a shutdown takes the line being typed, or leaves a shell that shows nothing."""
    with Room(workshop).to_the_cards() as room:
        room.type("1 ord som skal leve")
        os.kill(room.process.pid, number)
        code = room.end()
        assert drafts(workshop) == ["1 ord som skal leve"]
        assert code == 128 + number
        assert is_given_back(room)


def test_what_was_typed_just_before_a_signal_is_kept_too(workshop):
    """Otherwise the last words before a shutdown go, since they had not been drawn yet."""
    with Room(workshop).to_the_cards() as room:
        room.terminal.press("1 ord i siste liten")
        os.kill(room.process.pid, signal.SIGQUIT)
        assert room.end() == 128 + signal.SIGQUIT
    assert drafts(workshop) == ["1 ord i siste liten"]


def test_a_terminal_that_vanishes_ends_it_with_the_line_kept(workshop):
    """Otherwise it goes on for ever with nobody there, and eats half a processor."""
    with Room(workshop).to_the_cards() as room:
        room.type("1 ord som skal leve")
        os.close(room.terminal._master)
        code = room.process.wait(30)
        room.terminal._master = os.open(os.devnull, os.O_RDWR)
    assert drafts(workshop) == ["1 ord som skal leve"]
    assert code == 128 + signal.SIGHUP


def test_a_terminal_that_takes_nothing_does_not_keep_it_from_ending(workshop):
    """Otherwise a stuck window keeps the file, and what was typed, until somebody kills it."""
    with Room(workshop).to_the_cards() as room:
        room.type("1 ord som skal leve")
        for _ in range(60):
            # Nobody reads what it draws.
            os.write(room.terminal._master, b"\x1b[17~\x1b[6~\x1b[5~ x")
        os.kill(room.process.pid, signal.SIGTERM)
        assert room.process.wait(30) == 128 + signal.SIGTERM
    assert drafts(workshop)[0].startswith("1 ord som skal leve")


def test_no_bytes_end_it(workshop):
    """Otherwise one odd byte from a mouse or a paste ends the afternoon."""
    with Room(workshop).to_the_cards() as room:
        room.type("1 ord ")
        os.write(
            room.terminal._master,
            b"\xff\xfe\x1b[M \xf0\xf0\x1b[97:65;2u\x1b[1114112u\x1b[<0;99999;1M\x1b[<64;1;1M"
            b"\x1b[48;99999;99999;1;1t\x1b[48;0;0;0;0t\x1bP1$r\x1b\\\x1b[1;" + b"9" * 3000 + b"A",
        )
        room.type("etter støy")
        room.terminal.press("\r")
        room.wait_for("1 of 2 tables")
        os.kill(room.process.pid, signal.SIGINT)
        assert room.end() == 128 + signal.SIGINT
    with open_session(workshop, by="x", backup=False) as session:
        assert [answer.text for answer in session.view.all(Answer)] == ["ord ��etter støy"]


def test_an_error_saves_first_and_says_where(workshop):
    """Otherwise a mistake of ours takes her words, and shows her a page of code instead."""
    with Room(workshop, FAILING).to_the_cards() as room:
        room.type("1 ord som skal leve")
        room.terminal.press("\x1bOP")
        code = room.end()
        assert drafts(workshop) == ["1 ord som skal leve"]
        assert code == 1
        assert is_given_back(room)
    said = room.all[room.all.rindex(b"\x1b[?1049l") :].decode()
    assert "All that was typed is kept in" in said
    assert "workshop open" in said
    assert "Traceback" not in said
    (report,) = (paths.state_dir() / "errors").iterdir()
    assert "as a test wants it" in report.read_text()
    assert "ord som skal leve" not in report.read_text()
    assert report.stat().st_mode & 0o077 == 0


def test_what_the_disk_did_not_take_is_not_said_to_be_kept(workshop):
    """Otherwise she closes the lid on words that are nowhere."""
    full = FAILING + (
        "from workshop.store import Store, StoreError\n"
        "from workshop.messages import msg\n"
        "def full(*_, **__): raise StoreError(msg('The disk is full.'))\n"
        "Store.put_aside = full\n"
    )
    with Room(workshop, full).to_the_cards() as room:
        room.type("1 ord uten plass")
        room.terminal.press("\x1bOP")
        assert room.end() == 1
    said = room.all[room.all.rindex(b"\x1b[?1049l") :].decode()
    assert "not what was being typed last" in said
    assert "All that was typed is kept" not in said


def test_a_file_that_keeps_ending_in_errors_is_not_opened_by_itself(workshop):
    """Otherwise every start ends in the same error, and there is no way in."""
    for _ in range(crash_reports.TOO_MANY):
        crash_reports.count(workshop)
    with Room(workshop) as room:
        room.wait_for("is not opened by itself")
        room.terminal.press("\x11")
        assert room.end() == 0
    crash_reports.clear(workshop)
    with Room(workshop).to_the_cards() as room:
        room.terminal.press("\x11")
        assert room.end() == 0


def test_leaving_well_forgets_the_errors(workshop):
    """Otherwise a file that is well again would be refused after one more error, years later."""
    crash_reports.count(workshop)
    with Room(workshop).to_the_cards() as room:
        room.terminal.press("\x11")
        assert room.end() == 0
    crash_reports.count(workshop)
    assert not crash_reports.ended_too_often(workshop)


def test_a_stop_from_a_shell_lends_the_terminal_and_takes_it_again(workshop):
    """Otherwise a shell after a stop shows nothing, or the program afterwards hears nothing."""
    with Room(workshop).to_the_cards() as room:
        raw = termios.tcgetattr(room.terminal._master)
        os.kill(room.process.pid, signal.SIGTSTP)
        os.waitid(os.P_PID, room.process.pid, os.WSTOPPED)
        while room.drain(0.1):
            pass
        assert is_given_back(room)
        os.kill(room.process.pid, signal.SIGCONT)
        room.wait_for("what table")
        room.type("1 ord etter en pause")
        assert termios.tcgetattr(room.terminal._master)[3] == raw[3]
        # A stop that nothing is told of, and a shell that puts its own settings back.
        os.kill(room.process.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, room.process.pid, os.WSTOPPED)
        shell = termios.tcgetattr(room.terminal._master)
        shell[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(room.terminal._master, termios.TCSANOW, shell)
        os.kill(room.process.pid, signal.SIGCONT)
        while termios.tcgetattr(room.terminal._master)[3] != raw[3]:
            room.drain(0.1)
        room.terminal.press(" til")
        room.wait_for("en pause til")
        os.kill(room.process.pid, signal.SIGTERM)
        assert room.end() == 128 + signal.SIGTERM
        assert drafts(workshop) == ["1 ord etter en pause til"]
        assert is_given_back(room)


def test_a_program_that_is_stuck_still_ends_and_gives_the_terminal_back(workshop):
    """Otherwise only kill -9 helps, and the shell afterwards shows nothing."""
    stuck = FAILING.replace('raise RuntimeError("as a test wants it")', "stick()") + (
        "import time, workshop.tui.driver as driver\n"
        "driver.GRACE = 0.2\n"
        "def stick():\n"
        "    while True: time.sleep(1)\n"
    )
    with Room(workshop, stuck).to_the_cards() as room:
        room.type("1 ord som skal leve")
        room.wait_for_draft(workshop)
        room.terminal.press("\x1bOP")
        os.kill(room.process.pid, signal.SIGTERM)
        assert room.end() == 128 + signal.SIGTERM
        assert drafts(workshop) == ["1 ord som skal leve"]
        assert is_given_back(room)


def test_another_textual_gets_its_own_driver(monkeypatch):
    """Otherwise a newer Textual, whose insides are others, would not start at all."""
    monkeypatch.setattr(ending, "version", lambda _name: "999")
    assert ending.driver_class() is None


def test_a_terminal_that_only_prints_lines_is_told_so(workshop):
    """Otherwise a shell inside an editor is filled with codes."""
    with Room(workshop, "import os; os.environ['TERM'] = 'dumb'\n") as room:
        assert room.end() == 1
        assert b"cannot show a screen (TERM=dumb)" in room.all
        assert b"\x1b" not in room.all
