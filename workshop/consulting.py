"""What has been done with the parties, and what that counts as.

The review and the guide both ask: has the draft been *drøftet*, was it in time, has the safety
service been asked? The answers are given once, here. Taking part in a gathering is not a
consultation at all, and *informert*, *forelagt* and *tatt med på råd* are not *drøftet*.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from workshop.model import Consultation, Decision
from workshop.text_gate import comparison_key
from workshop.view import View

DECIDING = ("decision", "recommendation")
"""Kinds of decision that need a proposal on the table."""

ADVISED = ("advised", "discussed")
"""What counts as having asked the safety service (*tatt med på råd*)."""

TREATED = ("treated", "statement")
"""What a committee does with a matter: *behandlet* or *uttalelse*."""

_LEAD = timedelta(days=120)
"""How long before the council's meeting a recommendation on the strategy can be given. What was
decided earlier was about the work, such as its mandate."""

_WORK = ("mandat", "oppstart", "prosjektplan", "start-up", "project plan")


def as_date(text: str) -> date | None:
    """The date in an ISO text (``2027-03-01``), or None when it is not one."""
    if len(text.strip()) != 10:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


class Dealings(msgspec.Struct, frozen=True, kw_only=True):
    """What has been done with the parties so far."""

    consultations: tuple[Consultation, ...]
    deciding: tuple[Decision, ...]
    """Decisions and recommendations on the strategy itself, earliest first."""
    proposed: bool
    """Whether the chief executive's proposal is known to lie on the table."""
    proposal_date: date | None
    """The first date at which it is known to have done so."""

    @property
    def adopted(self) -> Decision | None:
        """The decision on the strategy, if it has been made."""
        return next((one for one in self.deciding if one.decision_kind == "decision"), None)

    @property
    def hearings(self) -> tuple[Consultation, ...]:
        """What has come in from the hearing."""
        return tuple(
            one
            for one in self.consultations
            if one.consultation_kind == "hearing" or one.party == "hearing"
        )

    def held(
        self, parties: Iterable[str], kinds: Iterable[str], concerns: Iterable[str] = ()
    ) -> tuple[Consultation, ...]:
        """Consultations with some parties, of some kinds, on some matters (or any)."""
        who, how, what = set(parties), set(kinds), set(concerns)
        return tuple(
            one
            for one in self.consultations
            if one.party in who
            and one.consultation_kind in how
            and (not what or one.concerns in what)
        )

    def in_time(self, consultation: Consultation) -> bool:
        """Whether it was held before the proposal lay on the table.

        As long as there is no proposal any date will do. When there is one, only a date shows
        that it was before.
        """
        if not self.proposed or self.proposal_date is None:
            return True
        held = as_date(consultation.date)
        return held is not None and held < self.proposal_date

    def discussed(self, *concerns: str) -> tuple[Consultation, ...]:
        """Where the unions' representatives have *drøftet* a matter, in time or not."""
        return self.held(("unions",), ("discussed",), concerns)

    def mandate_discussed(self) -> bool:
        """Whether the mandate has been *drøftet* with the unions."""
        return bool(self.discussed("mandate"))

    def draft_discussed(self) -> bool:
        """Whether the draft was *drøftet* with the unions before the proposal."""
        return any(self.in_time(one) for one in self.discussed("draft", "changes"))

    def changes_discussed(self) -> bool:
        """Whether the changes were *drøftet*, after what changed them and before the proposal."""
        changing = [one for one in self.hearings if one.changed.strip()]
        dates = [held for one in changing or self.hearings if (held := as_date(one.date))]
        since = (max(dates) if changing else min(dates)) if dates else None
        for one in self.discussed("changes"):
            held = as_date(one.date)
            late_enough = since is None or held is None or held >= since
            if late_enough and self.in_time(one):
                return True
        return False

    def safety_advised(self) -> bool:
        """Whether the safety service was *tatt med på råd* on the draft."""
        return bool(self.held(("safety",), ADVISED, ("draft", "changes", "proposal")))

    def treated(self, party: str) -> bool:
        """Whether a committee (``committee`` or ``amu``) has treated the draft or stated on it."""
        return bool(self.held((party,), TREATED, ("draft", "changes", "proposal", "")))

    def own_discussion(self, measure: str) -> bool:
        """Whether a measure has had a *drøfting* of its own, not only as part of the draft."""
        return any(measure in one.measures for one in self.discussed() if not one.concerns.strip())


def dealings(view: View) -> Dealings:
    """What has been done with the parties, read from the workshop."""
    consultations = tuple(view.all(Consultation))
    council = as_date(view.workshop.council_date)
    deciding = sorted(
        (
            one
            for one in view.all(Decision)
            if one.decision_kind in DECIDING and _on_strategy(one, council)
        ),
        key=lambda one: (as_date(one.date) or date.max, one.id),
    )
    on_proposal = [
        one
        for one in consultations
        if one.concerns == "proposal" and one.consultation_kind != "discussed"
    ]
    written = [one.date for one in deciding] + [one.date for one in on_proposal]
    dates = [found for text in written if (found := as_date(text))]
    return Dealings(
        consultations=consultations,
        deciding=tuple(deciding),
        proposed=bool(deciding or on_proposal),
        proposal_date=min(dates, default=None),
    )


def _on_strategy(decision: Decision, council: date | None) -> bool:
    """Whether a decision is on the strategy, and not on its mandate or start."""
    made = as_date(decision.date)
    if council is not None and made is not None:
        return made >= council - _LEAD
    text = comparison_key(decision.text)
    strategy = text.find("strateg")
    at = [found for word in _WORK if (found := text.find(word)) >= 0]
    return not at or (0 <= strategy < min(at))
