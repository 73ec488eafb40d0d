"""The followed process as it is in force here: the copy in the file, with what was changed.

The copy itself is never written to. What a workshop changes – minutes, weeks, names, order, what
is left out, what is added – lies in the records of its phases and activities, beside what has been
done in them, so that nothing done is lost and two people's changes merge.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, get_args

from workshop import positions
from workshop.content import ActivityKind
from workshop.model import ActivityState, PhaseState, ProcessCopy
from workshop.view import View

OWN = "own-"
"""How the id of an activity begins that the workshop has added itself."""
MOST_MINUTES, MOST_WEEKS = 10_000, 520
KINDS: tuple[str, ...] = get_args(ActivityKind)


class Kept(NamedTuple):
    """An activity of a phase, in the order of this workshop."""

    record: str
    key: str
    """Its position key."""
    content: Mapping[str, Any]
    """As it is in force: an activity of a process, as JSON."""
    known: ActivityState
    original: Mapping[str, Any] | None
    """As the process has it; None when it was added here."""


def in_force(view: View) -> dict[str, Any]:
    """The followed process as JSON, with the changes of this workshop; empty when there is none."""
    return view.recall("in-force", _in_force)


def activities_of(view: View, phase: str) -> list[Kept]:
    """All activities of a phase (its record id) in order, those that are left out too."""
    wanted = phase.partition(":")[2]
    found = next((one for one in _phases(_copy(view)) if one.get("id") == wanted), None)
    return _activities(view, found) if found is not None else []


def _copy(view: View) -> Mapping[str, Any]:
    return view.need(ProcessCopy, view.workshop.process or "process:none").content


def _in_force(view: View) -> dict[str, Any]:
    content = dict(_copy(view))
    if isinstance(content.get("phases"), list):
        content["phases"] = [
            _phase(view, one) if isinstance(one, dict) else one for one in content["phases"]
        ]
    return content


def _phases(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    phases = content.get("phases")
    for one in phases if isinstance(phases, list) else ():
        if isinstance(one, dict):
            yield one


def _phase(view: View, phase: Mapping[str, Any]) -> dict[str, Any]:
    known = view.need(PhaseState, f"phase:{phase.get('id')}")
    changed = dict(phase)
    if known.title.strip():
        changed["title"] = known.title
    if 0 <= known.weeks_from <= MOST_WEEKS:
        changed["weeks_from"] = known.weeks_from
    if 0 <= known.weeks_to <= MOST_WEEKS:
        changed["weeks_to"] = known.weeks_to
    if known.weeks_from >= 0 or known.weeks_to >= 0:
        # Two people may have changed one end each.
        ends = (changed.get("weeks_from", 0), changed.get("weeks_to", 0))
        if all(isinstance(end, int) for end in ends):
            changed["weeks_to"] = max(ends)
    if isinstance(phase.get("activities"), list):
        changed["activities"] = [
            one.content for one in _activities(view, phase) if not one.known.hidden
        ]
    return changed


def _activities(view: View, phase: Mapping[str, Any]) -> list[Kept]:
    """Asked for by many in one breath, so remembered until something changes."""
    return view.recall(f"in-force/{phase.get('id')}", lambda at: _find_activities(at, phase))


def _find_activities(view: View, phase: Mapping[str, Any]) -> list[Kept]:
    found: list[Kept] = []
    key = ""
    for activity in phase.get("activities") or ():
        key = positions.after(key)
        if not isinstance(activity, dict):
            continue
        record = f"activity:{phase.get('id')}/{activity.get('id')}"
        known = view.need(ActivityState, record)
        place = known.position if positions.is_key(known.position) else key
        found.append(Kept(record, place, _changed(activity, known), known, activity))
    ours = {one.record for one in found}
    begins = f"activity:{phase.get('id')}/{OWN}"
    for record in view.ids(ActivityState.kind):
        if record.startswith(begins) and record not in ours:
            found.append(_own(view, record, key))
    return sorted(found, key=lambda one: one.key)


def _changed(activity: Mapping[str, Any], known: ActivityState) -> Mapping[str, Any]:
    """An activity with what is changed in it; itself when nothing is."""
    if not known.title.strip() and known.minutes_planned < 0:
        return activity
    changed = dict(activity)
    if known.title.strip():
        changed["title"] = known.title
    if 0 <= known.minutes_planned <= MOST_MINUTES:
        changed["minutes"] = known.minutes_planned
    return changed


def _own(view: View, record: str, last: str) -> Kept:
    """An activity that was added here; undone while others worked in it, it keeps its words."""
    known = view.need(ActivityState, record)
    born = view.born(record)
    first = born.sets.get(record, {}) if born is not None else {}

    def word(field: str) -> str:
        value = getattr(known, field) or first.get(field, "")
        return value if isinstance(value, str) else ""

    kind = word("activity_kind")
    minutes = known.minutes_planned if known.minutes_planned >= 0 else first.get("minutes_planned")
    counted = isinstance(minutes, int) and 0 <= minutes <= MOST_MINUTES
    content: dict[str, Any] = {
        "id": record.rpartition("/")[2],
        "title": word("title") or record.rpartition("/")[2],
        "kind": kind if kind in KINDS else "talk",
        "minutes": minutes if counted else 0,
        "guide": word("guide"),
    }
    place = word("position")
    key = place if positions.is_key(place) else positions.after(last)
    return Kept(record, key, content, known, None)
