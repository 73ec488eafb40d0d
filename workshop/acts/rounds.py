"""Rounds of prioritising: opening, closing, cancelling.

While a round is open its ballots are not in the log, so that nothing about them can be read
from it. Closing puts all of them there in one act, in the order of their random ids.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.acts.base import NewId, change
from workshop.changes import Change
from workshop.messages import N_, Message, msg
from workshop.model import Round, Topic
from workshop.view import View
from workshop.voting import fits
from workshop.voting.records import ballots_of, count

MOST_OPTIONS = 26
"""Topics in one round: as many as there are letters to print beside them."""
FEWEST_FOR_GRADES, MOST_FOR_GRADES = 8, 20
"""Between these, grades are the method we recommend."""


def open_round(
    view: View, new_id: NewId, title: str, topics: Sequence[str], *, question: str = "",
    method: str = "grades", grades: Sequence[str] = (), seed: int | None = None,
) -> tuple[str, Change]:  # fmt: skip
    """Open a hidden round over some topics.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        title: What the round is called.
        topics: The topics to prioritise.
        question: What the voters are asked.
        method: The method of prioritising.
        grades: Own names of the five grades, best first.
        seed: Draws the one order of the options; None keeps the order given.

    Raises:
        ValueError: there are fewer than two topics, or more than there are letters for.
    """
    options = list(dict.fromkeys(topics))
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise ValueError(f"a round has from 2 to {MOST_OPTIONS} topics")
    if seed is not None:
        random.Random(seed).shuffle(options)  # noqa: S311 - an order, not a secret
    record = new_id("round")
    fields: dict[str, Any] = {
        "title": title, "question": question, "method": method, "options": options,
        "state": "open",
    }  # fmt: skip
    if grades:
        fields["grades"] = list(grades)
    return record, change(view, N_("Open a round"), {record: fields})


def close(
    view: View, round_id: str, ballots: Mapping[str, Any], tally: Mapping[str, Any]
) -> Change:
    """Close a round: its ballots are counted and can be seen.

    Args:
        view: The workshop as it stands.
        round_id: The round.
        ballots: Random ballot id → ballot.
        tally: Counts that are kept even if the ballots are forgotten.
    """
    fields = {
        "state": "closed",
        "ballots": {key: ballots[key] for key in sorted(ballots)},
        "tally": dict(tally),
    }
    return change(view, N_("Close a round"), {round_id: fields})


def cancel(view: View, round_id: str, reason: str = "") -> Change:
    """Cancel a round without a result; the reason is kept."""
    fields: dict[str, Any] = {"state": "cancelled"}
    if reason:
        fields["reason"] = reason
    return change(view, N_("Cancel a round"), {round_id: fields})


def tally_of(round_: Round, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The tally of a round, of the ballots that can be read and fit its options.

    Args:
        round_: The round.
        kept: Random ballot id → ballot as JSON.
    """
    size = len(round_.options)
    fitting = {
        key: ballot
        for key, ballot in kept.items()
        if any(fits(one, size) for one in ballots_of({key: ballot}))
    }
    return count(round_.options, fitting)


# ── before a round ───────────────────────────────────────────────────────────────────────


def candidates(view: View) -> list[Topic]:
    """The topics that can be in a round: not merged into another, and not rejected."""
    return [topic for topic in view.topics() if topic.state != "rejected"]


def in_open_round(view: View, topic: str) -> bool:
    """Whether people are voting on a topic now, so that it should stay as they read it."""
    return any(one.state == "open" and topic in one.options for one in view.all(Round))


def can_open(options: int) -> Message | None:
    """What stands in the way of a round over so many topics; None when nothing does."""
    if options < 2:
        return msg("A round needs at least two topics.")
    if options > MOST_OPTIONS:
        return msg(
            "{n} topics are too many for one slip: at most {most}. Merge some first.",
            n=options,
            most=MOST_OPTIONS,
        )
    return None


def advice(options: int) -> list[Message]:
    """Which method fits so many topics, and what that means for the grades we have."""
    if options < 2:
        return [msg("Make at least two topics first.")]
    if options < FEWEST_FOR_GRADES:
        return [
            msg("With {n} topics, people could also rank them by hand.", n=options),
            msg("Grades work too: each topic is judged on its own, and ties may stand."),
        ]
    if options <= MOST_FOR_GRADES:
        return [
            msg("{n} topics: grades fit well.", n=options),
            msg("Each topic is judged on its own, so nobody has to rank the whole list."),
        ]
    return [
        msg("{n} topics are many to judge: merge those that are alike first.", n=options),
        msg("Grades can take up to {most}, but people tire after some twenty.", most=MOST_OPTIONS),
    ]
