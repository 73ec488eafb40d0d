"""Parties and review: consultations, decisions, and findings left standing."""

from typing import Any

from workshop.acts.base import NewId, add, change, remove, restore
from workshop.acts.topics import merge, part
from workshop.changes import Change
from workshop.messages import N_
from workshop.model import Consultation, Decision, Topic
from workshop.view import View

LEGAL_BASES = (
    "Hovedavtalen del B",
    "Hovedavtalen del B § 3-1",
    "Kommuneloven § 5-11",
    "Kommuneloven § 5-12",
    "Arbeidsmiljøloven § 4-2",
    "Arbeidsmiljøloven § 6-2",
    "Arbeidsmiljøloven § 7-2",
    "Arbeidsmiljøloven § 8-1",
    "Arbeidsmiljøloven § 9-2",
)
"""What consultations usually build on: the main agreement, the joint committee, the councils for
the elderly, the disabled and youth, arranging of work, the safety representative, the
working-environment committee, information and discussion, and monitoring."""


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


def legal_bases(view: View) -> list[str]:
    """What a consultation may build on: what this workshop has used, then the usual ones."""
    used = [one.basis.strip() for one in view.all(Consultation)]
    usual = list(LEGAL_BASES)
    if view.workshop.language == "nn":
        usual = [basis.replace("loven ", "lova ") for basis in usual]
    return list(dict.fromkeys(basis for basis in (*used, *usual) if basis))


def consulted_bodies(view: View) -> list[str]:
    """The bodies and organisations that have been consulted or have decided, as written before."""
    bodies = [one.body for one in view.all(Consultation)]
    bodies += [one.body for one in view.all(Decision)]
    return list(dict.fromkeys(body.strip() for body in bodies if body.strip()))


def bring_back(view: View, record: str) -> Change:
    """Bring back what was removed, or part a topic that was merged, with its new work."""
    topic = view.find(Topic, record)
    if view.removed_by(record) or topic is None or not topic.merged_into:
        return restore(view, record)
    return part(view, record)


def dismiss_late(view: View, record: str) -> Change:
    """Take new work off the screen too, which a removal or a merge had not seen."""
    topic = view.find(Topic, record)
    if view.removed_by(record) or topic is None or not topic.merged_into:
        return remove(view, record)
    return merge(view, [record], topic.merged_into)
