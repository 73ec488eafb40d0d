"""Seats: which window acts and drafts belong to, and which windows of this machine are open.

A seat is free when its lock can be taken: its window was closed or killed. Windows of other
machines cannot be known, so nothing of theirs is ever taken over.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from workshop import locking, paths
from workshop.store import Draft, Store, StoreError

_COMMAND = "+command"
"""Stands after the name of the machine for a seat that no window has sat in, only commands."""


def take(
    store: Store,
    randomness: Callable[[int], int],
    clock: Callable[[], datetime],
    *,
    command: bool = False,
) -> tuple[str, locking.Lock | None]:
    """The seat of a window of this machine that is no longer open, or a new one.

    A window prefers the seat where the latest draft was left, then the seats of windows: whatever
    ran or was looked at in between must not come between a killed window and its own drafts and
    last act. A command takes the one that was used last, of either kind.

    Returns:
        The seat, and the lock that holds it; no lock where none can be had.
    """
    fresh = f"{randomness(48):012x}"
    folder = paths.state_dir() / "seats"
    try:
        paths.make_private(folder)
        machine = _machine(folder.parent / "machine", randomness)
    except (OSError, UnicodeDecodeError):
        return fresh, None
    commands = machine + _COMMAND
    kinds = [(machine, commands)] if command else [(machine,), (commands,)]
    known = [seat for kind in kinds for seat in store.seats(*kind) if seat.isalnum()]
    windows = set(store.seats(machine))
    if not command:
        left = {draft.seat: draft.at for draft in sorted(store.drafts(), key=lambda d: d.at)}
        known.sort(key=lambda seat: left.get(seat, ""), reverse=True)
    for seat in [*known, fresh]:
        try:
            lock = locking.take(folder / f"{seat}.lock")
        except OSError:
            return fresh, None
        if lock is None:
            continue
        if not store.read_only:
            # A file that cannot be written can still be read; the first act will say why.
            host = commands if command and seat not in windows else machine
            with contextlib.suppress(StoreError):
                store.sit_down(seat, host, clock().isoformat(timespec="microseconds"))
        return seat, lock
    return fresh, None


def adopt_drafts(store: Store, seat: str) -> None:
    """Bring the drafts of all windows that are gone to one seat, the newest of each field.

    An older draft of the same field changes places with it, and is not lost. Where the file
    cannot be written they stay where they are.
    """
    if store.read_only:
        return
    with contextlib.suppress(StoreError), _held(store, besides=seat) as gone:
        mine = {
            (draft.record, draft.field): draft for draft in store.drafts() if draft.seat == seat
        }
        moves: list[tuple[Draft, Draft | None]] = []
        left = sorted(
            (draft for draft in store.drafts() if draft.seat in gone),
            key=lambda draft: (draft.at, draft.seat), reverse=True,
        )  # fmt: skip
        for draft in left:
            key = (draft.record, draft.field)
            if key in mine and mine[key].at >= draft.at:
                continue
            moves.append((draft, mine.get(key)))
            mine[key] = draft
        if moves:
            store.move_drafts(seat, moves)


@contextlib.contextmanager
def _held(store: Store, *, besides: str) -> Iterator[set[str]]:
    """The other free seats of this machine, held so that no window takes one meanwhile."""
    held: dict[str, locking.Lock] = {}
    try:
        for lock_file in lock_files(store):
            if lock_file.stem != besides:
                with contextlib.suppress(OSError):
                    if lock := locking.take(lock_file):
                        held[lock_file.stem] = lock
        yield set(held)
    finally:
        for lock in held.values():
            lock.release()


def lock_files(store: Store) -> list[Path]:
    """The lock files of all seats that this machine has in a file; they may not exist."""
    folder = paths.state_dir() / "seats"
    try:
        machine = (paths.state_dir() / "machine").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return []
    seats = store.seats(machine, machine + _COMMAND)
    return [folder / f"{seat}.lock" for seat in seats if seat.isalnum()]


def _machine(path: Path, randomness: Callable[[int], int]) -> str:
    """What this machine is called in the file: chance, for its real name is nobody's business."""
    with contextlib.suppress(FileNotFoundError):
        known = path.read_text(encoding="utf-8").strip()
        if known:
            return known
    made = f"{randomness(64):016x}"
    paths.write_atomically(path, made.encode())
    return made
