"""Place 4, the strategy: an outline to work in, and a form beside it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from workshop.acts import base, setup
from workshop.acts.outline import reorder
from workshop.i18n import current
from workshop.i18n import gettext as _
from workshop.messages import fill
from workshop.model import Statement, kind_of
from workshop.tui.dialogs import ConfirmDialog
from workshop.tui.places import strategy_doing as doing
from workshop.tui.places import strategy_rows as rows
from workshop.tui.places import strategy_said as said
from workshop.tui.places.base import Place
from workshop.tui.places.strategy_fields import FIELDS, Spec, spec_of
from workshop.tui.places.strategy_keys import CSS, IN_OUTLINE, KEYS
from workshop.tui.text import one_line, plain
from workshop.tui.widgets.fields import Written
from workshop.tui.widgets.form import EntryLine, RecordForm
from workshop.tui.widgets.form_values import NotReadError, read
from workshop.tui.widgets.outline import Outline, Painted, Row

SETTLE = 0.08
"""Seconds the cursor rests on a row before the form follows: moving stays light."""
REVIEW = 0.4
"""Seconds of rest after a change before the findings are counted anew."""


class ThePlace(Place):
    """The strategy."""

    number = 4
    SCOPED_CSS = False
    DEFAULT_CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = set(rows.FOLDED_FIRST)
        self.marks = rows.Marks()
        self.unlocked = ""
        """The locked statement that a person has said yes to writing in."""
        self.entry: doing.Entry | None = None
        self.page = ""
        """Which page is shown instead of the outline; empty is none."""
        self._drawn = -1
        self._reviewed = -1
        self._suggested: tuple[int, dict[str, list[str]]] = (-1, {})
        self._review: Timer | None = None

    def compose(self) -> ComposeResult:
        """Outline with its line for adding, the form; and the pages instead of both."""
        with Horizontal(id="working"):
            with Vertical(id="outline-side"):
                yield Static(id="columns", markup=False)
                yield Outline(self._paint, id="outline")
                with Vertical(id="entry"):
                    yield Static(id="entry-label", markup=False)
                    yield EntryLine(
                        compact=True,
                        id="entry-line",
                        placeholder=_("Enter adds it and begins the next, Esc when done"),
                    )
            yield RecordForm(self, kind_of, id="form")
        yield Vertical(id="pages")

    # ── what is shown ────────────────────────────────────────────────────────────────────

    @property
    def outline(self) -> Outline:
        """The outline."""
        return self.query_one("#outline", Outline)

    @property
    def form(self) -> RecordForm:
        """The form."""
        return self.query_one("#form", RecordForm)

    def on_mount(self) -> None:
        """Begin among the areas."""
        self.show_view()
        self.outline.go_to("part:area")
        self._show_form()

    def show_view(self) -> None:
        """Show the workshop as it stands; the cursor and what is being written stay."""
        if not self.query("#outline") or self.workshop_app.open_session is None:
            return
        view = self.view
        if view.version != self._drawn:
            self._drawn = view.version
            self.marks.conflicts = frozenset(one.record for one in view.conflicts())
            self._review_soon()
        self.show_rows()
        if self.form.record == self.outline.current:
            self.form.show_view(self.session)
        if self.has_class("-page"):
            self._show_page()

    def show_rows(self) -> None:
        """Show the rows as they are folded now."""
        self.outline.show_rows(rows.rows_of(self.view, self.folded, self.marks))
        self._show_columns()

    def _show_columns(self) -> None:
        width = self.outline.scrollable_content_region.width
        columns = self.query_one("#columns", Static)
        columns.display = width >= rows.WIDE
        if columns.display:
            tail = f"{_('Owner'):<{rows.OWNER - 1}}{_('Deadline'):<{rows.DEADLINE}}"
            columns.update(plain(" " * (width - len(tail) - 6) + tail))

    def on_resize(self) -> None:
        """Columns come and go with the room."""
        self.call_after_refresh(self._show_columns)

    def _paint(self, row: Row, width: int) -> Painted:
        return rows.paint(self.view, row, self.marks, width)

    def _review_soon(self) -> None:
        if self._review is not None:
            self._review.stop()
        self._review = self.set_timer(REVIEW, self._count_findings)

    def _count_findings(self) -> None:
        self._review = None
        if self.workshop_app.open_session is None or self._reviewed == self.view.version:
            return
        self._reviewed = self.view.version
        self.marks.findings = said.findings_by_record(self.view)
        self.outline.refresh()
        self.form.show_view(self.session)

    # ── the cursor and the form ──────────────────────────────────────────────────────────

    def on_outline_moved(self) -> None:
        """The form follows when the cursor rests."""
        self.workshop_app.pauses.after(self, SETTLE, "form", self._show_form)
        if self._review is not None:
            self._review_soon()

    def _show_form(self) -> None:
        self.workshop_app.pauses.stop(self, "form")
        current_row = self.outline.current
        if current_row != self.form.record:
            self.unlocked = ""
            self.form.show_record(self.session, current_row)

    def on_outline_folded(self, event: Outline.Folded) -> None:
        """Fold or unfold."""
        (self.folded.discard if event.open else self.folded.add)(event.row)
        self.show_rows()

    def on_outline_chosen(self, event: Outline.Chosen) -> None:
        """Enter: write in the record; on a heading, fold it or begin the first under it."""
        if not self.fields_for(event.row):
            if self.outline.rows[self.outline.index(event.row)].open is None:
                self.action_add()
            else:
                self.outline.action_fold()
            return
        self._show_form()
        self.remove_class("-alone")
        self.add_class("-form")
        self.form.focus_first()

    def on_record_form_entered(self) -> None:
        """Someone came into the form: what comes from an adopted plan is asked about first."""
        record = self.form.record
        statement = self.view.find(Statement, record)
        if statement is None or not statement.locked or self.unlocked == record:
            return
        self.outline.focus()

        def answered(yes: bool | None) -> None:
            if yes:
                self.unlocked = record
                self.form.focus_first()
            else:
                self.remove_class("-form")

        origin = one_line(statement.origin, 200) or _("an adopted plan")
        self.app.push_screen(
            ConfirmDialog(
                _("This line is locked. Change it all the same?"),
                fill(
                    _("It comes from {origin}. What is adopted elsewhere is changed there."),
                    {"origin": origin},
                ),
                yes=_("Change it"),
                no=_("Leave it"),
            ),
            answered,
        )  # fmt: skip

    def action_leave(self) -> None:
        """Esc: from a field, or from a page, to the outline."""
        if self.has_class("-page"):
            self.action_view("")
        doing.end_entry(self)
        self.remove_class("-form")
        self.outline.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of the outline are not for those who stand in a field."""
        del parameters
        if action in IN_OUTLINE:
            return self.screen.focused is self.outline
        if action == "leave":
            return self.screen.focused is not self.outline
        return True

    # ── what the form shows ──────────────────────────────────────────────────────────────

    def fields_for(self, record: str) -> Sequence[Spec]:
        """The fields of a record."""
        return FIELDS.get(kind_of(record), ())

    def value_lines(self, record: str, spec: Any) -> list[str]:
        """What a picker says."""
        return said.value_lines(self.view, record, spec)

    def suggestions(self, spec: Any) -> list[str]:
        """What was written in this field of other measures."""
        if self._suggested[0] != self.view.version:
            self._suggested = (self.view.version, {})
        known = self._suggested[1]
        if spec.name not in known:
            known[spec.name] = said.suggestions(self.view, spec.name)
        return known[spec.name]

    def field_note(self, record: str, spec: Any) -> Content | None:
        """Two people's values, where there are two."""
        return said.conflict_note(self.view, record, spec.name)

    def head(self, record: str) -> Content:
        """Kind, place and findings."""
        return said.head(self.view, record, self.marks)

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def on_written(self, message: Written) -> None:
        """A field was left: what was written becomes an act."""
        message.stop()
        record, spec = message.record, spec_of(kind_of(message.record), message.field)
        if spec is None:
            return
        row = self.form.row(message.field) if self.form.record == record else None
        try:
            value = read(spec.sort, message.text)
        except NotReadError as problem:
            text = current().message(problem.message)
            if row is not None:
                row.note(plain(text), bad=True)
            self.notify(text, severity="warning")
            message.widget.after_write()
            return
        if row is not None:
            row.note(None)
        if kind_of(record) == "section":
            name = record.partition(":")[2]
            change = setup.write_section(self.view, name, str(value), tips=message.tips)
        else:
            change = base.edit(self.view, record, tips=message.tips, **{message.field: value})
        self.workshop_app.write(change, lambda _act: message.widget.after_write(value))

    async def on_record_form_picked(self, event: RecordForm.Picked) -> None:
        """A value is to be chosen."""
        await doing.pick(self, event.record, event.field)

    async def on_entry_line_given(self, event: EntryLine.Given) -> None:
        """Something to add."""
        await doing.give(self, event.lines)

    # ── commands ─────────────────────────────────────────────────────────────────────────

    def action_add(self) -> None:
        """Add what fits here."""
        doing.add(self)

    async def action_move(self) -> None:
        """Move to another parent."""
        await doing.move(self)

    async def action_remove(self) -> None:
        """Remove the row."""
        await doing.remove(self)

    async def action_shift(self, step: int) -> None:
        """Up or down among its own."""
        record = self.selected_record()
        if record and kind_of(record) != "section":
            await self.act(reorder(self.view, record, step))

    async def action_accept(self) -> None:
        """The owner has said yes."""
        await doing.accept(self)

    async def action_tie(self) -> None:
        """Tie to where it comes from."""
        await doing.tie(self)

    def action_from_topics(self) -> None:
        """Areas of the chosen topics."""
        doing.areas_from_topics(self)

    async def action_settle(self) -> None:
        """Go to the conflict."""
        record = self.form.record if self.form.has_focus_within else self.outline.current
        if record in self.marks.conflicts:
            await self.workshop_app.go(5, record=record)
        else:
            self.notify(_("Nothing stands against each other here."))

    def action_fold_all(self, fold: bool) -> None:
        """Only the areas, or everything."""
        record = self.outline.current
        if fold:
            view = self.view
            self.folded = set(rows.FOLDED_FIRST) | set(view.ids("area"))
            while record and self.outline.index(record) >= 0 and record not in rows.PARTS:
                parents = rows.above(view, record)
                if not any(parent in self.folded for parent in parents):
                    break
                record = next(p for p in parents if p in self.folded)
        else:
            self.folded.clear()
        self.show_rows()
        self.outline.go_to(record)

    def action_form(self) -> None:
        """The outline alone, or with the form beside it."""
        self.toggle_class("-alone")

    def action_view(self, which: str | None = None) -> None:
        """The next way of looking at it."""
        from workshop.tui.places.strategy_pages import NEXT

        self.page = NEXT[self.page] if which is None else which
        self.set_class(bool(self.page), "-page")
        self._show_page()
        if not self.page:
            self.outline.focus()

    def _show_page(self) -> None:
        from workshop.tui.places.strategy_pages import show_page

        show_page(self, self.page)

    # ── what the house asks ──────────────────────────────────────────────────────────────

    def show_record(self, record: str) -> bool:
        """Put the cursor on a record, unfolding what it lies under."""
        if record in rows.PARTS or (kind_of(record) in FIELDS and self.view.on_screen(record)):
            if self.page:
                self.action_view("")
            self.folded.difference_update(rows.above(self.view, record))
            self.show_rows()
            found = self.outline.go_to(record)
            self._show_form()
            self.outline.focus()
            return found
        return False

    def selected_record(self) -> str:
        """The record the cursor is on."""
        row = self.outline.current
        return "" if row.startswith("part:") else row
