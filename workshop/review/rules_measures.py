"""Measures and goals: who, when, how, and whether it can be done at all."""

from collections.abc import Iterator

from workshop.consulting import as_date
from workshop.merge_text import sentences
from workshop.messages import Message, msg
from workshop.model import Measure
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan
from workshop.review.words import intention, own_discussion
from workshop.shortening import shorten

LONGEST = 220
"""Characters in a measure or a goal that can still be read aloud in one breath."""


@rule("measure-without-owner")
def without_owner(scan: Scan) -> Iterator[Fault]:
    """Nobody is named. Once the strategy is decided, nothing is done by nobody."""
    decided = bool(scan.dealings.adopted)
    for measure in scan.measures:
        if not measure.owner.strip():
            yield Fault(
                measure.id,
                msg("Decided without owner: {title}", title=scan.title(measure))
                if decided
                else msg("Measure without owner: {title}", title=scan.title(measure)),
                msg("Name a role that can say yes, never a person"),
                "owner",
                "error" if decided or scan.dealings.proposed else None,
            )


@rule("owner-not-accepted", "note")
def owner_not_accepted(scan: Scan) -> Iterator[Fault]:
    """A proposed owner who has not said yes, with the decision near."""
    if scan.near_decision:
        for measure in scan.measures:
            if measure.owner.strip() and measure.owner_state != "accepted":
                yield Fault(
                    measure.id,
                    msg(
                        "{owner} has not said yes yet: {title}",
                        owner=shorten(measure.owner),
                        title=scan.title(measure),
                    ),
                    msg("Ask, and mark the owner as accepted"),
                    "owner_state",
                )


@rule("measure-without-time")
def without_time(scan: Scan) -> Iterator[Fault]:
    """Neither deadline nor horizon."""
    for measure in scan.measures:
        if not measure.deadline.strip() and not measure.horizon.strip():
            yield Fault(
                measure.id,
                msg("Measure without deadline or horizon: {title}", title=scan.title(measure)),
                msg("Give it a date, or at least a horizon"),
                "deadline",
            )


@rule("deadline")
def deadline(scan: Scan) -> Iterator[Fault]:
    """A deadline that is not a date, outside the period, or outside the measure's horizon."""
    for measure in scan.measures:
        if measure.deadline.strip() and (problem := _deadline_problem(scan, measure)):
            message, hint = problem
            yield Fault(measure.id, message, hint, "deadline")


def _deadline_problem(scan: Scan, measure: Measure) -> tuple[Message, Message] | None:
    title = scan.title(measure)
    date = as_date(measure.deadline)
    if date is None:
        return (
            msg(
                "The deadline is not a date: {deadline} – {title}",
                deadline=shorten(measure.deadline, 30), title=title,
            ),
            msg("Write it as year-month-day, such as 2028-06-30"),
        )  # fmt: skip
    period = scan.view.workshop
    if (period.period_from and date.year < period.period_from) or (
        period.period_to and date.year > period.period_to
    ):
        return (
            msg(
                "The deadline {deadline} is outside the period {start}–{end}: {title}",
                deadline=measure.deadline, start=period.period_from or "…",
                end=period.period_to or "…", title=title,
            ),
            msg("Change the deadline, or the period of the strategy"),
        )  # fmt: skip
    horizon = scan.horizons.get(measure.horizon)
    if horizon is None:
        return None
    if horizon.year_from and date.year < horizon.year_from:
        message = msg(
            "The deadline {deadline} comes before its horizon “{horizon}” begins: {title}",
            deadline=measure.deadline, horizon=horizon.title, title=title,
        )  # fmt: skip
    elif horizon.year_to and date.year > horizon.year_to:
        message = msg(
            "The deadline {deadline} comes after its horizon “{horizon}” has ended: {title}",
            deadline=measure.deadline, horizon=horizon.title, title=title,
        )  # fmt: skip
    else:
        return None
    return message, msg("Change the deadline or the horizon")


@rule("goal-without-measures")
def goal_without_measures(scan: Scan) -> Iterator[Fault]:
    """A goal that nothing is done to reach."""
    for goal in scan.goals:
        if not scan.measures_of[goal.id]:
            served = any(goal.id in measure.goals for measure in scan.measures)
            yield Fault(
                goal.id,
                msg("Goal without measures of its own: {title}", title=scan.title(goal))
                if served
                else msg("Goal without measures: {title}", title=scan.title(goal)),
                msg("Add something doable, or let the goal go"),
                severity="note" if served else None,
            )


@rule("goal-without-indicator", "note")
def goal_without_indicator(scan: Scan) -> Iterator[Fault]:
    """A goal with measures, but nothing by which to see that it is reached."""
    for goal in scan.goals:
        if scan.measures_of[goal.id] and not scan.indicators_of[goal.id]:
            yield Fault(
                goal.id,
                msg("Goal without indicator: {title}", title=scan.title(goal)),
                msg("How will you see that it has been reached? Add one indicator"),
            )


@rule("strategy-without-measure", "note")
def strategy_without_measure(scan: Scan) -> Iterator[Fault]:
    """A strategy no measure carries out, in a workshop that ties measures to strategies."""
    tied = {strategy for measure in scan.measures for strategy in measure.strategies}
    if not tied:
        return
    for goal in scan.goals:
        if not scan.measures_of[goal.id]:
            continue
        for strategy in scan.strategies_of[goal.id]:
            if strategy.id not in tied:
                yield Fault(
                    strategy.id,
                    msg(
                        "No measure carries out this strategy: {title}", title=scan.title(strategy)
                    ),
                    msg("Tie a measure to it, or add one"),
                )


@rule("measure-as-intention", "note")
def as_intention(scan: Scan) -> Iterator[Fault]:
    """A measure that says what we mean, not what we do."""
    for measure in scan.measures:
        if words := intention(measure.text):
            yield Fault(
                measure.id,
                msg(
                    "“{words}” says an intention, not an act: {title}",
                    words=words,
                    title=scan.title(measure),
                ),
                msg("What will someone actually do? Begin with that verb"),
                "text",
            )


@rule("too-long", "note")
def too_long(scan: Scan) -> Iterator[Fault]:
    """A measure or goal of several sentences, or too long to read aloud."""
    for measure in scan.measures:
        if len(measure.text) > LONGEST or len(sentences(measure.text)) > 1:
            yield Fault(
                measure.id,
                msg("More than one sentence, or too long: {title}", title=scan.title(measure)),
                msg("Keep what is to be done, and move the reasons to the argument"),
                "text",
            )
    for goal in scan.goals:
        if len(goal.title) > LONGEST or len(sentences(goal.title)) > 1:
            yield Fault(
                goal.id,
                msg("More than one sentence, or too long: {title}", title=scan.title(goal)),
                msg("Keep the desired state, and move the rest to the text of the goal"),
                "title",
            )


@rule("needs-own-discussion", "note")
def needs_own_discussion(scan: Scan) -> Iterator[Fault]:
    """A measure on pay, full-time, working time, monitoring or reorganisation, not marked."""
    for measure in scan.measures:
        if measure.needs_discussion or scan.dealings.own_discussion(measure.id):
            continue
        if word := own_discussion(measure.text, measure.short):
            yield Fault(
                measure.id,
                msg(
                    "“{word}” usually needs its own discussion (drøfting): {title}",
                    word=word,
                    title=scan.title(measure),
                ),
                msg("Mark it as needing its own discussion with the unions (drøfting)"),
                "needs_discussion",
            )


@rule("own-discussion-missing", "note")
def own_discussion_missing(scan: Scan) -> Iterator[Fault]:
    """Marked as needing a *drøfting* of its own, and has had none; worse once it has begun."""
    for measure in scan.measures:
        if measure.needs_discussion and not scan.dealings.own_discussion(measure.id):
            begun = measure.status in {"started", "done"}
            yield Fault(
                measure.id,
                msg(
                    "Begun without its own discussion (drøfting): {title}",
                    title=scan.title(measure),
                )
                if begun
                else msg(
                    "Needs its own discussion (drøfting) before it begins: {title}",
                    title=scan.title(measure),
                ),
                msg(
                    "Discuss it with the unions, and record that with the measure ticked; the "
                    "discussion of the draft as a whole does not count"
                ),
                severity="warning" if begun else None,
            )
