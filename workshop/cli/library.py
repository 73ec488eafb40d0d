"""``workshop deck`` and ``process``: what there is on the shelves, and whether it is right."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from workshop import i18n, library
from workshop.cli.base import CliError, argument, command, group, json_option, option
from workshop.cli.filtering import filter_options
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say, table
from workshop.content import Deck, Process, Text
from workshop.content import say as in_language
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.library import Loaded
from workshop.messages import N_, msg
from workshop.workbench.inspecting import inspect_decks, inspect_processes
from workshop.workbench.searching import Filter, Index
from workshop.yamlio import Problem

_FILES = argument(
    "files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|ID]…",
    help=N_("YAML files, or ids on the shelves; otherwise all that are there"),
)  # fmt: skip


@group(name="deck", help=N_("Decks of cards: list, show, check, and the schema for editors."))
def deck() -> None:
    """Decks."""


@group(name="process", help=N_("Processes to follow: list, show and check."))
def process() -> None:
    """Processes."""


def _words(text: Text, language: str) -> str:
    return in_language(text, i18n.current().language, language)


def _origin(loaded: Loaded[Any]) -> str:
    if loaded.errors:
        return _("cannot be used, errors: {n}").format(n=len(loaded.errors))
    return _("own") if loaded.origin == "own" else _("built in")


def _whole(loaded: Loaded[Any] | None, name: str) -> Any:
    if loaded is None:
        raise CliError(msg("There is no “{name}” on the shelves", name=name))
    if loaded.value is None:
        _say_problems(loaded.problems)
        raise CliError(msg("“{name}” cannot be read", name=name))
    return loaded.value


# ── decks ────────────────────────────────────────────────────────────────────────────────────


@command(name="list", help=N_("The decks there are, built in and your own."))
@filter_options
@json_option
def deck_list(as_json: bool, **only: Any) -> None:
    """The decks there are; with filters, those that have such cards, and how many."""
    found = list(library.default_library().decks())
    filtered = any(only.values())
    fitting = Filter(**only, retired=not filtered)
    counts = Counter(hit.deck.id for hit in Index(found).search("", fitting))
    if filtered:
        found = [one for one in found if one.value is not None and counts[one.value.id]]
    if as_json:
        print_json([_deck_data(one) for one in found])
        return
    rows = []
    for one in found:
        value = one.value
        title = _words(value.title, value.language) if value else ""
        cards = counts[value.id] if value else ""
        version = value.version if value else ""
        rows.append((one.name, title, cards, version, _origin(one)))
    table([_("Id"), _("Title"), _("Cards"), _("Version"), _("From")], rows)


def _deck_data(one: Loaded[Deck]) -> dict[str, Any]:
    value = one.value
    return {
        "id": one.name, "file": str(one.path or ""), "origin": one.origin,
        "errors": len(one.errors), "title": value.title if value else None,
        "version": value.version if value else None, "cards": len(value.cards) if value else None,
    }  # fmt: skip


@command(name="show", help=N_("The cards of a deck, or one card with its follow-ups."))
@argument("name", metavar="DECK", help=N_("The id of the deck"))
@argument("card", required=False, help=N_("The id of a card"))
@json_option
def deck_show(name: str, card: str | None, as_json: bool) -> None:
    """The cards of a deck."""
    found: Deck = _whole(library.default_library().deck(name), name)
    if card:
        one = next((one for one in found.cards if one.id == card), None)
        if one is None:
            raise CliError(msg("There is no card “{card}” in {deck}", card=card, deck=name))
        if as_json:
            print_json(msgspec.to_builtins(one))
            return
        language = found.language
        say(f"{one.id} · {_words(one.subject, language)}", "", _words(one.ask, language))
        say(*(f"  • {_words(point, language)}" for point in one.points))
        if one.fact:
            say("", _words(one.fact, language))
        if one.kind == "scale":
            say(f"  1 {_words(one.low, language)}", f"  5 {_words(one.high, language)}")
        if one.probe:
            say("", _("Follow-ups:"))
        say(*(f"  – {_words(probe, language)}" for probe in one.probe))
        return
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    say(_words(found.title, found.language), _words(found.about, found.language), "")
    rows = [
        (
            one.id,
            one.theme,
            _("retired") if one.retired else one.kind,
            _words(one.ask, found.language),
        )
        for one in found.cards
    ]  # fmt: skip
    table([_("Card"), _("Theme"), _("Kind"), _("Question")], rows)


@command(name="check", help=N_("Everything that is wrong with decks. Exit code 1 on errors."))
@_FILES
@option("--strict", is_flag=True, help=N_("Warnings count as errors"))
@json_option
def deck_check(files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Everything that is wrong with decks."""
    shelf = library.default_library()
    # With ``decks/*.yaml`` the glossary comes along, which lies among the decks.
    glossaries = [path for path in files if _is_glossary(path)]
    decks = [path for path in files if path not in glossaries]
    found: list[Loaded[Any]] = list(inspect_decks(shelf, decks)) if decks or not files else []
    found += [library.load_glossary(path) for path in glossaries]
    if not files:
        found.append(library.default_glossary())
    report(found, strict=strict, as_json=as_json)


def _is_glossary(path: Path) -> bool:
    return path.name == library.GLOSSARY and bool(library.load_deck(path).errors)


@command(name="schema", help=N_("The JSON Schema that editors use to complete and check decks."))
@option("--process", "of_process", is_flag=True, help=N_("Of process files instead"))
def deck_schema(of_process: bool) -> None:
    """The JSON Schema of decks."""
    print_json(library.json_schema("process" if of_process else "deck"))


# ── processes ────────────────────────────────────────────────────────────────────────────────


@command(name="list", help=N_("The processes there are, built in and your own."))
@json_option
def process_list(as_json: bool) -> None:
    """The processes there are."""
    found = list(library.default_library().processes())
    if as_json:
        print_json([_process_data(one) for one in found])
        return
    rows = []
    for one in found:
        value = one.value
        title = _words(value.title, value.language) if value else ""
        steps = sum(len(phase.activities) for phase in value.phases) if value else ""
        phases = len(value.phases) if value else ""
        rows.append((one.name, title, phases, steps, _origin(one)))
    table([_("Id"), _("Title"), _("Phases"), _("Activities"), _("From")], rows)


def _process_data(one: Loaded[Process]) -> dict[str, Any]:
    value = one.value
    return {
        "id": one.name, "file": str(one.path or ""), "origin": one.origin,
        "errors": len(one.errors), "title": value.title if value else None,
        "version": value.version if value else None,
        "phases": [phase.id for phase in value.phases] if value else None,
    }  # fmt: skip


@command(name="show", help=N_("The phases and activities of a process."))
@argument("name", metavar="PROCESS", help=N_("The id of the process"))
@json_option
def process_show(name: str, as_json: bool) -> None:
    """The phases and activities of a process."""
    found: Process = _whole(library.default_library().process(name), name)
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    language = found.language
    say(_words(found.title, language), _words(found.about, language), "")
    rows: list[tuple[str, str, int | str]] = []
    for phase in found.phases:
        rows.append((phase.id, _words(phase.title, language), ""))
        rows += [
            (f"{phase.id}/{one.id}", _words(one.title, language), one.minutes or "")
            for one in phase.activities
        ]
    table([_("Step"), _("Title"), _("Minutes")], rows)


@command(name="check", help=N_("Everything that is wrong with processes. Exit code 1 on errors."))
@_FILES
@option("--strict", is_flag=True, help=N_("Warnings count as errors"))
@json_option
def process_check(files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Everything that is wrong with processes."""
    found = inspect_processes(library.default_library(), files)
    report(found, strict=strict, as_json=as_json)


# ── problems ─────────────────────────────────────────────────────────────────────────────────


def report(found: Iterable[Loaded[Any]], *, strict: bool, as_json: bool) -> None:
    """Say what is wrong with files, and leave with 1 when there are errors."""
    loaded = list(found)
    problems = [problem for one in loaded for problem in one.problems]
    if as_json:
        print_json([_problem_data(problem) for problem in problems])
    else:
        _say_problems(problems)
        _summary(loaded)
    if any(one.errors or (strict and one.warnings) for one in loaded):
        click.get_current_context().exit(1)


def _summary(loaded: list[Loaded[Any]]) -> None:
    errors = sum(len(one.errors) for one in loaded)
    warnings = sum(len(one.warnings) for one in loaded)
    files = ngettext("1 file checked", "{n} files checked", len(loaded)).format(n=len(loaded))
    counts = _("errors: {errors}, warnings: {warnings}").format(errors=errors, warnings=warnings)
    say(f"{files}; {counts}")


def _say_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        where = f"{problem.file}:{problem.line}:{problem.column}"
        kind = f"{_('warning')}: " if problem.severity == "warning" else ""
        say(f"{where}: {kind}{in_words(problem.message)}")


def _problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file, "line": problem.line, "column": problem.column,
        "severity": problem.severity, "message": in_words(problem.message),
    }  # fmt: skip
