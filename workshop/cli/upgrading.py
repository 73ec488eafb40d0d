"""``workshop deck upgrade`` and ``process upgrade``: what has come in the original, and taking it.

Without a choice nothing is written: the changes are shown, and in a terminal one is asked.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from workshop import library, outside
from workshop.cli import sharing
from workshop.cli.base import CliError, argument, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import is_terminal, say
from workshop.content import LANGUAGES
from workshop.content import say as in_language
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.workbench import forking
from workshop.workbench.comparing import STATES, Change, telling
from workshop.workbench.forking import Taken, Upgrade
from workshop.workbench.own_files import DECK, PROCESS, Kind

_SHOWN = 76
_KEYS = N_("(space chooses, a chooses all, enter goes on)")
_TAKE = option(
    "--take", multiple=True, metavar="CARD[/FIELD],…",
    help=N_("Take this from the original; may be said several times"),
)  # fmt: skip
_LEAVE = option(
    "--leave", multiple=True, metavar="CARD[/FIELD],…",
    help=N_("Keep your own, and do not show this again until it changes anew"),
)  # fmt: skip
_UNTOUCHED = option(
    "--take-all-untouched", "untouched", is_flag=True,
    help=N_("Take all that you have not changed yourself"),
)  # fmt: skip
_AGAINST = option(
    "--against", type=click.Path(path_type=Path), metavar="FILE",
    help=N_("A file with the original as it is now, instead of the one on the shelves"),
)  # fmt: skip


@new_command(
    name="upgrade",
    help=N_(
        "What has changed in the deck that yours was made from: there, here and in both; and "
        "take what you want of it. Nothing of yours is overwritten: the file is kept as it was."
    ),
)
@argument("name", metavar="DECK", help=N_("The id of your own deck"))
@_TAKE
@_LEAVE
@_UNTOUCHED
@_AGAINST
@json_option
def deck_upgrade(name: str, **choice: Any) -> None:
    """What has changed in the original of a deck."""
    _upgrade(DECK, name, **choice)


@new_command(
    name="upgrade",
    help=N_(
        "What has changed in the process that yours was made from: there, here and in both; and "
        "take what you want of it. Nothing of yours is overwritten: the file is kept as it was."
    ),
)
@argument("name", metavar="PROCESS", help=N_("The id of your own process"))
@_TAKE
@_LEAVE
@_UNTOUCHED
@_AGAINST
@json_option
def process_upgrade(name: str, **choice: Any) -> None:
    """What has changed in the original of a process."""
    _upgrade(PROCESS, name, **choice)


def _upgrade(
    kind: Kind,
    name: str,
    *,
    take: tuple[str, ...],
    leave: tuple[str, ...],
    untouched: bool,
    against: Path | None,
    as_json: bool,
) -> None:
    shelves = library.default_library()
    with sharing.said():
        found = forking.look(shelves, kind, name, against=against)
    chosen, left = _names(take), _names(leave)
    if untouched:
        if found.lacks_base is not None:
            raise CliError(
                msg("{reason}: what is untouched cannot be known. Choose with --take",
                    reason=found.lacks_base)
            )  # fmt: skip
        chosen += [change.path for change in found.untouched]
    if not (chosen or left or untouched):
        _show(found, as_json=as_json)
        if as_json or not found.open or not is_terminal():
            return
        chosen, left = _ask(found)
        if not (chosen or left):
            say(_("Nothing was changed."))
            return
    with sharing.said():
        known = shelves.cards()
        done = forking.take(found, chosen, leave=left, stamp=outside.stamp(), known=known)
    _report(done, as_json=as_json)


def _names(given: Sequence[str]) -> list[str]:
    """Names may be said one by one, or several with commas between."""
    return [name.strip() for one in given for name in one.split(",") if name.strip()]


# ── showing ──────────────────────────────────────────────────────────────────────────────────


def _show(found: Upgrade, *, as_json: bool) -> None:
    if as_json:
        print_json(_data(found))
        return
    origin = found.here.origin
    assert origin is not None
    say(
        _("{id} {version} is made from {origin} {old}; the original is now {new}.").format(
            id=found.here.id, version=found.here.version, origin=origin.id, old=origin.version,
            new=found.there.version,
        )
    )  # fmt: skip
    if found.lacks_base is not None:
        say(
            found.lacks_base,
            _("So it cannot be known who has changed what: all that differs is shown as changed "
              "in both."),
        )  # fmt: skip
    for where, changes in groupby(found.open, key=lambda change: change.where):
        some = list(changes)
        say("", _heading(found, where, some))
        for change in some:
            _say_change(change, found.here.language)
    here = [change.path for change in found.changes if not change.open]
    if here:
        count = ngettext("1 change of your own stays", "{n} changes of your own stay", len(here))
        say("", f"{count.format(n=len(here))}: {cut(', '.join(here), _SHOWN)}")
    if not found.open:
        say(_("There is nothing new to take."))
        if found.news:
            say(_("Note the version as seen with: --take-all-untouched"))
    elif not is_terminal():
        say("", _("Take it with: --take CARD, or --take-all-untouched"))


def _heading(found: Upgrade, where: tuple[str, ...], changes: Sequence[Change]) -> str:
    if not where:
        return _("The deck itself") if found.kind is DECK else _("The process itself")
    name = "/".join(where)
    if any(change.field in ("", "ask", "title") for change in changes):
        return name
    # What has changed says nothing of which card it is.
    part = forking.part_here(found, where)
    return f"{name} · {cut(_words(part, found.here.language), _SHOWN)}"


def _say_change(change: Change, language: str) -> None:
    state = _(STATES[change.state])
    say(f"  {change.field or _('the whole')}: {state}")
    language = telling(change, language)
    rows = [("+", change.there)] if change.state == "new-there" else (
        [("−", change.base), ("+", change.there)] if change.untouched
        else [(_("here:"), change.here), (_("there:"), change.there)]
    )  # fmt: skip
    for mark, value in rows:
        if value is not None:
            say(f"    {mark} {cut(_words(value, language), _SHOWN)}")


def _words(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        if "ask" in value or "title" in value:
            return _words(value.get("ask", value.get("title")), language)
        if set(value) <= set(LANGUAGES):
            return in_language(dict(value), language, language)
        return ", ".join(f"{key}: {_words(each, language)}" for key, each in value.items())
    if isinstance(value, list):
        return " · ".join(_words(each, language) for each in value)
    return str(value)


def _data(found: Upgrade) -> dict[str, Any]:
    origin = found.here.origin
    assert origin is not None
    untouched = {change.path for change in found.untouched}
    return {
        "id": found.here.id, "version": found.here.version, "file": str(found.path),
        "origin": {"id": origin.id, "version": origin.version},
        "original": found.there.version,
        "base": found.lacks_base is None,
        "changes": [
            {
                "path": change.path, "part": "/".join(change.where), "field": change.field,
                "state": change.state, "open": change.open,
                "untouched": change.path in untouched,
                "base": change.base, "here": change.here, "there": change.there,
            }
            for change in found.changes
        ],
    }  # fmt: skip


# ── choosing ─────────────────────────────────────────────────────────────────────────────────


def _ask(found: Upgrade) -> tuple[list[str], list[str]]:
    """What to take and what to leave for good, chosen in the terminal."""
    import questionary

    untouched = {change.path for change in found.untouched}

    def choices(changes: Sequence[Change], *, on: bool) -> list[Any]:
        return [
            questionary.Choice(
                f"{change.path}  ({_(STATES[change.state])})", value=change.path,
                checked=on and change.path in untouched,
            )
            for change in changes
        ]  # fmt: skip

    taken = questionary.checkbox(
        _("What do you take? What you have not changed yourself is chosen already."),
        choices(found.open, on=True),
        instruction=_(_KEYS),
    ).ask()
    if taken is None:
        raise click.Abort
    rest = [change for change in found.open if change.path not in taken]
    left: list[str] = []
    if rest:
        answer = questionary.checkbox(
            _("Which of the others have you decided against? The rest is shown the next time."),
            choices(rest, on=False),
            instruction=_(_KEYS),
        ).ask()
        if answer is None:
            raise click.Abort
        left = answer
    return taken, left


def _report(done: Taken, *, as_json: bool) -> None:
    if as_json:
        print_json({
            "taken": [change.path for change in done.taken],
            "left": [change.path for change in done.left],
            "open": [change.path for change in done.still_open],
            "origin": done.version, "file": str(done.path),
            "earlier": str(done.earlier) if done.earlier else None,
        })  # fmt: skip
        return
    for text, changes in ((_("Taken: {n}"), done.taken), (_("Left for good: {n}"), done.left)):
        if changes:
            say(text.format(n=len(changes)), *(f"  {change.path}" for change in changes))
    if done.still_open:
        names = cut(", ".join(change.path for change in done.still_open), _SHOWN)
        say(_("Still open, and shown the next time: {names}").format(names=names))
    else:
        say(_("You have seen all of {version}.").format(version=done.version))
    if done.earlier is not None:
        say(_("The file as it was: {file}").format(file=done.earlier))
    if any(change.state == "changed-both" for change in done.taken):
        say(_("Some of it replaced words of your own: they stand in the file as it was."))
