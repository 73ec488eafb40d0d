"""The strategy as data: every value as it lies in the file, to be kept, edited and imported.

What this version understands stands under its own name; what it does not (a field from a newer
version, a value of the wrong kind) is kept under ``other``, so that nothing is lost on the way.
What a record lies under, and in which order, is said by where it stands.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from workshop.documents.wording import Wording
from workshop.i18n import Translator
from workshop.messages import msg
from workshop.model import KINDS, MEMBER_FIELDS, WORKSHOP, kind_of
from workshop.view import View
from workshop.yamlio import write

STRATEGY_FORMAT = "workshop-strategy/1"
OTHER = "other"
PLACE = "place"
UNPLACED = "unplaced"
"""Where records stand whose parent is not there: with their place written out."""

TOP_LISTS: Mapping[str, str] = {
    "sections": "section",
    "premises": "premise",
    "evidence": "evidence",
    "statements": "statement",
    "horizons": "horizon",
    "areas": "area",
    "consultations": "consultation",
    "decisions": "decision",
}
"""Name of a list at the top → the kind of record in it, in the order they are written."""
UNDER: Mapping[str, Mapping[str, str]] = {
    "area": {"goals": "goal"},
    "goal": {"indicators": "indicator", "strategies": "strategy", "measures": "measure"},
}
"""Kind → the lists of records that stand inside one of it."""
KINDS_OF_STRATEGY = (*TOP_LISTS.values(), "goal", "indicator", "strategy", "measure")
_SECTIONS = ("section:introduction", "section:followup")


def _types(kind: str) -> dict[str, type]:
    empty = KINDS[kind](id="")
    return {
        name: type(getattr(empty, name))
        for name in KINDS[kind].__struct_fields__
        if name not in {"id", "removed", PLACE, "process"}
    }


TYPES: Mapping[str, Mapping[str, type]] = {
    kind: _types(kind) for kind in (*KINDS_OF_STRATEGY, "workshop")
}
"""Kind → its fields in their order → the type of their values: ``dict`` is a set of ids."""
_SKIPPED = {
    kind: frozenset({"id", "removed", *({PLACE} & set(KINDS[kind].__struct_fields__))})
    | (frozenset({"process"}) if kind == "workshop" else frozenset())
    for kind in TYPES
}
"""Not written: which process is followed is about this file and not about the strategy."""


def strategy_data(view: View) -> dict[str, Any]:
    """The whole strategy as plain values, complete, in the order of a strategy."""
    writer = _Writer(view)
    data: dict[str, Any] = {"format": STRATEGY_FORMAT}
    if about := writer.fields(WORKSHOP):
        data["workshop"] = about
    for name, kind in TOP_LISTS.items():
        if found := writer.records(writer.at_top(kind)):
            data[name] = found
    if lost := writer.unplaced():
        data[UNPLACED] = lost
    return data


def write_strategy_yaml(view: View, t: Translator) -> str:
    """The strategy as YAML, with a line at the top on what it is.

    Args:
        view: The workshop as it stands.
        t: Speaks the language of that line.
    """
    about = Wording(t).say(
        msg("A strategy that can be imported again. Records are known by their id.")
    )
    return write(strategy_data(view), {"": about})


class _Writer:
    """Writes records, and remembers which have been written."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._written: set[str] = set()

    def at_top(self, kind: str) -> list[str]:
        if PLACE in KINDS[kind].__struct_fields__:
            return self.view.siblings("", kind)
        found = self.view.ids(kind)
        if kind == "section":
            return sorted(found, key=lambda one: (_rank(one, _SECTIONS), one))
        return sorted(found, key=lambda one: (str(self.view.raw(one).get("date", "")), one))

    def records(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        return [self.record(one) for one in ids]

    def record(self, record: str) -> dict[str, Any]:
        self._written.add(record)
        data = {"id": record, **self.fields(record)}
        for name, kind in UNDER.get(kind_of(record), {}).items():
            if found := self.view.siblings(record, kind):
                data[name] = self.records(found)
        return data

    def unplaced(self) -> list[dict[str, Any]]:
        """Records that are on the screen and lie nowhere in the strategy."""
        found = []
        for kind in KINDS_OF_STRATEGY:
            for record in self.view.ids(kind):
                above = self.view.parent(record)
                if record not in self._written and not self._is_inside(kind, above):
                    place = [above, self.view.position(record)]
                    data = self.record(record)
                    found.append({"id": data.pop("id"), PLACE: place, **data})
        return found

    def _is_inside(self, kind: str, above: str) -> bool:
        """Whether it will be written with what it lies under."""
        inside = UNDER.get(kind_of(above), {}).values()
        return kind in inside and self.view.on_screen(above)

    def fields(self, record: str) -> dict[str, Any]:
        kind = kind_of(record)
        raw = raw_of(self.view, record)
        members = MEMBER_FIELDS[kind]
        types = TYPES[kind]
        skipped = _SKIPPED[kind]
        data: dict[str, Any] = {}
        other: dict[str, Any] = {}
        tied: dict[str, list[str]] = {}
        for field, value in raw.items():
            name, slash, member = field.partition("/")
            if name in skipped:
                continue
            if slash and name in members:
                if value is True:
                    tied.setdefault(name, []).append(member)
                elif value is not False:
                    other[field] = value
            elif value.__class__ is types.get(name):
                data[name] = value
            else:
                other[field] = value
        data.update((name, sorted(found)) for name, found in tied.items())
        ordered = {name: data[name] for name in types if name in data}
        if other:
            ordered[OTHER] = dict(sorted(other.items()))
        return ordered


def raw_of(view: View, record: str) -> Mapping[str, Any]:
    """What is shown of a record; of one whose adding was undone, also what it began as."""
    raw = view.raw(record)
    if view.is_ghost(record) and (born := view.born(record)):
        return {**born.sets.get(record, {}), **raw}
    return raw


def _rank(record: str, order: tuple[str, ...]) -> int:
    return order.index(record) if record in order else len(order)
