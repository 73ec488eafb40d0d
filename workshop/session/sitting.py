"""The session itself: a window in which someone works on a workshop."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from workshop import backups
from workshop.changes import (
    Act,
    Change,
    Tips,
    act_id,
    clean,
    clean_name,
    clean_sets,
    clean_tips,
    is_act_id,
    is_forgotten,
)  # fmt: skip
from workshop.locking import Lock
from workshop.messages import N_
from workshop.outside import bits, now
from workshop.session.keeping import Keeper, SessionError
from workshop.store import Damage, Draft, Store, StoreError

__all__ = ["Clock", "Randomness", "Session", "SessionError", "now"]

Clock = Callable[[], datetime]
Randomness = Callable[[int], int]
"""Bits → a random number of so many bits."""

UNDO = N_("Undo")
REDO = N_("Redo")
FORGET = N_("Remove for good")


class Session(Keeper):
    """An open workshop, seen from one window (*seat*).

    Attributes:
        by: The name or role that acts are done by.
        damage: What is missing from a file that is only read; None when it is whole.
    """

    damage: Damage | None = None

    def __init__(
        self,
        store: Store,
        *,
        by: str = "",
        seat: str = "",
        clock: Clock = now,
        randomness: Randomness = bits,
        lock: Lock | None = None,
    ) -> None:
        self.by = by
        self._clock = clock
        self._randomness = randomness
        self._lock = lock
        super().__init__(store, seat or f"{randomness(48):012x}")

    # ── doing and undoing ────────────────────────────────────────────────────────────────

    def new_id(self, kind: str) -> str:
        """A fresh record id of a kind."""
        return f"{kind}:{self._randomness(60):015x}"

    def do(self, change: Change) -> Act | None:
        """Keep a change on disk, then show it. A change of nothing is no act.

        Raises:
            TextTooLongError: a text is over the limit; nothing was kept.
            StoreError: nothing was kept.
        """
        if not change.sets:
            return None
        return self._keep(
            self._act(
                what=change.what,
                sets=clean_sets(change.sets),
                replaces=clean_tips(change.replaces),
                hides=change.hides,
            )
        )

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
        target = self.next_undo
        if target is not None:
            self._keep(self._act(what=UNDO, undoes=target.id))
        return target

    def redo(self) -> Act | None:
        """Do again what was last taken back. Returns what was done again."""
        target = self.next_redo
        if target is not None:
            self._keep(self._act(what=REDO, undoes=self._steps.undone[-1]))
        return target

    def _act(self, **fields: Any) -> Act:
        return Act(
            id=act_id(self._counter + 1, self._randomness(48)),
            by=clean_name(self.by),
            seat=self.seat,
            at=self._clock().isoformat(timespec="seconds"),
            **fields,
        )

    def _keep(self, act: Act, *, instead_of_ballots: str = "") -> Act:
        """On disk first; on the screen only then."""
        rows = self.rows([act])
        self.write(lambda: self.store.append(rows, instead_of_ballots=instead_of_ballots))
        self.take_in([act])
        return act

    # ── typing ───────────────────────────────────────────────────────────────────────────

    def begin(self, record: str, *fields: str) -> Tips:
        """What an edit that begins now will replace: to be given to the act when it is made."""
        return {record: {field: self.view.tips(record, field) for field in fields}}

    def keep_draft(self, record: str, field: str, text: str, tips: Tips | None = None) -> None:
        """Keep what is being typed. From here on it survives anything but the disk itself."""
        kept = (tips or {}).get(record, {}).get(field, [])
        draft = Draft(
            self.seat, record, field, msgspec.json.encode(kept).decode(), text,
            self._clock().isoformat(timespec="seconds"),
        )  # fmt: skip
        self.write(lambda: self.store.keep_draft(draft))

    def drop_draft(self, record: str, field: str) -> None:
        """Let a draft go: it has become an act, or was given up."""
        self.write(lambda: self.store.drop_draft(self.seat, record, field))

    def drafts(self) -> list[Draft]:
        """This window's drafts, those left behind when it was last closed included."""
        return [draft for draft in self.store.drafts() if draft.seat == self.seat]

    def others_drafts(self) -> list[Draft]:
        """What other windows were typing, as it was when the file was last written."""
        return [draft for draft in self.store.drafts() if draft.seat != self.seat]

    @staticmethod
    def tips_of(draft: Draft) -> Tips:
        """What was there when the typing of a draft began: what its act is to replace."""
        try:
            ids = msgspec.json.decode(draft.tips, type=list[str])
        except msgspec.DecodeError:
            ids = []
        return {draft.record: {draft.field: ids}}

    # ── ballots ──────────────────────────────────────────────────────────────────────────

    def hand_in(self, round_id: str, ballot: Mapping[str, Any]) -> str:
        """Take in one slip. Returns the random id by which it can be taken back at once."""
        key = f"{self._randomness(64):016x}"
        body = msgspec.json.encode(clean(ballot))
        self.write(lambda: self.store.hand_in(round_id, {key: body}))
        return key

    def take_back(self, round_id: str, ballot: str) -> None:
        """Take a mistyped slip out again."""
        self.write(lambda: self.store.take_back(round_id, ballot))

    def ballots(self, round_id: str) -> dict[str, Any]:
        """All ballots of a round. Only for counting when it is closed.

        Those counted before are among them: a round whose closing was undone, or that was closed
        on two machines, loses none when it is closed again.
        """
        found = self._counted(round_id)
        for key, body in self.store.ballots(round_id).items():
            found[key] = msgspec.json.decode(body)
        return found

    def late_ballots(self, round_id: str) -> int:
        """How many slips of a round that is closed have not been counted."""
        state = self.view.raw(round_id).get("state", "open")
        return len(self.store.ballots(round_id)) if state == "closed" else 0

    def _counted(self, round_id: str) -> dict[str, Any]:
        """The ballots that any closing of a round has put in the log."""
        found: dict[str, Any] = {}
        for identifier in self.log.fields(round_id).get("ballots", ()):
            value = self.log[identifier].sets[round_id]["ballots"]
            if isinstance(value, dict) and not is_forgotten(value):
                found.update(value)
        return found

    def close_round(self, round_id: str, count: Callable[[Mapping[str, Any]], Any]) -> Act:
        """Close a round: count its ballots and put them in the log, in one act.

        Args:
            round_id: The round.
            count: Ballots → the tally that is kept beside them.
        """
        from workshop.acts.rounds import close

        ballots = self.ballots(round_id)
        change = close(self.view, round_id, ballots, count(ballots))
        act = self._act(what=change.what, sets=change.sets, replaces=change.replaces)
        return self._keep(act, instead_of_ballots=round_id)

    # ── forgetting ───────────────────────────────────────────────────────────────────────

    def forget(self, record: str, *fields: str) -> Act:
        """Remove all values that fields of a record ever had, for good. Cannot be undone.

        The values are blanked in this file, its drafts and caches, and in our own backups.
        Copies elsewhere cannot be reached, and whoever asks for this must be told so.
        """
        forgets: Tips = {}
        for field in fields:
            for identifier in self.log.fields(record).get(field, ()):
                forgets.setdefault(identifier, {}).setdefault(record, []).append(field)
        erase = []
        needle = msgspec.json.encode(record)
        for bad in self.bad_rows:
            # A damaged row may hold the text too, and a backup may hold the row whole.
            if needle in self.store.body(bad.seq):
                erase.append(bad.seq)
                if is_act_id(bad.id):
                    forgets.setdefault(bad.id, {})[record] = list(fields)
        drafts = [(record, field) for field in fields]
        self.write(lambda: self.store.rewrite({}, drafts=drafts, erase=erase))
        act = self._keep(self._act(what=FORGET, forgets=forgets))
        if erase:
            self._blank_backups()
        return act

    # ── leaving ──────────────────────────────────────────────────────────────────────────

    def back_up(self) -> Path | None:
        """Make a dated backup, if the file has changed since the last one.

        It opens the file for itself, so it may be done in another thread.
        """
        return backups.make_of(self.store.path, self._clock().strftime("%Y-%m-%d-%H%M%S"))

    def close(self) -> None:
        """Leave. There is nothing to save."""
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
