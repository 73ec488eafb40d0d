"""Place 5, parties and review: what is missing, what stands against what, who has been asked."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import kind_of
from workshop.tui.keys import key
from workshop.tui.places import parties_doing as doing
from workshop.tui.places.base import Place
from workshop.tui.places.parties_detail import detail_of, empty_words
from workshop.tui.places.parties_rows import LOG_STEP, SECTIONS, Desk, Row, index_of
from workshop.tui.text import MUTED, join, one_line, plain

_URGENT = {"findings": "$error", "conflicts": "$warning", "late": "$warning"}
_COUNT = 4
"""Cells for a count."""
_MANY = 500
"""Rows from which a list is made anew only when nothing has changed for a moment."""
_REST = 0.25
"""Seconds."""


class PartiesPlace(Place):
    """Parties and review."""

    number = 5
    SCOPED_CSS = False
    DEFAULT_CSS = """
    PartiesPlace { padding: 0; }
    PartiesPlace #side { width: 27; height: 1fr; border-right: solid $border; padding: 1 0; }
    PartiesPlace #sections { height: 1fr; }
    PartiesPlace #beside { width: 1fr; height: 1fr; }
    PartiesPlace #list { height: 3fr; padding: 1 0 0 0; }
    PartiesPlace #rows { height: 1fr; }
    PartiesPlace #rows > .option-list--option { text-wrap: nowrap; text-overflow: ellipsis; }
    PartiesPlace #rows { text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    PartiesPlace #empty { display: none; height: 1fr; padding: 1 2; color: $foreground-muted; }
    PartiesPlace.-empty #empty { display: block; }
    PartiesPlace.-empty #list, PartiesPlace.-empty #detail { display: none; }
    PartiesPlace #detail {
        height: 2fr; min-height: 7; padding: 0 1; border-top: solid $border;
        background: $surface; scrollbar-size-vertical: 1;
    }
    House.-narrow PartiesPlace #side { width: 25; padding: 0; }
    House.-narrow PartiesPlace #list { height: 1fr; padding: 0; }
    House.-narrow PartiesPlace #detail { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("parties.add", "a", "add", N_("Write down"),
            N_("Record a consultation or, among the decisions, a decision")),
        key("parties.settle", "s", "settle", N_("Settle"),
            N_("Choose between values that stand against each other")),
        key("parties.leave-standing", "l", "leave_standing", N_("Leave standing"),
            N_("Leave a finding standing, with the reason")),
        key("parties.take-up", "t", "take_up", N_("Take up again"),
            N_("Take up a finding that was left standing")),
        key("parties.bring-back", "b", "bring_back", N_("Bring back"),
            N_("Bring back what was removed, with all that lay under it")),
        key("parties.remove", "x,delete", "remove", N_("Remove"),
            N_("Remove what the cursor is on. It can be brought back")),
        key("parties.merge", "m", "merge", N_("Merge a copy"),
            N_("Take in what a colleague did in a copy of this file")),
        key("parties.sections", "left", "sections", N_("Sections"), N_("To the sections"),
            show=False),
        key("parties.rows", "right", "rows", N_("List"), N_("To the list"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.section = "findings"
        self.rows: list[Row] = []
        self._desk: Desk | None = None
        self._drawn: tuple[object, ...] = ()
        self._due = False

    @property
    def desk(self) -> Desk:
        """What is looked at, for the workshop that is open now."""
        if self._desk is None or self._desk.session is not self.session:
            self._desk = Desk(self.session)
        return self._desk

    def compose(self) -> ComposeResult:
        """Sections to the left; the list, and what is said about its row, beside them."""
        with Horizontal():
            with Vertical(id="side"):
                yield OptionList(id="sections")
            with Vertical(id="beside"):
                with Vertical(id="list"):
                    yield OptionList(id="rows")
                with VerticalScroll(id="detail"):
                    yield Static(id="said")
                yield Static(id="empty")

    # ── what is shown ────────────────────────────────────────────────────────────────────

    def show_view(self) -> None:
        """Show the workshop as it stands, if anything differs from what is shown."""
        if not self.is_mounted or self.workshop_app.open_session is None:
            return
        state = (self.desk, self.view.version, self.section, self.workshop_app.language,
                 self.desk.log_shown)  # fmt: skip
        if state == self._drawn:
            return
        if len(self.rows) > _MANY and self._drawn[2:] == state[2:] and not self._due:
            # Thousands of findings are looked for anew when the hand rests, not at each key.
            if not self.workshop_app.pauses.waits(self, "rows"):
                self.workshop_app.pauses.after(self, _REST, "rows", self._show_later)
            return
        self._due = False
        self._drawn = state
        self._show_sections()
        self._show_rows()

    def _show_later(self) -> None:
        self._due = True
        self.show_view()

    def on_show(self) -> None:
        """Begin in the list."""
        self.query_one("#rows" if self.rows else "#sections").focus()

    def _show_sections(self) -> None:
        sections = self.query_one("#sections", OptionList)
        options = [Option(self._section_line(code)) for code in SECTIONS]
        if sections.option_count:
            for at, option in enumerate(options):
                sections.replace_option_prompt_at_index(at, option.prompt)
        else:
            sections.add_options(options)
        with self.prevent(OptionList.OptionHighlighted):
            sections.highlighted = list(SECTIONS).index(self.section)

    def _section_line(self, code: str) -> Content:
        n = self.desk.count(code)
        room = 16
        said = str(n) if n < 10_000 else "9999+"
        here = "▸" if code == self.section else " "
        name = _(SECTIONS[code])
        style = _URGENT.get(code, "") if n else MUTED
        return join(
            f"{here} ", (f"{one_line(name, room):<{room}}", "bold" if here == "▸" else ""),
            (f"{said:>{_COUNT}}", f"bold {style}" if n and code in _URGENT else MUTED),
        )  # fmt: skip

    def _show_rows(self) -> None:
        before = self.row
        rows = self.desk.rows(self.section)
        options = self.query_one("#rows", OptionList)
        old, self.rows = self.rows, rows
        self.set_class(not rows, "-empty")
        self.query_one("#empty", Static).update(plain(empty_words(self.section)))
        if [(row.key, row.prompt) for row in old] != [(row.key, row.prompt) for row in rows]:
            at, scroll = options.highlighted or 0, options.scroll_y
            with self.prevent(OptionList.OptionHighlighted):
                options.clear_options()
                options.add_options(Option(row.prompt, disabled=not row.key) for row in rows)
                found = index_of(rows, before.key) if before else None
                options.highlighted = self._possible(at if found is None else found)
            options.scroll_to(y=scroll, animate=False)
        if not rows and self.screen.focused is options:
            self.query_one("#sections").focus()
        self._show_detail()

    def _possible(self, wanted: int) -> int | None:
        """The nearest row to one that can be chosen; headings cannot."""
        able = [at for at, row in enumerate(self.rows) if row.key]
        return min(able, key=lambda at: (abs(at - wanted), at)) if able else None

    def _show_detail(self) -> None:
        self.query_one("#said", Static).update(detail_of(self.view, self.row))
        self.query_one("#detail").scroll_home(animate=False)
        self.refresh_bindings()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        if not self.is_mounted:
            return None
        at = self.query_one("#rows", OptionList).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    # ── moving about ─────────────────────────────────────────────────────────────────────

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The section, or what is said, follows the cursor."""
        event.stop()
        if event.option_list.id == "sections":
            self.show_section(list(SECTIONS)[event.option_index])
        else:
            self._show_detail()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: go into the section, or do the most likely thing with the row."""
        event.stop()
        if event.option_list.id == "sections":
            self.action_rows()
        elif self.row is not None:
            await doing.open_row(self, self.row)

    def show_section(self, section: str) -> None:
        """Look at another section."""
        if section == self.section:
            return
        self.section = section
        self.rows = []
        self.desk.log_shown = LOG_STEP
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one("#rows", OptionList).clear_options()
        self.show_view()

    def show_older(self) -> None:
        """Show more of the log."""
        at = self.query_one("#rows", OptionList).highlighted
        self.desk.log_shown += LOG_STEP
        self.show_view()
        self.query_one("#rows", OptionList).highlighted = at

    def action_sections(self) -> None:
        """To the sections."""
        self.query_one("#sections").focus()

    def action_rows(self) -> None:
        """To the list."""
        if self.rows:
            self.query_one("#rows").focus()

    def arrive(self, activity: str) -> None:
        """An activity about the parties or a gate: to the consultations."""
        del activity
        self.show_section("consultations")
        self.action_rows()

    def show_record(self, record: str) -> bool:
        """Put the cursor on a record, in the section where it needs somebody most."""
        own = {"consultation": "consultations", "decision": "decisions"}.get(kind_of(record), "")
        wanted: Sequence[str] = ("conflicts", own, "late", "findings", "removed", "unreadable")
        for section in wanted:
            rows = self.desk.rows(section) if section else []
            at = next((at for at, row in enumerate(rows) if row.key and row.record == record), None)
            if at is not None:
                self.show_section(section)
                self.query_one("#rows", OptionList).highlighted = at
                self.action_rows()
                return True
        return False

    def selected_record(self) -> str:
        """The record of the row."""
        row = self.row
        return row.record if row is not None and row.record != "workshop:this" else ""

    # ── commands ─────────────────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the row is offered."""
        del parameters
        return doing.possible(self, action)

    async def action_add(self) -> None:
        """Record a consultation or a decision."""
        await doing.add(self)

    async def action_settle(self) -> None:
        """Settle a conflict."""
        if self.row is not None:
            await doing.open_row(self, self.row)

    def action_leave_standing(self) -> None:
        """Leave a finding standing."""
        doing.leave_standing(self)

    async def action_take_up(self) -> None:
        """Take a finding up again."""
        await doing.take_up(self)

    async def action_bring_back(self) -> None:
        """Bring back."""
        await doing.bring_back(self)

    async def action_remove(self) -> None:
        """Remove."""
        await doing.remove(self)

    def action_merge(self) -> None:
        """Merge a copy."""
        from workshop.tui.dialogs.merge import MergeDialog

        self.app.push_screen(MergeDialog())


ThePlace = PartiesPlace
"""The name by which the house finds it. Styles need a name of its own."""
