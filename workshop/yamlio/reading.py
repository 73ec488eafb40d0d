"""Strict YAML in.

What comes out is plain values with the place of each kept beside them, so that whoever finds
something wrong with a value can say where it stands.
"""

import pathlib
from collections.abc import Sequence
from typing import Any

from workshop.messages import Message
from workshop.yamlio.building import DEFAULT_LIMITS, Builder, Limits, Marks
from workshop.yamlio.problems import Place, Problem, Severity
from workshop.yamlio.source import UnreadableError, decode, load

Steps = Sequence[str | int]
"""The keys and indexes that lead to a value from the top."""


class Document:
    """A file that has been read.

    Attributes:
        name: what problems call the file.
        data: maps, lists and scalars; None when nothing could be read.
        problems: what was wrong with the YAML itself, in order of place.
        complete: whether the whole file was read. If not, ``data`` lacks the rest.
    """

    def __init__(
        self,
        name: str,
        data: Any,
        problems: list[Problem],
        *,
        complete: bool,
        root: Any = None,
        marks: dict[int, Marks] | None = None,
    ) -> None:
        self.name = name
        self.data = data
        self.problems = problems
        self.complete = complete
        self._root = root
        self._marks = marks or {}
        self._order: dict[int, dict[str, int]] = {}

    def place(self, path: Steps, *, key: bool = False) -> Place:
        """Where a value stands, or its key; of a path that leads nowhere, its last true step."""
        container, mark = self.data, self._root
        for depth, step in enumerate(path):
            marks = self._marks.get(id(container))
            at = self._index(container, step)
            if marks is None or at is None:
                break
            is_map = isinstance(container, dict)
            wants_key = key and is_map and depth == len(path) - 1
            mark = marks[(2 * at + (not wants_key)) if is_map else at]
            container = container[step]
        return Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)

    def problem(
        self, path: Steps, message: Message, *, key: bool = False, severity: Severity = "error"
    ) -> Problem:
        """A problem with the value at the path, or with its key."""
        return Problem(self.name, *self.place(path, key=key), message, severity)

    def _index(self, container: Any, step: str | int) -> int | None:
        if isinstance(container, list):
            return step if isinstance(step, int) and 0 <= step < len(container) else None
        if not isinstance(container, dict):
            return None
        order = self._order.get(id(container))
        if order is None:
            order = self._order[id(container)] = {k: i for i, k in enumerate(container)}
        return order.get(step)  # type: ignore[arg-type]


def read(
    source: str | bytes,
    name: str = "<text>",
    *,
    limits: Limits = DEFAULT_LIMITS,
    controls: bool = False,
) -> Document:
    """Read one YAML document; whatever is wrong becomes a problem, never an exception.

    Args:
        source: the text, or its UTF-8 bytes.
        name: what problems call the file.
        limits: how large and deep it may be.
        controls: whether text may hold control characters written as escapes. Where they stand
            unescaped they are always refused.
    """
    try:
        text, problems = decode(source, name, limits.max_bytes)
    except UnreadableError as error:
        return Document(name, None, [error.problem], complete=False)
    builder = Builder(name, limits, controls, problems)
    complete = builder.run(text)
    problems.sort(key=lambda each: (each.line, each.column))
    return Document(
        name,
        builder.data,
        problems,
        complete=complete,
        root=builder.root,
        marks=builder.marks,
    )


def read_file(
    path: pathlib.Path, *, limits: Limits = DEFAULT_LIMITS, controls: bool = False
) -> Document:
    """Read a file; that it is missing, too large or not ours to read is a problem like others."""
    try:
        data = load(path, limits.max_bytes)
    except UnreadableError as error:
        return Document(str(path), None, [error.problem], complete=False)
    return read(data, str(path), limits=limits, controls=controls)
