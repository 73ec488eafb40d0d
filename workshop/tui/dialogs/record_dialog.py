"""A form for one record in a dialog: every field is kept as soon as it is left."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from workshop import i18n
from workshop.acts import base
from workshop.changes import Tips
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.model import kind_of
from workshop.tui.app import WorkshopApp
from workshop.tui.keys import key
from workshop.tui.text import one_line, plain
from workshop.tui.widgets.fields import FieldArea, FieldInput, Written
from workshop.tui.widgets.form import RecordForm
from workshop.tui.widgets.form_picker import PickDialog
from workshop.tui.widgets.form_values import NotReadError, read


class FormField(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    sort: str
    """As for the forms of the strategy: ``text``, ``line``, ``body``, ``date``, ``choice`` …"""
    codes: Any = None
    """Code → what it is called, for a choice."""


class RecordDialog(ModalScreen[None]):
    """Edits one record. There is nothing to save: Esc and Close keep all that was written."""

    DEFAULT_CSS = """
    RecordDialog { align: center middle; }
    RecordDialog > .sheet {
        width: 96; max-width: 98%; height: 94%; max-height: 46;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    RecordDialog RecordForm { width: 1fr; border-left: none; padding: 0; }
    RecordDialog FieldRow Label { width: 24; }
    RecordDialog .buttons { height: 3; align-horizontal: right; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("form.close", "escape,f10", "close", N_("Close"),
            N_("Close the form. What you wrote is kept")),
    ]  # fmt: skip
    FIELDS: ClassVar[tuple[FormField, ...]] = ()

    def __init__(self, record: str) -> None:
        """Edit a record.

        Args:
            record: Its id; it is there already.
        """
        super().__init__()
        self._record = record
        self._warned = False

    @property
    def workshop_app(self) -> WorkshopApp:
        """The app, typed."""
        app = self.app
        assert isinstance(app, WorkshopApp)
        return app

    def compose(self) -> ComposeResult:
        """The form and a button."""
        with Vertical(classes="sheet"):
            yield RecordForm(self, kind_of, id="form")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Close")), id="close", variant="primary")

    @property
    def form(self) -> RecordForm:
        """The form."""
        return self.query_one("#form", RecordForm)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.form.show_record(self.workshop_app.session, self._record)
        self.form.focus_first()

    def show_view(self) -> None:
        """Something has changed, here or elsewhere."""
        if self.workshop_app.open_session is not None and self.is_mounted:
            self.form.show_view(self.workshop_app.session)

    # ── what the form shows ──────────────────────────────────────────────────────────────

    def fields_for(self, record: str) -> Sequence[FormField]:
        """The fields."""
        del record
        return self.FIELDS

    def _value(self, field: str) -> Any:
        return getattr(self.workshop_app.session.view.get(self._record), field, None)

    def value_lines(self, record: str, spec: FormField) -> list[str]:
        """What a picker says."""
        value = self._value(spec.name)
        if spec.sort == "members":
            view = self.workshop_app.session.view
            return [one_line(view.title(member), 160) or member for member in value or {}]
        del record
        return [self._said(spec, value)] if isinstance(value, str) else []

    def _said(self, spec: FormField, code: str) -> str:
        found: Message | None = spec.codes.get(code)
        return i18n.current().message(found) if found else code

    def suggestions(self, spec: FormField) -> list[str]:
        """What a line offers."""
        del spec
        return []

    def field_note(self, record: str, spec: FormField) -> Content | None:
        """Two people's values, where there are two."""
        if self.workshop_app.session.view.conflict(record, spec.name) is None:
            return None
        return plain(_("Two people wrote here without seeing each other: settle it first."))

    def head(self, record: str) -> Content:
        """What stands above the fields."""
        del record
        return Content("")

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def on_written(self, message: Written) -> None:
        """A field was left: what was written becomes an act."""
        message.stop()
        spec = next((spec for spec in self.FIELDS if spec.name == message.field), None)
        row = self.form.row(message.field)
        try:
            value = read(spec.sort if spec else "text", message.text)
        except NotReadError as problem:
            if row is not None:
                row.note(plain(i18n.current().message(problem.message)), bad=True)
            message.widget.after_write()
            return
        if row is not None:
            row.note(None)
        app = self.workshop_app
        change = base.edit(
            app.session.view, self._record, tips=message.tips, **{message.field: value}
        )
        app.write(change, lambda _act: message.widget.after_write(value))

    def on_record_form_picked(self, event: RecordForm.Picked) -> None:
        """Choose a value from a list."""
        event.stop()
        spec = next(spec for spec in self.FIELDS if spec.name == event.field)
        choices, chosen = self._choices(spec)
        tips = self.workshop_app.session.begin(self._record, spec.name)

        async def answered(values: list[str] | None) -> None:
            if values is not None and (values != chosen):
                await self._picked(spec, values, tips)

        if not choices:
            self.notify(_("There is nothing to choose from yet."))
            return
        many = spec.sort == "members"
        self.app.push_screen(PickDialog(_(spec.label), choices, chosen, many=many), answered)

    def _choices(self, spec: FormField) -> tuple[list[tuple[str, str]], list[str]]:
        """What may be chosen in a field, and what is."""
        value = self._value(spec.name)
        if spec.sort == "choice":
            names = [(code, self._said(spec, code)) for code in spec.codes]
            return names, [value] if isinstance(value, str) else []
        return [(word, word) for word in self.suggestions(spec)], []

    async def _picked(self, spec: FormField, values: list[str], tips: Tips) -> None:
        app = self.workshop_app
        row = self.form.row(spec.name)
        field = row.field if row is not None else None
        view = app.session.view
        if spec.sort == "members":
            await app.act(base.put_members(view, self._record, spec.name, values))
            return
        await app.act(base.edit(view, self._record, tips=tips, **{spec.name: values[0]}))
        if isinstance(field, FieldArea | FieldInput):
            # What was half typed has given way to what was chosen.
            app.guarded(lambda: app.session.drop_draft(self._record, spec.name))
            field.record = ""
            field.bind_to(app.session, self._record, spec.name, values[0])

    # ── leaving ──────────────────────────────────────────────────────────────────────────

    def on_button_pressed(self) -> None:
        """Close."""
        self.app.call_later(self.action_close)

    async def action_close(self) -> None:
        """Keep what was written, then close."""
        fields = [*self.query(FieldInput), *self.query(FieldArea)]
        for field in fields:
            field.leave()
        for field in fields:
            await field.kept()
        bad = next((row for row in self.query("FieldRow.-bad")), None)
        if bad is not None and not self._warned:
            self._warned = True
            bad.query_one("FieldInput").focus()
            return
        if self.is_current:
            await self.leave_record()
            self.dismiss(None)

    async def leave_record(self) -> None:
        """The form is about to close."""

    async def take_back_empty(self, fields: Sequence[str]) -> None:
        """Undo the adding of a record in which nothing was written.

        Args:
            fields: Those that a person writes; others may have been given from the beginning.
        """
        session = self.workshop_app.session
        last = session.next_undo
        written = any(session.view.raw(self._record).get(field) for field in fields)
        drafts = any(draft.record == self._record for draft in session.drafts())
        if written or drafts or last is None:
            return
        if list(last.sets) == [self._record] and last.what != base.EDITED:
            await self.workshop_app.done(session.begin_undo)
            self.workshop_app.show_view()
