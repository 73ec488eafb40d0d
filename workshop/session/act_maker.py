"""Acts made here: who, when, and which window; kept on disk, then shown."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from workshop.changes import Act, act_id
from workshop.locking import Lock
from workshop.outside import bits, now
from workshop.session.backing_up import BackedUp
from workshop.session.papers import Field
from workshop.session.writer import Ticket
from workshop.store import Store
from workshop.text_gate import normalised

Clock = Callable[[], datetime]
Randomness = Callable[[int], int]
"""Bits → a random number of so many bits."""


class ActMaker(BackedUp):
    """A keeper that makes acts.

    Attributes:
        by: The name or role that acts are done by.
    """

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

    def new_id(self, kind: str) -> str:
        """A fresh record id of a kind."""
        return f"{kind}:{self._randomness(60):015x}"

    def _act(self, **fields: Any) -> Act:
        self._counter += 1
        return Act(
            id=act_id(self._counter, self._randomness(48)),
            by=normalised(self.by),
            seat=self.seat,
            at=self._clock().isoformat(timespec="seconds"),
            **fields,
        )

    def _keep(
        self, act: Act, *, instead_of_ballots: str = "", drafts: Iterable[Field] = ()
    ) -> Ticket[Act]:
        """On disk first; on the screen only then."""
        rows = self.file.rows([act])
        gone = self._papers().become(drafts)
        ticket: Ticket[Act] = Ticket()
        self._under_way[act.id] = act

        def kept(_: None) -> None:
            del self._under_way[act.id]
            ticket.resolve(act)

        def not_kept(error: BaseException) -> None:
            del self._under_way[act.id]
            if gone:
                self._papers().restore(gone)
            ticket.fail(error)

        self.on_disk(
            lambda: self.file.append(
                [act],
                rows,
                instead_of_ballots=instead_of_ballots,
                instead_of_drafts=[(self.seat, draft.record, draft.field) for draft in gone],
            )
        ).then(kept, not_kept)
        return ticket
