"""Files that were damaged, or made to do harm: opened with what can be read, never a crash."""

import json
import random

import pytest
from replica import check_same_as_fresh

from workshop.acts import base, strategy
from workshop.changes import LEAP, act_id
from workshop.session import create, merge, open_session
from workshop.store import Row, Store, StoreError


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "a.workshop"
    with create(where, by="HR", title="T") as session:
        area, change = strategy.add_area(session.view, session.new_id, "Heltid")
        session.do(change)
        session.do(strategy.add_goal(session.view, session.new_id, area, "Mål")[1])
    return where


def put(path, *rows: tuple[str, bytes]) -> None:
    store = Store.open(path)
    store.append([Row(identifier, body) for identifier, body in rows])
    store.close()


def body(identifier: str, **fields) -> bytes:
    return json.dumps({"id": identifier, **fields}).encode()


@pytest.mark.parametrize("bad", [
    b"", b"{}", b"null", b"[]", b"\xff\xfe", b'{"id":5}', b'{"id":"x","sets":[]}',
    b'{"id":"000000000050-000000000050","sets":{"goal:g":{"t":' + b"[" * 100_000,
    b'{"id":"000000000050-000000000050","sets":{"goal:g":{"t":' + b"[" * 900 + b"]" * 900 + b"}}}",
    b'{"id":"000000000051-000000000051"}',
    b'{"id":"000000000050-000000000050"},{"id":"000000000051-000000000051"}',
])  # fmt: skip
def test_a_row_that_is_no_act_is_reported_and_kept(path, bad):
    """One crafted row would keep everyone out of the file."""
    put(path, ("000000000050-000000000050", bad))
    with open_session(path, backup=False) as session:
        assert len(session.log) == 3
        assert [row.id for row in session.bad_rows] == ["000000000050-000000000050"]
        assert len(session.notices) == 1
        session.do(base.edit(session.view, session.view.ids("area")[0], title="Videre"))
        assert session.poll() is False
    with open_session(path, backup=False) as again:
        assert again.view.title(again.view.ids("area")[0]) == "Videre"
        assert again.store.count() == 5


@pytest.mark.parametrize("identifier", [
    "999999999999-000000000000", "999999999999-ffffffffffff", f"{LEAP + 100:012d}-000000000000",
    "٠٠٠٠٠٠٠٠٠٠٥٠-000000000050", "000000000050-00000000005G", "000000000050-000000000050\n",
    "", "x",
])  # fmt: skip
def test_numbers_cannot_be_used_up(path, tmp_path, identifier):
    """A crafted act with the highest number there is would be the last that ever counts."""
    put(path, (identifier, body(identifier, sets={"area:x": {"title": "høyest"}})))
    with open_session(path, backup=False) as session:
        assert len(session.log) == 3
        act = session.do(base.edit(session.view, session.view.ids("area")[0], title="Videre"))
        assert int(act.id[:12]) == 4
    copy = tmp_path / "ren.workshop"
    Store.create(copy, session.store.workshop_id).close()
    with open_session(copy, backup=False) as clean:
        assert merge(clean, path).skipped == 1
        assert len(clean.log) == 4


def test_a_number_just_below_the_limit_leaves_room(path):
    """A limit that can itself be used up is no limit."""
    high = act_id(LEAP + 4, 5)
    put(path, (high, body(high, sets={"area:x": {"title": "høy"}})))
    with open_session(path, backup=False) as session:
        assert high in session.log
        for number in range(5):
            session.do(base.edit(session.view, "area:x", title=f"{number}"))
    with open_session(path, backup=False) as again:
        assert again.view.title("area:x") == "4"
        assert again.bad_rows == []


def test_flipped_bits_anywhere_never_crash(path, tmp_path):
    """A worn memory stick would take the program down instead of one sentence."""
    with open_session(path, backup=False) as session:
        for number in range(40):
            session.do(strategy.add_area(session.view, session.new_id, f"Område {number}" * 20)[1])
        whole = {act.id: act for act in session.log}
    raw = path.read_bytes()
    dice = random.Random(7)
    opened = 0
    for number in range(150):
        flipped = bytearray(raw)
        for _ in range(1 + number % 3):
            flipped[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        damaged = tmp_path / f"{number}.workshop"
        damaged.write_bytes(flipped)
        try:
            session = open_session(damaged, backup=False)
        except StoreError:
            continue
        with session:
            opened += 1
            assert all(whole[act.id] == act for act in session.log)
            check_same_as_fresh(session.view, session.log)
        damaged.unlink()
    assert opened > 75


def test_files_cut_at_any_length_never_crash(path, tmp_path):
    """A download that stopped half-way would crash instead of saying so."""
    raw = path.read_bytes()
    cut = tmp_path / "cut.workshop"
    for length in [0, 1, 50, 99, 100, 101, 4095, 4096, 4097, *range(8192, len(raw), 4096)]:
        cut.write_bytes(raw[:length])
        with pytest.raises(StoreError):
            open_session(cut, backup=False)


@pytest.mark.parametrize("workshop_id", ["../../etc", "a/b", "..", "x" * 500, "ø", "a\x00b"])
def test_an_id_of_a_workshop_cannot_lead_out_of_the_folder_of_backups(tmp_path, workshop_id):
    """A file from a stranger would write wherever it likes on the machine."""
    path = tmp_path / "deep" / "a.workshop"
    path.parent.mkdir()
    Store.create(path, workshop_id).close()
    with open_session(path) as session:
        session.do(strategy.add_area(session.view, session.new_id, "X")[1])
        session.back_up()
    assert [file.name for file in tmp_path.rglob("*.workshop")] == ["a.workshop"]


def test_hostile_values_in_every_part_of_an_act(path):
    """A crafted file would crash the first screen that shows it."""
    nasty = [
        "[/]",
        "[@click=app.quit]x[/]",
        "\x1b[2J",
        "\x00",
        "\ufffd",
        "\u202e",
        "👩‍👩‍👧‍👦",
        "=1+1",
    ]
    for number, text in enumerate(nasty, start=100):
        identifier = act_id(number, number)
        put(path, (identifier, body(
            identifier, by=text, seat=text, at=text, what=text,
            sets={f"goal:{text}": {text: text, "title": text, "place": [text, text]},
                  f"topic:{text}": {"merged_into": f"topic:{text}"}},
            replaces={f"goal:{text}": {"title": [text, identifier]}}, hides=[text],
            undoes=text, forgets={text: {text: [text]}},
        )))  # fmt: skip
    with open_session(path, backup=False) as session:
        assert len(session.log) == 3 + len(nasty)
        assert session.bad_rows == []
        check_same_as_fresh(session.view, session.log)
        assert session.view.title("goal:\x1b[2J") == "\x1b[2J"
        assert session.undo() is not None
