"""``workshop import``: a strategy from YAML, as one act that can be undone and removes nothing."""

from collections import Counter
from pathlib import Path

import click

from workshop import yamlio
from workshop.cli.base import CliError, argument, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import opened, who
from workshop.cli.streams import as_text
from workshop.cli.terminal import in_words, say
from workshop.documents import ImportPlan, import_plan, read_strategy
from workshop.documents.text import cut
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.session import create
from workshop.view import View

_PATH = click.Path(path_type=Path)
_LISTED = 20
_KINDS = {
    "section": N_("texts"), "premise": N_("premises"), "evidence": N_("evidence"),
    "statement": N_("platform statements"), "horizon": N_("horizons"), "area": N_("areas"),
    "goal": N_("goals"), "indicator": N_("indicators"), "strategy": N_("strategies"),
    "measure": N_("measures"), "consultation": N_("consultations"), "decision": N_("decisions"),
}  # fmt: skip


@new_command(
    name="import",
    help=N_(
        "Take in a strategy that was exported as YAML, into a workshop or a new one. Records are "
        "known by their id; nothing is removed; it is one act that can be undone; twice is once."
    ),
)
@argument("source", metavar="STRATEGY.yaml", type=_PATH, help=N_("The YAML file"))
@option("--into", type=_PATH, metavar="FILE", help=N_("The workshop to take it into"))
@option("--new", "fresh", type=_PATH, metavar="FILE", help=N_("Make a new workshop of it"))
@option("--dry-run", is_flag=True, help=N_("Only say what would change"))
def command(source: Path, into: Path | None, fresh: Path | None, dry_run: bool) -> None:
    """Take in a strategy from YAML."""
    if (into is None) == (fresh is None):
        raise click.UsageError(_("Say where to: --into FILE or --new FILE"))
    try:
        data = source.read_bytes()
    except FileNotFoundError as error:
        raise CliError(msg("There is no file {file}", file=source)) from error
    document = read_strategy(_recognised(data, str(source)), str(source))
    if fresh is not None:
        _into_new(fresh, document, dry_run=dry_run)
        return
    assert into is not None
    with opened(into) as session:
        plan = _sound(import_plan(session.view, document))
        _preview(session.view, plan, dry_run=dry_run)
        if not dry_run and plan.change is not None and not plan.empty:
            session.do(plan.change)


def _recognised(data: bytes, name: str) -> str | bytes:
    """UTF-8 as it is, for a reader that tells where each odd sign stands; otherwise the text."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return as_text(data, name)
    return data


def _into_new(fresh: Path, document: yamlio.Document, *, dry_run: bool) -> None:
    """Check first, so that a broken file leaves no empty workshop behind."""
    from workshop.changes import Log

    empty = View(Log())
    plan = _sound(import_plan(empty, document))
    if fresh.exists():
        raise FileExistsError(17, "", str(fresh))
    _preview(empty, plan, dry_run=dry_run)
    if dry_run:
        return
    with create(fresh, by=who(), role="command") as session:
        if plan.change is not None:
            session.do(plan.change)
        session.back_up()
    say(_("Made: {file}").format(file=fresh))


def _sound(plan: ImportPlan) -> ImportPlan:
    """The plan, when nothing stops it; its problems are said in any case."""
    for problem in plan.problems:
        place = f"{problem.file}:{problem.line}:{problem.column}"
        say(f"{place}: {in_words(problem.message)}", err=True)
    if plan.errors:
        raise CliError(msg("Nothing was taken in. Errors in the file: {n}", n=len(plan.errors)))
    return plan


def _preview(view: View, plan: ImportPlan, *, dry_run: bool) -> None:
    if plan.empty:
        say(_("Nothing to take in: all of it is here already."))
        return
    kinds = Counter(record.partition(":")[0] for record in plan.added)
    for kind, count in kinds.items():
        say(f"  + {_(_KINDS.get(kind, kind))}: {count}")
    for record, field in plan.updated[:_LISTED]:
        say(f"  ~ {record} {field}  {cut(view.title(record), 50)}")
    if len(plan.updated) > _LISTED:
        say(_("… and {n} more").format(n=len(plan.updated) - _LISTED))
    for record in plan.restored:
        say(_("Brought back: {record}").format(record=record))
    if dry_run:
        say(_("Nothing was changed."))
