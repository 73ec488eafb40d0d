"""What the codes in the records are called, and a small helper to say it in one language.

The keys are the codes of ``model``; whoever shows a code on a screen or in a document may look
its name up here.
"""

from collections.abc import Mapping
from typing import Any

from workshop.i18n import Translator, date_text
from workshop.messages import Message, msg
from workshop.view import View

CONSULTATION_KINDS: Mapping[str, Message] = {
    "informed": msg("informed (informert)"),
    "advised": msg("asked for advice (tatt med på råd)"),
    "discussed": msg("discussed (drøftet)"),
    "presented": msg("presented (forelagt)"),
    "statement": msg("statement given (uttalelse)"),
    "hearing": msg("hearing response (høringssvar)"),
    "treated": msg("treated (behandlet)"),
    "negotiated": msg("negotiated (forhandlet)"),
}
CONCERNS: Mapping[str, Message] = {
    "mandate": msg("the mandate"),
    "draft": msg("the draft"),
    "changes": msg("changes to the draft"),
    "proposal": msg("the proposal"),
}
STANCES: Mapping[str, Message] = {
    "agree": msg("agrees"),
    "partly": msg("agrees in part"),
    "disagree": msg("disagrees"),
}
PARTIES: Mapping[str, Message] = {
    "unions": msg("unions"),
    "safety": msg("safety service"),
    "committee": msg("joint committee"),
    "amu": msg("working environment committee"),
    "hearing": msg("hearing"),
    "elected": msg("elected members"),
}
DECISION_KINDS: Mapping[str, Message] = {
    "decision": msg("decision (vedtak)"),
    "recommendation": msg("recommendation (innstilling)"),
    "statement": msg("statement (uttalelse)"),
    "noted": msg("taken note of (tatt til orientering)"),
}
OWNER_STATES: Mapping[str, Message] = {
    "proposed": msg("proposed"),
    "accepted": msg("accepted"),
}
PRIORITIES: Mapping[str, Message] = {
    "high": msg("high"),
    "medium": msg("medium"),
    "low": msg("low"),
}
MEASURE_STATES: Mapping[str, Message] = {
    "not-started": msg("not started"),
    "started": msg("started"),
    "done": msg("done"),
    "stopped": msg("stopped"),
}
PREMISE_KINDS: Mapping[str, Message] = {
    "mandate": msg("Mandate"),
    "plan": msg("Adopted plan"),
    "decision": msg("Earlier decision"),
}
STATEMENT_KINDS: Mapping[str, Message] = {
    "vision": msg("Vision"),
    "value": msg("Values"),
    "reputation": msg("Desired reputation"),
    "main-goal": msg("Main goals"),
    "employer-principle": msg("Principles for the employer"),
    "leader-principle": msg("Principles for leaders"),
    "employee-principle": msg("Principles for employees"),
}
"""In the order in which they stand in the platform."""
ROLES: Mapping[str, Message] = {
    "elected": msg("elected members"),
    "top": msg("top leaders"),
    "middle": msg("middle leaders"),
    "first-line": msg("first-line leaders"),
    "employees": msg("employees"),
    "unions": msg("union representatives"),
    "safety": msg("safety representatives"),
    "staff": msg("HR and staff"),
    "citizens": msg("citizens"),
    "partners": msg("partners"),
}

CODES: Mapping[tuple[str, str], Mapping[str, Message]] = {
    ("consultation", "consultation_kind"): CONSULTATION_KINDS,
    ("consultation", "concerns"): CONCERNS,
    ("consultation", "stance"): STANCES,
    ("consultation", "party"): PARTIES,
    ("decision", "decision_kind"): DECISION_KINDS,
    ("measure", "owner_state"): OWNER_STATES,
    ("measure", "priority"): PRIORITIES,
    ("measure", "status"): MEASURE_STATES,
    ("premise", "premise_kind"): PREMISE_KINDS,
    ("statement", "statement_kind"): STATEMENT_KINDS,
}
"""(kind of record, field) → the codes it may hold, besides nothing."""


class Wording:
    """Says things in the language of one document."""

    def __init__(self, t: Translator) -> None:
        self.t = t
        self.language = t.language

    def say(self, text: Message) -> str:
        """A message in the document's language."""
        return self.t.message(text)

    def name(self, codes: Mapping[str, Message], code: str) -> str:
        """What a code is called; one that is not known stays as it is."""
        found = codes.get(code)
        return self.say(found) if found else code

    def date(self, iso: str) -> str:
        """A date in words."""
        return date_text(iso, self.language)

    def years(self, first: int, last: int) -> str:
        """A span of years; empty when none is set."""
        if first and last and first != last:
            return f"{first}–{last}"
        return str(first or last or "")

    def area(self, view: View) -> str:
        """What this workshop calls an area, with a capital letter."""
        return _capital(view.workshop.area_label) or self.say(msg("Area"))

    def goal(self, view: View) -> str:
        """What this workshop calls a goal, with a capital letter."""
        return _capital(view.workshop.goal_label) or self.say(msg("Goal"))

    def roles(self, composition: Mapping[str, int]) -> list[str]:
        """How many there are of each role, in the customary order, unknown roles last."""
        known = [role for role in ROLES if composition.get(role, 0) > 0]
        others = [role for role in composition if role not in ROLES and composition[role] > 0]
        return [f"{composition[role]} {self.name(ROLES, role)}" for role in (*known, *others)]


def joined(parts: list[Any] | tuple[Any, ...], between: str = " · ") -> str:
    """The parts that say something, on one line."""
    return between.join(str(part) for part in parts if part)


def _capital(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
