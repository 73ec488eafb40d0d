"""One writer for the file: what must touch the disk waits its turn here, and nobody waits for it.

Work is a function that touches the disk and returns another one, which finishes it: shows what
came of it. The first is done by the writer, the second by whoever owns the log and the view. As
long as nobody attends, as on the command line, both are done at once by the caller.
"""

import functools
import threading
from collections import deque
from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")

Finish = Callable[[], None]
Work = Callable[[], Finish]
Step = Callable[[], bool]
"""A piece of something long, such as a copying; true when all of it is done."""


class Ticket(Generic[T]):
    """What something on its way to the disk will come to: a result, or an error."""

    def __init__(self) -> None:
        self.finished = False
        self._result: T | None = None
        self._error: BaseException | None = None
        self._then: list[tuple[Callable[[T], None], Callable[[BaseException], None] | None]] = []

    def then(
        self, done: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Say what is to be done with the result: now if it is there, else when it comes.

        Args:
            done: Takes the result.
            failed: Takes the error. Without it, an error is raised where work is finished.
        """
        if self.finished:
            self._tell(done, failed)
        else:
            self._then.append((done, failed))

    def resolve(self, result: T) -> None:
        """It is done."""
        self.finished, self._result = True, result
        self._tell_all()

    def fail(self, error: BaseException) -> None:
        """It could not be done."""
        self.finished, self._error = True, error
        self._tell_all()

    def result(self) -> T:
        """What came of it.

        Raises:
            RuntimeError: it is not finished.
            BaseException: whatever stood in its way.
        """
        if not self.finished:
            raise RuntimeError("not finished")
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]

    def _tell_all(self) -> None:
        waiting, self._then = self._then, []
        for done, failed in waiting:
            self._tell(done, failed)

    def _tell(
        self, done: Callable[[T], None], failed: Callable[[BaseException], None] | None
    ) -> None:
        if self._error is None:
            done(self._result)  # type: ignore[arg-type]
        elif failed is not None:
            failed(self._error)
        else:
            raise self._error


def done_with(result: T) -> Ticket[T]:
    """A ticket for what needed nothing to be done."""
    ticket: Ticket[T] = Ticket()
    ticket.resolve(result)
    return ticket


class Writer:
    """Does work one after the other: by itself when attended, else at once."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._done: SimpleQueue[Finish] = SimpleQueue()
        self._steps: deque[Step] = deque()
        self._wake: Finish = _nothing
        self._under_way = 0
        self._home = 0

    @property
    def attended(self) -> bool:
        """Whether work is done in a thread of the writer's own."""
        return self._thread is not None

    def attend(self, wake: Finish) -> None:
        """Work in a thread of its own from now on.

        Args:
            wake: Called in that thread when something is done: see that ``finish`` is called.
        """
        self._wake = wake
        self._home = threading.get_ident()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
            self._thread.start()

    def submit(self, work: Work) -> None:
        """Do some work when all that came before it is done."""
        if self._thread is None:
            work()()
        else:
            self._under_way += 1
            self._work.put(work)

    def in_steps(self, step: Step) -> None:
        """Do something long in steps, whenever nothing else waits."""
        if self._thread is None:
            while not step():
                pass
            return

        def begin() -> Finish:
            self._steps.append(step)
            return _nothing

        self.submit(begin)

    def finish(self) -> None:
        """Show what came of the work that is done."""
        while self._under_way:
            try:
                finish = self._done.get_nowait()
            except Empty:
                return
            self._under_way -= 1
            finish()

    def drain(self) -> None:
        """Wait until all work is done and shown, what comes of it included.

        Raises:
            RuntimeError: this is not where work is finished.
        """
        if self._thread is not None and threading.get_ident() != self._home:
            raise RuntimeError("the view belongs to another thread")
        while self._under_way:
            finish = self._done.get()
            self._under_way -= 1
            finish()

    def close(self) -> None:
        """Do what is left, and stop."""
        if self._thread is None:
            return
        self._wake = _nothing
        self.drain()
        self._steps.clear()
        self._work.put(None)
        self._thread.join()
        self._thread = None

    def _run(self) -> None:
        for work in self._wanted():
            self._done.put(work())
            self._wake()

    def _do_a_step(self) -> None:
        step = self._steps[0]
        try:
            over = step()
        except Exception as error:  # noqa: BLE001 – raised where work is finished
            over = True
            self.submit(functools.partial(_raising, error))
        if over:
            self._steps.remove(step)

    def _wanted(self) -> Generator[Work, None, None]:
        while True:
            try:
                work = self._work.get(block=not self._steps)
            except Empty:
                self._do_a_step()
                continue
            if work is None:
                return
            yield work


def _raising(error: Exception) -> Finish:
    def finish() -> None:
        raise error

    return finish


def _nothing() -> None:
    """Nothing is to be shown."""
