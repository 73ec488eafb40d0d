"""What a gathering came to, gathered from all over the workshop for the meeting note."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from workshop.content import LANGUAGES
from workshop.documents.text import one_line
from workshop.documents.wording import Wording, joined
from workshop.messages import msg
from workshop.model import Answer, CardCopy, Draw, Goal, Group, Measure, Topic
from workshop.view import View


def composition(view: View) -> dict[str, int]:
    """How many of each role sat at all the tables together."""
    people: Counter[str] = Counter()
    for group in view.groups():
        people.update({role: count for role, count in group.composition.items() if count > 0})
    return dict(people)


def table_name(group: Group, w: Wording) -> str:
    """A table by its number, or by its name where it has no number."""
    if group.number:
        return w.say(msg("Table {number}", number=group.number))
    return group.name.strip()


def source(view: View, answer: Answer, w: Wording) -> str:
    """Which table said it, and to which card."""
    group = view.find(Group, answer.group)
    table = table_name(group, w) if group and view.on_screen(group.id) else ""
    return joined([table, card_name(view, answer.draw, w.language)])


def card_name(view: View, draw_id: str, language: str) -> str:
    """A card by its subject, or else by its question; empty when it is not known."""
    drawing = view.find(Draw, draw_id)
    copy = view.find(CardCopy, drawing.card) if drawing else None
    if copy is None:
        return ""
    for field in ("subject", "ask"):
        if said := content_text(copy.content.get(field), language):
            return one_line(said)
    return ""


def content_text(text: object, language: str) -> str:
    """A text of a copied card or process in a language, or in whichever there is."""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        for choice in (language, *LANGUAGES):
            if isinstance(found := text.get(choice), str) and found.strip():
                return found
    return ""


def telling(answers: Iterable[Answer], most: int, told: Counter[str]) -> list[Answer]:
    """The answers to quote: the starred ones first, and each table heard as often as the others.

    Args:
        answers: In the order they were given.
        most: How many to choose.
        told: How often each table has been quoted so far; what is chosen is counted in.
    """
    left = [one for one in answers if one.text.strip()]
    chosen: list[Answer] = []
    while left and len(chosen) < most:
        best = min(left, key=lambda one: (not one.star, told[one.group]))
        left.remove(best)
        chosen.append(best)
        told[best.group] += 1
    return chosen


def first_measures(view: View, topic: Topic) -> list[Measure]:
    """The measures that came of a topic: tied to it, to its answers, or under a goal of it."""
    origins = {topic.id, *(merged.id for merged in view.merged_topics(topic.id))}
    said = {answer.id for answer in view.topic_answers(topic.id)}
    tied: list[Measure] = []
    under: list[Measure] = []
    for measure in view.measures():
        if origins & measure.topics.keys() or said & measure.answers.keys():
            tied.append(measure)
        elif origins & _above(view, measure):
            under.append(measure)
    return [*tied, *under]


def _above(view: View, measure: Measure) -> set[str]:
    """The topics that a measure's goal, or else its area, came of."""
    goal = view.find(Goal, view.parent(measure.id))
    if goal is None:
        return set()
    area: Any = view.get(view.parent(goal.id))
    return set(goal.topics) or set(getattr(area, "topics", {}))
