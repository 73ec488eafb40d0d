"""A version of one's own of a deck or a process, that can follow when the original moves on.

A fork has an id of its own, begins at version 0.1.0, and remembers under ``origin`` what it was
made from. A copy of the original as it was, the *base*, lies beside it (see ``own_files``).

**What was not taken is never lost sight of.** Each field is held against the base: what differs
between the base and the original has changed *there*, what differs between the base and the fork
has changed *here*. When some of it is taken, the base becomes the original as it is now, except
for what is still open: that stays in the base as it was. So

* what was taken is not shown again until it changes anew;
* what was *left* (one prefers one's own) counts as seen, and is likewise shown only if it changes
  anew in the original;
* what was neither taken nor left is shown the next time too, however many versions later, and
  ``origin.version`` stays at the version one has seen everything of until nothing is open.

Where the base is missing it is not known who has changed what: then everything that differs
counts as changed in both, and nothing counts as untouched.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from workshop import yamlio
from workshop.library import Library, Loaded
from workshop.messages import Message, msg
from workshop.paths import write_atomically
from workshop.workbench.comparing import Change, Data, Where, compare, part_of, still_open
from workshop.workbench.editing import EditError, set_values
from workshop.workbench.making import with_schema_line, write_schema
from workshop.workbench.own_files import (
    Content,
    Kind,
    SharingError,
    base_path,
    check_free,
    check_id,
    keep_earlier,
    whole,
)
from workshop.workbench.taking import with_taken

FIRST_VERSION = "0.1.0"


class Forked(msgspec.Struct, frozen=True, kw_only=True):
    """A fork that has been made."""

    path: Path
    base: Path
    id: str
    origin: str
    origin_version: str


class Upgrade(msgspec.Struct, frozen=True, kw_only=True):
    """A fork held against its original."""

    kind: Kind
    path: Path
    here: Content
    there: Content
    text: str
    """The fork, as it stands in its file."""
    there_text: str
    base: dict[str, Any]
    """The original as it was; empty when that is not known any more."""
    changes: list[Change]
    lacks_base: Message | None = None
    """Why the base is not known, if it is not."""

    @property
    def open(self) -> list[Change]:
        """What is in the original and not here."""
        return [change for change in self.changes if change.open]

    @property
    def untouched(self) -> list[Change]:
        """What can be taken without writing over anything of one's own."""
        if self.lacks_base is not None:
            return []  # what is only there may have been taken out here
        return [change for change in self.open if change.untouched]

    @property
    def news(self) -> bool:
        """Whether there is anything to take, or a version to note as seen."""
        origin = self.here.origin
        return bool(self.open) or origin is None or origin.version != self.there.version


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of taking."""

    path: Path
    taken: list[Change]
    left: list[Change]
    still_open: list[Change]
    earlier: Path | None
    """The file as it was before."""
    version: str
    """The version of the original that everything has been seen of."""


def fork(shelves: Library, kind: Kind, name: str, *, new_id: str = "") -> Forked:
    """Make a version of one's own.

    Args:
        shelves: where the original is found.
        kind: a deck or a process.
        name: the id of the original.
        new_id: the id of the fork; ``<id>-egen`` if it is not given.

    Raises:
        SharingError: the original has errors, or the id is taken.
        OSError: it cannot be written.
    """
    found = whole(kind, shelves, name)
    fork_id = new_id or f"{name}-egen"
    path = check_free(kind, shelves, fork_id)
    original = found.path.read_bytes()
    origin = {"id": found.value.id, "version": found.value.version}
    text = _edited(
        _text(original),
        {("id",): fork_id, ("version",): FIRST_VERSION, ("origin",): origin},
    )
    text = with_schema_line(text, kind.name)
    _check(kind.read(text, str(path)))
    write_schema(kind.name)
    base = base_path(path, fork_id)
    write_atomically(base, original)
    write_atomically(path, text.encode())
    return Forked(
        path=path, base=base, id=fork_id, origin=origin["id"], origin_version=origin["version"]
    )


def look(shelves: Library, kind: Kind, name: str, *, against: Path | None = None) -> Upgrade:
    """Hold a fork against its original.

    Args:
        shelves: where both are found.
        kind: a deck or a process.
        name: the id of the fork.
        against: a file with the original as it is now, when that is not on the shelves.

    Raises:
        SharingError: it is not a fork, or one of them is missing or has errors.
    """
    here, path, _own = whole(kind, shelves, name)
    if here.origin is None:
        raise SharingError(msg("“{name}” is not made from another: it has no origin", name=name))
    original = _original(shelves, kind, here, against)
    now: Any = original.value
    assert original.path is not None
    there_text = _text(original.path.read_bytes())
    text = _text(path.read_bytes())
    base, lacks = _base(base_path(path, here.id), here.origin.id)
    changes = compare(base, yamlio.read(text).data, yamlio.read(there_text).data)
    return Upgrade(
        kind=kind, path=path, here=here, there=now, text=text, there_text=there_text,
        base=base, changes=changes, lacks_base=lacks,
    )  # fmt: skip


def part_here(upgrade: Upgrade, where: Where) -> Any:
    """The card, phase or activity of the fork that the ids lead to; None if it is not there."""
    return part_of(yamlio.read(upgrade.text).data, where)


def take(
    upgrade: Upgrade,
    names: Collection[str],
    *,
    leave: Collection[str] = (),
    stamp: str,
    known: Any = None,
) -> Taken:
    """Take chosen changes of the original into the fork, and keep the file as it was.

    Args:
        upgrade: what ``look`` found.
        names: what to take: paths of changes, or of the cards and phases they are in.
        leave: what not to take, and not be shown again until it changes anew.
        stamp: the date that the file before is kept by.
        known: the decks there are, with their cards, to check the outcome against.

    Raises:
        SharingError: a name means nothing that is open, or the outcome would have errors.
        OSError: it cannot be written.
    """
    if _text(upgrade.path.read_bytes()) != upgrade.text:
        raise SharingError(msg("The file has been changed meanwhile: look at it again"))
    taken = _named(upgrade, names)
    paths = {change.path for change in taken}
    left = [change for change in _named(upgrade, leave) if change.path not in paths]
    settled = {change.path for change in (*taken, *left)}
    rest = [change for change in upgrade.open if change.path not in settled]
    there = yamlio.read(upgrade.there_text).data
    text = _with(upgrade, there, taken)
    version = upgrade.here.origin.version if upgrade.here.origin else FIRST_VERSION
    if not rest:
        version = upgrade.there.version
        text = _edited(text, {("origin", "version"): version})
    _check(upgrade.kind.read(text, str(upgrade.path), known))
    base = still_open(there, upgrade.changes, settled) if rest else None
    earlier = keep_earlier(upgrade.path, upgrade.here.id, stamp)
    base_text = upgrade.there_text if base is None else _base_text(base)
    # The fork first: stopped in between, it is only shown once more what was left.
    write_atomically(upgrade.path, text.encode())
    write_atomically(base_path(upgrade.path, upgrade.here.id), base_text.encode())
    return Taken(
        path=upgrade.path, taken=taken, left=left, still_open=rest, earlier=earlier,
        version=version,
    )  # fmt: skip


def _with(upgrade: Upgrade, there: Data, taken: list[Change]) -> str:
    if taken and upgrade.here.language != upgrade.there.language:
        raise SharingError(
            msg("The original is now in another language ({language})",
                language=upgrade.there.language)
        )  # fmt: skip
    try:
        return with_taken(upgrade.text, yamlio.read(upgrade.text).data, there, taken)
    except EditError as error:
        raise SharingError(error.message, error.problems) from error


def _named(upgrade: Upgrade, names: Collection[str]) -> list[Change]:
    wanted = set(names)
    found = [change for change in upgrade.open if wanted & change.names]
    for name in wanted.difference(*(change.names for change in found)):
        raise SharingError(msg("There is nothing to take in “{name}”", name=yamlio.shown(name)))
    return found


def _original(shelves: Library, kind: Kind, here: Content, against: Path | None) -> Loaded[Any]:
    assert here.origin is not None
    wanted = here.origin.id
    check_id(wanted)
    if against is None:
        found = kind.find(shelves, wanted)
        if found is None:
            raise SharingError(
                msg("The original “{name}” is not on the shelves: add it, or give its file with "
                    "--against", name=wanted)
            )  # fmt: skip
    else:
        found = kind.load(against)
    if found.value is None:
        raise SharingError(msg("The original has errors: mend them first"), found.problems)
    if found.value.id != wanted:
        raise SharingError(
            msg("This is “{found}”, but yours was made from “{wanted}”",
                found=found.value.id, wanted=wanted)
        )  # fmt: skip
    return found


def _base(path: Path, origin: str) -> tuple[dict[str, Any], Message | None]:
    """The base copy as data; if it cannot be used, nothing, and why."""
    if not path.exists():
        return {}, msg("The copy of the original that yours was made from is missing ({file})",
                       file=path)  # fmt: skip
    document = yamlio.read_file(path)
    data = document.data
    if not document.complete or document.problems or not isinstance(data, dict):
        return {}, msg("The copy of the original cannot be read ({file})", file=path)
    if data.get("id") != origin:
        return {}, msg("The copy of the original is of another one ({file})", file=path)
    return data, None


def _base_text(base: Data) -> str:
    about = (
        "The original as it was when last looked at. What has not been taken yet stands here\n"
        "as it was before. Kept by the program: do not edit."
    )
    return yamlio.write(dict(base), {"": about})


def _edited(text: str, values: dict[tuple[str | int, ...], Any]) -> str:
    try:
        return set_values(text, values)
    except EditError as error:
        raise SharingError(error.message, error.problems) from error


def _check(loaded: Loaded[Any]) -> None:
    if loaded.value is None:
        raise SharingError(
            msg("It would not be whole: look at what it refers to, and take that too"),
            loaded.errors,
        )


def _text(data: bytes) -> str:
    """The bytes of a file that has been read without errors, and is UTF-8 therefore."""
    return data.decode()
