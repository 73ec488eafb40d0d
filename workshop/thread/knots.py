"""The knots of a thread: one record each, in words."""

import msgspec

from workshop.changes import is_forgotten
from workshop.content import say
from workshop.messages import N_, Message, msg
from workshop.model import (
    Answer,
    CardCopy,
    Draw,
    Indicator,
    Measure,
    Round,
    Statement,
    Status,
    Topic,
    kind_of,
)
from workshop.thread.ties import Ties
from workshop.thread.wordings import asked_then, said_at
from workshop.view import View, bar
from workshop.voting import GRADES, LABELS, Result, may_show_statistics


class Knot(msgspec.Struct, frozen=True, kw_only=True):
    """One record on the thread, and what the thread goes on to from there."""

    record: str
    label: Message
    """What it is, in its own words."""
    details: tuple[Message, ...] = ()
    by: str = ""
    """Who wrote it first; empty when unknown."""
    at: str = ""
    """When, as ISO text."""
    again: bool = False
    """Already told of elsewhere in the tree: what lies behind it is not repeated."""
    children: tuple["Knot", ...] = ()

    @property
    def kind(self) -> str:
        """The kind of record."""
        return kind_of(self.record)


class TextStep(msgspec.Struct, frozen=True, kw_only=True):
    """One wording that a field has had."""

    field: str
    text: str
    """A bar with a date where the wording was removed for good."""
    by: str
    at: str
    live: bool
    """False when it was undone."""
    shown: bool


_LABELS: dict[str, str] = {
    "measure": N_("Measure: {title}"),
    "strategy": N_("Strategy: {title}"),
    "indicator": N_("Indicator: {title}"),
    "goal": N_("Goal: {title}"),
    "area": N_("Area: {title}"),
    "topic": N_("Topic: {title}"),
    "statement": N_("Platform: {title}"),
    "round": N_("Round: {title}"),
    "status": N_("Status: {title}"),
    "group": N_("Table: {title}"),
}
_STATES: dict[str, Message] = {
    "chosen": msg("Chosen"),
    "deselected": msg("Deselected"),
    "rejected": msg("Rejected"),
}
_STATUSES: dict[str, Message] = {
    "not-started": msg("Not started"),
    "started": msg("Started"),
    "done": msg("Done"),
    "stopped": msg("Stopped"),
}


def knot(
    ties: Ties,
    record: str,
    children: tuple[Knot, ...] = (),
    details: tuple[Message, ...] = (),
    *,
    again: bool = False,
) -> Knot:
    """A record as a knot, with the details that any reader wants to know."""
    view = ties.view
    born = view.born(record)
    return Knot(
        record=record, label=label(ties, record), details=(*_details(ties, record), *details),
        by=born.by if born else "", at=born.at if born else "", again=again, children=children,
    )  # fmt: skip


def label(ties: Ties, record: str) -> Message:
    """What a record is, in its own words."""
    view = ties.view
    found = view.get(record)
    if isinstance(found, Answer):
        return answer_label(ties, found)
    if isinstance(found, Draw):
        return msg("Card: {question}", question=question(view, found.card) or found.card)
    if isinstance(found, CardCopy):
        return msg("Card: {question}", question=question(view, record) or record)
    title = view.title(record) or record
    if kind_of(record) in _LABELS:
        return Message(_LABELS[kind_of(record)], {"title": title})
    return msg("{title}", title=title)


def answer_label(ties: Ties, answer: Answer) -> Message:
    """What a table said, with the table's number."""
    group = ties.groups.get(answer.group)
    text = answer.text.strip()
    if not text and (answer.now or answer.wanted):
        rating = msg("now {now}, wanted {wanted}", now=answer.now or "–",
                     wanted=answer.wanted or "–")  # fmt: skip
        if group is None:
            return rating
        return msg("Table {number}: {text}", number=group.number, text=rating)
    if group is None:
        return msg("“{text}”", text=text)
    return msg("Table {number}: “{text}”", number=group.number, text=text)


def question(view: View, card: str) -> str:
    """What a card asks, in the workshop's language; empty when the copy cannot be read."""
    copy = view.find(CardCopy, card)
    ask = copy.content.get("ask", "") if copy else ""
    if isinstance(ask, str):
        return ask
    if isinstance(ask, dict) and all(isinstance(text, str) for text in ask.values()):
        return say(ask, view.workshop.language)
    return ""


def _details(ties: Ties, record: str) -> tuple[Message, ...]:
    found = ties.view.get(record)
    if isinstance(found, Measure):
        return _measure_details(found)
    if isinstance(found, Answer):
        draw = ties.draws.get(found.draw)
        asked = question(ties.view, draw.card) if draw else ""
        if not draw or not asked:
            return ()
        born = ties.view.born(record)
        asked = (asked_then(ties.view, draw, born.id) if born else "") or asked
        if draw.reversed:
            return (msg("To the card, turned round: {question}", question=asked),)
        return (msg("To the card: {question}", question=asked),)
    if isinstance(found, Topic):
        state = _STATES.get(found.state)
        if state is None:
            return ()
        if not found.reason.strip():
            return (state,)
        return (msg("{state}: {reason}", state=state, reason=found.reason.strip()),)
    if isinstance(found, Statement):
        said = [msg("Origin: {origin}", origin=found.origin)] if found.origin.strip() else []
        return (*said, msg("Inherited, and locked")) if found.locked else tuple(said)
    if isinstance(found, Indicator):
        return (msg("From {baseline} to {target}", baseline=found.baseline or "–",
                    target=found.target or "–"),)  # fmt: skip
    if isinstance(found, Status):
        state = _STATUSES.get(found.state)
        return (msg("{date}: {state}", date=found.date or "–", state=state),) if state else ()
    return ()


def _measure_details(measure: Measure) -> tuple[Message, ...]:
    said: list[Message] = []
    if measure.owner.strip():
        said.append(
            msg("Owner: {owner}", owner=measure.owner)
            if measure.owner_state == "accepted"
            else msg("Proposed owner: {owner}", owner=measure.owner)
        )
    if measure.deadline.strip():
        said.append(msg("By {date}", date=measure.deadline))
    if state := _STATUSES.get(measure.status):
        said.append(state)
    return tuple(said)


def ranked(one: Round, result: Result, topic: str) -> tuple[Message, ...]:
    """Where a topic came in a closed round; not where too few took part to say so."""
    row = result.row(topic)
    if not row.tally.graders:
        return (msg("Nobody graded it"),)
    if not may_show_statistics(result.ballots):
        return (msg("Few ballots ({n}): no order is given", n=result.ballots),)
    place = (
        msg("Shared place {rank} of {total}", rank=row.rank, total=len(result.rows))
        if row.tied
        else msg("Place {rank} of {total}", rank=row.rank, total=len(result.rows))
    )
    if row.two_humped:
        return place, msg("Opinions were split in two")
    names = one.grades if len(one.grades) == len(GRADES) else LABELS
    if row.grade is None:
        return (place,)
    grade = names[GRADES.index(row.grade)]
    return place, msg("Majority grade: {grade}", grade=grade)


_TEXT_FIELDS = ("title", "text", "short", "rationale", "argument", "owner", "deadline", "origin")


def history(view: View, record: str) -> tuple[TextStep, ...]:
    """All wordings that the texts of a record have had, oldest first."""
    steps: list[tuple[str, TextStep]] = []
    if kind_of(record) == Draw.kind:
        for moment in view.history(record, "card"):
            words = TextStep(field="card", text=said_at(view, moment), by=moment.by,
                             at=moment.at, live=moment.live, shown=moment.shown)  # fmt: skip
            steps.append((moment.act, words))
    for field in _TEXT_FIELDS:
        for moment in view.history(record, field):
            value = moment.value
            if is_forgotten(value):
                value = bar(str(next(iter(value.values()))))
            if not isinstance(value, str):
                continue
            step = TextStep(field=field, text=value, by=moment.by, at=moment.at,
                            live=moment.live, shown=moment.shown)  # fmt: skip
            steps.append((moment.act, step))
    steps.sort(key=lambda one: one[0])
    return tuple(step for _, step in steps)
