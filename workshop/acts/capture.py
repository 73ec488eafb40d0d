"""The capture line: ``3 part-time is a habit #hours``, and on a scale card ``3 2>4``.

One way to type what the room says, the same in the cards' place, on the wall and on the command
line. Reading a line and taking it in are two functions, so that a screen can show what a line
would become while it is typed.
"""

import re
from typing import Any

import msgspec

from workshop.acts import cards
from workshop.acts.base import NewId, change, together
from workshop.changes import Change
from workshop.messages import Message, msg
from workshop.text_gate import comparison_key, normalised
from workshop.view import View

_START = re.compile(r"\s*(\d{1,9})(?:[.:)]|(?=\s)|$)\s*")
_RATING = re.compile(r"(\d{1,9})\s*[>→]\s*(\d{1,9})(?=\s|$)\s*")
_TAG = re.compile(r"(?<!\S)#(\w[\w\u00ad-]*)(?=[\s.,;:!?]|$)")
_LAST_TAGS = re.compile(r"(?:(?:^|\s+)#\w[\w\u00ad-]*)+\s*$")


class Captured(msgspec.Struct, frozen=True):
    """One line as it was understood."""

    table: int
    """The number of the table that speaks."""
    text: str = ""
    tags: tuple[str, ...] = ()
    """In small letters, without ``#``, each once."""
    now: int = 0
    wanted: int = 0
    """A rating on a scale card, 1–5; 0 is not rated."""


def parse(line: str) -> Captured | Message:
    """Read a line, or say what is missing in it.

    A number comes first: the table. ``2>4`` after it rates a scale card, 2 now and 4 wanted, and
    may be followed by words. ``#tags`` at the end are taken out of the text; a tag inside a
    sentence leaves its word there.
    """
    line = normalised(line)
    start = _START.match(line)
    if start is None or not int(start[1]):
        return msg("Begin with the number of the table: 3 what they said")
    table, rest = int(start[1]), line[start.end() :].strip()
    now = wanted = 0
    if rating := _RATING.match(rest):
        now, wanted = int(rating[1]), int(rating[2])
        if not (1 <= now <= 5 and 1 <= wanted <= 5):
            return msg("A rating is from 1 to 5, now and wanted: 2>4")
        rest = rest[rating.end() :]
    tags = tuple(dict.fromkeys(comparison_key(tag) for tag in _TAG.findall(rest)))
    text = _TAG.sub(r"\1", _LAST_TAGS.sub("", rest)).strip()
    if not text and not now:
        return msg(
            "Table {table} has not said anything yet: write it after the number", table=table
        )
    return Captured(table, text, tags, now, wanted)


def take_in(
    view: View, new_id: NewId, draw_id: str, captured: Captured
) -> tuple[str, Change] | Message:
    """Take in a line as an answer to a drawn card, in one act.

    A rating goes to the table's one rating of the card, words and all; without a rating every
    line is an answer of its own.

    Returns:
        The id of the answer and the change, or what stands in the way.
    """
    group = table(view, captured.table)
    if not group:
        return msg("There is no table {table}", table=captured.table)
    if not captured.now:
        return cards.answer(view, new_id, draw_id, group, captured.text, captured.tags)
    rating = cards.rate(view, new_id, draw_id, group, captured.now, captured.wanted)
    if isinstance(rating, Message):
        return rating
    answer, rated = rating
    words: dict[str, Any] = {f"tags/{tag}": True for tag in captured.tags}
    if captured.text:
        words["text"] = captured.text
    if not words:
        return answer, rated
    return answer, together(rated.what, [rated, change(view, rated.what, {answer: words})])


def table(view: View, number: int) -> str:
    """The id of the table with a number; empty when there is none."""
    return next((group.id for group in view.groups() if group.number == number), "")
