"""Which backups there are: of a workshop, or of whatever lay at a path."""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from workshop import paths
from workshop.store import Store, StoreError

NOTE = "backup"
"""On the desk of a backup: what it is a backup of."""
PLACE = "path.txt"
"""Beside the backups, for people: where the file lay. Version 0.1.0 goes by it too."""
BALLOTS = "open-round.ballots"
"""The slips of open rounds, in the folder of a place; never more than one."""


class _Note(msgspec.Struct, frozen=True):
    """What stands on the desk of a backup."""

    mark: str
    """The mark of the file when it was made."""
    made: int
    """One more than any backup from the same place had then; clocks may be wrong."""


class Backup(msgspec.Struct, frozen=True):
    """A backup, known by what is in it."""

    path: Path
    workshop_id: str
    acts: int
    """How many; -1 when it cannot be opened."""
    mark: str
    made: int
    """In which order they were made; 0 for those of version 0.1.0."""

    @property
    def order(self) -> tuple[int, int, str]:
        """What the newest has most of: acts, then the later made. Never what a clock said."""
        return self.acts, self.made, self.path.name


class Found(msgspec.Struct, frozen=True):
    """The backups of what lay at a path, oldest first, and the folders they lie in."""

    backups: list[Backup]
    folders: list[Path]


def root() -> Path:
    """The folder of all backups of all workshops."""
    return paths.backups_dir("x").parent


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


def place_of(workshop_id: str, path: Path) -> Path:
    """Where the backups of a workshop lie that were made of the file at a path."""
    return folder_of(workshop_id) / _key(real_path(path))


def real_path(path: Path) -> str:
    """A path by which a file is known again, whatever links and capitals lead to it."""
    return os.path.normcase(os.path.realpath(path))


def _key(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def of(workshop_id: str) -> list[Path]:
    """All backups of a workshop, wherever it lay, oldest first."""
    return [backup.path for backup in sorted_backups(_in(folder_of(workshop_id)))]


def ballot_copies(workshop_id: str) -> list[Path]:
    """The copies of slips of open rounds, one for each place."""
    with contextlib.suppress(OSError):
        return sorted(folder_of(workshop_id).glob(f"*/{BALLOTS}"))
    return []


def files_of(workshop_id: str) -> list[Path]:
    """All files that backing up a workshop has left here."""
    with contextlib.suppress(OSError):
        return sorted(each for each in folder_of(workshop_id).rglob("*") if each.is_file())
    return []


def remove_folders(workshop_id: str) -> None:
    """Remove the folders of a workshop's backups, as far as they are empty."""
    folder = folder_of(workshop_id)
    with contextlib.suppress(OSError):
        for each in (*sorted(folder.iterdir()), folder):
            with contextlib.suppress(OSError):
                each.rmdir()


def in_place(folder: Path) -> list[Backup]:
    """The backups in one folder, oldest first."""
    with contextlib.suppress(OSError):
        return sorted_backups(folder.glob("*.workshop"))
    return []


def sorted_backups(files: Iterable[Path]) -> list[Backup]:
    """Backups from the oldest to the newest, by what is in them."""
    found = (look(path) for path in files)
    return sorted(found, key=lambda backup: backup.order)


def _in(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [*folder.glob("*.workshop"), *folder.glob("*/*.workshop")]
    return []


def found_for(path: Path, workshop_id: str, known: frozenset[str] = frozenset()) -> Found:
    """The backups of the file at a path.

    Those that were made of this very path come first. A workshop's other copies are looked at
    only when there are none of it. A file that does not tell its id is known by its path and by
    acts that it has in common with a backup; by these alone where it was moved.

    Args:
        path: The file. It may be gone.
        workshop_id: What the file says that it is; empty when it cannot say.
        known: Ids of acts that can still be read in it.
    """
    if workshop_id:
        home = folder_of(workshop_id)
        here = _all_in([folder for folder in _places(path) if folder.is_relative_to(home)])
        return here if here.backups else _all_in([home, *_subfolders([home])])
    places = [found for folder in _places(path) if (found := _all_in([folder])).backups]
    if known:
        everywhere = _subfolders([root()])
        places = [found for found in places if _shares(found, known)] or [
            found
            for home in everywhere
            if _shares(found := _all_in([home, *_subfolders([home])]), known)
        ]
    places.sort(key=lambda found: max(backup.made for backup in found.backups))
    return places[-1] if places else Found([], [])


def _all_in(folders: list[Path]) -> Found:
    files = [path for folder in folders for path in folder.glob("*.workshop")]
    found = sorted_backups(files)
    return Found(found, list(dict.fromkeys(backup.path.parent for backup in found)))


def _subfolders(folders: list[Path]) -> list[Path]:
    with contextlib.suppress(OSError):
        return [each for folder in folders for each in folder.iterdir() if each.is_dir()]
    return []


def _places(path: Path) -> list[Path]:
    """The folders, of whatever workshops, that hold backups of the file at a path."""
    names = {str(path.absolute()), real_path(path), os.path.realpath(path)}
    found = []
    for folder in _subfolders([root()]):
        found += [each for name in names if (each := folder / _key(name)).is_dir()]
        with contextlib.suppress(OSError):
            note = (folder / PLACE).read_text(encoding="utf-8", errors="surrogateescape")
            if note.strip() in names:
                found.append(folder)
    return list(dict.fromkeys(found))


def next_number(path: Path) -> int:
    """The number of the next backup of the file at a path, whichever workshop it is."""
    numbers = [backup.made for place in _places(path) for backup in in_place(place)]
    return max(numbers, default=0) + 1


def _shares(found: Found, known: frozenset[str]) -> bool:
    """Whether the fullest of these backups has acts in common with a file."""
    for backup in found.backups[-1:]:
        with contextlib.suppress(StoreError):
            store = Store.open(backup.path, reading=True)
            try:
                return bool(store.ids() & known)
            finally:
                store.close()
    return False


_looked_at: dict[tuple[str, int, int], Backup] = {}


def look(path: Path) -> Backup:
    """What a backup holds; it is opened once for as long as it does not change."""
    try:
        stat = path.stat()
    except OSError:
        return Backup(path, "", -1, "", 0)
    key = (str(path), stat.st_mtime_ns, stat.st_size)
    if key not in _looked_at:
        _looked_at[key] = _look(path)
    return _looked_at[key]


def _look(path: Path) -> Backup:
    try:
        store = Store.open(path, reading=True)
    except StoreError:
        return Backup(path, "", -1, "", 0)
    try:
        acts, mark, made = store.count(), store.mark(), 0
        # One of another version may say more, or otherwise: then its rows are asked alone.
        with contextlib.suppress(msgspec.MsgspecError):
            note = msgspec.json.decode(store.desk(NOTE), type=_Note)
            mark, made = note.mark, note.made
        return Backup(path, store.workshop_id, acts, mark, made)
    except StoreError:
        return Backup(path, store.workshop_id, -1, "", 0)
    finally:
        store.close()


def note_of(mark: str, made: int) -> dict[str, str]:
    """What is put on the desk of a backup."""
    return {NOTE: msgspec.json.encode(_Note(mark, made)).decode()}
