"""``decks/COVERAGE.md``: which cards answer to which intent, and where each frame can be met.

Made from ``refs:`` on the cards and from ``coverage_frames.yaml``. It cannot be made while an
intent has no card, or while a place that is named does not exist.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from workshop import model, paths, yamlio
from workshop.content import Card, Deck, Process, say
from workshop.library import Library, Shelf, default_glossary

FRAMES = Path(__file__).parent / "coverage_frames.yaml"
_TOP = """# What the decks cover

Made by `python tools/generated.py --write`, from `refs:` on the cards and
`tools/coverage_frames.yaml`. The check fails when an intent has no card, or when something named
here is no longer there. Questions are given in bokmål.
"""
Row = tuple[str, str, str]
"""What is covered, where, and what it says there."""


class UncoveredError(ValueError):
    """Something has no card, or names a place that is not there; one line each."""


class _There:
    """All that can be pointed to."""

    def __init__(self, library: Library) -> None:
        self.decks: dict[str, Deck] = {one.name: one.value for one in library.decks() if one.value}
        self.processes: dict[str, Process] = {
            one.name: one.value for one in library.processes() if one.value
        }
        glossary = default_glossary().value
        self.terms = {term.id: term for term in glossary.terms} if glossary else {}
        self.cards = {
            f"{deck.id}/{card.id}": (deck, card)
            for deck in self.decks.values()
            for card in deck.cards
            if not card.retired
        }

    def with_ref(self, ref: str) -> list[str]:
        """The cards that answer to an intent."""
        return [name for name, (_deck, card) in self.cards.items() if ref in card.refs]

    def question(self, name: str) -> str:
        deck, card = self.cards[name]
        return say(card.ask, "nb", deck.language)

    def seen(self, place: str) -> tuple[str, str] | None:
        """What a place is called and what it says; None if it is not there."""
        kind, _colon, name = place.partition(":")
        if kind in {"card", "scale"} and name in self.cards:
            card: Card = self.cards[name][1]
            if (card.kind == "scale") == (kind == "scale"):
                return f"{kind} `{name}`", self.question(name)
        if kind == "term" and name in self.terms:
            return f"glossary `{name}`", say(self.terms[name].term, "nb")
        if kind == "field" and _is_field(name):
            return f"field `{name}`", ""
        if kind == "process" and (title := self._step(*name.split("/"))):
            return f"process `{name}`", title
        return None

    def _step(self, process: str, phase: str = "", activity: str = "") -> str:
        found = self.processes.get(process)
        for one in found.phases if found else ():
            if one.id == phase:
                steps = {step.id: say(step.title, "nb") for step in one.activities}
                return steps.get(activity, "") if activity else say(one.title, "nb")
        return ""


def _is_field(name: str) -> bool:
    record, _dot, field = name.partition(".")
    struct = getattr(model, record, None)
    return (
        isinstance(struct, type)
        and issubclass(struct, msgspec.Struct)
        and field in struct.__struct_fields__
    )


def wanted(refs: Mapping[str, list[int]]) -> list[str]:
    """The intents, such as ``A1``, in order."""
    return [f"{theme}{n}" for theme, (first, last) in refs.items() for n in range(first, last + 1)]


def uncovered(library: Library, data: Mapping[str, Any]) -> list[str]:
    """What has no card or names what is not there, one line each."""
    there = _There(library)
    return [*_missing(there, data), *_strange(there, data)]


def _missing(there: _There, data: Mapping[str, Any]) -> Iterator[str]:
    for ref in wanted(data["refs"]):
        if not there.with_ref(ref):
            yield f"{ref}: no card answers to it"
    for frame in data["frames"]:
        for member in frame["members"]:
            what = f"{frame['title']}, {member['name']}"
            if "ref" in member:
                if not there.with_ref(member["ref"]):
                    yield f"{what}: no card has the ref {member['ref']}"
            elif not member.get("at"):
                yield f"{what}: it is nowhere"
            for place in member.get("at", ()):
                if there.seen(place) is None:
                    yield f"{what}: there is no {place}"


def _strange(there: _There, data: Mapping[str, Any]) -> Iterator[str]:
    known = {*wanted(data["refs"])}
    for frame in data["frames"]:
        known.update(member["ref"] for member in frame["members"] if "ref" in member)
    for name, (_deck, card) in there.cards.items():
        for ref in card.refs:
            if ref not in known:
                yield f"{name}: the ref {ref} is not known"


def frames() -> dict[str, Any]:
    """What must be covered.

    Raises:
        UncoveredError: the list cannot be read.
    """
    document = yamlio.read_file(FRAMES)
    if document.problems:
        raise UncoveredError("\n".join(map(str, document.problems)))
    found: dict[str, Any] = document.data
    return found


def built_in() -> Library:
    """The decks and processes of the repository, and none of one's own."""
    return Library(
        [Shelf(paths.builtin_content("decks"), "built-in")],
        [Shelf(paths.builtin_content("process_templates"), "built-in")],
    )


def markdown() -> str:
    """The whole page.

    Raises:
        UncoveredError: something is not covered.
    """
    data, library = frames(), built_in()
    if problems := uncovered(library, data):
        raise UncoveredError("\n".join(problems))
    there = _There(library)
    lines = [_TOP, *_intents(there, data)]
    for frame in data["frames"]:
        lines += [f"## {frame['title']}", "", *_table(_frame(there, frame)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _intents(there: _There, data: Mapping[str, Any]) -> Iterator[str]:
    refs = wanted(data["refs"])
    yield f"{len(refs)} intents, {len(there.cards)} cards in {len(there.decks)} decks.\n"
    for theme, span in data["refs"].items():
        titles = dict.fromkeys(
            say(deck.themes[theme], "nb") for deck in there.decks.values() if theme in deck.themes
        )
        yield f"## {theme} {' / '.join(titles)}\n"
        rows = [
            (ref, f"`{name}`", there.question(name))
            for ref in wanted({theme: span})
            for name in there.with_ref(ref)
        ]
        yield "\n".join(_table(rows)) + "\n"


def _frame(there: _There, frame: Mapping[str, Any]) -> Iterator[Row]:
    for member in frame["members"]:
        if "ref" in member:
            names = there.with_ref(member["ref"])
            places = [(f"{_kind(there, name)} `{name}`", there.question(name)) for name in names]
        else:
            places = [seen for place in member["at"] if (seen := there.seen(place))]
        for where, words in places:
            yield member["name"], where, words


def _kind(there: _There, name: str) -> str:
    return "scale" if there.cards[name][1].kind == "scale" else "card"


def _table(rows: Iterator[Row] | list[Row]) -> Iterator[str]:
    yield "| what | where | what it says |"
    yield "|---|---|---|"
    last = ""
    for what, where, words in rows:
        cells = ("" if what == last else what, where, words)
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
        last = what
