"""The plan laid out backwards from the council's meeting: when each thing must begin at the latest.

Each phase has two lengths, the fewest weeks it can be done in and the weeks it ought to have. With
the fewest, counted back through all that comes after it, one finds when it must begin *at the
latest*; with the others, when it begins in good time. Between the two it is tight. A week is five
days worked, so that a phase grows by the holidays that lie in it.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from workshop.consulting import as_date, dealings
from workshop.guide.calendar import FIRST_YEAR, LAST_YEAR, Days, days_of
from workshop.guide.meetings import Sitting, extra, sittings
from workshop.guide.plan import ActivityPlan, PhasePlan, Plan, plan
from workshop.guide.standing import Standing, gone, of_activity, of_phase, of_sitting
from workshop.messages import Message, msg
from workshop.view import View

WEEK = 5
"""Days worked in a week."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline."""

    kind: Literal["phase", "activity", "papers", "meeting"]
    record: str
    """The phase, activity or meeting; empty where no date is typed."""
    title: str = ""
    body: str = ""
    """For papers and meetings: the kind of body."""
    latest_start: date | None = None
    latest_end: date | None = None
    calm_start: date | None = None
    """When it begins in good time."""
    standing: Standing
    here: bool = False
    """Whether it is where the work is now."""


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The whole plan, counted back."""

    council: date | None = None
    rows: tuple[Row, ...] = ()
    short: int = 0
    """Weeks that are missing to do what is left in the fewest weeks; 0 when there are enough."""
    earliest: date | None = None
    """The first day on which a meeting could decide, when what is left takes the fewest weeks."""
    summary: tuple[Message, ...] = ()
    """What is to be known before anything else, the most important first."""


class Span(NamedTuple):
    """The first and last day of a phase, in the fewest weeks and in the weeks it ought to have."""

    start: date
    end: date
    calm_start: date
    calm_end: date


def timeline(view: View, today: date, council: date | None = None) -> Timeline:
    """The plan counted back from the council's meeting, as it looks on a day.

    Args:
        view: The workshop as it stands.
        today: The day to look from.
        council: Another date of the meeting, to see what it would mean.
    """
    now, days = plan(view), days_of(view)
    council = council or as_date(view.workshop.council_date)
    if council is not None and not FIRST_YEAR + 50 < council.year < LAST_YEAR:
        council = None
    if not now.phases:
        return Timeline(council=council, summary=(msg("Choose a process to follow first"),))
    if council is None:
        return Timeline(summary=(
            msg("Type the date of the council’s meeting first. All else is counted back from it"),
        ))  # fmt: skip
    last = _deciding(now.phases)
    sat = sittings(view, council, days)
    if "decision" not in now.phases[last].needs:
        # What ends as input goes to no body: only the day itself is to be kept.
        sat = [one._replace(papers=None) for one in sat if one.body == "council"]
    spans = lay_out(now.phases[: last + 1], council, days, _first_papers(sat))
    decided = dealings(view).adopted is not None
    rows = _rows(view, now, spans, sat, today, days)
    short, earliest = (0, None) if decided else _room(now.phases, spans, today, days)
    return Timeline(
        council=council, rows=tuple(rows), short=short, earliest=earliest,
        summary=_summary(now, council, today, rows, short, earliest, decided=decided),
    )  # fmt: skip


def _deciding(phases: Sequence[PhasePlan]) -> int:
    """The phase that ends with the council's meeting: the last that needs a decision."""
    wanted = [at for at, one in enumerate(phases) if "decision" in one.needs]
    weeks = [at for at, one in enumerate(phases) if one.content.weeks_to]
    return (wanted or weeks or [len(phases) - 1])[-1]


def weeks_of(phase: PhasePlan) -> tuple[int, int]:
    """The fewest weeks a phase can take, and the weeks it ought to have."""
    first, last = phase.content.weeks_from, phase.content.weeks_to
    return (first or last, max(first, last))


def lay_out(
    phases: Sequence[PhasePlan], council: date, days: Days, first_papers: date | None = None
) -> list[Span]:
    """The days of each phase, counted back; the last one ends on the day of the meeting.

    Args:
        phases: Those up to and with the one that ends in the decision.
        council: The day of the meeting.
        days: Which days are worked.
        first_papers: When the first body in the last phase must have its papers: the phase has
            begun by then.
    """
    found: list[Span] = []
    end = calm_end = council
    for at in range(len(phases) - 1, -1, -1):
        fewest, most = weeks_of(phases[at])
        start = days.before(end, max(fewest * WEEK - 1, 0))
        calm = min(days.before(calm_end, max(most * WEEK - 1, 0)), start)
        if at == len(phases) - 1 and first_papers is not None:
            start = min(start, days.on_or_before(first_papers))
            calm = min(calm, start)
        found.insert(0, Span(start, end, calm, min(calm_end, end)))
        end, calm_end = days.before(start, 1), days.before(calm, 1)
    return found


def _first_papers(sat: Sequence[Sitting]) -> date | None:
    return min((one.papers for one in sat if one.record and one.papers), default=None)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _rows(
    view: View, now: Plan, spans: Sequence[Span], sat: Sequence[Sitting], today: date, days: Days
) -> list[Row]:
    rows: list[Row] = []
    others = extra(view, days)
    for at, phase in enumerate(now.phases):
        here = now.phase is not None and now.phase.record == phase.record
        if at >= len(spans):
            standing = of_phase(phase, None, None, today)
            rows.append(Row(kind="phase", record=phase.record, title=phase.title,
                            standing=standing, here=here))  # fmt: skip
            continue
        span = spans[at]
        standing = of_phase(phase, (span.start, span.end), (span.calm_start, span.calm_end), today)
        rows.append(
            Row(kind="phase", record=phase.record, title=phase.title, latest_start=span.start,
                latest_end=span.end, calm_start=span.calm_start, standing=standing, here=here)
        )  # fmt: skip
        inside = _activities(now, phase, span, today, days)
        here_too = [one for one in others if span.start <= one.day <= span.end]
        others = [one for one in others if one not in here_too]
        dated = [row for one in here_too for row in _sitting_rows(view, one, None, today)]
        if at == len(spans) - 1:
            dated += [row for one in sat for row in _sitting_rows(view, one, phase, today)]
        rows += _by_date(inside, dated)
    return rows + [row for one in others for row in _sitting_rows(view, one, None, today)]


def _by_date(activities: list[Row], dated: list[Row]) -> list[Row]:
    """Activities in their own order, with each fixed date before what must be done after it."""
    waiting = sorted(dated, key=lambda row: row.latest_end or date.max)
    found: list[Row] = []
    for row in activities:
        while waiting and (waiting[0].latest_end or date.max) < (row.latest_end or date.max):
            found.append(waiting.pop(0))
        found.append(row)
    return found + waiting


def _activities(now: Plan, phase: PhasePlan, span: Span, today: date, days: Days) -> list[Row]:
    """The activities of a phase, spread evenly over its days."""
    worked = days.between(span.start, span.end) or [span.end]
    rows = []
    for at, one in enumerate(phase.activities):
        start, end = _share(worked, at, len(phase.activities))
        end = span.end if at == len(phase.activities) - 1 else end
        rows.append(
            Row(kind="activity", record=one.record, title=one.title, latest_start=start,
                latest_end=end, standing=of_activity(phase, one, start, end, today),
                here=_is_now(now, one))
        )  # fmt: skip
    return rows


def _is_now(now: Plan, one: ActivityPlan) -> bool:
    return now.activity is not None and now.activity.record == one.record


def _share(worked: Sequence[date], at: int, of: int) -> tuple[date, date]:
    """The days of one of several that share them evenly."""
    first = min(at * len(worked) // of, len(worked) - 1)
    last = max(-(-(at + 1) * len(worked) // of) - 1, first)
    return worked[first], worked[min(last, len(worked) - 1)]


def _sitting_rows(view: View, one: Sitting, phase: PhasePlan | None, today: date) -> list[Row]:
    standings = of_sitting(view, one, phase, today)
    meeting = Row(kind="meeting", record=one.record, title=one.title, body=one.body,
                  latest_start=one.day, latest_end=one.day, standing=standings[1])  # fmt: skip
    if one.papers is None:
        return [meeting]
    papers = Row(kind="papers", record=one.record, title=one.title, body=one.body,
                 latest_start=one.papers, latest_end=one.papers, standing=standings[0])  # fmt: skip
    return [papers, meeting]


# ── the whole ────────────────────────────────────────────────────────────────────────────────


def _room(
    phases: Sequence[PhasePlan], spans: Sequence[Span], today: date, days: Days
) -> tuple[int, date | None]:
    """How many weeks are missing for what is left, and the first day it could be decided."""
    needed = fewest = 0
    for phase, span in zip(phases, spans, strict=False):
        waiting = _waiting(phase)
        needed += math.ceil(len(days.between(span.start, span.end)) * waiting)
        fewest += math.ceil(max(weeks_of(phase)[0] * WEEK, 1) * waiting)
    missing = needed - len(days.between(today, spans[-1].end))
    if missing <= 0:
        return 0, None
    return max(round(missing / WEEK), 1), days.after(today, max(fewest - 1, 0))


def _waiting(phase: PhasePlan) -> float:
    """The share of a phase that is left to do, from 0 to 1."""
    if phase.settled:
        return 0
    if not phase.activities:
        return 1
    return sum(not one.settled for one in phase.activities) / len(phase.activities)


def _summary(
    now: Plan, council: date, today: date, rows: Sequence[Row], short: int,
    earliest: date | None, *, decided: bool,
) -> tuple[Message, ...]:  # fmt: skip
    if decided:
        return (msg("The strategy has been adopted."),)
    said: list[Message] = []
    if not any(one.content.weeks_to for one in now.phases):
        said.append(msg("This process has no weeks: it is done on one day, before the meeting."))
    if council < today:
        said.append(msg("The council’s meeting has been ({ago}). Type the date of the next one",
                        ago=gone((today - council).days)))  # fmt: skip
    elif short:
        what = (
            msg("One week is missing to do what is left, even in the fewest weeks.")
            if short == 1
            else msg("{n} weeks are missing to do what is left, even in the fewest weeks.", n=short)
        )
        said.append(what)
    late = [row for row in rows if row.standing.state == "late"]
    if short and earliest is not None:
        said.append(
            msg("The first day it could be decided is {date}. Choose a later meeting, shorten "
                "phases, or leave activities out.", date=earliest.isoformat())
        )  # fmt: skip
    elif late:
        said.append(msg("Too late already: {n}", n=len(late)))
    missing = sum(row.standing.state == "missing" for row in rows)
    if missing:
        said.append(msg("Meetings without a date: {n}", n=missing))
    if not said:
        tight = any(row.standing.state == "tight" for row in rows)
        said.append(msg("Tight, but it can be done.") if tight else msg("In good time."))
    return tuple(said)
