"""``workshop deck print`` and ``process print``, and how any printout is handed over."""

import re
from pathlib import Path
from typing import Any

import click

from workshop import i18n, library
from workshop.cli.base import CliError, choices, command, option
from workshop.cli.base import argument as new_argument
from workshop.cli.streams import echo
from workshop.cli.terminal import say
from workshop.cli.writing import (
    as_file,
    needs_a_place,
    over_option,
    refused,
    tell,
    write_documents,
)
from workshop.content import Text
from workshop.documents.text import cut
from workshop.i18n import Translator, ngettext
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.output import Goal, OccupiedError, ready
from workshop.printing.cards import card_sheets, large_print, sheaf
from workshop.printing.gathering import titles
from workshop.printing.page import Printout
from workshop.printing.run_sheet import run_sheet

_NAME = 40
"""Characters by which a text that was cut is known again."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


def paper_options(function: Any) -> Any:
    """Where the pages go and in which language, the same for everything that is printed."""
    function = over_option(function)
    function = option(
        "--pdf", is_flag=True,
        help=N_("Make a PDF too, with a browser on this machine (Chrome, Chromium or Edge)"),
    )(function)  # fmt: skip
    function = option(
        "--out", default=".", metavar="FOLDER|FILE|-",
        help=N_("Where to; - prints the HTML"),
    )(function)  # fmt: skip
    return option(
        "--lang-content", "wanted", type=choices(i18n.LANGUAGES),
        help=N_("The language on the paper"),
    )(function)  # fmt: skip


@command(
    name="print",
    help=N_(
        "Print the cards of a deck: A4 sheets to cut, with the question in front and the "
        "follow-ups behind, or one card to a page in large print. Retired cards stay at home."
    ),
)
@new_argument("name", metavar="DECK", help=N_("The id of the deck"))
@option("--per-page", type=choices(["8", "4"]), default="8", help=N_("Cards on a page: 8 or 4"))
@option("--large", is_flag=True, help=N_("Large print: one card to a page, all on one side"))
@option("--short-edge", is_flag=True, help=N_("The printer turns the paper on its short edge"))
@option(
    "--one-sided", is_flag=True,
    help=N_("Front and back beside each other, to fold and glue: for a printer that cannot turn"),
)  # fmt: skip
@option("--theme", "themes", multiple=True, help=N_("Only this theme; may be repeated"))
@option("--card", "cards", multiple=True, help=N_("Only this card; may be repeated"))
@paper_options
def print_deck(
    name: str, per_page: str, large: bool, short_edge: bool, one_sided: bool,
    themes: tuple[str, ...], cards: tuple[str, ...], wanted: str | None, out: str, pdf: bool,
    over: bool,
) -> None:  # fmt: skip
    """Print the cards of a deck."""
    if large + short_edge + one_sided > 1:
        raise click.UsageError(_("Choose one of --large, --short-edge and --one-sided."))
    deck = readable(library.default_library().deck(name), name)
    for card in cards:
        if not any(one.id == card for one in deck.cards):
            raise CliError(msg("There is no card “{card}” in {deck}", card=card, deck=name))
    for theme in themes:
        if not any(one.theme == theme for one in deck.cards):
            known = ", ".join(sorted({one.theme for one in deck.cards}))
            raise CliError(msg("There is no theme “{theme}”; there are: {known}", theme=theme,
                               known=known))  # fmt: skip
    chosen = sheaf(deck, speaker(deck.title, deck.language, wanted), themes=themes, cards=cards)
    if not chosen.cards:
        raise CliError(msg("There are no cards to print: all of them are retired."))
    kind = "large" if large else "cards"
    language = chosen.t.language
    hand_over(
        large_print(chosen)
        if large
        else card_sheets(
            chosen,
            per_page=int(per_page),
            sides="one-sided" if one_sided else "short-edge" if short_edge else "long-edge",
        ),
        f"{deck.id}-{kind}-{language}", out, origin=f"deck:{deck.id}", pdf=pdf, over=over,
    )  # fmt: skip


@command(
    name="print",
    help=N_(
        "Print a process as a run sheet: times, activities, who, what to have ready, what comes "
        "out, and the steps with the unions. One page when it can be read on one."
    ),
)
@new_argument("name", metavar="PROCESS", help=N_("The id of the process"))
@option("--start", default="09:00", metavar="HH:MM", help=N_("When it begins"))
@option("--phase", "phases", multiple=True, help=N_("Only this phase; may be repeated"))
@paper_options
def print_process(
    name: str, start: str, phases: tuple[str, ...], wanted: str | None, out: str, pdf: bool,
    over: bool,
) -> None:  # fmt: skip
    """Print a process as a run sheet."""
    shelf = library.default_library()
    process = readable(shelf.process(name), name)
    known = [phase.id for phase in process.phases]
    for phase in phases:
        if phase not in known:
            raise CliError(msg("There is no phase “{phase}”; there are: {known}", phase=phase,
                               known=", ".join(known)))  # fmt: skip
    t = speaker(process.title, process.language, wanted)
    wanted_decks = {one.deck for phase in process.phases for one in phase.activities if one.deck}
    made = run_sheet(process, t, start=clock(start), phases=phases, decks=titles(wanted_decks, t))
    called = f"{process.id}-run-sheet-{t.language}"
    hand_over(made, called, out, origin=f"process:{process.id}", pdf=pdf, over=over)


def readable(loaded: library.Loaded[Any] | None, name: str) -> Any:
    """The deck or process, which must be there and be whole.

    Raises:
        CliError: it is not.
    """
    if loaded is None:
        raise CliError(msg("There is no “{name}” on the shelves", name=name))
    if loaded.value is None:
        raise CliError(msg("“{name}” has mistakes. See them with: workshop deck check, or "
                           "workshop process check", name=name))  # fmt: skip
    return loaded.value


def speaker(title: Text, own: str, wanted: str | None) -> Translator:
    """Who speaks on the paper: the language asked for, the screen's if the file has it, its own."""
    has = title if isinstance(title, dict) else {own}
    if wanted:
        if wanted not in has:
            about = _("It is not translated to {language}: what is missing stands in {own}.")
            names = i18n.language_name(wanted), i18n.language_name(own)
            say(about.format(language=names[0], own=names[1]), err=True)
        return i18n.translator(wanted)
    screen = i18n.current().language
    return i18n.translator(screen if screen in has else own)


def clock(text: str) -> int:
    """A time of day as minutes after midnight.

    Raises:
        CliError: it is not one.
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise CliError(msg("“{text}” is not a time of day. Write it as 09:00", text=text))
    return int(found[1]) * 60 + int(found[2])


def hand_over(made: Printout, name: str, out: str, *, origin: str, pdf: bool, over: bool) -> None:
    """Write a printout to a file, make a PDF of it if asked, and say what was not as wished.

    Args:
        made: The pages.
        name: What the file is called, without its ending, when a folder was named.
        out: A folder, a file or ``-``.
        origin: What it is made from: the id of a project, or of a deck or process.
        pdf: Whether a PDF is wanted too.
        over: What lies there may go.

    Raises:
        CliError: something else lies there, or no PDF could be made; then the HTML is there.
        OutputError: a file cannot be written.
    """
    if out == "-":
        if pdf:
            raise needs_a_place()
        echo(made.html, nl=False)
    else:
        named = as_file(out, (".html", ".htm", ".pdf")) or Path(out) / f"{name}.html"
        pdf = pdf or named.suffix.lower() == ".pdf"
        page = named.with_suffix(".html") if named.suffix.lower() == ".pdf" else named
        goal = Goal(page, made.html)
        target = goal.path.with_suffix(".pdf")
        if pdf and not over and (there := ready([goal, Goal(target, b"")], origin)):
            # Before anything is written: the page and the PDF belong together.
            raise refused(OccupiedError(there))
        (page,) = write_documents([goal], origin, over=over)
        say(str(page))
        if pdf:
            _make_pdf(page, origin, over=over)
    _remarks(made)


def _make_pdf(page: Path, origin: str, *, over: bool) -> None:
    from workshop.output import browser

    target = page.with_suffix(".pdf")
    try:
        made = browser.make_pdf(page, target, browser.find(), origin=origin, over=over)
    except browser.NoPdfError as error:
        raise CliError(error.message) from error
    except OccupiedError as error:
        raise refused(error) from error
    tell([made])
    say(str(made.path))


def _remarks(made: Printout) -> None:
    if made.flows:
        say(_("The plan does not fit on one page and goes on over more."), err=True)
    if made.shortened:
        n = len(made.shortened)
        about = ngettext(
            "1 text is too long for its paper and ends in “…”: {names}",
            "{n} texts are too long for their paper and end in “…”: {names}",
            n,
        )
        say(about.format(n=n, names=", ".join(cut(one, _NAME) for one in made.shortened)), err=True)
