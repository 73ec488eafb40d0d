"""Keeping the log in memory and the log on disk the same.

The log and the view change where the caller is; the file is touched by the writer alone. What is
done shows when it is on disk, in the order in which it was begun.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from workshop.changes import Act, Log, Steps, Tips, counter_of
from workshop.messages import Message, msg
from workshop.session.errors import SessionError
from workshop.session.forgetting import Gone, blank_backups, blanking, clean_around
from workshop.session.log_file import LogFile, News
from workshop.session.papers import Papers, read_papers
from workshop.session.writer import Finish, Ticket, Writer, done_with
from workshop.store import BadRow, Store, StoreError
from workshop.view import View

__all__ = ["Keeper", "SessionError"]

T = TypeVar("T")


class Keeper:
    """Acts on disk and in memory. Knows nothing of who does what.

    Attributes:
        store: The file. Only the writer may touch it while the writer is attended.
        log: All acts.
        view: The workshop as it stands; the same object for as long as this lives.
        seat: The window.
        notices: What has happened to the file that a person should hear, oldest first.
    """

    def __init__(self, store: Store, seat: str) -> None:
        self.store = store
        self.seat = seat
        self.notices: list[Message] = []
        self.log = Log()
        self.file = LogFile(store, seat, lambda: self.log)
        self.writer = Writer()
        self._kept: Papers | None = None
        self._looking: Ticket[bool] | None = None
        self._counter = 0
        self._steps = Steps(seat)
        self._forgets = False
        self._gone = Gone()
        self._under_way: dict[str, Act] = {}
        self.file.read()
        news = self.file.collect()
        self._take(news.acts)
        self._hear(news.notices)
        self.view = View(self.log)
        self._keep_forgotten()

    @property
    def bad_rows(self) -> list[BadRow]:
        """Rows that were skipped. They stay in the file."""
        return list(self.file.bad_rows)

    def _hear(self, notices: list[Message]) -> None:
        for notice in notices:
            if self.notices[-1:] != [notice]:
                self.notices.append(notice)

    # ── the writer ───────────────────────────────────────────────────────────────────────

    def attend(self, wake: Finish) -> None:
        """Leave the disk to a thread from now on.

        Args:
            wake: Called in that thread when something is done: see that ``finish`` is called
                where the view is shown.
        """
        self._papers()
        self.writer.attend(wake)

    def finish(self) -> None:
        """Show what has come on disk."""
        self.writer.finish()

    @property
    def under_way(self) -> bool:
        """Whether an act is on its way to the disk: who needs the view as it will be, waits."""
        return bool(self._under_way)

    def on_disk(self, job: Callable[[], T]) -> Ticket[T]:
        """Do something with the file when its turn comes.

        What the file had to tell is shown before the ticket is finished.
        """
        ticket: Ticket[T] = Ticket()

        def work() -> Finish:
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 – goes to whoever holds the ticket
                return functools.partial(self._finish, ticket.fail, error, self.file.collect())
            return functools.partial(self._finish, ticket.resolve, result, self.file.collect())

        self.writer.submit(work)
        return ticket

    def wait_for(self, ticket: Ticket[T]) -> T:
        """The result of something on its way to the disk, waited for.

        Raises:
            StoreError, SessionError: it could not be done.
        """
        if not ticket.finished:
            self.writer.drain()
        return ticket.result()

    # ── what has come on disk ────────────────────────────────────────────────────────────

    def _finish(self, finish: Callable[[Any], None], outcome: object, news: News) -> None:
        """Show what the file had to tell, then what came of the job."""
        self._hear(news.notices)
        if news.lying is not None and self._kept is not None:
            self._kept.see(news.lying)
        if news.acts or news.again:
            self.take_in(news.acts, all_of_it=news.again)
        finish(outcome)

    def take_in(self, acts: list[Act], *, all_of_it: bool = False) -> None:
        """Show acts that are on disk; what was forgotten for good stays forgotten.

        Args:
            acts: The acts.
            all_of_it: The file may hold again what was blanked in it.
        """
        self.view.refresh(self._take(acts))
        self._keep_forgotten(all_of_it=all_of_it)

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
        self._counter = max(self._counter, self.file.counter)
        return touched

    def begin_look(self) -> Ticket[bool]:
        """Look for what other windows and machines have written; one look at a time."""
        if self._looking is None or self._looking.finished:
            self._write_papers()
            self._looking = self.on_disk(self.file.look)
        return self._looking

    def poll(self) -> bool:
        """Take in what other windows and machines have written. True when anything changed."""
        return self.wait_for(self.begin_look())

    # ── drafts and notes ─────────────────────────────────────────────────────────────────

    def _papers(self) -> Papers:
        if self._kept is None:
            lying = self.wait_for(self.on_disk(lambda: read_papers(self.store)))
            self._kept = Papers(self.seat, lying)
        return self._kept

    _writing_papers = False
    _in_trouble = False

    @property
    def drafts_refused(self) -> bool:
        """Whether the disk has not taken what was typed last."""
        return self._in_trouble

    def _write_papers(self) -> Ticket[None]:
        """Write the drafts and notes that are not in the file yet; those of meanwhile after it."""
        if self._writing_papers or self._kept is None:
            return done_with(None)
        papers = self._kept
        changed = papers.take_changed()
        if changed is None:
            return done_with(None)

        def written(_: None) -> None:
            self._writing_papers = self._in_trouble = False
            self._write_papers()

        def not_written(error: BaseException) -> None:
            self._writing_papers = False
            papers.not_written(changed)
            if not isinstance(error, StoreError | SessionError):
                raise error
            if not self._in_trouble and self.writer.attended:
                self._hear(
                    [
                        msg(
                            "What is being typed could not be kept: {reason} "
                            "It is tried again until it can.",
                            reason=error.message,
                        )
                    ]
                )  # fmt: skip
            self._in_trouble = True

        self._writing_papers = True
        ticket = self.on_disk(lambda: self.file.write(lambda: changed.write(self.store)))
        ticket.then(written, not_written)
        return ticket

    # ── forgetting ───────────────────────────────────────────────────────────────────────

    def _keep_forgotten(self, *, all_of_it: bool = False) -> None:
        """Blank whatever is on the permanent list, however it came back. See rule 11."""
        if not self._forgets:
            return
        forgotten = self.log.forgotten()
        known = (act for key in forgotten if (act := self.log.get(key)) is not None)
        found = blanking(known, forgotten, all_of_it=all_of_it)
        self._gone |= found.gone
        if found.acts:
            for identifier in found.acts:
                self.file.bodies.pop(identifier, None)
            self.log = Log([found.acts.get(act.id, act) for act in self.log])
            self.view.follow(self.log)
            if self._kept is not None:
                self._kept.forget(found.drafts)
        if self.store.reading:
            return

        def blank() -> list[str]:
            uncleaned: list[str] = []
            if found.acts:
                self.file.write(
                    lambda: self.store.rewrite(
                        found.bodies, drafts=found.drafts, rounds=found.rounds
                    )
                )
                uncleaned = clean_around(self.store, forgotten, found.gone)
            if self.store.untidy:
                self.store.tidy()
            return uncleaned

        self.on_disk(blank).then(self._tell_uncleaned, self._tell_untidy)

    def _blank_backups(self) -> None:
        forgotten = self.log.forgotten()
        self.on_disk(lambda: blank_backups(self.store.workshop_id, forgotten)).then(
            self._tell_uncleaned
        )

    def _tell_uncleaned(self, files: list[str]) -> None:
        self._hear(
            [
                msg("A file of ours could not be cleaned. Delete it yourself: {file}", file=path)
                for path in files
            ]
        )

    def _tell_untidy(self, error: BaseException) -> None:
        if not isinstance(error, StoreError | SessionError):
            raise error
        self._hear(
            [
                msg(
                    "What was erased still lies in {file}: {reason} "
                    "It is tried again the next time the file is opened.",
                    file=self.store.path, reason=error.message,
                )
            ]
        )  # fmt: skip

    def take_gone(self) -> Gone:
        """What was removed for good since this was last asked, by whichever window.

        Whoever shows or keeps texts of their own has to let go of these.
        """
        gone, self._gone = self._gone, Gone()
        return gone

    # ── what is being edited ─────────────────────────────────────────────────────────────

    def begin(self, record: str, *fields: str) -> Tips:
        """What an edit that begins now will replace: to be given to the act when it is made.

        What is on its way to the disk is replaced too.
        """
        return {record: {field: self._tips(record, field) for field in fields}}

    def _tips(self, record: str, field: str) -> list[str]:
        tips = self.view.tips(record, field)
        coming = [act.id for act in self._under_way.values() if field in act.sets.get(record, ())]
        return [*tips, *coming]
