"""``workshop new``: a new strategy work, asked for question by question or by options alone."""

import re
from pathlib import Path
from typing import Any

import click

from workshop import i18n, paths
from workshop.acts import setup
from workshop.cli.base import CliError, argument, choices, number, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import who
from workshop.cli.terminal import is_terminal, quoted, say
from workshop.content import Process
from workshop.content import say as in_language
from workshop.documents.file_names import slug
from workshop.documents.wording import ORGANISATION_KINDS
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.session import Session, create

_PERIOD = re.compile(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TABLES = 5
_MOST_TABLES = 40


@new_command(
    name="new",
    help=N_(
        "Make a new strategy work. What is not given as an option is asked for; without a "
        "terminal --organisation is needed, and the rest has defaults."
    ),
)
@argument(
    "file", required=False, type=click.Path(path_type=Path),
    help=N_("The file to make; by default it is named after the organisation"),
)  # fmt: skip
@option("--organisation", help=N_("Whose strategy it is"))
@option("--title", help=N_("What it is called"))
@option("--period", metavar="2027-2030", help=N_("The years it is for"))
@option("--kind", type=choices(list(ORGANISATION_KINDS), ORGANISATION_KINDS), help=N_("What it is"))
@option("--language", type=choices(i18n.LANGUAGES), help=N_("The language of cards and documents"))
@option("--process", "process_id", metavar="PROCESS", help=N_("The process to follow, by its id"))
@option("--tables", type=number(0, _MOST_TABLES), help=N_("How many tables to set up"))
@option("--council", metavar="2027-12-10", help=N_("The council's meeting"))
def command(file: Path | None, **given: Any) -> None:
    """Make a new strategy work."""
    from workshop import library

    shelf = library.default_library()
    known = {one.value.id: one.value for one in shelf.processes() if one.value is not None}
    asks = is_terminal() and any(given[name] is None for name in ("organisation", "process_id"))
    answers = _ask(given, known) if asks else given
    wanted = _checked(answers, known)
    path = file or _free_name(f"{wanted['organisation']} {wanted['title']}")
    process = wanted.pop("process")
    tables = wanted.pop("tables")
    by = answers.get("by") or who()
    with create(path, by=by, role="command", **wanted) as session:
        _set_up(session, process, tables)
        session.back_up()
    say(
        _("Made: {file}").format(file=path),
        _("Open it with: {command}").format(command=f"workshop open {quoted(path)}"),
    )


def _set_up(session: Session, process: Process | None, tables: int) -> None:
    from workshop import library

    if process is not None:
        key, copy = library.process_key(process), library.process_copy(process)
        session.do(setup.follow(session.view, key, copy))
    if tables:
        speak = i18n.translator(session.view.workshop.language).gettext
        name = speak(N_("Table {number}"))
        names = [name.format(number=number) for number in range(1, tables + 1)]
        session.do(setup.add_groups(session.view, session.new_id, names))


def _checked(answers: dict[str, Any], known: dict[str, Process]) -> dict[str, Any]:
    """The fields of the workshop, with the process and the number of tables.

    Raises:
        CliError: an answer is missing or wrong.
    """
    organisation = (answers["organisation"] or "").strip()
    if not organisation:
        raise CliError(
            msg("Say whose strategy it is: --organisation. Without a terminal nothing is asked.")
        )
    period = _PERIOD.fullmatch(answers["period"]) if answers["period"] else None
    if answers["period"] and (period is None or period[1] > period[2]):
        raise CliError(msg("Write the period as 2027-2030"))
    council = answers["council"] or ""
    if council and not _DATE.fullmatch(council):
        raise CliError(msg("Write the council's meeting as 2027-12-10"))
    name = answers["process_id"] or ""
    if name and name not in known:
        raise CliError(
            msg("There is no process “{process}”. There is: {known}", process=name,
                known=", ".join(known))
        )  # fmt: skip
    tables = answers["tables"]
    language = answers["language"] or _content_language()
    if name:
        refuse(known[name], language)
    title = i18n.translator(language).gettext(N_("Employer strategy"))
    return {
        "title": (answers["title"] or "").strip() or title,
        "organisation": organisation,
        "organisation_kind": answers["kind"] or "municipality",
        "period_from": int(period[1]) if period else 0,
        "period_to": int(period[2]) if period else 0,
        "language": language,
        "council_date": council,
        "process": known.get(name),
        "tables": _TABLES if tables is None else tables,
    }


def refuse(process: Process, language: str) -> None:
    """Stop where a process deals cards that no workshop takes.

    Raises:
        CliError: it does.
    """
    from workshop.library import default_library
    from workshop.library.corrections import refused_process

    if why := refused_process(process, default_library(), language):
        raise CliError(why)


def _content_language() -> str:
    """Documents are Norwegian unless somebody says otherwise, whatever the screen speaks."""
    spoken = i18n.current().language
    return spoken if spoken != "en" else "nb"


def _ask(given: dict[str, Any], known: dict[str, Process]) -> dict[str, Any]:
    """Ask for what was not given as an option."""
    import questionary

    language = i18n.current().language
    processes = [
        questionary.Choice(in_language(one.title, language, one.language), value=one.id)
        for one in known.values()
    ]
    questions: dict[str, Any] = {
        "organisation": lambda: questionary.text(
            _("Whose strategy is it?"), validate=lambda text: bool(text.strip())
        ),
        "title": lambda: questionary.text(_("What is it called?"), default=_("Employer strategy")),
        "period": lambda: questionary.text(
            _("For which years? (2027-2030, or empty)"),
            validate=lambda text: not text or bool(_PERIOD.fullmatch(text)),
        ),
        "process_id": lambda: questionary.select(_("Which process will you follow?"), processes),
        "tables": lambda: questionary.text(
            _("How many tables?"),
            default=str(_TABLES),
            validate=lambda text: text.isdecimal() and int(text) <= _MOST_TABLES,
        ),
    }
    answers = dict(given)
    if not who():
        questions["by"] = lambda: questionary.text(
            _("Your name or role, as it will stand on what you do (may be empty)")
        )
        answers["by"] = None
    for name, question in questions.items():
        if answers[name] is None:
            answer = question().ask()
            if answer is None:
                raise click.Abort
            answers[name] = int(answer) if name == "tables" else answer
    if answers.get("by"):
        paths.change_settings(name=answers["by"])
    return answers


def _free_name(words: str) -> Path:
    stem = slug(words) or "workshop"
    path = Path(f"{stem}.workshop")
    number = 2
    while path.exists():
        path = Path(f"{stem}-{number}.workshop")
        number += 1
    return path
