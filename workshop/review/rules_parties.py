"""The parties: what has been done with whom, when, and what still has to be.

What counts as what is in ``workshop.consulting``. Nothing is asked of a stage that has not been
reached: a draft is goals with measures, and a proposal is a decision, a recommendation, or a
committee's statement on the proposal.
"""

from collections.abc import Iterator

from workshop.consulting import as_date
from workshop.messages import msg
from workshop.model import WORKSHOP
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan
from workshop.shortening import shorten


@rule("mandate-not-discussed")
def mandate_not_discussed(scan: Scan) -> Iterator[Fault]:
    """The work has come to choices, and the mandate was never *drøftet*."""
    reached = scan.has_draft or any(one.state == "chosen" for one in scan.topics.values())
    if reached and not scan.only_input and not scan.dealings.mandate_discussed():
        yield Fault(
            WORKSHOP,
            msg("The mandate has not been discussed (drøftet) with the unions"),
            msg(
                "Discuss it with the unions’ representatives and record when. Taking part in the "
                "work does not count, nor does being informed"
            ),
        )


@rule("draft-not-discussed", "error")
def draft_not_discussed(scan: Scan) -> Iterator[Fault]:
    """The draft was not *drøftet* with the unions before the proposal."""
    known = scan.dealings
    if known.draft_discussed() or scan.only_input or not (scan.has_draft or known.proposed):
        return
    hint = msg(
        "Discuss the draft with the unions’ representatives before the chief executive’s "
        "proposal, and record the date. Taking part does not count, nor does being informed"
    )
    held = known.discussed("draft", "changes")
    if not held:
        message = msg(
            "The draft has not been discussed (drøftet) with the unions before the proposal"
        )
    elif all(as_date(one.date) is None for one in held):
        message = msg("No date shows that the draft was discussed (drøftet) before the proposal")
    else:
        message = msg("The draft was discussed (drøftet) only after the proposal was made")
    yield Fault(held[0].id if held else WORKSHOP, message, hint, "date" if held else "")


@rule("decision-before-discussion", "error")
def decision_before_discussion(scan: Scan) -> Iterator[Fault]:
    """A decision dated before, or the same day as, the *drøfting* it should build on."""
    held = [found for one in scan.dealings.discussed("draft", "changes")
            if (found := as_date(one.date))]  # fmt: skip
    for decision in scan.dealings.deciding:
        made = as_date(decision.date)
        if made and held and made <= min(held):
            yield Fault(
                decision.id,
                msg(
                    "{body} decided before the draft was discussed (drøftet)",
                    body=shorten(decision.body),
                ),
                msg("Check both dates. If they are right, the matter should be treated again"),
                "date",
            )


@rule("changes-not-discussed")
def changes_not_discussed(scan: Scan) -> Iterator[Fault]:
    """There has been a hearing, and what came of it was not *drøftet* before the proposal."""
    known = scan.dealings
    if not known.hearings or known.changes_discussed():
        return
    changed = any(one.changed.strip() for one in known.hearings)
    yield Fault(
        WORKSHOP,
        msg("The changes after the hearing have not been discussed (drøftet) with the unions"),
        msg(
            "Discuss the changes before the proposal, or leave this standing with the reason that "
            "nothing was changed"
        ),
        severity="error" if changed or known.proposed else None,
    )


@rule("safety-not-advised", "error")
def safety_not_advised(scan: Scan) -> Iterator[Fault]:
    """The safety service was not *tatt med på råd* on the draft."""
    if scan.only_input or not (scan.has_draft or scan.dealings.proposed):
        return
    if not scan.dealings.safety_advised():
        yield Fault(
            WORKSHOP,
            msg("The safety service has not been asked for advice (tatt med på råd) on the draft"),
            msg("Ask the main safety representative, and record the advice and your answer"),
        )


@rule("committee-not-treated")
def committee_not_treated(scan: Scan) -> Iterator[Fault]:
    """Near the decision, and the joint committee has not stated its view."""
    if scan.near_decision and not scan.only_input and not scan.dealings.treated("committee"):
        yield Fault(
            WORKSHOP,
            msg("The joint committee (PSU) has not treated the matter or stated its view"),
            msg("Put it on the committee’s agenda before the council meets"),
            severity="error" if scan.dealings.proposed else None,
        )


@rule("amu-not-treated")
def amu_not_treated(scan: Scan) -> Iterator[Fault]:
    """Near the decision, and the working-environment committee has not treated the matter."""
    if scan.near_decision and not scan.only_input and not scan.dealings.treated("amu"):
        yield Fault(
            WORKSHOP,
            msg("The working-environment committee (AMU) has not treated the matter"),
            msg("Put what it means for the working environment on the committee’s agenda"),
        )


_NEEDS_BASIS = frozenset({"discussed", "advised", "treated", "presented", "negotiated"})


@rule("consultation-without-date")
def consultation_without_date(scan: Scan) -> Iterator[Fault]:
    """Nothing shows when it was."""
    for one in scan.dealings.consultations:
        if as_date(one.date) is None:
            yield Fault(
                one.id,
                msg("Consultation without date: {body}", body=scan.title(one))
                if not one.date.strip()
                else msg("The date is not a date: {date} – {body}",
                         date=shorten(one.date, 30), body=scan.title(one)),
                msg("Write it as year-month-day, such as 2028-06-30"),
                "date",
            )  # fmt: skip


@rule("consultation-without-basis", "note")
def consultation_without_basis(scan: Scan) -> Iterator[Fault]:
    """Nothing shows by which rule it was held."""
    for one in scan.dealings.consultations:
        if one.consultation_kind in _NEEDS_BASIS and not one.basis.strip():
            yield Fault(
                one.id,
                msg("Consultation without legal basis: {body}", body=scan.title(one)),
                msg("Choose the agreement or the law it builds on"),
                "basis",
            )


@rule("consultation-unclear", "note")
def consultation_unclear(scan: Scan) -> Iterator[Fault]:
    """Nothing shows whose it was, or what it was about, so that it counts for nothing."""
    for one in scan.dealings.consultations:
        if not one.party:
            field, message = "party", msg("Who was this with? {body}", body=scan.title(one))
        elif one.consultation_kind == "discussed" and not one.concerns and not one.measures:
            field, message = "concerns", msg("What was discussed? {body}", body=scan.title(one))
        else:
            continue
        yield Fault(one.id, message, msg("Say so, or it counts for nothing"), field)


@rule("wrong-kind", "note")
def wrong_kind(scan: Scan) -> Iterator[Fault]:
    """A kind that does not go with whom it was with."""
    for one in scan.dealings.consultations:
        if one.consultation_kind == "negotiated":
            message = msg("A strategy is not negotiated: {body}", body=scan.title(one))
            hint = msg("Agreements are negotiated. Was this a discussion (drøfting)?")
        elif one.consultation_kind == "discussed" and one.party in {"committee", "amu"}:
            message = msg("A committee treats a matter: {body}", body=scan.title(one))
            hint = msg("This does not replace discussing it (drøfting) with the unions")
        else:
            continue
        yield Fault(one.id, message, hint, "consultation_kind")


@rule("points-not-answered")
def points_not_answered(scan: Scan) -> Iterator[Fault]:
    """Points were raised, and nothing shows what we answered."""
    for one in scan.dealings.consultations:
        if one.points.strip() and not one.our_answer.strip():
            yield Fault(
                one.id,
                msg("Points were raised and not answered: {body}", body=scan.title(one)),
                msg("Answer each point, also those you do not follow, and say what changed"),
                "our_answer",
            )


@rule("disagreement-without-minutes")
def disagreement_without_minutes(scan: Scan) -> Iterator[Fault]:
    """They disagreed, and their own words are not kept."""
    for one in scan.dealings.consultations:
        if one.stance in {"disagree", "partly"} and not one.minutes.strip():
            yield Fault(
                one.id,
                msg("Disagreement without minutes: {body}", body=scan.title(one)),
                msg("Enter what they want in the minutes, word for word"),
                "minutes",
            )


@rule("decision-without-date")
def decision_without_date(scan: Scan) -> Iterator[Fault]:
    """A decision on the strategy that nothing shows the date of."""
    for decision in scan.dealings.deciding:
        if as_date(decision.date) is None:
            yield Fault(
                decision.id,
                msg("Decision without date: {body}", body=scan.title(decision)),
                msg("Write it as year-month-day, such as 2028-06-30"),
                "date",
            )
