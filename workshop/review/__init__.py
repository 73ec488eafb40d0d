"""The reviewer: what is missing, loose or late in a strategy, before the council finds it.

``review`` runs every rule over a view. A rule is a small function in one of the ``rules_`` files,
registered under a name that never changes, because people's reasons for leaving a finding
standing are kept under it.
"""

from workshop.review import (  # noqa: F401 - importing them registers their rules
    rules_amount,
    rules_log,
    rules_measures,
    rules_parties,
    rules_platform,
    rules_privacy,
    rules_thread,
)
from workshop.review.findings import (
    RULES,
    SEVERITIES,
    Finding,
    Severity,
    Summary,
    findings_of,
    summary,
)
from workshop.review.rules_amount import MOST_AREAS, MOST_GOALS, MOST_GOALS_IN_AREA
from workshop.review.scan import Scan
from workshop.view import View

__all__ = [
    "MOST_AREAS",
    "MOST_GOALS",
    "MOST_GOALS_IN_AREA",
    "RULES",
    "SEVERITIES",
    "Finding",
    "Severity",
    "Summary",
    "review",
    "summary",
]


def review(view: View) -> list[Finding]:
    """Everything the reviewer objects to, worst first; what was left standing comes last."""
    scan = Scan(view)
    found = [finding for one in RULES.values() for finding in findings_of(one, scan)]
    found.sort(key=lambda one: (bool(one.standing_reason), SEVERITIES.index(one.severity)))
    return found
