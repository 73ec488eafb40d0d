"""What was wrong with how a command was typed, in the program's own words and language.

The command-line library has English sentences of its own for this. None of them reaches a reader:
each kind of mistake is said here.
"""

from collections.abc import Iterable, Iterator, Sequence

import click

from workshop.cli.commands import ending
from workshop.cli.typed import Words, metavar_of
from workshop.i18n import gettext as _
from workshop.i18n import ngettext

_SUGGESTED = 4


class Misuse(click.UsageError):
    """Everything that was wrong with a command, told at once."""

    def __init__(self, errors: Sequence[click.UsageError], ctx: click.Context) -> None:
        super().__init__("\n".join(line for error in errors for line in explain(error)), ctx)
        self.errors = errors


def explain(error: click.UsageError) -> list[str]:
    """What was wrong, a line for each thing.

    Args:
        error: from the command-line library, or one of ours, which is in words already.
    """
    if isinstance(error, Misuse):
        return [line for one in error.errors for line in explain(one)]
    if isinstance(error, click.exceptions.NoSuchCommand):
        return [_no_command(error)]
    if isinstance(error, click.NoSuchOption):
        said = _("There is no option {name} here.").format(name=error.option_name)
        meant = _meant(error.possibilities or ())
        # Who types a text that begins with a dash has not meant an option at all.
        return [said + (meant or " " + _("A text that begins with - is typed after --"))]
    if isinstance(error, click.MissingParameter):
        return [_missing(error)]
    if isinstance(error, click.BadOptionUsage):
        return [_option(error)]
    if isinstance(error, click.BadParameter):
        return [_value(error)]
    return [error.message]


def _no_command(error: click.exceptions.NoSuchCommand) -> str:
    group = error.ctx.command_path.partition(" ")[2] if error.ctx is not None else ""
    near = [f"{group} {name}".strip() for name in error.possibilities or ()]
    # Those of the same name in other groups come first: the group is easily forgotten.
    same = ending(error.command_name)
    near = [*same, *(path for path in near if path not in same)]
    said = _("There is no command “{name}”.").format(name=f"{group} {error.command_name}".strip())
    return said + _meant(near)


def _meant(near: Iterable[str]) -> str:
    some = [_("“{name}”").format(name=one) for one in near][:_SUGGESTED]
    return " " + _("Did you mean {some}?").format(some=in_a_row(some)) if some else ""


def in_a_row(names: Sequence[str]) -> str:
    """*a, b or c*."""
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    return _("{first} or {last}").format(first=first, last=last)


def _missing(error: click.MissingParameter) -> str:
    if error.param is None:
        return _("Something is missing.")
    said = _("{name} is missing").format(name=_called(error.param))
    about = getattr(error.param, "about", "") or getattr(error.param, "help", "")
    told = [f"{said}: {_(about)}." if about else f"{said}."]
    if isinstance(error.param.type, click.Choice):
        told.append(_one_of(error.param.type))
    return " ".join(told)


def _one_of(kind: "click.Choice[str]") -> str:
    names = kind.shown() if isinstance(kind, Words) else [str(one) for one in kind.choices]
    return _("It is one of: {some}.").format(some=", ".join(names))


def _option(error: click.BadOptionUsage) -> str:
    params: Iterator[click.Parameter] = iter(error.ctx.command.params if error.ctx else ())
    found = next((one for one in params if error.option_name in one.opts), None)
    if isinstance(found, click.Option) and found.is_flag:
        return _("{name} takes no value.").format(name=error.option_name)
    count = found.nargs if found is not None else 1
    said = ngettext("{name} needs a value after it.", "{name} needs {n} values after it.", count)
    return said.format(name=error.option_name, n=count)


def _value(error: click.BadParameter) -> str:
    if error.param is None:
        return error.message
    name = _called(error.param)
    if isinstance(error.param.type, click.Path):
        return _("{name}: this is not the kind of file or folder that is meant.").format(name=name)
    return f"{name}: {error.message}"


def _called(param: click.Parameter) -> str:
    """What a parameter is called where it is typed."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return metavar_of(param).strip("[]…")
