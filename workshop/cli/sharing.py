"""What the commands that share decks and processes have in common."""

import contextlib
from collections.abc import Iterable, Iterator

from workshop.cli.base import CliError
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.workbench.own_files import SharingError
from workshop.yamlio import Problem

_LISTED = 50


@contextlib.contextmanager
def said() -> Iterator[None]:
    """Say what stands in the way of sharing, with every problem on a line of its own."""
    try:
        yield
    except SharingError as error:
        say_problems(error.problems)
        raise CliError(error.message) from error


def say_problems(problems: Iterable[Problem]) -> None:
    """Problems as compilers print them, the first many of them."""
    found = list(problems)
    for problem in found[:_LISTED]:
        where = f"{problem.file}:{problem.line}:{problem.column}"
        kind = f"{_('warning')}: " if problem.severity == "warning" else ""
        say(f"{where}: {kind}{in_words(problem.message)}", err=True)
    if len(found) > _LISTED:
        say(_("… and {n} more").format(n=len(found) - _LISTED), err=True)
