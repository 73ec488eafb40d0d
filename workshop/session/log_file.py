"""The log on disk as an open workshop reads and writes it, whatever happens to the file.

Knows which acts there are, not what they come to. All of it is done by the writer; what it has
read, and what a person should hear, is handed over as ``News``.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from workshop.changes import Act, counter_of, encode, is_act_id
from workshop.messages import Message, msg
from workshop.session.errors import SessionError
from workshop.session.papers import Lying, read_papers
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

T = TypeVar("T")

_LOST = (OtherWorkshopError, NotAWorkshopError, NewerVersionError, DamagedError)
"""Something else now lies where our file lay."""


class Held(Protocol):
    """The acts that are held in memory."""

    def __len__(self) -> int:
        """How many."""

    def __contains__(self, identifier: str) -> bool:
        """Whether this one is among them."""

    def __iter__(self) -> Iterator[Act]:
        """All of them, oldest first."""


class News(msgspec.Struct):
    """What has been read in the file, or has happened to it, since the last time.

    Attributes:
        acts: Acts to be shown, in any order.
        notices: What a person should hear, oldest first.
        again: Whether the file was read from its beginning: it may hold what was forgotten.
        lying: What lies beside the log, when it may have changed.
    """

    acts: list[Act] = []
    notices: list[Message] = []
    again: bool = False
    lying: Lying | None = None

    def __bool__(self) -> bool:
        return bool(self.acts or self.notices or self.again)


class LogFile:
    """The file of an open workshop.

    Attributes:
        store: The file.
        bad_rows: Rows that were skipped. They stay in the file.
        bodies: The bytes of acts that hold more than this version understands.
        counter: The highest counter of any id seen in the file.
    """

    def __init__(self, store: Store, window: str, held: Callable[[], Held]) -> None:
        """Begin; nothing is read yet.

        Args:
            store: The open file.
            window: Whose drafts are carried along when the file must be found again.
            held: Gives the acts that are held in memory.
        """
        self.store = store
        self.bad_rows: Sequence[BadRow] = []
        self.bodies: dict[str, bytes] = {}
        self.counter = 0
        self._window = window
        self._held = held
        self._fresh: dict[str, Act] = {}
        """Acts that are on disk, and not held in memory yet."""
        self._seq = 0
        self._tail = ""
        self._news = News()

    # ── what it has to tell ──────────────────────────────────────────────────────────────

    def collect(self) -> News:
        """What is new since the last time it was asked."""
        news, self._news = self._news, News()
        return news

    def _notice(self, message: Message) -> None:
        if self._news.notices[-1:] != [message]:
            self._news.notices.append(message)

    def _knows(self, identifier: str) -> bool:
        return identifier in self._fresh or identifier in self._held()

    def _count(self) -> int:
        """How many acts there are, on disk and in memory."""
        held = self._held()
        self._fresh = {key: act for key, act in self._fresh.items() if key not in held}
        return len(held) + len(self._fresh)

    def rows(self, acts: Iterable[Act]) -> list[Row]:
        """Acts as they are kept in a file."""
        return [Row(act.id, self.bodies.get(act.id) or encode(act)) for act in acts]

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def write(self, action: Callable[[], T]) -> T:
        """Write to the file, finding it again first if it was replaced under us.

        Raises:
            StoreError: nothing was written.
            SessionError: there is no place for it.
        """
        if self.store.replaced():
            self.find_again()
        try:
            return action()
        except (ReadOnlyError, *_LOST) as error:
            if isinstance(error, ReadOnlyError) and not self.store.replaced():
                raise
            self.find_again()
            return action()

    def append(
        self,
        acts: Sequence[Act],
        rows: Sequence[Row],
        *,
        instead_of_ballots: str = "",
        instead_of_drafts: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Keep acts, as these rows; from then on they are news.

        Raises:
            StoreError: nothing was written.
        """
        self.write(
            lambda: self.store.append(
                rows, instead_of_ballots=instead_of_ballots, instead_of_drafts=instead_of_drafts
            )
        )
        self._came(acts)

    def _came(self, acts: Iterable[Act]) -> None:
        fresh = [act for act in acts if not self._knows(act.id)]
        self._fresh.update((act.id, act) for act in fresh)
        self._news.acts += fresh
        if fresh and self.bad_rows:
            whole = {act.id for act in fresh}
            self.bad_rows = [bad for bad in self.bad_rows if bad.id not in whole]

    # ── reading ──────────────────────────────────────────────────────────────────────────

    def read(self) -> list[Act]:
        """Read the rows that have come since the last reading; they are news.

        Raises:
            StoreError: they cannot be read.
        """
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
        known = self._count() + len(self.bad_rows)
        top = ceiling(known + len(batch.rows) + len(batch.bad))
        for bad in batch.bad:
            if is_act_id(bad.id) and counter_of(bad.id) <= top:
                self.counter = max(self.counter, counter_of(bad.id))
            self._notice(msg("Row {row} of the log is damaged and was skipped.", row=bad.seq))
        fresh = [row for row in batch.rows if not self._knows(row.id)]
        found = understand(fresh, known)
        for identifier in found.strange:
            self._notice(msg("Row {id} of the log is not an act.", id=identifier[:40]))
        strange = [BadRow(batch.seq, identifier) for identifier in found.strange]
        self.bad_rows = [*self.bad_rows, *batch.bad, *strange]
        self.bodies.update(found.bodies)
        self._came(found.acts)
        return found.acts

    def look(self) -> bool:
        """Read what other windows and machines have written. True when anything changed.

        Problems with the file become notices; nothing that is held in memory is lost by them.
        """
        try:
            if not self.store.changed():
                return False
            if self.store.replaced():
                return self.find_again()
            self.store.check()
            acts = self.read()
            if not self._stands():
                self.read()
                if not self._stands():
                    self._reconcile()
                    return True
            self.read_papers()
        except (MissingError, *_LOST):
            return self._quietly_find_again()
        except StoreError as error:
            self.store.look_again()
            self._notice(error.message)
            return True
        return bool(acts)

    def read_papers(self) -> None:
        """Read what lies beside the log; it is news.

        Raises:
            StoreError: it cannot be read.
        """
        self._news.lying = read_papers(self.store)

    def _stands(self) -> bool:
        """Whether the file still holds all that we know."""
        count = self._count() + len(self.bad_rows)
        if not self.store.stands(self._seq, self._tail, count):
            return False
        last = self.store.last()
        return not count or self._knows(last) or any(last == bad.id for bad in self.bad_rows)

    # ── finding the file again ───────────────────────────────────────────────────────────

    def _quietly_find_again(self) -> bool:
        try:
            return self.find_again()
        except (StoreError, SessionError) as error:
            self._notice(error.message)
        return True

    def _reconcile(self) -> None:
        """The file lacks acts we hold, or has others: make both whole. See rule 13."""
        # An act that is written to a file with a torn log may be written over another one.
        self.store.check_log()
        there = self.store.ids()
        held = self._held()
        missing = [act for act in (*held, *self._fresh.values()) if act.id not in there]
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
        self.bad_rows = []
        self.read()
        self._news.again = True
        self.read_papers()

    def find_again(self) -> bool:
        """The file was replaced or removed under us.

        Raises:
            StoreError: it cannot be opened or written anew. All acts are still held in memory.
            SessionError: there is no free name for it.
        """
        drafts, ballots = self._left_behind()
        changed = True
        try:
            self.store.reopen()
            changed = not self._stands()
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
            self.store.put_aside(drafts)
            for round_id, slips in ballots.items():
                self.store.hand_in(round_id, slips)
            self.read_papers()
        return changed

    def _left_behind(self) -> tuple[list[Draft], dict[str, dict[str, bytes]]]:
        """What only the file we hold has: this window's drafts, and ballots not yet counted."""
        try:
            self.store.check()
            drafts = [draft for draft in self.store.drafts() if draft.seat == self._window]
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
                fresh.append(self.rows(self._held()))
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
