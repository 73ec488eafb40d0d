"""``workshop deck|process new``, ``edit`` and ``search``: making, and finding what there is."""

import contextlib
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from workshop import i18n, library
from workshop.cli.base import CliError, argument, choices, json_option, option
from workshop.cli.base import command as new_command
from workshop.cli.filtering import filter_options
from workshop.cli.sharing import say_problems
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import is_terminal, say, table
from workshop.i18n import gettext as _
from workshop.library import Loaded
from workshop.messages import N_, msg
from workshop.workbench import making, saving, searching
from workshop.workbench.editing import EditError
from workshop.workbench.inspecting import inspect_decks, inspect_processes

_EDITORS = ("VISUAL", "EDITOR")


@contextlib.contextmanager
def said() -> Iterator[None]:
    """Say what stands in the way of an edit, with every problem on a line of its own."""
    try:
        yield
    except EditError as error:
        say_problems(error.problems)
        raise CliError(error.message) from error


# ── new ──────────────────────────────────────────────────────────────────────────────────────


def _new_options(function: Any) -> Any:
    for one in reversed(
        (
            option("--title", help=N_("What it is called")),
            option("--language", type=choices(i18n.LANGUAGES), help=N_("Its own language")),
            option("--id", "name", help=N_("Its id; by default made from the title")),
            option("--from", "source", metavar="ID", help=N_("Begin with the texts of another")),
            option("--about", help=N_("What it is for, in a sentence or two")),
            option("--author", help=N_("Who made it")),
        )
    ):
        function = one(function)
    return function


@new_command(
    name="new",
    help=N_(
        "Make a new deck in your own folder. What is not given as an option is asked for; "
        "without a terminal --title is needed, or --from."
    ),
)
@_new_options
@option("--theme", "themes", multiple=True, metavar="R=Title", help=N_("A theme: letter=title"))
@json_option
def deck_new(as_json: bool, **given: Any) -> None:
    """Make a new deck."""
    _new(given, "deck", as_json=as_json)


@new_command(
    name="new",
    help=N_(
        "Make a new process in your own folder, with a union step in each phase. What is not "
        "given as an option is asked for; without a terminal --title is needed, or --from."
    ),
)
@_new_options
@json_option
def process_new(as_json: bool, **given: Any) -> None:
    """Make a new process."""
    _new({**given, "themes": ()}, "process", as_json=as_json)


def _new(given: dict[str, Any], kind: saving.Kind, *, as_json: bool) -> None:
    shelves = library.default_library()
    if is_terminal() and given["title"] is None:
        given = _ask(given, kind)
    if not (given["title"] or "").strip() and not given["source"]:
        raise CliError(msg("Say what it is called: --title. Without a terminal nothing is asked."))
    wanted = making.Wanted(
        title=given["title"] or "",
        language=given["language"] or ("" if given["source"] else _content_language()),
        id=given["name"] or "",
        themes=_themes(given["themes"]),
        about=given["about"] or "",
        author=given["author"] or "",
        source=given["source"] or "",
    )
    with said():
        path = making.make(shelves, wanted, kind)
    if as_json:
        print_json({"id": path.stem, "file": str(path)})
        return
    say(
        _("Made: {file}").format(file=path),
        _("Edit it with: {command}").format(command=f"workshop {kind} edit {path.stem}"),
    )


def _content_language() -> str:
    """Cards are Norwegian unless somebody says otherwise, whatever the screen speaks."""
    spoken = i18n.current().language
    return spoken if spoken != "en" else "nb"


def _themes(given: Any) -> dict[str, str]:
    """Letters and titles.

    Raises:
        CliError: one is not written as ``letter=title``.
    """
    found = {}
    for each in given:
        letter, equals, title = each.partition("=")
        if not (equals and letter.strip() and title.strip()):
            raise CliError(msg("Write a theme as letter=title, not “{text}”", text=each))
        found[letter.strip()] = title.strip()
    return found


def _ask(given: dict[str, Any], kind: saving.Kind) -> dict[str, Any]:
    """Ask for what was not given as an option."""
    import questionary

    def whole(text: str) -> bool:
        return bool(text.strip())

    answers = dict(given)
    answers["title"] = _answer(questionary.text(_("What is it called?"), validate=whole))
    if answers["language"] is None and not answers["source"]:
        names = [
            questionary.Choice(i18n.language_name(each), value=each) for each in i18n.LANGUAGES
        ]
        question = questionary.select(
            _("Which language is it in?"), names, default=_content_language()
        )
        answers["language"] = _answer(question)
    if answers["name"] is None:
        name = making.suggest_id(library.default_library(), answers["title"], kind)
        answers["name"] = _answer(
            questionary.text(_("Its id, as it is called on the command line"), default=name)
        ).strip()
    if kind == "deck" and not answers["themes"] and not answers["source"]:
        themes = []
        prompt = _("A theme, as letter=title (empty when there are no more)")
        while each := _answer(questionary.text(prompt, validate=_is_theme)).strip():
            themes.append(each)
        answers["themes"] = tuple(themes)
    return answers


def _is_theme(text: str) -> bool | str:
    """Whether it can be taken, or what to say."""
    letter, _equals, title = text.partition("=")
    whole = not text.strip() or bool(letter.strip() and title.strip())
    return whole or _("Write it as letter=title, for instance A=Working hours")


def _answer(question: Any) -> str:
    answer = question.ask()
    if answer is None:
        raise click.Abort
    return str(answer)


# ── edit ─────────────────────────────────────────────────────────────────────────────────────


_NAME = argument("name", metavar="ID", help=N_("The id of one of your own"))


@new_command(
    name="edit",
    help=N_(
        "Open a deck of your own in your editor ($VISUAL or $EDITOR), and check it afterwards. "
        "Editors that know YAML complete as you type. An editor with a window of its own must "
        "wait until it is closed, such as “code --wait”."
    ),
)
@_NAME
def deck_edit(name: str) -> None:
    """Open a deck in an editor."""
    _edit(name, "deck")


@new_command(
    name="edit",
    help=N_("Open a process of your own in your editor ($VISUAL or $EDITOR), and check it."),
)
@_NAME
def process_edit(name: str) -> None:
    """Open a process in an editor."""
    _edit(name, "process")


def _edit(name: str, kind: saving.Kind) -> None:
    with said():
        path = saving.own_file(library.default_library(), name, kind)
    editor = _editor()
    _point_to_schema(path, kind)
    while True:
        with said():
            before = saving.open_file(path, kind)
            _run(editor, path)
            loaded = _taken_in(before)
        say_problems(loaded.problems)
        if not loaded.problems:
            say(_("Nothing to object to: {file}").format(file=path))
        if not loaded.problems or not is_terminal():
            break
        if not click.confirm(_("Open it again?"), default=bool(loaded.errors)):
            break
    if loaded.errors:
        click.get_current_context().exit(1)


def _editor() -> list[str]:
    for variable in _EDITORS:
        if words := shlex.split(os.environ.get(variable, ""), posix=os.name == "posix"):
            return words
    raise CliError(
        msg(
            "No editor is chosen: set EDITOR, for instance with “export EDITOR=nano”, and try again"
        )
    )


def _run(editor: list[str], path: Path) -> None:
    try:
        done = subprocess.run([*editor, str(path)], check=False)  # noqa: S603 - one's own editor
    except OSError as error:
        reason = error.strerror or str(error)
        raise CliError(
            msg("“{editor}” cannot be started: {reason}", editor=editor[0], reason=reason)
        ) from error
    if done.returncode:
        say(_("The editor ended with code {code}").format(code=done.returncode), err=True)


def _point_to_schema(path: Path, kind: saving.Kind) -> None:
    """Help the editor to complete. A file with mistakes in it is not touched."""
    making.write_schema(kind)
    with contextlib.suppress(EditError):
        opened = saving.open_file(path, kind)
        saving.save(opened, making.with_schema_line(opened.text, kind))


def _taken_in(before: saving.Opened) -> Loaded[Any]:
    """What the file says now, with the notes that follow from what has been changed in it."""
    after = before.path.read_bytes()
    if after != before.before:
        with contextlib.suppress(EditError):
            saving.note(before, saving.open_file(before.path, before.kind))
    return checked(before.path, before.kind)


def checked(path: Path, kind: saving.Kind) -> Loaded[Any]:
    """One's own file with all that can be said of it."""
    shelves = library.default_library()
    if kind == "process":
        return inspect_processes(shelves, [path])[0]
    return inspect_decks(shelves, [path])[0]


# ── search ───────────────────────────────────────────────────────────────────────────────────


@new_command(
    name="search",
    help=N_(
        "Find cards in all decks by their words. Capitals make no difference, and ae, o and aa "
        "find æ, ø and å too."
    ),
)
@argument("words", nargs=-1, metavar="[WORD]…", help=N_("Words that the card must all have"))
@filter_options
@option("--deck", default="", help=N_("Only this deck"))
@option("--retired", is_flag=True, help=N_("Retired cards too"))
@json_option
def deck_search(words: tuple[str, ...], as_json: bool, **only: Any) -> None:
    """Find cards."""
    hits = searching.search(library.default_library(), " ".join(words), **only)
    if as_json:
        print_json(
            [
                {
                    "deck": hit.deck.id, "card": hit.card.id, "theme": hit.card.theme,
                    "kind": hit.card.kind, "origin": hit.origin, "text": hit.text,
                }
                for hit in hits
            ]
        )  # fmt: skip
        return
    rows = [
        (f"{hit.deck.id}/{hit.card.id}", hit.card.theme, searching.excerpt(hit.text, words))
        for hit in hits
    ]
    table([_("Card"), _("Theme"), _("Text")], rows, empty=_("No card has all of this."))


@new_command(name="search", help=N_("Find phases and activities in all processes by their words."))
@argument("words", nargs=-1, required=True, metavar="WORD…", help=N_("Words it must all have"))
@json_option
def process_search(words: tuple[str, ...], as_json: bool) -> None:
    """Find steps of processes."""
    found = searching.search_processes(library.default_library(), " ".join(words))
    rows = [
        (
            step.process.id,
            f"{step.phase}/{step.activity.id}" if step.activity else step.phase,
            searching.excerpt(step.text, words),
        )
        for step in found
    ]
    if as_json:
        print_json([dict(zip(("process", "step", "text"), row, strict=True)) for row in rows])
        return
    table([_("Process"), _("Step"), _("Text")], rows, empty=_("No step has all of this."))
