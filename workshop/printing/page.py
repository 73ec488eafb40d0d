"""The paper: one HTML text of A4 pages that needs nothing else, and what stands at their edges."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

import msgspec

from workshop.documents.html import inline
from workshop.printing.fitting import Fitted
from workshop.printing.style import STYLE, size_class

WIDTH, HEIGHT = 210.0, 297.0
"""A4, in millimetres."""
LEFT, TOP = 10.0, 12.5
"""Where the first card begins: further in than any printer's unprintable edge."""
CARD_WIDTH = 95.0
COLUMNS = 2

LINE = 8.6
"""From one line to write on to the next, in millimetres."""

_TICK_FROM, _TICK_TO = 1.5, 6.5
"""Cut marks stand this far outside the cards, so that none is left on a card."""


class Printout(msgspec.Struct, frozen=True):
    """Pages for the printer."""

    html: str
    pages: int
    """How many; for a run sheet that flows, how many it takes at least."""
    shortened: tuple[str, ...] = ()
    """What had to be cut to fit on its paper: the ids of cards, or titles of topics."""
    flows: bool = False
    """Whether what should be on one page runs onto more."""


class Leaves(msgspec.Struct, frozen=True):
    """Pages on their way into a printout."""

    pages: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    flows: bool = False


def bound(title: str, language: str, leaves: Iterable[Leaves]) -> Printout:
    """The leaves, one after the other, as one HTML text.

    Args:
        title: What the file is called in the browser.
        language: Of the texts, for hyphens and for those who listen.
        leaves: The pages.
    """
    taken = list(leaves)
    pages = [page for one in taken for page in one.pages]
    shortened = dict.fromkeys(name for one in taken for name in one.shortened)
    html = "\n".join([*_head(title, language), *pages, "</body>", "</html>", ""])
    return Printout(html, len(pages), tuple(shortened), any(one.flows for one in taken))


def sheet(*content: str, name: str = "") -> str:
    """One page. ``name`` is a class for its own layout."""
    return f'<section class="{"sheet " + name if name else "sheet"}">{"".join(content)}</section>'


def cell(
    row: int, column: int, rows: int, *content: str, name: str = "", turned: bool = False
) -> str:
    """A card, or anything else of its size, in its place on a page that is to be cut.

    Args:
        row: From the top, counted from 0.
        column: From the left.
        rows: How many rows the page has: 4 or 2.
        content: HTML.
        name: A class of its own.
        turned: Printed upside down.
    """
    classes = f"cell of{rows} r{row} c{column}"
    if name:
        classes += f" {name}"
    if turned:
        classes += " turned"
    return f'<div class="{classes}">{"".join(content)}</div>'


def marks(rows: int, *, fold: bool = False) -> str:
    """Where to cut a page of ``rows`` × 2 cards.

    Args:
        rows: How many rows the page has.
        fold: The line down the middle is folded, not cut.
    """
    tall = (HEIGHT - 2 * TOP) / rows
    xs = [LEFT + CARD_WIDTH * at for at in range(COLUMNS + 1)]
    ys = [TOP + tall * at for at in range(rows + 1)]
    out = ['<svg class="marks" viewBox="0 0 210 297" aria-hidden="true">']
    for x in xs:
        dash = fold and x == xs[1]
        out.append(_line(x, TOP - _TICK_TO, x, TOP - _TICK_FROM, fold=dash))
        out.append(_line(x, HEIGHT - TOP + _TICK_FROM, x, HEIGHT - TOP + _TICK_TO, fold=dash))
    for y in ys:
        out.append(_line(LEFT - _TICK_TO, y, LEFT - _TICK_FROM, y))
        out.append(_line(WIDTH - LEFT + _TICK_FROM, y, WIDTH - LEFT + _TICK_TO, y))
    out += [_hair(xs[0], y, xs[-1], y) for y in ys[1:-1]]
    out.append(_hair(xs[1], ys[0], xs[1], ys[-1]))
    return "".join(out) + "</svg>"


def fold_line(y: float) -> str:
    """A line to fold along, across the page at ``y`` millimetres from the top."""
    lines = _hair(12, y, WIDTH - 12, y) + _line(4, y, 10, y) + _line(WIDTH - 10, y, WIDTH - 4, y)
    return f'<svg class="marks" viewBox="0 0 210 297" aria-hidden="true">{lines}</svg>'


def sized(fitted: Fitted, *content: str, name: str = "") -> str:
    """Content in the size that was found for it."""
    classes = f"{name} {size_class(fitted.size)}".strip()
    return f'<div class="{classes}">{"".join(content)}</div>'


def text(tag: str, words: str, name: str = "") -> str:
    """A paragraph, or any element, with a text in it; nothing at all when there is no text."""
    if not words:
        return ""
    return (
        f'<{tag} class="{name}">{inline(words)}</{tag}>'
        if name
        else f"<{tag}>{inline(words)}</{tag}>"
    )


def listed(items: Sequence[str], name: str = "", tag: str = "ul") -> str:
    """The items that have text, as a list; nothing when none has."""
    rows = "".join(f"<li>{inline(item)}</li>" for item in items if item)
    if not rows:
        return ""
    return f'<{tag} class="{name}">{rows}</{tag}>' if name else f"<{tag}>{rows}</{tag}>"


def write_on(lines: int, *, first: int = 0) -> str:
    """Lines to write on.

    Args:
        lines: How many.
        first: The number of the first; 0 is lines without numbers.
    """
    numbers = [f"<b>{first + at}</b>" if first else "" for at in range(lines)]
    return '<div class="write">' + "".join(f"<p>{number}</p>" for number in numbers) + "</div>"


def _line(x1: float, y1: float, x2: float, y2: float, *, fold: bool = False) -> str:
    dashes = ' stroke-dasharray="1.2 .8"' if fold else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="#000" '
        f'stroke-width=".25"{dashes}/>'
    )


def _hair(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="#888" '
        'stroke-width=".15" stroke-dasharray=".6 1.4"/>'
    )


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(title: str, language: str) -> list[str]:
    return [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="format-detection" content="telephone=no, date=no, email=no, address=no">',
        f"<title>{inline(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    ]
