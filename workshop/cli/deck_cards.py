"""``workshop deck card add|change|move|retire``: one card of a deck of one's own."""

from collections.abc import Mapping
from typing import Any, get_args

from workshop import i18n, library
from workshop.cli.base import (
    CliError,
    argument,
    choices,
    command,
    group,
    json_option,
    number,
    option,
)
from workshop.cli.deck_making import checked, said
from workshop.cli.sharing import say_problems
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import say
from workshop.content import CardKind, Deck, PhaseCode, Role
from workshop.documents.file_names import slug
from workshop.i18n import gettext as _
from workshop.messages import N_, Message, msg
from workshop.workbench import editing, saving

_TEXTS = ("subject", "ask", "fact", "low", "high")
_TEXT_LISTS = ("points", "probe")
_WORDS_IN_ID = 4


@group(name="deck card", help=N_("Add, change, move or retire a card of your own deck."))
def card() -> None:
    """Cards."""


_DECK = argument("name", metavar="DECK", help=N_("The id of a deck of your own"))
_CARD = argument("card_id", metavar="CARD", help=N_("The id of a card"))


def _field_options(function: Any) -> Any:
    """The fields of a card; one option each."""
    for one in reversed(
        (
            option("--subject", help=N_("What it is about, in a few words")),
            option("--ask", help=N_("The question")),
            option("--point", "points", multiple=True, help=N_("A sub-point; may be repeated")),
            option(
                "--probe", "probe", multiple=True,
                help=N_("A follow-up for the facilitator; may be repeated"),
            ),
            option("--fact", help=N_("A fact or a short case")),
            option("--low", help=N_("What 1 means on a scale")),
            option("--high", help=N_("What 5 means on a scale")),
            option("--theme", help=N_("The letter of its theme")),
            option(
                "--phase", multiple=True, type=choices(get_args(PhaseCode)),
                help=N_("A phase: P1 to P7; may be repeated"),
            ),
            option("--kind", type=choices(get_args(CardKind)), help=N_("What kind of card it is")),
            option(
                "--for", "for", multiple=True, type=choices(get_args(Role)),
                help=N_("Whom it is especially for; may be repeated"),
            ),
            option("--kin", multiple=True, help=N_("A related card; may be repeated")),
            option("--ref", "refs", multiple=True, help=N_("An intent; may be repeated")),
            option("--minutes", type=number(0, 10_000), help=N_("How long it takes")),
            option(
                "--language", type=choices(i18n.LANGUAGES),
                help=N_("The language of these texts; by default that of the deck"),
            ),
        )
    ):  # fmt: skip
        function = one(function)
    return function


@command(name="add", help=N_("Add a card, last or after another."))
@_DECK
@_field_options
@option("--id", "card_id", help=N_("Its id; by default made from its subject or question"))
@option("--after", metavar="CARD", help=N_("After this card"))
@option("--first", is_flag=True, help=N_("Before all the others"))
@json_option
def card_add(
    name: str, card_id: str | None, after: str | None, first: bool, as_json: bool, **given: Any
) -> None:
    """Add a card."""
    if not (given["ask"] or "").strip():
        raise CliError(msg("A card asks something: --ask"))
    opened, deck = _open(name)
    fields = _fields(deck, {}, given)
    fields["id"] = card_id or _free_id(deck, given["subject"] or given["ask"])
    fields["theme"] = fields.get("theme") or _usual_theme(deck)
    fields.setdefault("phase", deck.cards[-1].phase if deck.cards else "P4")
    with said():
        after = "" if first else after
        saving.save(opened, editing.add_card(opened.text, fields, after=after))
    _done(opened, fields["id"], _("Added: {card}"), as_json=as_json)


@command(name="change", help=N_("Change fields of a card. The rest of the file stays as it is."))
@_DECK
@_CARD
@_field_options
@option("--id", "new_id", help=N_("Another id"))
@option(
    "--allow", multiple=True, metavar="FINDING=REASON",
    help=N_("Let a finding of the check stand, and say why"),
)  # fmt: skip
@option("--unset", multiple=True, metavar="FIELD", help=N_("Take a field away; may be repeated"))
@json_option
def card_change(
    name: str,
    card_id: str,
    new_id: str | None,
    allow: tuple[str, ...],
    unset: tuple[str, ...],
    as_json: bool,
    **given: Any,
) -> None:
    """Change a card."""
    opened, deck = _open(name)
    old = next((one for one in deck.cards if one.id == card_id), None)
    if old is None:
        raise CliError(msg("There is no card “{card}” in {deck}", card=card_id, deck=name))
    fields = _fields(deck, editing.card_data(old), given)
    if new_id:
        fields["id"] = new_id
    if allow:
        fields["allow"] = {**old.allow, **_reasons(allow)}
    for field in unset:
        if field not in editing.CARD_KEYS or field in ("id", "ask", "theme", "phase"):
            raise CliError(msg("A card cannot be without “{field}”", field=field))
        fields[field] = None
    if not fields:
        raise CliError(msg("Say what to change: see --help"))
    with said():
        saving.save(opened, editing.change_card(opened.text, card_id, fields))
    _done(opened, new_id or card_id, _("Changed: {card}"), as_json=as_json)


@command(name="move", help=N_("Move a card to another place in its deck."))
@_DECK
@_CARD
@option("--to", type=number(1), metavar="NUMBER", help=N_("Its number, counted from 1"))
@option("--after", metavar="CARD", help=N_("After this card"))
@option("--before", metavar="CARD", help=N_("Before this card"))
def card_move(
    name: str, card_id: str, to: int | None, after: str | None, before: str | None
) -> None:
    """Move a card."""
    if sum(each is not None for each in (to, after, before)) != 1:
        raise CliError(msg("Say where to: one of --to, --after and --before"))
    opened, deck = _open(name)
    ids = [one.id for one in deck.cards]
    others = [each for each in ids if each != card_id]
    beside = after or before
    if beside is not None and beside not in others:
        raise CliError(msg("There is no card “{card}” in {deck}", card=beside, deck=name))
    place = (to - 1) if to else others.index(str(beside)) + (after is not None)
    with said():
        saving.save(opened, editing.move_card(opened.text, card_id, to=place))
    say(_("Moved: {card}").format(card=card_id))


@command(
    name="retire",
    help=N_("Take a card out of play: it is kept, but not drawn or printed any more."),
)
@_DECK
@_CARD
@option("--back", is_flag=True, help=N_("Bring it back"))
def card_retire(name: str, card_id: str, back: bool) -> None:
    """Retire a card."""
    opened, _deck = _open(name)
    with said():
        saving.save(opened, editing.retire_card(opened.text, card_id, retired=not back))
    about = _("Back in play: {card}") if back else _("Retired: {card}")
    say(about.format(card=card_id))


def _open(name: str) -> tuple[saving.Opened, Deck]:
    with said():
        opened = saving.open_file(saving.own_file(library.default_library(), name))
        loaded = library.read_deck(opened.before, str(opened.path))
    if loaded.value is None:
        say_problems(loaded.problems)
        raise CliError(msg("“{name}” has errors: mend them first", name=name))
    return opened, loaded.value


def _done(opened: saving.Opened, card_id: str, about: str, *, as_json: bool) -> None:
    """What was done, and what could be better about that card."""
    loaded = checked(opened.path, "deck")
    if as_json:
        print_json({"card": card_id, "file": str(opened.path)})
        return
    say(about.format(card=card_id))
    lines = _lines_of(loaded.value, card_id, opened)
    say_problems(each for each in loaded.problems if each.line in lines)


def _lines_of(deck: Deck | None, card_id: str, opened: saving.Opened) -> range:
    from workshop import yamlio

    ids = [one.id for one in deck.cards] if deck is not None else []
    if card_id not in ids:
        return range(0)
    at = ids.index(card_id)
    document = yamlio.read_file(opened.path)
    first = document.place(("cards", at)).line
    last = document.place(("cards", at + 1)).line if at + 1 < len(ids) else 10**9
    return range(first, last)


def _fields(deck: Deck, old: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as fields of a card, laid over the texts there are in other languages."""
    language = given["language"] or deck.language
    found: dict[str, Any] = {}
    for key in _TEXTS:
        if given[key] is not None:
            found[key] = _in_language(old.get(key), given[key], language, deck.language)
    for key in _TEXT_LISTS:
        if given[key]:
            found[key] = _list_in_language(old.get(key, []), given[key], language, deck.language)
    for key in ("for", "kin", "refs"):
        if given[key]:
            found[key] = list(given[key])
    if given["phase"]:
        found["phase"] = given["phase"][0] if len(given["phase"]) == 1 else list(given["phase"])
    for key in ("theme", "kind", "minutes"):
        if given[key] is not None:
            found[key] = given[key]
    return found


def _in_language(old: Any, new: str, language: str, own: str) -> Any:
    if isinstance(old, dict):
        return {**old, language: new}
    if language == own:
        return new
    return {own: old, language: new} if old else {language: new}


def _list_in_language(old: list[Any], new: tuple[str, ...], language: str, own: str) -> list[Any]:
    """The texts in one language, each laid over the one it stands for in the others."""
    if language != own and len(new) > len(old):
        raise CliError(_too_many(len(old)))
    rest = old[len(new) :] if language != own else []
    pairs = zip((*old, *[None] * len(new)), new, strict=False)
    return [*(_in_language(was, text, language, own) for was, text in pairs), *rest]


def _too_many(count: int) -> Message:
    return msg("There are only {count} of these in the deck's own language", count=count)


def _reasons(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, reason = each.partition("=")
        if not equals or not reason.strip():
            raise CliError(msg("Say why: --allow finding=reason, not “{text}”", text=each))
        found[name.strip()] = reason.strip()
    return found


def _free_id(deck: Deck, words: str) -> str:
    stem = "-".join(slug(words).split("-")[:_WORDS_IN_ID]) or "card"
    taken = {one.id for one in deck.cards}
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _usual_theme(deck: Deck) -> str:
    """The theme of a card for which none was given.

    Raises:
        CliError: there are several to choose among.
    """
    if len(deck.themes) > 1:
        raise CliError(msg("Choose a theme with --theme: {themes}", themes=", ".join(deck.themes)))
    return next(iter(deck.themes), deck.cards[-1].theme if deck.cards else "A")
