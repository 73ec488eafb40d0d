"""Each command: what it says, where it says it, and with which exit code."""

import json

import pytest
import yaml

from workshop.cli.commands import COMMANDS
from workshop.output import write
from workshop.session import open_session

HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31mrød\x9b2J \u202etxt"


def test_the_list_of_commands(run):
    """A newcomer would not find what there is to do."""
    said = run("--help")
    assert said.code == 0
    for name in COMMANDS:
        assert " " in name or f"  {name} " in said.out
    assert run().out == said.out


@pytest.mark.parametrize("words", [(), ("--lang", "nb"), ("--by=HR", "--lang=en")])
def test_alone_in_a_terminal_it_opens_the_start(run, monkeypatch, words):
    """Someone who types ``workshop``, as the README says, would get a list of commands."""
    opened = []
    for module in ("workshop.cli.opens", "workshop.cli.terminal"):
        monkeypatch.setattr(f"{module}.is_terminal", lambda: True)
    monkeypatch.setattr("workshop.cli.opens._run", opened.append)
    assert run(*words).code == 0
    assert opened == [None]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(run, name):
    """A command would fail when asked what it does, or for want of its module."""
    said = run(*name.split(), "--help")
    assert said.code == 0, said.err
    assert f"workshop {name}" in said.out


def test_help_in_norwegian(run, monkeypatch):
    """Help would be in English for those who ask for bokmål."""
    monkeypatch.setattr("workshop.i18n.Translator.gettext", lambda self, text: f"{self.language}:")
    for words in (("--lang", "nb", "export", "--help"), ("--lang=nb", "--help")):
        said = run(*words)
        assert "nb:" in said.out
        assert "Write" not in said.out


def test_the_language_can_be_set_in_the_environment(run, monkeypatch):
    """A script could not count on the language of what it reads."""
    monkeypatch.setattr("workshop.i18n.Translator.gettext", lambda self, text: self.language)
    monkeypatch.setenv("WORKSHOP_LANG", "nn")
    assert "nn" in run("--help").out


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("status",),
        ("--lang", "de", "status", "x"),
        ("export", "x.workshop", "--format", "docx"),
        ("import", "x.yaml"),
        ("add", "x.workshop", "person", "x"),
    ],
)
def test_wrong_usage(run, words):
    """A script would go on after a command that was never understood."""
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("workshop: ")
    assert "--help" in said.err.splitlines()[-1]


def files(folder):
    (folder / "text.workshop").write_text("hei", "utf-8")
    (folder / "empty.workshop").write_bytes(b"")
    (folder / "folder.workshop").mkdir()
    return ("text.workshop", "empty.workshop", "folder.workshop", "missing.workshop")


def test_bad_files_get_one_line(run, tmp_path):
    """A person would meet a page of Python where one sentence was needed."""
    for name in files(tmp_path):
        for words in (("status", name), ("log", name), ("export", name), ("undo", name)):
            said = run(*words)
            assert said.code == 1, (words, said)
            assert said.out == ""
            assert said.err.startswith("workshop: ")
            assert len(said.err.splitlines()) == 1
    assert run("status", "missing.workshop").err.count("missing.workshop") == 1


def test_exit_codes_of_a_real_process(process, example):
    """Scripts could not tell what went well."""
    assert process("check", example).returncode == 1  # the example has errors on purpose
    assert process("status", example).returncode == 0
    assert process("nonsense").returncode == 2
    done = process("status", "missing.workshop")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert process("--version").stdout.startswith("workshop ")
    assert process("open", example).returncode == 1  # there is no terminal here


def test_what_is_piped_on_may_stop_reading(process, example):
    """``workshop log … | head`` would end in a traceback."""
    import subprocess
    import sys

    with subprocess.Popen(
        [sys.executable, "-m", "workshop", "log", str(example), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        running.stdout.read(10)
        running.stdout.close()
        complaint = running.stderr.read()
    assert complaint == b""


# ── looking ──────────────────────────────────────────────────────────────────────────────────


def test_status(run, example):
    """Nobody could see from the shell what to do next."""
    said = run("status", example)
    assert said.code == 0
    for words in ("Fjordvik kommune", "▶ Drøfting, høring og vedtak", "Next: ", "Conflicts"):
        assert words in said.out
    found = run("status", example, "--json").json
    assert found["findings"]["errors"] > 0
    assert found["conflicts"] == 1
    assert len(found["phases"]) == 7


def test_check(run, example):
    """A build could not stop on a strategy with holes."""
    said = run("check", example)
    assert said.code == 1
    assert "measure:fagstiger" in said.out
    found = run("check", example, "--json").json
    assert {one["severity"] for one in found} == {"error", "warning", "note"}
    one = next(one for one in found if one["record"] == "measure:fagstiger")
    assert run("leave", example, one["rule"], one["record"], "--reason", "Tas i høringen").code == 0
    after = run("check", example, "--json").json
    assert not any((a["rule"], a["record"]) == (one["rule"], one["record"]) for a in after)
    assert "Tas i høringen" in run("check", example, "--all").out
    run("leave", example, one["rule"], one["record"], "--take-up")
    assert run("check", example, "--json").json == found


def test_leaving_a_finding_needs_a_reason(run, example):
    """Findings could be waved away without a word."""
    found = next(one for one in run("check", example, "--json").json if one["severity"] == "note")
    assert run("leave", example, found["rule"], found["record"]).code == 2


def test_show(run, example):
    """The ids that other commands take could not be found."""
    said = run("show", example)
    assert "measure:langvakter-forsok" in said.out
    one = run("show", example, "langvakter-forsok")
    assert "In conflict: text" in one.out
    assert "Bord 1" not in one.out
    assert "★" in run("show", example, "answer").out
    assert run("show", example, "measure:lang").out == one.out
    assert "could be" in run("show", example, "measure:").err
    assert "ballots" not in str(run("show", example, "round").out)
    assert run("show", example, "round", "--json").json[0]["ballots"] == 24


def test_thread(run, example):
    """Nobody could ask from the shell who said this."""
    said = run("thread", example, "langvakter-forsok").out
    assert "Tolv og en halv time på beina er ikke vern" in said
    assert "Round: Hva skal strategien handle om?" in said
    assert run("thread", example, "langvakter-forsok", "--json").json["came_from"]


def test_a_copy_beside_is_noticed(run, ours, tmp_path):
    """A conflicted copy from a synced folder would lie there unseen with somebody's work in it."""
    copy = tmp_path / "ours-PC2 conflicted copy.workshop"
    copy.write_bytes(ours.read_bytes())
    assert "is a copy" not in run("status", ours).out
    run("add", copy, "area", "Bare her")
    assert f"{copy.name} is a copy with 1 act" in run("status", ours).out


def test_new_work_under_something_removed(run, ours, tmp_path):
    """A colleague's work under a removed area would vanish without a word."""
    area = run("add", ours, "area", "Område").record
    theirs = tmp_path / "theirs.workshop"
    theirs.write_bytes(ours.read_bytes())
    run("remove", ours, area)
    run("edit", theirs, area, "rationale=Nytt")
    run("merge", ours, theirs, "--yes")
    assert "(new work)" in run("show", ours, "--removed").out
    run("remove", ours, area)
    assert "(new work)" not in run("show", ours, "--removed").out
    run("restore", ours, area)
    assert "Nytt" in run("show", ours, area).out


def test_log(run, example):
    """Nobody could find out who changed what."""
    said = run("log", example, "--record", "langvakter-forsok", "--long")
    assert "Personalsjef" in said.out
    assert "Kommunalsjef helse og mestring" in said.out
    acts = run("log", example, "--json").json
    closing = next(act for act in acts if act["what"] == "Close a round")
    assert closing["sets"]["round:r-framtid"]["ballots"] == 24
    assert len(run("log", example, "--last", "2", "--json").json) == 2


def test_log_tells_what_was_taken_back(run, ours):
    """An undone act would look as if it stood."""
    run("add", ours, "area", "Feil")
    run("undo", ours)
    assert "(taken back)" in run("log", ours).out
    assert "Undo: Add an area" in run("log", ours).out


def test_user_text_is_shown_never_obeyed(run, ours):
    """A text in a colleague's file could recolour, clear or misdirect the terminal."""
    area = run("add", ours, "area", HOSTILE, f"rationale={HOSTILE}").record
    for words in (
        ("show", ours), ("show", ours, area), ("log", ours), ("status", ours), ("check", ours),
        ("show", ours, area, "--json"), ("log", ours, "--json"),
    ):  # fmt: skip
        said = run(*words)
        for character in ("\x1b", "\x9b", "\u202e"):
            assert character not in said.out, words
    assert "[/] [@click=app.quit]x[/]" in run("show", ours, area).out
    assert run("show", ours, area, "--json").json["title"] == HOSTILE


# ── files ────────────────────────────────────────────────────────────────────────────────────


def test_new_says_what_it_needs_without_a_terminal(run, tmp_path):
    """A script would wait for ever for an answer."""
    said = run("new", "x.workshop")
    assert said.code == 1
    assert "--organisation" in said.err
    assert list(tmp_path.glob("*.workshop")) == []


def test_new_names_the_file_after_the_organisation(run, tmp_path):
    """Two new workshops would stand in each other's way."""
    for _time in range(2):
        assert run("new", "--organisation", "Fjordvik kommune", "--title", "Strategi").code == 0
    names = sorted(path.name for path in tmp_path.glob("*.workshop"))
    assert names == ["fjordvik-kommune-strategi-2.workshop", "fjordvik-kommune-strategi.workshop"]


@pytest.mark.parametrize(
    "words", [("--process", "none"), ("--period", "2030-2027"), ("--council", "i fjor")]
)
def test_new_refuses_what_it_does_not_understand(run, tmp_path, words):
    """A workshop would be made with something else than was asked for."""
    assert run("new", "x.workshop", "--organisation", "Fjordvik", *words).code == 1
    assert not (tmp_path / "x.workshop").exists()


def test_nothing_is_written_over(run, ours):
    """A workshop would be lost to a slip of the hand."""
    before = ours.read_bytes()
    assert run("new", ours, "--organisation", "En annen").code == 1
    assert ours.read_bytes() == before


def test_demo_in_words(run, tmp_path):
    """Those without a terminal would never see what this is."""
    said = run("demo", "--out", "docs")
    assert said.code == 0, said.err
    for words in ("Fjordvik kommune", "Bord 2", "Hele stillinger", "Goal: ", "rådgivende"):
        assert words in said.out
    assert {path.suffix for path in (tmp_path / "docs").iterdir()} == {".md", ".html", ".yaml"}
    assert run("demo", "--fresh", "--out", "docs").code == 0


@pytest.fixture
def exported(run, example, tmp_path):
    assert run("export", example, "--format", "yaml", "--out", ".").code == 0
    return next(tmp_path.glob("*.yaml"))


def test_import_of_an_export_gives_the_same_strategy(run, example, exported, tmp_path):
    """A strategy would lose something on its way through a file."""
    fresh = tmp_path / "fresh.workshop"
    done = run("import", exported, "--new", fresh)
    assert done.code == 0, done.err
    again = run("export", fresh, "--format", "yaml", "--out", "-").out
    assert yaml.safe_load(again) == yaml.safe_load(exported.read_text("utf-8"))
    assert "already" in run("import", exported, "--into", fresh).out


def test_import_is_one_act_and_can_be_looked_at_first(run, example, exported):
    """Somebody's file could change ours before anyone had seen how."""
    text = exported.read_text("utf-8").replace("Heltid som det vanlige", "Ledere med tid")
    exported.write_text(text, "utf-8")
    before = run("log", example, "--json").json
    looked = run("import", exported, "--into", example, "--dry-run")
    assert "~ " in looked.out
    assert run("log", example, "--json").json == before
    run("import", exported, "--into", example)
    assert len(run("log", example, "--json").json) == len(before) + 1
    run("undo", example)
    assert "Ledere med tid" not in run("export", example, "--format", "yaml", "--out", "-").out


def test_a_broken_import_leaves_nothing_behind(run, tmp_path):
    """An empty workshop would lie there after a failed import."""
    (tmp_path / "x.yaml").write_text("format: workshop-strategy/1\ngoal: [\n", "utf-8")
    said = run("import", "x.yaml", "--new", "x.workshop")
    assert said.code == 1
    assert "x.yaml:" in said.err
    assert not (tmp_path / "x.workshop").exists()


def test_export(run, example, tmp_path):
    """Documents could not be made by a script."""
    said = run("export", example, "--out", "docs", "--date", "2026-10-06", "--lang", "nb")
    assert sorted(said.out.splitlines()) == sorted(
        str(path) for path in (tmp_path / "docs").iterdir()
    )
    printed = run("export", example, "--format", "markdown", "--out", "-")
    assert "Arbeidsgiverstrategi 2027–2030" in printed.out
    assert run("export", example, "--out", "-").code == 2
    note = run("export", example, "--document", "meeting-note", "--format", "yaml", "--out", "-")
    assert note.code == 1
    assert run("export", example, "--out", "one.md").out == f"{tmp_path / 'one.md'}\n"


def test_export_leaves_what_others_have_written(run, example, tmp_path):
    """Corrections in an exported file would be gone the next time a script ran."""
    command = ("export", example, "--format", "markdown", "--out", "docs")
    (name,) = run(*command).out.splitlines()
    assert run(*command).code == 0  # ours: written again, unasked
    path = tmp_path / "docs" / name
    path.write_text("rettet for hånd", encoding="utf-8")
    refused = run("export", example, "--out", "docs")
    assert (refused.code, refused.out) == (1, "")
    assert f"{path} has been changed since" in refused.err
    assert f"{path.stem}-2.md" in refused.err
    assert "--yes" in refused.err
    assert path.read_text("utf-8") == "rettet for hånd"
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert run(*command, "--yes").code == 0
    assert path.read_text("utf-8") != "rettet for hånd"


def test_projects_of_one_municipality_do_not_share_a_document(run, tmp_path):
    """The strategy of the one would replace that of the other, under the same name."""
    for name in ("a", "b"):
        made = run("new", f"{name}.workshop", "--organisation", "Fjordvik", "--process", "halvdag")
        assert made.code == 0
    first = run("export", "a.workshop", "--format", "markdown")
    second = run("export", "b.workshop", "--format", "markdown")
    assert (first.code, second.code) == (0, 1)
    assert "another project" in second.err


def test_merge(run, ours, tmp_path):
    """Two people's drafts could not be brought together from the shell."""
    theirs = tmp_path / "theirs.workshop"
    theirs.write_bytes(ours.read_bytes())
    run("--by", "Personalsjef", "edit", theirs, "workshop", "title=Deres")
    run("--by", "Fasilitator", "edit", ours, "workshop", "title=Vår")
    unasked = run("merge", ours, theirs)
    assert unasked.code == 1
    assert "Personalsjef: 1" in unasked.out
    assert run("settle", ours).out == "No conflicts.\n"
    assert run("merge", ours, theirs, "--yes").code == 0
    assert "nothing new" in run("merge", ours, theirs, "--yes").out
    (conflict,) = run("settle", ours, "--json").json
    assert {(one["by"], one["value"]) for one in conflict["values"]} == {
        ("Personalsjef", "Deres"), ("Fasilitator", "Vår"),
    }  # fmt: skip
    assert run("settle", ours, "workshop").code == 2
    assert run("settle", ours, "workshop", "--value", "Felles").code == 0
    assert run("show", ours, "workshop", "--json").json["title"] == "Felles"


def test_merge_refuses_another_workshop(run, ours, example):
    """Two municipalities' work would be mixed."""
    said = run("merge", ours, example, "--yes")
    assert said.code == 1
    assert "another strategy work" in said.err


def test_settling_by_number(run, example):
    """A conflict could be seen from the shell, but not settled."""
    (conflict,) = run("settle", example, "--json").json
    assert run("settle", example, "langvakter-forsok", "--take", "3").code == 1
    assert run("settle", example, "langvakter-forsok", "text", "--take", "2").code == 0
    with open_session(example, backup=False) as session:
        found = session.view.get("measure:langvakter-forsok").text
    assert found == conflict["values"][1]["value"]
    assert run("settle", example, "langvakter-forsok", "--take", "1").code == 1


def test_forget(run, ours, tmp_path, monkeypatch):
    """A sentence about someone's health would stay in the file after it was removed for good."""
    run("draw", ours, "start")
    record = run("answer", ours, "1 noe svært privat om en kollega").record
    assert run("forget", ours, record, "text").code == 1
    assert b"privat" in ours.read_bytes()
    with open_session(ours, backup=False) as session:
        write(tmp_path / "notat.md", "privat", session.store.workshop_id)
    said = run("forget", ours, record, "text", "--yes-really")
    assert said.code == 0
    assert "cannot be reached" in said.out
    assert "notat.md" in said.out
    home = [path for path in _home().rglob("*.workshop") if b"privat" in path.read_bytes()]
    assert home == []
    assert b"privat" not in ours.read_bytes()
    assert "privat" not in run("log", ours, "--json").out
    assert run("forget", ours, record, "nothing", "--yes-really").code == 1
    record = run("answer", ours, "1 noe annet svært privat").record
    said = json.loads(run("forget", ours, record, "text", "--yes-really", "--json").out)
    assert said["documents"] == [str(tmp_path / "notat.md")]
    assert said["same_words"] == said["copies"] == said["drafts"] == []


def _home():
    import os
    from pathlib import Path

    return Path(os.environ["WORKSHOP_HOME"])


def test_recover(run, ours, tmp_path):
    """A damaged file would be the end of it."""
    run("add", ours, "area", "Rekruttere")
    run("status", ours)
    assert run("recover", ours, "--to", "saved.workshop").code == 0
    assert "Rekruttere" in run("show", "saved.workshop").out
    assert run("recover", ours, "--to", "saved.workshop").code == 1
    assert run("recover", ours).code == 0
    assert (tmp_path / "ours recovered.workshop").is_file()


def test_scripts_do_not_push_out_older_backups(run, ours):
    """A hundred commands would leave only backups of the last minute."""
    for number in range(4):
        run("add", ours, "area", f"Område {number}")
    assert len(list(_home().rglob("backups/*/*.workshop"))) <= 2


# ── writing ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "goal", "Mål"), "--under"),
        (("add", "area", "Område", "--under", "workshop"), "does not lie under"),
        (("add", "measure", "x", "--under", "area:x"), "There is no"),
        (("add", "statement", "x", "statement_kind=mission"), "vision, values"),
        (("add", "decision", "x", "date=1.2.2027"), "2027-03-01"),
        (("add", "group", "number=tre"), "is a number"),
        (("add", "area", "text=x"), "rationale"),
        (("add", "area", "title+=x"), "one value"),
        (("edit", "area:x", "title=y"), "There is no"),
        (("remove", "workshop"), "cannot be removed"),
        (("move", "workshop", "--up"), "no place"),
        (("tick", "sparkle"), "There is no"),
        (("draw", "sparkle"), "no deck"),
        (("draw", "start", "sparkle"), "no card"),
        (("answer", "1 hei"), "No card is drawn"),
        (("round", "open"), "at least two"),
        (("round", "close"), "No round is open"),
        (("follow", "sparkle"), "no process"),
        (("settle", "workshop", "--take", "1"), "no conflict"),
    ],
)
def test_what_cannot_be_done_is_said(run, ours, words, why):
    """A mistake would be kept, or answered with something nobody understands."""
    name, *rest = words
    at = 1 if name in ("round",) else 0
    said = run(name, *rest[:at], ours, *rest[at:])
    assert said.code == 1, said
    assert why in said.err
    assert len(said.err.splitlines()) == 1


def test_editing_what_already_is_so_is_no_act(run, ours):
    """Undo would take back something nobody noticed doing."""
    before = run("log", ours, "--json").json
    assert "Nothing to change" in run("edit", ours, "workshop", "organisation=Fjordvik kommune").out
    assert run("log", ours, "--json").json == before


def test_sets_are_edited_member_by_member(run, ours):
    """A colleague's addition to the same set would be dropped."""
    run("draw", ours, "start")
    one, two = (run("answer", ours, f"1 svar {number}").record for number in (1, 2))
    topic = run("add", ours, "topic", "Tema", f"answers={one}").record

    def answers():
        return set(run("show", ours, topic, "--json").json) & {f"answers/{one}", f"answers/{two}"}

    run("edit", ours, topic, f"answers+={two}")
    assert answers() == {f"answers/{one}", f"answers/{two}"}
    run("edit", ours, topic, f"answers={two}")
    with open_session(ours, backup=False) as session:
        assert list(session.view.get(topic).answers) == [two]
    run("edit", ours, topic, f"answers-={two}")
    with open_session(ours, backup=False) as session:
        assert session.view.get(topic).answers == {}


def test_texts_from_files_and_pipes(run, ours, tmp_path):
    """Long texts could not be written from a script."""
    (tmp_path / "intro.txt").write_text("Første avsnitt.\n\nAndre avsnitt.\n", "utf-8")
    run("edit", ours, "introduction", "--from-file", "text=intro.txt")
    assert run("show", ours, "introduction", "--json").json["text"].endswith("Andre avsnitt.")
    run("edit", ours, "followup", "--from-file", "text=-", piped="Hvert år.\n".encode("cp1252"))
    assert run("show", ours, "followup", "--json").json["text"] == "Hvert år."
    said = run("edit", ours, "followup", "--from-file", "text=missing.txt", "--from-file", "x")
    assert said.code == 1
    assert "missing.txt" in said.err
    assert "FIELD=PATH" in said.err
    assert run("edit", ours, "followup").code == 2


@pytest.mark.parametrize("text", ["@intro.txt", "@", "-", "=1+1", "~", "*", "$HOME", "%s {x}"])
def test_a_text_is_the_text_whatever_it_begins_with(run, ours, tmp_path, text):
    """A handle or a dash would be taken for a file to read, and other words stored."""
    (tmp_path / "intro.txt").write_text("secret", "utf-8")
    assert run("edit", ours, "followup", f"text={text}", piped="secret").code == 0
    assert run("show", ours, "followup", "--json").json["text"] == text


def test_a_text_with_an_equals_sign_is_a_text(run, ours):
    """A sentence with = in it would be refused."""
    area = run("add", ours, "area", "1 + 1 = 2, sa bordet").record
    assert run("show", ours, area, "--json").json["title"] == "1 + 1 = 2, sa bordet"


def test_following_the_process(run, ours):
    """The process could not be followed from the shell."""
    assert run("skip", ours, "utfordringsbilde", "--reason", "Kjent fra før").code == 0
    assert "– " in run("status", ours).out
    run("back", ours, "utfordringsbilde")
    run("tick", ours, "apning", "--note", "Ferdig")
    assert "✓ Åpning" in run("status", ours).out
    assert run("follow", ours, "full").code == 0
    assert "Start og forankring" in run("status", ours).out


# ── library ──────────────────────────────────────────────────────────────────────────────────


def test_decks(run, tmp_path):
    """Nobody could see which decks there are, or what is wrong with their own."""
    assert "framtidsdiskusjoner" in run("deck", "list").out
    assert {one["id"] for one in run("deck", "list", "--json").json} >= {"start"}
    assert "hvor-rustet" in run("deck", "show", "start").out
    assert "Follow-ups" in run("deck", "show", "start", "hvorfor-na").out
    assert run("deck", "show", "sparkle").code == 1
    assert run("deck", "check").code == 0
    (tmp_path / "bad.yaml").write_text("format: workshop-deck/1\nid: Bad Id\ncard: []\n", "utf-8")
    said = run("deck", "check", "bad.yaml")
    assert said.code == 1
    assert "bad.yaml:2:" in said.out
    assert "did you mean" in said.out
    assert run("deck", "check", "missing.yaml").code == 1
    assert run("deck", "schema").json["title"] == "workshop-deck/1"


def test_processes(run):
    """Nobody could see which processes there are, or what their steps are called."""
    assert "halvdag" in run("process", "list").out
    assert "plattform/verdier-i-praksis" in run("process", "show", "full").out
    assert run("process", "check").code == 0
    assert run("process", "show", "full", "--json").json["id"] == "full"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    """The shell could not complete."""
    said = run("completion", shell)
    assert said.code == 0
    assert "_WORKSHOP_COMPLETE" in said.out


def test_the_shell_gets_its_completions(run, monkeypatch):
    """The script that was printed would complete nothing."""
    monkeypatch.setenv("_WORKSHOP_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "workshop exp")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "export" in run().out
