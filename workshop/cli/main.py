"""``workshop``: the table of commands, and how errors become one line and an exit code."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from workshop import __version__, i18n
from workshop.cli.base import CliError, choices, group, option
from workshop.cli.misuse import explain
from workshop.cli.streams import echo, legible
from workshop.messages import N_, Message, msg

COMPLETE_VARIABLE = "_WORKSHOP_COMPLETE"
"""What the shell sets when it asks for completions."""


def _use_language(_context: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        i18n.use(value)


@group(
    name="",
    help=N_(
        "From the first question card to an employer strategy that is adopted and followed up. "
        "Begin with: workshop demo"
    ),
)
@option(
    "--lang", type=choices(i18n.LANGUAGES), callback=_use_language, expose_value=False,
    is_eager=True, help=N_("The language to speak"),
)  # fmt: skip
@option("--by", metavar="ROLE", help=N_("The name or role that stands on what you do"))
@option("--version", "-V", is_flag=True, help=N_("Show the version and exit."))
def cli(by: str | None, version: bool) -> None:
    """The whole program."""
    # ``by`` is read by the commands that do something; see ``opening.who``.
    del by, version


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, and return the exit code: 0 done, 1 not done, 2 not understood."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    _speak(typed)
    if wish := os.environ.get(COMPLETE_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "workshop", COMPLETE_VARIABLE, wish)
    if _names_no_command(typed):
        # What the README promises: alone, it opens the start of the folder one stands in.
        from workshop.cli.terminal import is_terminal

        typed.append("open" if is_terminal() else "--help")
    if typed[0] in ("--version", "-V"):
        echo(f"workshop {__version__}")
        return 0
    try:
        # An exit of click's own, such as after --help, comes back as a number.
        code = cli.main(typed, prog_name="workshop", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        _complain(error.message, label=False)
        return 2
    except click.UsageError as error:
        for line in explain(error):
            _complain(line)
        if error.ctx is not None:
            hint = i18n.gettext("Try '{command} {option}' for help.")
            _complain(hint.format(command=error.ctx.command_path, option="--help"), label=False)
        return 2
    except (click.Abort, KeyboardInterrupt, EOFError):
        _complain(i18n.gettext("Stopped. Nothing was changed."), label=False)
        return 1
    except _expected() as error:
        _complain(_explain(error))
        for more in getattr(error, "more", ()):
            _complain(i18n.current().message(more))
        return 1
    return code if isinstance(code, int) else 0


def _names_no_command(typed: Sequence[str]) -> bool:
    """Whether nothing was typed but how to speak and who one is."""
    valued = ("--lang", "--by")
    return all(
        word.startswith(("--lang=", "--by=")) or (word in valued and at + 1 < len(typed))
        or (at > 0 and typed[at - 1] in valued)
        for at, word in enumerate(typed)
    )  # fmt: skip


def _speak(typed: Sequence[str]) -> None:
    """Choose the language before anything is said."""
    language = ""
    for at, word in enumerate(typed):
        if not word.startswith("-") and (at == 0 or typed[at - 1] not in ("--lang", "--by")):
            break
        if word.startswith("--lang="):
            language = word.partition("=")[2]
        elif word == "--lang" and at + 1 < len(typed):
            language = typed[at + 1]
    if not language and not os.environ.get(i18n.LANGUAGE_VARIABLE):
        from workshop import paths

        try:
            language = paths.read_settings().language
        except paths.SettingsError:
            language = ""  # said when a command needs the settings
    i18n.use(language if language in i18n.LANGUAGES else i18n.best_language())
    i18n.gettext("Stopped. Nothing was changed.")  # reads the catalogue, and finds out
    for path in i18n.broken_catalogues():
        # In English: there are no other words.
        said = "The translations in {file} cannot be read, so this is in English. Install anew."
        _complain(said.format(file=path))


def _expected() -> tuple[type[Exception], ...]:
    """Errors that people can do something about. Anything else is a bug, and shown as one."""
    from workshop.changes import TextTooLongError
    from workshop.output import OutputError
    from workshop.session import SessionError
    from workshop.store import StoreError

    return (
        click.ClickException, StoreError, SessionError, OutputError, TextTooLongError, OSError,
    )  # fmt: skip


def _explain(error: Exception) -> str:
    from workshop.changes import TextTooLongError

    speak = i18n.current().message
    if isinstance(error, CliError):
        return speak(error.said)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, TextTooLongError):
        about = msg("The text is too long for one field ({size} bytes).", size=error.size)
        return speak(about)
    if isinstance(error, FileExistsError):
        where = error.filename or error
        return speak(msg("Something lies there already: {file}", file=where))
    if isinstance(error, OSError):
        return speak(_trouble_with_a_file(error))
    return speak(getattr(error, "message", msg("{reason}", reason=error)))


def _trouble_with_a_file(error: OSError) -> Message:
    """What a person can do about what the system said."""
    file = Path(str(error.filename or "."))
    if file.name.startswith("."):  # half-made, under a name that nobody chose
        file = file.parent
    if error.errno == errno.ENOSPC:
        return msg("The disk is full. Make room, then try again.")
    if error.errno == errno.EROFS:
        return msg("Nothing can be written in {file}. Choose another folder.", file=file)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return msg("There is no access to {file}.", file=file)
    return msg("{reason}: {file}", reason=error.strerror or error, file=file)


def _complain(text: str, *, label: bool = True) -> None:
    said = legible(text)
    echo(f"workshop: {said}" if label else said, err=True)
