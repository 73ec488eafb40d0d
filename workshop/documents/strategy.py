"""The strategy as a document: from why and what we build on, to who does what by when."""

from collections.abc import Iterator

from workshop.documents.adoption import adoption
from workshop.documents.areas import areas
from workshop.documents.outline import (
    Block,
    Branch,
    Bullets,
    Document,
    Figure,
    Heading,
    Item,
    KeyValues,
    Note,
    Paragraph,
    Quote,
    Row,
    Table,
)
from workshop.documents.text import cut
from workshop.documents.wording import (
    CONCERNS,
    CONSULTATION_KINDS,
    DECISION_KINDS,
    PREMISE_KINDS,
    STANCES,
    STATEMENT_KINDS,
    Wording,
    joined,
)
from workshop.i18n import Translator
from workshop.messages import fill, msg
from workshop.model import (
    Area,
    Consultation,
    Decision,
    Evidence,
    Goal,
    Premise,
    Section,
    Statement,
    kind_of,
)
from workshop.view import View

_IN_FIGURE = 60
"""Characters of a name in the overview, when it has no short form."""
_OF_THE_STRATEGY = frozenset(
    {
        "workshop", "section", "premise", "evidence", "statement", "horizon", "area", "goal",
        "indicator", "strategy", "measure",
    }
)  # fmt: skip


def build_strategy(view: View, t: Translator, date: str) -> Document:
    """The strategy as it stands, marked as a draft until it is adopted.

    Args:
        view: The workshop as it stands.
        t: Speaks the document's language.
        date: Today, as ISO text.
    """
    w = Wording(t)
    about = view.workshop
    decided = adoption(view, date)
    title = about.title.strip() or w.say(msg("Employer strategy"))
    years = w.years(about.period_from, about.period_to)
    blocks: list[Block] = [
        *(() if decided else _unsettled(view, w)),
        *_running_text(view, w, "introduction", w.say(msg("Why a strategy"))),
        *_foundation(view, w),
        *_platform(view, w),
        *_overview(view, w),
        *areas(view, w),
        *_running_text(view, w, "followup", w.say(msg("Follow-up"))),
        *_parties(view, w),
        *_decisions(view, w),
    ]
    return Document(
        id="strategy",
        title=title,
        subtitle=joined([about.organisation.strip(), "" if years in title else years]),
        language=w.language,
        stage="adopted" if decided else "draft",
        banner=_adopted(decided, w) if decided else w.say(msg("Draft – not adopted")),
        facts=(w.say(msg("As it stands on {date}", date=w.date(date))),),
        contents=w.say(msg("Contents")),
        blocks=tuple(blocks),
    )


def _adopted(decision: Decision, w: Wording) -> str:
    return joined(
        [
            w.say(msg("Adopted by {body}", body=decision.body)) if decision.body.strip() else "",
            w.date(decision.date),
            w.say(msg("case {number}", number=decision.case_number))
            if decision.case_number.strip()
            else "",
        ]
    ) or w.say(msg("Adopted"))


def _unsettled(view: View, w: Wording) -> Iterator[Block]:
    """A reader must know that some text has two versions and only one is printed."""
    n = sum(kind_of(one.record) in _OF_THE_STRATEGY for one in view.conflicts())
    if n:
        text = w.t.ngettext(
            "{n} text has two versions that are not settled. The newest is shown.",
            "{n} texts have two versions that are not settled. The newest are shown.",
            n,
        )
        yield Note(fill(text, {"n": n}))


def nothing_yet(w: Wording) -> Paragraph:
    """What stands in a chapter that nobody has written."""
    return Paragraph(w.say(msg("Not written yet.")), "quiet")


def _running_text(view: View, w: Wording, name: str, heading: str) -> Iterator[Block]:
    yield Heading(heading)
    section = view.find(Section, f"section:{name}")
    written = section is not None and view.on_screen(section.id) and section.text.strip()
    yield Paragraph(section.text) if section and written else nothing_yet(w)


def _foundation(view: View, w: Wording) -> Iterator[Block]:
    premises, evidence = view.under("", Premise), view.under("", Evidence)
    yield Heading(w.say(msg("What we build on")))
    if not premises and not evidence:
        yield nothing_yet(w)
    if premises:
        yield Bullets(
            tuple(
                Item(one.text, joined([w.name(PREMISE_KINDS, one.premise_kind), one.source]))
                for one in premises
            )
        )
    if evidence:
        yield Heading(w.say(msg("What we know")), 3)
        yield Table(
            (
                w.say(msg("Finding")),
                w.say(msg("Figure")),
                w.say(msg("What it means for us")),
                w.say(msg("Source")),
            ),
            tuple(
                (
                    one.text,
                    one.value,
                    "\n".join(part for part in (one.meaning, one.consequence) if part.strip()),
                    joined([one.source, one.year], ", "),
                )
                for one in evidence
            ),
            (26, 15, 37, 22),
        )


def _platform(view: View, w: Wording) -> Iterator[Block]:
    yield Heading(w.say(msg("Platform")))
    statements = view.statements()
    if not statements:
        yield nothing_yet(w)
        return
    kinds = dict.fromkeys([*STATEMENT_KINDS, *(one.statement_kind for one in statements)])
    for kind in kinds:
        lines = [one for one in statements if one.statement_kind == kind]
        if not lines:
            continue
        yield Heading(w.name(STATEMENT_KINDS, kind), 3)
        if kind == "vision":
            for one in lines:
                yield Paragraph(one.text, "lead")
                if origin := _origin(one, w):
                    yield Paragraph(origin, "quiet")
        else:
            yield Bullets(tuple(Item(one.text, _origin(one, w)) for one in lines))


def _origin(statement: Statement, w: Wording) -> str:
    locked = w.say(msg("from an adopted plan")) if statement.locked else ""
    return joined([statement.origin.strip(), locked])


def _overview(view: View, w: Wording) -> Iterator[Block]:
    """Platform → areas → goals, in short forms."""
    found = view.under("", Area)
    if not found:
        return
    yield Heading(w.say(msg("Overview")))
    rows = []
    for kind in ("vision", "value", "main-goal"):
        if lines := view.statements(kind):
            said = " · ".join(cut(one.text, 3 * _IN_FIGURE) for one in lines)
            rows.append(Row(w.name(STATEMENT_KINDS, kind), said))
    yield Figure(
        tuple(rows),
        tuple(
            Branch(
                _short(area),
                tuple(
                    f"{number}.{at} {_short(goal)}"
                    for at, goal in enumerate(view.under(area.id, Goal), start=1)
                ),
                f"{w.area(view)} {number}",
            )
            for number, area in enumerate(found, start=1)
        ),
    )


def _short(one: Area | Goal) -> str:
    return cut(one.short.strip() or one.title, _IN_FIGURE)


def _parties(view: View, w: Wording) -> Iterator[Block]:
    yield Heading(w.say(msg("Co-determination and hearing")))
    found = sorted(view.all(Consultation), key=lambda one: one.date)
    if not found:
        yield Paragraph(w.say(msg("Nothing has been recorded yet.")), "quiet")
    for one in found:
        yield from _consultation(one, w)
    yield Paragraph(
        w.say(msg("Taking part in a gathering does not count as discussion (drøfting).")), "quiet"
    )


def _consultation(one: Consultation, w: Wording) -> Iterator[Block]:
    yield Heading(one.body.strip() or w.say(msg("Without a name")), 3)
    yield Paragraph(
        joined(
            [
                w.date(one.date),
                w.name(CONSULTATION_KINDS, one.consultation_kind),
                w.name(CONCERNS, one.concerns),
                one.basis,
                w.name(STANCES, one.stance),
            ]
        ),
        "quiet",
    )
    if one.minutes.strip():
        yield Quote(one.minutes, w.say(msg("From the minutes")))
    rows = (
        Row(w.say(msg("Points raised")), one.points),
        Row(w.say(msg("Our answer")), one.our_answer),
        Row(w.say(msg("What changed")), one.changed),
    )
    if told := tuple(row for row in rows if row.value.strip()):
        yield KeyValues(told)


def _decisions(view: View, w: Wording) -> Iterator[Block]:
    yield Heading(w.say(msg("Decisions")))
    found = sorted(view.all(Decision), key=lambda one: one.date)
    if not found:
        yield Paragraph(w.say(msg("Nothing has been decided yet.")), "quiet")
    for one in found:
        yield Heading(one.body.strip() or w.say(msg("Without a name")), 3)
        number = one.case_number.strip()
        yield Paragraph(
            joined(
                [
                    w.date(one.date),
                    w.say(msg("case {number}", number=number)) if number else "",
                    w.name(DECISION_KINDS, one.decision_kind),
                ]
            ),
            "quiet",
        )
        if one.text.strip():
            yield Quote(one.text)
