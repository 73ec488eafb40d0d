"""The meeting note (*samlingsnotat*): two pages, ready before the cups are cleared.

It says what the room said, in the tables' own words, and nothing more: it is input and not a
decision. It is kept to two printed pages by telling everything more briefly the more there is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from workshop import voting
from workshop.documents.gathering import (
    composition,
    content_text,
    first_measures,
    source,
    telling,
)
from workshop.documents.outline import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Note,
    Paragraph,
    Quote,
)
from workshop.documents.paper import LINES_PER_PAGE, lines_of
from workshop.documents.results import grade_names, last_round, result_of
from workshop.documents.text import cut
from workshop.documents.wording import OWNER_STATES, Wording, joined
from workshop.following import in_force
from workshop.i18n import Translator
from workshop.messages import Message, fill, msg
from workshop.model import Answer, Measure, PhaseState, Round, Topic
from workshop.view import View

MOST_TOPICS = 12
"""Topics that are told of one by one in each part of the note."""
PAGES = 2
_TITLE = 70
_SUBTITLE = 90
_SOURCE = 60
_MEASURE = 110
_WORDS = 70
_LABEL = 42
_FAR_APART = 2
_NAMED = 5
_NEXT_PHASES = 2
_HEAD = 8
"""Lines that the title and what stands under it take."""


class _Room(msgspec.Struct, frozen=True):
    """How fully things are told."""

    quotes: int
    """Quotes for each chosen topic."""
    quote: int
    """Characters of a quote."""
    measures: int
    """Measures for each chosen topic."""
    left: int
    """Topics named among those that were left."""
    reason: int
    """Characters of a reason."""


_ROOMS = (
    _Room(3, 220, 3, 12, 160),
    _Room(3, 180, 2, 12, 140),
    _Room(2, 180, 2, 12, 120),
    _Room(2, 150, 1, 12, 100),
    _Room(2, 120, 1, 8, 90),
    _Room(1, 150, 1, 8, 90),
    _Room(1, 110, 1, 6, 70),
    _Room(1, 80, 1, 4, 70),
    _Room(1, 80, 0, 4, 60),
    _Room(1, 60, 0, 3, 40),
)
"""From full to brief; the first that fits on the pages is used."""


def build_meeting_note(view: View, t: Translator, date: str) -> Document:
    """The note of what the room said and graded.

    Args:
        view: The workshop as it stands.
        t: Speaks the document's language.
        date: Today, as ISO text.
    """
    w = Wording(t)
    about = view.workshop
    closed = last_round(view)
    result = result_of(closed) if closed else None
    graded = [*_grades(view, w, closed, result), *_talk_more(view, w, result)]
    ahead = list(_next(view, w))
    blocks: list[Block] = []
    for room in _ROOMS:
        blocks = [*_chosen(view, w, result, room), *graded, *_left_out(view, w, room), *ahead]
        if lines_of(blocks) <= PAGES * LINES_PER_PAGE - _HEAD:
            break
    return Document(
        id="meeting-note",
        title=w.say(msg("Meeting note")),
        subtitle=cut(joined([about.organisation.strip(), about.title.strip()]), _SUBTITLE),
        language=w.language,
        stage="input",
        banner=w.say(msg("Input – not a decision")),
        facts=tuple(_who(view, w, date)),
        blocks=tuple(blocks),
        compact=True,
    )


def _who(view: View, w: Wording, date: str) -> Iterator[str]:
    """The date, how many took part, and which roles they had."""
    tables, answers = len(view.groups()), len(view.all(Answer))
    roles = composition(view)
    people = sum(roles.values())
    yield joined(
        [
            w.date(date),
            fill(w.t.ngettext("{n} table", "{n} tables", tables), {"n": tables}),
            fill(w.t.ngettext("{n} person", "{n} people", people), {"n": people}) if people else "",
            fill(w.t.ngettext("{n} answer", "{n} answers", answers), {"n": answers}),
        ]
    )
    if people:
        yield cut(w.say(msg("Who took part: {roles}", roles=", ".join(w.roles(roles)))), 190)


# ── what was chosen ──────────────────────────────────────────────────────────────────────────


def _chosen(view: View, w: Wording, result: voting.Result | None, room: _Room) -> Iterator[Block]:
    topics = view.topics("chosen")
    yield Heading(w.say(msg("What we chose to go on with")))
    if not topics:
        yield Paragraph(w.say(msg("Nothing has been chosen yet.")), "quiet")
        yield from _said(view, w, room)
        return
    if result:
        ranks = {row.option: row.rank for row in result.rows}
        topics.sort(key=lambda topic: ranks.get(topic.id, len(ranks) + 1))
    told: Counter[str] = Counter()
    for number, topic in enumerate(topics[:MOST_TOPICS], start=1):
        yield Heading(cut(topic.title, _TITLE), 3, number=str(number))
        yield from _topic(view, w, topic, room, told)
    yield from _and_more(w, len(topics) - MOST_TOPICS)


def _topic(
    view: View, w: Wording, topic: Topic, room: _Room, told: Counter[str]
) -> Iterator[Block]:
    """The tables' own words on a topic, and the first measures."""
    said = [one for one in view.topic_answers(topic.id) if one.text.strip()]
    for answer in telling(said, room.quotes, told):
        yield Quote(cut(answer.text, room.quote), cut(source(view, answer, w), _SOURCE))
    more = len(said) - room.quotes
    if more > 0 and room.quotes > 1:
        yield Paragraph(
            fill(w.t.ngettext("and {n} more answer", "and {n} more answers", more), {"n": more}),
            "quiet",
        )
    measures = first_measures(view, topic)
    items = [_measure(w, one) for one in measures[: room.measures]]
    if items:
        yield Bullets(tuple(items))


def _measure(w: Wording, measure: Measure) -> Item:
    owner = measure.owner.strip()
    state = w.name(OWNER_STATES, measure.owner_state)
    return Item(
        w.say(msg("Measure: {text}", text=cut(measure.text.strip() or measure.short, _MEASURE))),
        cut(
            joined([f"{owner} ({state})" if owner else "", w.date(measure.deadline)]),
            _TITLE,
        ),
    )


def _said(view: View, w: Wording, room: _Room) -> Iterator[Block]:
    """Before anything is chosen, the note still holds what the tables said."""
    answers = [one for one in view.all(Answer) if one.text.strip()]
    for answer in telling(answers, MOST_TOPICS, Counter()):
        yield Quote(cut(answer.text, room.quote), cut(source(view, answer, w), _SOURCE))
    yield from _and_more(w, len(answers) - MOST_TOPICS)


def _and_more(w: Wording, n: int) -> Iterator[Block]:
    if n > 0:
        yield Paragraph(fill(w.t.ngettext("and {n} more", "and {n} more", n), {"n": n}), "quiet")


# ── how it was graded ────────────────────────────────────────────────────────────────────────


def _grades(
    view: View, w: Wording, closed: Round | None, result: voting.Result | None
) -> Iterator[Block]:
    if closed is None or result is None:
        return
    grades = tuple(cut(_plain(name, w), 24) for name in grade_names(closed))
    yield Heading(w.say(msg("How the topics were graded")))
    n = result.ballots
    ballots = fill(w.t.ngettext("{n} slip", "{n} slips", n), {"n": n})
    yield Paragraph(
        joined(
            [
                cut(closed.title, _TITLE),
                ballots,
                w.say(msg("advisory, and hidden until everyone had graded")),
            ]
        ),
        "quiet",
    )
    shown = voting.may_show_statistics(n)
    rows = result.rows if shown else result.printed()
    yield Bars(
        grades,
        tuple(
            Bar(
                cut(view.title(row.option) or row.letter, _LABEL),
                row.tally.counts,
                _in_words(row, grades, w) if shown else "",
                row.letter,
            )
            for row in rows[:MOST_TOPICS]
        ),
    )
    yield from _and_more(w, len(rows) - MOST_TOPICS)
    if not shown:
        yield Paragraph(
            w.say(msg("With fewer than eight slips only the spread is shown, not an order.")),
            "quiet",
        )


def _in_words(row: voting.Row, grades: Sequence[str], w: Wording) -> str:
    """A few words beside a bar; two camps are never summed up in one grade."""
    if row.two_humped:
        return w.say(msg("talk more"))
    if row.grade is None:
        return w.say(msg("not graded"))
    tied = w.say(msg("tied")) if row.tied else ""
    return cut(joined([grades[voting.GRADES.index(row.grade)], tied]), _WORDS)


def _plain(name: str | Message, w: Wording) -> str:
    return w.say(name) if isinstance(name, Message) else name


def _talk_more(view: View, w: Wording, result: voting.Result | None) -> Iterator[Block]:
    """Where the room is split or far apart: told by name, never averaged away."""
    if result is None or not voting.may_show_statistics(result.ballots):
        return
    split = [row for row in result.rows if row.two_humped]
    wide = [row for row in result.rows if not row.two_humped and row.spread >= _FAR_APART]
    if not split and not wide:
        return
    yield Heading(w.say(msg("Where we need to talk more")))
    items = []
    if split:
        items.append(Item(_those(view, w, split), w.say(msg("Opinions are split in two."))))
    if wide:
        items.append(Item(_those(view, w, wide), w.say(msg("The grades lie far apart."))))
    yield Bullets(tuple(items))


def _those(view: View, w: Wording, rows: Sequence[voting.Row]) -> str:
    names = [cut(view.title(row.option) or row.letter, _LABEL) for row in rows[:_NAMED]]
    if more := len(rows) - _NAMED if len(rows) > _NAMED else 0:
        names.append(fill(w.t.ngettext("and {n} more", "and {n} more", more), {"n": more}))
    return " · ".join(names)


# ── what was left, and what comes now ────────────────────────────────────────────────────────


def _left_out(view: View, w: Wording, room: _Room) -> Iterator[Block]:
    topics = view.topics("deselected", "rejected")
    if not topics:
        return
    yield Heading(w.say(msg("What we left, and why")))
    yield Bullets(
        tuple(
            Item(
                cut(topic.title, _TITLE),
                cut(topic.reason, room.reason) or w.say(msg("No reason was noted.")),
            )
            for topic in topics[: room.left]
        )
    )
    yield from _and_more(w, len(topics) - room.left)


def _next(view: View, w: Wording) -> Iterator[Block]:
    yield Heading(w.say(msg("What happens next")))
    items = [
        Item(
            w.say(
                msg("This note goes back to everyone who took part, so that they can correct it.")
            )
        )
    ]
    if phases := _phases_ahead(view, w):
        names = " · ".join(cut(phase, _TITLE) for phase in phases)
        items.append(Item(w.say(msg("Next in the process: {phases}", phases=names))))
    items.append(
        Item(w.say(msg("The draft is discussed (drøftet) with the unions before it is proposed.")))
    )
    if view.workshop.council_date:
        day = cut(w.date(view.workshop.council_date), _LABEL)
        items.append(Item(w.say(msg("The decision is planned for {date}.", date=day))))
    yield Bullets(tuple(items))
    yield Note(
        w.say(
            msg(
                "Taking part in the gathering is not discussion (drøfting) under the main "
                "agreement. The final proposal may weigh things differently."
            )
        )
    )


def _phases_ahead(view: View, w: Wording) -> list[str]:
    """The first phases of the followed process that are not yet done."""
    phases = in_force(view).get("phases")
    ahead = []
    for phase in phases if isinstance(phases, list) else []:
        if not isinstance(phase, dict):
            continue
        state = view.find(PhaseState, f"phase:{phase.get('id')}")
        title = content_text(phase.get("title"), w.language)
        if title and (state is None or not state.state):
            ahead.append(title)
    return ahead[:_NEXT_PHASES]
