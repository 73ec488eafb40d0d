"""What the command line prints: words, tables and JSON. Text from people is shown, never obeyed."""

import json
import os
import re
import shlex
import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workshop import i18n
from workshop.cli.streams import echo, legible
from workshop.documents.text import one_line
from workshop.messages import Message

_HIDDEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]")
_ID = re.compile(r"\b[a-z]+:[0-9a-z][\w:.-]*")
"""The id of a record."""
_GAP = "  "


def say(*lines: str | Message, err: bool = False) -> None:
    """Print lines; a message is said in the screen's language."""
    for line in lines:
        echo(_unbroken(legible(in_words(line)), err=err), err=err)


def _unbroken(text: str, *, err: bool = False) -> str:
    """A text whose ids the terminal does not break in two: half an id cannot be copied.

    Only lines where that would happen are divided, before a word; a pipe gets lines as they are.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None or not stream.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(_divided(line, width) for line in text.split("\n"))


def _divided(line: str, width: int) -> str:
    if not any(at.start() // width != (at.end() - 1) // width for at in _ID.finditer(line)):
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True,
    )  # fmt: skip


def in_words(line: str | Message) -> str:
    """A text, or a message in the screen's language."""
    return i18n.current().message(line) if isinstance(line, Message) else line


def quoted(path: Path) -> str:
    """A path as it is written in a command, so that it can be copied into the shell."""
    if sys.platform == "win32":
        return f'"{path}"' if " " in str(path) else str(path)
    return shlex.quote(str(path))


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    ends = (sys.stdin, sys.stdout)
    return all(end is not None and end.isatty() for end in ends)


def is_dumb() -> bool:
    """Whether the terminal says that it can only print lines, as those inside editors do."""
    return os.environ.get("TERM", "") in {"dumb", "unknown"}


def as_json(value: Any) -> None:
    """Print a value as JSON, with what a terminal would obey written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    # Lone surrogates cannot be printed; the others are control characters beyond ASCII.
    text = _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    echo(re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text))


def table(head: Sequence[str], rows: Sequence[Sequence[Any]], *, empty: str = "") -> None:
    """Print a table: fitted to the terminal, or in plain columns where there is none.

    Args:
        head: What the columns are called.
        rows: Each with a value per column.
        empty: What to say when there are no rows.
    """
    if not rows:
        if empty:
            say(empty)
        return
    cells = [[one_line(str(value)) for value in row] for row in rows]
    if sys.stdout is not None and sys.stdout.isatty():
        _rich_table(head, cells)
    else:
        _plain_table(head, cells)


def _plain_table(head: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[at]) for row in (head, *cells)) for at in range(len(head))]
    for row in (head, *cells):
        line = _GAP.join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        echo(line.rstrip())


def _rich_table(head: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(markup=False, highlight=False, emoji=False)
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for at, title in enumerate(head):
        # As wide as the longest id in it, so that none is broken in two.
        ids = [len(found[0]) for row in cells for found in _ID.finditer(row[at])]
        made.add_column(Text(title), overflow="fold", min_width=max(ids, default=0) or None)
    for row in cells:
        made.add_row(*(Text(text) for text in row))
    console.print(made)
