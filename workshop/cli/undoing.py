"""``workshop undo`` and ``redo``: one act back, one act forward."""

from pathlib import Path

from workshop.changes import Act
from workshop.cli.base import command, file_argument
from workshop.cli.opening import opened
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.messages import N_, msg


@command(help=N_("Take back the last act done on this machine. Undo can itself be undone: redo."))
@file_argument
def undo(file: Path) -> None:
    """Take back the last act."""
    with opened(file) as session:
        _tell(session.undo(), _("Taken back: {what}"), _("There is nothing to take back."))


@command(help=N_("Do again what was last taken back."))
@file_argument
def redo(file: Path) -> None:
    """Do again what was taken back."""
    with opened(file) as session:
        _tell(session.redo(), _("Done again: {what}"), _("There is nothing to do again."))


def _tell(act: Act | None, done: str, nothing: str) -> None:
    say(done.format(what=in_words(msg(act.what))) if act is not None else nothing)
