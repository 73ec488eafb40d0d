"""``workshop handover``: a client's workshop is given to the client, and not kept."""

from pathlib import Path

import click

from workshop.cli.base import CliError, file_argument, option
from workshop.cli.base import command as new_command
from workshop.cli.terminal import is_terminal, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.session import handing_over
from workshop.session.handing_over import HandedOver, Handover


@new_command(
    name="handover",
    help=N_(
        "Give a workshop to its owner and keep nothing: the file is copied out and read back "
        "whole, and then it, its backups and its traces here are deleted. Asks first."
    ),
)
@file_argument
@option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, metavar="FOLDER",
    help=N_("Where the file goes, such as a memory stick or a shared folder"),
)  # fmt: skip
@option("--yes", is_flag=True, help=N_("Do not ask"))
def command(file: Path, folder: Path, yes: bool) -> None:
    """Give a workshop to its owner and keep nothing."""
    plan = handing_over.prepare(file, folder)
    documents = handing_over.written_documents(file)
    _tell(plan)
    if not yes:
        if not is_terminal():
            raise CliError(msg("Nothing was copied or deleted. Say --yes to do it unasked."))
        if not click.confirm(_("Copy it out, and delete it here?"), default=False):
            raise click.Abort
    done = handing_over.hand_over(plan)
    _report(plan, done, documents)
    if done.remaining:
        click.get_current_context().exit(1)


def _tell(plan: Handover) -> None:
    say(_("The file goes to: {file}").format(file=plan.target))
    if plan.drafts:
        text = ngettext(
            "1 text that was being typed, and not taken in, goes along.",
            "{n} texts that were being typed, and not taken in, go along.",
            plan.drafts,
        )
        say(text.format(n=plan.drafts))
    say(_("Here, when the copy has been read back whole, this is deleted:"))
    say(*(f"  {path}" for path in plan.deletes))


def _report(plan: Handover, done: HandedOver, documents: list[Path]) -> None:
    read = ngettext(
        "The copy was read back: 1 act, the same as here.",
        "The copy was read back: {n} acts, the same as here.",
        done.acts,
    )
    say("", read.format(n=done.acts), _("Deleted here:"))
    say(*(f"  {path}" for path in done.deleted))
    if done.remaining:
        say(_("This could not be deleted. Delete it yourself:"), err=True)
        say(*(f"  {path}: {reason}" for path, reason in done.remaining), err=True)
    if plan.copies:
        say(_("Other copies of the same workshop lie in the folder and were not deleted:"))
        say(*(f"  {path}" for path in plan.copies))
    if documents:
        say(_("Documents written by this program lie in the folder and were not deleted:"))
        say(*(f"  {path}" for path in documents))
    if plan.names > 0:
        say(_("The file has other names on this disk, and what lies under them was not deleted."))
    say(
        "",
        _(
            "Out of reach from here: copies in e-mail and on other machines, earlier versions in "
            "a synced folder, the machine's own backups, printed paper, and what a disk keeps of "
            "deleted files. A window that has the file open on another machine is not seen "
            "either."
        ),
    )
