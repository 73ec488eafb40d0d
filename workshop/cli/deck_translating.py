"""``workshop deck translate``: what is missing in a language, side by side, one by one."""

from typing import Any

import click

from workshop import i18n, library
from workshop.cli.base import CliError, argument, choices, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.deck_making import said
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import is_terminal, say, table
from workshop.content import Deck
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.workbench import saving, translating
from workshop.workbench.translating import Progress, Work

_STOP = ":q"
_HOLDS = "="


@new_command(
    name="translate",
    help=N_(
        "Translate a deck of your own: the source above, what there is below, and you type. "
        "Every text is kept at once. Without a terminal the work list is printed."
    ),
)
@argument("name", metavar="DECK", help=N_("The id of a deck"))
@option("--to", type=choices(i18n.LANGUAGES), help=N_("The language to translate to"))
@option("--list", "as_list", is_flag=True, help=N_("Print the work list only"))
@option("--progress", "as_progress", is_flag=True, help=N_("How far each language has come"))
@option(
    "--text", "given", nargs=2, multiple=True, metavar="PATH TEXT",
    help=N_("Take in a translation, with its path from the work list"),
)  # fmt: skip
@json_option
def deck_translate(
    name: str,
    to: str | None,
    as_list: bool,
    as_progress: bool,
    given: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Translate a deck."""
    deck = _deck(name)
    if as_progress or to is None:
        _say_progress(deck, to, as_json=as_json)
        return
    if given:
        for path, text in given:
            _keep(name, to, path, text)
        _say_left(name, to)
        return
    with said():
        work = translating.work_list(deck, to)
    if as_list or as_json or not is_terminal():
        _say_work(work, as_json=as_json)
        return
    with said():
        saving.own_file(library.default_library(), name)
    _go_through(name, to, work)


def _deck(name: str) -> Deck:
    found = library.default_library().deck(name)
    if found is None:
        raise CliError(msg("There is no “{name}” on the shelves", name=name))
    if found.value is None:
        raise CliError(msg("“{name}” has errors: mend them first", name=name))
    return found.value


def _keep(name: str, to: str, path: str, text: str) -> None:
    """Write one translation into the file, as the file is at this moment."""
    with said():
        shelves = library.default_library()
        file = saving.own_file(shelves, name)
        opened = saving.open_file(file)
        deck = library.read_deck(opened.before, str(file)).value
        if deck is None:
            raise CliError(msg("“{name}” has errors: mend them first", name=name))
        saving.save(opened, translating.translate(opened.text, deck, to, path, text))


def _go_through(name: str, to: str, work: list[Work]) -> None:
    if not work:
        say(_("Nothing is missing in {language}.").format(language=i18n.language_name(to)))
        return
    say(_("Empty: skip. {holds}: what there is still holds. {stop}: stop.").format(
        holds=_HOLDS, stop=_STOP
    ))  # fmt: skip
    for number, each in enumerate(work, 1):
        say("", f"{number}/{len(work)}  {each.path}  {_state(each)}", f"  {each.source}")
        if each.old:
            say(f"  {to}: {each.old}")
        typed = click.prompt(to, default="", show_default=False).strip()
        if typed == _STOP:
            break
        if typed == _HOLDS and each.old:
            typed = each.old
        if typed and typed != _HOLDS:
            _keep(name, to, each.path, typed)
    _say_left(name, to)


def _say_left(name: str, to: str) -> None:
    left = len(translating.work_list(_deck(name), to))
    language = i18n.language_name(to)
    if left:
        say(
            ngettext("1 text is left in {language}", "{n} texts are left in {language}", left)
            .format(n=left, language=language)
        )  # fmt: skip
    else:
        say(_("Nothing is missing in {language}.").format(language=language))


def _state(work: Work) -> str:
    return _("missing") if work.state == "missing" else _("older than its source")


def _say_work(work: list[Work], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"path": one.path, "state": one.state, "source": one.source, "old": one.old}
                for one in work
            ]
        )
        return
    rows = [(one.path, _state(one), one.source, one.old) for one in work]
    table([_("Path"), _("State"), _("Source"), _("Now")], rows, empty=_("Nothing is missing."))


def _say_progress(deck: Deck, to: str | None, *, as_json: bool) -> None:
    found = {
        language: each
        for language, each in translating.progress(deck).items()
        if to in (None, language)
    }
    if as_json:
        print_json({language: _progress_data(each) for language, each in found.items()})
        return
    rows = [
        (i18n.language_name(language), f"{each.percent} %", each.total, each.missing, each.older)
        for language, each in found.items()
    ]
    head = [_("Language"), _("Done"), _("Texts"), _("Missing"), _("Older than their source")]
    table(head, rows)


def _progress_data(each: Progress) -> dict[str, Any]:
    return {**each._asdict(), "percent": each.percent}
