"""The timeline, meetings and the plan from the command line."""

import pytest


@pytest.fixture
def whole(run, tmp_path):
    """A new workshop that follows the full process."""
    path = tmp_path / "whole.workshop"
    assert run("new", "--organisation", "Fjordvik", "--process", "full", path).code == 0
    return path


def test_a_team_lays_out_its_year(run, whole):
    """Nobody could plan back from the council without the screen."""
    said = run("timeline", whole)
    assert said.code == 0
    assert "Type the date" in said.out
    tried = run("timeline", whole, "--council", "12.06.2030")
    assert "As if the council met 2030-06-12" in tried.out
    assert run("timeline", whole, "--json").json["council"] == ""
    assert run("meeting", "add", whole, "kommunestyret", "12.06.2030").code == 0
    assert run("meeting", "add", whole, "psu", "24.4.2030", "--papers", "8.4.2030").code == 0
    assert run("meeting", "add", whole, "Eldrerådet", "2030-04-20").code == 0
    data = run("timeline", whole, "--json").json
    assert data["council"] == "2030-06-12"
    papers = [one for one in data["rows"] if (one["kind"], one["body"]) == ("papers", "committee")]
    assert papers[0]["latest_end"] == "2030-04-08"
    listed = run("meeting", "list", whole, "--json").json
    assert [one["date"] for one in listed] == ["2030-04-20", "2030-04-24", "2030-06-12"]
    changed = run("meeting", "change", whole, listed[1]["record"], "--papers", "")
    assert changed.code == 0
    assert run("meeting", "closed", whole, "W17", "july", "--open").code == 0
    assert run("meeting", "papers", whole, "5").code == 0
    assert "Closed: christmas, easter" in run("meeting", "list", whole).out
    assert run("add", whole, "meeting", "body_kind=amu", "date=2030-04-25").code == 0
    assert run("remove", whole, listed[0]["record"]).code == 0
    assert "Eldrerådet" not in run("timeline", whole).out


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--council", "31.02.2030"), ("meeting", "add", "amu", "snart"),
        ("meeting", "add", "amu", "2030-01-02", "--papers", "2030-01-03"),
        ("meeting", "closed", "ferie"), ("meeting", "papers", "500"),
        ("plan", "minutes", "forste-mote", "99999"), ("plan", "weeks", "plattform", "5", "2"),
        ("plan", "minutes", "plattform", "5"), ("plan", "move", "plattform"),
        ("plan", "hide", "forste-mote", "--reason", " "), ("plan", "add", "forste-mote", "x"),
        ("plan", "move", "forste-mote", "--after", "verdier-i-praksis"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line(run, whole, words):
    """A wrong date would be kept, or end in a traceback."""
    at = 1 if words[0] == "timeline" else 2
    said = run(*words[:at], whole, *words[at:])
    assert said.code == 1
    assert said.err.startswith("workshop: ")
    assert "Traceback" not in said.err


def test_the_plan_is_changed_and_nothing_is_lost(run, whole):
    """A script could not adjust the plan, or would lose what was done."""
    assert run("tick", whole, "plan-bakover", "--note", "Gjort").code == 0
    assert run("plan", "minutes", whole, "forste-mote", "90").code == 0
    assert run("plan", "weeks", whole, "start-og-forankring", "2").code == 0
    assert run("plan", "rename", whole, "plattform", "Grunnlaget").code == 0
    own = run("plan", "add", whole, "start-og-forankring", "Befaring [/]", "--first").record
    assert run("plan", "move", whole, own, "--down").code == 0
    assert run("plan", "hide", whole, "plan-bakover", "--reason", "Gjort i fjor").code == 0
    phase = run("plan", "show", whole, "--json").json[0]
    assert phase["weeks"] == [2, 2]
    rows = {one["record"]: one for one in phase["activities"]}
    assert list(rows)[1] == own
    hidden = rows["activity:start-og-forankring/plan-bakover"]
    assert (hidden["left_out"], hidden["state"]) == (True, "done")
    assert "left out: Gjort i fjor" in run("plan", "show", whole).out
    assert run("tick", whole, own).code == 0
    assert run("plan", "unhide", whole, "plan-bakover").code == 0
    assert "Nothing to change" in run("plan", "unhide", whole, "plan-bakover").out
    assert run("undo", whole).code == 0
    assert "Grunnlaget" in run("status", whole).out
