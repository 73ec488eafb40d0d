"""Making, opening and recovering workshops."""

import contextlib
import gc
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workshop import backups, locking, paths
from workshop.messages import msg
from workshop.session.sitting import Clock, Randomness, Session, SessionError, now
from workshop.store import Store, StoreError, salvage


def create(
    path: Path, *, by: str = "", clock: Clock = now, randomness: Randomness = secrets.randbits,
    **description: Any,
) -> Session:  # fmt: skip
    """Make a new workshop file and open it.

    Args:
        path: Where; nothing may be there.
        by: Who makes it.
        clock: What gives acts their time.
        randomness: What gives ids their random bits.
        description: Fields of the workshop, such as ``title`` and ``organisation``.

    Raises:
        FileExistsError: something is there already.
        StoreError: it cannot be made.
    """
    Store.create(path, f"{randomness(96):024x}").close()
    session = open_session(path, by=by, clock=clock, randomness=randomness, backup=False)
    if description:
        from workshop.acts import setup

        session.do(setup.describe(session.view, **description))
    return session


def open_session(
    path: Path, *, by: str = "", clock: Clock = now, randomness: Randomness = secrets.randbits,
    backup: bool = True,
) -> Session:  # fmt: skip
    """Open a workshop.

    The window takes over the seat of one that was closed or killed on this machine, so that
    undo and drafts go on where they were.

    Args:
        path: The file.
        by: Who works.
        clock: What gives acts their time.
        randomness: What gives ids their random bits.
        backup: Make a dated backup first, if the file has changed since the last one. Whoever
            is in a hurry leaves it, and calls ``Session.back_up`` when the screen is there.

    Raises:
        StoreError: it cannot be opened.
    """
    store = Store.open(path)
    lock: locking.Lock | None = None
    try:
        if backup:
            backups.make(store, clock().strftime("%Y-%m-%d-%H%M%S"))
        seat, lock = _take_seat(store, randomness, clock)
        with _no_collecting():
            return Session(store, by=by, seat=seat, clock=clock, randomness=randomness, lock=lock)
    except BaseException:
        store.close()
        if lock is not None:
            lock.release()
        raise


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Thousands of acts are made and none let go: looking for garbage is half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _take_seat(
    store: Store, randomness: Randomness, clock: Clock
) -> tuple[str, locking.Lock | None]:  # fmt: skip
    """The seat of a window of this machine that is no longer open, or a new one."""
    fresh = f"{randomness(48):012x}"
    folder = paths.state_dir() / "seats"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        machine = _machine(folder.parent / "machine", randomness)
    except OSError:
        return fresh, None
    for seat in [*(seat for seat in store.seats(machine) if seat.isalnum()), fresh]:
        try:
            lock = locking.take(folder / f"{seat}.lock")
        except OSError:
            return seat, None
        if lock is None:
            continue
        if not store.read_only:
            # A file that cannot be written can still be read; the first act will say why.
            with contextlib.suppress(StoreError):
                store.sit_down(seat, machine, clock().isoformat(timespec="microseconds"))
        return seat, lock
    return fresh, None


def _machine(path: Path, randomness: Randomness) -> str:
    """What this machine is called in the file: chance, for its real name is nobody's business."""
    with contextlib.suppress(FileNotFoundError):
        known = path.read_text(encoding="utf-8").strip()
        if known:
            return known
    made = f"{randomness(64):016x}"
    path.write_text(made, encoding="utf-8")
    return made


def recover(path: Path, target: Path) -> tuple[int, int]:
    """Rescue what can be read of a damaged file, and of its backups, into a new file.

    Args:
        path: The damaged file. It is not touched.
        target: Where the new file is written; nothing may be there.

    Returns:
        How many acts were rescued, and how many rows could not be read.

    Raises:
        SessionError: nothing could be rescued.
        FileExistsError: something lies at the target already.
        StoreError: the new file cannot be written.
    """
    if target.exists():
        raise FileExistsError(str(target))
    workshop_id, rows, lost = salvage(path) if path.exists() else ("", [], 0)
    known = {row.id: row for row in rows}
    noted = backups.identity_of(path)
    if noted and not backups.of(workshop_id):
        # Its own name for itself may be what was damaged.
        workshop_id = noted
    for backup in backups.of(workshop_id) if workshop_id else ():
        _, more, _ = salvage(backup)
        for row in more:
            known.setdefault(row.id, row)
    if not known and not path.exists():
        raise SessionError(msg("There is no file {file}", file=path))
    if not known:
        raise SessionError(
            msg("Nothing could be read of {file}, and there is no backup of it.", file=path)
        )
    store = Store.create(target, workshop_id or secrets.token_hex(12))
    try:
        store.append(sorted(known.values(), key=lambda row: row.id))
    except BaseException:
        store.close()
        target.unlink(missing_ok=True)
        raise
    store.close()
    # Opened once, so that what was forgotten for good is blanked in the rescued acts too.
    open_session(target, backup=False).close()
    return len(known), lost
