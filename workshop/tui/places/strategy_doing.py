"""What the keys of the strategy do: ask for what is needed, then one act."""

from typing import TYPE_CHECKING, Any

import msgspec

from workshop.acts import base
from workshop.acts import outline as outlining
from workshop.acts import strategy as acts
from workshop.documents.wording import KIND_WORDS
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.messages import fill
from workshop.model import Measure, Statement, kind_of
from workshop.tui.dialogs import ChoiceDialog, ConfirmDialog
from workshop.tui.places import strategy_said as said
from workshop.tui.places.strategy_fields import Spec, spec_of
from workshop.tui.places.strategy_words import STATEMENT_KINDS, kind_word, title_of
from workshop.tui.text import join, one_line
from workshop.tui.widgets.form import EntryLine
from workshop.tui.widgets.form_picker import PickDialog

if TYPE_CHECKING:
    from workshop.tui.places.strategy import ThePlace

TEXT_FIELD = {"area": "title", "goal": "title", "horizon": "title"}
"""Where the words go, for the kinds whose words are not their ``text``."""

ADD = {
    "premise": N_("Add a premise"), "evidence": N_("Add evidence"), "horizon": N_("Add a horizon"),
    "statement": N_("Add a platform statement"), "area": N_("Add an area"),
    "goal": N_("Add a goal"), "indicator": N_("Add an indicator"),
    "strategy": N_("Add a strategy"), "measure": N_("Add a measure"),
}  # fmt: skip


class Entry(msgspec.Struct):
    """What is being added, and where."""

    kind: str
    parent: str = ""
    after: str | None = None
    statement_kind: str = ""


# ── adding ───────────────────────────────────────────────────────────────────────────────


def add(place: "ThePlace") -> None:
    """Ask what is to be added, when several things fit here, and begin."""
    fitting = fits(place, place.outline.current)
    if len(fitting) == 1:
        begin_entry(place, fitting[0])
        return

    def answered(which: str | None) -> None:
        if which is not None:
            begin_entry(place, fitting[int(which)])

    choices = [(str(at), _label(place, entry)) for at, entry in enumerate(fitting)]
    place.app.push_screen(ChoiceDialog(_("What do you want to add?"), choices), answered)


def fits(place: "ThePlace", row: str) -> list[Entry]:
    """What can be added at a row, the most likely first."""
    view, kind = place.view, kind_of(row)
    if row.startswith("part:statement:"):
        return [Entry("statement", statement_kind=row.split(":")[2])]
    if row == "part:statement":
        return [Entry("statement", statement_kind=kind) for kind in STATEMENT_KINDS]
    if kind in {"section", "part"}:
        wanted = row.partition(":")[2] if kind == "part" else "area"
        return [Entry(wanted)]
    if kind == "statement":
        statement = view.need(Statement, row)
        return [Entry("statement", "", row, statement.statement_kind)]
    if kind == "area":
        return [Entry("goal", row), Entry("area", "", row)]
    if kind == "goal":
        under = [Entry(one, row) for one in ("measure", "strategy", "indicator")]
        return [*under, Entry("goal", view.parent(row), row)]
    if kind in {"measure", "strategy", "indicator"}:
        goal = view.parent(row)
        rest = [one for one in ("measure", "strategy", "indicator") if one != kind]
        return [Entry(kind, goal, row), *(Entry(one, goal) for one in rest)]
    return [Entry(kind, "", row)]


def _label(place: "ThePlace", entry: Entry) -> str:
    if entry.statement_kind in STATEMENT_KINDS:
        word = _(STATEMENT_KINDS[entry.statement_kind][1])
    else:
        word = kind_word(place.view, f"{entry.kind}:")
    if entry.parent:
        where = title_of(place.view, entry.parent, 50)
        return fill(_("{kind}, in {title}"), {"kind": word, "title": where})
    return word


def begin_entry(place: "ThePlace", entry: Entry) -> None:
    """Open the line in which the words are written."""
    place.entry = entry
    place.remove_class("-form")
    place.add_class("-entering")
    say_entry(place)
    line = place.query_one("#entry-line", EntryLine)
    anchor = entry.parent or "workshop:this"
    line.bind_to(place.session, anchor, f"+{entry.kind}{entry.statement_kind}", "")
    line.focus()


def say_entry(place: "ThePlace") -> None:
    """What the line is for."""
    if place.entry is None:
        return
    from textual.widgets import Static

    label = one_line(_label(place, place.entry), max(place.outline.size.width - 8, 20))
    place.query_one("#entry-label", Static).update(
        join((_("New") + ": ", "$foreground-muted"), (label, "bold"))
    )


async def give(place: "ThePlace", lines: list[str]) -> None:
    """Add what was written, and be ready for the next after it."""
    entry, texts = place.entry, [line for line in lines if line.strip()]
    if entry is None:
        return
    if not texts:
        end_entry(place)
        place.outline.focus()
        return
    fields: dict[str, Any] = {}
    if entry.statement_kind:
        fields["statement_kind"] = entry.statement_kind
    name = TEXT_FIELD.get(entry.kind, "text")
    what = ADD.get(entry.kind, N_("Add"))
    records, change = outlining.add_several(
        place.view, place.session.new_id, entry.kind, what, entry.parent,
        [{name: text, **fields} for text in texts], entry.after,
    )  # fmt: skip
    if await place.act(change) is None:
        return
    place.query_one("#entry-line", EntryLine).done()
    entry.after = records[-1]
    unfold_to(place, records[-1])


def unfold_to(place: "ThePlace", record: str) -> None:
    """Put the cursor on a record without taking the focus from where it is."""
    from workshop.tui.places.strategy_rows import above

    place.folded.difference_update(above(place.view, record))
    place.show_rows()
    place.outline.go_to(record)


def end_entry(place: "ThePlace") -> None:
    """Close the line. What was typed in it and not added is still there the next time."""
    place.entry = None
    place.remove_class("-entering")


# ── removing and moving ──────────────────────────────────────────────────────────────────


async def remove(place: "ThePlace") -> None:
    """Remove the row; ask first when something goes along with it."""
    record = place.selected_record()
    if not record or kind_of(record) == "section":
        place.notify(_("Choose a row first. Headings stay."))
        return
    along = outlining.going_along(place.view, record)
    title = one_line(place.view.title(record)[:500], 70)

    async def answered(yes: bool | None) -> None:
        if yes:
            await place.act(base.remove(place.view, record))
            place.notify(fill(_("Removed: {title}. ctrl+z brings it back."), {"title": title}))

    statement = place.view.find(Statement, record)
    if not along and not (statement is not None and statement.locked):
        await answered(True)
        return
    note = _("ctrl+z brings everything back.")
    if along:
        counted = ", ".join(f"{count} {_counted(kind, count)}" for kind, count in along.items())
        note = fill(_("This goes along: {what}."), {"what": counted}) + " " + note
    question = fill(_("Remove «{title}»?"), {"title": title})
    place.app.push_screen(
        ConfirmDialog(question, note, yes=_("Remove"), no=_("Keep")), answered
    )  # fmt: skip


def _counted(kind: str, count: int) -> str:
    words = {
        "goal": ngettext("goal", "goals", count),
        "strategy": ngettext("strategy", "strategies", count),
        "measure": ngettext("measure", "measures", count),
        "indicator": ngettext("indicator", "indicators", count),
        "status": ngettext("status note", "status notes", count),
    }
    return words.get(kind) or _(KIND_WORDS.get(kind, kind)).lower()


async def move(place: "ThePlace") -> None:
    """Move the row to another parent, or a statement to another kind."""
    record, view = place.selected_record(), place.view
    kind = kind_of(record)
    if kind == "statement":
        await pick(place, record, "statement_kind")
        return
    parents = outlining.parents_for(view, kind)
    if not parents:
        place.notify(_("This row has one place only. K and J move it up and down."))
        return
    here = view.parent(record)
    choices = [(parent, title_of(view, parent, 200)) for parent in parents]

    async def answered(chosen: list[str] | None) -> None:
        if chosen and chosen[0] != here:
            await place.act(base.move(place.view, record, chosen[0]))
            unfold_to(place, record)

    place.app.push_screen(
        PickDialog(_("Move to which?"), choices, [here], many=False), answered
    )  # fmt: skip


# ── measures ─────────────────────────────────────────────────────────────────────────────


async def accept(place: "ThePlace") -> None:
    """The owner has said yes, or takes it back."""
    measure = place.view.find(Measure, place.selected_record())
    if measure is None:
        place.notify(_("Choose a measure first."))
    elif not measure.owner.strip():
        place.notify(_("The measure has no owner yet. Press Enter and give it a role."))
    else:
        await place.act(acts.accept_owner(place.view, measure.id))


async def tie(place: "ThePlace") -> None:
    """Tie the row to where it comes from."""
    record = place.selected_record()
    specs = [spec for spec in place.fields_for(record) if spec.sort == "members"]
    if not specs:
        place.notify(_("Areas, goals, measures and platform statements can be tied."))
        return
    if len(specs) == 1:
        await pick(place, record, specs[0].name)
        return

    async def answered(field: str | None) -> None:
        if field is not None:
            await pick(place, record, field)

    place.app.push_screen(
        ChoiceDialog(_("Tie to what?"), [(spec.name, _(spec.label)) for spec in specs]), answered
    )


def areas_from_topics(place: "ThePlace") -> None:
    """Make areas of the chosen topics that no area carries yet."""
    topics = outlining.uncarried_topics(place.view)
    if not topics:
        place.notify(_("Every chosen topic has its area. Topics are chosen in place 3."))
        return

    async def answered(chosen: list[str] | None) -> None:
        if not chosen:
            return
        records, change = outlining.areas_from_topics(place.view, place.session.new_id, chosen)
        if await place.act(change) is not None:
            unfold_to(place, records[0])

    choices = [(topic, place.view.title(topic)) for topic in topics]
    place.app.push_screen(
        PickDialog(_("Make areas of which chosen topics?"), choices, topics), answered
    )


# ── choosing the value of a field ────────────────────────────────────────────────────────


async def pick(place: "ThePlace", record: str, field: str) -> None:
    """Choose the value of a field from a list."""
    spec = spec_of(kind_of(record), field)
    if spec is None:
        return
    value = getattr(place.view.get(record), field, None)
    if spec.sort == "flag":
        turned: dict[str, Any] = {field: not value}
        await place.act(base.edit(place.view, record, **turned))
    elif spec.sort == "members":
        _pick_members(place, record, spec, value if isinstance(value, dict) else {})
    else:
        _pick_one(place, record, spec, str(value or ""))


def _pick_one(place: "ThePlace", record: str, spec: Spec, value: str) -> None:
    view = place.view
    if spec.sort == "choice":
        choices = [(one, _(label)) for one, label in spec.choices]
    elif spec.sort == "horizon":
        choices = [("", "–")] + [(one, title_of(view, one)) for one in view.siblings("", "horizon")]
    else:
        choices = [(word, word) for word in said.suggestions(view, spec.name)]
    if len(choices) < 2 and spec.sort == "horizon":
        place.notify(_("There are no horizons yet. Add them under Horizons in the outline."))
        return
    if not choices:
        place.notify(_("Nothing was written in this field before. Write it here."))
        return
    tips = place.session.begin(record, spec.name)

    async def answered(chosen: list[str] | None) -> None:
        if chosen and chosen[0] != value:
            await place.act(base.edit(place.view, record, tips=tips, **{spec.name: chosen[0]}))

    place.app.push_screen(PickDialog(_(spec.label), choices, [value], many=False), answered)


def _pick_members(
    place: "ThePlace", record: str, spec: Spec, members: dict[str, bool]
) -> None:  # fmt: skip
    view = place.view
    candidates = tie_candidates(place, record, spec.name)
    gone = [one for one in members if one not in candidates]
    if not candidates:
        place.notify(_("There is nothing to tie to yet."))
        return
    choices = [(one, said.tied_name(view, one)) for one in candidates]

    async def answered(chosen: list[str] | None) -> None:
        if chosen is not None and set(chosen) | set(gone) != set(members):
            await place.act(acts.tie(place.view, record, spec.name, [*chosen, *gone]))

    place.app.push_screen(PickDialog(_(spec.label), choices, members), answered)


def tie_candidates(place: "ThePlace", record: str, field: str) -> list[str]:
    """What a record can be tied to, the nearest first."""
    view = place.view
    if field == "topics":
        return [topic.id for topic in view.topics("chosen")] + [
            topic.id for topic in view.topics() if topic.state != "chosen"
        ]
    if field == "answers":
        near = [answer.id for topic in _topics_of(place, record)
                for answer in view.topic_answers(topic)]  # fmt: skip
        return list(dict.fromkeys([*near, *view.ids("answer")]))
    own = view.parent(record)
    if field == "goals":
        return [goal.id for goal in view.goals() if goal.id != own]
    goals = [own, *(goal.id for goal in view.goals() if goal.id != own)]
    return [one for goal in goals for one in view.siblings(goal, "strategy")]


def _topics_of(place: "ThePlace", record: str) -> list[str]:
    """The topics behind a record and what it lies under."""
    found: list[str] = []
    while record:
        found.extend(getattr(place.view.get(record), "topics", {}))
        record = place.view.parent(record)
    return found
