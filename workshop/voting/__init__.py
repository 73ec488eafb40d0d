"""Prioritising: methods that turn ballots into results, as pure functions.

One file per method (``grades`` is majority judgment); ``ballots``, ``slips``, ``parts``, ``bars``
and ``words`` are what surrounds it. A further method is a further file beside ``grades``.
"""

from workshop.voting.ballots import (
    FEWEST_FOR_STATISTICS,
    GRADES,
    Ballot,
    Tally,
    fits,
    may_show_statistics,
    tally,
)
from workshop.voting.bars import bars
from workshop.voting.grades import Result, Row, judge, judge_tally
from workshop.voting.parts import GroupEffect, Stability, by_role, without_group
from workshop.voting.slips import Slip, check_line, option_letter, parse_slip
from workshop.voting.words import LABELS, Label, describe, describe_stability, summary

__all__ = [
    "FEWEST_FOR_STATISTICS",
    "GRADES",
    "LABELS",
    "Ballot",
    "GroupEffect",
    "Label",
    "Result",
    "Row",
    "Slip",
    "Stability",
    "Tally",
    "bars",
    "by_role",
    "check_line",
    "describe",
    "describe_stability",
    "fits",
    "judge",
    "judge_tally",
    "may_show_statistics",
    "option_letter",
    "parse_slip",
    "summary",
    "tally",
    "without_group",
]
