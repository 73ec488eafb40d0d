"""Keeping the log in memory and the log on disk the same, whatever happens to the file."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from workshop.changes import Act, Log, Steps, counter_of, encode, is_act_id
from workshop.messages import Message, msg
from workshop.session.forgetting import blank_backups, blanking
from workshop.session.understanding import ceiling, understand
from workshop.store import (
    BadRow,
    DamagedError,
    Draft,
    MissingError,
    NewerVersionError,
    NotAWorkshopError,
    OtherWorkshopError,
    ReadOnlyError,
    Row,
    Store,
    StoreError,
)
from workshop.view import View

_LOST = (OtherWorkshopError, NotAWorkshopError, NewerVersionError, DamagedError)
"""Something else now lies where our file lay."""


class SessionError(Exception):
    """Something that cannot be done, said so that a person can do something about it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Keeper:
    """Acts on disk and in memory. Knows nothing of who does what.

    Attributes:
        store: The file.
        log: All acts.
        view: The workshop as it stands; the same object for as long as this lives.
        seat: The window.
        notices: What has happened to the file that a person should hear, oldest first.
        bad_rows: Rows that were skipped. They stay in the file.
    """

    def __init__(self, store: Store, seat: str) -> None:
        self.store = store
        self.seat = seat
        self.notices: list[Message] = []
        self.bad_rows: list[BadRow] = []
        self.log = Log()
        self._seq = 0
        self._tail = ""
        self._counter = 0
        self._steps = Steps(seat)
        self._forgets = False
        self._bodies: dict[str, bytes] = {}
        """The bytes of acts that hold more than this version understands."""
        self._take(self._read())
        self.view = View(self.log)
        self._keep_forgotten()

    def _notice(self, message: Message) -> None:
        if self.notices[-1:] != [message]:
            self.notices.append(message)

    def rows(self, acts: Iterable[Act]) -> list[Row]:
        """Acts as they are kept in a file."""
        return [Row(act.id, self._bodies.get(act.id) or encode(act)) for act in acts]

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def write(self, action: Callable[[], None]) -> None:
        """Write to the file, finding it again first if it was replaced under us.

        Raises:
            StoreError: nothing was written.
        """
        if self.store.replaced():
            self._find_again()
        try:
            action()
        except (ReadOnlyError, *_LOST) as error:
            if isinstance(error, ReadOnlyError) and not self.store.replaced():
                raise
            self._find_again()
            action()

    def take_in(self, acts: Iterable[Act]) -> None:
        """Show acts that are on disk; what was forgotten for good stays forgotten."""
        self.view.refresh(self._take(list(acts)))
        self._keep_forgotten()

    # ── reading ──────────────────────────────────────────────────────────────────────────

    def poll(self) -> bool:
        """Take in what other windows and machines have written. True when anything changed.

        Problems with the file become notices; nothing that is held here is lost by them.
        """
        try:
            if not self.store.changed():
                return False
            if self.store.replaced():
                return self._find_again()
            self.store.check()
            acts = self._read()
            if not self._stands(acts):
                acts += self._read()
                if not self._stands(acts):
                    self._reconcile()
                    return True
        except (MissingError, *_LOST):
            return self._quietly_find_again()
        except StoreError as error:
            self.store.look_again()
            self._notice(error.message)
            return True
        self.take_in(acts)
        return bool(acts)

    def _stands(self, acts: list[Act]) -> bool:
        """Whether the file still holds all that we know, and these."""
        count = len(self.log) + len(self.bad_rows) + len(acts)
        if not self.store.stands(self._seq, self._tail, count):
            return False
        last = self.store.last()
        return (
            not count
            or last in self.log
            or any(last == act.id for act in acts)
            or any(last == bad.id for bad in self.bad_rows)
        )

    def _quietly_find_again(self) -> bool:
        try:
            return self._find_again()
        except StoreError as error:
            self._notice(error.message)
        except SessionError as error:
            self._notice(error.message)
        return True

    def _read(self) -> list[Act]:
        """Decode the rows that have come since the last reading."""
        batch = self.store.since(self._seq)
        if self._seq and not batch.whole:
            self.store.check_log()
        self._seq = batch.seq
        if batch.rows or batch.bad:
            # The last row of all is the one by which the file is known again.
            last_bad = batch.bad[-1] if batch.bad else None
            if last_bad is not None and last_bad.seq == batch.seq:
                self._tail = last_bad.id
            else:
                self._tail = batch.rows[-1].id
        known = len(self.log) + len(self.bad_rows)
        top = ceiling(known + len(batch.rows) + len(batch.bad))
        for bad in batch.bad:
            if is_act_id(bad.id) and counter_of(bad.id) <= top:
                self._counter = max(self._counter, counter_of(bad.id))
            self._notice(msg("Row {row} of the log is damaged and was skipped.", row=bad.seq))
        fresh = [row for row in batch.rows if row.id not in self.log]
        found = understand(fresh, known)
        for identifier in found.strange:
            self._notice(msg("Row {id} of the log is not an act.", id=identifier[:40]))
        self.bad_rows += batch.bad
        self.bad_rows += [BadRow(batch.seq, identifier) for identifier in found.strange]
        self._bodies.update(found.bodies)
        return found.acts

    def _take(self, acts: list[Act]) -> set[str]:
        """Take acts into the log, and let them count for undo and for the next id."""
        acts.sort(key=lambda act: act.id)
        last = self._steps.last
        touched = self.log.add(acts)
        for act in acts:
            if act.seat == self.seat:
                self._steps.take(act)
                if act.id < last:
                    # A copy of this window's own earlier work came in by a merge.
                    self._steps = Steps(self.seat, self.log)
                    last = ""
            self._forgets |= bool(act.forgets)
        if acts:
            self._counter = max(self._counter, counter_of(acts[-1].id))
            if self.bad_rows:
                whole = {act.id for act in acts}
                self.bad_rows = [bad for bad in self.bad_rows if bad.id not in whole]
        return touched

    # ── forgetting ───────────────────────────────────────────────────────────────────────

    def _keep_forgotten(self, *, all_of_it: bool = False) -> None:
        """Blank whatever is on the permanent list, however it came back. See rule 11."""
        if not self._forgets:
            return
        forgotten = self.log.forgotten()
        known = (act for key in forgotten if (act := self.log.get(key)) is not None)
        found = blanking(known, forgotten, all_of_it=all_of_it)
        if found.acts:
            for identifier in found.acts:
                self._bodies.pop(identifier, None)
            self.log = Log([found.acts.get(act.id, act) for act in self.log])
            self.view.follow(self.log)
        if self.store.reading:
            return
        try:
            if found.acts:
                self.write(
                    lambda: self.store.rewrite(
                        found.bodies, drafts=found.drafts, rounds=found.rounds
                    )
                )
                self._blank_backups()
            if self.store.untidy:
                self.store.tidy()
        except StoreError as error:
            self._notice(
                msg(
                    "What was removed for good still lies in {file}: {reason} "
                    "It is tried again the next time the file is opened.",
                    file=self.store.path, reason=error.message,
                )
            )  # fmt: skip

    def _blank_backups(self) -> None:
        for path in blank_backups(self.store.workshop_id, self.log.forgotten()):
            self._notice(
                msg("A backup could not be cleaned. Delete it yourself: {file}", file=path)
            )

    # ── finding the file again ───────────────────────────────────────────────────────────

    def _reconcile(self) -> None:
        """The file lacks acts we hold, or has others: make both whole. See rule 13."""
        # An act that is written to a file with a torn log may be written over another one.
        self.store.check_log()
        there = self.store.ids()
        missing = [act for act in self.log if act.id not in there]
        if missing:
            self.store.append(self.rows(missing))
            self._notice(
                msg(
                    "An older copy of the file had come in its place. "
                    "{count} changes were put back; nothing is lost.",
                    count=len(missing),
                )
            )
        self._seq = 0
        self.bad_rows.clear()
        self.view.refresh(self._take(self._read()))
        self._keep_forgotten(all_of_it=True)

    def _find_again(self) -> bool:
        """The file was replaced or removed under us.

        Raises:
            StoreError: it cannot be opened or written anew. All acts are still held here.
            SessionError: there is no free name for it.
        """
        drafts, ballots = self._left_behind()
        changed = True
        try:
            self.store.reopen()
            changed = not self._stands([])
            if changed:
                self._reconcile()
        except MissingError:
            try:
                self._write_anew(self.store.path)
            except FileExistsError:
                # It came back at that very moment.
                self.store.reopen()
                self._reconcile()
        except _LOST as error:
            self._notice(error.message)
            self._write_anew(self._beside(), from_memory=isinstance(error, DamagedError))
        with contextlib.suppress(StoreError):
            for draft in drafts:
                self.store.keep_draft(draft)
            for round_id, slips in ballots.items():
                self.store.hand_in(round_id, slips)
        return changed

    def _left_behind(self) -> tuple[list[Draft], dict[str, dict[str, bytes]]]:
        """What only the file we hold has: this window's drafts, and ballots not yet counted."""
        try:
            self.store.check()
            drafts = [draft for draft in self.store.drafts() if draft.seat == self.seat]
            ballots = {key: self.store.ballots(key) for key in self.store.ballot_rounds()}
        except StoreError:
            return [], {}
        return drafts, ballots

    def _write_anew(self, path: Path, *, from_memory: bool = False) -> None:
        """Write all we hold to a fresh file."""
        try:
            if not from_memory:
                self.store.check()
                self.store.copy_to(path, over=False)
        except MissingError:
            raise
        except StoreError:
            # What we hold cannot be read either.
            from_memory = True
        if from_memory:
            fresh = Store.create(path, self.store.workshop_id)
            try:
                fresh.append(self.rows(self.log))
            finally:
                fresh.close()
        self.store.path = path
        self.store.reopen()
        self._reconcile()
        self._notice(
            msg(
                "The file had been moved or removed. All of it was written anew to {file}.",
                file=self.store.path,
            )
        )

    def _beside(self) -> Path:
        """A free name beside the file."""
        path = self.store.path
        for number in range(2, 1000):
            candidate = path.with_stem(f"{path.stem} ({number})")
            if not candidate.exists():
                return candidate
        raise SessionError(msg("There is no free file name beside {file}", file=path))
