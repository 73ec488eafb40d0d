"""The timeline in lines: fixed columns that read as a table, wide or narrow."""

import contextlib
from datetime import date

from textual.content import Content

from workshop.guide.meetings import bodies
from workshop.guide.timeline import Row
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.tui.text import MUTED, join, one_line
from workshop.view import View

MARKS = {"done": "✓", "late": "!", "tight": "~", "fine": " ", "missing": "?", "after": " "}
"""How a line stands, as a sign that needs no colour; the words stand to the right."""

_STYLES = {"done": MUTED, "late": "bold", "tight": "bold", "missing": "bold", "after": MUTED}
_SHORT = {
    "council": N_("the council"),
    "executive": N_("the executive committee"),
    "committee": N_("the joint committee"),
    "amu": N_("AMU"),
    "": N_("another body"),
}
WIDE = 96
"""From how many columns there is room for whole names."""


def short(day: date | None, *, narrow: bool = False) -> str:
    """A date in a column: ``17.06.2027`` in Norwegian, ``2027-06-17`` in English."""
    if day is None:
        return ""
    if current().language == "en":
        return day.isoformat()
    return day.strftime("%d.%m.%y" if narrow else "%d.%m.%Y")


def said(message: Message) -> str:
    """A message in the screen's language, with its dates as in the columns."""
    params = dict(message.params)
    if isinstance(day := params.get("date"), str):
        with contextlib.suppress(ValueError):
            params["date"] = short(date.fromisoformat(day))
    return current().message(Message(message.id, params))


def head(width: int) -> Content:
    """What the columns are called."""
    dates, what, how = _columns(width)
    text = (
        f"  {_('Begin by'):<{dates}}  {_('Finish by'):<{dates}}  "
        f"{_('What'):<{what}}  {_('How it stands')[:how]}"
    )
    return join((text, MUTED))


def line(view: View, row: Row, width: int) -> Content:
    """One line of the timeline."""
    dates, what, how = _columns(width)
    narrow = width < WIDE
    state = row.standing.state
    begins = short(row.latest_start, narrow=narrow)
    ends = short(row.latest_end, narrow=narrow)
    if row.kind in {"papers", "meeting"}:
        begins = ""
    style = "bold" if row.kind == "phase" else (MUTED if state in {"done", "after"} else "")
    indent = "" if row.kind == "phase" else "  "
    title = indent + one_line(title_of(view, row, narrow=narrow), what - len(indent))
    words = one_line(said(row.standing.message), how)
    mark = ("!", "bold $error") if state == "late" else (MARKS[state], "bold")
    return join(
        mark, f" {begins:<{dates}}  {ends:<{dates}}  ", (f"{title:<{what}}", style), "  ",
        (words, _STYLES.get(state, "")),
    )  # fmt: skip


def title_of(view: View, row: Row, *, narrow: bool = False) -> str:
    """What a line is about; activities and dates lie under their phase."""
    if row.kind == "phase":
        return f"▶ {row.title}" if row.here else row.title
    if row.kind == "activity":
        return f"{'▶ ' if row.here else ''}{row.title}"
    name = row.title
    if not name:
        name = _(_SHORT[row.body]) if narrow else current().message(bodies(view)[row.body])
    words = _("Papers to: {body}") if row.kind == "papers" else _("Meeting: {body}")
    return words.format(body=one_line(name))


def _columns(width: int) -> tuple[int, int, int]:
    """How wide dates, titles and words are."""
    narrow = width < WIDE
    dates = 9 if narrow and current().language != "en" else 10
    left = max(width - 2 - 2 * dates - 6, 20)
    how = 26 if narrow else 38
    return dates, max(left - how, 10), how
