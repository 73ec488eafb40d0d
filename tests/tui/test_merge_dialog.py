"""Two colleagues' copies become one, and what stands against what is settled by a person."""

from pathlib import Path

import pytest
from parties_room import HOSTILE, app_of, colleague, press, small, text_of, write
from textual.widgets import Input

from workshop.acts import base
from workshop.messages import msg
from workshop.session import create, open_session
from workshop.tui.dialogs.merge import MergeDialog, look_for_copies
from workshop.tui.dialogs.notices import NoticeDialog

SAME = "Lyse ut hele stillinger. Evaluere etter ett år."
MINE = "Lyse ut bare hele stillinger. Evaluere etter ett år."
THEIRS = "Lyse ut hele stillinger. Evaluere etter to år."


def part_ways(session, measure, folder, mine=MINE, theirs=THEIRS, field="text"):
    """Both change the same field without seeing each other; returns the colleague's path."""
    with colleague(session, folder) as other:
        other.do(base.edit(other.view, measure, **{field: theirs}))
        path = other.store.path
    session.do(base.edit(session.view, measure, **{field: mine}))
    return path


async def merged(pilot, path):
    """Merge a file through place 5."""
    await press(pilot, "5", "m")
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.pause()
    await press(pilot, "f10")
    await pilot.pause()


async def test_merge_shows_first_what_it_brings_and_then_the_conflict(tmp_path):
    """Two people's work could not be brought together, or would be without anyone's knowing."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5", "m")
        said = text_of(app)
        assert "1 new change" in said
        assert "Personalsjef" in said
        assert "New conflicts for you to settle: 1" in said
        assert not session.view.conflicts()  # nothing is done before the yes
        await press(pilot, "f10")
        await pilot.pause()
        assert len(session.view.conflicts()) == 1
        place = app.screen.query_one("#place-5")
        assert place.section == "conflicts"
        assert place.selected_record() == measure
        before = len(session.log)
        await merged(pilot, path)  # safe to repeat
        assert len(session.log) == before


@pytest.mark.parametrize(("keys", "kept"), [
    ("1", THEIRS), ("2", MINE),
    ("t", "Lyse ut bare hele stillinger. Evaluere etter to år."),
])  # fmt: skip
async def test_a_conflict_is_settled_as_one_act_that_can_be_undone(tmp_path, keys, kept):
    """A colleague's text would be lost without anybody's having chosen."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await merged(pilot, path)
        values = [value.value for value in session.view.conflicts()[0].values]
        if keys.isdigit():
            kept = values[int(keys) - 1]
        acts = len(session.log)
        await press(pilot, "enter")
        assert {MINE, THEIRS} == set(values)
        assert "Personalsjef" in text_of(app)
        await press(pilot, keys)
        assert session.view.conflicts() == []
        assert session.view.raw(measure)["text"] == kept
        assert len(session.log) == acts + 1
        await press(pilot, "ctrl+z")
        assert [value.value for value in session.view.conflicts()[0].values] == values


async def test_a_third_text_can_be_written(tmp_path):
    """Two half-right texts could not become one right one."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path, "Ja", "Nei")
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await merged(pilot, path)
        await press(pilot, "enter", "w", "ctrl+k")
        await write(pilot, "kanskje 12")
        await press(pilot, "f10")
        assert session.view.raw(measure)["text"] == "kanskje 12"
        assert session.view.conflicts() == []


async def test_esc_leaves_the_conflict_as_it_is(tmp_path):
    """Looking at a conflict would be the same as deciding it."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await merged(pilot, path)
        await press(pilot, "enter", "w", "escape", "escape", "escape")
        assert len(session.view.conflicts()) == 1


async def test_values_that_are_no_texts_are_chosen_between_by_name(tmp_path):
    """A choice between high and low would be shown as codes, or could not be made."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path, "high", "low", "priority")
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await merged(pilot, path)
        await press(pilot, "enter", "w", "t")
        wanted = session.view.conflicts()[0].values[1].value
        await press(pilot, "2")
        assert session.view.raw(measure)["priority"] == wanted


async def test_a_conflict_between_removing_and_keeping_can_be_settled(tmp_path):
    """One removed, the other brought back: nobody could say which."""
    session, (_area, _goal, measure) = small(tmp_path)
    session.do(base.remove(session.view, measure))
    path = part_ways(session, measure, tmp_path, True, False, "removed")
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await merged(pilot, path)
        if session.view.conflicts():
            await press(pilot, "enter", "1")
            assert session.view.conflicts() == []


async def test_another_strategy_work_is_refused(tmp_path):
    """Two municipalities' work would be mixed in one file."""
    session, _ids = small(tmp_path)
    create(tmp_path / "other.workshop", by="x", title="Annet").close()
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        before = len(session.log)
        await merged(pilot, tmp_path / "other.workshop")
        assert "another strategy work" in " ".join(text_of(app).split())
        assert isinstance(app.screen, MergeDialog)
        assert len(session.log) == before


@pytest.mark.parametrize("written", [
    "", "nowhere.workshop", "~nobody-at-all/x", "a\0b", ".", "notes.workshop", "[/]", "x" * 5000,
])  # fmt: skip
async def test_what_is_no_copy_gets_an_answer(tmp_path, written):
    """A slip in the path would end in a crash instead of a word."""
    session, _ids = small(tmp_path)
    (tmp_path / "notes.workshop").write_text("not one of ours")
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        before = len(session.log)
        await press(pilot, "5", "m")
        app.screen.query_one(Input).value = written
        await pilot.pause()
        await press(pilot, "tab", "shift+tab")
        app.screen.query_one(Input).focus()
        await press(pilot, "enter", "enter", "f10")
        assert isinstance(app.screen, MergeDialog)
        assert len(session.log) == before
        await press(pilot, "escape")
        assert app.screen.number == 5


async def test_a_path_dragged_into_the_window_is_understood(tmp_path):
    """Files dragged in come quoted, and would not be found."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path)
    moved = path.rename(tmp_path / "hennes kopi.workshop")
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await merged(pilot, f"'{moved}' ")
        assert len(session.view.conflicts()) == 1


async def noticed(pilot):
    """What is looked for out of the way of the screen has come."""
    look_for_copies(pilot.app)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_copies_beside_are_told_of_once_there_is_something_in_them(tmp_path):
    """A conflicted copy from the cloud would lie there for ever with a colleague's week in it."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await noticed(pilot)
        assert app.notices.standing == []
        part_ways(session, measure, tmp_path)
        await noticed(pilot)
        assert len(app.notices.standing) == 1
        assert "theirs.workshop" in text_of(app)
        await press(pilot, "ctrl+n")
        assert isinstance(app.screen, MergeDialog)
        await press(pilot, "enter", "enter")  # nothing is chosen yet
        assert session.view.conflicts() == []
        await press(pilot, "down", "enter")  # chosen
        assert session.view.conflicts() == []
        await press(pilot, "enter")
        assert len(session.view.conflicts()) == 1
        await noticed(pilot)
        assert app.notices.standing == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_copy_that_turns_up_takes_no_keys_from_who_is_typing(tmp_path, size):
    """A line being typed when the copy was found merged it, and its words were lost."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "4")
        app.screen.place.show_record(measure)
        await press(pilot, "enter")
        field = app.focused
        part_ways(session, measure, tmp_path)
        await write(pilot, "ab")
        await noticed(pilot)
        await write(pilot, "cd")
        await press(pilot, "enter")
        await write(pilot, "ef")
        assert app.focused is field
        assert session.view.conflicts() == []
        assert len(app.screen_stack) == 1
        assert len(app.notices.standing) == 1
        assert "ctrl+n" in text_of(app).casefold().replace("^n", "ctrl+n")


async def test_what_has_happened_to_the_file_stays_until_it_is_looked_at(tmp_path):
    """That the file was replaced was said for five seconds, over the guide, or never seen."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    long = msg("An older copy of the file had come in its place. " * 12)
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.focused
        session.notices.append(long)
        session.notices.append(msg("The file had been moved."))
        app.poll()
        await pilot.pause()
        assert app.notices.standing[0].message == long
        assert app.focused is before
        assert not app._notifications
        shown = text_of(app)
        assert "An older copy" in shown
        assert "looks at it" in shown
        await press(pilot, "ctrl+n")
        assert isinstance(app.screen, NoticeDialog)
        await press(pilot, "escape")
        assert len(app.notices.standing) == 1
        app.put_away_notices()
        await pilot.pause()
        assert "had been moved" not in text_of(app)


async def test_the_room_sees_no_notices(tmp_path):
    """Everyone in the room would read the name of a colleague's file on the projector."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f5")
        part_ways(session, measure, tmp_path)
        await noticed(pilot)
        assert "theirs.workshop" not in text_of(app)
        await press(pilot, "ctrl+n")
        assert not isinstance(app.screen, MergeDialog)
        await press(pilot, "f5")
        await pilot.pause()
        assert "theirs.workshop" in text_of(app)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_hostile_texts_stand_beside_each_other_as_they_are(tmp_path, size):
    """A strange text on one side would make the conflict impossible to settle."""
    session, (_area, _goal, measure) = small(tmp_path)
    app = app_of(session)
    path = tmp_path / "theirs.workshop"
    with colleague(session, tmp_path) as other:
        other.by = HOSTILE[1]
        for at, text in enumerate(HOSTILE):
            other.do(base.change(other.view, "Edit", {measure: {f"answers/{at}": True}}))
            field = ("text", "owner", "short", "argument", "theme", "cost")[at % 6]
            other.do(base.edit(other.view, measure, **{field: text}))
            session.do(base.edit(session.view, measure, **{field: text + " b"}))
    async with app.run_test(size=size) as pilot:
        await merged(pilot, path)
        left = len(session.view.conflicts())
        assert left == 6
        for n in range(left):
            app.screen.query_one("#place-5").query_one("#rows").highlighted = 0
            await press(pilot, "enter", "2")
            assert len(session.view.conflicts()) == left - n - 1


async def test_settling_sees_what_came_while_the_dialog_was_open(tmp_path):
    """What a colleague wrote while one was choosing would be overwritten unseen."""
    session, (_area, _goal, measure) = small(tmp_path)
    path = part_ways(session, measure, tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await merged(pilot, path)
        await press(pilot, "enter")
        with open_session(session.store.path, by="Tredje", backup=False) as third:
            third.do(base.settle(third.view, measure, "text", "Tredje sier"))
        app.poll()
        await pilot.pause()
        await press(pilot, "1")
        values = {value.value for value in session.view.conflicts()[0].values}
        assert "Tredje sier" in values


@pytest.mark.parametrize("through", ["plans/mine.workshop", "./plans/../plans/mine.workshop",
                                     "link/mine.workshop"])  # fmt: skip
async def test_a_copy_is_merged_wherever_the_program_was_started(tmp_path, monkeypatch, through):
    """Opened by a relative path, the offer would say that there is no such file."""
    folder = tmp_path / "plans"
    folder.mkdir()
    made, (_area, _goal, measure) = small(folder)
    part_ways(made, measure, folder).rename(folder / "theirs.workshop")
    made.close()
    made.store.path.rename(folder / "mine.workshop")
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    session = open_session(Path(through), backup=False)
    monkeypatch.chdir("/")  # whoever started the program has gone elsewhere
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await noticed(pilot)
        await press(pilot, "ctrl+n", "down", "enter", "enter")
        assert len(session.view.conflicts()) == 1


def test_work_goes_on_when_the_folder_one_stood_in_is_gone(tmp_path, monkeypatch):
    """Someone who tidies away a folder in another window would lose what is written after."""
    made, (_area, _goal, measure) = small(tmp_path)
    made.close()
    stand = tmp_path / "stand"
    stand.mkdir()
    monkeypatch.chdir(stand)
    session = open_session(Path("..") / made.store.path.name, backup=False)
    stand.rmdir()
    session.do(base.edit(session.view, measure, text=MINE))
    session.store.reopen()
    session.do(base.edit(session.view, measure, text=THEIRS))
    monkeypatch.chdir(tmp_path)
    session.close()
    again = open_session(made.store.path, backup=False)
    assert again.view.raw(measure)["text"] == THEIRS
    again.close()
