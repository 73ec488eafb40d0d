"""Documents that a command writes: through the door, and what to do when something lies there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from workshop import output
from workshop.cli.base import CliError, option
from workshop.cli.terminal import in_words, quoted, say
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.output import Goal, Written


def over_option(function: Any) -> Any:
    """``--yes``: what lies there may go."""
    return option(
        "--yes", "over", is_flag=True,
        help=N_("Write over what lies there, also when it was changed or is not ours"),
    )(function)  # fmt: skip


def write_documents(goals: Sequence[Goal], origin: str, *, over: bool) -> list[Path]:
    """Write documents that belong together, and return where they are, as absolute paths.

    Args:
        goals: What and where to.
        origin: What they are written from, such as the id of the project.
        over: What lies there may go.

    Raises:
        CliError: something that may not be written over lies there; nothing was written.
        OutputError: one could not be written.
    """
    try:
        written = output.write_all(goals, origin, over=over)
    except output.OccupiedError as error:
        raise refused(error) from error
    tell(written)
    return [one.path for one in written]


def tell(written: Sequence[Written]) -> None:
    """Say what a person should know about what was written, each thing once."""
    for notice in dict.fromkeys(in_words(notice) for one in written for notice in one.notices):
        say(notice, err=True)


def refused(error: output.OccupiedError) -> CliError:
    """Say what lies there, and return what to do about it."""
    for there in error.occupied:
        say(there.message, err=True)
    first = error.occupied[0]
    free = quoted(first.free)
    if not all(there.may_be_replaced for there in error.occupied):
        return CliError(msg("Nothing was written. Choose another name, such as {name}", name=free))
    if any(there.kind == "link" for there in error.occupied):
        return CliError(
            msg("Nothing was written. Name the file it leads to, or choose another name, such as "
                "{name}, or say --yes to put the document in the place of the link.", name=free)
        )  # fmt: skip
    return CliError(
        msg("Nothing was written. Choose another name, such as {name}, or say --yes to write over "
            "what lies there.", name=free)
    )  # fmt: skip


def as_file(out: str, suffixes: Sequence[str]) -> Path | None:
    """The file that an output names, or None when it names a folder.

    A name that ends like a document is a file, unless a folder of that name is there.
    """
    path = Path(out)
    named = path.suffix.lower() in suffixes and not path.is_dir()
    return path if named and not out.endswith(("/", "\\")) else None


def needs_a_place() -> click.UsageError:
    """A PDF cannot be printed to a pipe."""
    return click.UsageError(_("A PDF needs a place to stand: leave out “--out -”."))
