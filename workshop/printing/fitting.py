"""How large a text can stand in a space on paper, so that it never runs over its edge.

A page is laid out before any printer or browser has seen it, and nobody knows which font the
machine has. The widths here are those of a wide serif, so that what fits by them fits with the
fonts that are met in practice, with a little air.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import msgspec

from workshop.documents.text import one_line

MM = 25.4 / 72
"""Millimetres in a point."""

LEADING = 1.25
"""Height of a line, as a multiple of the size of its letters."""

SIZES = (
    60.0, 52.0, 46.0, 40.0, 36.0, 32.0, 28.0, 25.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0,
    12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0,
)  # fmt: skip
"""The steps a text shrinks in, in points."""

ELLIPSIS = "…"

_ASCII = (
    32, 41, 46, 84, 64, 95, 89, 28, 39, 39, 50, 84, 32, 34, 32, 34, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 64, 34, 34, 84, 84, 84, 54, 100, 73, 74, 77, 81, 73, 70, 80, 88, 40, 41, 75, 67, 103,
    88, 82, 68, 82, 76, 69, 67, 85, 73, 103, 72, 66, 70, 39, 34, 39, 84, 50, 50, 60, 64, 56, 64,
    60, 37, 64, 65, 32, 31, 61, 32, 95, 65, 61, 64, 64, 48, 52, 41, 65, 57, 86, 57, 57, 53, 64,
    34, 64, 84,
)  # fmt: skip
"""Widths from the space to the tilde, in hundredths of the size."""
_BOLD = 1.13
_LATIN = 0.9
_OTHER = 1.2


class Part(msgspec.Struct, frozen=True):
    """A paragraph of a text that is to fit."""

    text: str
    ratio: float = 1.0
    """Its size, as a multiple of the size of the whole."""
    indent: float = 0.0
    """Room taken from its width, in multiples of its own size."""
    above: float = 0.0
    """Space above it, in multiples of its own size."""
    bold: bool = False


class Fitted(msgspec.Struct, frozen=True):
    """A text that fits."""

    size: float
    """Points; one of ``SIZES``."""
    texts: tuple[str, ...]
    """The parts on one line each. Those at the end may be empty or cut when ``whole`` is False."""
    height: float
    """What it takes, in millimetres."""
    whole: bool = True
    """Whether all of it fits. If not, what is left ends in an ellipsis."""


def fit(
    parts: Sequence[Part], width: float, height: float, *, most: float, least: float = 6.0
) -> Fitted:
    """The largest size at which some paragraphs fit, or as much of them as fits at the least.

    A size that would break a word in two is passed over while there are smaller ones.

    Args:
        parts: The paragraphs, from the top.
        width: Millimetres.
        height: Millimetres.
        most: The largest size to try, in points.
        least: The smallest size anybody should have to read, in points.
    """
    lines = [msgspec.structs.replace(part, text=one_line(part.text)) for part in parts]
    steps = [size for size in SIZES if least <= size <= most] or [least]
    for unbroken in (True, False):
        # Small print is worse than a word in two pieces: at most half the steps for its sake.
        for size in steps[: (len(steps) + 1) // 2] if unbroken else steps:
            taken = _height(lines, width, size, height, unbroken=unbroken)
            if taken is not None:
                return Fitted(size, tuple(part.text for part in lines), taken)
    return _cut(lines, width, height, steps[-1])


def count_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes at most.

    Args:
        text: The text; its own line feeds are spaces.
        width: Millimetres.
        size: Points.
        bold: Whether it is in bold.
    """
    return len(_wrapped(one_line(text), width / (size * MM), bold=bold)[0])


def width_of(text: str, *, bold: bool = False) -> float:
    """How wide a text is at most, as a multiple of its size."""
    width = sum(map(_width, text))
    return width * _BOLD if bold else width


@cache
def _width(character: str) -> float:
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return _ASCII[code - 0x20] / 100
    if unicodedata.combining(character) or code in (0x200C, 0x200D):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _OTHER
    if code < 0x250:
        base = unicodedata.normalize("NFD", character)[0]
        return max(_width(base), 0.4) if base.isascii() else _LATIN
    return 0.6 if character in "–‘’“”•·" else _OTHER


def _height(
    parts: Sequence[Part], width: float, size: float, most: float, *, unbroken: bool
) -> float | None:
    """What paragraphs take at a size; None when it is more than there is."""
    taken = 0.0
    for at, part in enumerate(parts):
        if not part.text:
            continue
        own = size * part.ratio * MM
        ems = width / own - part.indent
        # A text that is too long is given up before it is wrapped.
        if width_of(part.text, bold=part.bold) / max(ems, 1) * own * LEADING > most * 1.5 + own:
            return None
        lines, broken = _wrapped(part.text, ems, bold=part.bold)
        if broken and unbroken:
            return None
        taken += own * (LEADING * len(lines) + (part.above if at else 0.0))
        if taken > most:
            return None
    return taken


def _wrapped(text: str, ems: float, *, bold: bool) -> tuple[list[str], bool]:
    """The text in lines, and whether a word had to be broken."""
    room = max(ems, 1.5)
    space = width_of(" ", bold=bold)
    lines: list[str] = []
    line, used, broken = "", 0.0, False
    for word in text.split(" "):
        width = width_of(word, bold=bold)
        if line and used + space + width <= room:
            line, used = f"{line} {word}", used + space + width
            continue
        if line:
            lines.append(line)
        line, used = word, width
        if width > room:
            broken = True
            *whole, line = _pieces(word, room, bold=bold)
            lines += whole
            used = width_of(line, bold=bold)
    return ([*lines, line] if line else lines), broken


def _pieces(word: str, room: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    piece, used = "", 0.0
    for character in word:
        width = width_of(character, bold=bold)
        if piece and used + width > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece += character
        used += width
    return [*pieces, piece]


def _cut(parts: Sequence[Part], width: float, height: float, size: float) -> Fitted:
    """As much as fits from the top."""
    left, texts, full = height, [], False
    for at, part in enumerate(parts):
        own = size * part.ratio * MM
        above = own * part.above if at else 0.0
        room = 0 if full else int((left - above) / (own * LEADING))
        lines = _wrapped(part.text, width / own - part.indent, bold=part.bold)[0]
        if room <= 0 or full:
            texts.append("")
            full = full or bool(part.text)
            continue
        if len(lines) > room:
            full = True
            lines = lines[:room]
            lines[-1] = f"{lines[-1][: max(len(lines[-1]) - 3, 0)]}{ELLIPSIS}"
        texts.append(" ".join(lines))
        left -= above + own * LEADING * len(lines)
    return Fitted(size, tuple(texts), height - left, whole=False)
