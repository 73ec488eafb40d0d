"""A walk through a workshop in words, along the golden thread: from a card to a measure."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from workshop import documents, voting
from workshop.cli.export import goals_of, language_of
from workshop.cli.show import question
from workshop.cli.status import headline, phases
from workshop.cli.terminal import in_words, say
from workshop.cli.writing import write_documents
from workshop.documents.results import last_round
from workshop.example.source import today
from workshop.i18n import gettext as _
from workshop.model import Answer, Draw, Goal, Group, Horizon, Measure, Round, Topic
from workshop.review import review, summary
from workshop.session import open_session
from workshop.view import View
from workshop.voting.records import result_of

_FINDINGS = 6
_ANSWERS = 4
_RESULTS = 10
_WIDTH = 90


def walk(path: Path, folder: Path) -> None:
    """Tell of a workshop in a page or two, and write its documents to a folder.

    Raises:
        StoreError: the workshop cannot be opened.
        CliError: something else lies where a document is to stand.
        OutputError: a document cannot be written.
    """
    with open_session(path, role="reader") as session:
        view = session.view
        say(headline(view), "", _("How a strategy comes about, told from the worked example."))
        _chapter(_("1. The process"), phases(view))
        closed = last_round(view)
        topic = _first(view, closed)
        if topic is not None:
            _chapter(_("2. A card was drawn, and the tables answered"), _card(view, topic))
            _chapter(_("3. Answers became a topic"), _topic(view, topic))
        if closed is not None:
            _chapter(_("4. The room prioritised"), _round(view, closed))
        if topic is not None:
            _chapter(_("5. The topic became a goal with measures"), _goal(view, topic))
        _chapter(_("6. The reviewer reads along"), _findings(view))
        _documents(view, folder, session.store.workshop_id)


def _chapter(title: str, lines: Iterator[str] | list[str]) -> None:
    say("", title)
    for line in lines:
        indent = len(line) - len(line.lstrip(" •!▶✓○–"))
        say(textwrap.fill(line, _WIDTH, subsequent_indent=" " * indent, break_long_words=False))


def _first(view: View, closed: Round | None) -> Topic | None:
    """The topic that came first, or any that was chosen."""
    result = result_of(closed) if closed is not None else None
    if result is not None and result.rows:
        return view.find(Topic, result.rows[0].option)
    return next(iter(view.topics("chosen")), None)


def _card(view: View, topic: Topic) -> Iterator[str]:
    """The card that gave the topic most of its answers, with some of them."""
    answers = view.topic_answers(topic.id)
    draws = [answer.draw for answer in answers]
    if not draws:
        return
    drawn = view.need(Draw, max(sorted(set(draws)), key=draws.count))
    yield f"  «{question(view, drawn)}»"
    for answer in [one for one in answers if one.draw == drawn.id][:_ANSWERS]:
        yield f"  {_speaker(view, answer)}: {answer.text}"


def _speaker(view: View, answer: Answer) -> str:
    group = view.need(Group, answer.group)
    return group.name or _("Table {number}").format(number=group.number)


def _topic(view: View, topic: Topic) -> Iterator[str]:
    yield f"  {topic.title}"
    yield f"  {topic.text}"
    yield "  " + _("Built from {n} answers.").format(n=len(view.topic_answers(topic.id)))


def _round(view: View, closed: Round) -> Iterator[str]:
    yield f"  {closed.question}"
    result = result_of(closed)
    if result is None:
        return
    titles = {option: view.title(option) for option in closed.options}
    for line in voting.summary(result, titles):
        yield f"  {in_words(line)}"
    for row in result.rows[:_RESULTS]:
        words = in_words(voting.describe(row, result)[0])
        yield f"  {row.rank:>3}  {titles[row.option]} – {words}"
    yield "  " + _("The result is advisory (rådgivende).")


def _goal(view: View, topic: Topic) -> Iterator[str]:
    for goal in view.goals():
        if topic.id in goal.topics:
            yield "  " + _("Goal: {title}").format(title=goal.title)
            for measure in view.under(goal.id, Measure):
                yield from _measure(view, goal, measure)
            return


def _measure(view: View, _goal: Goal, measure: Measure) -> Iterator[str]:
    yield f"   • {measure.text}"
    horizon = view.title(measure.horizon) if view.find(Horizon, measure.horizon) else ""
    facts = (measure.owner or _("no owner yet"), horizon, measure.deadline)
    yield "     " + " · ".join(fact for fact in facts if fact)


def _findings(view: View) -> Iterator[str]:
    found = review(view)
    yield f"  {in_words(summary(found).message)}"
    for finding in [one for one in found if not one.standing_reason][:_FINDINGS]:
        yield f"   ! {in_words(finding.message)}"


def _documents(view: View, folder: Path, origin: str) -> None:
    speaker = language_of(view)
    say("", _("7. The documents, at any time"))
    for kind in documents.DOCUMENTS:
        forms = [one.id for one in documents.formats_of(kind)]
        goals = goals_of(view, kind, forms, folder, speaker, today().isoformat())
        for path in write_documents(goals, origin, over=False):
            say(f"  {path}")
