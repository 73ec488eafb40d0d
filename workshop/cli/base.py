"""Commands whose help is said in the screen's language, and groups that load them late.

Help texts are written in English where a command is made, and translated when they are shown,
because the language is known only after ``--lang`` has been read.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from workshop.i18n import gettext as _
from workshop.messages import N_, Message


class CliError(click.ClickException):
    """Something that cannot be done, said in one line. The exit code is 1."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.said = message


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help."""
        english, self.help = self.help, _(self.help or "")
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = english


class Argument(click.Argument):
    """An argument, with a line of help of its own."""

    def __init__(self, *names: Any, help: str = "", **settings: Any) -> None:  # noqa: A002
        super().__init__(*names, **settings)
        self.about = help

    def row(self, ctx: click.Context) -> tuple[str, str] | None:
        """The argument and its help, if it has any."""
        return (self.make_metavar(ctx), _(self.about)) if self.about else None


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, and its arguments."""
        english, self.help = self.help, _(self.help or "")
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = english

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments first, then options."""
        arguments = [
            record
            for param in self.get_params(ctx)
            if isinstance(param, Argument) and (record := param.row(ctx))
        ]
        if arguments:
            with formatter.section(_("Arguments")):
                formatter.write_dl(arguments)
        options = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument) and (record := param.get_help_record(ctx))
        ]
        if options:
            with formatter.section(_("Options")):
                formatter.write_dl(options)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: newer versions of click would list the arguments once more."""


class Later(NamedTuple):
    """A command that is loaded when it is used."""

    module: str
    """The module it lies in; the command is called ``command`` or as named after a colon."""
    about: str
    """What stands beside it in the list: a message id."""
    section: str = ""
    """What it is listed under: a message id."""


class Group(Command, click.Group):
    """A group that knows what its commands are for without loading them."""

    command_class = Command

    def __init__(self, *args: Any, later: Mapping[str, Later] | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.later = dict(later or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return [*self.later, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name, loaded now."""
        found = self.later.get(cmd_name)
        if found is None:
            return super().get_command(ctx, cmd_name)
        module, _colon, name = found.module.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name or "command")
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands by section."""
        Command.format_options(self, ctx, formatter)
        sections: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            late = self.later.get(name)
            section = (late.section if late else "") or N_("Commands")
            about = _(late.about) if late else _(self.commands[name].help or "")
            sections.setdefault(section, []).append((name, _first_sentence(about)))
        longest = max((len(name) for rows in sections.values() for name, _about in rows), default=0)
        for section, rows in sections.items():
            with formatter.section(_(section)):
                # One width for all sections, so that they read as one list.
                formatter.write_dl([(name.ljust(longest), about) for name, about in rows])


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].removesuffix(".")


def command(*, help: str, name: str | None = None) -> Callable[[Any], click.Command]:  # noqa: A002
    """Make a function a command. ``help`` is a message id; so it is marked where it is written."""
    return click.command(name, cls=Command, help=help)


def group(
    *,
    help: str,  # noqa: A002
    name: str,
    later: Mapping[str, Later] | None = None,
) -> Callable[[Any], Group]:
    """Make a function a group of commands, of which some may be loaded late."""

    def made(function: Any) -> Group:
        found = click.group(name, cls=Group, help=help, later=later)(function)
        assert isinstance(found, Group)
        return found

    return made


def option(*names: str, help: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: A002
    """An option; ``help`` is a message id."""
    return click.option(*names, cls=Option, help=help, **settings)


def argument(*names: str, help: str = "", **settings: Any) -> Callable[[Any], Any]:  # noqa: A002
    """An argument; ``help`` is a message id."""
    return click.argument(*names, cls=Argument, help=help, **settings)


def file_argument(function: Any) -> Any:
    """The workshop file, first argument of most commands."""
    import pathlib

    path = click.Path(path_type=pathlib.Path)
    return argument("file", type=path, help=N_("The .workshop file"))(function)


def json_option(function: Any) -> Any:
    """``--json``: the same for machines."""
    about = N_("Print JSON, for other programs")
    return option("--json", "as_json", is_flag=True, help=about)(function)


def choices(values: Sequence[str]) -> click.Choice[str]:
    """A choice among words."""
    return click.Choice(list(values), case_sensitive=False)
