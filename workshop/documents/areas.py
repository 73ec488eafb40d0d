"""The chapter of areas: their goals, and under each goal what is to be done and by whom."""

from collections.abc import Iterator, Sequence

from workshop.documents.outline import (
    Block,
    Bullets,
    Cell,
    Heading,
    Item,
    KeyValues,
    Numbered,
    Paragraph,
    Row,
    Table,
)
from workshop.documents.text import cut
from workshop.documents.wording import (
    MEASURE_STATES,
    OWNER_STATES,
    PRIORITIES,
    Wording,
    joined,
)
from workshop.messages import msg
from workshop.model import Area, Goal, Horizon, Indicator, Measure, Strategy, kind_of
from workshop.view import View

_NAME = 80
"""Characters of a measure where it is only mentioned."""
_ORPHANS = ("goal", "strategy", "measure", "indicator")


def areas(view: View, w: Wording) -> Iterator[Block]:
    """All areas with what lies under them; at the end what lies nowhere."""
    yield Heading(w.say(msg("What we will do")))
    found = view.under("", Area)
    if not found:
        yield Paragraph(w.say(msg("Not written yet.")), "quiet")
    if horizons := [one for one in view.under("", Horizon) if one.title.strip()]:
        yield KeyValues(
            tuple(Row(one.title, w.years(one.year_from, one.year_to)) for one in horizons)
        )
    chapter = _Chapter(view, w)
    for number, area in enumerate(found, start=1):
        yield from chapter.area(area, str(number))
    yield from _orphans(view, w)


class _Chapter:
    """What is looked up once for the whole chapter."""

    def __init__(self, view: View, w: Wording) -> None:
        self.view, self.w = view, w
        self._area, self._goal = w.area(view), w.goal(view)
        self._horizons = {one.id: one.title for one in view.all(Horizon)}
        self._head = (
            w.say(msg("Measure")),
            w.say(msg("Responsible")),
            w.say(msg("When")),
            w.say(msg("Priority")),
            w.say(msg("Status")),
        )
        self._priorities = {code: w.name(PRIORITIES, code) for code in PRIORITIES}
        self._states = {code: w.name(MEASURE_STATES, code) for code in MEASURE_STATES}
        self._owners = {code: w.name(OWNER_STATES, code) for code in OWNER_STATES}
        self._own_talk = w.say(msg("needs its own discussion (drøfting)"))
        self._serving: dict[str, list[Measure]] = {}
        for measure in view.all(Measure):
            for goal in measure.goals:
                if goal != view.parent(measure.id):
                    self._serving.setdefault(goal, []).append(measure)

    def area(self, area: Area, number: str) -> Iterator[Block]:
        yield Heading(area.title, 3, self._area, number)
        if area.rationale.strip():
            yield Paragraph(area.rationale)
        for at, goal in enumerate(self.view.under(area.id, Goal), start=1):
            yield from self.goal(goal, f"{number}.{at}")

    def goal(self, goal: Goal, number: str) -> Iterator[Block]:
        w = self.w
        yield Heading(goal.title, 4, self._goal, number)
        if goal.text.strip():
            yield Paragraph(goal.text)
        if indicators := self.view.under(goal.id, Indicator):
            yield Heading(w.say(msg("How we measure it")), 5)
            yield self._indicators(indicators)
        if strategies := self.view.under(goal.id, Strategy):
            yield Heading(w.say(msg("Strategies")), 5)
            yield Numbered(tuple(Item(one.text) for one in strategies))
        if measures := self.view.under(goal.id, Measure):
            yield Heading(w.say(msg("Measures")), 5)
            yield self._measures(measures)
            if argued := [one for one in measures if one.argument.strip()]:
                yield Bullets(tuple(Item(_name(one), one.argument) for one in argued))
        if serving := self._serving.get(goal.id):
            names = " · ".join(_name(one) for one in serving)
            yield Paragraph(w.say(msg("Also served by: {measures}", measures=names)), "quiet")

    def _indicators(self, found: Sequence[Indicator]) -> Table:
        w = self.w
        return Table(
            (
                w.say(msg("Indicator")),
                w.say(msg("Baseline")),
                w.say(msg("Target")),
                w.say(msg("Unit")),
                w.say(msg("Source")),
            ),
            tuple(
                (one.text, one.baseline, one.target, one.unit, joined([one.source, one.year], ", "))
                for one in found
            ),
            (36, 13, 13, 14, 24),
        )

    def _measures(self, found: Sequence[Measure]) -> Table:
        return Table(self._head, tuple(self._measure(one) for one in found), (38, 22, 17, 11, 12))

    def _measure(self, one: Measure) -> tuple[Cell, ...]:
        also = joined(
            [
                one.theme,
                one.cost,
                one.follow_up_body,
                self._own_talk if one.needs_discussion else "",
            ]
        )
        owner = one.owner
        if owner.strip():
            owner = f"{owner} ({self._owners.get(one.owner_state, one.owner_state)})"
        when = [self._horizons.get(one.horizon, ""), self.w.date(one.deadline)]
        return (
            Item(one.text, also),
            owner,
            joined(when, ", "),
            self._priorities.get(one.priority, one.priority),
            self._states.get(one.status, one.status),
        )


def _name(measure: Measure) -> str:
    return cut(measure.short.strip() or measure.text, _NAME)


def _orphans(view: View, w: Wording) -> Iterator[Block]:
    """What a merge has left without anything to lie under is not silently left out."""
    found = [
        view.title(record) for record in view.strays() if kind_of(record) in _ORPHANS
    ]  # fmt: skip
    if found:
        yield Heading(w.say(msg("Without a place in the strategy")), 3)
        yield Bullets(tuple(Item(title) for title in found))
