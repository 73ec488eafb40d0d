"""Files of the program's own that are broken: said, never fatal, and left as they are."""

import sqlite3
from pathlib import Path

import pytest

from workshop import i18n, paths


def _folder(path):
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


_SETTINGS = [
    b"x = [",
    b"theme = 3",
    b'name = "\xe5"',
    b"\xff\xfe\x00",
    b"\0" * 40,
    b"language = []",
]


@pytest.mark.parametrize("content", [*_SETTINGS, None])
def test_settings_that_cannot_be_read(run, ours, content):
    """A slip in a settings file would keep the program from opening the evening's work."""
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    _folder(file) if content is None else file.write_bytes(content)
    for words in (("status", ours), ("add", ours, "area", "Heltid"), ("undo", ours)):
        said = run(*words)
        assert said.code == 0, said.err
        assert "settings" in said.err
    assert content is None or file.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"from_a_newer_version = 1\n", b"[[later]]\nx = 1\n"])
def test_settings_that_are_empty_or_newer(run, ours, content):
    """Someone who tries a newer version would have to throw the settings away."""
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    said = run("status", ours)
    assert (said.code, said.err) == (0, "")
    assert file.read_bytes() == content


_NOTES = ["", "{", "null", "[]", b"\xff\x00", "9" * 30, "-1", '{"at": [], "draw": 7}', "\u0663"]


@pytest.mark.parametrize("note", _NOTES)
def test_notes_in_the_file_that_mean_nothing(run, ours, note):
    """A clock that cannot be read would keep a meeting out of its file."""
    from workshop.session import seen

    run("draw", ours, "start")
    with sqlite3.connect(ours) as connection:
        for name in ("clock", "cards", "dealer", seen._SEEN):
            connection.execute("INSERT OR REPLACE INTO desk VALUES(?,?)", (name, note))
    connection.close()
    for words in (("status", ours), ("answer", ours, "1 blåbær"), ("status", ours, "--json")):
        said = run(*words)
        assert said.code == 0, said.err


_CATALOGUES = [b"", b"\xde\x12\x04\x95", b"garbage" * 300, None]


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """The catalogues, in a copy that may be broken."""
    whole = (Path(i18n.__file__).parent / "locale/nb/LC_MESSAGES/workshop.mo").read_bytes()
    file = tmp_path / "locale/nb/LC_MESSAGES/workshop.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(whole)
    monkeypatch.setattr(i18n, "_locale", lambda: tmp_path / "locale")
    monkeypatch.setattr(i18n, "_broken", [])
    i18n._catalogue.cache_clear()
    yield file
    i18n._catalogue.cache_clear()


@pytest.mark.parametrize("content", [*_CATALOGUES, "cut", "newer", "letters"])
def test_a_catalogue_that_cannot_be_read(run, ours, locale, content):
    """A half-copied installation would end in a traceback instead of speaking English."""
    whole = locale.read_bytes()
    broken = {
        "cut": whole[:1000],
        "newer": whole[:4] + b"\0\0\x63\0" + whole[8:],
        "letters": whole.replace("å".encode(), b"\xff\xff"),
    }
    if content is None:
        _folder(locale)
    else:
        locale.write_bytes(broken.get(content, content) if isinstance(content, str) else content)
    said = run("--lang", "nb", "status", ours)
    assert said.code == 0
    assert "cannot be read" in said.err
    assert "workshop.mo" in said.err
    assert said.err.count("cannot be read") == 1
