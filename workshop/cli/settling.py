"""``workshop settle`` and ``leave``: conflicts between people, and findings left standing."""

from pathlib import Path

import click

from workshop.acts import base, parties
from workshop.cli.base import (
    CliError,
    argument,
    command,
    file_argument,
    json_option,
    number,
    option,
)
from workshop.cli.opening import do, looked_at, moment, opened
from workshop.cli.records import find
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import say
from workshop.cli.words import code_said, field_said
from workshop.i18n import gettext as _
from workshop.merge_text import suggest_for
from workshop.messages import N_, msg
from workshop.model import kind_of
from workshop.view import Conflict, View


@command(
    help=N_(
        "Settle a conflict: take one of its values, write a third, or take the suggested merge. "
        "Without a record, list the conflicts with both values, who and when."
    )
)
@file_argument
@argument("record", required=False, help=N_("The record"))
@argument("field", required=False, help=N_("The field; not needed where there is only one"))
@option("--take", type=number(), metavar="NUMBER", help=N_("Take this value, counted as listed"))
@option("--value", metavar="TEXT", help=N_("Write another value"))
@option("--suggested", is_flag=True, help=N_("Take the suggested sentence-wise merge"))
@json_option
def settle(
    file: Path, record: str | None, field: str | None, take: int | None, value: str | None,
    suggested: bool, as_json: bool,
) -> None:  # fmt: skip
    """Settle a conflict, or list them."""
    if record is None:
        with looked_at(file) as session:
            _list(session.view, as_json=as_json)
        return
    with opened(file) as session:
        view = session.view
        conflict = _conflict(view, find(view, record), field)
        if sum((take is not None, value is not None, suggested)) != 1:
            raise click.UsageError(_("Choose one of --take, --value and --suggested."))
        do(session, base.settle(view, conflict.record, conflict.field,
                                _chosen(view, conflict, take, value)))  # fmt: skip


def _conflict(view: View, record: str, field: str | None) -> Conflict:
    found = [
        one
        for one in view.conflicts()
        if one.record == record and (field is None or one.field == field)
    ]
    if not found:
        raise CliError(msg("There is no conflict there"))
    if len(found) > 1:
        some = ", ".join(one.field for one in found)
        raise CliError(msg("Say which field: {fields}", fields=some))
    return found[0]


def _chosen(view: View, conflict: Conflict, take: int | None, value: str | None) -> object:
    if value is not None:
        if not isinstance(conflict.values[0].value, str):
            raise CliError(msg("This is not a text: use --take"))
        return value
    if take is not None:
        if not 1 <= take <= len(conflict.values):
            raise CliError(msg("There are values 1 to {n}", n=len(conflict.values)))
        return conflict.values[take - 1].value
    found = suggest_for(view, conflict)
    if found is None:
        raise CliError(msg("There is no merge to suggest: the same sentence was changed in both"))
    return found


def _list(view: View, *, as_json: bool) -> None:
    found = view.conflicts()
    if as_json:
        print_json([_as_data(view, one) for one in found])
        return
    if not found:
        say(_("No conflicts."))
    for conflict in found:
        say(f"{conflict.record} · {field_said(conflict.field)} · {view.title(conflict.record)}")
        for place, one in enumerate(conflict.values, start=1):
            act = view.act(one.act)
            who = (act.by if act else "") or _("unknown")
            said = _words(view, conflict, one.value)
            say(f"  {place}  {who}, {moment(act.at) if act else ''}")
            say(*(f"     {line}" for line in said.split("\n")))
        if (suggestion := suggest_for(view, conflict)) is not None:
            say(_("  Suggested merge:"), f"     {suggestion}")


def _words(view: View, conflict: Conflict, value: object) -> str:
    """A value as a person can read it: the words of a card instead of the id of its copy."""
    if isinstance(value, str) and value.startswith("card:"):
        from workshop.thread.wordings import card_words

        copy = view.raw(value).get("content")
        return card_words(copy, view.workshop.language) or value
    return code_said(kind_of(conflict.record), conflict.field, value)


def _as_data(view: View, conflict: Conflict) -> dict[str, object]:
    acts = [(one, view.act(one.act)) for one in conflict.values]
    return {
        "record": conflict.record,
        "field": conflict.field,
        "values": [
            {"value": one.value, "by": act.by if act else "", "at": act.at if act else ""}
            for one, act in acts
        ],
        "suggested": suggest_for(view, conflict),
    }


@command(
    help=N_("Leave a finding standing, with a reason. Findings are listed by: workshop check FILE")
)
@file_argument
@argument("rule", help=N_("The rule, as listed"))
@argument("record", required=False, help=N_("The record; not needed where there is only one"))
@option("--reason", default="", help=N_("Why; it is kept"))
@option("--take-up", is_flag=True, help=N_("Take it up again"))
def leave(file: Path, rule: str, record: str | None, reason: str, take_up: bool) -> None:
    """Leave a finding standing."""
    from workshop.review import review

    with opened(file) as session:
        view = session.view
        wanted = find(view, record) if record else ""
        found = [
            one for one in review(view) if one.rule == rule and (one.record == wanted or not wanted)
        ]
        if not found:
            raise CliError(msg("There is no such finding"))
        if len(found) > 1:
            some = ", ".join(one.record for one in found[:4])
            raise CliError(msg("Say which record: {some} …", some=some))
        finding = found[0]
        if take_up:
            do(session, parties.take_up(view, rule, finding.record))
            return
        if not finding.can_stand:
            raise CliError(msg("This finding cannot be left standing"))
        if not reason.strip():
            raise click.UsageError(_("A reason is needed: --reason"))
        do(session, parties.leave_standing(view, rule, finding.record, reason))
