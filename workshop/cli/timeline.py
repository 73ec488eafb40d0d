"""``workshop timeline`` and ``workshop meeting``: the plan counted back, and the dates it needs."""

from datetime import date
from pathlib import Path
from typing import Any

from workshop.acts import calendar as acts
from workshop.cli.base import (
    CliError,
    argument,
    command,
    file_argument,
    group,
    json_option,
    number,
    option,
)
from workshop.cli.opening import do, looked_at, opened, today
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say, table
from workshop.guide.calendar import days_of, read_day
from workshop.guide.meetings import bodies, meetings, papers_of
from workshop.guide.timeline import Row, Timeline
from workshop.guide.timeline import timeline as lay_out
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.model import Meeting
from workshop.text_gate import comparison_key
from workshop.view import View

MARKS = {"done": "✓", "late": "!", "tight": "~", "fine": " ", "missing": "?", "after": " "}
_BODIES = {
    "kommunestyre": "council", "kommunestyret": "council", "fylkesting": "council",
    "fylkestinget": "council", "formannskap": "executive", "formannskapet": "executive",
    "fylkesutvalg": "executive", "fylkesutvalget": "executive", "psu": "committee",
    "administrasjonsutvalg": "committee", "adm": "committee", "other": "",
}  # fmt: skip
"""What bodies are also called when they are typed."""


def _day(text: str) -> str:
    """A typed date as ISO text; nothing stays nothing.

    Raises:
        CliError: it is no date.
    """
    if not text:
        return ""
    found = read_day(text)
    if found is None:
        raise CliError(
            msg("“{text}” is not a date. Write it as 12.06.2027 or 2027-06-12", text=text)
        )
    return found.isoformat()


@command(
    help=N_(
        "The plan counted back from the council’s meeting: when each phase and activity must begin "
        "at the latest, the deadlines for papers, what is tight, and what is too late already."
    )
)
@file_argument
@option("--council", metavar="DATE", default="", help=N_("Look as if the council met on this date"))
@option("--keep", is_flag=True, help=N_("Keep that date as the council’s meeting"))
@json_option
def timeline(file: Path, council: str, keep: bool, as_json: bool) -> None:
    """The plan counted back."""
    other = _day(council)
    with (opened if other and keep else looked_at)(file) as session:
        if other and keep:
            do(session, acts.set_council(session.view, other))
        found = lay_out(
            session.view,
            date.fromisoformat(today()),
            date.fromisoformat(other) if other else None,
        )
        if as_json:
            print_json(_data(session.view, found))
            return
        _tell(session.view, found, tried=bool(other) and not keep)


def _tell(view: View, found: Timeline, *, tried: bool) -> None:
    if found.council is not None:
        said = _("As if the council met {date}. Keep it with --keep") if tried else ""
        said = said or _("The council meets {date}")
        say(said.format(date=found.council.isoformat()))
    say(*found.summary)
    if not found.rows:
        if found.council is None:
            say(_("Try: {command}").format(command="workshop meeting add FILE council 17.06.2027"))
        return
    say("")
    table(
        ["", _("Begin by"), _("Finish by"), "", _("How it stands")],
        [
            (MARKS[row.standing.state], row.latest_start or "", row.latest_end or "",
             _title(view, row), in_words(row.standing.message))
            for row in found.rows
        ],
    )  # fmt: skip


def _title(view: View, row: Row) -> str:
    """What a line is about; activities and dates lie under their phase."""
    if row.kind == "phase":
        return f"▶ {row.title}" if row.here else row.title
    if row.kind == "activity":
        return f"· {row.title}"
    name = row.title or in_words(bodies(view)[row.body])
    said = _("· Papers to: {body}") if row.kind == "papers" else _("· Meeting: {body}")
    return said.format(body=name)


def _data(view: View, found: Timeline) -> dict[str, Any]:
    return {
        "council": found.council.isoformat() if found.council else "",
        "weeks_missing": found.short,
        "earliest": found.earliest.isoformat() if found.earliest else "",
        "summary": [in_words(one) for one in found.summary],
        "rows": [
            {
                "kind": row.kind, "record": row.record, "body": row.body,
                "title": row.title or (in_words(bodies(view)[row.body]) if row.body else ""),
                "latest_start": row.latest_start.isoformat() if row.latest_start else "",
                "latest_end": row.latest_end.isoformat() if row.latest_end else "",
                "calm_start": row.calm_start.isoformat() if row.calm_start else "",
                "state": row.standing.state, "days": row.standing.days,
                "message": in_words(row.standing.message), "here": row.here,
            }
            for row in found.rows
        ],
    }  # fmt: skip


# ── meetings ─────────────────────────────────────────────────────────────────────────────────


@group(name="meeting", help=N_("The bodies’ meetings, deadlines for papers, and closed weeks."))
def meeting() -> None:
    """The calendar of a workshop."""


@command(name="add", help=N_("Add the date of a body’s meeting."))
@file_argument
@argument("body", help=N_("council, executive, committee, amu – or what another body is called"))
@argument("day", metavar="DATE", help=N_("When it meets: 12.06.2027 or 2027-06-12"))
@option("--papers", metavar="DATE", default="", help=N_("When its papers must be handed in"))
@option("--name", default="", help=N_("What the body is called here"))
def add(file: Path, body: str, day: str, papers: str, name: str) -> None:
    """Add a meeting."""
    kind = _BODIES.get(comparison_key(body), comparison_key(body))
    with opened(file) as session:
        if kind not in bodies(session.view):
            kind, name = "", name or body
        do(
            session,
            acts.add_meeting(
                session.view, session.new_id, kind, _day(day), body=name, papers=_day(papers)
            ),
        )


@command(name="change", help=N_("Change the date, the deadline or the name of a meeting."))
@file_argument
@argument("record", help=N_("The record"))
@option("--date", "day", metavar="DATE", help=N_("When it meets"))
@option(
    "--papers", metavar="DATE", help=N_("When its papers must be handed in; empty is the usual")
)
@option("--name", help=N_("What the body is called here"))
def change(file: Path, record: str, day: str | None, papers: str | None, name: str | None) -> None:
    """Change a meeting."""
    with opened(file) as session:
        found = find(session.view, record, Meeting.kind)
        typed = {"date": day, "papers": papers}
        values = {field: _day(text) for field, text in typed.items() if text is not None}
        if name is not None:
            values["body"] = name
        do(session, acts.change_meeting(session.view, found, values))


@command(name="list", help=N_("The meetings that are typed, with the deadlines for papers."))
@file_argument
@json_option
def list_meetings(file: Path, as_json: bool) -> None:
    """The meetings."""
    with looked_at(file) as session:
        view = session.view
        days = days_of(view)
        rows = [
            (one.id, one.date, one.body or in_words(bodies(view).get(one.body_kind, one.body_kind)),
             papers_of(one, days) or "")
            for one in meetings(view)
        ]  # fmt: skip
        if as_json:
            print_json(
                [
                    {"record": record, "date": day, "body": body, "papers": str(papers)}
                    for record, day, body, papers in rows
                ]
            )
            return
        head = [_("Record"), _("Meets"), _("Body"), _("Papers by")]
        table(head, rows, empty=_("No meetings are typed yet."))
        say(_("Closed: {weeks}").format(weeks=", ".join(sorted(days.closed)) or "–"))


@command(
    name="closed",
    help=N_(
        "Say when no one works: july, easter and christmas are closed to begin with; W08 is every "
        "year, 2027-W08 once, and a date is a day."
    ),
)
@file_argument
@argument("weeks", nargs=-1, required=True, metavar="WEEK…", help=N_("What is closed"))
@option("--open", "opens", is_flag=True, help=N_("They are worked in after all"))
def closed(file: Path, weeks: tuple[str, ...], opens: bool) -> None:
    """Close weeks, or open them."""
    with opened(file) as session:
        do(session, acts.set_closed(session.view, weeks, closed=not opens))


@command(name="papers", help=N_("How many working days before a meeting papers are due."))
@file_argument
@argument("days", type=number(), help=N_("Working days"))
def papers(file: Path, days: int) -> None:
    """Set the deadline for papers."""
    with opened(file) as session:
        do(session, acts.set_paper_days(session.view, days))
