"""The golden thread: from what a table said to what was done, and back."""

import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from workshop.acts import base, cards, rounds, setup, strategy, topics
from workshop.model import KINDS, WORKSHOP
from workshop.thread import Ties, thread_of
from workshop.view import View
from workshop.voting.records import count

CARD = {"id": "hvem", "ask": {"nb": "Hvem kunne jobbet hos oss?", "en": "Who could work here?"}}


class Small:
    """A small workshop, from one card to one measure that has begun."""

    def __init__(self, ballots=24):
        desk = self.desk = Desk(title="Strategi", language="nb")
        view, new_id = desk.view, desk.new_id
        self.table = desk.do(setup.add_group(view, new_id, number=3))
        self.draw = desk.do(cards.draw(view, new_id, "card:start:hvem:1", CARD))
        desk.by, desk.at = "Fasilitator", "2027-02-01T10:00:00"
        self.said = desk.do(cards.answer(view, new_id, self.draw, self.table, "Deltid er en vane"))
        self.more = desk.do(cards.answer(view, new_id, self.draw, "", "Vi lyser ut brøken"))
        self.topic = desk.do(topics.make(view, new_id, "Heltid", [self.said]))
        self.merged = desk.do(topics.make(view, new_id, "Brøker", [self.more]))
        self.other = desk.do(topics.make(view, new_id, "Lederspenn"))
        desk.do(topics.merge(view, [self.merged], self.topic))
        self.round = desk.do(
            rounds.open_round(view, new_id, "Hva er viktigst?", [self.other, self.topic])
        )
        slips = {f"{n:02d}": {"grades": [3, 5 if n % 3 else 4]} for n in range(ballots)}
        desk.do(rounds.close(view, self.round, slips, count((self.other, self.topic), slips)))
        desk.do(topics.choose(view, self.topic, "Størst"))
        self.area = desk.do(strategy.area_from_topic(view, new_id, self.topic))
        self.goal = desk.do(strategy.add_goal(view, new_id, self.area, "Hele stillinger"))
        self.strategy = desk.do(strategy.add_strategy(view, new_id, self.goal, "Hele først"))
        self.measure = desk.do(
            strategy.add_measure(
                view, new_id, self.goal, "Lyse ut hele", owner="HR", deadline="2028-03-01",
                strategies=[self.strategy],
            )
        )  # fmt: skip
        self.indicator = desk.do(strategy.add_indicator(view, new_id, self.goal, "Andel heltid"))
        self.line = desk.do(strategy.add_statement(view, new_id, "value", "Modig",
                                                   origin="Samfunnsdelen",
                                                   answers=[self.said]))  # fmt: skip
        self.status = desk.do(
            strategy.report(view, new_id, self.measure, "2028-01-10", "started", "Tre er lyst ut")
        )


@pytest.fixture
def small():
    return Small()


def follow(knots, *path):
    """The knot at the end of a path of record ids."""
    for at, record in enumerate(path):
        knot = next(one for one in knots if one.record == record)
        if at == len(path) - 1:
            return knot
        knots = knot.children
    raise AssertionError(path)


def said(knot):
    return [str(detail) for detail in knot.details]


def every(knots):
    for one in knots:
        yield one
        yield from every(one.children)


def test_a_measure_leads_back_to_the_table_and_the_card(small):
    """“Who said this?” would have no answer."""
    thread = thread_of(small.desk.view, small.measure)
    assert str(thread.label) == "Measure: Lyse ut hele"
    assert [str(one) for one in thread.details] == [
        "Proposed owner: HR", "By 2028-03-01", "Started",
    ]  # fmt: skip
    assert not thread.broken
    answer = follow(thread.came_from, small.goal, small.area, small.topic, small.said)
    assert str(answer.label) == "Table 3: “Deltid er en vane”"
    assert said(answer) == ["To the card: Hvem kunne jobbet hos oss?"]
    assert (answer.by, answer.at) == ("Fasilitator", "2027-02-01T10:00:00")
    assert follow(thread.came_from, small.strategy).kind == "strategy"


def test_merged_topics_keep_their_own_words(small):
    """What the other tables had said would vanish when topics were merged."""
    thread = thread_of(small.desk.view, small.topic)
    merged = follow(thread.came_from, small.merged)
    assert str(merged.label) == "Topic: Brøker"
    assert [one.record for one in merged.children] == [small.more]
    assert str(merged.children[0].label) == "“Vi lyser ut brøken”"


def test_a_topic_tells_where_it_came_in_the_round(small):
    """Nobody could see why this was chosen and not something else."""
    thread = thread_of(small.desk.view, small.topic)
    assert [str(one) for one in thread.details] == ["Chosen: Størst"]
    assert said(follow(thread.came_from, small.round)) == [
        "Place 1 of 2", "Majority grade: Decisive",
    ]  # fmt: skip


def test_an_open_round_tells_nothing(small):
    """The thread would give away how a vote was going."""
    desk = small.desk
    opened = desk.do(rounds.open_round(desk.view, desk.new_id, "Ny", [small.other, small.topic]))
    desk.put(opened, ballots={"a": {"grades": [5, 1]}}, tally={"x": 1})
    thread = thread_of(desk.view, small.topic)
    assert opened not in {one.record for one in every(thread.came_from)}
    assert thread_of(desk.view, opened).came_of == ()


def test_few_ballots_give_no_order():
    """Five people's slips would be shown as the will of the room."""
    few = Small(ballots=5)
    thread = thread_of(few.desk.view, few.topic)
    assert said(follow(thread.came_from, few.round)) == ["Few ballots (5): no order is given"]


def test_an_answer_leads_on_to_what_came_of_it(small):
    """A table would never learn what its words had led to."""
    thread = thread_of(small.desk.view, small.said)
    status = follow(
        thread.came_of, small.topic, small.area, small.goal, small.measure, small.status
    )
    assert str(status.label) == "Status: Tre er lyst ut"
    assert said(status) == ["2028-01-10: Started"]
    assert follow(thread.came_of, small.line).kind == "statement"
    assert [one.record for one in thread.came_from] == [small.draw]


def test_an_answer_in_a_merged_topic_leads_on_through_the_one_it_became(small):
    """Those whose topic was merged would think that nobody had listened."""
    thread = thread_of(small.desk.view, small.more)
    measure = follow(
        thread.came_of, small.merged, small.topic, small.area, small.goal, small.measure
    )
    assert measure.kind == "measure"


@pytest.mark.parametrize("kind", ["goal", "area", "strategy", "indicator", "line", "round"])
def test_every_kind_has_a_thread_back(small, kind):
    """Pressing h on it would show nothing."""
    thread = thread_of(small.desk.view, getattr(small, kind))
    assert thread.came_from
    assert not thread.broken


def test_a_round_leads_on_by_place(small):
    """The result could not be followed to what was done about it."""
    thread = thread_of(small.desk.view, small.round)
    assert [one.record for one in thread.came_of] == [small.topic, small.other]
    assert "Place 1 of 2" in said(thread.came_of[0])
    assert follow(thread.came_of, small.topic, small.area, small.goal, small.measure)


def test_nothing_is_told_in_full_twice(small):
    """A thread of one measure would fill ten screens."""
    desk = small.desk
    desk.do(strategy.tie(desk.view, small.measure, "topics", [small.topic]))
    desk.do(strategy.tie(desk.view, small.measure, "answers", [small.said]))
    thread = thread_of(desk.view, small.measure)
    assert thread.came_from[0].record == small.said
    topics_told = [one for one in every(thread.came_from) if one.record == small.topic]
    assert [one.again for one in topics_told] == [False, True]
    assert topics_told[1].children == ()


def test_the_wordings_a_text_has_had_are_there(small):
    """Nobody could see who changed the text, or get the old words back."""
    desk = small.desk
    desk.by = "Personalsjef"
    desk.do(base.edit(desk.view, small.measure, text="Lyse ut alle hele"))
    thread = thread_of(desk.view, small.measure)
    texts = [(one.text, one.by, one.shown) for one in thread.history if one.field == "text"]
    assert texts == [
        ("Lyse ut hele", "Fasilitator", False), ("Lyse ut alle hele", "Personalsjef", True),
    ]  # fmt: skip


def test_a_measure_out_of_nowhere_has_a_broken_thread():
    """A measure nobody had asked for would look as well founded as the rest."""
    desk = Desk()
    area = desk.do(strategy.add_area(desk.view, desk.new_id, "Område"))
    goal = desk.do(strategy.add_goal(desk.view, desk.new_id, area, "Mål"))
    measure = desk.do(strategy.add_measure(desk.view, desk.new_id, goal, "Tiltak"))
    assert thread_of(desk.view, measure).broken


def test_what_was_removed_is_not_on_the_thread(small):
    """A removed answer would come back on a printed page."""
    small.desk.remove(small.said)
    thread = thread_of(small.desk.view, small.measure)
    assert small.said not in {one.record for one in every(thread.came_from)}


junk = st.one_of(
    st.text(max_size=5), st.integers(-1, 9), st.none(),
    st.sampled_from(["topic:1", "topic:2", "goal:1", "measure:1", "round:1", "closed", "draw:1"]),
    st.lists(st.sampled_from(["", "area:1", "goal:1", "topic:1", "topic:2", "a0"]), max_size=3),
    st.dictionaries(st.sampled_from(["ask", "x", "topic:1"]), st.integers(), max_size=2),
    st.just({"x": {"grades": [5, None]}}),
)  # fmt: skip
records = [f"{kind}:{n}" for kind in KINDS for n in (1, 2) if kind != "workshop"]
fields = sorted({name for struct in KINDS.values() for name in struct.__struct_fields__} - {"id"})
members = [f"{field}/{kind}:1" for field in ("topics", "answers", "goals", "strategies")
           for kind in ("topic", "answer", "goal", "strategy")]  # fmt: skip


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(records), st.sampled_from(fields), junk),
            st.tuples(st.sampled_from(records), st.sampled_from(members), st.just(True)),
        ),
        max_size=40,
    )
)
def test_any_record_of_any_workshop_has_a_thread(puts):
    """Pressing h on something odd would close the program."""
    desk = Desk()
    for record, field, value in puts:
        desk.put(record, **{field: value})
    view = View(desk.log)
    ties = Ties(view)
    for record in (*records, WORKSHOP, "x:1"):
        thread = thread_of(view, record, ties)
        assert str(thread.label)
        for one in every((*thread.came_from, *thread.came_of)):
            assert str(one.label)
