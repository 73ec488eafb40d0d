"""``workshop open`` and ``demo``: into the terminal."""

from pathlib import Path

import click

from workshop import i18n
from workshop.cli.base import CliError, argument, command, option
from workshop.cli.opening import who
from workshop.cli.terminal import is_terminal, say
from workshop.i18n import gettext as _
from workshop.messages import N_, msg


@command(
    name="open",
    help=N_("Open a file in the terminal. Without a file: new, open, example and library."),
)
@argument("file", required=False, type=click.Path(path_type=Path), help=N_("The .workshop file"))
def open_command(file: Path | None) -> None:
    """Open a file in the terminal."""
    if not is_terminal():
        raise CliError(msg("This needs a terminal. For words only: workshop status FILE"))
    if file is not None and not file.exists():
        raise CliError(msg("There is no file {file}. Make one with: workshop new", file=file))
    _run(file)


@command(
    help=N_(
        "Look at the worked example, Fjordvik kommune, in a copy of your own. What you change in "
        "it is kept. Without a terminal, walk through it in words and write its documents."
    ),
)
@option("--fresh", is_flag=True, help=N_("A new copy; the old one is kept beside it"))
@option("--plain", is_flag=True, help=N_("In words, even where there is a terminal"))
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False),
    help=N_("Where documents are written, when walking through it in words"),
)  # fmt: skip
def demo(fresh: bool, plain: bool, out: Path | None) -> None:
    """Look at the worked example."""
    from workshop.example import open_example

    path = open_example(fresh=fresh)
    if is_terminal() and not plain:
        _run(path)
        return
    from workshop.cli.walk import walk

    walk(path, out or path.parent / _("documents"))
    say("", _("The example lies at {file}").format(file=path))


def _run(file: Path | None) -> None:
    """Hand over to the screens."""
    # Late: the command line must not wait for them.
    from workshop.tui.app import WorkshopApp

    language = i18n.current().language
    code = WorkshopApp(file, by=who(), language=language).run()
    click.get_current_context().exit(code or 0)
