"""The plan counted back from the council's meeting, and the dates it is counted from."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.acts import base
from workshop.acts import calendar as acts
from workshop.guide.calendar import closed_key, days_of, read_day
from workshop.guide.meetings import bodies
from workshop.guide.plan import plan
from workshop.guide.timeline import Row, Timeline, timeline
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.model import WORKSHOP, Meeting
from workshop.outside import now
from workshop.tui.keys import key
from workshop.tui.places.process_changing import ask_time, do, read_minutes
from workshop.tui.screens.timeline_lines import head, line, said, short
from workshop.tui.text import MUTED, join, one_line
from workshop.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp
    from workshop.tui.dialogs.meeting import Values


class TimelineScreen(Screen[str | None]):
    """The timeline. Answers with a phase or activity to go to, or None."""

    AUTO_FOCUS = "#timeline"
    CSS = """
    TimelineScreen { layout: vertical; }
    TimelineScreen #timeline-top { height: auto; padding: 0 2; background: $panel; }
    TimelineScreen #timeline-head { height: 1; padding: 0 1; margin-top: 1; }
    TimelineScreen #timeline { height: 1fr; }
    TimelineScreen #timeline > .option-list--option { padding: 0 1; }
    TimelineScreen #timeline-empty { height: 1fr; padding: 2 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("timeline.back", "escape,k", "back", N_("Back"), N_("Back to the process")),
        key("timeline.council", "c", "council", N_("Council’s date"),
            N_("Type the date of the council’s meeting that everything is counted back from")),
        key("timeline.add", "a", "add", N_("Add a meeting"),
            N_("Type the date of another body’s meeting")),
        key("timeline.open", "enter", "open", N_("Open"),
            N_("Change the meeting, or go to the phase or activity in the process")),
        key("timeline.remove", "x,delete", "remove", N_("Remove"),
            N_("Take the meeting away. ctrl+z brings it back")),
        key("timeline.time", "m", "time", N_("Time"),
            N_("Change the weeks of the phase, or the minutes of the activity")),
        key("timeline.closed", "w", "closed", N_("Closed weeks"),
            N_("Say in which weeks no one works")),
        key("timeline.days", "d", "days", N_("Papers"),
            N_("How many working days before a meeting its papers are due"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._width = 0

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """What is to be known first, the table, the keys."""
        yield Static(id="timeline-top", markup=False)
        yield Static(id="timeline-empty", markup=False)
        yield Static(id="timeline-head", markup=False)
        yield OptionList(id="timeline")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show it when the room is known."""
        self.call_after_refresh(self.show_view)

    def on_resize(self) -> None:
        """Other widths, other columns."""
        if self.size.width != self._width:
            self.call_after_refresh(self.show_view)

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def show_view(self) -> None:
        """The timeline as the workshop stands today; the cursor stays where it was."""
        app = self.workshop_app
        if not self.query("#timeline") or app.open_session is None:
            return
        view = app.session.view
        found = timeline(view, now().date())
        first = not self._rows
        self._rows, self._width = found.rows, self.size.width
        self.query_one("#timeline-top", Static).update(self._top(found))
        empty = self.query_one("#timeline-empty", Static)
        empty.display = not self._rows
        empty.update(self._nothing())
        options = self.query_one("#timeline", OptionList)
        heading = self.query_one("#timeline-head", Static)
        options.display = heading.display = bool(self._rows)
        width = max(self._width - 3, 40)
        heading.update(head(width))
        here = options.highlighted
        lines = [line(view, row, width) for row in self._rows]
        if options.option_count != len(lines):
            options.clear_options()
            options.add_options(Option(one) for one in lines)
        else:
            for index, one in enumerate(lines):
                options.replace_option_prompt_at_index(index, one)
        if lines:
            start = next((at for at, row in enumerate(self._rows) if row.here), 0)
            options.highlighted = start if first or here is None else min(here, len(lines) - 1)
            if self.focused is None:
                options.focus()
        self.refresh_bindings()

    def _top(self, found: Timeline) -> Content:
        title = _("Timeline")
        if found.council is not None:
            title = _("Timeline, counted back from {date}").format(date=short(found.council))
        content = join((title, "bold $primary"))
        for number, one in enumerate(found.summary if found.rows else ()):
            content += join("\n", (said(one), "" if number else "bold"))
        return content

    def _nothing(self) -> Content:
        view = self.workshop_app.session.view
        if not plan(view).phases:
            return join((_("No process is chosen yet.") + "\n\n", "bold"),
                        _("Press Esc, and then c to choose one."))  # fmt: skip
        return join(
            (_("When does the council decide?") + "\n\n", "bold"),
            _("Press c and type the date of the council’s meeting, such as 12.06.2027.") + "\n",
            _("Everything else is counted back from it: when each phase must begin, when papers "
              "are due, and what is too late already.") + "\n\n",
            (_("Then press a for each meeting of the executive committee, the joint committee and "
               "AMU that you find in the calendar."), MUTED),
        )  # fmt: skip

    def _row(self) -> Row | None:
        here = self.query_one("#timeline", OptionList).highlighted
        return self._rows[here] if here is not None and here < len(self._rows) else None

    def on_option_list_option_selected(self) -> None:
        """Enter or a click."""
        self.action_open()

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_open(self) -> None:
        """A meeting is changed; a phase or an activity is gone to."""
        row = self._row()
        if row is None:
            return
        if row.kind in {"phase", "activity"}:
            self.dismiss(row.record)
        elif row.record == WORKSHOP:
            self.action_council()
        elif not row.record:
            self._ask_meeting("", {"body_kind": row.body})
        else:
            one = self.workshop_app.session.view.need(Meeting, row.record)
            values = {"body_kind": one.body_kind, "body": one.body,
                      "date": _typed(one.date), "papers": _typed(one.papers)}  # fmt: skip
            self._ask_meeting(one.id, values)

    def action_add(self) -> None:
        """Add a meeting."""
        self._ask_meeting("", {})

    def _ask_meeting(self, record: str, values: "Values") -> None:
        from workshop.tui.dialogs.meeting import MeetingDialog

        app = self.workshop_app
        names = {kind: current().message(name) for kind, name in bodies(app.session.view).items()}

        def wanted(typed: "Values") -> object:
            view = app.session.view
            if record:
                return acts.change_meeting(view, record, typed)
            return acts.add_meeting(view, app.session.new_id, **typed)

        def check(typed: "Values") -> Message | None:
            found = wanted(typed)
            return found if isinstance(found, Message) else None

        async def answered(typed: "Values | None") -> None:
            if typed is None:
                return
            if record:
                await do(app, acts.change_meeting(app.session.view, record, typed))
                return
            made = acts.add_meeting(app.session.view, app.session.new_id, **typed)
            await do(app, made if isinstance(made, Message) else made[1])

        app.push_screen(MeetingDialog(names, check, values), answered)

    async def action_remove(self) -> None:
        """Take a meeting away."""
        row = self._row()
        if row is None or row.kind not in {"papers", "meeting"} or not row.record:
            self.notify(_("Only meetings can be removed here."))
        elif row.record == WORKSHOP:
            self.notify(_("This is the meeting all is counted back from: press c to change it."))
        else:
            await do(self.workshop_app, base.remove(self.workshop_app.session.view, row.record))

    def action_council(self) -> None:
        """Type the council's date."""
        from workshop.tui.dialogs.checked import CheckedDialog

        app = self.workshop_app
        tips = app.session.begin(WORKSHOP, "council_date")
        now_is = app.session.view.workshop.council_date

        def check(text: str) -> Message | None:
            return None if not text.strip() or read_day(text) else _no_date(text)

        async def answered(text: str | None) -> None:
            if text is None:
                return
            day = read_day(text)
            iso = day.isoformat() if day else ""
            if iso != now_is:
                await do(app, acts.set_council(app.session.view, iso, tips=tips))

        app.push_screen(
            CheckedDialog(
                _("When does the council decide?"), _typed(now_is), check,
                note=_("Write 12.06.2027 or 2027-06-12. All else is counted back from it."),
            ),
            answered,
        )  # fmt: skip

    def action_time(self) -> None:
        """Weeks or minutes of what the cursor is on."""
        row = self._row()
        now_is = plan(self.workshop_app.session.view)
        step = (now_is.find_phase(row.record) or now_is.find(row.record)) if row else None
        if step is None:
            self.notify(_("Choose a phase or an activity first."))
        else:
            ask_time(self.workshop_app, step)

    def action_closed(self) -> None:
        """Which weeks are closed, as one line that can be changed."""
        from workshop.tui.dialogs.checked import CheckedDialog

        app = self.workshop_app
        before = days_of(app.session.view).closed

        def check(text: str) -> Message | None:
            keys = [closed_key(word) for word in _words(text)]
            return next((one for one in keys if isinstance(one, Message)), None)

        async def answered(text: str | None) -> None:
            if text is None:
                return
            after = {key for word in _words(text) if isinstance(key := closed_key(word), str)}
            await do(app, acts.close_exactly(app.session.view, after))

        note = _("july, easter, christmas; W08 is every year, 2027-W08 once, 14.05.2027 a day.")
        app.push_screen(
            CheckedDialog(_("When does no one work?"), ", ".join(sorted(before)), check, note=note),
            answered,
        )

    def action_days(self) -> None:
        """How long before a meeting papers are due."""
        from workshop.tui.dialogs.checked import CheckedDialog

        app = self.workshop_app
        before = str(days_of(app.session.view).paper_days)

        def wanted(text: str) -> object:
            days = read_minutes(text)
            if isinstance(days, Message):
                return msg("Write the days as a number, such as 10")
            return acts.set_paper_days(app.session.view, days)

        def check(text: str) -> Message | None:
            found = wanted(text)
            return found if isinstance(found, Message) else None

        async def answered(text: str | None) -> None:
            if text is not None and text.strip() != before:
                await do(app, acts.set_paper_days(app.session.view, int(text)))

        question = _("How many working days before a meeting are its papers due?")
        note = _("A meeting can also have a deadline of its own.")
        app.push_screen(CheckedDialog(question, before, check, note=note), answered)


def _typed(iso: str) -> str:
    """A kept date as it stands in a field."""
    day = read_day(iso)
    return short(day) if day else one_line(iso)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _no_date(text: str) -> Message:
    return msg("“{text}” is not a date. Write it as 12.06.2027 or 2027-06-12", text=text)
