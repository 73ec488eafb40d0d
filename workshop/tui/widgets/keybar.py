"""The line of keys at the bottom: what can be pressed here and now."""

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from workshop.i18n import gettext
from workshop.tui.text import join


class KeyBar(Widget):
    """One line made from the bindings that are active where the focus is."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $text-muted; }
    """
    can_focus = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Key and word, key and word, as many as there is room for."""
        content = Content(" ")
        self._spans = []
        used, room = 1, self.size.width
        seen: set[str] = set()
        for _node, binding, enabled, _tip in self.screen.active_bindings.values():
            if not binding.show or not binding.description or binding.action in seen or not enabled:
                continue
            seen.add(binding.action)
            name = self.app.get_key_display(binding)
            word = gettext(binding.description)
            width = len(name) + len(word) + 3
            if used + width > room:
                break
            content += join((name, "bold $footer-key-foreground"), f" {word}  ")
            self._spans.append((used, used + width, binding.key))
            used += width
        return content

    def on_click(self, event: events.Click) -> None:
        """A click on a key is a press of it."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.app.simulate_key(name)
                return
