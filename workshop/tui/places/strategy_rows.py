"""The outline of a strategy: which rows there are, and what each of them says."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from rich.cells import cell_len, set_cell_size

from workshop import model
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import kind_of
from workshop.tui.places.strategy_words import SECTIONS, STATEMENT_KINDS, STATUS_MARKS
from workshop.tui.text import one_line
from workshop.tui.widgets.outline import Painted, Row
from workshop.view import View

PARTS: dict[str, str] = {
    "section:introduction": N_("Introduction"),
    "part:premise": N_("Premises"),
    "part:evidence": N_("Evidence"),
    "part:statement": N_("Platform"),
    "part:horizon": N_("Horizons"),
    "part:area": N_("Areas, goals and measures"),
    "section:followup": N_("Follow-up"),
}
"""The rows at the top level, in the order of the document."""

EMPTY: dict[str, str] = {
    "section:introduction": N_("why a strategy, and for whom – Enter to write"),
    "part:premise": N_("what the work must build on – a to add"),
    "part:evidence": N_("figures and findings – a to add"),
    "part:statement": N_("vision, values, principles – a to add"),
    "part:horizon": N_("short and long term, with years – a to add"),
    "part:area": N_("a to add one, g to make them of the chosen topics"),
    "section:followup": N_("who reports what, and when – Enter to write"),
}

FOLDED_FIRST = frozenset(
    {"part:premise", "part:evidence", "part:statement", "part:horizon"}
)  # fmt: skip
"""What is folded when a person comes here for the first time."""

WIDE = 84
"""From this width there are columns for owner and deadline."""
OWNER, DEADLINE = 25, 10


class Marks(msgspec.Struct):
    """What stands in the right edge of rows, counted once for each version of the view."""

    conflicts: frozenset[str] = frozenset()
    findings: Mapping[str, Sequence[Any]] = {}
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}


def rows_of(view: View, folded: Collection[str], marks: Marks) -> list[Row]:
    """All rows that are shown, from the top. Numbers and counts are noted in the marks."""
    marks.numbers.clear()
    rows: list[Row] = []
    for part in PARTS:
        if part in SECTIONS:
            rows.append(Row(part, 0))
            continue
        kind = part.partition(":")[2]
        children = view.siblings("", kind)
        marks.counts[part] = len(children)
        is_open = part not in folded
        # The platform is open even when it is empty: its kinds show what belongs in it.
        rows.append(Row(part, 0, is_open if children or kind == "statement" else None))
        if not is_open:
            continue
        if kind == "statement":
            rows.extend(_platform(view, folded, marks))
        elif kind == "area":
            rows.extend(_areas(view, children, folded, marks))
        else:
            rows.extend(Row(child, 1) for child in children)
    return rows


def _platform(view: View, folded: Collection[str], marks: Marks) -> Iterator[Row]:
    by_kind: dict[str, list[str]] = {kind: [] for kind in STATEMENT_KINDS}
    for statement in view.statements():
        by_kind.setdefault(statement.statement_kind, []).append(statement.id)
    for kind, statements in by_kind.items():
        part = f"part:statement:{kind}"
        marks.counts[part] = len(statements)
        yield Row(part, 1, part not in folded if statements else None)
        if part not in folded:
            yield from (Row(statement, 2) for statement in statements)


def _areas(view: View, areas: list[str], folded: Collection[str], marks: Marks) -> Iterator[Row]:
    for number, area in enumerate(areas, start=1):
        marks.numbers[area] = str(number)
        goals = view.siblings(area, "goal")
        yield Row(area, 1, area not in folded if goals else None)
        for at, goal in enumerate(goals, start=1):
            marks.numbers[goal] = f"{number}.{at}"
            if area in folded:
                continue
            under = [
                child
                for kind in ("indicator", "strategy", "measure")
                for child in view.siblings(goal, kind)
            ]
            yield Row(goal, 2, goal not in folded if under else None)
            if goal not in folded:
                yield from (Row(child, 3) for child in under)


def above(view: View, row: str) -> list[str]:
    """The rows that must be open for this one to be shown, outermost first."""
    if row in PARTS:
        return []
    if row.startswith("part:"):
        return ["part:statement"]
    statement = view.find(model.Statement, row)
    if statement is not None:
        return ["part:statement", f"part:statement:{statement.statement_kind}"]
    chain: list[str] = []
    parent = view.parent(row)
    while parent and parent not in chain:
        chain.insert(0, parent)
        parent = view.parent(parent)
    return [f"part:{kind_of(chain[0] if chain else row)}", *chain]


def paint(view: View, row: Row, marks: Marks, width: int) -> Painted:
    """What one row says."""
    if row.key.startswith("part:") or row.key in SECTIONS:
        return _part(view, row, marks)
    record = view.get(row.key)
    left = _left(record, row, marks)
    return Painted(left, _right(record, row, marks, width))


def _part(view: View, row: Row, marks: Marks) -> Painted:
    inner = row.key.split(":")
    if len(inner) == 3:
        kind = inner[2]
        name = _(STATEMENT_KINDS[kind][0]) if kind in STATEMENT_KINDS else one_line(kind, 30)
        count = marks.counts.get(row.key, 0)
        return Painted([(f"{name}  ", "head" if count else "muted"), (str(count or ""), "muted")])
    name = _(PARTS[row.key])
    if row.key in SECTIONS:
        text = view.need(model.Section, row.key).text
        said = one_line(text[:400]) or _(EMPTY[row.key])
        return Painted([(f"{name}  ", "part"), (said, "muted")], _flags(row, marks))
    count = marks.counts.get(row.key, 0)
    said = str(count) if count else _(EMPTY[row.key])
    return Painted([(f"{name}  ", "part"), (said, "muted")])


def _left(record: model.Record | None, row: Row, marks: Marks) -> list[tuple[str, str]]:
    words = _words(record) or _("(no text yet)")
    look = "" if _words(record) else "muted"
    number = marks.numbers.get(row.key, "")
    if isinstance(record, model.Area):
        return [(f"{number}  ", "accent"), (words, look or "head")]
    if isinstance(record, model.Goal):
        return [(f"{number}  ", "accent"), (words, look or "head")]
    if isinstance(record, model.Measure):
        mark = STATUS_MARKS.get(record.status, "•")
        return [(f"{mark} ", "good" if record.status == "done" else "accent"), (words, look)]
    if isinstance(record, model.Strategy):
        return [("› ", "muted"), (words, look)]
    if isinstance(record, model.Indicator):
        return [("# ", "muted"), (words, look), (_span(record), "muted")]
    if isinstance(record, model.Statement) and record.locked:
        return [(words, look), ("  [" + _("locked") + "]", "muted")]
    if isinstance(record, model.Horizon):
        years = "–".join(str(year) for year in (record.year_from, record.year_to) if year)
        return [(words, look), (f"  {years}", "muted")]
    if isinstance(record, model.Evidence):
        return [(words, look), (f"  {one_line(record.value, 24)}", "muted")]
    return [(words, look)]


def _words(record: model.Record | None) -> str:
    for name in ("title", "text"):
        text = getattr(record, name, "")
        if text:
            return one_line(text[:400])
    return ""


def _span(record: model.Indicator) -> str:
    """From where to where, in the indicator's unit."""
    ends = [one_line(end[:40]) for end in (record.baseline, record.target) if end.strip()]
    unit = one_line(record.unit[:12])
    return f"  {' → '.join(ends)} {unit}".rstrip() if ends else ""


def _right(
    record: model.Record | None, row: Row, marks: Marks, width: int
) -> list[tuple[str, str]]:
    if not isinstance(record, model.Measure):
        return _flags(row, marks)
    state = " "
    if record.owner.strip():
        state = "✓" if record.owner_state == "accepted" else "?"
    look = "good" if state == "✓" else "muted"
    if width < WIDE:
        return [(f" {state}", look), *_flags(row, marks)]
    owner = fixed(one_line(record.owner[:60]) or "–", OWNER - 3)
    deadline = fixed(one_line(record.deadline[:20]) or "–", DEADLINE)
    return [
        (f" {state} ", look),
        (owner, "muted"),
        ("  ", ""),
        (deadline, "muted"),
        *_flags(row, marks),
    ]


def fixed(text: str, width: int) -> str:
    """Text in exactly so many cells."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)


def _flags(row: Row, marks: Marks) -> list[tuple[str, str]]:
    """Conflict and findings, always in the same columns."""
    found = len(marks.findings.get(row.key, ()))
    said = "" if not found else "●" if found == 1 else f"●{found}"[:3]
    return [("!" if row.key in marks.conflicts else " ", "bad"), (said.ljust(3), "accent")]
