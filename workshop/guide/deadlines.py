"""What has to be done by when."""

from datetime import date

import msgspec

from workshop.consulting import as_date, dealings
from workshop.guide.calendar import days_of
from workshop.guide.meetings import bodies, meetings, papers_of
from workshop.messages import Message, msg
from workshop.model import WORKSHOP
from workshop.shortening import shorten
from workshop.view import View


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """A date that something has to be done by."""

    date: date
    days: int
    """Days from today; below zero it has passed."""
    record: str
    message: Message


def deadlines(view: View, today: date) -> list[Deadline]:
    """The council's meeting, papers for the bodies' meetings, and measures, earliest first.

    Papers whose day is past are left out: they were handed in, or the timeline tells of it.
    Measures that are done or stopped have no deadline any more.
    """
    found: list[tuple[date, str, str | Message]] = []
    council = as_date(view.workshop.council_date)
    if council is not None and dealings(view).adopted is None:
        found.append((council, WORKSHOP, ""))
        found += [(due, record, what) for due, record, what in _papers(view) if due >= today]
    for measure in view.measures():
        due = as_date(measure.deadline)
        if due is not None and measure.status not in {"done", "stopped"}:
            found.append((due, measure.id, shorten(view.title(measure.id))))
    found.sort(key=lambda one: (one[0], one[1] != WORKSHOP, one[1]))
    return [
        Deadline(date=due, days=(due - today).days, record=record,
                 message=_say(due, (due - today).days, title))
        for due, record, title in found
    ]  # fmt: skip


def _papers(view: View) -> list[tuple[date, str, Message]]:
    """When papers are due to the meetings that are typed."""
    days, names = days_of(view), bodies(view)
    return [
        (due, one.id, msg("Papers to: {body}", body=shorten(one.body) or names[one.body_kind]))
        for one in meetings(view)
        if one.body_kind in names and (due := papers_of(one, days))
    ]


def _say(due: date, days: int, title: str | Message) -> Message:
    what: str | Message = title or msg("The council’s meeting")
    if days < 0:
        return msg("{what}: {date}, {n} days ago", what=what, date=due.isoformat(), n=-days)
    if days == 0:
        return msg("{what}: today", what=what)
    if days == 1:
        return msg("{what}: tomorrow", what=what)
    return msg("{what}: {date}, in {n} days", what=what, date=due.isoformat(), n=days)
