"""Takes in decks and processes that somebody has sent, all of them or none.

Everything is read and checked before anything is written. What is broken is passed over only if
one says so, and what is there already is replaced only if one says so; then the file is kept as
it was (see ``own_files``).
"""

import re
from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from workshop import yamlio
from workshop.library import Library, Loaded
from workshop.messages import Message, msg
from workshop.paths import write_atomically
from workshop.workbench.own_files import (
    DECK,
    KINDS,
    ORIGINS,
    PROCESS,
    Content,
    Kind,
    SharingError,
    base_path,
    keep_earlier,
)
from workshop.workbench.parcels import Entry, Parcel, open_parcel

_PROCESS_FORMAT = re.compile(rb"""^format:[ ]*["']?workshop-process/""", re.MULTILINE)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A deck or a process in the parcel that can be used.

    Attributes:
        name: the file it is in.
        base: the copy of the original that comes with a fork.
        target: where it is to lie.
        there: what has the same id already, if anything does.
        state: whether it is new here, exactly what is here already (``same``), takes the place of
            one of one's own, or comes before one that was built in.
    """

    kind: Kind
    name: str
    value: Content
    data: bytes
    base: bytes | None
    target: Path
    there: Content | None
    state: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a parcel would bring."""

    items: list[Item]
    problems: list[yamlio.Problem]
    broken: list[str]
    """The files that cannot be used."""
    passed_over: list[str]
    """The files that are something else."""

    @property
    def new(self) -> list[Item]:
        """What can be added without anything being replaced."""
        return [item for item in self.items if item.state == "new"]

    @property
    def replacing(self) -> list[Item]:
        """What has the id of something that is here."""
        return [item for item in self.items if item.state in ("own", "built-in")]


def plan(shelves: Library, path: Path) -> Plan:
    """Read a parcel and check all that is in it.

    Args:
        shelves: what there is already.
        path: a YAML file, a folder or a zip.

    Raises:
        SharingError: it cannot be read, or is not to be trusted.
        OSError: it cannot be read.
    """
    parcel = open_parcel(path)
    bases = {entry.name: entry.data for entry in parcel.entries if _is_base(entry)}
    files = [entry for entry in parcel.entries if not _is_hidden(entry)]
    if not files:
        raise SharingError(msg("There are no YAML files in it"))
    loaded = [(entry, _kind(entry), _kind(entry).read(entry.data, entry.name)) for entry in files]
    loaded = _with_references(shelves, loaded)
    items: list[Item] = []
    problems: list[yamlio.Problem] = []
    broken: list[str] = []
    here = {kind: _by_id(shelves, kind) for kind in KINDS}
    for entry, kind, one in loaded:
        found = _item(here[kind], entry, kind, one, bases)
        twice = isinstance(found, Item) and _twice(found, items)
        if isinstance(found, Item) and not twice:
            items.append(found)
            continue
        broken.append(entry.name)
        problems += one.errors
        if twice:
            problems.append(_whole_file(entry, twice))
        elif isinstance(found, Message):
            problems.append(_whole_file(entry, found))
    return Plan(
        items=items, problems=problems, broken=broken,
        passed_over=[name for name in parcel.passed_over if not _belongs(name)],
    )  # fmt: skip


def add(found: Plan, *, stamp: str, replace: bool = False, skip_broken: bool = False) -> list[Item]:
    """Put what was found on one's own shelf.

    Args:
        found: what ``plan`` found.
        stamp: the date by which what is replaced is kept.
        replace: whether to replace what has the same id.
        skip_broken: whether to add the rest when some of it is broken.

    Returns:
        What was added.

    Raises:
        SharingError: something stands in the way; nothing was added.
        OSError: it cannot be written.
    """
    if found.broken and not skip_broken:
        raise SharingError(
            msg("Nothing was added. Broken files: {n}. Add the others with --skip-broken",
                n=len(found.broken)),
            found.problems,
        )  # fmt: skip
    if found.replacing and not replace:
        listed = ", ".join(_versions(item) for item in found.replacing)
        raise SharingError(
            msg("Nothing was added. It is here already: {listed}. Say --replace to use the new "
                "one; yours is kept beside it", listed=listed)
        )  # fmt: skip
    wanted = [item for item in found.items if item.state != "same"]
    for item in wanted:
        _put(item, stamp)
    return wanted


def _put(item: Item, stamp: str) -> None:
    keep_earlier(item.target, item.value.id, stamp)
    base = base_path(item.target, item.value.id)
    if item.base is not None:
        write_atomically(base, item.base)
    else:
        base.unlink(missing_ok=True)  # it belonged to what was here, and is kept with that
    write_atomically(item.target, item.data)


def _versions(item: Item) -> str:
    here = item.there.version if item.there is not None else "?"
    return f"{item.value.id} ({here} → {item.value.version})"


# ── reading ──────────────────────────────────────────────────────────────────────────────────

_Read = tuple[Entry, Kind, Loaded[Any]]


def _kind(entry: Entry) -> Kind:
    return PROCESS if _PROCESS_FORMAT.search(entry.data) else DECK


def _is_hidden(entry: Entry) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(entry.name).parts)


def _is_base(entry: Entry) -> bool:
    path = PurePosixPath(entry.name)
    return path.parent.name == ORIGINS and "." not in path.stem


def _belongs(name: str) -> bool:
    """Whether it is what we ourselves lay beside the decks."""
    plain = PurePosixPath(name).name
    return plain in ("manifest.json", "LICENCE.txt", "LICENSE") or plain.endswith(".schema.json")


def _with_references(shelves: Library, loaded: list[_Read]) -> list[_Read]:
    """Check what they say of each other, and of what is here; one broken may break another."""
    here = shelves.cards()
    while True:
        inside: dict[str, Collection[str]] = {
            one.value.id: [card.id for card in one.value.cards]
            for _entry, kind, one in loaded
            if one.value is not None and kind is DECK
        }
        known: Mapping[str, Collection[str]] = ChainMap(inside, here)  # type: ignore[arg-type]
        after = [
            (entry, kind, kind.read(entry.data, entry.name, known) if one.value else one)
            for entry, kind, one in loaded
        ]
        if all((a[2].value is None) == (b[2].value is None)
               for a, b in zip(after, loaded, strict=True)):  # fmt: skip
            return after
        loaded = after


def _by_id(shelves: Library, kind: Kind) -> dict[str, Loaded[Any]]:
    """What is here, read once: to look each up among hundreds would read them all each time."""
    found: dict[str, Loaded[Any]] = {}
    everything: Iterable[Loaded[Any]] = (
        shelves.decks() if kind is DECK else shelves.processes()
    )  # fmt: skip
    for one in everything:
        found.setdefault(one.name, one)
    return found


def _item(
    here: Mapping[str, Loaded[Any]],
    entry: Entry,
    kind: Kind,
    one: Loaded[Any],
    bases: Mapping[str, bytes],
) -> Item | Message | None:
    """What is to be added; or what stands in the way, besides errors of the file itself."""
    value: Any = one.value
    if value is None:
        return None
    there = here.get(value.id)
    target, state = kind.folder() / f"{value.id}.yaml", "new"
    if there is not None:
        state = there.origin or "own"
        if there.origin == "own" and there.path is not None:
            target = there.path
        if there.path is not None and there.path.read_bytes() == entry.data:
            state = "same"
    if target.exists() and (there is None or there.path != target):
        return msg("There is another deck or process in {file}", file=target)
    base = None
    if value.origin is not None:
        name = PurePosixPath(entry.name).parent / ORIGINS / f"{value.id}.yaml"
        base = _sound_base(bases.get(str(name)), value.origin.id)
    return Item(
        kind=kind, name=entry.name, value=value, data=entry.data, base=base, target=target,
        there=there.value if there is not None else None, state=state,
    )  # fmt: skip


def _sound_base(data: bytes | None, origin: str) -> bytes | None:
    if data is None:
        return None
    document = yamlio.read(data)
    sound = document.complete and not document.problems and isinstance(document.data, dict)
    return data if sound and document.data.get("id") == origin else None


def _twice(item: Item, items: list[Item]) -> Message | None:
    for other in items:
        if other.value.id == item.value.id and other.kind == item.kind:
            return msg("“{id}” is in {file} too", id=item.value.id, file=other.name)
    return None


def _whole_file(entry: Entry, message: Message) -> yamlio.Problem:
    return yamlio.Problem(entry.name, 1, 1, message)


__all__ = ["Item", "Parcel", "Plan", "add", "plan"]
