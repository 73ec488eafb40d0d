"""``workshop glossary``: what the words of the trade mean."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from workshop import i18n, library
from workshop.cli.base import CliError, argument, command, json_option, option
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import say, table
from workshop.content import LANGUAGES, Glossary, Term
from workshop.content import say as in_language
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.text_gate import comparison_key


@command(
    name="glossary",
    help=N_("What the professional terms mean: all of them, or one by its name or id."),
)
@argument("term", required=False, help=N_("A term, in any of the languages, or its id"))
@option("--check", is_flag=True, help=N_("Say what is wrong with the glossary instead"))
@json_option
def glossary(term: str | None, check: bool, as_json: bool) -> None:
    """What the professional terms mean."""
    loaded = library.default_glossary()
    if check:
        from workshop.cli.library import report

        report([loaded], strict=False, as_json=as_json)
        return
    if loaded.value is None:
        raise CliError(msg("“{name}” cannot be read", name=loaded.path or ""))
    found = [_named(loaded.value, term)] if term else loaded.value.terms
    language = i18n.current().language
    if as_json:
        data = [_data(loaded.value, one) for one in found]
        print_json(data[0] if term else data)
    elif term:
        _say_term(loaded.value, found[0], language)
    else:
        rows = [
            (one.id, _words(loaded.value, one, language)) for one in found
        ]  # fmt: skip
        table([_("Id"), _("Term")], sorted(rows, key=lambda row: row[1].casefold()))
        say("", _("What one of them means: workshop glossary TERM"))


def _words(found: Glossary, term: Term, language: str) -> str:
    return in_language(term.term, language, found.language)


def _say_term(found: Glossary, term: Term, language: str) -> None:
    say(_words(found, term, language), "", in_language(term.definition, language, found.language))
    names = {one.id: _words(found, one, language) for one in found.terms}
    if term.see:
        say("", _("See also: {terms}").format(terms=", ".join(names[name] for name in term.see)))


def _names(found: Glossary, term: Term) -> Iterator[str]:
    """All that a term can be asked for by."""
    yield term.id
    for language in LANGUAGES:
        yield comparison_key(_words(found, term, language))
        yield from (comparison_key(form) for form in library.forms_of(term, found, language))


def _named(found: Glossary, asked: str) -> Term:
    names: dict[str, Term] = {}
    for term in found.terms:
        for name in _names(found, term):
            names.setdefault(name, term)
    wanted = comparison_key(asked)
    if wanted in names:
        return names[wanted]
    if near := get_close_matches(wanted, names, n=1, cutoff=0.6):
        raise CliError(
            msg("The glossary has no “{term}”. Did you mean “{near}”?", term=asked, near=near[0])
        )
    raise CliError(msg("The glossary has no “{term}”. See them all: workshop glossary", term=asked))


def _data(found: Glossary, term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "term": {one: _words(found, term, one) for one in LANGUAGES},
        "definition": {one: in_language(term.definition, one, found.language) for one in LANGUAGES},
        "forms": {one: library.forms_of(term, found, one) for one in LANGUAGES},
        "see": term.see,
    }
