"""What has changed in a deck or a process since it was forked: there, here, or in both.

Three texts are held against each other: the *base* (the original as it was when last looked at),
*here* (the fork) and *there* (the original as it is now). They are taken apart in the same way:

* the file itself, with its fields (``/title``) and its themes (``/themes/R``);
* each card of a deck (``card-id``), with its fields (``card-id/ask``);
* each phase of a process (``phase-id/title``) and each activity (``phase-id/activity-id/guide``).

A text and all its translations are one field: half of one author's wording and half of
another's is nobody's. The order of cards is not compared.

Works on plain data, as the YAML reader gives it. Pure: no files.
"""

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from workshop.content import LANGUAGES, Activity, Card, Deck, Phase, Process
from workshop.messages import N_

Data = Mapping[str, Any]
Where = tuple[str, ...]
"""The ids that lead to a part; nothing is the file itself."""

State = Literal[
    "changed-there", "changed-here", "changed-both", "new-there", "new-here", "removed-there",
    "removed-here", "removed-there-changed-here", "changed-there-removed-here",
]  # fmt: skip

STATES: dict[State, str] = {
    "changed-there": N_("changed there"),
    "changed-here": N_("changed here"),
    "changed-both": N_("changed in both"),
    "new-there": N_("new there"),
    "new-here": N_("new here"),
    "removed-there": N_("removed there"),
    "removed-here": N_("removed here"),
    "removed-there-changed-here": N_("removed there, changed here"),
    "changed-there-removed-here": N_("changed there, removed here"),
}
"""What has happened to a text, in words: message ids."""

_APART = {"format", "id", "version", "language", "origin", "translated"}
"""What a fork has of its own, or what follows from the rest."""
_LISTS = {0: ("cards", "phases"), 1: ("activities",)}
"""Keys of the lists that hold the parts one level further in, by level."""
_DEEPEST = 2


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A field, or a whole part, that is not the same in all three texts."""

    where: Where
    field: str
    """The field; empty is the whole part."""
    base: Any
    here: Any
    there: Any
    """The three values as they stand in the files; None where there is nothing."""
    state: State

    @property
    def path(self) -> str:
        """What it is called: ``card-id/ask``, ``/title``, or ``card-id`` for a whole card."""
        return _path(self.where, self.field)

    @property
    def open(self) -> bool:
        """Whether there is something in the original that is not here."""
        return "there" in self.state or "both" in self.state

    @property
    def untouched(self) -> bool:
        """Whether it can be taken without anything of one's own being written over."""
        return self.state in ("changed-there", "new-there", "removed-there")

    @property
    def names(self) -> set[str]:
        """All that it may be called: itself, or a part that it is in."""
        return {self.path, *("/".join(self.where[:at]) for at in range(1, len(self.where) + 1))}


def telling(change: Change, language: str) -> str:
    """The language to show a change in: the one asked for, unless it is another that differs."""
    values = [one for one in (change.base, change.here, change.there) if one is not None]
    for choice in (language, *LANGUAGES):
        if len({repr(_said_in(value, choice)) for value in values}) > 1:
            return choice
    return language


def _said_in(value: Any, language: str) -> Any:
    """What is left of a value when only one language is looked at."""
    if isinstance(value, Mapping):
        if set(value) <= set(LANGUAGES):
            return value.get(language)
        return {name: _said_in(one, language) for name, one in value.items()}
    return [_said_in(one, language) for one in value] if isinstance(value, list) else value


def compare(base: Data, here: Data, there: Data) -> list[Change]:
    """Everything that is not the same in all three, in the order of the original.

    Args:
        base: the original as it was; empty when it is not known any more, and then everything
            that differs counts as changed in both.
        here: the fork.
        there: the original as it is now.
    """
    sides = [_parts(data) for data in (base, here, there)]
    order = dict.fromkeys([*sides[2], *sides[1], *sides[0]])
    languages = [str(data.get("language", "")) for data in (base, here, there)]
    found: list[Change] = []
    missing: list[Where] = []
    for where in order:
        if any(where[: len(gone)] == gone for gone in missing):
            continue  # the part around it is new or gone, and says it all
        parts = [side.get(where) for side in sides]
        if parts[1] is None or parts[2] is None:
            missing.append(where)
            found += _judged(where, "", parts, languages, _whole_state)
            continue
        fields = [_fields(part) for part in parts]
        for field in dict.fromkeys([*fields[2], *fields[1], *fields[0]]):
            values = [each.get(field) for each in fields]
            found += _judged(where, field, values, languages, _field_state)
    return found


def still_open(there: Data, changes: list[Change], settled: set[str]) -> dict[str, Any]:
    """The base to keep when some of the changes have been settled and others have not.

    It is the original as it is now, but what is still open stands as it stood in the old base:
    so it is shown again the next time, and what was settled is shown only if it changes anew.

    Args:
        there: the original as it is now.
        changes: what ``compare`` found.
        settled: the paths of the changes that were taken, or left for good.
    """
    old = [change for change in changes if change.open and change.path not in settled]
    kept = with_fields(there, [(c.where, c.field, c.base) for c in old if c.field])
    for change in old:
        if not change.field:
            _put_part(kept, change)
    return kept


def with_fields(data: Data, fields: Iterable[tuple[Where, str, Any]]) -> dict[str, Any]:
    """A copy of the data with some fields of its parts another; None takes a field away."""
    made: dict[str, Any] = copy.deepcopy(dict(data))
    parts = _parts(made)
    for where, field, value in fields:
        holder: Any = parts[where]
        *above, last = field.split("/", 1)
        for key in above:
            holder = holder.setdefault(key, {})
        if value is None:
            holder.pop(last, None)
        else:
            holder[last] = value
    return made


def part_of(data: Data, where: Where) -> Any:
    """The part that the ids lead to; None if it is not there."""
    return _parts(data).get(where)


def list_of(where: Where) -> tuple[str, ...]:
    """The keys of the list that a part stands in, one of which the file has."""
    return _LISTS[len(where) - 1]


def steps_to(data: Data, where: Where) -> tuple[str | int, ...] | None:
    """The keys and indexes that lead to a part; None if it is not there."""
    steps: tuple[str | int, ...] = ()
    at: Any = data
    for depth, name in enumerate(where):
        for key in _LISTS[depth]:
            members = at.get(key)
            if isinstance(members, list):
                break
        else:
            return None
        index = next((i for i, one in enumerate(members) if _id(one) == name), None)
        if index is None:
            return None
        steps, at = (*steps, key, index), members[index]
    return steps


def _path(where: Where, field: str) -> str:
    return "/".join((*(where or ("",)), *([field] if field else [])))


def _parts(data: Data) -> dict[Where, Data]:
    """The file, its cards or phases, and their activities, in their order."""
    return dict(_walk(data, ())) if data else {(): {}}


def _walk(data: Data, where: Where) -> Iterator[tuple[Where, Data]]:
    yield where, data
    if len(where) == _DEEPEST:
        return
    for key in _LISTS[len(where)]:
        members = data.get(key)
        for one in members if isinstance(members, list) else []:
            if name := _id(one):
                yield from _walk(one, (*where, name))


def _id(member: Any) -> str:
    name = member.get("id") if isinstance(member, Mapping) else None
    return name if isinstance(name, str) else ""


def _fields(part: Data | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    inner = {key for keys in _LISTS.values() for key in keys}
    for key, value in (part or {}).items():
        # The bare list of a phase's activities; a card's own keys are never called so.
        if key in _APART or (key in inner and isinstance(value, list) and _holds_parts(value)):
            continue
        if key == "themes" and isinstance(value, Mapping):
            found |= {f"themes/{name}": text for name, text in value.items()}
        else:
            found[key] = value
    return found


def _holds_parts(value: list[Any]) -> bool:
    return all(isinstance(one, Mapping) for one in value)


_Judge = Any


def _judged(
    where: Where, field: str, values: list[Any], languages: list[str], judge: _Judge
) -> Iterator[Change]:
    plain = [
        _plain(value, language, field) for value, language in zip(values, languages, strict=True)
    ]
    if state := judge(*plain):
        base, here, there = values
        yield Change(where=where, field=field, base=base, here=here, there=there, state=state)


def _field_state(base: Any, here: Any, there: Any) -> State | None:
    if here == there:
        return None
    if here == base:
        return "changed-there"
    return "changed-here" if there == base else "changed-both"


def _whole_state(base: Any, here: Any, there: Any) -> State | None:
    if here is None and there is None:
        return None
    if base is None:
        return "new-there" if here is None else "new-here"
    if there is None:
        return "removed-there" if here == base else "removed-there-changed-here"
    return "removed-here" if there == base else "changed-there-removed-here"


def _plain(value: Any, language: str, field: str = "") -> Any:
    """The value so that two ways of writing the same are equal."""
    if isinstance(value, Mapping):
        made = {key: _plain(inner, language, key) for key, inner in value.items()}
        made = {key: inner for key, inner in made.items() if inner is not None}
        if set(made) <= set(LANGUAGES):
            # A text that is there in the file's own language alone may be written plainly.
            return made[language] if set(made) == {language} else made or None
        return made
    if isinstance(value, list):
        return [_plain(inner, language) for inner in value] or None
    if field in _DEFAULTS and value == _DEFAULTS[field]:
        return None
    return None if value == "" else value


def _defaults() -> dict[str, Any]:
    """What a field is when it is not written, for the fields where that is a plain value."""
    found: dict[str, Any] = {}
    for struct in (Card, Deck, Process, Phase, Activity):
        for field in msgspec.structs.fields(struct):
            if isinstance(field.default, str | bool | int) and field.name != "kind":
                found[field.encode_name] = field.default
    # The other structs that have a kind must always say it.
    found["kind"] = "question"
    # A card lasts ten minutes unless it says otherwise, but an activity none: both are written.
    del found["minutes"]
    return found


_DEFAULTS = _defaults()


def _put_part(data: dict[str, Any], change: Change) -> None:
    """Let a part stand as it stood in the base."""
    parent = steps_to(data, change.where[:-1])
    if parent is None:
        return
    holder = _at(data, parent)
    key = next((key for key in list_of(change.where) if key in holder), list_of(change.where)[0])
    members = [one for one in holder.get(key, []) if _id(one) != change.where[-1]]
    holder[key] = members + ([change.base] if change.base is not None else [])


def _at(data: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        data = data[step]
    return data
