"""The golden thread set as lines: guides, kinds, words, and who said it when."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from workshop.i18n import N_, current, date_text
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.model import Answer, Group, kind_of
from workshop.thread import Knot, TextStep
from workshop.tui.places.strategy_said import group_name
from workshop.tui.places.strategy_words import kind_word, number_of
from workshop.tui.text import join, one_line, plain, safe
from workshop.view import View

MOST = 400
"""How many knots are shown; a whole gathering can hang on one thread."""
BUILT = frozenset({"topic", "goal", "area", "measure"})
"""What stands on the thread; the rest is what was said and done around it."""
MUTED = "$foreground-muted"


class Line(NamedTuple):
    """One knot as it stands on the screen."""

    record: str
    content: Content


def when(at: str) -> str:
    """A time as a date in the screen's language."""
    return date_text(at[:10], current().language) if at else ""


def who(by: str, at: str) -> str:
    """Who and when."""
    return ", ".join(part for part in (one_line(by, 60) or _("unknown"), when(at)) if part)


def lines_of(view: View, knots: Sequence[Knot], width: int) -> list[Line]:
    """The knots of one direction as lines, with the guides that hold them together."""
    lines: list[Line] = []
    asked = ""
    for knot, trunk, last in _walk(knots, ""):
        if len(lines) == MOST:
            lines.append(Line("", plain(_("… and more than can be shown here"), MUTED)))
            break
        if lines and not trunk:
            lines[-1] = lines[-1]._replace(content=lines[-1].content + join(("\n│", MUTED)))
        answer = view.find(Answer, knot.record)
        # What several tables said to one card stands under its question once.
        same = answer is not None and answer.draw == asked
        asked = answer.draw if answer is not None else ""
        lines.append(Line(knot.record, _set(view, knot, trunk, last, width, same)))
    return lines


def _walk(knots: Sequence[Knot], trunk: str) -> Iterator[tuple[Knot, str, bool]]:
    for at, knot in enumerate(knots):
        last = at == len(knots) - 1
        yield knot, trunk, last
        yield from _walk(knot.children, trunk + ("   " if last else "│  "))


def _set(
    view: View, knot: Knot, trunk: str, last: bool, width: int, same_card: bool
) -> Content:  # fmt: skip
    """One knot: its kind and words, then what there is to know about it, behind the guides."""
    head = trunk + ("╰─ " if last else "├─ ")
    rest = trunk + ("   " if last else "│  ") + ("│ " if knot.children else "  ")
    room = max(width - len(rest) - 1, 20)
    label = label_of(view, knot.record)
    words = words_of(view, knot)
    style = "bold" if knot.kind in BUILT else ""
    first, more = _wrap(words, max(room - len(label), 12), room)
    content = join((head, MUTED), (f"{label}  ", "$accent"), (first, style))
    for line in more:
        content += join(("\n" + rest, MUTED), (line, style))
    if knot.again:
        return content + join((f"  {_('(see above)')}", MUTED))
    for line in _details(knot, room, same_card):
        content += join(("\n" + rest, MUTED), (line, MUTED))
    return content


def _wrap(text: str, first: int, room: int) -> tuple[str, list[str]]:
    """Text as a first line beside its label and further lines beneath."""
    pieces = textwrap.wrap(text, room, initial_indent=" " * (room - first)) or [""]
    return pieces[0].strip(), pieces[1:]


def label_of(view: View, record: str) -> str:
    """What a knot is: the table for what a table said, kind and number for the rest."""
    answer = view.find(Answer, record)
    if answer is not None:
        return group_name(view.find(Group, answer.group)) or _("Answer")
    number = number_of(view, record) if kind_of(record) in {"area", "goal"} else ""
    return f"{kind_word(view, record)} {number}".strip()


def words_of(view: View, knot: Knot) -> str:
    """The words of a knot; what was said is quoted."""
    answer = view.find(Answer, knot.record)
    if answer is not None and answer.text.strip():
        star = "★ " if answer.star else ""
        return f"{star}«{one_line(answer.text[:1200])}»"
    params = knot.label.params
    for name in ("question", "text", "title"):
        if name in params:
            value = params[name]
            said = current().message(value) if isinstance(value, Message) else str(value)
            return one_line(said[:1200])
    return one_line(current().message(knot.label)[:1200])


def _details(knot: Knot, room: int, same_card: bool) -> Iterator[str]:
    said = [one_line(current().message(one)[:1200]) for one in knot.details]
    author = who(knot.by, knot.at)
    if knot.kind == "answer":
        yield from textwrap.wrap(" · ".join([*([] if same_card else said), author]), room)
        return
    yield from textwrap.wrap(" · ".join(said), room)
    if knot.kind not in {"draw", "card", "round"}:
        yield author


# ── the texts, version by version ────────────────────────────────────────────────────────

FIELD_WORDS: dict[str, str] = {
    "title": N_("Title"), "text": N_("Text"), "short": N_("Short form"),
    "rationale": N_("Rationale"), "argument": N_("Argument"), "owner": N_("Owner"),
    "deadline": N_("Deadline"), "origin": N_("Origin"), "card": N_("Card"),
}  # fmt: skip


def history_of(steps: Sequence[TextStep]) -> Content:
    """All versions, newest first within each field; undone ones are marked."""
    if not steps:
        return plain(_("Nothing has been written here yet."), MUTED)
    content = Content("")
    for field in sorted({step.field for step in steps}, key=_field_order):
        versions = [step for step in steps if step.field == field]
        for number in range(len(versions), 0, -1):
            content += _version(versions[number - 1], number, len(versions))
    return content


def _field_order(field: str) -> int:
    return list(FIELD_WORDS).index(field) if field in FIELD_WORDS else len(FIELD_WORDS)


def _version(step: TextStep, number: int, of: int) -> Content:
    field = _(FIELD_WORDS[step.field]) if step.field in FIELD_WORDS else step.field
    state, style = "", ""
    if not step.live:
        state, style = _("undone"), "$warning"
    elif step.shown:
        state, style = _("stands now"), "$success"
    else:
        state, style = _("replaced"), MUTED
    mark = "●" if step.shown and step.live else "×" if not step.live else "○"
    count = f" {number}/{of}" if of > 1 else ""
    words = safe(step.text[:1200]).strip() or "–"
    look = "" if step.shown and step.live else MUTED
    return join(
        (f"{mark} ", style), (f"{field}{count}", "bold"), (f"  {state}\n", style),
        (f"{who(step.by, step.at)}\n", MUTED), (f"{words}\n\n", look),
    )  # fmt: skip
