"""Results for part of the room: by role, and with one table left out.

Both could tell what single people voted. A part is therefore named only when at least five
ballots stand behind it, and when what is left of the whole once the named parts are subtracted
is at least five too, or nothing.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from workshop.voting.ballots import Ballot, may_show_statistics
from workshop.voting.grades import Result, judge

FEWEST_IN_PART = 5
"""Ballots there must be in a part of the room before it is shown by itself."""


class GroupEffect(msgspec.Struct, frozen=True):
    """What leaving one table out does to the top of the list."""

    group: str
    """The table; empty when it is too small to be named."""
    enters: tuple[str, ...]
    """Options that come into the top without this table, in printed order."""
    leaves: tuple[str, ...]
    """Options that fall out of the top without this table, in printed order."""


class Stability(msgspec.Struct, frozen=True):
    """Whether the top of the list hangs on a single table."""

    top: int
    """How many places the top is."""
    tested: int
    """How many tables could be left out, one at a time, with enough ballots remaining."""
    changes: tuple[GroupEffect, ...]
    """The tables whose absence changes the top, sorted; empty when it is stable."""


def showable(parts: Sequence[str]) -> frozenset[str]:
    """The parts that may be shown by themselves, given the part of each ballot.

    A part with fewer than five ballots is hidden. While the hidden ballots together, those
    without a part included, are from one to four, the smallest shown part is hidden as well:
    otherwise the total minus what is shown would give the hidden ones away. In particular a
    single hidden part never stays alone. Ballots without a part (``""``) are never a part.
    """
    sizes = Counter(part for part in parts if part)
    shown = sorted(
        (part for part, size in sizes.items() if size >= FEWEST_IN_PART),
        key=lambda part: (sizes[part], part),
    )
    hidden = len(parts) - sum(sizes[part] for part in shown)
    while shown and 0 < hidden < FEWEST_IN_PART:
        hidden += sizes[shown.pop(0)]
    return frozenset(shown)


def by_role(options: Sequence[str], ballots: Sequence[Ballot]) -> dict[str, Result]:
    """The result for each role that may be shown, sorted by role; the rest are left out.

    Raises:
        ValueError: A ballot does not fit the options, or an option is there twice.
    """
    shown = showable([ballot.role for ballot in ballots])
    return {
        role: judge(options, [ballot for ballot in ballots if ballot.role == role])
        for role in sorted(shown)
    }


def without_group(options: Sequence[str], ballots: Sequence[Ballot], top: int = 3) -> Stability:
    """Whether leaving one table out changes which options are in the top.

    A table is left out only when it is named on some ballots and at least eight ballots remain.
    Ballots without a table always stay in. A change of order within the top is no change.

    Args:
        options: Ids in the order they were printed.
        ballots: The ballots of the round; those that carry no table cannot be left out.
        top: How many places count as the top; shared places count with all their options.

    Raises:
        ValueError: A ballot does not fit the options, or an option is there twice.
    """
    whole = judge(options, ballots).top(top)
    named = showable([ballot.group for ballot in ballots])
    tested = 0
    changes: list[GroupEffect] = []
    for group in sorted({ballot.group for ballot in ballots if ballot.group}):
        rest = [ballot for ballot in ballots if ballot.group != group]
        if not may_show_statistics(len(rest)):
            continue
        tested += 1
        without = judge(options, rest).top(top)
        if without != whole:
            changes.append(
                GroupEffect(
                    group=group if group in named else "",
                    enters=tuple(one for one in options if one in without - whole),
                    leaves=tuple(one for one in options if one in whole - without),
                )
            )
    changes.sort(
        key=lambda effect: (effect.group == "", effect.group, effect.enters, effect.leaves)
    )
    return Stability(top=top, tested=tested, changes=tuple(changes))
