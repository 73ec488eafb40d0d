"""Rounds of prioritising: opening, closing, cancelling.

While a round is open its ballots are not in the log, so that nothing about them can be read
from it. Closing puts all of them there in one act, in the order of their random ids.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.acts.base import NewId, change
from workshop.changes import Change
from workshop.messages import N_
from workshop.view import View


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
        ValueError: there are fewer than two topics.
    """
    options = list(dict.fromkeys(topics))
    if len(options) < 2:
        raise ValueError("a round needs at least two topics")
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


def cancel(view: View, round_id: str) -> Change:
    """Cancel a round without a result."""
    return change(view, N_("Cancel a round"), {round_id: {"state": "cancelled"}})
