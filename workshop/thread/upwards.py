"""Where a record comes from: its goal and area, their topics, the rounds and the tables' words."""

from collections.abc import Iterable

from workshop.model import (
    Answer,
    Area,
    Draw,
    Goal,
    Indicator,
    Measure,
    Record,
    Round,
    Statement,
    Status,
    Strategy,
    Topic,
)
from workshop.thread.knots import Knot, knot, ranked
from workshop.thread.ties import Ties


def came_from(ties: Ties, record: str) -> tuple[Knot, ...]:
    """The knots just behind a record, each with what lies behind it in turn.

    What a record is tied to itself comes before what it has through its goal and area.
    """
    return _Upwards(ties, record).behind(record)


class _Upwards:
    """One way up. A knot is followed the first time it is met, and only named after that."""

    def __init__(self, ties: Ties, record: str) -> None:
        self._ties = ties
        self._view = ties.view
        self._met = {record}

    def behind(self, record: str) -> tuple[Knot, ...]:
        """The knots just behind a record."""
        found = self._view.get(record)
        if isinstance(found, Measure):
            return self._behind_measure(found)
        if isinstance(found, Goal):
            return (*self._topics(found.topics), *self._upper(found))
        if isinstance(found, Strategy | Indicator):
            return self._upper(found)
        if isinstance(found, Area):
            return self._topics(found.topics)
        if isinstance(found, Statement):
            return self._answers(found.answers)
        if isinstance(found, Topic):
            return self._behind_topic(found)
        if isinstance(found, Round):
            return self._topics(found.options)
        return self._upper(found) if isinstance(found, Status) else self._card(found)

    def _behind_measure(self, measure: Measure) -> tuple[Knot, ...]:
        further = [
            goal
            for goal in measure.goals
            if goal != self._view.parent(measure.id)
            and self._view.on_screen(goal)
            and self._view.find(Goal, goal)
        ]
        strategies = [one for one in measure.strategies if self._view.on_screen(one)]
        return (
            *self._answers(measure.answers),
            *self._topics(measure.topics),
            *(knot(self._ties, strategy) for strategy in strategies),
            *self._upper(measure),
            *(self._follow(goal) for goal in further),
        )

    def _behind_topic(self, topic: Topic) -> tuple[Knot, ...]:
        """The rounds it was ranked in, the topics merged into it, and the tables' own words."""
        merged = [one for one in self._view.merged_topics(topic.id) if one.id not in self._met]
        self._met.update(one.id for one in merged)
        return (
            *self._rounds(topic),
            *self._answers(topic.answers),
            *(
                knot(self._ties, one.id, (*self._rounds(one), *self._answers(one.answers)))
                for one in merged
            ),
        )

    def _rounds(self, topic: Topic) -> tuple[Knot, ...]:
        return tuple(
            knot(self._ties, one.id, details=ranked(one, result, topic.id))
            for one, result in self._ties.rounds_of(topic.id)
        )

    def _card(self, found: Record | None) -> tuple[Knot, ...]:
        """The draw an answer was given to, or the card that was drawn."""
        if isinstance(found, Answer) and found.draw in self._ties.draws:
            return (knot(self._ties, found.draw),)
        if isinstance(found, Draw) and self._view.get(found.card):
            return (knot(self._ties, found.card),)
        return ()

    def _upper(self, record: Record) -> tuple[Knot, ...]:
        """What a record lies under."""
        parent = self._view.parent(record.id)
        if not parent or not self._view.on_screen(parent) or self._view.get(parent) is None:
            return ()
        return (self._follow(parent),)

    def _follow(self, record: str) -> Knot:
        if record in self._met:
            return knot(self._ties, record, again=True)
        self._met.add(record)
        return knot(self._ties, record, self.behind(record))

    def _topics(self, topics: Iterable[str]) -> tuple[Knot, ...]:
        return tuple(self._follow(topic) for topic in topics if topic in self._ties.topics)

    def _answers(self, answers: Iterable[str]) -> tuple[Knot, ...]:
        knots = []
        for record in answers:
            if self._ties.answer(record) is not None:
                knots.append(knot(self._ties, record, again=record in self._met))
                self._met.add(record)
        return tuple(knots)
