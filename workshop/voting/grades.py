"""The grades method: majority judgment.

Source: Michel Balinski and Rida Laraki, *Majority Judgment: Measuring, Ranking, and Electing*,
MIT Press 2010. Each voter grades every option; an option's *majority grade* is the lower median
of its grades, the best grade that more than half of its voters think it deserves at least.
Options with the same majority grade are compared by taking one such median away from each, again
and again, until they differ. No grade is ever turned into points, and nothing is averaged.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from workshop.voting.ballots import GRADES, Ballot, Tally, tally
from workshop.voting.slips import option_letter

Merit = tuple[tuple[int, int, Fraction], ...]
"""A sort key: the greater, the better placed."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one option."""

    option: str
    letter: str
    """The letter it was printed with."""
    tally: Tally
    rank: int
    """1 is first. Tied options share a number and the next ones skip: 1, 2, 2, 4."""
    tied: bool
    """Whether another option has the same rank."""
    grade: int | None
    """The majority grade, 1–5, among those who graded the option; none when nobody did."""
    spread: int
    """Interquartile range in grades, 0–4; see ``interquartile``."""
    agreement: float
    """From 0 (half at each end) to 1 (all the same); see ``agreement``."""
    two_humped: bool
    """Two camps: needs more talk, whatever the rank says; see ``two_humped``."""
    thin: bool
    """Graded by less than half of the ballots, so the rank is uncertain."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a round by grades."""

    options: tuple[str, ...]
    """In the order they were printed."""
    ballots: int
    rows: tuple[Row, ...]
    """By rank; tied options in the order they were printed."""

    def row(self, option: str) -> Row:
        """The row of one option.

        Raises:
            KeyError: The option was not in the round.
        """
        for row in self.rows:
            if row.option == option:
                return row
        raise KeyError(option)

    def printed(self) -> tuple[Row, ...]:
        """The rows in the order the options were printed, which tells nothing of the ranking."""
        return tuple(self.row(option) for option in self.options)

    def top(self, places: int) -> frozenset[str]:
        """The options with this rank or better: more than ``places`` when the last is shared."""
        return frozenset(row.option for row in self.rows if row.rank <= places)


def judge(options: Sequence[str], ballots: Sequence[Ballot]) -> Result:
    """Judge the options by the ballots.

    Args:
        options: Ids in the order they were printed.
        ballots: In any order; the result does not depend on it.

    Raises:
        ValueError: A ballot does not fit the options, or an option is there twice.
    """
    return judge_tally(options, tally(options, ballots))


def judge_tally(options: Sequence[str], tallies: Sequence[Tally]) -> Result:
    """Judge the options by tallies alone, with the same result as from the ballots.

    Raises:
        ValueError: Not one tally per option, not the same number of ballots behind each, or an
            option is there twice.
    """
    if len(set(options)) != len(options):
        raise ValueError("an option is there twice")
    if len(tallies) != len(options) or len({one.ballots for one in tallies}) > 1:
        raise ValueError("there must be one tally per option, all of the same ballots")
    merits = [merit(one) for one in tallies]
    order = sorted(range(len(options)), key=lambda at: merits[at], reverse=True)
    rows: list[Row] = []
    for place, at in enumerate(order, start=1):
        same = place > 1 and merits[order[place - 2]] == merits[at]
        rows.append(
            Row(
                option=options[at],
                letter=option_letter(at),
                tally=tallies[at],
                rank=rows[-1].rank if same else place,
                tied=merits.count(merits[at]) > 1,
                grade=merits[at][0][0] if merits[at] else None,
                spread=interquartile(tallies[at]),
                agreement=agreement(tallies[at]),
                two_humped=two_humped(tallies[at]),
                thin=2 * tallies[at].graders < tallies[at].ballots,
            )
        )
    return Result(
        options=tuple(options), ballots=tallies[0].ballots if tallies else 0, rows=tuple(rows)
    )


def merit(one: Tally) -> Merit:
    """What an option is ordered by: the exact removal procedure, as one sort key.

    Taking medians away walks outwards from the middle of the sorted grades: the grade just below
    the middle, the one just above, the next below … The key is that walk. Each piece of it is
    the grade below, the grade above, and how the piece ends: below 0 when the lower grade falls
    next, the closer to 0 the later; above 0 when only the upper grade rises, the greater the
    sooner; 0 when the walk is over. Ends are shares of the walk, so that options graded by
    different numbers of voters are compared as if each voter were copied until the numbers meet
    (copying every voter never changes a majority-judgment order). Two keys are equal only when
    the grades have the same shares: a true tie. An option nobody graded has an empty key, last.
    """
    below = _walk(zip(GRADES, one.counts, strict=True), one.graders)
    above = _walk(zip(reversed(GRADES), reversed(one.counts), strict=True), one.graders)
    pieces: list[tuple[int, int, int]] = []
    while below and above:
        end = min(below[0][1], above[0][1])
        pieces.append((below[0][0], above[0][0], end))
        below = below[1:] if below[0][1] == end else below
        above = above[1:] if above[0][1] == end else above
    key: list[tuple[int, int, Fraction]] = []
    for at, (low, high, end) in enumerate(pieces):
        share = Fraction(end, one.graders)
        falls = at + 1 < len(pieces) and pieces[at + 1][0] < low
        key.append((low, high, share - 1 if falls else 1 - share))
    return tuple(key)


def _walk(counts: Iterable[tuple[int, int]], graders: int) -> list[tuple[int, int]]:
    """One half of the sorted grades from the middle outwards, as (grade, where it ends).

    Every voter counts twice, so that the middle always lies between two grades.
    """
    walk: list[tuple[int, int]] = []
    reached = -graders
    for grade, count in counts:
        reached += 2 * count
        if count and reached > 0:
            walk.append((grade, reached))
    return walk


def interquartile(one: Tally) -> int:
    """The distance in grades between the quartiles, 0–4.

    With n grades, the quartiles are the n/4-th grade (rounded up) from the bottom and from the
    top: the middle half of the voters lies within them. 0 when nobody graded.
    """
    if not one.graders:
        return 0
    quarter = -(-one.graders // 4)
    return _from_end(GRADES, one.counts, quarter) - _from_end(
        GRADES[::-1], one.counts[::-1], quarter
    )


def _from_end(grades: Sequence[int], counts: Sequence[int], nth: int) -> int:
    passed = 0
    for grade, count in zip(grades, counts, strict=True):
        passed += count
        if passed >= nth:
            return grade
    raise ValueError("there are fewer grades than that")


def agreement(one: Tally) -> float:
    """How much those who graded agree, from 0 (half at each end) to 1 (all the same).

    Source: Robert K. Leik, "A Measure of Ordinal Consensus", Pacific Sociological Review 9
    (1966). It uses the order of the grades only: one minus twice the mean, over the four steps
    between neighbouring grades, of the smaller of the shares above and below the step.
    1 when nobody graded.
    """
    if not one.graders:
        return 1.0
    above = 0
    smaller = 0
    for count in one.counts[:-1]:
        above += count
        smaller += min(above, one.graders - above)
    return 1 - 2 * smaller / ((len(GRADES) - 1) * one.graders)


def two_humped(one: Tally) -> bool:
    """Whether opinion has two camps, which no single grade can stand for.

    Of those who graded the option, at least a third are high (4–5), at least a third low (1–2),
    and less than a third in the middle (3): each camp is larger than the middle between them.
    Voters scattered evenly over the whole scale count as two camps too. The middle grade is then
    often one that few hold, so the option is marked "talk more".
    """
    five, four, three, two, lowest = one.counts
    third = Fraction(one.graders, 3)
    return five + four >= third and two + lowest >= third and three < third
