"""Too many: areas and goals that nobody will be able to name."""

from collections.abc import Iterator

from workshop.messages import msg
from workshop.model import WORKSHOP
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan

MOST_AREAS = 6
"""As many areas as a municipality's strategy usually has; beyond that nothing is a priority."""
MOST_GOALS = 13
"""As many goals as the fullest strategies get by with. Everyone should be able to name them."""
MOST_GOALS_IN_AREA = 3
"""Two or three goals say what an area is about; a fourth is usually a strategy or a measure."""


@rule("too-many-areas")
def too_many_areas(scan: Scan) -> Iterator[Fault]:
    """More than six areas."""
    if len(scan.areas) > MOST_AREAS:
        yield Fault(
            WORKSHOP,
            msg("{count} areas are more than people can keep in mind", count=len(scan.areas)),
            msg("Put areas together until there are {most} or fewer", most=MOST_AREAS),
        )


@rule("too-many-goals")
def too_many_goals(scan: Scan) -> Iterator[Fault]:
    """More than thirteen goals in all."""
    if len(scan.goals) > MOST_GOALS:
        yield Fault(
            WORKSHOP,
            msg(
                "{count} goals are too many: everyone should be able to name them",
                count=len(scan.goals),
            ),
            msg(
                "Which goal would nobody miss? Get down to {most} or fewer",
                most=MOST_GOALS,
            ),
        )


@rule("too-many-goals-in-area")
def too_many_goals_in_area(scan: Scan) -> Iterator[Fault]:
    """More than three goals in one area."""
    for area in scan.areas:
        count = len(scan.goals_of[area.id])
        if count > MOST_GOALS_IN_AREA:
            yield Fault(
                area.id,
                msg("{count} goals in one area: {title}", count=count, title=scan.title(area)),
                msg(
                    "Put goals together, or make some of them strategies, until there are "
                    "{most} or fewer",
                    most=MOST_GOALS_IN_AREA,
                ),
            )
