"""What is left to translate is known, and nothing that was translated is lost."""

import json

import click
import pytest
from workbench.making_decks import deck_of, deck_text, own_deck, typed

from workshop import library
from workshop.workbench import editing, saving, translating
from workshop.workbench.editing import EditError

BOTH = {"nb": "Hva nå?", "nn": "Kva no?"}
CARD = {"ask": BOTH, "probe": [{"nb": "Én", "nn": "Ein"}, {"nb": "To", "nn": "To"}]}


def deck_in(path):
    found = library.load_deck(path)
    assert found.value is not None, [str(each) for each in found.errors]
    return found.value


def work(path, to="nn"):
    return [(each.path, each.state) for each in translating.work_list(deck_in(path), to)]


def change(path, edit):
    opened = saving.open_file(path)
    saving.save(opened, edit(opened.text))


def test_the_work_list_has_what_is_missing_in_the_order_of_the_deck():
    """Otherwise a translator does not know when she is done."""
    deck = deck_of({"ask": "Hva?", "subject": {"nb": "Nå", "en": "Now"}}, themes={"A": "Arbeid"})
    assert [each.path for each in translating.work_list(deck, "en")] == [
        "/title", "/themes/A", "kort-0/ask", "kort-0/probe/0",
    ]  # fmt: skip
    assert translating.progress(deck)["en"] == (5, 1, 4, 0)
    assert translating.progress(deck)["nn"].percent == 0


def test_a_text_whose_source_is_changed_is_older_until_it_is_translated_again():
    """Otherwise the nynorsk cards slowly come to say something else than the bokmål ones."""
    path = own_deck(deck_text(CARD, title=BOTH))
    assert work(path) == []
    change(path, lambda text: editing.change_card(text, "kort-0", {"ask": {**BOTH, "nb": "Så?"}}))
    assert work(path) == [("kort-0/ask", "older")]
    change(
        path,
        lambda text: translating.translate(text, deck_in(path), "nn", "kort-0/ask", "Kva no?"),
    )
    assert work(path) == []
    change(path, lambda text: editing.change_card(text, "kort-0", {"ask": BOTH}))
    assert work(path) == [("kort-0/ask", "older")]


def test_a_translation_that_is_changed_with_its_source_is_trusted():
    """Otherwise an author who mends both languages is asked to do it again."""
    path = own_deck(deck_text(CARD, title=BOTH))
    new = {"nb": "Så?", "nn": "Så da?"}
    change(path, lambda text: editing.change_card(text, "kort-0", {"ask": {**BOTH, "nb": "Hm?"}}))
    change(path, lambda text: editing.change_card(text, "kort-0", {"ask": new}))
    assert work(path) == []


def test_notes_follow_a_follow_up_that_moves():
    """Otherwise a follow-up that is put first makes all the others look out of date."""
    path = own_deck(deck_text(CARD, title=BOTH))
    second = {"nb": "Toer", "nn": "To"}
    change(
        path,
        lambda text: editing.change_card(text, "kort-0", {"probe": [CARD["probe"][0], second]}),
    )
    assert work(path) == [("kort-0/probe/1", "older")]
    change(
        path,
        lambda text: editing.change_card(
            text, "kort-0", {"probe": [{"nb": "Ny", "nn": "Ny"}, CARD["probe"][0], second]}
        ),
    )
    assert work(path) == [("kort-0/probe/2", "older")]
    change(path, lambda text: editing.change_card(text, "kort-0", {"probe": [second]}))
    assert work(path) == [("kort-0/probe/0", "older")]
    change(path, lambda text: editing.change_card(text, "kort-0", {"probe": None}))
    assert deck_in(path).translated.get("nn", {}) == {}


def test_retiring_a_card_takes_it_off_the_list_and_bringing_it_back_puts_it_there():
    """Otherwise people translate cards that nobody draws."""
    path = own_deck(deck_text({"ask": "Hva?"}, {"ask": BOTH, "probe": []}, title=BOTH))
    assert work(path) == [("kort-0/ask", "missing"), ("kort-0/probe/0", "missing")]
    change(path, lambda text: editing.retire_card(text, "kort-0"))
    assert work(path) == []
    change(path, lambda text: editing.retire_card(text, "kort-0", retired=False))
    assert len(work(path)) == 2


@pytest.mark.parametrize(
    ("to", "path", "new", "says"),
    [
        ("nb", "kort-0/ask", "x", "own language"),
        ("sv", "kort-0/ask", "x", "Unknown language"),
        ("nn", "kort-9/ask", "x", "no text"),
        ("nn", "kort-0/ask", "  ", "empty"),
    ],
)
def test_what_cannot_be_translated_is_said(to, path, new, says):
    """Otherwise a script believes that it has translated something."""
    with pytest.raises(EditError, match=says):
        translating.translate(deck_text(CARD), deck_of(CARD), to, path, new)


def test_translating_from_the_command_line():
    """Otherwise a translation made elsewhere cannot be taken in."""
    path = own_deck("# vår egen\n" + deck_text({"ask": "Hva nå?", "probe": []}))
    listed = json.loads(typed("deck", "translate", "vaar", "--to", "nn", "--json")[1])
    assert [one["path"] for one in listed] == ["/title", "kort-0/ask"]
    code, out, _err = typed(
        "deck", "translate", "vaar", "--to", "nn", "--text", "kort-0/ask", "Kva no?"
    )
    assert (code, out) == (0, "1 text is left in nynorsk\n")
    assert deck_in(path).cards[0].ask == BOTH
    assert path.read_text().startswith("# vår egen\n")
    assert "50 %" in typed("deck", "translate", "vaar", "--progress")[1]


def test_side_by_side_at_a_terminal(monkeypatch):
    """Otherwise a translator has to edit YAML, or loses what she typed when she stops."""
    path = own_deck(deck_text({"ask": "Hva?"}, {"ask": BOTH}, {"ask": BOTH}, title="Vår"))
    change(
        path, lambda text: editing.change_card(text, "kort-1", {"ask": {**BOTH, "nb": "Nå da?"}})
    )
    answers = iter(["", "Kva?", "Kva da?", "=", ":q"])
    monkeypatch.setattr("workshop.cli.deck_translating.is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_words, **_more: next(answers))
    code, out, _err = typed("deck", "translate", "vaar", "--to", "nn")
    assert code == 0
    assert "  Hva?" in out
    assert "  nn: Kva no?" in out
    assert "3 texts are left" in out
    assert work(path) == [
        ("/title", "missing"), ("kort-1/probe/0", "missing"), ("kort-2/probe/0", "missing")
    ]  # fmt: skip
    assert deck_in(path).cards[0].probe == [{"nb": "Hva da?", "nn": "Kva da?"}]


def test_a_built_in_deck_is_not_translated_in_place():
    """Otherwise the installation is changed under everybody's feet."""
    code, _out, err = typed("deck", "translate", "start", "--to", "nn", "--text", "/title", "x")
    assert code == 1
    assert "fork start" in err
