"""Slips that people fill in by hand: for measures, and for prioritising.

A prioritising slip shows its topics in an order of its own, so that nobody's favourite stands at
the top of all of them. Each topic keeps the letter the round gave it, and the check line below is
in the order of the letters: it is what is typed, digit by digit, and what the program reads back.
So no key is needed to a slip, and nothing on it tells one slip from another.
"""

import random
from collections.abc import Sequence

import msgspec

from workshop import voting
from workshop.documents.html import inline
from workshop.documents.text import one_line
from workshop.documents.wording import joined
from workshop.i18n import Translator
from workshop.messages import Message, msg
from workshop.model import Group
from workshop.printing.fitting import MM, Part, fit, width_of
from workshop.printing.page import COLUMNS, LINE, Leaves, cell, marks, sheet, sized, text, write_on
from workshop.printing.style import size_class
from workshop.printing.tables import table_name

_ROWS = 2
"""Rows of measure slips on a page: four slips."""
_MOST_ON_HALF = 10
"""Topics that fit on a slip of which there are two to a page."""
_TOPIC_WIDTH = 84.0
_TOPIC_HEIGHT = 7.4
_GRADE_WIDTH = 16.0
_MOST_BOXES = 4
_BOX, _BOX_SIZE, _HALF_BOX = 5.0, 8.5, 33.0
"""A box to tick: its height in millimetres, the points of its text, and how wide that may be for
two to stand side by side."""
_LABEL = 7.1
_SLIP = 66.0
"""Millimetres left on a measure slip for the measure, its theme and its horizon."""
_BLANK_OPTIONS = 10


class Ballots(msgspec.Struct, frozen=True):
    """What the prioritising slips of a round ask."""

    title: str = ""
    question: str = ""
    topics: tuple[str, ...] = ()
    """In the order of their letters. Empty leaves ten lines to write topics on."""
    grades: tuple[str | Message, ...] = voting.LABELS
    """What the grades are called, best first."""


# ── measures ─────────────────────────────────────────────────────────────────────────────────


def measure_slips(
    groups: Sequence[Group], t: Translator, *, each: int = 4, horizons: Sequence[str] = (),
    themes: Sequence[str] = (), heading: str = "",
) -> Leaves:  # fmt: skip
    """Slips with room for one measure each, four to a page, numbered table by table.

    Args:
        groups: The tables.
        t: Speaks the language to print in.
        each: How many slips each table gets.
        horizons: Boxes to tick; without any, a line to write on.
        themes: Boxes to tick; without any, or with too many, a line to write on.
        heading: What the gathering is called.
    """
    slips = [
        _measure_slip(t, joined([table_name(group, t), _number(t, at)]), horizons, themes, heading)
        for group in groups
        for at in range(1, each + 1)
    ]
    pages = []
    on_page = _ROWS * COLUMNS
    for first in range(0, len(slips), on_page):
        cells = [
            cell(*divmod(at, COLUMNS), _ROWS, slip, name="slip")
            for at, slip in enumerate(slips[first : first + on_page])
        ]
        pages.append(sheet(marks(_ROWS), *cells, name="measures"))
    return Leaves(tuple(pages))


def _number(t: Translator, at: int) -> str:
    return t.message(msg("slip {n}", n=at))


def _measure_slip(
    t: Translator, which: str, horizons: Sequence[str], themes: Sequence[str], heading: str
) -> str:
    say = t.message
    theme, taken = _choice(say(msg("Theme")), themes)
    horizon, more = _choice(say(msg("Horizon")), horizons)
    return "".join(
        (
            text("h2", say(msg("Measure"))),
            text("p", say(msg("What shall we do? One measure, beginning with a verb.")), "say"),
            write_on(max(int((_SLIP - taken - more) / LINE), 2)),
            theme,
            horizon,
            text("label", say(msg("Proposed owner: a role, never a name"))),
            write_on(1),
            text("label", say(msg("Comes from (card or topic)"))),
            write_on(1),
            f'<p class="foot">{text("span", heading)}{text("span", which)}</p>',
        )
    )


def _choice(label: str, options: Sequence[str]) -> tuple[str, float]:
    """Boxes to tick where there are a few, else a line to write on; and what it takes."""
    named = [line for one in options if (line := one_line(one))]
    if not 0 < len(named) <= _MOST_BOXES:
        return text("label", label) + write_on(1), _LABEL + LINE
    boxes = "".join(text("p", one) for one in named)
    # Short ones go side by side.
    short = all(width_of(one) * _BOX_SIZE * MM <= _HALF_BOX for one in named)
    rows = -(-len(named) // 2) if short else len(named)
    name = "boxes pairs" if short else "boxes"
    return f'{text("label", label)}<div class="{name}">{boxes}</div>', _LABEL + _BOX * rows


# ── prioritising ─────────────────────────────────────────────────────────────────────────────


def priority_slips(ballots: Ballots, copies: int, t: Translator, *, seed: int) -> Leaves:
    """Slips for a round: a row of boxes per topic, and a check line in the order of the letters.

    Up to ten topics go two slips to a page; more take a page each.

    Args:
        ballots: What they ask.
        copies: How many to print.
        t: Speaks the language to print in.
        seed: Draws the order on each slip. Slips with lines to write topics on are not shuffled:
            all write the same topic beside the same letter.
    """
    count = len(ballots.topics) or _BLANK_OPTIONS
    halves = count <= _MOST_ON_HALF
    draw = random.Random(seed)  # noqa: S311 - an order on paper, not a secret
    shortened = {topic for topic in ballots.topics if not _topic(topic)[1]}
    slips = []
    for _copy in range(copies):
        order = list(range(count))
        if ballots.topics:
            draw.shuffle(order)
        slips.append(_slip(ballots, order, t))
    per_page = 2 if halves else 1
    pages = []
    for first in range(0, len(slips), per_page):
        places = ("half0", "half1") if halves else ("whole",)
        some = [
            f'<div class="ballot {place}">{slip}</div>'
            for place, slip in zip(places, slips[first : first + per_page], strict=False)
        ]
        pages.append(sheet(*some, _cut_across() if halves else "", name="ballots"))
    return Leaves(tuple(pages), tuple(topic for topic in ballots.topics if topic in shortened))


def _slip(ballots: Ballots, order: Sequence[int], t: Translator) -> str:
    letters = [voting.option_letter(at) for at in range(len(order))]
    advice = msg("Tick one box in each row. A row you have no opinion on stays empty.")
    checked = msg(
        "Then write your grades here, letter by letter; – where a row is empty. "
        "If the two disagree, the rows count."
    )
    rows = "".join(_row(ballots, at, letters[at]) for at in order)
    line = "".join(text("span", letter) for letter in letters)
    return "".join(
        (
            text("h2", ballots.title or t.message(msg("Prioritising"))),
            text("p", ballots.question, "question"),
            text("p", t.message(advice), "say"),
            f"<table>{_grades(ballots, t)}<tbody>{rows}</tbody></table>",
            text("p", t.message(checked), "checked"),
            f'<div class="check">{line}</div>',
        )
    )


def _grades(ballots: Ballots, t: Translator) -> str:
    names = [t.message(one) if isinstance(one, Message) else one for one in ballots.grades]
    fitted = [fit([Part(name)], _GRADE_WIDTH, 4.6, most=7.0, least=5.0) for name in names]
    size = min((one.size for one in fitted), default=7.0)
    cells = "".join(
        f'<th class="grade {size_class(size)}">{inline(one.texts[0])}<b>{grade}</b></th>'
        for one, grade in zip(fitted, voting.GRADES, strict=False)
    )
    return f'<thead><tr><th class="letter"></th><th class="topic"></th>{cells}</tr></thead>'


def _row(ballots: Ballots, at: int, letter: str) -> str:
    topic = _topic(ballots.topics[at])[0] if ballots.topics else ""
    boxes = "".join(f'<td class="grade"><span>{grade}</span></td>' for grade in voting.GRADES)
    return f'<tr>{text("td", letter, "letter")}<td class="topic">{topic}</td>{boxes}</tr>'


def _topic(title: str) -> tuple[str, bool]:
    """A topic on its row, and whether all of it is there."""
    fitted = fit([Part(title)], _TOPIC_WIDTH, _TOPIC_HEIGHT, most=12.0)
    return sized(fitted, inline(fitted.texts[0])), fitted.whole


def _cut_across() -> str:
    return (
        '<svg class="marks" viewBox="0 0 210 297" aria-hidden="true"><line x1="4" y1="148.5" '
        'x2="206" y2="148.5" stroke="#888" stroke-width=".2" stroke-dasharray="1 1.5"/></svg>'
    )
