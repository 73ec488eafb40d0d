"""Documents are written whole, over what is ours and untouched, and over nothing else unasked."""

import errno
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n, output, paths
from workshop.output import Goal, OccupiedError, OutputError, free_name, look, write, write_all
from workshop.output.record import record_file

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes as POSIX has them")


def kind_of(path, origin="a", **how):
    there = look(path, origin, **how)
    return there.kind if there else None


@pytest.fixture
def note(tmp_path):
    """A document of ours, as we wrote it."""
    path = tmp_path / "notat.md"
    write(path, "som skrevet", "a")
    return path


def test_a_document_of_ours_is_written_again(note):
    """Every export after the first would be a question."""
    done = write(note, "skrevet igjen", "a")
    assert (note.read_text(), done.again, done.notices) == ("skrevet igjen", True, ())
    assert done.path.is_absolute()
    assert [one.name for one in note.parent.iterdir()] == ["notat.md"]


def test_what_a_person_has_changed_stays(note):
    """Corrections made in the exported file would be gone without a word."""
    note.write_text("rettet for hånd", encoding="utf-8")
    with pytest.raises(OccupiedError) as caught:
        write(note, "fra programmet", "a")
    assert note.read_text("utf-8") == "rettet for hånd"
    (there,) = caught.value.occupied
    assert (there.kind, there.path, there.free) == ("changed", note, note.with_name("notat-2.md"))
    assert str(note) in str(there.message)
    write(note, "fra programmet", "a", over=True)
    assert note.read_text() == "fra programmet"


def test_a_change_of_the_same_length_is_a_change(note):
    """A corrected digit would be put back."""
    note.write_text("som skrevit")
    assert kind_of(note) == "changed"


def test_a_file_that_is_not_ours_stays(tmp_path):
    """A strategy written by hand under the same name would be lost."""
    path = tmp_path / "strategi.md"
    path.write_text("min egen")
    assert kind_of(path) == "foreign"
    with pytest.raises(OccupiedError):
        write(path, "fra programmet", "a")
    assert path.read_text() == "min egen"


def test_another_project_of_the_same_name_is_not_written_over(note):
    """Two projects of one municipality would share one file, and the last would win."""
    assert kind_of(note, "b") == "other"
    with pytest.raises(OccupiedError):
        write(note, "fra b", "b")
    assert note.read_text() == "som skrevet"
    assert free_name(note, "b") == note.with_name("notat-2.md")
    assert free_name(note, "a") == note


def test_a_document_that_says_the_same_is_in_nobodys_way(tmp_path):
    """A folder synced from another machine would be a question for every file in it."""
    path = tmp_path / "notat.md"
    path.write_bytes(b"likt")
    assert kind_of(path, content="likt") is None
    assert kind_of(path, content="ulik") == "foreign"


def test_documents_that_belong_together_are_written_together_or_not_at_all(tmp_path):
    """The web page would be new and the text old, side by side."""
    (tmp_path / "b.html").write_text("en annens")
    goals = [Goal(tmp_path / "a.md", "a"), Goal(tmp_path / "b.html", "b")]
    with pytest.raises(OccupiedError):
        write_all(goals, "a")
    assert not (tmp_path / "a.md").exists()
    write_all(goals, "a", over=True)
    assert (tmp_path / "b.html").read_text() == "b"


@posix
def test_nothing_is_written_through_a_link(tmp_path):
    """A link in a shared folder would let an export replace any file of the user's."""
    goal = tmp_path / "annen" / "viktig.md"
    goal.parent.mkdir()
    goal.write_text("viktig")
    link = tmp_path / "strategi.md"
    for target in (goal, tmp_path / "not-there"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(OccupiedError) as caught:
            write(link, "ny", "a")
        assert caught.value.occupied[0].kind == "link"
        assert str(target) in str(caught.value)
    assert not (tmp_path / "not-there").exists()
    link.unlink()
    link.symlink_to(goal)
    write(link, "ny", "a", over=True)  # asked for: the link goes, and not what it leads to
    assert (link.read_text(), link.is_symlink(), goal.read_text()) == ("ny", False, "viktig")


@posix
def test_a_file_with_another_name_is_not_written_over(note):
    """A copy kept by a second name would be changed behind the back of whoever kept it."""
    kept = note.with_name("kept.md")
    kept.hardlink_to(note)
    assert kind_of(note) == "names"
    write(note, "ny", "a", over=True)
    assert kept.read_text() == "som skrevet"


@posix
def test_a_folder_that_we_propose_may_not_be_a_link(tmp_path):
    """Documents would land in a folder that nobody has named."""
    (tmp_path / "there").mkdir()
    (tmp_path / "x documents").symlink_to(tmp_path / "there")
    path = tmp_path / "x documents" / "notat.md"
    assert kind_of(path, folder_chosen=False) == "folder-link"
    assert kind_of(path) is None  # one who names the folder has said so
    with pytest.raises(OccupiedError) as caught:
        write(path, "x", "a", folder_chosen=False)
    assert not list((tmp_path / "there").iterdir())
    assert caught.value.occupied[0].free.parent != path.parent


@posix
def test_the_same_file_by_a_link_to_its_folder_is_still_ours(note, tmp_path):
    """Whoever reaches the folder by another way would be asked each time."""
    way = tmp_path.with_name(f"{tmp_path.name}-way")
    way.symlink_to(tmp_path)
    try:
        assert kind_of(way / note.name) is None
    finally:
        way.unlink()


def test_a_folder_in_its_place_gets_an_answer(tmp_path):
    """The command would end in a traceback."""
    (tmp_path / "a.md").mkdir()
    for over in (False, True):
        with pytest.raises(OccupiedError, match="is a folder"):
            write(tmp_path / "a.md", "x", "a", over=over)


@posix
@pytest.mark.parametrize("sort", ["pipe", "socket"])
def test_a_pipe_in_its_place_is_never_opened(tmp_path, sort, monkeypatch):
    """Reading one would hang for ever."""
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    if sort == "pipe":
        os.mkfifo("a.md")
    else:
        server = socket.socket(socket.AF_UNIX)
        server.bind("a.md")
        server.close()
    for over in (False, True):
        with pytest.raises(OccupiedError, match="not an ordinary file"):
            write(Path("a.md"), "x", "a", over=over)


@posix
def test_what_is_marked_as_read_only_stays(note):
    """Someone who has locked the adopted text would find it replaced."""
    note.chmod(0o444)
    assert kind_of(note) == "protected"
    write(note, "ny", "a", over=True)
    assert note.stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("where", ["file.txt/a.md", "x" * 300, "a\0b", "~nobody-at-all/a.md"])
def test_a_name_that_cannot_be_gets_an_answer(tmp_path, where, monkeypatch):
    """A slip in the name would end in a traceback."""
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("")
    with pytest.raises(OutputError) as caught:
        write(Path(where), "x", "a")
    assert str(caught.value).strip()
    assert i18n.translator("nb").message(caught.value.message) != str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "full"), (errno.EROFS, "cannot"), (errno.EIO, "not written")],
)
@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_trouble_at_any_step_leaves_the_old_document(note, monkeypatch, number, word, step):
    """A full disk would leave half a document, or none."""

    def fail(*_whatever, **_more):
        raise OSError(number, "trouble")

    with monkeypatch.context() as broken:
        if step == "rename":
            broken.setattr(Path, "replace", fail)
        elif step == "fsync":
            broken.setattr(os, "fsync", fail)
        else:
            real = os.open
            broken.setattr(os, "open", lambda path, *more: fail() if "tmp" in str(path)[-4:]
                           else real(path, *more))  # fmt: skip
        with pytest.raises(OutputError, match=word):
            write(note, "ny", "a")
        with pytest.raises(OutputError, match=word):
            write(note.parent / "ny" / "mappe" / "b.md", "ny", "a", over=True) if (
                step != "rename"
            ) else fail_like(number)
    assert note.read_text() == "som skrevet"
    assert [one.name for one in note.parent.iterdir()] == ["notat.md"]
    assert kind_of(note) is None


def fail_like(number):
    from workshop.output.occupied import explained

    raise explained(Path("x"), OSError(number, "trouble"))


def test_who_saves_while_we_write_keeps_their_file(note, monkeypatch):
    """What was saved in the moment before the new document got its name would be lost."""
    real = os.fsync

    def saved_meanwhile(handle):
        real(handle)
        note.write_text("lagret imens")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    with pytest.raises(OccupiedError):
        write(note, "fra programmet", "a")
    assert note.read_text() == "lagret imens"
    assert [one.name for one in note.parent.iterdir()] == ["notat.md"]


def test_who_takes_the_name_while_we_write_keeps_it(tmp_path, monkeypatch):
    """A file that was made in that moment would be replaced."""
    path, real = tmp_path / "ny.md", os.fsync

    def made_meanwhile(handle):
        real(handle)
        path.write_text("en annens")

    monkeypatch.setattr(os, "fsync", made_meanwhile)
    with pytest.raises(OccupiedError):
        write(path, "fra programmet", "a")
    assert path.read_text() == "en annens"


@posix
def test_a_disk_that_knows_no_second_names_will_do(tmp_path, monkeypatch):
    """Nothing could be written to a memory stick."""

    def refuse(*_whatever, **_more):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "a.md", "x", "a")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    "broken", [b"{", b"\xff\xfe", b"[]", b'{"format": 99, "files": {}}', b"[" * 100_000, None]
)
def test_a_record_that_cannot_be_read_is_said_and_left(note, broken):
    """Edited documents would be taken for ours, or what a newer version keeps would be lost."""
    record_file().unlink()
    if broken is None:
        record_file().mkdir()
    else:
        record_file().write_bytes(broken)
    assert kind_of(note) == "foreign"
    done = write(note, "ny", "a", over=True)
    assert any("cannot be read" in str(one) for one in done.notices)
    assert note.read_text() == "ny"
    assert record_file().is_dir() if broken is None else record_file().read_bytes() == broken


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_an_empty_record_is_a_new_one(note, content):
    """A power cut would make every later writing a question."""
    record_file().write_bytes(content)
    assert kind_of(note) == "foreign"
    assert write(note, "ny", "a", over=True).notices == ()
    assert kind_of(note) is None


def test_what_version_0_1_wrote_is_known_but_not_whose(note):
    """A document of another project would be written over, or not be named when handing over."""
    record_file().unlink()
    old = paths.state_dir() / "written.json"
    old.write_text(f'{{"{note}": "0"}}')
    assert kind_of(note) == "foreign"
    assert output.written_by_us(note.parent) == [note]
    old.write_text("[1")
    assert output.written_by_us(note.parent) == []


def test_what_we_wrote_is_found_again(note, tmp_path):
    """Handing over and removing for good could not say where the words stand."""
    other = tmp_path / "b" / "annet.md"
    write(other, "x", "b")
    (tmp_path / "mine.md").write_text("x")
    assert sorted(output.written_by_us(tmp_path)) == sorted([other, note])
    assert output.written_by_us(tmp_path / "b") == [other]
    assert output.written_by_us(origin="a") == [note]
    note.unlink()
    assert output.written_by_us(origin="a") == []


@posix
def test_documents_are_as_readable_as_other_files_of_the_user(tmp_path):
    """A colleague could not read what lies in the shared folder."""
    before = os.umask(0o027)
    try:
        write(tmp_path / "ny" / "a.md", "x", "a")
        assert (tmp_path / "ny" / "a.md").stat().st_mode & 0o777 == 0o640
        assert (tmp_path / "ny").stat().st_mode & 0o777 == 0o750
        (tmp_path / "ny" / "a.md").chmod(0o660)
        write(tmp_path / "ny" / "a.md", "y", "a")
        assert (tmp_path / "ny" / "a.md").stat().st_mode & 0o777 == 0o660
    finally:
        os.umask(before)


@posix
def test_previews_are_for_their_owner_alone(tmp_path):
    """Drafts that somebody looked at would be readable by all users of the machine."""
    path = output.preview("a.html", "x")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert output.previews() == [path]


@given(st.text(max_size=200), st.text(max_size=200))
def test_only_what_is_exactly_as_we_wrote_it_is_ours(tmp_path_factory, ours, theirs):
    """Some odd text would be taken for our own."""
    path = tmp_path_factory.mktemp("x") / "a.md"
    write(path, ours, "a")
    raw = theirs.encode("utf-8", "replace")
    path.write_bytes(raw)
    same = raw == ours.encode("utf-8", "replace")
    assert kind_of(path) == (None if same else "changed")
