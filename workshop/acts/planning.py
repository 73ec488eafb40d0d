"""Changing the plan while it is followed: minutes, weeks, names, order, what is in and what is out.

The copied process is never written to, and nothing done or noted is touched: what is changed is
kept beside it, a field at a time. Where something stands in the way, a message says what.
"""

from typing import Any

from workshop import positions
from workshop.acts.base import NewId, change
from workshop.changes import Change, Tips
from workshop.following import KINDS, MOST_MINUTES, MOST_WEEKS, OWN, Kept, activities_of
from workshop.messages import N_, Message, msg
from workshop.model import kind_of
from workshop.view import View


def set_minutes(
    view: View, record: str, minutes: int, *, tips: Tips | None = None
) -> Change | Message:
    """Plan another number of minutes for an activity."""
    if kind_of(record) != "activity":
        return msg("Minutes are planned for an activity. A phase has weeks")
    if not 0 <= minutes <= MOST_MINUTES:
        return msg("Minutes are a number from 0 to {most}", most=MOST_MINUTES)
    return change(view, N_("Change the minutes"), {record: {"minutes_planned": minutes}}, tips=tips)


def set_weeks(
    view: View, record: str, first: int, last: int, *, tips: Tips | None = None
) -> Change | Message:
    """Plan another number of weeks for a phase: at least, and at most."""
    if kind_of(record) != "phase":
        return msg("Weeks are planned for a phase. An activity has minutes")
    if not (0 <= first <= MOST_WEEKS and 0 <= last <= MOST_WEEKS):
        return msg("Weeks are numbers from 0 to {most}", most=MOST_WEEKS)
    if first > last:
        return msg("The fewest weeks come first: {last}–{first}", first=first, last=last)
    fields = {"weeks_from": first, "weeks_to": last}
    return change(view, N_("Change the weeks"), {record: fields}, tips=tips)


def rename(view: View, record: str, title: str, *, tips: Tips | None = None) -> Change | Message:
    """Call a phase or an activity something else; nothing is the name it had."""
    title = " ".join(title.split())
    if not title and _is_own(record):
        return msg("It needs a name")
    return change(view, N_("Rename"), {record: {"title": title}}, tips=tips)


def add_activity(
    view: View, new_id: NewId, phase: str, title: str, *, kind: str = "talk", minutes: int = 0,
    guide: str = "", after: str | None = None,
) -> tuple[str, Change] | Message:  # fmt: skip
    """Add an activity of one's own to a phase.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        phase: The record of the phase.
        title: What it is called.
        kind: What it is, and so where it is done; one of ``following.KINDS``.
        minutes: Minutes planned.
        guide: What to say and do.
        after: The activity it comes after; empty is first, None is last.
    """
    title = " ".join(title.split())
    if not title:
        return msg("It needs a name")
    if kind not in KINDS:
        return msg("An activity is one of: {kinds}", kinds=", ".join(KINDS))
    if not 0 <= minutes <= MOST_MINUTES:
        return msg("Minutes are a number from 0 to {most}", most=MOST_MINUTES)
    name = new_id("activity").partition(":")[2]
    record = f"activity:{phase.partition(':')[2]}/{OWN}{name}"
    key, moves = _slot(activities_of(view, phase), after)
    fields: dict[str, Any] = {
        "title": title, "activity_kind": kind, "minutes_planned": minutes, "position": key,
    }  # fmt: skip
    if guide.strip():
        fields["guide"] = guide
    return record, change(view, N_("Add an activity"), {record: fields, **moves})


def leave_out(view: View, record: str, reason: str) -> Change | Message:
    """Leave an activity out of the plan. What was done and noted in it is kept."""
    if kind_of(record) != "activity":
        return msg("A phase cannot be left out of the plan. Step over it instead")
    if not reason.strip():
        return msg("Say why, so that it is known a year from now")
    fields = {"hidden": True, "hidden_reason": reason.strip()}
    return change(view, N_("Leave an activity out"), {record: fields})


def take_in(view: View, record: str) -> Change:
    """Take an activity into the plan again that had been left out."""
    return change(view, N_("Take an activity in again"), {record: {"hidden": False}})


def shift(view: View, record: str, step: int) -> Change | None:
    """Move an activity up (-1) or down (1) in its phase; None when it is at the end."""
    shown = [one for one in activities_of(view, phase_of(record)) if not one.known.hidden]
    here = next((at for at, one in enumerate(shown) if one.record == record), -1)
    target = here + step
    if here < 0 or not 0 <= target < len(shown):
        return None
    others = [one.record for one in shown if one.record != record]
    return move(view, record, others[target - 1] if target else "")


def move(view: View, record: str, after: str | None = None) -> Change:
    """Move an activity in its phase, after another (empty: first, None: last)."""
    rows = [one for one in activities_of(view, phase_of(record)) if one.record != record]
    key, moves = _slot(rows, after)
    return change(view, N_("Move"), {record: {"position": key}, **moves})


def phase_of(record: str) -> str:
    """The record of the phase that an activity is in."""
    return f"phase:{record.partition(':')[2].partition('/')[0]}"


def _is_own(record: str) -> bool:
    return record.rpartition("/")[2].startswith(OWN) and kind_of(record) == "activity"


def _slot(rows: list[Kept], after: str | None) -> tuple[str, dict[str, dict[str, Any]]]:
    """A key after one of the rows, and those that must move to make room."""
    at = next((i + 1 for i, one in enumerate(rows) if one.record == after), 0)
    at = len(rows) if after is None else at
    low = rows[at - 1].key if at else ""
    crowd: list[Kept] = []
    while low and at < len(rows) and rows[at].key <= low:
        # Two people chose the same key: what comes after the gap is placed anew.
        crowd.append(rows[at])
        at += 1
    high = rows[at].key if at < len(rows) else ""
    key = last = positions.between(low, high)
    moves: dict[str, dict[str, Any]] = {}
    for one in crowd:
        last = positions.between(last, high)
        moves[one.record] = {"position": last}
    return key, moves
