"""The lists of the place: one row for each thing that somebody may want to do something about."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual.content import Content

from workshop import i18n
from workshop.changes import Act
from workshop.documents.wording import CONCERNS, CONSULTATION_KINDS, DECISION_KINDS, PARTIES
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.model import Consultation, Decision
from workshop.review import Finding, review
from workshop.session import Session
from workshop.tui.places.parties_words import act_words, field_word, headline, when, who
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.view import Conflict, Ghost, Removed, Trouble, View

SECTIONS: dict[str, str] = {
    "findings": N_("Findings"),
    "conflicts": N_("Conflicts"),
    "late": N_("New, but hidden"),
    "consultations": N_("Consultations"),
    "decisions": N_("Decisions"),
    "removed": N_("Removed"),
    "unreadable": N_("Unreadable"),
    "log": N_("Log"),
}
"""Code → what it is called, in the order in which they are looked at."""

LOG_STEP = 200
"""How many acts the log shows at a time."""

MARKS = {
    "error": ("✗", "bold"), "warning": ("!", "bold"), "note": ("·", "bold"),
    "standing": ("–", "dim"),
}  # fmt: skip
_SEVERITY_HEADS = {
    "error": N_("Must be in place before a decision"),
    "warning": N_("Others will find it"),
    "note": N_("Worth a thought"),
    "standing": N_("Left standing, with a reason"),
}


class Row(NamedTuple):
    """One line of a list."""

    key: str
    """What it is, the same from one showing to the next; empty for a heading."""
    prompt: Content
    record: str = ""
    thing: Any = None


class Desk:
    """What the place looks at, computed once for each state of the workshop."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.view: View = session.view
        self.log_shown = LOG_STEP
        self._version = -1
        self._kept: dict[str, Any] = {}
        self._acts: list[Act] = []
        self._known = -1

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if self._version != self.view.version:
            self._version = self.view.version
            self._kept = {}
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @property
    def findings(self) -> list[Finding]:
        """What the reviewer objects to."""
        found: list[Finding] = self._once("findings", lambda: review(self.view))
        return found

    @property
    def conflicts(self) -> list[Conflict]:
        """What two people have written differently."""
        found: list[Conflict] = self._once("conflicts", self.view.conflicts)
        return found

    @property
    def removed(self) -> list[Removed]:
        """What was removed, the last first."""
        found: list[Removed] = self._once("removed", lambda: self.view.removed()[::-1])
        return found

    @property
    def late(self) -> list[Removed | Ghost]:
        """New work that a removal, a merge or an undo had not seen."""
        return [
            *(one for one in self.removed if one.late),
            *self._once("merged", self.view.merged_late),
            *self._once("ghosts", self.view.ghosts),
        ]

    @property
    def troubles(self) -> list[Trouble]:
        """What this version cannot read."""
        found: list[Trouble] = self._once("troubles", self.view.troubles)
        return found

    @property
    def acts(self) -> list[Act]:
        """All acts, oldest first; read only when the log is looked at."""
        if self._known != len(self.session.log):
            self._acts, self._known = list(self.session.log), len(self.session.log)
        return self._acts

    def count(self, section: str) -> int:
        """How many there are in a section that somebody should look at."""
        counts: dict[str, Callable[[], int]] = {
            "findings": lambda: sum(1 for one in self.findings if not one.standing_reason),
            "conflicts": lambda: len(self.conflicts),
            "late": lambda: len(self.late),
            "consultations": lambda: len(self.view.ids("consultation")),
            "decisions": lambda: len(self.view.ids("decision")),
            "removed": lambda: len(self.removed),
            "unreadable": lambda: len(self.troubles),
            "log": lambda: len(self.session.log),
        }
        return counts[section]()

    def rows(self, section: str) -> list[Row]:
        """The rows of a section."""
        makers: dict[str, Callable[[], list[Row]]] = {
            "findings": self._finding_rows,
            "conflicts": self._conflict_rows,
            "late": self._late_rows,
            "consultations": self._consultation_rows,
            "decisions": self._decision_rows,
            "removed": self._removed_rows,
            "unreadable": self._trouble_rows,
            "log": self._log_rows,
        }
        return makers[section]()

    def _finding_rows(self) -> list[Row]:
        rows: list[Row] = []
        last = ""
        groups = [(one.standing_reason and "standing") or one.severity for one in self.findings]
        for finding, group in zip(self.findings, groups, strict=True):
            if group != last:
                rows.append(_heading(f"{_(_SEVERITY_HEADS[group])}  {groups.count(group)}"))
                last = group
            mark, style = MARKS[group]
            words = one_line(i18n.current().message(finding.message), 300)
            low = "dim" if group == "standing" else ""
            rows.append(
                Row(
                    f"finding/{finding.rule}~{finding.record}~{finding.where}",
                    join((mark, style), " ", (words, low)), finding.record, finding,
                )
            )  # fmt: skip
        return rows

    def _conflict_rows(self) -> list[Row]:
        return [
            Row(
                f"conflict/{one.record}/{one.field}",
                join(
                    ("⇄ ", "bold"), headline(self.view, one.record, 120),
                    (f"  {field_word(self.view, one.record, one.field)}", "dim"),
                ),
                one.record, one,
            )
            for one in self.conflicts
        ]  # fmt: skip

    def _late_rows(self) -> list[Row]:
        rows = []
        for one in self.late:
            how = _("its adding was undone") if isinstance(one, Ghost) else _("{n} new").format(
                n=len(one.late))  # fmt: skip
            rows.append(
                Row(
                    f"late/{one.record}",
                    join(("+ ", "bold"), headline(self.view, one.record, 120),
                         (f"  {how}", "dim")),
                    one.record, one,
                )
            )  # fmt: skip
        return rows

    def _consultation_rows(self) -> list[Row]:
        found = sorted(self.view.all(Consultation), key=lambda one: (one.date or "9999", one.id))
        return [
            Row(
                one.id,
                _dated(
                    one.date, _said(CONSULTATION_KINDS, one.consultation_kind),
                    one.body or _said(PARTIES, one.party), _said(CONCERNS, one.concerns),
                ),
                one.id, one,
            )
            for one in found
        ]  # fmt: skip

    def _decision_rows(self) -> list[Row]:
        found = sorted(self.view.all(Decision), key=lambda one: (one.date or "9999", one.id))
        return [
            Row(
                one.id,
                _dated(one.date, _said(DECISION_KINDS, one.decision_kind), one.body,
                       one.case_number),
                one.id, one,
            )
            for one in found
        ]  # fmt: skip

    def _removed_rows(self) -> list[Row]:
        rows = []
        for one in self.removed:
            act = self.view.act(one.act)
            said = f"  {who(act.by)}, {when(act.at)}" if act else ""
            rows.append(
                Row(
                    f"removed/{one.record}",
                    join(headline(self.view, one.record, 120), (said, "dim")), one.record, one,
                )
            )  # fmt: skip
        return rows

    def _trouble_rows(self) -> list[Row]:
        return [
            Row(
                f"trouble/{one.record}/{one.field}",
                join(("? ", "bold"), headline(self.view, one.record, 100),
                     (f"  {one.field}", "dim")),
                one.record, one,
            )
            for one in self.troubles
        ]  # fmt: skip

    def _log_rows(self) -> list[Row]:
        shown = self.acts[: -self.log_shown - 1 : -1]
        rows = [
            Row(
                f"act/{act.id}",
                join((f"{_short(act.at):12}  ", "dim"), (f"{who(act.by)[:13]:13}  ", "bold"),
                     act_words(self.view, act)),
                next(iter(act.sets), ""), act,
            )
            for act in shown
        ]  # fmt: skip
        left = len(self.acts) - len(shown)
        if left > 0:
            more = _("Show older ({n} more)").format(n=left)
            rows.append(Row("more", plain(more, "$accent"), thing="more"))
        return rows


def _heading(words: str) -> Row:
    return Row("", plain(words, f"bold {MUTED}"))


def _short(at: str) -> str:
    """Day, month and time of day."""
    return f"{at[8:10]}.{at[5:7]}. {at[11:16]}" if at[4:5] == "-" else one_line(at, 12)


def _said(codes: Any, code: str) -> str:
    found: Message | None = codes.get(code)
    return i18n.current().message(found) if found else one_line(code, 40)


def _dated(date: str, kind: str, body: str, rest: str) -> Content:
    """Date, with whom, and what it was: in columns as far as there is room."""
    return join(
        (f"{one_line(date, 10) or '–':10}  ", "dim"), (one_line(body, 44) or "–", "bold"),
        f"  {kind}", (f"  {one_line(rest, 30)}" if rest else "", "dim"),
    )  # fmt: skip


def index_of(rows: Sequence[Row], key: str) -> int | None:
    """Where a row is now."""
    return next((at for at, row in enumerate(rows) if row.key and row.key == key), None)
