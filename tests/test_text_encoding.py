"""Bytes from pipes and files become the letters that were meant, or it is said that they do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.text_encoding import EncodingError, decoded

LINE = "3 blåbærsyltetøy på Ål – «ÆØÅ»\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_letters_are_the_same_whatever_wrote_them(codec):
    """What a table said would be stored with other letters than those that were typed."""
    assert decoded(LINE.encode(codec)).text == LINE


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_bytes(mark):
    """A file from one kind of editor would be read, and from another refused."""
    assert decoded(("\ufeff" + LINE).encode(mark)).text == LINE


@pytest.mark.parametrize("text", ["1 få søker\n", "2 gjør på nytt\n", "Øvre Årdal\n", "1 læring\n"])
def test_the_windows_console(text):
    """Answers piped in from the console would be stored as ‘f†’."""
    found = decoded(text.encode("cp850"))
    assert found.text == text
    assert "850" in str(found.notes[0])


@pytest.mark.parametrize(
    "text", ["“we’ll see”", "a † and › b ærlig", "it‘s på", "5 € – «ja»", "façade, naïve", "Malmö"]
)
def test_typography_of_windows_is_not_taken_for_the_console(text):
    """Quotation marks would come in as letters."""
    found = decoded(text.encode("cp1252"))
    assert found.text == text


def test_a_guess_is_said_with_its_place():
    """Nobody would look whether the letters came out right."""
    assert decoded(LINE.encode()).notes == ()
    (note,) = decoded(("plain\n" + LINE).encode("cp1252")).notes
    assert note.params["line"] == 2


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"a\nb \xe5 \x8d\n", 2, "0x8D"),
        (b"a\0b", 0, "not a text file"),
        ("å".encode("utf-16-le") + b"\0\0", 0, "not a text file"),
        (b"\xff\xfeA", 0, "UTF-16"),
        (b"one\ntwo\x03\n", 2, "U+0003"),
        (b"PK\x03\x04", 1, "U+0003"),
        (b"\xef\xbb\xbfa\n\xff", 2, "0xFF"),
        ("på\nblå ".encode() + b"b\xe6r", 2, "0xE6"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, line, said):
    """Someone would be told that it is wrong, and not where."""
    with pytest.raises(EncodingError, match=re.escape(said)) as error:
        decoded(data)
    assert error.value.line == line


def test_the_mark_that_dos_ends_a_file_with():
    """A file from an old editor would be refused for a sign that nobody sees."""
    assert decoded(b"one\r\n\x1a").text == "one\r\n"


def test_a_letter_that_was_lost_earlier_is_pointed_out():
    """A text damaged on its way here would be stored as if it were whole."""
    (note,) = decoded("a\nbl�b�r".encode()).notes
    assert note.params["line"] == 2


@given(st.binary(max_size=60))
def test_no_letter_is_lost_in_silence(data):
    """A replacement character would stand in the file, and nobody would know."""
    try:
        found = decoded(data)
    except EncodingError:
        return  # said, with its place
    assert "�" not in found.text or found.notes
