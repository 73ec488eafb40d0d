"""From the bytes of a file to text that is fit to be parsed, with what was wrong on the way."""

import codecs
import re
from itertools import islice
from pathlib import Path

from workshop.messages import Message, msg
from workshop.yamlio.problems import Place, Problem

_SHOWN_MAX = 100
"""Stray characters that are pointed out one by one; a binary file may have millions."""

_STRAY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)  # fmt: skip
"""Everything that is refused as it stands, though some of it may be written as an escape."""


class UnreadableError(Exception):
    """The file cannot be read at all; the one argument is the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def load(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file, never more than the limit.

    Raises:
        UnreadableError: if it is missing, not a file, not ours to read, or too large.
    """
    name = str(path)
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(_whole(name, msg("This is not a file")))
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise UnreadableError(_whole(name, msg("There is no such file"))) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(
            _whole(name, msg("The file cannot be read: {reason}", reason=reason))
        ) from None
    _check_size(len(data), name, max_bytes)
    return data


def decode(source: str | bytes, name: str, max_bytes: int) -> tuple[str, list[Problem]]:
    """Text with only line feeds between its lines and nothing a parser would choke on.

    A character that is refused is reported and replaced with a space, so that what follows
    stays where it was and can be read too.

    Raises:
        UnreadableError: if it is too large or not UTF-8.
    """
    _check_size(len(source), name, max_bytes)
    text = _utf8(source, name) if isinstance(source, bytes) else source
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not _STRAY.search(text):
        return text, []
    problems = _strays(text, name)
    return _STRAY.sub(" ", text), problems


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size > max_bytes:
        limit = max_bytes // 1_000_000
        raise UnreadableError(
            _whole(name, msg("The file is larger than {limit} MB: divide it", limit=limit))
        )


def _whole(name: str, message: Message) -> Problem:
    return Problem(name, 1, 1, message)


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = place_of(before, len(before))
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = msg("The file is UTF-16: save it as UTF-8")
        else:
            byte = f"0x{data[error.start]:02X}"
            message = msg("This byte ({byte}) is not UTF-8: save the file as UTF-8", byte=byte)
        raise UnreadableError(Problem(name, *place, message)) from None


def place_of(text: str, index: int) -> Place:
    """Line and column of a character."""
    start = text.rfind("\n", 0, index) + 1
    return Place(text.count("\n", 0, index) + 1, index - start + 1)


def _strays(text: str, name: str) -> list[Problem]:
    found = list(islice(_STRAY.finditer(text), _SHOWN_MAX + 1))
    problems = [
        Problem(name, *place_of(text, each.start()), _stray_message(each[0]))
        for each in found[:_SHOWN_MAX]
    ]
    if len(found) > _SHOWN_MAX:
        place = place_of(text, found[-1].start())
        problems.append(Problem(name, *place, msg("… and more such characters from here on")))
    return problems


def _stray_message(character: str) -> Message:
    code = f"U+{ord(character):04X}"
    match character:
        case "\t":
            return msg("A tab: use spaces (a tab inside text is written \\t in double quotes)")
        case "\u0085" | "\u2028" | "\u2029":
            return msg("An invisible line break ({code}): remove it", code=code)
        case "\r":
            return msg("A lone carriage return: end lines with a line feed")
        case _:
            return msg("A control character ({code}): remove it", code=code)
