"""``workshop deck import`` and ``deck export``: CSV, Markdown and plain text."""

from pathlib import Path
from typing import Any

import click

from workshop import i18n, library
from workshop.cli import sharing
from workshop.cli.base import CliError, argument, choices, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.streams import echo
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, is_terminal, quoted, say, table
from workshop.cli.writing import write_documents
from workshop.content import LANGUAGES, Language
from workshop.content import say as in_language
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.output import Goal
from workshop.workbench import csv_cards, exchange, question_lists
from workshop.workbench.exchange import Preview
from workshop.workbench.own_files import DECK, check_free, whole
from workshop.yamlio import DEFAULT_LIMITS

_PATH = click.Path(path_type=Path)
_LISTED = 20
_SHOWN = 60
_BOM = "\ufeff"
"""Without it a spreadsheet reads æ, ø and å as something else."""


# ── import ───────────────────────────────────────────────────────────────────────────────────


@new_command(
    name="import",
    help=N_(
        "Make a deck of questions that you were sent: a CSV table, a Markdown list, or a text "
        "with one question a line. Shows what it would become, and asks first."
    ),
)
@argument("source", type=_PATH, metavar="FILE", help=N_("The file"))
@option("--as", "name", metavar="ID", required=True, help=N_("The id of the new deck"))
@option(
    "--language", type=choices(LANGUAGES), default="nb", show_default=True,
    help=N_("What it is written in"),
)  # fmt: skip
@option("--title", default="", help=N_("What the deck is called; otherwise as the file says"))
@option("--theme", default="A", help=N_("The theme of cards that have none"))
@option("--phase", default="P2", help=N_("The phase of cards that have none"))
@option("--licence", default="", help=N_("The terms on which it may be used"))
@option(
    "--format", "form", type=choices(("csv", "md", "text")),
    help=N_("What the file is, if its name does not say"),
)  # fmt: skip
@option("--yes", is_flag=True, help=N_("Do not ask"))
@json_option
def deck_import(source: Path, name: str, language: Language, yes: bool, **choice: Any) -> None:
    """Make a deck of questions that one was sent."""
    shelves = library.default_library()
    as_json = choice["as_json"]
    with sharing.said():
        check_free(DECK, shelves, name)
        found = exchange.read_questions(
            _bytes(source), source.name, language, form=choice["form"], theme=choice["theme"],
            phase=choice["phase"],
        )  # fmt: skip
    if not as_json:
        _preview(found, language, source.name)
    elif not yes:
        print_json(_data(found))
        return
    if found.errors:
        if as_json:
            print_json(_data(found))
        raise CliError(msg("Nothing was made. Lines to mend first: {n}", n=len(found.errors)))
    if not found.cards:
        raise CliError(msg("There are no questions in it"))
    if not yes:
        if not is_terminal():
            raise CliError(msg("Nothing was made. Say --yes to make it unasked."))
        if not click.confirm(_("Make the deck?"), default=True):
            raise click.Abort
    with sharing.said():
        path = exchange.make_deck(
            shelves, found, name=name, language=language, title=choice["title"],
            licence=choice["licence"],
        )  # fmt: skip
    if as_json:
        print_json({**_data(found), "file": str(path)})
        return
    say(_("Made: {file}").format(file=quoted(path)))
    if not choice["licence"]:
        say(_("It has no licence yet, and can be packed when it has one."))


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            return file.read(DEFAULT_LIMITS.max_bytes + 1)
    except FileNotFoundError as error:
        raise CliError(msg("There is no file {file}", file=source)) from error


def _preview(found: Preview, language: str, name: str) -> None:
    for note in found.notes:
        where = f"{name}:{note.line}: " if note.line else f"{name}: "
        kind = f"{_('error')}: " if note.error else ""
        say(f"{where}{kind}{in_words(note.message)}", err=True)
    count = ngettext("1 card", "{n} cards", len(found.cards)).format(n=len(found.cards))
    say(f"{found.title}: {count}" if found.title else count)
    rows = [
        (line, card["id"], card["theme"], cut(in_language(card["ask"], language), _SHOWN))
        for line, card in list(zip(found.lines, found.cards, strict=True))[:_LISTED]
    ]
    table([_("Line"), _("Card"), _("Theme"), _("Question")], rows)
    if len(found.cards) > _LISTED:
        say(_("… and {n} more").format(n=len(found.cards) - _LISTED))


def _data(found: Preview) -> dict[str, Any]:
    return {
        "title": found.title, "about": found.about, "themes": found.themes, "cards": found.cards,
        "lines": found.lines,
        "notes": [
            {"line": note.line, "message": in_words(note.message), "error": note.error}
            for note in found.notes
        ],
    }  # fmt: skip


# ── export ───────────────────────────────────────────────────────────────────────────────────


@new_command(
    name="export",
    help=N_(
        "Write the cards of a deck as a CSV table for a spreadsheet, or as a Markdown list. A "
        "table comes back unchanged with: workshop deck import"
    ),
)
@argument("name", metavar="DECK", help=N_("The id of the deck"))
@option(
    "--format", "form", type=choices(("csv", "md")), default="csv", show_default=True,
    help=N_("A table or a list"),
)  # fmt: skip
@option(
    "--language", "languages", type=choices(LANGUAGES), multiple=True,
    help=N_("The languages of the texts; otherwise all in a table, and one in a list"),
)  # fmt: skip
@option("--separator", type=choices((";", ",", "tab")), default=";", show_default=True,
        help=N_("What stands between the cells of a table"))  # fmt: skip
@option("--to", type=_PATH, metavar="FILE", help=N_("Where to; otherwise it is printed"))
@option("--replace", "--yes", is_flag=True, help=N_("Write over a file that is there already"))
def deck_export(
    name: str, form: str, languages: tuple[str, ...], separator: str, to: Path | None, replace: bool
) -> None:
    """Write the cards of a deck for others."""
    with sharing.said():
        deck: Any = whole(DECK, library.default_library(), name).value
    spoken = i18n.current().language
    if form == "csv":
        text = csv_cards.write_csv(
            deck, heading=spoken, languages=languages,
            separator="\t" if separator == "tab" else separator,
        )  # fmt: skip
    else:
        text = question_lists.write_list(deck, languages[0] if languages else spoken)
    if to is None:
        echo(text.replace("\r\n", "\n"), nl=False)
        return
    goal = Goal(to, (_BOM if form == "csv" else "") + text)
    (written,) = write_documents([goal], f"deck:{name}", over=replace)
    say(_("Written: {file}").format(file=written))
