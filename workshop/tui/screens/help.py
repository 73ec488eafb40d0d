"""Help where you are: what this screen is for, and its keys."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.tui.keys import REGISTRY, key
from workshop.tui.pressing import pressable
from workshop.tui.text import MUTED, join

GROUPS: dict[str, str] = {
    "start": N_("Start"),
    "process": N_("Process"),
    "cards": N_("Cards"),
    "present": N_("Show the room"),
    "priorities": N_("Priorities"),
    "strategy": N_("Strategy"),
    "parties": N_("Parties and review"),
    "documents": N_("Documents"),
    "thread": N_("Who said this?"),
    "find": N_("Find"),
    "library": N_("Library"),
    "card": N_("The card editor"),
    "translate": N_("Translate"),
    "upgrade": N_("What is new in the original"),
    "check": N_("Check"),
    "outline": N_("The outline"),
    "field": N_("Text fields"),
    "dialog": N_("Dialogs"),
    "house": N_("Everywhere in a workshop"),
    "app": N_("Everywhere"),
}
"""What the first part of a binding's id stands for."""

PURPOSES: dict[str, str] = {
    "start": N_("Make a new strategy work, open one, or look at the worked example."),
    "process": N_(
        "The plan you follow. Start an activity and you land where it is done, with the right "
        "deck. Tick it when it is done; the next step is always said at the bottom."
    ),
    "cards": N_(
        "Draw a card, read it aloud, and type what the tables say: a table number, a space, the "
        "words, Enter. #tags are picked up. Press Esc for commands, F5 to show the room."
    ),
    "priorities": N_(
        "Make topics from answers, merge and reject with a reason, open a hidden round, type the "
        "slips, and choose. Nothing shows before the round is closed."
    ),
    "strategy": N_(
        "The strategy as an outline with a form beside it. Choose a measure and press h to see "
        "who said it first."
    ),
    "parties": N_(
        "Consultations and decisions, conflicts to settle, and what the review has found."
    ),
    "library": N_(
        "Decks and processes: those that came with the program, your own, and what this workshop "
        "has drawn. What came with the program is never changed: make a version of your own."
    ),
    "translate": N_(
        "Source to the left, translation to the right. F10 keeps it and goes to the next that is "
        "missing, or older than its source."
    ),
    "upgrade": N_(
        "What the original says now beside what yours says. Take or leave text by text; nothing "
        "is written before F10, and the file as it was is kept."
    ),
    "documents": N_("See the documents as they stand, and write them to files."),
}
"""One or two sentences on what a place is for."""


class HelpScreen(ModalScreen[None]):
    """The keys that work on the screen beneath, place first, everywhere last."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 84; max-width: 96%; height: auto; max-height: 92%;
        padding: 1 3; background: $surface; border: round $primary;
    }
    HelpScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("help.close", "escape,f1,question_mark,q", "close", N_("Close"), N_("Close the help"))
    ]

    def __init__(self, about: Screen[Any]) -> None:
        """Help about a screen.

        Args:
            about: The screen that help was asked on.
        """
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """Purpose, keys, and the capture line's own grammar."""
        with VerticalScroll(can_focus=True):
            yield Static(self._text())

    def _text(self) -> Content:
        active: dict[str, list[str]] = {}
        for _node, binding, _enabled in pressable(self._about):
            if binding.id:
                active.setdefault(binding.id, []).append(self.app.get_key_display(binding))
        groups: dict[str, list[tuple[str, str, str]]] = {}
        # What the key bar shows comes first; arrows and the like are known already.
        for identifier, binding in sorted(REGISTRY.items(), key=lambda item: not item[1].show):
            if identifier not in active:
                continue
            group = identifier.partition(".")[0]
            shown = " ".join(active[identifier])
            groups.setdefault(group, []).append((shown, _(binding.description), _(binding.tooltip)))
        content = Content("")
        for group in [name for name in GROUPS if name in groups]:
            content += join((_(GROUPS[group]) + "\n", "bold $primary"))
            if group in PURPOSES:
                content += join(_(PURPOSES[group]) + "\n\n")
            for shown, word, tip in groups[group]:
                content += join((f"  {shown:<12}", "bold $accent"), f"{tip or word}\n")
            content += Content("\n")
        return content + join((_("Esc closes this."), MUTED))

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
