"""One gate for every text that comes in, and one key by which texts are the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import paths
from workshop.acts import base, cards
from workshop.acts.capture import parse
from workshop.changes import decode, encode
from workshop.changes.act import Act
from workshop.documents.text import visible
from workshop.session import create, open_session
from workshop.store import Row, Store
from workshop.text_gate import (
    comparison_key,
    normalised,
    same_words,
    span_of,
    without_marks,
)
from workshop.tui.screens import find_index
from workshop.tui.text import safe

TEXTS = st.text(st.characters(), max_size=60)  # lone surrogates included
NFD = unicodedata.normalize("NFD", "Små steg på vei")


@given(TEXTS)
def test_a_text_that_has_passed_the_gate_passes_it_unchanged(text):
    """A text would change each time it is opened and left."""
    once = normalised(text)
    assert normalised(once) == once
    once.encode()
    assert not set(once) & set("\r\x0b\x0c\u2028\u2029")
    assert unicodedata.is_normalized("NFC", once)


@given(TEXTS)
def test_a_key_is_its_own_key(text):
    """What was found once would not be found by what was found."""
    key = comparison_key(text)
    assert comparison_key(key) == key
    assert comparison_key(normalised(text)) == key
    assert comparison_key(without_marks(text)) == key


@given(TEXTS)
def test_composed_or_not_is_the_same_text(text):
    """A name typed on a Mac would not be the name typed on Windows."""
    assert normalised(unicodedata.normalize("NFD", text)) == normalised(
        unicodedata.normalize("NFC", text)
    )
    assert comparison_key(unicodedata.normalize("NFD", text)) == comparison_key(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("Word\x0bbryter\x0clinjer", "Word\nbryter\nlinjer"),
        ("\u2028x\u2029", "\nx\n"),
        ("\ud83d", "\ufffd"),
        ("kom\u00admune", "kom\u00admune"),
        ("a\u030a", "å"),
        ("\tx\x00", "\tx\x00"),
    ],
)
def test_what_the_gate_does(text, kept):
    """Texts from Word and from other systems would break lines, search and printing."""
    assert normalised(text) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kompetanse", "kompetanse"), ("kom\u00admune", "KOMMUNE"), ("a\u030al", "ål"),
     ("fast  stilling", " fast\u00a0stilling\n"), ("ﬁnne", "finne"), ("Straße", "STRASSE")],
)  # fmt: skip
def test_the_same_words(one, other):
    """The same thing said twice would not be noticed."""
    assert same_words(one, other)


@pytest.mark.parametrize("pair", ["åa", "åä", "æa", "øo", "öo", "äa", "ñn", "éa"])
def test_letters_are_letters(pair):
    """*Mål* and *mal* would be one word."""
    assert not same_words(*pair)


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.integers(0, 20))
def test_what_stands_in_a_text_is_found_where_it_stands(before, at):
    """The mark in a list of what was found would stand beside the word."""
    text = before[:at] + "Kom\u00admunen" + before[at:]
    found = span_of(text, "kommunen")
    assert found is not None
    assert comparison_key(text[slice(*found)]) == "kommunen"


def test_a_text_is_composed_before_it_is_an_act_or_a_draft(tmp_path):
    """Half of the file would hold one spelling and half the other."""
    with create(tmp_path / "a.workshop", by=NFD) as session:
        session.do(base.edit(session.view, "workshop:this", title=f"{NFD}\x0bto"))
        session.keep_draft("workshop:this", "organisation", f"{NFD}\r\n\ud800")
        assert session.view.workshop.title == "Små steg på vei\nto"
        (draft,) = session.drafts()
        assert draft.text == "Små steg på vei\n\ufffd"
        assert next(iter(session.log)).by == "Små steg på vei"


def test_what_lies_in_a_log_is_not_touched(tmp_path):
    """A file would change by being looked at, and two copies of it would no longer be alike."""
    path = tmp_path / "a.workshop"
    old = f"{NFD}\x0bto"
    with create(path, by="HR") as session:
        act = Act(id="000000000900-000000000001", sets={"workshop:this": {"title": old}})
        assert decode(encode(act)) == act
    store = Store.open(path)
    store.append([Row(act.id, encode(act))])
    store.close()
    with open_session(path, by="HR", backup=False) as session:
        assert session.view.workshop.title == old
    store = Store.open(path)
    assert [row.body for row in store.since(0).rows if row.id == act.id] == [encode(act)]
    store.close()
    with open_session(path, by="HR", backup=False) as session:
        from workshop.documents import import_plan, read_strategy, render
        from workshop.i18n import translator

        exported = render(session.view, "strategy", "yaml", translator("nb"), "2027-01-01")
        assert import_plan(session.view, read_strategy(exported)).empty


def test_a_tag_typed_in_parts_is_the_same_tag():
    """The answers of one table would not be found by the tag of another."""
    whole = parse("1 vi lærer #læring #må\u00adl")
    parts = parse(unicodedata.normalize("NFD", "1 vi lærer #LÆRING #mål"))
    assert whole.tags == parts.tags == ("læring", "mål")
    assert parts.text == "vi lærer"
    assert cards.tags_in(unicodedata.normalize("NFD", "#Mål, læring")) == ["mål", "læring"]


def test_find_finds_a_word_with_a_soft_hyphen_in_it(tmp_path):
    """A strategy pasted from a web page could not be searched."""
    with create(tmp_path / "a.workshop", by="HR") as session:
        session.do(base.add(session.view, session.new_id, "goal", "Add", parent="",
                            title="Arbeids\u00adgiver\u00adpolitikk og mål")[1])  # fmt: skip
        known = find_index.entries(session.view)
        for wanted in ("arbeidsgiverpolitikk", "ARBEIDS\u00adGIVER", "ma\u030al"):
            (group,) = find_index.find(known, wanted)
            (hit,) = group.hits
            shown = hit.text[hit.at : hit.at + hit.length]
            assert same_words(shown, wanted)
        assert find_index.find(known, "mal") == []


def test_a_name_in_the_settings_is_composed():
    """The same person would stand as two in the log."""
    paths.change_settings(name=NFD)
    assert paths.read_settings().name == "Små steg på vei"


def test_a_vertical_tab_is_a_line_in_every_document_and_on_the_screen():
    """Old texts pasted from Word would be printed with signs in the middle."""
    assert visible("en\x0bto") == safe("en\x0bto") == "en\nto"
    assert safe("kom\u00admune") == "kommune"  # terminals do not agree on its width
    assert visible("kom\u00admune") == "kom\u00admune"
