"""Something that is wrong with a file, and exactly where."""

from typing import Any, Literal, NamedTuple

import msgspec

from workshop.messages import Message

Severity = Literal["error", "warning"]

_SHOWN_MAX = 40


def shown(value: Any) -> str:
    """A value as it may stand in a sentence: short, on one line, and unable to move a cursor."""
    text = " ".join(str(value)[: 4 * _SHOWN_MAX].split())
    text = "".join(each if each.isprintable() else "\ufffd" for each in text)
    return text if len(text) <= _SHOWN_MAX else text[: _SHOWN_MAX - 1] + "…"


class Place(NamedTuple):
    """A place in a text; both numbers count from 1, and columns are characters."""

    line: int
    column: int


class Problem(msgspec.Struct, frozen=True):
    """One thing to mend. A file with errors cannot be used; one with warnings can."""

    file: str
    line: int
    column: int
    message: Message
    severity: Severity = "error"

    def __str__(self) -> str:
        """The problem in English as ``file:line:column: message``, as compilers print it."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"
