"""The session itself: a window in which someone works on a workshop."""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from filelock import FileLock

from workshop import backups
from workshop.acts.rounds import close, undone_ballots
from workshop.changes import (
    Act,
    Change,
    Log,
    Steps,
    Tips,
    act_id,
    blank,
    clean_sets,
    counter_of,
    decode,
    encode,
    is_act_id,
    is_forgotten,
)  # fmt: skip
from workshop.messages import N_, Message, msg
from workshop.store import (
    BadRow,
    Draft,
    MissingError,
    OtherWorkshopError,
    ReadOnlyError,
    Row,
    Store,
    StoreError,
)  # fmt: skip
from workshop.view import View

Clock = Callable[[], datetime]
Randomness = Callable[[int], int]
"""Bits → a random number of so many bits."""

UNDO = N_("Undo")
REDO = N_("Redo")
FORGET = N_("Remove for good")


class SessionError(Exception):
    """Something that cannot be done, said so that a person can do something about it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def now() -> datetime:
    """The time on this machine's clock, with its zone."""
    return datetime.now().astimezone()


class Session:
    """An open workshop, seen from one window (*seat*).

    Attributes:
        view: The workshop as it stands; the same object for as long as the session lives.
        log: All acts.
        by: The name or role that acts are done by.
        notices: What has happened to the file that a person should hear, oldest first.
    """

    def __init__(
        self,
        store: Store,
        *,
        by: str = "",
        seat: str = "",
        clock: Clock = now,
        randomness: Randomness = secrets.randbits,
        lock: FileLock | None = None,
    ) -> None:
        self.store = store
        self.by = by
        self.seat = seat or f"{randomness(48):012x}"
        self.notices: list[Message] = []
        self.bad_rows: list[BadRow] = []
        self.log = Log()
        self._clock = clock
        self._randomness = randomness
        self._lock = lock
        self._seq = 0
        self._counter = 0
        self._steps = Steps(self.seat)
        self._forgets = False
        self._fresh_bad: list[BadRow] = []
        self._take(self._read())
        self.view = View(self.log)
        self._keep_forgotten()

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
                replaces=change.replaces,
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
            by=self.by,
            seat=self.seat,
            at=self._clock().isoformat(timespec="seconds"),
            **fields,
        )

    def _keep(self, act: Act, *, instead_of_ballots: str = "") -> Act:
        """On disk first; on the screen only then."""
        rows = [Row(act.id, encode(act))]
        self.write(lambda: self.store.append(rows, instead_of_ballots=instead_of_ballots))
        self.take_in([act])
        return act

    def write(self, action: Callable[[], None]) -> None:
        """Write to the file, finding it again first if it was replaced under us."""
        if self.store.replaced():
            self._find_again()
        try:
            action()
        except ReadOnlyError:
            if not self.store.replaced():
                raise
            self._find_again()
            action()

    # ── taking in what others write ──────────────────────────────────────────────────────

    def poll(self) -> bool:
        """Take in what other windows and machines have written. True when anything changed.

        Problems with the file become notices; nothing that is held here is lost by them.
        """
        try:
            if not self.store.changed():
                return False
            if self.store.replaced():
                return self._find_again()
            known = len(self.log) + len(self.bad_rows)
            acts = self._read()
            if self.store.count() != known + len(acts) + len(self._fresh_bad):
                return self._reconcile() or bool(acts)
        except MissingError:
            return self._find_again()
        except StoreError as error:
            self.notices.append(error.message)
            return True
        self.take_in(acts)
        return bool(acts)

    def _read(self) -> list[Act]:
        """Decode the rows that have come since the last reading."""
        batch = self.store.since(self._seq)
        self._seq = batch.seq
        self._fresh_bad = batch.bad
        self.bad_rows.extend(batch.bad)
        for bad in batch.bad:
            if is_act_id(bad.id):
                self._counter = max(self._counter, counter_of(bad.id))
            self.notices.append(
                msg("Row {row} of the log is damaged and was skipped.", row=bad.seq)
            )
        acts = []
        for row in batch.rows:
            try:
                act = decode(row.body)
            except msgspec.DecodeError:
                act = None
            if act is None or act.id != row.id or not is_act_id(row.id):
                self.notices.append(msg("Row {id} of the log is not an act.", id=row.id[:40]))
                self.bad_rows.append(BadRow(batch.seq, row.id))
                continue
            acts.append(act)
        return acts

    def _take(self, acts: list[Act]) -> set[str]:
        """Take acts into the log, and let them count for undo and for the next id."""
        acts.sort(key=lambda act: act.id)
        touched = self.log.add(acts)
        for act in acts:
            self._steps.take(act)
            self._forgets |= bool(act.forgets)
        if acts:
            self._counter = max(self._counter, counter_of(acts[-1].id))
        return touched

    def take_in(self, acts: Iterable[Act]) -> None:
        """Show acts that are on disk; what was forgotten for good stays forgotten."""
        self.view.refresh(self._take(list(acts)))
        self._keep_forgotten()

    def _keep_forgotten(self) -> None:
        """Blank whatever is on the permanent list, however it came back. See rule 11."""
        if not self._forgets:
            return
        blanked: dict[str, Act] = {}
        for identifier, records in self.log.forgotten().items():
            act = self.log.get(identifier)
            if act is None:
                continue
            after = act
            for record, fields in records.items():
                for field, date in fields.items():
                    value = act.sets.get(record, {}).get(field)
                    if value is not None and not is_forgotten(value):
                        after = blank(after, {record: [field]}, date)
            if after is not act:
                blanked[identifier] = after
        if not blanked:
            return
        bodies = {identifier: encode(act) for identifier, act in blanked.items()}
        self.write(lambda: self.store.rewrite(bodies))
        for path in backups.forget(self.store.workshop_id, bodies):
            self.notices.append(
                msg("A backup could not be cleaned. Delete it yourself: {file}", file=path)
            )
        self.log = Log([blanked.get(act.id, act) for act in self.log])
        self.view.follow(self.log)

    def _reconcile(self) -> bool:
        """The file lacks acts we hold, or has others: make both whole. See rule 13."""
        there = self.store.ids()
        missing = [act for act in self.log if act.id not in there]
        if missing:
            self.store.append([Row(act.id, encode(act)) for act in missing])
            self.notices.append(
                msg(
                    "An older copy of the file had come in its place. "
                    "{count} changes were put back; nothing is lost.",
                    count=len(missing),
                )
            )
        self._seq = 0
        self.bad_rows.clear()
        self.take_in(self._read())
        return True

    def _find_again(self) -> bool:
        """The file was replaced or removed under us."""
        try:
            self.store.reopen()
        except MissingError:
            self._write_anew()
            return True
        except OtherWorkshopError as error:
            rescued = self._beside()
            self.notices.append(error.message)
            self.store.path = rescued
            self._write_anew()
            return True
        return self._reconcile()

    def _write_anew(self) -> None:
        """Write all we hold to a fresh file where the old one was."""
        fresh = Store.create(self.store.path, self.store.workshop_id)
        fresh.append([Row(act.id, encode(act)) for act in self.log])
        fresh.close()
        self.store.reopen()
        self.store.changed()
        self._seq = 0
        self.bad_rows.clear()
        self._read()
        self.notices.append(
            msg(
                "The file had been moved or removed. All of it was written anew to {file}.",
                file=self.store.path,
            )
        )

    def _beside(self) -> Any:
        """A free name beside the file."""
        path = self.store.path
        for number in range(2, 1000):
            candidate = path.with_stem(f"{path.stem} ({number})")
            if not candidate.exists():
                return candidate
        raise SessionError(msg("There is no free file name beside {file}", file=path))

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

    # ── ballots ──────────────────────────────────────────────────────────────────────────

    def hand_in(self, round_id: str, ballot: Mapping[str, Any]) -> str:
        """Take in one slip. Returns the random id by which it can be taken back at once."""
        key = f"{self._randomness(64):016x}"
        body = msgspec.json.encode(dict(ballot))
        self.write(lambda: self.store.hand_in(round_id, {key: body}))
        return key

    def take_back(self, round_id: str, ballot: str) -> None:
        """Take a mistyped slip out again."""
        self.write(lambda: self.store.take_back(round_id, ballot))

    def ballots(self, round_id: str) -> dict[str, Any]:
        """The ballots of an open round. Only for counting when it is closed."""
        return {
            key: msgspec.json.decode(body) for key, body in self.store.ballots(round_id).items()
        }

    def close_round(self, round_id: str, count: Callable[[Mapping[str, Any]], Any]) -> Act:
        """Close a round: count its ballots and put them in the log, in one act.

        Args:
            round_id: The round.
            count: Ballots → the tally that is kept beside them.
        """
        ballots = {**undone_ballots(self.view, round_id), **self.ballots(round_id)}
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
        for field in fields:
            self.write(lambda field=field: self.store.drop_drafts_of(record, field))  # type: ignore[misc]
        return self._keep(self._act(what=FORGET, forgets=forgets))

    # ── leaving ──────────────────────────────────────────────────────────────────────────

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
