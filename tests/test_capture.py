"""The capture line: what the room says, typed once, must land at the right table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from workshop.acts import cards, setup
from workshop.acts.capture import Captured, parse, table, take_in
from workshop.messages import Message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 deltid er en vane", Captured(3, "deltid er en vane")),
        ("  12   to ord  ", Captured(12, "to ord")),
        ("3: deltid", Captured(3, "deltid")),
        ("3. deltid", Captured(3, "deltid")),
        ("3) deltid", Captured(3, "deltid")),
        ("3 deltid er en vane #heltid", Captured(3, "deltid er en vane", ("heltid",))),
        ("3 vane #Heltid #øyene", Captured(3, "vane", ("heltid", "øyene"))),
        ("3 vane #heltid #heltid", Captured(3, "vane", ("heltid",))),
        ("3 mer #heltid, sier vi", Captured(3, "mer heltid, sier vi", ("heltid",))),
        ("3 C# og nr #1 av to", Captured(3, "C# og nr 1 av to", ("1",))),
        ("3 2>4", Captured(3, now=2, wanted=4)),
        ("3 2 → 4", Captured(3, now=2, wanted=4)),
        ("3 2>4 vi vet hvem #tall", Captured(3, "vi vet hvem", ("tall",), 2, 4)),
        ("3 2-4 uker er for lite", Captured(3, "2-4 uker er for lite")),
        ("3 43 prosent", Captured(3, "43 prosent")),
        ("3 [/] [@click=app.quit]x[/]", Captured(3, "[/] [@click=app.quit]x[/]")),
    ],
)
def test_lines(line, expected):
    """Words would land at the wrong table, or a tag would stay in the sentence."""
    assert parse(line) == expected


@pytest.mark.parametrize(
    "line", ["", "   ", "deltid", "0 noe", "3", "3 #bare", "3 6>4", "3 2>0", "-3 x"]
)
def test_unclear_lines(line):
    """A line that is not understood would be taken in at random instead of being asked about."""
    assert isinstance(parse(line), Message)


@given(st.text(max_size=60))
def test_never_stumbles(line):
    """A pasted text would stop the facilitator in front of the room."""
    found = parse(line)
    assert isinstance(found, Message) or (found.table and (found.text or found.now))


@pytest.fixture
def desk():
    one = Desk(title="Strategi")
    one.do(setup.add_group(one.view, one.new_id))
    one.do(setup.add_group(one.view, one.new_id))
    return one


@pytest.fixture
def draw(desk):
    return desk.do(cards.draw(desk.view, desk.new_id, "card:start:a:1", {"ask": "?"}))


def taken(desk, draw, line):
    return desk.do(take_in(desk.view, desk.new_id, draw, parse(line)))


def test_an_answer_lands_at_its_table(desk, draw):
    """A table would not find its own words again."""
    answer = desk.view.get(taken(desk, draw, "2 deltid er en vane #heltid"))
    assert answer.group == table(desk.view, 2)
    assert (answer.text, answer.tags) == ("deltid er en vane", {"heltid": True})


def test_a_rating_with_words_is_one_act(desk, draw):
    """Undo would take back half of what was typed in one line."""
    before = len(desk.log)
    answer = desk.view.get(taken(desk, draw, "1 2>4 vi vet ikke #tall"))
    assert len(desk.log) == before + 1
    assert (answer.now, answer.wanted, answer.text) == (2, 4, "vi vet ikke")


def test_a_second_rating_corrects_the_first(desk, draw):
    """A table that changed its mind would count twice."""
    first = taken(desk, draw, "1 2>4")
    assert taken(desk, draw, "1 3>4") == first
    assert desk.view.get(first).now == 3


def test_an_unknown_table_is_asked_about(desk, draw):
    """An answer from nobody would be kept."""
    assert isinstance(take_in(desk.view, desk.new_id, draw, Captured(9, "hei")), Message)
