"""An outline of thousands of rows: only the rows that are in sight are ever painted."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop.i18n import N_
from workshop.tui.keys import key


class Row(NamedTuple):
    """One line of an outline."""

    key: str
    """What it shows; unique in the outline."""
    depth: int
    open: bool | None = None
    """Whether what lies under it is shown; None when nothing does."""


class Painted(NamedTuple):
    """What a row says: pieces of text, each with the name of its look."""

    left: Sequence[tuple[str, str]]
    """Cut with an ellipsis where there is no more room."""
    right: Sequence[tuple[str, str]] = ()
    """Kept whole at the right edge, in columns."""


Painter = Callable[[Row, int], Painted]
"""Row and width in cells → what it says."""


class Outline(ScrollView, can_focus=True):
    """Rows that can be folded, with a cursor. It knows keys and rows, not what they mean."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outline--plain", "outline--part", "outline--head", "outline--muted", "outline--accent",
        "outline--bad", "outline--good", "outline--cursor", "outline--cursor-blurred",
    }  # fmt: skip
    DEFAULT_CSS = """
    Outline {
        height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .outline--plain { color: $foreground; }
        & > .outline--part { color: $primary; text-style: bold; }
        & > .outline--head { text-style: bold; }
        & > .outline--muted { color: $text-muted; }
        & > .outline--accent { color: $accent; }
        & > .outline--bad { color: $error; text-style: bold; }
        & > .outline--good { color: $success; }
        & > .outline--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & > .outline--cursor-blurred { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("outline.up", "up", "step(-1)", N_("Up"), N_("The row above"), show=False),
        key("outline.down", "down", "step(1)", N_("Down"), N_("The row below"), show=False),
        key("outline.page-up", "pageup", "page(-1)", N_("Page up"), N_("A page up"), show=False),
        key("outline.page-down", "pagedown", "page(1)", N_("Page down"), N_("A page down"),
            show=False),
        key("outline.first", "home", "step(-1000000)", N_("First"), N_("The first row"),
            show=False),
        key("outline.last", "end", "step(1000000)", N_("Last"), N_("The last row"), show=False),
        key("outline.close", "left", "close", N_("Fold"),
            N_("Fold what lies under the row, or go to what it lies under"), show=False),
        key("outline.open", "right", "open", N_("Unfold"), N_("Show what lies under the row"),
            show=False),
        key("outline.toggle", "space", "fold", N_("Fold or unfold"),
            N_("Fold or show what lies under the row"), show=False),
        key("outline.choose", "enter", "choose", N_("Edit"), N_("Write in what the row shows")),
    ]  # fmt: skip

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Chosen(Message):
        """Enter or a double click on a row."""

        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    class Folded(Message):
        """A row is to be folded or unfolded."""

        def __init__(self, row: str, open_: bool) -> None:
            super().__init__()
            self.row, self.open = row, open_

    def __init__(self, painter: Painter, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._painter = painter
        self._rows: list[Row] = []
        self._cursor = 0

    # ── what is shown ────────────────────────────────────────────────────────────────────

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, from the top."""
        return self._rows

    @property
    def current(self) -> str:
        """The key of the row the cursor is on, or empty."""
        return self._rows[self._cursor].key if self._rows else ""

    def show_rows(self, rows: list[Row]) -> None:
        """Show rows. The cursor stays on its row, or where that was."""
        before = self.current
        same = rows == self._rows
        self._rows = rows
        if not same:
            if not self.has(before, self._cursor):
                found = self.index(before)
                self._cursor = min(self._cursor, max(len(rows) - 1, 0)) if found < 0 else found
            self._fit()
        self.refresh()
        if self.current != before:
            self.post_message(self.Moved(self.current))

    def has(self, row: str, at: int) -> bool:
        """Whether a row stands at an index."""
        return at < len(self._rows) and self._rows[at].key == row

    def index(self, row: str) -> int:
        """Where a row stands, or -1."""
        return next((i for i, other in enumerate(self._rows) if other.key == row), -1)

    def go_to(self, row: str) -> bool:
        """Put the cursor on a row; false when it is not shown."""
        found = self.index(row)
        if found >= 0:
            self._put(found)
        return found >= 0

    def _fit(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.call_after_refresh(self._into_sight)

    def on_resize(self) -> None:
        """Another width, another cut."""
        self._fit()
        self.refresh()

    def _put(self, index: int) -> None:
        index = min(max(index, 0), max(len(self._rows) - 1, 0))
        if index == self._cursor:
            self._into_sight()
            return
        self.refresh_line(self._cursor)
        self._cursor = index
        self.refresh_line(index)
        self._into_sight()
        self.post_message(self.Moved(self.current))

    def _into_sight(self) -> None:
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if self._cursor < top or self._cursor >= top + height > 0:
            near = self._cursor < top and self._cursor >= top - 2
            lower = self._cursor - height + (1 if self._cursor < top + height + 2 else height // 2)
            wanted = self._cursor if near else max(lower, 0)
            if self._cursor < top and not near:
                wanted = max(self._cursor - height // 2, 0)
            self.scroll_to(y=wanted, animate=False)

    # ── painting ─────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        """One row."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, base)
        over: Style | None = None
        if index == self._cursor:
            name = "outline--cursor" if self.has_focus else "outline--cursor-blurred"
            over = self.get_component_rich_style(name)
            if not self.has_focus:
                over = Style(bgcolor=over.bgcolor)
        row = self._rows[index]
        painted = self._painter(row, width)
        tail = [(text, self._look(look, over)) for text, look in painted.right]
        room = max(width - sum(cell_len(text) for text, _style in tail), 0)
        segments = self._fill(self._lead(row, painted), room, over)
        segments += [Segment(text, style) for text, style in tail]
        return Strip(segments, width).crop(0, width).apply_style(base)

    def _lead(self, row: Row, painted: Painted) -> list[tuple[str, str]]:
        fold = "▾ " if row.open else "▸ "
        if row.open is None:
            fold = "" if row.depth else "  "
        return [("  " * row.depth + fold, "muted"), *painted.left]

    def _look(self, look: str, over: Style | None) -> Style:
        style = self.get_component_rich_style(f"outline--{look or 'plain'}")
        # On the cursor everything has the cursor's colours; only the weight is its own.
        return style if over is None else style + over

    def _fill(self, pieces: list[tuple[str, str]], room: int, over: Style | None) -> list[Segment]:
        """Pieces cut or stretched to fill the room exactly."""
        segments: list[Segment] = []
        for text, look in pieces:
            style = self._look(look, over)
            wide = cell_len(text)
            if wide <= room:
                segments.append(Segment(text, style))
                room -= wide
                continue
            if room:
                segments.append(Segment(set_cell_size(text, room - 1) + "…", style))
                room = 0
            break
        if room:
            segments.append(Segment(" " * room, self._look("", over)))
        return segments

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks different when the keys go elsewhere."""
        super().watch_has_focus(_has_focus)
        self.refresh_line(self._cursor)

    # ── keys and mouse ───────────────────────────────────────────────────────────────────

    def action_step(self, steps: int) -> None:
        """Up or down."""
        self._put(self._cursor + steps)

    def action_page(self, pages: int) -> None:
        """A page up or down."""
        self._put(self._cursor + pages * max(self.scrollable_content_region.height - 1, 1))

    def action_close(self) -> None:
        """Fold, or go to what the row lies under."""
        if not self._rows:
            return
        row = self._rows[self._cursor]
        if row.open:
            self.post_message(self.Folded(row.key, False))
            return
        for index in range(self._cursor - 1, -1, -1):
            if self._rows[index].depth < row.depth:
                self._put(index)
                return

    def action_open(self) -> None:
        """Unfold, or go to the first row under it."""
        if not self._rows:
            return
        row = self._rows[self._cursor]
        if row.open is False:
            self.post_message(self.Folded(row.key, True))
        elif row.open:
            self._put(self._cursor + 1)

    def action_fold(self) -> None:
        """Fold or unfold."""
        if self._rows and self._rows[self._cursor].open is not None:
            row = self._rows[self._cursor]
            self.post_message(self.Folded(row.key, not row.open))

    def action_choose(self) -> None:
        """Enter."""
        if self._rows:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor; on the arrow it folds; a double click is Enter."""
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self._rows):
            return
        row = self._rows[index]
        self._put(index)
        if row.open is not None and 2 * row.depth <= event.x < 2 * row.depth + 2:
            self.post_message(self.Folded(row.key, not row.open))
        elif event.chain == 2:
            self.action_choose()

    @property
    def cursor_region(self) -> Region:
        """Where the cursor is on the widget."""
        return Region(0, self._cursor - self.scroll_offset.y, self.size.width, 1)
