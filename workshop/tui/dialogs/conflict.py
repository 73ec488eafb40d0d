"""Settling a conflict: the values beside each other, with who and when; a person chooses."""

from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from workshop.changes import is_forgotten
from workshop.documents.wording import CODES
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.merge_text import suggest_for
from workshop.model import kind_of
from workshop.tui.dialogs.differing import marked
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.places.parties_words import field_word, headline, value_text, when, who
from workshop.tui.text import MUTED, join, plain
from workshop.view import Conflict, View

_SHOWN = 20_000
"""Characters of a value that are shown; all of it is kept."""


class Settled(NamedTuple):
    """What a person has chosen."""

    value: Any


class Side(VerticalScroll):
    """One value; a click, or its number, chooses it."""

    def __init__(self, number: int, head: Content, body: Content) -> None:
        super().__init__(classes="side", id=f"side-{number}")
        self.number, self._head, self._body = number, head, body

    def compose(self) -> ComposeResult:
        """Who and when, then the value, then a button."""
        yield Static(self._head, classes="who")
        yield Static(self._body, classes="value")


class ConflictDialog(ModalScreen[Settled | None]):
    """Choose one, take the suggestion, or write a third. Esc leaves the conflict as it is."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    DEFAULT_CSS = """
    ConflictDialog { align: center middle; }
    ConflictDialog > .sheet {
        width: 110; max-width: 98%; height: auto; max-height: 96%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    ConflictDialog .question { height: auto; margin-bottom: 1; }
    ConflictDialog #sides { height: auto; max-height: 28; }
    ConflictDialog.-wide #sides.-two { layout: horizontal; }
    ConflictDialog .side {
        height: auto; max-height: 16; padding: 0 1; margin-bottom: 1;
        border-left: thick $border; scrollbar-size-vertical: 1;
    }
    ConflictDialog .side:focus { border-left: thick $primary; background: $panel; }
    ConflictDialog.-wide #sides.-two .side { width: 1fr; margin-right: 1; }
    ConflictDialog.-narrow .side { max-height: 7; }
    ConflictDialog .who { margin-bottom: 1; }
    ConflictDialog.-narrow .who { margin-bottom: 0; }
    ConflictDialog .legend { height: auto; color: $foreground-muted; }
    ConflictDialog #third { display: none; height: 8; border: tall $border; }
    ConflictDialog #third:focus { border: tall $primary; }
    ConflictDialog.-writing #third { display: block; }
    ConflictDialog.-writing #sides { max-height: 14; }
    ConflictDialog.-writing.-narrow #sides { max-height: 6; }
    ConflictDialog .buttons { height: 3; align-horizontal: right; margin-top: 1; }
    ConflictDialog .buttons Button { margin-left: 1; min-width: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        *(
            key(f"conflict.choose-{n}", str(n), f"choose({n})", N_("Choose this one"),
                N_("Settle with the value that has this number"), show=False)
            for n in range(1, 10)
        ),
        key("conflict.suggested", "t", "suggested", N_("Take the suggestion"),
            N_("Settle with both people’s changes in one text")),
        key("conflict.third", "w", "third", N_("Write a third"),
            N_("Write what it should be, beginning with what stands there")),
        key("conflict.keep-third", "f10", "keep_third", N_("Keep what I wrote"),
            N_("Settle with what was written"), priority=True),
    ]  # fmt: skip

    def __init__(self, view: View, conflict: Conflict) -> None:
        """Show a conflict.

        Args:
            view: The workshop as it stands.
            conflict: What stands against what.
        """
        super().__init__()
        self._view, self._conflict = view, conflict
        codes = CODES.get((kind_of(conflict.record), conflict.field), {})
        values = [value.value for value in conflict.values]
        self._text = not codes and all(
            (isinstance(value, str) and not self._is_record(value)) or is_forgotten(value)
            for value in values
        )
        self._suggestion = suggest_for(view, conflict) if self._text else None

    def _is_record(self, value: str) -> bool:
        return ":" in value and self._view.get(value) is not None

    def compose(self) -> ComposeResult:
        """Question, values, the suggestion, a field to write in, buttons."""
        view, conflict = self._view, self._conflict
        n = len(conflict.values)
        with Vertical(classes="sheet"):
            yield Static(self._question(n), classes="question")
            with VerticalScroll(id="sides", classes="-two" if n == 2 else "", can_focus=False):
                for number, value in enumerate(conflict.values, start=1):
                    act = view.act(value.act)
                    head = join(
                        (f"{number}  {who(act.by if act else '')}", "bold"),
                        (f"   {when(act.at if act else '')}", MUTED),
                    )
                    yield Side(number, head, self._body(number - 1))
                if self._suggestion is not None:
                    head = join((_("t  Suggestion: both people’s changes"), "bold $accent"))
                    texts = [str(value.value) for value in conflict.values]
                    yield Side(0, head, marked(self._suggestion[:_SHOWN], texts))
            if self._text:
                yield Static(plain(self._legend(n)), classes="legend")
            yield TextArea(id="third", tab_behavior="focus", show_line_numbers=False)
            with Horizontal(classes="buttons"):
                yield from self._buttons(n)

    def _question(self, n: int) -> Content:
        title = headline(self._view, self._conflict.record, 70)
        asked = ngettext(
            "{n} value for «{field}»", "{n} values for «{field}» stand against each other", n
        )
        field = field_word(self._view, self._conflict.record, self._conflict.field)
        said = asked.replace("{n}", str(n)).replace("{field}", field)
        return join((said, "bold"), (f"\n{title}", MUTED))

    def _body(self, at: int) -> Content:
        view, conflict = self._view, self._conflict
        texts = [
            value_text(view, conflict.record, conflict.field, value.value, lines=True)[:_SHOWN]
            for value in conflict.values
        ]
        if not self._text:
            return plain(texts[at])
        return marked(texts[at], texts[:at] + texts[at + 1 :])

    def _legend(self, n: int) -> str:
        said = _("Words that differ are underlined.")
        if self._suggestion is None and n == 2:
            said += " " + _("The same sentence was changed by both, so there is no suggestion.")
        return said

    def _buttons(self, n: int) -> ComposeResult:
        yield Button(Content(_("Later")), id="later")
        if self._text:
            yield Button(Content(_("Write (w)")), id="third-button")
        for number in range(1, min(n, 4) + 1):
            yield Button(plain(_("Choose {n}").format(n=number)), id=f"choose-{number}")
        if self._suggestion is not None:
            yield Button(Content(_("Suggestion (t)")), id="take", variant="primary")

    def on_mount(self) -> None:
        """Begin at the newest value."""
        self.query_one("#side-1").focus()

    # ── choosing ─────────────────────────────────────────────────────────────────────────

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Choose."""
        name = event.button.id or ""
        if name == "later":
            self.dismiss(None)
        elif name == "third-button":
            self.action_keep_third() if self.has_class("-writing") else self.action_third()
        elif name == "take":
            self.action_suggested()
        else:
            self.action_choose(int(name.rpartition("-")[2]))

    def on_key(self, event: events.Key) -> None:
        """Enter on a value chooses it."""
        if event.key == "enter" and isinstance(self.focused, Side):
            event.stop()
            if self.focused.number:
                self.action_choose(self.focused.number)
            else:
                self.action_suggested()

    def action_choose(self, number: int) -> None:
        """Settle with one of the values."""
        if number <= len(self._conflict.values):
            value = self._conflict.values[number - 1].value
            if is_forgotten(value):
                self.notify(_("That was erased permanently. Choose another, or write a third."))
                return
            self.dismiss(Settled(value))

    def action_suggested(self) -> None:
        """Settle with both people's changes."""
        if self._suggestion is not None:
            self.dismiss(Settled(self._suggestion))

    def action_third(self) -> None:
        """Write a third, beginning with the suggestion or the newest."""
        if not self._text:
            self.notify(_("Choose one of these; it can be changed afterwards."))
            return
        area = self.query_one("#third", TextArea)
        if not self.has_class("-writing"):
            first = next(
                (one.value for one in self._conflict.values if isinstance(one.value, str)), ""
            )
            area.load_text(first if self._suggestion is None else self._suggestion)
            self.add_class("-writing")
            self.query_one("#third-button", Button).label = Content(_("Keep it (F10)"))
        area.focus()

    def action_keep_third(self) -> None:
        """Settle with what was written."""
        if not self.has_class("-writing"):
            return
        text = self.query_one("#third", TextArea).text
        if not text.strip():
            self.notify(_("Write something first, or press Esc."), severity="warning")
            return
        self.dismiss(Settled(text))

    def action_give_up(self) -> None:
        """Leave the field; from anywhere else, leave it for later."""
        if self.has_class("-writing"):
            self.remove_class("-writing")
            self.query_one("#third-button", Button).label = Content(_("Write (w)"))
            self.query_one("#side-1").focus()
            return
        self.dismiss(None)
