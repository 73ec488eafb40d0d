"""The wall as the room sees it, and as the facilitator and the clicker work it."""

import pytest
from cards_room import HOSTILE, activity, app_of, room, say, screen_text, write

from workshop.acts import capture, cards
from workshop.model import Answer, Draw
from workshop.tui.screens.house import House
from workshop.tui.screens.present import PresentScreen
from workshop.tui.widgets import clock
from workshop.tui.widgets.capture import Line


@pytest.fixture
def session(tmp_path):
    with room(tmp_path) as opened:
        yield opened


def texts(session):
    return [answer.text for answer in session.view.all(Answer)]


async def on_the_wall(app, pilot):
    await app.go(2, activity=activity(app.session))
    await pilot.press("f2")
    await pilot.pause()
    await pilot.press("f5")
    await pilot.pause()


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (120, 40)])
async def test_three_tables_from_the_wall(session, size):
    """What the room says while it looks at the wall would not be taken down."""
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await on_the_wall(app, pilot)
        assert isinstance(app.screen, PresentScreen)
        for line in ("3 deltid er en vane", "1 barn og unge", "2 bare tre"):
            await say(pilot, line)
        assert texts(session) == ["deltid er en vane", "barn og unge", "bare tre"]
        assert "deltid er en vane" not in screen_text(app)
        assert "Fireåringen" in screen_text(app)
        await pilot.press("f7")
        await pilot.pause()
        assert "deltid er en vane" in screen_text(app)
        assert "Fireåringen" in screen_text(app)
        await pilot.press("f7")
        await pilot.pause()
        assert "deltid er en vane" not in screen_text(app)


async def test_a_clicker_works_it(session):
    """The one who stands in the room would have to walk to the keyboard."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(2, activity=activity(session))
        await pilot.press("f5", "pagedown", "pagedown", "pagedown", "pageup")
        await pilot.pause()
        assert len(session.view.all(Draw)) == 3
        second = app.screen_stack[-2].place.dealer.face_of(session.view.all(Draw)[1].card)
        assert second.subject in screen_text(app)
        await pilot.press("full_stop")
        await pilot.pause()
        assert screen_text(app).strip() == ""
        await pilot.press("pagedown")
        await pilot.pause()
        assert second.subject in screen_text(app)
        await pilot.press("escape", "b")
        assert app.screen.has_class("-black")
        await pilot.press("b")
        assert not app.screen.has_class("-black")


async def test_letters_in_an_answer_are_letters(session):
    """“b” in the first word of an answer would make the wall black before the whole room."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_wall(app, pilot)
        await say(pilot, "1 en")
        await say(pilot, "barnehage a t d w v.")
        assert texts(session) == ["en", "barnehage a t d w v."]
        assert not app.screen.has_class("-black")
        assert len(session.view.all(Draw)) == 1


async def test_a_digit_begins_an_answer(session):
    """After a word with the clicker's keys the facilitator would type into nothing."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_wall(app, pilot)
        await pilot.press("escape")
        await say(pilot, "4 stille")
        assert texts(session) == ["stille"]
        await pilot.press("f6")
        await say(pilot, "4 i mørket")
        assert texts(session) == ["stille", "i mørket"]
        assert not app.screen.has_class("-black")


async def test_half_typed_goes_with_her(session):
    """A sentence begun on one screen would be gone on the other."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(2, activity=activity(session))
        await pilot.press("f2")
        await pilot.pause()
        await write(pilot, "3 hal")
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.focused, Line)
        await write(pilot, "vt")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert app.focused.value == "3 halvt"
        await pilot.press("enter")
        await pilot.pause()
        assert texts(session) == ["halvt"]
        assert session.drafts() == []


async def test_what_the_wall_never_shows(session):
    """Notes, follow-ups, tags, file names or messages would be read by the room."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_the_wall(app, pilot)
        draw = session.view.all(Draw)[0]
        session.do(cards.note(session.view, draw.id, "hemmelig notat"))
        await say(pilot, "1 sagt høyt #merkelapp")
        place = app.screen_stack[-2].place
        place.action_probe()
        app.notify(f"noe om {session.store.path.name}")
        await pilot.press("f7")
        await pilot.pause()
        shown = screen_text(app)
        assert "sagt høyt" in shown
        for hidden in ("hemmelig", "merkelapp", "a.workshop", place.dealer.card.probe[0][:20]):
            assert hidden not in shown


async def test_nothing_with_lists_opens_on_the_wall(session):
    """One wrong key would put notes, findings or other clients' files before the room."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_the_wall(app, pilot)
        wall = app.screen
        for pressed in ("ctrl+f", "ctrl+p", "ctrl+o", "f12"):
            await pilot.press(pressed)
            await pilot.pause()
            assert app.screen is wall, pressed
        assert app.open_session is session
        await pilot.press("f1", "ctrl+o", "ctrl+f")
        await pilot.pause()
        assert app.screen_stack[-2] is wall


async def test_the_next_card_hides_the_answers(session):
    """The answers to a new card would be on the wall before the room has spoken."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_wall(app, pilot)
        await say(pilot, "1 en")
        await pilot.press("f7", "pagedown")
        await say(pilot, "1 hemmelig enn så lenge")
        assert "enn så lenge" not in screen_text(app)
        await pilot.press("pageup")
        await pilot.pause()
        assert " en" not in screen_text(app).splitlines()


async def test_a_wrong_table_on_the_wall(session):
    """An answer would be lost in front of the room that gave it."""
    app = app_of(session)
    async with app.run_test(size=(50, 15)) as pilot:
        await on_the_wall(app, pilot)
        await say(pilot, "9 viktig")
        assert app.focused.value == "9 viktig"
        assert "There is no table 9" in screen_text(app)


async def test_the_clock_on_the_wall(session, monkeypatch):
    """The room would not see that the time is up."""
    at = [1_000_000.0]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    app = app_of(session)
    async with app.run_test(size=(50, 15)) as pilot:
        await on_the_wall(app, pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert "10:00" in screen_text(app)
        at[0] += 601
        app.show_view()
        app.screen.query_one(clock.Clock).refresh_time()
        await pilot.pause()
        assert "Time is up" in screen_text(app)


async def test_other_places_show_whose_work_it_is(session):
    """F5 from the strategy would show the room unfinished work."""
    app = app_of(session)
    async with app.run_test(size=(50, 15)) as pilot:
        await app.go(1)
        await pilot.press("f5")
        await pilot.pause()
        shown = screen_text(app)
        assert "Fjordvik kommune" in shown
        assert "Velkommen" not in shown
        await pilot.press("pagedown", "f7", "f3", "b", "b", "4", "escape")
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert session.view.all(Draw) == []


async def test_hostile_words_on_the_wall(session):
    """One pasted sign would bring the wall down with the whole room watching."""
    app = app_of(session)
    async with app.run_test(size=(50, 15)) as pilot:
        await on_the_wall(app, pilot)
        for number, text in enumerate(HOSTILE):
            content = {"ask": text, "subject": text, "fact": text, "points": [text]}
            place = app.screen_stack[-2].place
            draw, change = cards.draw(
                session.view, session.new_id, f"card:d:{number}:h", content, activity(session)
            )  # fmt: skip
            session.do(change)
            heard = capture.Captured(1, text)
            session.do(capture.take_in(session.view, session.new_id, draw, heard)[1])
            place.dealer.go_to_draw(draw)
            app.show_view()
            await pilot.press("f7")
            await pilot.pause()
            assert app.is_running
            assert "\x1b" not in screen_text(app)
            assert "\x00" not in screen_text(app)


async def test_leaving_twice(session):
    """An impatient Esc would fall through the wall and out of the work."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_the_wall(app, pilot)
        await pilot.press("f5", "f5", "f5")
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert len(app.screen_stack) == 1
