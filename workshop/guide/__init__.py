"""The guide: where the work is in its process, what is in place, and what to do next.

``plan`` reads the followed process and how far it has come, ``gate`` what a phase asks for before
it is left, ``next_step`` the one most useful thing to do now. Nothing here knows how many slips
have come in to an open round.
"""

from typing import NamedTuple

from workshop.content import Activity
from workshop.guide.ahead import next_step
from workshop.guide.deadlines import Deadline, deadlines
from workshop.guide.gates import NEEDS, Check, check, gate
from workshop.guide.plan import PLACES, ActivityPlan, PartyPlan, PhasePlan, Plan, plan
from workshop.guide.since import since_last_time
from workshop.guide.step import Step

__all__ = [
    "NEEDS", "PLACES", "ActivityPlan", "Check", "Deadline", "PartyPlan", "PhasePlan", "Place",
    "Plan", "Step", "check", "deadlines", "gate", "next_step", "plan", "since_last_time", "where",
]  # fmt: skip


class Place(NamedTuple):
    """Where an activity is done, and with which cards."""

    number: int
    """1–6."""
    deck: str = ""
    cards: tuple[str, ...] = ()
    """Cards that must be covered; empty is the whole deck."""
    draw: str = "order"
    """``order`` or ``random``."""


def where(activity: ActivityPlan | Activity) -> Place:
    """Where an activity is done, and which deck it brings."""
    content = activity.content if isinstance(activity, ActivityPlan) else activity
    number = PLACES.get(content.kind, 1)
    return Place(number, content.deck, tuple(content.cards), content.draw)
