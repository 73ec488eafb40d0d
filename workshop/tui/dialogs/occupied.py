"""The question when something lies where a document is to be written."""

from collections.abc import Sequence
from pathlib import Path

from workshop import i18n
from workshop.i18n import gettext as _
from workshop.output import Occupied
from workshop.tui.dialogs.simple import ChoiceDialog
from workshop.tui.text import one_line

FREE, OVER, LEAVE = "free", "over", "leave"


def question(occupied: Sequence[Occupied]) -> ChoiceDialog:
    """Ask what is to be done; another name is proposed first, so that Enter harms nobody.

    Answers with ``FREE``, ``OVER``, ``LEAVE``, or None when given up.
    """
    names = ", ".join(one_line(there.free.name, 80) for there in occupied)
    if occupied[0].kind == "folder-link":
        names = one_line(str(occupied[0].free.parent), 80)
    choices = [(FREE, _("Write under another name: {name}").replace("{name}", names))]
    if all(there.may_be_replaced for there in occupied):
        choices.append((OVER, _("Write over what lies there")))
    choices.append((LEAVE, _("Write nothing")))
    say = i18n.current().message
    note = "\n".join(one_line(say(there.message), 300) for there in occupied)
    return ChoiceDialog(_("Something lies there already"), choices, note=note)


def under_free_names(path: Path, occupied: Sequence[Occupied]) -> Path:
    """Where a document is to go when those that are occupied get another name."""
    full = path.absolute()
    return next((there.free for there in occupied if there.path == full), path)
