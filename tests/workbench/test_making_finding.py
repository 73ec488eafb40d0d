"""Cards are found by what people type."""

import json

import pytest
from workbench.making_decks import deck_text, own_deck, typed

from workshop import library
from workshop.workbench.searching import Filter, Index, excerpt, search


@pytest.fixture
def shelves():
    own_deck(
        deck_text(
            {"ask": "Hva er en ærlig løsning på målet?", "subject": "Ærlighet"},
            {"ask": {"nb": "Hva med mal og maling?", "nn": "Kva med målinga?"}, "theme": "B"},
            {
                "ask": "Én idé fra kaféen?",
                "kind": "case",
                "for": ["elected"],
                "phase": ["P1", "P2"],
            },
            {"ask": "Hva er borte?", "retired": True},
            themes={"A": "Arbeid", "B": {"nb": "Kultur og omdømme", "nn": "Kultur og omdøme"}},
        )
    )
    return library.default_library()


def found(shelves, query="", **only):
    return [hit.card.id for hit in search(shelves, query, deck="vaar", **only)]


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("ÆRLIG", ["kort-0"]),
        ("aerlig", ["kort-0"]),
        ("losning", ["kort-0"]),
        ("loesning", ["kort-0"]),
        ("maalet", ["kort-0"]),
        ("mål", ["kort-0", "kort-1"]),
        ("mal", ["kort-1", "kort-0"]),
        ("ide kafe", ["kort-2"]),
        ("idé kafé", ["kort-2"]),
        ("ærlig maling", []),
        ("omdøme", ["kort-1"]),
        ("borte", []),
        ("*", []),
    ],
)
def test_words_are_found_however_they_are_typed(shelves, query, cards):
    """Otherwise a card cannot be found from a keyboard without æ, ø and å, or by its capitals."""
    assert found(shelves, query) == cards


@pytest.mark.parametrize(
    ("only", "cards"),
    [
        ({"theme": "b"}, ["kort-1"]),
        ({"theme": "omdomme"}, ["kort-1"]),
        ({"phase": "p2"}, ["kort-2"]),
        ({"role": "elected"}, ["kort-2"]),
        ({"kind": "case"}, ["kort-2"]),
        ({"language": "nn"}, ["kort-1"]),
        ({"origin": "built-in"}, []),
        ({"retired": True}, ["kort-0", "kort-1", "kort-2", "kort-3"]),
    ],
)
def test_cards_are_filtered(shelves, only, cards):
    """Otherwise one has to look through three hundred cards for those of one phase."""
    assert found(shelves, **only) == cards


def test_the_best_hit_comes_first(shelves):
    """Otherwise the card that is about it drowns among those that mention it."""
    hits = search(shelves, "rekruttering")
    assert hits == sorted(hits, key=lambda hit: -hit.score)
    assert Index(shelves.decks()).search("rekruttering", Filter()) == hits


def test_a_broken_deck_does_not_hide_the_others(shelves):
    """Otherwise one bad file empties the library."""
    own_deck("format: [", "broken")
    assert found(shelves, "ærlig") == ["kort-0"]


def test_a_long_text_is_shown_where_the_word_is():
    """Otherwise the list is full of guides as long as a page."""
    text = "ord " * 100 + "drøfting " + "ord " * 100
    said = excerpt(text, ["drøfting"])
    assert "drøfting" in said
    assert len(said) < 120
    assert said.startswith("… ")
    assert said.endswith(" …")


def test_search_and_list_from_the_command_line(shelves):
    """Otherwise what the screen finds cannot be used by a script."""
    code, out, _err = typed("deck", "search", "ærlig", "--deck", "vaar", "--json")
    assert code == 0
    assert [(one["deck"], one["card"]) for one in json.loads(out)] == [("vaar", "kort-0")]
    assert "vaar/kort-0" in typed("deck", "search", "losning")[1]
    assert typed("deck", "search", "qqqq")[1] == "No card has all of this.\n"
    listed = json.loads(typed("deck", "list", "--origin", "own", "--json")[1])
    assert [one["id"] for one in listed] == ["vaar"]
    assert "drofting" in typed("process", "search", "drøfting")[1]
