"""Results in words, before any numbers."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from workshop.messages import Message, msg
from workshop.voting.ballots import GRADES, Tally, may_show_statistics
from workshop.voting.grades import Result, Row
from workshop.voting.parts import Stability

Label = str | Message

LABELS: tuple[Message, ...] = (
    msg("Decisive"),
    msg("Very important"),
    msg("Important"),
    msg("Less important"),
    msg("Not now"),
)
"""What the grades 5, 4, 3, 2, 1 are called, unless the workshop has renamed them."""

_CLOSE = 0.75
"""Agreement from here on is called close; see ``grades.agreement``."""
_FAR = 2
"""A spread of two grades or more between the quartiles is called far apart."""
_TOP = 5
"""Places named in the summary; the whole list is in the rows."""
_BETWEEN = " · "


def describe(row: Row, result: Result, labels: Sequence[Label] = LABELS) -> list[Message]:
    """One option in words: what most people call it, who is against, how far apart they are.

    When fewer than eight voters graded the option, only how their grades are spread.

    Args:
        row: The option.
        result: The result it is a row of.
        labels: What the grades are called, best first.
    """
    one = row.tally
    if not one.graders:
        return [msg("Nobody has graded this")]
    if not may_show_statistics(one.graders):
        return _spread_only(one, labels)
    said = _two_camps(one, labels) if row.two_humped else _one_opinion(row, labels)
    if row.thin:
        said.append(
            msg(
                "Only {n} of {total} graded this: its place is uncertain",
                n=one.graders,
                total=result.ballots,
            )
        )
    elif one.blanks:
        said.append(msg("{n} of {total} left this blank", n=one.blanks, total=result.ballots))
    if row.tied:
        said.append(msg("Shares place {rank}", rank=row.rank))
    return said


def _spread_only(one: Tally, labels: Sequence[Label]) -> list[Message]:
    spread = [
        msg("{grade}: {n}", grade=label, n=count)
        for label, count in zip(labels, one.counts, strict=True)
        if count
    ]
    return [*spread, msg("Blank: {n}", n=one.blanks)] if one.blanks else spread


def _two_camps(one: Tally, labels: Sequence[Label]) -> list[Message]:
    """No majority grade here: in two camps it is often one that few people hold."""
    five, four, _, two, lowest = one.counts
    return [
        msg("Opinions are split in two: talk more before choosing"),
        _placed(five + four, one, labels[0], labels[1]),
        _placed(two + lowest, one, labels[3], labels[4]),
    ]


def _placed(count: int, one: Tally, better: Label, worse: Label) -> Message:
    return msg(
        "{n} of {total} call it {better} or {worse}",
        n=count,
        total=one.graders,
        better=better,
        worse=worse,
    )


def _one_opinion(row: Row, labels: Sequence[Label]) -> list[Message]:
    one = row.tally
    five, four, _, two, lowest = one.counts
    said = [_headline(row, labels)]
    if row.grade is not None and row.grade <= 2:
        said.append(
            _placed(five + four, one, labels[0], labels[1])
            if five + four
            else msg("Nobody puts it high")
        )
    else:
        said.append(
            _placed(two + lowest, one, labels[3], labels[4])
            if two + lowest
            else msg("Nobody is against it")
        )
    if row.spread >= _FAR:
        said.append(msg("The ballots lie far apart"))
    elif row.agreement >= _CLOSE and one.graders not in one.counts:
        said.append(msg("The ballots lie close together"))
    return said


def _headline(row: Row, labels: Sequence[Label]) -> Message:
    one = row.tally
    grade = row.grade if row.grade is not None else GRADES[-1]
    label = labels[GRADES.index(grade)]
    if one.count(grade) == one.graders:
        return msg("Everyone calls this {grade}", grade=label)
    if 2 * one.count(grade) > one.graders:
        return msg("Most people call this {grade}", grade=label)
    if grade == GRADES[-1]:
        return msg("Half call this {grade}", grade=label)
    if grade == GRADES[-2]:
        return msg("At least half call this {grade} or lower", grade=label)
    return msg("More than half call this {grade} or better", grade=label)


def summary(result: Result, names: Mapping[str, str] | None = None) -> list[Message]:
    """The round in words: few ballots, or else order, ties, disagreement and thin grading.

    Args:
        result: The result of the round.
        names: What to call the options, by id; the letter where there is none.
    """
    if not result.ballots:
        return [msg("No ballots yet")]
    if not may_show_statistics(result.ballots):
        return [
            msg(
                "Few ballots ({n}): no order is given, only how the ballots are spread",
                n=result.ballots,
            )
        ]
    called = {row.option: (names or {}).get(row.option, row.letter) for row in result.rows}
    return _order(result, called) + _doubts(result, called)


def _order(result: Result, called: Mapping[str, str]) -> list[Message]:
    graded = [row for row in result.rows if row.grade is not None]
    first = [f"{row.rank} {called[row.option]}" for row in graded if row.rank <= _TOP]
    if not first:
        return [msg("Nobody has graded any option")]
    said = [msg("At the top: {order}", order=_BETWEEN.join(first))]
    for rank, rows in groupby(graded, key=lambda row: row.rank):
        tied = [row for row in rows if row.tied]
        if tied:
            said.append(
                msg(
                    "The ballots do not separate these, which share place {rank}: {names}",
                    rank=rank,
                    names=_those(tied, called),
                )
            )
    return said


def _doubts(result: Result, called: Mapping[str, str]) -> list[Message]:
    said: list[Message] = []
    enough = [row for row in result.rows if may_show_statistics(row.tally.graders)]
    if split := [row for row in enough if row.two_humped]:
        names = _those(split, called)
        said.append(
            msg("Opinions are split in two, talk more before choosing: {names}", names=names)
        )
    if wide := [row for row in enough if row.spread >= _FAR and not row.two_humped]:
        said.append(msg("The ballots lie far apart on: {names}", names=_those(wide, called)))
    if enough and not split and not wide:
        said.append(msg("No option divides the room"))
    if thin := [row for row in result.rows if row.thin]:
        said.append(msg("Graded by less than half: {names}", names=_those(thin, called)))
    return said


def _those(rows: Iterable[Row], called: Mapping[str, str]) -> str:
    return _BETWEEN.join(called[row.option] for row in rows)


def describe_stability(
    stability: Stability, names: Mapping[str, str] | None = None
) -> list[Message]:
    """Whether the top hangs on one table, in words; nothing when no table could be left out.

    Args:
        stability: What ``without_group`` found.
        names: What to call the options and the tables, by id; the id where there is none.
    """
    if not stability.tested:
        return []
    if not stability.changes:
        return [msg("The top {top} stays the same whichever table is left out", top=stability.top)]
    called = names or {}

    def those(options: Iterable[str]) -> str:
        return _BETWEEN.join(called.get(option, option) for option in options)

    said: list[Message] = []
    for change in stability.changes:
        if change.group:
            table = called.get(change.group, change.group)
            said.append(msg("Without {table} the top changes", table=table))
        else:
            said.append(msg("Without one of the small tables the top changes"))
        if change.enters:
            said.append(msg("In: {names}", names=those(change.enters)))
        if change.leaves:
            said.append(msg("Out: {names}", names=those(change.leaves)))
    return said
