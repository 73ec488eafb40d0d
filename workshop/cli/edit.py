"""``workshop add``, ``edit``, ``move``, ``remove``, ``restore``: records by hand."""

from pathlib import Path
from typing import Any

import click

from workshop.acts import base, calendar, parties, setup, strategy
from workshop.changes import Change
from workshop.cli.base import CliError, argument, choices, command, file_argument, option
from workshop.cli.opening import do, opened, today
from workshop.cli.records import fields_of_kind, find, from_file_option, read_pairs
from workshop.cli.words import kind_named, kind_said
from workshop.documents.wording import KIND_WORDS
from workshop.i18n import gettext as _
from workshop.messages import N_, Message, msg
from workshop.model import Record, kind_of
from workshop.view import View

ADDS = {
    "group": N_("Add a table"),
    "premise": N_("Add a premise"),
    "evidence": N_("Add evidence"),
    "topic": N_("Make a topic"),
    "statement": N_("Add a platform statement"),
    "horizon": N_("Add a horizon"),
    "area": N_("Add an area"),
    "goal": N_("Add a goal"),
    "indicator": N_("Add an indicator"),
    "strategy": N_("Add a strategy"),
    "measure": N_("Add a measure"),
    "consultation": N_("Record a consultation"),
    "decision": N_("Record a decision"),
    "status": N_("Note the status of a measure"),
    "meeting": N_("Add a meeting"),
}
"""Kind → what adding one is called."""
_UNDER = {
    "goal": "area", "indicator": "goal", "strategy": "goal", "measure": "goal",
    "status": "measure",
}  # fmt: skip
_WITHOUT_PLACE = ("topic", "consultation", "decision")


@command(
    help=N_(
        "Add a record, and print its id. A text without = is its title or text; a set is written "
        "answers=one,two. Fields are listed by: workshop show --kinds"
    )
)
@file_argument
@argument("kind", type=choices(list(ADDS), KIND_WORDS), help=N_("What to add"))
@argument("pairs", nargs=-1, metavar="[TEXT] [FIELD=VALUE]…", help=N_("What is in it"))
@option("--under", metavar="RECORD", default="", help=N_("What it lies under: an area, a goal …"))
@option("--after", metavar="RECORD", help=N_("The one it comes after; otherwise it comes last"))
@option("--first", is_flag=True, help=N_("Put it first"))
@from_file_option
def add(
    file: Path, kind: str, pairs: tuple[str, ...], under: str, after: str | None, first: bool,
    files: tuple[str, ...],
) -> None:  # fmt: skip
    """Add a record."""
    with opened(file) as session:
        view = session.view
        values = read_pairs(view, f"{kind}:", pairs, files)
        parent = _parent(view, kind, under)
        place = _after(view, kind, after, first=first)
        if kind == "status":
            dated = {"date": today(), "state": "", "text": "", **values}
            made = strategy.report(
                view, session.new_id, parent, dated["date"], dated["state"], dated["text"]
            )
        elif kind == "meeting":
            dates = {"body_kind": "", "date": "", **values}
            stands = calendar.add_meeting(view, session.new_id, **dates)
            if isinstance(stands, Message):
                raise CliError(stands)
            made = stands
        elif kind == "group":
            people = {
                name.partition("/")[2]: count
                for name, count in values.items()
                if name.startswith("composition/")
            }
            made = setup.add_group(
                view, session.new_id, name=values.get("name", ""),
                number=values.get("number", 0), composition=people,
            )  # fmt: skip
        else:
            lies = None if kind in _WITHOUT_PLACE else parent
            made = base.add(
                view, session.new_id, kind, ADDS[kind], parent=lies, after=place, **values
            )
        do(session, made)


def _parent(view: View, kind: str, under: str) -> str:
    wanted = _UNDER.get(kind)
    if wanted is None:
        if under:
            raise CliError(msg("{kind} does not lie under anything", kind=kind_named(kind)))
        return ""
    if not under:
        raise CliError(msg("Say which {kind} it lies under: --under", kind=kind_said(wanted)))
    return find(view, under, wanted)


def _after(view: View, kind: str, after: str | None, *, first: bool) -> str | None:
    if first:
        return ""
    return find(view, after, kind) if after else None


@command(
    name="edit",
    help=N_(
        "Change fields of a record: title=…, answers+=id, answers-=id. The record is an id, its "
        "beginning, “workshop”, “introduction” or “followup”."
    ),
)
@file_argument
@argument("record", help=N_("The record"))
@argument("pairs", nargs=-1, metavar="[FIELD=VALUE]…", help=N_("What to change"))
@from_file_option
def edit(file: Path, record: str, pairs: tuple[str, ...], files: tuple[str, ...]) -> None:
    """Change fields of a record."""
    if not pairs and not files:
        raise click.UsageError(_("Say what to change: FIELD=VALUE"))
    with opened(file) as session:
        found = find(session.view, record)
        if kind_of(found) not in {*ADDS, *_EDITED}:
            raise CliError(msg("{record} cannot be edited", record=found))
        do(session, _changed(session.view, found, read_pairs(session.view, found, pairs, files)))


_EDITED = ("workshop", "section", "draw", "answer", "activity", "phase", "round")


def _changed(view: View, record: str, values: dict[str, Any]) -> Change | None:
    """The change, without the fields that already are so."""
    raw = view.raw(record)
    news = {
        name: value
        for name, value in values.items()
        if raw.get(name) != value or view.conflict(record, name)
    }
    return base.change(view, N_("Edit"), {record: news}) if news else None


@command(help=N_("Move a record among its like, or under another."))
@file_argument
@argument("record", help=N_("The record"))
@option("--under", metavar="RECORD", help=N_("What it shall lie under"))
@option("--after", metavar="RECORD", help=N_("The one it comes after; otherwise it comes last"))
@option("--first", is_flag=True, help=N_("Put it first"))
@option("--up", is_flag=True, help=N_("One step up"))
@option("--down", is_flag=True, help=N_("One step down"))
def move(
    file: Path, record: str, under: str | None, after: str | None, first: bool, up: bool, down: bool
) -> None:
    """Move a record."""
    if up and down:
        raise click.UsageError("--up --down")
    with opened(file) as session:
        view = session.view
        found = find(view, record)
        kind = kind_of(found)
        if "place" not in _place_fields(view.get(found)):
            raise CliError(msg("{kind} has no place to move from", kind=kind_named(kind)))
        if up or down:
            do(session, base.shift(view, found, -1 if up else 1))
            return
        parent = find(view, under, _UNDER.get(kind, "")) if under else view.parent(found)
        if parent and kind not in _UNDER:
            raise CliError(msg("{kind} does not lie under anything", kind=kind_named(kind)))
        do(session, base.move(view, found, parent, _after(view, kind, after, first=first)))


def _place_fields(record: Record | None) -> tuple[str, ...]:
    return record.__struct_fields__ if record is not None else ()


@command(
    help=N_(
        "Take records, and all under them, off the screen. Nothing is lost. On something removed "
        "already, it takes off the new work that has come under it."
    )
)
@file_argument
@argument("records", nargs=-1, required=True, metavar="RECORD…", help=N_("The records"))
def remove(file: Path, records: tuple[str, ...]) -> None:
    """Take records off the screen."""
    with opened(file) as session:
        view = session.view
        found = [find(view, record, removed=True) for record in records]
        if fixed := [one for one in found if kind_of(one) not in {*ADDS, "draw", "answer"}]:
            raise CliError(msg("{record} cannot be removed", record=fixed[0]))
        removed = [one for one in found if view.removed_by(one)]
        if removed and len(found) > 1:
            raise CliError(msg("{record} is removed already: name it alone", record=removed[0]))
        do(
            session,
            parties.dismiss_late(view, removed[0]) if removed else base.remove(view, *found),
        )


@command(help=N_("Bring removed records back, with all that lay under them."))
@file_argument
@argument("records", nargs=-1, required=True, metavar="RECORD…", help=N_("The records"))
def restore(file: Path, records: tuple[str, ...]) -> None:
    """Bring removed records back."""
    with opened(file) as session:
        found = [find(session.view, record, removed=True) for record in records]
        do(
            session,
            base.together(
                N_("Bring back"), [parties.bring_back(session.view, one) for one in found]
            ),
        )


KIND_FIELDS = {kind: fields_of_kind(kind) for kind in ADDS}
"""Kind → its fields, for ``workshop show --kinds``."""
