"""The process as the thread that leads through, always in sight to the left."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from workshop.guide.plan import PhasePlan, Plan, plan
from workshop.i18n import gettext as _
from workshop.tui.places.process_leaf import MARKS
from workshop.tui.text import MUTED, join, one_line
from workshop.view import View


class Rail(Widget):
    """Phases, and the activities of the one that is going on."""

    DEFAULT_CSS = """
    Rail { width: 30; height: 1fr; padding: 1 1 0 1; border-right: solid $border; }
    """
    ALLOW_SELECT = False
    WIDTH = 27

    class Chosen(Message):
        """Someone clicked on a phase or an activity.

        Attributes:
            record: Its record id.
        """

        def __init__(self, record: str) -> None:
            super().__init__()
            self.record = record

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._plan = Plan()
        self._rows: list[str] = []

    def show_view(self, view: View) -> None:
        """Show how far the process has come."""
        self._plan = plan(view)
        self.refresh()

    def render(self) -> Content:
        """The heading, then a line for each phase and each activity of the current one."""
        content = join((_("PROCESS") + "\n", MUTED))
        self._rows = [""]
        if not self._plan.phases:
            return content + join((_("None chosen: press 1"), MUTED))
        for number, phase in enumerate(self._plan.phases, start=1):
            here = self._plan.phase is not None and phase.record == self._plan.phase.record
            content += self._phase(number, phase, here=here)
        return content

    def _phase(self, number: int, phase: PhasePlan, *, here: bool) -> Content:
        mark = "▶" if here else MARKS[phase.state]
        style = "bold" if here else ("" if phase.state == "todo" else MUTED)
        self._rows.append(phase.record)
        lines = _lines(phase.title, self.WIDTH - 4, 2 if here else 1)
        content = join((f"{mark} {number} {lines[0]}\n", style))
        for line in lines[1:]:
            self._rows.append(phase.record)
            content += join((f"    {line}\n", style))
        for activity in phase.activities if here else ():
            running = self._plan.activity is not None and activity.record == (
                self._plan.activity.record
            )
            style = "bold $accent" if running else (MUTED if activity.settled else "")
            lines = _lines(activity.title, self.WIDTH - 6, 2 if running else 1)
            for at, line in enumerate(lines):
                self._rows.append(activity.record)
                content += join((f"    {' ' if at else MARKS[activity.state]} {line}\n", style))
        return content

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked on."""
        row = event.y - self.gutter.top
        if 0 <= row < len(self._rows) and self._rows[row]:
            self.post_message(self.Chosen(self._rows[row]))


def _lines(title: str, width: int, most: int) -> list[str]:
    """A title on a few lines, cut with an ellipsis: where one is now is read in full."""
    words, lines = one_line(title).split(), [""]
    while words:
        line = f"{lines[-1]} {words[0]}".strip()
        if lines[-1] and len(line) > width and len(lines) < most:
            lines.append("")
            continue
        if len(line) > width:
            lines[-1] = one_line(" ".join([lines[-1], *words]).strip(), width)
            break
        lines[-1] = line
        del words[0]
    return lines
