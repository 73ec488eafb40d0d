"""What lies under what, without cycles. See rule 7."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Candidates = Sequence[tuple[str, T]]
"""(act, target), the one to be shown first, then those to fall back on, newest first."""


class Upward(Generic[T]):
    """Each record points to at most one other; where people's values together would make a
    cycle, the newest of them falls back to the value before it.

    Args:
        candidates: The values a record may have, best first.
        above: The record that a value points to; empty is the top.
        top: The value when nothing is left to fall back on.
    """  # noqa: D205

    def __init__(
        self, candidates: Callable[[str], Candidates[T]], above: Callable[[T], str], top: T
    ) -> None:
        self.chosen: dict[str, T] = {}
        """Record → its value."""
        self.tied: set[str] = set()
        """Records that stood in a cycle and were stepped back."""
        self._candidates = candidates
        self._above = above
        self._top = top
        self._upward: dict[str, str] = {}
        self._acts: dict[str, str] = {}

    def settle(self, touched: Iterable[str]) -> set[str]:
        """Look anew at records whose values may have changed. Returns those that may have moved.

        Any cycle there now can be goes through one of these, or through one stepped back before.
        """
        moved = {*touched, *self.tied}
        for record in moved:
            self._take(record, next(iter(self._candidates(record)), None))
        self.tied.clear()
        waiting = list(moved)
        safe: set[str] = set()
        while waiting:
            start = waiting.pop()
            while cycle := self._cycle(start, safe):
                newest = max(cycle, key=lambda record: (self._acts.get(record, ""), record))
                self._step_back(newest)
                moved.add(newest)
                waiting.append(newest)
        return moved

    def _take(self, record: str, candidate: tuple[str, T] | None) -> None:
        if candidate is None:
            self.chosen.pop(record, None)
            self._upward.pop(record, None)
            self._acts.pop(record, None)
        else:
            self._acts[record], self.chosen[record] = candidate
            self._upward[record] = self._above(candidate[1])

    def _step_back(self, record: str) -> None:
        act = self._acts.get(record, "")
        older = (found for found in self._candidates(record) if found[0] < act)
        self._take(record, next(older, ("", self._top)))
        self.tied.add(record)

    def _cycle(self, start: str, safe: set[str]) -> list[str]:
        """The cycle that one comes to from here, if any."""
        path: list[str] = []
        seen: set[str] = set()
        current = start
        while current and current not in safe:
            if current in seen:
                return path[path.index(current) :]
            path.append(current)
            seen.add(current)
            current = self._upward.get(current, "")
        safe.update(path)
        return []
