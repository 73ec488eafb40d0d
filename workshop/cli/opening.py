"""Opening workshops for a command, and saying who does what it does."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from workshop import outside, paths
from workshop.changes import Act, Change
from workshop.cli.base import CliError
from workshop.cli.terminal import in_words, say
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.session import Session, open_session


@contextlib.contextmanager
def opened(file: Path) -> Iterator[Session]:
    """Open a workshop for one command that changes it, and say what has happened to the file.

    A backup is made before and after, if the file has changed; of those that a script of a
    hundred commands makes, one an hour is kept.

    Raises:
        StoreError: it cannot be opened, or has lost acts.
    """
    with open_session(file, by=who(), role="command") as session:
        paths.remember(file)
        yield session
    for notice in session.notices:
        say(notice, err=True)


@contextlib.contextmanager
def looked_at(file: Path) -> Iterator[Session]:
    """Open a workshop for a command that only reads: it takes no seat and writes nothing there.

    What can be read of a file that has lost acts is shown; then it is said what is missing, and
    the exit code is 1.

    Raises:
        StoreError: it cannot be opened.
    """
    with open_session(file, by=who(), role="reader") as session:
        paths.remember(file)
        try:
            yield session
        finally:
            for notice in session.notices:
                say(notice, err=True)
    if session.damage is not None:
        click.get_current_context().exit(1)


def who() -> str:
    """The name or role that acts are done by: ``--by``, or what was chosen on this machine."""
    found = click.get_current_context().find_root().params.get("by")
    return str(found) if found is not None else settings().name


def settings() -> paths.Settings:
    """The settings; the defaults, and a line about it, when they cannot be read."""
    try:
        return paths.read_settings()
    except paths.SettingsError as error:
        say(error.problem, err=True)
        return paths.Settings()


def today() -> str:
    """Today on this machine's calendar, as ISO text."""
    return outside.today().isoformat()


def moment(at: str) -> str:
    """The day and minute of an act, as people read them."""
    try:
        return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def do(session: Session, change: Change | tuple[str, Change] | Message | None) -> str:
    """Do a change, and say what was done. Returns the id of the record, if it made one.

    Raises:
        CliError: it is not a change but what stands in the way of one.
    """
    if isinstance(change, Message):
        raise CliError(change)
    record, wanted = change if isinstance(change, tuple) else ("", change)
    act = session.do(wanted) if wanted is not None else None
    if act is None:
        say(_("Nothing to change."))
        return record
    report(act, record)
    return record


def report(act: Act, record: str = "") -> None:
    """Say what an act did: its name, and the id it made, alone at the end of the line."""
    what = in_words(msg(act.what)) if act.what else ""
    say(f"{what}: {record}" if record else f"{what}.")
