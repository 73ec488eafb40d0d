"""What several people's work, older versions and slips of the hand have left behind."""

from collections import defaultdict
from collections.abc import Iterator

from workshop.messages import N_, msg
from workshop.model import Area, Goal, Horizon, Measure, Record, Statement, Strategy, Topic
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan
from workshop.text_gate import comparison_key


@rule("conflict", "error", can_stand=False)
def conflict(scan: Scan) -> Iterator[Fault]:
    """Two people's values for one field: only one of them can be decided on."""
    for one in scan.view.conflicts():
        yield Fault(
            one.record,
            msg("Two versions stand against each other: {title}", title=_words(scan, one.record)),
            msg("Choose one of them, or write a third"),
            one.field,
        )


@rule("new-under-removed")
def new_under_removed(scan: Scan) -> Iterator[Fault]:
    """Work that arrived under something after it was removed or merged, and that nobody sees."""
    for removed in scan.view.removed():
        if removed.late:
            yield Fault(
                removed.record,
                msg(
                    "There is new work under something that was removed: {title}",
                    title=_words(scan, removed.record),
                ),
                msg("Bring it back, or move the new work to where it belongs"),
            )
    for merged in scan.view.merged_late():
        yield Fault(
            merged.record,
            msg(
                "There is new work in a topic that was merged into another: {title}",
                title=_words(scan, merged.record),
            ),
            msg("Part the topics again, or carry the new work over"),
        )


@rule("ghost")
def ghost(scan: Scan) -> Iterator[Fault]:
    """A record whose adding was undone, but which others had worked in."""
    for one in scan.view.ghosts():
        yield Fault(
            one.record,
            msg(
                "This was undone after others had worked in it: {title}",
                title=_words(scan, one.record),
            ),
            msg("Remove it, or leave this standing with the reason why it stays"),
        )


@rule("stray")
def stray(scan: Scan) -> Iterator[Fault]:
    """A record that lies under something that is not there, so that no list shows it."""
    view = scan.view
    unknown = (
        record
        for record in view.records()
        if (parent := view.parent(record)) and not view.fields(parent) and view.on_screen(record)
    )
    for record in sorted({*view.strays(), *unknown}):
        yield Fault(
            record,
            msg("This has nothing to lie under: {title}", title=_words(scan, record)),
            msg("Move it to where it belongs, or remove it"),
        )


@rule("cycle")
def cycle(scan: Scan) -> Iterator[Fault]:
    """Two moves or merges that together made a ring; one of them was stepped back."""
    for record in sorted(scan.view.tied()):
        yield Fault(
            record,
            msg(
                "Two people put things inside each other, so one move was stepped back: {title}",
                title=_words(scan, record),
            ),
            msg("See that it lies in the right place, and move it once more"),
        )


@rule("unreadable")
def unreadable(scan: Scan) -> Iterator[Fault]:
    """A value this version cannot read. It is kept, but shown nowhere."""
    fields: dict[str, list[str]] = defaultdict(list)
    for trouble in scan.view.troubles():
        fields[trouble.record].append(trouble.field)
    for record, names in fields.items():
        yield Fault(
            record,
            msg(
                "Something here cannot be read by this version: {title} ({fields})",
                title=_words(scan, record),
                fields=", ".join(names),
            ),
            msg("It is kept as it is. A newer version may read it; or write the value anew"),
            names[0],
        )


_WORDS: tuple[tuple[type[Record], str], ...] = (
    (Area, "title"), (Goal, "title"), (Strategy, "text"), (Measure, "text"), (Topic, "title"),
    (Statement, "text"), (Horizon, "title"),
)  # fmt: skip
"""Where the words of each kind are."""


@rule("empty-title")
def empty_title(scan: Scan) -> Iterator[Fault]:
    """Something without words: it would stand empty in the documents."""
    for struct, field in _WORDS:
        for one in scan.view.all(struct):
            if not getattr(one, field).strip() and not scan.view.is_ghost(one.id):
                yield Fault(
                    one.id,
                    msg("This has no text: {kind}", kind=msg(_KINDS[struct])),
                    msg("Write a few words, or remove it"),
                    field,
                )


_KINDS: dict[type[Record], str] = {
    Area: N_("Area"), Goal: N_("Goal"), Strategy: N_("Strategy"), Measure: N_("Measure"),
    Topic: N_("Topic"), Statement: N_("Platform statement"), Horizon: N_("Horizon"),
}  # fmt: skip


@rule("duplicate", "note")
def duplicate(scan: Scan) -> Iterator[Fault]:
    """The same words twice among things of the same kind."""
    for struct, field in _WORDS:
        first: dict[str, str] = {}
        for one in scan.view.all(struct):
            words = comparison_key(getattr(one, field)).rstrip(".")
            if struct is Topic and scan.root(one.id) != one.id:
                continue
            if words and first.setdefault(words, one.id) != one.id:
                yield Fault(
                    one.id,
                    msg("The same words stand twice: {title}", title=scan.title(one)),
                    msg("Remove one of them, or say how they differ"),
                    field,
                )


def _words(scan: Scan, record: str) -> str:
    found = scan.view.get(record)
    return (scan.title(found) if found else "") or record
