"""Pipes and terminals: what is written is UTF-8 or shown as codes, what comes in is recognised."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO

import click

from workshop import i18n
from workshop.cli.errors import CliError
from workshop.documents.text import visible
from workshop.messages import msg
from workshop.text_encoding import EncodingError, decoded


def prepare() -> None:
    """Make the streams of the process ready for whatever letters there are.

    A pipe gets UTF-8 whatever the console's code page and the locale are: what comes after it
    reads HTML and JSON that say so. On a terminal, letters that it has not are shown as codes.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text as it is.

    Args:
        text: what to print.
        err: to where complaints go.
        nl: end the line.
    """
    stream: TextIO | None = sys.stderr if err else sys.stdout
    if stream is None:  # closed by whoever started us
        return
    stream.write(text + ("\n" if nl else ""))
    stream.flush()


def legible(text: str) -> str:
    """A text fit to be shown: controls are seen, not obeyed, and names of files are in letters.

    Where the locale is not the one a file was named in, its letters come as bytes.
    """
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        with contextlib.suppress(UnicodeError):
            text = text.encode("utf-8", "surrogateescape").decode("utf-8")
    return visible(text)


def read_piped(nothing: str) -> str:
    """What is piped in, as text.

    Args:
        nothing: what to say when nothing is: a sentence in the screen's language.

    Raises:
        UsageError: a person sits there instead.
        CliError: it cannot be read as text.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError(nothing)
    source = getattr(sys.stdin, "buffer", None)
    data = source.read() if source is not None else sys.stdin.read()
    if isinstance(data, str):
        return data
    return as_text(data, i18n.gettext("What is piped in"))


def piped_lines(nothing: str) -> list[str]:
    """The lines that are piped in and say something; see ``read_piped``."""
    return [line for line in read_piped(nothing).splitlines() if line.strip()]


def read_file(path: Path) -> str:
    """What is in a text file.

    Raises:
        CliError: there is none, or it cannot be read as text.
        OSError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise CliError(msg("There is no file {file}", file=path)) from error
    return as_text(data, str(path))


def as_text(data: bytes, name: str) -> str:
    """The text that bytes hold; what was guessed is told where complaints go.

    Args:
        data: the bytes.
        name: what they are called where they are told of.

    Raises:
        CliError: they cannot be read as text. Nothing has been done with them.
    """
    try:
        found = decoded(data)
    except EncodingError as error:
        raise CliError(msg("{file}: {problem}", file=name, problem=error.message)) from error
    for note in found.notes:
        echo(legible(f"{name}: {i18n.current().message(note)}"), err=True)
    return found.text


def typed_text(text: str) -> str:
    """A text from the command line, where the bytes typed were not in the encoding of the locale.

    Raises:
        CliError: they cannot be read as text.
    """
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    try:
        data = os.fsencode(text)
    except UnicodeEncodeError:  # not bytes at all: half a sign, from a console that cut it
        raise CliError(
            msg("“{text}” holds half a sign: type it anew", text=visible(text))
        ) from None
    return as_text(data, text)
