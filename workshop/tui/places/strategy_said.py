"""What the form says about a record: its place, its findings, its ties, its conflicts."""

from typing import TYPE_CHECKING, Any

from textual.content import Content

from workshop import model
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.model import kind_of
from workshop.tui.places.strategy_fields import Spec
from workshop.tui.places.strategy_rows import EMPTY, PARTS, Marks
from workshop.tui.places.strategy_words import (
    SECTIONS,
    STATEMENT_KINDS,
    kind_word,
    title_of,
)
from workshop.tui.text import join, one_line, plain
from workshop.view import View

if TYPE_CHECKING:
    from workshop.review import Finding

MOST_FINDINGS = 3

PURPOSE: dict[str, str] = {
    "section:introduction": N_(
        "Purpose, the mandate, what the values mean in practice, and who makes their own plans."
    ),
    "section:followup": N_(
        "Who owns what, when it is reported, how it is revised, and how it meets the budget."
    ),
    "part:premise": N_("The mandate, adopted plans and decisions the work must build on."),
    "part:evidence": N_("From a figure, to what it means here, to what follows from it."),
    "part:statement": N_(
        "Vision, values, desired reputation, main goals and principles. v shows them on one page."
    ),
    "part:horizon": N_("Named spans of years, such as short and long term."),
    "part:area": N_("An area holds goals; a goal holds indicators, strategies and measures."),
}


def findings_by_record(view: View) -> dict[str, list["Finding"]]:
    """Record → the findings about it, those left standing not counted."""
    from workshop.review import review

    found: dict[str, list[Finding]] = {}
    for finding in review(view):
        if not finding.standing_reason:
            found.setdefault(finding.record, []).append(finding)
    return found


def head(view: View, record: str, marks: Marks) -> Content:
    """What stands above the fields."""
    if record.startswith("part:") or not record:
        return _part(record)
    kind = kind_of(record)
    lines = join((kind_word(view, record), "bold $primary"))
    parent = view.parent(record)
    if parent:
        lines += join(
            (f"  {_('in')} ", "$foreground-muted"),
            (title_of(view, parent, 60), "$foreground-muted"),
        )
    statement = view.find(model.Statement, record)
    if statement is not None and statement.locked:
        lines += join(("\n" + _("Locked: it comes from an adopted plan."), "$foreground-muted"))
    if kind == "section":
        lines += join(("\n" + _(PURPOSE.get(record, "")), "$foreground-muted"))
    if view.is_ghost(record):
        lines += join(("\n" + _("Adding it was undone, but others had written in it."), "$warning"))
    for finding in marks.findings.get(record, ())[:MOST_FINDINGS]:
        words = current().message(finding.message)
        lines += join(("\n● ", "$accent"), one_line(words, 300))
    return lines


def _part(record: str) -> Content:
    inner = record.split(":")
    if len(inner) == 3 and inner[2] in STATEMENT_KINDS:
        return join(
            (_(STATEMENT_KINDS[inner[2]][0]), "bold $primary"),
            ("\n" + _("Press a to add one."), "$foreground-muted"),
        )
    if record not in PARTS or record in SECTIONS:
        return Content("")
    return join(
        (_(PARTS[record]), "bold $primary"),
        ("\n" + _(PURPOSE[record]), "$foreground-muted"),
        ("\n\n" + _(EMPTY[record]), "$foreground-muted"),
    )


# ── pickers and suggestions ──────────────────────────────────────────────────────────────


def value_lines(view: View, record: str, spec: Spec) -> list[str]:
    """What a picker says about a field."""
    value = getattr(view.get(record), spec.name, None)
    if spec.sort == "flag":
        return [_("Yes") if value else _("No")]
    if spec.sort == "choice":
        names = dict(spec.choices)
        default = next(iter(names))
        chosen = value if isinstance(value, str) else default
        return [_(names[chosen]) if chosen in names else chosen]
    if spec.sort == "horizon":
        return [title_of(view, value, 60)] if isinstance(value, str) and value else []
    members = value if isinstance(value, dict) else {}
    mark = "" if len(members) == 1 else "· "
    return [mark + name for name in (tied_name(view, member, 160) for member in members)]


def tied_name(view: View, record: str, width: int = 0) -> str:
    """What something is called where another is tied to it."""
    if not view.on_screen(record):
        return _("(removed)")
    answer = view.find(model.Answer, record)
    if answer is None:
        return title_of(view, record, width)
    group = view.find(model.Group, answer.group)
    table = group_name(group)
    return one_line(f"{table}: {answer.text[:2000]}" if table else answer.text[:2000], width)


def group_name(group: model.Group | None) -> str:
    """What a table is called."""
    if group is None:
        return ""
    return one_line(group.name, 40) or _("Table {n}").format(n=group.number)


def suggestions(view: View, field: str) -> list[str]:
    """What was written in a field of measures before, most used first."""
    count: dict[str, int] = {}
    for measure in view.all(model.Measure):
        word = getattr(measure, field, "").strip()
        if word and len(word) < 200:
            count[word] = count.get(word, 0) + 1
    return sorted(count, key=lambda word: (-count[word], word))[:60]


def conflict_note(view: View, record: str, field: str) -> Content | None:
    """Two people's values for a field, and where they are settled."""
    conflict = view.conflict(record, field)
    if conflict is None:
        return None
    note = join((_("! Two people wrote here without seeing each other:"), "bold $error"))
    for value in conflict.values[:3]:
        act = view.act(value.act)
        who = one_line(act.by, 40) if act else ""
        note += join(
            "\n· ", (who or _("unknown"), "bold"), (f"  {act.at[:10] if act else ''}\n", "dim"),
            "  " + one_line(_shown(value.value), 400),
        )  # fmt: skip
    return note + join(("\n" + _("F4 goes to where it is settled."), "$foreground-muted"))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)[:4000] or "–"


def name(text: str, width: int = 60) -> Content:
    """Something a person wrote, in quotation marks."""
    return plain(f"«{one_line(text[:2000], width)}»")
