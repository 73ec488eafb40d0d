"""``workshop follow``, ``start``, ``tick``, ``skip``, ``back``: following the process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop.acts import process, setup
from workshop.changes import Change
from workshop.cli.base import CliError, argument, command, file_argument, number, option
from workshop.cli.new import refuse
from workshop.cli.opening import do, opened
from workshop.cli.records import steps
from workshop.cli.terminal import say
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.view import View


def _step(function: Callable[..., None]) -> Any:
    about = N_("An activity or a phase, such as plattform/verdier-i-praksis")
    return file_argument(argument("step", help=about)(function))


def find_step(view: View, text: str) -> str:
    """The record of a step, by its id, with or without the kind, or by a beginning or an end."""
    known = list(steps(view))
    if not known:
        raise CliError(msg("No process is followed yet. Try: workshop follow FILE PROCESS"))
    plain = {record: record.partition(":")[2] for record in known}
    last = {record: plain[record].rpartition("/")[2] for record in known}
    for found in (
        [record for record in known if text in (record, plain[record])],
        [record for record in known if text == last[record]],
        [record for record in known if text and plain[record].startswith(text)],
        [record for record in known if text and last[record].startswith(text)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(found[:4])
            raise CliError(msg("“{text}” could be {some} …", text=text, some=some))
    raise CliError(msg("There is no “{text}” in the process. Try: workshop status FILE", text=text))


def _act(file: Path, step: str, act: Callable[[View, str], Change], note: str = "") -> None:
    with opened(file) as session:
        record = find_step(session.view, step)
        do(session, act(session.view, record))
        if note:
            do(session, process.note(session.view, record, note))


@command(help=N_("Choose the process to follow. What is done stays done."))
@file_argument
@argument("process_id", metavar="PROCESS", help=N_("The id of the process"))
def follow(file: Path, process_id: str) -> None:
    """Choose the process to follow."""
    from workshop import library

    loaded = library.default_library().process(process_id)
    if loaded is None or loaded.value is None:
        raise CliError(msg("There is no process “{process}” that can be read", process=process_id))
    with opened(file) as session:
        refuse(loaded.value, session.view.workshop.language)
        key, copy = library.process_key(loaded.value), library.process_copy(loaded.value)
        do(session, setup.follow(session.view, key, copy))


@command(help=N_("Start an activity."))
@_step
def start(file: Path, step: str) -> None:
    """Start an activity."""
    with opened(file) as session:
        record = find_step(session.view, step)
        if not record.startswith("activity:"):
            raise CliError(msg("A phase is started by its first activity"))
        do(session, process.start(session.view, record))
        say(_("Now: {step}").format(step=record.partition(":")[2]))


@command(help=N_("Mark an activity or a phase as done."))
@_step
@option("--minutes", type=number(), help=N_("Minutes used"))
@option("--note", default="", help=N_("A note to it"))
def tick(file: Path, step: str, minutes: int | None, note: str) -> None:
    """Mark a step as done."""
    _act(file, step, lambda view, record: process.tick(view, record, minutes), note)


@command(help=N_("Step over an activity or a phase; the reason is kept."))
@_step
@option("--reason", required=True, help=N_("Why"))
def skip(file: Path, step: str, reason: str) -> None:
    """Step over."""
    _act(file, step, lambda view, record: process.step_over(view, record, reason))


@command(help=N_("Open an activity or a phase again."))
@_step
@option("--reason", default="", help=N_("Why"))
def back(file: Path, step: str, reason: str) -> None:
    """Step back."""
    _act(file, step, lambda view, record: process.step_back(view, record, reason))
