"""What came of a record: topics, areas, goals, measures, and how they stand."""

from collections.abc import Iterable

from workshop.messages import Message
from workshop.model import (
    Answer,
    Area,
    CardCopy,
    Draw,
    Goal,
    Group,
    Measure,
    Round,
    Status,
    Strategy,
    Topic,
)
from workshop.thread.knots import Knot, knot, ranked
from workshop.thread.ties import Ties


def came_of(ties: Ties, record: str) -> tuple[Knot, ...]:
    """The knots just after a record, each with what came of it in turn.

    Measures tied to the record itself come before what it led to through areas and goals.
    """
    return _Downwards(ties, record).after(record)


class _Downwards:
    """One way down. A knot is followed the first time it is met, and only named after that."""

    def __init__(self, ties: Ties, record: str) -> None:
        self._ties = ties
        self._view = ties.view
        self._met = {record}

    def after(self, record: str) -> tuple[Knot, ...]:
        """The knots just after a record."""
        found = self._view.get(record)
        if isinstance(found, Round):
            return self._after_round(found)
        return self._all(self._next(record, found))

    def _next(self, record: str, found: object) -> Iterable[str]:
        ties, view = self._ties, self._view
        if isinstance(found, CardCopy):
            return [draw.id for draw in ties.draws.values() if draw.card == record]
        if isinstance(found, Draw):
            return view.siblings(record, Answer.kind)
        if isinstance(found, Group):
            return [answer.id for answer in view.all(Answer) if answer.group == record]
        if isinstance(found, Answer):
            return (
                *ties.answer_measures.get(record, ()),
                *ties.answer_topics.get(record, ()),
                *ties.answer_statements.get(record, ()),
            )
        if isinstance(found, Topic):
            return self._after_topic(found)
        if isinstance(found, Area):
            return view.siblings(record, Goal.kind)
        if isinstance(found, Goal):
            return (*view.siblings(record, Measure.kind), *ties.goal_measures.get(record, ()))
        if isinstance(found, Strategy):
            return ties.strategy_measures.get(record, ())
        return view.siblings(record, Status.kind) if isinstance(found, Measure) else ()

    def _after_topic(self, topic: Topic) -> Iterable[str]:
        """The measures, areas and goals that carry it, and the topic it was merged into."""
        ties = self._ties
        return (
            *((topic.merged_into,) if topic.merged_into in ties.topics else ()),
            *ties.topic_measures.get(topic.id, ()),
            *ties.topic_areas.get(topic.id, ()),
            *ties.topic_goals.get(topic.id, ()),
        )

    def _after_round(self, one: Round) -> tuple[Knot, ...]:
        """The topics of a closed round, by place."""
        for known, result in self._ties.rounds:
            if known.id == one.id:
                return tuple(
                    self._follow(row.option, ranked(one, result, row.option))
                    for row in result.rows
                    if row.option in self._ties.topics
                )
        return ()

    def _all(self, records: Iterable[str]) -> tuple[Knot, ...]:
        return tuple(
            self._follow(record)
            for record in dict.fromkeys(records)
            if self._view.on_screen(record)
        )

    def _follow(self, record: str, details: tuple[Message, ...] = ()) -> Knot:
        if record in self._met:
            return knot(self._ties, record, details=details, again=True)
        self._met.add(record)
        return knot(self._ties, record, self.after(record), details)
