"""The library: decks and processes, built in, one's own and in the open workshop, as cards."""

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.worker import get_current_worker

from workshop import i18n
from workshop.i18n import gettext as _
from workshop.tui.key_gate import AWAITED
from workshop.tui.screens import library_leaf as pages
from workshop.tui.screens.library_finding import (
    FilterDialog,
    Finder,
    Wanted,
    described,
    themes_in,
)
from workshop.tui.screens.library_keys import CSS, KEYS
from workshop.tui.screens.library_leaf import Leaf
from workshop.tui.screens.library_rows import (
    FRONT,
    Rows,
    Step,
    counted,
    nothing,
    shelf_rows,
    step_rows,
    steps_in,
)
from workshop.tui.screens.library_sharing import LibrarySharing
from workshop.tui.screens.library_shelf import Work, newer_version, settle_names, shelves
from workshop.tui.screens.library_words import SHELVES
from workshop.tui.text import MUTED, join, plain
from workshop.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    pass

LOOK_SECONDS = 0.2
"""How often what has been read in the meantime is shown."""
BREATH = 0.004
"""Seconds between two files in which the screen has the machine for itself."""
MANY = 2000
"""With more cards than this, words are looked for in another thread."""
PAUSE = 0.15
"""Seconds without a key before words are looked for."""


class LibraryScreen(LibrarySharing):
    """Shelves to the left, what is in the chosen one beside them, a card at a time to the right."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    AUTO_FOCUS = None
    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self) -> None:
        super().__init__()
        self._works: list[Work] = []
        self._wanted = Wanted()
        self._finder = Finder()
        self._found: dict[str, list[int]] = {}
        """Which cards of each work are looked for, as far as is known."""
        self._steps: list[Step] = []
        self._at = ""
        """The work whose steps are listed."""
        self._shown: tuple[object, ...] = ()
        """What the leaf shows, so that it is not laid out again for nothing."""
        self._listed: tuple[object, ...] = ()
        """What the second list shows."""
        self._language = ""
        self._pending = False
        self._read = 0
        self._searching = False
        self._timer: Timer | None = None

    @property
    def language(self) -> str:
        """The language the cards are shown in."""
        return self._language or i18n.current().language

    def compose(self) -> ComposeResult:
        """Top line, the line to look with, lists and leaf, keys."""
        with Horizontal(id="top"):
            yield Static(plain(_("Library of decks and processes"), "bold"), id="title")
            yield Static(id="count", markup=False)
        with Horizontal(id="look"):
            yield Static(plain("/"), id="slash")
            yield Input(
                self._wanted.text, placeholder=_("words on a card"), compact=True, id="words",
                select_on_focus=False,
            )  # fmt: skip
            yield Static(id="filters", markup=False)
        with Horizontal(id="middle"):
            with Container(id="lists"):
                yield Rows(id="shelf")
                yield Rows(id="steps")
            with Vertical():
                yield Leaf()
        yield Static(id="empty", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what stands there at once, and read it in the meantime."""
        self.reload()
        self.query_one("#shelf", Rows).focus()

    async def recompose(self) -> None:
        """Speak another language."""
        await super().recompose()
        self._shown, self._listed = (), ()
        self._show_all()
        self.query_one("#shelf", Rows).focus()

    # ── reading ──────────────────────────────────────────────────────────────────────────

    def reload(self, path: Path | None = None, card: str = "") -> None:
        """Look on the shelves again, at a file if one is given, and at one of its cards."""
        session = self.workshop_app.open_session
        was = (self._at, self.query_one("#steps", Rows).chosen)
        self._works = shelves(session.view if session else None)
        if path is not None:
            chosen = next((work for work in self._works if work.path == path), None)
            self._at = chosen.read().key if chosen else self._at
        self._found, self._shown, self._listed = {}, (), ()
        if not any(work.key == self._at for work in self._works):
            self._at = self._works[0].key if self._works else ""
        for work in self._works:
            work.recall()
        self._pending = True
        self.run_worker(self._read_all, thread=True, group="read", exclusive=True)
        if self._timer is None:
            self._timer = self.set_interval(LOOK_SECONDS, self._look)
        self._show_all()
        ids = [step.id for step in self._steps]
        if card:
            self.show_card(card)
        elif self._at == was[0] and was[1] in ids:
            self.query_one("#steps", Rows).highlighted = ids.index(was[1])

    def _read_all(self) -> None:
        """Read every file, in a thread: the one that is being looked at first."""
        worker, works = get_current_worker(), self._works
        waiting = {work.key: work for work in works if work.loaded is None}
        while waiting and not worker.is_cancelled:
            chosen = self._at if self._at in waiting else next(iter(waiting))
            waiting.pop(chosen).read()
            sleep(BREATH)
        for work in works:
            if work.deck is not None and not worker.is_cancelled:
                self._finder.warm(work)
                sleep(BREATH)

    def _look(self) -> None:
        """Show what has been read since we last looked."""
        read = sum(work.loaded is not None for work in self._works)
        if read == len(self._works):
            self._pending = False
            settle_names(self._works)
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
        if read != self._read or not self._pending:
            self._read = read
            self._show_all()

    # ── looking ──────────────────────────────────────────────────────────────────────────

    def _look_through(self) -> dict[str, int]:
        """How many leaves of each work are looked for, of those that have been read."""
        for work in self._works:
            if work.key not in self._found and work.loaded is not None and not self._searching:
                self._found[work.key] = self._finder.leaves(work, self._wanted)
        return {key: len(cards) for key, cards in list(self._found.items())}

    def _search(self) -> None:
        """Look through everything in a thread: with a hundred decks it takes a moment."""
        wanted, found = self._wanted, self._found
        for work in self._works:
            if found is not self._found:
                return  # Something else is looked for by now.
            if work.loaded is not None:
                found[work.key] = self._finder.leaves(work, wanted)
        self.app.call_from_thread(self._searched, found)

    def _searched(self, found: dict[str, list[int]]) -> None:
        if found is self._found:
            self._searching = False
            self._show_all()

    def _narrowed(self) -> bool:
        return bool(self._wanted.text.split()) or self._wanted.filtered

    def want(self, wanted: Wanted) -> None:
        """Look for something else."""
        if wanted != self._wanted:
            self._wanted, self._found = wanted, {}
            cards = sum(len(work.deck.cards) for work in self._works if work.deck)
            self._searching = cards > MANY and self._narrowed()
            if self._searching:
                self.run_worker(self._search, thread=True, group=AWAITED, exclusive=True)
            else:
                self._show_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look when the typing pauses."""
        self.workshop_app.pauses.after(self, PAUSE, "search", lambda: self._look_for(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        self._look_for(event.value)
        self.query_one("#shelf", Rows).focus()

    def _look_for(self, text: str) -> None:
        self.want(msgspec.structs.replace(self._wanted, text=text[:200]))

    # ── showing ──────────────────────────────────────────────────────────────────────────

    @property
    def work(self) -> Work | None:
        """The deck or process that is chosen."""
        return next((work for work in self._works if work.key == self._at), None)

    @property
    def step(self) -> Step:
        """What is shown of it."""
        chosen = self.query_one("#steps", Rows).chosen
        return next((step for step in self._steps if step.id == chosen), FRONT)

    def _show_all(self) -> None:
        counts, narrowed = self._look_through(), self._narrowed()
        shelf = self.query_one("#shelf", Rows)
        options = shelf_rows(self._works, counts, self.language, narrowed=narrowed)
        shelf.refill(options, self._at)
        self._at = shelf.chosen
        self.set_class(not options, "-empty")
        self.query_one("#empty", Static).update(nothing(self._works, pending=self._pending))
        said = counted(self._works, counts, pending=self._pending)
        self.query_one("#count", Static).update(join((said, MUTED)))
        filters = described(self._wanted) or _("all cards")
        self.query_one("#filters", Static).update(join(("f ", "bold $accent"), plain(filters)))
        self._show_work()

    def _show_work(self) -> None:
        """List what is in the chosen one."""
        work = self.work
        steps = self.query_one("#steps", Rows)
        if work is None:
            self._steps, self._listed = [], ()
            steps.refill([], "")
            return
        before = steps.chosen if self._shown and self._shown[0] == work.key else ""
        cards = self._found.get(work.key, [])
        if self._shown[:1] != (work.key,) and self._narrowed() and work.deck and cards:
            before = f"card-{cards[0]}"
        listed = (work.key, work.loaded, tuple(cards), self.language)
        if listed != self._listed:
            self._listed = listed
            self._steps = steps_in(work.value, cards)
            steps.refill(step_rows(work.value, self._steps, self.language), before)
            self.refresh_bindings()
        self._show_leaf()

    def _show_leaf(self) -> None:
        work, step = self.work, self.step
        now = (work.key if work else "", work and work.loaded, step, self.language,
               work and work.hidden_by_own, work and newer_version(work, self._works))  # fmt: skip
        if work is None or now == self._shown:
            return
        self._shown = now
        leaf, value = self.query_one(Leaf), work.value
        over = join((" › ".join((_(SHELVES[work.sort, work.shelf]), work.name)), MUTED))
        if work.loaded is None:
            leaf.show_text(over, join((_("Being read …"), MUTED)))
        elif value is None:
            leaf.show_text(over, pages.errors(work))
        elif work.deck is not None and step.card >= 0:
            leaf.show_card(work.deck, step.card, self.language)
        elif work.process is not None and step.activity is not None:
            leaf.show_text(over, pages.activity(work.process, step.activity, self.language))
        elif work.process is not None and step.phase is not None:
            leaf.show_text(over, pages.phase(work.process, step.phase, self.language))
        else:
            leaf.show_text(
                over,
                pages.front(work, self.language),
                pages.front_rows(work, self.language, newer_version(work, self._works)),
                pages.front_tail(work, self.language),
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done with what is chosen is not offered."""
        work = self.work
        if action == "upgrade":
            value = work.value if work is not None and work.shelf == "own" else None
            return value is not None and value.origin is not None
        if action in {"edit", "add", "translate", "retire", "shift"}:
            return work is None or work.sort == "deck"
        return super().check_action(action, parameters)

    def show_card(self, card: str) -> None:
        """Put the cursor on a card of the chosen deck."""
        deck = self.work.deck if self.work else None
        index = next((i for i, one in enumerate(deck.cards) if one.id == card), -1) if deck else -1
        at = next((i for i, step in enumerate(self._steps) if step.card == index >= 0), None)
        if at is not None:
            self.query_one("#steps", Rows).highlighted = at
            self._show_leaf()

    def on_click(self, event: events.Click) -> None:
        """A click on the filters chooses them."""
        if event.widget is self.query_one("#filters"):
            self.action_filter()

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the cursor is on."""
        if event.option_list.id == "shelf" and event.option_id and event.option_id != self._at:
            self._at = event.option_id
            self._show_work()
        elif event.option_list.id == "steps":
            self._show_leaf()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on the shelf goes on to the cards."""
        if event.option_list.id == "shelf":
            self.query_one("#steps", Rows).focus()

    def action_turn(self, by: int) -> None:
        """The next leaf, or the one before, wherever the cursor is."""
        steps = self.query_one("#steps", Rows)
        if self._steps:
            at = steps.highlighted or 0
            steps.highlighted = max(0, min(at + by, len(self._steps) - 1))

    def action_on(self, by: int) -> None:
        """Further in what is being read."""
        leaf = self.query_one(Leaf)
        if (leaf.scroll_y < leaf.max_scroll_y) if by > 0 else (leaf.scroll_y > 0):
            leaf.scroll_page_down() if by > 0 else leaf.scroll_page_up()
        else:
            self.action_turn(by)

    def action_to(self, which: str) -> None:
        """To the cards, or to the shelf."""
        self.query_one(f"#{which}", Rows).focus()

    def action_back(self) -> None:
        """Out of the line, out of the cards, out of the library."""
        shelf = self.query_one("#shelf", Rows)
        if self.focused is not shelf and shelf.option_count:
            shelf.focus()
        elif isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss(None)

    def action_words(self) -> None:
        """To the line to look with."""
        self.query_one("#words", Input).focus()

    def action_everything(self) -> None:
        """Take words and filters away."""
        with self.prevent(Input.Changed):
            self.query_one("#words", Input).value = ""
        self.want(Wanted())
        self.query_one("#shelf", Rows).focus()

    def action_filter(self) -> None:
        """Choose filters."""

        def chosen(wanted: Wanted | None) -> None:
            if wanted is not None:
                self.want(wanted)

        self.app.push_screen(
            FilterDialog(self._wanted, themes_in(self._works, self.language)), chosen
        )

    def action_language(self) -> None:
        """The next of the languages the cards are in."""
        languages = i18n.LANGUAGES
        self._language = languages[(languages.index(self.language) + 1) % len(languages)]
        self._show_all()
        self.notify(_("Cards in {language}").format(language=i18n.language_name(self._language)))
