"""Words instead of codes: what is said is in the reader's language, and what is typed is heard."""

import io
import re

import pytest

from workshop.cli import terminal
from workshop.cli.main import main
from workshop.documents.wording import CODES


@pytest.mark.parametrize(
    ("language", "said"), [("en", "must be: goal"), ("nb", "må det være: mål"), ("nn", "vere: mål")]
)
def test_what_a_measure_lies_under_is_said(run, ours, language, said):
    """Someone who names an area would be told that it does not exist, though it does."""
    area = run("add", ours, "area", "Heltid").record
    told = run("--lang", language, "add", ours, "measure", "Lyse ut", "--under", area)
    assert told.code == 1
    assert said in told.err
    assert "Heltid" in told.err


def test_what_is_removed_is_said_to_be(run, ours):
    """A removed record would be said never to have been."""
    area = run("add", ours, "area", "Heltid").record
    run("remove", ours, area)
    assert "restore" in run("edit", ours, area, "title=Deltid").err


@pytest.mark.parametrize("typed", ["not-started", "Not started", "ikke startet", "ikkje starta"])
def test_a_status_is_heard_in_any_of_the_languages(run, ours, typed):
    """Who reads "not started" on the screen would not be understood when typing it."""
    area = run("add", ours, "area", "Heltid").record
    goal = run("add", ours, "goal", "Hele stillinger", "--under", area).record
    measure = run("add", ours, "measure", "Lyse ut", "--under", goal).record
    run("edit", ours, measure, "status=done")
    assert run("edit", ours, measure, f"status={typed}").code == 0
    assert run("show", ours, measure, "--json").json["status"] == "not-started"
    assert "ikke startet" in run("--lang", "nb", "show", ours, measure).out
    assert "not-started" not in run("--lang", "nb", "edit", ours, measure, "status=x").err


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_word_that_is_listed_can_be_typed(language):
    """A list would offer a word that is then refused."""
    from workshop import i18n
    from workshop.cli.words import code_meant, codes_said

    i18n.use(language)
    for codes in CODES.values():
        for code, said in zip(codes, codes_said(codes), strict=True):
            assert code_meant(codes, said) == code
            assert code_meant(codes, code.upper()) == code


@pytest.mark.parametrize("kind", ["goal", "mål", "Mål", "Goal"])
def test_kinds_are_typed_in_words(run, ours, kind):
    """A Norwegian would have to know what a goal is called in English."""
    area = run("add", ours, "innsatsområde", "Heltid").record
    assert area.startswith("area:")
    assert run("add", ours, kind, "Hele stillinger", "--under", area).record.startswith("goal:")
    assert "Hele stillinger" in run("show", ours, kind).out


def test_log_is_an_act_a_line(run, ours, tmp_path):
    """After an import, the last four acts would fill the screen twice over."""
    area = run("add", ours, "area", "Heltid").record
    for number in range(30):
        run("add", ours, "goal", f"Mål {number}", "--under", area)
    (tmp_path / "s.yaml").write_text(run("export", ours, "--format", "yaml", "--out", "-").out)
    run("import", "s.yaml", "--new", "new.workshop")
    lines = run("log", "new.workshop", "--last", "4").out.splitlines()
    assert "records added" in lines[-1]
    assert len(lines) == len(run("log", "new.workshop", "--last", "4", "--json").json)
    assert len(run("log", "new.workshop", "--last", "4", "--long").out.splitlines()) > 30


def test_a_dry_merge_says_what_would_come(run, ours, tmp_path):
    """Someone would have to merge to see what a colleague had written."""
    area = run("add", ours, "area", "Heltid").record
    (tmp_path / "theirs.workshop").write_bytes(ours.read_bytes())
    new = run("--by", "Kari", "add", "theirs.workshop", "area", "Lærlinger").record
    run("--by", "Kari", "edit", "theirs.workshop", area, "title=Hele stillinger")
    run("--by", "Ola", "edit", ours, area, "title=Heltidskultur")
    said = run("merge", ours, "theirs.workshop", "--dry-run")
    assert said.code == 0
    for word in (f"+ {new}  Lærlinger", "Hele stillinger", "Heltidskultur", "Kari", "Ola"):
        assert word in said.out
    told = run("merge", ours, "theirs.workshop", "--dry-run", "--json").json
    assert {"id": new, "new": True, "title": "Lærlinger"} in told["records"]
    values = {(one["by"], one["value"]) for one in told["conflicts"][0]["values"]}
    assert values == {("Kari", "Hele stillinger"), ("Ola", "Heltidskultur")}
    assert "Lærlinger" not in run("show", ours).out


class _Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("width", [61, 72, 80, 100])
def test_ids_are_never_broken_in_two(run, example, monkeypatch, width):
    """Half an id on each line can be neither read nor copied."""
    monkeypatch.setenv("COLUMNS", str(width))
    ids = {one["id"] for one in run("show", example, "measure", "--json").json}
    for words in (("show", example, "measure"), ("log", example), ("log", example, "--long")):
        screen = _Screen()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", screen)
            assert main([str(word) for word in words]) == 0
        shown = [
            line[at : at + width]
            for line in screen.getvalue().splitlines()
            for at in range(0, max(len(line), 1), width)
        ]
        whole = {found[0] for line in shown for found in terminal._ID.finditer(line)}
        known = {found[0] for found in terminal._ID.finditer(run(*words).out)}
        assert known - whole == set()
        assert words[0] == "log" or ids <= whole


def test_a_pipe_gets_lines_as_they_are(run, example):
    """A script would have to put lines together again."""
    lines = run("log", example).out.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d ", line) for line in lines)
