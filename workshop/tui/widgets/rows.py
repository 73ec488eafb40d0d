"""A list of records, one line each: ten thousand rows as smooth as ten, with a cursor and marks.

Only rows that can be seen are painted, by a painter that the owner of the list gives it.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workshop.i18n import N_
from workshop.tui.keys import key

Painter = Callable[[str, int], Content]
"""(row, width in cells) → what the row says; it is cut or filled up to the width."""

MARK = "✓"


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor; with ``marking`` they can also be marked, one or many."""

    DEFAULT_CSS = """
    RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowList > .rows--row { color: $foreground; }
    RowList > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    RowList > .rows--resting { background: $panel; color: $foreground; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--cursor", "rows--resting"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.up", "up", "move(-1)", N_("Up"), N_("The row above"), show=False),
        key("priorities.down", "down", "move(1)", N_("Down"), N_("The row below"), show=False),
        key("priorities.page-up", "pageup", "page(-1)", N_("Page up"), N_("A page up"), show=False),
        key("priorities.page-down", "pagedown", "page(1)", N_("Page down"), N_("A page down"),
            show=False),
        key("priorities.first", "home", "move(-1000000)", N_("First"), N_("The first row"),
            show=False),
        key("priorities.last", "end", "move(1000000)", N_("Last"), N_("The last row"), show=False),
        key("priorities.mark", "space", "mark", N_("Mark"),
            N_("Mark the row, or take the mark away, and go to the next")),
        key("priorities.unmark", "minus", "unmark", N_("Unmark all"), N_("Take all marks away"),
            show=False),
    ]  # fmt: skip

    class _Told(Message):
        def __init__(self, rows: "RowList", row: str) -> None:
            super().__init__()
            self.rows, self.row = rows, row

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    class Moved(_Told):
        """The cursor came to another row."""

    class Marked(_Told):
        """The marks changed."""

    class Opened(_Told):
        """A double click on a row. Enter belongs to the owner of the list."""

    def __init__(self, painter: Painter, *, marking: bool = False, **kwargs: Any) -> None:
        """Make an empty list.

        Args:
            painter: What each row says.
            marking: Whether rows can be marked.
            kwargs: As for any widget.
        """
        super().__init__(**kwargs)
        self._painter = painter
        self._marking = marking
        self._rows: Sequence[str] = ()
        self._index: dict[str, int] = {}
        self.marks: set[str] = set()
        """Marked rows, those that a filter hides included."""
        self.cursor = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marking is only for lists that have it."""
        del parameters
        return self._marking or action not in {"mark", "unmark"}

    # ── what is shown ────────────────────────────────────────────────────────────────────

    def show_rows(self, rows: Sequence[str]) -> None:
        """Show these rows. The cursor stays on its row or, when that is gone, where it was."""
        if rows != self._rows:
            here = self.selected
            self._rows = rows
            self._index = {row: number for number, row in enumerate(rows)}
            self.cursor = self._index.get(here, max(min(self.cursor, len(rows) - 1), 0))
            self._lay_out()
            self._into_sight()
        self.refresh()

    @property
    def rows(self) -> Sequence[str]:
        """The rows, in order."""
        return self._rows

    @property
    def selected(self) -> str:
        """The row the cursor is on; empty when there is none."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else ""

    @property
    def chosen(self) -> list[str]:
        """The marked rows in order; without marks the one under the cursor."""
        shown = [row for row in self._rows if row in self.marks]
        hidden = sorted(self.marks.difference(self._index))
        return shown + hidden or ([self.selected] if self.selected else [])

    def select(self, row: str) -> bool:
        """Put the cursor on a row; false when it is not here."""
        if row not in self._index:
            return False
        self._point_at(self._index[row])
        return True

    def clear_marks(self, among: set[str] | None = None) -> None:
        """Take the marks away; with ``among``, those that are not in it."""
        self.marks = set() if among is None else self.marks & among
        self.post_message(self.Marked(self, self.selected))
        self.refresh()

    def _lay_out(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def on_resize(self) -> None:
        """Another width."""
        self._lay_out()
        self.call_after_refresh(self._into_sight)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if not 0 <= number < len(self._rows) or width < 1:
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        here = number == self.cursor
        lead = 2 if self._marking else 0
        content = self._painter(row, max(width - lead - 1, 1))
        if lead:
            content = Content(f"{MARK if row in self.marks else ' '} ") + content
        content = content.truncate(width - 1, ellipsis=True, pad=True)
        names = ("rows--row",) if not here else (
            ("rows--row", "rows--cursor") if self.has_focus else ("rows--row", "rows--resting")
        )  # fmt: skip
        style = self.get_visual_style(*names)
        strips = Visual.to_strips(self, content, width, 1, style)
        strip = strips[0] if strips else Strip.blank(width)
        return strip.adjust_cell_length(width, style.rich_style)

    # ── moving and marking ───────────────────────────────────────────────────────────────

    def _point_at(self, number: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(number, len(self._rows) - 1))
        self._into_sight()
        self.refresh()
        if self._rows and self.cursor != before:
            self.post_message(self.Moved(self, self.selected))

    def _into_sight(self) -> None:
        if self._rows and self.is_mounted:
            width = self.scrollable_content_region.width
            self.scroll_to_region(
                Region(0, self.cursor, width, 1), animate=False, force=True, immediate=True
            )

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._point_at(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self._point_at(self.cursor + step * max(self.scrollable_content_region.height - 1, 1))

    def action_mark(self) -> None:
        """Mark the row or take its mark away, and go on to the next."""
        if not self.selected:
            return
        self.marks ^= {self.selected}
        self.post_message(self.Marked(self, self.selected))
        self._point_at(self.cursor + 1)

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.clear_marks()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is drawn differently where keys go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, one in the margin marks, a double click opens."""
        number = event.y + self.scroll_offset.y
        if not 0 <= number < len(self._rows):
            return
        self._point_at(number)
        if self._marking and event.x < 2:
            self.marks ^= {self.selected}
            self.post_message(self.Marked(self, self.selected))
            self.refresh()
        elif event.chain > 1:
            self.post_message(self.Opened(self, self.selected))
