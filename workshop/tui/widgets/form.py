"""A form for one record: every field of its kind, calm enough to read and ready to write in."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.session import Session
from workshop.tui.keys import key
from workshop.tui.text import plain
from workshop.tui.widgets.fields import FieldArea, FieldInput
from workshop.tui.widgets.form_picker import Picker
from workshop.tui.widgets.form_values import shown


class FieldSpec(Protocol):
    """What the form must know of a field; places describe theirs with a tuple of their own."""

    @property
    def name(self) -> str:
        """The field of the record."""

    @property
    def label(self) -> str:
        """Its label, a message id."""

    @property
    def sort(self) -> str:
        """How it is written."""


LONG = frozenset({"text", "title", "members"})
PICKED = frozenset({"choice", "horizon", "flag", "members"})
SUGGESTED = frozenset({"role", "theme", "body"})


class TitleArea(FieldArea):
    """One text that wraps: Enter saves instead of beginning a new line."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.leave()
            self.screen.focus_next()


class SuggestInput(FieldInput):
    """A line that offers what was written before: right arrow takes it, arrow down lists all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("field.suggestions", "down", "suggestions", N_("Suggestions"),
            N_("List what was written in this field before")),
    ]  # fmt: skip

    class Wanted(Message):
        """Someone wants the list."""

        def __init__(self, widget: "SuggestInput") -> None:
            super().__init__()
            self.widget = widget

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered: list[str] = []

    def suggest(self, words: Iterable[str]) -> None:
        """Offer these."""
        offered = list(words)
        if offered != self._offered:
            self._offered = offered
            self.suggester = SuggestFromList(offered, case_sensitive=False)

    def action_suggestions(self) -> None:
        """Ask for the list."""
        self.post_message(self.Wanted(self))


class FieldRow(Vertical):
    """A label, its field, and a note under it when there is something to say."""

    DEFAULT_CSS = """
    FieldRow { height: auto; margin-bottom: 0; }
    FieldRow > .line { height: auto; layout: horizontal; }
    FieldRow.-long { margin-bottom: 1; }
    FieldRow.-long > .line { layout: vertical; }
    FieldRow Label { width: 16; color: $text-muted; }
    FieldRow.-long Label { width: 1fr; }
    FieldRow .note { display: none; height: auto; padding: 0 1; color: $accent; }
    FieldRow.-noted .note { display: block; }
    FieldRow.-bad .note { color: $error; }
    FieldRow FieldInput, FieldRow FieldArea {
        border: none; width: 1fr; padding: 0 1; background: $surface;
    }
    FieldRow FieldInput { height: 1; }
    FieldRow FieldInput.-textual-compact { padding: 0 1; }
    FieldRow FieldArea { min-height: 1; max-height: 30; height: auto; }
    FieldRow FieldInput:focus, FieldRow FieldArea:focus { background: $panel; border: none; }
    FieldRow .-draft { text-style: italic; }
    """

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(classes="-long" if spec.sort in LONG else "")
        self.spec = spec
        self.field = self._make()

    def _make(self) -> Widget:
        if self.spec.sort in PICKED:
            return Picker(self.spec.name)
        if self.spec.sort == "text":
            return FieldArea(compact=True, highlight_cursor_line=False)
        if self.spec.sort == "title":
            return TitleArea(compact=True, highlight_cursor_line=False)
        if self.spec.sort in SUGGESTED:
            return SuggestInput(placeholder="–", compact=True, select_on_focus=False)
        return FieldInput(placeholder="–", compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Label, field, note."""
        with Vertical(classes="line"):
            yield Label(plain(_(self.spec.label)))
            yield self.field
        yield Static(classes="note", markup=False)

    def note(self, said: Content | None, *, bad: bool = False) -> None:
        """Say something under the field, or nothing."""
        self.set_class(said is not None, "-noted")
        self.set_class(bad, "-bad")
        if said is not None:
            self.query_one(".note", Static).update(said)


class FormSource(Protocol):
    """Where the form gets what it shows; the place that has the form is one."""

    def fields_for(self, record: str) -> Sequence[FieldSpec]:
        """The fields of a record."""

    def value_lines(self, record: str, spec: Any) -> list[str]:
        """What a picker says."""

    def suggestions(self, spec: Any) -> list[str]:
        """What a line offers."""

    def field_note(self, record: str, spec: Any) -> Content | None:
        """What is said under a field, such as that two people's values stand against each other."""

    def head(self, record: str) -> Content:
        """What stands above the fields."""


class Body(Vertical):
    """The fields of one kind of record; made once and used for every record of that kind."""

    DEFAULT_CSS = "Body { height: auto; }"

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        super().__init__()
        self.rows = [FieldRow(spec) for spec in specs]

    def compose(self) -> ComposeResult:
        """The fields."""
        yield from self.rows

    def bind_to(self, session: Session, source: FormSource, record: str) -> None:
        """Show another record."""
        raw = session.view.raw(record)
        for row in self.rows:
            field, spec = row.field, row.spec
            if isinstance(field, FieldArea | FieldInput):
                typed = session.view.get(record)
                text = shown(spec.sort, getattr(typed, spec.name, raw.get(spec.name)))
                field.bind_to(session, record, spec.name, text)
        self.show_view(session, source, record)

    def show_view(self, session: Session, source: FormSource, record: str) -> None:
        """Show what has changed, without touching what is being written."""
        typed = session.view.get(record)
        for row in self.rows:
            field, spec = row.field, row.spec
            if isinstance(field, Picker):
                field.say(*source.value_lines(record, spec))
            elif isinstance(field, FieldArea | FieldInput):
                field.refresh_from(shown(spec.sort, getattr(typed, spec.name, "")))
            if isinstance(field, SuggestInput):
                field.suggest(source.suggestions(spec))
            if not row.has_class("-bad"):
                row.note(source.field_note(record, spec) or self._draft_note(field))

    @staticmethod
    def _draft_note(field: Widget) -> Content | None:
        if field.has_class("-draft") and not field.has_focus:
            return plain(_("A draft is kept here. It is saved when you leave the field."))
        return None


class RecordForm(VerticalScroll, can_focus=False):
    """The form beside an outline."""

    DEFAULT_CSS = """
    RecordForm {
        width: 4fr; height: 1fr; padding: 0 1; background: $surface;
        border-left: solid $border; scrollbar-size-vertical: 1;
    }
    RecordForm > #form-head { height: auto; margin-bottom: 1; padding: 0; }
    """

    class Picked(Message):
        """Someone wants to choose the value of a field."""

        def __init__(self, record: str, field: str) -> None:
            super().__init__()
            self.record, self.field = record, field

    class Entered(Message):
        """Someone came to a field."""

    def __init__(self, source: FormSource, kind: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._source, self._kind = source, kind
        self._bodies: dict[str, Body] = {}
        self.record = ""
        self._focus_first = False

    def compose(self) -> ComposeResult:
        """The head; bodies come when they are needed."""
        yield Static(id="form-head", markup=False)

    @property
    def body(self) -> Body | None:
        """The fields that are shown."""
        return self._bodies.get(self._kind(self.record))

    def show_record(self, session: Session, record: str) -> None:
        """Show a record; of a kind without fields only the head."""
        self.record = record
        self.query_one("#form-head", Static).update(self._source.head(record))
        kind = self._kind(record)
        specs = self._source.fields_for(record)
        for other, body in self._bodies.items():
            body.display = other == kind
        if not specs:
            return
        if kind not in self._bodies:
            body = self._bodies[kind] = Body(specs)
            self.mount(body)
            self.call_after_refresh(self._bind, session, record)
            return
        self._bind(session, record)

    def _bind(self, session: Session, record: str) -> None:
        body = self.body
        if body is None or record != self.record or not body.is_mounted:
            return
        for row in body.rows:
            row.note(None)
        body.bind_to(session, self._source, record)
        self.scroll_home(animate=False)
        if self._focus_first:
            self.focus_first()

    def show_view(self, session: Session) -> None:
        """Show what has changed."""
        self.query_one("#form-head", Static).update(self._source.head(self.record))
        body = self.body
        if body is not None and body.is_mounted and body.rows and self._bound(body):
            body.show_view(session, self._source, self.record)

    def _bound(self, body: Body) -> bool:
        """Whether the fields show this record, and not yet the one before."""
        first = next(
            (r.field for r in body.rows if isinstance(r.field, FieldArea | FieldInput)), None
        )
        return first is None or getattr(first, "record", "") == self.record

    def focus_first(self) -> None:
        """Go to the first field; as soon as it is there, if it is not there yet."""
        body = self.body
        if body is None or not body.is_mounted or not self._bound(body):
            self._focus_first = True
            return
        self._focus_first = False
        field = body.rows[0].field
        if isinstance(field, FieldArea):
            field.move_cursor(field.document.end)
        field.focus()

    def row(self, field: str) -> FieldRow | None:
        """The row of a field."""
        body = self.body
        found = (row for row in body.rows if row.spec.name == field) if body else iter(())
        return next(found, None)

    def on_picker_pressed(self, event: Picker.Pressed) -> None:
        """Say which field of which record."""
        event.stop()
        self.post_message(self.Picked(self.record, event.picker.field))

    def on_suggest_input_wanted(self, event: SuggestInput.Wanted) -> None:
        """The same, for a line with suggestions."""
        event.stop()
        self.post_message(self.Picked(self.record, event.widget.field))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Someone came to a field."""
        del event
        self.post_message(self.Entered())


class EntryLine(FieldInput):
    """A line for adding one after another: what is typed is a draft until Enter makes it an act."""

    class Given(Message):
        """Enter was pressed, or several lines were pasted."""

        def __init__(self, widget: "EntryLine", lines: list[str]) -> None:
            super().__init__()
            self.widget, self.lines = widget, lines

    def on_input_submitted(self, event: Input.Submitted | None = None) -> None:
        """Give what is written."""
        if event is not None:
            event.stop()
            event.prevent_default()
        self.post_message(self.Given(self, [self.value.strip()]))

    def leave(self) -> None:
        """What is typed stays a draft; nothing is added by leaving."""
        if self._timer is not None:
            self._timer.stop()
            self._keep()

    def done(self) -> None:
        """It has become an act: begin the next."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._session is not None:
            self._session.drop_draft(self.record, self.field)
        self._put("")

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1 and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Given(self, lines))
