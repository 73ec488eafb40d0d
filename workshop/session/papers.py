"""What lies beside the log in an open workshop: drafts, notes, and how many ballots are in.

Held in memory, so that no screen waits for the disk to show them; what has changed goes to the
file together, however often it changed meanwhile.
"""

from collections.abc import Iterable

import msgspec

from workshop.store import Draft, Store

Field = tuple[str, str]
"""A record and one of its fields."""


class Lying(msgspec.Struct, frozen=True):
    """What lies beside the log in the file."""

    drafts: list[Draft]
    notes: dict[str, str]
    ballots: dict[str, int]


def read_papers(store: Store) -> Lying:
    """What lies beside the log in the file.

    Raises:
        StoreError: it cannot be read.
    """
    return Lying(store.drafts(), store.notes(), store.ballot_counts())


class Changed(msgspec.Struct, frozen=True):
    """What is to be written."""

    drafts: list[Draft]
    dropped: list[tuple[str, str, str]]
    notes: dict[str, str]

    def write(self, store: Store) -> None:
        """Write it, in one transaction.

        Raises:
            StoreError: nothing was written.
        """
        store.put_aside(self.drafts, dropped=self.dropped, notes=self.notes)


class Papers:
    """Drafts and notes as this window knows them.

    Attributes:
        ballots: Round → how many ballots lie in their table.
        others: What other windows were typing when the file was last read.
    """

    def __init__(self, window: str, lying: Lying) -> None:
        self._window = window
        self._drafts: dict[Field, Draft] = {}
        self._notes: dict[str, str] = {}
        self._dirty: dict[Field, None] = {}
        self._dirty_notes: set[str] = set()
        self.ballots: dict[str, int] = {}
        self.others: list[Draft] = []
        for draft in lying.drafts:
            if draft.seat == window:
                self._drafts[draft.record, draft.field] = draft
        self.see(lying)

    def see(self, lying: Lying) -> None:
        """The file was read anew. What this window has not written yet is newer."""
        unwritten = {name: self._notes[name] for name in self._dirty_notes}
        self._notes = {**lying.notes, **unwritten}
        self.others = [draft for draft in lying.drafts if draft.seat != self._window]
        self.ballots = dict(lying.ballots)

    @property
    def drafts(self) -> list[Draft]:
        """This window's drafts, by record and field."""
        return [self._drafts[key] for key in sorted(self._drafts)]

    def draft(self, record: str, field: str) -> Draft | None:
        """This window's draft of a field."""
        return self._drafts.get((record, field))

    def keep(self, draft: Draft) -> None:
        """This is being typed."""
        key = (draft.record, draft.field)
        self._drafts[key] = draft
        self._dirty[key] = None

    def drop(self, record: str, field: str) -> bool:
        """This was given up. False when there was no such draft."""
        key = (record, field)
        if self._drafts.pop(key, None) is None and key not in self._dirty:
            return False
        self._dirty[key] = None
        return True

    def become(self, fields: Iterable[Field]) -> list[Draft]:
        """These drafts go with the act they have become. Returns them, should it fail."""
        gone = [self._drafts.pop(key) for key in fields if key in self._drafts]
        for draft in gone:
            self._dirty.pop((draft.record, draft.field), None)
        return gone

    def restore(self, drafts: Iterable[Draft]) -> None:
        """The act these had become could not be kept: they are drafts again."""
        for draft in drafts:
            if (draft.record, draft.field) not in self._drafts:
                self.keep(draft)

    def forget(self, fields: Iterable[Field]) -> None:
        """These fields were removed for good: what was being typed in them goes too."""
        gone = set(fields)
        for key in gone:
            self._drafts.pop(key, None)
            self._dirty.pop(key, None)
        self.others = [d for d in self.others if (d.record, d.field) not in gone]

    def note(self, name: str) -> str:
        """A note outside the log; empty when there is none."""
        return self._notes.get(name, "")

    def put_note(self, name: str, value: str) -> None:
        """Keep a note outside the log."""
        self._notes[name] = value
        self._dirty_notes.add(name)

    def take_changed(self) -> Changed | None:
        """What is not in the file yet; it counts as written from now on."""
        if not self._dirty and not self._dirty_notes:
            return None
        keys = list(self._dirty)
        changed = Changed(
            [self._drafts[key] for key in keys if key in self._drafts],
            [(self._window, *key) for key in keys if key not in self._drafts],
            {name: self._notes[name] for name in self._dirty_notes},
        )
        self._dirty.clear()
        self._dirty_notes.clear()
        return changed

    def not_written(self, changed: Changed) -> None:
        """It could not be written after all; what has changed since is newer."""
        for draft in changed.drafts:
            self._dirty[draft.record, draft.field] = None
        for _window, record, field in changed.dropped:
            self._dirty[record, field] = None
        self._dirty_notes.update(name for name in changed.notes if name in self._notes)
