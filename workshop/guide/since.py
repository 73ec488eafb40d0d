"""What has happened since last time, in words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from workshop.changes import Act
from workshop.messages import N_, Message, msg
from workshop.model import kind_of
from workshop.shortening import shorten
from workshop.view import View

_ADDED: dict[str, tuple[str, str]] = {
    "answer": (N_("1 new answer"), N_("{n} new answers")),
    "topic": (N_("1 new topic"), N_("{n} new topics")),
    "area": (N_("1 new area"), N_("{n} new areas")),
    "goal": (N_("1 new goal"), N_("{n} new goals")),
    "strategy": (N_("1 new strategy"), N_("{n} new strategies")),
    "measure": (N_("1 new measure"), N_("{n} new measures")),
    "statement": (N_("1 new line in the platform"), N_("{n} new lines in the platform")),
    "consultation": (N_("1 new consultation"), N_("{n} new consultations")),
    "decision": (N_("1 new decision"), N_("{n} new decisions")),
    "status": (N_("1 new status note"), N_("{n} new status notes")),
}
"""What is worth a number of its own when it is new, one and several."""

_NAMED = ("measure", "goal", "area", "statement", "strategy", "topic", "section")
"""Kinds that are named when they were changed, in this order."""
_MOST_NAMES = 3
_TEXTS = frozenset({"text", "title", "rationale", "argument", "owner", "deadline", "horizon"})


def since_last_time(view: View, acts: Iterable[Act], after: str = "") -> list[Message]:
    """Who did how much, and what changed; empty when nothing happened.

    Args:
        view: The workshop as it stands now.
        acts: The acts to tell of.
        after: Tell only of acts with a higher id than this one.
    """
    told = sorted((act for act in acts if act.id > after), key=lambda act: act.id)
    if not told:
        return []
    return [
        *_people(told),
        *_added(view, told),
        *_changed(view, told),
        *_removed(view, told),
        *_open(view),
    ]


def _people(acts: Sequence[Act]) -> list[Message]:
    said = []
    for who, count in Counter(act.by for act in acts).most_common():
        name: str | Message = who or msg("unknown")
        last = max((act.at[:10] for act in acts if act.by == who), default="")
        if count == 1:
            said.append(msg("{who}: 1 change, {date}", who=name, date=last))
        else:
            said.append(msg("{who}: {n} changes, the last {date}", who=name, n=count, date=last))
    return said


def _born_in(view: View, acts: Sequence[Act]) -> set[str]:
    """Records that came into being in these acts, and are still there."""
    fresh = {act.id for act in acts}
    touched = {record for act in acts for record in act.sets}
    return {
        record
        for record in touched
        if (born := view.born(record)) and born.id in fresh and view.on_screen(record)
    }


def _added(view: View, acts: Sequence[Act]) -> list[Message]:
    counts = Counter(kind_of(record) for record in _born_in(view, acts))
    return [
        Message(several, {"n": counts[kind]}) if counts[kind] > 1 else Message(one)
        for kind, (one, several) in _ADDED.items()
        if counts[kind]
    ]


def _changed(view: View, acts: Sequence[Act]) -> list[Message]:
    """The names of what was changed, the most important first."""
    new = _born_in(view, acts)
    changed = {
        record
        for act in acts
        for record, fields in act.sets.items()
        if kind_of(record) in _NAMED and record not in new and _TEXTS & fields.keys()
    }
    names = [
        f"«{shorten(view.title(record))}»"
        for record in sorted(changed, key=lambda one: (_NAMED.index(kind_of(one)), one))
        if view.on_screen(record) and view.title(record)
    ]
    if not names:
        return []
    shown = ", ".join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        more = len(names) - _MOST_NAMES
        return [msg("Changed: {names}, and {n} more", names=shown, n=more)]
    return [msg("Changed: {names}", names=shown)]


def _removed(view: View, acts: Sequence[Act]) -> list[Message]:
    gone = {
        record
        for act in acts
        for record, fields in act.sets.items()
        if fields.get("removed") is True and view.removed_by(record) == record
    }
    return [msg("Removed: {n}", n=len(gone))] if gone else []


def _open(view: View) -> list[Message]:
    conflicts = len(view.conflicts())
    if not conflicts:
        return []
    if conflicts == 1:
        return [msg("1 conflict to settle")]
    return [msg("{n} conflicts to settle", n=conflicts)]
