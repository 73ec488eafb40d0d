"""The calendar of a workshop: the council's date, the bodies' meetings, when no one works."""

from collections.abc import Iterable, Mapping

from workshop.acts.base import NewId, add, change, edit, together
from workshop.changes import Change, Tips
from workshop.consulting import as_date
from workshop.guide.calendar import closed_key, days_of
from workshop.guide.meetings import BODIES
from workshop.messages import N_, Message, msg
from workshop.model import CALENDAR, WORKSHOP, Meeting
from workshop.view import View

MOST_PAPER_DAYS = 100


def set_council(view: View, date: str, *, tips: Tips | None = None) -> Change | Message:
    """Set the date of the council's meeting that everything is counted back from.

    ``date`` is ISO text, or empty to take it away.
    """
    if date and as_date(date) is None:
        return _no_date(date)
    sets = {WORKSHOP: {"council_date": date}}
    return change(view, N_("Set the date of the council’s meeting"), sets, tips=tips)


def add_meeting(
    view: View, new_id: NewId, body_kind: str, date: str, *, body: str = "", papers: str = ""
) -> tuple[str, Change] | Message:
    """Add the date of a body's meeting.

    The first meeting of the council that is typed is also the one that is counted back from.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        body_kind: A key of ``guide.meetings.BODIES``; empty is another body.
        date: When it meets, as ISO text.
        body: What it is called; needed for another body.
        papers: When its papers must be handed in, if that is not the usual number of days before.
    """
    if problem := _wrong(body_kind, date, body, papers):
        return problem
    same = [one for one in view.all(Meeting) if (one.body_kind, one.date) == (body_kind, date)]
    if any(body_kind or one.body == body.strip() for one in same):
        return msg("That meeting is there already: {date}", date=date)
    record, made = add(
        view, new_id, Meeting.kind, N_("Add a meeting"),
        body_kind=body_kind, body=body.strip(), date=date, papers=papers,
    )  # fmt: skip
    if body_kind == "council" and not view.workshop.council_date.strip():
        council = change(view, "", {WORKSHOP: {"council_date": date}})
        made = together(N_("Add a meeting"), [made, council])
    return record, made


def change_meeting(view: View, record: str, values: Mapping[str, str]) -> Change | Message | None:
    """Change a meeting; moving the one that is counted back from moves what hangs on it.

    ``values`` are fields of ``Meeting`` and their texts. None when they already are so.
    """
    one = view.need(Meeting, record)
    fields = ("body_kind", "date", "body", "papers")
    kept = {name: values.get(name, getattr(one, name)).strip() for name in fields}
    if problem := _wrong(**kept):
        return problem
    news = {name: text for name, text in kept.items() if text != getattr(one, name)}
    if not news:
        return None
    made = edit(view, record, **news)
    if one.body_kind == "council" and "date" in news and one.date == view.workshop.council_date:
        council = change(view, "", {WORKSHOP: {"council_date": news["date"]}})
        made = together(N_("Edit"), [made, council])
    return made


def set_closed(view: View, texts: Iterable[str], *, closed: bool) -> Change | Message:
    """Say that no one works in some weeks or on some days, or that they do after all."""
    fields: dict[str, bool] = {}
    for text in texts:
        key = closed_key(text)
        if isinstance(key, Message):
            return key
        fields[f"closed/{key}"] = closed
    what = N_("Close weeks") if closed else N_("Work in weeks after all")
    return change(view, what, {CALENDAR: fields})


def close_exactly(view: View, keys: Iterable[str]) -> Change | None:
    """Make these, as ``closed_key`` gives them, all that is closed; None when they already are."""
    have, want = days_of(view).closed, frozenset(keys)
    fields = {f"closed/{key}": key in want for key in sorted(have ^ want)}
    return change(view, N_("Set the closed weeks"), {CALENDAR: fields}) if fields else None


def set_paper_days(view: View, days: int) -> Change | Message:
    """Set how many working days before a meeting its papers must be handed in."""
    if not 0 <= days <= MOST_PAPER_DAYS:
        return msg("Working days are a number from 0 to {most}", most=MOST_PAPER_DAYS)
    return change(view, N_("Set the deadline for papers"), {CALENDAR: {"paper_days": days}})


def _wrong(body_kind: str, date: str, body: str, papers: str) -> Message | None:
    """What is wrong with a meeting, if anything."""
    if body_kind not in BODIES:
        some = ", ".join(name for name in BODIES if name)
        return msg("A body is one of: {some}", some=some)
    if not body_kind and not body.strip():
        return msg("Say which body it is")
    held = as_date(date)
    if held is None:
        return _no_date(date)
    due = as_date(papers)
    if papers and due is None:
        return _no_date(papers)
    if due is not None and due > held:
        return msg("The papers must be handed in before the meeting")
    return None


def _no_date(text: str) -> Message:
    if not text.strip():
        return msg("Type a date, such as 12.06.2027 or 2027-06-12")
    return msg("“{text}” is not a date. Write it as 12.06.2027 or 2027-06-12", text=text)
