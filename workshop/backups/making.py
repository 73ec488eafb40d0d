"""Making backups: at once, or in steps between other work with the file."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from workshop import outside, paths
from workshop.backups.ballots import keep_ballots
from workshop.backups.catalogue import (
    PLACE,
    in_place,
    next_number,
    note_of,
    place_of,
    real_path,
)
from workshop.backups.thinning import superfluous
from workshop.messages import msg
from workshop.store import Store, StoreError
from workshop.store.errors import explained
from workshop.store.slices import SlicedCopy

_STALE_SECONDS = 3600.0


class BackupError(StoreError):
    """No backup was made. Work goes on; the person is told."""


class Copying:
    """A backup in the making: ``step`` until it is true, then ``finish``; or ``abandon``.

    All of it is done by whoever owns the store's connection; a step takes some milliseconds.
    """

    def __init__(self, store: Store, date: str) -> None:
        """Begin, if anything has changed since a backup was made.

        Args:
            store: The open file.
            date: What the backup is called by, such as ``2027-03-01-093000``.

        Raises:
            BackupError: it cannot be made.
        """
        self._store = store
        self._date = date
        self._copy: SlicedCopy | None = None
        self._done = True
        with _told(store):
            store.check()
            keep_ballots(store)
            self._mark = store.mark()
            self._place = place_of(store.workshop_id, store.path)
            if not store.count() or self._is_there():
                return
            paths.make_private(self._place)
            _sweep(self._place)
            self._making = self._place / f".{outside.token(4)}.making"
            self._copy = SlicedCopy(store, self._making)
            self._done = False

    def _is_there(self) -> bool:
        return any(each.mark == self._mark for each in reversed(in_place(self._place)))

    def step(self, pages: int = 64) -> bool:
        """Copy so many pages more. True when ``finish`` is to be called.

        Raises:
            BackupError: it cannot be made; nothing is left of it.
        """
        if self._copy is not None and not self._done:
            with _told(self._store):
                self._done = self._copy.step(pages * 4096)
        return self._done

    def finish(self) -> Path | None:
        """Give the backup its name, and let go of those that need not be kept.

        Returns:
            The backup; None when none was needed.

        Raises:
            BackupError: it cannot be made; nothing is left of it.
        """
        if self._copy is None:
            return None
        with _told(self._store):
            note = note_of(self._mark, next_number(self._store.path))
            while not self._copy.finish(note):
                # Something was removed for good meanwhile: once more, and now without a pause.
                self._mark = self._store.mark()
                note = note_of(self._mark, next_number(self._store.path))
                while not self._copy.step(1 << 30):
                    pass
            target = self._free_name()
            with explained(target):
                self._making.replace(target)
                self._note_place()
            self._copy = None
            with contextlib.suppress(OSError):
                for old in superfluous(in_place(self._place), self._date[:10]):
                    if old.path != target:
                        old.path.unlink(missing_ok=True)
        return target

    def abandon(self) -> None:
        """Let go of it; nothing is left of it."""
        if self._copy is not None:
            self._copy.abandon()
            self._copy = None

    def _free_name(self) -> Path:
        name = f"{self._date}-{self._store.path.stem[:60]}"
        target = self._place / f"{name}.workshop"
        number = 2
        while target.exists() or target.is_symlink():
            target = self._place / f"{name} {number}.workshop"
            number += 1
        return target

    def _note_place(self) -> None:
        """Say where the file lay; the folder's own name says it to us."""
        note = self._place / PLACE
        if not (note.exists() or note.is_symlink()):
            with contextlib.suppress(OSError):
                text = real_path(self._store.path).encode("utf-8", "surrogateescape")
                paths.write_atomically(note, text)


def make(store: Store, date: str) -> Path | None:
    """Back a file up, if it has changed since a backup was made. All at once.

    Args:
        store: The open file.
        date: What the backup is called by, such as ``2027-03-01-093000``.

    Raises:
        BackupError: it cannot be made.
    """
    copying = Copying(store, date)
    while not copying.step(4096):
        pass
    return copying.finish()


def make_of(path: Path, date: str) -> Path | None:
    """Back up the file at a path, opening it for this alone.

    Raises:
        BackupError: it cannot be made.
        StoreError: the file cannot be opened.
    """
    store = Store.open(path, reading=True)
    try:
        return make(store, date)
    finally:
        store.close()


@contextlib.contextmanager
def _told(store: Store) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        raise BackupError(
            msg("No backup was made of {file}. {reason}", file=store.path, reason=error.message)
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise BackupError(
            msg("No backup was made of {file}. {reason}", file=store.path, reason=reason)
        ) from error


def _sweep(place: Path) -> None:
    """Remove what a killed program left half-made."""
    for left in place.glob(".*.making*"):
        with contextlib.suppress(OSError):
            if outside.seconds() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
