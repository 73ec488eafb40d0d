"""Who said this? The thread of a record on the screen."""

import pytest
from spinning import app_on, do, spin, text_of

from workshop.acts import base, strategy
from workshop.session import create
from workshop.tui.places import place_of
from workshop.tui.screens.house import House
from workshop.tui.screens.thread import ThreadScreen


@pytest.fixture
def session(tmp_path):
    session = create(tmp_path / "w.workshop", by="Fasilitator", title="S", organisation="Fjordvik")
    yield session
    session.close()


async def open_thread(app, pilot, record):
    await app.go(place_of(record), record=record)
    await pilot.press("h")
    await pilot.pause()
    await pilot.pause()
    assert isinstance(app.screen, ThreadScreen)


async def test_a_measure_tells_which_table_said_it_and_how_it_was_ranked(session):
    """The idea of the product: nobody could say where a measure comes from."""
    on = spin(session)
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_thread(app, pilot, on["measure"])
        shown = text_of(app)
        for words in (
            "Lys ut hele stillinger", "Hele stillinger", "Heltid", "Place 1 of 2", "Bord 1",
            "«Deltidsansatte som vil ha mer»", "Hvem kunne jobbet hos oss?", "Fasilitator",
        ):  # fmt: skip
            assert words in shown
        await pilot.press("escape")
        assert isinstance(app.screen, House)
        assert app.screen.place.selected_record() == on["measure"]


async def test_enter_goes_to_what_the_cursor_is_on_and_h_follows_the_thread(session):
    """A person could see the topic but not reach it, or lose the way back."""
    on = spin(session)
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_thread(app, pilot, on["measure"])
        await pilot.press("h")
        await pilot.pause()
        assert app.screen.record == on["goal"]
        assert "Lys ut hele stillinger" in text_of(app)
        await pilot.press("escape")
        assert app.screen.record == on["measure"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert app.screen.number == 4
        assert app.screen.place.selected_record() == on["goal"]


async def test_an_answer_tells_what_came_of_it(session):
    """A table would never learn what their words led to."""
    on = spin(session)
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show_thread(on["answer"])
        await pilot.pause()
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        app.screen.query_one("#thread").scroll_end(animate=False)
        await pilot.pause()
        assert "Lys ut hele stillinger" in text_of(app)


async def test_every_version_of_the_text_is_told_and_the_undone_ones_are_marked(session):
    """What a text was, and who changed it, would be forgotten."""
    on = spin(session)
    session.by = "HR"
    session.do(base.edit(session.view, on["measure"], text="Lys ut alt i hele stillinger"))
    session.do(base.edit(session.view, on["measure"], text="Tøv"))
    session.undo()
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show_thread(on["measure"])
        await pilot.pause()
        await pilot.pause()
        shown = text_of(app)
        assert "Text 2/3  stands now" in shown
        assert "Text 3/3  undone" in shown
        assert "Text 1/3  replaced" in shown
        assert "Tøv" in shown
        assert "HR," in shown


async def test_a_loose_measure_says_that_nothing_stands_behind_it(session):
    """A measure from nowhere would look like all the others."""
    area = do(session, strategy.add_area(session.view, session.new_id, "A"))
    goal = do(session, strategy.add_goal(session.view, session.new_id, area, "G"))
    measure = do(session, strategy.add_measure(session.view, session.new_id, goal, "M"))
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show_thread(measure)
        await pilot.pause()
        await pilot.pause()
        assert "No table and no topic stands behind this yet" in text_of(app)


@pytest.mark.parametrize(
    "text",
    ["[/] [@click=app.quit]x[/] \x1b[31mrød a\x00b a\u202eb {title}", "[/]", "x" * 10_000],
)
async def test_hostile_words_are_shown_and_never_obeyed(session, text):
    """One answer could stop the program in front of the room."""
    on = spin(session, said=text)
    session.do(base.edit(session.view, on["measure"], text=text, owner=text, deadline=text))
    session.do(base.edit(session.view, on["topic"], title=text, reason=text))
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for record in on.values():
            app.show_thread(record)
            await pilot.pause()
            await pilot.pause()
            await pilot.press("down", "h", "h", "tab")
            assert "\x1b" not in text_of(app)
        assert app.is_running


async def test_h_pressed_with_nothing_chosen_says_what_to_do(session):
    """A key that does nothing teaches a person that keys do nothing."""
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(4)
        await pilot.press("h", "h")
        await pilot.pause()
        assert isinstance(app.screen, House)
