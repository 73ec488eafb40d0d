"""A file and settings as version 0.1.0 left them, opened by this one.

``made_by_0_1_0`` was made with the program of that version – by its commands, its screens and its
keys – and is never made anew.
"""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest

from workshop import backups, paths
from workshop.library import default_library
from workshop.model import Answer, Area, Goal, Measure, Round, Topic
from workshop.session import open_session
from workshop.tui.app import WorkshopApp

MADE = Path(__file__).parent / "made_by_0_1_0"
KEPT = ("act", "ballot", "draft", "meta")
"""What a person has written; seats, the desk and what can be worked out again are not."""


@pytest.fixture
def file(tmp_path):
    """The file, with the settings of the machine it was made on."""
    home = paths.config_dir().parent
    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(MADE / "home", home, dirs_exist_ok=True)
    for path in home.rglob("*"):
        if path.name in {"recent.json", "path.txt", "written.json"}:
            text = path.read_text("utf-8").replace("/home/kari/strategi", tmp_path.as_posix())
            path.write_text(text, "utf-8")
    target = tmp_path / "Fjordvik.workshop"
    shutil.copy(MADE / "Fjordvik.workshop", target)
    return target


def rows(path):
    """Everything that must be as it was, to the byte."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in KEPT
        }
    finally:
        connection.close()


def test_the_file_that_is_kept_is_the_one_that_was_made():
    """These tests would be about a file that this version has touched."""
    found = hashlib.sha256((MADE / "Fjordvik.workshop").read_bytes()).hexdigest()
    assert found == "3a13902c59df429ea68925847e0fc956d352519459ed8c3dc197b806f4bc2744"


def test_opening_writes_nothing_that_was_written(file):
    """A year of work would be changed by a new version before anyone had done anything."""
    before = rows(file)
    assert len(before["act"]) > 20
    for _time in range(2):
        with open_session(file, by="Kari") as session:
            assert not session.bad_rows
            assert session.view.troubles() == []
        assert rows(file) == before


def test_what_it_says_is_what_it_said(file):
    """Answers, results, places and conflicts would read otherwise than they did."""
    with open_session(file, by="Kari") as session:
        view = session.view
        assert view.all(Answer)[0].text == "deltid er en vane"
        assert "ledere rekker ikke å lede – «æøå» 👩‍👩‍👧" in [one.text for one in view.all(Answer)]
        assert "sagt på skjermen" in [one.text for one in view.all(Answer)]
        assert "for mange vikarer" not in [one.text for one in view.all(Answer)]
        assert view.all(Answer)[0].tags == {"heltid": True}
        assert {one.title: one.state for one in view.all(Topic)} == {
            "Hele stillinger": "chosen", "Ledere som rekker å lede": "candidate",
        }  # fmt: skip
        assert [one.title for one in view.all(Area)] == ["Rekruttere og beholde"]
        measure = view.all(Measure)[0]
        assert measure.text == "Lyse ut alt som 100 prosent"
        assert (measure.owner, measure.deadline) == ("Personalsjef", "2027-03-01")
        assert measure.cost == "Innenfor rammen"
        assert measure.status == "started"
        assert {one.title: one.state for one in view.all(Round)} == {
            "Hva haster?": "closed", "Hva kan vi få til?": "open",
        }  # fmt: skip
        waiting = next(one for one in view.all(Round) if one.state == "open")
        assert len(session.ballots(waiting.id)) == 2
        goal = view.all(Goal)[0]
        assert view.conflicts()
        shown = {
            act.sets[goal.id]["title"]
            for act in session.log
            if "title" in act.sets.get(goal.id, {})
        }
        assert {"Hele stillinger er det vanlige", "Heltid er normalen"} <= shown


def test_the_half_written_line_comes_back(file):
    """What someone was typing when the old version was closed would be lost."""
    with open_session(file, by="Kari") as session:
        assert [draft.text for draft in session.drafts()] == ["1 halvt ferdig set"]


def test_undo_goes_on_where_it_was(file):
    """The last slip before the upgrade could not be taken back."""
    with open_session(file, by="Kari") as session:
        last = session.next_undo
        assert last is not None
        assert session.undo().id == last.id
        assert session.redo().id == last.id


async def test_the_settings_are_taken_as_they_are(file):
    """A person would have to choose name, language, look and keys again."""
    before = paths.settings_file().read_bytes()
    settings = paths.read_settings()
    assert settings.name == "Kari, HR-rådgiver"
    assert (settings.language, settings.theme) == ("nn", "fjord")
    assert settings.keys == {"undo": "ctrl+z", "find": "ctrl+l"}
    with open_session(file, by="Kari") as session:
        app = WorkshopApp(session=session, polling=False)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert app.theme == "fjord"
            assert app.settings == settings
            assert session.by == "Kari"
    assert paths.settings_file().read_bytes() == before


def test_lists_backups_and_own_cards_are_there(file):
    """An upgrade would hide the work, its backups, or a deck of one's own."""
    assert file in paths.recent(file.parent)
    with open_session(file, by="Kari", backup=False) as session:
        found = backups.of(session.store.workshop_id)
    assert [path.name for path in found] == ["2026-11-30-215835-Fjordvik.workshop"]
    assert backups.found_for(file, "").folders == [found[0].parent]
    assert any("eigne" in str(path) for path in paths.own_content("decks").iterdir())
    assert default_library()
    machine = (paths.state_dir() / "machine").read_text("utf-8")
    assert machine == (MADE / "home/state/machine").read_text("utf-8")
    written = msgspec.json.decode((paths.state_dir() / "written.json").read_bytes())
    assert len(written) == 1
