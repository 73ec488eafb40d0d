"""Text from the bytes that people have: whatever wrote them, and never with a letter lost unsaid.

Everything that comes in as bytes – a pipe, a list of cards, a file for a field – is read here.
UTF-8 is what we write ourselves; spreadsheets, older editors and the Windows console write other
things, which are recognised, and it is said that they were.
"""

import codecs
import re
from typing import NamedTuple

from workshop.messages import Message, msg

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins as UTF-16 does: looked for first
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds. A form feed, a vertical tab and an escape are found in some."""
_LETTERS = frozenset("æøåÆØÅ")
_COMMON = frozenset("æøåÆØÅéäöü–—“”’«»…")
"""Letters and signs that stand in Norwegian texts, and are two bytes or three in UTF-8."""
_CONSOLE = re.compile(rb"[\x86\x8f\x9b\x9d]|(?<=[A-Za-z])\x91(?=[A-Za-z])")
"""æøå as the Windows console writes them, where Windows-1252 has a dagger or nothing at all."""


class EncodingError(Exception):
    """Bytes that cannot be read as text.

    Attributes:
        message: where they stand, and what to do.
        line: from 1; 0 when it is about all of it.
    """

    def __init__(self, message: Message, line: int = 0) -> None:
        super().__init__(str(message))
        self.message = message
        self.line = line


class Decoded(NamedTuple):
    """A text, and what a reader should know of how it was read."""

    text: str
    notes: tuple[Message, ...] = ()


def decoded(data: bytes) -> Decoded:
    """The text that bytes hold.

    UTF-8, with or without its mark; UTF-16 and UTF-32 with theirs; otherwise Windows-1252, or the
    code page of the Windows console where the letters can only be that.

    Raises:
        EncodingError: they are no text, or in an encoding that is not recognised.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            return _sound(data.decode("utf-8"), ())
        except UnicodeDecodeError as error:
            raise _broken(error) from error
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _sound(_strictly(data, codec, name), (msg("Read as {encoding}", encoding=name),))
    try:
        return _sound(data.decode("utf-8"), ())
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            msg("This is marked as {encoding}, but is damaged at byte {n}: save it as UTF-8",
                encoding=name, n=error.start + 1)
        ) from error  # fmt: skip


def _broken(error: UnicodeDecodeError) -> EncodingError:
    """UTF-8 with a byte in it that is something else."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return EncodingError(
        msg("Line {line}: the byte {byte} is not UTF-8, and the rest is: write the letter anew",
            line=line, byte=f"0x{error.object[error.start]:02X}"),
        line,
    )  # fmt: skip


def _guessed(data: bytes, utf8: UnicodeDecodeError) -> Decoded:
    """The text in the one-byte encoding that it must be in."""
    if b"\0" in data:
        raise EncodingError(msg("This is not a text file"))
    if _COMMON & set(data.decode("utf-8", "ignore")):
        # Two encodings in one file: read as either, half of it would be wrong.
        raise _broken(utf8)
    line = data.count(b"\n", 0, utf8.start) + 1
    if _is_from_the_console(data):
        said = msg("Read as the Windows console writes it (code page 850), since it is not UTF-8: "
                   "look at æ, ø, å, first in line {line}", line=line)  # fmt: skip
        return _sound(data.decode("cp850"), (said,))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            msg("Line {line}: the byte {byte} is in no encoding that is known here: save it as "
                "UTF-8", line=line, byte=f"0x{data[error.start]:02X}"),
            line,
        ) from error  # fmt: skip
    said = msg("Read as Windows-1252, since it is not UTF-8: look at æ, ø, å, first in line {line}",
               line=line)  # fmt: skip
    return _sound(text, (said,))


def _is_from_the_console(data: bytes) -> bool:
    if not _CONSOLE.search(data):
        return False
    here = data.decode("cp850")
    there = data.decode("cp1252", "replace")
    return not _LETTERS & set(there) and bool(_LETTERS & set(here))


def _sound(text: str, notes: tuple[Message, ...]) -> Decoded:
    text = text.removesuffix("\x1a")  # with which DOS ends a file
    if found := _CONTROLS.search(text):
        if "\0" in text:
            raise EncodingError(msg("This is not a text file"))
        line = text.count("\n", 0, found.start()) + 1
        raise EncodingError(
            msg("Line {line}: a control character ({code}): remove it",
                line=line, code=f"U+{ord(found[0]):04X}"),
            line,
        )  # fmt: skip
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        lost = msg("Line {line}: a letter was lost before it came here, and stands as �", line=line)
        notes = (*notes, lost)
    return Decoded(text, notes)
