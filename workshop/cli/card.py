"""``workshop card``: other words for a card in one workshop, and passing them on."""

from pathlib import Path
from typing import Any

import click

from workshop.acts import correcting, dealing
from workshop.cli.base import CliError, argument, choices, command, file_argument, group, option
from workshop.cli.opening import do, opened
from workshop.cli.records import find
from workshop.cli.terminal import in_words, say
from workshop.content import LANGUAGES
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.model import CardCopy, Draw
from workshop.session import Session, SessionError
from workshop.store import StoreError
from workshop.view import View


@group(name="card", help=N_("Correct a drawn card in one workshop, and pass the correction on."))
def card() -> None:
    """Drawn cards."""


_draw = argument("draw", help=N_("The drawn card: its record, or the id of the card"))


def drawn_card(view: View, text: str) -> Draw:
    """The drawn card that is meant by its record, or by the card's own id: the last one drawn.

    Raises:
        CliError: none is meant.
    """
    named = [one for one in view.all(Draw) if text and dealing.card_of(one.card) == text]
    return named[-1] if named else view.need(Draw, find(view, text, "draw"))


@command(
    name="correct",
    help=N_(
        "Give a drawn card other words, in this workshop only. The deck and other workshops keep "
        "theirs; the old wording stays in the history."
    ),
)
@file_argument
@_draw
@option("--ask", metavar="TEXT", help=N_("The question"))
@option("--subject", metavar="TEXT", help=N_("What it is about, in a few words"))
@option("--fact", metavar="TEXT", help=N_("The fact or case; an empty text takes it away"))
@option("--low", metavar="TEXT", help=N_("What 1 means on a scale card"))
@option("--high", metavar="TEXT", help=N_("What 5 means on a scale card"))
@option(
    "--point",
    "points",
    multiple=True,
    metavar="TEXT",
    help=N_("A point under the question, as many as there are to be; they replace all"),
)
@option(
    "--probe",
    multiple=True,
    metavar="TEXT",
    help=N_("A follow-up, as many as there are to be; they replace all"),
)
@option(
    "--language",
    type=choices(LANGUAGES),
    help=N_("The language of the words; otherwise the workshop’s"),
)
def correct(file: Path, draw: str, language: str | None, **words: Any) -> None:
    """Correct a card here only."""
    from workshop.library.corrections import corrected

    given = {name: text for name, text in words.items() if text is not None and text != ()}
    if not given:
        raise click.UsageError(_("Say what the card is to say instead: --ask, --point …"))
    with opened(file) as session:
        view = session.view
        drawn = drawn_card(view, draw)
        tongue = language or view.workshop.language or "nb"
        content = view.need(CardCopy, drawn.card).content
        made = corrected(drawn.card, content, {tongue: given})
        if isinstance(made, tuple):
            do(session, correcting.correct(view, drawn.id, *made))
        else:
            do(session, made)


@command(
    name="renew",
    help=N_("Take the words that a newer version of the deck has for a drawn card."),
)
@file_argument
@_draw
def renew(file: Path, draw: str) -> None:
    """Take the deck's new wording."""
    from workshop.library import default_library
    from workshop.library.corrections import newer

    with opened(file) as session:
        view = session.view
        drawn = drawn_card(view, draw)
        loaded = default_library().deck(dealing.deck_of(drawn.card))
        content = view.need(CardCopy, drawn.card).content
        found = newer(loaded.value if loaded else None, drawn.card, content)
        if found is None:
            raise CliError(msg("There is no newer version of the deck on this machine"))
        if not found.key:
            say(_("Version {version} words the card no differently.").format(version=found.version))
            return
        do(session, correcting.correct(view, drawn.id, found.key, found.content))


@command(
    name="push",
    help=N_(
        "Leave a corrected card waiting in other workshops, for when they draw it. A workshop "
        "that has drawn it keeps its wording. Nothing but the card goes over."
    ),
)
@file_argument
@_draw
@argument("others", nargs=-1, type=click.Path(path_type=Path), metavar="[OTHER]…",
          help=N_("The .workshop files that are to have it"))  # fmt: skip
@option("--to-deck", is_flag=True, help=N_("Write it into the deck too, if that is your own"))
def push(file: Path, draw: str, others: tuple[Path, ...], to_deck: bool) -> None:
    """Pass a corrected card on."""
    if not others and not to_deck:
        raise click.UsageError(_("Name the workshops that are to have the card, or --to-deck."))
    with opened(file) as session:
        drawn = drawn_card(session.view, draw)
        if not correcting.is_corrected(session.view, drawn.card):
            raise CliError(
                msg("The card has the wording of its deck: there is no correction to pass on.")
            )
        refused = 0
        for other in others:
            refused += not _pass_on(session, drawn.id, other)
        if to_deck:
            _into_deck(session, drawn)
        if refused:
            raise CliError(msg("Not passed on to: {n}", n=refused))


def _pass_on(session: Session, draw: str, other: Path) -> bool:
    from workshop.session.passing import pass_on

    try:
        waits = pass_on(session, draw, other)
    except (SessionError, StoreError) as error:
        say(f"✗ {other}: {in_words(error.message)}", err=True)
        return False
    said = _("waits there until the card is drawn") if waits else _("waits there already")
    say(f"✓ {other}: {said}")
    return True


def _into_deck(session: Session, drawn: Draw) -> None:
    from workshop.library import default_library
    from workshop.workbench.correcting import into_deck
    from workshop.workbench.editing import EditError

    content = session.view.need(CardCopy, drawn.card).content
    deck, name = dealing.deck_of(drawn.card), dealing.card_of(drawn.card)
    try:
        path = into_deck(default_library(), deck, name, content)
    except EditError as error:
        raise CliError(error.message) from error
    say(_("Written into {file}").format(file=path) if path else _("The deck says so already."))
