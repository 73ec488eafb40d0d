"""What is missing in the room: tables, cards, answers, topics, rounds."""

from workshop.guide.plan import ActivityPlan, Plan
from workshop.guide.step import Step, tick
from workshop.messages import Message, msg
from workshop.model import Answer, CardCopy, Draw, Group, Round
from workshop.shortening import shorten
from workshop.view import View

MOST_TOPICS = 20
"""More topics than this cannot be weighed against each other: merge first."""


def tables(view: View) -> Step | None:
    """No table has been added yet."""
    if view.groups():
        return None
    return Step(
        kind="add-groups", message=msg("Add the tables before the first card"), place=2,
        then=msg("Then the first card"),
    )  # fmt: skip


def cards(view: View, activity: ActivityPlan, after: Message | None) -> Step:
    """In a round of cards: tables, the first card, answers, the next card."""
    if missing := tables(view):
        return missing
    drawn = [one for one in view.all(Draw) if one.activity == activity.record]
    if not drawn:
        return Step(kind="draw-card", message=msg("Draw the first card"), place=2)
    left = _left(view, activity, drawn)
    then = msg("Then the next card") if left else after
    last = drawn[-1]
    waiting = _silent(view, last)
    if waiting:
        return Step(kind="take-answers", message=_waiting(view, waiting), place=2,
                    record=last.id, then=then)  # fmt: skip
    if left and not view.under(last.id, Answer):
        # A fact is read aloud; nobody has to answer it.
        message = msg("Read it aloud, and draw the next card: {n} left to cover", n=left)
        return Step(kind="draw-card", message=message, place=2)
    if left:
        message = msg("Everyone has answered. Draw the next card: {n} left to cover", n=left)
        return Step(kind="draw-card", message=message, place=2)
    if activity.content.cards:
        return tick(activity.title, activity.record, after)
    message = msg("Everyone has answered. Draw the next card, or mark as done: {title}",
                  title=activity.title)  # fmt: skip
    return Step(kind="draw-card", message=message, place=2, then=after)


def _left(view: View, activity: ActivityPlan, drawn: list[Draw]) -> int:
    """How many of the cards that must be covered have not been drawn."""
    seen: set[str] = set()
    for draw in drawn:
        parts = draw.card.split(":")
        seen.add(parts[2] if len(parts) > 2 else "")
        copy = view.find(CardCopy, draw.card)
        seen.add(str(copy.content.get("id", "")) if copy else "")
    return sum(1 for card in activity.content.cards if card not in seen)


def _silent(view: View, draw: Draw) -> list[Group]:
    """The tables that have not answered a card; none when the card is a fact to be read."""
    copy = view.find(CardCopy, draw.card)
    if copy is not None and copy.content.get("kind") == "fact":
        return []
    given = view.under(draw.id, Answer)
    spoken = {one.group for one in given}
    return [group for group in view.groups() if group.id not in spoken]


def _waiting(view: View, waiting: list[Group]) -> Message:
    if len(waiting) == 1:
        return msg("Table {number} has not answered this card yet", number=waiting[0].number)
    if len(waiting) == len(view.groups()):
        return msg("Take in what the tables say to this card")
    return msg("{n} tables have not answered this card yet", n=len(waiting))


def topics(view: View, activity: ActivityPlan | None, after: Message | None) -> Step | None:
    """From answers to topics."""
    answers = {one.id for one in view.all(Answer) if one.text.strip()}
    if not answers and not view.topics():
        return Step(kind="take-answers", place=2,
                    message=msg("There are no answers yet: draw a card first"))  # fmt: skip
    if not view.topics():
        message = msg("Make topics from the answers: {n} to sort", n=len(answers))
        return Step(kind="make-topics", message=message, place=3)
    if len(view.topics("candidate", "chosen")) > MOST_TOPICS:
        message = msg("{n} topics are too many to weigh: merge those that belong together",
                      n=len(view.topics("candidate", "chosen")))  # fmt: skip
        return Step(kind="merge-topics", message=message, place=3)
    if activity is None:
        return None
    sorted_ = {answer.id for one in view.topics() for answer in view.topic_answers(one.id)}
    loose = len(answers - sorted_)
    if loose:
        message = (
            msg("{n} answers are in no topic yet", n=loose)
            if loose > 1
            else msg("One answer is in no topic yet")
        )
        return Step(kind="sort-answers", message=message, place=3, then=after)
    return tick(activity.title, activity.record, after)


def open_round(view: View) -> Step | None:
    """A round that is open. How many slips have come in is nobody's business yet."""
    for one in view.all(Round):
        if one.state == "open":
            return Step(
                kind="open-round", place=3, record=one.id,
                message=msg("A round is open: type the slips, and close it when all are in"),
                then=msg("Then the result"),
            )  # fmt: skip
    return None


def rounds(
    view: View, plan: Plan, activity: ActivityPlan | None, after: Message | None
) -> Step | None:
    """Opening a round, and then talking and choosing."""
    if not any(one.state == "closed" for one in view.all(Round)):
        if len(view.topics("candidate", "chosen")) < 2:
            message = msg("Make at least two topics before the round")
            return Step(kind="make-topics", message=message, place=3)
        message = msg("Open the round, and let everyone hand in a slip")
        return Step(kind="start-round", message=message, place=3)
    if activity is not None and _another_round(plan, activity):
        return tick(activity.title, activity.record, after)
    if not view.topics("chosen"):
        message = msg("Talk about the result, and choose topics to go on with")
        return Step(kind="choose-topics", message=message, place=3)
    if activity is None:
        return None
    undecided = view.topics("candidate")
    if undecided:
        message = (
            msg("{n} topics are neither chosen nor deselected", n=len(undecided))
            if len(undecided) > 1
            else msg(
                "One topic is neither chosen nor deselected: {title}",
                title=shorten(view.title(undecided[0].id)),
            )
        )
        return Step(kind="choose-topics", message=message, place=3, record=undecided[0].id,
                    then=after)  # fmt: skip
    return tick(activity.title, activity.record, after)


def _another_round(plan: Plan, activity: ActivityPlan) -> bool:
    """Whether a later activity in the phase is for the round too: then that one is for choosing."""
    phase = plan.find_phase(activity.phase)
    own = list(phase.activities) if phase else []
    at = next((i for i, one in enumerate(own) if one.record == activity.record), len(own))
    return any(one.content.kind == "round" and not one.settled for one in own[at + 1 :])
