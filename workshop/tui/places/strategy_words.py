"""What the kinds and choices of a strategy are called on the screen, in one place."""

from workshop.documents.wording import KIND_WORDS
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Area, Goal, kind_of
from workshop.tui.text import one_line
from workshop.view import View

STATEMENT_KINDS: dict[str, tuple[str, str]] = {
    "vision": (N_("Vision"), N_("Vision")),
    "value": (N_("Values"), N_("Value")),
    "reputation": (N_("Desired reputation"), N_("Desired reputation")),
    "main-goal": (N_("Main goals"), N_("Main goal")),
    "employer-principle": (N_("Employer principles"), N_("Employer principle")),
    "leader-principle": (N_("Leader principles"), N_("Leader principle")),
    "employee-principle": (N_("Employee principles"), N_("Employee principle")),
}
"""Kind of statement → what many are called, and what one is."""

SECTIONS: dict[str, str] = {
    "section:introduction": N_("Introduction"),
    "section:followup": N_("Follow-up"),
}

PREMISE_KINDS = (
    ("", N_("–")), ("mandate", N_("Mandate")), ("plan", N_("Adopted plan")),
    ("decision", N_("Decision")),
)  # fmt: skip
OWNER_STATES = (("proposed", N_("Proposed")), ("accepted", N_("Accepted")))
PRIORITIES = (
    ("", N_("–")), ("high", N_("High")), ("medium", N_("Medium")), ("low", N_("Low")),
)  # fmt: skip
STATUSES = (
    ("not-started", N_("Not started")), ("started", N_("Started")), ("done", N_("Done")),
    ("stopped", N_("Stopped")),
)  # fmt: skip
STATUS_MARKS = {"not-started": "•", "started": "»", "done": "✓", "stopped": "×"}


def kind_word(view: View, record: str) -> str:
    """What one record of this kind is called, in the workshop's own word where it has one."""
    kind = kind_of(record)
    own = {"area": view.workshop.area_label, "goal": view.workshop.goal_label}.get(kind, "")
    if own.strip():
        return one_line(own.strip(), 30).capitalize()
    if record in SECTIONS:
        return _(SECTIONS[record])
    return _(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def number_of(view: View, record: str) -> str:
    """The number of an area or a goal as it stands in the strategy: ``2`` or ``2.1``."""
    parent = view.parent(record)
    siblings = view.siblings(parent, kind_of(record))
    if record not in siblings:
        return ""
    place = str(siblings.index(record) + 1)
    return f"{number_of(view, parent)}.{place}" if kind_of(record) == Goal.kind else place


def title_of(view: View, record: str, width: int = 0) -> str:
    """The words by which a record is recognised on one line, numbered where it has a number."""
    if record in SECTIONS:
        return _(SECTIONS[record])
    words = one_line(view.title(record)[:2000], width) or _("(no text yet)")
    if kind_of(record) in {Area.kind, Goal.kind}:
        return f"{number_of(view, record)} {words}"
    return words
