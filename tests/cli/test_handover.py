"""A client's workshop is handed over, and nothing of it is kept."""

import os

import pytest

from workshop import backups, paths
from workshop.session import SessionError, handing_over, open_session
from workshop.store import Store


def everything(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_file_goes_out_whole_and_nothing_of_it_is_kept(run, ours, tmp_path):
    """A consultant who has promised to keep nothing of a client's would have kept it."""
    run("--by", "Fasilitator", "add", ours, "measure", "--title", "Heltid")
    with open_session(ours) as session:
        identity, before = session.store.workshop_id, [act.id for act in session.log]
        session.keep_draft("workshop", "title", "Halvskrevet")
    assert backups.of(identity)
    done = run("handover", ours, "--to", tmp_path / "ut", "--yes")
    assert done.code == 0, done.err
    assert not ours.exists()
    assert backups.of(identity) == []
    assert not backups.folder_of(identity).exists()
    home = paths.data_dir().parent
    assert not [p for p in everything(home) if b"ours" in p.read_bytes() or p.suffix == ".lock"]
    assert str(ours) in done.out
    assert "Out of reach" in done.out
    assert "1 text that was being typed" in done.out
    with open_session(tmp_path / "ut" / "ours.workshop") as session:
        assert [act.id for act in session.log][: len(before)] == before
        assert session.store.workshop_id == identity


def test_nothing_is_done_unasked(run, ours, tmp_path):
    """A script could delete a client's work by a slip."""
    done = run("handover", ours, "--to", tmp_path / "ut")
    assert done.code == 1
    assert ours.exists()
    assert not (tmp_path / "ut").exists()


def test_it_is_refused_while_the_file_is_open(run, ours, tmp_path):
    """A window would write the deleted file anew, or lose what is being typed."""
    with open_session(ours):
        done = run("handover", ours, "--to", tmp_path / "ut", "--yes")
        assert done.code == 1
        assert "open in another window" in done.err
    assert ours.exists()
    assert not (tmp_path / "ut").exists()


def test_places_it_cannot_go(run, ours, tmp_path):
    """The copy would be deleted together with the file."""
    folder = tmp_path / "samme"
    folder.symlink_to(tmp_path)
    hard = tmp_path / "hard"
    hard.mkdir()
    os.link(ours, hard / ours.name)
    taken = tmp_path / "opptatt"
    taken.mkdir()
    (taken / ours.name).write_text("noe annet")
    with Store_open(ours) as store:
        own = backups.folder_of(store.workshop_id)
    for place in (tmp_path, folder, hard, taken, own, paths.state_dir(), ours):
        done = run("handover", ours, "--to", place, "--yes")
        assert done.code == 1, place
        assert ours.exists()
    assert (taken / ours.name).read_text() == "noe annet"


class Store_open:
    def __init__(self, path):
        self.store = Store.open(path)

    def __enter__(self):
        return self.store

    def __exit__(self, *_):
        self.store.close()


def test_a_copy_that_is_not_the_same_costs_nothing(ours, tmp_path, monkeypatch):
    """A bad memory stick would cost the whole workshop."""
    plan = handing_over.prepare(ours, tmp_path / "ut")
    copy_to = Store.copy_to

    def spoilt(self, path, *, over=True):
        copy_to(self, path, over=over)
        with Store_open(path) as copy:
            copy.rewrite({row.id: b"{}" for row in copy.since(0).rows[:1]})

    monkeypatch.setattr(Store, "copy_to", spoilt)
    with pytest.raises(SessionError, match="not like the file"):
        handing_over.hand_over(plan)
    assert ours.exists()
    assert everything(tmp_path / "ut") == []


def test_what_cannot_be_deleted_is_said(run, ours, tmp_path, monkeypatch):
    """One would believe that nothing was left when something was."""
    from pathlib import Path

    unlink = Path.unlink

    def stuck(self, missing_ok=False):
        if self == ours:
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    done = run("handover", ours, "--to", tmp_path / "ut", "--yes")
    assert done.code == 1
    assert f"{ours}: Permission denied" in done.err


def test_copies_and_documents_that_stay_are_named(run, ours, tmp_path):
    """Copies in the same folder would be forgotten there."""
    copy = tmp_path / "ours (2).workshop"
    copy.write_bytes(ours.read_bytes())
    paths.state_dir().mkdir(parents=True, exist_ok=True)
    note = tmp_path / "strategi.md"
    note.write_text("# Strategi")
    (paths.state_dir() / "written.json").write_text(f'{{"{note}": "x"}}')
    done = run("handover", ours, "--to", tmp_path / "ut", "--yes")
    assert done.code == 0, done.err
    assert str(copy) in done.out
    assert copy.exists()
    assert str(note) in done.out


def test_a_link_to_the_file_goes_too(run, ours, tmp_path):
    """Only the link would be deleted, and the file it leads to would stay."""
    folder = tmp_path / "lenker"
    folder.mkdir()
    link = folder / "kunde.workshop"
    link.symlink_to(ours)
    done = run("handover", link, "--to", tmp_path / "ut", "--yes")
    assert done.code == 0, done.err
    assert not ours.exists()
    assert not link.is_symlink()
    assert (tmp_path / "ut" / "kunde.workshop").exists()


def test_a_damaged_row_goes_along(run, ours, tmp_path):
    """The last remains of what can be rescued would be left out of the copy."""
    with Store_open(ours) as store:
        seq = 1
        store._connection.execute("UPDATE act SET body=x'00' WHERE seq=?", (seq,))
    done = run("handover", ours, "--to", tmp_path / "ut", "--yes")
    assert done.code == 0, done.err
    with Store_open(tmp_path / "ut" / "ours.workshop") as copy:
        assert copy.body(seq) == b"\x00"
