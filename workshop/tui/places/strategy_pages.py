"""Other ways to look at the strategy: the platform on one page, measures by theme and horizon."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from workshop.i18n import gettext as _
from workshop.model import Horizon, Measure
from workshop.text_gate import comparison_key
from workshop.tui.places.strategy_words import STATEMENT_KINDS, STATUS_MARKS
from workshop.tui.text import cell, join, one_line, plain
from workshop.view import View

if TYPE_CHECKING:
    from workshop.tui.places.strategy import ThePlace

NEXT = {"": "platform", "platform": "matrix", "matrix": ""}
"""The order in which one key goes through the ways of looking."""

MOST_IN_CELL = 12


def show_page(place: "ThePlace", which: str) -> None:
    """Show a page instead of the outline, or none."""
    pages = place.query_one("#pages", Vertical)
    shown = next(iter(pages.children), None)
    if shown is not None and shown.id == f"page-{which}":
        if isinstance(shown, PlatformPage | MatrixPage):
            shown.show_view(place.view)
        return
    pages.remove_children()
    if which:
        page = PlatformPage(place.view) if which == "platform" else MatrixPage(place.view)
        pages.mount(page)
        page.focus()


class PlatformPage(VerticalScroll, can_focus=True):
    """The platform, as it could hang on the wall."""

    DEFAULT_CSS = """
    PlatformPage { padding: 1 2; scrollbar-size-vertical: 1; }
    PlatformPage #vision {
        height: auto; text-align: center; padding: 1 4; margin-bottom: 1;
        border: round $primary; text-style: bold;
    }
    PlatformPage .columns { height: auto; }
    PlatformPage .block { width: 1fr; height: auto; padding: 0 2 1 0; }
    """

    def __init__(self, view: View) -> None:
        super().__init__(id="page-platform")
        self._view = view

    def compose(self) -> ComposeResult:
        """Vision on top, then what follows from it, then the principles side by side."""
        yield Static(id="vision", markup=False)
        with Horizontal(classes="columns"):
            yield Static(id="block-value", classes="block", markup=False)
            yield Static(id="block-reputation", classes="block", markup=False)
            yield Static(id="block-main-goal", classes="block", markup=False)
        with Horizontal(classes="columns"):
            yield Static(id="block-employer-principle", classes="block", markup=False)
            yield Static(id="block-leader-principle", classes="block", markup=False)
            yield Static(id="block-employee-principle", classes="block", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self.show_view(self._view)

    def show_view(self, view: View) -> None:
        """Show the platform as it stands."""
        visions = "\n".join(one_line(one.text[:2000]) for one in view.statements("vision"))
        self.query_one("#vision", Static).update(
            plain(visions or _("The vision is not written yet. v goes on, Esc to the outline."))
        )
        for kind, (many, _single) in STATEMENT_KINDS.items():
            if kind != "vision":
                self.query_one(f"#block-{kind}", Static).update(self._block(view, kind, many))

    def _block(self, view: View, kind: str, many: str) -> Content:
        content = join((_(many), "bold $primary"))
        statements = view.statements(kind)
        if not statements:
            return content + join(("\n–", "$foreground-muted"))
        for statement in statements:
            content += join("\n\n" if content.plain.count("\n") else "\n")
            content += plain(one_line(statement.text[:2000]))
            if statement.locked:
                content += join((f"  [{_('locked')}]", "$foreground-muted"))
        return content


class MatrixPage(Vertical):
    """Measures by theme and horizon."""

    DEFAULT_CSS = """
    MatrixPage { padding: 0 1; height: 1fr; }
    MatrixPage DataTable { height: 1fr; background: $background; scrollbar-size-vertical: 1; }
    MatrixPage DataTable:focus { background-tint: transparent 0%; }
    MatrixPage Static { height: auto; color: $text-muted; padding: 0 0 1 0; }
    """

    def __init__(self, view: View) -> None:
        super().__init__(id="page-matrix")
        self._view = view
        self._cells: list[list[list[Measure]]] = []

    def compose(self) -> ComposeResult:
        """A line of explanation and the table."""
        yield Static(id="matrix-said", markup=False)
        yield DataTable(cursor_type="cell", zebra_stripes=False)

    def on_mount(self) -> None:
        """Show it."""
        self.show_view(self._view)

    def focus(self, scroll_visible: bool = True) -> "MatrixPage":
        """The keys go to the table."""
        self.call_after_refresh(lambda: self.query_one(DataTable).focus(scroll_visible))
        return self

    def show_view(self, view: View) -> None:
        """Show the measures as they stand."""
        self._view = view
        table = self.query_one(DataTable)
        at = table.cursor_coordinate
        table.clear(columns=True)
        measures = view.measures()
        said = _("Measures by theme and horizon, in their short form. Enter goes to them.")
        if not measures:
            said = _("There are no measures yet. Esc goes to the outline, where a adds them.")
        self.query_one("#matrix-said", Static).update(plain(said))
        horizons = view.under("", Horizon)
        themes = list(dict.fromkeys(measure.theme.strip() for measure in measures))
        themes.sort(key=lambda theme: (not theme, comparison_key(theme)))
        known = {horizon.id for horizon in horizons}
        columns = [(one.id, one_line(one.title, 40) or "–") for one in horizons]
        columns.append(("", _("No horizon")))
        room = self.app.size.width - (32 if self.app.size.width >= 100 else 2) - 1
        width = max(room // (len(columns) + 1) - 2, 14)
        table.add_column(cell(_("Theme"), "bold"), width=width)
        for _id, title in columns:
            table.add_column(cell(title, "bold"), width=width)
        self._cells = [
            [
                [m for m in measures if m.theme.strip() == theme
                 and (m.horizon if m.horizon in known else "") == horizon]
                for horizon, _title in columns
            ]
            for theme in themes
        ]  # fmt: skip
        for theme, row in zip(themes, self._cells, strict=True):
            height = max(1, *(min(len(one), MOST_IN_CELL + 1) for one in row))
            name = cell(theme or _("(no theme)"), "bold" if theme else "dim", width)
            table.add_row(name, *(self._cell(one, width) for one in row), height=height + 1)
        table.move_cursor(row=at.row, column=max(at.column, 1))

    @staticmethod
    def _cell(measures: list[Measure], width: int) -> object:
        from rich.text import Text

        lines = [
            cell(f"{STATUS_MARKS.get(one.status, '•')} {(one.short or one.text)[:400]}", "", width)
            for one in measures[:MOST_IN_CELL]
        ]
        if len(measures) > MOST_IN_CELL:
            more = _("… and {n} more").format(n=len(measures) - MOST_IN_CELL)
            lines.append(cell(more, "dim", width))
        return Text("\n").join(lines)

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Enter on a field."""
        event.stop()
        row, column = event.coordinate
        if not 0 <= row < len(self._cells) or column == 0:
            return
        measures = self._cells[row][column - 1]
        if not measures:
            return
        from workshop.tui.places.strategy import ThePlace
        from workshop.tui.widgets.form_picker import PickDialog

        place = next(one for one in self.ancestors if isinstance(one, ThePlace))
        if len(measures) == 1:
            place.show_record(measures[0].id)
            return
        choices = [(one.id, one.text[:2000]) for one in measures]

        def answered(chosen: list[str] | None) -> None:
            if chosen:
                place.show_record(chosen[0])

        self.app.push_screen(PickDialog(_("Which measure?"), choices, many=False), answered)
