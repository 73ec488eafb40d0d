"""What one looks for in the library: words and five filters, and the dialog they are chosen in."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.content import LANGUAGES, Deck, Process, say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.library import Loaded
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.roles import ROLES
from workshop.tui.screens import library_words as words
from workshop.tui.screens.library_shelf import Work
from workshop.tui.text import MUTED, join, one_line
from workshop.workbench.searching import Filter, Index, fold


class Wanted(msgspec.Struct, frozen=True):
    """What is looked for; empty is everything."""

    text: str = ""
    theme: str = ""
    """A theme by the title it has in a deck, as it is said on the screen."""
    phase: str = ""
    role: str = ""
    language: str = ""
    kind: str = ""

    @property
    def filtered(self) -> bool:
        """Anything but words is asked for."""
        return self != Wanted(text=self.text)


FACETS: dict[str, str] = {
    "phase": N_("Phase"),
    "kind": N_("Kind"),
    "role": N_("Role"),
    "language": N_("Language"),
    "theme": N_("Theme"),
}
"""Filter → its name, in the order they are offered."""


def name_of(facet: str, value: str) -> str:
    """A value of a filter in words."""
    table = {"phase": words.PHASES, "kind": words.KINDS, "role": ROLES}.get(facet)
    if table is not None:
        return _(table[value]) if value in table else value
    return i18n.language_name(value) if facet == "language" else value


def described(wanted: Wanted) -> str:
    """The filters in words; empty when there are none."""
    chosen = [
        f"{_(name)}: {name_of(facet, getattr(wanted, facet))}"
        for facet, name in FACETS.items()
        if getattr(wanted, facet)
    ]
    return " · ".join(chosen)


class FilterDialog(ModalScreen[Wanted | None]):
    """All filters in one list: Enter or the space bar chooses, and again takes it away."""

    CSS = """
    FilterDialog { align: center middle; }
    FilterDialog > Vertical {
        width: 60; max-width: 96%; height: auto; max-height: 92%;
        padding: 1 2; background: $surface; border: round $primary;
    }
    FilterDialog OptionList { height: auto; max-height: 24; margin: 1 0; background: $surface; }
    FilterDialog OptionList > .option-list--option-disabled { color: $foreground-muted; }
    FilterDialog #said { color: $foreground-muted; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("library.filter-done", "f10", "done", N_("Show"), N_("Show what was chosen"),
            priority=True),
        key("library.filter-all", "x", "everything", N_("Everything"), N_("Take all filters away")),
        key("library.filter-take", "space", "take", N_("Choose"), N_("Choose the filter"),
            show=False),
    ]  # fmt: skip

    def __init__(self, wanted: Wanted, themes: Sequence[str]) -> None:
        """Ask what to show.

        Args:
            wanted: What is chosen to begin with.
            themes: The themes there are to choose from.
        """
        super().__init__()
        self._wanted = wanted
        values: dict[str, Iterable[str]] = {
            "phase": words.PHASES, "kind": words.KINDS, "role": ROLES,
            "language": LANGUAGES, "theme": themes,
        }  # fmt: skip
        self._rows: list[tuple[str, str]] = []
        for facet in FACETS:
            self._rows += [(facet, ""), *((facet, value) for value in values[facet])]

    def compose(self) -> ComposeResult:
        """The list, and how to go on."""
        with Vertical():
            yield Static(join((_("Show only cards with"), "bold $primary")))
            yield OptionList(*(self._option(*row) for row in self._rows))
            yield Static(id="said")

    def on_mount(self) -> None:
        """Begin with the first filter."""
        self.query_one("#said", Static).update(
            join((_("Enter chooses. F10 shows them, x takes all filters away."), MUTED))
        )
        options = self.query_one(OptionList)
        options.highlighted = 1
        options.focus()

    def _option(self, facet: str, value: str) -> Option:
        if not value:
            return Option(join((_(FACETS[facet]), "bold")), disabled=True)
        return Option(self._line(facet, value))

    def _line(self, facet: str, value: str) -> Content:
        on = getattr(self._wanted, facet) == value
        name = one_line(name_of(facet, value), 46)
        return join("✓ " if on else "  ", (name, "bold" if on else ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose it, or take it away."""
        event.stop()
        facet, value = self._rows[event.option_index]
        chosen = "" if getattr(self._wanted, facet) == value else value
        self._wanted = msgspec.structs.replace(self._wanted, **{facet: chosen})
        self._repaint()

    def _repaint(self) -> None:
        options = self.query_one(OptionList)
        for index, (facet, value) in enumerate(self._rows):
            if value:
                options.replace_option_prompt_at_index(index, self._line(facet, value))

    def action_take(self) -> None:
        """The space bar does as Enter."""
        self.query_one(OptionList).action_select()

    def action_everything(self) -> None:
        """Show everything."""
        self.dismiss(Wanted(text=self._wanted.text))

    def action_done(self) -> None:
        """Show what was chosen."""
        self.dismiss(self._wanted)

    def action_give_up(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)


# ── looking ──────────────────────────────────────────────────────────────────────────────────


class Finder:
    """Looks through decks; what has been folded once is not folded again."""

    def __init__(self) -> None:
        self._indexes: dict[int, tuple[Loaded[Deck], Index]] = {}

    def warm(self, work: Work) -> None:
        """Fold a deck before it is asked for. May take long; meant for another thread."""
        self.leaves(work, Wanted(text="\N{REPLACEMENT CHARACTER}"))

    def leaves(self, work: Work, wanted: Wanted) -> list[int]:
        """Which cards of a deck are looked for; of a process, whether it is."""
        if work.process is not None:
            return [0] if process_found(work.process, wanted) else []
        return self.cards(cast("Loaded[Deck]", work.loaded), wanted) if work.deck else []

    def cards(self, loaded: Loaded[Deck], wanted: Wanted) -> list[int]:
        """Which cards of a deck are looked for, by their place in it."""
        if loaded.value is None:
            return []
        if wanted == Wanted():
            return list(range(len(loaded.value.cards)))
        kept, index = self._indexes.setdefault(id(loaded), (loaded, Index([loaded])))
        only = Filter(
            theme=wanted.theme, phase=wanted.phase, role=wanted.role, language=wanted.language,
            kind=wanted.kind, retired=True,
        )  # fmt: skip
        found = {hit.card.id for hit in index.search(wanted.text, only)}
        assert kept.value is not None
        return [at for at, card in enumerate(kept.value.cards) if card.id in found]


def themes_in(works: Iterable[Work], language: str) -> list[str]:
    """The themes there are, each once, in the order they are met."""
    found = {
        words.theme_of(work.deck, card, language): None
        for work in works if work.deck is not None
        for card in work.deck.cards
    }  # fmt: skip
    return [name for name in found if name]


def process_found(process: Process, wanted: Wanted) -> bool:
    """Whether a process is looked for; only words and language concern it."""
    if wanted.phase or wanted.kind or wanted.role or wanted.theme:
        return False
    if wanted.language and not say_in(process, wanted.language):
        return False
    texts = (process.title, process.about, *(phase.title for phase in process.phases))
    hay = fold(" ".join(say(text, code, process.language) for code in LANGUAGES for text in texts))
    return all(piece in hay for piece in fold(wanted.text).split())


def say_in(process: Process, language: str) -> bool:
    """Whether a process speaks a language."""
    title = process.title
    return process.language == language if isinstance(title, str) else language in title
