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

_READABLE = 9.0
"""Words are kept whole down to this size, in points."""

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
_OTHER = _WIDEST = 1.2
_NARROWEST = 2.0
"""Multiples of its size that a line is taken to be at the least."""


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
    measured = [_Measured(part) for part in parts]
    steps = [size for size in SIZES if least <= size <= most] or [least]
    for unbroken in (True, False):
        # Small print is worse than a word in two pieces.
        for size in (size for size in steps if not unbroken or size >= _READABLE):
            taken = _height(measured, width, size, height, unbroken=unbroken)
            if taken is not None:
                return Fitted(size, tuple(one.text for one in measured), taken)
    return _cut(measured, width, height, steps[-1])


def count_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes at most.

    Args:
        text: The text; its own line feeds are spaces.
        width: Millimetres.
        size: Points.
        bold: Whether it is in bold.
    """
    measured = _Measured(Part(text, bold=bold))
    return measured.lines(width / (size * MM)) if measured.text else 0


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
        return max(_width(base), 0.4) if base.isascii() and base.isprintable() else _LATIN
    return 0.6 if character in "–‘’“”•·" else _OTHER


class _Measured:
    """A paragraph whose words have been measured once, for all the sizes it is tried in."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.text = one_line(part.text)
        self.widths = [width_of(word, bold=part.bold) for word in self.text.split(" ")]
        self.space = width_of(" ", bold=part.bold)
        self.total = sum(self.widths) + self.space * (len(self.widths) - 1)
        self.longest = max(self.widths)

    def at_least(self, ems: float) -> float:
        """Fewer lines than this it cannot take, however its words fall."""
        return self.total / (max(ems, _NARROWEST) + self.space)

    def lines(self, ems: float) -> int:
        """How many lines it takes, each as wide as so many times its size."""
        room = max(ems, _NARROWEST)
        lines, used = 1, 0.0
        for width in self.widths:
            if used and used + self.space + width <= room:
                used += self.space + width
                continue
            if used:
                lines += 1
            used = width
            if width > room:
                # A piece may lack the width of the widest letter that did not fit on it.
                more = int(width / max(room - _WIDEST, _WIDEST))
                lines += more
                used = room
        return lines


def _height(
    parts: Sequence[_Measured], width: float, size: float, most: float, *, unbroken: bool
) -> float | None:
    """What paragraphs take at a size; None when it is more than there is."""
    taken = 0.0
    for at, one in enumerate(parts):
        if not one.text:
            continue
        own = size * one.part.ratio * MM
        ems = width / own - one.part.indent
        # A text that is much too long is given up before it is wrapped.
        if one.at_least(ems) * own * LEADING > most or (unbroken and one.longest > ems):
            return None
        taken += own * (LEADING * one.lines(ems) + (one.part.above if at else 0.0))
        if taken > most:
            return None
    return taken


def _wrapped(one: _Measured, ems: float, most: int) -> list[str]:
    """The first lines of a text, and one more when there are more."""
    room = max(ems, _NARROWEST)
    lines: list[str] = []
    line, used = "", 0.0
    for word, width in zip(one.text.split(" "), one.widths, strict=True):
        if line and used + one.space + width <= room:
            line, used = f"{line} {word}", used + one.space + width
            continue
        if line:
            lines.append(line)
        if len(lines) > most:
            return lines
        line, used = word, width
        if width > room:
            *whole, line = _pieces(word, room, bold=one.part.bold)
            lines += whole
            used = width_of(line, bold=one.part.bold)
    return [*lines, line] if line else lines


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


def _cut(parts: Sequence[_Measured], width: float, height: float, size: float) -> Fitted:
    """As much as fits from the top."""
    left, texts, full = height, [], False
    for at, one in enumerate(parts):
        own = size * one.part.ratio * MM
        above = own * one.part.above if at else 0.0
        room = 0 if full else int((left - above) / (own * LEADING))
        if room <= 0:
            texts.append("")
            full = full or bool(one.text)
            continue
        lines = _wrapped(one, width / own - one.part.indent, room)
        full = len(lines) > room
        texts.append(_head(one.text, lines[:room]) if full else one.text)
        lines = lines[:room]
        left -= above + own * LEADING * len(lines)
    return Fitted(size, tuple(texts), height - left, whole=False)


def _head(text: str, lines: Sequence[str]) -> str:
    """The beginning of a text, as far as some lines of it go, with room for the ellipsis."""
    at = 0
    for line in lines:
        at += len(line)
        at += text[at : at + 1] == " "
    return text[: max(at - 4, 0)].rstrip() + ELLIPSIS
