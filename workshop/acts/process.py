"""Following the process: starting, ticking, noting, stepping over and back."""

from workshop.acts.base import change
from workshop.changes import Change, Tips
from workshop.messages import N_
from workshop.view import View


def phase_id(phase: str) -> str:
    """The record id of a phase of the followed process."""
    return f"phase:{phase}"


def activity_id(phase: str, activity: str) -> str:
    """The record id of an activity of the followed process."""
    return f"activity:{phase}/{activity}"


def start(view: View, record: str) -> Change:
    """Start an activity."""
    return change(view, N_("Start an activity"), {record: {"state": "started"}})


def tick(view: View, record: str, minutes_used: int | None = None) -> Change:
    """Mark an activity or a phase as done."""
    fields: dict[str, object] = {"state": "done"}
    if minutes_used is not None:
        fields["minutes_used"] = minutes_used
    return change(view, N_("Mark as done"), {record: fields})


def step_over(view: View, record: str, reason: str) -> Change:
    """Leave an activity or a phase without doing it; the reason is kept."""
    fields = {"state": "stepped-over", "reason": reason}
    return change(view, N_("Step over"), {record: fields})


def step_back(view: View, record: str, reason: str = "") -> Change:
    """Open an activity or a phase again; the reason is kept."""
    return change(view, N_("Step back"), {record: {"state": "", "reason": reason}})


def note(view: View, record: str, text: str, *, tips: Tips | None = None) -> Change:
    """Write a note to an activity or a phase."""
    return change(view, N_("Write a note"), {record: {"note": text}}, tips=tips)
