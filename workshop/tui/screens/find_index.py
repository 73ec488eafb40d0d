"""Finding words anywhere in a workshop: pure, and fast enough for every pause in typing."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from workshop.model import KINDS, kind_of
from workshop.text_gate import comparison_key, span_of, without_marks
from workshop.view import View

ORDER = (
    "measure", "goal", "area", "strategy", "indicator", "statement", "section", "premise",
    "evidence", "topic", "answer", "draw", "consultation", "decision", "status", "horizon",
    "round", "group", "phase", "activity", "meeting", "workshop",
)  # fmt: skip
"""The kinds that are looked through, in the order in which they are shown."""

TEXTS = frozenset(
    {
        "title", "text", "short", "rationale", "argument", "theme", "owner", "cost",
        "follow_up_body", "source", "value", "meaning", "consequence", "origin", "body", "basis",
        "minutes", "points", "our_answer", "changed", "case_number", "reason", "note", "name",
        "question", "organisation", "baseline", "target", "unit", "deadline", "date",
    }
)  # fmt: skip
"""Fields with words of people in them."""

FIRST = {"title": 0, "text": 1, "name": 2, "body": 3}
"""What a record is recognised by comes first."""

MOST, MOST_OF_KIND = 200, 40


class Entry(NamedTuple):
    """The words of one record."""

    record: str
    text: str
    folded: str


class Hit(NamedTuple):
    """A record in which all the words were found."""

    record: str
    text: str
    """The words of the record around the first that was found."""
    at: int
    """Where in the text it was found."""
    length: int


class Group(NamedTuple):
    """The hits of one kind."""

    kind: str
    hits: list[Hit]
    total: int
    """How many there are; the hits may be fewer."""


def entries(view: View) -> dict[str, list[Entry]]:
    """Kind → the words of everything on the screen, in the order it was added."""
    return {kind: list(_entries(view, kind)) for kind in ORDER if kind in KINDS}


def _entries(view: View, kind: str) -> Iterator[Entry]:
    for record in view.ids(kind):
        text = " · ".join(without_marks(each) for each in _texts(view, record))
        if text:
            yield Entry(record, text, comparison_key(text))


def _texts(view: View, record: str) -> Iterator[str]:
    raw = view.raw(record)
    for field in sorted(raw, key=lambda name: (FIRST.get(name, 9), name.startswith("tags/"))):
        value = raw[field]
        if field in TEXTS and isinstance(value, str) and value.strip():
            yield value
        elif value is True and field.startswith("tags/"):
            yield f"#{field[5:]}"
    if kind_of(record) == "draw":
        card = view.raw(record).get("card")
        content = view.raw(card).get("content") if isinstance(card, str) else None
        if isinstance(content, dict):
            for name in ("ask", "fact", "points", "probe"):
                yield from _strings(content.get(name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def find(known: dict[str, list[Entry]], wanted: str) -> list[Group]:
    """The records in which all these words stand, by kind.

    Args:
        known: What to look through, from ``entries``.
        wanted: Words in any order; capitals do not matter, and parts of words count.
    """
    words = comparison_key(wanted).split()
    if not words:
        return []
    groups: list[Group] = []
    room = MOST
    for kind, several in known.items():
        found = [entry for entry in several if all(word in entry.folded for word in words)]
        if not found or not room:
            continue
        taken = found[: min(room, MOST_OF_KIND)]
        room -= len(taken)
        groups.append(Group(kind, [_hit(entry, words[0]) for entry in taken], len(found)))
    return groups


def _hit(entry: Entry, word: str) -> Hit:
    """The words around the first place where the word stands."""
    at, end = span_of(entry.text, word) or (0, 0)
    start = 0 if at < 60 else at - 40
    piece = ("…" if start else "") + entry.text[start : start + 400]
    return Hit(entry.record, piece, at - start + (1 if start else 0), end - at)
