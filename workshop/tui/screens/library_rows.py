"""The rows of the library's two lists: what stands on the shelves, and what is in one of them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop.content import Activity, Deck, Phase, Process, say
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.tui.keys import key
from workshop.tui.screens import library_words as words
from workshop.tui.screens.library_shelf import Work
from workshop.tui.text import MUTED, join, one_line

TITLE_MAX = 80


class Rows(OptionList):
    """A list in which Page Up and Page Down turn the leaf and do not leap in the list."""

    DEFAULT_CSS = "Rows { text-wrap: nowrap; text-overflow: ellipsis; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("library.next", "pagedown", "screen.turn(1)", N_("Next card"),
            N_("The next card or step"), show=False),
        key("library.previous", "pageup", "screen.turn(-1)", N_("Previous card"),
            N_("The card or step before"), show=False),
    ]  # fmt: skip

    def refill(self, options: Sequence[Option], chosen: str) -> None:
        """Other rows, the cursor on the one with an id, without telling that it moved."""
        with self.prevent(OptionList.OptionHighlighted):
            top = self.scroll_y
            self.set_options(options)
            ids = [option.id for option in options]
            if chosen in ids:
                self.highlighted = ids.index(chosen)
            else:
                able = (at for at, option in enumerate(options) if not option.disabled)
                self.highlighted = next(able, None)
            if chosen in ids and top <= self.max_scroll_y:
                self.scroll_to(y=top, animate=False)
                self.call_after_refresh(self.scroll_to_highlight)

    @property
    def chosen(self) -> str:
        """The id of the row with the cursor."""
        option = self.highlighted_option
        return (option.id or "") if option else ""


def shelf_rows(
    works: Sequence[Work], found: Mapping[str, int] | None, language: str, *, narrowed: bool
) -> list[Option]:
    """The shelves, each under its heading.

    Args:
        works: What stands there.
        found: How many cards of each are looked for, by key; those not read yet are lacking.
        language: The language of the titles.
        narrowed: Something is looked for: what has none of it is left out.
    """
    options: list[Option] = []
    shelf: tuple[str, str] | None = None
    for work in works:
        count = (found or {}).get(work.key)
        if narrowed and not count:
            continue
        if shelf != (work.sort, work.shelf):
            shelf = (work.sort, work.shelf)
            head = join((_(words.SHELVES[shelf]), "bold"))
            options.append(Option(join("\n", head) if options else head, disabled=True))
        options.append(Option(_work_line(work, count, language, narrowed), id=work.key))
    return options


def _work_line(work: Work, count: int | None, language: str, narrowed: bool) -> Content:
    title = one_line(work.title(language), TITLE_MAX)
    if work.loaded is None:
        return join((f"  …  {title}", MUTED))
    if work.broken:
        return join(("  ✗  ", "bold $error"), f"{title} ", (_("cannot be used"), "$error"))
    # One's own version may well have the title of its original: the id tells them apart.
    own = work.shelf == "own" and work.value is not None and work.value.origin is not None
    name = f"  {one_line(work.name, 64)}" if own else ""
    if isinstance(work.value, Process):
        return join("     ", title, (name, MUTED))
    every = len(work.value.cards) if work.value else 0
    shown = f"{count}/{every}" if narrowed else str(every)
    said = "  " + _("not in use") if work.hidden_by_own else ""
    return join((f"{shown:>4} ", MUTED), title, (said + name, MUTED))


def counted(works: Sequence[Work], found: Mapping[str, int], *, pending: bool) -> str:
    """How much there is, or how far the reading has come."""
    read = sum(work.loaded is not None for work in works)
    if pending and read < len(works):
        return _("reading {n} of {all} …").format(n=read, all=len(works))
    decks = sum(work.deck is not None for work in works)
    cards = sum(count for name, count in found.items() if name.startswith("deck"))
    broken = sum(work.broken for work in works)
    said = [
        ngettext("{n} deck", "{n} decks", decks).format(n=decks),
        ngettext("{n} card", "{n} cards", cards).format(n=cards),
    ]
    if broken:
        said.append(_("{n} with errors").format(n=broken))
    return " · ".join(said)


def nothing(works: Sequence[Work], *, pending: bool) -> Content:
    """What is said when there is no row to show."""
    if not works:
        return join(_("There are no decks. The installation is not complete."))
    if pending:
        return join((_("Being read …"), MUTED))
    how = _("Parts of words count, capitals do not. Press Esc and then x to show all cards.")
    return join((_("No card has this."), "bold"), "\n\n", how)


# ── what is in one ───────────────────────────────────────────────────────────────────────────


class Step(NamedTuple):
    """A row of the second list."""

    id: str
    card: int = -1
    phase: Phase | None = None
    activity: Activity | None = None


FRONT = Step("front")
"""The first row: what the deck or process is."""


def steps_in(value: Deck | Process | None, cards: Sequence[int]) -> list[Step]:
    """What can be leafed through.

    Args:
        value: The deck or process.
        cards: Which cards of a deck are shown.
    """
    if isinstance(value, Deck):
        return [FRONT, *(Step(f"card-{index}", card=index) for index in cards)]
    steps = [FRONT] if value else []
    for at, phase in enumerate(value.phases if value else ()):
        steps.append(Step(f"phase-{at}", phase=phase))
        steps += [
            Step(f"activity-{at}-{number}", phase=phase, activity=one)
            for number, one in enumerate(phase.activities)
        ]
    return steps


def step_rows(value: Deck | Process | None, steps: Sequence[Step], language: str) -> list[Option]:
    """The rows of what can be leafed through."""
    return [Option(_step_line(value, step, language), id=step.id) for step in steps]


def _step_line(value: Deck | Process | None, step: Step, language: str) -> Content:
    if value is None or step is FRONT:
        about = _("About the process") if isinstance(value, Process) else _("About the deck")
        return join(("     " if isinstance(value, Deck) else "", MUTED), (about, MUTED))
    if isinstance(value, Deck):
        card = value.cards[step.card]
        title = one_line(words.heading_of(value, card, language), TITLE_MAX)
        low = _("out of play") + ": " if card.retired else ""
        return join((f"{step.card + 1:>4} ", MUTED), (low, MUTED), (title, MUTED if low else ""))
    if step.activity is not None:
        title = one_line(say(step.activity.title, language, value.language), TITLE_MAX)
        minutes = f"{step.activity.minutes:>4}" if step.activity.minutes else "    "
        return join((f"{minutes} ", MUTED), title)
    assert step.phase is not None
    return join((one_line(say(step.phase.title, language, value.language), TITLE_MAX), "bold"))
