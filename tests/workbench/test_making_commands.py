"""Decks and processes are made and mended from the command line."""

import errno
import os
import pathlib
import sys

import click
import pytest
import questionary
from workbench.making_decks import deck_text, own_deck, typed

from workshop import library, paths
from workshop.workbench import editing, making, saving
from workshop.workbench.editing import EditError
from workshop.workbench.making import Wanted


def only_own(kind="decks"):
    [path] = paths.own_content(kind).glob("*.yaml")
    return path


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", ["deck", "process"])
def test_what_is_new_has_nothing_to_object_to(kind, language):
    """Otherwise the first thing a new author sees is a mistake that is not hers."""
    code, out, err = typed(kind, "new", "--title", "Mål & mot: ærlig?", "--language", language)
    assert (code, err) == (0, "")
    path = only_own("decks" if kind == "deck" else "process_templates")
    assert path.stem == "mal-mot-aerlig"
    assert str(path) in out
    assert f"{kind} edit mal-mot-aerlig" in out
    code, out, _err = typed(kind, "check", path.stem)
    assert (code, out) == (0, "1 file checked; errors: 0, warnings: 0\n")
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={kind}.schema.json"
    assert (path.parent / f"{kind}.schema.json").is_file()


def test_a_new_deck_can_begin_with_the_texts_of_another():
    """Otherwise everybody starts with an empty page."""
    code, _out, _err = typed("deck", "new", "--from", "start", "--title", "Vår start")
    assert code == 0
    path = only_own()
    made, source = library.load_deck(path).value, library.default_library().deck("start").value
    assert made.cards == source.cards
    assert (made.id, made.version, made.origin) == ("var-start", "0.1.0", None)
    assert made.title == {"nb": "Vår start"}


def test_nothing_is_written_over():
    """Otherwise a second deck with the same name eats the first."""
    assert typed("deck", "new", "--title", "Vår")[0] == 0
    assert typed("deck", "new", "--title", "Vår")[0] == 0
    names = sorted(path.stem for path in paths.own_content("decks").glob("*.yaml"))
    assert names == ["var", "var-2"]
    for name in ("var", "start"):
        code, _out, err = typed("deck", "new", "--title", "Vår", "--id", name)
        assert code == 1
        assert f"“{name}” already" in err
    assert typed("deck", "new", "--title", "Vår", "--id", "../x")[0] == 1
    assert not (paths.own_content("decks").parent / "x.yaml").exists()
    assert "--title" in typed("deck", "new")[2]


def test_what_is_not_given_is_asked_for(monkeypatch):
    """Otherwise one has to know the options before one can begin."""
    answers = iter(["Vår kortstokk", "nn", "vaar", "A=Arbeid", "B=Bygd", ""])

    class Question:
        def ask(self):
            return next(answers)

    monkeypatch.setattr("workshop.cli.deck_making.is_terminal", lambda: True)
    for kind in ("text", "select"):
        monkeypatch.setattr(questionary, kind, lambda *_words, **_more: Question())
    assert typed("deck", "new")[0] == 0
    made = library.load_deck(only_own()).value
    assert (made.id, made.language, made.title) == ("vaar", "nn", "Vår kortstokk")
    assert made.themes == {"A": "Arbeid", "B": "Bygd"}


# ── edit ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that exchanges one word for another."""

    def chosen(old, new):
        script = tmp_path / "editor.py"
        script.write_text(
            "import pathlib, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            f"path.write_bytes(path.read_bytes().replace({old.encode()!r}, {new.encode()!r}))\n"
        )
        monkeypatch.delenv("EDITOR", raising=False)
        monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{script}"')

    return chosen


def test_an_edited_deck_is_checked_on_return(editor):
    """Otherwise a mistake is met in front of forty people."""
    path = own_deck(deck_text({"ask": "Hva nå?"}))
    editor("ask:", "aks:")
    code, _out, err = typed("deck", "edit", "vaar")
    assert code == 1
    assert f"{path}:" in err
    assert "did you mean “ask”?" in err
    assert path.read_text().startswith("# yaml-language-server: $schema=deck.schema.json\nformat")
    assert (path.parent / "deck.schema.json").is_file()
    editor("aks:", "ask:")
    code, out, err = typed("deck", "edit", "vaar")
    assert (code, err) == (0, "")
    assert "Nothing to object to" in out
    assert path.read_text().count("yaml-language-server") == 1


def test_it_is_offered_to_open_the_editor_again(editor, monkeypatch):
    """Otherwise one has to type the command again after every slip."""
    own_deck(deck_text({"ask": "Hva nå?"}))
    editor("Hva nå?", "Har vi det?")
    asked = []
    monkeypatch.setattr("workshop.cli.deck_making.is_terminal", lambda: True)
    monkeypatch.setattr(
        click, "confirm", lambda text, **_more: asked.append(text) or len(asked) < 2
    )
    assert typed("deck", "edit", "vaar")[0] == 0
    assert asked == ["Open it again?"] * 2


def test_what_is_edited_by_hand_makes_its_translation_older(editor):
    """Otherwise translations fall behind unseen as soon as somebody prefers an editor."""
    path = own_deck(deck_text({"ask": {"nb": "Hva nå?", "nn": "Kva no?"}, "probe": []}))
    editor("Hva n", "Og hva n")
    typed("deck", "edit", "vaar")
    assert "older than its source" in typed("deck", "translate", "vaar", "--to", "nn")[1]
    assert list(library.load_deck(path).value.translated) == ["nn"]


def test_without_an_editor_it_is_said_what_to_do(monkeypatch):
    """Otherwise a Windows user gets a stack trace."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    own_deck(deck_text({"ask": "Hva nå?"}))
    code, _out, err = typed("deck", "edit", "vaar")
    assert code == 1
    assert "set EDITOR" in err
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    code, _out, err = typed("deck", "edit", "vaar")
    assert code == 1
    assert "cannot be started" in err


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "start"),
        ("card", "retire", "start", "x"),
        ("card", "move", "start", "x", "--to", "1"),
    ],
)
def test_a_built_in_deck_is_never_edited(words):
    """Otherwise the next upgrade takes the changes away."""
    before = (paths.builtin_content("decks") / "start.yaml").read_bytes()
    code, _out, err = typed("deck", *words)
    assert code == 1
    assert "workshop deck fork start" in err
    assert (paths.builtin_content("decks") / "start.yaml").read_bytes() == before


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def cards(path):
    return library.load_deck(path).value.cards


def test_cards_are_added_changed_moved_and_retired():
    """Otherwise a script, or somebody who does not know YAML, cannot mend a deck."""
    path = own_deck("# vår egen\n" + deck_text({"ask": "Hva nå?"}, themes={"A": "Arbeid"}))
    assert typed("deck", "card", "add", "vaar", "--ask", "Hva om én sluttet?", "--first")[0] == 0
    code, out, err = typed(
        "deck", "card", "change", "vaar", "hva-om-en-sluttet", "--ask", "Kva om éin slutta?",
        "--language", "nn", "--phase", "P1", "--phase", "P2", "--for", "elected", "--minutes", "5",
    )  # fmt: skip
    assert (code, out) == (0, "Changed: hva-om-en-sluttet\n")
    assert "missing-follow-up" in err
    card = cards(path)[0]
    assert card.ask == {"nb": "Hva om én sluttet?", "nn": "Kva om éin slutta?"}
    assert (card.phase, card.roles, card.minutes) == (["P1", "P2"], ["elected"], 5)
    typed(
        "deck", "card", "change", "vaar", "hva-om-en-sluttet", "--id", "slutt",
        "--unset", "minutes", "--allow", "missing-follow-up=Den står godt alene.",
    )  # fmt: skip
    assert cards(path)[0].allow == {"missing-follow-up": "Den står godt alene."}
    assert typed("deck", "card", "move", "vaar", "slutt", "--after", "kort-0")[0] == 0
    assert [card.id for card in cards(path)] == ["kort-0", "slutt"]
    assert typed("deck", "card", "retire", "vaar", "slutt")[0] == 0
    assert cards(path)[1].retired
    assert typed("deck", "card", "retire", "vaar", "slutt", "--back")[0] == 0
    assert not cards(path)[1].retired
    assert path.read_text().startswith("# vår egen\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "vaar"), "--ask"),
        (("add", "vaar", "--ask", "Hva?", "--theme", "Q"), "no theme “Q”"),
        (("add", "vaar", "--ask", "Hva?", "--id", "kort-0", "--theme", "A"), "already"),
        (("add", "vaar", "--ask", "Hva?"), "Choose a theme"),
        (("add", "borte", "--ask", "Hva?"), "no “borte”"),
        (("change", "vaar", "kort-9", "--ask", "x"), "no card “kort-9”"),
        (("change", "vaar", "kort-0"), "what to change"),
        (("change", "vaar", "kort-0", "--unset", "ask"), "cannot be without"),
        (("change", "vaar", "kort-0", "--allow", "yes-no="), "Say why"),
        (("change", "vaar", "kort-0", "--kin", "kort-7"), "no card “kort-7”"),
        (
            ("change", "vaar", "kort-0", "--language", "nn", "--probe", "a", "--probe", "b"),
            "only 1",
        ),
        (("move", "vaar", "kort-0"), "Say where to"),
        (("move", "vaar", "kort-0", "--after", "kort-0"), "no card “kort-0”"),
    ],
)
def test_what_cannot_be_done_leaves_the_file_as_it_was(words, says):
    """Otherwise a slip of the finger breaks the deck."""
    path = own_deck(deck_text({"ask": "Hva nå?"}, themes={"A": "Arbeid", "B": "Bygd"}))
    before = path.read_bytes()
    code, _out, err = typed("deck", "card", *words)
    assert code == 1
    assert says in err
    assert path.read_bytes() == before


# ── the file ─────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_was_changed_meanwhile_is_not_written_over():
    """Otherwise the colleague's evening with the shared folder is lost."""
    path = own_deck(deck_text({"ask": "Hva nå?"}))
    opened = saving.open_file(path)
    theirs = path.read_bytes().replace(b"Hva n", b"Og hva n")
    path.write_bytes(theirs)
    with pytest.raises(EditError, match="meanwhile"):
        saving.save(opened, editing.change_card(opened.text, "kort-0", {"ask": "Hvem?"}))
    assert path.read_bytes() == theirs


def test_a_full_disk_leaves_the_deck_as_it_was(monkeypatch):
    """Otherwise a full disk costs the deck."""
    path = own_deck(deck_text({"ask": "Hva nå?"}))
    before = path.read_bytes()

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _out, err = typed("deck", "card", "retire", "vaar", "kort-0")
    assert code == 1
    assert "is as it was" in err
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["vaar.yaml"]


def test_a_deck_with_mistakes_can_be_mended_but_not_made_worse():
    """Otherwise a deck with one slip in it can only be mended by those who know YAML."""
    broken = deck_text({"ask": "Hva nå?", "theme": "Q"}, {"ask": "Og?"}, themes={"A": "Arbeid"})
    path = own_deck(broken)
    opened = saving.open_file(path)
    with pytest.raises(EditError, match="no theme “R”"):
        saving.save(opened, editing.change_card(opened.text, "kort-1", {"theme": "R"}))
    saving.save(opened, editing.change_card(opened.text, "kort-1", {"ask": "Og hva?"}))
    opened = saving.open_file(path)
    loaded = saving.save(opened, editing.change_card(opened.text, "kort-0", {"theme": "A"}))
    assert loaded.errors == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"\x00" * 40, b"- 1\n", b"a: &x 1\nb: *x\n"])
def test_a_file_that_is_no_deck_is_refused(content):
    """Otherwise a stray file on the shelf crashes the editor."""
    path = own_deck("")
    path.write_bytes(content)
    with pytest.raises(EditError):
        editing.change_card(saving.open_file(path).text, "a", {"ask": "x"})


def test_a_copy_in_another_language_begins_with_no_notes():
    """Otherwise notes on bokmål sources are held against nynorsk ones."""
    own_deck(
        deck_text(
            {"ask": {"nb": "Hva?", "nn": "Kva?"}, "probe": []},
            title={"nb": "V", "nn": "V"}, translated={"nn": {"kort-0/ask": "0000000000"}},
        )
    )  # fmt: skip
    wanted = Wanted(title="Vår", language="nn", source="vaar", id="ny")
    made = library.load_deck(making.make(library.default_library(), wanted)).value
    assert (made.language, made.translated) == ("nn", {})


def test_every_own_file_is_found_by_its_id(tmp_path):
    """Otherwise a deck that was saved under another name cannot be edited."""
    path = own_deck(deck_text({"ask": "Hva nå?"}), "et-annet-navn")
    assert saving.own_file(library.default_library(), "vaar") == path
    assert isinstance(path, pathlib.Path)
