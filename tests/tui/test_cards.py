"""Place 2 as a facilitator meets it: draw, listen, type, star, gather."""

import msgspec
import pytest
from cards_room import HOSTILE, activity, app_of, burst, room, say, screen_text, write
from textual import events

from workshop.acts import answering, capture, cards, dealing
from workshop.model import Answer, Draw, Group, Topic
from workshop.session import open_session
from workshop.tui.places.cards_dialogs import table_name
from workshop.tui.widgets import clock
from workshop.tui.widgets.answers import AnswerList
from workshop.tui.widgets.capture import CaptureLine, Line


def texts(session):
    return [answer.text for answer in session.view.all(Answer)]


def tables(session):
    numbers = {group.id: group.number for group in session.view.groups()}
    return [numbers.get(answer.group) for answer in session.view.all(Answer)]


async def at_first_card(app, pilot):
    await app.go(2, activity=activity(app.session))
    await pilot.pause()
    await pilot.press("f2")
    await pilot.pause()


@pytest.fixture
def session(tmp_path):
    with room(tmp_path) as opened:
        yield opened


async def test_the_room_speaks(session):
    """Without this nothing that is said in the room is taken down."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_first_card(app, pilot)
        assert [draw.activity for draw in session.view.all(Draw)] == [activity(session)]
        assert isinstance(app.focused, Line)
        await say(pilot, "3 deltid er en vane #heltid")
        await say(pilot, "1 flere ungdommer")
        await say(pilot, "og flere eldre")
        assert texts(session) == ["deltid er en vane", "flere ungdommer", "og flere eldre"]
        assert tables(session) == [3, 1, 1]
        assert session.view.all(Answer)[0].tags == {"heltid": True}
        shown = screen_text(app)
        assert "card 1 of 5" in shown
        assert "2 of 5 tables" in shown
        assert app.focused.value == ""


async def test_what_was_just_said_is_in_sight(session):
    """With a full list, the table would not see that its words were taken down."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_first_card(app, pilot)
        draw = session.view.all(Draw)[0].id
        lines = [capture.Captured(1, f"sagt av bord en, nummer {n}") for n in range(15)]
        await app.act(answering.take_in_all(session.view, session.new_id, draw, lines))
        await say(pilot, "2 sagt av bord to")
        assert len(session.view.all(Answer)) == 16
        assert "sagt av bord to" in screen_text(app)
        await say(pilot, "1 sagt til slutt")
        assert "sagt til slutt" in screen_text(app)


async def test_cards_come_in_the_order_of_the_activity(session):
    """The process would ask for cards that are not the ones drawn."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        for _more in range(6):
            await pilot.press("f2")
        await pilot.pause()
        task = dealing.task(session.view, activity(session))
        drawn = [dealing.card_of(draw.card) for draw in session.view.all(Draw)]
        assert drawn == list(task.cards)
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        assert "card 3 of 5" in screen_text(app)


async def test_two_rooms_with_one_seed_draw_alike(session):
    """Parallel rooms could not be compared."""
    task = dealing.task(session.view, activity(session))
    keys = [f"card:framtidsdiskusjoner:{name}:h" for name in task.cards]
    one = [dealing.next_key(session.view, keys[at:], "", seed=7) for at in range(3)]
    assert one == [dealing.next_key(session.view, keys[at:], "", seed=7) for at in range(3)]
    assert len({dealing.next_key(session.view, keys, "", seed=seed) for seed in range(30)}) > 1


async def test_typing_never_fires_commands(session):
    """A word in an answer would draw a card, quit or blacken the screen."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "2 drxslmcvoghnp ? 123456 -")
        assert texts(session) == ["drxslmcvoghnp ? 123456 -"]
        assert len(session.view.all(Draw)) == 1


async def test_a_table_that_is_not_there(session):
    """A slip of the finger would cost the answer."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "9 noe viktig")
        assert texts(session) == []
        assert app.focused.value == "9 noe viktig"
        assert "There is no table 9" in screen_text(app)


async def test_no_tables_yet(tmp_path):
    """The first answer of the day would be refused instead of the tables being made."""
    with room(tmp_path, tables=0) as session:
        app = app_of(session)
        async with app.run_test(size=(80, 24)) as pilot:
            await at_first_card(app, pilot)
            await say(pilot, "3 deltid")
            await pilot.press("backspace", "4", "enter")
            await pilot.pause()
            assert [group.number for group in session.view.groups()] == [1, 2, 3, 4]
            assert texts(session) == ["deltid"]
            assert tables(session) == [3]
            await pilot.press("ctrl+z", "ctrl+z")
            assert session.view.groups() == []


async def test_giving_up_the_tables_keeps_the_line(tmp_path):
    """Esc in a question would throw away what was typed before it."""
    with room(tmp_path, tables=0) as session:
        app = app_of(session)
        async with app.run_test(size=(80, 24)) as pilot:
            await at_first_card(app, pilot)
            await say(pilot, "3 deltid")
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen.query_one(Line).value == "3 deltid"


async def test_faster_than_the_program(session):
    """Lines typed in one breath would run together."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await burst(pilot, "1 en\n2 to\n3 tre\n4 fi")
        assert texts(session) == ["en", "to", "tre"]
        assert tables(session) == [1, 2, 3]
        assert app.focused.value == "4 fi"


async def test_a_half_typed_line_survives(session):
    """Pulling the plug in the middle of a sentence would lose it."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await write(pilot, "3 halvt")
        await pilot.pause(0.5)
        assert [draft.text for draft in session.drafts()] == ["3 halvt"]
        await pilot.press("f2")
        await pilot.pause()
        assert app.focused.value == ""
        await pilot.press("pageup")
        await pilot.pause()
        assert app.focused.value == "3 halvt"
    path = session.store.path
    session.close()
    with open_session(path, by="Fasilitator") as again:
        app = app_of(again)
        async with app.run_test(size=(100, 30)) as pilot:
            await app.go(2)
            await pilot.pause()
            assert app.screen.query_one(Line).value == "3 halvt"
            await pilot.press("enter")
            await pilot.pause()
            assert texts(again) == ["halvt"]
            assert again.drafts() == []


async def test_a_half_written_note_survives(session):
    """A flat battery would take the facilitator's note with it."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        draw = session.view.all(Draw)[0].id
        await pilot.press("escape", "o")
        await write(pilot, "husk natta")
        await pilot.pause(0.4)
        assert [(d.record, d.field, d.text) for d in session.drafts()] == [
            (draw, "note", "husk natta")
        ]
        await pilot.press("f10")
        await pilot.pause()
        assert session.view.need(Draw, draw).note == "husk natta"
        assert session.drafts() == []
        session.keep_draft(draw, "note", "husk natta og helga")  # as a killed window leaves it
        await pilot.press("o")
        await pilot.pause()
        assert app.screen.query_one("#text").text == "husk natta og helga"
        await pilot.press("escape")
        await pilot.pause()
        assert session.drafts() == []
        assert session.view.need(Draw, draw).note == "husk natta"


async def test_many_lines_at_once(session):
    """A list from a colleague's mail would have to be typed line by line, or lose all but one."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        app.focused.post_message(events.Paste("1 en\n\n2 to #x\nogså to\r\n"))
        await pilot.pause()
        await pilot.click("#yes")
        await pilot.pause()
        assert texts(session) == ["en", "to", "også to"]
        assert tables(session) == [1, 2, 2]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert texts(session) == []


async def test_earlier_lines_come_back(session):
    """A line sent to the wrong table would have to be typed again."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "1 en")
        await say(pilot, "2 to")
        await write(pilot, "3 tr")
        await pilot.press("up", "up")
        assert app.focused.value == "1 en"
        await pilot.press("down", "down")
        assert app.focused.value == "3 tr"


async def test_working_with_answers(session):
    """What was heard could not be corrected, given to its table, marked or made a topic."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_first_card(app, pilot)
        for line in ("1 en", "2 to", "3 tre"):
            await say(pilot, line)
        await pilot.press("escape", "home", "s")
        assert [answer.star for answer in session.view.all(Answer)] == [True, False, False]
        await pilot.press("s")
        assert not any(answer.star for answer in session.view.all(Answer))
        await pilot.press("e")
        await pilot.pause()
        await write(pilot, " til")
        await pilot.press("f10")
        await pilot.pause()
        await pilot.pause()
        assert texts(session)[0] == "en til"
        await pilot.press("number_sign")
        await say(pilot, "#ny tag")
        assert session.view.all(Answer)[0].tags == {"ny": True, "tag": True}
        await pilot.press("b", "down", "down", "down", "enter")
        await pilot.pause()
        assert tables(session) == [4, 2, 3]
        await pilot.press("home", "space", "space", "m")
        await pilot.pause()
        await pilot.press("end", "!", "enter")
        await pilot.pause()
        (topic,) = session.view.all(Topic)
        assert topic.title == "to!"
        assert len(topic.answers) == 2
        await pilot.press("home", "x")
        assert texts(session) == ["en til", "tre"]
        assert isinstance(app.focused, AnswerList)
        await pilot.press("escape")
        assert isinstance(app.focused, Line)


async def test_an_edit_given_up(session):
    """Esc in the edit would change the answer all the same."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "1 en")
        await pilot.press("escape", "e")
        await pilot.pause()
        await write(pilot, " til")
        await pilot.press("escape")
        await pilot.pause()
        assert texts(session) == ["en"]
        assert session.drafts() == []


async def test_words_removed_for_good(session):
    """A sentence about someone's health could not be taken out of the file."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "1 hun er syk")
        await pilot.press("escape", "X")
        await pilot.pause()
        assert "hun er syk" not in screen_text(app).partition("Erase permanently")[2]
        await pilot.press("f10")
        await pilot.pause()
        await write(pilot, "erase")
        await pilot.press("enter")
        await pilot.pause()
        assert texts(session) == []
    assert b"hun er syk" not in session.store.path.read_bytes()


async def test_a_scale_card(session):
    """Ratings would not be taken down, or be averaged away."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(2, activity=activity(session))
        key = next(
            key for key in app.screen.place.dealer.all_keys()
            if app.screen.place.dealer.face_of(key).kind == "scale"
        )  # fmt: skip
        await app.screen.place.put_on_table(app.screen.place.dealer.pick(key))
        app.screen.place.focus_first()
        await pilot.pause()
        await say(pilot, "1 2>4")
        await say(pilot, "2 5>5 vi er der")
        await say(pilot, "1 1>4")
        await say(pilot, "3 7>9")
        assert "A rating is from 1 to 5" in screen_text(app)
        draw = session.view.all(Draw)[0].id
        assert cards.spread(session.view, draw) == ([1, 0, 0, 0, 1], [0, 0, 0, 1, 1])
        assert "vi er der" in screen_text(app)


async def test_the_clock(session, monkeypatch):
    """The time would be lost in a restart, or never be up."""
    at = [1_000_000.0]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        before = len(session.log)
        await pilot.press("f3")
        at[0] += 61
        await pilot.press("f3")
        left = clock.read(session).remaining(at[0])
        assert left == clock.read(session).length - 61
        await pilot.press("escape", "plus", "minus", "plus", "t")
        assert clock.read(session).remaining(at[0]) == left + 60
        assert len(session.log) == before
    path = session.store.path
    session.close()
    at[0] += 10_000
    with open_session(path) as again:
        app = app_of(again)
        async with app.run_test(size=(100, 30)) as pilot:
            await app.go(2)
            await pilot.pause()
            assert "Time is up" in screen_text(app)


def test_a_clock_on_the_desk_that_cannot_be_read(session):
    """A damaged note on the desk would stop the whole screen."""
    session.put_note("clock", "nonsense")
    session.put_note("cards", '{"activity": 3}')
    assert clock.read(session) == clock.Time()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_card_answers_and_line_are_in_sight(session, size):
    """On a small terminal the line or the card would be out of sight."""
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "1 det vi sier")
        await pilot.press("f4")
        await write(pilot, "2 her")
        await pilot.pause()
        shown = screen_text(app)
        assert "det vi sier" in shown
        assert "2 her" in shown
        assert "Fireåringen" in shown


async def test_without_process_or_deck(tmp_path):
    """One who follows no process could not draw a card."""
    with room(tmp_path, process="") as session:
        app = app_of(session)
        async with app.run_test(size=(100, 30)) as pilot:
            await app.go(2)
            await pilot.pause()
            assert "No card on the table" in screen_text(app)
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("f2")
            await pilot.pause()
            await say(pilot, "1 ja")
            assert texts(session) == ["ja"]
            assert session.view.all(Draw)[0].activity == ""


async def test_a_deck_that_is_not_on_this_machine(tmp_path):
    """A workshop opened on another laptop would not show its own cards."""
    with room(tmp_path, process="") as session:
        content = {"id": "egen", "ask": "Hva nå?", "deck": {"id": "borte", "language": "nb"}}
        draw, change = cards.draw(
            session.view, session.new_id, "card:borte:egen:1", content
        )  # fmt: skip
        session.do(change)
        app = app_of(session)
        async with app.run_test(size=(100, 30)) as pilot:
            await app.go(2)
            await pilot.pause()
            assert "Hva nå?" in screen_text(app)
            await pilot.press("f2")
            await pilot.pause()
            assert [one.id for one in session.view.all(Draw)] == [draw]


async def test_hostile_words_everywhere(session):
    """A pasted sign would crash the screen in front of the room, or act on the program."""
    for number, text in enumerate(HOSTILE):
        content = {
            "id": "x", "subject": text, "ask": text, "points": [text, 3], "fact": {"nb": text},
            "probe": [text], "kind": text, "theme_title": text, "deck": {"language": text},
            "minutes": text, "for": [text],
        }  # fmt: skip
        draw, change = cards.draw(
            session.view, session.new_id, f"card:d:{number}:h", content
        )  # fmt: skip
        session.do(change)
        heard = capture.Captured(1, text, (text[:30],))
        session.do(capture.take_in(session.view, session.new_id, draw, heard)[1])
    for group in session.view.groups():
        session.do(cards.compose_table(session.view, group.id, HOSTILE[group.number], {}))
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(2)
        await pilot.press("f4")
        for draw in session.view.all(Draw):
            app.screen.place.show_record(draw.id)
            await pilot.pause()
            assert "\x1b" not in screen_text(app)
            assert "\x00" not in screen_text(app)
        for text in HOSTILE:
            app.screen.place.capture.line.focus()
            await pilot.pause()
            app.focused.post_message(events.Paste("2 " + text))
            await pilot.pause()
            assert "\x1b" not in screen_text(app)
            await pilot.press("enter")
            await pilot.pause()
        for key in ("e", "b", "m", "number_sign", "X", "l", "c", "g", "o"):
            await pilot.press("escape")
            if isinstance(app.focused, Line):
                await pilot.press("escape")
            await pilot.press(key)
            await pilot.pause()
            assert app.is_running
            await pilot.press("escape")
            await pilot.pause()
    assert HOSTILE[0] in texts(session)


async def test_a_thousand_answers(session):
    """A long day on one card would make every key slow, or crash the list."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        draw = session.view.all(Draw)[0].id
        lines = [capture.Captured(1 + n % 5, f"innspill nummer {n} " * 5) for n in range(1000)]
        await app.act(answering.take_in_all(session.view, session.new_id, draw, lines))
        await pilot.pause()
        assert "1000 answers" in screen_text(app)
        await pilot.press("escape", "end")
        last = app.screen.place.selected_record()
        assert session.view.need(Answer, last).text.startswith("innspill nummer 999")
        await pilot.press("escape")
        await say(pilot, "2 en til")
        newest = app.screen.place.selected_record()
        assert newest != last
        assert session.view.need(Answer, newest).text == "en til"
        assert len(texts(session)) == 1001


async def test_the_key_pressed_twice(session):
    """An impatient finger would draw, star or ask twice over."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await pilot.press("enter", "enter", "space", "enter")
        await say(pilot, "1 en")
        await pilot.press("enter", "enter")
        assert texts(session) == ["en"]
        await pilot.press("escape", "escape", "escape")
        assert isinstance(app.focused, AnswerList)
        await pilot.press("f", "f", "v", "v", "g", "g")
        await pilot.pause()
        assert len(app.screen_stack) == 2, "one question, asked once, above the house"


async def test_tables_are_made_up_of_roles(session):
    """Nobody could say who sat at which table."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_first_card(app, pilot)
        await pilot.press("escape", "g", "enter")
        await pilot.pause()
        app.screen.query_one("#role-unions").value = "2"
        await pilot.press("f10")
        await pilot.pause()
        assert session.view.groups()[0].composition == {"unions": 2}
        await pilot.press("escape")


async def test_what_is_asked_about_is_shown(session):
    """“Who said this?” and find would lead nowhere."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await say(pilot, "1 en")
        await pilot.press("f2")
        await pilot.pause()
        answer = session.view.all(Answer)[0].id
        await app.go(2, record=answer)
        await pilot.pause()
        assert app.screen.place.selected_record() == answer
        assert "card 1 of 5" in screen_text(app)


async def test_undo_of_a_drawn_card(session):
    """A card drawn by mistake could not be put back."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session.view.all(Draw) == []
        assert "Draw a card" in screen_text(app)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.screen.query_one(CaptureLine).display


async def test_another_language_while_running(session):
    """Changing the language in the middle of a sentence would lose it."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        await write(pilot, "3 halvt")
        await pilot.press("f8")
        await pilot.pause()
        await pilot.pause()
        assert [draft.text for draft in session.drafts()] == ["3 halvt"]
        await app.go(2)
        await pilot.pause()
        assert app.screen.query_one(Line).value == "3 halvt"


def test_a_table_called_by_its_number():
    """“Table 1 Table 1” would stand on the wall."""
    assert table_name(Group(id="group:1", number=1, name="Bord 1")) == "Bord 1"
    assert table_name(Group(id="group:1", number=1, name="Rådmannen")) == "Table 1 Rådmannen"
    assert table_name(Group(id="group:1", number=11)) == "Table 11"


def test_hearing_many_lines():
    """A list with one bad line would be taken in without a word about it."""
    heard, problems = answering.hear_lines("1 en\nto til\n\n4\n3: tre #x", 2)
    assert [(one.table, one.text) for one in heard] == [(1, "en"), (1, "to til"), (3, "tre")]
    assert [line for line, _why in problems] == ["4"]


def test_a_process_copy_of_nonsense(session):
    """A damaged copy of the process would stop the cards."""
    session.do(
        msgspec.structs.replace(
            cards.turn(session.view, "draw:none"),
            sets={"workshop:this": {"process": "process:x:1"},
                  "process:x:1": {"content": {"phases": [3, {"activities": [{"kind": "cards"}]}]}}},
        )
    )  # fmt: skip
    (task,) = dealing.tasks(session.view)
    assert task.deck == ""
