"""The wizard of ``workshop new``, answered by a person at a real terminal."""

import os
import sys

import pytest

pexpect = pytest.importorskip("pexpect")


@pytest.fixture
def terminal(tmp_path):
    """A terminal in an empty folder."""
    opened = []

    def typed(*words):
        child = pexpect.spawn(
            sys.executable, ["-m", "workshop", *words], cwd=str(tmp_path), encoding="utf-8",
            timeout=30, dimensions=(24, 100),
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )  # fmt: skip
        opened.append(child)
        return child

    yield typed
    for child in opened:
        child.close(force=True)


def test_answering_makes_a_workshop(terminal, run, tmp_path):
    """The first thing a facilitator does in a shell would fail."""
    child = terminal("new")
    for question, answer in (
        ("Whose strategy", "Fjordvik kommune\r"),
        ("called", "\r"),
        ("years", "2027-2030\r"),
        ("process", "\r"),
        ("tables", "\r"),
        ("role", "Fasilitator\r"),
    ):
        child.expect(question)
        child.send(answer)
    child.expect("Made: ")
    child.expect(pexpect.EOF)
    (made,) = tmp_path.glob("*.workshop")
    found = run("show", made, "workshop", "--json").json
    assert found["organisation"] == "Fjordvik kommune"
    assert found["period_to"] == 2030
    assert found["process"].startswith("process:")
    assert len(run("show", made, "group", "--json").json) == 5
    assert run("log", made, "--json").json[0]["by"] == "Fasilitator"


def test_giving_up_makes_nothing(terminal, tmp_path):
    """A question that was a mistake would leave a file behind."""
    child = terminal("new")
    child.expect("Whose strategy")
    child.sendintr()
    child.expect("Stopped")
    child.expect(pexpect.EOF)
    assert list(tmp_path.iterdir()) == []


def test_forgetting_asks_twice(terminal, run, ours):
    """A slip of the hand would remove something for good."""
    run("draw", ours, "start")
    record = run("answer", ours, "1 noe privat").record
    child = terminal("forget", str(ours), record, "text")
    child.expect("permanently")
    child.send("y\r")
    child.expect("Are you sure")
    child.send("n\r")
    child.expect("Stopped")
    child.expect(pexpect.EOF)
    assert b"noe privat" in ours.read_bytes()


def test_a_table_fits_the_terminal(terminal, run, example):
    """Long texts would be cut, or run over the edge."""
    child = terminal("show", str(example), "measure")
    child.expect("langvakter-forsok")
    child.expect(pexpect.EOF)
