"""A damaged file on the screen: what can be rescued stays there, and one key does it."""

import pytest

from workshop.acts import strategy
from workshop.session import create, open_session
from workshop.tui.app import WorkshopApp
from workshop.tui.dialogs.rescue import RescueDialog
from workshop.tui.screens.start import StartScreen


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a.workshop"
    with create(where, title="T") as session:
        session.do(strategy.add_area(session.view, session.new_id, "Heltid")[1])
        session.back_up()
    return where


async def settled(app, pilot) -> None:
    for _ in range(4):
        await pilot.pause()
        await app.workers.wait_for_complete()
        if isinstance(app.screen, RescueDialog):
            await app.workers.wait_for_complete([*app.screen.workers])
    await pilot.pause()


def told(app) -> str:
    report = app.screen.query_one("#report").render()
    return " ".join(str(report).split())


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize("left", [0, 5000])
async def test_one_key_makes_a_new_file_of_it(path, size, left):
    """A damaged file was five seconds of red, and then the start as if nothing were wrong."""
    path.write_bytes(path.read_bytes()[:left])
    damaged = path.read_bytes()
    app = WorkshopApp(path, polling=False)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert app.open_session is None
        assert isinstance(app.screen, RescueDialog)
        assert "from backups: 2" in told(app)
        await pilot.press("r")
        await settled(app, pilot)
        assert app.session.store.path.name == "a recovered.workshop"
        assert [app.session.view.title(a) for a in app.session.view.ids("area")] == ["Heltid"]
        assert not isinstance(app.screen, RescueDialog | StartScreen)
    assert path.read_bytes() == damaged


async def test_left_alone_nothing_is_written(path):
    """A look at what is wrong would make files that nobody asked for."""
    path.write_bytes(b"")
    app = WorkshopApp(path, polling=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
    assert [each.name for each in path.parent.iterdir()] == ["a.workshop"]


async def test_nothing_to_rescue_is_said(path, tmp_path):
    """The key would promise what it cannot do."""
    poor = tmp_path / "b" / "b.workshop"
    poor.parent.mkdir()
    with create(poor, title="T"):
        pass
    raw = poor.read_bytes()
    poor.write_bytes(raw[:100] + bytes(len(raw) - 100))
    app = WorkshopApp(poor, polling=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert isinstance(app.screen, RescueDialog)
        assert "Nothing could be read" in told(app)
        await pilot.press("r")
        await settled(app, pilot)
        assert app.open_session is None
    assert [each.name for each in poor.parent.iterdir()] == ["b.workshop"]


def test_the_rescued_file_is_sound(path, tmp_path):
    """The new file would be as damaged as the old."""
    from workshop.session import recover

    path.write_bytes(b"")
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as session:
        assert session.store.damage() is None
