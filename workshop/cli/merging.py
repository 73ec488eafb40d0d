"""``workshop merge``: a colleague's copy of the same workshop."""

from pathlib import Path
from typing import Any

import click

from workshop.cli.base import CliError, argument, file_argument, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import looked_at, opened
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import is_terminal, say
from workshop.cli.words import code_said, field_said
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.messages import N_, msg
from workshop.model import kind_of
from workshop.session import MergeSummary, merge, preview

_TITLE = 60


@new_command(
    name="merge",
    help=N_(
        "Take in all that a colleague has done in a copy of the same file. Nothing here is lost; "
        "where both changed the same, a person chooses. Safe to repeat. Asks first."
    ),
)
@file_argument
@argument("other", type=click.Path(path_type=Path), help=N_("The colleague's copy"))
@option("--yes", is_flag=True, help=N_("Do not ask"))
@option("--dry-run", is_flag=True, help=N_("Only say what it would bring, record by record"))
@json_option
def command(file: Path, other: Path, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Take in a colleague's copy."""
    with looked_at(file) if dry_run else opened(file) as session:
        found = preview(session, other)
        if as_json and (dry_run or yes):
            print_json(_data(found))
        else:
            _tell(found)
            _tell_records(found)
        if dry_run or not (found.acts or found.ballots):
            return
        if not yes:
            if not is_terminal():
                raise CliError(msg("Nothing was merged. Say --yes to merge without being asked."))
            if not click.confirm(_("Merge?"), default=True):
                raise click.Abort
        merge(session, other)
        if as_json:
            return
        say(_("Merged."))
        if found.new_conflicts:
            say(_("Look at the conflicts with: workshop settle FILE"))


def _tell(found: MergeSummary) -> None:
    if not (found.acts or found.ballots):
        say(_("There is nothing new in it."))
    if found.acts:
        say(ngettext("1 new act", "{n} new acts", found.acts).format(n=found.acts))
    for who, count in found.by.items():
        say(f"  {who or _('unknown')}: {count}")
    for text, count in (
        (_("records touched: {n}"), found.records),
        (_("records new: {n}"), found.added),
        (_("conflicts to settle: {n}"), found.new_conflicts),
        (_("conflicts settled there: {n}"), found.settled),
        (_("new work under something removed here: {n}"), found.late),
        (_("rows that cannot be read: {n}"), found.skipped),
    ):
        if count:
            say(f"  {text.format(n=count)}")
    if found.ballots:
        # How many slips a hidden round has is not said, here either.
        say(_("  slips of an open round come along"))


def _tell_records(found: MergeSummary) -> None:
    """What comes in, and what stands against what."""
    for record, new, title in found.incoming:
        say(f"  {'+' if new else '~'} {record}  {cut(title, _TITLE)}".rstrip())
    for conflict, title in found.conflicts:
        say("", _("Conflict in {field} of {record}:").format(
            field=field_said(conflict.field), record=conflict.record
        ) + f" {cut(title, _TITLE)}")  # fmt: skip
        for value in conflict.values:
            say(f"  {found.by_act.get(value.act) or _('unknown')}:")
            text = code_said(kind_of(conflict.record), conflict.field, value.value)
            say(*(f"    {line}" for line in text.split("\n")))


def _data(found: MergeSummary) -> dict[str, Any]:
    return {
        "acts": found.acts, "by": found.by, "settled": found.settled, "late": found.late,
        "unreadable": found.skipped,
        "records": [
            {"id": record, "new": new, "title": title} for record, new, title in found.incoming
        ],
        "conflicts": [
            {
                "record": one.record, "title": title, "field": one.field,
                "values": [
                    {"value": value.value, "by": found.by_act.get(value.act, "")}
                    for value in one.values
                ],
            }
            for one, title in found.conflicts
        ],
    }  # fmt: skip
