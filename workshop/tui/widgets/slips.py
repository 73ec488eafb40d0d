"""The line in which paper slips are typed: a row of digits and Enter, read back as it is typed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from workshop import i18n
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line
from workshop.voting import Slip, option_letter, parse_slip

LONGEST = 200
"""No slip is longer; what is pasted by mistake is cut here."""


class SlipInput(Input):
    """The line itself. Undo is of what was typed here, never of the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.slip-undo", "ctrl+z", "undo_slip", N_("Undo"),
            N_("Empty the line or, when it is empty, take back the last slip"), show=False),
        key("priorities.slip-redo", "ctrl+y", "nothing", N_("Redo"),
            N_("Nothing to redo in a slip"), show=False),
    ]  # fmt: skip

    class TakeBack(Message):
        """The last slip is to be taken back."""

    class Entered(Message):
        """A slip was typed to its Enter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    async def _on_key(self, event: events.Key) -> None:
        # As a binding, Enter would come after digits that were typed later: those go right in.
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()
        else:
            await super()._on_key(event)

    async def action_submit(self) -> None:
        """Hand in what stands here, and be empty at once: the next digit may be here already."""
        text, self.value = self.value, ""
        self.post_message(self.Entered(text))

    def action_undo_slip(self) -> None:
        """Empty the line first; then the last slip."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.TakeBack())

    def action_nothing(self) -> None:
        """A slip is typed again, not redone."""


class SlipLine(Vertical):
    """Line and check line. Says nothing of how many slips there are, or what is on them."""

    DEFAULT_CSS = """
    SlipLine { height: auto; }
    SlipLine > SlipInput { height: 3; }
    SlipLine > .check {
        height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    class Handed(Message):
        """A slip was typed to the end."""

        def __init__(self, slip: Slip) -> None:
            super().__init__()
            self.slip = slip

    class Typed(Message):
        """The line changed.

        Attributes:
            marks: The grades so far, as typed; "-" is blank.
        """

        def __init__(self, marks: str) -> None:
            super().__init__()
            self.marks = marks

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._names: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Line, check line."""
        yield SlipInput(max_length=LONGEST)
        yield Static(classes="check")

    @property
    def input(self) -> SlipInput:
        """The line."""
        return self.query_one(SlipInput)

    def show_options(self, names: Sequence[str]) -> None:
        """What the slips are about: the names of the options in their one order."""
        if list(names) != list(self._names):
            self._names = list(names)
        self.input.placeholder = "5342…"
        if not self.input.value and not str(self.query_one(".check", Static).content).strip():
            self.say(self._hint())

    def say(self, words: str, style: str = MUTED) -> None:
        """Say something on the check line."""
        self.query_one(".check", Static).update(join((one_line(words, 300), style)))

    def _hint(self) -> str:
        n = len(self._names)
        if not n:
            return ""
        last = option_letter(n - 1)
        return _("{n} digits, A to {last}: 5 is best, 1 is lowest, - is blank. Then Enter.").format(
            n=n, last=last
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read back what stands there so far."""
        event.stop()
        marks = _marks(event.value)
        self.post_message(self.Typed(marks))
        if not marks:
            self.say(self._hint())
            return
        read = parse_slip(event.value, len(self._names))
        wrong = not isinstance(read, Slip) and parse_slip(
            marks[: len(self._names)].ljust(len(self._names), "-"), len(self._names)
        )
        if len(marks) > len(self._names) and not isinstance(read, Slip):
            wrong = read
        if wrong and not isinstance(wrong, Slip):
            self.say("✗ " + i18n.current().message(wrong), "bold $error")
            return
        self.query_one(".check", Static).update(self._read_back(marks))

    def _read_back(self, marks: Sequence[str]) -> Content:
        """``A 5 · B 3 · …``, the latest with its name; the whole when it is done."""
        done = len(marks) == len(self._names)
        pairs = [f"{option_letter(at)} {mark}" for at, mark in enumerate(marks)]
        shown = pairs if len(pairs) <= 12 else ["…", *pairs[-12:]]
        line = join(("✓ " if done else "  ", "bold $success"), " · ".join(shown))
        if done:
            return line + join((f"   {_('Enter takes it in')}", "bold $success"))
        following = f"{option_letter(len(marks))} {one_line(self._names[len(marks)], 40)}"
        return line + join((f"   → {following}", MUTED))

    def on_slip_input_entered(self, event: SlipInput.Entered) -> None:
        """Enter: hand it in, or lay it back in the line and say what is missing."""
        event.stop()
        read = parse_slip(event.text, len(self._names))
        if isinstance(read, Slip):
            self.post_message(self.Handed(read))
        elif event.text.strip():
            with self.input.prevent(Input.Changed):
                self.input.value = event.text + self.input.value
            self.input.cursor_position = len(self.input.value)
            self.post_message(self.Typed(_marks(self.input.value)))
            self.say("✗ " + i18n.current().message(read), "bold $error")


def _marks(text: str) -> str:
    """The grades in what was typed."""
    return "".join(mark for mark in text if not (mark.isspace() or mark in ",;"))
