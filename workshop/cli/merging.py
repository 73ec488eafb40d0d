"""``workshop merge``: a colleague's copy of the same workshop."""

from pathlib import Path

import click

from workshop.cli.base import CliError, argument, file_argument, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import looked_at, opened
from workshop.cli.terminal import is_terminal, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.session import MergeSummary, merge, preview


@new_command(
    name="merge",
    help=N_(
        "Take in all that a colleague has done in a copy of the same file. Nothing here is lost; "
        "where both changed the same, a person chooses. Safe to repeat. Asks first."
    ),
)
@file_argument
@argument("other", type=click.Path(path_type=Path), help=N_("The colleague's copy"))
@option("--yes", is_flag=True, help=N_("Do not ask"))
@option("--dry-run", is_flag=True, help=N_("Only say what it would bring"))
def command(file: Path, other: Path, yes: bool, dry_run: bool) -> None:
    """Take in a colleague's copy."""
    with looked_at(file) if dry_run else opened(file) as session:
        found = preview(session, other)
        _tell(found)
        if dry_run or not (found.acts or found.ballots):
            return
        if not yes:
            if not is_terminal():
                raise CliError(msg("Nothing was merged. Say --yes to merge without being asked."))
            if not click.confirm(_("Merge?"), default=True):
                raise click.Abort
        merge(session, other)
        say(_("Merged."))
        if found.new_conflicts:
            say(_("Look at the conflicts with: workshop settle FILE"))


def _tell(found: MergeSummary) -> None:
    if not (found.acts or found.ballots):
        say(_("There is nothing new in it."))
    if found.acts:
        say(ngettext("1 new act", "{n} new acts", found.acts).format(n=found.acts))
    for who, count in found.by.items():
        say(f"  {who or _('unknown')}: {count}")
    for text, count in (
        (_("records touched: {n}"), found.records),
        (_("records new: {n}"), found.added),
        (_("conflicts to settle: {n}"), found.new_conflicts),
        (_("conflicts settled there: {n}"), found.settled),
        (_("new work under something removed here: {n}"), found.late),
        (_("rows that cannot be read: {n}"), found.skipped),
    ):
        if count:
            say(f"  {text.format(n=count)}")
    if found.ballots:
        # How many slips a hidden round has is not said, here either.
        say(_("  slips of an open round come along"))
