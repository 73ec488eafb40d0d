"""What can be done in the place: going there, settling, leaving standing, bringing back."""

from typing import TYPE_CHECKING

from workshop import i18n
from workshop.acts import base, parties
from workshop.changes import Act
from workshop.documents.wording import CONSULTATION_KINDS
from workshop.guide import next_step
from workshop.i18n import gettext as _
from workshop.model import Consultation, Decision, kind_of
from workshop.review import Finding
from workshop.tui.dialogs import ConfirmDialog, TextDialog
from workshop.tui.dialogs.consultation import ConsultationDialog, explained
from workshop.tui.dialogs.decision import DecisionDialog
from workshop.tui.places.parties_rows import Row
from workshop.tui.places.parties_words import headline, place_of
from workshop.tui.text import one_line
from workshop.tui.widgets.form_picker import PickDialog
from workshop.view import Conflict, Ghost, Removed, Trouble

if TYPE_CHECKING:
    from workshop.tui.places.parties import PartiesPlace

_ABOUT_PARTIES = frozenset(
    {
        "mandate-not-discussed", "draft-not-discussed", "changes-not-discussed",
        "safety-not-advised", "committee-not-treated", "amu-not-treated",
    }
)  # fmt: skip
"""Findings about the whole work whose remedy is to record a consultation."""


_SECTIONS = {"new-under-removed": "late", "ghost": "late", "unreadable": "unreadable"}
"""Findings that have a section of their own."""


def possible(place: "PartiesPlace", action: str) -> bool | None:
    """Whether an action fits the row under the cursor."""
    row = place.row
    thing = row.thing if row is not None else None
    if action == "settle":
        return isinstance(thing, Conflict)
    if action == "leave_standing":
        return isinstance(thing, Finding) and thing.can_stand and not thing.standing_reason
    if action == "take_up":
        return isinstance(thing, Finding) and bool(thing.standing_reason)
    if action == "bring_back":
        return isinstance(thing, Removed)
    if action == "remove":
        late = isinstance(thing, Removed) and bool(thing.late)
        return late or _stray(thing) or isinstance(thing, Ghost | Consultation | Decision)
    return True


def _stray(thing: object) -> bool:
    """A finding about something that lies nowhere: here is the only place it can be removed."""
    return isinstance(thing, Finding) and thing.rule == "stray"


async def open_row(place: "PartiesPlace", row: Row) -> None:
    """Enter on a row: the most likely thing to do with it."""
    thing = row.thing
    if thing == "more":
        place.show_older()
    elif isinstance(thing, Conflict):
        settle(place, thing)
    elif isinstance(thing, Consultation):
        place.app.push_screen(ConsultationDialog(thing.id))
    elif isinstance(thing, Decision):
        place.app.push_screen(DecisionDialog(thing.id))
    elif isinstance(thing, Removed):
        await bring_back(place)
    elif isinstance(thing, Finding):
        _to_finding(place, thing)
    elif isinstance(thing, Ghost | Trouble):
        _go(place, thing.record)
    elif isinstance(thing, Act) and row.record:
        _go(place, row.record)


def _to_finding(place: "PartiesPlace", finding: Finding) -> None:
    conflict = place.view.conflict(finding.record, finding.where) if finding.where else None
    if conflict is not None:
        settle(place, conflict)
    elif finding.rule in _SECTIONS:
        place.show_section(_SECTIONS[finding.rule])
        place.action_rows()
    elif finding.record == "workshop:this" and finding.rule in _ABOUT_PARTIES:
        add_consultation(place)
    elif finding.record == "workshop:this" and finding.rule.startswith(("too-", "no-")):
        _go(place, finding.record, 4)
    else:
        _go(place, finding.record)


def _go(place: "PartiesPlace", record: str, number: int = 0) -> None:
    """Go to a record where it is worked with."""
    kind = kind_of(record)
    if kind in {"consultation", "decision"} and place.view.on_screen(record):
        place.show_record(record)
        dialog = ConsultationDialog if kind == "consultation" else DecisionDialog
        place.app.push_screen(dialog(record))
        return
    if place.view.removed_by(record):
        place.show_record(place.view.removed_by(record))
        return
    app, where = place.workshop_app, number or place_of(record)
    target = "" if kind == "workshop" else record
    if where == place.number:
        place.show_record(record)
        return
    app.call_later(lambda: app.go(where, record=target))


# ── parties ──────────────────────────────────────────────────────────────────────────────


async def add(place: "PartiesPlace") -> None:
    """Record a decision among the decisions, a consultation anywhere else."""
    if place.section == "decisions":
        record, change = parties.decide(place.view, place.session.new_id, "", "decision")
        if await place.act(change) is not None:
            place.show_record(record)
            place.app.push_screen(DecisionDialog(record))
        return
    add_consultation(place)


def add_consultation(place: "PartiesPlace") -> None:
    """Ask exactly what was done, then record it."""
    say = i18n.current().message
    # What the process asks for now is at hand; anything else can be chosen.
    given = dict(next_step(place.view).given)
    kind = given.pop("consultation_kind", "discussed")
    choices = [
        (code, f"{say(name)}. {explained(code)}") for code, name in CONSULTATION_KINDS.items()
    ]

    async def answered(chosen: list[str] | None) -> None:
        if not chosen:
            return
        values = given if chosen[0] == kind else {}
        record, change = parties.consult(place.view, place.session.new_id, "", chosen[0], **values)
        if await place.act(change) is not None:
            place.show_record(record)
            place.app.push_screen(ConsultationDialog(record))

    place.app.push_screen(
        PickDialog(_("What exactly was done?"), choices, [kind], many=False), answered
    )


# ── findings ─────────────────────────────────────────────────────────────────────────────


def leave_standing(place: "PartiesPlace") -> None:
    """Ask for the reason, and leave the finding standing."""
    finding = place.row.thing if place.row is not None else None
    if not isinstance(finding, Finding) or not finding.can_stand:
        return

    async def answered(reason: str | None) -> None:
        if reason is not None and reason.strip():
            await place.act(
                parties.leave_standing(
                    place.view, finding.rule, finding.record, reason.strip()
                )
            )  # fmt: skip

    place.app.push_screen(
        TextDialog(
            _("Why is it left standing?"),
            finding.standing_reason,
            note=one_line(i18n.current().message(finding.message), 300),
            lines=True,
        ),
        answered,
    )


async def take_up(place: "PartiesPlace") -> None:
    """Take up a finding that was left standing."""
    finding = place.row.thing if place.row is not None else None
    if isinstance(finding, Finding) and finding.standing_reason:
        await place.act(parties.take_up(place.view, finding.rule, finding.record))


# ── conflicts and removed things ─────────────────────────────────────────────────────────


def settle(place: "PartiesPlace", conflict: Conflict) -> None:
    """Show the values beside each other, and settle with what is chosen."""
    from workshop.tui.dialogs.conflict import ConflictDialog, Settled

    tips = place.session.begin(conflict.record, conflict.field)

    async def answered(settled: Settled | None) -> None:
        if settled is None:
            return
        done = await place.act(
            base.settle(
                place.view, conflict.record, conflict.field, settled.value, tips=tips
            )
        )  # fmt: skip
        if done is not None:
            left = len(place.view.conflicts())
            place.notify(
                _("Settled. {n} left. ctrl+z takes it back.").format(n=left) if left
                else _("Settled. None are left. ctrl+z takes it back.")
            )  # fmt: skip

    place.app.push_screen(ConflictDialog(place.view, conflict), answered)


async def bring_back(place: "PartiesPlace") -> None:
    """Bring back what was removed, or part what was merged."""
    thing = place.row.thing if place.row is not None else None
    if not isinstance(thing, Removed):
        return
    words = headline(place.view, thing.record, 60)
    if await place.act(parties.bring_back(place.view, thing.record)) is not None:
        place.notify(_("Brought back: {title}").replace("{title}", words))


async def remove(place: "PartiesPlace") -> None:
    """Remove a record, or new work that a removal had not seen."""
    thing = place.row.thing if place.row is not None else None
    if thing is not None and (_stray(thing) or isinstance(thing, Ghost | Consultation | Decision)):
        record = thing.id if isinstance(thing, Consultation | Decision) else thing.record
        if await place.act(base.remove(place.view, record)) is not None:
            place.notify(_("Removed. It can be brought back from the list of removed things."))
        return
    if not isinstance(thing, Removed) or not thing.late:
        return
    record = thing.record

    async def answered(yes: bool | None) -> None:
        if yes:
            await place.act(parties.dismiss_late(place.view, record))

    place.app.push_screen(
        ConfirmDialog(
            _("Remove the new work too?"),
            _("It stays in the list of removed things and can be brought back from there."),
            yes=_("Remove this too"),
            no=_("No"),
        ),
        answered,
    )
