"""The folded workshop, typed and read-only: what every screen, document and rule looks at.

A view follows a log: ``refresh`` takes in what an act touched, at a cost that does not grow with
the workshop. A fresh view of the same acts shows exactly the same.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from workshop import model
from workshop.changes import Act, Value
from workshop.model import KINDS, Record, kind_of
from workshop.view.attention import Attention
from workshop.view.reading import read
from workshop.view.values import (
    NEWEST_WINS,
    PARENT_KINDS,
    PLACED_KINDS,
    Conflict,
    Ghost,
    Moment,
    Removed,
    Trouble,
    bar,
)

__all__ = [
    "NEWEST_WINS",
    "PARENT_KINDS",
    "PLACED_KINDS",
    "Conflict",
    "Ghost",
    "Moment",
    "Removed",
    "Trouble",
    "View",
    "bar",
]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class View(Attention):
    """A workshop as it stands."""

    # ── one record ───────────────────────────────────────────────────────────────────────

    def get(self, record: str) -> Record | None:
        """The typed record, or None when it is not there or of an unknown kind."""
        found = self._typed.get(record)
        if found is None:
            struct = KINDS.get(kind_of(record))
            raw = self._raw.get(record)
            if struct is None or raw is None or not (raw or self._children.get(record)):
                return None
            found = self._read(struct, record, raw)
            if raw and self._log.live(self._born[record]):
                # What else it shows may hang on other records, and is read anew each time.
                self._typed[record] = found
        return found

    def _read(self, struct: type[Record], record: str, raw: Mapping[str, Any]) -> Record:
        if self.is_ghost(record):
            raw = {**self._log[self._born[record]].sets.get(record, {}), **raw}
        fixed: dict[str, Any] = {}
        if "place" in raw:
            fixed["place"] = (self._parent.get(record, ""), self._position.get(record, ""))
        if "merged_into" in raw:
            fixed["merged_into"] = self._merges.chosen.get(record, "")
        return read(struct, record, raw, fixed)

    def find(self, struct: type[R], record: str) -> R | None:
        """The record if it is there and of this kind."""
        found = self.get(record)
        return found if isinstance(found, struct) else None

    def need(self, struct: type[R], record: str) -> R:
        """The record, or an empty one with that id."""
        return self.find(struct, record) or struct(id=record)

    def all(self, struct: type[R]) -> list[R]:
        """All records of a kind that are on the screen, in the order they were added."""
        return [self.need(struct, record) for record in self.ids(getattr(struct, "kind", ""))]

    def under(self, parent: str, struct: type[R]) -> list[R]:
        """The records of a kind directly under a parent (``""`` is the top), in order."""
        return [
            self.need(struct, child) for child in self.siblings(parent, getattr(struct, "kind", ""))
        ]

    def recall(self, name: str, make: Callable[["View"], T]) -> T:
        """What ``make`` makes of this view, made once until something changes.

        Args:
            name: A name of its own for what is made.
            make: A function of the view alone.
        """
        if name not in self._recalled:
            self._recalled[name] = make(self)
        made: T = self._recalled[name]
        return made

    def title(self, record: str) -> str:
        """The words by which a person recognises a record; empty when it has none."""
        found = self.get(record)
        for name in model.TITLE_FIELDS:
            text = getattr(found, name, "")
            if isinstance(text, str) and text.strip():
                return text.strip()
        return ""

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
        into: dict[str, list[str]] = {}
        for record, target in sorted(self._merges.chosen.items(), reverse=True):
            if target and self.on_screen(record):
                into.setdefault(target, []).append(record)
        found: list[model.Topic] = []
        waiting = list(into.get(topic, ()))
        while waiting:
            record = waiting.pop()
            found.append(self.need(model.Topic, record))
            waiting.extend(into.get(record, ()))
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
