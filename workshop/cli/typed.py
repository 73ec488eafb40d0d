"""What is typed after a command: choices and numbers, and what stands for them in help."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click

from workshop.cli.words import code_meant, word_said
from workshop.i18n import gettext as _
from workshop.messages import N_, Message


class Words(click.Choice[str]):
    """A choice among words. Codes have words of the trade, and both are understood."""

    def __init__(self, codes: Sequence[str], words: "Mapping[str, Message | str] | None" = None):
        super().__init__(codes, case_sensitive=False)
        self.words = words or {}

    def shown(self) -> list[str]:
        """The words, as they are listed for someone who chose none of them."""
        return [word_said(self.words[one]) if one in self.words else one for one in self.choices
                if one]  # fmt: skip

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word that was meant."""
        named = {one: self.words.get(one, one) for one in self.choices}
        if (found := code_meant(named, str(value))) is not None:
            return found
        said = _("“{value}” is not one of: {some}.")
        raise click.BadParameter(said.format(value=value, some=", ".join(self.shown())), ctx, param)


def choices(values: Sequence[str], words: "Mapping[str, Message | str] | None" = None) -> Words:
    """A choice among words.

    Args:
        values: what a script types.
        words: what some of them are called: message ids, or messages.
    """
    return Words(list(values), words)


class Number(click.IntRange):
    """A whole number, within limits where there are any."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        try:
            found = int(value)
        except ValueError:
            said = _("“{value}” is not a whole number.").format(value=value)
            raise click.BadParameter(said, ctx, param) from None
        low, high = self.min, self.max
        if (low is None or found >= low) and (high is None or found <= high):
            return found
        if low is not None and high is not None:
            said = _("{value} is not from {low} to {high}.")
        else:
            said = (
                _("{value} is less than {low}.")
                if low is not None
                else _("{value} is more than {high}.")
            )
        raise click.BadParameter(said.format(value=found, low=low, high=high), ctx, param)


def number(low: int | None = None, high: int | None = None) -> Number:
    """A whole number, from the lowest to the highest that makes sense."""
    return Number(low, high)


_METAVARS = {
    "text": N_("TEXT"), "number": N_("NUMBER"), "file": N_("FILE"), "folder": N_("FOLDER"),
    "record": N_("RECORD"), "deck": N_("DECK"), "card": N_("CARD"), "process": N_("PROCESS"),
    "activity": N_("ACTIVITY"), "topic": N_("TOPIC"), "field": N_("FIELD"), "value": N_("VALUE"),
    "word": N_("WORD"), "line": N_("LINE"), "date": N_("DATE"), "week": N_("WEEK"),
    "role": N_("ROLE"), "kind": N_("KIND"), "reason": N_("REASON"), "finding": N_("FINDING"),
    "other": N_("OTHER"), "what": N_("WHAT"), "new": N_("NEW"), "slip": N_("SLIP"),
    "digits": N_("DIGITS"), "fewest": N_("FEWEST"), "most": N_("MOST"), "path": N_("PATH"),
    "strategy": N_("STRATEGY"), "options": N_("OPTIONS"), "command": N_("COMMAND"),
    "args": N_("ARGS"), "name": N_("NAME"),
    "term": N_("TERM"), "shell": N_("SHELL"), "source": N_("SOURCE"),
    "draw": N_("DRAW"), "step": N_("STEP"), "phase": N_("PHASE"), "title": N_("TITLE"),
    "minutes": N_("MINUTES"), "body": N_("BODY"), "days": N_("DAYS"),
}  # fmt: skip
"""What stands for something in help, and is told of in the reader's language."""
_CAPITALS = re.compile(r"(?<![A-Za-z:])[A-Z]{3,}(?![A-Za-z:])")


def metavar_of(param: click.Parameter) -> str:
    """What stands for a parameter's value in help and in messages, in the screen's language."""
    made = param.metavar
    if made is None:
        if isinstance(param, click.Option):
            made = _option_metavar(param)
        else:
            made = (param.name or "").upper()
            if isinstance(param.type, Words):
                made = "|".join(param.type.shown()) if len(param.type.choices) < 6 else made
            made = made if param.required else f"[{made}]"
            made += "…" if param.nargs == -1 else ""
    return translated_metavar(made)


def _option_metavar(param: click.Option) -> str:
    if isinstance(param.type, click.Choice):
        return "|".join(str(one) for one in param.type.choices if one)
    if isinstance(param.type, click.types.IntParamType):
        return "NUMBER"
    if isinstance(param.type, click.Path):
        return "FILE" if param.type.file_okay else "FOLDER"
    return "TEXT"


def translated_metavar(text: str) -> str:
    """The words in capitals in the screen's language; the rest as it is typed."""
    return _CAPITALS.sub(lambda found: _(_METAVARS.get(found[0].lower(), found[0])), text)
