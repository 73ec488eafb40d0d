"""``workshop deck`` and ``process``: fork, add and pack."""

from pathlib import Path
from typing import Any

import click

from workshop import library, outside
from workshop.cli import sharing
from workshop.cli.base import argument, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import quoted, say
from workshop.cli.writing import refused
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_
from workshop.output import OccupiedError
from workshop.workbench import adding, forking, packing
from workshop.workbench.own_files import DECK, PROCESS, Kind

_PATH = click.Path(path_type=Path)
_LISTED = 10
_AS = option("--as", "new_id", metavar="ID", help=N_("The id of your own; otherwise ID-egen"))


# ── fork ─────────────────────────────────────────────────────────────────────────────────────


@new_command(
    name="fork",
    help=N_(
        "Make your own version of a deck, to change as you like. It remembers what it came from, "
        "so that you can take in what is new there later: workshop deck upgrade"
    ),
)
@argument("name", metavar="DECK", help=N_("The id of the deck"))
@_AS
@json_option
def deck_fork(name: str, new_id: str | None, as_json: bool) -> None:
    """Make your own version of a deck."""
    _fork(DECK, name, new_id, as_json=as_json)


@new_command(
    name="fork",
    help=N_(
        "Make your own version of a process, to change as you like. It remembers what it came "
        "from, so that you can take in what is new there later: workshop process upgrade"
    ),
)
@argument("name", metavar="PROCESS", help=N_("The id of the process"))
@_AS
@json_option
def process_fork(name: str, new_id: str | None, as_json: bool) -> None:
    """Make your own version of a process."""
    _fork(PROCESS, name, new_id, as_json=as_json)


def _fork(kind: Kind, name: str, new_id: str | None, *, as_json: bool) -> None:
    with sharing.said():
        made = forking.fork(library.default_library(), kind, name, new_id=new_id or "")
    if as_json:
        print_json({
            "id": made.id, "file": str(made.path),
            "origin": {"id": made.origin, "version": made.origin_version},
        })  # fmt: skip
        return
    say(
        _("Made: {id}").format(id=made.id),
        _("From {origin} {version}, in {file}").format(
            origin=made.origin, version=made.origin_version, file=quoted(made.path)
        ),
    )


# ── add ──────────────────────────────────────────────────────────────────────────────────────

_SOURCE = argument("source", type=_PATH, metavar="FILE|FOLDER|ZIP", help=N_("What you were sent"))
_REPLACE = option(
    "--replace", is_flag=True,
    help=N_("Use the new one where you have one with the same id; yours is kept beside it"),
)  # fmt: skip
_SKIP = option("--skip-broken", is_flag=True, help=N_("Add the others when some cannot be used"))
_DRY = option("--dry-run", is_flag=True, help=N_("Only say what would be added"))


@new_command(
    name="add",
    help=N_(
        "Put decks that you were sent on your own shelf: a file, a folder or a zip. All of it is "
        "checked first, and processes in it come along."
    ),
)
@_SOURCE
@_REPLACE
@_SKIP
@_DRY
@json_option
def deck_add(source: Path, **choice: Any) -> None:
    """Put decks on one's own shelf."""
    _add(source, **choice)


@new_command(
    name="add",
    help=N_(
        "Put processes that you were sent on your own shelf: a file, a folder or a zip. All of "
        "it is checked first, and decks in it come along."
    ),
)
@_SOURCE
@_REPLACE
@_SKIP
@_DRY
@json_option
def process_add(source: Path, **choice: Any) -> None:
    """Put processes on one's own shelf."""
    _add(source, **choice)


def _add(source: Path, *, replace: bool, skip_broken: bool, dry_run: bool, as_json: bool) -> None:
    with sharing.said():
        found = adding.plan(library.default_library(), source)
        added = 0
        if not dry_run:
            stamp = outside.stamp()
            added = len(adding.add(found, stamp=stamp, replace=replace, skip_broken=skip_broken))
    if as_json:
        print_json(_plan_data(found, added=added))
        return
    sharing.say_problems(found.problems)
    for item in found.items:
        say(
            _(_STATES[item.state]).format(
                id=item.value.id, version=item.value.version,
                here=item.there.version if item.there else "?",
            )
        )  # fmt: skip
    if found.broken:
        say(_("Passed over, for it cannot be used: {files}").format(files=_some(found.broken)))
    if found.passed_over:
        say(_("Passed over, for it is something else: {files}").format(
            files=_some(found.passed_over)
        ))  # fmt: skip
    say(_("Nothing was changed.") if dry_run else _("Added: {n}").format(n=added))


_STATES = {
    "new": N_("{id} {version}: new"),
    "own": N_("{id} {version}: in the place of your {here}"),
    "built-in": N_("{id} {version}: used instead of the built-in {here}"),
    "same": N_("{id} {version}: here already"),
}


def _some(names: list[str]) -> str:
    more = len(names) - _LISTED
    listed = ", ".join(names[:_LISTED])
    return f"{listed} …" if more > 0 else listed


def _plan_data(found: adding.Plan, *, added: int) -> dict[str, Any]:
    return {
        "added": added,
        "items": [
            {
                "kind": item.kind.name, "id": item.value.id, "version": item.value.version,
                "file": item.name, "to": str(item.target), "state": item.state,
                "here": item.there.version if item.there else None,
            }
            for item in found.items
        ],
        "broken": found.broken,
        "passed_over": found.passed_over,
        "problems": [str(problem) for problem in found.problems],
    }  # fmt: skip


# ── pack ─────────────────────────────────────────────────────────────────────────────────────

_TO = option(
    "--to", type=_PATH, required=True, metavar="FILE.zip",
    help=N_("The zip, or a folder to put it in"),
)  # fmt: skip
_OVER = option(
    "--replace", "--yes", is_flag=True, help=N_("Write over a zip that is there already")
)


@new_command(
    name="pack",
    help=N_(
        "Pack decks into one zip, with their licence and version, ready for somebody else's "
        "workshop deck add."
    ),
)
@argument("names", nargs=-1, required=True, metavar="DECK…", help=N_("The ids of the decks"))
@option(
    "--with-process", multiple=True, metavar="PROCESS",
    help=N_("A process that goes along; may be said several times"),
)  # fmt: skip
@_TO
@_OVER
@json_option
def deck_pack(
    names: tuple[str, ...], with_process: tuple[str, ...], to: Path, replace: bool, as_json: bool
) -> None:
    """Pack decks into one zip."""
    wanted = [*((DECK, name) for name in names), *((PROCESS, name) for name in with_process)]
    _pack(wanted, to, with_decks=False, replace=replace, as_json=as_json)


@new_command(
    name="pack",
    help=N_(
        "Pack processes into one zip, with their licence and version, ready for somebody else's "
        "workshop process add."
    ),
)
@argument("names", nargs=-1, required=True, metavar="PROCESS…", help=N_("The ids"))
@option("--with-decks", is_flag=True, help=N_("The decks of your own that they use go along"))
@_TO
@_OVER
@json_option
def process_pack(
    names: tuple[str, ...], with_decks: bool, to: Path, replace: bool, as_json: bool
) -> None:
    """Pack processes into one zip."""
    wanted = [(PROCESS, name) for name in names]
    _pack(wanted, to, with_decks=with_decks, replace=replace, as_json=as_json)


def _pack(
    wanted: list[tuple[Kind, str]], to: Path, *, with_decks: bool, replace: bool, as_json: bool
) -> None:
    with sharing.said():
        try:
            done = packing.pack(
                library.default_library(), wanted, to, with_decks=with_decks, replace=replace
            )
        except OccupiedError as error:
            raise refused(error) from error
    if as_json:
        print_json({
            "file": str(done.path),
            "contents": [{"id": one.id, "version": one.version} for one in done.contents],
            "notices": [str(notice) for notice in done.notices],
        })  # fmt: skip
        return
    say(_("Made: {file}").format(file=done.path))
    count = len(done.contents)
    say(ngettext("1 deck or process in it:", "{n} decks and processes in it:", count).format(
        n=count
    ))  # fmt: skip
    say(*(f"  {one.id} {one.version} · {one.licence}" for one in done.contents))
    for notice in done.notices:
        say(notice, err=True)
