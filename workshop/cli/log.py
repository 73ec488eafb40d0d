"""``workshop log``: who changed what, and when."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workshop.changes import Act, is_forgotten
from workshop.cli.base import command as new_command
from workshop.cli.base import file_argument, json_option, number, option
from workshop.cli.opening import looked_at, moment
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say
from workshop.cli.words import code_said
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.model import kind_of
from workshop.view import View

_WIDTH = 60
_TITLE = 50
_QUIET = frozenset({"place", "removed", "content"})
"""Fields that tell a reader nothing: where something lies, and copies of cards."""
_COUNTED = frozenset({"ballots", "tally"})
"""Fields of a closed round that are counted, never printed."""


@new_command(
    name="log",
    help=N_(
        "Who changed what, and when, oldest first, an act a line. Slips of open "
        "rounds are not in the log, and those of closed ones are never listed."
    ),
)
@file_argument
@option("--record", "name", metavar="RECORD", help=N_("Only what was done to this record"))
@option("--last", type=number(), metavar="NUMBER", help=N_("Only the last so many acts"))
@option("--long", "in_full", is_flag=True, help=N_("Every field that was changed, too"))
@json_option
def command(
    file: Path, name: str | None, last: int | None, in_full: bool, as_json: bool
) -> None:  # fmt: skip
    """Who changed what, and when."""
    with looked_at(file) as session:
        view = session.view
        wanted = find(view, name, removed=True) if name else ""
        acts = [act for act in session.log if not wanted or _touches(session.log.get, act, wanted)]
        acts = acts[-last:] if last else acts
        live = session.log.live
        if as_json:
            print_json([_data(act, wanted, live=live(act.id)) for act in acts])
            return
        if not acts:
            say(_("Nothing has been done yet."))
        for act in acts:
            say(_line(view, act, live=live(act.id)))
            if in_full:
                say(*_details(view, act, wanted))


def _touches(find_act: Any, act: Act, record: str) -> bool:
    """Whether an act is about a record, itself or by taking back an act that was."""
    seen = set()
    current: Act | None = act
    while current is not None and current.id not in seen:
        seen.add(current.id)
        if record in current.sets or any(record in one for one in current.forgets.values()):
            return True
        current = find_act(current.undoes) if current.undoes else None
    return False


def _line(view: View, act: Act, *, live: bool) -> str:
    """One act on one line: when, who, what, and to what or how many."""
    what = in_words(msg(act.what)) if act.what else ""
    if act.undoes and (target := view.act(act.undoes)) is not None:
        what = f"{what}: {in_words(msg(target.what))}"
    taken_back = "" if live else f"  ({_('taken back')})"
    counted = _counted(view, act)
    return f"{moment(act.at)}  {act.by or _('unknown')}  {what}{taken_back}{counted}"


def _counted(view: View, act: Act) -> str:
    """What an act was about: a record by its title, more of them by how many."""
    if len(act.sets) == 1:
        (record,) = act.sets
        return f"  {record}  {cut(view.title(record), _TITLE)}".rstrip()
    new = sum(1 for record in act.sets if view.born(record) is act)
    changed = len(act.sets) - new
    said = []
    if new:
        said.append(ngettext("1 record added", "{n} records added", new).format(n=new))
    if changed:
        said.append(ngettext("1 record changed", "{n} records changed", changed).format(n=changed))
    return f"  ({', '.join(said)})" if said else ""


def _details(view: View, act: Act, wanted: str) -> Iterator[str]:
    """Every field that an act set."""
    for record, fields in act.sets.items():
        if wanted and record != wanted:
            continue
        fresh = view.born(record) is act
        for field, value in fields.items():
            if field not in _QUIET and not (fresh and value in ("", {})):
                text = _text(field, code_said(kind_of(record), field, value)
                             if isinstance(value, str) else value)  # fmt: skip
                yield f"    {record} {field}: {text}"


def _text(field: str, value: object) -> str:
    if is_forgotten(value):
        return _("erased permanently")
    if field in _COUNTED and isinstance(value, dict):
        return f"({len(value)})"
    if value is True:
        return "+"
    if value is False:
        return "–"
    if isinstance(value, list):
        return cut(", ".join(map(str, value)), _WIDTH)
    return cut(str(value), _WIDTH)


def _data(act: Act, wanted: str, *, live: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": act.id, "at": act.at, "by": act.by, "what": act.what, "live": live,
        "sets": {
            record: {
                field: len(value) if field in _COUNTED and isinstance(value, dict) else value
                for field, value in fields.items()
                if field != "content"
            }
            for record, fields in act.sets.items()
            if not wanted or record == wanted
        },
    }  # fmt: skip
    if act.undoes:
        found["undoes"] = act.undoes
    return found
