"""Removing for good (*sladd*): the bytes are gone, here and in our backups, and stay gone."""

import contextlib
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from workshop import backups
from workshop.acts import base, rounds, strategy
from workshop.changes import FORGOTTEN
from workshop.model import Area, Round
from workshop.session import create, merge, open_session, recover
from workshop.store import ReadOnlyError, Store, database

SECRET = "sykmeldt siden mars"


def clock(day: int = 1):
    times = [datetime(2027, 3, day, 9, tzinfo=UTC)]

    def tick():
        times[0] += timedelta(seconds=1)
        return times[0]

    return tick


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.workshop"


@pytest.fixture
def session(path):
    with create(path, by="HR", title="T", clock=clock()) as made:
        yield made


@pytest.fixture
def area(session):
    record, change = strategy.add_area(session.view, session.new_id, "Heltid", rationale="Først")
    session.do(change)
    session.do(base.edit(session.view, record, rationale=f"Lederen er {SECRET}"))
    session.do(base.edit(session.view, record, rationale="Etterpå"))
    return record


def holds_secret(*files) -> list[str]:
    return [str(file) for file in files if SECRET.encode() in file.read_bytes()]


def everything_of(path):
    with contextlib.closing(Store.open(path)) as store:
        return [path, *path.parent.glob("*.workshop"), *backups.of(store.workshop_id)]


def test_the_bytes_are_gone_from_file_drafts_cache_and_backups(session, path, area):
    """Health data about a colleague would go with the file to everyone it is sent to."""
    session.keep_draft(area, "rationale", SECRET)
    session.store.keep_snapshot("fold", "x", SECRET.encode())
    session.back_up()
    session.do(base.edit(session.view, area, title="Mer"))
    session.back_up()
    assert len(holds_secret(*everything_of(path))) >= 3
    session.forget(area, "rationale")
    assert holds_secret(*everything_of(path)) == []
    assert session.notices == []
    assert session.drafts() == []
    assert session.view.need(Area, area).rationale == "▇▇▇ (2027-03-01)"
    assert session.view.title(area) == "Mer"
    with open_session(path, backup=False) as again:
        assert again.view.raw(area)["rationale"] == {FORGOTTEN: "2027-03-01"}
        assert again.view.troubles() == []
        assert again.bad_rows == []


def test_it_cannot_be_undone(session, area):
    """Ctrl+Z after removing for good would have to have kept the text somewhere."""
    before = session.next_undo.id
    session.forget(area, "rationale")
    assert session.next_undo.id == before
    session.undo()
    assert SECRET not in str(session.view.raw(area))


def test_ids_stay_above_all_that_were_ever_seen(session, path, area):
    """A new act would get the number of one that was forgotten, and be taken for it."""
    highest = session.log.highest()
    session.forget(area, "rationale")
    act = session.do(base.edit(session.view, area, title="Ny"))
    assert int(act.id[:12]) == highest + 2


def test_merging_an_old_copy_does_not_bring_it_back(session, path, tmp_path, area):
    """Deleted rows came back in 5 of 5 merges."""
    old = tmp_path / "gammel.workshop"
    shutil.copy(path, old)
    with open_session(old, backup=False) as other:
        other.do(base.edit(other.view, area, title="Fra kopien"))
    session.forget(area, "rationale")
    merge(session, old)
    assert holds_secret(path, *backups.of(session.store.workshop_id)) == []
    assert session.view.title(area) == "Fra kopien"


def test_an_old_copy_that_learns_of_it_forgets_too(session, path, tmp_path, area):
    """A colleague's copy would keep the sentence after merging the file it was removed from."""
    old = tmp_path / "gammel.workshop"
    shutil.copy(path, old)
    session.forget(area, "rationale")
    with open_session(old, backup=False) as other:
        other.keep_draft(area, "rationale", SECRET)
        merge(other, path)
        assert SECRET not in str(other.view.history(area, "rationale"))
    assert holds_secret(old) == []


def test_what_was_forgotten_elsewhere_before_we_had_it(session, path, tmp_path, area):
    """The act that forgets could come first, and what it forgets a day later."""
    third = tmp_path / "tredje.workshop"
    shutil.copy(path, third)
    session.forget(area, "rationale")
    empty = tmp_path / "tom.workshop"
    Store.create(empty, session.store.workshop_id).close()
    with open_session(empty, backup=False) as other:
        last = [row for row in session.store.since(0).rows if b'"forgets"' in row.body]
        other.store.append(last)
        other.take_in([act for act in session.log if act.forgets])
        merge(other, third)
    assert holds_secret(empty) == []


def test_an_old_copy_put_in_place_of_the_open_file(session, path, area):
    """A restored backup would bring the sentence back under our feet."""
    old = path.read_bytes()
    session.forget(area, "rationale")
    path.write_bytes(old)
    assert holds_secret(path)
    session.poll()
    assert holds_secret(path) == []


def test_opening_a_file_in_which_it_was_not_finished(session, path, area, monkeypatch):
    """Killed between the decision and the blanking, the sentence would stay for ever."""

    def killed(*_, **__):
        raise ReadOnlyError(database.msg("killed"))

    with monkeypatch.context() as patch:
        real = Store.rewrite
        patch.setattr(
            Store, "rewrite", lambda self, bodies, **rest: killed() if bodies else real(self, {})
        )
        session.forget(area, "rationale")
        assert "still lies in" in str(session.notices[-1])
        assert SECRET not in str(session.view.raw(area))
    assert holds_secret(path)
    open_session(path, backup=False).close()
    assert holds_secret(path) == []


def test_recover_does_not_bring_it_back(session, path, tmp_path, area):
    """Rescuing a damaged file would rescue what someone had been promised was gone."""
    kept = tmp_path / "kept"
    session.back_up()
    (backup,) = backups.of(session.store.workshop_id)
    shutil.copy(backup, kept)
    session.forget(area, "rationale")
    shutil.copy(kept, backup)
    session.close()
    target = tmp_path / "reddet.workshop"
    recover(path, target)
    assert holds_secret(target) == []


def test_a_damaged_row_that_holds_it_is_emptied(session, path, area):
    """A row that cannot be read by us can be read by others."""
    session.close()
    with sqlite3.connect(path) as other:
        (seq, body) = other.execute(
            "SELECT seq, body FROM act WHERE CAST(body AS TEXT) LIKE '%sykmeldt%'"
        ).fetchone()
        other.execute("UPDATE act SET body=? WHERE seq=?", (body.replace(b"HR", b"HQ"), seq))
    other.close()
    with open_session(path, clock=clock()) as again:
        assert len(again.bad_rows) == 1
        assert len(backups.of(again.store.workshop_id)) == 1
        again.forget(area, "rationale")
        assert holds_secret(*everything_of(path)) == []
        assert again.poll() is False
    with open_session(path, backup=False) as again:
        assert again.view.title(area) == "Heltid"


def test_two_who_forget_the_same_see_the_same(session, path, tmp_path, area):
    """The two files would differ for ever in the date that stands where the text was."""
    copy = tmp_path / "kopi.workshop"
    shutil.copy(path, copy)
    with open_session(copy, backup=False, clock=clock(9)) as other:
        other.forget(area, "rationale")
        session.forget(area, "rationale")
        merge(session, copy)
        merge(other, path)
        assert session.view.raw(area) == other.view.raw(area)
        assert session.view.raw(area)["rationale"] == {FORGOTTEN: "2027-03-01"}


def test_the_ballots_of_a_closed_round_can_be_forgotten(session, path, tmp_path):
    """Who voted what would stand in the file for as long as the strategy does."""
    record, change = rounds.open_round(session.view, session.new_id, "R", ["topic:a", "topic:b"])
    session.do(change)
    for _ in range(3):
        session.hand_in(record, {"grades": [1, 2], "role": SECRET})
    session.back_up()
    old = tmp_path / "gammel.workshop"
    shutil.copy(path, old)
    session.close_round(record, lambda ballots: {"n": len(ballots)})
    session.back_up()
    session.forget(record, "ballots")
    assert holds_secret(path, *backups.of(session.store.workshop_id)) == []
    assert merge(session, old).ballots == 0
    assert holds_secret(path) == []
    found = session.view.need(Round, record)
    assert (found.state, found.tally, found.ballots) == ("closed", {"n": 3}, {})
