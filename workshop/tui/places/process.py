"""Place 1, Process: follow the plan, start an activity and land where it is done."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.acts import process as acts
from workshop.guide.gates import gate
from workshop.guide.plan import ActivityPlan, PhasePlan, Plan, plan
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.tui.keys import key
from workshop.tui.places import process_leaf as leaf
from workshop.tui.places.base import Place
from workshop.tui.places.process_changing import KEYS, Changing
from workshop.tui.text import MUTED, join, plain

if TYPE_CHECKING:
    from workshop.content import Term

Step = PhasePlan | ActivityPlan


class ProcessPlace(Changing, Place):
    """The phases and activities to the left, what they are for to the right."""

    number = 1
    DEFAULT_CSS = """
    ProcessPlace #plan { width: 48; height: 1fr; }
    ProcessPlace #leaf { width: 1fr; height: 1fr; padding: 0 1 0 2; }
    ProcessPlace #leaf Static { height: auto; }
    ProcessPlace #since { height: auto; max-height: 9; padding: 0 1; margin-bottom: 1;
        background: $panel; }
    ProcessPlace #empty { padding: 2 4; height: auto; }
    .-narrow ProcessPlace #plan { width: 30; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("process.start", "enter", "start", N_("Start"),
            N_("Start the activity and go to where it is done")),
        key("process.tick", "d", "tick", N_("Done"), N_("Mark the activity or phase as done")),
        key("process.over", "o", "over", N_("Step over"),
            N_("Leave it without doing it; the reason is kept")),
        key("process.back", "b", "back", N_("Step back"),
            N_("Open it again; the reason is kept")),
        key("process.note", "t", "note", N_("Note"), N_("Write a note to it")),
        *KEYS,
        key("process.choose", "c", "choose", N_("Choose a process"),
            N_("Follow another process; what is done stays"), show=False),
        key("process.words", "f7,u", "words", N_("Words"),
            N_("What the professional terms of the guide mean"), show=False),
        key("process.since", "s", "since", N_("Since last time"),
            N_("Show or hide what has happened since you were last here"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._shown = ""
        self._glossary = False
        """Whether the terms of the guide are looked up: not before the plan itself is seen."""

    def compose(self) -> ComposeResult:
        """Since last time, plan, leaf."""
        yield Static(id="since")
        yield Static(id="empty")
        with Horizontal(id="both"):
            yield OptionList(id="plan")
            with VerticalScroll(id="leaf", can_focus=False):
                yield Static()

    def on_mount(self) -> None:
        """What has happened since last time is shown once."""
        self._show_since()
        self.call_after_refresh(self._look_up)

    def _look_up(self) -> None:
        self._glossary = True
        if self.query("#plan"):  # else the place has been made anew meanwhile
            self._show_leaf()

    # ── showing ──────────────────────────────────────────────────────────────────────────

    def show_view(self) -> None:
        """The plan as it stands; the cursor stays where it was."""
        the_plan = plan(self.view)
        self.query_one("#both").display = bool(the_plan.phases)
        empty = self.query_one("#empty", Static)
        empty.display = not the_plan.phases
        if not the_plan.phases:
            empty.update(self._nothing(the_plan))
            return
        options = self.query_one("#plan", OptionList)
        here = options.highlighted
        self._steps = []
        for phase in the_plan.phases:
            self._steps += [phase, *phase.activities, *phase.left_out]
        lines = [leaf.line(step) for step in self._steps]
        if options.option_count != len(lines):
            options.clear_options()
            options.add_options(Option(line) for line in lines)
        else:
            for index, line in enumerate(lines):
                options.replace_option_prompt_at_index(index, line)
        if here is None:
            here = self._where(the_plan)
        options.highlighted = min(here, len(lines) - 1)
        self._show_leaf()

    @staticmethod
    def _nothing(the_plan: Plan) -> Content:
        problem = the_plan.problem
        said = current().message(problem) if problem else _("No process is chosen yet.")
        todo = _("Press c to choose one. It says what to do, in which order, and what to say.")
        return join((said + "\n\n", "bold"), todo)

    def _where(self, the_plan: Plan) -> int:
        """Where the work is: what is running, or what comes next."""
        step = the_plan.activity or the_plan.upcoming or the_plan.phase
        wanted = step.record if step else ""
        return next((i for i, one in enumerate(self._steps) if one.record == wanted), 0)

    def _step(self) -> Step | None:
        here = self.query_one("#plan", OptionList).highlighted
        return self._steps[here] if here is not None and here < len(self._steps) else None

    def _show_leaf(self) -> None:
        step = self._step()
        if step is None:
            return
        self.query_one("#leaf Static", Static).update(
            leaf.content(self.view, step, self._words(step))
        )
        if step.record != self._shown:
            self._shown = step.record
            self.query_one("#leaf", VerticalScroll).scroll_home(animate=False)

    def _words(self, step: Step) -> "list[Term]":
        return leaf.words(self.view, step) if self._glossary else []

    def on_option_list_option_highlighted(self) -> None:
        """Another step: another leaf."""
        self._show_leaf()

    async def on_option_list_option_selected(self) -> None:
        """Enter or a click: start it."""
        await self.action_start()

    def selected_record(self) -> str:
        """The step that is marked."""
        step = self._step()
        return step.record if step else ""

    def show_record(self, record: str) -> bool:
        """Mark a step."""
        for index, step in enumerate(self._steps):
            if step.record == record:
                self.query_one("#plan", OptionList).highlighted = index
                return True
        if self.is_of_timeline(record):
            self.action_timeline()
            return True
        return False

    def arrive(self, activity: str) -> None:
        """Mark the activity that is to be done here."""
        self.show_record(activity)

    def _show_since(self) -> None:
        """In the example, how to begin; in one's own work, what has happened since last time."""
        from workshop.example import is_example

        since = self.query_one("#since", Static)
        hide = (_("   (s hides this)"), MUTED)
        if is_example(self.session.store.workshop_id):
            since.update(
                join(
                    (_("This is a worked example you can try everything in."), "bold $accent"),
                    hide,
                    "\n",
                    _("Press 4, choose a measure, press h: who said this?"),
                )
            )
            return
        lines = self.workshop_app.since_last_time()
        since.display = bool(lines)
        text = "\n".join(f"  {line}" for line in lines[:6])
        since.update(join((_("Since last time"), "bold $accent"), hide, "\n", plain(text)))

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    async def action_start(self) -> None:
        """Start an activity and go there; a phase opens at its first one that is not done."""
        step = self._step()
        if isinstance(step, PhasePlan):
            waiting = [one for one in step.activities if not one.settled]
            step = waiting[0] if waiting else None
        elif step is not None and step.hidden:
            self.notify(_("It is left out of the plan. Press x to take it in again."))
            return
        if step is None:
            phase = self._step()
            left = phase is not None and phase.settled
            self.notify(
                _("All of this phase is done. Press b to open something again.")
                if left
                else _("All of this phase is done. Press d to leave it.")
            )
            return
        if step.state != "started":
            await self.act(acts.start(self.view, step.record))
        self.call_later(self.workshop_app.go, step.place, activity=step.record)

    async def action_tick(self) -> None:
        """Mark as done; a phase whose gate is not met asks for the reason first."""
        step = self._step()
        if step is None:
            return
        if isinstance(step, PhasePlan) and any(c.met is False for c in gate(self.view, step)):
            self._ask_reason(
                _("Not everything is in place. Why go on all the same?"),
                lambda reason: self._over(step.record, reason),
            )
            return
        if step.state == "done":
            self.notify(_("It is marked as done already. Press b to open it again."))
            return
        await self.act(acts.tick(self.view, step.record))
        self._go_down()

    def _go_down(self) -> None:
        self.query_one("#plan", OptionList).action_cursor_down()

    def action_over(self) -> None:
        """Step over, with the reason."""
        step = self._step()
        if step is not None:
            self._ask_reason(
                _("Why is it stepped over?"),
                lambda reason: self._over(step.record, reason),
            )

    async def _over(self, record: str, reason: str) -> None:
        if await self.act(acts.step_over(self.view, record, reason)) is not None:
            self._go_down()

    def action_back(self) -> None:
        """Open again, with the reason."""
        step = self._step()
        if step is None:
            return
        if step.state == "todo":
            self.notify(_("It has not been started yet."))
            return
        self._ask_reason(
            _("Why is it opened again?"),
            lambda reason: self.act(acts.step_back(self.view, step.record, reason)),
        )

    def _ask_reason(self, question: str, then: Callable[[str], Awaitable[object]]) -> None:
        from workshop.tui.dialogs import TextDialog

        async def answered(reason: str | None) -> None:
            if reason is not None:
                await then(reason.strip())

        self.app.push_screen(TextDialog(question, note=_("The reason is kept.")), answered)

    def action_note(self) -> None:
        """Write a note."""
        step = self._step()
        if step is None:
            return
        record = step.record
        from workshop.tui.dialogs import Sketch, TextDialog

        tips = self.session.begin(record, "note")
        note = step.note

        async def answered(text: str | None) -> None:
            if text is not None and text != note:
                await self.act(acts.note(self.view, record, text, tips=tips))

        sketch = Sketch(self.session, record, "note")
        dialog = TextDialog(_("Note"), note, lines=True, needed=False, sketch=sketch)
        self.app.push_screen(dialog, answered)

    def action_choose(self) -> None:
        """Choose which process to follow."""
        from workshop.acts import setup
        from workshop.library import default_library, process_copy, process_key
        from workshop.library.corrections import refused_process
        from workshop.tui.dialogs import ChoiceDialog
        from workshop.tui.dialogs.new import processes

        known = {process.id: process for process, _title, _about in processes()}
        choices = [(p.id, f"{title} – {about}") for p, title, about in processes()]

        async def answered(chosen: str | None) -> None:
            if chosen is not None:
                process = known[chosen]
                if why := refused_process(process, default_library(), self.view.workshop.language):
                    self.workshop_app.tell(why, severity="warning", timeout=12)
                    return
                await self.act(setup.follow(self.view, process_key(process), process_copy(process)))

        self.app.push_screen(ChoiceDialog(_("Process to follow"), choices), answered)

    def action_words(self) -> None:
        """Say what the terms of the guide mean."""
        from workshop.tui.dialogs.glossary import GlossaryDialog

        self._glossary = True
        step = self._step()
        here = self._words(step) if step is not None else []
        self.app.push_screen(GlossaryDialog(here, self.view.workshop.language))

    def action_since(self) -> None:
        """Show or hide what has happened since last time."""
        since = self.query_one("#since", Static)
        since.display = not since.display


ThePlace = ProcessPlace
