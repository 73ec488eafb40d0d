"""Commands whose help is said in the screen's language, and groups that load them late.

Help texts are written in English where a command is made, and translated when they are shown,
because the language is known only after ``--lang`` has been read.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

import click

from workshop.cli.commands import COMMANDS, Later, inside
from workshop.cli.errors import CliError
from workshop.cli.misuse import Misuse
from workshop.cli.streams import echo, typed_text
from workshop.cli.typed import choices, metavar_of, number, translated_metavar
from workshop.i18n import gettext as _
from workshop.messages import N_

__all__ = [
    "Argument", "CliError", "Command", "Group", "Option", "argument", "choices", "command",
    "file_argument", "group", "json_option", "number", "option",
]  # fmt: skip


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option, its help, and what it is when it is left out."""
        found = super().get_help_record(ctx)
        if found is None:
            return None
        about = _(self.help or "")
        if self.show_default and self.default not in (None, ""):
            about += "  [" + _("otherwise: {default}").format(default=self.default) + "]"
        return found[0], about

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's form
        """What stands for its value."""
        return metavar_of(self)

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Read it; what is wrong with it is told with the rest."""
        return _gather(super().handle_parse_result, ctx, opts, args)

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """The value, in letters whatever the encoding it was typed in."""
        return _in_letters(self, super().type_cast_value(ctx, value))


class Argument(click.Argument):
    """An argument, with a line of help of its own."""

    def __init__(self, *names: Any, help: str = "", **settings: Any) -> None:  # noqa: A002
        super().__init__(*names, **settings)
        self.about = help

    def row(self, ctx: click.Context) -> tuple[str, str] | None:
        """The argument and its help, if it has any."""
        return (self.make_metavar(ctx), _(self.about)) if self.about else None

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's form
        """What stands for it."""
        return metavar_of(self)

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Read it; what is wrong with it is told with the rest."""
        return _gather(super().handle_parse_result, ctx, opts, args)

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """The value, in letters whatever the encoding it was typed in."""
        return _in_letters(self, super().type_cast_value(ctx, value))


def _in_letters(param: click.Parameter, value: Any) -> Any:
    """Texts in letters. Names of files stay the bytes that they are."""
    if isinstance(value, tuple | list):
        return type(value)(_in_letters(param, one) for one in value)
    if isinstance(value, str) and not isinstance(param.type, click.Path):
        return typed_text(value)
    return value


_WRONG = "workshop.wrong"


def _gather(
    read: Callable[..., tuple[Any, list[str]]],
    ctx: click.Context,
    opts: Mapping[str, Any],
    args: list[str],
) -> tuple[Any, list[str]]:
    try:
        return read(ctx, opts, args)
    except click.UsageError as error:
        ctx.meta.setdefault(_WRONG, []).append(error)
        return None, args


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    """Print help the way everything else is printed, in letters that the terminal has."""
    if wanted and not ctx.resilient_parsing:
        echo(ctx.get_help())
        ctx.exit()


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed.

        Raises:
            Misuse: everything that is wrong with it.
        """
        wrong: list[click.UsageError] = []
        is_group = isinstance(self, click.Group)
        if not is_group:
            ctx.allow_extra_args = True  # said below, with the rest
        before = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            raise Misuse([error, *_more_unknown(self, error, before)], ctx) from None
        wrong += ctx.meta.pop(_WRONG, [])
        if rest and not is_group:
            wrong.append(
                click.UsageError(_("Not understood: {words}").format(words=" ".join(rest)))
            )
        if wrong and not ctx.resilient_parsing:
            raise Misuse(wrong, ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, told of in the screen's language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this message and exit.")
            found.callback = _show_help
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What may be typed after the command's name."""
        pieces = super().collect_usage_pieces(ctx)
        return [translated_metavar(one.replace("...", "…")) for one in pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")

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


def _more_unknown(
    command: click.Command, first: click.NoSuchOption, args: list[str]
) -> Iterator[click.NoSuchOption]:
    """The other options that do not exist, so that they are not found one by one."""
    error: click.NoSuchOption | None = first
    while error is not None:
        name = error.option_name
        args = [one for one in args if one != name and not one.startswith(f"{name}=")]
        probe = click.Context(command)
        error = None
        try:
            command.make_parser(probe).parse_args(list(args))
        except click.NoSuchOption as another:
            if another.option_name == name:
                return
            error = another
            yield another
        except click.UsageError:
            return


class LateCommands(MutableMapping[str, click.Command]):
    """The commands of a group, which are known by name before they are loaded.

    click looks here for everything: what to run, what to complete, what was meant.
    """

    def __init__(self, group: str) -> None:
        self._group = group
        self._more: dict[str, click.Command] = {}

    def late(self, name: str) -> Later | None:
        """What the table says of a command."""
        return COMMANDS.get(f"{self._group} {name}".strip())

    def __getitem__(self, name: str) -> click.Command:
        if name in self._more:
            return self._more[name]
        late = self.late(name)
        if late is None:
            raise KeyError(name)
        module, _colon, attribute = late.module.partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute or "command")
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._more or (isinstance(name, str) and self.late(name) is not None)

    def __iter__(self) -> Iterator[str]:
        yield from inside(self._group)
        yield from self._more

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._more[name] = command

    def __delitem__(self, name: str) -> None:
        del self._more[name]


class Group(Command, click.Group):
    """A group whose commands stand in the table."""

    command_class = Command

    def __init__(self, *args: Any, path: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.commands: LateCommands = LateCommands(path)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """The names, in the order of the table."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands by section."""
        Command.format_options(self, ctx, formatter)
        sections: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            late = self.commands.late(name)
            section = (late.section if late else "") or N_("Commands")
            about = (late.about if late else "") or self.commands[name].help or ""
            sections.setdefault(section, []).append((name, _first_sentence(_(about))))
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


def group(*, help: str, name: str) -> Callable[[Any], Group]:  # noqa: A002
    """Make a function a group of commands: those that the table has under its name.

    Args:
        help: What it is for: a message id.
        name: What is typed before its commands: ``deck``, ``deck card``; nothing for the program.
    """

    def made(function: Any) -> Group:
        called = name.rpartition(" ")[2] or "workshop"
        found = click.group(called, cls=Group, help=help, path=name)(function)
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
