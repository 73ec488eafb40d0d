"""Backups: made by themselves, told apart by what is in them, and found when they are needed."""

import os
import shutil
import stat
from datetime import datetime, timedelta

import pytest

from workshop import backups, paths
from workshop.acts import rounds, strategy
from workshop.model import Area
from workshop.session import create, open_session, recover
from workshop.session.rescuing import look_for_rescue
from workshop.store import Row, Store

DAY = timedelta(days=1)


class Clock:
    """A clock that is set by the test."""

    def __init__(self, at: str = "2027-03-01T09:00:00+01:00") -> None:
        self.now = datetime.fromisoformat(at)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.workshop"


@pytest.fixture
def session(path, clock):
    with create(path, by="HR", title="T", clock=clock) as made:
        yield made


def add(session, title="Heltid") -> None:
    session.do(strategy.add_area(session.view, session.new_id, title)[1])


def titles(session) -> list[str]:
    return [area.title for area in session.view.all(Area)]


def counts(session) -> list[int]:
    found = []
    for each in backups.of(session.store.workshop_id):
        with open_session(each, role="reader") as one:
            found.append(len(one.log))
    return found


def cut(path, size=0) -> None:
    path.write_bytes(path.read_bytes()[:size])


# ── a day's work ────────────────────────────────────────────────────────────────────────────────


def test_a_new_file_worked_in_all_day_and_cut_to_nothing_comes_back(path, tmp_path, clock):
    """A whole day of answers was gone: a backup was made at opening only, when there was none."""
    with create(path, title="T", clock=clock) as session:
        session.back_up()
        for hour in range(6):
            clock.now += timedelta(hours=1)
            add(session, f"Time {hour}")
            session.back_up()
        add(session, "Siste")
    cut(path)
    rescue = recover(path, tmp_path / "ny.workshop")
    assert rescue.from_backups == 8
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == [*(f"Time {hour}" for hour in range(6)), "Siste"]
    assert path.read_bytes() == b""


def test_it_is_found_by_its_path_when_another_copy_was_opened_since(session, path, tmp_path):
    """The backups lay there, and recover said that there were none."""
    add(session, "Her")
    session.back_up()
    copy = tmp_path / "kopi.workshop"
    shutil.copy(path, copy)
    with open_session(copy) as other:
        add(other, "Bare i kopien")
    session.close()
    path.write_bytes(os.urandom(9000))
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == ["Her"]


def test_two_works_at_one_path_are_not_mixed(path, tmp_path, clock):
    """The backup of last year's project would turn up in this year's."""
    for title in ("Gammel", "Ny"):
        path.unlink(missing_ok=True)
        clock.now -= DAY
        with create(path, title=title, clock=clock) as made:
            add(made, title)
            made.back_up()
    cut(path, 50)
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == ["Ny"]


def test_copies_of_one_project_do_not_push_out_each_others(session, path, tmp_path, clock):
    """A copy that was opened often took the place of the one that was worked in."""
    add(session)
    session.back_up()
    copy = tmp_path / "kopi.workshop"
    shutil.copy(path, copy)
    before = backups.found_for(path, session.store.workshop_id).backups
    for _ in range(40):
        clock.now += DAY
        with open_session(copy, clock=clock) as other:
            add(other)
    assert backups.found_for(path, session.store.workshop_id).backups == before
    assert len(before) == 1


# ── which are kept ──────────────────────────────────────────────────────────────────────────────


def backup(folder, date, acts, made):
    return backups.Backup(folder / f"{date}-a.workshop", "w", acts, f"{acts}:x", made)


def kept(found, today):
    gone = {each.path for each in backups.superfluous(found, today)}
    return [each for each in found if each.path not in gone]


def test_hourly_today_daily_for_a_fortnight_monthly_for_two_years(tmp_path):
    """The disk would fill with copies, or the one from before the mistake would be gone."""
    found, start, made = [], datetime.fromisoformat("2024-01-01T08:00:00"), 0
    for day in range(1000):
        for hour in range(3):
            at = start + day * DAY + timedelta(hours=hour)
            made += 1
            found.append(backup(tmp_path, at.strftime("%Y-%m-%d-%H%M%S"), made, made))
    today = (start + 999 * DAY).strftime("%Y-%m-%d")
    left = [each.path.name[:10] for each in kept(found, today)]
    assert left.count(today) == 3
    assert len(left) == 3 + 14 + 24 - 1 or len(left) == 3 + 14 + 24
    assert kept(kept(found, today), today) == kept(found, today)


def test_a_clock_set_back_makes_no_new_backup_go_first(session, path, clock):
    """The work of a whole week went first, because the laptop thought it was 2020."""
    for _ in range(30):
        clock.now += DAY
        add(session)
        session.back_up()
    clock.now = datetime.fromisoformat("2020-01-01T09:00:00+01:00")
    for _ in range(3):
        clock.now += timedelta(hours=1)
        add(session)
        session.back_up()
    assert counts(session)[-3:] == [32, 33, 34]
    clock.now = datetime.fromisoformat("2027-05-01T09:00:00+01:00")
    add(session)
    session.back_up()
    assert counts(session)[-2:] == [34, 35]


def test_the_one_with_most_acts_is_never_removed(session, path, tmp_path, clock):
    """An older copy came in the file's place, and its backups pushed out the full one."""
    old = tmp_path / "gammel"
    shutil.copy(path, old)
    for _ in range(9):
        add(session)
    session.back_up()
    session.close()
    shutil.copy(old, path)
    for number in range(60):
        clock.now += DAY * 40
        with open_session(path, clock=clock) as again:
            if number < 3:
                add(again)
    assert max(counts(session)) == 10


def test_nothing_is_copied_when_nothing_has_changed(session):
    """Every opening would cost a copy."""
    add(session)
    assert session.back_up() is not None
    assert session.back_up() is None
    session.undo()
    assert session.back_up() is not None


# ── what lies in them ───────────────────────────────────────────────────────────────────────────


def slips(file) -> int:
    store = Store.open(file, reading=True)
    try:
        return sum(len(store.ballots(name)) for name in store.ballot_rounds())
    finally:
        store.close()


def test_the_slips_of_an_open_round_are_in_one_copy_that_goes_when_it_closes(
    session, path, tmp_path, clock
):
    """Several backups, compared, would tell who voted when."""
    record, change = rounds.open_round(session.view, session.new_id, "R", ["topic:a", "topic:b"])
    session.do(change)
    for _ in range(4):
        session.hand_in(record, {"grades": [1, 2]})
        clock.now += timedelta(hours=1)
        add(session)
        session.back_up()
    assert [slips(each) for each in backups.of(session.store.workshop_id)] == [0] * 4
    (copy,) = backups.ballot_copies(session.store.workshop_id)
    assert slips(copy) == 4
    torn = path.read_bytes()
    session.close()
    cut(path)
    recover(path, tmp_path / "ny.workshop")
    assert slips(tmp_path / "ny.workshop") == 4
    path.write_bytes(torn)
    with open_session(path, backup=False) as again:
        again.close_round(record, lambda ballots: {"n": len(ballots)})
        assert backups.ballot_copies(session.store.workshop_id) == []


@pytest.mark.skipif(os.name != "posix", reason="rights are another thing there")
def test_nobody_else_can_read_them(session):
    """On a shared machine everyone could read a municipality's drafts."""
    record, change = rounds.open_round(session.view, session.new_id, "R", ["topic:a", "topic:b"])
    session.do(change)
    session.hand_in(record, {"grades": [1, 2]})
    session.back_up()
    root = paths.data_dir() / "backups"
    for each in (root, *root.rglob("*")):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each


def test_a_step_at_a_time_and_acts_that_come_in_meanwhile(session):
    """A backup made while someone types would be torn, or stop the typing."""
    for number in range(50):
        add(session, f"{number}" * 500)
    copying = backups.Copying(session.store, "2027-03-01-090000")
    steps = 0
    while not copying.step(1):
        steps += 1
        if steps < 5:
            add(session, "Kom imens")
    made = copying.finish()
    assert steps > 5
    with open_session(made, role="reader") as again:
        assert len(again.log) == 51
        assert again.damage is None
        assert "Kom imens" not in titles(again)


def test_what_is_removed_for_good_while_a_backup_is_made_is_not_in_it(session):
    """The half-made backup had copied the sentence already."""
    for number in range(20):
        add(session, f"Svært privat {number}" * 200)
    copying = backups.Copying(session.store, "2027-03-01-090000")
    copying.step(1)
    for record in session.view.ids("area"):
        session.forget(record, "title")
    while not copying.step(1):
        pass
    made = copying.finish()
    assert b"privat" not in made.read_bytes()
    assert len(backups.of(session.store.workshop_id)) == 1


def test_a_copy_that_is_given_up_leaves_nothing(session):
    """Half-made backups would gather in the folder."""
    add(session)
    copying = backups.Copying(session.store, "2027-03-01-090000")
    copying.step()
    copying.abandon()
    assert backups.files_of(session.store.workshop_id) == []


# ── what may lie in the way ─────────────────────────────────────────────────────────────────────


def test_backups_of_version_0_1_0_are_still_found(session, path, tmp_path):
    """A year of backups would be out of reach after an upgrade."""
    add(session, "Fra før")
    folder = backups.folder_of(session.store.workshop_id)
    folder.mkdir(parents=True)
    shutil.copy(path, folder / "2026-11-30-0930-a.workshop")
    (folder / "path.txt").write_text(str(path.absolute()), encoding="utf-8")
    session.close()
    assert len(backups.of(session.store.workshop_id)) == 1
    cut(path, 100)
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == ["Fra før"]


@pytest.mark.parametrize("what", ["backups", "workshop", "place"])
def test_a_file_where_a_folder_should_be_is_said_and_left(session, what):
    """Nobody would know that no backups are made."""
    identity = session.store.workshop_id
    from workshop.backups.catalogue import place_of

    way = {
        "backups": paths.data_dir() / "backups",
        "workshop": backups.folder_of(identity),
        "place": place_of(identity, session.store.path),
    }[what]
    way.parent.mkdir(parents=True, exist_ok=True)
    way.write_text("noe annet")
    add(session)
    assert session.back_up() is None
    assert "No backup was made" in str(session.notices[-1])
    assert way.read_text() == "noe annet"
    session.close()
    with open_session(session.store.path) as again:
        add(again)
        assert "No backup was made" in str(again.notices[0])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", None])
def test_a_broken_note_of_the_place_costs_no_backup(session, path, tmp_path, content):
    """A half-written little file would hide all backups, or be written over."""
    from workshop.backups.catalogue import PLACE, place_of

    add(session, "Her")
    place = place_of(session.store.workshop_id, path)
    place.mkdir(parents=True)
    note = place / PLACE
    if content is None:
        note.mkdir()
    else:
        note.write_bytes(content)
    assert session.back_up() is not None
    assert session.notices == []
    assert content is None or note.read_bytes() == content
    session.close()
    cut(path)
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == ["Her"]


def test_broken_backups_are_left_and_told_of(session, path, tmp_path):
    """One bad file would keep the good ones from being used, or be thrown away."""
    add(session, "Her")
    made = session.back_up()
    session.close()
    for name, content in (("2030-01-01-090000-a", b""), ("2031-01-01-090000-a", os.urandom(5000))):
        made.with_name(f"{name}.workshop").write_bytes(content)
    made.with_name("2032-01-01-090000-a.workshop").mkdir()
    with open_session(path) as again:
        add(again)
    assert len(list(made.parent.glob("*.workshop"))) >= 5 - 1
    cut(path)
    rescue = look_for_rescue(path)
    assert any("cannot be opened: 3" in str(line) for line in rescue.report)
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert titles(again) == ["Her", "Heltid"]


def test_a_note_of_a_newer_version_is_no_hindrance(session, path):
    """A backup made by a newer version would stop the older one."""
    add(session)
    made = session.back_up()
    store = Store.open(made)
    store.put_on_desk("backup", '{"format": 9}')
    store.close()
    add(session)
    assert session.back_up() is not None
    assert session.notices == []


# ── what is rescued ─────────────────────────────────────────────────────────────────────────────


def test_drafts_and_slips_are_rescued_too(session, path, tmp_path):
    """The sentence that was being typed when the stick was pulled out would be lost."""
    add(session)
    area = session.view.ids("area")[0]
    session.keep_draft(area, "title", "Halvskrevet")
    session.close()
    recover(path, tmp_path / "ny.workshop")
    with open_session(tmp_path / "ny.workshop", backup=False) as again:
        assert [draft.text for draft in again.drafts()] == ["Halvskrevet"]


def test_what_is_missing_is_told_and_fetched_from_backups(session, path, tmp_path):
    """Rows were missing, and recover said nothing of it."""
    session.store.append(
        Row(f"{n:012d}-{n:012x}", b'{"id":"%012d-%012x"}' % (n, n) + b" " * 300)
        for n in range(2, 200)
    )
    made = backups.make(session.store, "2027-03-01-090000")
    session.close()
    raw = bytearray(path.read_bytes())
    page = raw.index(b"000000000100-") // 4096
    other = raw.index(b"000000000050-") // 4096
    raw[page * 4096 : (page + 1) * 4096] = raw[other * 4096 : (other + 1) * 4096]
    path.write_bytes(raw)
    rescue = recover(path, tmp_path / "ny.workshop")
    assert rescue.missing == ()
    assert rescue.from_backups > 0
    assert len(rescue.rows) == 199
    made.unlink()
    poor = recover(path, tmp_path / "fattig.workshop")
    lost = sum(last - first + 1 for first, last in poor.missing)
    assert lost == rescue.from_backups
    assert any("Changes are missing" in str(line) for line in poor.report)
