"""The capture line: what the room says, typed at the speed of talk.

``3 part-time is a habit #hours`` and Enter. What is being typed is on disk within half a second,
and an answer that could not be taken in stays in the line.
"""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from workshop.acts.answering import hear
from workshop.acts.capture import Captured
from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.messages import Message as Words
from workshop.session import LINE, Gone, Session
from workshop.tui.keys import key
from workshop.tui.text import join, one_line, plain, safe

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

FIELD = LINE
"""The field under which the draft of a drawn card's line is kept."""
DRAFT_SECONDS = 0.3
SLOW_SECONDS = 0.15
"""How long a line may be on its way to the disk before it is shown as such."""
RECALLED = 50


class Line(Input):
    """The one-line field itself: several pasted lines are not cut down to the first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("cards.line-earlier", "up", "recall(-1)", N_("Earlier line"),
            N_("Bring back a line that was sent before"), show=False),
        key("cards.line-later", "down", "recall(1)", N_("Later line"),
            N_("Go back towards what was being typed"), show=False),
    ]  # fmt: skip

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(select_on_focus=False, compact=True, **kwargs)
        self.dotted = False
        """A full stop in the empty line is not text: a clicker sends it for a black wall."""
        self._sent: list[str] = []
        self._at = 0
        self._typing = ""

    class Dot(Message):
        """A full stop in the empty line, where that means something."""

    class Sent(Message):
        """Enter was pressed; the field is empty already, so that the next line can be typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    async def _on_key(self, event: events.Key) -> None:
        if self.dotted and event.character == "." and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Dot())
            return
        if event.key in {"enter", "ctrl+j", "backspace"}:
            # Other keys than letters go the long way round by the app: a line typed faster than
            # the program answers would then be joined with the next.
            event.stop()
            event.prevent_default()
            if event.key != "backspace":
                await self.action_submit()
            else:
                self.action_delete_left()
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        self._insert(event.text)
        event.stop()
        event.prevent_default()

    def action_paste(self) -> None:
        """Paste what was copied inside the program."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            self.post_message(self.Pasted("\n".join(lines)))
        elif lines:
            self.replace(lines[0], *self.selection)

    async def action_submit(self) -> None:
        """Send the line. The field is emptied at once: who types fast is already at the next."""
        text = self.value
        if text.strip():
            with self.prevent(Input.Changed):
                self.value = ""
            self.post_message(self.Sent(text))

    @property
    def _value(self) -> Text:
        """The line as it is drawn: control characters are shown, sign for sign, not obeyed."""
        text = safe(self.value.replace("\t", " "))
        return Text(text, no_wrap=True, overflow="ignore", end="")

    def remember(self, line: str) -> None:
        """A line has been sent; it can be brought back."""
        self._sent = [*(sent for sent in self._sent if sent != line), line][-RECALLED:]
        self._at = len(self._sent)

    def purge(self, gone: Gone) -> None:
        """Lines that say what was removed for good cannot be brought back."""
        self._sent = [sent for sent in self._sent if not gone.holds(sent)]
        self._at = len(self._sent)
        if gone.holds(self._typing):
            self._typing = ""

    def action_recall(self, step: int) -> None:
        """Bring back a line that was sent, or what was being typed."""
        if self._at >= len(self._sent):
            self._typing = self.value
        self._at = max(0, min(self._at + step, len(self._sent)))
        self.value = self._sent[self._at] if self._at < len(self._sent) else self._typing
        self.cursor_position = len(self.value)


class CaptureLine(Vertical):
    """The line, which table it goes to, and what was wrong with it."""

    DEFAULT_CSS = """
    CaptureLine { height: auto; max-height: 4; }
    CaptureLine > .capture--said { height: auto; max-height: 3; padding: 0 1; display: none; }
    CaptureLine > .capture--said.-shown { display: block; color: $text-muted; }
    CaptureLine > .capture--said.-wrong { color: $error; text-style: bold; }
    CaptureLine > Horizontal { height: 1; background: $surface; }
    CaptureLine .capture--who { width: auto; max-width: 24; height: 1; padding: 0 1;
        background: $panel; color: $text-muted; }
    CaptureLine.-writing .capture--who { background: $primary; color: $background;
        text-style: bold; }
    CaptureLine Line, CaptureLine Line:focus { width: 1fr; border: none !important;
        height: 1 !important; padding: 0 1; background: $surface; }
    """

    class Said(Message):
        """Someone pressed Enter: take the line in, then call ``taken`` or ``give_back``."""

        def __init__(self, capture: "CaptureLine", line: str) -> None:
            super().__init__()
            self.capture, self.line = capture, line

    class PastedLines(Message):
        """Several lines were pasted: take them in together, if the person agrees."""

        def __init__(self, capture: "CaptureLine", text: str) -> None:
            super().__init__()
            self.capture, self.text = capture, text

    def __init__(self, *, hint: bool = True, **kwargs: Any) -> None:
        """Make a line.

        Args:
            hint: Say in the empty line how it is written; on the wall it says nothing.
            kwargs: As for any widget.
        """
        super().__init__(**kwargs)
        self._hinting = hint
        self._scale = False
        self._session: Session | None = None
        self._draw = ""
        self._last = 0
        self._kept = ""
        """The draft as it lies on disk."""
        self._typed = ""
        self._timer: Timer | None = None
        self._sending: list[str] = []
        """Lines on their way to the disk."""
        self._slow = False

    def compose(self) -> ComposeResult:
        """What was wrong; the table; the line."""
        yield Static(classes="capture--said")
        with Horizontal():
            yield Static(classes="capture--who")
            yield Line(placeholder=self._hint())

    def _hint(self) -> str:
        if not self._hinting:
            return ""
        if self._scale:
            return _("3 2>4 when table 3 says 2 now and 4 wanted – then Enter")
        return _("3 what table 3 says #tag – then Enter")

    @property
    def line(self) -> Line:
        """The field that is typed in."""
        return self.query_one(Line)

    @property
    def busy(self) -> bool:
        """Whether keys go to the line."""
        return self.line.has_focus

    def on_descendant_focus(self) -> None:
        """Keys go to the line now."""
        self.add_class("-writing")

    def on_descendant_blur(self) -> None:
        """Keys go elsewhere."""
        self.remove_class("-writing")

    # ── which card and table ─────────────────────────────────────────────────────────────

    def bind_to(self, session: Session, draw: str, last: int, *, scale: bool = False) -> None:
        """Write to this drawn card; the draft that was left there comes back.

        Args:
            session: The open workshop.
            draw: The drawn card.
            last: The number of the table that spoke last; 0 when none has.
            scale: Whether the card is rated.
        """
        self._last, self._scale = last, scale
        self.line.placeholder = self._hint()
        if self._session is session and self._draw == draw:
            self._show_who()
            return
        self.keep_now()
        self._session, self._draw = session, draw
        self.restore()
        self.say("")

    def restore(self) -> None:
        """Show the draft of this card's line as it lies on disk."""
        if self._session is None:
            return
        draft = self._session.draft(self._draw, FIELD)
        text = draft.text if draft is not None else ""
        self._put(text)

    def _put(self, text: str) -> None:
        self._kept = self._typed = text
        line = self.line
        with line.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        self._show_who()

    def _show_who(self) -> None:
        """Which table the line would go to as it stands."""
        heard = hear(self.line.value, self._last)
        number = heard.table if isinstance(heard, Captured) else self._last
        typed = self.line.value.split(maxsplit=1)[:1]
        if typed and typed[0].isdecimal() and len(typed[0]) < 5:
            number = int(typed[0])
        who = _("Table {n}").format(n=number) if number else _("Table ?")
        self.query_one(".capture--who", Static).update(join(one_line(who, 20), " ›"))

    # ── typing ───────────────────────────────────────────────────────────────────────────

    def on_input_changed(self, event: Input.Changed) -> None:
        """Someone typed: the draft is on disk within half a second."""
        event.stop()
        self._typed = event.value
        if self.query_one(".capture--said").has_class("-wrong"):
            self.say("")
        self._show_who()
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_SECONDS, self.keep_now)

    def keep_now(self) -> None:
        """Keep what stands in the line as a draft, if it is not there already."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        session, text = self._session, self.line.value
        if session is None or not self._draw or text == self._kept:
            return
        draw = self._draw
        app = cast("WorkshopApp", self.app)
        if text:
            app.guarded(lambda: session.keep_draft(draw, FIELD, text))
        else:
            app.guarded(lambda: session.drop_draft(draw, FIELD))
        self._kept = text

    def let_go(self) -> None:
        """Keep what stands in the line as a draft, and write no more: the workshop is closing."""
        self.keep_now()
        self._session = None

    def on_unmount(self) -> None:
        """Leaving with something half typed."""
        session, text = self._session, self._typed
        if session is None or not self._draw or text == self._kept:
            return
        with session.quietly():
            if text:
                session.keep_draft(self._draw, FIELD, text)
            else:
                session.drop_draft(self._draw, FIELD)

    def on_line_sent(self, event: Line.Sent) -> None:
        """Enter."""
        event.stop()
        self.post_message(self.Said(self, event.text))

    def on_line_pasted(self, event: Line.Pasted) -> None:
        """Several lines at once."""
        event.stop()
        self.post_message(self.PastedLines(self, event.text))

    # ── what came of it ──────────────────────────────────────────────────────────────────

    def under_way(self, line: str, table: int) -> None:
        """The line is on its way to the disk, and its draft with it; the next one may come."""
        self._last = table
        self._sending.append(line)
        self._kept = ""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.line.value:
            self.keep_now()
        else:
            self._typed = ""
        self._show_who()
        self.say("")
        self.set_timer(SLOW_SECONDS, self._show_sending)

    def _show_sending(self) -> None:
        """What is not on disk yet stands above the line, marked as under way."""
        if self._sending:
            self.say("  ".join(f"{one_line(line, 60)} …" for line in self._sending))
        elif self._slow:
            self.say("")
        self._slow = bool(self._sending)

    def taken(self, line: str, words: str = "") -> None:
        """The line is an answer on disk."""
        if line in self._sending:
            self._sending.remove(line)
        self.line.remember(line)
        if self._slow:
            self._show_sending()
        if words:
            self.say(words)

    def give_back(self, line: str, problem: Words | None = None) -> None:
        """The line could not be taken in: it stands there again, and this is why.

        What may have been typed meanwhile is one press of Up away.
        """
        if line in self._sending:
            self._sending.remove(line)
            self._slow = False
        if self.line.value.strip():
            self.line.remember(self.line.value)
        self._typed = line
        with self.line.prevent(Input.Changed):
            self.line.value = line
        self.line.cursor_position = len(line)
        self.keep_now()
        self._show_who()
        if problem is not None:
            self.say(current().message(problem), wrong=True)

    def purge(self, gone: Gone) -> None:
        """What was removed for good does not stand here, nor in a draft, nor in what was said."""
        if gone.holds(self.line.value):
            with self.line.prevent(Input.Changed):
                self.line.value = ""
            self._typed = ""
            self.keep_now()
            self._show_who()
        if gone.holds(str(self.query_one(".capture--said", Static).visual)):
            self.say("")

    def say(self, words: str, *, wrong: bool = False) -> None:
        """A line above the line; empty takes it away."""
        said = self.query_one(".capture--said", Static)
        said.set_class(bool(words), "-shown")
        said.set_class(wrong, "-wrong")
        said.update(plain(("! " if wrong else "") + words))
