"""Recording a decision: which body, when, in which case, and the very words."""

from textual.content import Content

from workshop.acts.parties import consulted_bodies
from workshop.documents.wording import DECISION_KINDS
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.tui.dialogs.record_dialog import FormField, RecordDialog
from workshop.tui.text import MUTED, join


class DecisionDialog(RecordDialog):
    """The form of a decision."""

    FIELDS = (
        FormField("body", N_("Which body"), "body"),
        FormField("decision_kind", N_("Kind"), "choice", DECISION_KINDS),
        FormField("date", N_("Date"), "date"),
        FormField("case_number", N_("Case number"), "line"),
        FormField("text", N_("The decision, word for word"), "text"),
    )

    def head(self, record: str) -> Content:
        """What it is."""
        del record
        return join(
            (_("Decision"), "bold $primary"),
            ("\n" + _("What the body decided, recommended, stated or took note of."), MUTED),
        )

    def suggestions(self, spec: FormField) -> list[str]:
        """Bodies that were written before."""
        del spec
        return consulted_bodies(self.workshop_app.session.view)

    async def leave_record(self) -> None:
        """A record in which nothing was written is taken back again."""
        await self.take_back_empty(("body", "date", "case_number", "text"))
