"""What was removed for good leaves every screen of this window too.

Whatever keeps words of its own – a line's history, an open field, a dialog – has a ``purge``
method, or is an ordinary widget in a dialog, whose words are taken away here.
"""

from typing import Any

from textual.app import App
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from workshop.session import Gone

BAR = "▇▇▇"


def purge(app: App[Any], gone: Gone) -> None:
    """Take away what is gone from all screens, the clipboard and what was just said."""
    for screen in app.screen_stack:
        for node in (screen, *screen.query("*")):
            own = getattr(node, "purge", None)
            if own is not None:
                own(gone)
            elif isinstance(node, Input | TextArea):
                _empty(node, gone)
            elif isinstance(screen, ModalScreen):
                _cover(node, gone)
    if gone.holds(app.clipboard):
        # The one inside the program; that of the machine cannot be reached from a terminal.
        app._clipboard = ""
    for said in list(app._notifications):
        if gone.holds(said.message):
            app._unnotify(said)


def _empty(field: Input | TextArea, gone: Gone) -> None:
    """A field that belongs to no record, such as the question what a topic is to be called."""
    if isinstance(field, Input):
        if gone.holds(field.value):
            field.value = ""
    elif gone.holds(field.text):
        field.load_text("")


def _cover(node: Widget, gone: Gone) -> None:
    """What a dialog shows; it asks about something that is there no longer."""
    if isinstance(node, Static):
        if gone.holds(str(node.visual)):
            node.update(BAR)
    elif isinstance(node, OptionList):
        for at, option in enumerate(node.options):
            if gone.holds(str(option.prompt)):
                node.replace_option_prompt_at_index(at, BAR)
