"""``workshop forget``: a text erased permanently."""

from pathlib import Path

import click

from workshop.cli.base import CliError, argument, file_argument, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import opened, report
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import is_terminal, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.session import Session
from workshop.session.reach import BeyondReach, beyond_reach, in_words


@new_command(
    name="forget",
    help=N_(
        "Erase all that a field of a record ever held, permanently: from the file, its drafts, "
        "our own backups and the pages looked at. Names what it cannot reach. Cannot be undone. "
        "Asks twice."
    ),
)
@file_argument
@argument("record", help=N_("The record"))
@argument("fields", nargs=-1, required=True, metavar="FIELD…", help=N_("The fields, such as text"))
@option("--yes-really", is_flag=True, help=N_("Do not ask"))
@json_option
def command(
    file: Path, record: str, fields: tuple[str, ...], yes_really: bool, as_json: bool
) -> None:
    """Erase a text permanently."""
    with opened(file) as session:
        found = find(session.view, record, removed=True)
        for field in fields:
            if field not in session.log.fields(found):
                raise CliError(
                    msg("{record} has never had anything in “{field}”", record=found, field=field)
                )
        left = beyond_reach(session, found, fields)
        if not yes_really:
            if not is_terminal():
                raise CliError(msg("Nothing was erased. Say --yes-really to do it unasked."))
            # The words themselves are not shown again: others may see the screen.
            for field in fields:
                n = len(session.view.history(found, field))
                said = ngettext("{n} version", "{n} versions", n).format(n=n)
                say(f"{found} {field}: {said}")
            say(*in_words(left, _name))
            _ask_twice()
        act = session.forget(found, *fields)
        if as_json:
            _print(session, act.id, left)
            return
        report(act, found)
        say(*in_words(left, _name))


def _name(record: str, field: str) -> str:
    """What the next command of this sort would be given."""
    return f"{record} {field}"


def _print(session: Session, act: str, left: BeyondReach) -> None:
    print_json(
        {
            "act": act,
            "same_words": [{"record": record, "field": field} for record, field in left.places],
            "drafts": [{"record": record, "field": field} for record, field in left.drafts],
            "documents": [str(path) for path in left.documents],
            "copies": [str(path) for path in left.copies],
            "not_cleaned": [str(notice) for notice in session.notices],
        }
    )


def _ask_twice() -> None:
    if not click.confirm(_("Erase this, and all it ever was, permanently?"), default=False):
        raise click.Abort
    if not click.confirm(_("It cannot be undone. Are you sure?"), default=False):
        raise click.Abort
