"""Choosing one or several of many, with a filter: a hundred goals or ten thousand answers."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.text_gate import comparison_key
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.keys import key
from workshop.tui.text import join, one_line, plain

MOST = 200
"""How many are listed at once; the filter finds the rest."""


class PickDialog(ModalScreen[list[str] | None]):
    """One or several of many. Esc answers None."""

    DEFAULT_CSS = """
    PickDialog { align: center middle; }
    PickDialog > .dialog {
        width: 92; max-width: 96%; height: auto; max-height: 92%;
        padding: 1 2; background: $surface; border: round $primary;
    }
    PickDialog .question { margin-bottom: 1; }
    PickDialog .note { color: $text-muted; }
    PickDialog OptionList { height: auto; max-height: 18; border: none; background: $surface; }
    PickDialog Input { border: none; height: 1; background: $panel; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [GIVE_UP, ACCEPT]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], chosen: Iterable[str] = (), *,
        many: bool = True,
    ) -> None:  # fmt: skip
        """Ask which.

        Args:
            question: What is asked, translated.
            choices: What each answers with, and what it is called.
            chosen: Those that are chosen to begin with.
            many: Several may be chosen; otherwise Enter answers with one.
        """
        super().__init__()
        self._question, self._many = question, many
        known = {value for value, _name in choices}
        self._chosen = {value: True for value in chosen if value in known}
        first = [choice for choice in choices if choice[0] in self._chosen]
        rest = [choice for choice in choices if choice[0] not in self._chosen]
        self._choices = first + rest if many else list(choices)
        self._shown: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """Question, filter, list, how to go on."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._question, "bold"), classes="question")
            yield Input(placeholder=_("Type to find"), id="filter")
            yield OptionList()
            yield Static(classes="note")

    def on_mount(self) -> None:
        """List everything."""
        self._list("")
        options = self.query_one(OptionList)
        if not self._many and self._chosen:
            values = [value for value, _name in self._shown]
            one = next(iter(self._chosen))
            options.highlighted = values.index(one) if one in values else 0
        options.focus() if len(self._choices) <= 12 else self.query_one(Input).focus()

    def _list(self, wanted: str) -> None:
        words = comparison_key(wanted).split()
        found = [
            choice for choice in self._choices
            if all(word in comparison_key(choice[1]) for word in words)
        ]  # fmt: skip
        self._shown = found[:MOST]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self._line(value, name)) for value, name in self._shown)
        options.highlighted = 0 if self._shown else None
        self._tell(len(found))

    def _line(self, value: str, name: str) -> Content:
        if not self._many:
            return plain(one_line(name, 200))
        mark = ("[x] ", "bold $accent") if value in self._chosen else ("[ ] ", "$foreground-muted")
        return join(mark, one_line(name, 200))

    def _tell(self, found: int) -> None:
        parts = []
        if not found:
            parts.append(_("Nothing matches."))
        elif found > MOST:
            parts.append(_("{n} of {all} shown; type more to find the rest.").format(
                n=MOST, all=found))  # fmt: skip
        if self._many:
            parts.append(_("{n} chosen").format(n=len(self._chosen)))
            parts.append(_("Enter chooses, F10 is done, Esc cancels"))
        else:
            parts.append(_("Enter chooses, Esc cancels"))
        self.query_one(".note", Static).update(plain("  ·  ".join(parts)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the filter chooses the one that is marked."""
        event.stop()
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._choose(highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose it, or answer with it."""
        event.stop()
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        value, name = self._shown[index]
        if not self._many:
            self.dismiss([value])
            return
        if self._chosen.pop(value, None) is None:
            self._chosen[value] = True
        options = self.query_one(OptionList)
        options.replace_option_prompt_at_index(index, self._line(value, name))
        self._tell(len(self._shown))

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while the filter has the focus."""
        if event.key in {"up", "down", "pageup", "pagedown"} and isinstance(self.focused, Input):
            options = self.query_one(OptionList)
            step = {"up": "cursor_up", "down": "cursor_down"}.get(event.key, "page_down")
            getattr(options, f"action_{'page_up' if event.key == 'pageup' else step}")()
            event.prevent_default()
            event.stop()

    def action_accept(self) -> None:
        """Answer with those that are chosen."""
        self.dismiss([value for value, _name in self._choices if value in self._chosen])

    def action_give_up(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class Picker(Static, can_focus=True):
    """A value that is chosen from a list instead of typed."""

    DEFAULT_CSS = """
    Picker { height: auto; width: 1fr; padding: 0 1; }
    Picker:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    Picker:hover { text-style: underline; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("picker.choose", "enter,space", "choose", N_("Choose"), N_("Choose from a list")),
    ]

    class Pressed(Message):
        """Someone wants to choose."""

        def __init__(self, picker: "Picker") -> None:
            super().__init__()
            self.picker = picker

    def __init__(self, field: str) -> None:
        super().__init__(markup=False)
        self.field = field
        self._said: tuple[str, ...] | None = None

    def say(self, *lines: str) -> None:
        """Show what is chosen, one line each; nothing is a dash."""
        if lines == self._said:
            return
        self._said = lines
        words = [one_line(line, 300) for line in lines if line] or ["–"]
        self.update(join("\n".join(words), (" ▾", "dim")))

    def on_click(self) -> None:
        """A click is Enter."""
        self.action_choose()

    def action_choose(self) -> None:
        """Ask to choose."""
        self.post_message(self.Pressed(self))
