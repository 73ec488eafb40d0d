"""What lies and stands on the tables of a gathering: sheets to write on, and signs."""

from collections.abc import Iterator, Sequence

import msgspec

from workshop.content import Card, Text, say
from workshop.documents.html import inline
from workshop.documents.text import cut, one_line
from workshop.documents.wording import Wording, joined
from workshop.i18n import Translator
from workshop.messages import msg
from workshop.model import Group
from workshop.printing.cards import ask_parts, scale_ends
from workshop.printing.fitting import Part, fit
from workshop.printing.page import LINE, Leaves, fold_line, listed, sheet, sized, text, write_on

BLOCKS = 3
"""Cards on one page of a table's sheet."""
_BLOCK = 81.0
"""What a card may take of it, in millimetres, with its lines to write on."""
_WIDTH = 182.0
_NAME = 40
"""Characters of the name of a table that has no number."""
_ASK = 26.0
_NUMBER_SIZES = ((1, "digits1"), (2, "digits2"), (3, "digits3"), (6, "digits6"))


class Dealt(msgspec.Struct, frozen=True):
    """A card that the tables of a gathering are to talk about."""

    card: Card
    language: str
    """The language of the deck it is from."""
    deck: str = ""
    """The title of that deck."""
    number: int = 0
    """Its number in that deck; 0 when it is not known."""


def table_sheets(
    groups: Sequence[Group], dealt: Sequence[Dealt], t: Translator, heading: str = ""
) -> Leaves:
    """A sheet per table with its cards, and numbered lines to write what it says.

    Without cards there is room for as many as go on a page, with a line for the question.

    Args:
        groups: The tables.
        dealt: The cards, in the order they are talked about.
        t: Speaks the language to print in.
        heading: What the gathering is called.
    """
    pages: list[str] = []
    shortened: list[str] = []
    for group in groups:
        blocks = list(_blocks(dealt, t, shortened))
        total = -(-len(blocks) // BLOCKS)
        for at in range(total):
            some = "".join(blocks[at * BLOCKS : (at + 1) * BLOCKS])
            foot = _foot(t, table_name(group, t), at + 1, total)
            pages.append(sheet(_header(group, t, heading), some, foot, name="table"))
    return Leaves(tuple(pages), tuple(dict.fromkeys(shortened)))


def table_signs(groups: Sequence[Group], t: Translator) -> Leaves:
    """A sign per table: fold it along the middle, and it is read from both sides."""
    return Leaves(tuple(_sign(group, t) for group in groups))


def table_name(group: Group, t: Translator) -> str:
    """What a table is called."""
    if group.number:
        return t.message(msg("Table {number}", number=group.number))
    return cut(group.name, _NAME) or t.message(msg("Table"))


def _named(group: Group, t: Translator) -> str:
    """What a table is called besides its number; most are called nothing else."""
    named = one_line(group.name)
    return named if group.number and named != table_name(group, t) else ""


def _who(group: Group, t: Translator) -> str:
    return joined(Wording(t).roles(group.composition))


# ── sheets ───────────────────────────────────────────────────────────────────────────────────


def _header(group: Group, t: Translator, heading: str) -> str:
    name = _named(group, t)
    about = text("p", joined([heading, name])) + text("p", _who(group, t))
    return f"<header>{text('h1', table_name(group, t))}<div>{about}</div></header>"


def _foot(t: Translator, name: str, page: int, total: int) -> str:
    advice = t.message(msg("Write what the table says, never who said it."))
    which = joined([name, t.message(msg("page {n} of {total}", n=page, total=total))])
    return f'<p class="foot">{text("span", advice)}{text("span", which)}</p>'


def _blocks(dealt: Sequence[Dealt], t: Translator, shortened: list[str]) -> Iterator[str]:
    for at, one in enumerate(dealt, 1):
        yield _block(one, at, len(dealt), t, shortened)
    for at in range(1, 1 + (0 if dealt else BLOCKS)):
        title = t.message(msg("Card {n}", n=at))
        question = write_on(1)
        yield f'<div class="block">{_block_top(title, "")}{question}{write_on(6, first=1)}</div>'


def _block(one: Dealt, at: int, total: int, t: Translator, shortened: list[str]) -> str:
    def words(content: Text) -> str:
        return say(content, t.language, one.language)

    card, left = one.card, _BLOCK - 4 - 1
    asked = fit(ask_parts(card, words), _WIDTH, _ASK, most=14.0)
    question, *points = asked.texts
    left -= asked.height
    scale, whole = "", True
    if card.kind == "scale":
        ends, taken, whole = scale_ends(card, words, (_WIDTH - 6) / 2, 8.0)
        rows = (_pick(t.message(msg("Now"))), _pick(t.message(msg("Wanted"))))
        scale = ends + "".join(rows)
        left -= taken + 1 + 8 * len(rows)
    if not (asked.whole and whole):
        shortened.append(card.id)
    title = t.message(msg("Card {n} of {total}", n=at, total=total))
    known = joined([one.deck, one.number, words(card.subject)])
    return (
        f'<div class="block">{_block_top(title, known)}'
        f"{sized(asked, text('p', question), listed(points, 'points'), name='ask')}"
        f"{scale}{write_on(max(int(left / LINE), 1), first=1)}</div>"
    )


def _block_top(title: str, known: str) -> str:
    return f'<p class="top">{text("b", title)}{text("span", known)}</p>'


def _pick(label: str) -> str:
    boxes = "".join(f"<b>{digit}</b>" for digit in range(1, 6))
    return f'<div class="pick">{text("span", label)}{boxes}</div>'


# ── signs ────────────────────────────────────────────────────────────────────────────────────


def _sign(group: Group, t: Translator) -> str:
    big = str(group.number) if group.number else table_name(group, t)
    size = next((name for most, name in _NUMBER_SIZES if len(big) <= most), "digits9")
    parts = [Part(_named(group, t), bold=True), Part(_who(group, t), ratio=0.7, above=0.5)]
    said = fit(parts, 176.0, 30.0, most=28.0)
    name, who = said.texts
    roles = Wording(t).roles(group.composition)
    if who == one_line(joined(roles)):  # whole, and then no number is parted from its role
        kept = " · ".join(text("span", role) for role in roles)
        who_html = f"<p>{kept}</p>" if kept else ""
    else:
        who_html = text("p", who)
    content = (
        f'<div class="number {size}">{inline(big)}</div>'
        f"{sized(said, text('p', name, 'name'), who_html, name='who')}"
    )
    halves = "".join(f'<div class="half {side}">{content}</div>' for side in ("upper", "lower"))
    return sheet(halves, fold_line(148.5), name="sign")
