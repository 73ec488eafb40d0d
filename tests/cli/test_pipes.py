"""Pipes: what goes out is UTF-8 wherever it runs, and what comes in is read as it was written."""

import contextlib
import json
import os
import subprocess
import sys

import pytest

from workshop.model import Answer
from workshop.session import open_session

SAID = "blåbær på Øvre Årnes"


def answers(path):
    with open_session(path, backup=False) as session:
        return [one.text for one in session.view.all(Answer)]


@pytest.fixture
def drawn(run, ours):
    """A workshop with a card on the table."""
    assert run("draw", ours, "start").code == 0
    return ours


@pytest.fixture
def start(tmp_path):
    """Run the program in a process of its own, in the environment given; bytes in, bytes out."""

    def started(*words, piped=b"", **environment):
        return subprocess.run(
            [sys.executable, "-m", "workshop", *words],
            cwd=tmp_path, input=piped, capture_output=True, check=False,
            env={**os.environ, **environment},
        )  # fmt: skip

    return started


_PLACES = [
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "utf-16"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("place", _PLACES)
def test_what_is_piped_on_is_utf8(run, start, drawn, place):
    """Pages that say they are UTF-8 would be something else, and JSON could not be read."""
    assert run("answer", drawn, f"1 {SAID} ⚑ 🙂").code == 0
    document = ("--document", "meeting-note", "--format", "html", "--out", "-")
    page = start("export", drawn, *document, **place)
    assert SAID in page.stdout.decode("utf-8")
    shown = start("show", drawn, "answer", "--json", **place)
    assert SAID in json.dumps(json.loads(shown.stdout.decode("utf-8")), ensure_ascii=False)
    helped = start("--lang", "nb", "new", "--help", **place)
    assert "Møtet" in helped.stdout.decode("utf-8")
    wrong = start("--lang", "nb", "show", "ø", **place)
    assert "ø" in wrong.stderr.decode("utf-8")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_answers_are_stored_with_the_letters_that_were_written(run, drawn, codec):
    """A table's words would be in the file with other letters, and nobody told."""
    said = run("answer", drawn, piped=f"1 {SAID}\n".encode(codec))
    assert said.code == 0, said.err
    assert answers(drawn) == [SAID]
    assert bool(said.err) == (codec not in ("utf-8", "utf-8-sig"))


@pytest.mark.parametrize("bad", [b"2 b\xe5 \x8d\n", b"2 a\0b\n", "2 få ".encode() + b"\xe6\n"])
def test_bytes_that_cannot_be_read_store_nothing(run, drawn, bad):
    """Half of the answers would be in, and the rest lost."""
    said = run("answer", drawn, piped=b"1 good\n" + bad)
    assert said.code == 1
    assert "What is piped in" in said.err
    assert answers(drawn) == []


def test_slips_are_read_the_same_way(run, drawn):
    """Slips from a spreadsheet's UTF-16 would be refused as if they were wrong."""
    for title in ("A", "B"):
        assert run("add", drawn, "topic", title).code == 0
    assert run("round", "open", drawn).code == 0
    assert run("round", "slip", drawn, piped="53\n35\n".encode("utf-16")).code == 0


def test_words_typed_in_another_encoding_than_the_locale(start, drawn):
    """An answer typed in an old terminal would be stored with signs for its letters."""
    said = start("answer", str(drawn), b"1 bl\xe5b\xe6r", LC_ALL="C.UTF-8")
    assert said.returncode == 0, said.stderr
    assert b"Windows-1252" in said.stderr
    assert answers(drawn) == ["blåbær"]


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_strategy_to_import_is_read_whatever_wrote_it(run, ours, tmp_path, codec):
    """A strategy saved in an older editor would have to be saved anew by hand."""
    assert run("add", ours, "area", "Økt nærvær").code == 0
    text = run("export", ours, "--format", "yaml", "--out", "-").out
    (tmp_path / "s.yaml").write_bytes(text.encode(codec, "replace"))
    said = run("import", "s.yaml", "--new", "new.workshop")
    assert said.code == 0, said.err
    assert "Økt nærvær" in run("show", "new.workshop").out


def test_no_one_at_either_end(start, drawn):
    """A scheduled job without a terminal would end in a traceback."""
    script = f"exec <&- ; {sys.executable} -m workshop answer {drawn}"
    done = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert answers(drawn) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals there")
def test_a_terminal_that_has_not_the_letters_is_shown_codes(drawn):
    """An old terminal would show signs at random, or the command would end in a traceback."""
    pty = pytest.importorskip("pty")
    here, there = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--lang", "nb", "new", "--help"],
        stdout=there, stderr=there, stdin=there, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    os.close(there)
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(here, 65536):
            shown += piece
    os.close(here)
    assert done.returncode == 0
    assert b"M\\xf8tet" in shown
    assert shown.isascii()
