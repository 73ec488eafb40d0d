"""Topics: made from answers, merged, rejected, chosen and deselected."""

from collections.abc import Iterable

from workshop.acts.base import NewId, change, seen_in
from workshop.changes import Change, Tips
from workshop.messages import N_
from workshop.model import Answer, Topic
from workshop.view import View

TITLE_WIDTH = 60
"""A proposed title is cut at a word before this many characters."""


def make(
    view: View, new_id: NewId, title: str, answers: Iterable[str] = (), text: str = ""
) -> tuple[str, Change]:
    """Make a topic from answers. The answers stay what and where they are."""
    record = new_id("topic")
    fields: dict[str, object] = {"title": title, "text": text}
    fields.update({f"answers/{answer}": True for answer in answers})
    return record, change(view, N_("Make a topic"), {record: fields})


def add_answers(view: View, topic: str, answers: Iterable[str]) -> Change:
    """Add answers to a topic."""
    fields = {f"answers/{answer}": True for answer in answers}
    return change(view, N_("Add answers to a topic"), {topic: fields})


def take_out(view: View, topic: str, answer: str) -> Change:
    """Take an answer out of a topic, and of those merged into it. The answer itself stays."""
    holders = [view.need(Topic, topic), *view.merged_topics(topic)]
    sets = {one.id: {f"answers/{answer}": False} for one in holders if answer in one.answers}
    return change(view, N_("Take an answer out of a topic"), sets)


def rename(view: View, topic: str, title: str, *, tips: Tips | None = None) -> Change:
    """Give a topic another title."""
    return change(view, N_("Rename a topic"), {topic: {"title": title}}, tips=tips)


def merge(view: View, topics: Iterable[str], into: str) -> Change:
    """Merge topics into one. The merged ones keep their answers and can be brought back.

    Raises:
        ValueError: there is nothing to merge, or a topic would be merged into itself.
    """
    sets = {topic: {"merged_into": into} for topic in topics}
    if not sets or into in sets:
        raise ValueError("a topic is merged into another, not into itself")
    return change(view, N_("Merge topics"), sets, hides=seen_in(view, sets))


def part(view: View, topic: str) -> Change:
    """Bring a merged topic back as its own."""
    return change(view, N_("Part topics"), {topic: {"merged_into": ""}})


def reject(view: View, topic: str, reason: str) -> Change:
    """Take a topic out before prioritising; the reason is kept."""
    return _state(view, topic, "rejected", reason, N_("Reject a topic"))


def choose(view: View, topic: str, reason: str = "") -> Change:
    """Choose a topic to go on with."""
    return _state(view, topic, "chosen", reason, N_("Choose a topic"))


def deselect(view: View, topic: str, reason: str) -> Change:
    """Leave a topic after prioritising; the reason is kept."""
    return _state(view, topic, "deselected", reason, N_("Deselect a topic"))


def reopen(view: View, topic: str) -> Change:
    """Make a topic a candidate again."""
    return _state(view, topic, "candidate", "", N_("Make a topic a candidate again"))


def _state(view: View, topic: str, state: str, reason: str, what: str) -> Change:
    return change(view, what, {topic: {"state": state, "reason": reason}})


# ── what is used, and what is not ────────────────────────────────────────────────────────


def worded(view: View) -> list[Answer]:
    """The answers in words, in the order given. A rating alone makes no topic."""
    return [answer for answer in view.all(Answer) if answer.text.strip()]


def homes(view: View) -> dict[str, list[str]]:
    """Answer → the topics that show it; a merged topic's answers are in what it became."""
    found: dict[str, list[str]] = {}
    for topic in view.topics():
        for one in (topic, *view.merged_topics(topic.id)):
            for answer in one.answers:
                there = found.setdefault(answer, [])
                if topic.id not in there:
                    there.append(topic.id)
    return found


def proposed_title(view: View, answers: Iterable[str]) -> str:
    """A title to begin with: the first words of the first answer."""
    for answer in answers:
        line = " ".join(view.need(Answer, answer).text.split())
        if line:
            break
    else:
        return ""
    if len(line) <= TITLE_WIDTH:
        return line.rstrip(".,;:")
    cut = line[:TITLE_WIDTH]
    head, space, _tail = cut.rpartition(" ")
    return (head if space else cut).rstrip(".,;:–- ")
