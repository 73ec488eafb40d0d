"""The one gate through which text written by people reaches a screen.

Nothing a person typed is ever read as markup, and control characters are shown, not obeyed.
"""

import re

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.style import Style

from workshop.text_gate import line_feeds

MUTED = "$foreground-muted"
"""The style of what is said in a low voice: labels, hints, counts."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in {0x09, 0x0A}}
_PICTURES[0x7F] = "\u2421"
_PICTURES.update(dict.fromkeys(range(0x80, 0xA0), "\ufffd"))
_INVISIBLE = {
    0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061,
    0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB,
}  # fmt: skip
"""Marks that turn the direction of text, or that cannot be seen at all. The joiner and the
variation selectors are left alone: they hold emoji families together."""
_PICTURES.update(dict.fromkeys(_INVISIBLE, "\u00b7"))
_PICTURES.update(dict.fromkeys(range(0xE0000, 0xE0080), "\u00b7"))
_SOFT_HYPHEN = "\u00ad"
"""Some terminals give it a cell and some do not: shown, it would shift what stands after it."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    """Text with every control character shown as a picture of itself."""
    if text.isascii() and text.isprintable():
        return text
    text = line_feeds(text).replace(_SOFT_HYPHEN, "")
    return _SURROGATES.sub("\ufffd", text.translate(_PICTURES)).expandtabs(4)


def one_line(text: str, width: int = 0) -> str:
    """Text on one line, cut with an ellipsis at a width in characters (0: not cut)."""
    line = " ".join(safe(text).split())
    return line if not width or len(line) <= width else line[: max(width - 1, 0)] + "…"


def plain(text: str, style: str | Style = "") -> Content:
    """Text from a person, as content that no widget reads as markup."""
    return Content.styled(safe(text), style) if style else Content(safe(text))


def cell(text: str, style: str = "", width: int = 0) -> Text:
    """Text from a person for the cell of a table or a tree, on one line."""
    return Text(one_line(text, width), style=style, no_wrap=True, end="")


def join(*parts: str | Content | tuple[str, str | Style]) -> Content:
    """Parts after one another; a pair is a text and its style."""
    content = Content("")
    for part in parts:
        if isinstance(part, Content):
            content += part
        elif isinstance(part, tuple):
            content += plain(part[0], part[1])
        else:
            content += plain(part)
    return content


class LastGate(LineFilter):
    """What every line of every widget goes through on its way to the terminal.

    A text that is being edited must stay as it is, so it cannot go through ``safe``. Here what a
    terminal would obey is left out where it takes no room, and shown as a sign where it does; the
    text itself is not touched.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, with nothing in them that a terminal obeys."""
        del background
        if all(text.isascii() and text.isprintable() for text, _style, _control in segments):
            return segments
        return [
            one if one.control or one.text.isprintable() else _shown(one) for one in segments
        ]  # fmt: skip


def _shown(segment: Segment) -> Segment:
    text = "".join(
        "-" if one == _SOFT_HYPHEN
        else one if one not in _OBEYED and not _SURROGATES.match(one)
        else "\ufffd" * get_character_cell_size(one)
        for one in segment.text
    )  # fmt: skip
    return Segment(text, segment.style)


_OBEYED = frozenset(chr(code) for code in _PICTURES) | {"\t", "\r", "\n"}
