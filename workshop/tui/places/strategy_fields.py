"""Which fields the form shows for each kind of record, and in what order."""

from typing import NamedTuple

from workshop.i18n import N_
from workshop.tui.places.strategy_words import (
    OWNER_STATES,
    PREMISE_KINDS,
    PRIORITIES,
    STATEMENT_KINDS,
    STATUSES,
)


class Spec(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    """A message id."""
    sort: str
    """``text`` (several lines), ``title`` (one text that wraps), ``line``, ``role``, ``theme``,
    ``body`` (lines with suggestions), ``date``, ``year``, ``choice``, ``horizon``, ``flag``,
    ``members``."""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and message id, for a choice."""


_STATEMENTS = tuple((kind, one) for kind, (_many, one) in STATEMENT_KINDS.items())

FIELDS: dict[str, tuple[Spec, ...]] = {
    "section": (Spec("text", N_("Text"), "text"),),
    "premise": (
        Spec("text", N_("Premise"), "text"),
        Spec("premise_kind", N_("Kind"), "choice", PREMISE_KINDS),
        Spec("source", N_("Source"), "line"),
    ),
    "evidence": (
        Spec("text", N_("Figure or finding"), "text"),
        Spec("value", N_("Value"), "line"),
        Spec("year", N_("Year"), "year"),
        Spec("source", N_("Source"), "line"),
        Spec("meaning", N_("What it means here"), "text"),
        Spec("consequence", N_("What follows from it"), "text"),
    ),
    "statement": (
        Spec("text", N_("Text"), "text"),
        Spec("statement_kind", N_("Kind"), "choice", _STATEMENTS),
        Spec("origin", N_("Origin"), "line"),
        Spec("locked", N_("Locked"), "flag"),
        Spec("answers", N_("Answers behind it"), "members"),
    ),
    "horizon": (
        Spec("title", N_("Name"), "line"),
        Spec("year_from", N_("From year"), "year"),
        Spec("year_to", N_("To year"), "year"),
    ),
    "area": (
        Spec("title", N_("Title"), "title"),
        Spec("short", N_("Short name"), "line"),
        Spec("rationale", N_("Rationale"), "text"),
        Spec("topics", N_("Topics behind it"), "members"),
    ),
    "goal": (
        Spec("title", N_("Title"), "title"),
        Spec("short", N_("Short name"), "line"),
        Spec("text", N_("Explanation"), "text"),
        Spec("topics", N_("Topics behind it"), "members"),
    ),
    "indicator": (
        Spec("text", N_("What is measured"), "text"),
        Spec("baseline", N_("Now"), "line"),
        Spec("target", N_("Target"), "line"),
        Spec("unit", N_("Unit"), "line"),
        Spec("year", N_("Year"), "year"),
        Spec("source", N_("Source"), "line"),
    ),
    "strategy": (Spec("text", N_("Text"), "text"),),
    "measure": (
        Spec("text", N_("Measure"), "text"),
        Spec("owner", N_("Owner (role)"), "role"),
        Spec("owner_state", N_("Owner has"), "choice", OWNER_STATES),
        Spec("deadline", N_("Deadline"), "date"),
        Spec("horizon", N_("Horizon"), "horizon"),
        Spec("priority", N_("Priority"), "choice", PRIORITIES),
        Spec("status", N_("Status"), "choice", STATUSES),
        Spec("theme", N_("Theme"), "theme"),
        Spec("cost", N_("Cost"), "line"),
        Spec("follow_up_body", N_("Follow-up body"), "body"),
        Spec("needs_discussion", N_("Own discussion"), "flag"),
        Spec("short", N_("Short form"), "line"),
        Spec("argument", N_("Argument"), "text"),
        Spec("strategies", N_("Strategies it carries out"), "members"),
        Spec("goals", N_("Further goals it serves"), "members"),
        Spec("topics", N_("Topics behind it"), "members"),
        Spec("answers", N_("Answers behind it"), "members"),
    ),
}
"""Kind → its fields."""

LONG = frozenset({"text", "title", "members"})
"""Sorts with the label above the field."""


def spec_of(kind: str, field: str) -> Spec | None:
    """The field of a form, or None when the form does not show it."""
    return next((spec for spec in FIELDS.get(kind, ()) if spec.name == field), None)
