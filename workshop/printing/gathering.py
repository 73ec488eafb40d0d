"""The paper of a gathering: what is printed for whom, from a workshop or for empty tables."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from workshop import library
from workshop.acts import correcting, dealing
from workshop.content import Card, Deck
from workshop.content import say as in_language
from workshop.documents.results import grade_names
from workshop.documents.wording import Wording
from workshop.guide.plan import plan
from workshop.i18n import Translator
from workshop.messages import Message, msg
from workshop.model import Area, CardCopy, Group, Horizon, Round
from workshop.printing import run_sheet
from workshop.printing.page import Leaves
from workshop.printing.slips import Ballots, measure_slips, priority_slips
from workshop.printing.tables import Dealt, table_sheets, table_signs
from workshop.view import View

KINDS = ("plan-b", "run-sheet", "signs", "sheets", "measures", "slips")
"""What can be printed; the first is all the others."""

NINE = 9 * 60
"""When a gathering begins if nobody has said: minutes after midnight."""

_AT_A_TABLE = 7
"""Slips for each table when nobody has said how many sit there."""

Notes = list[Message]


class PaperError(Exception):
    """What is missing before it can be printed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.message = message


class Wish(NamedTuple):
    """What was asked for."""

    kind: str
    seed: int
    tables: int = 0
    deck: str = ""
    cards: tuple[str, ...] = ()
    activity: str = ""
    round: str = ""
    copies: int = 0
    each: int = 4
    start: int = NINE
    phases: tuple[str, ...] = ()


def pages(view: View | None, wish: Wish, t: Translator, heading: str, notes: Notes) -> list[Leaves]:
    """The pages that were asked for.

    Args:
        view: The workshop they are for; without one, blank for as many tables as asked for.
        wish: What was asked for.
        t: The language on the paper.
        heading: What stands on top of them.
        notes: Takes what the one who prints should know.

    Raises:
        PaperError: Something is missing; it says what.
    """

    def on(kind: str) -> bool:
        return wish.kind in ("plan-b", kind)

    pages: list[Leaves] = []
    if on("run-sheet"):
        pages += _run_sheet(view, wish, t, heading)
    if wish.kind == "run-sheet":
        return pages
    groups = _groups(view, wish)
    if on("signs"):
        pages.append(table_signs(groups, t))
    if on("sheets"):
        pages.append(table_sheets(groups, _dealt(view, wish, t, notes), t, heading))
    if on("measures"):
        horizons, themes = _choices(view, t)
        pages.append(
            measure_slips(groups, t, each=wish.each, horizons=horizons, themes=themes,
                          heading=heading)
        )  # fmt: skip
    if on("slips"):
        seated = sum(sum(group.composition.values()) for group in groups)
        copies = wish.copies or min(seated, 1000) or _AT_A_TABLE * len(groups)
        pages.append(priority_slips(_ballots(view, wish, t, notes), copies, t, seed=wish.seed))
    return pages


def _groups(view: View | None, wish: Wish) -> list[Group]:
    """The tables: those in the file, and as many more as were asked for."""
    known = view.groups() if view is not None else []
    if wish.tables:
        by_number = {group.number: group for group in known}
        return [
            by_number.get(number) or Group(id=f"group:{number}", number=number)
            for number in range(1, wish.tables + 1)
        ]
    if not known and wish.kind in ("slips", "plan-b", "sheets", "signs", "measures"):
        if wish.kind == "slips" and wish.copies:
            return []
        raise PaperError(msg("How many tables are there? Say it with: --tables 6"))
    return known


def _run_sheet(view: View | None, wish: Wish, t: Translator, heading: str) -> list[Leaves]:
    found = plan(view) if view is not None else None
    if found is None or found.process is None:
        if wish.kind == "run-sheet":
            raise PaperError(msg("No process is followed. Print one with: workshop process print"))
        return []
    known = [phase.content.id for phase in found.phases]
    if unknown := [phase for phase in wish.phases if phase not in known]:
        raise PaperError(msg("There is no phase “{phase}”; there are: {known}", phase=unknown[0],
                           known=", ".join(known)))  # fmt: skip
    long = any(phase.content.weeks_to for phase in found.phases)
    if wish.kind == "plan-b" and long and not wish.phases:
        return []  # the plan of many weeks is not the plan of the day
    names = {one.content.deck for one in found.activities() if one.content.deck}
    decks = titles(names, t)
    return [
        run_sheet.leaves(
            found.process, t, start=wish.start, phases=wish.phases, decks=decks, heading=heading
        )
    ]


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def _dealt(view: View | None, wish: Wish, t: Translator, notes: Notes) -> list[Dealt]:
    """The cards the tables talk about: of the deck named, or of an activity of the process."""
    if wish.deck:
        return _from_deck(view, wish.deck, wish.cards, t)
    task = _task(view, wish) if view is not None else None
    if task is None:
        return []
    title = in_language(task.title, t.language, task.language)
    notes.append(msg("The cards of “{activity}”", activity=title))
    return _from_deck(view, task.deck, task.cards, t)


def _task(view: View, wish: Wish) -> dealing.Task | None:
    """The activity asked for; else the card activity that runs, that comes next, or the first."""
    found = dealing.tasks(view)
    if wish.activity:
        record = wish.activity
        record = record if record.startswith("activity:") else f"activity:{record}"
        chosen = next((one for one in found if one.record == record), None)
        if chosen is None:
            known = ", ".join(one.record.partition(":")[2] for one in found)
            raise PaperError(msg("That is no activity with cards. There are: {known}", known=known))
        return chosen
    followed = plan(view)
    running = followed.activity.record if followed.activity else ""
    states = {one.record: one for one in followed.activities()}
    waiting = [one for one in found if one.record in states and not states[one.record].settled]
    now = [one for one in waiting if one.record == running]
    return next(iter(now or waiting or found), None)


def _from_deck(
    view: View | None, name: str, cards: Sequence[str], t: Translator
) -> list[Dealt]:  # fmt: skip
    loaded = library.default_library().deck(name)
    copies = _copies(view, name, t) if view is not None else {}
    # The file has its own copies of the cards, and is printed where the deck is not.
    alone = bool(copies) and (loaded is None or loaded.value is None)
    known = copies if alone else _on_the_shelf(_readable(loaded, name), t)
    for card, one in copies.items():
        if card in known:  # as it was drawn, or corrected here since
            known[card] = msgspec.structs.replace(one, number=known[card].number)
    if missing := [card for card in cards if card not in known]:
        raise PaperError(msg("There is no card “{card}” in {deck}", card=missing[0], deck=name))
    return [known[card] for card in cards] if cards else list(known.values())


def _on_the_shelf(deck: Deck, t: Translator) -> dict[str, Dealt]:
    """The cards of a deck by their ids."""
    if deck.print_only:
        raise PaperError(
            msg("“{deck}” is for print only: a workshop takes no answers", deck=deck.id)
        )
    title = in_language(deck.title, t.language, deck.language)
    live = [one for one in deck.cards if not one.retired]
    return {one.id: Dealt(one, deck.language, title, at) for at, one in enumerate(live, 1)}


def _copies(view: View, deck: str, t: Translator) -> dict[str, Dealt]:
    """The cards of a deck that lie in the file."""
    found: dict[str, Dealt] = {}
    fields = {one.encode_name for one in msgspec.structs.fields(Card)}
    for copy in dealing.copies(view, deck):
        key = correcting.wording(view, copy) or copy
        content: dict[str, Any] = view.need(CardCopy, key).content
        about = content.get("deck")
        about = about if isinstance(about, dict) else {}
        try:
            card = msgspec.convert({k: v for k, v in content.items() if k in fields}, Card)
        except msgspec.ValidationError:
            continue
        language = str(about.get("language", "nb"))
        title = about.get("title", "")
        name = in_language(title, t.language) if isinstance(title, str | dict) else ""
        found[card.id] = Dealt(card, language, name)
    return found


# ── slips ────────────────────────────────────────────────────────────────────────────────────


def _choices(view: View | None, t: Translator) -> tuple[list[str], list[str]]:
    """The horizons and areas of a workshop, to tick on a slip."""
    if view is None:
        return [], []
    words = Wording(t)
    horizons = []
    for one in view.under("", Horizon):
        years = words.years(one.year_from, one.year_to)
        horizons.append(f"{one.title} ({years})" if years else one.title)
    return horizons, [one.short or one.title for one in view.under("", Area)]


def _ballots(view: View | None, wish: Wish, t: Translator, notes: Notes) -> Ballots:
    """What the open round asks; without one, lines to write the topics on."""
    found = _round(view, wish.round) if view is not None else None
    if view is None or found is None:
        if view is not None:
            notes.append(msg("No round is open: the slips have lines to write the topics on."))
        return Ballots(title=t.message(msg("Prioritising")))
    topics = tuple(view.title(option) for option in found.options)
    return Ballots(found.title, found.question, topics, grade_names(found))


def _round(view: View, name: str) -> Round | None:
    if name:
        return view.need(Round, name)
    return next((one for one in reversed(view.all(Round)) if one.state == "open"), None)


def titles(decks: set[str], t: Translator) -> dict[str, str]:
    """What decks are called, where they are known."""
    shelf, found = library.default_library(), {}
    for name in sorted(decks):
        loaded = shelf.deck(name)
        if loaded is not None and loaded.value is not None:
            found[name] = in_language(loaded.value.title, t.language, loaded.value.language)
    return found


def _readable(loaded: library.Loaded[Deck] | None, name: str) -> Deck:
    if loaded is None or loaded.value is None:
        raise PaperError(
            msg("There is no “{name}” on the shelves", name=name)
            if loaded is None
            else msg("“{name}” cannot be read", name=name)
        )
    return loaded.value
