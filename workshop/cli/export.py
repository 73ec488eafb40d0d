"""``workshop export``: documents, to files or to what comes after a pipe."""

from pathlib import Path

import click

from workshop import documents, i18n
from workshop.cli.base import CliError, choices, file_argument, option
from workshop.cli.base import command as new_command
from workshop.cli.opening import looked_at, today
from workshop.cli.streams import echo
from workshop.cli.terminal import say
from workshop.cli.writing import as_file, over_option, write_documents
from workshop.documents import DOCUMENTS, FORMATS
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.output import Goal
from workshop.view import View


@new_command(
    name="export",
    help=N_(
        "Write a document, in one form or in all of them. Names of files are printed. With "
        "“--out -” the document itself is printed. What is written there already is written again; "
        "nothing that was changed since, or that is not ours, is written over unasked."
    ),
)
@file_argument
@option("--document", type=choices(list(DOCUMENTS)), default="strategy", help=N_("Which document"))
@option("--format", "form", type=choices(list(FORMATS)), help=N_("Which form; otherwise all"))
@option("--out", default=".", metavar="FOLDER|FILE|-", help=N_("Where to; - prints it"))
@option("--lang", type=choices(i18n.LANGUAGES), help=N_("The language of the document"))
@option("--date", default="", metavar="2027-03-01", help=N_("The date on it; otherwise today"))
@over_option
def command(
    file: Path, document: str, form: str | None, out: str, lang: str | None, date: str, over: bool
) -> None:
    """Write documents."""
    with looked_at(file) as session:
        target = as_file(out, [one.suffix for one in documents.formats_of(document)])
        if target is not None and form is None:
            form = next(one.id for one in documents.formats_of(document)
                        if one.suffix == target.suffix.lower())  # fmt: skip
        forms = [form] if form else [one.id for one in documents.formats_of(document)]
        if form and form not in [one.id for one in documents.formats_of(document)]:
            known = ", ".join(one.id for one in documents.formats_of(document))
            raise CliError(msg("That document can be written as: {forms}", forms=known))
        speaker = language_of(session.view, lang)
        if out == "-":
            if len(forms) != 1:
                raise click.UsageError(_("To print a document, say which: --format"))
            # As it is: the writers have made it harmless, and a pipe must get all of it.
            text = documents.render(session.view, document, forms[0], speaker, date or today())
            echo(text, nl=not text.endswith("\n"))
            return
        goals = goals_of(session.view, document, forms, Path(out), speaker, date or today())
        if target is not None:
            goals = [goals[0]._replace(path=target)]
        for path in write_documents(goals, session.store.workshop_id, over=over):
            say(str(path))


def language_of(view: View, wanted: str | None = None) -> i18n.Translator:
    """Who speaks in the document: what was asked for, or the workshop's own language."""
    language = wanted or view.workshop.language
    return i18n.translator(language if language in i18n.LANGUAGES else "nb")


def goals_of(
    view: View, document: str, forms: list[str], folder: Path, speaker: i18n.Translator, date: str
) -> list[Goal]:
    """A document in some forms, and where each is to stand in a folder."""
    return [
        Goal(
            folder / documents.file_name(view, document, form, speaker),
            documents.render(view, document, form, speaker, date),
        )
        for form in forms
    ]
