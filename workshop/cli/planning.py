"""``workshop plan``: changing the plan while it is followed, without losing what is done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop.acts import planning
from workshop.cli.base import (
    CliError,
    argument,
    choices,
    command,
    file_argument,
    group,
    json_option,
    number,
    option,
)
from workshop.cli.opening import do, looked_at, opened
from workshop.cli.process import find_step
from workshop.cli.status import MARKS
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import say, table
from workshop.following import KINDS
from workshop.guide.plan import ActivityPlan, Plan
from workshop.guide.plan import plan as the_plan
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg


def _activity(function: Callable[..., None]) -> Any:
    about = N_("An activity, such as plattform/verdier-i-praksis")
    return file_argument(argument("step", metavar="ACTIVITY", help=about)(function))


@group(
    name="plan",
    help=N_("Change the plan that is followed here. What is done and noted stays as it is."),
)
def plan() -> None:
    """Changing the plan."""


@command(name="show", help=N_("The plan as it is followed, with what was changed in it."))
@file_argument
@json_option
def show(file: Path, as_json: bool) -> None:
    """The plan."""
    with looked_at(file) as session:
        now = the_plan(session.view)
        if as_json:
            print_json(_data(now))
            return
        rows: list[tuple[str, str, str, str]] = []
        for phase in now.phases:
            weeks = weeks_text(phase.content.weeks_from, phase.content.weeks_to)
            rows.append((phase.record.partition(":")[2], MARKS[phase.state], phase.title, weeks))
            for one in (*phase.activities, *phase.left_out):
                rows.append(
                    (one.record.partition(":")[2], MARKS[one.state], f"  {one.title}", _said(one))
                )
        table([_("Step"), "", "", ""], rows, empty=_("No process is followed yet."))


def weeks_text(first: int, last: int) -> str:
    """How long a phase is: *4–6 weeks*; empty when it has no weeks."""
    if not last:
        return ""
    if first == last:
        return ngettext("1 week", "{n} weeks", last).replace("{n}", str(last))
    return _("{first}–{last} weeks").format(first=first, last=last)


def _said(one: ActivityPlan) -> str:
    """Minutes, and what differs from the process."""
    words = [_("{n} min").format(n=one.minutes)] if one.minutes else []
    if one.original is None:
        words.append(_("added here"))
    elif one.original.minutes != one.minutes:
        words.append(_("the process has {n} min").format(n=one.original.minutes))
    if one.hidden:
        words.append(_("left out: {reason}").format(reason=one.hidden_reason))
    return " · ".join(words)


def _data(now: Plan) -> list[dict[str, Any]]:
    return [
        {
            "record": phase.record, "title": phase.title, "state": phase.state,
            "weeks": [phase.content.weeks_from, phase.content.weeks_to],
            "activities": [
                {
                    "record": one.record, "title": one.title, "state": one.state,
                    "minutes": one.minutes, "added": one.original is None,
                    "left_out": one.hidden, "reason": one.hidden_reason,
                }
                for one in (*phase.activities, *phase.left_out)
            ],
        }
        for phase in now.phases
    ]  # fmt: skip


@command(name="minutes", help=N_("Plan another number of minutes for an activity."))
@_activity
@argument("minutes", type=number(), help=N_("Minutes"))
def minutes(file: Path, step: str, minutes: int) -> None:
    """Change the minutes of an activity."""
    with opened(file) as session:
        record = find_step(session.view, step)
        do(session, planning.set_minutes(session.view, record, minutes))


@command(name="weeks", help=N_("Plan another number of weeks for a phase."))
@file_argument
@argument("phase", help=N_("The phase"))
@argument("first", type=number(), metavar="FEWEST", help=N_("The fewest weeks"))
@argument(
    "last", type=number(), metavar="[MOST]", required=False, help=N_("The weeks it ought to have")
)
def weeks(file: Path, phase: str, first: int, last: int | None) -> None:
    """Change the weeks of a phase."""
    with opened(file) as session:
        record = find_step(session.view, phase)
        most = first if last is None else last
        do(session, planning.set_weeks(session.view, record, first, most))


@command(name="rename", help=N_("Call a phase or an activity something else here."))
@file_argument
@argument("step", help=N_("An activity or a phase"))
@argument("title", required=False, default="", help=N_("Its name; nothing is the one it had"))
def rename(file: Path, step: str, title: str) -> None:
    """Rename a step."""
    with opened(file) as session:
        do(session, planning.rename(session.view, find_step(session.view, step), title))


@command(name="add", help=N_("Add an activity of your own to a phase."))
@file_argument
@argument("phase", help=N_("The phase"))
@argument("title", help=N_("What it is called"))
@option(
    "--kind", type=choices(KINDS), default="talk", help=N_("What it is, and so where it is done")
)
@option("--minutes", type=number(), default=0, help=N_("Minutes"))
@option("--guide", default="", help=N_("What to say and do"))
@option("--after", metavar="ACTIVITY", help=N_("The one it comes after; otherwise it comes last"))
@option("--first", is_flag=True, help=N_("Put it first"))
def add(
    file: Path, phase: str, title: str, kind: str, minutes: int, guide: str, after: str | None,
    first: bool,
) -> None:  # fmt: skip
    """Add an activity."""
    with opened(file) as session:
        view = session.view
        record = find_step(view, phase)
        if not record.startswith("phase:"):
            raise CliError(msg("{record} is not a phase", record=record))
        place = "" if first else (find_step(view, after) if after else None)
        do(
            session,
            planning.add_activity(
                view, session.new_id, record, title, kind=kind, minutes=minutes, guide=guide,
                after=place,
            ),
        )  # fmt: skip


@command(name="hide", help=N_("Leave an activity out of the plan; what was done in it is kept."))
@_activity
@option("--reason", required=True, help=N_("Why"))
def hide(file: Path, step: str, reason: str) -> None:
    """Leave an activity out."""
    with opened(file) as session:
        do(session, planning.leave_out(session.view, find_step(session.view, step), reason))


@command(name="unhide", help=N_("Take an activity into the plan again."))
@_activity
def unhide(file: Path, step: str) -> None:
    """Take an activity in again."""
    with opened(file) as session:
        record = find_step(session.view, step)
        found = the_plan(session.view).find(record)
        if found is None or not found.hidden:
            say(_("Nothing to change."))
            return
        do(session, planning.take_in(session.view, record))


@command(name="move", help=N_("Move an activity in its phase."))
@_activity
@option("--after", metavar="ACTIVITY", help=N_("The one it comes after; otherwise it comes last"))
@option("--first", is_flag=True, help=N_("Put it first"))
@option("--up", is_flag=True, help=N_("One step up"))
@option("--down", is_flag=True, help=N_("One step down"))
def move(file: Path, step: str, after: str | None, first: bool, up: bool, down: bool) -> None:
    """Move an activity."""
    with opened(file) as session:
        view = session.view
        record = find_step(view, step)
        if not record.startswith("activity:"):
            raise CliError(msg("Only activities can be moved"))
        if up or down:
            do(session, planning.shift(view, record, -1 if up else 1))
            return
        place = "" if first else (find_step(view, after) if after else None)
        if place and planning.phase_of(place) != planning.phase_of(record):
            raise CliError(msg("An activity stays in its phase"))
        do(session, planning.move(view, record, place))
