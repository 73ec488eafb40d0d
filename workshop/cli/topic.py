"""``workshop topic``: merging topics, choosing and leaving them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop.acts import base, topics
from workshop.changes import Change
from workshop.cli.base import CliError, argument, command, file_argument, group, option
from workshop.cli.opening import do, opened
from workshop.cli.records import find
from workshop.messages import N_, msg
from workshop.view import View


@group(name="topic", help=N_("Merge, choose and leave topics."))
def topic_commands() -> None:
    """Topics."""


def _topics(function: Callable[..., None]) -> Any:
    about = N_("The topics")
    many = argument("names", nargs=-1, required=True, metavar="TOPIC…", help=about)
    return file_argument(many(function))


def _reason(function: Callable[..., None]) -> Any:
    about = N_("Why; it is kept")
    return option("--reason", required=True, help=about)(function)


def _each(file: Path, names: tuple[str, ...], act: Callable[[View, str], Change]) -> None:
    """Do the same to several topics, as one act."""
    with opened(file) as session:
        ids = [find(session.view, name, "topic") for name in dict.fromkeys(names)]
        changes = [act(session.view, topic) for topic in dict.fromkeys(ids)]
        do(session, base.together(changes[0].what, changes))


@command(name="merge", help=N_("Merge topics into the first one. They keep their answers."))
@_topics
def merge(file: Path, names: tuple[str, ...]) -> None:
    """Merge topics into the first."""
    with opened(file) as session:
        found = [find(session.view, name, "topic") for name in names]
        into, *others = dict.fromkeys(found)
        if not others:
            raise CliError(msg("Name the topic that stays, then those that are merged into it"))
        do(session, topics.merge(session.view, others, into))


@command(name="part", help=N_("Bring merged topics back as their own."))
@_topics
def part(file: Path, names: tuple[str, ...]) -> None:
    """Bring merged topics back."""
    _each(file, names, topics.part)


@command(name="choose", help=N_("Choose topics to go on with."))
@_topics
@option("--reason", default="", help=N_("Why; it is kept"))
def choose(file: Path, names: tuple[str, ...], reason: str) -> None:
    """Choose topics."""
    _each(file, names, lambda view, topic: topics.choose(view, topic, reason))


@command(name="deselect", help=N_("Leave topics after prioritising, with a reason."))
@_topics
@_reason
def deselect(file: Path, names: tuple[str, ...], reason: str) -> None:
    """Leave topics after prioritising."""
    _each(file, names, lambda view, topic: topics.deselect(view, topic, reason))


@command(name="reject", help=N_("Take topics out before prioritising, with a reason."))
@_topics
@_reason
def reject(file: Path, names: tuple[str, ...], reason: str) -> None:
    """Take topics out before prioritising."""
    _each(file, names, lambda view, topic: topics.reject(view, topic, reason))


@command(name="reopen", help=N_("Make topics candidates again."))
@_topics
def reopen(file: Path, names: tuple[str, ...]) -> None:
    """Make topics candidates again."""
    _each(file, names, topics.reopen)
