"""A workshop is handed over: the file goes out whole, and nothing of it stays behind here.

First the file is copied out and the copy is read back whole; only when it folds to the same
workshop is anything deleted. What is deleted is what this program knows of: the file, its
backups, and the traces of it in our own folders. What it cannot know of it says.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from workshop import backups, locking, paths
from workshop.changes import Log
from workshop.messages import msg
from workshop.output import previews, written_by_us
from workshop.session import seats
from workshop.session.keeping import SessionError
from workshop.session.understanding import understand
from workshop.store import Store, StoreError
from workshop.view import View

_BESIDE = ("-journal", "-wal", "-shm")
_COPIES_MAX = 200


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What handing over would do.

    Attributes:
        path: The file, as it was named.
        target: Where it is to lie.
        workshop_id: Which workshop it is.
        deletes: The files that would be deleted here.
        copies: Other copies of the same workshop in the same folder. They are not deleted.
        names: Other names that the file has on this disk, and that cannot be found from here.
        drafts: Texts that are being typed and have not been taken in; they go along.
    """

    path: Path
    target: Path
    workshop_id: str
    deletes: list[Path]
    copies: list[Path]
    names: int
    drafts: int


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """What handing over has done."""

    target: Path
    acts: int
    deleted: list[Path]
    remaining: list[tuple[Path, str]]
    """What could not be deleted, and why."""


def prepare(path: Path, folder: Path) -> Handover:
    """See what handing over would do, and that nothing stands in its way. Changes nothing.

    Raises:
        SessionError: it cannot be handed over to there, or is open in another window.
        FileExistsError: something of that name lies there already.
        StoreError: the file cannot be opened.
    """
    store = Store.open(path)
    try:
        with _alone(store):
            target = _target(path, folder, store.workshop_id)
            real = path.resolve()
            return Handover(
                path=path,
                target=target,
                workshop_id=store.workshop_id,
                deletes=_deletes(path, store),
                copies=_copies(real, store.workshop_id),
                names=real.stat().st_nlink - 1,
                drafts=len([draft for draft in store.drafts() if draft.text.strip()]),
            )
    finally:
        store.close()


def hand_over(plan: Handover) -> HandedOver:
    """Copy the file out, read the copy back, and delete what is here.

    Raises:
        SessionError: the copy is not the same, or the file is open or has changed. Nothing is
            deleted, and no copy is left.
        FileExistsError: something has come in its place there.
        StoreError: it cannot be copied. Nothing is deleted.
        OSError: the folder cannot be made. Nothing is deleted.
    """
    plan.target.parent.mkdir(parents=True, exist_ok=True)
    store = Store.open(plan.path)
    try:
        with _alone(store):
            _target(plan.path, plan.target.parent, store.workshop_id)
            store.copy_to(plan.target, over=False)
            try:
                acts = _verified(store, plan.target)
                deletes = _deletes(plan.path, store)
            except BaseException:
                plan.target.unlink(missing_ok=True)
                raise
    finally:
        store.close()
    # Windows deletes no file that is open, nor a lock that is held.
    deleted, remaining = _deleted(plan, deletes)
    return HandedOver(target=plan.target, acts=acts, deleted=deleted, remaining=remaining)


def written_documents(path: Path) -> list[Path]:
    """Documents that this program has written in the folder of the file, and that still lie there.

    They may be of another workshop, so they are named and not deleted.
    """
    return written_by_us(path.resolve().parent)


# ── what stands in the way ───────────────────────────────────────────────────────────────────


def _target(path: Path, folder: Path, workshop_id: str) -> Path:
    """Where the copy is to lie.

    Raises:
        SessionError: it cannot lie there.
        FileExistsError: something lies there already.
    """
    real, there = path.resolve(), folder.resolve()
    if there.exists() and not there.is_dir():
        raise SessionError(msg("{file} is a file, not a folder", file=folder))
    target = there / path.name
    own = [paths.data_dir(), paths.state_dir(), backups.folder_of(workshop_id)]
    if any(there.is_relative_to(each.resolve()) for each in own):
        raise SessionError(
            msg("{folder} is one of the program's own folders: choose another", folder=folder)
        )
    same_folder = there in (real.parent, path.parent.resolve())
    if same_folder or (target.exists() and target.samefile(real)):
        raise SessionError(
            msg("{file} lies there already: choose another folder, such as a memory stick",
                file=path)
        )  # fmt: skip
    if target.exists() or target.is_symlink():
        raise FileExistsError(17, "", str(target))
    if not os.access(real.parent, os.W_OK):
        raise SessionError(
            msg("{file} could not be deleted afterwards: there is no access to its folder",
                file=path)
        )  # fmt: skip
    return target


@contextlib.contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Hold the seats of all windows of this machine, so that none of them is in use.

    Raises:
        SessionError: one of them is.
    """
    held: list[locking.Lock] = []
    try:
        for lock_file in seats.lock_files(store):
            if not lock_file.exists():
                continue
            lock = locking.take(lock_file)
            if lock is None:
                raise SessionError(
                    msg("{file} is open in another window: close it first", file=store.path)
                )
            held.append(lock)
        yield
    finally:
        for lock in held:
            lock.release()


# ── the copy ─────────────────────────────────────────────────────────────────────────────────


def _verified(store: Store, target: Path) -> int:
    """See that the copy is on disk and is the same workshop; how many acts it has.

    Raises:
        SessionError: it is not.
        StoreError: it cannot be read.
    """
    descriptor = os.open(target, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    copy = Store.open(target)
    try:
        ours, theirs = _contents(store), _contents(copy)
    finally:
        copy.close()
    if ours != theirs:
        raise SessionError(
            msg("The copy is not like the file. Nothing was deleted, and the copy was removed; "
                "try again")
        )  # fmt: skip
    return len(theirs["rows"])


def _contents(store: Store) -> dict[str, Any]:
    """All that a file holds: as it lies there, and as it reads when it is folded."""
    batch = store.since(0)
    understood = understand(batch.rows, 0)
    view = View(Log(understood.acts))
    return {
        "id": store.workshop_id,
        "rows": [(row.id, row.body) for row in batch.rows],
        "bad": [(bad.id, store.body(bad.seq)) for bad in batch.bad],
        "strange": understood.strange,
        "records": {record: dict(view.raw(record)) for record in view.records()},
        "ballots": {key: store.ballots(key) for key in store.ballot_rounds()},
        "drafts": [msgspec.structs.astuple(draft) for draft in store.drafts()],
    }


# ── what goes ────────────────────────────────────────────────────────────────────────────────


def _deletes(path: Path, store: Store) -> list[Path]:
    """All files here that are of this workshop, the file itself last."""
    found: list[Path] = []
    found += backups.files_of(store.workshop_id)
    found += [lock for lock in seats.lock_files(store) if lock.exists()]
    # Documents that were looked at in the browser: of any workshop, and made anew when asked.
    found += previews()
    real = path.resolve()
    for place in dict.fromkeys((path.absolute(), real)):
        found += [p for end in _BESIDE if (p := place.with_name(place.name + end)).exists()]
        found += sorted(place.parent.glob(f".{_plain(place.name[:80])}.*.making*"))
    return [*found, *dict.fromkeys((path.absolute(), real))]


def _plain(name: str) -> str:
    """A file name as a pattern that fits it alone."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _copies(path: Path, workshop_id: str) -> list[Path]:
    """Files beside it that are the same workshop under another name."""
    found = []
    for other in sorted(path.parent.glob("*.workshop"))[:_COPIES_MAX]:
        if other.name == path.name or other.is_symlink():
            continue
        try:
            store = Store.open(other)
        except StoreError:
            continue
        try:
            if store.workshop_id == workshop_id:
                found.append(other)
        finally:
            store.close()
    return found


def _deleted(plan: Handover, wanted: list[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    deleted: list[Path] = []
    remaining: list[tuple[Path, str]] = []
    names = dict.fromkeys((plan.path, plan.path.resolve()))
    for path in wanted:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            remaining.append((path, error.strerror or str(error)))
        else:
            deleted.append(path)
    backups.remove_folders(plan.workshop_id)
    for name in names:
        try:
            paths.forget_recent(name)
        except OSError as error:
            remaining.append((paths.data_dir() / "recent.json", error.strerror or str(error)))
    return deleted, remaining
