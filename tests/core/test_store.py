"""The file: rows kept whole, ballots without order, and clear words when something is wrong."""

import os
import sqlite3
import time

import pytest
from disks import fill, small_disk

from workshop.store import (
    BusyError,
    Draft,
    FullError,
    MissingError,
    NewerVersionError,
    NotAWorkshopError,
    OtherWorkshopError,
    Row,
    Store,
    StoreError,
    checksum,
    database,
    salvage,
)

ROWS = [Row(f"{n:012d}-{n:012x}", b'{"id":"%d"}' % n) for n in range(1, 6)]


@pytest.fixture
def store(tmp_path):
    with_rows = Store.create(tmp_path / "a.workshop", "abc123")
    with_rows.append(ROWS)
    yield with_rows
    with_rows.close()


def test_rows_come_back_as_they_were(store):
    """A strategy would come back with other words in it."""
    batch = store.since(0)
    assert batch.rows == ROWS
    assert (batch.bad, batch.seq, store.count(), store.ids()) == (
        [], 5, 5, {row.id for row in ROWS},
    )  # fmt: skip
    assert store.since(3).rows == ROWS[3:]
    assert store.since(5).seq == 5


def test_a_row_that_is_there_is_left_alone(store):
    """Merging twice would double every change."""
    store.append([*ROWS, Row(ROWS[0].id, b"forged")])
    assert store.since(0).rows == ROWS


def test_rows_are_kept_all_or_none(store):
    """An import that stopped half-way would leave half of it."""
    with pytest.raises(TypeError):
        store.append([Row("000000000009-000000000009", b"{}"), Row("x", None)])
    assert store.count() == 5


def test_a_flipped_bit_costs_one_row(store):
    """43 % of flipped bits changed a text unnoticed by SQLite's own check."""
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE act SET body=? WHERE seq=3", (b'{"id":"2"}',))
    other.close()
    batch = store.since(0)
    assert [row.id for row in batch.rows] == [row.id for row in ROWS if row is not ROWS[2]]
    assert [(bad.seq, bad.id) for bad in batch.bad] == [(3, ROWS[2].id)]


@pytest.mark.parametrize("change", [
    "id=CAST(x'ff30' AS TEXT)", "body=NULL", "body='text'", "crc='x'", "crc=NULL", "id=7",
    "id=NULL",
])  # fmt: skip
def test_a_row_of_the_wrong_type_is_only_a_bad_row(store, change):
    """One bit in the head of a row would make the whole file unreadable."""
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA writable_schema=ON")
        other.execute("UPDATE sqlite_master SET sql=replace(sql,' NOT NULL','') WHERE name='act'")
    other.close()
    with sqlite3.connect(store.path) as other:
        other.execute(f"UPDATE act SET {change} WHERE seq=3")
    other.close()
    batch = store.since(0)
    assert (len(batch.rows), [bad.seq for bad in batch.bad]) == (4, [3])
    assert store.stands(5, ROWS[4].id, 5)


def test_a_damaged_row_is_made_whole_by_a_sound_copy(store):
    """A colleague's copy has the sentence, merging says it is here, and it is gone next time."""
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE act SET body=x'00' WHERE seq=3")
    other.close()
    store.append(ROWS)
    assert store.since(0).rows == ROWS


def test_nothing_is_written_over(tmp_path, store):
    """A new workshop given an old one's name would erase it."""
    with pytest.raises(FileExistsError):
        Store.create(store.path, "other")
    (tmp_path / "hund.workshop").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        Store.create(tmp_path / "hund.workshop", "other")
    assert store.count() == 5


def test_what_a_killed_program_left_half_made_is_swept_up(tmp_path):
    """The folder would fill with hidden half-made files, and one could be taken for a workshop."""
    old = tmp_path / ".a.workshop.0badf00d.making"
    young = tmp_path / ".a.workshop.12345678.making"
    strange = tmp_path / ".b.workshop.0badf00d.making"
    for path in (old, young, strange):
        path.write_bytes(b"half")
        if path is not young:
            os.utime(path, (time.time() - 4_000,) * 2)
    Store.create(tmp_path / "a.workshop", "abc").close()
    assert {path.name for path in tmp_path.iterdir()} == {"a.workshop", young.name, strange.name}


def test_a_disk_without_second_names(tmp_path, monkeypatch):
    """On a memory stick no workshop could be made."""

    def no_links(*_):
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "link", no_links)
    Store.create(tmp_path / "a.workshop", "abc").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.workshop"]


def test_what_is_no_workshop_is_said_to_be_none(tmp_path):
    """Opening the wrong file would damage it, or crash with words for programmers."""
    text = tmp_path / "brev.workshop"
    text.write_text("Kjære kommune")
    before = text.read_bytes()
    plain = tmp_path / "plain.workshop"
    sqlite3.connect(plain).executescript("CREATE TABLE a(b);").close()
    (tmp_path / "empty.workshop").touch()
    for path in (text, plain, tmp_path / "empty.workshop", tmp_path):
        with pytest.raises(NotAWorkshopError):
            Store.open(path)
    for path in (tmp_path / "none.workshop", text / "inside.workshop"):
        with pytest.raises(MissingError):
            Store.open(path)
    assert text.read_bytes() == before


def test_a_newer_file_is_left_untouched(store):
    """An old program would write in a file that it does not understand."""
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA user_version=99")
    other.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerVersionError) as caught:
        Store.open(store.path)
    assert "99" in str(caught.value)
    assert store.path.read_bytes() == before


def test_a_file_that_has_lost_its_identity_says_so(store):
    """One flipped bit would make it another workshop, and no copy could be merged again."""
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE meta SET value='abc124' WHERE name='workshop_id'")
    other.close()
    with pytest.raises(StoreError, match="recover"):
        Store.open(store.path)


def test_a_file_held_by_another_program_says_so(store, monkeypatch):
    """The program would hang, or say that the file is damaged."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(BusyError):
            Store.open(store.path)
    finally:
        other.close()
    Store.open(store.path).close()


def test_a_full_disk_damages_nothing(tmp_path):
    """The last change before the disk was full would take the others with it."""
    with small_disk(tmp_path / "disk") as disk:
        store = Store.create(disk / "a.workshop", "abc")
        store.append(ROWS)
        filling = fill(disk)
        with pytest.raises(FullError):
            store.append([Row(f"{n:012d}-{n:012x}", b"x" * 900) for n in range(10, 400)])
        with pytest.raises(FullError):
            store.copy_to(disk / "b.workshop")
        with pytest.raises(FullError):
            Store.create(disk / "c.workshop", "def")
        assert store.since(0).rows == ROWS
        assert {path.name for path in disk.iterdir()} <= {"a.workshop", "fyll"}
        filling.unlink()
        store.append([Row("000000000009-000000000009", b"{}")])
        assert store.count() == 6
        store.close()


def test_writing_into_another_workshops_file_is_refused(tmp_path, store):
    """A client's file copied over another's would get the other's changes mixed in."""
    other = Store.create(tmp_path / "b.workshop", "other")
    other.close()
    store.path.write_bytes(other.path.read_bytes())
    with pytest.raises(OtherWorkshopError):
        store.append([Row("000000000009-000000000009", b"{}")])


def test_ballots_lie_in_the_file_without_order_or_time(tmp_path):
    """Who voted what could be read from the order in which slips lie in the file."""
    slips = {f"{(n * 7919) % 97:016x}": b"vote%d" % n for n in range(60)}
    pages = []
    for order in (list(slips), list(reversed(slips)), sorted(slips)):
        path = tmp_path / f"{len(pages)}.workshop"
        store = Store.create(path, "abc")
        for key in order:
            store.hand_in("round:1", {key: slips[key]})
        store.close()
        raw = path.read_bytes()
        # The head of the file counts writings; everything after it must be the same.
        pages.append(raw[100:])
        assert b"2026" not in raw
        assert b"2027" not in raw
    assert pages[0] == pages[1] == pages[2]


def test_a_ballot_taken_back_leaves_no_trace(store):
    """A mistyped slip could be read from the file afterwards."""
    store.hand_in("round:1", {"aa": b"secret-vote", "bb": b"other"})
    store.take_back("round:1", "aa")
    assert b"secret-vote" not in store.path.read_bytes()
    assert store.ballots("round:1") == {"bb": b"other"}
    store.drop_ballots("round:1")
    assert store.ballot_rounds() == []


def test_a_slip_handed_in_while_the_round_is_closed_is_not_thrown_away(store):
    """The vote typed on the second laptop at that very moment would be lost."""
    store.hand_in("round:1", {"aaaaaaaaaaaaaaaa": b"1", "bbbbbbbbbbbbbbbb": b"2"})
    body = b'{"ballots":{"aaaaaaaaaaaaaaaa":1}}'
    store.append([Row("000000000009-000000000009", body)], instead_of_ballots="round:1")
    assert store.ballots("round:1") == {"bbbbbbbbbbbbbbbb": b"2"}


def test_forgotten_bytes_are_gone(store):
    """A sentence about someone's health could be found in the file with a hex editor."""
    store.append([Row("000000000007-000000000007", b"diagnose" * 2_000)])
    store.keep_draft(Draft("s", "goal:g", "title", "[]", "diagnose", ""))
    store.keep_snapshot("fold", "1", b"diagnose")
    store.rewrite({"000000000007-000000000007": b"{}"}, drafts=[("goal:g", "title")])
    assert store.untidy
    store.tidy()
    assert not store.untidy
    assert b"diagnose" not in store.path.read_bytes()
    assert store.snapshot("fold") is None
    assert store.since(5).rows == [Row("000000000007-000000000007", b"{}")]


def test_drafts_are_kept_whatever_their_text(store):
    """What was being typed when the power went would be gone because of one odd character."""
    for number, text in enumerate(("a\x00b", "\ud83d", "🙂\u202e", "x" * 300_000, "", "a\r\nb")):
        store.keep_draft(Draft("s", f"goal:{number}\ud800", "title", "[]", text, ""))
    kept = [draft.text for draft in store.drafts()]
    assert kept == ["a\x00b", "\ufffd", "🙂\u202e", "x" * 300_000, "", "a\r\nb"]
    for number in range(6):
        store.drop_draft("s", f"goal:{number}\ud800", "title")
    assert store.drafts() == []


def test_the_desk_and_the_seats(store):
    """The clock would start anew whenever the program is opened again."""
    assert store.desk("clock") == ""
    store.put_on_desk("clock", "12:00")
    assert store.desk("clock") == "12:00"
    store.sit_down("s1", "m", "2027-01-01")
    store.sit_down("s2", "m", "2027-01-02")
    assert store.seats("m") == ["s2", "s1"]
    assert store.seats("other") == []


def test_salvage_reads_around_the_damage(tmp_path, store):
    """One bad page in the middle would cost the whole strategy."""
    store.append([Row(f"{n:012d}-{n:012x}", b"%d" % n * 400) for n in range(10, 300)])
    raw = bytearray(store.path.read_bytes())
    broken = tmp_path / "broken.workshop"
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = os.urandom(4096)
    broken.write_bytes(raw)
    before = broken.read_bytes()
    found = salvage(broken)
    assert found.workshop_id == "abc123"
    assert 200 < len(found.rows) < 295
    assert len(found.rows) + len(found.lost) == store.count()
    assert all(checksum(row.id, row.body) for row in found.rows)
    assert broken.read_bytes() == before


def test_salvage_reads_a_file_cut_short(tmp_path, store):
    """A download that stopped half-way would be worth nothing."""
    store.append([Row(f"{n:012d}-{n:012x}", b"%d" % n * 400) for n in range(10, 300)])
    raw = store.path.read_bytes()
    for part in (0.9, 0.5, 0.3):
        cut = tmp_path / f"{part}.workshop"
        cut.write_bytes(raw[: int(len(raw) * part)])
        with pytest.raises(StoreError):
            Store.open(cut).since(0)
        found = salvage(cut)
        assert found.workshop_id == "abc123"
        assert len(found.rows) > 200 * part


def test_salvage_of_what_is_no_database(tmp_path):
    """Recovering the wrong file would crash."""
    path = tmp_path / "x.workshop"
    for content in (b"", b"hei", os.urandom(9_000), b"SQLite format 3\x00" + os.urandom(9_000)):
        path.write_bytes(content)
        assert salvage(path).rows == []
