"""The list of what the tables said: a thousand answers as smooth as ten.

Only lines that can be seen are drawn, and the wrapping of a text is kept for as long as the text
and the width are the same.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop.i18n import N_
from workshop.tui.keys import key
from workshop.tui.text import one_line, safe

LABEL_MAX = 18
SHOWN_MAX = 4000
"""More than this of one answer is not wrapped out in the list; the whole of it is one key away."""


class Row(msgspec.Struct, frozen=True):
    """One answer, or a table's rating, as the list shows it."""

    record: str
    label: str = ""
    """The table, on its first row; empty on the others."""
    text: str = ""
    tags: str = ""
    star: bool = False
    marked: bool = False
    pointed: bool = False
    """Something is about to happen to this one."""
    quiet: bool = False
    """Not an answer in words: drawn lighter."""


class AnswerList(ScrollView, can_focus=True):
    """Answers grouped by table, with a cursor."""

    DEFAULT_CSS = """
    AnswerList { height: 1fr; background: $background; scrollbar-size-vertical: 1; }
    AnswerList > .answers--label { color: $text-muted; }
    AnswerList > .answers--star { color: $accent; text-style: bold; }
    AnswerList > .answers--text { color: $foreground; }
    AnswerList > .answers--quiet { color: $text-muted; }
    AnswerList > .answers--cursor { background: $block-cursor-background;
        color: $block-cursor-foreground; }
    AnswerList > .answers--resting { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "answers--label", "answers--star", "answers--text", "answers--quiet", "answers--cursor",
        "answers--resting",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        key("cards.answer-up", "up", "cursor(-1)", N_("Up"), N_("The answer above"), show=False),
        key(
            "cards.answer-down",
            "down",
            "cursor(1)",
            N_("Down"),
            N_("The answer beneath"),
            show=False,
        ),
        key(
            "cards.answer-first", "home", "jump(0)", N_("First"), N_("The first answer"), show=False
        ),
        key("cards.answer-last", "end", "jump(-1)", N_("Last"), N_("The last answer"), show=False),
    ]

    class Opened(Message):
        """Someone clicked the answer the cursor was on already."""

        def __init__(self, record: str) -> None:
            super().__init__()
            self.record = record

    def __init__(self, *, pointing: bool = True, **kwargs: Any) -> None:
        """Make an empty list.

        Args:
            pointing: Whether there is a cursor; on the wall there is none.
            kwargs: As for any widget.
        """
        super().__init__(**kwargs)
        self._pointing = pointing
        self._rows: Sequence[Row] = ()
        self._index: dict[str, int] = {}
        self._lines: list[tuple[int, int]] = []
        self._first_line: list[int] = []
        self._wrapped: dict[tuple[str, int], list[str]] = {}
        self._label_width = 0
        self._width = 0
        self._empty = ""
        self.cursor = 0
        if not pointing:
            self.can_focus = False

    # ── what is shown ────────────────────────────────────────────────────────────────────

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these answers; the cursor stays on the answer it was on."""
        if rows == self._rows:
            return
        here = self.selected()
        self._rows = rows
        self._index = {row.record: number for number, row in enumerate(rows)}
        labels = (Content(row.label).cell_length for row in rows)
        self._label_width = min(max(labels, default=0), LABEL_MAX)
        self.cursor = self._index.get(here, min(self.cursor, max(len(rows) - 1, 0)))
        self._lay_out()

    def show_when_empty(self, words: str) -> None:
        """What to say when there is no answer."""
        if words != self._empty:
            self._empty = words
            self.refresh()

    def selected(self) -> str:
        """The id of the answer the cursor is on; empty when there is none."""
        if self._pointing and 0 <= self.cursor < len(self._rows):
            return self._rows[self.cursor].record
        return ""

    def select(self, record: str) -> bool:
        """Put the cursor on an answer; false when it is not here."""
        if record not in self._index:
            return False
        self._point_at(self._index[record])
        return True

    def _text_width(self) -> int:
        return max(self.scrollable_content_region.width - self._indent() - 1, 8)

    def _indent(self) -> int:
        return 3 + (self._label_width + 2 if self._label_width else 0)

    def _lay_out(self) -> None:
        width = self._text_width()
        if width != self._width or len(self._wrapped) > 3 * len(self._rows) + 100:
            self._wrapped.clear()
            self._width = width
        self._lines, self._first_line = [], []
        airy = not self._pointing and self._fits_airily(width)
        for number, row in enumerate(self._rows):
            if airy and number and row.label:
                self._lines.append((-1, 0))
            self._first_line.append(len(self._lines))
            self._lines.extend((number, line) for line in range(len(self._wrap(row, width))))
        region = self.scrollable_content_region
        self.virtual_size = Size(region.width, len(self._lines))
        self.refresh()

    def _fits_airily(self, width: int) -> bool:
        """On the wall: whether there is room for an empty line between the tables."""
        if len(self._rows) > 100:
            return False
        needed = sum(len(self._wrap(row, width)) + bool(row.label) for row in self._rows)
        return needed <= self.scrollable_content_region.height

    def _wrap(self, row: Row, width: int) -> list[str]:
        whole = f"{row.text}  {row.tags}".strip() if row.tags else row.text
        found = self._wrapped.get((whole, width))
        if found is None:
            shown = whole if len(whole) <= SHOWN_MAX else whole[: SHOWN_MAX - 1] + "…"
            lines = Content(safe(shown)).wrap(width)
            found = self._wrapped[whole, width] = [line.plain.rstrip() for line in lines] or [""]
        return found

    def on_resize(self) -> None:
        """Another width: wrap anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return self._blank_line(y, width)
        number, part = self._lines[line]
        if number < 0:
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        base = self._base_style(number)
        first = part == 0
        mark = "▶" if row.pointed else "✓" if row.marked else ("★" if row.star else " ")
        label = one_line(row.label, LABEL_MAX) if first else ""
        pad = max(self._label_width - Content(label).cell_length, 0)
        text = "answers--quiet" if row.quiet else "answers--text"
        segments = [
            Segment(f" {mark if first else ' '} ", self._style("answers--star", base)),
        ]
        if self._label_width:
            segments.append(
                Segment(label + " " * (pad + 2), self._style("answers--label", base))
            )  # fmt: skip
        segments.append(Segment(self._wrap(row, self._width)[part], self._style(text, base)))
        return Strip(segments).adjust_cell_length(width, base or self.rich_style)

    def _blank_line(self, y: int, width: int) -> Strip:
        if self._rows or y != 1 or not self._empty:
            return Strip.blank(width, self.rich_style)
        words = one_line(self._empty, max(width - 4, 8))
        quiet = Segment("   " + words, self.get_component_rich_style("answers--quiet"))
        return Strip([quiet]).adjust_cell_length(width, self.rich_style)

    def _base_style(self, number: int) -> RichStyle | None:
        """How the whole row is drawn when the cursor is on it."""
        if not self._pointing or number != self.cursor:
            return None
        name = "answers--cursor" if self.has_focus else "answers--resting"
        return self.get_component_rich_style(name)

    def _style(self, name: str, base: RichStyle | None) -> RichStyle:
        if base is not None and self.has_focus:
            return base
        style = self.get_component_rich_style(name)
        return style + RichStyle(bgcolor=base.bgcolor) if base is not None else style

    # ── moving about ─────────────────────────────────────────────────────────────────────

    def _point_at(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._rows) - 1))
        if self._rows:
            first = self._first_line[self.cursor]
            last = (*self._first_line, len(self._lines))[self.cursor + 1]
            width = self.scrollable_content_region.width
            self.scroll_to_region(Region(0, first, width, last - first), animate=False)
        self.refresh()

    def action_cursor(self, step: int) -> None:
        """Move the cursor up or down."""
        self._point_at(self.cursor + step)

    def action_jump(self, to: int) -> None:
        """The first or the last answer."""
        self._point_at(to if to >= 0 else len(self._rows) - 1)

    def show_last_of(self, record: str) -> None:
        """Bring a row into sight, without more ado."""
        if record in self._index:
            self._point_at(self._index[record])

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is drawn differently where keys go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a click on the same answer opens it."""
        line = event.y + self.scroll_offset.y
        if not self._pointing or line >= len(self._lines):
            return
        number = self._lines[line][0]
        again = number == self.cursor and event.chain > 1
        self._point_at(number)
        if again:
            self.post_message(self.Opened(self.selected()))
