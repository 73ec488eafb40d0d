"""What a closed round showed, read back from its ballots or from the tally that outlives them."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from workshop import voting
from workshop.messages import Message
from workshop.model import Round
from workshop.view import View


def last_round(view: View) -> Round | None:
    """The round by grades that was closed last; None when there is none.

    A round that is still open is never looked into.
    """
    closed = [one for one in view.all(Round) if one.state == "closed" and one.method == "grades"]
    return closed[-1] if closed else None


def result_of(closed: Round) -> voting.Result | None:
    """The result of a closed round by grades; None when nothing readable is left of it."""
    options = tuple(dict.fromkeys(closed.options))
    if closed.state != "closed" or not options or len(options) != len(closed.options):
        return None
    tallies = _from_ballots(options, closed.ballots) or _from_tally(options, closed.tally)
    if tallies is None or len({one.ballots for one in tallies}) != 1:
        return None
    return voting.judge_tally(options, tallies)


def grade_names(closed: Round) -> tuple[str | Message, ...]:
    """What the five grades of a round are called, best first."""
    if len(closed.grades) == len(voting.GRADES):
        return tuple(closed.grades)
    return voting.LABELS


class _Slip(msgspec.Struct, frozen=True):
    """What a round keeps of one ballot; role and table are not needed here."""

    grades: tuple[int | None, ...] = ()


def _from_ballots(
    options: Sequence[str], ballots: Mapping[str, Any]
) -> Sequence[voting.Tally] | None:
    slips: list[voting.Ballot] = []
    for body in ballots.values():
        try:
            slip = voting.Ballot(msgspec.convert(body, _Slip).grades)
        except msgspec.ValidationError:
            return None
        if not voting.fits(slip, len(options)):
            return None
        slips.append(slip)
    return voting.tally(options, slips) if slips else None


def _from_tally(options: Sequence[str], kept: Mapping[str, Any]) -> Sequence[voting.Tally] | None:
    """Counts by option, or in the order of the options under any name."""
    try:
        if all(option in kept for option in options):
            return [msgspec.convert(kept[option], voting.Tally) for option in options]
        for value in kept.values():
            if isinstance(value, list) and len(value) == len(options):
                return [msgspec.convert(one, voting.Tally) for one in value]
    except msgspec.ValidationError:
        return None
    return None
