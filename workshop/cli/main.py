"""``workshop``: the table of commands, and how errors become one line and an exit code."""

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from workshop import __version__, i18n
from workshop.cli.base import CliError, Later, group, option
from workshop.messages import N_, Message, msg

COMPLETE_VARIABLE = "_WORKSHOP_COMPLETE"
"""What the shell sets when it asks for completions."""

_FILES = N_("Files")
_LOOK = N_("Look")
_ROOM = N_("In the room")
_WRITE = N_("Write")
_LIBRARY = N_("Library")

COMMANDS = {
    "new": Later("workshop.cli.new", N_("Make a new strategy work"), _FILES),
    "open": Later("workshop.cli.opens:open_command", N_("Open a file in the terminal"), _FILES),
    "demo": Later("workshop.cli.opens:demo", N_("Look at the worked example"), _FILES),
    "merge": Later("workshop.cli.merging", N_("Take in a colleague's copy"), _FILES),
    "import": Later("workshop.cli.importing", N_("Take in a strategy from YAML"), _FILES),
    "export": Later("workshop.cli.export", N_("Write documents"), _FILES),
    "recover": Later("workshop.cli.recovering", N_("Rescue a damaged file"), _FILES),
    "forget": Later("workshop.cli.forgetting", N_("Remove a text for good"), _FILES),
    "handover": Later(
        "workshop.cli.handover", N_("Give a file to its owner, keep nothing"), _FILES
    ),
    "status": Later("workshop.cli.status", N_("How far it has come, and what is next"), _LOOK),
    "check": Later("workshop.cli.check:check_command", N_("What the reviewer objects to"), _LOOK),
    "show": Later("workshop.cli.show", N_("What is in the file, with ids"), _LOOK),
    "timeline": Later(
        "workshop.cli.timeline:timeline", N_("The plan counted back from the council"), _LOOK
    ),
    "thread": Later("workshop.cli.thread", N_("Who said this?"), _LOOK),
    "log": Later("workshop.cli.log", N_("Who changed what, and when"), _LOOK),
    "draw": Later("workshop.cli.cards:draw", N_("Put a card on the table"), _ROOM),
    "card": Later("workshop.cli.card:card", N_("Correct a drawn card, and pass it on"), _ROOM),
    "answer": Later("workshop.cli.cards:answer", N_("Take in what tables say"), _ROOM),
    "topic": Later("workshop.cli.topic", N_("Merge, choose and leave topics"), _ROOM),
    "round": Later("workshop.cli.round", N_("Prioritise in hidden rounds"), _ROOM),
    "follow": Later("workshop.cli.process:follow", N_("Choose the process to follow"), _ROOM),
    "plan": Later("workshop.cli.planning:plan", N_("Change the plan that is followed"), _ROOM),
    "start": Later("workshop.cli.process:start", N_("Start an activity"), _ROOM),
    "tick": Later("workshop.cli.process:tick", N_("Mark an activity or a phase as done"), _ROOM),
    "skip": Later("workshop.cli.process:skip", N_("Step over, with a reason"), _ROOM),
    "back": Later("workshop.cli.process:back", N_("Open a step again"), _ROOM),
    "print": Later(
        "workshop.cli.printing_gathering:print_gathering", N_("Paper for a gathering"), _ROOM
    ),
    "add": Later("workshop.cli.edit:add", N_("Add a goal, a measure, a table …"), _WRITE),
    "meeting": Later(
        "workshop.cli.timeline:meeting", N_("The bodies’ meetings and closed weeks"), _WRITE
    ),
    "edit": Later("workshop.cli.edit:edit", N_("Change fields of a record"), _WRITE),
    "move": Later("workshop.cli.edit:move", N_("Move a record"), _WRITE),
    "remove": Later("workshop.cli.edit:remove", N_("Take records off the screen"), _WRITE),
    "restore": Later("workshop.cli.edit:restore", N_("Bring removed records back"), _WRITE),
    "undo": Later("workshop.cli.undoing:undo", N_("Take back the last act"), _WRITE),
    "redo": Later("workshop.cli.undoing:redo", N_("Do again what was taken back"), _WRITE),
    "settle": Later("workshop.cli.settling:settle", N_("Settle a conflict"), _WRITE),
    "leave": Later(
        "workshop.cli.settling:leave", N_("Leave a finding standing, with a reason"), _WRITE
    ),
    "deck": Later("workshop.cli.library:deck", N_("Decks of cards"), _LIBRARY),
    "process": Later("workshop.cli.library:process", N_("Processes to follow"), _LIBRARY),
    "glossary": Later("workshop.cli.glossary:glossary", N_("What the words mean"), _LIBRARY),
    "completion": Later("workshop.cli.completion", N_("Let the shell complete"), _LIBRARY),
}

_CLICK_SPEAKS = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
CLICK_SAYS = (
    N_("Usage:"), N_("Show this message and exit."), N_("Missing command."),
    N_("Missing argument"), N_("Missing option"), N_("Missing parameter"),
    N_("No such command {name!r}."), N_("No such option {name!r}."),
    N_("Invalid value for {param_hint}: {message}"), N_("Invalid value: {message}"),
    N_("Try '{command} {option}' for help."), N_("Choose from:\n\t{choices}"),
    N_("Option {name!r} does not take a value."), N_("required"),
    N_("{value!r} is not a valid {number_type}."), N_("default: {default}"),
)  # fmt: skip
"""What click says of its own accord, so that it is translated with the rest."""


def _use_language(_context: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        i18n.use(value)


@group(
    name="workshop",
    later=COMMANDS,
    help=N_(
        "From the first question card to an employer strategy that is adopted and followed up. "
        "Begin with: workshop demo"
    ),
)
@option(
    "--lang", type=click.Choice(i18n.LANGUAGES), callback=_use_language, expose_value=False,
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
        click.echo(f"workshop {__version__}")
        return 0
    try:
        # An exit of click's own, such as after --help, comes back as a number.
        code = cli.main(typed, prog_name="workshop", standalone_mode=False)
    except click.UsageError as error:
        _complain(error.format_message())
        if error.ctx is not None:
            hint = i18n.gettext("Try '{command} {option}' for help.")
            _complain(hint.format(command=error.ctx.command_path, option="--help"), label=False)
        return 2
    except (click.Abort, KeyboardInterrupt, EOFError):
        _complain(i18n.gettext("Stopped. Nothing was changed."), label=False)
        return 1
    except _expected() as error:
        _complain(_explain(error))
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
    """Choose the language before anything is said, and let click speak it too."""
    for name in _CLICK_SPEAKS:
        # Its texts go through the gettext of the standard library, which knows no catalogue of
        # ours and goes by the environment alone.
        module = importlib.import_module(f"click.{name}")
        module._ = i18n.gettext  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = i18n.ngettext  # type: ignore[attr-defined]
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
    if language in i18n.LANGUAGES:
        i18n.use(language)
    else:
        i18n.use(i18n.best_language())


def _expected() -> tuple[type[Exception], ...]:
    """Errors that people can do something about. Anything else is a bug, and shown as one."""
    from workshop.changes import TextTooLongError
    from workshop.session import SessionError
    from workshop.store import StoreError

    return (click.ClickException, StoreError, SessionError, TextTooLongError, OSError)


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
    from workshop.documents.text import visible

    said = visible(text)
    click.echo(f"workshop: {said}" if label else said, err=True)
