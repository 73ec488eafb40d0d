"""What answers, topics, grades and rounds are called in this place."""

from collections.abc import Iterable

from workshop import i18n
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.model import Answer, CardCopy, Draw, Group, Round, Topic
from workshop.tui.text import one_line
from workshop.view import View
from workshop.voting import LABELS
from workshop.voting.words import Label

STATES = {
    "candidate": "",
    "chosen": N_("chosen"),
    "deselected": N_("deselected"),
    "rejected": N_("rejected"),
}
"""State of a topic → the word beside it."""

SIGNS = {"candidate": " ", "chosen": "●", "deselected": "–", "rejected": "×"}
"""State of a topic → a sign that needs no colour."""


def say(message: Message) -> str:
    """A message of the domain in the screen's language."""
    return i18n.current().message(message)


def say_all(messages: Iterable[Message], between: str = ". ") -> str:
    """Several messages after one another."""
    return between.join(say(message) for message in messages)


def state_word(topic: Topic) -> str:
    """The state of a topic in a word; empty for a candidate."""
    word = STATES.get(topic.state, topic.state)
    return _(word) if word else ""


def table_word(view: View, group: str) -> str:
    """What a table is called."""
    found = view.find(Group, group)
    if found is None:
        return ""
    if found.name.strip():
        return one_line(found.name, 40)
    return _("Table {n}").format(n=found.number)


def card_word(view: View, draw: str) -> str:
    """What the card of a draw is known by."""
    from workshop.tui.widgets.card import face

    card = view.need(Draw, draw).card
    copy = view.find(CardCopy, card)
    if copy is None:
        return ""
    return one_line(face(card, copy.content, view.workshop.language).heading, 60)


def from_words(view: View, answer: Answer) -> str:
    """Who said it, and to which card."""
    said = (table_word(view, answer.group), card_word(view, answer.draw))
    return " · ".join(word for word in said if word)


def labels_of(round_: Round) -> tuple[Label, ...]:
    """The names of the grades in a round, best first: the workshop's own, or the ordinary."""
    own = tuple(name.strip() for name in round_.grades)
    return own if len(own) == len(LABELS) and all(own) else LABELS


def label_texts(round_: Round) -> list[str]:
    """The names of the grades in the screen's language."""
    return [
        say(label) if isinstance(label, Message) else one_line(label, 30)
        for label in labels_of(round_)
    ]


def role_words() -> dict[str, str]:
    """Role → what it is called."""
    from workshop.documents.wording import ROLES

    return {role: say(word) for role, word in ROLES.items()}
