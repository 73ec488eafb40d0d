"""A process as a run sheet for whoever leads the room: one page to lie beside the clock."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from workshop.content import Activity, Phase, Process, Text, say
from workshop.documents.html import inline
from workshop.documents.wording import CONSULTATION_KINDS, ROLES, joined
from workshop.i18n import Translator
from workshop.messages import Message, msg
from workshop.printing.fitting import LEADING, MM, count_lines
from workshop.printing.page import Leaves, Printout, bound, text
from workshop.printing.style import size_class

_HEIGHT = 186.0
"""Room on a landscape page, in millimetres."""
_TITLE_WIDTH, _FACTS_WIDTH = 165.0, 100.0
_STEPS = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes to try, in points. Smaller than this cannot be read at arm's length."""
_FLOWING = 8.5
"""The size when it takes more than one page anyway."""
_WIDTHS = {"time": 15.0, "what": 62.0, "min": 11.0, "who": 48.0, "ready": 54.0, "out": 76.0}
"""Columns, in millimetres, as in the style; the box to tick is the rest of 273."""
_COLUMNS: Mapping[str, Message] = {
    "time": msg("Time"),
    "what": msg("Activity"),
    "min": msg("Min"),
    "who": msg("Who"),
    "ready": msg("Have ready"),
    "out": msg("What comes out"),
}
_GUTTER = 2.0
_PADDING = 1.35
_PHASE_WIDTH = 268.0
_DAY = 24 * 60

_READY: Mapping[str, Message] = {
    "topics": msg("the topics where all can see them"),
    "round": msg("prioritising slips and pens"),
    "strategy": msg("measure slips and pens"),
    "parties": msg("paper for the minutes"),
    "documents": msg("the document, on a screen or on paper"),
}
"""What to have ready for each kind of activity, besides cards."""
_MEASURES_IN = ("P5", "")
"""Phases in which working on the strategy is writing measures; elsewhere it is evidence."""


class _Row(msgspec.Struct, frozen=True):
    time: str
    what: str
    min: str
    who: str
    ready: str
    out: str


class _Band(msgspec.Struct, frozen=True):
    """The line of a phase."""

    title: str
    about: str
    party: tuple[str, ...]
    end: tuple[str, ...]
    """What comes out of it, and what to ask before going on."""


_Line = _Row | _Band


def run_sheet(
    process: Process, t: Translator, *, start: int | None = 9 * 60, phases: Sequence[str] = (),
    decks: Mapping[str, str] | None = None, heading: str = "",
) -> Printout:  # fmt: skip
    """The run sheet of a process.

    Clock times follow one another through a day. They say nothing in a process whose phases take
    weeks, so there they are left out unless single phases are asked for.

    Args:
        process: The process.
        t: Speaks the language to print in.
        start: When it begins, in minutes after midnight; None prints no clock.
        phases: Ids of the phases to print; all when empty.
        decks: Deck id → its title, for what to have ready.
        heading: What stands beside the title, such as whose process it is.
    """
    pages = leaves(process, t, start=start, phases=phases, decks=decks, heading=heading)
    return bound(say(process.title, t.language, process.language), t.language, [pages])


def leaves(
    process: Process, t: Translator, *, start: int | None = 9 * 60, phases: Sequence[str] = (),
    decks: Mapping[str, str] | None = None, heading: str = "",
) -> Leaves:  # fmt: skip
    """The run sheet as pages of something larger; see ``run_sheet``."""
    chosen = [phase for phase in process.phases if not phases or phase.id in phases]
    by_clock = start is not None and (bool(phases) or not any(one.weeks_to for one in chosen))
    writer = _Writer(process, t, decks or {})
    lines = list(writer.lines(chosen, start if by_clock and start is not None else None))
    shown = _columns(lines)
    minutes = sum(one.minutes for phase in chosen for one in phase.activities)
    facts = [heading]
    if by_clock and start is not None:
        facts.append(t.message(msg("{n} minutes in all", n=minutes)))
        facts.append(f"{_clock(start)}–{_clock(start + minutes)}")
    title = say(process.title, t.language, process.language)
    room = _HEIGHT - _header_height(title, joined(facts))
    size = next((size for size in _STEPS if _height(lines, size) <= room), None)
    note = "" if size else t.message(msg("This plan takes more than one page."))
    header = f"<div>{text('h1', title)}</div><div>{text('p', joined(facts))}{text('p', note)}</div>"
    head = "".join(f'<th class="{name}">{inline(t.message(_COLUMNS[name]))}</th>' for name in shown)
    table = "".join(_html(line, shown) for line in lines)
    page = (
        f'<section class="run {size_class(size or _FLOWING)}"><header>{header}</header>'
        f'<table><thead><tr>{head}<th class="box"></th></tr></thead><tbody>{table}</tbody></table>'
        "</section>"
    )
    return Leaves((page,), flows=size is None)


class _Writer:
    def __init__(self, process: Process, t: Translator, decks: Mapping[str, str]) -> None:
        self.process, self.t, self.decks = process, t, decks

    def words(self, content: Text) -> str:
        return say(content, self.t.language, self.process.language)

    def lines(self, phases: Sequence[Phase], start: int | None) -> Iterator[_Line]:
        clock = start
        for phase in phases:
            yield self.band(phase, weeks=start is None)
            for activity in phase.activities:
                yield self.row(phase, activity, clock)
                if clock is not None:
                    clock += activity.minutes

    def roles(self, roles: Sequence[str]) -> str:
        return ", ".join(self.t.message(ROLES[role]) for role in roles)

    def band(self, phase: Phase, *, weeks: bool) -> _Band:
        spans = f"{phase.weeks_from}–{phase.weeks_to}"
        took = self.t.message(msg("{weeks} weeks", weeks=spans)) if weeks and phase.weeks_to else ""
        party = []
        for step in phase.party:
            kind = self.t.message(CONSULTATION_KINDS[step.kind])
            party.append(f"{self.words(step.who)} – {kind}: {self.words(step.what)}")
        gate = self.words(phase.gate.ask) if phase.gate else ""
        out = "; ".join(self.words(one) for one in phase.outputs)
        outputs = self.t.message(msg("Comes out: {outputs}", outputs=out)) if out else ""
        asked = self.t.message(msg("Before going on: {question}", question=gate)) if gate else ""
        who = self.roles(phase.who)
        return _Band(self.words(phase.title), joined([took, who]), tuple(party), (outputs, asked))

    def row(self, phase: Phase, activity: Activity, clock: int | None) -> _Row:
        return _Row(
            time=_clock(clock) if clock is not None else "",
            what=self.words(activity.title),
            min=str(activity.minutes or ""),
            # Those of the whole phase are said once, on its own line.
            who=self.roles(activity.who) if activity.who != phase.who else "",
            ready=self.ready(phase, activity),
            out="; ".join(self.words(one) for one in activity.outputs),
        )

    def ready(self, phase: Phase, activity: Activity) -> str:
        if activity.kind == "cards" and activity.deck:
            deck = self.decks.get(activity.deck, activity.deck)
            n = len(activity.cards)
            if n:
                return self.t.message(msg("cards from {deck}: {n}", deck=deck, n=n))
            return self.t.message(msg("cards: {deck}", deck=deck))
        if activity.kind == "strategy" and phase.code not in _MEASURES_IN:
            return ""
        found = _READY.get(activity.kind)
        return self.t.message(found) if found else ""


def _columns(lines: Sequence[_Line]) -> list[str]:
    """The columns that say something."""
    rows = [line for line in lines if isinstance(line, _Row)]
    return [name for name in _COLUMNS if any(getattr(row, name) for row in rows)]


def _html(line: _Line, shown: Sequence[str]) -> str:
    if isinstance(line, _Band):
        about = f" · {inline(line.about)}" if line.about else ""
        party = "".join(f'<p class="party">▸ {inline(one)}</p>' for one in line.party)
        end = "".join(f"<p>{inline(one)}</p>" for one in line.end if one)
        title = f"<p><b>{inline(line.title)}</b>{about}</p>"
        return f'<tr class="phase"><td colspan="{len(shown) + 1}">{title}{party}{end}</td></tr>'
    cells = "".join(f'<td class="{name}">{inline(getattr(line, name))}</td>' for name in shown)
    return f'<tr>{cells}<td class="box"><i></i></td></tr>'


def _header_height(title: str, facts: str) -> float:
    titles = count_lines(title, _TITLE_WIDTH, 16.0, bold=True) * 7
    return max(titles, (count_lines(facts, _FACTS_WIDTH, 8.0) + 1) * 8 * MM * LEADING) + 2.5


def _height(lines: Sequence[_Line], size: float) -> float:
    """What the table takes at a size, in millimetres; its head included."""
    return size * 0.85 * MM * LEADING + 2 + sum(_line_height(line, size) for line in lines)


def _line_height(line: _Line, size: float) -> float:
    own = size * MM * LEADING
    if isinstance(line, _Band):
        first = count_lines(joined([line.title, line.about]), _PHASE_WIDTH / 1.1, size)
        rest = [one for one in (*line.party, *line.end) if one]
        return (
            own * (first * 1.1 + sum(count_lines(f"▸ {one}", _PHASE_WIDTH, size) for one in rest))
            + 2
        )
    taken = max(
        count_lines(getattr(line, name), _WIDTHS[name] - _GUTTER, size, bold=name == "time")
        for name in _COLUMNS
    )
    return own * max(taken, 1) + _PADDING


def _clock(minutes: int) -> str:
    """A time of day. What begins after midnight says the hour of the next day."""
    hour, minute = divmod(minutes % _DAY, 60)
    return f"{hour:02}:{minute:02}"
