"""The fold, kept up to date: what each record holds, what lies where, what is on the screen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workshop.changes import Log, Value, is_forgotten
from workshop.model import KINDS, NAMED_KINDS, PARENT_FIELDS, Record, kind_of
from workshop.view.upward import Upward
from workshop.view.values import NEWEST_WINS, PLACED_KINDS, Trouble, place_of

_TOP = ("", "")


class Fold:
    """Raw values of all records, and the tree they lie in."""

    def __init__(self, log: Log) -> None:
        self._recalled: dict[str, Any] = {}
        self.version = 0
        """Goes up by one each time anything may look different."""
        self.follow(log)

    def follow(self, log: Log) -> None:
        """Look at a log, from the beginning."""
        self._log = log
        self._raw: dict[str, Mapping[str, Any]] = {}
        self._conflicts: dict[tuple[str, str], tuple[Value, ...]] = {}
        self._contested: set[str] = set()
        """Records with a conflict in any field."""
        self._by_kind: dict[str, dict[str, None]] = {}
        self._typed: dict[str, Record] = {}
        self._troubles: dict[str, tuple[Trouble, ...]] = {}
        self._born: dict[str, str] = {}
        self._places = Upward(self._place_candidates, lambda place: place[0], _TOP)
        self._merges = Upward(self._merge_candidates, lambda target: target, "")
        self._parent: dict[str, str] = {}
        self._position: dict[str, str] = {}
        self._children: dict[str, set[str]] = {}
        self._ordered: dict[tuple[str, str], list[str]] = {}
        self._sorted: dict[str, list[str]] = {}
        self._marked: set[str] = set()
        """Records that are themselves removed."""
        self._hollow: set[str] = set()
        """Records of which nothing is left to see: all was undone."""
        self._erased: set[str] = set()
        """Answers whose words were removed for good. Not even their place is shown: it would
        point at the table that said them."""
        self._off: set[str] | None = None
        """Records that are removed, themselves or through one above; made when asked for."""
        self.refresh(log.records())

    # ── taking in changes ────────────────────────────────────────────────────────────────

    def refresh(self, touched: Iterable[str]) -> None:
        """Look anew at the records that an act touched."""
        self.version += 1
        self._recalled.clear()
        self._off = None
        placed: list[str] = []
        topics: list[str] = []
        for record in touched:
            kind = record.partition(":")[0]
            raw = self._fold(record, kind)
            if kind in PARENT_FIELDS:
                self._put(record, self._reference(record, raw, PARENT_FIELDS[kind]), "")
            elif kind in PLACED_KINDS or (kind not in KINDS and "place" in raw):
                placed.append(record)
            elif kind == "topic":
                topics.append(record)
        for record in self._places.settle(placed):
            self._put(record, *self._places.chosen.get(record, _TOP))
        for record in self._merges.settle(topics):
            self._typed.pop(record, None)

    def _fold(self, record: str, kind: str) -> Mapping[str, Any]:
        """Read what is visible of one record."""
        log = self._log
        only = log.sole(record)
        if only is not None:
            born = only.id
            raw: Mapping[str, Any] = only.sets[record] if log.live(born) else {}
        else:
            born = log.first(record)
            raw = self._fold_fields(record)
        if self._born.get(record) != born:
            self._born[record] = born
            self._sorted.pop(kind, None)
            self._by_kind.setdefault(kind, {})[record] = None
        self._raw[record] = raw
        self._typed.pop(record, None)
        self._troubles.pop(record, None)
        if raw:
            self._hollow.discard(record)
        else:
            self._hollow.add(record)
        if kind == "answer":
            self._note_erased(record, raw)
        if raw.get("removed") is True:
            self._marked.add(record)
        else:
            self._marked.discard(record)
        return raw

    def _note_erased(self, record: str, raw: Mapping[str, Any]) -> None:
        """Whether anything is left of an answer: words of a later date, or a rating."""
        gone = is_forgotten(raw.get("text")) and not (raw.get("now") or raw.get("wanted"))
        others = self._conflicts.get((record, "text"), ())
        if gone and all(is_forgotten(value.value) for value in others):
            self._erased.add(record)
        else:
            self._erased.discard(record)

    def _fold_fields(self, record: str) -> dict[str, Any]:
        """What is visible of a record that several acts have touched."""
        log = self._log
        if record not in self._contested:
            plain = log.plain(record)
            if plain is not None:
                return plain
        self._contested.discard(record)
        raw: dict[str, Any] = {}
        for field, ids in sorted(log.fields(record).items()):
            if len(ids) == 1:
                if log.live(ids[0]):
                    raw[field] = log[ids[0]].sets[record][field]
                continue
            values = log.visible(record, field)
            if values:
                raw[field] = values[0].value
            if len(values) > 1 and field not in NEWEST_WINS:
                self._conflicts[record, field] = tuple(values)
                self._contested.add(record)
            else:
                self._conflicts.pop((record, field), None)
        return raw

    def _place_candidates(self, record: str) -> list[tuple[str, tuple[str, str]]]:
        """The live places of a record; where all were retracted, that of its birth still serves.

        That and no later one, so that undoing a move of a record whose adding was undone puts it
        back where it was.
        """
        only = self._log.sole(record)
        if only is not None:
            return [(only.id, place_of(only.sets[record].get("place")))]
        values = self._log.live_values(record, "place")
        if not values:
            return [("", place_of(self._log.birth_value(record, "place")))]
        return [(value.act, place_of(value.value)) for value in values]

    def _merge_candidates(self, record: str) -> list[tuple[str, str]]:
        """The topics that a topic is merged into, by the live acts that say so."""
        return [
            (value.act, value.value if kind_of(str(value.value)) == "topic" else "")
            for value in self._log.live_values(record, "merged_into")
        ]

    def _reference(self, record: str, raw: Mapping[str, Any], field: str) -> str:
        """What a record lies under by reference; where it was retracted, its first still serves."""
        value = raw[field] if field in raw else self._log.birth_value(record, field)
        return value if isinstance(value, str) and kind_of(value) == field else ""

    def _put(self, record: str, parent: str, position: str) -> None:
        kind = record.partition(":")[0]
        before = self._parent.get(record)
        if before != parent:
            if before is not None:
                self._children[before].discard(record)
                self._ordered.pop((before, kind), None)
            self._parent[record] = parent
            below = self._children.get(parent)
            if below is None:
                self._children[parent] = {record}
            else:
                below.add(record)
        self._position[record] = position
        self._ordered.pop((parent, kind), None)
        self._typed.pop(record, None)

    # ── what is on the screen ────────────────────────────────────────────────────────────

    def raw(self, record: str) -> Mapping[str, Any]:
        """Field → the value that is shown, exactly as it lies in the file."""
        return self._raw.get(record, {})

    def _removed(self) -> set[str]:
        """Everything that is removed, itself or through one above."""
        if self._off is None:
            off: set[str] = set()
            waiting = list(self._marked)
            while waiting:
                record = waiting.pop()
                if record not in off:
                    off.add(record)
                    waiting.extend(self._children.get(record, ()))
            self._off = off
        return self._off

    def removed_by(self, record: str) -> str:
        """The record through which this one is removed (itself or above it), or empty."""
        if record not in self._removed():
            return ""
        while record not in self._marked:
            record = self._parent[record]
        return record

    def on_screen(self, record: str) -> bool:
        """Whether the record is there and neither it nor anything above it is removed."""
        raw = self._raw.get(record)
        if raw is None or record in self._erased or record in self._removed():
            return False
        return bool(raw) or self._held_up(record)

    def _held_up(self, record: str) -> bool:
        """Whether anything that is to be seen lies under a record of which nothing is left."""
        waiting = list(self._children.get(record, ()))
        while waiting:
            child = waiting.pop()
            if child in self._marked or child in self._erased:
                continue
            if self._raw.get(child):
                return True
            waiting.extend(self._children.get(child, ()))
        return False

    def is_ghost(self, record: str) -> bool:
        """Whether its adding was undone while others had worked in it."""
        if kind_of(record) in NAMED_KINDS:
            return False
        first = self._born.get(record)
        return bool(first) and not self._log.live(str(first)) and self.on_screen(record)

    def _seen(self, records: list[str]) -> list[str]:
        """Those of the records that are on the screen."""
        if not self._hollow and not self._erased and not self._removed():
            return list(records)
        return [record for record in records if self.on_screen(record)]

    def ids(self, kind: str) -> list[str]:
        """The ids of a kind that are on the screen, in the order they were added."""
        ordered = self._sorted.get(kind)
        if ordered is None:
            ordered = self._sorted[kind] = sorted(self._by_kind.get(kind, ()), key=self._added)
        return self._seen(ordered)

    def siblings(self, parent: str, kind: str) -> list[str]:
        """The ids of a kind directly under a parent that are on the screen, in order."""
        ordered = self._ordered.get((parent, kind))
        if ordered is None:
            ordered = self._ordered[parent, kind] = sorted(
                (child for child in self._children.get(parent, ()) if kind_of(child) == kind),
                key=self._order,
            )
        return self._seen(ordered)

    def count(self, parent: str, kind: str) -> int:
        """How many of a kind lie directly under a parent and are on the screen."""
        return len(self.siblings(parent, kind))

    def parent(self, record: str) -> str:
        """The id of what a record lies under; empty at the top."""
        return self._parent.get(record, "")

    def position(self, record: str) -> str:
        """The position key of a record among its siblings."""
        return self._position.get(record, "")

    def descendants(self, record: str) -> Iterator[str]:
        """Everything that lies under a record, removed things too."""
        waiting = sorted(self._children.get(record, ()), reverse=True)
        while waiting:
            child = waiting.pop()
            yield child
            waiting.extend(sorted(self._children.get(child, ()), reverse=True))

    def _added(self, record: str) -> tuple[str, str]:
        return self._born.get(record, ""), record

    def _order(self, record: str) -> tuple[str, str, str]:
        if kind_of(record) in PARENT_FIELDS:
            return ("", *self._added(record))
        return self._position.get(record, ""), record, ""
