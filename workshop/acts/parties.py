"""Parties and review: consultations, decisions, and findings left standing."""

from typing import Any

from workshop.acts.base import NewId, add, change
from workshop.changes import Change
from workshop.messages import N_
from workshop.view import View


def consult(
    view: View, new_id: NewId, body: str, consultation_kind: str, **values: Any
) -> tuple[str, Change]:
    """Record a consultation, with its exact kind."""
    return add(
        view, new_id, "consultation", N_("Record a consultation"),
        body=body, consultation_kind=consultation_kind, **values,
    )  # fmt: skip


def decide(
    view: View, new_id: NewId, body: str, decision_kind: str, **values: Any
) -> tuple[str, Change]:
    """Record what a body decided."""
    return add(
        view, new_id, "decision", N_("Record a decision"),
        body=body, decision_kind=decision_kind, **values,
    )  # fmt: skip


def waiver_id(rule: str, record: str) -> str:
    """The id of a finding left standing: the same for everyone who means the same finding."""
    return f"waiver:{rule}~{record}"


def leave_standing(view: View, rule: str, record: str, reason: str) -> Change:
    """Leave a finding standing, with the reason (*la stå, med begrunnelse*)."""
    sets = {waiver_id(rule, record): {"reason": reason}}
    return change(view, N_("Leave a finding standing"), sets)


def take_up(view: View, rule: str, record: str) -> Change:
    """Take a finding up again that had been left standing."""
    return change(view, N_("Take a finding up again"), {waiver_id(rule, record): {"reason": ""}})
