"""A copy of a workshop in memory, and what must be true of any copy at any time."""

import json
import random
from datetime import UTC, datetime, timedelta

from workshop.acts import base
from workshop.changes import Act, Change, Log, Steps, Value, act_id, same
from workshop.model import KINDS, kind_of
from workshop.view import NEWEST_WINS, View


class Replica:
    """One person's copy: a log, a view that follows it, and a clock that may be wrong."""

    def __init__(self, seat: str, seed: int, hours_wrong: int = 0) -> None:
        self.seat = seat
        self.log = Log()
        self.view = View(self.log)
        self.steps = Steps(seat)
        self.random = random.Random(f"{seat}{seed}")
        self.now = datetime(2027, 3, 1, 9, tzinfo=UTC) + timedelta(hours=hours_wrong)
        self.begun: dict[tuple[str, str], list[str]] = {}

    def new_id(self, kind: str) -> str:
        return f"{kind}:{self.random.getrandbits(40):010x}"

    def act(self, **fields) -> Act:
        self.now += timedelta(minutes=1)
        return Act(
            id=act_id(self.log.highest() + 1, self.random.getrandbits(48)),
            by=self.seat,
            seat=self.seat,
            at=self.now.isoformat(),
            **fields,
        )

    def do(self, change: Change) -> Act:
        act = self.act(
            what=change.what, sets=change.sets, replaces=change.replaces, hides=change.hides
        )
        self.take([act])
        return act

    def set(self, record: str, tips: list[str] | None = None, **values) -> Act:
        """Edit fields, as someone who began when the tips were these."""
        known = None if tips is None else {record: dict.fromkeys(values, tips)}
        return self.do(base.edit(self.view, record, tips=known, **values))

    def add(self, kind: str, parent: str | None = None, **values) -> str:
        record, change = base.add(self.view, self.new_id, kind, "Add", parent=parent, **values)
        self.do(change)
        return record

    def undo(self) -> Act | None:
        if not self.steps.done:
            return None
        target = self.log[self.steps.done[-1]]
        self.take([self.act(undoes=target.id)])
        return target

    def redo(self) -> Act | None:
        if not self.steps.undone:
            return None
        undo = self.log[self.steps.undone[-1]]
        self.take([self.act(undoes=undo.id)])
        return self.log[undo.undoes]

    def take(self, acts) -> None:
        """Take in acts, as a session does."""
        fresh = sorted((act for act in acts if act.id not in self.log), key=lambda act: act.id)
        self.view.refresh(self.log.add(fresh))
        check_no_cycles(self.view)
        for act in fresh:
            self.steps.take(act)

    def merge(self, *others: "Replica") -> None:
        for other in others:
            self.take(list(other.log))


def state(view: View) -> str:
    """Everything a view shows, as text that can be compared."""
    records = {}
    for record in sorted(view.records()):
        raw = dict(view.raw(record))
        if not raw and not view.on_screen(record):
            continue
        records[record] = {
            "raw": raw,
            "parent": view.parent(record),
            "position": view.position(record),
            "screen": view.on_screen(record),
            "removed by": view.removed_by(record),
            "ghost": view.is_ghost(record),
            "typed": repr(view.get(record)),
            "siblings": [view.siblings(record, kind) for kind in ("area", "goal", "measure")],
            "shown": {
                field: [(value.act, value.value) for value in view.shown(record, field)]
                for field in sorted(raw)
            },
        }
    return json.dumps(
        {
            "records": records,
            "top": view.siblings("", "area"),
            "ids": {kind: view.ids(kind) for kind in sorted(KINDS)},
            "conflicts": repr(view.conflicts()),
            "removed": repr(view.removed()),
            "merged late": repr(view.merged_late()),
            "ghosts": repr(view.ghosts()),
            "strays": view.strays(),
            "tied": dict(view.tied()),
            "troubles": repr(view.troubles()),
            "topics": [topic.id for topic in view.topics()],
        },
        sort_keys=True,
        indent=1,
    )


def check_no_cycles(view: View) -> None:
    for record in view.records():
        seen = set()
        current = record
        while current:
            assert current not in seen, f"{record} lies under itself"
            seen.add(current)
            current = view.parent(current)


def check_same_as_fresh(view: View, log: Log) -> None:
    assert state(view) == state(View(Log(log)))


def values_by_definition(log: Log, record: str, field: str) -> list[Value]:
    """Rule 3 word for word, slowly: the live values that nothing covers, newest first."""
    acts = [act for act in log if field in act.sets.get(record, ())]
    everything = list(log)

    def live(act: Act) -> bool:
        return not any(
            live(other) for other in everything if other.undoes == act.id and other.id > act.id
        )

    def covered(act: Act) -> bool:
        return any(
            act.id in other.replaces.get(record, {}).get(field, ())
            and (covered(other) or live(other))
            for other in acts
            if other.id > act.id
        )

    return [
        Value(act.id, act.sets[record][field])
        for act in reversed(acts)
        if live(act) and not covered(act)
    ]


def reachable(view: View) -> set[str]:
    """The records that some screen shows."""
    found = set(view.strays())
    waiting = [("", kind) for kind in KINDS] + [(stray, kind) for stray in found for kind in KINDS]
    while waiting:
        parent, kind = waiting.pop()
        for child in view.siblings(parent, kind):
            if child not in found:
                found.add(child)
                waiting += [(child, below) for below in KINDS]
    for topic in view.topics():
        found.add(topic.id)
        found.update(merged.id for merged in view.merged_topics(topic.id))
    for kind, struct in KINDS.items():
        if kind != "topic" and "place" not in struct.__struct_fields__:
            found.update(view.ids(kind))
    return found


def check_all_accounted_for(view: View, log: Log) -> None:
    """Every value that nothing covers is on a screen, in a conflict, or among removed things."""
    shown = reachable(view)
    removed = {one.record: one for one in view.removed()}
    for record in log.records():
        for field in log.fields(record):
            for value in values_by_definition(log, record, field):
                place = f"{record} {field} {value}"
                if not view.on_screen(record):
                    topmost = view.removed_by(record)
                    while view.removed_by(view.parent(topmost)):
                        topmost = view.removed_by(view.parent(topmost))
                    assert topmost in removed, f"{place} is nowhere"
                    if field == "removed" or field in NEWEST_WINS:
                        continue
                    late = {act for r, f, act in removed[topmost].late if (r, f) == (record, field)}
                    equal = {
                        v.act for v in log.standing(record, field) if same(v.value, value.value)
                    }
                    assert equal & late or _was_seen(view, log, record, field, value), (
                        f"{place} was removed without a word"
                    )
                    continue
                assert record in shown, f"{place} is on no screen"
                conflict = view.conflict(record, field)
                assert (
                    field in NEWEST_WINS
                    or same(view.raw(record).get(field), value.value)
                    or (conflict and any(same(v.value, value.value) for v in conflict.values))
                ), f"{place} is overwritten without a word"


def _was_seen(view: View, log: Log, record: str, field: str, value) -> bool:
    """Whether an act that removed it, here or above, had seen this very value."""
    hidden = set()
    above = record
    while above:
        for mark in log.standing(above, "removed"):
            if mark.value is True:
                hidden |= {mark.act, *log[mark.act].hides}
        above = view.parent(above)
    return any(
        other.act in hidden and same(other.value, value.value)
        for other in log.standing(record, field)
    )


def on_screen_by_others(view: View, log: Log, seat: str) -> set[tuple[str, str, str]]:
    """(record, field, act) of what others have put on this screen."""
    return {
        (record, field, value.act)
        for record in log.records()
        if view.on_screen(record)
        for field in log.fields(record)
        for value in log.standing(record, field)
        if log[value.act].seat != seat
    }


def covers(log: Log, act: Act) -> set[str]:
    """All that an act stands in the place of, however many steps away."""
    found: set[str] = set()
    waiting = [act]
    while waiting:
        for fields in waiting.pop().replaces.values():
            for ids in fields.values():
                fresh = set(ids) - found
                found |= fresh
                waiting += [one for key in fresh if (one := log.get(key)) is not None]
    return found


def covers_on(log: Log, act: Act, record: str, field: str) -> set[str]:
    """All that an act stands in the place of on one field, however many steps away."""
    found: set[str] = set()
    waiting = [act.id]
    while waiting:
        known = log.get(waiting.pop())
        ids = known.replaces.get(record, {}).get(field, ()) if known else ()
        waiting += [identifier for identifier in ids if identifier not in found]
        found.update(ids)
    return found


def kinds_in(view: View, *kinds: str) -> list[str]:
    return sorted(record for record in view.records() if kind_of(record) in kinds)
