"""``workshop print``: the paper of a gathering, for when the power or the screen is gone."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import click

from workshop import i18n
from workshop.acts.cards import MAX_TABLES
from workshop.cli.base import CliError, argument, command, number, option
from workshop.cli.export import language_of
from workshop.cli.opening import looked_at
from workshop.cli.printing import clock, hand_over, paper_options
from workshop.cli.records import find
from workshop.cli.terminal import in_words, say
from workshop.documents.file_names import slug
from workshop.documents.wording import joined
from workshop.i18n import Translator
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.outside import bits
from workshop.printing.gathering import KINDS, Notes, PaperError, Wish, pages
from workshop.printing.page import Leaves, bound
from workshop.view import View


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
@option("--tables", type=number(1, MAX_TABLES), help=N_("How many tables there are"))
@option("--deck", default="", metavar="DECK", help=N_("The deck the tables talk from"))
@option("--card", "cards", multiple=True, help=N_("Only this card; may be repeated"))
@option("--activity", default="", metavar="RECORD", help=N_("The activity whose cards to print"))
@option(
    "--round", "round_name", default="", metavar="RECORD", help=N_("The round to print slips for")
)
@option("--copies", type=number(1, 1000), help=N_("How many prioritising slips"))
@option("--each", type=number(1, 40), default=4, help=N_("Measure slips for each table"))
@option("--seed", type=number(), help=N_("The same seed shuffles the slips alike"))
@option("--start", default="09:00", metavar="HH:MM", help=N_("When the gathering begins"))
@option("--phase", "phases", multiple=True, help=N_("Only this phase in the run sheet: the day"))
@paper_options
def print_gathering(
    words: tuple[str, ...], tables: int | None, deck: str, cards: tuple[str, ...], activity: str,
    round_name: str, copies: int | None, each: int, seed: int | None, start: str,
    phases: tuple[str, ...], wanted: str | None, out: str, pdf: bool, over: bool,
) -> None:  # fmt: skip
    """Print the paper of a gathering."""
    file, kind = _understood(words)
    if cards and not deck:
        raise click.UsageError(_("Say which deck the cards are from: --deck"))
    wish = Wish(
        kind, bits(32) if seed is None else seed, tables or 0, deck, cards, activity,
        round_name, copies or 0, each, clock(start), phases,
    )  # fmt: skip
    with contextlib.nullcontext() if file is None else looked_at(file) as session:
        if session is None:
            t = i18n.translator(wanted or i18n.current().language)
            title, origin = t.message(msg("Gathering")), "gathering"
        else:
            t = language_of(session.view, wanted)
            workshop, origin = session.view.workshop, session.store.workshop_id
            title = joined([workshop.organisation, workshop.title])
            if round_name:
                wish = wish._replace(round=find(session.view, round_name, "round"))
        made = _made(session.view if session else None, wish, t, title)
        name = joined([slug(title), kind, t.language], "-")
        hand_over(bound(title, t.language, made), name, out, origin=origin, pdf=pdf, over=over)


def _understood(words: Sequence[str]) -> tuple[Path | None, str]:
    """The file and what to print, in either order: both are easily told apart."""
    kinds = [word for word in words if word in KINDS]
    files = [word for word in words if word not in KINDS]
    if len(kinds) != 1 or len(files) > 1:
        raise click.UsageError(_("Say what to print: {kinds}").format(kinds=", ".join(KINDS)))
    return (Path(files[0]) if files else None), kinds[0]


def _made(view: View | None, wish: Wish, t: Translator, heading: str) -> list[Leaves]:
    notes: Notes = []
    try:
        made = pages(view, wish, t, heading, notes)
    except PaperError as error:
        raise CliError(error.message) from error
    for note in notes:
        say(in_words(note), err=True)
    return made
