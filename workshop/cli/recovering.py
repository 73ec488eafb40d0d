"""``workshop recover``: what can be read of a damaged file, into a new one."""

from pathlib import Path

import click

from workshop.cli.base import command as new_command
from workshop.cli.base import file_argument, option
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_
from workshop.session.rescuing import beside, recover


@new_command(
    name="recover",
    help=N_(
        "Rescue what can be read of a damaged file and of its backups into a new file. The "
        "damaged one is not touched."
    ),
)
@file_argument
@option(
    "--to", type=click.Path(path_type=Path), metavar="NEW",
    help=N_("The new file; otherwise one beside the old"),
)  # fmt: skip
def command(file: Path, to: Path | None) -> None:
    """Rescue a damaged file."""
    target = to or beside(file, _("recovered"))
    rescue = recover(file, target)
    said = ngettext("1 act rescued into {file}", "{n} acts rescued into {file}", len(rescue.rows))
    say(said.format(n=len(rescue.rows), file=target), *map(in_words, rescue.report))
