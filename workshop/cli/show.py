"""``workshop show``: what is in the file, with the ids that other commands take."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workshop import model
from workshop.cli.base import CliError, argument, file_argument, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import looked_at
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import say, table
from workshop.cli.words import code_meant, code_said
from workshop.documents.text import cut
from workshop.documents.wording import KIND_WORDS
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.model import KINDS, Record, kind_of
from workshop.view import View

_WIDTH = 72
_SECRET = frozenset({"ballots"})
"""Fields that are counted, never printed: who graded what is nobody's business."""
_KINDS: dict[str, str] = {
    kind: KIND_WORDS.get(kind, kind) for kind in KINDS if kind != "workshop"
}  # fmt: skip
_STRATEGY = ("section", "premise", "evidence", "statement", "horizon", "area")


@new_command(
    name="show",
    help=N_(
        "What is in the file: the strategy as an outline; all records of a KIND, such as measure, "
        "answer or topic; or one RECORD with all its fields."
    ),
)
@file_argument
@argument("what", required=False, metavar="[KIND|RECORD]", help=N_("What to show"))
@option("--removed", is_flag=True, help=N_("What has been removed"))
@option("--kinds", is_flag=True, help=N_("The kinds there are, with their fields"))
@json_option
def command(file: Path, what: str | None, removed: bool, kinds: bool, as_json: bool) -> None:
    """What is in the file."""
    if kinds:
        _kinds(as_json=as_json)
        return
    with looked_at(file) as session:
        view = session.view
        if removed:
            rows = [
                (one.record, view.title(one.record) + (f"  ({_('new work')})" if one.late else ""))
                for one in (*view.removed(), *view.merged_late())
            ]
        elif what is None:
            rows = list(outline(view))
        elif (kind := code_meant(_KINDS, what)) is not None:
            rows = _of_kind(view, kind)
        else:
            _one(view, find(view, what, removed=True), as_json=as_json)
            return
        if as_json:
            print_json([data_of(view, record) for record, _title in rows])
        else:
            named = [(record, cut(title, _WIDTH)) for record, title in rows]
            table([_("Record"), ""], named, empty=_("Nothing here yet."))


def outline(view: View) -> Iterator[tuple[str, str]]:
    """The strategy from top to bottom: id and title."""
    yield model.WORKSHOP, view.title(model.WORKSHOP)
    for kind in _STRATEGY:
        found = view.ids(kind) if kind == "section" else view.siblings("", kind)
        for record in found:
            yield record, view.title(record)
            yield from _under(view, record)


def _under(view: View, record: str) -> Iterator[tuple[str, str]]:
    for kind in ("goal", "indicator", "strategy", "measure"):
        for child in view.siblings(record, kind):
            yield child, view.title(child)
            yield from _under(view, child)


def _of_kind(view: View, kind: str) -> list[tuple[str, str]]:
    if kind == "measure":
        return [(one.id, view.title(one.id)) for one in view.measures()]
    if "place" in KINDS[kind].__struct_fields__ and view.siblings("", kind):
        return [(record, view.title(record)) for record in view.siblings("", kind)]
    return [(record, _said(view, record)) for record in view.ids(kind)]


def _said(view: View, record: str) -> str:
    """What a record says, with the table before an answer and the question of a drawn card."""
    found = view.get(record)
    if isinstance(found, model.Answer):
        number = view.need(model.Group, found.group).number
        rating = f"{found.now}>{found.wanted} " if found.now else ""
        star = "★ " if found.star else ""
        return f"{number}  {star}{rating}{found.text}"
    if isinstance(found, model.Draw):
        return question(view, found)
    return view.title(record)


def question(view: View, draw: model.Draw) -> str:
    """What the drawn card asks, in the workshop's language."""
    from workshop.content import say as in_language

    content = view.need(model.CardCopy, draw.card).content
    ask = content.get("ask", "")
    if not isinstance(ask, str | dict):
        return ""
    return in_language(ask, view.workshop.language)


def data_of(view: View, record: str) -> dict[str, Any]:
    """A record as plain values, as it lies in the file; ballots as their number."""
    values: dict[str, Any] = {"id": record}
    for field, value in view.raw(record).items():
        if field in _SECRET and isinstance(value, dict):
            values[field] = len(value)
        elif field == "place":
            values["under"] = view.parent(record)
        else:
            values[field] = value
    return values


def _one(view: View, record: str, *, as_json: bool) -> None:
    if as_json:
        print_json(data_of(view, record))
        return
    found = view.get(record)
    if found is None:
        raise CliError(msg("There is nothing in “{record}” yet", record=record))
    rows = [(name, text) for name, text in _fields(view, found) if text]
    say(record)
    width = max((len(name) for name, _text in rows), default=0)
    for name, text in rows:
        first, *more = text.split("\n")
        say(f"  {name.ljust(width)}  {first}", *(f"  {' ' * width}  {line}" for line in more))
    if isinstance(found, model.Draw):
        say(*(f"  {line}" for line in _wording(view, found)))
    for conflict in view.conflicts():
        if conflict.record == record:
            say(_("  In conflict: {field}. Try: workshop settle FILE").format(field=conflict.field))


def _wording(view: View, draw: model.Draw) -> Iterator[str]:
    """What the drawn card says, whether it was corrected here, and whether its deck moved on."""
    from workshop import library
    from workshop.acts.correcting import is_corrected
    from workshop.library.corrections import newer
    from workshop.thread.wordings import card_words

    content = view.need(model.CardCopy, draw.card).content
    yield from card_words(content, view.workshop.language).split("\n")
    if is_corrected(view, draw.card):
        yield _("Corrected here only.")
    loaded = library.default_library().deck("".join(draw.card.split(":")[1:2]))
    found = newer(loaded.value if loaded else None, draw.card, content)
    if found is not None:
        said = _("Version {version} of the deck is here; this card is from {had}.")
        yield said.format(version=found.version, had=found.had or "?")
        if found.key:
            yield _("Its wording can be taken with: workshop card renew FILE {draw}").format(
                draw=draw.id
            )


def _fields(view: View, found: Record) -> Iterator[tuple[str, str]]:
    if view.parent(found.id):
        yield "under", f"{view.parent(found.id)}  {cut(view.title(view.parent(found.id)), _WIDTH)}"
    for name in found.__struct_fields__:
        value = getattr(found, name)
        if name in ("id", "place") or not value:
            continue
        if name in _SECRET:
            yield name, str(len(value))
        elif isinstance(value, dict) and kind_of(found.id) not in ("card", "process", "round"):
            yield name, "\n".join(_member(view, key, item) for key, item in value.items())
        elif isinstance(value, dict | tuple | list):
            yield name, str(len(value))
        else:
            yield name, code_said(kind_of(found.id), name, value)


def _member(view: View, key: str, item: object) -> str:
    if item is not True:
        return f"{key}: {item}"
    return f"{key}  {cut(view.title(key), _WIDTH)}".rstrip()


def _kinds(*, as_json: bool) -> None:
    from workshop.cli.edit import KIND_FIELDS

    if as_json:
        print_json(KIND_FIELDS)
        return
    table(
        [_("Kind"), _("Fields")], [(kind, ", ".join(names)) for kind, names in KIND_FIELDS.items()]
    )
