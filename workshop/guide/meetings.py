"""The bodies on the way to the decision: which of their meetings the case has to be ready for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workshop.consulting import as_date
from workshop.guide.calendar import Days
from workshop.messages import Message, msg
from workshop.model import WORKSHOP, Meeting
from workshop.view import View

BODIES: dict[str, Message] = {
    "council": msg("Council (kommunestyre)"),
    "executive": msg("Executive committee (formannskap)"),
    "committee": msg("Joint committee (PSU)"),
    "amu": msg("Working environment committee (AMU)"),
    "": msg("Another body"),
}
"""Kind of body → what it is usually called."""

COUNTY: dict[str, Message] = {
    **BODIES,
    "council": msg("County council (fylkesting)"),
    "executive": msg("County executive committee (fylkesutvalg)"),
}
"""What they are called in a county."""


class Sitting(NamedTuple):
    """A meeting that the case goes to, or must go to."""

    record: str
    """The meeting as it was typed; empty when no date that fits has been."""
    body: str
    """Its kind, a key of ``BODIES``."""
    title: str
    """Its own name, if it was given one."""
    day: date
    """When it meets; or, when no date is typed, when it must have met by."""
    papers: date | None
    """When its papers must be handed in."""
    in_time: bool = True
    """Whether it meets before what comes after it needs its answer."""


def bodies(view: View) -> dict[str, Message]:
    """Kind of body → what it is called in this organisation."""
    return COUNTY if view.workshop.organisation_kind == "county" else BODIES


def meetings(view: View) -> list[Meeting]:
    """The meetings that are typed with a date, earliest first; the same one twice is one."""
    known: dict[tuple[str, str, str], Meeting] = {}
    for one in view.all(Meeting):
        if as_date(one.date):
            key = (one.date.strip(), one.body_kind, one.body if not one.body_kind else "")
            known.setdefault(key, one)
    return [known[key] for key in sorted(known)]


def papers_of(one: Meeting, days: Days) -> date | None:
    """When the papers of a meeting must be handed in."""
    held = as_date(one.date)
    return as_date(one.papers) or (days.papers(held) if held else None)


def sittings(view: View, council: date, days: Days) -> list[Sitting]:
    """The way of the case: the joint committee and AMU, the executive committee, the council.

    Of each body's typed meetings the last that is early enough is chosen: the recommendation must
    be there when the council's papers go out, and the committees' statements when those of the
    executive committee do.
    """
    typed = meetings(view)
    own = next((one for one in typed if one.body_kind == "council"
                and as_date(one.date) == council), None)  # fmt: skip
    papers = papers_of(own, days) if own else days.papers(council)
    assert papers is not None
    last = Sitting(own.id if own else WORKSHOP, "council", own.body if own else "", council, papers)
    executive = _choose(typed, "executive", papers, council, days)
    before = executive.papers or days.papers(executive.day)
    committees = [_choose(typed, kind, before, executive.day, days)
                  for kind in ("committee", "amu")]  # fmt: skip
    return sorted([*committees, executive, last], key=lambda one: (one.day, one.body == "council"))


def _choose(typed: Sequence[Meeting], kind: str, by: date, end: date, days: Days) -> Sitting:
    """The last meeting of a body by a day; else one before the end, too late for the papers."""
    own = [(held, one) for one in typed if one.body_kind == kind and (held := as_date(one.date))]
    for limit, in_time in ((by, True), (end, False)):
        fitting = [(held, one) for held, one in own if (held <= limit if in_time else held < limit)]
        if fitting:
            held, one = fitting[-1]
            return Sitting(one.id, kind, one.body, held, papers_of(one, days), in_time)
    latest = days.on_or_before(by)
    return Sitting("", kind, "", latest, days.papers(latest))


def extra(view: View, days: Days) -> list[Sitting]:
    """Meetings of other bodies, which the case does not have to go to."""
    return [
        Sitting(one.id, "", one.body, held, papers_of(one, days))
        for one in meetings(view)
        if not one.body_kind and (held := as_date(one.date))
    ]
