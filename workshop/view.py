"""The folded workshop, typed and read-only: what every screen, document and rule looks at.

A view follows a log: ``refresh`` takes in what an act touched, at a cost that does not grow with
the workshop. A fresh view of the same acts shows exactly the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from workshop import model
from workshop.changes import Act, Log, Value, is_forgotten
from workshop.model import KINDS, MEMBER_FIELDS, NAMED_KINDS, PARENT_FIELDS, Record, kind_of

R = TypeVar("R", bound=Record)

NEWEST_WINS = frozenset({"place", "merged_into"})
"""Fields where two people's values resolve to the newest instead of becoming a conflict."""


class Conflict(msgspec.Struct, frozen=True):
    """Two or more people's values for one field, newest first; a human chooses."""

    record: str
    field: str
    values: tuple[Value, ...]


class Removed(msgspec.Struct, frozen=True):
    """Something that was removed, and what has since arrived under it."""

    record: str
    act: str
    late: tuple[tuple[str, str, str], ...] = ()
    """(record, field, act) of new work that the one who removed it had not seen."""


class Ghost(msgspec.Struct, frozen=True):
    """A record whose adding was undone, kept on the screen by others' work in it."""

    record: str


class Trouble(msgspec.Struct, frozen=True):
    """A value this version cannot read. It is kept as it is."""

    record: str
    field: str
    value: Any


class Moment(msgspec.Struct, frozen=True):
    """One step in the history of a field."""

    act: str
    value: Any
    by: str
    at: str
    live: bool
    shown: bool


def bar(date: str) -> str:
    """What stands where a text was removed for good."""
    return f"▇▇▇ ({date})"


class View:
    """A workshop as it stands."""

    def __init__(self, log: Log) -> None:
        self.version = 0
        """Goes up by one each time anything may look different."""
        self.follow(log)

    def follow(self, log: Log) -> None:
        """Look at a log, from the beginning."""
        self._log = log
        self._raw: dict[str, dict[str, Any]] = {}
        self._conflicts: dict[tuple[str, str], tuple[Value, ...]] = {}
        self._by_kind: dict[str, dict[str, None]] = {}
        self._typed: dict[str, Record] = {}
        self._parent: dict[str, str] = {}
        self._position: dict[str, str] = {}
        self._children: dict[str, set[str]] = {}
        self._ordered: dict[tuple[str, str], list[str]] = {}
        self._born: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._tied: dict[str, str] = {}
        """Records that stood in a cycle → the field that was stepped back."""
        self.refresh(log.records())

    # ── taking in changes ────────────────────────────────────────────────────────────────

    def refresh(self, touched: Iterable[str]) -> None:
        """Look anew at the records that an act touched."""
        self.version += 1
        moved, merged = False, False
        for record in touched:
            self._fold(record)
            moved |= self._settle_place(record)
            if kind_of(record) == "topic":
                merged |= self._settle_merge(record)
        if moved:
            self._break_cycles("place", self._parent)
        if merged:
            self._break_cycles("merged_into", self._merged)

    def _fold(self, record: str) -> None:
        """Read what is visible of one record."""
        log = self._log
        raw: dict[str, Any] = {}
        for field, ids in log.fields(record).items():
            if len(ids) == 1:
                only = ids[0]
                if log.live(only):
                    raw[field] = log[only].sets[record][field]
                continue
            values = log.visible(record, field)
            if values:
                raw[field] = values[0].value
            if len(values) > 1 and field not in NEWEST_WINS:
                self._conflicts[record, field] = tuple(values)
            else:
                self._conflicts.pop((record, field), None)
        self._raw[record] = raw
        self._typed.pop(record, None)
        self._born.pop(record, None)
        self._by_kind.setdefault(kind_of(record), {})[record] = None

    def _settle_place(self, record: str) -> bool:
        """Note where a record lies; true when a search for cycles is needed."""
        reference = PARENT_FIELDS.get(kind_of(record))
        if reference:
            parent = self._structural(record, reference)
            known = isinstance(parent, str) and kind_of(parent) == reference
            self._put(record, str(parent) if known else "", "")
            return False
        if "place" not in self._log.fields(record):
            return False
        before = self._parent.get(record)
        parent, position = _place(self._structural(record, "place"))
        self._put(record, parent, position)
        return bool(self._tied) or (parent != before and self._in_cycle(record, self._parent))

    def _structural(self, record: str, field: str) -> object:
        """A field that holds others up: where it was retracted, its last value still serves."""
        raw = self._raw[record]
        if field in raw:
            return raw[field]
        ids = self._log.fields(record).get(field, ())
        return self._log[ids[-1]].sets[record][field] if ids else None

    def _put(self, record: str, parent: str, position: str) -> None:
        kind = kind_of(record)
        before = self._parent.get(record)
        if before is not None and before != parent:
            self._children.get(before, set()).discard(record)
            self._ordered.pop((before, kind), None)
        self._parent[record] = parent
        self._position[record] = position
        self._children.setdefault(parent, set()).add(record)
        self._ordered.pop((parent, kind), None)

    def _settle_merge(self, record: str) -> bool:
        target = self._raw[record].get("merged_into")
        if isinstance(target, str) and target:
            changed = self._merged.get(record) != target
            self._merged[record] = target
            return bool(self._tied) or (changed and self._in_cycle(record, self._merged))
        self._merged.pop(record, None)
        return bool(self._tied)

    @staticmethod
    def _in_cycle(record: str, upward: Mapping[str, str]) -> bool:
        seen = {record}
        current = upward.get(record, "")
        while current:
            if current in seen:
                return True
            seen.add(current)
            current = upward.get(current, "")
        return False

    def _break_cycles(self, field: str, upward: dict[str, str]) -> None:
        """In a cycle the newest value falls back to the previous live one. See rule 7."""
        for record, tied in list(self._tied.items()):
            if tied == field:
                del self._tied[record]
        chosen: dict[str, str] = {}
        for record in self._log.records():
            values = self._log.visible(record, field)
            if values:
                chosen[record] = values[0].act
                self._step(record, field, values[0].value)
        while cycle := _find_cycle(upward):
            newest = max(cycle, key=lambda record: (chosen.get(record, ""), record))
            older = [
                value
                for value in self._log.live_values(newest, field)
                if value.act < chosen.get(newest, "")
            ]
            chosen[newest] = older[0].act if older else ""
            self._tied[newest] = field
            self._step(newest, field, older[0].value if older else None)

    def _step(self, record: str, field: str, value: object) -> None:
        if field == "place":
            self._put(record, *_place(value))
        elif isinstance(value, str) and value:
            self._merged[record] = value
        else:
            self._merged.pop(record, None)
        self._typed.pop(record, None)

    # ── one record ───────────────────────────────────────────────────────────────────────

    def raw(self, record: str) -> Mapping[str, Any]:
        """Field → the value that is shown, exactly as it lies in the file."""
        return self._raw.get(record, {})

    def get(self, record: str) -> Record | None:
        """The typed record, or None when it is not there or of an unknown kind."""
        found = self._typed.get(record)
        if found is None:
            struct = KINDS.get(kind_of(record))
            if struct is None or not (self._raw.get(record) or self._children.get(record)):
                return None
            found = self._typed[record] = self._read(struct, record)
        return found

    def find(self, struct: type[R], record: str) -> R | None:
        """The record if it is there and of this kind."""
        found = self.get(record)
        return found if isinstance(found, struct) else None

    def need(self, struct: type[R], record: str) -> R:
        """The record, or an empty one with that id."""
        return self.find(struct, record) or struct(id=record)

    def _read(self, struct: type[Record], record: str) -> Record:
        raw = self._raw.get(record, {})
        if self.is_ghost(record):
            first = self._log.first(record)
            raw = {**self._log[first].sets.get(record, {}), **raw}
        values = self._gather(record, raw)
        if record in self._parent and "place" in values:
            values["place"] = [self._parent[record], self._position[record]]
        if "merged_into" in values:
            values["merged_into"] = self._merged.get(record, "")
        try:
            return msgspec.convert({**values, "id": record}, struct)
        except msgspec.ValidationError:
            readable: dict[str, Any] = {}
            for name, value in values.items():
                if _fits(struct, record, name, value):
                    readable[name] = value
            return msgspec.convert({**readable, "id": record}, struct)

    def _gather(self, record: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Fields as the struct knows them: members gathered, blanked texts as a bar."""
        members = MEMBER_FIELDS.get(kind_of(record), frozenset())
        values: dict[str, Any] = {}
        for field, value in raw.items():
            name, slash, member = field.partition("/")
            if name == "id":
                continue
            if slash and name in members:
                if value:
                    values.setdefault(name, {})[member] = value
            elif is_forgotten(value):
                default = getattr(KINDS[kind_of(record)](id=record), name, None)
                if isinstance(default, str):
                    values[name] = bar(str(next(iter(value.values()))))
            elif name not in members:
                values[name] = value
        return values

    def title(self, record: str) -> str:
        """The words by which a person recognises a record; empty when it has none."""
        found = self.get(record)
        for name in model.TITLE_FIELDS:
            text = getattr(found, name, "")
            if isinstance(text, str) and text.strip():
                return text.strip()
        return ""

    # ── what is on the screen ────────────────────────────────────────────────────────────

    def removed_by(self, record: str) -> str:
        """The record through which this one is removed (itself or above it), or empty."""
        seen: set[str] = set()
        while record and record not in seen:
            if self._raw.get(record, {}).get("removed") is True:
                return record
            seen.add(record)
            record = self._parent.get(record, "")
        return ""

    def on_screen(self, record: str) -> bool:
        """Whether the record is there and neither it nor anything above it is removed."""
        if self.removed_by(record):
            return False
        return bool(self._raw.get(record)) or any(
            self.on_screen(child) for child in self._children.get(record, ())
        )

    def is_ghost(self, record: str) -> bool:
        """Whether its adding was undone while others had worked in it."""
        if kind_of(record) in NAMED_KINDS:
            return False
        first = self._log.first(record)
        return bool(first) and not self._log.live(first) and self.on_screen(record)

    def ids(self, kind: str) -> list[str]:
        """The ids of a kind that are on the screen, in the order they were added."""
        found = [record for record in self._by_kind.get(kind, ()) if self.on_screen(record)]
        return sorted(found, key=self._added)

    def all(self, struct: type[R]) -> list[R]:
        """All records of a kind that are on the screen, in the order they were added."""
        return [self.need(struct, record) for record in self.ids(getattr(struct, "kind", ""))]

    def under(self, parent: str, struct: type[R]) -> list[R]:
        """The records of a kind directly under a parent (``""`` is the top), in order."""
        return [
            self.need(struct, child) for child in self.siblings(parent, getattr(struct, "kind", ""))
        ]

    def siblings(self, parent: str, kind: str) -> list[str]:
        """The ids of a kind directly under a parent that are on the screen, in order."""
        ordered = self._ordered.get((parent, kind))
        if ordered is None:
            ordered = sorted(
                (child for child in self._children.get(parent, ()) if kind_of(child) == kind),
                key=self._order,
            )
            self._ordered[parent, kind] = ordered
        return [child for child in ordered if self.on_screen(child)]

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
        born = self._born.get(record)
        if born is None:
            born = self._born[record] = self._log.first(record)
        return born, record

    def _order(self, record: str) -> tuple[str, str, str]:
        if kind_of(record) in PARENT_FIELDS:
            return ("", *self._added(record))
        return self._position.get(record, ""), record, ""

    # ── what needs a human ───────────────────────────────────────────────────────────────

    def conflicts(self) -> list[Conflict]:
        """Fields where two people's values stand against each other, oldest record first."""
        found = [
            Conflict(record, field, values)
            for (record, field), values in self._conflicts.items()
            if not self.removed_by(record)
        ]
        return sorted(found, key=lambda conflict: (self._added(conflict.record), conflict.field))

    def conflict(self, record: str, field: str) -> Conflict | None:
        """The conflict on one field, if there is one."""
        values = self._conflicts.get((record, field))
        return Conflict(record, field, values) if values else None

    def removed(self) -> list[Removed]:
        """All that was removed, topmost only, with the new work that has arrived under it."""
        found = []
        for record, raw in self._raw.items():
            if raw.get("removed") is not True or self.removed_by(self._parent.get(record, "")):
                continue
            marks = [value for value in self._log.visible(record, "removed") if value.value is True]
            hidden = {act for mark in marks for act in self._log[mark.act].hides}
            hidden.update(mark.act for mark in marks)
            late = [
                (inside, field, value.act)
                for inside in (record, *self.descendants(record))
                for field in self._log.fields(inside)
                for value in self._log.visible(inside, field)
                if value.act not in hidden and field != "removed"
            ]
            found.append(Removed(record, marks[0].act, tuple(late)))
        return sorted(found, key=lambda removed: removed.act)

    def merged_late(self) -> list[Removed]:
        """Topics that were merged into another, and have since had new work."""
        found = []
        for record, target in self._merged.items():
            marks = [v for v in self._log.visible(record, "merged_into") if v.value == target]
            hidden = {act for mark in marks for act in self._log[mark.act].hides}
            hidden.update(mark.act for mark in marks)
            late = [
                (record, field, value.act)
                for field in self._log.fields(record)
                for value in self._log.visible(record, field)
                if value.act not in hidden
            ]
            if marks and late and not self.removed_by(record):
                found.append(Removed(record, marks[0].act, tuple(late)))
        return sorted(found, key=lambda removed: removed.act)

    def ghosts(self) -> list[Ghost]:
        """Records whose adding was undone while others had worked in them."""
        return [Ghost(record) for record in sorted(self._raw) if self.is_ghost(record)]

    def strays(self) -> list[str]:
        """Records whose parent is not there at all, and that no screen would otherwise show."""
        return [
            record
            for record, parent in sorted(self._parent.items())
            if self.on_screen(record)
            and ((parent and not self.on_screen(parent)) or (not parent and _needs_parent(record)))
        ]

    def tied(self) -> Mapping[str, str]:
        """Records that stood in a cycle, and the field that was stepped back."""
        return self._tied

    def troubles(self) -> list[Trouble]:
        """Values that are unreadable, unknown or from a newer version."""
        found: list[Trouble] = []
        for record, raw in sorted(self._raw.items()):
            struct = KINDS.get(kind_of(record))
            if struct is None:
                found.extend(Trouble(record, field, value) for field, value in raw.items())
                continue
            members = MEMBER_FIELDS[struct.kind]  # type: ignore[attr-defined]
            for field, value in raw.items():
                if is_forgotten(value):
                    continue
                name, slash, member = field.partition("/")
                if slash and name in members:
                    fits = _fits(struct, record, name, {member: value})
                else:
                    fits = name in struct.__struct_fields__ and _fits(struct, record, name, value)
                if not fits:
                    found.append(Trouble(record, field, value))
        return found

    # ── where things come from ───────────────────────────────────────────────────────────

    def tips(self, record: str, field: str) -> list[str]:
        """What an edit that begins now replaces. See rule 4."""
        return self._log.tips(record, field)

    def shown(self, record: str, field: str) -> list[Value]:
        """The visible values of a field, newest first."""
        return self._log.visible(record, field)

    def act(self, identifier: str) -> Act | None:
        """The act with this id."""
        return self._log.get(identifier)

    def history(self, record: str, field: str) -> list[Moment]:
        """All that a field has ever been, oldest first."""
        visible = {value.act for value in self._log.visible(record, field)}
        moments = []
        for identifier in self._log.fields(record).get(field, ()):
            act = self._log[identifier]
            moments.append(
                Moment(
                    identifier, act.sets[record][field], act.by, act.at,
                    self._log.live(identifier), identifier in visible,
                )
            )  # fmt: skip
        return moments

    def born(self, record: str) -> Act | None:
        """The act that brought a record into being."""
        return self.act(self._log.first(record))

    def fields(self, record: str) -> Iterable[str]:
        """The fields of a record that any act ever set."""
        return self._log.fields(record).keys()

    def records(self) -> Iterable[str]:
        """All records, on the screen or not."""
        return self._raw.keys()

    # ── the rooms of a workshop, by name ─────────────────────────────────────────────────

    @property
    def workshop(self) -> model.Workshop:
        """The workshop itself."""
        return self.need(model.Workshop, model.WORKSHOP)

    def groups(self) -> list[model.Group]:
        """The tables, in order."""
        return self.under("", model.Group)

    def topics(self, *states: str) -> list[model.Topic]:
        """Topics that are not merged into another, optionally only in some states."""
        return [
            topic
            for topic in self.all(model.Topic)
            if not self._merged_away(topic) and (not states or topic.state in states)
        ]

    def _merged_away(self, topic: model.Topic) -> bool:
        return bool(topic.merged_into) and self.on_screen(topic.merged_into)

    def topic_answers(self, topic: str) -> list[model.Answer]:
        """The answers of a topic and of all topics merged into it, in the order given."""
        wanted = set(self.need(model.Topic, topic).answers)
        for merged in self.merged_topics(topic):
            wanted.update(merged.answers)
        found = [answer for answer in map(self._answer, wanted) if answer is not None]
        return sorted(found, key=lambda answer: self._added(answer.id))

    def _answer(self, record: str) -> model.Answer | None:
        return self.find(model.Answer, record) if self.on_screen(record) else None

    def merged_topics(self, topic: str) -> list[model.Topic]:
        """The topics that were merged into one, however many steps away."""
        found: list[model.Topic] = []
        for record, target in sorted(self._merged.items()):
            if target == topic and self.on_screen(record):
                found.append(self.need(model.Topic, record))
                found.extend(self.merged_topics(record))
        return found

    def statements(self, *kinds: str) -> list[model.Statement]:
        """Platform statements in order, optionally only of some kinds."""
        return [
            statement
            for statement in self.under("", model.Statement)
            if not kinds or statement.statement_kind in kinds
        ]

    def measures(self) -> list[model.Measure]:
        """All measures, in the order of the strategy."""
        return [
            measure
            for area in self.under("", model.Area)
            for goal in self.under(area.id, model.Goal)
            for measure in self.under(goal.id, model.Measure)
        ]

    def goals(self) -> list[model.Goal]:
        """All goals, in the order of the strategy."""
        return [
            goal for area in self.under("", model.Area) for goal in self.under(area.id, model.Goal)
        ]


def _place(value: object) -> tuple[str, str]:
    if isinstance(value, list | tuple) and len(value) == 2:
        parent, position = value
        if isinstance(parent, str) and isinstance(position, str):
            return parent, position
    return "", ""


def _needs_parent(record: str) -> bool:
    return kind_of(record) in {"goal", "strategy", "measure", "indicator", "answer", "status"}


def _fits(struct: type[Record], record: str, name: str, value: object) -> bool:
    try:
        msgspec.convert({"id": record, name: value}, struct)
    except msgspec.ValidationError:
        return False
    return True


def _find_cycle(upward: Mapping[str, str]) -> Sequence[str]:
    """The records of one cycle, or none."""
    finished: set[str] = set()
    for start in upward:
        path: list[str] = []
        on_path: set[str] = set()
        current = start
        while current and current not in finished and current in upward:
            if current in on_path:
                return path[path.index(current) :]
            path.append(current)
            on_path.add(current)
            current = upward[current]
        finished.update(path)
    return ()
