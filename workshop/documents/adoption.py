"""Whether the strategy has been decided on, or is still a draft."""

import re

from workshop.model import Consultation, Decision
from workshop.view import View

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ON_THE_STRATEGY = frozenset({"draft", "changes", "proposal"})


def adoption(view: View, date: str) -> Decision | None:
    """The decision (*vedtak*) by which the strategy was adopted; None while it is a draft.

    A decision on the mandate is a *vedtak* too. Therefore one counts only when it was made no
    earlier than the council meeting that is planned for, and no earlier than what was last done
    about the draft, the changes or the proposal; and not when it lies ahead. A decision without
    a date was made today.

    Args:
        view: The workshop as it stands.
        date: Today, as ISO text.
    """
    earliest = [view.workshop.council_date]
    earliest += [
        one.date for one in view.all(Consultation) if one.concerns in _ON_THE_STRATEGY
    ]  # fmt: skip
    found = [
        (_date(one.date) or date, at, one)
        for at, one in enumerate(view.all(Decision))
        if one.decision_kind == "decision"
    ]
    counting = [
        each
        for each in found
        if _not_before(date, each[0]) and all(_not_before(each[0], _date(one)) for one in earliest)
    ]
    return max(counting, key=lambda each: each[:2])[2] if counting else None


def _date(text: str) -> str:
    """A date that can be compared; anything else is no date."""
    return text if _DATE.fullmatch(text) else ""


def _not_before(one: str, other: str) -> bool:
    """Compared as far as both are known: a year is not before a day in it."""
    known = min(len(one), len(other))
    return one[:known] >= other[:known]
