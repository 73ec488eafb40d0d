"""Parties and review, worked as a person would."""

import pytest
from parties_room import HOSTILE, app_of, colleague, press, small, text_of, write

from workshop.acts import base, parties
from workshop.guide import Step
from workshop.messages import msg
from workshop.model import Consultation
from workshop.session import create, merge
from workshop.tui.places import parties_doing
from workshop.tui.places.parties_rows import SECTIONS


def place_of(app):
    return app.screen.query_one("#place-5")


async def at(pilot, section):
    """Go to a section of place 5."""
    await press(pilot, "5")
    place = place_of(pilot.app)
    place.show_section(section)
    place.action_rows()
    await pilot.pause()
    return place


async def test_findings_say_what_is_missing_and_where(tmp_path):
    """The HR adviser would not learn that nobody owns the measure, a week before the hearing."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        place = place_of(app)
        assert place.section == "findings"
        assert any(row.thing and row.thing.rule == "measure-without-owner" for row in place.rows)
        assert "Measure without owner" in text_of(app)
        severities = [row.thing.severity for row in place.rows if row.key]
        order = ["error", "warning", "note"]
        assert [order.index(one) for one in severities] == sorted(map(order.index, severities))


async def test_enter_on_a_finding_goes_to_what_it_is_about(tmp_path):
    """The adviser would have to search for the measure that the reviewer speaks of."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        place = place_of(app)
        at = next(i for i, r in enumerate(place.rows)
                  if r.key and r.thing.rule == "measure-without-owner")  # fmt: skip
        place.query_one("#rows").highlighted = at
        await press(pilot, "enter")
        await pilot.pause()
        assert app.screen.number == 4
        assert app.screen.place.selected_record() == measure


async def test_leaving_a_finding_standing_and_taking_it_up_again(tmp_path):
    """A deliberate choice would keep nagging, or its reason would be lost."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        place = place_of(app)
        key = f"finding/measure-without-owner~{measure}~owner"
        place.query_one("#rows").highlighted = [row.key for row in place.rows].index(key)
        await press(pilot, "l")
        await write(pilot, "eier velges i mai")
        await press(pilot, "f10")
        waiver = parties.waiver_id("measure-without-owner", measure)
        assert session.view.raw(waiver)["reason"] == "eier velges i mai"
        assert "Left standing" in text_of(app)
        place.query_one("#rows").highlighted = [row.key for row in place.rows].index(key)
        await press(pilot, "t")
        assert session.view.raw(waiver)["reason"] == ""
        await press(pilot, "t")  # pressed twice: nothing more happens
        await press(pilot, "ctrl+z")
        assert session.view.raw(waiver)["reason"] == "eier velges i mai"


async def test_recording_a_consultation_with_its_exact_kind(tmp_path):
    """What was drøftet would be recorded as something else, and count for nothing."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "consultations")
        await press(pilot, "a")
        assert "Taking part in a workshop is not" in " ".join(text_of(app).split())
        await press(pilot, "enter")
        await pilot.pause()
        await write(pilot, "hovedtillitsvalgte")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "1.9.2026")
        await press(pilot, "escape")
        await pilot.pause(0.3)
        found = session.view.all(Consultation)
        assert [(one.consultation_kind, one.body, one.date) for one in found] == [
            ("discussed", "hovedtillitsvalgte", "2026-09-01")
        ]
        assert app.screen.number == 5


async def test_what_the_process_asks_for_is_at_hand(tmp_path, monkeypatch):
    """Asked to take the safety service's advice, one would record a drøfting by mistake."""
    session, _ids = small(tmp_path)
    given = {"consultation_kind": "advised", "party": "safety", "concerns": "draft"}
    step = Step(kind="consult", message=msg("Ask for advice"), place=5, given=given)
    monkeypatch.setattr(parties_doing, "next_step", lambda _view: step)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "consultations")
        await press(pilot, "a", "enter")
        await pilot.pause()
        (found,) = session.view.all(Consultation)
        assert (found.consultation_kind, found.party, found.concerns) == (
            "advised", "safety", "draft",
        )  # fmt: skip
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert session.view.all(Consultation) == [], "opened by mistake"


async def test_a_consultation_opened_by_mistake_leaves_nothing(tmp_path):
    """Every slip of the hand would leave an empty consultation for the council to read."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "consultations")
        await press(pilot, "a", "enter")
        await pilot.pause()
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert session.view.all(Consultation) == []


async def test_a_date_that_is_none_is_said_and_not_kept(tmp_path):
    """A wrong date would be kept, and the review would count it as too late."""
    session, _ids = small(tmp_path)
    record, change = parties.consult(session.view, session.new_id, "HTV", "discussed")
    session.do(change)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "consultations")
        await press(pilot, "enter")
        await pilot.pause()
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "i vaar")
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert session.view.need(Consultation, record).date == ""
        assert "Not a date yet" in text_of(app)
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert app.screen.number == 5


async def test_a_legal_basis_is_chosen_from_the_list(tmp_path):
    """The adviser would have to remember which paragraph it was."""
    session, _ids = small(tmp_path)
    record, change = parties.consult(session.view, session.new_id, "HTV", "discussed", basis="Vår")
    session.do(change)
    assert parties.legal_bases(session.view)[:2] == ["Vår", "Hovedavtalen del B"]
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "consultations")
        await press(pilot, "enter")
        await pilot.pause()
        await press(pilot, "tab", "tab", "tab", "tab", "tab", "down", "down", "enter")
        assert session.view.need(Consultation, record).basis == "Hovedavtalen del B"
        await press(pilot, "escape")
        await pilot.pause(0.3)
        assert session.view.need(Consultation, record).basis == "Hovedavtalen del B"


async def test_a_decision_is_recorded_among_the_decisions(tmp_path):
    """The council's decision would have nowhere to be written."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "decisions")
        await press(pilot, "a")
        await pilot.pause()
        await write(pilot, "kommunestyret")
        await press(pilot, "escape")
        await pilot.pause(0.3)
        (record,) = session.view.ids("decision")
        assert session.view.raw(record)["body"] == "kommunestyret"
        await press(pilot, "x")
        assert session.view.ids("decision") == []
        await press(pilot, "x")
        await press(pilot, "ctrl+z")
        assert session.view.ids("decision") == [record]


async def test_removed_things_come_back(tmp_path):
    """Something removed by mistake months ago could not be found again."""
    session, (_area, goal, measure) = small(tmp_path)
    session.do(base.remove(session.view, goal))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "removed")
        await press(pilot, "b")
        assert session.view.on_screen(measure)
        assert "Nothing has been removed" in text_of(app)
        await press(pilot, "b")  # pressed twice


async def test_new_work_under_something_removed_is_shown_and_can_go_too(tmp_path):
    """A colleague's week of work would vanish without a word."""
    session, (_area, goal, measure) = small(tmp_path)
    with colleague(session, tmp_path) as other:
        other.do(base.edit(other.view, measure, text="Ny tekst fra kollega"))
        path = other.store.path
    session.do(base.remove(session.view, goal))
    merge(session, path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        place = await at(pilot, "late")
        assert [row.record for row in place.rows] == [goal]
        assert "Ny tekst fra kollega" in text_of(app)
        assert "Personalsjef" in text_of(app)
        await press(pilot, "x", "tab", "enter")
        assert session.view.removed()[0].late == ()
        await press(pilot, "ctrl+z")
        assert session.view.removed()[0].late
        await press(pilot, "b")
        assert session.view.raw(measure)["text"] == "Ny tekst fra kollega"


async def test_the_log_shows_who_did_what_the_last_first(tmp_path):
    """Nobody could see who changed the text yesterday."""
    session, (_area, _goal, measure) = small(tmp_path)
    for n in range(230):
        session.do(base.edit(session.view, measure, owner=f"Rolle {n}"))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        place = await at(pilot, "log")
        assert len(place.rows) == 201
        assert "Rolle 229" in text_of(app)
        place.query_one("#rows").highlighted = 200
        await press(pilot, "enter")
        assert len(place.rows) == len(session.log)


async def test_the_log_never_tells_what_the_slips_said(tmp_path):
    """Someone could read the votes in the log before the room has seen the result."""
    session, _ids = small(tmp_path)
    secret = {"a1": {"grades": [5, 1], "role": "unions"}}
    session.do(
        base.change(
            session.view, "Close a round",
            {"round:1": {"title": "Runde", "ballots": secret, "tally": {"graders": 987654321}}},
        )
    )  # fmt: skip
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "log")
        said = text_of(app)
        assert "Close a round" in said
        assert "unions" not in said
        assert "987654321" not in said


async def test_values_that_cannot_be_read_are_listed(tmp_path):
    """What a newer version wrote would be neither seen nor known of."""
    session, (_area, _goal, measure) = small(tmp_path)
    session.do(base.change(session.view, "Edit", {measure: {"colour": "blue"}}))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at(pilot, "unreadable")
        assert "colour" in text_of(app)
        assert "blue" in text_of(app)


async def test_a_record_is_found_in_the_section_where_it_needs_somebody(tmp_path):
    """Going to the next step would land beside what it is about."""
    session, (_area, _goal, measure) = small(tmp_path)
    record, change = parties.decide(session.view, session.new_id, "Kommunestyret", "decision")
    session.do(change)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(5, record=record)
        await pilot.pause()
        assert place_of(app).selected_record() == record
        await app.go(5, record=measure)
        assert place_of(app).section == "findings"
        assert place_of(app).selected_record() == measure
        assert not place_of(app).show_record("goal:nowhere")


async def test_a_change_from_elsewhere_keeps_the_cursor(tmp_path):
    """The cursor would jump away while the adviser reads, each time a colleague writes."""
    session, (_area, goal, _measure) = small(tmp_path)
    for n in range(60):
        session.do(
            base.add(session.view, session.new_id, "measure", "Add", parent=goal, text=f"T{n}")[1]
        )
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5")
        place = place_of(app)
        place.query_one("#rows").highlighted = 40
        await pilot.pause()
        before = place.row.key
        session.do(base.edit(session.view, goal, title="Andre ord"))
        app.show_view()
        await pilot.pause()
        assert place.row.key == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_an_empty_workshop_says_what_to_do(tmp_path, size):
    """A new user would meet eight blank lists."""
    session = create(tmp_path / "a.workshop", by="HR")
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        for section in SECTIONS:
            place = await at(pilot, section)
            await press(pilot, "s", "l", "t", "b", "x")
            if not place.rows:
                assert str(place.query_one("#empty").render()).strip()


@pytest.mark.parametrize("size", [(80, 24)])
async def test_hostile_text_is_shown_as_it_is(tmp_path, size):
    """One strange text in the file would take the whole place down."""
    session, (_area, _goal, measure) = small(tmp_path)
    for text in HOSTILE:
        session.do(base.edit(session.view, measure, text=text, owner=text, deadline=text))
        session.do(
            parties.consult(
                session.view, session.new_id, text, text, date=text, basis=text, minutes=text,
                stance=text, points=text,
            )[1]
        )  # fmt: skip
        session.do(parties.decide(session.view, session.new_id, text, text, text=text)[1])
        # What an act is called comes from a program: never half a letter, but anything else.
        called = text.encode(errors="replace").decode()
        session.do(base.change(session.view, called, {measure: {text[:90]: text}}))
    session.do(parties.leave_standing(session.view, "measure-without-time", measure, HOSTILE[1]))
    session.do(base.remove(session.view, session.view.ids("decision")[0]))
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        for section in SECTIONS:
            place = await at(pilot, section)
            for _ in range(min(len(place.rows), 14)):
                await press(pilot, "down")
            assert "\x1b[31m" not in text_of(app)
        for section in ("consultations", "decisions"):
            await at(pilot, section)
            await press(pilot, "enter")
            await pilot.pause()
            await press(pilot, "escape")
            await pilot.pause(0.3)
            await press(pilot, "escape")
            await pilot.pause(0.3)
        assert app.screen.number == 5


async def test_what_lies_nowhere_can_be_read_and_removed(tmp_path):
    """Work that a merge left without a place would be seen on no screen at all."""
    session, _ids = small(tmp_path)
    lost = {"measure:lost": {"place": ["goal:gone", "a"], "text": "Borte fra alt"}}
    session.do(base.change(session.view, "x", lost))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        place = await at(pilot, "findings")
        found = next(i for i, row in enumerate(place.rows) if row.key.startswith("finding/stray"))
        place.query_one("#rows").highlighted = found
        await pilot.pause()
        assert "Borte fra alt" in text_of(app)
        await press(pilot, "x")
        assert session.view.strays() == []
        assert [one.record for one in session.view.removed()] == ["measure:lost"]


async def test_another_language_while_running(tmp_path):
    """A switch of language would leave the place half in English."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5", "f8", "f8", "f8")
        await press(pilot, "5")
        assert app.screen.number == 5
        assert place_of(app).rows
