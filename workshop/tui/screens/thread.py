"""Who said this? The golden thread of one record: where it comes from, and what came of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.model import kind_of
from workshop.thread import Knot, Thread, thread_of
from workshop.tui.keys import key
from workshop.tui.places import place_of
from workshop.tui.screens.thread_lines import (
    MUTED,
    history_of,
    label_of,
    lines_of,
    who,
    words_of,
)
from workshop.tui.text import join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

TRACED = frozenset({"measure", "goal", "area", "strategy", "indicator", "statement", "topic"})
"""Kinds that something said or chosen should stand behind."""


class ThreadScreen(Screen[None]):
    """The thread of one record, and the history of its words."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    AUTO_FOCUS = "#thread"
    CSS = """
    ThreadScreen { layout: vertical; }
    ThreadScreen #thread-top { height: auto; padding: 1 2; background: $panel; }
    ThreadScreen #thread-body { height: 1fr; }
    ThreadScreen.-narrow #thread-body { layout: vertical; }
    ThreadScreen #thread-side { width: 3fr; height: 1fr; }
    ThreadScreen.-narrow #thread-side { width: 1fr; height: 3fr; }
    ThreadScreen #thread { height: 1fr; padding: 1 1 0 2; background: $background; }
    ThreadScreen #thread > .option-list--option-highlighted {
        text-style: none; color: $foreground; background: $primary 22%;
    }
    ThreadScreen #history {
        width: 2fr; height: 1fr; padding: 1 2; background: $surface; border-left: solid $border;
    }
    ThreadScreen.-narrow #history {
        width: 1fr; height: 1fr; min-height: 6; padding: 0 2;
        border-left: none; border-top: solid $border;
    }
    ThreadScreen #history Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("thread.back", "escape", "back", N_("Back"), N_("Back to where you were")),
        key("thread.follow", "h", "follow", N_("Who said this?"),
            N_("The thread of what the cursor is on")),
        key("thread.history", "tab", "other_side", N_("History"),
            N_("Between the thread and the history of the text"), show=False),
    ]  # fmt: skip

    def __init__(self, record: str) -> None:
        """Show a thread.

        Args:
            record: The id of the record it is about.
        """
        super().__init__()
        self.record = record
        self._behind: list[str] = []
        """The records whose threads were looked at before this one."""
        self._width = 0
        self._records: list[str] = []
        """The record of each line, empty where there is none."""
        self._shown = ""

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """What it is about, the thread, the history, the keys."""
        yield Static(id="thread-top", markup=False)
        with Horizontal(id="thread-body"):
            with Vertical(id="thread-side"):
                yield OptionList(id="thread")
            with VerticalScroll(id="history"):
                yield Static(id="history-text", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it when the room is known."""
        self.call_after_refresh(self.show_view)

    def on_resize(self) -> None:
        """Other widths, other lines."""
        self.call_after_refresh(self._if_wider)

    def _if_wider(self) -> None:
        if self.query_one("#thread").size.width != self._width:
            self.show_view()

    def show_view(self) -> None:
        """Show the thread as the workshop stands now."""
        if not self.query("#thread") or self.workshop_app.open_session is None:
            return
        view = self.workshop_app.session.view
        thread = thread_of(view, self.record)
        self.query_one("#thread-top", Static).update(self._top(thread))
        options = self.query_one("#thread", OptionList)
        self._width = options.size.width
        here, known = options.highlighted, self._shown
        self._records, self._shown = [], self.record
        options.clear_options()
        options.add_options(self._lines(thread, max(self._width - 4, 30)))
        if here is None or known != self.record or here >= len(self._records):
            here = next((at for at, record in enumerate(self._records) if record), None)
        options.highlighted = here
        if self.focused is None:
            options.focus()
        self.query_one("#history-text", Static).update(
            join((_("The words, version by version") + "\n\n", "bold $primary"))
            + history_of(thread.history)
        )

    def _lines(self, thread: Thread, width: int) -> Iterator[Option]:
        """Both directions of the thread, each under its heading."""
        yield self._said(_("Where it comes from"), "bold $primary")
        yield from self._knots(thread.came_from, width, self._loose(thread))
        if thread.came_from and thread.broken and kind_of(self.record) in TRACED:
            yield self._said("\n" + self._loose(thread), "$warning")
        yield self._said("\n" + _("What came of it"), "bold $primary")
        yield from self._knots(thread.came_of, width, _("Nothing yet."))

    def _knots(self, knots: Sequence[Knot], width: int, nothing: str) -> Iterator[Option]:
        if not knots:
            yield self._said(nothing, MUTED)
        for line in lines_of(self.workshop_app.session.view, knots, width):
            self._records.append(line.record)
            yield Option(line.content, disabled=not line.record)

    def _said(self, text: str, style: str) -> Option:
        """A line that is not on the thread."""
        self._records.append("")
        return Option(plain(text, style), disabled=True)

    def _loose(self, thread: Thread) -> str:
        if kind_of(thread.record) in TRACED and thread.broken:
            return _("No table and no topic stands behind this yet. In place 4, t ties it to them.")
        return _("It begins here.")

    def _top(self, thread: Thread) -> Content:
        """What it is about, with its details and who wrote it first."""
        view = self.workshop_app.session.view
        own = Knot(record=thread.record, label=thread.label)
        content = join(
            (f"{label_of(view, thread.record)}  ", "bold $accent"),
            (one_line(words_of(view, own), 600), "bold"),
        )
        said = [one_line(current().message(one), 300) for one in thread.details]
        return content + join(("\n" + "  ·  ".join([*said, who(thread.by, thread.at)]), MUTED))

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def _here(self) -> str:
        at = self.query_one("#thread", OptionList).highlighted
        return self._records[at] if at is not None and at < len(self._records) else ""

    def action_back(self) -> None:
        """To the thread before this one, or to where the person was."""
        if self._behind:
            self.record = self._behind.pop()
            self.show_view()
        else:
            self.dismiss(None)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: go there."""
        event.stop()
        record = self._records[event.option_index]
        if record:
            await self.workshop_app.go(place_of(record), record=record)

    def action_follow(self) -> None:
        """The thread of what the cursor is on."""
        record = self._here()
        if record and record != self.record:
            self._behind.append(self.record)
            self.record = record
            self.show_view()

    def action_other_side(self) -> None:
        """Between the thread and the history."""
        thread, history = self.query_one("#thread"), self.query_one("#history")
        (history if thread.has_focus else thread).focus()
