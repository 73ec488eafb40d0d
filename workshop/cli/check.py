"""``workshop check``: what the reviewer objects to."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.base import command, file_argument, json_option, option
from workshop.cli.opening import looked_at
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say, table
from workshop.i18n import gettext as _
from workshop.messages import N_, msg

if TYPE_CHECKING:
    from workshop.review import Finding

_SEVERITIES = {"error": msg("error"), "warning": msg("warning"), "note": msg("note")}


@command(
    help=N_(
        "What the reviewer objects to, worst first. The exit code is 1 when there are errors that "
        "are not left standing."
    )
)
@file_argument
@option("--all", "standing", is_flag=True, help=N_("Those that were left standing too"))
@json_option
def check_command(file: Path, standing: bool, as_json: bool) -> None:
    """What the reviewer objects to."""
    from workshop.review import review, summary

    with looked_at(file) as session:
        found = review(session.view)
        shown = [one for one in found if standing or not one.standing_reason]
        if as_json:
            print_json(
                [
                    {
                        "rule": one.rule, "record": one.record, "severity": one.severity,
                        "message": in_words(one.message), "fix": in_words(one.fix_hint),
                        "standing_reason": one.standing_reason,
                    }
                    for one in shown
                ]
            )  # fmt: skip
        else:
            rows = [
                (in_words(_SEVERITIES[one.severity]), one.rule, one.record, _said(one))
                for one in shown
            ]
            table(["", _("Rule"), _("Record"), _("Finding")], rows)
            say(*([""] if rows else []), summary(found).message)
        if any(one.severity == "error" and not one.standing_reason for one in found):
            click.get_current_context().exit(1)


def _said(one: "Finding") -> str:
    reason = f" ({one.standing_reason})" if one.standing_reason else ""
    return in_words(one.message) + reason
