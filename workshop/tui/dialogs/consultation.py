"""Recording a consultation: with whom, when, and exactly what was done."""

from textual.content import Content

from workshop import i18n
from workshop.acts.parties import consulted_bodies, legal_bases
from workshop.documents.wording import CONCERNS, CONSULTATION_KINDS, PARTIES, STANCES
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import msg
from workshop.model import Consultation
from workshop.tui.dialogs.record_dialog import FormField, RecordDialog
from workshop.tui.text import MUTED, join, one_line

_NONE = {"": msg("–")}


def explained(kind: str) -> str:
    """What a kind of consultation is, and what it is not."""
    return {
        "informed": _("They were told. It does not count as drøfting."),
        "advised": _(
            "Their advice was asked for before a choice was made, as with the main safety "
            "representative. It does not count as drøfting."
        ),
        "discussed": _(
            "Employer and union representatives discussed it before the chief executive’s "
            "proposal. Taking part in a workshop is not drøfting."
        ),
        "presented": _("It was laid before them. It does not count as drøfting."),
        "statement": _("The body gave a statement. It does not replace drøfting."),
        "hearing": _("An answer to the hearing. It does not replace drøfting."),
        "treated": _("A committee treated the matter. It does not replace drøfting."),
        "negotiated": _("This belongs to agreements, and not to a strategy."),
    }.get(kind, "")


class ConsultationDialog(RecordDialog):
    """The form of a consultation."""

    FIELDS = (
        FormField("body", N_("With whom"), "body"),
        FormField("party", N_("Party"), "choice", {**_NONE, **PARTIES}),
        FormField("consultation_kind", N_("What was done"), "choice", CONSULTATION_KINDS),
        FormField("date", N_("Date"), "date"),
        FormField("concerns", N_("About"), "choice", {**_NONE, **CONCERNS}),
        FormField("basis", N_("Legal basis"), "body"),
        FormField("stance", N_("Their view"), "choice", {**_NONE, **STANCES}),
        FormField("minutes", N_("Minutes, word for word"), "text"),
        FormField("points", N_("Points they raised"), "text"),
        FormField("our_answer", N_("Our answer"), "text"),
        FormField("changed", N_("What changed because of it"), "text"),
        FormField("measures", N_("Measures it was about"), "members"),
    )

    def head(self, record: str) -> Content:
        """What it is, and what that kind means."""
        one = self.workshop_app.session.view.need(Consultation, record)
        said = CONSULTATION_KINDS.get(one.consultation_kind)
        kind = i18n.current().message(said) if said else one.consultation_kind
        return join(
            (_("Consultation"), "bold $primary"), (f"  {one_line(kind, 60)}\n", "bold"),
            (explained(one.consultation_kind), MUTED),
        )  # fmt: skip

    def suggestions(self, spec: FormField) -> list[str]:
        """Bodies and legal bases that were used before, and the usual bases."""
        view = self.workshop_app.session.view
        return legal_bases(view) if spec.name == "basis" else consulted_bodies(view)

    def _choices(self, spec: FormField) -> tuple[list[tuple[str, str]], list[str]]:
        if spec.name == "measures":
            view = self.workshop_app.session.view
            choices = [(one.id, one_line(one.text, 160)) for one in view.measures()]
            return choices, list(self._value("measures") or {})
        choices, chosen = super()._choices(spec)
        if spec.name == "consultation_kind":
            choices = [(code, f"{name}. {explained(code)}") for code, name in choices]
        return choices, chosen

    async def leave_record(self) -> None:
        """A record in which nothing was written is taken back again."""
        await self.take_back_empty(("body", "date", "minutes", "points", "basis"))
