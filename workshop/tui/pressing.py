"""Which keys work on a screen just now: what the key bar, the help and the palette all show."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList


class Pressable(NamedTuple):
    """A key that can be pressed."""

    node: DOMNode
    """Where its action is done."""
    binding: Binding
    enabled: bool


def pressable(screen: Screen[Any]) -> Iterator[Pressable]:
    """The keys of a screen, where its focus is."""
    for node, binding, enabled, _tip in screen.active_bindings.values():
        if binding.key == "enter" and isinstance(node, OptionList):
            # The list takes Enter, and the place around it says what comes of that.
            yield _around(node, "enter") or Pressable(node, binding, enabled)
        else:
            yield Pressable(node, binding, enabled)


def _around(widget: Widget, key: str) -> Pressable | None:
    """The binding of a key in what lies around a widget."""
    for node in widget.ancestors:
        bindings: list[Binding] = node._bindings.key_to_bindings.get(key, [])
        for binding in bindings:
            if binding.show:
                return Pressable(node, binding, True)
    return None
