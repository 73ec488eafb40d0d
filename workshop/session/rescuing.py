"""Rescuing: what can be read of a damaged file and of its backups, into a new file."""

import contextlib
from itertools import count
from pathlib import Path

import msgspec

from workshop import backups, outside
from workshop.messages import Message, msg
from workshop.session.merging import uncounted
from workshop.session.sitting import Session, SessionError
from workshop.store import Row, Salvage, Store, StoreError, missing_acts, salvage
from workshop.store.soundness import runs_of


class Rescue(msgspec.Struct, frozen=True, kw_only=True):
    """What can be rescued of a file. Nothing is written yet."""

    path: Path
    workshop_id: str
    rows: dict[str, Row]
    """Id → act."""
    in_file: int
    """How many of them the file itself has."""
    missing: tuple[tuple[int, int], ...]
    """Numbers of acts that neither the file nor a backup has."""
    counted: bool
    """Whether the file tells how many there were."""
    found: backups.Found
    salvaged: Salvage

    @property
    def from_backups(self) -> int:
        """How many of the acts only a backup has."""
        return len(self.rows) - self.in_file

    @property
    def lost(self) -> Message:
        """What neither the file nor a backup has, in words."""
        return missing_acts(self.missing)

    @property
    def report(self) -> list[Message]:
        """What can be rescued, what is lost, and where the backups lie, in words."""
        said = [msg("Changes that can be read: {n}.", n=self.in_file)]
        if self.from_backups:
            said.append(msg("More of them from backups: {n}.", n=self.from_backups))
        if self.missing:
            said.append(self.lost)
        elif self.counted:
            said.append(msg("No change is lost."))
        else:
            said.append(
                msg("The file cannot tell how much it held. What came after the last backup "
                    "may be lost.")
            )  # fmt: skip
        readable = [each for each in self.found.backups if each.acts >= 0]
        if readable:
            said.append(
                msg("Backups on this machine: {n}. The fullest has {acts} changes: {file}",
                    n=len(readable), acts=readable[-1].acts, file=readable[-1].path)
            )  # fmt: skip
        else:
            said.append(msg("There is no backup of it on this machine."))
        broken = [each.path for each in self.found.backups if each.acts < 0]
        if broken:
            said.append(msg("Backups that cannot be opened: {n}, such as {file}",
                            n=len(broken), file=broken[0]))  # fmt: skip
        return said


def look_for_rescue(path: Path) -> Rescue:
    """See what can be rescued of a file. Nothing is written.

    Raises:
        SessionError: nothing can be.
    """
    salvaged = salvage(path)
    rows = {row.id: row for row in salvaged.rows}
    in_file = len(rows)
    found = backups.found_for(path, salvaged.workshop_id, frozenset(rows))
    numbered = _with_backups(rows, [backup.path for backup in reversed(found.backups)])
    if not rows and not path.exists():
        raise SessionError(msg("There is no file {file}", file=path))
    if not rows:
        raise SessionError(
            msg(
                "Nothing could be read of {file}, and no backup of it was found. All backups lie "
                "in {folder}",
                file=path,
                folder=backups.root(),
            )
        )
    _ask_other_copies(salvaged, rows)
    ids = {number: salvaged.ids.get(number) or numbered.get(number) for number in salvaged.lost}
    return Rescue(
        path=path,
        workshop_id=salvaged.workshop_id or next(
            (each.workshop_id for each in reversed(found.backups) if each.workshop_id), ""
        ),
        rows=rows,
        in_file=in_file,
        missing=runs_of(number for number in salvaged.lost if ids[number] not in rows),
        counted=salvaged.counted,
        found=found,
        salvaged=salvaged,
    )  # fmt: skip


def _with_backups(rows: dict[str, Row], paths: list[Path]) -> dict[int, str]:
    """Add what backups have to the rows. Returns the number of an act → its id, as they tell."""
    numbered: dict[int, str] = {}
    for path in paths:
        store = None
        with contextlib.suppress(StoreError):
            store = Store.open(path, reading=True)
            batch = store.since(0)
            bad = {each.seq for each in batch.bad}
            numbers = (number for number in count(1) if number not in bad)
            for number, row in zip(numbers, batch.rows, strict=False):
                rows.setdefault(row.id, row)
                numbered.setdefault(number, row.id)
        if store is not None:
            store.close()
        else:
            for row in salvage(path).rows:
                rows.setdefault(row.id, row)
    return numbered


def _ask_other_copies(salvaged: Salvage, rows: dict[str, Row]) -> None:
    """Acts that are known to be missing may be in backups of the workshop's other copies."""
    wanted = [name for name in salvaged.ids.values() if name not in rows]
    for path in backups.of(salvaged.workshop_id) if wanted and salvaged.workshop_id else ():
        with contextlib.suppress(StoreError):
            store = Store.open(path, reading=True)
            try:
                rows.update((row.id, row) for row in store.pick(wanted))
            finally:
                store.close()


def recover(path: Path, target: Path) -> Rescue:
    """Rescue what can be read of a damaged file, and of its backups, into a new file.

    Args:
        path: The damaged file. It is not touched.
        target: Where the new file is written; nothing may be there.

    Returns:
        What was rescued.

    Raises:
        SessionError: nothing could be rescued.
        FileExistsError: something lies at the target already.
        StoreError: the new file cannot be written.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(str(target))
    rescue = look_for_rescue(path)
    write_rescue(rescue, target)
    return rescue


def write_rescue(rescue: Rescue, target: Path) -> None:
    """Write what can be rescued to a new file.

    Raises:
        FileExistsError: something lies there already.
        StoreError: it cannot be written; nothing is left of it.
    """
    store = Store.create(target, rescue.workshop_id or outside.token(12))
    try:
        store.append(sorted(rescue.rows.values(), key=lambda row: row.id))
        # Held as a window holds it, so that what was removed for good is blanked here too.
        with_log = Session(store)
        _bring_what_lay_beside(with_log, rescue)
    except BaseException:
        store.close()
        target.unlink(missing_ok=True)
        raise
    store.close()


def _bring_what_lay_beside(session: Session, rescue: Rescue) -> None:
    """Drafts and the windows they belong to, and slips that have not been counted."""
    gone = {
        (record, field)
        for records in session.log.forgotten().values()
        for record, fields in records.items()
        for field in fields
    }
    for seat, host, opened in rescue.salvaged.seats:
        session.store.sit_down(seat, host, opened)
    for draft in rescue.salvaged.drafts:
        if (draft.record, draft.field) not in gone:
            session.store.keep_draft(draft)
    slips = rescue.salvaged.ballots
    if slips is None:
        slips = backups.kept_ballots(rescue.found.folders)
    for name, each in uncounted(session, [], slips, {}).items():
        session.store.hand_in(name, each)


def beside(path: Path, word: str) -> Path:
    """A free name for the rescued file, beside the damaged one.

    Args:
        path: The damaged file.
        word: What is added to its name, in the reader's language.
    """
    target = path.with_name(f"{path.stem} {word}.workshop")
    number = 2
    while target.exists() or target.is_symlink():
        target = path.with_name(f"{path.stem} {word} {number}.workshop")
        number += 1
    return target
