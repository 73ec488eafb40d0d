"""Hearing what the room says: lines without a table's number, and many lines at once."""

from collections.abc import Iterable

from workshop.acts import capture
from workshop.acts.base import NewId, together
from workshop.acts.capture import Captured
from workshop.changes import Change
from workshop.messages import N_, Message, msg
from workshop.view import View


def hear(line: str, last: int = 0) -> Captured | Message:
    """Read a line; one without a number is from the table that spoke last.

    Args:
        line: What was typed.
        last: The number of the table that spoke last; 0 when none has.
    """
    heard = capture.parse(line)
    if isinstance(heard, Captured) or not last or not line.strip() or _numbered(line):
        return heard
    return capture.parse(f"{last} {line}")


def _numbered(line: str) -> bool:
    """Whether a line begins with a table's number, alone or before its words."""
    first = line.split(maxsplit=1)[0].rstrip(".:)")
    return first.isdecimal() and int(first) > 0


def hear_lines(text: str, last: int = 0) -> tuple[list[Captured], list[tuple[str, Message]]]:
    """Read many lines. Returns what was understood, and the lines that were not, with why."""
    heard: list[Captured] = []
    problems: list[tuple[str, Message]] = []
    for line in filter(str.strip, text.splitlines()):
        one = hear(line, last)
        if isinstance(one, Captured):
            heard.append(one)
            last = one.table
        else:
            problems.append((line, one))
    return heard, problems


def take_in_all(
    view: View, new_id: NewId, draw: str, heard: Iterable[Captured]
) -> Change | Message:
    """Take in many lines as one act. A table that rates twice is taken at its last word.

    Returns:
        The change, or what stands in the way of all of them.
    """
    lines = list(heard)
    rated = {one.table: index for index, one in enumerate(lines) if one.now}
    # What one act brings is ordered by id: the lines keep the order they came in.
    ids = iter(sorted(new_id("answer") for _line in lines))
    changes = []
    for index, one in enumerate(lines):
        if one.now and rated[one.table] != index:
            continue
        taken = capture.take_in(view, lambda _kind: next(ids), draw, one)
        if isinstance(taken, Message):
            return taken
        changes.append(taken[1])
    if not changes:
        return msg("There is nothing to take in.")
    return together(N_("Take in answers"), changes)
