"""Removing for good: asked twice, and then really gone."""

import pytest
from parties_room import HOSTILE, app_of, base, press, small, text_of, write

from workshop import backups
from workshop.session import merge, open_session
from workshop.tui.dialogs.forget import ForgetDialog, forgettable

SECRET = "Kari har vært syk siden mars"


def told(tmp_path, text=SECRET):
    """A measure in which somebody wrote what should never have been written."""
    session, (_area, goal, measure) = small(tmp_path)
    session.do(base.edit(session.view, measure, text=text))
    session.do(base.edit(session.view, measure, text="Ny tekst"))
    return session, goal, measure


async def test_the_words_are_gone_from_the_file_its_backups_and_old_copies(tmp_path):
    """Health data about a colleague would stay in the file that is mailed round."""
    session, _goal, measure = told(tmp_path)
    path = session.store.path
    old = tmp_path / "old.workshop"
    old.write_bytes(path.read_bytes())
    session.close()
    session = open_session(path, by="HR")  # makes a backup
    assert any(SECRET.encode() in b.read_bytes() for b in backups.of(session.store.workshop_id))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ForgetDialog(measure))
        await pilot.pause()
        said = " ".join(text_of(app).split())
        assert "cannot be undone" in said
        assert "since" not in said  # the words are not shown again
        assert SECRET[:12] not in said
        await press(pilot, "f10")
        said = " ".join(text_of(app).split())
        assert "Copies elsewhere" in said
        assert "old.workshop" in said.replace(" ", "").replace("│", "")
        await write(pilot, "erase")
        await press(pilot, "enter")
        await pilot.pause()
        files = [path, *backups.of(session.store.workshop_id)]
        assert all(SECRET.encode() not in file.read_bytes() for file in files)
        merge(session, old)
        assert SECRET.encode() not in path.read_bytes()
        assert app.screen.number == 1


async def test_nothing_goes_without_the_word(tmp_path):
    """A slip of the finger would remove what cannot come back."""
    session, _goal, measure = told(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ForgetDialog(measure))
        await pilot.pause()
        await press(pilot, "f10", "f10", "enter")
        await write(pilot, "yes")
        await press(pilot, "enter", "escape")
        assert session.view.raw(measure)["text"] == "Ny tekst"
        assert app.screen.number == 1


async def test_one_says_which_texts(tmp_path):
    """To remove one sentence one would have to remove all that was written."""
    session, _goal, measure = told(tmp_path)
    session.do(base.edit(session.view, measure, argument="Dette skal stå"))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ForgetDialog(measure))
        await pilot.pause()
        await press(pilot, "f10")  # nothing chosen yet
        assert isinstance(app.screen, ForgetDialog)
        await press(pilot, "enter", "f10")
        await write(pilot, "ERASE")
        await press(pilot, "enter")
        await pilot.pause()
        assert session.view.raw(measure)["argument"] == "Dette skal stå"
        assert "▇▇▇" in session.view.get(measure).text


async def test_where_the_same_words_also_stand_is_said(tmp_path):
    """The words would be gone from one place and stand in another."""
    session, goal, measure = told(tmp_path)
    session.do(base.edit(session.view, goal, text=f"Fordi {SECRET}"))
    session.do(base.edit(session.view, measure, text=SECRET))
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ForgetDialog(measure))
        await pilot.pause()
        await press(pilot, "f10")
        assert "also stand in Goal (" in " ".join(text_of(app).split())


async def test_the_slips_of_a_closed_round_and_who_sits_where(tmp_path):
    """The ballots could never be destroyed, though the room was promised it."""
    session, _ids = small(tmp_path)
    secret = {"a1": {"grades": [5, 1]}}
    session.do(
        base.change(
            session.view, "x",
            {"round:1": {"title": "R", "state": "open", "ballots": secret},
             "group:1": {"name": "Bord 1", "composition/unions": 2, "composition/staff": 1}},
        )
    )  # fmt: skip
    names = [thing.fields for thing in forgettable(session.view, "round:1")]
    assert ("ballots",) not in names
    session.do(base.edit(session.view, "round:1", state="closed"))
    assert ("ballots",) in [thing.fields for thing in forgettable(session.view, "round:1")]
    table = [thing.fields for thing in forgettable(session.view, "group:1")]
    assert ("composition/unions", "composition/staff") in [tuple(sorted(f, reverse=True))
                                                           for f in table]  # fmt: skip


async def test_a_record_without_texts_says_so(tmp_path):
    """An empty question would be asked about nothing."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ForgetDialog("goal:nowhere"))
        await pilot.pause()
        assert "nothing here that can be erased" in " ".join(text_of(app).split())
        await press(pilot, "f10", "enter")
        assert app.screen.number == 1


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_can_be_removed_too(tmp_path, text):
    """The one text that does harm would be the one that cannot be removed."""
    session, _goal, measure = told(tmp_path, text)
    session.do(base.edit(session.view, measure, text=text))
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ForgetDialog(measure))
        await pilot.pause()
        await press(pilot, "f10")
        await write(pilot, "erase")
        await press(pilot, "enter")
        await pilot.pause()
        assert "▇▇▇" in session.view.get(measure).text
