"""The palette, and the way from one strategy work to another."""

import pytest
from driving import app_of

from workshop.session import create
from workshop.tui.screens.house import House
from workshop.tui.screens.start import StartScreen


@pytest.fixture
def session(tmp_path):
    with create(
        tmp_path / "a.workshop", by="Fasilitator", title="Strategi", organisation="Fjordvik"
    ) as opened:
        yield opened


def shown(app):
    return "\n".join(
        str(option.prompt) for option in app.screen.query("CommandList").first().options
    )


async def test_what_can_be_done_is_found_by_its_name(session):
    """Who does not remember a key would be stuck."""
    app = app_of(session, "nb")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        listed = shown(app)
        assert "Kort" in listed
        assert "Finn" in listed
        assert "Start" in listed
        assert "Screenshot" not in listed
        await pilot.press(*"strategi")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert app.screen.number == 4


async def test_from_one_workshop_to_the_start_and_back(session, tmp_path, monkeypatch):
    """A consultant would have to leave the program to change client."""
    monkeypatch.chdir(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert app.open_session is None
        await pilot.press("f8")
        await pilot.pause()
        assert "Ny" in str(app.screen.query_one("#ways").get_option_at_index(0).prompt)
        await pilot.press("end", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert app.screen.number == 1
        assert app.session.view.workshop.title == "Strategi"
