"""A set of acts, and what any field folds to."""

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workshop.changes.act import Act, Value, counter_of, same


def _by_id(act: Act) -> str:
    return act.id


class Log:
    """A set of acts, indexed so that any field can be folded at once.

    Adding acts is the only way it changes. Which state it folds to depends on the set alone.
    """

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts: dict[str, Act] = {}
        self._of: dict[str, Act | list[Act]] = {}
        """Record → the act that touched it, or all that did, oldest first. Most records of a
        large workshop were touched once, so an index by field is made only when asked for."""
        self._index: dict[str, dict[str, list[str]]] = {}
        self._undoers: dict[str, list[str]] = {}
        self._dead: set[str] = set()
        self.add(acts)

    def __len__(self) -> int:
        return len(self._acts)

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._acts

    def __getitem__(self, identifier: str) -> Act:
        return self._acts[identifier]

    def get(self, identifier: str) -> Act | None:
        """The act with this id, if it is here."""
        return self._acts.get(identifier)

    def __iter__(self) -> Iterator[Act]:
        """All acts, oldest first."""
        return (self._acts[identifier] for identifier in sorted(self._acts))

    # ── taking in ────────────────────────────────────────────────────────────────────────

    def add(self, acts: Iterable[Act]) -> set[str]:
        """Take in acts, known ones included, and return the records that may have changed."""
        new: list[Act] = []
        known, of, undoers, index = self._acts, self._of, self._undoers, self._index
        all_new = not known
        for act in acts:
            identifier = act.id
            if identifier in known:
                continue
            known[identifier] = act
            new.append(act)
            for record in act.sets:
                earlier = of.get(record)
                if earlier is None:
                    of[record] = act
                elif type(earlier) is list and earlier[-1].id < identifier and record not in index:
                    earlier.append(act)
                else:
                    self._note(record, earlier, act)
            if act.undoes and act.undoes < identifier:
                undoers.setdefault(act.undoes, []).append(identifier)
        touched = set(of) if all_new else {record for act in new for record in act.sets}
        if self._undoers:
            # From the newest down: what an act undoes is then settled once, however long the
            # chain of undoing is.
            concerned = {act.id: act for act in new if act.undoes or act.id in undoers}
            for identifier in sorted(concerned, reverse=True):
                self._settle(concerned[identifier], touched)
        return touched

    def plain(self, record: str) -> dict[str, Any] | None:
        """Field → value of a record whose acts simply followed upon each other.

        Most records are of this kind, and are folded so at a glance. None when any act was
        undone, or did not replace the one before it: then look at each field.
        """
        acts = self._of.get(record)
        if not isinstance(acts, list):
            return None
        if self._dead and any(act.id in self._dead for act in acts):
            return None
        first = acts[0]
        values = first.sets[record].copy()
        newest = dict.fromkeys(values, first.id)
        for act in acts[1:]:
            replaced = act.replaces.get(record)
            for field, value in act.sets[record].items():
                before = newest.get(field)
                if before is not None and not (replaced and before in replaced.get(field, ())):
                    return None
                newest[field] = act.id
                values[field] = value
        return values

    def _note(self, record: str, earlier: Act | list[Act], act: Act) -> None:
        """One more act on a record that others have touched."""
        if not isinstance(earlier, list):
            earlier = self._of[record] = [earlier]
        if earlier[-1].id < act.id:
            earlier.append(act)
        else:
            bisect.insort(earlier, act, key=_by_id)
        index = self._index.get(record)
        if index is not None:
            for field in act.sets[record]:
                ids = index.setdefault(field, [])
                if not ids or ids[-1] < act.id:
                    ids.append(act.id)
                else:
                    bisect.insort(ids, act.id)

    def _settle(self, act: Act, touched: set[str]) -> None:
        """Find out anew what is live, from this act down the chain of what it undoes."""
        current: Act | None = act
        while current is not None:
            dead = any(undoer not in self._dead for undoer in self._undoers.get(current.id, ()))
            changed = dead != (current.id in self._dead)
            if changed:
                (self._dead.add if dead else self._dead.discard)(current.id)
                touched.update(current.sets)
            if not changed and current is not act:
                return
            target = current.undoes if current.undoes < current.id else ""
            current = self._acts.get(target)

    # ── looking up ───────────────────────────────────────────────────────────────────────

    def records(self) -> Iterable[str]:
        """The ids of all records that any act ever touched."""
        return self._of.keys()

    def sole(self, record: str) -> Act | None:
        """The act that touched a record, when it is the only one that ever did."""
        found = self._of.get(record)
        return None if isinstance(found, list) else found

    def fields(self, record: str) -> Mapping[str, Sequence[str]]:
        """Field → the acts that set it, oldest first."""
        index = self._index.get(record)
        if index is not None:
            return index
        found = self._of.get(record)
        if found is None:
            return {}
        if not isinstance(found, list):
            return {field: [found.id] for field in found.sets[record]}
        index = self._index[record] = {}
        for act in found:
            identifier = act.id
            for field in act.sets[record]:
                ids = index.get(field)
                if ids is None:
                    index[field] = [identifier]
                else:
                    ids.append(identifier)
        return index

    def live(self, identifier: str) -> bool:
        """An act is live unless a live act undoes it. See rule 5."""
        return identifier not in self._dead

    def dead(self) -> Iterable[str]:
        """The acts that are undone."""
        return self._dead

    def undoers(self, identifier: str) -> Sequence[str]:
        """The acts that undo this one."""
        return self._undoers.get(identifier, ())

    def first(self, record: str) -> str:
        """The act that brought a record into being."""
        found = self._of.get(record)
        if found is None:
            return ""
        return found[0].id if isinstance(found, list) else found.id

    def highest(self) -> int:
        """The highest counter seen."""
        return counter_of(max(self._acts)) if self._acts else 0

    # ── folding ──────────────────────────────────────────────────────────────────────────

    def standing(self, record: str, field: str) -> list[Value]:
        """All live values of a field that nothing covers, newest first, equal ones too.

        See rule 3.
        """
        ids = self.fields(record).get(field, ())
        acts, dead = self._acts, self._dead
        if len(ids) == 1:
            only = ids[0]
            return [] if only in dead else [Value(only, acts[only].sets[record][field])]
        found: list[Value] = []
        covered: set[str] = set()
        for identifier in reversed(ids):
            act = acts[identifier]
            if identifier not in covered:
                if identifier in dead:
                    continue
                found.append(Value(identifier, act.sets[record][field]))
            replaced = act.replaces.get(record)
            if replaced:
                covered.update(replaced.get(field, ()))
        return found

    def visible(self, record: str, field: str) -> list[Value]:
        """The values of a field that a person should see, newest first. See rule 3.

        More than one is a conflict. None means the field was never set, or all was undone.
        """
        standing = self.standing(record, field)
        if len(standing) < 2:
            return standing
        found: list[Value] = []
        for value in standing:
            if not any(same(value.value, earlier.value) for earlier in found):
                found.append(value)
        return found

    def tips(self, record: str, field: str) -> list[str]:
        """The acts on a field that no later act replaces, undone ones too. See rule 4."""
        ids = self.fields(record).get(field, ())
        if len(ids) <= 1:
            return list(ids)
        replaced: set[str] = set()
        tips: list[str] = []
        for identifier in reversed(ids):
            if identifier not in replaced:
                tips.append(identifier)
            replaced.update(self._acts[identifier].replaces.get(record, {}).get(field, ()))
        tips.reverse()
        return tips

    def live_values(self, record: str, field: str) -> list[Value]:
        """All live values a field ever had, newest first, covered ones too."""
        return [
            Value(identifier, self._acts[identifier].sets[record][field])
            for identifier in reversed(self.fields(record).get(field, ()))
            if identifier not in self._dead
        ]

    def birth_value(self, record: str, field: str) -> object:
        """What the act that brought a record into being gave a field, live or not; or None."""
        first = self._acts.get(self.first(record))
        return first.sets[record].get(field) if first else None

    def forgotten(self) -> dict[str, dict[str, dict[str, str]]]:
        """Act id → record → field → date, of everything that was ever removed for good.

        The earliest date stands where two people forgot the same, so that all see one date.
        """
        result: dict[str, dict[str, dict[str, str]]] = {}
        for act in self._acts.values():
            if not act.forgets:
                continue
            date = act.at[:10]
            for target, records in act.forgets.items():
                for record, fields in records.items():
                    dates = result.setdefault(target, {}).setdefault(record, {})
                    for field in fields:
                        dates[field] = min(date, dates.get(field, date))
        return result
