"""Priorities: topics from answers, a hidden round, and the choice."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from workshop.following import activities_of
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Round, kind_of
from workshop.tui.key_gate import AWAITED
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.places.priorities_result import ResultStep
from workshop.tui.places.priorities_round import RoundStep
from workshop.tui.places.priorities_topics import TopicsStep
from workshop.tui.text import join
from workshop.tui.widgets.rows import RowList
from workshop.view import View

STEPS = (
    ("topics", "F2", N_("Answers → topics")),
    ("round", "F3", N_("Round")),
    ("result", "F4", N_("Result and choice")),
)
"""(name, key, title) of the steps, in order."""


class Stepper(Widget):
    """Three steps on one line; the open one is marked by more than colour."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Stepper { height: 2; color: $text-muted; }
    .-narrow Stepper { height: 1; }
    """
    can_focus = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._current = "topics"
        self._spans: list[tuple[int, int, str]] = []

    def show(self, name: str) -> None:
        """Mark the step that is open."""
        self._current = name
        self.refresh()

    def render(self) -> Content:
        """The line."""
        content, self._spans = Content(""), []
        for at, (name, shortcut, title) in enumerate(STEPS):
            here = name == self._current
            if at:
                content += Content("  ──  ")
            start = content.cell_length
            content += join((f"{shortcut} ", "$accent" if here else ""))
            content += join((("▸ " if here else "") + _(title), "bold $primary" if here else ""))
            self._spans.append((start, content.cell_length, name))
        return content

    def on_click(self, event: events.Click) -> None:
        """A click on a step goes there."""
        for start, end, name in self._spans:
            if start <= event.x < end and event.y == 0:
                self.app.run_worker(self.run_action(f"step('{name}')"), group=AWAITED)

    async def action_step(self, name: str) -> None:
        """Go to a step."""
        place = self.parent
        if isinstance(place, PrioritiesPlace):
            place.action_step(name)


class PrioritiesPlace(Place):
    """Place 3."""

    number = 3
    DEFAULT_CSS = """
    PrioritiesPlace > ContentSwitcher { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.step-topics", "f2", "step('topics')", N_("Topics"),
            N_("Make topics from answers"), show=False),
        key("priorities.step-round", "f3", "step('round')", N_("Round"),
            N_("Open a round, type slips, close it"), show=False),
        key("priorities.step-result", "f4", "step('result')", N_("Result"),
            N_("See the result and choose"), show=False),
        key("priorities.commands", "escape", "commands", N_("Commands"),
            N_("Leave the line so that single letters are commands; in a list, unmark all"),
            show=False),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """The stepper and the three steps."""
        yield Stepper()
        with ContentSwitcher(initial=self._first()):
            yield TopicsStep(id="topics")
            yield RoundStep(self._see, id="round")
            yield ResultStep(id="result")

    def _first(self) -> str:
        """The step to begin with: an open round is what the room is waiting for."""
        states = {one.state for one in self.view.all(Round)}
        return "round" if "open" in states else "topics"

    @property
    def step(self) -> Place:
        """The step that is open."""
        switcher = self.query_one(ContentSwitcher)
        return self.query_one(f"#{switcher.current}", Place)

    def first_focus(self) -> Widget | None:
        """Where typing goes in the step that is open."""
        return self.step.first_focus()

    def present(self) -> Content | None:
        """What the room sees: the topics, that a round is open, or its result."""
        from workshop.tui.places.priorities_wall import wall

        result = self.query_one(ResultStep).round
        size = self.app.size
        return wall(
            self.view, self.step.id or "", result.id if result else "", (size.width, size.height)
        )

    def show_view(self) -> None:
        """Show the step that is open."""
        if not self.is_mounted:
            return
        self.query_one(Stepper).show(str(self.query_one(ContentSwitcher).current))
        self.step.show_view()

    def action_step(self, name: str) -> None:
        """Go to a step, and put the focus in it."""
        self.query_one(ContentSwitcher).current = name
        self.show_view()
        self._focus_step()

    def _focus_step(self) -> None:
        first = self.step.first_focus()
        if first is not None:
            first.focus()
        self.refresh_bindings()

    def _see(self, round_id: str) -> None:
        """A round was closed, or an earlier one is asked for."""
        self.action_step("result")
        self.step.show_record(round_id)

    def action_commands(self) -> None:
        """Out of the line; in a list, the marks are taken away. The focus stays in the place."""
        step, focused = self.step, self.screen.focused
        if isinstance(step, RoundStep):
            step.leave_line()
        elif isinstance(focused, RowList):
            focused.clear_marks()
        elif (first := step.first_focus()) is not None:
            first.focus()

    # ── coming here from elsewhere ───────────────────────────────────────────────────────

    def arrive(self, activity: str) -> None:
        """Someone came to make topics, to hold a round, or to talk about its result."""
        self.action_step(self._step_for(activity))

    def _step_for(self, activity: str) -> str:
        kind = _kind_of_activity(self.view, activity)
        states = {one.state for one in self.view.all(Round)}
        if "open" in states:
            return "round"
        if kind == "round":
            return "result" if "closed" in states else "round"
        return "topics"

    def show_record(self, record: str) -> bool:
        """Put the cursor on an answer, a topic or a round."""
        kind, name = kind_of(record), "topics"
        if kind not in {"topic", "answer", "round"} or not self.view.on_screen(record):
            return False
        if kind == "round":
            state = self.view.need(Round, record).state
            name = "result" if state == "closed" else "round"
        self.action_step(name)
        return self.step.show_record(record)

    def selected_record(self) -> str:
        """What the cursor is on."""
        return self.step.selected_record()


def _kind_of_activity(view: View, activity: str) -> str:
    """The kind of an activity in the followed process; empty when it is not there."""
    kept = activities_of(view, f"phase:{activity.partition(':')[2].partition('/')[0]}")
    return next((str(one.content.get("kind", "")) for one in kept if one.record == activity), "")


ThePlace = PrioritiesPlace
