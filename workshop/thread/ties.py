"""What is tied to what, both ways: built once, and then any thread can be followed."""

from collections import defaultdict
from collections.abc import Iterable

from workshop.model import Answer, Area, Draw, Goal, Group, Measure, Round, Statement, Topic
from workshop.view import View
from workshop.voting import Result
from workshop.voting.records import result_of


class Ties:
    """The ties of a workshop as it stands; of use for many threads in a row."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.groups = {group.id: group for group in view.all(Group)}
        self.draws = {draw.id: draw for draw in view.all(Draw)}
        self.topics = {topic.id: topic for topic in view.all(Topic)}
        self.measures = view.all(Measure)
        self.measure_of = {measure.id: measure for measure in self.measures}
        self.answer_topics = _index((topic.id, topic.answers) for topic in self.topics.values())
        self.answer_measures = _index((one.id, one.answers) for one in self.measures)
        self.answer_statements = _index((one.id, one.answers) for one in view.all(Statement))
        self.topic_areas = _index((one.id, one.topics) for one in view.all(Area))
        self.topic_goals = _index((one.id, one.topics) for one in view.all(Goal))
        self.topic_measures = _index((one.id, one.topics) for one in self.measures)
        self.strategy_measures = _index((one.id, one.strategies) for one in self.measures)
        self.goal_measures = _index((one.id, one.goals) for one in self.measures)
        self.rounds: list[tuple[Round, Result]] = [
            (one, result)
            for one in view.all(Round)
            if one.state == "closed" and (result := result_of(one)) is not None
        ]

    def answer(self, record: str) -> Answer | None:
        """An answer that is on the screen."""
        return self.view.find(Answer, record) if self.view.on_screen(record) else None

    def rounds_of(self, topic: str) -> list[tuple[Round, Result]]:
        """The closed rounds a topic was ranked in. An open round tells nothing."""
        return [(one, result) for one, result in self.rounds if topic in one.options]


def _index(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Member → the records that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for record, members in pairs:
        for member in members:
            found[member].append(record)
    return dict(found)
