"""``workshop print``: the paper of a gathering, for when the power or the screen is gone."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from workshop import i18n, library
from workshop.acts import correcting, dealing
from workshop.acts.cards import MAX_TABLES
from workshop.cli.base import CliError, argument, command, option
from workshop.cli.export import language_of
from workshop.cli.opening import opened
from workshop.cli.printing import clock, hand_over, paper_options, readable, titles
from workshop.cli.records import find
from workshop.cli.terminal import say
from workshop.content import Card, Deck
from workshop.content import say as in_language
from workshop.documents.file_names import slug
from workshop.documents.results import grade_names
from workshop.documents.wording import Wording, joined
from workshop.guide.plan import plan
from workshop.i18n import Translator
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.model import Area, CardCopy, Group, Horizon, Round
from workshop.printing import run_sheet
from workshop.printing.page import Leaves, bound
from workshop.printing.slips import Ballots, measure_slips, priority_slips
from workshop.printing.tables import Dealt, table_sheets, table_signs
from workshop.view import View

KINDS = ("plan-b", "run-sheet", "signs", "sheets", "measures", "slips")
"""What can be printed; the first is all the others."""

_AT_A_TABLE = 7
"""Slips for each table when nobody has said how many sit there."""


class _Wish(NamedTuple):
    """What was asked for."""

    kind: str
    tables: int
    deck: str
    cards: tuple[str, ...]
    activity: str
    round: str
    copies: int
    each: int
    seed: int
    start: int
    phases: tuple[str, ...]


@command(
    name="print",
    help=N_(
        "Print the paper of a gathering. WHAT is plan-b (all of it), sheets (for each table, with "
        "its cards), slips (for prioritising), measures (slips for measures), signs (for the "
        "tables) or run-sheet. With a file, tables, cards and topics are those in it; without "
        "one, say how many tables there are: workshop print plan-b --tables 6"
    ),
)
@argument("words", nargs=-1, metavar="[FILE] WHAT", help=N_("A workshop, and what to print"))
@option("--tables", type=click.IntRange(1, MAX_TABLES), help=N_("How many tables there are"))
@option("--deck", default="", metavar="DECK", help=N_("The deck the tables talk from"))
@option("--card", "cards", multiple=True, help=N_("Only this card; may be repeated"))
@option("--activity", default="", metavar="RECORD", help=N_("The activity whose cards to print"))
@option(
    "--round", "round_name", default="", metavar="RECORD", help=N_("The round to print slips for")
)
@option("--copies", type=click.IntRange(1, 1000), help=N_("How many prioritising slips"))
@option("--each", type=click.IntRange(1, 40), default=4, help=N_("Measure slips for each table"))
@option("--seed", type=int, help=N_("The same seed shuffles the slips alike"))
@option("--start", default="09:00", metavar="HH:MM", help=N_("When the gathering begins"))
@option("--phase", "phases", multiple=True, help=N_("Only this phase in the run sheet: the day"))
@paper_options
def print_gathering(
    words: tuple[str, ...], tables: int | None, deck: str, cards: tuple[str, ...], activity: str,
    round_name: str, copies: int | None, each: int, seed: int | None, start: str,
    phases: tuple[str, ...], wanted: str | None, out: str, pdf: bool,
) -> None:  # fmt: skip
    """Print the paper of a gathering."""
    file, kind = _understood(words)
    wish = _Wish(
        kind, tables or 0, deck, cards, activity, round_name, copies or 0, each,
        secrets.randbits(32) if seed is None else seed, clock(start), phases,
    )  # fmt: skip
    if file is None:
        t = i18n.translator(wanted or i18n.current().language)
        title = t.message(msg("Gathering"))
        made = _pages(None, wish, t, title)
    else:
        with opened(file) as session:
            t = language_of(session.view, wanted)
            workshop = session.view.workshop
            title = joined([workshop.organisation, workshop.title])
            made = _pages(session.view, wish, t, title)
    name = joined([slug(title), kind, t.language], "-")
    hand_over(bound(title, t.language, made), name, out, pdf=pdf)


def _understood(words: Sequence[str]) -> tuple[Path | None, str]:
    """The file and what to print, in either order: both are easily told apart."""
    kinds = [word for word in words if word in KINDS]
    files = [word for word in words if word not in KINDS]
    if len(kinds) != 1 or len(files) > 1:
        raise click.UsageError(_("Say what to print: {kinds}").format(kinds=", ".join(KINDS)))
    return (Path(files[0]) if files else None), kinds[0]


def _pages(view: View | None, wish: _Wish, t: Translator, heading: str) -> list[Leaves]:
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
        pages.append(table_sheets(groups, _dealt(view, wish, t), t, heading))
    if on("measures"):
        horizons, themes = _choices(view, t)
        pages.append(
            measure_slips(groups, t, each=wish.each, horizons=horizons, themes=themes,
                          heading=heading)
        )  # fmt: skip
    if on("slips"):
        seated = sum(sum(group.composition.values()) for group in groups)
        copies = wish.copies or min(seated, 1000) or _AT_A_TABLE * len(groups)
        pages.append(priority_slips(_ballots(view, wish, t), copies, t, seed=wish.seed))
    return pages


def _groups(view: View | None, wish: _Wish) -> list[Group]:
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
        raise CliError(msg("How many tables are there? Say it with: --tables 6"))
    return known


def _run_sheet(view: View | None, wish: _Wish, t: Translator, heading: str) -> list[Leaves]:
    found = plan(view) if view is not None else None
    if found is None or found.process is None:
        if wish.kind == "run-sheet":
            raise CliError(msg("No process is followed. Print one with: workshop process print"))
        return []
    known = [phase.content.id for phase in found.phases]
    if unknown := [phase for phase in wish.phases if phase not in known]:
        raise CliError(msg("There is no phase “{phase}”; there are: {known}", phase=unknown[0],
                           known=", ".join(known)))  # fmt: skip
    long = any(phase.content.weeks_to for phase in found.phases)
    if wish.kind == "plan-b" and long and not wish.phases:
        return []  # the plan of many weeks is not the plan of the day
    names = {one.content.deck for one in found.activities() if one.content.deck}
    decks = titles(library.default_library(), names, t)
    return [
        run_sheet.leaves(
            found.process, t, start=wish.start, phases=wish.phases, decks=decks, heading=heading
        )
    ]


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def _dealt(view: View | None, wish: _Wish, t: Translator) -> list[Dealt]:
    """The cards the tables talk about: of the deck named, or of an activity of the process."""
    if wish.deck:
        return _from_deck(view, wish.deck, wish.cards, t)
    if wish.cards:
        raise click.UsageError(_("Say which deck the cards are from: --deck"))
    task = _task(view, wish) if view is not None else None
    if task is None:
        return []
    title = in_language(task.title, t.language, task.language)
    say(_("The cards of “{activity}”").format(activity=title), err=True)
    return _from_deck(view, task.deck, task.cards, t)


def _task(view: View, wish: _Wish) -> dealing.Task | None:
    """The activity asked for; else the card activity that runs, that comes next, or the first."""
    found = dealing.tasks(view)
    if wish.activity:
        record = wish.activity
        record = record if record.startswith("activity:") else f"activity:{record}"
        chosen = next((one for one in found if one.record == record), None)
        if chosen is None:
            known = ", ".join(one.record.partition(":")[2] for one in found)
            raise CliError(msg("That is no activity with cards. There are: {known}", known=known))
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
    known = copies if alone else _on_the_shelf(readable(loaded, name), t)
    for card, one in copies.items():
        if card in known:  # as it was drawn, or corrected here since
            known[card] = msgspec.structs.replace(one, number=known[card].number)
    if missing := [card for card in cards if card not in known]:
        raise CliError(msg("There is no card “{card}” in {deck}", card=missing[0], deck=name))
    return [known[card] for card in cards] if cards else list(known.values())


def _on_the_shelf(deck: Deck, t: Translator) -> dict[str, Dealt]:
    """The cards of a deck by their ids."""
    if deck.print_only:
        raise CliError(msg("“{deck}” is for print only: a workshop takes no answers", deck=deck.id))
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


def _ballots(view: View | None, wish: _Wish, t: Translator) -> Ballots:
    """What the open round asks; without one, lines to write the topics on."""
    found = _round(view, wish.round) if view is not None else None
    if view is None or found is None:
        if view is not None:
            say(
                _("No round is open: the slips have lines to write the topics on."), err=True
            )  # fmt: skip
        return Ballots(title=t.message(msg("Prioritising")))
    topics = tuple(view.title(option) for option in found.options)
    return Ballots(found.title, found.question, topics, grade_names(found))


def _round(view: View, name: str) -> Round | None:
    if name:
        return view.need(Round, find(view, name, "round"))
    return next((one for one in reversed(view.all(Round)) if one.state == "open"), None)
