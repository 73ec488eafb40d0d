"""``workshop draw`` and ``answer``: cards on the table, and what tables say to them."""

from pathlib import Path

from workshop.acts import capture, cards
from workshop.acts.paper import refusal
from workshop.cli.base import CliError, argument, command, file_argument, number, option
from workshop.cli.opening import do, opened
from workshop.cli.records import find, steps
from workshop.cli.show import question
from workshop.cli.streams import piped_lines
from workshop.cli.terminal import say
from workshop.content import Card, Deck
from workshop.i18n import gettext as _
from workshop.messages import N_, Message, msg
from workshop.model import Draw
from workshop.outside import bits
from workshop.view import View


@command(help=N_("Put a card on the table: one by its id, the next in order, or one at random."))
@file_argument
@argument("deck", help=N_("The id of the deck"))
@argument("card", required=False, help=N_("The id of the card; without it, the next one"))
@option("--random", "at_random", is_flag=True, help=N_("Draw at random among those left"))
@option("--seed", type=number(), help=N_("The same seed draws the same card"))
@option("--activity", default="", metavar="RECORD", help=N_("The activity it is drawn in"))
@option("--reversed", "turned", is_flag=True, help=N_("Turn the question round"))
def draw(
    file: Path, deck: str, card: str | None, at_random: bool, seed: int | None, activity: str,
    turned: bool,
) -> None:  # fmt: skip
    """Put a card on the table."""
    from workshop import library

    with opened(file) as session:
        view = session.view
        loaded = library.default_library().deck(deck)
        if loaded is None or loaded.value is None:
            raise CliError(msg("There is no deck “{deck}” that can be read", deck=deck))
        found = loaded.value
        if found.print_only:
            raise CliError(refusal(found.id, found.title, view.workshop.language))
        place = _activity(view, activity)
        chosen = _choose(view, found, card, place, seed if at_random or seed is not None else None,
                         at_random=at_random)  # fmt: skip
        key, copy = library.card_key(found, chosen), library.card_copy(found, chosen)
        record = do(session, cards.draw(view, session.new_id, key, copy, place))
        if turned:
            do(session, cards.turn(view, record))
        say(question(view, view.need(Draw, record)))


def _activity(view: View, activity: str) -> str:
    if not activity:
        return ""
    found = activity if activity.startswith("activity:") else f"activity:{activity}"
    if found in steps(view):
        return found
    return find(view, activity, "activity")


def _choose(
    view: View, deck: Deck, card: str | None, activity: str, seed: int | None, *, at_random: bool
) -> Card:
    from workshop import library

    if card:
        found = next((one for one in deck.cards if one.id == card), None)
        if found is None:
            raise CliError(msg("There is no card “{card}” in {deck}", card=card, deck=deck.id))
        if found.retired:
            raise CliError(msg("“{card}” is retired: it is not dealt any more", card=card))
        return found
    by_key = {library.card_key(deck, one): one for one in library.playable(deck)}
    left = cards.undrawn(view, list(by_key), activity)
    if not left:
        raise CliError(msg("All cards of {deck} have been drawn here", deck=deck.id))
    if at_random or seed is not None:
        return by_key[cards.pick(left, bits(32) if seed is None else seed)]
    return by_key[left[0]]


@command(
    help=N_(
        "Take in what tables say to a drawn card: “3 what they said #tag” is table 3, and “3 2>4” "
        "rates a scale card 2 now and 4 wanted. Without lines, they are read from what is piped in."
    )
)
@file_argument
@argument("lines", nargs=-1, metavar="[LINE]…", help=N_("A line per answer"))
@option("--draw", "to", metavar="RECORD", help=N_("The drawn card; otherwise the last one"))
@option("--star", is_flag=True, help=N_("Star the answers"))
def answer(file: Path, lines: tuple[str, ...], to: str | None, star: bool) -> None:
    """Take in what tables say."""
    with opened(file) as session:
        view = session.view
        draws = view.all(Draw)
        if not draws and not to:
            raise CliError(msg("No card is drawn yet. Try: workshop draw FILE DECK"))
        drawn = find(view, to, "draw") if to else draws[-1].id
        # All are read before any is taken in, so that nothing is taken in twice when it is mended.
        heard = [
            _understood(view, line)
            for line in lines or piped_lines(_("Write a line, or pipe lines in."))
        ]
        for said in heard:
            record = do(session, capture.take_in(view, session.new_id, drawn, said))
            if star and not view.raw(record).get("star"):
                do(session, cards.star(view, record))


def _understood(view: View, line: str) -> capture.Captured:
    found = capture.parse(line)
    if isinstance(found, capture.Captured) and not capture.table(view, found.table):
        raise CliError(msg("There is no table {table}", table=found.table))
    if isinstance(found, Message):
        raise CliError(msg("“{line}”: {why}", line=line[:60], why=found))
    return found
