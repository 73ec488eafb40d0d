"""The timeline, and changing the plan, by keys as a person would."""

import pytest
from driving import app_of as app_on
from driving import screen_text as text_of

from workshop import library
from workshop.acts import calendar as acts
from workshop.acts import setup
from workshop.guide import plan
from workshop.model import WORKSHOP, ActivityState, Meeting
from workshop.session import create
from workshop.tui.screens.timeline import TimelineScreen

FIRST = "activity:start-og-forankring/forste-mote"
HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31m\x00\u202e" + "x" * 3000


@pytest.fixture
def session(tmp_path):
    with create(tmp_path / "ours.workshop", by="Fasilitator") as made:
        work = library.default_library().process("full").value
        key, copy = library.process_key(work), library.process_copy(work)
        made.do(setup.follow(made.view, key, copy))
        yield made


async def answer(pilot, text):
    """What is written in the open dialog, without the cost of each key."""
    await pilot.pause()
    pilot.app.screen.query_one("#text").value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_a_year_is_laid_out_from_an_empty_screen(session):
    """A newcomer would see an empty table, or could type a date that is none."""
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)
        assert "Press c and type the date" in text_of(app)
        await pilot.press("c")
        await answer(pilot, "31.02.2030")
        assert "is not a date" in text_of(app)
        await pilot.press("ctrl+u", *"13.06.2030", "enter")
        await pilot.pause()
        assert session.view.workshop.council_date == "2030-06-13"
        assert "counted back from 2030-06-13" in text_of(app)
        await pilot.press("a", "down", "enter", *"30.05.2030", "enter")
        await pilot.pause()
        (one,) = session.view.all(Meeting)
        assert (one.body_kind, one.date) == ("executive", "2030-05-30")
        await pilot.press("k")
        await pilot.pause()
        assert app.screen.number == 1


async def test_meetings_are_changed_and_taken_away(session):
    """A meeting that is moved could not be moved here."""
    session.do(acts.set_council(session.view, "2030-06-13"))
    record, change = acts.add_meeting(session.view, session.new_id, "", "2030-06-01", body=HOSTILE)
    session.do(change)
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        screen = app.screen
        at = [row.record for row in screen._rows].index(record)
        screen.query_one("#timeline").highlighted = at
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("#date").value = "2030-05-31"
        await pilot.press("f10", "f10")
        await pilot.pause()
        assert session.view.need(Meeting, record).date == "2030-05-31"
        at = [row.record for row in screen._rows].index(record)
        screen.query_one("#timeline").highlighted = at
        await pilot.press("x", "x")
        await pilot.pause()
        assert not session.view.all(Meeting)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session.view.all(Meeting)


async def test_what_is_too_late_is_said_in_words_and_a_phase_is_shortened(session):
    """Red alone would tell nothing in black and white, and there would be no way out of it."""
    session.do(acts.set_council(session.view, "2026-01-15"))
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert "weeks too late" in text_of(app)
        await pilot.press("m")
        await answer(pilot, "2-3")
        content = plan(session.view).phases[0].content
        assert (content.weeks_from, content.weeks_to) == (2, 3)
        await pilot.press("w")
        await answer(pilot, "july, uke 8")
        raw = session.view.raw("calendar:this")
        assert (raw["closed/W08"], raw["closed/easter"]) == (True, False)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen.place.selected_record() == FIRST


async def test_the_plan_is_changed_in_place_one(session):
    """The plan could not be fitted to the day without leaving the screen."""
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(1, record=FIRST)
        await pilot.press("m")
        await answer(pilot, "mye")
        assert "Write the minutes as a number" in text_of(app)
        await answer(pilot, "45")
        await pilot.press("r")
        await answer(pilot, "Oppstart [/]")
        one = plan(session.view).find(FIRST)
        assert (one.minutes, one.title) == (45, "Oppstart [/]")
        await pilot.press("J")
        await pilot.pause()
        assert plan(session.view).phases[0].activities[1].record == FIRST
        assert app.screen.place.selected_record() == FIRST
        await pilot.press("a")
        await answer(pilot, "Befaring")
        await pilot.press("enter")
        await pilot.pause()
        own = app.screen.place.selected_record()
        assert plan(session.view).find(own).title == "Befaring"
        await pilot.press("d")
        await app.go(1, record=own)
        await pilot.press("x")
        await answer(pilot, "Ikke nå")
        kept = session.view.need(ActivityState, own)
        assert (kept.hidden, kept.state) == (True, "done")
        await app.go(1, record=own)
        assert "left out" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert not session.view.need(ActivityState, own).hidden


async def test_the_next_step_leads_to_the_missing_date(session):
    """«Enter the date of the council meeting» would lead nowhere."""
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(1, record=WORKSHOP)
        await pilot.pause()
        assert isinstance(app.screen, TimelineScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.number == 1
