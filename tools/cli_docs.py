"""``docs/cli.md``: every command with its arguments and options, from the help itself."""

from collections.abc import Iterator

import click

from workshop.cli.base import Argument, Group
from workshop.cli.commands import COMMANDS, inside
from workshop.cli.main import cli

_TOP = """# The command line

Everything that can be done on the screens can be done here too, so that it can be scripted. Made
by `python tools/generated.py --write`; `workshop COMMAND --help` says the same in bokmål, nynorsk
or English.

- Records are named by their id, by its beginning, or by its end: `measure:4f0c2`, `measure:4f`,
  `4f`. `workshop show FILE` lists them. `workshop`, `introduction` and `followup` have names.
- The exit code is 0 when it is done, 1 when it could not be done or something is wrong with what
  was checked, and 2 when the command was not understood. Errors are one line on stderr.
- Output to a pipe is plain and stable; `--json` is for programs.
- Where the room is heard, a line is `3 what they said #tag`: table 3. `3 2>4` rates a scale card.

An evening from the shell:

```sh
workshop new ours.workshop --organisation "Fjordvik kommune" --process halvdag --tables 3
workshop draw ours.workshop start
workshop answer ours.workshop "1 deltid er en vane #heltid" "3 vi finner ikke folk"
workshop add ours.workshop topic "Hele stillinger" answers=ID,ID
workshop round open ours.workshop && workshop round slip ours.workshop < slips.txt
workshop round close ours.workshop
workshop add ours.workshop area "Heltid" topics=ID
workshop add ours.workshop goal "Heltid er det vanlige" --under area
workshop add ours.workshop measure "Lyse ut hele stillinger" --under goal owner=Personalsjef
workshop check ours.workshop
workshop export ours.workshop --document meeting-note --format html
```
"""


def markdown() -> str:
    """The whole page."""
    lines = [_TOP, "## Options of all commands", "", *_parameters(cli), ""]
    section = ""
    for path, late in COMMANDS.items():
        if " " in path:
            continue  # told of after the group it belongs to
        if late.section != section:
            section = late.section
            lines += [f"## {section}", ""]
        lines += _command(path, cli.commands[path], "###")
    return "\n".join(lines).rstrip() + "\n"


def _command(path: str, command: click.Command, heading: str) -> Iterator[str]:
    """A command; a group with all that is in it, however deep."""
    yield from (f"{heading} workshop {path}", "", command.help or "", "")
    if isinstance(command, Group):
        for name in inside(path):
            yield from _command(f"{path} {name}", command.commands[name], "####")
        return
    yield from (f"    workshop {path} {_usage(command)}".rstrip(), "")
    rows = list(_parameters(command))
    yield from [*rows, ""] if rows else []


def _usage(command: click.Command) -> str:
    """The arguments, and that there are options."""
    named = [_argument(one) for one in command.params if isinstance(one, Argument)]
    options = any(isinstance(one, click.Option) for one in command.params)
    return " ".join([*named, *(["[OPTIONS]"] if options else [])])


def _argument(one: Argument) -> str:
    if one.metavar:
        return one.metavar
    name = (one.name or "").upper()
    return name if one.required else f"[{name}]"


def _parameters(command: click.Command) -> Iterator[str]:
    for one in command.params:
        if isinstance(one, Argument) and one.about:
            yield f"- `{_argument(one)}` – {one.about}{_choices(one)}"
    for one in command.params:
        if isinstance(one, click.Option):
            names = ", ".join(f"`{name}`" for name in one.opts)
            value = "" if one.is_flag else f" `{one.metavar or _kind(one)}`"
            yield f"- {names}{value} – {one.help}{_choices(one)}"


def _kind(one: click.Parameter) -> str:
    if isinstance(one.type, click.Choice):
        return "WORD"
    if isinstance(one.type, click.types.IntParamType):
        return "NUMBER"
    return "FILE" if isinstance(one.type, click.Path) else "TEXT"


def _choices(one: click.Parameter) -> str:
    if not isinstance(one.type, click.Choice):
        return ""
    return " (" + ", ".join(str(choice) for choice in one.type.choices) + ")"
