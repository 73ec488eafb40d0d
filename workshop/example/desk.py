"""What the example is made at: a store in memory, and a calendar that is turned by hand."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from workshop.store import Batch, Draft, Row, Store

_STEP = timedelta(seconds=70)
_SUMMER = ("03-29", "10-25")
"""Summer time in 2026, the year of the example."""


class Calendar:
    """Tells the time of the day it is turned to, a little later each time it is asked."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, 9, 0, tzinfo=_zone("2026-01-01"))

    def turn_to(self, day: str, hour: int = 9) -> None:
        """Turn to a day, unless it is there or later already."""
        when = datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=_zone(day))
        self._now = max(self._now, when)

    def __call__(self) -> datetime:
        """The time now."""
        self._now += _STEP
        return self._now


def _zone(day: str) -> timezone:
    return timezone(timedelta(hours=2 if _SUMMER[0] <= day[5:] < _SUMMER[1] else 1))


class Notebook(Store):
    """Keeps acts in memory, so that hundreds of them do not each wait for the disk."""

    def __init__(self, workshop_id: str, rows: Iterable[Row] = ()) -> None:
        # Nothing of the file's own: all that is asked of it here is below.
        self.path = Path()
        self.workshop_id = workshop_id
        self.rows = {row.id: row for row in rows}
        self._slips: dict[str, dict[str, bytes]] = {}

    def append(
        self,
        rows: Iterable[Row],
        *,
        instead_of_ballots: str = "",
        instead_of_drafts: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Keep rows; those that are there already are left alone."""
        del instead_of_drafts
        for row in rows:
            self.rows.setdefault(row.id, row)
        self._slips.pop(instead_of_ballots, None)

    def since(self, seq: int) -> Batch:
        """The rows after one."""
        return Batch(list(self.rows.values())[seq:], [], len(self.rows))

    def hand_in(self, round_id: str, ballots: Mapping[str, bytes]) -> None:
        """Take in ballots."""
        self._slips.setdefault(round_id, {}).update(ballots)

    def ballots(self, round_id: str) -> dict[str, bytes]:
        """The ballots of an open round."""
        return dict(self._slips.get(round_id, {}))

    def ballot_counts(self) -> dict[str, int]:
        """How many ballots each open round has."""
        return {round_id: len(slips) for round_id, slips in self._slips.items()}

    def drafts(self) -> list[Draft]:
        """Nobody is typing."""
        return []

    def notes(self) -> dict[str, str]:
        """Nothing lies beside the log."""
        return {}

    def replaced(self) -> bool:
        """Memory is not replaced by anyone."""
        return False

    def close(self) -> None:
        """There is nothing to let go of."""
