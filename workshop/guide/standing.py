"""How a line of the timeline stands on a day: done, in good time, tight, too late – in words."""

from datetime import date
from typing import Literal

import msgspec

from workshop.consulting import TREATED, dealings
from workshop.guide.meetings import Sitting
from workshop.guide.plan import ActivityPlan, PhasePlan
from workshop.messages import Message, msg
from workshop.view import View

State = Literal["done", "late", "tight", "fine", "missing", "after"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands, as a word for the program and words for people."""

    state: State
    message: Message
    days: int = 0
    """Days left until it must be begun or done; below zero it is too late by so many."""


DONE = Standing(state="done", message=msg("done"))
SKIPPED = Standing(state="done", message=msg("stepped over"))
AFTER = Standing(state="after", message=msg("after the decision"))


def left(days: int) -> Message:
    """How long there is left: *in 3 weeks*."""
    if days == 0:
        return msg("today")
    if days == 1:
        return msg("tomorrow")
    if days < 14:
        return msg("in {n} days", n=days)
    return msg("in {n} weeks", n=days // 7)


def late(days: int) -> Message:
    """By how long it is too late: *3 weeks too late*."""
    if days == 1:
        return msg("1 day too late")
    if days < 7:
        return msg("{n} days too late", n=days)
    weeks = max(round(days / 7), 1)
    return msg("1 week too late") if weeks == 1 else msg("{n} weeks too late", n=weeks)


def gone(days: int) -> Message:
    """How long ago it was: *3 weeks ago*."""
    if days == 1:
        return msg("yesterday")
    return msg("{n} days ago", n=days) if days < 14 else msg("{n} weeks ago", n=days // 7)


def of_phase(
    phase: PhasePlan, fewest: tuple[date, date] | None, calm: tuple[date, date] | None, today: date
) -> Standing:
    """How a phase stands.

    Args:
        phase: The phase.
        fewest: Its first and last day at the latest; None after the decision.
        calm: The same, in good time.
        today: The day to look from.
    """
    if phase.settled:
        return DONE if phase.state == "done" else SKIPPED
    if fewest is None or calm is None:
        return AFTER
    at = 1 if phase.state == "started" else 0
    return _against(fewest[at], calm[at], today, begin=not at)


def of_activity(
    phase: PhasePlan, one: ActivityPlan, start: date, end: date, today: date
) -> Standing:
    """How an activity stands: it must be done by its last day, and is tight in its own days."""
    if one.settled or phase.settled:
        return SKIPPED if "stepped-over" in {one.state, phase.state} else DONE
    return _against(end, start, today)


def _against(latest: date, calm: date, today: date, *, begin: bool = False) -> Standing:
    days = (latest - today).days
    if days < 0:
        return Standing(state="late", message=late(-days), days=days)
    if today > calm:
        said = (
            msg("tight: begin {left}", left=left(days))
            if begin
            else msg("tight: finish {left}", left=left(days))
        )
        return Standing(state="tight", message=said, days=days)
    return Standing(state="fine", message=left(days), days=days)


def of_sitting(
    view: View, one: Sitting, phase: PhasePlan | None, today: date
) -> tuple[Standing, Standing]:
    """How the papers of a meeting stand, and the meeting itself."""
    days = (one.day - today).days
    if (phase is not None and phase.settled) or _has_answered(view, one.body):
        return DONE, DONE
    if not one.record:
        by = msg("no date yet: by {date}", date=one.day.isoformat())
        if days < 0:
            return _dated(one.papers, today), _dated(one.day, today)
        missing = Standing(state="missing", message=by, days=days)
        return _dated(one.papers, today), missing
    if phase is None and days < 0:
        past = Standing(state="done", message=gone(-days), days=days)
        return past, past
    if days < 0:
        said = msg("{ago}, and nothing is recorded", ago=gone(-days))
        return DONE, Standing(state="late", message=said, days=days)
    meeting = Standing(state="fine", message=left(days), days=days)
    if not one.in_time:
        said = msg("too late for the next body’s papers")
        meeting = Standing(state="tight", message=said, days=days)
    return _dated(one.papers, today), meeting


_SOON = 14
"""Days before a deadline for papers in which it is tight."""


def _dated(day: date | None, today: date) -> Standing:
    days = (day - today).days if day else 0
    if days < 0:
        return Standing(state="late", message=late(-days), days=days)
    if days <= _SOON:
        return Standing(state="tight", message=msg("tight: {left}", left=left(days)), days=days)
    return Standing(state="fine", message=left(days), days=days)


def _has_answered(view: View, body: str) -> bool:
    """Whether what a body had to say is recorded."""
    done = dealings(view)
    if body == "council":
        return done.adopted is not None
    if body == "executive":
        return done.adopted is not None or any(
            one.decision_kind == "recommendation" for one in done.deciding
        )
    return bool(body) and bool(
        done.held((body,), TREATED, ("draft", "changes", "proposal", "")) or done.adopted
    )
