"""The golden thread: from what tables said, through topics, to areas, goals and measures."""

from collections.abc import Iterable, Iterator

from workshop.messages import msg
from workshop.model import WORKSHOP, Answer, Area, Draw, Goal, Measure, Record
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan


def _origin(scan: Scan, record: Record) -> bool:
    """Whether a record itself is tied to a topic or an answer that is there."""
    topics: Iterable[str] = getattr(record, "topics", {})
    answers: Iterable[str] = getattr(record, "answers", {})
    return scan.any_shown(topics) or scan.any_shown(answers)


@rule("broken-thread")
def broken_thread(scan: Scan) -> Iterator[Fault]:
    """A measure with no origin of its own, nor through its goals or their areas."""
    if not scan.measures:
        return
    if not scan.topics and not scan.answers:
        yield Fault(
            WORKSHOP,
            msg("No measure can be traced to a talk: there are no answers and no topics"),
            msg("Draw some cards, or leave this standing if the talks were held elsewhere"),
        )
        return
    held = {
        goal.id
        for area in scan.areas
        for goal in scan.goals_of[area.id]
        if _origin(scan, area) or _origin(scan, goal)
    }
    for goal in scan.goals:
        for measure in scan.measures_of[goal.id]:
            goals = {goal.id, *measure.goals}
            if not (goals & held) and not _origin(scan, measure):
                yield Fault(
                    measure.id,
                    msg("Nobody can see where this comes from: {title}", title=scan.title(measure)),
                    msg("Tie it, its goal or its area to a topic or an answer"),
                    "topics",
                )


@rule("area-without-chosen-topic")
def area_without_chosen_topic(scan: Scan) -> Iterator[Fault]:
    """An area that no chosen topic carries, in a workshop where topics have been chosen."""
    chosen = {one.id for one in scan.topics.values() if one.state == "chosen"}
    if not chosen:
        return
    for area in scan.areas:
        tied = {scan.root(topic) for topic in area.topics if topic in scan.topics}
        if not tied & chosen:
            yield Fault(
                area.id,
                msg("The area is tied to topics that were not chosen: {title}",
                    title=scan.title(area))
                if tied
                else msg("The area is not tied to a chosen topic: {title}",
                         title=scan.title(area)),
                msg("Tie it to the topic it comes from, or say why it is here all the same"),
                "topics",
            )  # fmt: skip


@rule("chosen-topic-without-area")
def chosen_topic_without_area(scan: Scan) -> Iterator[Fault]:
    """What the room chose, and no area carries."""
    if not scan.areas:
        return
    carried: set[str] = set()
    for area in scan.areas:
        carried.update(scan.root(topic) for topic in area.topics)
    for goal in scan.goals:
        carried.update(scan.root(topic) for topic in goal.topics)
    for topic in scan.topics.values():
        if topic.state == "chosen" and scan.root(topic.id) == topic.id and topic.id not in carried:
            yield Fault(
                topic.id,
                msg("Chosen, but in no area: {title}", title=scan.title(topic)),
                msg("Make an area of it, tie it to one, or deselect it with a reason"),
            )


def _references(scan: Scan) -> Iterator[tuple[Record, str, list[str]]]:
    """What records point at, by field."""
    areas: list[tuple[Record, tuple[str, ...]]] = [(area, ("topics",)) for area in scan.areas]
    goals: list[tuple[Record, tuple[str, ...]]] = [(goal, ("topics",)) for goal in scan.goals]
    sets = ("topics", "answers", "strategies", "goals")
    measures: list[tuple[Record, tuple[str, ...]]] = [(one, sets) for one in scan.measures]
    others: list[tuple[Record, tuple[str, ...]]] = [
        *((one, ("answers",)) for one in scan.statements),
        *((one, ("answers",)) for one in scan.topics.values()),
        *((one, ("measures",)) for one in scan.dealings.consultations),
    ]
    for record, fields in (*areas, *goals, *measures, *others):
        for field in fields:
            if found := getattr(record, field):
                yield record, field, list(found)
    for measure in scan.measures:
        if measure.horizon.startswith("horizon:"):
            yield measure, "horizon", [measure.horizon]
    for answer in scan.answers:
        if answer.group:
            yield answer, "group", [answer.group]
    for draw in scan.view.all(Draw):
        if draw.card:
            yield draw, "card", [draw.card]


@rule("dangling")
def dangling(scan: Scan) -> Iterator[Fault]:
    """Something that points at what has been removed or was never there."""
    told: set[str] = set()
    for record, field, targets in _references(scan):
        missing = [target for target in targets if not scan.shown(target)]
        if not missing or record.id in told:
            continue
        told.add(record.id)
        strategic = isinstance(record, Area | Goal | Measure)
        yield Fault(
            record.id,
            msg(
                "Points at something that is gone ({field}): {title}",
                field=field,
                title=scan.title(record),
            ),
            msg("Bring back what it points at, or choose something else")
            if not isinstance(record, Answer)
            else msg("Say which table this comes from"),
            field,
            None if strategic else "note",
        )
