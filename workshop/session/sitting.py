"""The session itself: a window in which someone works on a workshop."""

import contextlib
from collections.abc import Iterable
from typing import cast

import msgspec

from workshop.changes import (
    Act,
    Change,
    Tips,
    clean_sets,
    clean_tips,
    is_act_id,
)  # fmt: skip
from workshop.messages import N_
from workshop.session.act_maker import Clock, Randomness
from workshop.session.ballot_box import BallotBox
from workshop.session.errors import SessionError
from workshop.session.papers import Field
from workshop.session.writer import Ticket, done_with
from workshop.store import BadRow, Damage, Draft, StoreError
from workshop.text_gate import normalised

__all__ = ["Clock", "Randomness", "Session", "SessionError"]

UNDO = N_("Undo")
REDO = N_("Redo")
FORGET = N_("Erase permanently")
_FORGET_BEFORE = N_("Remove for good")
"""What the same act was called in files made by 0.1."""


class Session(BallotBox):
    """An open workshop, seen from one window (*seat*).

    Attributes:
        by: The name or role that acts are done by.
        damage: What is missing from a file that is only read; None when it is whole.
    """

    damage: Damage | None = None

    # ── doing and undoing ────────────────────────────────────────────────────────────────

    def do(self, change: Change) -> Act | None:
        """Keep a change on disk, then show it, and wait for it. A change of nothing is no act.

        Raises:
            TextTooLongError: a text is over the limit; nothing was kept.
            StoreError: nothing was kept.
        """
        return self.wait_for(self.begin_to(change))

    def begin_to(self, change: Change, *, drafts: Iterable[Field] = ()) -> Ticket[Act | None]:
        """Begin to keep a change on disk; when it is there, it is shown.

        Args:
            change: The change. A change of nothing is no act.
            drafts: Drafts that become this act, besides those of the fields that it sets: they
                go with it, or stay if it fails.

        Raises:
            TextTooLongError: a text is over the limit; nothing will be kept.
        """
        if not change.sets:
            return done_with(None)
        act = self._act(
            what=change.what,
            sets=clean_sets(change.sets),
            replaces=clean_tips(change.replaces),
            hides=change.hides,
        )
        fields = [(record, field) for record, values in act.sets.items() for field in values]
        return cast("Ticket[Act | None]", self._keep(act, drafts=[*drafts, *fields]))

    @property
    def next_undo(self) -> Act | None:
        """What undo would take back: this window's last act that can be."""
        return self.log.get(self._steps.done[-1]) if self._steps.done else None

    @property
    def next_redo(self) -> Act | None:
        """What redo would do again."""
        if not self._steps.undone:
            return None
        return self.log.get(self.log[self._steps.undone[-1]].undoes)

    def undo(self) -> Act | None:
        """Take back this window's last act, by a retraction. Returns what was taken back."""
        return self.wait_for(self.begin_undo())

    def begin_undo(self) -> Ticket[Act | None]:
        """Begin to take back this window's last act."""
        target = self.next_undo
        return self._retract(UNDO, target, target.id if target else "")

    def redo(self) -> Act | None:
        """Do again what was last taken back. Returns what was done again."""
        return self.wait_for(self.begin_redo())

    def begin_redo(self) -> Ticket[Act | None]:
        """Begin to do again what was last taken back."""
        return self._retract(
            REDO, self.next_redo, self._steps.undone[-1] if self._steps.undone else ""
        )

    def _retract(self, what: str, target: Act | None, undoes: str) -> Ticket[Act | None]:
        ticket: Ticket[Act | None] = Ticket()
        if target is None:
            return done_with(None)
        self._keep(self._act(what=what, undoes=undoes)).then(
            lambda _act: ticket.resolve(target), ticket.fail
        )
        return ticket

    # ── typing ───────────────────────────────────────────────────────────────────────────

    def keep_draft(self, record: str, field: str, text: str, tips: Tips | None = None) -> None:
        """Keep what is being typed. When it is on disk it survives anything but the disk itself.

        Raises:
            StoreError: it could not be kept, and the disk is not left to a thread. Otherwise it
                is tried again, and a notice says so.
        """
        kept = (tips or {}).get(record, {}).get(field, [])
        self._papers().keep(
            Draft(
                self.seat, record, field, msgspec.json.encode(kept).decode(), normalised(text),
                self._clock().isoformat(timespec="seconds"),
            )
        )  # fmt: skip
        self._put_aside()

    def drop_draft(self, record: str, field: str) -> None:
        """Let a draft go: it was given up.

        Raises:
            StoreError: as for ``keep_draft``.
        """
        if self._papers().drop(record, field):
            self._put_aside()

    def drafts(self) -> list[Draft]:
        """This window's drafts, those left behind when it was last closed included."""
        return self._papers().drafts

    def draft(self, record: str, field: str) -> Draft | None:
        """This window's draft of a field."""
        return self._papers().draft(record, field)

    def others_drafts(self) -> list[Draft]:
        """What other windows were typing, as it was when the file was last written."""
        return self._papers().others

    @staticmethod
    def tips_of(draft: Draft) -> Tips:
        """What was there when the typing of a draft began: what its act is to replace."""
        try:
            ids = msgspec.json.decode(draft.tips, type=list[str])
        except msgspec.DecodeError:
            ids = []
        return {draft.record: {draft.field: ids}}

    def note(self, name: str) -> str:
        """A note outside the log, such as where the clock stands; empty when there is none."""
        return self._papers().note(name)

    def put_note(self, name: str, value: str) -> None:
        """Keep a note outside the log.

        Raises:
            StoreError: as for ``keep_draft``.
        """
        self._papers().put_note(name, value)
        self._put_aside()

    def _put_aside(self) -> None:
        ticket = self._write_papers()
        if not self.writer.attended:
            ticket.result()

    # ── forgetting ───────────────────────────────────────────────────────────────────────

    def forget(self, record: str, *fields: str) -> Act:
        """Remove all values that fields of a record ever had, for good. Cannot be undone.

        The values are blanked in this file, its drafts and caches, and in our own backups.
        Copies elsewhere cannot be reached, and whoever asks for this must be told so.

        Raises:
            StoreError: nothing was removed.
        """
        return self.wait_for(self.begin_to_forget(record, *fields))

    def begin_to_forget(self, record: str, *fields: str) -> Ticket[Act]:
        """Begin to remove all values that fields of a record ever had, for good."""
        ticket: Ticket[Act] = Ticket()
        drafts = [(record, field) for field in fields]
        needle = msgspec.json.encode(record)

        def erase() -> list[BadRow]:
            # A damaged row may hold the text too, and a backup may hold the row whole.
            bad = [row for row in self.file.bad_rows if needle in self.store.body(row.seq)]
            self.file.write(
                lambda: self.store.rewrite({}, drafts=drafts, erase=[row.seq for row in bad])
            )
            return bad

        def erased(bad: list[BadRow]) -> None:
            self._papers().forget(drafts)
            forgets: Tips = {}
            for field in fields:
                for identifier in self.log.fields(record).get(field, ()):
                    forgets.setdefault(identifier, {}).setdefault(record, []).append(field)
            for row in bad:
                if is_act_id(row.id):
                    forgets.setdefault(row.id, {})[record] = list(fields)
            self._keep(self._act(what=FORGET, forgets=forgets)).then(
                lambda act: forgotten(act, bad), ticket.fail
            )

        def forgotten(act: Act, bad: list[BadRow]) -> None:
            if bad:
                self._blank_backups()
            ticket.resolve(act)

        self.on_disk(erase).then(erased, ticket.fail)
        return ticket

    # ── leaving ──────────────────────────────────────────────────────────────────────────

    def _date(self) -> str:
        return self._clock().strftime("%Y-%m-%d-%H%M%S")

    def close(self) -> None:
        """Leave. What is on its way to the disk gets there first, and then into a backup."""
        with contextlib.suppress(StoreError, SessionError):
            self._write_papers()
        self.writer.close()
        self._back_up_at_the_end()
        self.store.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def quietly(self) -> contextlib.AbstractContextManager[None]:
        """For callers that must not fail on the file, such as a last draft on the way out."""
        return contextlib.suppress(StoreError)
