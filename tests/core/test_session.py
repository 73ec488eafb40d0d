"""A session: acts on disk before they show, found again whatever happens to the file."""

import os
import shutil
import signal
from datetime import UTC, datetime, timedelta

import pytest
from disks import fill, program, readable_disk, small_disk, unwritable
from replica import state

from workshop.acts import base, rounds, strategy
from workshop.changes import TextTooLongError
from workshop.model import WORKSHOP, Area, Goal, Round
from workshop.session import create, open_session, recover
from workshop.store import FullError, ReadOnlyError, Store, StoreError, database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Fjordvik.workshop"


@pytest.fixture
def session(path):
    with create(path, by="HR", title="Arbeidsgiverstrategi", clock=clock()) as made:
        yield made


def clock(start: str = "2027-03-01T09:00"):
    times = [datetime.fromisoformat(start).replace(tzinfo=UTC)]

    def tick():
        times[0] += timedelta(seconds=1)
        return times[0]

    return tick


def add_area(session, title="Heltid") -> str:
    record, change = strategy.add_area(session.view, session.new_id, title)
    session.do(change)
    return record


def write_until_full(session, area) -> None:
    for number in range(100):
        session.do(base.edit(session.view, area, rationale=f"{number}" * 20_000))


def titles(session) -> list[str]:
    return [area.title for area in session.view.under("", Area)]


# ── on disk before it shows ─────────────────────────────────────────────────────────────────────


def test_what_is_shown_is_on_disk(session, path):
    """A power cut a second after Enter would lose the answer that stood on the wall."""
    add_area(session)
    copy = path.with_name("copy.workshop")
    shutil.copy(path, copy)
    with open_session(copy, backup=False) as other:
        assert state(other.view) == state(session.view)


def test_what_could_not_be_kept_is_not_shown(tmp_path):
    """The screen would show a change that is gone the next day."""
    with small_disk(tmp_path / "disk") as disk, create(disk / "a.workshop", title="T") as session:
        area = add_area(session)
        filling = fill(disk)
        with pytest.raises(FullError):
            write_until_full(session, area)
        assert session.view.title(area) == "Heltid"
        kept = session.view.need(Area, area).rationale
        filling.unlink()
        assert session.do(base.edit(session.view, area, title="Videre"))
        with open_session(disk / "a.workshop", backup=False) as again:
            assert again.view.need(Area, area).rationale == kept
            assert again.view.title(area) == "Videre"


def test_a_text_too_long_stays_in_the_draft(session):
    """A megabyte pasted by mistake would be lost, or be in the file for ever."""
    area = add_area(session)
    text = "å" * 500_000
    session.keep_draft(area, "rationale", text, session.begin(area, "rationale"))
    with pytest.raises(TextTooLongError):
        session.do(base.edit(session.view, area, rationale=text))
    assert session.drafts()[0].text == text
    assert session.view.need(Area, area).rationale == ""


def test_lone_surrogates_do_not_stop_an_act(session, path):
    """One broken emoji pasted from another program would make the sentence impossible to keep."""
    session.by = "HR\udc80"
    area = add_area(session, "bro\ud83d\r\nken")
    assert session.view.title(area) == "bro\ufffd\nken"
    tips = session.begin(area, "topics/\ud83d")
    session.do(base.edit(session.view, area, tips=tips, topics=["\ud83d"]))
    with open_session(path, backup=False) as again:
        assert state(again.view) == state(session.view)


# ── undo over a restart, seats, drafts ──────────────────────────────────────────────────────────


def test_undo_survives_a_restart(session, path):
    """After lunch nothing from before lunch could be undone."""
    area = add_area(session)
    session.do(base.edit(session.view, area, title="Ny"))
    session.close()
    with open_session(path) as again:
        assert again.next_undo.sets[area] == {"title": "Ny"}
        again.undo()
        assert titles(again) == ["Heltid"]
        assert again.next_redo.sets[area] == {"title": "Ny"}
        again.redo()
        assert titles(again) == ["Ny"]


def test_two_windows_on_one_machine_have_a_seat_each(session, path):
    """Ctrl+Z in one window would take back what was done in the other."""
    area = add_area(session)
    with open_session(path) as other:
        assert other.seat != session.seat
        other.do(base.edit(other.view, area, short="Den andres"))
        session.poll()
        session.undo()
        other.poll()
        assert other.view.need(Area, area).short == "Den andres"
        assert other.view.is_ghost(area)


def test_the_machines_name_is_not_in_the_file(session, path):
    """The file sent to the council would tell whose laptop it was made on."""
    import platform

    add_area(session)
    session.close()
    assert platform.node().encode() not in path.read_bytes()


def test_a_killed_window_leaves_its_drafts_and_its_seat(session, path, tmp_path):
    """A killed terminal would take the sentence being typed with it."""
    area = add_area(session)
    session.close()
    code = (
        "import sys; from pathlib import Path; from workshop.session import open_session\n"
        "session = open_session(Path(sys.argv[1]), by='den andre')\n"
        "area = sys.argv[2]\n"
        "tips = session.begin(area, 'rationale')\n"
        "session.keep_draft(area, 'rationale', 'Halvskrevet setn', tips)\n"
        "print(session.seat, flush=True); sys.stdin.readline()\n"
    )
    killed = program(code, path, area)
    seat = killed.stdout.readline().strip()
    with open_session(path) as meanwhile:
        assert meanwhile.seat != seat
        assert [draft.text for draft in meanwhile.others_drafts()] == ["Halvskrevet setn"]
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    with open_session(path) as first, open_session(path) as second:
        (mine,) = [one for one in (first, second) if one.seat == seat]
        (draft,) = mine.drafts()
        assert draft.text == "Halvskrevet setn"
        change = base.edit(mine.view, area, tips=mine.tips_of(draft), rationale=draft.text)
        mine.do(change)
        mine.drop_draft(area, "rationale")
        assert mine.drafts() == []
        assert mine.view.need(Area, area).rationale == "Halvskrevet setn"


def test_killed_at_any_moment_the_file_opens_with_all_that_was_acknowledged(path):
    """«Kept» on the screen would not mean kept."""
    create(path, title="T").close()
    code = (
        "import sys; from pathlib import Path; from workshop.session import open_session\n"
        "from workshop.acts import strategy\n"
        "session = open_session(Path(sys.argv[1]), backup=False)\n"
        "while True:\n"
        "    session.do(strategy.add_area(session.view, session.new_id, 'X')[1])\n"
        "    print(len(session.log), flush=True)\n"
    )
    for lines in (1, 3, 8, 20):
        killed = program(code, path)
        acknowledged = [killed.stdout.readline() for _ in range(lines)][-1]
        killed.send_signal(signal.SIGKILL)
        rest = killed.communicate()[0].splitlines()
        acknowledged = (rest or [acknowledged])[-1] or acknowledged
        with open_session(path, backup=False) as again:
            assert len(again.log) >= int(acknowledged)
            assert again.notices == []


# ── two processes ───────────────────────────────────────────────────────────────────────────────


def test_two_processes_see_each_other(session, path):
    """Two laptops on one file would each show half of the room's answers."""
    code = (
        "import sys; from pathlib import Path; from workshop.session import open_session\n"
        "from workshop.acts import strategy\n"
        "session = open_session(Path(sys.argv[1]), by='den andre')\n"
        "session.do(strategy.add_area(session.view, session.new_id, 'Fra den andre')[1])\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "session.poll()\n"
        "print([a.title for a in session.view.under('', __import__('workshop.model').model.Area)],"
        " flush=True)\n"
    )
    other = program(code, path)
    assert other.stdout.readline() == "ready\n"
    assert session.poll()
    assert titles(session) == ["Fra den andre"]
    assert not session.poll()
    add_area(session, "Fra den ene")
    answer = other.communicate("go\n")[0]
    assert answer.strip() == "['Fra den andre', 'Fra den ene']"
    assert session.notices == []


def test_after_own_acts_a_poll_reads_only_what_is_new(session, path, monkeypatch):
    """A workshop of a hundred thousand changes would be read anew at every keystroke of another."""
    with open_session(path) as other:
        add_area(other)
        session.poll()
        for number in range(5):
            add_area(session, f"{number}")
            add_area(other, f"andre {number}")
        read = []
        since = Store.since
        monkeypatch.setattr(Store, "since", lambda self, seq: read.append(seq) or since(self, seq))
        assert session.poll()
        assert 0 not in read
        assert other.poll()
        assert state(session.view) == state(other.view)


def test_a_busy_moment_does_not_hide_what_another_wrote(session, path, monkeypatch):
    """A virus scanner holding the file for a moment would make a colleague's act invisible."""
    with open_session(path) as other:
        add_area(other, "Fra den andre")
    real = Store.since
    error = ReadOnlyError  # any StoreError will do

    def fails(self, seq):
        raise error(database.msg("busy"))

    monkeypatch.setattr(Store, "since", fails)
    assert session.poll()
    assert titles(session) == []
    monkeypatch.setattr(Store, "since", real)
    assert session.poll()
    assert titles(session) == ["Fra den andre"]


# ── what others do to the file ──────────────────────────────────────────────────────────────────


def test_replaced_by_rename_while_open(session, path):
    """OneDrive puts an older copy in place of the file, and an hour of work is gone."""
    old = path.with_name("old")
    shutil.copy(path, old)
    area = add_area(session)
    session.keep_draft(area, "rationale", "Halvskrevet")
    session.hand_in("round:1", {"grades": [1]})
    old.replace(path)
    assert session.poll()
    assert titles(session) == ["Heltid"]
    assert "1 changes were put back" in str(session.notices[-1])
    assert [draft.text for draft in session.drafts()] == ["Halvskrevet"]
    assert len(session.ballots("round:1")) == 1
    with open_session(path, backup=False) as again:
        assert titles(again) == ["Heltid"]


def test_replaced_by_rename_between_two_acts(session, path):
    """The act after the replacement would go to a file that no longer has a name."""
    old = path.with_name("old")
    shutil.copy(path, old)
    add_area(session, "en")
    old.replace(path)
    add_area(session, "to")
    with open_session(path, backup=False) as again:
        assert titles(again) == ["en", "to"]


def test_replaced_by_a_newer_copy(session, path):
    """What a colleague had done would not show until the program is opened again."""
    newer = path.with_name("newer.workshop")
    shutil.copy(path, newer)
    with open_session(newer, backup=False) as other:
        add_area(other, "Fra den andre")
    add_area(session, "Fra den ene")
    newer.replace(path)
    assert session.poll()
    assert sorted(titles(session)) == ["Fra den andre", "Fra den ene"]


@pytest.mark.parametrize("more", [0, 1, 2])
def test_overwritten_in_place_by_an_older_copy(session, path, more):
    """Someone copies yesterday's file over today's; also with as many other changes in it."""
    old = path.with_name("old.workshop")
    shutil.copy(path, old)
    with open_session(old, backup=False) as other:
        for number in range(more):
            add_area(other, f"andre {number}")
    add_area(session, "en")
    add_area(session, "to")
    path.write_bytes(old.read_bytes())
    assert session.poll()
    expected = sorted(["en", "to", *(f"andre {number}" for number in range(more))])
    assert sorted(titles(session)) == expected
    with open_session(path, backup=False) as again:
        assert sorted(titles(again)) == expected


def test_removed_while_open(session, path):
    """Someone tidies the folder during the break."""
    area = add_area(session)
    session.keep_draft(area, "rationale", "Halvskrevet")
    session.hand_in("round:1", {"grades": [1]})
    path.unlink()
    assert session.poll()
    assert "written anew" in str(session.notices[-1])
    assert len(session.ballots("round:1")) == 1
    add_area(session, "videre")
    with open_session(path, backup=False) as again:
        assert titles(again) == ["Heltid", "videre"]


def test_the_whole_folder_is_gone(session, path, tmp_path):
    """A memory stick pulled out would crash the program with everything in it."""
    add_area(session)
    away = tmp_path.with_name("away")
    tmp_path.rename(away)
    for _ in range(3):
        session.poll()
    assert len(session.notices) == 1
    with pytest.raises(StoreError):
        add_area(session, "uten disk")
    assert titles(session) == ["Heltid"]
    away.rename(tmp_path)
    add_area(session, "tilbake")
    assert titles(session) == ["Heltid", "tilbake"]


@pytest.mark.parametrize("in_place", [False, True])
def test_another_workshop_in_its_place(session, path, tmp_path, in_place):
    """One client's strategy would be written into another's."""
    add_area(session)
    other = tmp_path / "other.workshop"
    create(other, title="En annen").close()
    if in_place:
        path.write_bytes(other.read_bytes())
    else:
        other.replace(path)
    content = path.read_bytes()
    add_area(session, "videre")
    assert session.store.path == path.with_stem("Fjordvik (2)")
    assert path.read_bytes() == content
    assert titles(session) == ["Heltid", "videre"]
    assert "Another workshop" in str(session.notices[0])


@pytest.mark.parametrize("content", [b"", b"no longer a workshop", b"SQLite format 3\x00" * 500])
def test_overwritten_with_something_else(session, path, content):
    """A sync error leaves rubbish in the file; what is in memory must not go the same way."""
    add_area(session)
    path.write_bytes(content)
    session.poll()
    add_area(session, "videre")
    assert session.store.path != path
    with open_session(session.store.path, backup=False) as again:
        assert titles(again) == ["Heltid", "videre"]


def test_cut_short_while_open(session, path):
    """A disk error half-way through the file would take the half that is in memory too."""
    for number in range(200):
        add_area(session, f"{number}" * 50)
    whole = titles(session)
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)
    session.poll()
    add_area(session, "videre")
    with open_session(session.store.path, backup=False) as again:
        assert titles(again) == [*whole, "videre"]


# ── files that cannot be written ────────────────────────────────────────────────────────────────


def test_a_file_that_cannot_be_written_can_be_read(tmp_path):
    """A strategy on a read-only share could not even be looked at."""
    with readable_disk(tmp_path / "disk") as disk:
        path = disk / "a.workshop"
        with create(path, title="T") as made:
            area = add_area(made)
        with unwritable(disk), open_session(path) as session:
            assert titles(session) == ["Heltid"]
            assert session.poll() is False
            with pytest.raises(ReadOnlyError):
                session.do(base.edit(session.view, area, title="Nei"))
            assert titles(session) == ["Heltid"]
            assert session.back_up() is None
            with pytest.raises(ReadOnlyError):
                create(disk / "b.workshop")


# ── ballots ─────────────────────────────────────────────────────────────────────────────────────


def open_round(session) -> str:
    record, change = rounds.open_round(session.view, session.new_id, "R", ["topic:a", "topic:b"])
    session.do(change)
    return record


def count(ballots):
    return {"n": len(ballots)}


def test_nothing_of_an_open_round_is_in_the_log(session, path):
    """A glance at the log would show how many have voted, and what the last one voted."""
    record = open_round(session)
    acts = len(session.log)
    for grade in range(9):
        session.hand_in(record, {"grades": [grade, 4], "role": "tillitsvalgt"})
    assert len(session.log) == acts
    assert session.next_undo.what == "Open a round"
    session.close_round(record, count)
    assert len(session.view.need(Round, record).ballots) == 9
    assert session.store.ballot_rounds() == []
    assert len(session.log) == acts + 1


def test_closing_that_fails_leaves_every_slip_where_it_was(session, monkeypatch):
    """A full disk at the moment of counting would cost the room its votes."""
    record = open_round(session)
    session.hand_in(record, {"grades": [1]})

    def full(*_, **__):
        raise FullError(database.msg("full"))

    with monkeypatch.context() as patch:
        patch.setattr(Store, "append", full)
        with pytest.raises(FullError):
            session.close_round(record, count)
    assert session.view.need(Round, record).state == "open"
    assert len(session.ballots(record)) == 1


def test_a_round_opened_again_by_undo_loses_no_slip(session):
    """Closed too early, undone, three more slips, closed again: only the three would count."""
    record = open_round(session)
    for grade in range(5):
        session.hand_in(record, {"grades": [grade]})
    session.close_round(record, count)
    session.undo()
    assert session.view.need(Round, record).state == "open"
    session.hand_in(record, {"grades": [0]})
    session.close_round(record, count)
    assert session.view.need(Round, record).tally == {"n": 6}
    assert session.view.conflicts() == []


# ── backups and recovery ────────────────────────────────────────────────────────────────────────


def test_recover_makes_a_new_file_of_what_can_be_read_and_the_backups(session, path, tmp_path):
    """A file that no longer opens would be the end of a year's work."""
    for number in range(60):
        add_area(session, f"{number}" * 40)
    session.back_up()
    for number in range(60, 80):
        add_area(session, f"{number}" * 40)
    whole = titles(session)
    session.close()
    raw = bytearray(path.read_bytes())
    raw[4096 * 4 : 4096 * 6] = os.urandom(8192)
    path.write_bytes(raw)
    target = tmp_path / "reddet.workshop"
    rescued = len(recover(path, target).rows)
    assert path.read_bytes() == raw
    with open_session(target, backup=False) as again:
        assert rescued == len(again.log)
        assert set(titles(again)) >= set(whole[:60])
    with pytest.raises(FileExistsError):
        recover(path, target)


def test_recover_from_the_backups_alone(session, path, tmp_path):
    """A file whose first page is gone does not even know what it is called."""
    add_area(session)
    session.back_up()
    session.close()
    path.write_bytes(os.urandom(20_000))
    recover(path, tmp_path / "reddet.workshop")
    path.unlink()
    recover(path, tmp_path / "reddet2.workshop")
    for name in ("reddet", "reddet2"):
        with open_session(tmp_path / f"{name}.workshop", backup=False) as again:
            assert titles(again) == ["Heltid"]
            assert again.view.raw(WORKSHOP)["title"] == "Arbeidsgiverstrategi"


def test_a_goal_edited_while_the_window_was_away_is_a_conflict(session, path):
    """The draft restored after lunch would silently replace what was written meanwhile."""
    area = add_area(session)
    goal, change = strategy.add_goal(session.view, session.new_id, area, "Mål")
    session.do(change)
    session.keep_draft(goal, "title", "Min", session.begin(goal, "title"))
    with open_session(path) as other:
        other.do(base.edit(other.view, goal, title="Den andres"))
    session.poll()
    (draft,) = session.drafts()
    session.do(base.edit(session.view, goal, tips=session.tips_of(draft), title=draft.text))
    assert {value.value for value in session.view.conflict(goal, "title").values} == {
        "Min",
        "Den andres",
    }
    assert session.view.need(Goal, goal).title == "Min"
