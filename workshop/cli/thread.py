"""``workshop thread``: where something comes from, and what came of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workshop.cli.base import argument, file_argument, json_option
from workshop.cli.base import command as new_command
from workshop.cli.opening import looked_at, moment
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.messages import N_
from workshop.thread import Knot, TextStep, thread_of


@new_command(
    name="thread",
    help=N_(
        "Who said this? The topics, answers, tables, cards and rounds behind a record, what came "
        "of it, and all wordings it has had."
    ),
)
@file_argument
@argument("record", help=N_("A measure, goal, area, statement, topic, answer …"))
@json_option
def command(file: Path, record: str, as_json: bool) -> None:
    """Where something comes from, and what came of it."""
    with looked_at(file) as session:
        view = session.view
        found = thread_of(view, find(view, record))
        if as_json:
            print_json(
                {
                    "record": found.record,
                    "came_from": [_data(one) for one in found.came_from],
                    "came_of": [_data(one) for one in found.came_of],
                    "history": [
                        {"field": one.field, "text": one.text, "by": one.by, "at": one.at}
                        for one in found.history
                    ],
                }
            )
            return
        say(in_words(found.label), *(f"  {in_words(one)}" for one in found.details))
        for title, lines in (
            (_("Comes from"), _tree(found.came_from)),
            (_("What came of it"), _tree(found.came_of)),
            (_("Wordings"), _wordings(found.history)),
        ):
            if told := list(lines):
                say("", title, *told)


def _tree(knots: Sequence[Knot], depth: int = 1) -> Iterator[str]:
    for one in knots:
        details = "".join(f" – {in_words(detail)}" for detail in one.details)
        yield f"{'  ' * depth}{in_words(one.label)}{details}"
        yield from _tree(one.children, depth + 1)


def _wordings(history: Sequence[TextStep]) -> Iterator[str]:
    for one in history:
        gone = "" if one.live else f"  ({_('taken back')})"
        yield f"  {moment(one.at)}  {one.by or _('unknown')}  {one.field}{gone}"
        yield from (f"    {line}" for line in one.text.split("\n"))


def _data(one: Knot) -> dict[str, Any]:
    return {
        "record": one.record,
        "label": in_words(one.label),
        "details": [in_words(detail) for detail in one.details],
        "by": one.by,
        "children": [_data(child) for child in one.children],
    }
