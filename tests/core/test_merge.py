"""Merging two files: the union of their acts, told beforehand, and safe to repeat."""

import json
import shutil

import pytest
from replica import state

from workshop.acts import base, rounds, strategy
from workshop.model import Area, Goal
from workshop.session import SessionError, copies_beside, create, merge, open_session, preview
from workshop.store import Row, Store, StoreError


@pytest.fixture
def two(tmp_path):
    """A file and a copy of it, both open."""
    path, copy = tmp_path / "a.workshop", tmp_path / "a-LAPTOP.workshop"
    with create(path, by="HR", title="T") as one:
        area, change = strategy.add_area(one.view, one.new_id, "Heltid")
        one.do(change)
        shutil.copy(path, copy)
        with open_session(copy, by="leder", backup=False) as other:
            yield one, other, area


def test_the_preview_tells_what_will_happen_and_does_nothing(two):
    """A merge would be a leap in the dark."""
    one, other, area = two
    one.do(base.edit(one.view, area, title="Den enes"))
    other.do(base.edit(other.view, area, title="Den andres"))
    other.do(strategy.add_goal(other.view, other.new_id, area, "Mål")[1])
    before = state(one.view)
    told = preview(one, other.store.path)
    assert (told.acts, told.by, told.records, told.added) == (2, {"leder": 2}, 2, 1)
    assert (told.new_conflicts, told.settled, told.late, told.skipped) == (1, 0, 0, 0)
    assert state(one.view) == before
    assert merge(one, other.store.path) == told
    merge(other, one.store.path)
    assert state(one.view) == state(other.view)


def test_merging_again_changes_nothing(two):
    """Pressing the button twice would double the strategy."""
    one, other, area = two
    other.do(base.edit(other.view, area, short="H"))
    merge(one, other.store.path)
    content = state(one.view)
    assert merge(one, other.store.path).acts == 0
    assert state(one.view) == content
    with open_session(one.store.path, backup=False) as again:
        assert state(again.view) == content


def test_another_workshops_file_is_refused(two, tmp_path):
    """Two municipalities' strategies would be mixed beyond repair."""
    one, _, _ = two
    create(tmp_path / "b.workshop", title="En annen").close()
    before = state(one.view)
    for other in (tmp_path / "b.workshop", one.store.path):
        with pytest.raises(SessionError):
            merge(one, other)
    with pytest.raises(StoreError):
        merge(one, tmp_path / "none.workshop")
    assert state(one.view) == before


def test_new_work_under_something_removed_is_counted(two):
    """The summary would say nothing about the afternoon's work that is not on the screen."""
    one, other, area = two
    one.do(base.remove(one.view, area))
    other.do(strategy.add_goal(other.view, other.new_id, area, "Mål")[1])
    assert merge(one, other.store.path).late >= 1
    assert one.view.removed()[0].late


def test_slips_of_an_open_round_come_along_once(two):
    """Half of the room voted on the other laptop, and only half would count; or some twice."""
    one, other, _ = two
    record, change = rounds.open_round(one.view, one.new_id, "R", ["topic:a", "topic:b"])
    one.do(change)
    merge(other, one.store.path)
    for grade in range(3):
        one.hand_in(record, {"grades": [grade]})
        other.hand_in(record, {"grades": [grade]})
    assert merge(one, other.store.path).ballots == 3
    assert merge(one, other.store.path).ballots == 0
    one.close_round(record, lambda ballots: {"n": len(ballots)})
    assert one.view.raw(record)["tally"] == {"n": 6}
    assert merge(one, other.store.path).ballots == 0
    other.hand_in(record, {"grades": [4]})
    assert merge(one, other.store.path).ballots == 1
    assert one.late_ballots(record) == 1
    one.undo()
    one.close_round(record, lambda ballots: {"n": len(ballots)})
    assert one.view.raw(record)["tally"] == {"n": 7}


def test_what_a_newer_version_wrote_in_an_act_survives_the_merge(two):
    """An older program in the middle would drop what the newer ones on both sides understand."""
    one, other, _ = two
    body = json.dumps(
        {"id": "000000000900-0000000000ff", "mood": {"x": 1}, "sets": {"goal:g": {"glow": 1}}}
    ).encode()
    other.store.append([Row("000000000900-0000000000ff", body)])
    merge(one, other.store.path)
    assert [row.body for row in one.store.pick(["000000000900-0000000000ff"])] == [body]
    assert [(trouble.record, trouble.field) for trouble in one.view.troubles()] == [
        ("goal:g", "glow")
    ]
    one.store.path.unlink()
    one.poll()
    assert [row.body for row in one.store.pick(["000000000900-0000000000ff"])] == [body]


def test_a_sound_copy_heals_a_damaged_row(two):
    """The merge would say that it was here already, and after the next opening it is gone."""
    one, other, area = two
    act = one.do(base.edit(one.view, area, title="Viktig"))
    merge(other, one.store.path)
    path = one.store.path
    one.close()
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"title":"Viktig"', b'"title":"Viktog"'))
    with open_session(path, backup=False) as damaged:
        assert damaged.view.need(Area, area).title == "Heltid"
        assert [bad.id for bad in damaged.bad_rows] == [act.id]
        assert merge(damaged, other.store.path).acts == 1
        assert damaged.bad_rows == []
        assert damaged.poll() is False
    with open_session(path, backup=False) as again:
        assert again.view.need(Area, area).title == "Viktig"
        assert again.notices == []


def test_undo_after_merging_ones_own_other_copy(two):
    """Ctrl+Z would take back yesterday's work from the other copy instead of the last thing."""
    one, other, area = two
    other.seat = other._steps.seat = one.seat
    other.do(base.edit(other.view, area, short="kopi"))
    one.do(base.edit(one.view, area, title="en"))
    one.do(base.edit(one.view, area, title="to"))
    merge(one, other.store.path)
    assert one.undo().sets[area] == {"title": "to"}
    one.close()
    with open_session(one.store.path, backup=False) as again:
        assert again.seat == one.seat
        assert again.next_undo.id == one.next_undo.id


def test_copies_beside_are_known_by_what_is_in_them(two, tmp_path):
    """The conflicted copy that OneDrive left would lie there unseen until it is deleted."""
    one, other, area = two
    create(tmp_path / "c.workshop", title="En annen").close()
    (tmp_path / "d.workshop").write_text("ikke en fil")
    assert copies_beside(one) == []
    other.do(base.edit(other.view, area, title="Den andres"))
    assert copies_beside(one) == [(other.store.path, 1)]
    merge(one, other.store.path)
    assert copies_beside(one) == []


def test_a_copy_on_a_full_or_read_only_disk_is_read_all_the_same(two, tmp_path):
    """A colleague's copy on a memory stick could not be merged."""
    one, other, area = two
    goal, change = strategy.add_goal(other.view, other.new_id, area, "Mål")
    other.do(change)
    other.close()
    other.store.path.chmod(0o444)
    assert merge(one, other.store.path).acts == 1
    assert one.view.need(Goal, goal).title == "Mål"
    assert Store.open(other.store.path).close() is None
