"""Grades as stacked bars, told apart by their filling and not by colour alone."""

from collections.abc import Sequence

from textual.content import Content

from workshop.tui.text import MUTED, join
from workshop.voting import Row, bars

LOOKS: dict[int, tuple[str, str]] = {
    5: ("█", "$primary"),
    4: ("▓", "$primary"),
    3: ("▒", "$foreground-muted"),
    2: ("░", "$accent"),
    1: ("·", "$accent"),
}
"""Grade → filling and colour. Density falls with the grade, so that it reads in black and white."""


def bar(row: Row, width: int) -> Content:
    """The grades of one option as a bar; blank when nobody graded it."""
    parts = [(LOOKS[grade][0] * cells, LOOKS[grade][1]) for grade, cells in bars(row, width)]
    content = join(*(part for part in parts if part[0]))
    return content.truncate(width, pad=True) if width > 0 else content


def legend(labels: Sequence[str], first: int = 0) -> Content:
    """What the fillings stand for.

    Args:
        labels: The names of some grades, best first.
        first: Which filling the first of them has, counted from 0.
    """
    parts: list[Content | str | tuple[str, str]] = []
    for (fill, style), label in zip(list(LOOKS.values())[first:], labels, strict=False):
        parts += [(fill * 2, style), (f" {label}", MUTED), "  "]
    return join(*parts)
