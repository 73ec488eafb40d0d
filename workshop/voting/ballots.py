"""Ballots with grades, and the tallies that remain when the ballots have been forgotten.

Nothing here knows who voted, or when: a ballot is a row of grades, and at most the role and the
table the voter chose to write on the slip.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

GRADES = (5, 4, 3, 2, 1)
"""The grades, best first: *Avgjørende, Svært viktig, Viktig, Mindre viktig, Ikke nå*."""

FEWEST_FOR_STATISTICS = 8
"""Ballots there must be before anything but their spread is shown."""

Grade = Annotated[int, msgspec.Meta(ge=1, le=5)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Ballot(msgspec.Struct, frozen=True):
    """What one voter handed in (*prioriteringsseddel*)."""

    grades: tuple[Grade | None, ...]
    """One grade per option in the order they were printed; ``None`` where it was left blank."""
    role: str = ""
    """The voter's role, when slips carry one."""
    group: str = ""
    """The table the slip came from, when slips carry one."""


class Tally(msgspec.Struct, frozen=True):
    """How many gave one option each grade: all that the grades method needs of the ballots."""

    counts: tuple[Count, Count, Count, Count, Count]
    """Number of voters per grade, best grade first (5, 4, 3, 2, 1)."""
    blanks: Count = 0
    """Number of ballots that left the option blank."""

    @property
    def graders(self) -> int:
        """Number of voters who graded the option."""
        return sum(self.counts)

    @property
    def ballots(self) -> int:
        """Number of ballots, blank ones included."""
        return self.graders + self.blanks

    def count(self, grade: int) -> int:
        """Number of voters who gave this grade, 1–5."""
        return self.counts[GRADES.index(grade)]


def may_show_statistics(voters: int) -> bool:
    """Whether there are enough voters (eight) to say more than how their ballots are spread."""
    return voters >= FEWEST_FOR_STATISTICS


def fits(ballot: Ballot, options_count: int) -> bool:
    """Whether a ballot has one grade, 1–5 or blank, for each option."""
    return len(ballot.grades) == options_count and all(
        grade is None or grade in GRADES for grade in ballot.grades
    )


def tally(options: Sequence[str], ballots: Sequence[Ballot]) -> tuple[Tally, ...]:
    """Count the grades of each option, in the order the options were printed.

    Tallies carry no trace of which grades were on the same ballot, so they may be kept after the
    ballots are forgotten. They do not depend on the order of the ballots.

    Raises:
        ValueError: A ballot does not fit the options (see ``fits``).
    """
    if not all(fits(ballot, len(options)) for ballot in ballots):
        raise ValueError(f"a ballot must have {len(options)} grades, 1 to 5 or blank")
    return tuple(_count([ballot.grades[at] for ballot in ballots]) for at in range(len(options)))


def _count(column: list[int | None]) -> Tally:
    five, four, three, two, one = (column.count(grade) for grade in GRADES)
    return Tally((five, four, three, two, one), column.count(None))
