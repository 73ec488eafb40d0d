"""What was erased is gone from every window: lines, fields, dialogs, clipboard, projector."""

import pytest
from cards_room import activity, app_of, room, say, screen_text, write
from textual.widgets import Input, Static, TextArea

from workshop import output, paths
from workshop.acts import base, topics
from workshop.model import Answer
from workshop.session import create, open_session
from workshop.session.reach import beyond_reach, in_words
from workshop.tui.dialogs import ConfirmDialog, TextDialog
from workshop.tui.places.cards_dialogs import EditAnswerDialog
from workshop.tui.widgets.capture import Line
from workshop.tui.widgets.fields import FieldArea

SECRET = "Kari har vært sykmeldt siden mars"


def holding(folder) -> list[str]:
    """Every file under a folder in which the words still lie."""
    return [
        str(path) for path in folder.rglob("*") if path.is_file()
        and SECRET.encode() in path.read_bytes()
    ]  # fmt: skip


def answer_of(session) -> str:
    return next(one.id for one in session.view.all(Answer) if SECRET in one.text)


async def at_cards(pilot):
    """At a card that lies on the table, with the line waiting."""
    await pilot.app.go(2, activity=activity(pilot.app.session))
    await pilot.press("f2")
    await pilot.pause()


async def test_a_sentence_that_was_erased_cannot_be_brought_back_with_up(tmp_path):
    """One key would put it back before the whole room, and as a draft into the file."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_cards(pilot)
        await say(pilot, f"3 {SECRET} #helse")
        await say(pilot, "2 noe annet")
        app.copy_to_clipboard(SECRET)
        output.preview("samlingsnotat.html", f"<p>{SECRET}</p>")
        assert holding(paths.state_dir())
        session.forget(answer_of(session), "text")
        app.show_view()
        line = app.screen.query_one(Line)
        for _ in range(3):
            await pilot.press("up")
            assert SECRET not in line.value
        assert line.value == "2 noe annet"
        assert SECRET not in screen_text(app)
        assert not app.clipboard
        session.keep_draft("draw:x", "capture", "a draft of another line")
        assert [draft.text for draft in session.drafts() if SECRET in draft.text] == []
    assert holding(tmp_path) == []
    assert holding(paths.state_dir()) == []
    assert holding(paths.data_dir()) == []


async def test_another_window_lets_go_of_the_words_as_soon_as_it_hears(tmp_path):
    """The sentence would stand in the other laptop's line, and go back into the file from it."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_cards(pilot)
        await say(pilot, f"3 {SECRET}")
        await pilot.press("up")
        line = app.screen.query_one(Line)
        assert SECRET in line.value
        app.screen.query_one("CaptureLine").keep_now()
        assert any(SECRET in draft.text for draft in session.drafts())
        with open_session(session.store.path, by="Annen", backup=False) as other:
            other.forget(answer_of(other), "text")
        app.poll()
        await pilot.pause()
        assert line.value == ""
        assert session.drafts() == []
        await pilot.press("up")
        assert line.value == ""
    assert holding(tmp_path) == []


async def test_what_others_type_is_left_alone(tmp_path):
    """To remove one sentence would cost the room the answers it is just typing."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_cards(pilot)
        await say(pilot, "1 ja")
        await say(pilot, "2 jakten på folk")
        await say(pilot, f"3 {SECRET}")
        await write(pilot, "4 ja visst")
        ja = next(one.id for one in session.view.all(Answer) if one.text == "ja")
        session.forget(ja, "text")
        app.show_view()
        line = app.screen.query_one(Line)
        assert line.value == "4 ja visst"
        assert line._sent == ["2 jakten på folk", f"3 {SECRET}"]


@pytest.mark.parametrize("dialog", ["edit", "topic", "confirm"])
async def test_an_open_dialog_lets_go_of_the_words(tmp_path, dialog):
    """The words would stand in a dialog on the other screen, and be saved again by its Esc."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_cards(pilot)
        await say(pilot, f"3 {SECRET}")
        answer = answer_of(session)
        shown = {
            "edit": lambda: EditAnswerDialog(answer),
            "topic": lambda: TextDialog("Called?", SECRET[:60]),
            "confirm": lambda: ConfirmDialog("Remove?", SECRET),
        }[dialog]()
        app.push_screen(shown)
        await pilot.pause()
        assert SECRET in screen_text(app)
        session.forget(answer, "text")
        app.show_view()
        await pilot.pause()
        assert SECRET not in screen_text(app)
        assert all(SECRET not in field.value for field in shown.query(Input))
        assert all(SECRET not in field.text for field in shown.query(TextArea))
        assert all(SECRET not in str(static.visual) for static in shown.query(Static))
        await pilot.press("escape")
        await pilot.pause()
    assert holding(tmp_path) == []


async def test_nothing_is_left_that_points_at_the_table(tmp_path):
    """A bar under Table 3 would tell the room who had said it."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_cards(pilot)
        await say(pilot, f"3 {SECRET}")
        await say(pilot, "2 noe annet")
        await pilot.press("f5")
        await pilot.pause()
        await pilot.press("f7")
        await pilot.pause()
        assert "Table 3" in screen_text(app)
        session.forget(answer_of(session), "text")
        app.show_view()
        await pilot.pause()
        wall = screen_text(app)
        assert "▇" not in wall
        assert "Table 3" not in wall
        assert "noe annet" in wall
        await pilot.press("f5")
        await pilot.pause()
        assert "1 answer" in screen_text(app)


async def test_what_was_typed_and_deleted_again_is_no_draft(tmp_path):
    """A name that was typed by mistake and deleted at once would go with the file for ever."""
    session = room(tmp_path)
    record, change = topics.make(session.view, session.new_id, "Tema", [])
    session.do(change)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        field = FieldArea()
        await app.screen.mount(field)
        field.bind_to(session, record, "text", "")
        field.focus()
        await write(pilot, "kari")
        field._keep()
        assert [draft.text for draft in session.drafts()] == ["kari"]
        for _ in range(4):
            await pilot.press("backspace")
        await pilot.pause()
        field._keep()
        assert session.drafts() == []


@pytest.mark.parametrize("size", [(50, 15), (80, 24), (120, 40)])
@pytest.mark.parametrize("revealed", [True, False])
async def test_an_answer_is_erased_while_the_room_looks_on(tmp_path, size, revealed):
    """The facilitator would have to take the projector down, and show the sentence to find it."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await at_cards(pilot)
        await say(pilot, "4 den siste fra bord fire")
        await say(pilot, f"3 {SECRET}")
        await pilot.press("f5")
        await pilot.pause()
        if revealed:
            await pilot.press("f7")
            await pilot.pause()
        await pilot.press("f12")
        await pilot.pause()
        assert "Answer 1 of 2" in screen_text(app)
        assert (SECRET in screen_text(app)) is False or revealed
        await write(pilot, "nei")
        await pilot.press("enter")  # not the word
        assert answer_of(session)
        await write(pilot, "erase")
        await pilot.press("enter")
        await pilot.pause()
        wall = screen_text(app)
        assert [answer.text for answer in session.view.all(Answer)] == ["den siste fra bord fire"]
        assert SECRET not in wall
        assert "▇" not in wall
        assert "Table 3" not in wall
        assert "cannot be reached" not in wall
        assert isinstance(app.focused, Line)
        await pilot.press("f5")
        await pilot.pause()
        assert "Erased from the projector view" in screen_text(app)
    assert holding(tmp_path) == []


async def test_another_answer_than_the_last_can_be_chosen_or_none(tmp_path):
    """What was said two answers ago could not be erased, or Esc would erase something."""
    session = room(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_cards(pilot)
        await say(pilot, f"1 {SECRET}")
        await say(pilot, "2 to")
        await say(pilot, "3 tre")
        await pilot.press("f5", "f7", "f12")
        await pilot.pause()
        await write(pilot, "erase")
        await pilot.press("escape")
        await pilot.pause()
        assert len(session.view.all(Answer)) == 3
        await pilot.press("f12")
        await pilot.press("up", "up")
        await pilot.pause()
        assert "▶" in screen_text(app)
        await write(pilot, "erase")
        await pilot.press("enter")
        await pilot.pause()
        assert [answer.text for answer in session.view.all(Answer)] == ["to", "tre"]
        assert "▶" not in screen_text(app)


async def test_screen_and_command_name_the_same_that_cannot_be_reached(tmp_path):
    """One would believe that all was gone while it lay in a document beside the file."""
    session = room(tmp_path)
    record, change = topics.make(session.view, session.new_id, "Tema", [])
    session.do(change)
    session.do(base.edit(session.view, record, title=SECRET.upper()))
    session.do(base.edit(session.view, record, title="Noe annet"))
    other, change = topics.make(session.view, session.new_id, SECRET, [])
    session.do(change)
    session.keep_draft(other, "text", f"Fordi {SECRET}")
    copy = tmp_path / "kopi fra Kari.workshop"
    create(tmp_path / "annet.workshop", by="x", title=SECRET).close()
    session.store.copy_to(copy)
    written = tmp_path / "notat.html"
    output.write(written, SECRET, session.store.workshop_id)
    left = beyond_reach(session, other, ["title"])
    assert left.places == ((record, "title"),)
    assert left.drafts == ((other, "text"),)
    assert left.documents == (written,)
    assert left.copies == (copy,)
    lines = [str(line) for line in in_words(left, lambda one, field: f"{one} {field}")]
    assert any(f"{record} title" in line for line in lines)


async def test_a_topic_whose_name_was_erased_is_not_pointed_at(tmp_path):
    """The room would see a bar with a date among the topics, and ask whose it was."""
    session = room(tmp_path)
    record, change = topics.make(session.view, session.new_id, SECRET, [])
    session.do(change)
    _other, change = topics.make(session.view, session.new_id, "Heltid", [])
    session.do(change)
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.go(3)
        session.forget(record, "title")
        app.show_view()
        await pilot.press("f5")
        await pilot.pause()
        assert "Heltid" in screen_text(app)
        assert "▇" not in screen_text(app)
        assert "·  (no title)" not in screen_text(app)
