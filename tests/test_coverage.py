"""The tradition is on the table: every intent has a card, every frame can be met."""

import copy
import sys
from pathlib import Path

import pytest

from workshop import library

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import coverage_docs  # noqa: E402

COUNTS = {
    "A": 10, "B": 6, "C": 7, "D": 4, "E": 7, "F": 4, "G": 5, "H": 4, "I": 3, "J": 5, "K": 8,
    "L": 11, "M": 4, "N": 6, "O": 10, "U": 8, "Q": 6, "R": 7, "S": 7, "T": 6, "V": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def decks():
    return [one.value for one in coverage_docs.built_in().decks()]


def test_every_intent_has_a_card(decks):
    """A consultant would lack a card on something that belongs to the tradition."""
    wanted = {
        f"{theme}{n - (theme == 'L')}" for theme, last in COUNTS.items() for n in range(1, last + 1)
    }
    assert len(wanted) == 131
    there = {ref for deck in decks for card in deck.cards for ref in card.refs}
    assert wanted - there == set()
    assert set(coverage_docs.wanted(coverage_docs.frames()["refs"])) == wanted


def test_every_frame_can_be_met():
    """A frame would be promised in the map, and be nowhere in the program."""
    assert coverage_docs.uncovered(coverage_docs.built_in(), coverage_docs.frames()) == []


def test_the_frames_are_whole():
    """A part of a frame could be dropped from the list, and nobody would see it."""
    frames = {one["title"]: len(one["members"]) for one in coverage_docs.frames()["frames"]}
    expected = {
        "Two main challenges": 2, "Three future discussions": 3, "Four trends": 4,
        "The newer trends": 5, "Five grips": 5, "Three value clusters": 3,
        "Eight marks of an attractive and innovative employer": 8,
        "Six leadership dimensions": 6, "Twelve leader traits": 12,
        "Nine characteristics of trust-based steering": 9, "Thirteen leadership capabilities": 13,
        "Eight hindrances to working across": 8, "UN goals named as backdrop": 5,
        "Three effects": 3, "Six functions of a good policy": 6, "Four themes of measures": 4,
        "Both horizons": 2, "The union step": 8,
    }  # fmt: skip
    assert expected.items() <= frames.items()


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("card:start/ingen", "there is no card:start/ingen"),
        ("scale:start/hvorfor-na", "there is no scale:start/hvorfor-na"),
        ("card:start/hvor-rustet", "there is no card:start/hvor-rustet"),
        ("term:ingen", "there is no term:ingen"),
        ("field:Measure.colour", "there is no field:Measure.colour"),
        ("field:Any.x", "there is no field:Any.x"),
        ("process:full/ingen", "there is no process:full/ingen"),
        ("process:full/plattform/ingen", "there is no process:full/plattform/ingen"),
        ("", "there is no "),
    ],
)
def test_a_place_that_is_not_there_is_seen(place, says):
    """The map would lead to a card that was renamed or removed."""
    data = {"refs": {}, "frames": [{"title": "T", "members": [{"name": "M", "at": [place]}]}]}
    problems = coverage_docs.uncovered(coverage_docs.built_in(), data)
    assert f"T, M: {says}" in problems


def test_what_has_no_card_stops_the_page(monkeypatch):
    """The check would pass although an intent had lost its last card."""
    data = copy.deepcopy(coverage_docs.frames())
    data["refs"]["A"] = [1, 11]
    data["frames"][0]["members"].append({"name": "Nothing", "at": []})
    monkeypatch.setattr(coverage_docs, "frames", lambda: data)
    with pytest.raises(coverage_docs.UncoveredError) as stopped:
        coverage_docs.markdown()
    assert str(stopped.value).splitlines() == [
        "A11: no card answers to it", "Policy and strategy, Nothing: it is nowhere",
    ]  # fmt: skip


def test_a_ref_that_means_nothing_is_seen():
    """A slip of the pen in ``refs:`` would leave an intent uncovered without a word."""
    data = {"refs": {"A": [1, 10]}, "frames": []}
    problems = coverage_docs.uncovered(coverage_docs.built_in(), data)
    assert "plattform/over-hekken: the ref B2 is not known" in problems


def test_kinship_is_mutual(decks):
    """Whoever stands at one card would not find the other that says the same."""
    kin = {
        f"{deck.id}/{card.id}": {
            name if "/" in name else f"{deck.id}/{name}" for name in card.kin
        }
        for deck in decks
        for card in deck.cards
    }  # fmt: skip
    one_way = [f"{other} lacks {card}" for card in kin for other in kin[card]
               if card not in kin[other]]  # fmt: skip
    assert one_way == []


def test_no_kin_is_named_twice(decks):
    """The same card would be shown twice among the kin."""
    for deck in decks:
        for card in deck.cards:
            names = [name if "/" in name else f"{deck.id}/{name}" for name in card.kin]
            assert len(names) == len(set(names)), card.id


def test_built_in_content_has_nothing_wrong():
    """A deck that comes along would be shown with errors."""
    shelf = library.default_library()
    for one in [*shelf.decks(references=True), library.default_glossary()]:
        assert [str(problem) for problem in one.problems] == []
