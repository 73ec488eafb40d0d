"""``workshop status``: how far it has come, what is next, what has happened since last time."""

from datetime import date
from pathlib import Path
from typing import Any

from workshop.cli.base import command as new_command
from workshop.cli.base import file_argument, json_option
from workshop.cli.opening import looked_at, today
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, Message
from workshop.model import CardCopy, Draw, Round
from workshop.session import Session, copies_beside
from workshop.session.seen import acts_since
from workshop.view import View

MARKS = {"done": "✓", "started": "▶", "stepped-over": "–", "todo": "○"}
_SOON = 3


@new_command(
    name="status",
    help=N_("How far the work has come, what is next, and what has happened since last time."),
)
@file_argument
@json_option
def command(file: Path, as_json: bool) -> None:
    """How far it has come."""
    with looked_at(file) as session:
        if as_json:
            print_json(_data(session))
            return
        _tell(session)
        for path, acts in copies_beside(session):
            said = ngettext(
                "{file} is a copy with 1 act that is not here. Try: workshop merge",
                "{file} is a copy with {n} acts that are not here. Try: workshop merge",
                acts,
            )
            say("", said.replace("{file}", path.name).replace("{n}", str(acts)))


def headline(view: View) -> str:
    """Whose strategy, what it is called, and for which years."""
    about = view.workshop
    years = f" ({about.period_from}–{about.period_to})" if about.period_from else ""
    if years and str(about.period_from) in about.title:
        years = ""
    return " · ".join(part for part in (about.organisation, about.title) if part) + years


def phases(view: View) -> list[str]:
    """A line for each phase; the activities of the one where the work is."""
    from workshop.guide import plan

    now = plan(view)
    if now.problem is not None:
        return [in_words(now.problem)]
    lines = []
    for phase in now.phases:
        done = sum(one.settled for one in phase.activities)
        here = now.phase is not None and phase.record == now.phase.record
        mark = "▶" if here else MARKS[phase.state]
        lines.append(f"  {mark} {phase.title}  {done}/{len(phase.activities)}")
        if here:
            lines += [
                f"      {MARKS[one.state]} {one.title}  ({one.record.partition(':')[2]})"
                for one in phase.activities
            ]
    return lines


def _tell(session: Session) -> None:
    from workshop.guide import deadlines, next_step
    from workshop.review import review, summary

    view = session.view
    say(headline(view), "")
    if lines := phases(view):
        say(_("Process"), *lines, "")
    step = next_step(view)
    say(_("Next: {step}").format(step=in_words(step.message)))
    if step.then is not None:
        say(_("Then: {step}").format(step=in_words(step.then)))
    if any(one.state == "open" for one in view.all(Round)):
        say(_("A round is open."))
    if since := _since(session):
        say("", _("Since last time"), *(f"  {in_words(one)}" for one in since))
    if soon := deadlines(view, date.fromisoformat(today()))[:_SOON]:
        say("", _("Deadlines"), *(f"  {in_words(one.message)}" for one in soon))
    say("", _("Review"), f"  {in_words(summary(review(view)).message)}")
    if conflicts := len(view.conflicts()):
        say(f"  {_('Conflicts to settle: {n}').format(n=conflicts)}")
    if moved := newer_decks(view):
        say("", _("Newer decks"), *(f"  {in_words(one)}" for one in moved))


def newer_decks(view: View) -> list[Message]:
    """The decks on this machine that have moved on since cards of theirs were drawn."""
    from workshop import library
    from workshop.library import corrections

    drawn = dict.fromkeys(draw.card for draw in view.all(Draw))
    copies = [(key, view.need(CardCopy, key).content) for key in drawn if key]
    return corrections.newer_decks(copies, library.default_library())


def _since(session: Session) -> list[Message]:
    """What has come since the file was last left on this machine's screen."""
    from workshop.guide import since_last_time

    return since_last_time(session.view, acts_since(session))


def _data(session: Session) -> dict[str, Any]:
    from workshop.guide import deadlines, next_step, plan
    from workshop.review import review, summary

    view = session.view
    step = next_step(view)
    counted = summary(review(view))
    return {
        "organisation": view.workshop.organisation,
        "title": view.workshop.title,
        "phases": [
            {
                "record": phase.record, "title": phase.title, "state": phase.state,
                "activities": [
                    {"record": one.record, "title": one.title, "state": one.state}
                    for one in phase.activities
                ],
            }
            for phase in plan(view).phases
        ],
        "next": {"kind": step.kind, "message": in_words(step.message), "record": step.record},
        "open_round": any(one.state == "open" for one in view.all(Round)),
        "deadlines": [
            {"date": one.date.isoformat(), "record": one.record}
            for one in deadlines(view, date.fromisoformat(today()))
        ],
        "findings": {
            "errors": counted.errors, "warnings": counted.warnings, "notes": counted.notes,
            "standing": counted.standing,
        },
        "conflicts": len(view.conflicts()),
        "newer_decks": [in_words(one) for one in newer_decks(view)],
        "since_last_time": [in_words(one) for one in _since(session)],
    }  # fmt: skip
