"""Fields in which a person writes into a record: drafts on disk while typing, one act at the end.

A field knows what stood there when the writing began, so that an edit never silently overwrites
what a colleague wrote meanwhile.
"""

import asyncio
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, TextArea

from workshop.changes import Tips, clean
from workshop.i18n import N_
from workshop.session import Gone, Session
from workshop.tui.key_gate import AWAITED
from workshop.tui.keys import key

DRAFT_SECONDS = 0.3
"""How long after a key the draft is on disk; the promise is half a second."""
_TURN = 0.005
TAB = 4
"""Cells from one tab stop to the next, in a line."""


class _Drafting:
    """What a one-line field and a many-line field share. Mixed into a Textual widget."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = ""
        self.field = ""
        self._saved = ""
        self._held = ("", "")
        self._tips: Tips = {}
        self._timer: Timer | None = None
        self._session: Session | None = None
        self._leaving: list[tuple[str, str, str, Tips]] = []
        """What was written and left, until we know that it is an act."""

    def bind_to(self, session: Session, record: str, field: str, text: str) -> None:
        """Show a field of a record, or the draft of it that was left behind."""
        self.leave()
        self._session, self.record, self.field = session, record, field
        self._saved = text
        self._tips = session.begin(record, field)
        draft = session.draft(record, field)
        if draft is not None:
            self._tips = session.tips_of(draft)
        self._hold(text if draft is None else draft.text)
        self.set_class(draft is not None, "-draft")  # type: ignore[attr-defined]

    def refresh_from(self, text: str) -> None:
        """The record has changed: show it, unless someone is writing here, or just was."""
        if self._leaving:
            return
        if self._now() == self._saved and text != self._saved and self._session is not None:
            self._saved = text
            self._tips = self._session.begin(self.record, self.field)
            self._hold(text)

    def leave(self) -> None:
        """Make an act of what was written, if it differs from what stood there."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._session is None or not self.record:
            return
        if self._pruning or not self.app.is_running:  # type: ignore[attr-defined]
            # The screen is being taken down: nobody is left to make an act, so it stays a draft.
            self.let_go()
            return
        text = self._now()
        if text == self._saved:
            if self.has_class("-draft"):  # type: ignore[attr-defined]
                self._session.drop_draft(self.record, self.field)
                self.set_class(False, "-draft")  # type: ignore[attr-defined]
            return
        if self._leaving:
            # What was written here before is on its way to the disk still, and is replaced too.
            self._tips = self._session.begin(self.record, self.field)
        self._saved = text
        self._leaving.append((self.record, self.field, text, self._tips))
        written = Written(self, self.record, self.field, text, self._tips)  # type: ignore[arg-type]
        self.post_message(written)  # type: ignore[attr-defined]

    def let_go(self) -> None:
        """Keep what is being written as a draft, and write no more: the workshop is closing."""
        if self._timer is not None:
            self._timer.stop()
        self._keep()
        self._session = None

    async def kept(self) -> None:
        """Wait until what was written and left is an act, or could not be made one."""
        while self._leaving:
            await asyncio.sleep(_TURN)

    def after_write(self, kept: object = None) -> None:
        """What was written has been made an act, or could not be.

        When it is an act its draft goes, and the next edit builds on the act. When it is not
        (a full disk, a text that is too long) it stays as a draft, and the field stays unsaved.

        Args:
            kept: What the act set, where that is not the text itself.
        """
        if self._session is None or not self._leaving:
            return
        record, field, text, tips = self._leaving.pop(0)
        here = (record, field) == (self.record, self.field)
        is_there = self._session.view.raw(record).get(field)
        if is_there == (clean(text) if kept is None else kept):
            if here and not self._leaving:
                self._tips = self._session.begin(record, field)
                self.set_class(self._now() != self._saved, "-draft")  # type: ignore[attr-defined]
            return
        session, app = self._session, self.app  # type: ignore[attr-defined]
        if not here or self._now() == text:
            app.guarded(lambda: session.keep_draft(record, field, text, tips))
        if here:
            self._saved = str(is_there or "")
            self.set_class(True, "-draft")  # type: ignore[attr-defined]

    def purge(self, gone: Gone) -> None:
        """What stood in this field was removed for good: so is what is written in it."""
        if self._session is None or (self.record, self.field) not in gone.fields:
            return
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._saved = str(getattr(self._session.view.get(self.record), self.field, ""))
        self._tips = self._session.begin(self.record, self.field)
        self._hold(self._saved)
        self._keep()

    def _typed(self) -> None:
        if self._session is None or not self.record:
            return
        if self._now() == self._saved and self._session.draft(self.record, self.field) is None:
            return
        self.set_class(True, "-draft")  # type: ignore[attr-defined]
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self._keep)  # type: ignore[attr-defined]

    def _keep(self) -> None:
        self._timer = None
        session = self._session
        if session is None or not self.record:
            return
        text, app = self._now(), self.app  # type: ignore[attr-defined]
        if text != self._saved:
            app.guarded(lambda: session.keep_draft(self.record, self.field, text, self._tips))
        elif not self._leaving:
            # Typed and taken out again: nothing is left to be kept.
            app.guarded(lambda: session.drop_draft(self.record, self.field))
            self.set_class(False, "-draft")  # type: ignore[attr-defined]

    def _hold(self, text: str) -> None:
        """Put a text into the widget, and note how the widget reads it back."""
        self._put(text)
        self._held = (text, self._get())

    def _now(self) -> str:
        """What is written. To look at a text is not to change it.

        What nobody has touched is as it was, even where a widget reads ends of lines its own way.
        """
        text = self._get()
        return self._held[0] if text == self._held[1] else text

    def _get(self) -> str:
        raise NotImplementedError

    def _put(self, text: str) -> None:
        raise NotImplementedError


class Written(Message):
    """A person has left a field in which they wrote: make it an act.

    Attributes:
        record, field: What was written in.
        text: What was written.
        tips: What it replaces, as it was when the writing began.
    """

    def __init__(self, widget: "Field", record: str, field: str, text: str, tips: Tips) -> None:
        super().__init__()
        self.widget = widget
        self.record, self.field, self.text, self.tips = record, field, text, tips

    @property
    def control(self) -> "Field":
        """The field."""
        return self.widget


class FieldArea(_Drafting, TextArea):
    """A text of several lines. Undo is undo of typing as long as there is any."""

    DEFAULT_CSS = """
    FieldArea { height: auto; min-height: 3; max-height: 12; border: tall $border; }
    FieldArea:focus { border: tall $primary; }
    """

    def _get(self) -> str:
        return self.text

    def _put(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.scroll_home(animate=False)

    def on_text_area_changed(self) -> None:
        """Someone typed."""
        self._typed()

    def on_blur(self) -> None:
        """Someone left."""
        self.leave()

    def action_undo(self) -> None:
        """Undo typing first, then acts."""
        before = self.text
        super().action_undo()
        if self.text == before:
            self.app.run_worker(self.app.run_action("undo"), group=AWAITED)


class FieldInput(_Drafting, Input):
    """A text on one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "field.undo-typing", "ctrl+z", "undo_typing", N_("Undo"), N_("Undo what was typed"),
            show=False,
        )
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before: list[str] = []

    def _position_to_cell(self, position: int) -> int:
        # The framework's way takes the square of the length in a long text with line breaks.
        *before_tabs, rest = self.value[:position].split("\t")
        width = 0
        for part in before_tabs:
            width += cell_len(part)
            width += TAB - width % TAB
        return width + cell_len(rest)

    def _get(self) -> str:
        return self.value

    def _put(self, text: str) -> None:
        self._before = []
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Someone typed."""
        if self._before[-1:] != [event.value]:
            self._before.append(event.value)
        self._typed()

    def on_input_submitted(self) -> None:
        """Enter saves."""
        self.leave()

    def on_blur(self) -> None:
        """Someone left."""
        self.leave()

    def action_undo_typing(self) -> None:
        """Undo typing first, then acts."""
        if self.value == self._saved:
            self.app.run_worker(self.app.run_action("undo"), group=AWAITED)
            return
        if self._before:
            self._before.pop()
        with self.prevent(Input.Changed):
            self.value = self._before[-1] if self._before else self._saved


Field = FieldArea | FieldInput
"""A field in which a person writes into a record."""
