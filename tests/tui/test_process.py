"""The start screen, the house and place 1, used by keys as a person would."""

from pathlib import Path

import pytest
from driving import app_of
from driving import screen_text as text_of

from workshop.example import build_example
from workshop.model import ActivityState
from workshop.session import create, open_session
from workshop.tui.app import WorkshopApp
from workshop.tui.screens.house import House
from workshop.tui.screens.start import StartScreen


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "Fjordvik kommune.workshop"
    build_example(path)
    return path


def app_on(path: Path | None) -> WorkshopApp:
    return app_of(path=path)


async def test_a_new_strategy_work_is_made_from_the_start_screen(tmp_path, monkeypatch):
    """Without this a facilitator could not begin: n, a name, F10, and the house stands open."""
    monkeypatch.chdir(tmp_path)
    app = app_on(None)
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, StartScreen)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"Fjordvik [/]", "f10")
        await pilot.pause()
        assert isinstance(app.screen, House)
        view = app.session.view
        assert view.workshop.organisation == "Fjordvik [/]"
        assert len(view.groups()) == 5
        assert view.workshop.process.startswith("process:")
    assert len(list(tmp_path.glob("*.workshop"))) == 1


async def test_what_is_wrong_in_a_new_work_is_said_all_at_once(tmp_path, monkeypatch):
    """A person should not have to find the second mistake after mending the first."""
    monkeypatch.chdir(tmp_path)
    app = app_on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one("#tables").value = "mange"
        app.screen.query_one("#period").value = "neste år"
        await pilot.press("f10")
        await pilot.pause()
        said = str(app.screen.query_one("#wrong").render())
        assert "whose" in said
        assert "2027" in said
        assert "0 to 40" in said
    assert not list(tmp_path.glob("*.workshop"))


async def test_a_file_that_is_not_a_workshop_is_refused_with_words(tmp_path, monkeypatch):
    """Opening the wrong file must neither crash nor touch it."""
    monkeypatch.chdir(tmp_path)
    wrong = tmp_path / "notat.workshop"
    wrong.write_text("bare tekst")
    app = app_on(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert any("not a workshop" in note.message for note in app._notifications)
    assert wrong.read_text() == "bare tekst"


async def test_starting_an_activity_lands_in_the_right_place(example):
    """The process must lead somewhere: Enter on a card round opens the cards."""
    app = app_on(example)
    async with app.run_test(size=(120, 40)) as pilot:
        record = "activity:drofting-og-vedtak/drofting-endringer"
        await app.go(1, record=record)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.session.view.need(ActivityState, record).state == "started"
        assert app.screen.number == 5


async def test_ticking_stepping_over_and_back_keep_the_reason(example):
    """Why something was left out must be known a year later."""
    app = app_on(example)
    async with app.run_test(size=(120, 40)) as pilot:
        record = "activity:drofting-og-vedtak/saksframlegg"
        await app.go(1, record=record)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press(*"Egen sak", "enter")
        await pilot.pause()
        state = app.session.view.need(ActivityState, record)
        assert (state.state, state.reason) == ("stepped-over", "Egen sak")
        await app.go(1, record=record)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press(*"Likevel", "enter")
        await pilot.pause()
        assert app.session.view.need(ActivityState, record).state == ""
        await pilot.press("d")
        await pilot.pause()
        assert app.session.view.need(ActivityState, record).state == "done"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.session.view.need(ActivityState, record).state == ""


async def test_the_key_pressed_twice_does_it_once(example):
    """A nervous finger on d must not tick the activity after the one that was meant twice."""
    app = app_on(example)
    async with app.run_test(size=(120, 40)) as pilot:
        record = "activity:drofting-og-vedtak/drofting-utkast"
        await app.go(1, record=record)
        before = len(app.session.log)
        await pilot.press("d")
        await pilot.pause()
        assert len(app.session.log) == before


async def test_language_changes_while_running(example):
    """A bilingual room must be able to switch without starting again."""
    app = app_on(example)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f8")
        await pilot.pause()
        await pilot.pause()
        assert app.language == "nb"
        assert isinstance(app.screen, House)
        assert app.screen.number == 1


async def test_a_workshop_without_a_process_says_what_to_do(tmp_path):
    """An empty page must not look like a broken one."""
    session = create(tmp_path / "tom.workshop", by="x", title="[/]")
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press c to choose" in text_of(app)
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.view.workshop.process


async def test_since_last_time_tells_what_a_colleague_did(tmp_path):
    """Coming back on Monday, the first thing to know is what others did on Friday."""
    from workshop.acts import setup

    path = tmp_path / "a.workshop"
    create(path, by="HR", title="T", organisation="Fjordvik").close()
    app = app_on(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+q")
    with open_session(path, by="Hovedtillitsvalgt") as other:
        other.do(setup.add_premise(other.view, other.new_id, "Vi bygger på heltid")[1])
    again = app_on(path)
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert any("Hovedtillitsvalgt" in line for line in again.since_last_time())
        assert "Since last time" in text_of(again)
