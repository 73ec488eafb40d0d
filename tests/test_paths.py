import os
import stat
import sys

import msgspec
import pytest

from workshop import paths
from workshop.output import preview
from workshop.paths import Settings, SettingsError


def write_settings(text: str | bytes) -> None:
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_bytes(text if isinstance(text, bytes) else text.encode())


def test_one_variable_moves_everything(tmp_path, monkeypatch):
    """A trial run or a USB stick would leave traces on the machine."""
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path))
    folders = {paths.config_dir(), paths.data_dir(), paths.state_dir()}
    assert len(folders) == 3
    assert all(folder.parent == tmp_path for folder in folders)


def test_a_home_given_from_here_stays_put(tmp_path, monkeypatch):
    """Backups would move when the program was started from another folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_HOME", "home")
    assert paths.data_dir().parent == tmp_path / "home"


def test_without_it_the_system_decides(monkeypatch):
    """IT would not find the data where docs/for-it.md says it lies."""
    monkeypatch.delenv("WORKSHOP_HOME")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", "/data")
        monkeypatch.setenv("XDG_CONFIG_HOME", "/config")
        monkeypatch.setenv("XDG_STATE_HOME", "/state")
        assert str(paths.data_dir()) == "/data/employer-strategy-workshop"
        assert str(paths.config_dir()) == "/config/employer-strategy-workshop"
        assert str(paths.state_dir()) == "/state/employer-strategy-workshop"
    assert paths.data_dir().name == "employer-strategy-workshop"


def test_asking_makes_no_folder():
    """Looking at --help would leave folders behind."""
    paths.data_dir()
    paths.backups_dir("w1")
    paths.own_content("decks")
    assert not paths.data_dir().exists()


@pytest.mark.parametrize(
    "hostile", ["", "..", "../x", "a/b", "a\\b", "C:x", "a\0b", "x" * 101, "ø"]
)
def test_a_workshop_cannot_choose_where_its_backups_go(hostile):
    """A file from a stranger could write outside the folder of backups."""
    with pytest.raises(ValueError, match="not the id"):
        paths.backups_dir(hostile)
    assert paths.backups_dir("01J-a_b").parent == paths.data_dir() / "backups"


@pytest.mark.parametrize("kind", ["decks", "process_templates"])
def test_built_in_content_is_found(kind):
    """A new workshop would have no cards to draw or process to follow."""
    assert list(paths.builtin_content(kind).glob("*.yaml"))


def test_settings_come_back_as_they_were_chosen():
    """The program would ask for your name every time."""
    assert paths.read_settings() == Settings()
    chosen = paths.change_settings(name="rådgiver «HR» \\ [/]\n", keys={"undo": "ctrl+z"})
    assert chosen == paths.read_settings()
    paths.change_settings(language="nn")
    assert paths.read_settings() == msgspec.structs.replace(chosen, language="nn")


def test_a_choice_can_be_taken_back():
    """A name once given could never be removed from the machine."""
    paths.change_settings(name="rådmann")
    paths.change_settings(name="")
    assert paths.read_settings().name == ""


def test_an_unknown_setting_is_a_mistake_in_the_program():
    """A misspelt setting would be thrown away without a word."""
    with pytest.raises(TypeError, match="nmae"):
        paths.change_settings(nmae="x")
    with pytest.raises(msgspec.ValidationError):
        paths.change_settings(name=3)
    assert not paths.settings_file().exists()


def test_what_a_newer_version_wrote_is_kept():
    """Going back a version for a day would lose the newer one's settings."""
    write_settings('name = "leder"\nsparkle = 3\n[future]\nx = true\n')
    paths.change_settings(theme="fjord")
    text = paths.settings_file().read_text("utf-8")
    assert "sparkle = 3" in text
    assert "[future]" in text


@pytest.mark.parametrize(
    "broken",
    ["name = ", "name = 3", b"name = '\xff'", "keys = []", "[keys]\nundo = 1", b"\0", b"\xff\xfe"],
)
def test_broken_settings_are_said_and_left_alone(broken):
    """A slip in an editor would cost all settings, or stop the program with a traceback."""
    write_settings(broken)
    before = paths.settings_file().read_bytes()
    with pytest.raises(SettingsError) as caught:
        paths.read_settings()
    assert str(paths.settings_file()) in str(caught.value.problem)
    assert "left as it is" in str(caught.value)
    with pytest.raises(SettingsError):
        paths.change_settings(name="leder")
    assert paths.settings_file().read_bytes() == before


def test_settings_that_are_a_folder_are_said():
    """A strange machine would meet a traceback."""
    paths.settings_file().mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        paths.read_settings()


def test_a_name_that_is_not_text_can_be_saved():
    """A paste from a broken program would crash the first dialog."""
    paths.change_settings(name="a\ud800b\0")
    assert paths.read_settings().name == "a\ufffdb\0"


def test_writing_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """A full disk would empty the file that was there."""
    target = tmp_path / "file"
    target.write_bytes(b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        paths.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_writing_keeps_rights_and_links(tmp_path):
    """A shared file would become private, and a linked one a copy."""
    real = tmp_path / "real"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(real)
    paths.write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_recent_files_are_per_folder_and_newest_first(tmp_path):
    """One client's name would stand on another's wall."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
    files = [ours / "a.workshop", ours / "b.workshop", theirs / "c.workshop"]
    for file in files:
        file.touch()
        paths.remember(file)
    paths.remember(files[0])
    assert paths.recent(ours) == (files[0], files[1])
    assert paths.recent(theirs) == (files[2],)
    files[0].unlink()
    assert paths.recent(ours) == (files[1],)


def test_recent_files_are_a_short_list(tmp_path):
    """The start screen would grow for ever."""
    for n in range(30):
        file = tmp_path / f"{n}.workshop"
        file.touch()
        paths.remember(file)
    assert [p.stem for p in paths.recent(tmp_path)] == [str(n) for n in range(29, 9, -1)]


def test_recent_files_never_stand_in_the_way(tmp_path, monkeypatch):
    """A read-only home, or a strange file name, would stop the work itself."""
    paths.remember(tmp_path / "bad\udcff.workshop")
    (paths.data_dir() / "recent.json").parent.mkdir(parents=True, exist_ok=True)
    (paths.data_dir() / "recent.json").write_text("[", "utf-8")
    assert paths.recent(tmp_path) == ()
    blocked = tmp_path / "blocked"
    blocked.touch()
    monkeypatch.setenv("WORKSHOP_HOME", str(blocked))
    paths.remember(tmp_path / "a.workshop")
    assert paths.recent(tmp_path) == ()


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_all_that_the_program_keeps_is_for_its_owner_alone(tmp_path, monkeypatch):
    """Backups and looked-at drafts could be read by everyone who uses the machine."""
    from workshop.cli.main import main

    monkeypatch.chdir(tmp_path)
    home = paths.data_dir().parent
    (home / "state" / "preview").mkdir(parents=True, mode=0o755)
    (home / "config").mkdir(mode=0o755)
    settings = home / "config" / "config.toml"
    settings.write_text('name = "HR"\n')
    settings.chmod(0o644)
    before = os.umask(0o022)
    try:
        paths.change_settings(language="nb")
        preview("a.html", "x")
        assert main(["new", "a.workshop", "--organisation", "Fjordvik"]) == 0
        assert main(["edit", "a.workshop", "workshop", "title=En"]) == 0
        assert main(["export", "a.workshop"]) == 0
        assert main(["deck", "new", "--title", "Min"]) == 0
    finally:
        os.umask(before)
    kept = [*home.glob("*"), *home.glob("*/**/*")]
    assert {path.name for path in kept} >= {"config.toml", "recent.json", "documents.json"}
    open_to_others = [path for path in kept if path.stat().st_mode & 0o077]
    assert open_to_others == []
    # What is the user's own is as readable as the rest of their files.
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in tmp_path.glob("*.*"))


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_a_folder_that_the_user_named_as_home_keeps_its_own_mode(tmp_path, monkeypatch):
    """A shared home drive would be closed to those who share it."""
    home = tmp_path / "shared"
    home.mkdir(mode=0o755)
    monkeypatch.setenv(paths.HOME_VARIABLE, str(home))
    paths.change_settings(name="HR")
    assert home.stat().st_mode & 0o777 == 0o755
    assert (home / "config").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a.workshop", "here/a.workshop"),
        ("./b/../a.workshop", "here/a.workshop"),
        ("../a.workshop", "a.workshop"),
        ("link/a.workshop", "here/link/a.workshop"),
        ("link/../a.workshop", "far/a.workshop"),
        ("~/a.workshop", "home/a.workshop"),
        ("~nobody-by-that-name/a", "here/~nobody-by-that-name/a"),
    ],
)
def test_a_path_leads_where_the_system_would_go(tmp_path, monkeypatch, written, meant):
    """A copy would be looked for in a folder where it is not, and the key would do nothing."""
    for folder in ("here/b", "far/away", "home"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "here/link").symlink_to(tmp_path / "far/away")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    found = paths.absolute(tmp_path.__class__(written))
    assert found == tmp_path / meant
    monkeypatch.chdir(tmp_path)
    assert found.is_absolute()
