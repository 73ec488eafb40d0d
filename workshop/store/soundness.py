"""Whether the log in a file is whole, as SQLite itself does not see it.

Rows are numbered 1, 2, 3 … as they come in, and none is ever taken out. A page that something
other than SQLite has written over with another page of the same file therefore shows as a gap or a
repeat, or as rows that one of table and index has and the other lacks. SQLite reads such a file
without a word, and would write the next act over another one.
"""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from workshop.messages import Message, msg

_TABLE = "SELECT seq FROM act NOT INDEXED"
_INDEX = "SELECT seq FROM act INDEXED BY sqlite_autoindex_act_1"
_RUNS_SHOWN = 5


class Damage(msgspec.Struct, frozen=True):
    """What is wrong with a log as a whole."""

    missing: tuple[tuple[int, int], ...]
    """Runs of numbers, first and last, of acts that cannot be found."""
    repeated: int
    """How many rows lie there twice."""

    @property
    def count(self) -> int:
        """How many acts are missing."""
        return sum(last - first + 1 for first, last in self.missing)

    @property
    def message(self) -> Message:
        """What is wrong, in words."""
        if self.missing:
            return missing_acts(self.missing)
        return msg("The list by which the changes are found does not fit them.")


def missing_acts(runs: Sequence[tuple[int, int]]) -> Message:
    """That acts are missing, how many, and which numbers they had."""
    return msg(
        "Changes are missing from the log: {n} (numbers {numbers}).",
        n=sum(last - first + 1 for first, last in runs),
        numbers=numbers(runs),
    )


def numbers(runs: Sequence[tuple[int, int]]) -> str:
    """Runs of numbers as they are written, such as ``3, 7–9``; many are cut short."""
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:_RUNS_SHOWN]]
    return ", ".join(shown) + (" …" if len(runs) > _RUNS_SHOWN else "")


def runs_of(missing: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Numbers in rising order as runs of neighbours."""
    runs: list[tuple[int, int]] = []
    for number in missing:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def damage_in(connection: sqlite3.Connection) -> Damage | None:
    """What is wrong with the log; None when all acts that ever came in are there.

    Raises:
        sqlite3.DatabaseError: SQLite itself cannot read it.
    """
    table = [row[0] for row in connection.execute(_TABLE)]
    index = sorted(row[0] for row in connection.execute(_INDEX))
    if table == list(range(1, len(table) + 1)) == index:
        return None
    there = set(table)
    last = how_many(sorted(there), index)
    missing = runs_of(number for number in range(1, last + 1) if number not in there)
    return Damage(missing, len(table) - len(there))


def how_many(table: Sequence[int], index: Sequence[int]) -> int:
    """How many acts there must have been, by the numbers that each of the two has, in order.

    The one that counts from 1 without a gap is right; where neither does, the highest number
    that a flipped bit has not made.
    """
    known = [each for each in (index, table) if list(each) == list(range(1, len(each) + 1))]
    if known:
        return max(map(len, known))
    likely = 2 * max(len(table), len(index))
    return max((number for number in (*table, *index) if number <= likely), default=0)
