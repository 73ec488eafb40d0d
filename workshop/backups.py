"""Dated backups, in the user's own data folder and not beside a file that may be synced."""

import contextlib
import hashlib
from pathlib import Path

from workshop import paths
from workshop.store import Store, StoreError

KEPT = 20


def make(store: Store, date: str) -> Path | None:
    """Back a file up, if it has changed since the last backup.

    A backup that cannot be made must not keep anyone from their work: then there is none.

    Args:
        store: The open file.
        date: What the backup is called by, such as ``2027-03-01-0930``.
    """
    try:
        folder = folder_of(store.workshop_id)
        folder.mkdir(parents=True, exist_ok=True)
        count = store.count()
        earlier = of(store.workshop_id)
        if not count or (earlier and _count(earlier[-1]) == count):
            return None
        target = folder / f"{date}-{store.path.stem[:60]}.workshop"
        store.copy_to(target)
        (folder / "path.txt").write_text(
            str(store.path.absolute()), encoding="utf-8", errors="surrogateescape"
        )
        for old in of(store.workshop_id)[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, StoreError):
        return None
    return target


def make_of(path: Path, date: str) -> Path | None:
    """Back up the file at a path, opening it for this alone."""
    try:
        store = Store.open(path)
    except StoreError:
        return None
    try:
        return make(store, date)
    finally:
        store.close()


def folder_of(workshop_id: str) -> Path:
    """Where the backups of a workshop lie.

    An id that could lead elsewhere comes from a file that no program of ours made; it gets a
    folder named after its hash.
    """
    try:
        return paths.backups_dir(workshop_id)
    except ValueError:
        plain = hashlib.sha256(workshop_id.encode("utf-8", "replace")).hexdigest()[:32]
        return paths.backups_dir(plain)


def of(workshop_id: str) -> list[Path]:
    """The backups of a workshop, oldest first."""
    try:
        return sorted(folder_of(workshop_id).glob("*.workshop"))
    except OSError:
        return []


def identity_of(path: Path) -> str:
    """The workshop that was last backed up from this path; empty when none was."""
    wanted = str(path.absolute())
    for note in paths.backups_dir("x").parent.glob("*/path.txt"):
        with contextlib.suppress(OSError):
            if note.read_text(encoding="utf-8", errors="surrogateescape") == wanted:
                return note.parent.name
    return ""


def _count(path: Path) -> int:
    try:
        store = Store.open(path)
    except StoreError:
        return -1
    try:
        return store.count()
    except StoreError:
        return -1
    finally:
        store.close()
