"""Place 3 as a facilitator uses it: topics from answers, a hidden round of slips, the choice."""

import secrets

import pytest
from cards_room import burst
from driving import app_of
from textual.widgets import Input, Static

from workshop.acts import base, cards, rounds, setup, topics
from workshop.model import Round, Topic
from workshop.session import create
from workshop.tui.places.priorities import PrioritiesPlace
from workshop.tui.places.priorities_open import OpenRoundDialog
from workshop.tui.screens.house import House
from workshop.tui.widgets.rows import RowList
from workshop.tui.widgets.slips import SlipInput
from workshop.voting.records import result_of

HOSTILE = [
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x07",
    "nul\x00 and \u202eback",
    "x" * 10_000,
    "👨‍👩‍👧‍👦 familie",
]
"""What a room may type, or paste."""


@pytest.fixture
def session(tmp_path):
    with create(tmp_path / "a.workshop", by="Fasilitator") as made:
        yield made


def answers(session, *texts):
    """Answers of two tables to one card."""
    if not session.view.groups():
        for number in (1, 2):
            session.do(setup.add_group(session.view, session.new_id, number=number)[1])
    tables = session.view.groups()
    draw, change = cards.draw(
        session.view, session.new_id, "card:a:b:c", {"id": "b", "ask": "Hva?", "subject": "Tid"}
    )
    session.do(change)
    made = []
    for at, text in enumerate(texts):
        record, change = cards.answer(
            session.view, session.new_id, draw, tables[at % 2].id, text, ["tid"] if at == 0 else []
        )
        session.do(change)
        made.append(record)
    return made


def make_topics(session, *titles):
    made = []
    for title in titles:
        record, change = topics.make(session.view, session.new_id, title)
        session.do(change)
        made.append(record)
    return made


def hold_round(session, options, slips):
    record, change = rounds.open_round(session.view, session.new_id, "Runde", options)
    session.do(change)
    for slip in slips:
        session.hand_in(record, {"grades": [int(digit) for digit in slip]})
    found = session.view.need(Round, record)
    session.close_round(record, lambda kept: rounds.tally_of(found, kept))
    return record


class Room:
    """The app in place 3, driven by keys."""

    def __init__(self, pilot):
        self.pilot, self.app = pilot, pilot.app

    @property
    def place(self):
        from workshop.tui.screens.house import House

        house = next(s for s in self.app.screen_stack if isinstance(s, House))
        return house.query_one("#place-3", PrioritiesPlace)

    async def press(self, *keys):
        for name in keys:
            await self.pilot.press(name)
        await self.pilot.pause()

    async def write(self, text):
        """Replace what stands in the field that has the focus."""
        await self.pilot.pause()
        field = self.app.focused
        assert isinstance(field, Input)
        field.value = text
        await self.press("enter")

    def said(self):
        """All that stands on the screen, as text."""
        found = []
        for widget in self.app.screen.query("*"):
            if not widget.display or any(not a.display for a in widget.ancestors if a.is_attached):
                continue
            if isinstance(widget, Static):
                found.append(str(widget.content))
            elif isinstance(widget, RowList):
                found += [widget.render_line(y).text for y in range(widget.size.height)]
        return "\n".join(found)


@pytest.fixture
def in_place(session):
    """Go to place 3 in an app of a size."""
    import contextlib

    @contextlib.asynccontextmanager
    async def going(size=(120, 40), language="en"):
        app = app_of(session, language)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            room = Room(pilot)
            await room.press("3")
            yield room

    return going


# ── topics ───────────────────────────────────────────────────────────────────────────────


async def test_marked_answers_become_a_topic_with_a_proposed_title(session, in_place):
    """Without it the twenty minutes over coffee are spent on retyping what the tables said."""
    one, two, _three = answers(session, "Deltid er en vane.", "Hele stillinger", "Noe annet")
    async with in_place() as room:
        assert "3 of 3 not in any topic" in room.said()
        await room.press("space", "space", "m")
        assert room.app.focused.value == "Deltid er en vane"
        await room.press("enter")
        (topic,) = session.view.topics()
        assert topic.title == "Deltid er en vane"
        assert set(topic.answers) == {one, two}
        assert "1 of 3 not in any topic" in room.said()
        assert not room.place.step.answers.rows.marks


async def test_the_key_pressed_twice_makes_one_topic(session, in_place):
    """An impatient thumb would leave twins among the topics."""
    answers(session, "Deltid")
    async with in_place() as room:
        await room.press("m", "enter", "enter")
        await room.press("escape")
        assert len(session.view.topics()) == 1


async def test_answers_are_added_to_the_topic_that_is_selected(session, in_place):
    """The late answers could not join the topic they belong to."""
    one, two = answers(session, "Deltid", "Mer deltid")
    async with in_place() as room:
        await room.press("m", "enter")
        await room.press("down", "a")
        (topic,) = session.view.topics()
        assert set(topic.answers) == {one, two}


async def test_merged_topics_stay_in_sight_and_can_be_parted(session, in_place):
    """A merge done in haste could not be seen through, or taken apart again."""
    answers(session, "Noe")
    one, two, three = make_topics(session, "Deltid", "Heltid", "Lønn")
    async with in_place() as room:
        await room.press("tab", "home", "space", "space", "g")
        assert session.view.need(Topic, one).merged_into == three
        assert session.view.need(Topic, two).merged_into == three
        assert "↳ Deltid" in room.said()
        assert [topic.id for topic in session.view.topics()] == [three]
        await room.press("down", "b")
        assert len(session.view.topics()) == 2


async def test_rejecting_asks_for_a_reason_and_can_be_taken_back(session, in_place):
    """The room asks why its topic is gone, and nobody could say."""
    answers(session, "Noe")
    (topic,) = make_topics(session, "Kantine")
    async with in_place() as room:
        await room.press("tab", "x", "enter")
        assert session.view.need(Topic, topic).state == "candidate", "a reason is needed"
        await room.write("Hører til en annen sak")
        assert session.view.need(Topic, topic).state == "rejected"
        assert "Hører til en annen sak" in room.said()
        await room.press("o")
        assert session.view.need(Topic, topic).state == "candidate"


async def test_the_answers_of_a_topic_are_reached_and_taken_out(session, in_place):
    """The tables' own words would be out of reach once a topic was made of them."""
    one, two = answers(session, "Deltid er en vane", "Hele stillinger")
    async with in_place() as room:
        await room.press("space", "space", "m", "enter", "tab", "enter")
        said = room.said()
        assert "Deltid er en vane" in said
        assert "Table 1 · Tid" in said
        await room.press("x", "escape")
        (topic,) = session.view.topics()
        assert set(topic.answers) == {two}
        assert session.view.get(one).text == "Deltid er en vane"


async def test_answers_are_filtered(session, in_place):
    """Among 88 answers nobody finds the 23 that are left."""
    one, two, three = answers(session, "Deltid", "Hele stillinger", "Lønn")
    session.do(cards.star(session.view, three))
    session.do(topics.make(session.view, session.new_id, "T", [two])[1])
    async with in_place() as room:
        rows = room.place.step.answers.rows
        await room.press("u")
        assert list(rows.rows) == [one, three]
        await room.press("u")
        assert list(rows.rows) == [three]
        await room.press("u", "f", "down", "down", "down", "down", "enter")
        assert list(rows.rows) == [one], "the tag"
        await room.press("f", "home", "down", "down", "down", "enter")
        await room.write("STILLING")
        assert list(rows.rows) == [two]


async def test_a_topic_in_an_open_round_is_not_merged_away(session, in_place):
    """People would grade something that is no longer there when the slips are counted."""
    answers(session, "Noe")
    one, two = make_topics(session, "A", "B")
    session.do(rounds.open_round(session.view, session.new_id, "R", [one, two])[1])
    async with in_place() as room:
        await room.press("f2", "tab", "home", "space", "g", "x")
        assert not session.view.need(Topic, one).merged_into
        assert session.view.need(Topic, two).state == "candidate"


async def test_ten_thousand_answers_keep_their_cursor(session, in_place):
    """In a large gathering every key would be waited for, and the place in the list lost."""
    group = setup.add_group(session.view, session.new_id, number=1)
    session.do(group[1])
    session.do(
        base.together(
            "many",
            [
                base.change(
                    session.view, "many",
                    {f"answer:{at:05d}": {"draw": "draw:1", "group": group[0], "text": f"t{at}"}},
                )
                for at in range(10_000)
            ],
        )
    )  # fmt: skip
    session.do(base.change(session.view, "draw", {"draw:1": {"card": "card:a:b:c"}}))
    async with in_place() as room:
        rows = room.place.step.answers.rows
        await room.press("end", "up")
        assert rows.selected == "answer:09998"
        painted = []
        paint = rows._painter
        rows._painter = lambda row, width: painted.append(row) or paint(row, width)
        session.do(cards.rewrite(session.view, "answer:00001", "annet"))
        room.app.show_view()
        await room.pilot.pause()
        assert rows.selected == "answer:09998"
        assert len(painted) < 200, "only what is in sight is painted"


# ── the round ────────────────────────────────────────────────────────────────────────────


async def test_a_round_is_opened_typed_and_closed(session, in_place):
    """Twenty-four slips in two minutes, and the room sees what it thinks."""
    make_topics(session, "Deltid", "Ledere", "Lønn")
    async with in_place() as room:
        await room.press("f3", "o", "f10")
        (found,) = session.view.all(Round)
        assert found.state == "open"
        assert len(found.options) == 3
        assert isinstance(room.app.focused, SlipInput)
        for _slip in range(9):
            await room.press(*"531", "enter")
        assert len(session.ballots(found.id)) == 9, "two people may agree"
        await room.press("escape", "c", "tab", "enter")
        closed = session.view.need(Round, found.id)
        assert closed.state == "closed"
        assert closed.tally[found.options[0]]["counts"] == (9, 0, 0, 0, 0)
        assert [row.option for row in result_of(closed).rows] == list(found.options)
        assert room.place.step.id == "result"


async def test_slips_typed_faster_than_the_program(session, in_place):
    """A quick typist on a slow machine would lose slips, and nobody could tell which."""
    make_topics(session, "Deltid", "Ledere", "Lønn")
    async with in_place() as room:
        await room.press("f3", "o", "f10")
        (found,) = session.view.all(Round)
        rows = ["531", "123", "444", "215"]
        await burst(room.pilot, "".join(f"{row}\n" for row in rows[:2]))
        await burst(room.pilot, "".join(f"{row}\n" for row in rows[2:]) + "3")
        await room.pilot.pause(0.2)
        graded = sorted(tuple(ballot["grades"]) for ballot in session.ballots(found.id).values())
        assert graded == [(1, 2, 3), (2, 1, 5), (4, 4, 4), (5, 3, 1)]
        assert room.app.focused.value == "3"
        await room.press("escape")
        assert not isinstance(room.app.focused, SlipInput)
        await room.press("escape")
        assert isinstance(room.app.focused, SlipInput), "the same key leads back to the line"


async def test_nothing_tells_how_many_slips_there_are(session, in_place):
    """Whoever sees the count fall behind knows who has not voted."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", *"53", "enter")
        await room.pilot.pause()
        first, undo = room.said(), session.next_undo
        await room.press(*"53", "enter", *"12", "enter")
        await room.pilot.pause()
        assert room.said() == first
        assert session.next_undo == undo
        assert "Slip taken in" in first


async def test_a_wrong_slip_is_not_taken_in(session, in_place):
    """A digit too few would shift every grade after it to the wrong topic."""
    make_topics(session, "Deltid", "Ledere", "Lønn")
    async with in_place() as room:
        await room.press("f3", "o", "f10")
        (found,) = session.view.all(Round)
        for typed, told in (("53", "Too few"), ("1", "Enter takes"), ("4", "Too many")):
            await room.press(*typed)
            if told == "Too few":
                await room.press("enter")
            assert told in room.said()
        await room.press("enter")
        assert session.ballots(found.id) == {}
        await room.press("backspace", "backspace", "7")
        assert "is not a grade" in room.said()


async def test_the_last_slip_can_be_taken_back_and_no_other(session, in_place):
    """A mistyped slip would count; or anybody's slip could be fished out."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", *"55", "enter", *"12", "enter", "f6")
        (found,) = session.view.all(Round)
        assert [one["grades"] for one in session.ballots(found.id).values()] == [[5, 5]]
        assert room.app.focused.value == "12"
        await room.press("ctrl+z", "ctrl+z", "f6")
        assert len(session.ballots(found.id)) == 1
        assert session.view.need(Round, found.id).state == "open", "undo is of the line"


async def test_slips_carry_table_and_role_when_they_are_set(session, in_place):
    """Nobody could see that the unions and the leaders mean different things."""
    answers(session, "Noe")
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", "f7", "down", "enter", "down", "enter")
        assert "Table 1 · elected members" in room.said()
        await room.press(*"53", "enter")
        (found,) = session.view.all(Round)
        (ballot,) = session.ballots(found.id).values()
        table = session.view.groups()[0].id
        assert ballot == {"grades": [5, 3], "role": "elected", "group": table}


async def test_letters_are_not_commands_while_slips_are_typed(session, in_place):
    """A slip of the finger would close the round in front of the room."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", "c", "x", "o")
        assert isinstance(room.app.screen, House)
        assert room.app.focused.value == "cxo"
        await room.press("escape", "c")
        assert not isinstance(room.app.screen, House)


async def test_a_round_is_cancelled_with_a_reason(session, in_place):
    """A round that went wrong would have to be closed with a result that means nothing."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", *"53", "enter", "escape", "x")
        await room.write("Feil spørsmål")
        (found,) = session.view.all(Round)
        assert (found.state, found.reason, found.ballots) == ("cancelled", "Feil spørsmål", {})
        assert "Feil spørsmål" in room.said()
        await room.press("ctrl+z")
        assert session.view.need(Round, found.id).state == "open"


async def test_closing_again_after_an_undo_loses_no_slip(session, in_place):
    """Undo of a closing, one more slip, and the whole room's slips would be gone."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10", *"53", "enter", *"44", "enter")
        await room.press("escape", "c", "tab", "enter", "ctrl+z")
        (found,) = session.view.all(Round)
        assert found.state == "open"
        await room.press("f3", *"12", "enter", "escape", "c", "tab", "enter")
        assert len(session.view.need(Round, found.id).ballots) == 3


async def test_a_round_closed_elsewhere_takes_no_more_slips(session, in_place, tmp_path):
    """The slip would lie in the file and never be counted."""
    from workshop.session import open_session

    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o", "f10")
        (found,) = session.view.all(Round)
        with open_session(session.store.path, by="Kollega") as other:
            other.close_round(found.id, lambda kept: rounds.tally_of(found, kept))
        await room.press(*"53", "enter")
        assert session.ballots(found.id) == {}
        assert session.view.need(Round, found.id).ballots == {}


async def test_too_few_and_too_many_topics_are_said(session, in_place):
    """A round over one topic, or over forty, fails in front of the room."""
    make_topics(session, "Deltid")
    async with in_place() as room:
        await room.press("f3", "o")
        assert isinstance(room.app.screen, House)
        assert "at least two topics" in room.said()
        await room.press("escape")
        make_topics(session, *(f"Tema {n}" for n in range(40)))
        room.app.show_view()
        await room.press("o", "f10")
        assert isinstance(room.app.screen, OpenRoundDialog)
        assert "Merge some first" in room.said()
        assert not session.view.all(Round)


async def test_an_elected_body_is_warned_before_it_votes(session, in_place):
    """A council could take a show of slips for a decision."""
    make_topics(session, "Deltid", "Ledere")
    async with in_place() as room:
        await room.press("f3", "o")
        assert "kommuneloven" not in room.said()
        await room.press("enter", "enter", "tab", "space")
        assert "kommuneloven" in room.said()


# ── the result ───────────────────────────────────────────────────────────────────────────


SPLIT = ["511", "511", "511", "511", "115", "115", "115", "115", "313"]


async def test_the_result_is_in_words_with_ties_and_talk_more(session, in_place):
    """A split room would be averaged away, and a tie decided by the alphabet."""
    made = make_topics(session, "Deltid", "Ledere", "Lønn")
    hold_round(session, made, SPLIT)
    async with in_place() as room:
        await room.press("f4")
        said = room.said()
        assert " 1= " in said
        assert "talk more" in said
        assert "share place 1" in said
        assert "advice" in said
        assert "Opinions are split in two" in said
        await room.press("t")
        assert "grade · spread" in room.said()


async def test_below_eight_ballots_there_is_no_order(session, in_place):
    """Three people's slips would look like the opinion of the municipality."""
    made = make_topics(session, "Deltid", "Ledere")
    hold_round(session, made, ["15", "15", "25"])
    async with in_place() as room:
        await room.press("f4")
        said = room.said()
        assert "no order is given" in said
        assert said.index("A  ") < said.index("B  ")
        assert " 1 " not in said.split("no order")[1].split("Deltid")[0]


async def test_choosing_and_deselecting_keep_their_reasons(session, in_place):
    """Half a year later nobody could say why a topic was left."""
    one, two = make_topics(session, "Deltid", "Ledere")
    hold_round(session, [one, two], ["51"] * 9)
    async with in_place() as room:
        await room.press("f4", "c")
        await room.write("Alle var enige")
        assert session.view.need(Topic, one).state == "chosen"
        assert session.view.need(Topic, one).reason == "Alle var enige"
        await room.press("down", "d", "enter")
        assert session.view.need(Topic, two).state == "candidate"
        await room.write("Får vente")
        assert session.view.need(Topic, two).reason == "Får vente"
        assert "Får vente" in room.said()
        await room.press("o", "ctrl+z")
        assert session.view.need(Topic, two).state == "deselected"


async def test_the_result_stands_when_the_ballots_are_forgotten(session, in_place):
    """Removing the slips for good would take the reason for the choice with it."""
    made = make_topics(session, "Deltid", "Ledere")
    record = hold_round(session, made, ["51"] * 9)
    session.forget(record, "ballots")
    async with in_place() as room:
        await room.press("f4", "r")
        said = room.said()
        assert "Deltid" in said
        assert "No role has enough slips" in said


async def test_an_activity_of_the_process_leads_to_its_step(session, in_place):
    """The facilitator presses next and lands in front of the wrong list."""
    made = make_topics(session, "Deltid", "Ledere")
    content = {
        "phases": [
            {"id": "p", "activities": [{"id": "t", "kind": "topics"}, {"id": "r", "kind": "round"}]}
        ]
    }
    session.do(setup.follow(session.view, "process:x:1", content))
    async with in_place() as room:
        await room.app.go(3, activity="activity:p/r")
        assert room.place.step.id == "round"
        await room.app.go(3, activity="activity:p/t")
        assert room.place.step.id == "topics"
        record = hold_round(session, made, ["51"] * 9)
        await room.app.go(3, activity="activity:p/r")
        assert room.place.step.id == "result"
        await room.app.go(3, record=made[1])
        assert room.place.selected_record() == made[1]
        await room.app.go(3, record=record)
        assert room.place.step.id == "result"


# ── the wall ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (120, 40)])
async def test_the_wall_shows_the_round_and_then_its_result(session, in_place, size):
    """The room reads the topics off the wall, and must not see a grade before the end."""
    made = make_topics(session, "Deltid", "Ledere", "Lønn")
    session.do(rounds.open_round(session.view, session.new_id, "R", made, question="Hva?")[1])
    (found,) = session.view.all(Round)
    async with in_place(size) as room:
        session.hand_in(found.id, {"grades": [5, 4, 1]})
        await room.press("f5")
        said = room.said()
        assert "The round is open" in said
        assert " A  Deltid" in said
        assert "Hva?" in said
        await room.press("f5")
        session.close_round(found.id, lambda kept: rounds.tally_of(found, kept))
        room.app.show_view()
        await room.press("f4", "f5")
        assert "█" in room.said()
        assert "Advice from the room" in room.said()


async def test_ten_topics_are_all_on_a_low_wall(session, in_place):
    """On a zoomed terminal the room would grade topics it cannot see."""
    made = make_topics(session, *(f"Tema {n}" for n in range(10)))
    session.do(rounds.open_round(session.view, session.new_id, "R", made, question="H " * 60)[1])
    (found,) = session.view.all(Round)
    async with in_place((50, 15)) as room:
        await room.press("f5")
        said = room.said()
        assert all(f"Tema {n}" in said for n in range(10))
        assert "5 Decisive" in said
        assert room.app.screen.query_one("#wall-title").size.height <= 14
        await room.press("f5")
        session.close_round(found.id, lambda kept: rounds.tally_of(found, kept))
        await room.press("f4", "f5")
        assert all(f"Tema {n}" in room.said() for n in range(10))


# ── the edges ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "size"), [("nb", (80, 24)), ("nn", (120, 40)), ("en", (80, 24))]
)
async def test_an_empty_place_says_what_to_do(session, in_place, size, language):
    """A first-time facilitator stands before a blank wall."""
    async with in_place(size, language) as room:
        for step in ("f2", "f3", "f4"):
            await room.press(step)
            assert room.said().strip()
            for name in (*"magbxeocdtrvuf", "space", "enter", "f6", "f7"):
                await room.press(name)
                while not isinstance(room.app.screen, House):
                    await room.press("escape")
        assert not session.view.topics()
        assert not session.view.all(Round)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_hostile_text_is_shown_as_it_is(session, in_place, size):
    """One table's joke would stop the gathering, or quit the program."""
    found = answers(session, *HOSTILE)
    made = []
    for answer, text in zip(found, HOSTILE, strict=True):
        record, change = topics.make(session.view, session.new_id, text, [answer], text=text)
        session.do(change)
        made.append(record)
    session.do(topics.merge(session.view, [made[5]], made[4]))
    hold_round(session, made[:5], ["54321"] * 9)
    session.do(base.change(session.view, "x", {session.view.all(Round)[0].id: {"title": "[/]"}}))
    for number, text in enumerate(HOSTILE):
        session.do(setup.add_group(session.view, session.new_id, number=9 + number, name=text)[1])
    session.do(topics.choose(session.view, made[0], HOSTILE[1]))
    async with in_place(size) as room:
        await room.press("f", "escape", "tab", *["down"] * 6, "enter", "down", "escape", "e")
        await room.press("escape", "x", "escape", "f5", "f5")
        await room.press("f4", *["down"] * 5, "t", "r", "c", "escape", "f5", "f5", "f3", "o")
        await room.press("f10", *"54321", "f7", "escape", "f5", "f5")
        assert "\x1b" not in room.said()
        assert room.app.is_running
        for text in ("[/]" * 3, "\x1b[31m", "9" * 1000, "x" * 100_000):
            room.app.screen.query_one(SlipInput).focus()
            await room.write(text)
        assert not session.ballots(session.view.all(Round)[-1].id)


async def test_the_order_is_drawn_once_and_for_everyone_the_same(session, in_place, monkeypatch):
    """Slips filled in after one order and typed after another turn the result upside down."""
    made = make_topics(session, *(f"Tema {n}" for n in range(8)))
    monkeypatch.setattr(secrets, "randbits", lambda bits: 7)
    async with in_place() as room:
        await room.press("f3", "o", "f10")
        (found,) = session.view.all(Round)
        assert set(found.options) == set(made)
        assert list(found.options) != made
        rows = room.app.screen.query_one("#options", RowList)
        assert list(rows.rows) == list(found.options)
