"""Making and opening workshops."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from workshop import backups, locking
from workshop.messages import msg
from workshop.outside import bits, now
from workshop.session import seats
from workshop.session.act_maker import Clock, Randomness
from workshop.session.sitting import Session
from workshop.store import NotAWorkshopError, Store, damaged

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
        backup: Make a dated backup, now and when it is closed, if the file has changed since
            the last one. Whoever is in a hurry leaves it, and calls ``Session.back_up`` when
            the screen is there: then one is made when it is closed, too.
        role: What it is opened for: a ``window`` to work in, one ``command`` that changes
            something, or a ``reader``, who takes no seat and writes nothing. A file that has
            lost acts is opened for a reader alone, with a notice.

    Raises:
        StoreError: it cannot be opened.
    """
    try:
        return _open(path, by, clock, randomness, backup=backup, role=role)
    except NotAWorkshopError as error:
        # Cut short or written over, it looks like any other file; its backups know what it was.
        if path.is_dir() or not backups.found_for(path, "").backups:
            raise
        problem = msg("It is no workshop any more, but there are backups of it.")
        raise damaged(path, problem) from error


def _open(
    path: Path, by: str, clock: Clock, randomness: Randomness, *, backup: bool, role: Role
) -> Session:
    if role == "reader":
        return _read_only(path, by, clock, randomness)
    store = Store.open(path)
    lock: locking.Lock | None = None
    try:
        store.check_log()
        seat, lock = seats.take(store, randomness, clock, command=role == "command")
        if role == "window":
            seats.adopt_drafts(store, seat)
        with _no_collecting():
            session = Session(
                store, by=by, seat=seat, clock=clock, randomness=randomness, lock=lock
            )
        if backup:
            session.back_up()
    except BaseException:
        store.close()
        if lock is not None:
            lock.release()
        raise
    return session


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
