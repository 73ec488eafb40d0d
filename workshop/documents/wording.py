"""What the codes in the records are called, and a small helper to say it in one language.

The keys are the codes of ``model``; whoever shows a code on a screen or in a document may look
its name up here.
"""

from collections.abc import Mapping
from typing import Any

from workshop.i18n import Translator, date_text
from workshop.messages import N_, Message, msg
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

TOPIC_STATES: Mapping[str, Message] = {
    "candidate": msg("candidate"),
    "chosen": msg("chosen"),
    "deselected": msg("deselected"),
    "rejected": msg("rejected"),
}
BODY_KINDS: Mapping[str, Message] = {
    "council": msg("the council"),
    "executive": msg("the executive committee"),
    "committee": msg("the joint committee"),
    "amu": msg("AMU"),
}
ORGANISATION_KINDS: Mapping[str, Message] = {
    "municipality": msg("municipality"),
    "county": msg("county council"),
    "other": msg("other"),
}
LANGUAGE_NAMES: Mapping[str, Message] = {
    "nb": msg("bokmål"), "nn": msg("nynorsk"), "en": msg("English"),
}  # fmt: skip

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
    ("status", "state"): MEASURE_STATES,
    ("meeting", "body_kind"): BODY_KINDS,
    ("topic", "state"): TOPIC_STATES,
    ("workshop", "language"): LANGUAGE_NAMES,
    ("workshop", "organisation_kind"): ORGANISATION_KINDS,
}
"""(kind of record, field) → the codes it may hold, besides nothing."""

KIND_WORDS: Mapping[str, str] = {
    "section": N_("Text"), "premise": N_("Premise"), "evidence": N_("Evidence"),
    "statement": N_("Platform statement"), "horizon": N_("Horizon"), "area": N_("Area"),
    "goal": N_("Goal"), "indicator": N_("Indicator"), "strategy": N_("Strategy"),
    "measure": N_("Measure"), "topic": N_("Topic"), "answer": N_("Answer"),
    "round": N_("Round"), "draw": N_("Drawn card"), "card": N_("Card"), "group": N_("Table"),
    "consultation": N_("Consultation"), "decision": N_("Decision"), "status": N_("Status"),
    "workshop": N_("Strategy work"), "phase": N_("Phase"), "activity": N_("Activity"),
    "meeting": N_("Meeting"), "calendar": N_("Calendar"),
}  # fmt: skip
"""Kind of record → what one is called, with a capital letter."""

FIELD_WORDS: Mapping[str, str] = {
    "title": N_("Title"), "text": N_("Text"), "name": N_("Name"),
    "organisation": N_("Organisation"),
    "period_from": N_("From year"), "period_to": N_("To year"), "language": N_("Language"),
    "council_date": N_("Council meeting"), "process": N_("Process"), "state": N_("State"),
    "reason": N_("Reason"), "note": N_("Note"), "minutes_used": N_("Minutes used"),
    "place": N_("Place"), "removed": N_("Removed"), "card": N_("Card"), "activity": N_("Activity"),
    "reversed": N_("Turned round"), "number": N_("Number"), "composition": N_("Who sits there"),
    "draw": N_("Drawn card"), "group": N_("Table"), "star": N_("Star"), "tags": N_("Tags"),
    "now": N_("Now"), "wanted": N_("Wanted"), "answers": N_("Answers"),
    "merged_into": N_("Merged into"), "question": N_("Question"), "method": N_("Method"),
    "options": N_("Options"), "grades": N_("Grades"), "ballots": N_("Slips"),
    "tally": N_("Result"), "topics": N_("Topics"), "body": N_("With whom"),
    "party": N_("Party"), "consultation_kind": N_("Kind"), "date": N_("Date"),
    "basis": N_("Legal basis"), "concerns": N_("About"), "stance": N_("Stance"),
    "minutes": N_("Minutes, word for word"), "points": N_("Points raised"),
    "our_answer": N_("Our answer"), "changed": N_("What changed"), "measures": N_("Measures"),
    "case_number": N_("Case number"), "decision_kind": N_("Kind"), "measure": N_("Measure"),
    "content": N_("Content"), "area_label": N_("Word for area"), "goal_label": N_("Word for goal"),
    "organisation_kind": N_("Kind of organisation"), "short": N_("Short name"),
    "minutes_planned": N_("Minutes planned"), "weeks_from": N_("Fewest weeks"),
    "weeks_to": N_("Weeks it ought to have"), "hidden": N_("Left out"),
    "hidden_reason": N_("Why it is left out"), "activity_kind": N_("Kind"), "guide": N_("Guide"),
    "position": N_("Place"), "body_kind": N_("Body"), "papers": N_("Papers due"),
    "paper_days": N_("Working days for papers"), "closed": N_("Closed"),
    "rationale": N_("Rationale"), "argument": N_("Argument"), "owner": N_("Owner"),
    "deadline": N_("Deadline"), "origin": N_("Origin"), "source": N_("Source"),
    "value": N_("Value"), "year": N_("Year"), "horizon": N_("Horizon"), "status": N_("Status"),
    "strategies": N_("Strategies"), "goals": N_("Goals"),
}  # fmt: skip
"""Field → what it is called, where no form has a word of its own for it."""


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
