"""``workshop open`` and ``demo``: into the terminal."""

import os
from pathlib import Path

import click

from workshop import i18n
from workshop.cli.base import CliError, argument, command, option
from workshop.cli.opening import who
from workshop.cli.terminal import is_dumb, is_terminal, quoted, say
from workshop.i18n import gettext as _
from workshop.messages import N_, msg


@command(
    name="open",
    help=N_("Open a file in the terminal. Without a file: new, open, example and library."),
)
@argument("file", required=False, type=click.Path(path_type=Path), help=N_("The .workshop file"))
def open_command(file: Path | None) -> None:
    """Open a file in the terminal."""
    _need_a_screen()
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
    if is_terminal() and not plain and not is_dumb():
        _run(path)
        return
    from workshop.cli.walk import walk

    walk(path, out or path.parent / _("documents"))
    say("", _("The example lies at {file}").format(file=path))


def _need_a_screen() -> None:
    if not is_terminal():
        raise CliError(msg("This needs a terminal. For words only: workshop status FILE"))
    if is_dumb():
        raise CliError(
            msg(
                "This terminal cannot show a screen (TERM={term}). "
                "For words only: workshop status FILE",
                term=os.environ["TERM"],
            )
        )


def _run(file: Path | None) -> None:
    """Hand over to the screens."""
    # Late: the command line must not wait for them.
    from workshop.tui.app import WorkshopApp

    language = i18n.current().language
    app = WorkshopApp(file, by=who(), language=language)
    try:
        app.run()
    except Exception as error:  # noqa: BLE001 - Textual itself has failed, before or after us
        app.failed(error)
    for words in app.last_words:
        say(words, err=True)
    if app.rescued is not None:
        say(msg("Open it again: workshop open {file}", file=quoted(app.rescued)), err=True)
    click.get_current_context().exit(app.exit_code)
