"""The workshop as the rules see it: everything looked up once, however many rules ask."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from workshop import content
from workshop.consulting import Dealings, dealings
from workshop.model import (
    ActivityState,
    Answer,
    Area,
    Goal,
    Horizon,
    Indicator,
    Measure,
    ProcessCopy,
    Record,
    Statement,
    Strategy,
    Topic,
    Waiver,
)  # fmt: skip
from workshop.shortening import shorten
from workshop.view import View


class Scan:
    """A view, and what the rules have in common about it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.areas: list[Area] = view.under("", Area)
        self.goals_of: dict[str, list[Goal]] = {
            area.id: view.under(area.id, Goal) for area in self.areas
        }
        self.goals: list[Goal] = [goal for area in self.areas for goal in self.goals_of[area.id]]
        self.measures_of: dict[str, list[Measure]] = {
            goal.id: view.under(goal.id, Measure) for goal in self.goals
        }
        self.measures: list[Measure] = [
            measure for goal in self.goals for measure in self.measures_of[goal.id]
        ]
        self._shown: dict[str, bool] = {}

    # ── looking things up ────────────────────────────────────────────────────────────────

    def shown(self, record: str) -> bool:
        """Whether a record is on the screen."""
        found = self._shown.get(record)
        if found is None:
            found = self._shown[record] = self.view.on_screen(record)
        return found

    def any_shown(self, records: Iterable[str]) -> bool:
        """Whether any of these records is on the screen."""
        return any(self.shown(record) for record in records)

    def title(self, record: Record) -> str:
        """A record's words, cut short so that a sentence about it stays a sentence."""
        return shorten(self.view.title(record.id))

    def waived(self, rule: str, record: str) -> str:
        """Why a finding was left standing; empty when it was not."""
        waiver = self.view.find(Waiver, f"waiver:{rule}~{record}")
        return waiver.reason.strip() if waiver and not waiver.removed else ""

    @cached_property
    def strategies_of(self) -> dict[str, list[Strategy]]:
        """The strategies of each goal."""
        return {goal.id: self.view.under(goal.id, Strategy) for goal in self.goals}

    @cached_property
    def indicators_of(self) -> dict[str, list[Indicator]]:
        """The indicators of each goal."""
        return {goal.id: self.view.under(goal.id, Indicator) for goal in self.goals}

    @cached_property
    def statements(self) -> list[Statement]:
        """The platform."""
        return self.view.statements()

    @cached_property
    def answers(self) -> list[Answer]:
        """All that tables have said."""
        return [self.view.need(Answer, record) for record in self.view.ids("answer")]

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """All topics on the screen, merged ones too."""
        return {topic.id: topic for topic in self.view.all(Topic)}

    @cached_property
    def horizons(self) -> Mapping[str, Horizon]:
        """The horizons by id."""
        return {horizon.id: horizon for horizon in self.view.under("", Horizon)}

    def root(self, topic: str) -> str:
        """The topic that a topic has become part of; itself when it has not been merged."""
        seen: set[str] = set()
        while topic not in seen:
            seen.add(topic)
            found = self.topics.get(topic)
            if found is None or not found.merged_into or found.merged_into not in self.topics:
                return topic
            topic = found.merged_into
        return topic

    # ── how far the work has come ────────────────────────────────────────────────────────

    @cached_property
    def dealings(self) -> Dealings:
        """What has been done with the parties."""
        return dealings(self.view)

    @property
    def has_draft(self) -> bool:
        """Whether there is a draft to take to anyone: goals with measures."""
        return bool(self.measures)

    @cached_property
    def process(self) -> content.Process | None:
        """The followed process, when there is one that can be read."""
        copy = self.view.find(ProcessCopy, self.view.workshop.process)
        if copy is None:
            return None
        try:
            return msgspec.convert(copy.content, content.Process)
        except msgspec.ValidationError:
            return None

    @cached_property
    def only_input(self) -> bool:
        """Whether the process ends before consultation, as a half day does: its output is input."""
        if self.process is None or self.dealings.proposed:
            return False
        return not any(
            step.kind == "discussed" for phase in self.process.phases for step in phase.party
        )

    @cached_property
    def near_decision(self) -> bool:
        """Whether the draft is on its way to be decided."""
        if self.dealings.proposed or self.dealings.hearings:
            return True
        phases = self.process.phases if self.process else ()
        return any(
            self.view.need(ActivityState, f"activity:{phase.id}/{activity.id}").state
            in {"started", "done"}
            for phase in phases
            if phase.code == "P6"
            for activity in phase.activities
        )
