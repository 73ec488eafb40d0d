"""Making, opening and recovering workshops."""

import platform
import secrets
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from workshop import backups, paths
from workshop.acts import setup
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
        backup: Make a dated backup first, if the file has changed since the last one.

    Raises:
        StoreError: it cannot be opened.
    """
    store = Store.open(path)
    try:
        if backup:
            backups.make(store, clock().strftime("%Y-%m-%d-%H%M%S"))
        seat, lock = _take_seat(store, randomness, clock)
        return Session(
            store, by=by, seat=seat, clock=clock, randomness=randomness, lock=lock
        )  # fmt: skip
    except BaseException:
        store.close()
        raise


def _take_seat(
    store: Store, randomness: Randomness, clock: Clock
) -> tuple[str, FileLock | None]:  # fmt: skip
    """The seat of a window of this machine that is no longer open, or a new one."""
    folder = paths.state_dir() / "seats"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return f"{randomness(48):012x}", None
    host = platform.node()
    for seat in [*store.seats(host), f"{randomness(48):012x}"]:
        lock = FileLock(folder / f"{seat}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        except OSError:
            return seat, None
        if not store.read_only:
            try:
                store.sit_down(seat, host, clock().isoformat(timespec="seconds"))
            except StoreError:
                # A file that cannot be written can still be read; the first act will say why.
                return seat, lock
        return seat, lock
    return f"{randomness(48):012x}", None


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
    if not path.exists():
        raise SessionError(msg("There is no file {file}", file=path))
    if target.exists():
        raise FileExistsError(str(target))
    workshop_id, rows, lost = salvage(path)
    known = {row.id: row for row in rows}
    workshop_id = workshop_id or backups.identity_of(path)
    for backup in backups.of(workshop_id) if workshop_id else ():
        _, more, _ = salvage(backup)
        for row in more:
            known.setdefault(row.id, row)
    if not known:
        raise SessionError(
            msg("Nothing could be read of {file}, and there is no backup of it.", file=path)
        )
    store = Store.create(target, workshop_id or secrets.token_hex(12))
    store.append(sorted(known.values(), key=lambda row: row.id))
    store.close()
    # Opened once, so that what was forgotten for good is blanked in the rescued acts too.
    open_session(target, backup=False).close()
    return len(known), lost
