"""``workshop forget``: a text removed for good (*sladd*)."""

from pathlib import Path

import click

from workshop.cli.base import CliError, argument, file_argument, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import opened, report
from workshop.cli.records import find
from workshop.cli.terminal import is_terminal, say
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.messages import N_, msg


@new_command(
    name="forget",
    help=N_(
        "Remove all that a field of a record ever held, for good: from the file, its drafts and "
        "our own backups. Cannot be undone. Asks twice."
    ),
)
@file_argument
@argument("record", help=N_("The record"))
@argument("fields", nargs=-1, required=True, metavar="FIELD…", help=N_("The fields, such as text"))
@option("--yes-really", is_flag=True, help=N_("Do not ask"))
def command(file: Path, record: str, fields: tuple[str, ...], yes_really: bool) -> None:
    """Remove a text for good."""
    with opened(file) as session:
        found = find(session.view, record, removed=True)
        for field in fields:
            if field not in session.log.fields(found):
                raise CliError(
                    msg("{record} has never had anything in “{field}”", record=found, field=field)
                )
        if not yes_really:
            if not is_terminal():
                raise CliError(msg("Nothing was removed. Say --yes-really to do it unasked."))
            for field in fields:
                said = session.view.raw(found).get(field, "")
                say(f"{found} {field}: {cut(str(said), 70)}")
            _ask_twice()
        report(session.forget(found, *fields), found)
        say(_("Copies elsewhere – e-mail, other machines, synced folders – cannot be reached."))


def _ask_twice() -> None:
    if not click.confirm(_("Remove this, and all it ever was, for good?"), default=False):
        raise click.Abort
    if not click.confirm(_("It cannot be undone. Are you sure?"), default=False):
        raise click.Abort
