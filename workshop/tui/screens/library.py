"""The library: decks and processes, built in and one's own, browsed as cards."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.content import Card, Deck, Phase, Process, say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.library import Loaded, default_library
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar


class LibraryScreen(Screen[None]):
    """Decks and processes to the left, what is chosen to the right, a card at a time."""

    CSS = """
    LibraryScreen #top { height: 1; padding: 0 1; background: $panel; }
    LibraryScreen #shelves { width: 34%; max-width: 44; height: 1fr; border-right: solid $border; }
    LibraryScreen #leaf { height: 1fr; padding: 1 3; }
    LibraryScreen #leaf Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("library.back", "escape,q", "back", N_("Back"), N_("Leave the library")),
        key("library.next", "right,pagedown", "turn(1)", N_("Next card"),
            N_("The next card or phase")),
        key("library.previous", "left,pageup", "turn(-1)", N_("Previous card"),
            N_("The card or phase before")),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Shelves and leaf."""
        yield Static(plain(_("Library of decks and processes"), "bold"), id="top")
        with Horizontal():
            yield OptionList(id="shelves")
            with VerticalScroll(id="leaf", can_focus=False):
                yield Static()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the shelves; a broken file stands among the others with its errors."""
        library = default_library()
        self._works: list[Loaded[Deck] | Loaded[Process]] = [
            *library.decks(),
            *library.processes(),
        ]
        self._page = 0
        shelves = self.query_one("#shelves", OptionList)
        language = i18n.current().language
        kind = ""
        self._rows: list[int] = []
        for index, loaded in enumerate(self._works):
            heading = _("Processes") if isinstance(loaded.value, Process) else _("Decks")
            if loaded.value is not None and heading != kind:
                kind = heading
                shelves.add_option(Option(join((kind, MUTED)), disabled=True))
                self._rows.append(-1)
            title = say(loaded.value.title, language) if loaded.value else loaded.name
            mark = "  " if loaded.value else "✗ "
            shelves.add_option(Option(join(mark, plain(one_line(title, 60)))))
            self._rows.append(index)
        if not self._works:
            self._show(join(_("There are no decks. The installation is not complete.")))
        shelves.highlighted = next((i for i, row in enumerate(self._rows) if row >= 0), None)
        shelves.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the first leaf of what is chosen."""
        self._page = 0
        self._show_leaf(self._rows[event.option_index])

    def action_turn(self, step: int) -> None:
        """Turn the leaf."""
        here = self.query_one("#shelves", OptionList).highlighted
        if here is not None and self._rows[here] >= 0:
            self._page += step
            self._show_leaf(self._rows[here])

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def _show_leaf(self, index: int) -> None:
        if index < 0:
            return
        loaded = self._works[index]
        work = loaded.value
        if work is None:
            lines = "\n".join(f"{problem}" for problem in loaded.errors[:40])
            self._show(
                join((_("This file has errors and cannot be used:"), "bold"), f"\n\n{lines}")
            )
            return
        leaves = work.cards if isinstance(work, Deck) else work.phases
        self._page = max(0, min(self._page, len(leaves)))
        if self._page == 0:
            self._show(_front(work, len(leaves)))
        elif isinstance(work, Deck):
            self._show(_card(work, work.cards[self._page - 1], self._page))
        else:
            self._show(_phase(work, work.phases[self._page - 1], self._page))

    def _show(self, content: Content) -> None:
        self.query_one("#leaf Static", Static).update(content)
        self.query_one("#leaf", VerticalScroll).scroll_home(animate=False)


def _front(work: Deck | Process, count: int) -> Content:
    language = i18n.current().language
    cards = i18n.ngettext("{n} card", "{n} cards", count)
    phases = i18n.ngettext("{n} phase", "{n} phases", count)
    how_many = (cards if isinstance(work, Deck) else phases).format(n=count)
    return join(
        (say(work.title, language, work.language) + "\n", "bold $primary"),
        (f"{work.id} {work.version} · {how_many} · {work.licence}\n\n", MUTED),
        plain(say(work.about, language, work.language)),
        "\n\n",
        (say(work.source, language, work.language), MUTED),
        "\n\n",
        (_("Press → to leaf through it."), MUTED),
    )


def _card(deck: Deck, card: Card, number: int) -> Content:
    language = i18n.current().language
    content = join(
        (f"{number}/{len(deck.cards)}  ", MUTED),
        (say(card.subject, language, deck.language) + "\n\n", "bold $primary"),
        (say(card.ask, language, deck.language) + "\n", "bold"),
    )
    for point in card.points:
        content += join("\n  – ", plain(say(point, language, deck.language)))
    if card.low or card.high:
        low, high = (say(text, language, deck.language) for text in (card.low, card.high))
        content += join("\n\n1  ", plain(low), "\n5  ", plain(high))
    if card.fact:
        content += join("\n\n", plain(say(card.fact, language, deck.language), "italic"))
    if card.probe:
        content += join(("\n\n" + _("Follow-ups"), "bold $accent"))
        for probe in card.probe:
            content += join("\n  – ", plain(say(probe, language, deck.language)))
    return content


def _phase(process: Process, phase: Phase, number: int) -> Content:
    language = i18n.current().language
    content = join(
        (f"{number}/{len(process.phases)}  ", MUTED),
        (say(phase.title, language, process.language) + "\n\n", "bold $primary"),
        plain(say(phase.purpose, language, process.language)),
        "\n",
    )
    for activity in phase.activities:
        minutes = _("{n} min").format(n=activity.minutes)
        content += join("\n  ", plain(say(activity.title, language, process.language)),
                        (f"  {minutes}", MUTED))  # fmt: skip
    if phase.guide:
        content += join("\n\n", plain(say(phase.guide, language, process.language)))
    return content
