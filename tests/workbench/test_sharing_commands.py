"""Sharing decks as one types it: fork, upgrade, pack, add, import and export."""

import json
import sys

import pytest

from workshop import paths
from workshop.cli import upgrading
from workshop.cli.main import main


class NoTerminal:
    def isatty(self):
        return False


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Type a command: the exit code, what was said, and what was complained of."""
    monkeypatch.chdir(tmp_path)

    def typed(*words):
        monkeypatch.setattr(sys, "stdin", NoTerminal())
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


@pytest.fixture
def newer(tmp_path):
    """The built-in deck ``start`` as it will be, with two cards that have changed."""
    text = (paths.builtin_content("decks") / "start.yaml").read_text("utf-8")
    first, second, third, *rest = text.split("    ask:\n      nb: ")
    second, third = (f"Nytt der.\n{part.partition(chr(10))[2]}" for part in (second, third))
    path = tmp_path / "start.yaml"
    text = "    ask:\n      nb: ".join([first, second, third, *rest])
    path.write_text(text.replace("version: 1.0.0", "version: 1.1.0", 1), "utf-8")
    return path


def test_a_consultants_round(run, tmp_path, newer, monkeypatch):
    """A deck made for one county could not be used, followed up and sent on."""
    assert run("deck", "fork", "start", "--as", "fylket")[0] == 0
    own = paths.own_content("decks") / "fylket.yaml"
    text = own.read_text("utf-8")
    first = json.loads(run("deck", "show", "fylket", "--json")[1])["cards"][0]
    own.write_text(text.replace(first["ask"]["nb"], "Vårt eget?"), "utf-8")
    code, out, _err = run("deck", "upgrade", "fylket", "--against", newer)
    assert code == 0
    assert "changed in both" in out
    assert "changed there" in out
    data = json.loads(run("deck", "upgrade", "fylket", "--against", newer, "--json")[1])
    assert [change["untouched"] for change in data["changes"]] == [False, True]
    untouched = data["changes"][1]["path"]
    code, out, _err = run(
        "deck", "upgrade", "fylket", "--against", newer, "--take-all-untouched", "--json"
    )
    assert json.loads(out)["taken"] == [untouched]
    assert json.loads(out)["open"] == [data["changes"][0]["path"]]
    code, out, err = run("deck", "pack", "fylket", "--to", tmp_path / "ut.zip")
    assert code == 0, err
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "annet"))
    assert run("deck", "add", tmp_path / "ut.zip")[0] == 0
    assert run("deck", "check", paths.own_content("decks") / "fylket.yaml")[0] == 0
    code, out, _err = run("deck", "upgrade", "fylket", "--against", newer, "--leave", first["id"])
    assert "You have seen all of 1.1.0." in out
    assert "Vårt eget?" in (paths.own_content("decks") / "fylket.yaml").read_text("utf-8")
    code, out, err = run(
        "new", "ny.workshop", "--organisation", "Fjordvik", "--period", "2027-2030"
    )
    assert run("draw", "ny.workshop", "fylket", first["id"])[0] == 0


def test_choosing_in_the_terminal(run, newer, monkeypatch):
    """One would have to write the names of cards to take them."""
    import questionary

    run("deck", "fork", "start", "--as", "fylket")
    asked = []

    class Answered:
        def __init__(self, _text, choices, **_settings):
            asked.append([choice.value for choice in choices])
            self.chosen = [choice.value for choice in choices][:1]

        def ask(self):
            return self.chosen

    monkeypatch.setattr(questionary, "checkbox", Answered)
    monkeypatch.setattr(upgrading, "is_terminal", lambda: True)
    _code, out, _err = run("deck", "upgrade", "fylket", "--against", newer)
    assert [len(each) for each in asked] == [2, 1]
    assert "Taken: 1" in out
    assert "Left for good: 1" in out


def test_what_stands_in_the_way_is_one_line(run, tmp_path):
    """A consultant would be shown a trace instead of what to do."""
    for words in (
        ("deck", "fork", "finnes-ikke"), ("deck", "upgrade", "start"), ("deck", "upgrade", "../x"),
        ("deck", "pack", "finnes-ikke", "--to", "x.zip"), ("deck", "add", "finnes-ikke.zip"),
        ("deck", "add", "."), ("deck", "export", "finnes-ikke"),
        ("deck", "import", "finnes-ikke.csv", "--as", "x"), ("process", "fork", "start"),
    ):  # fmt: skip
        code, out, err = run(*words)
        assert (code, out) == (1, ""), words
        assert err.startswith("workshop: "), words


def test_a_list_is_looked_at_before_it_becomes_a_deck(run, tmp_path):
    """A deck would be made of whatever was in the file."""
    (tmp_path / "liste.txt").write_text("Hva?\n\nHva?\nHvem?\n")
    code, out, err = run("deck", "import", "liste.txt", "--as", "ny")
    assert code == 1
    assert "liste.txt:3: The same question as on line 1" in err
    assert "2 cards" in out
    assert not paths.own_content("decks").exists()
    data = json.loads(run("deck", "import", "liste.txt", "--as", "ny", "--json")[1])
    assert [card["ask"] for card in data["cards"]] == ["Hva?", "Hvem?"]
    assert run("deck", "import", "liste.txt", "--as", "ny", "--yes")[0] == 0
    assert run("deck", "check", paths.own_content("decks") / "ny.yaml")[0] == 0
    code, _out, err = run("deck", "pack", "ny", "--to", "ny.zip")
    assert code == 1
    assert "no licence" in err


def test_a_table_for_a_spreadsheet(run, tmp_path):
    """A spreadsheet would show æ, ø and å as something else, or a file would be written over."""
    assert run("deck", "export", "start", "--to", "start.csv")[0] == 0
    assert (tmp_path / "start.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("deck", "export", "start", "--to", "start.csv")[0] == 0
    assert run("deck", "import", "start.csv", "--as", "igjen", "--yes")[0] == 0
    (tmp_path / "start.csv").write_text("rettet i regnearket")
    assert run("deck", "export", "start", "--to", "start.csv")[0] == 1
    assert (tmp_path / "start.csv").read_text() == "rettet i regnearket"
    _code, out, _err = run("deck", "export", "start", "--format", "md", "--language", "nn")
    assert out.startswith("# Start og forankring")
