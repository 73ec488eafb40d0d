"""Cards to cut out of A4 sheets, question in front and follow-ups behind, and in large print."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from workshop.content import Card, Deck, Text, say
from workshop.documents.wording import ROLES, joined
from workshop.i18n import Translator
from workshop.messages import Message, msg
from workshop.printing.fitting import Fitted, Part, fit
from workshop.printing.page import (
    COLUMNS,
    Leaves,
    Printout,
    bound,
    cell,
    listed,
    marks,
    sheet,
    sized,
    text,
)

Sides = Literal["long-edge", "short-edge", "one-sided"]
"""How the printer turns the paper; one-sided cards are folded along the middle instead."""

PERSONNEL_DATA = msg("The answers are personnel data. They are never typed into a workshop.")
"""What stands on the cards of a deck that is for print only."""

_INNER = 83.0
"""Width of what is printed on a card, in millimetres."""
_FACE = {8: 43.0, 4: 111.0}
"""Cards on a page → height of the space for what is printed on one, between its edge lines."""
_MOST = {8: 20.0, 4: 28.0}
"""Cards on a page → the largest letters on one, in points."""
_MOST_BEHIND = {8: 11.0, 4: 15.0}
_MOST_AT_ENDS = {8: 8.0, 4: 10.0}
_KEEP = 9.0


class Sheaf(msgspec.Struct, frozen=True):
    """The cards of a deck that are to be printed, in one language."""

    deck: Deck
    t: Translator
    cards: tuple[tuple[int, Card], ...]
    """Each with its number in the deck, counted from 1."""

    def words(self, content: Text) -> str:
        """A text of the deck."""
        return say(content, self.t.language, self.deck.language)

    def tell(self, message: Message) -> str:
        """A text of ours."""
        return self.t.message(message)

    def theme(self, card: Card) -> str:
        """What the theme of a card is called."""
        return self.words(self.deck.themes.get(card.theme, card.theme))

    @property
    def title(self) -> str:
        """The title of the deck."""
        return self.words(self.deck.title)


def sheaf(
    deck: Deck, t: Translator, *, themes: Sequence[str] = (), cards: Sequence[str] = ()
) -> Sheaf:
    """The cards to print: all but the retired ones, or some of those.

    Args:
        deck: The deck.
        t: Speaks the language to print in.
        themes: Only these themes.
        cards: Only the cards with these ids.
    """
    live = [card for card in deck.cards if not card.retired]
    kept = tuple(
        (number, card)
        for number, card in enumerate(live, 1)
        if (not themes or card.theme in themes) and (not cards or card.id in cards)
    )
    return Sheaf(deck, t, kept)


def card_sheets(chosen: Sheaf, *, per_page: int = 8, sides: Sides = "long-edge") -> Printout:
    """Cards to cut: each has its question in front and its follow-ups behind.

    However the paper is turned, the two sides of a card stand the same way up when it is turned
    like the page of a book.

    Args:
        chosen: The cards.
        per_page: 8 or 4 places on a page.
        sides: How the printer turns the paper. One-sided, front and back stand beside each
            other, to be folded along the middle and glued.

    Raises:
        ValueError: there is no such number of cards to a page.
    """
    if per_page not in _FACE:
        raise ValueError("cards are printed 8 or 4 to a page")
    made = [(_front(chosen, at, per_page), _back(chosen, at, per_page)) for at in chosen.cards]
    cut = [
        card.id
        for (_number, card), pair in zip(chosen.cards, made, strict=True)
        if not all(side.whole for side in pair)
    ]
    build = _folded if sides == "one-sided" else _duplex
    pages = tuple(build(chosen, made, per_page // COLUMNS, sides))
    return bound(chosen.title, chosen.t.language, [Leaves(pages, tuple(cut))])


def large_print(chosen: Sheaf) -> Printout:
    """One card to a page with everything on it, for those who need large letters."""
    pages, cut = [], []
    for number, card in chosen.cards:
        content, whole = _large(chosen, number, card)
        pages.append(sheet(content, name="large"))
        if not whole:
            cut.append(card.id)
    return bound(chosen.title, chosen.t.language, [Leaves(tuple(pages), tuple(cut))])


# ── pages ────────────────────────────────────────────────────────────────────────────────────


class _Side(msgspec.Struct, frozen=True):
    html: str
    whole: bool


def _duplex(
    chosen: Sheaf, made: Sequence[tuple[_Side, _Side]], rows: int, sides: Sides
) -> Iterator[str]:
    """Fronts, then the backs of the same cards in the places where the paper has them."""
    hint = _hints(chosen, len(made), rows * COLUMNS)
    short = sides == "short-edge"
    edge = msg("flip on the short edge") if short else msg("flip on the long edge")
    for first in range(0, len(made), rows * COLUMNS):
        some = made[first : first + rows * COLUMNS]
        fronts, backs = [], []
        for at, (front, back) in enumerate(some):
            row, column = divmod(at, COLUMNS)
            fronts.append(cell(row, column, rows, front.html))
            if short:
                # The paper is turned over its top: what was above is below, and the text must
                # stand on its head there to stand on its feet when the card is turned sideways.
                backs.append(cell(rows - 1 - row, column, rows, back.html, turned=True))
            else:
                backs.append(cell(row, COLUMNS - 1 - column, rows, back.html))
        yield sheet(marks(rows), hint(first, msg("front"), edge), *fronts, name="fronts")
        yield sheet(hint(first, msg("back"), edge), *backs, name="backs")


def _folded(
    chosen: Sheaf, made: Sequence[tuple[_Side, _Side]], rows: int, _sides: Sides
) -> Iterator[str]:
    """Front and back beside each other."""
    hint = _hints(chosen, len(made), rows)
    for first in range(0, len(made), rows):
        cells = []
        for row, (front, back) in enumerate(made[first : first + rows]):
            cells += [cell(row, 0, rows, front.html), cell(row, 1, rows, back.html)]
        about = msg("cut between the rows, fold along the middle")
        yield sheet(marks(rows, fold=True), hint(first, about), *cells, name="folded")


def _hints(chosen: Sheaf, cards: int, on_each: int) -> Callable[..., str]:
    """What stands at the top of a sheet, for whoever stands at the printer."""
    total = -(-cards // on_each)

    def hint(first: int, *about: Message) -> str:
        which = msg("sheet {n} of {total}", n=first // on_each + 1, total=total)
        actual = msg("print at 100 %")
        said = [chosen.tell(one) for one in (which, *about, actual)]
        return text("p", joined([f"{chosen.title} {chosen.deck.version}", *said]), "hint")

    return hint


# ── one card ─────────────────────────────────────────────────────────────────────────────────


def _front(chosen: Sheaf, at: tuple[int, Card], per_page: int) -> _Side:
    number, card = at
    height = _FACE[per_page]
    keep = text("p", chosen.tell(PERSONNEL_DATA), "keep") if chosen.deck.print_only else ""
    if keep:
        height -= _KEEP
    scale, taken, whole = _scale(chosen, card, _MOST_AT_ENDS[per_page])
    asked = _ask(chosen, card, _INNER, height - taken, _MOST[per_page])
    return _Side(
        "".join((_top(chosen, card), _asked(asked), scale, keep, _foot(chosen, number, card))),
        whole and asked.whole,
    )


def _back(chosen: Sheaf, at: tuple[int, Card], per_page: int) -> _Side:
    number, card = at
    fact, probes = chosen.words(card.fact), [chosen.words(one) for one in card.probe]
    most = _MOST_BEHIND[per_page]
    behind, whole = _behind(chosen, fact, probes, _INNER, _FACE[per_page] - 1.5, most)
    roles = ", ".join(chosen.tell(ROLES[role]) for role in card.roles)
    minutes = chosen.tell(msg("{n} min", n=card.minutes))
    foot = f'<p class="foot">{text("span", joined([minutes, roles])) or "<span></span>"}'
    foot += f"{text('span', str(number))}</p>"
    return _Side(f"{_top(chosen, card)}{behind}{foot}", whole)


def _large(chosen: Sheaf, number: int, card: Card) -> tuple[str, bool]:
    width, height = 174.0, 245.0
    fact, probes = chosen.words(card.fact), [chosen.words(one) for one in card.probe]
    scale, taken, scale_whole = _scale(chosen, card, 16.0, width=width, digits=30.0)
    height -= taken
    keep = text("p", chosen.tell(PERSONNEL_DATA), "keep") if chosen.deck.print_only else ""
    if keep:
        height -= 22
    behind, behind_whole = "", True
    if fact or probes:
        # The question comes first: it gets more than half of the page.
        parts = _behind_parts(chosen, fact, probes)
        behind, behind_whole = _behind(chosen, fact, probes, width, height * 0.42, 18.0)
        height -= fit(parts, width, height * 0.42, most=18.0).height + 9
    asked = _ask(chosen, card, width, height, 46.0)
    content = (_top(chosen, card), _asked(asked), scale, behind, keep, _foot(chosen, number, card))
    return "".join(content), asked.whole and behind_whole and scale_whole


def _top(chosen: Sheaf, card: Card) -> str:
    name = chosen.words(card.subject) or chosen.theme(card)
    return f'<p class="top">{text("b", name)}</p>'


def _foot(chosen: Sheaf, number: int, card: Card) -> str:
    # A deck of one theme is often called the same as its theme.
    name = joined(list(dict.fromkeys((chosen.title, chosen.theme(card)))))
    return f'<p class="foot">{text("span", name)}{text("span", str(number))}</p>'


def _ask(chosen: Sheaf, card: Card, width: float, height: float, most: float) -> Fitted:
    return fit(ask_parts(card, chosen.words), width, height, most=most)


def ask_parts(card: Card, words: Callable[[Text], str]) -> list[Part]:
    """The question of a card and the points that belong to it, to be fitted somewhere."""
    points = [Part(words(one), ratio=0.8, indent=1.0, above=0.3) for one in card.points]
    return [Part(words(card.ask)), *points]


def _asked(fitted: Fitted) -> str:
    question, *points = fitted.texts
    return sized(fitted, text("p", question, "q"), listed(points, "points"), name="ask")


def _behind_parts(chosen: Sheaf, fact: str, probes: Sequence[str]) -> list[Part]:
    parts = [Part(fact, above=0.0)]
    if probes:
        parts.append(Part(chosen.tell(msg("Follow-ups")), ratio=0.8, above=0.75, bold=True))
    return [*parts, *(Part(one, indent=1.0, above=0.6) for one in probes)]


def _behind(
    chosen: Sheaf, fact: str, probes: Sequence[str], width: float, height: float, most: float
) -> tuple[str, bool]:
    found = fit(_behind_parts(chosen, fact, probes), width, height, most=most, least=5.0)
    said, *rest = found.texts
    heading = text("h3", rest[0]) if rest else ""
    html = sized(found, text("p", said, "fact"), heading, listed(rest[1:]), name="back")
    return html, found.whole


def _scale(
    chosen: Sheaf, card: Card, most: float, *, width: float = _INNER, digits: float = 10.0
) -> tuple[str, float, bool]:
    """The scale of a scale card, what it takes in millimetres, and whether its ends fit."""
    if card.kind != "scale":
        return "", 0.0, True
    row = "".join(f"<b>{digit}</b>" for digit in range(1, 6))
    ends, taken, whole = scale_ends(card, chosen.words, (width - 4) / 2, most)
    return f'<div class="scale"><div class="digits">{row}</div>{ends}</div>', taken + digits, whole


def scale_ends(
    card: Card, words: Callable[[Text], str], width: float, most: float
) -> tuple[str, float, bool]:
    """What 1 and 5 mean, side by side; what it takes in millimetres, and whether it fits."""
    height = most * 1.6
    pair = [fit([Part(words(end))], width, height, most=most) for end in (card.low, card.high)]
    size = min(one.size for one in pair)
    pair = [fit([Part(words(end))], width, height, most=size) for end in (card.low, card.high)]
    ends = "".join(f"<p>{text('span', one.texts[0])}</p>" for one in pair)
    taken = max(one.height for one in pair)
    return sized(pair[0], ends, name="ends"), taken, all(one.whole for one in pair)
