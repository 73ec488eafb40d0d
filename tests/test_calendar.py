"""Holidays, working days, and the plan counted back from the council's meeting."""

import itertools
from datetime import date, timedelta

import msgspec
import pytest
from desk import Desk
from effort import sized
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop import library
from workshop.acts import calendar as acts
from workshop.acts import process, setup
from workshop.guide import deadlines, plan
from workshop.guide.calendar import Days, closed_key, days_of, easter, holidays, read_day
from workshop.guide.meetings import sittings
from workshop.guide.timeline import lay_out, timeline
from workshop.messages import Message
from workshop.model import WORKSHOP, Meeting

EASTERS = {
    2026: "2026-04-05", 2027: "2027-03-28", 2028: "2028-04-16", 2029: "2029-04-01",
    2030: "2030-04-21", 2031: "2031-04-13", 2032: "2032-03-28", 2033: "2033-04-17",
    2034: "2034-04-09", 2035: "2035-03-25", 2000: "2000-04-23", 2038: "2038-04-25",
}  # fmt: skip
TODAY = date(2026, 11, 22)
COUNCIL = date(2027, 9, 16)
quick = settings(
    max_examples=sized(60, 2000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
closures = st.frozensets(
    st.sampled_from(["july", "easter", "christmas", "W08", "2027-W40", "2027-05-14", "W01", "W53"])
)


def followed(name="full", **about):
    desk = Desk(**{"council_date": COUNCIL.isoformat(), **about})
    work = library.default_library().process(name).value
    desk.do(setup.follow(desk.view, library.process_key(work), library.process_copy(work)))
    return desk


def meet(desk, kind, day, **more):
    return desk.do(acts.add_meeting(desk.view, desk.new_id, kind, day, **more))


def row(found, kind, name):
    """The one row of a kind whose record or body ends so."""
    rows = [one for one in found.rows if one.kind == kind]
    return next(one for one in rows if one.record.endswith(name) or one.body == name)


# ── days ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("year", "day"), EASTERS.items())
def test_easter_falls_where_the_almanac_says(year, day):
    """Every moving holiday would be wrong, and deadlines with it."""
    assert easter(year).isoformat() == day


@pytest.mark.parametrize("year", range(2026, 2036))
def test_the_twelve_public_holidays(year):
    """A deadline could fall on Ascension Day, when no one is at work."""
    sunday = date.fromisoformat(EASTERS[year])
    moving = {sunday + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    assert holidays(year) == moving | fixed


def test_what_is_closed_to_begin_with_can_be_changed():
    """A municipality that works through July could not say so, nor one that closes in week 8."""
    desk = Desk()
    assert not days_of(desk.view).works(date(2027, 7, 7))
    assert not days_of(desk.view).works(date(2027, 3, 23)), "Tuesday before Easter"
    assert days_of(desk.view).works(date(2027, 2, 24))
    desk.do(acts.set_closed(desk.view, ["juli"], closed=False))
    desk.do(acts.set_closed(desk.view, ["uke 8", "2027-W40", "14.5.2027"], closed=True))
    days = days_of(desk.view)
    assert days.works(date(2027, 7, 7))
    for shut in (date(2027, 2, 24), date(2028, 2, 23), date(2027, 10, 6), date(2027, 5, 14)):
        assert not days.works(shut)
    assert days.works(date(2028, 10, 4)), "a week with a year is closed once"
    assert isinstance(acts.set_closed(desk.view, ["july", "ferie"], closed=True), Message)


@pytest.mark.parametrize(
    "text", ["12.06.2027", "12.6.2027", "12/6 2027", "2027-06-12", " 12.06.2027. "]
)
def test_dates_are_read_as_people_write_them(text):
    """A person would have to learn a way of writing dates."""
    assert read_day(text) == date(2027, 6, 12)


@pytest.mark.parametrize(
    "text", ["", "31.02.2027", "juni", "12.06", "0001-01-01", "9999-12-31", "12.06.27"]
)
def test_what_is_no_date_is_not_guessed_at(text):
    """A wrong date would move the whole plan without a word."""
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["", "W00", "W54", "99", "x" * 5000, "[/]", "2027-W99"])
def test_what_is_no_week_is_refused(text):
    """A slip of the finger would be kept, and close nothing."""
    assert isinstance(closed_key(text), Message)


@given(day=st.dates(date(2026, 1, 1), date(2036, 1, 1)), count=st.integers(0, 60), closed=closures)
@quick
def test_counting_back_ends_on_a_day_that_is_worked(day, count, closed):
    """Something would be due on a Sunday, or the days between would be counted wrong."""
    days = Days(closed)
    found = days.before(day, count)
    assert days.works(found)
    if count:
        assert len(days.between(found, day - timedelta(days=1))) == count
    else:
        assert days.between(found, day) in ([found], [])
    due = days.papers(day)
    assert due < day
    assert days.works(due)


def test_a_calendar_where_all_is_closed_does_not_hang():
    """One strange file would stop the program."""
    days = Days(frozenset(f"W{week:02}" for week in range(1, 54)))
    assert days.before(COUNCIL, 500) <= COUNCIL
    assert days.papers(COUNCIL) <= COUNCIL
    assert days.after(COUNCIL, 5).year <= 2200


# ── the plan ─────────────────────────────────────────────────────────────────────────────────


@given(
    weeks=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=7, max_size=7),
    council=st.dates(date(2026, 6, 1), date(2035, 12, 31)),
    closed=closures,
)
@quick
def test_phases_never_overlap_and_keep_their_days(weeks, council, closed):
    """Two phases would lie on top of each other, or one would have fewer weeks than it needs."""
    desk = PLAN
    phases = [
        one for one in plan(desk.view).phases if one.record != "phase:gjennomforing"
    ]  # fmt: skip
    phases = [
        msgspec.structs.replace(
            one, content=msgspec.structs.replace(one.content, weeks_from=low, weeks_to=high)
        )
        for one, (low, high) in zip(phases, weeks, strict=False)
    ]
    days = Days(closed)
    spans = lay_out(phases, council, days)
    assert spans[-1].end == council
    for span, phase in zip(spans, phases, strict=True):
        assert span.calm_start <= span.start <= span.end
        assert days.works(span.start) or span.start == council
        fewest = phase.content.weeks_from or phase.content.weeks_to
        inside = len(days.between(span.start, span.end - timedelta(days=1)))
        # A council that meets on a Saturday: what takes no time is done by the Friday.
        spare = 1 if not fewest and not days.works(span.end) else 0
        assert inside == max(fewest * 5 - 1, spare)
    for one, following in itertools.pairwise(spans):
        assert one.end < following.start
        assert one.calm_end < following.calm_start or one.calm_end <= one.end


PLAN = followed()


def test_july_makes_a_phase_longer():
    """The plan would count on people who are on holiday."""
    with_july = timeline(PLAN.view, TODAY)
    desk = followed()
    desk.do(acts.set_closed(desk.view, ["july"], closed=False))
    without = timeline(desk.view, TODAY)
    first, other = (
        row(with_july, "phase", "start-og-forankring"),
        row(without, "phase", "forankring"),
    )
    assert first.latest_start < other.latest_start


def test_what_is_too_late_is_said_with_its_weeks():
    """A team would set out on a plan that cannot be kept, and learn it in the spring."""
    desk = followed(council_date="2027-06-17")
    found = timeline(desk.view, TODAY)
    first = row(found, "phase", "start-og-forankring")
    assert first.standing.state == "late"
    assert str(first.standing.message) == "3 weeks too late"
    assert found.short == 3
    assert "3 weeks are missing" in str(found.summary[0])
    assert found.earliest.isoformat() in str(found.summary[1])
    assert timeline(desk.view, TODAY, found.earliest + timedelta(days=7)).short == 0


def test_done_is_done_and_what_comes_after_the_decision_has_no_date():
    """What is behind us would be called late."""
    desk = followed(council_date="2027-06-17")
    desk.do(process.tick(desk.view, "phase:start-og-forankring"))
    found = timeline(desk.view, TODAY)
    assert row(found, "phase", "start-og-forankring").standing.state == "done"
    assert row(found, "activity", "forste-mote").standing.state == "done"
    after = row(found, "phase", "gjennomforing")
    assert (after.standing.state, after.latest_end) == ("after", None)
    assert found.short == 0


def test_in_good_time_tight_and_late():
    """The three could not be told apart."""
    states = {
        timeline(PLAN.view, today).rows[0].standing.state: today
        for today in (date(2026, 3, 1), date(2026, 11, 1), date(2027, 6, 1))
    }
    assert list(states) == ["fine", "tight", "late"]


def test_without_a_date_or_a_process_it_says_what_to_do():
    """An empty table would leave a newcomer without a first step."""
    assert "date of the council" in str(timeline(followed(council_date="").view, TODAY).summary[0])
    assert "process" in str(timeline(Desk().view, TODAY).summary[0])
    for odd in ("0001-01-01", "2027-13-01", "snart", "9999-01-01"):
        assert timeline(followed(council_date=odd).view, TODAY).council is None


def test_a_process_of_one_day_is_laid_out_too():
    """The half-day, which has no weeks, would break the screen."""
    found = timeline(followed("halvdag").view, TODAY)
    assert all(one.latest_end <= COUNCIL for one in found.rows if one.kind == "phase")
    assert "one day" in str(found.summary[0])


# ── meetings ─────────────────────────────────────────────────────────────────────────────────


def test_the_last_meeting_that_is_early_enough_is_chosen():
    """The case would be sent to a committee that meets after its statement is needed."""
    desk = followed(council_date="2027-06-17")
    for kind, day in (
        ("executive", "2027-05-20"), ("executive", "2027-06-03"), ("executive", "2027-06-10"),
        ("committee", "2027-04-28"), ("committee", "2027-05-26"), ("amu", "2027-05-04"),
    ):  # fmt: skip
        meet(desk, kind, day)
    days = days_of(desk.view)
    way = {one.body: one for one in sittings(desk.view, date(2027, 6, 17), days)}
    assert way["council"].papers == date(2027, 6, 3)
    assert way["executive"].day == date(2027, 6, 3)
    assert way["executive"].papers == date(2027, 5, 20)
    assert way["committee"].day == date(2027, 4, 28)
    assert way["amu"].day == date(2027, 5, 4)
    assert all(one.in_time for one in way.values())


def test_a_body_without_a_date_is_said_with_the_last_day_it_could_meet():
    """No one would ask AMU for an extra meeting before it was too late."""
    desk = followed(council_date="2027-06-17")
    found = timeline(desk.view, TODAY)
    amu = row(found, "meeting", "amu")
    assert amu.standing.state == "missing"
    assert amu.latest_end.isoformat() in str(amu.standing.message)
    assert "Meetings without a date: 3" in [str(one) for one in found.summary]
    late = meet(desk, "amu", "2027-06-01")
    amu = row(timeline(desk.view, TODAY), "meeting", "amu")
    assert (amu.record, amu.standing.state) == (late, "tight")


def test_papers_have_a_deadline_and_may_have_their_own():
    """The case would come to the secretariat when the agenda has gone out."""
    desk = followed(council_date="2027-06-17")
    meet(desk, "executive", "2027-06-01", papers="2027-05-12")
    assert row(timeline(desk.view, TODAY), "papers", "executive").latest_end == date(2027, 5, 12)
    desk.do(acts.set_paper_days(desk.view, 5))
    assert row(timeline(desk.view, TODAY), "papers", "council").latest_end == date(2027, 6, 10)
    said = [str(one.message) for one in deadlines(desk.view, TODAY)]
    assert any("Papers to" in one and "2027-05-12" in one for one in said)


def test_the_first_council_meeting_is_the_one_to_count_from():
    """The same date would have to be typed twice."""
    desk = followed(council_date="")
    record = meet(desk, "council", "2027-06-17")
    assert desk.view.workshop.council_date == "2027-06-17"
    desk.do(acts.change_meeting(desk.view, record, {"date": "2027-09-16"}))
    assert desk.view.workshop.council_date == "2027-09-16"
    assert desk.view.need(Meeting, record).date == "2027-09-16"
    assert acts.change_meeting(desk.view, record, {"date": "2027-09-16"}) is None


@pytest.mark.parametrize(
    ("kind", "day", "more"),
    [
        ("council", "juni", {}), ("council", "", {}), ("", "2027-06-01", {}),
        ("ting", "2027-06-01", {}), ("amu", "2027-06-01", {"papers": "2027-06-02"}),
        ("amu", "2027-06-01", {"papers": "fredag"}),
    ],
)  # fmt: skip
def test_a_meeting_that_makes_no_sense_is_refused(kind, day, more):
    """A date that is none would lie in the file and be counted from by no one."""
    desk = followed()
    assert isinstance(acts.add_meeting(desk.view, desk.new_id, kind, day, **more), Message)


def test_the_same_meeting_from_two_people_is_one_row():
    """After a merge every meeting would stand twice."""
    desk = followed()
    both = [acts.add_meeting(desk.view, desk.new_id, "amu", "2027-05-04") for _ in range(2)]
    for one in both:
        desk.do(one)
    assert isinstance(acts.add_meeting(desk.view, desk.new_id, "amu", "2027-05-04"), Message)
    rows = [one for one in timeline(desk.view, TODAY).rows if one.body == "amu"]
    assert [one.kind for one in rows] == ["papers", "meeting"]


def test_an_older_program_keeps_what_it_does_not_know_and_says_so(monkeypatch):
    """A colleague with last year's version would lose the calendar, or not be told of it."""
    from workshop import model
    from workshop.review import review

    desk = followed()
    record = meet(desk, "amu", "2027-05-04")
    for kind in ("meeting", "calendar"):
        monkeypatch.delitem(model.KINDS, kind)
    assert {one.field for one in desk.view.troubles()} == {"body_kind", "body", "date", "papers"}
    assert any(one.rule == "unreadable" and one.record == record for one in review(desk.view))
    assert desk.view.raw(record)["date"] == "2027-05-04"
    assert WORKSHOP in desk.view.records()
