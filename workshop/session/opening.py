"""Making, opening and recovering workshops."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from workshop import backups, locking
from workshop.messages import msg
from workshop.outside import bits, token
from workshop.session import seats
from workshop.session.sitting import Clock, Randomness, Session, SessionError, now
from workshop.store import Store, damaged, salvage

Role = Literal["window", "command", "reader"]


def create(
    path: Path, *, by: str = "", clock: Clock = now, randomness: Randomness = bits,
    role: Role = "window", **description: Any,
) -> Session:  # fmt: skip
    """Make a new workshop file and open it.

    Args:
        path: Where; nothing may be there.
        by: Who makes it.
        clock: What gives acts their time.
        randomness: What gives ids their random bits.
        role: A ``window`` or a ``command``, as in ``open_session``.
        description: Fields of the workshop, such as ``title`` and ``organisation``.

    Raises:
        FileExistsError: something is there already.
        StoreError: it cannot be made.
    """
    Store.create(path, f"{randomness(96):024x}").close()
    session = open_session(path, by=by, clock=clock, randomness=randomness, backup=False, role=role)
    if description:
        from workshop.acts import setup

        session.do(setup.describe(session.view, **description))
    return session


def open_session(
    path: Path, *, by: str = "", clock: Clock = now, randomness: Randomness = bits,
    backup: bool = True, role: Role = "window",
) -> Session:  # fmt: skip
    """Open a workshop.

    A window takes over the seat of one that was closed or killed on this machine, so that
    undo and drafts go on where they were, and the drafts of all others that are gone.

    Args:
        path: The file.
        by: Who works.
        clock: What gives acts their time.
        randomness: What gives ids their random bits.
        backup: Make a dated backup first, if the file has changed since the last one. Whoever
            is in a hurry leaves it, and calls ``Session.back_up`` when the screen is there.
        role: What it is opened for: a ``window`` to work in, one ``command`` that changes
            something, or a ``reader``, who takes no seat and writes nothing. A file that has
            lost acts is opened for a reader alone, with a notice.

    Raises:
        StoreError: it cannot be opened.
    """
    if role == "reader":
        return _read_only(path, by, clock, randomness)
    store = Store.open(path)
    lock: locking.Lock | None = None
    try:
        store.check_log()
        if backup:
            backups.make(store, clock().strftime("%Y-%m-%d-%H%M%S"))
        seat, lock = seats.take(store, randomness, clock, command=role == "command")
        if role == "window":
            seats.adopt_drafts(store, seat)
        with _no_collecting():
            return Session(store, by=by, seat=seat, clock=clock, randomness=randomness, lock=lock)
    except BaseException:
        store.close()
        if lock is not None:
            lock.release()
        raise


def _read_only(path: Path, by: str, clock: Clock, randomness: Randomness) -> Session:
    """A session that writes nothing, and says what is missing instead of refusing."""
    store = Store.open(path, reading=True)
    try:
        damage = store.damage()
        with _no_collecting():
            session = Session(store, by=by, clock=clock, randomness=randomness)
    except BaseException:
        store.close()
        raise
    session.damage = damage
    if damage is not None:
        session.notices.insert(0, damaged(path, damage.message).message)
    return session


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
    store = Store.create(target, workshop_id or token(12))
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
