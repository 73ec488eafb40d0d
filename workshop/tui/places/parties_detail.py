"""What is said about the row under the cursor: what, where, who and what can be done."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.content import Content

from workshop import i18n
from workshop.changes import Act
from workshop.consulting import as_date
from workshop.documents.wording import CONSULTATION_KINDS, DECISION_KINDS
from workshop.i18n import gettext as _
from workshop.i18n import ngettext, pgettext
from workshop.model import Consultation, Decision
from workshop.review import Finding
from workshop.tui.dialogs.consultation import explained
from workshop.tui.places.parties_rows import Row
from workshop.tui.places.parties_words import (
    SECRET,
    act_words,
    field_word,
    headline,
    value_text,
    when,
    who,
)
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.view import Conflict, Ghost, Removed, Trouble, View

_LONGEST = 3000
_MOST_FIELDS = 40


def detail_of(view: View, row: Row | None) -> Content:
    """All there is to say about a row."""
    if row is None or row.thing is None:
        return Content("")
    thing = row.thing
    makers: dict[type, Callable[[View, Any], Iterator[Content]]] = {
        Finding: _finding, Conflict: _conflict, Removed: _removed, Ghost: _ghost,
        Consultation: _consultation, Decision: _decision, Trouble: _trouble, Act: _act,
    }  # fmt: skip
    for struct, make in makers.items():
        if isinstance(thing, struct):
            return Content("\n").join(make(view, thing))
    return Content("")


def empty_words(section: str) -> str:
    """What an empty section says."""
    return {
        "findings": _("The reviewer has nothing to object to."),
        "conflicts": _(
            "Nobody has written against each other. Press m to merge a colleague’s copy; what "
            "you both changed will then stand here."
        ),
        "late": _("Nothing has arrived under what was removed."),
        "consultations": _(
            "No consultation is recorded yet. Press a to record one: who, when, and exactly what "
            "was done. Taking part in a workshop is not drøfting."
        ),
        "decisions": _("No decision is recorded yet. Press a to record one."),
        "removed": _("Nothing has been removed. What you remove can be brought back from here."),
        "unreadable": _("Everything in the file can be read."),
        "log": _("Nothing has been done yet."),
    }[section]


def _label(name: str, text: str, style: str = "") -> Content:
    return join((f"{name}  ", MUTED), (text, style))


def _finding(view: View, one: Finding) -> Iterator[Content]:
    say = i18n.current().message
    weight = {
        "error": _("Error"), "warning": _("Warning"), "note": pgettext("severity", "Note"),
    }[one.severity]  # fmt: skip
    yield plain(one_line(say(one.message), 600), "bold")
    yield Content("")
    yield _label(_("Weight"), weight)
    where = headline(view, one.record, 90)
    if one.where:
        where += f"  ›  {field_word(view, one.record, one.where)}"
    yield _label(_("Where"), where)
    yield _label(_("Do this"), say(one.fix_hint))
    if one.rule == "stray":
        yield Content("")
        yield from _fields(view, one.record)
        yield plain(_("x removes it."), MUTED)
    if one.standing_reason:
        yield _label(_("Left standing"), one.standing_reason[:_LONGEST])
        yield Content("")
        yield plain(_("Enter goes there. t takes it up again."), MUTED)
    elif one.can_stand:
        yield Content("")
        yield plain(_("Enter goes there. l leaves it standing, with a reason."), MUTED)
    else:
        yield Content("")
        yield plain(_("Enter goes there. This cannot be left standing."), MUTED)


def _conflict(view: View, one: Conflict) -> Iterator[Content]:
    n = len(one.values)
    yield plain(
        ngettext(
            "{n} value stands alone for one field.",
            "{n} values stand against each other. All are kept until you choose.", n,
        ).format(n=n), "bold",
    )  # fmt: skip
    for number, value in enumerate(one.values, start=1):
        act = view.act(value.act)
        yield Content("")
        yield join(
            (f"{number}  {who(act.by if act else '')}", "bold"),
            (f"  {when(act.at if act else '')}", MUTED),
        )
        yield plain(value_text(view, one.record, one.field, value.value)[:600])
    yield Content("")
    yield plain(_("Enter settles it."), MUTED)


def _removed(view: View, one: Removed) -> Iterator[Content]:
    act = view.act(one.act)
    yield plain(headline(view, one.record, 300), "bold")
    if act is not None:
        yield join((f"{_(act.what)}: {who(act.by)}, {when(act.at)}", MUTED))
    below = sum(1 for _child in view.descendants(one.record))
    if below:
        yield plain(
            ngettext("{n} thing lies under it.", "{n} things lie under it.", below).format(n=below)
        )
    if one.late:
        yield Content("")
        yield plain(_("New work that has arrived since:"), "bold")
        yield from _late(view, one)
        yield Content("")
        yield plain(_("b brings it back with all of it. x removes this too."), MUTED)
    else:
        yield Content("")
        yield plain(_("b brings it back, with all that lay under it."), MUTED)


def _late(view: View, one: Removed) -> Iterator[Content]:
    for record, field, identifier in one.late[:_MOST_FIELDS]:
        act = view.act(identifier)
        value = act.sets.get(record, {}).get(field) if act else None
        yield join(
            f"• {headline(view, record, 80)}  ›  {field_word(view, record, field)}: ",
            value_text(view, record, field, value)[:400],
            (f"  {who(act.by if act else '')}, {when(act.at if act else '')}", MUTED),
        )
    if len(one.late) > _MOST_FIELDS:
        yield plain(f"… +{len(one.late) - _MOST_FIELDS}", MUTED)


def _ghost(view: View, one: Ghost) -> Iterator[Content]:
    yield plain(headline(view, one.record, 300), "bold")
    yield plain(_("Its adding was undone, but others had worked in it. So it is still here."))
    yield Content("")
    yield from _fields(view, one.record)
    yield Content("")
    yield plain(_("x removes it. Enter goes there."), MUTED)


def _fields(view: View, record: str) -> Iterator[Content]:
    for field, value in list(view.raw(record).items())[:_MOST_FIELDS]:
        if field != "place":
            yield _label(
                field_word(view, record, field), value_text(view, record, field, value)[:400]
            )


def _consultation(view: View, one: Consultation) -> Iterator[Content]:
    say = i18n.current().message
    kind = CONSULTATION_KINDS.get(one.consultation_kind)
    yield plain(one_line(one.body, 200) or _("(no body yet)"), "bold")
    yield join(
        (say(kind) if kind else one.consultation_kind, "bold"),
        (f"  {explained(one.consultation_kind)}", MUTED),
    )
    yield Content("")
    for field in (
        "date", "party", "concerns", "basis", "stance", "minutes", "points", "our_answer",
        "changed",
    ):  # fmt: skip
        text = getattr(one, field)
        if text.strip():
            said = value_text(view, one.id, field, text, lines=True)
            if field == "date" and as_date(text):
                said = i18n.date_text(text, i18n.current().language)
            yield _label(field_word(view, one.id, field), said[:_LONGEST])
    for measure in one.measures:
        yield _label(_("Measure"), headline(view, measure, 120))
    yield Content("")
    yield plain(_("Enter edits it. x removes it."), MUTED)


def _decision(view: View, one: Decision) -> Iterator[Content]:
    kind = DECISION_KINDS.get(one.decision_kind)
    yield plain(one_line(one.body, 200) or _("(no body yet)"), "bold")
    yield plain(i18n.current().message(kind) if kind else one.decision_kind)
    yield Content("")
    if one.date:
        yield _label(_("Date"), i18n.date_text(one.date, i18n.current().language))
    if one.case_number:
        yield _label(_("Case number"), one.case_number)
    if one.text:
        yield Content("")
        yield plain(one.text[:_LONGEST])
    yield Content("")
    yield plain(_("Enter edits it. x removes it."), MUTED)
    del view


def _trouble(view: View, one: Trouble) -> Iterator[Content]:
    yield plain(headline(view, one.record, 300), "bold")
    yield plain(
        _(
            "This version cannot read the value below. It is kept as it is, goes along in "
            "exports, and a newer version may read it."
        )
    )
    yield Content("")
    yield _label(one.record, one.field)
    yield plain(value_text(view, one.record, one.field, one.value)[:_LONGEST])


def _act(view: View, one: Act) -> Iterator[Content]:
    yield plain(act_words(view, one, 200), "bold")
    yield join((f"{who(one.by)}, {when(one.at)}", MUTED))
    if one.undoes or one.forgets:
        return
    left = _MOST_FIELDS
    for record, fields in one.sets.items():
        if left <= 0:
            yield plain(f"… +{len(one.sets)}", MUTED)
            return
        yield Content("")
        yield plain(headline(view, record, 160))
        for field, value in list(fields.items())[:left]:
            left -= 1
            if field in SECRET:
                continue
            said = value_text(view, record, field, value)[:400]
            yield join("  ", _label(field_word(view, record, field), said))
