"""``docs/keys.md``: every key, from the list that the key bar and the help are made of."""

import importlib
import pkgutil

from textual.binding import Binding

import workshop.tui
from workshop.tui.keys import REGISTRY
from workshop.tui.screens.help import GROUPS

_TOP = """# Keys

Made by `python tools/generated.py --write`. `?` says the same where you are, in bokmål, nynorsk or
English, and `ctrl+p` finds an action by its words. Letters are commands only while no text field
is being written in; `Esc` leaves the field.

To use another key, name it by its id in the settings file (`config.toml`):

```toml
[keys]
"strategy.form" = "f7"
```
"""
_DIALOGS = {
    "conflict": "Settling a conflict", "merge": "Merging a copy", "forget": "Removing for good",
    "form": "The form", "picker": "Choosing from a list", "write": "Writing a document to a file",
    "help": "Help", "glossary": "The glossary",
}  # fmt: skip
_HEAD = ("| key | what | id |", "|---|---|---|")
_NAMES = {
    "question_mark": "?", "slash": "/", "number_sign": "#", "exclamation_mark": "!", "plus": "+",
    "minus": "-", "full_stop": ".", "pageup": "Page up", "pagedown": "Page down", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "escape": "Esc", "enter": "Enter", "tab": "Tab",
    "space": "Space", "delete": "Delete", "backspace": "Backspace", "home": "Home", "end": "End",
}  # fmt: skip


def markdown() -> str:
    """The whole page."""
    for module in pkgutil.walk_packages(workshop.tui.__path__, "workshop.tui."):
        importlib.import_module(module.name)
    titles = {**GROUPS, **_DIALOGS}
    groups: dict[str, list[str]] = {group: [] for group in titles}
    for identifier, binding in sorted(REGISTRY.items(), key=lambda item: not item[1].show):
        groups.setdefault(identifier.partition(".")[0], []).append(_row(identifier, binding))
    lines = [_TOP]
    for group, rows in groups.items():
        if rows:
            lines += [f"## {titles.get(group, group)}", "", *_HEAD, *rows, ""]
    return "\n".join(lines).rstrip() + "\n"


def _row(identifier: str, binding: Binding) -> str:
    keys = " ".join(f"`{_shown(key)}`" for key in binding.key.split(","))
    return f"| {keys} | {binding.tooltip or binding.description} | `{identifier}` |"


def _shown(key: str) -> str:
    modifier, _plus, last = key.rpartition("+")
    name = _NAMES.get(last, last.upper() if last.startswith("f") and last[1:].isdigit() else last)
    return f"{modifier}+{name}" if modifier else name
