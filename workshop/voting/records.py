"""From a round as it is kept to its result, and back: the form of ballots and tallies in the log.

A ballot is kept as ``{"grades": [5, null, …], "role": …, "group": …}``, one grade per option in
the round's order. The tally is kept as option → ``{"counts": […], "blanks": …}``, and is all that
the result needs, so the ballots may be forgotten.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from workshop.model import Round
from workshop.voting.ballots import Ballot, Tally, tally
from workshop.voting.grades import Result, judge, judge_tally


def ballots_of(kept: Mapping[str, Any]) -> list[Ballot]:
    """The ballots among what is kept, in the order of their random ids; unreadable ones are not.

    Args:
        kept: Random id → ballot as JSON.
    """
    found: list[Ballot] = []
    for key in sorted(kept):
        try:
            found.append(msgspec.convert(kept[key], Ballot))
        except msgspec.ValidationError:
            continue
    return found


def count(options: tuple[str, ...], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The tally of a round, as it is kept beside the ballots.

    Raises:
        ValueError: A ballot does not fit the options.
    """
    tallies = tally(options, ballots_of(kept))
    return {option: msgspec.to_builtins(one) for option, one in zip(options, tallies, strict=True)}


def result_of(round_: Round) -> Result | None:
    """The result of a closed round; None when it is not closed, or what is kept cannot be read."""
    if round_.state != "closed":
        return None
    try:
        if round_.tally:
            kept = [msgspec.convert(round_.tally[option], Tally) for option in round_.options]
            return judge_tally(round_.options, kept)
        return judge(round_.options, ballots_of(round_.ballots))
    except (msgspec.ValidationError, KeyError, ValueError):
        return None
