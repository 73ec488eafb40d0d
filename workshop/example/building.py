"""The example workshop, made by the same acts that a person performs, in the order of the year."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from workshop import paths
from workshop.acts import base, capture, cards, parties, process, rounds, setup, strategy, topics
from workshop.acts.base import NewId
from workshop.changes import Change
from workshop.content import Deck, Process
from workshop.example.desk import Calendar, Notebook
from workshop.library import (
    Library,
    Loaded,
    Shelf,
    card_copy,
    card_key,
    process_copy,
    process_key,
)  # fmt: skip
from workshop.messages import Message
from workshop.session import Clock, Session
from workshop.session.sitting import Randomness
from workshop.view import View
from workshop.voting import parse_slip
from workshop.voting.records import count

Item = dict[str, Any]
T = TypeVar("T", Deck, Process)
Read = TypeVar("Read")
_Done = tuple[str, int, Callable[[], None]]
"""A day, an hour, and what was done then."""

_BEGUN = "2026-01-12"
_PLATFORM_WRITTEN = "2026-06-12"
_CHOSEN = "2026-06-11"
_DRAFTED = "2026-08-17"
_EVIDENCE_FOUND = "2026-03-10"
_PHASE_DONE = {
    "start-og-forankring": "2026-02-13",
    "utfordringsbilde": "2026-05-13",
    "plattform": "2026-06-30",
    "framtidsdiskusjoner": "2026-06-15",
    "mal-og-tiltak": "2026-08-24",
    "drofting-og-vedtak": "2026-10-05",
}
_CONFLICT_DAYS = ("2026-10-02", "2026-10-05")


def build(source: Item, workshop_id: str, randomness: Randomness, clock: Clock | None) -> Notebook:
    """Perform all that the source tells of, and return the acts."""
    book = Notebook(workshop_id)
    builder = _Builder(source, book, randomness, clock)
    for day, hour, act in sorted(builder.year(), key=lambda done: done[:2]):
        builder.calendar.turn_to(day, hour)
        builder.session.by = source["by_default"]
        act()
    return book


class _Builder:
    """Performs what the source tells of, in one session."""

    def __init__(
        self, source: Item, book: Notebook, randomness: Randomness, clock: Clock | None
    ) -> None:
        self.source = source
        self.calendar = Calendar()
        self._book = book
        self._clock = clock or self.calendar
        self._randomness = randomness
        self._library = Library(
            [Shelf(paths.builtin_content("decks"))],
            [Shelf(paths.builtin_content("process_templates"))],
        )
        self._decks: dict[str, Deck] = {}
        self.session = Session(book, clock=self._clock, randomness=randomness)

    @property
    def view(self) -> View:
        return self.session.view

    def do(self, change: Change | tuple[str, Change]) -> str:
        """Perform one act, and return the id of the record if it made one."""
        record, change = change if isinstance(change, tuple) else ("", change)
        self.session.do(change)
        return record

    # ── the year ─────────────────────────────────────────────────────────────────────────

    def year(self) -> Iterator[_Done]:
        """All that was done, each with its day and hour; what came first on a day is first."""
        source = self.source
        days = {gathering["id"]: gathering["date"] for gathering in source["gatherings"]}
        yield _BEGUN, 9, self._begin
        for item in source["decisions"]:
            yield item["date"], 14, _with(self._decision, item)
        for item in source["consultations"]:
            yield item["date"], 10, _with(self._consultation, item)
        yield "2026-01-30", 9, lambda: self._each("premises", self._premise)
        yield days["oppstart"], 8, lambda: self._each("groups", self._group)
        yield _EVIDENCE_FOUND, 9, lambda: self._each("evidence", self._evidence)
        for item in source["draws"]:
            yield days[item["gathering"]], 9, _with(self._draw, item)
        day = days[source["round"]["gathering"]]
        yield day, 14, lambda: self._each("topics", self._topic)
        yield day, 15, self._round
        yield _CHOSEN, 9, lambda: self._each("topics", self._choice)
        yield _PLATFORM_WRITTEN, 9, lambda: self._each("statements", self._statement)
        yield _DRAFTED, 9, self._draft
        for item in source["activities"]:
            phase = item["activity"].partition("/")[0]
            yield _PHASE_DONE[phase], 15, _with(self._activity, item)
        for item in source["phases"]:
            yield _PHASE_DONE[item["phase"]], 16, _with(self._phase, item)
        for item in source["conflicts"]:
            yield _CONFLICT_DAYS[0], 9, _with(self._conflict, item)

    def _each(self, name: str, act: Callable[[Item], object]) -> None:
        for item in self.source[name]:
            act(item)

    # ── setting up ───────────────────────────────────────────────────────────────────────

    def _begin(self) -> None:
        about = dict(self.source["workshop"])
        found = self._library.process(about.pop("process"))
        self.do(setup.describe(self.view, **about))
        plan: Process = _whole(found)
        self.do(setup.follow(self.view, process_key(plan), process_copy(plan)))

    def _group(self, item: Item) -> None:
        self.do(setup.add_group(self.view, _named(str(item["number"])), **item))

    def _premise(self, item: Item) -> None:
        self.do(setup.add_premise(self.view, _named(item["id"]), **_rest(item)))

    def _evidence(self, item: Item) -> None:
        self.do(setup.add_evidence(self.view, _named(item["id"]), **_rest(item)))

    def _activity(self, item: Item) -> None:
        self._progress(f"activity:{item['activity']}", item)

    def _phase(self, item: Item) -> None:
        self._progress(process.phase_id(item["phase"]), item)

    def _progress(self, record: str, item: Item) -> None:
        minutes = item.get("minutes_used")
        match item.get("state"):
            case "done":
                self.do(process.tick(self.view, record, minutes))
            case "stepped-over":
                self.do(process.step_over(self.view, record, item["reason"]))
            case "started":
                self.do(process.start(self.view, record))
                self.do(base.edit(self.view, record, minutes_used=minutes))
        if item["note"]:
            self.do(process.note(self.view, record, item["note"]))

    # ── the gatherings ───────────────────────────────────────────────────────────────────

    def _draw(self, item: Item) -> None:
        deck = self._deck(item["deck"])
        card = next(card for card in deck.cards if card.id == item["card"])
        activity = f"activity:{item['activity']}"
        drawn = cards.draw(
            self.view, _named(item["id"]), card_key(deck, card), card_copy(deck, card), activity
        )
        draw = self.do(_sound(drawn))
        for answer in item["answers"]:
            said = capture.Captured(
                answer["table"], answer["text"], tuple(answer["tags"]),
                answer.get("now", 0), answer.get("wanted", 0),
            )  # fmt: skip
            taken = capture.take_in(self.view, _named(answer["id"]), draw, said)
            record = self.do(_sound(taken))
            if answer.get("star"):
                self.do(cards.star(self.view, record))

    def _deck(self, name: str) -> Deck:
        if name not in self._decks:
            self._decks[name] = _whole(self._library.deck(name))
        return self._decks[name]

    def _topic(self, item: Item) -> None:
        answers = _ids("answer", item["answers"])
        topic = self.do(
            topics.make(self.view, _named(item["id"]), item["title"], answers, item["text"])
        )
        if item["state"] == "rejected":
            self.do(topics.reject(self.view, topic, item["reason"]))
        if into := item.get("merged_into"):
            self.do(base.edit(self.view, topic, reason=item["reason"]))
            self.do(topics.merge(self.view, [topic], f"topic:{into}"))

    def _choice(self, item: Item) -> None:
        topic, reason = f"topic:{item['id']}", item["reason"]
        if item["state"] == "chosen":
            self.do(topics.choose(self.view, topic, reason))
        elif item["state"] == "deselected":
            self.do(topics.deselect(self.view, topic, reason))
        elif item["state"] == "candidate" and "merged_into" not in item:
            self.do(base.edit(self.view, topic, reason=reason))

    def _round(self) -> None:
        item = self.source["round"]
        options = tuple(_ids("topic", item["options"]))
        round_id = self.do(
            rounds.open_round(
                self.view, _named(item["id"]), item["title"], options,
                question=item["question"], method=item["method"],
            )
        )  # fmt: skip
        for ballot in item["ballots"]:
            slip = _sound(parse_slip(ballot["slip"], len(options)))
            group = f"group:{ballot['table']}"
            self.session.hand_in(
                round_id, {"grades": slip.grades, "role": ballot["role"], "group": group}
            )
        self.session.close_round(round_id, lambda ballots: count(options, ballots))

    # ── the strategy ─────────────────────────────────────────────────────────────────────

    def _statement(self, item: Item) -> None:
        values = _rest(item)
        values["answers"] = _ids("answer", values.get("answers", ()))
        self.do(strategy.add_statement(self.view, _named(item["id"]), **values))

    def _draft(self) -> None:
        for horizon in self.source["horizons"]:
            self.do(strategy.add_horizon(self.view, _named(horizon["id"]), **_rest(horizon)))
        for area in self.source["areas"]:
            self._area(area)
        for name, text in self.source["sections"].items():
            self.do(setup.write_section(self.view, name, text))

    def _area(self, item: Item) -> None:
        values = _rest(item, "goals", topics="topic")
        area = self.do(strategy.add_area(self.view, _named(item["id"]), **values))
        for goal in item["goals"]:
            self._goal(area, goal)

    def _goal(self, area: str, item: Item) -> None:
        values = _rest(item, "indicators", "strategies", "measures", topics="topic")
        goal = self.do(strategy.add_goal(self.view, _named(item["id"]), area, **values))
        for indicator in item["indicators"]:
            self.do(
                strategy.add_indicator(self.view, _named(indicator["id"]), goal, **_rest(indicator))
            )
        for one in item["strategies"]:
            self.do(strategy.add_strategy(self.view, _named(one["id"]), goal, **_rest(one)))
        for measure in item["measures"]:
            self._measure(goal, measure)

    def _measure(self, goal: str, item: Item) -> None:
        values = _rest(
            item, "by", topics="topic", answers="answer", strategies="strategy", goals="goal"
        )
        if values.get("horizon"):
            values["horizon"] = f"horizon:{values['horizon']}"
        self.session.by = item["by"] if "by" in item else self.source["by_default"]
        self.do(strategy.add_measure(self.view, _named(item["id"]), goal, **values))
        self.session.by = self.source["by_default"]

    # ── the parties ──────────────────────────────────────────────────────────────────────

    def _consultation(self, item: Item) -> None:
        values = _rest(item, measures="measure")
        self.do(parties.consult(self.view, _named(item["id"]), **values))

    def _decision(self, item: Item) -> None:
        self.do(parties.decide(self.view, _named(item["id"]), **_rest(item)))

    def _conflict(self, item: Item) -> None:
        """Two people with a copy each change the same text; then the copies are merged."""
        kind = "measure"
        record, field = f"{kind}:{item['record']}", item["field"]
        if self.view.raw(record)[field] != item["base"]:
            raise ValueError(f"{record}: the text both started from is another")
        colleague = Notebook(self._book.workshop_id, self._book.rows.values())
        theirs = Session(colleague, clock=self._clock, randomness=self._randomness)
        for day, session, version in zip(
            _CONFLICT_DAYS, (self.session, theirs), item["versions"], strict=True
        ):
            self.calendar.turn_to(day, 10)
            session.by = version["by"]
            session.do(base.edit(session.view, record, **{field: version["value"]}))
        new = [act for act in theirs.log if act.id not in self.session.log]
        self._book.append(colleague.rows.values())
        self.session.take_in(new)


def _with(act: Callable[[Item], None], item: Item) -> Callable[[], None]:
    return lambda: act(item)


def _named(name: str) -> NewId:
    """Ids from the names in the source, so that they stay when other things are added."""
    return lambda kind: f"{kind}:{name}"


def _ids(kind: str, names: Iterable[str]) -> list[str]:
    return [f"{kind}:{name}" for name in names]


def _rest(item: Item, *leave_out: str, **references: str) -> Item:
    """The fields of an item but its id, with names of other records (field=kind) made ids."""
    values = {name: item[name] for name in item if name not in {"id", *leave_out}}
    for field, kind in references.items():
        if field in values:
            values[field] = _ids(kind, values[field])
    return values


def _sound(found: Read | Message) -> Read:
    if isinstance(found, Message):
        raise ValueError(str(found))  # noqa: TRY004 - the source is wrong, not its type
    return found


def _whole(found: Loaded[T] | None) -> T:
    if found is None or found.value is None:
        raise ValueError("a deck or process of the example is missing or broken")
    return found.value
