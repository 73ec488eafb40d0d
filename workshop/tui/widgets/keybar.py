"""The line of keys at the bottom: what can be pressed here and now."""

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from workshop.i18n import gettext
from workshop.tui.pressing import pressable
from workshop.tui.text import join


class KeyBar(Widget):
    """One line made from the bindings that are active where the focus is."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $text-muted; }
    """
    ALWAYS = "app.help"
    """What there is room for however narrow it is: who knows this key can find the others."""
    can_focus = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.app.screen_change_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Key and word, key and word, as many as there is room for."""
        content = Content(" ")
        self._spans = []
        bindings = self._pressable()
        last = next((one for one in bindings if one.id == self.ALWAYS), None)
        used, room = 1, self.size.width
        for binding in bindings:
            name, word = self._words(binding)
            width = cell_len(name) + cell_len(word) + 3
            kept = sum(map(cell_len, self._words(last))) + 3 if last not in (None, binding) else 0
            if used + width + kept > room + 2:  # the gap after the last may fall outside
                continue
            content += join((name, "bold $footer-key-foreground"), f" {word}  ")
            self._spans.append((used, used + width, binding.key))
            used += width
            last = None if binding is last else last
        return content

    def _words(self, binding: Binding | None) -> tuple[str, str]:
        if binding is None:
            return "", ""
        return self.app.get_key_display(binding), gettext(binding.description)

    def _pressable(self) -> list[Binding]:
        """What can be pressed, once each: of the dialog that lies above, if one does."""
        screen = self.app.screen if isinstance(self.app.screen, ModalScreen) else self.screen
        found: dict[str, Binding] = {}
        for _node, binding, enabled in pressable(screen):
            if binding.show and binding.description and enabled:
                found.setdefault(binding.action, binding)
        return list(found.values())

    def on_click(self, event: events.Click) -> None:
        """A click on a key is a press of it."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.app.simulate_key(name)
                return
