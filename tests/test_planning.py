"""Changing the plan while it is followed: nothing done is lost, and two people's changes merge."""

import pytest
from desk import Desk

from workshop import library
from workshop.acts import planning, process, setup
from workshop.acts.dealing import tasks
from workshop.guide import next_step, plan
from workshop.messages import Message
from workshop.model import ActivityState

PHASE = "phase:start-og-forankring"
FIRST = "activity:start-og-forankring/forste-mote"
SECOND = "activity:start-og-forankring/plan-bakover"
CARDS = "activity:start-og-forankring/suksesskriterier"


@pytest.fixture
def desk():
    made = Desk(council_date="2027-09-16")
    work = library.default_library().process("full").value
    made.do(setup.follow(made.view, library.process_key(work), library.process_copy(work)))
    return made


def records(desk, phase=PHASE):
    return [one.record for one in plan(desk.view).find_phase(phase).activities]


def add(desk, title, **more):
    return desk.do(planning.add_activity(desk.view, desk.new_id, PHASE, title, **more))


def test_time_and_names_are_changed_and_what_is_done_stays(desk):
    """A team that had to shorten a meeting would lose its notes and its ticks."""
    desk.do(process.tick(desk.view, FIRST, 55))
    desk.do(process.note(desk.view, FIRST, "To meldte forfall"))
    desk.do(planning.set_minutes(desk.view, FIRST, 45))
    desk.do(planning.rename(desk.view, FIRST, "Oppstart  [/]"))
    desk.do(planning.set_weeks(desk.view, PHASE, 2, 3))
    phase = plan(desk.view).find_phase(PHASE)
    one = phase.activities[0]
    assert (one.title, one.minutes, one.original.minutes) == ("Oppstart [/]", 45, 60)
    assert (one.state, one.minutes_used, one.note) == ("done", 55, "To meldte forfall")
    assert (phase.content.weeks_from, phase.content.weeks_to) == (2, 3)
    desk.do(planning.rename(desk.view, FIRST, ""))
    assert plan(desk.view).find(FIRST).title == "Første møte i prosjektgruppa"


def test_what_is_left_out_is_neither_next_nor_lost(desk):
    """The next step would lead to what had been dropped, or what was done there would be gone."""
    desk.do(process.tick(desk.view, FIRST))
    desk.do(process.start(desk.view, SECOND))
    desk.do(planning.leave_out(desk.view, SECOND, "Gjort i fjor"))
    now = plan(desk.view)
    assert SECOND not in records(desk)
    assert next_step(desk.view).activity != SECOND
    (left,) = now.find_phase(PHASE).left_out
    assert (left.record, left.state, left.hidden_reason) == (SECOND, "started", "Gjort i fjor")
    desk.do(planning.take_in(desk.view, SECOND))
    assert records(desk)[1] == SECOND
    assert plan(desk.view).activity.record == SECOND
    assert isinstance(planning.leave_out(desk.view, SECOND, " "), Message)
    assert isinstance(planning.leave_out(desk.view, PHASE, "nei"), Message)


def test_an_activity_of_ones_own_is_followed_like_the_others(desk):
    """What the team does besides would stand nowhere, and never be next."""
    own = add(desk, "Befaring", minutes=30, after="", guide="Ta med hjelm.")
    assert records(desk)[0] == own
    assert next_step(desk.view).activity == own
    one = plan(desk.view).find(own)
    assert (one.title, one.minutes, one.content.guide) == ("Befaring", 30, "Ta med hjelm.")
    desk.do(process.tick(desk.view, own))
    assert plan(desk.view).find(own).state == "done"
    deal = add(desk, "Flere kort", kind="cards")
    assert deal in [task.record for task in tasks(desk.view)]
    for wrong in ({"title": " "}, {"title": "x", "kind": "dans"}, {"title": "x", "minutes": -1}):
        assert isinstance(
            planning.add_activity(desk.view, desk.new_id, PHASE, **wrong), Message
        )  # fmt: skip


def test_a_card_round_left_out_is_not_dealt(desk):
    """The dealer would offer a round that is no longer in the plan."""
    desk.do(planning.set_minutes(desk.view, CARDS, 90))
    assert next(one for one in tasks(desk.view) if one.record == CARDS).minutes == 90
    desk.do(planning.leave_out(desk.view, CARDS, "Ikke nå"))
    assert CARDS not in [one.record for one in tasks(desk.view)]


def test_activities_move_within_their_phase(desk):
    """The order on the screen would not be the order of the day."""
    before = records(desk)
    desk.do(planning.shift(desk.view, FIRST, 1))
    assert records(desk)[:2] == [SECOND, FIRST]
    desk.do(planning.shift(desk.view, FIRST, -1))
    assert records(desk) == before
    assert planning.shift(desk.view, FIRST, -1) is None
    desk.do(planning.leave_out(desk.view, SECOND, "nei"))
    desk.do(planning.shift(desk.view, FIRST, 1))
    assert records(desk)[1] == FIRST, "one step is past what is seen, not past what is left out"
    desk.do(planning.move(desk.view, FIRST))
    assert records(desk)[-1] == FIRST


def test_two_peoples_changes_merge(desk):
    """One of two who changed the plan at the same time would lose their change."""
    changes = [
        planning.set_minutes(desk.view, FIRST, 45),
        planning.rename(desk.view, FIRST, "Oppstart"),
        planning.shift(desk.view, FIRST, 1),
        process.tick(desk.view, FIRST),
        planning.add_activity(desk.view, desk.new_id, PHASE, "Min", after=FIRST)[1],
        planning.add_activity(desk.view, desk.new_id, PHASE, "Din", after=FIRST)[1],
    ]
    for one in changes:
        desk.do(one)
    one = plan(desk.view).find(FIRST)
    assert (one.minutes, one.title, one.state) == (45, "Oppstart", "done")
    assert {"Min", "Din"} <= {one.title for one in plan(desk.view).activities()}
    assert not desk.view.conflicts()
    between = next(
        one.record for one in plan(desk.view).find_phase(PHASE).activities if one.title in "MinDin"
    )
    third = add(desk, "Mellom", after=between)
    at = records(desk).index(between)
    assert records(desk)[at + 1] == third, "also between two with the same key"


def test_two_who_disagree_on_the_minutes_are_told(desk):
    """One value would silently win."""
    desk.clash(FIRST, "minutes_planned", 30, 90)
    (conflict,) = desk.view.conflicts()
    assert conflict.field == "minutes_planned"


def test_undoing_an_add_keeps_what_another_has_done_in_it(desk):
    """A colleague's tick would vanish with the activity she had ticked."""
    own = add(desk, "Befaring")
    added = desk.view.born(own).id
    desk.by = "Tillitsvalgt"
    desk.do(process.tick(desk.view, own))
    desk.keep(what="Undo", undoes=added)
    one = plan(desk.view).find(own)
    assert (one.title, one.state) == ("Befaring", "done")
    other = add(desk, "Angret")
    desk.keep(what="Undo", undoes=desk.view.born(other).id)
    assert plan(desk.view).find(other) is None


def test_the_copy_is_never_written_to_and_another_process_can_be_followed(desk):
    """What was changed could not be told from what the process says."""
    key = desk.view.workshop.process
    before = dict(desk.view.raw(key))
    desk.do(planning.set_weeks(desk.view, PHASE, 1, 1))
    add(desk, "Befaring")
    desk.do(planning.leave_out(desk.view, FIRST, "nei"))
    assert desk.view.raw(key) == before
    work = library.default_library().process("halvdag").value
    desk.do(setup.follow(desk.view, library.process_key(work), library.process_copy(work)))
    assert plan(desk.view).problem is None
    assert desk.view.need(ActivityState, FIRST).hidden


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes_planned", 10**9), ("minutes_planned", "ti"), ("position", "[/]"), ("title", 7),
        ("position", ""), ("hidden", "ja"), ("activity_kind", "dans"),
    ],
)  # fmt: skip
def test_a_strange_value_costs_only_itself(desk, field, value):
    """One odd value from a newer version would hide the whole plan."""
    desk.put(FIRST, **{field: value})
    desk.put("activity:start-og-forankring/own-x", **{"title": "Egen", field: value})
    now = plan(desk.view)
    assert now.problem is None
    assert now.find(FIRST).minutes == 60
    assert len(now.phases) == 7


def test_numbers_that_make_no_sense_are_refused(desk):
    """A slip of the finger would lay the plan out over a thousand years."""
    assert isinstance(planning.set_minutes(desk.view, FIRST, -5), Message)
    assert isinstance(planning.set_minutes(desk.view, PHASE, 5), Message)
    assert isinstance(planning.set_weeks(desk.view, PHASE, 5, 4), Message)
    assert isinstance(planning.set_weeks(desk.view, PHASE, 0, 9999), Message)
    assert isinstance(planning.set_weeks(desk.view, FIRST, 1, 2), Message)
