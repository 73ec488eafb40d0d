"""Something that is wrong with a file, and exactly where."""

from typing import Literal, NamedTuple

import msgspec

from workshop.messages import Message

Severity = Literal["error", "warning"]


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
