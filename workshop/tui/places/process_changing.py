"""Changing the plan from place 1: time, names, order, what is added and what is left out."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from textual.binding import BindingType

from workshop.acts import planning
from workshop.changes import Change
from workshop.guide.plan import ActivityPlan, PhasePlan
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.model import WORKSHOP, kind_of
from workshop.tui.keys import key

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp
    from workshop.tui.dialogs.checked import CheckedDialog

Step = PhasePlan | ActivityPlan

KEYS: list[BindingType] = [
    key("process.timeline", "k", "timeline", N_("Timeline"),
        N_("The plan counted back from the council’s meeting, and the bodies’ dates")),
    key("process.time", "m", "time", N_("Time"),
        N_("Change the minutes of an activity, or the weeks of a phase"), show=False),
    key("process.rename", "r", "rename", N_("Rename"),
        N_("Call the activity or phase something else here"), show=False),
    key("process.add", "a", "add", N_("Add an activity"),
        N_("Add an activity of your own after this one"), show=False),
    key("process.leave-out", "x,delete", "leave_out", N_("Leave out"),
        N_("Leave the activity out of the plan, or take it in again; what is done is kept"),
        show=False),
    key("process.up", "K,alt+up", "shift(-1)", N_("Move up"),
        N_("Move the activity up in its phase"), show=False),
    key("process.down", "J,alt+down", "shift(1)", N_("Move down"),
        N_("Move the activity down in its phase"), show=False),
]  # fmt: skip

KINDS: Mapping[str, str] = {
    "talk": N_("A talk"),
    "cards": N_("A round of cards"),
    "topics": N_("Topics from answers"),
    "round": N_("Prioritising"),
    "platform": N_("Work on the platform"),
    "strategy": N_("Work on goals and measures"),
    "parties": N_("With the parties"),
    "documents": N_("A document"),
    "pause": N_("A pause"),
}
"""Kind of activity → what it is called."""
_WEEKS = re.compile(r"\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s*")


async def do(app: "WorkshopApp", wanted: Change | Message | None) -> bool:
    """Do a change, or say what stands in its way. Whether it was done."""
    if isinstance(wanted, Message):
        app.tell(wanted, severity="warning")
        return False
    return await app.act(wanted) is not None


def read_minutes(text: str) -> int | Message:
    """Minutes in what was written."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= 5:
        return int(text)
    return msg("Write the minutes as a number, such as 45")


def read_weeks(text: str) -> tuple[int, int] | Message:
    """The fewest and the most weeks in what was written: ``4–6``, or ``5``."""
    found = _WEEKS.fullmatch(text)
    if found is None:
        return msg("Write the weeks as 4–6, or as one number")
    return int(found[1]), int(found[2] or found[1])


def ask_time(app: "WorkshopApp", step: Step) -> None:
    """Ask for the minutes of an activity or the weeks of a phase, and change them."""
    from workshop.tui.dialogs.checked import CheckedDialog

    record = step.record

    def wanted(text: str) -> Change | Message:
        view = app.session.view
        if record.startswith("phase:"):
            weeks = read_weeks(text)
            if isinstance(weeks, Message):
                return weeks
            return planning.set_weeks(view, record, *weeks)
        minutes = read_minutes(text)
        if isinstance(minutes, Message):
            return minutes
        return planning.set_minutes(view, record, minutes)

    if isinstance(step, PhasePlan):
        first, last = step.content.weeks_from, step.content.weeks_to
        question, now = _("How many weeks, from the fewest to what it ought to have?"), ""
        if last:
            now = f"{first}–{last}" if first != last else str(last)
    else:
        question, now = _("How many minutes?"), str(step.minutes)
    note = _("{title}. What is done stays as it is.").format(title=step.title)
    _ask(app, CheckedDialog(question, now, _check(wanted), note=note), wanted, now)


def _check(wanted: Callable[[str], object]) -> Callable[[str], Message | None]:
    """What stands in the way of a change, before it is done."""

    def check(text: str) -> Message | None:
        found = wanted(text)
        return found if isinstance(found, Message) else None

    return check


def _ask(
    app: "WorkshopApp", dialog: "CheckedDialog", wanted: Callable[[str], Change | Message], now: str
) -> None:
    async def answered(text: str | None) -> None:
        if text is not None and text.strip() != now:
            await do(app, wanted(text))

    app.push_screen(dialog, answered)


class Changing:
    """What place 1 can change in the plan; ``_step`` says what the cursor is on."""

    def _step(self) -> Step | None:
        raise NotImplementedError

    @property
    def _app(self) -> "WorkshopApp":
        return cast("WorkshopApp", self.workshop_app)  # type: ignore[attr-defined]

    def action_timeline(self) -> None:
        """The plan counted back."""
        from workshop.tui.screens.timeline import TimelineScreen

        def answered(record: str | None) -> None:
            if record:
                self.show_record(record)  # type: ignore[attr-defined]

        self._app.push_screen(TimelineScreen(), answered)

    def is_of_timeline(self, record: str) -> bool:
        """Whether a record is seen in the timeline: a meeting, or the date that is missing."""
        about = self._app.session.view.workshop
        missing = record == WORKSHOP and not about.council_date.strip()
        return kind_of(record) in {"meeting", "calendar"} or missing

    def action_time(self) -> None:
        """Minutes or weeks."""
        step = self._step()
        if step is not None:
            ask_time(self._app, step)

    def action_rename(self) -> None:
        """Another name."""
        step = self._step()
        if step is None:
            return
        from workshop.tui.dialogs.checked import CheckedDialog

        app, record = self._app, step.record
        tips = app.session.begin(record, "title")

        def wanted(text: str) -> Change | Message:
            return planning.rename(app.session.view, record, text, tips=tips)

        note = _("Empty is the name it has in the process.")
        dialog = CheckedDialog(_("What is it called here?"), step.title, _check(wanted), note=note)
        _ask(app, dialog, wanted, step.title)

    def action_add(self) -> None:
        """Add an activity: its name, then what it is."""
        step = self._step()
        if step is None:
            return
        from workshop.tui.dialogs import ChoiceDialog, TextDialog

        app = self._app
        phase = step.record if isinstance(step, PhasePlan) else step.phase
        after = "" if isinstance(step, PhasePlan) else step.record

        def named(title: str | None) -> None:
            if title is None:
                return
            names = [(kind, _(name)) for kind, name in KINDS.items()]
            question = _("What is it? That says where it is done.")
            app.push_screen(ChoiceDialog(question, names), lambda kind: add(title, kind))

        async def add(title: str, kind: str | None) -> None:
            if kind is None:
                return
            made = planning.add_activity(
                app.session.view, app.session.new_id, phase, title, kind=kind, after=after
            )
            if isinstance(made, Message):
                app.tell(made, severity="warning")
                return
            if await app.act(made[1]) is not None:
                self.show_record(made[0])  # type: ignore[attr-defined]
                app.notify(_("It is in the plan. Press m to say how many minutes it takes."))

        question = _("What is the new activity called?")
        app.push_screen(TextDialog(question), named)

    async def action_leave_out(self) -> None:
        """Leave an activity out with a reason, or take it in again."""
        step = self._step()
        if step is None:
            return
        app, record = self._app, step.record
        if isinstance(step, PhasePlan):
            await do(app, planning.leave_out(app.session.view, record, "-"))
            return
        if step.hidden:
            if await do(app, planning.take_in(app.session.view, record)):
                self.show_record(record)  # type: ignore[attr-defined]
            return
        from workshop.tui.dialogs import TextDialog

        async def answered(reason: str | None) -> None:
            if reason is None:
                return
            if await do(app, planning.leave_out(app.session.view, record, reason)):
                app.notify(_("Left out. It stands last in its phase; x takes it in again."))

        note = _("What is done and noted in it is kept. The reason is kept too.")
        app.push_screen(TextDialog(_("Why is it left out?"), note=note), answered)

    async def action_shift(self, step: int) -> None:
        """Move an activity up or down in its phase."""
        here = self._step()
        if isinstance(here, PhasePlan):
            self._app.notify(_("Only activities can be moved. A phase stays where it is."))
        elif here is not None and not here.hidden:
            change = planning.shift(self._app.session.view, here.record, step)
            if await self._app.act(change) is not None:
                self.show_record(here.record)  # type: ignore[attr-defined]


def said_of(step: ActivityPlan) -> str:
    """How an activity differs from the process it comes from; empty when it does not."""
    if step.hidden:
        return _("left out of the plan: {reason}").format(reason=step.hidden_reason)
    if step.original is None:
        return _("added here")
    if step.original.minutes != step.minutes:
        return _("the process has {n} min").format(n=step.original.minutes)
    return ""
