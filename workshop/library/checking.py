"""From the text of a file to a deck or a process, or to everything that is wrong with it."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import msgspec

from workshop.content import DECK_FORMAT, PROCESS_FORMAT, Deck, Glossary, Process
from workshop.library.allowing import bench_rules, let_stand
from workshop.library.findings import Finding
from workshop.library.references import KnownDecks, deck_references, process_references
from workshop.library.shape import differences, shape_of
from workshop.library.texts import untranslated
from workshop.messages import Message, msg
from workshop.yamlio import Document, Problem, read, read_file, shown

Origin = Literal["", "own", "built-in"]

T = TypeVar("T", Deck, Process, Glossary)

_PROBLEMS_MAX = 1000
"""Nobody reads more; a hostile file could have millions."""


class Loaded(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A file that has been read: what it holds, unless there are errors."""

    value: T | None
    problems: list[Problem]
    """Errors and warnings, in the order of the file."""
    path: Path | None = None
    origin: Origin = ""

    @property
    def errors(self) -> list[Problem]:
        """What must be mended before the file can be used."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What could be better."""
        return [problem for problem in self.problems if problem.severity == "warning"]

    @property
    def name(self) -> str:
        """The id of what was read, or the name of the file when that is not known."""
        if self.value is not None:
            return self.value.id
        return self.path.stem if self.path else ""


class FileKind(msgspec.Struct, Generic[T], frozen=True):
    """What a kind of file is read as, and what it is told when it is another."""

    struct: type[T]
    format: str
    other: str
    references: Callable[[Document, KnownDecks | None], Iterator[Finding]]
    not_this: Message
    is_other: Message


_DECK = FileKind(
    Deck,
    DECK_FORMAT,
    PROCESS_FORMAT,
    deck_references,
    msg("This is not a deck: a deck begins with “format: {format}”", format=DECK_FORMAT),
    msg("This is a process, not a deck"),
)
_PROCESS = FileKind(
    Process,
    PROCESS_FORMAT,
    DECK_FORMAT,
    process_references,
    msg("This is not a process: a process begins with “format: {format}”", format=PROCESS_FORMAT),
    msg("This is a deck, not a process"),
)


def load_deck(
    path: Path, known_decks: KnownDecks | None = None, *, origin: Origin = ""
) -> Loaded[Deck]:
    """Read a deck from a file.

    Args:
        path: the file.
        known_decks: the decks that ``kin`` may name, each with its card ids; None if unknown,
            and then only kin within the deck is checked.
        origin: where the file was found, kept in the answer.
    """
    return load(read_file(path), _DECK, known_decks, path, origin)


def load_process(
    path: Path, known_decks: KnownDecks | None = None, *, origin: Origin = ""
) -> Loaded[Process]:
    """Read a process from a file; without known decks its decks and cards are not looked up."""
    return load(read_file(path), _PROCESS, known_decks, path, origin)


def read_deck(text: str | bytes, name: str, known_decks: KnownDecks | None = None) -> Loaded[Deck]:
    """Read a deck from text; ``name`` is what problems call it."""
    return load(read(text, name), _DECK, known_decks)


def read_process(
    text: str | bytes, name: str, known_decks: KnownDecks | None = None
) -> Loaded[Process]:
    """Read a process from text; ``name`` is what problems call it."""
    return load(read(text, name), _PROCESS, known_decks)


def check_deck(
    text: str | bytes, name: str, known_decks: KnownDecks | None = None
) -> list[Problem]:
    """Everything that is wrong with the text of a deck, in order."""
    return read_deck(text, name, known_decks).problems


def check_process(
    text: str | bytes, name: str, known_decks: KnownDecks | None = None
) -> list[Problem]:
    """Everything that is wrong with the text of a process, in order."""
    return read_process(text, name, known_decks).problems


def load(
    document: Document,
    kind: FileKind[T],
    known: KnownDecks | None,
    path: Path | None = None,
    origin: Origin = "",
) -> Loaded[T]:
    """What a document that has been read as YAML holds, and everything that is wrong with it."""
    value: T | None = None
    problems = list(document.problems)
    if document.complete:
        value, findings = _content(document, kind, known)
        places = {(problem.line, problem.column) for problem in problems}
        for steps, message, at_key, severity in findings:
            problem = document.problem(steps, message, key=at_key, severity=severity)
            # A value that YAML itself objected to need not be objected to again.
            if (problem.line, problem.column) not in places:
                problems.append(problem)
    problems.sort(key=lambda each: (each.line, each.column))
    if any(problem.severity == "error" for problem in problems):
        value = None
    return Loaded(value=value, problems=problems, path=path, origin=origin)


def _content(
    document: Document, kind: FileKind[T], known: KnownDecks | None
) -> tuple[T | None, list[Finding]]:
    data = document.data
    if wrong := _wrong_format(data, kind):
        return None, [wrong]
    value: T | None = None
    findings: list[Finding] = []
    shape = shape_of(kind.struct)
    try:
        value = msgspec.convert(data, kind.struct)
    except msgspec.ValidationError as error:
        findings += islice(differences(data, shape), _PROBLEMS_MAX)
        findings = findings or [
            Finding((), msg("This cannot be read: {reason}", reason=str(error)))
        ]
    found = (
        kind.references(document, known),
        let_stand(untranslated(data, shape), data),
        bench_rules(data) if kind.struct is Deck else iter(()),
    )
    for more in found:
        findings += islice(more, max(0, _PROBLEMS_MAX - len(findings)))
    if len(findings) >= _PROBLEMS_MAX:
        findings.append(Finding(findings[-1].steps, msg("… and more from here on")))
    return value, findings


def _wrong_format(data: Any, kind: FileKind[Any]) -> Finding | None:
    """Say it once when the file is something else, rather than that everything is wrong."""
    if not isinstance(data, dict):
        return Finding((), msg("The file is empty") if data is None else kind.not_this)
    found = data.get("format")
    if not isinstance(found, str) or found == kind.format:
        return None if "format" in data or "id" in data else Finding((), kind.not_this)
    if found == kind.other:
        return Finding(("format",), kind.is_other)
    if found.startswith(kind.format.rpartition("/")[0] + "/"):
        message = msg(
            "“{format}” is from a newer version of the program: this one reads {known}",
            format=shown(found),
            known=kind.format,
        )
        return Finding(("format",), message)
    return None
