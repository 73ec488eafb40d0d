"""A card on the table, large and calm; and what goes with it for the facilitator alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import msgspec
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from workshop.content import say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.tui.text import MUTED, join, plain, safe

SHOWN_MAX = 6000
"""More than this of one text is not laid out on a card."""
KIND_NAMES = {
    "scale": N_("Scale"),
    "fact": N_("Fact"),
    "case": N_("Case"),
    "inversion": N_("Turned round"),
}


class Face(msgspec.Struct, frozen=True):
    """What a card says, in one language."""

    key: str = ""
    subject: str = ""
    theme: str = ""
    kind: str = "question"
    ask: str = ""
    points: tuple[str, ...] = ()
    fact: str = ""
    low: str = ""
    high: str = ""
    probe: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    minutes: int = 10
    turned: bool = False

    @property
    def heading(self) -> str:
        """The words a card is known by."""
        return self.subject or self.ask


def face(
    key: str, content: Mapping[str, Any], language: str, *, turned: bool = False
) -> Face:  # fmt: skip
    """Read a card's copy. Whatever is missing or unreadable in it is left empty."""
    deck = content.get("deck")
    own = deck.get("language") if isinstance(deck, Mapping) else ""
    own = own if isinstance(own, str) and own else "nb"

    def text(value: object) -> str:
        if isinstance(value, str | dict):
            return str(say(value, language, own)).strip()
        return ""

    def texts(value: object) -> tuple[str, ...]:
        found = map(text, value) if isinstance(value, list) else ()
        return tuple(filter(None, found))

    minutes = content.get("minutes", 10)
    roles = content.get("for")
    return Face(
        key=key,
        subject=text(content.get("subject")),
        theme=text(content.get("theme_title")),
        kind=str(content.get("kind", "question")),
        ask=text(content.get("ask")),
        points=texts(content.get("points")),
        fact=text(content.get("fact")),
        low=text(content.get("low")),
        high=text(content.get("high")),
        probe=texts(content.get("probe")),
        roles=tuple(map(str, roles)) if isinstance(roles, list) else (),
        minutes=minutes if isinstance(minutes, int) else 10,
        turned=turned,
    )


class Part(NamedTuple):
    """A paragraph: its text, style, indent, and what stands before its first line."""

    text: str
    style: str = ""
    indent: int = 0
    before: str = ""
    airy: bool = False
    """May be set with an empty line between its lines, where there is room."""


def lay_out(parts: Iterable[Part], width: int, *, airy: bool = False) -> Content:
    """Set paragraphs at a width. A part without text is an empty line."""
    lines: list[Content] = []
    for part in parts:
        room = max(width - part.indent, 8)
        text = part.text if len(part.text) <= SHOWN_MAX else part.text[: SHOWN_MAX - 1] + "…"
        wrapped = Content(safe(text)).wrap(room) if text else [Content("")]
        for number, line in enumerate(wrapped):
            if number and airy and part.airy:
                lines.append(Content(""))
            lead = part.before if not number else ""
            lead = lead.rjust(part.indent) if lead else " " * part.indent
            lines.append(join(lead, plain(line.plain.rstrip(), part.style)))
    return Content("\n").join(lines)


def card_parts(card: Face, *, whole: bool = True) -> list[Part]:
    """The card as paragraphs: what the room may see of it.

    Args:
        card: The card.
        whole: With points, fact and the ends of its scale; otherwise the question alone.
    """
    kind = _(KIND_NAMES[card.kind]) if card.kind in KIND_NAMES else ""
    heading = " · ".join(filter(None, (card.subject or card.theme, kind)))
    parts = [Part(heading, "bold $primary"), Part("")] if heading else []
    if card.turned:
        worse = _("Turned round: what would we do to make it worse?")
        parts += [Part(worse, "bold $accent", 2), Part("")]
    parts.append(Part(card.ask, "bold", 2, airy=True))
    if not whole:
        return parts
    if card.points:
        parts += [Part(""), *(Part(point, "", 5, "·  ") for point in card.points)]
    if card.kind == "scale":
        low, high = card.low or _("not at all"), card.high or _("fully")
        parts += [Part(""), Part(low, "", 6, "1  "), Part(high, "", 6, "5  ")]
    if card.fact:
        parts += [Part(""), Part(card.fact, MUTED, 2)]
    return parts


def aside_parts(card: Face, note: str, *, follow_ups: bool) -> list[Part]:
    """What is for the facilitator alone: follow-ups, when asked for, and the own note."""
    parts: list[Part] = []
    if follow_ups:
        parts.append(Part(_("Follow-ups – only you see these"), "bold $secondary"))
        asked = card.probe or (_("This card has no follow-ups."),)
        parts += [Part(probe, "", 3, "›  ") for probe in asked]
    if note:
        parts.append(Part(note, "$secondary", 3, "✎  "))
    return parts


def spread_parts(now: Sequence[int], wanted: Sequence[int]) -> list[Part]:
    """How the tables rate a scale card: one block for each table, never an average."""
    column = max(7, max((len(_block(count)) for count in (*now, *wanted)), default=0) + 2)
    names = (_("Now"), _("Wanted"))
    margin = max(map(len, names)) + 3
    head = "".join(str(grade).ljust(column) for grade in range(1, 6))
    parts = [Part(head, MUTED, margin)]
    for name, counts in zip(names, (now, wanted), strict=True):
        blocks = "".join(_block(count).ljust(column) for count in counts).rstrip()
        lead = name.ljust(margin)
        parts.append(Part(lead + (blocks or "·"), "bold" if name == names[1] else ""))
    return parts


def _block(count: int) -> str:
    if count > 4:
        return f"███ {count}"
    return "█" * count if count else "·"


def dots(grade: int) -> str:
    """A rating as five dots and its figure."""
    return "●" * grade + "○" * (5 - grade) + f" {grade}"


class PartsView(Widget):
    """Paragraphs, set at the width there is."""

    DEFAULT_CSS = """
    PartsView { width: 1fr; height: auto; }
    """
    airy_height: ClassVar[int] = 0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._parts: list[Part] = []
        self._laid: tuple[int, bool, Content] | None = None
        self.airy = False

    def show(self, parts: Sequence[Part], *, airy: bool = False) -> None:
        """Show these paragraphs."""
        if list(parts) == self._parts and airy == self.airy:
            return
        self._parts, self.airy = list(parts), airy
        self._laid = None
        self.refresh(layout=True)

    def _at(self, width: int) -> Content:
        if self._laid is None or self._laid[0] != width:
            content = lay_out(self._parts, width, airy=self.airy) if width else Content("")
            self._laid = (width, self.airy, content)
        return self._laid[2]

    def height_at(self, width: int, *, airy: bool = False) -> int:
        """How many lines it would take."""
        return lay_out(self._parts, width, airy=airy).plain.count("\n") + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        del container, viewport
        return self._at(width).plain.count("\n") + 1 if self._parts else 0

    def render(self) -> Content:
        """The paragraphs."""
        return self._at(self.content_size.width)


class CardView(PartsView):
    """The card as it lies on the facilitator's table."""

    DEFAULT_CSS = """
    CardView { border: round $primary; padding: 0 2; background: $surface; }
    """
