"""What needs a human: conflicts, removed things with new work, strays, unreadable values."""

from collections.abc import Iterator, Mapping

from workshop.changes import Value, same
from workshop.model import kind_of
from workshop.view.fold import Fold
from workshop.view.reading import troubles
from workshop.view.values import (
    NEWEST_WINS,
    PARENT_KINDS,
    PLACED_KINDS,
    Conflict,
    Ghost,
    Removed,
    Trouble,
)

_TOP_KINDS = PLACED_KINDS - PARENT_KINDS.keys() - {"evidence"}
"""Kinds that lie at the top and nowhere else."""


class Attention(Fold):
    """The fold, and what in it a person should look at."""

    def conflicts(self) -> list[Conflict]:
        """Fields where two people's values stand against each other, oldest record first.

        Conflicts inside something removed wait until it is brought back, but not the question
        whether it is removed at all.
        """
        found = [
            Conflict(record, field, values)
            for (record, field), values in self._conflicts.items()
            if not self.removed_by(self.parent(record) if field == "removed" else record)
        ]
        return sorted(found, key=lambda conflict: (self._added(conflict.record), conflict.field))

    def conflict(self, record: str, field: str) -> Conflict | None:
        """The conflict on one field, if there is one."""
        values = self._conflicts.get((record, field))
        return Conflict(record, field, values) if values else None

    def removed(self) -> list[Removed]:
        """All that was removed, topmost only, with the new work that has arrived under it."""
        found = [
            Removed(record, self._marks(record, "removed", True)[0].act, tuple(self._late(record)))
            for record in self._marked
            if not self.removed_by(self.parent(record))
        ]
        return sorted(found, key=lambda removed: (removed.act, removed.record))

    def merged_late(self) -> list[Removed]:
        """Topics that were merged into another, and have since had new work."""
        found = []
        for record, target in self._merges.chosen.items():
            if not (target and self.on_screen(record) and self.on_screen(target)):
                continue
            marks = self._marks(record, "merged_into", target)
            hidden = self._hidden_by(marks)
            late = [
                (record, field, value.act)
                for field, value in self._new_work(record, hidden)
                if field != "merged_into"
            ]
            if marks and late:
                found.append(Removed(record, marks[0].act, tuple(late)))
        return sorted(found, key=lambda removed: (removed.act, removed.record))

    def _marks(self, record: str, field: str, value: object) -> list[Value]:
        """The acts that took a record off the screen, newest first."""
        return [mark for mark in self._log.standing(record, field) if same(mark.value, value)]

    def _hidden_by(self, marks: list[Value]) -> set[str]:
        """The acts whose values these acts had seen when they took them off the screen."""
        hidden = {mark.act for mark in marks}
        for mark in marks:
            hidden.update(self._log[mark.act].hides)
        return hidden

    def _late(self, topmost: str) -> Iterator[tuple[str, str, str]]:
        """New work under something removed. See rule 8."""
        waiting: list[tuple[str, set[str]]] = [(topmost, set())]
        while waiting:
            record, hidden = waiting.pop()
            if record in self._marked:
                hidden = hidden | self._hidden_by(self._marks(record, "removed", True))
            for field, value in self._new_work(record, hidden):
                if field != "removed":
                    yield record, field, value.act
            children = sorted(self._children.get(record, ()), reverse=True)
            waiting.extend((child, hidden) for child in children)

    def _new_work(self, record: str, hidden: set[str]) -> Iterator[tuple[str, Value]]:
        """The visible values of a record that are not, under any act, among the hidden ones."""
        for field in sorted(self._log.fields(record)):
            standing = self._log.standing(record, field)
            if all(value.act in hidden for value in standing):
                continue
            known = [value.value for value in standing if value.act in hidden]
            for value in self._log.visible(record, field):
                if value.act not in hidden and not any(same(value.value, old) for old in known):
                    yield field, value
                if field in NEWEST_WINS:
                    break

    def ghosts(self) -> list[Ghost]:
        """Records whose adding was undone while others had worked in them."""
        log = self._log
        candidates = {
            record
            for identifier in log.dead()
            for record in log[identifier].sets
            if self._born.get(record) == identifier
        }
        return [Ghost(record) for record in sorted(candidates) if self.is_ghost(record)]

    def strays(self) -> list[str]:
        """Records that lie where no screen would show them, such as under nothing at all."""
        found = []
        for record, parent in self._parent.items():
            kind = kind_of(record)
            wanted = PARENT_KINDS.get(kind, "")
            if wanted:
                lost = kind_of(parent) != wanted or not self.on_screen(parent)
            elif parent:
                lost = kind in _TOP_KINDS or not self.on_screen(parent)
            else:
                lost = False
            if lost and self.on_screen(record):
                found.append(record)
        return sorted(found)

    def tied(self) -> Mapping[str, str]:
        """Records that stood in a cycle, and the field that was stepped back."""
        return {
            **dict.fromkeys(sorted(self._places.tied), "place"),
            **dict.fromkeys(sorted(self._merges.tied), "merged_into"),
        }

    def troubles(self) -> list[Trouble]:
        """Values that are unreadable, unknown or from a newer version."""
        for record, raw in self._raw.items():
            if record not in self._troubles:
                self._troubles[record] = troubles(record, raw)
        return [
            trouble
            for record in sorted(record for record, found in self._troubles.items() if found)
            for trouble in self._troubles[record]
        ]
