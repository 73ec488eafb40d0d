"""From the events of a YAML parser (libyaml where it is there) straight to plain values.

This is done once for every value of every deck, so it stays close to the events: reading a
large deck costs a third of what the parser's own loader does.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
import yaml

from workshop.messages import Message, msg
from workshop.yamlio.problems import Problem, shown
from workshop.yamlio.scalars import Scalar, TooManyDigitsError, resolve
from workshop.yamlio.syntax import explain, too_deep


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a file is too much."""

    max_bytes: int = 16_000_000
    """Well above a deck of 5,000 cards in three languages, which is about 3 MB."""
    max_depth: int = 40
    max_events: int = 1_000_000
    """Keys, values, beginnings and ends of maps and lists; that same deck has 270,000."""
    max_problems: int = 1000


DEFAULT_LIMITS: Final = Limits()

Marks = list[Any]
"""The parser's marks of a list's items, or of a map's keys and values by turns."""

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DROP: Final = object()
"""Stands for a key whose value is read for its mistakes but not kept."""


class _GivenUpError(Exception):
    """There is no sense in reading on."""


class Builder:
    """Makes values from events, keeping the mark of every key and value."""

    def __init__(self, name: str, limits: Limits, controls: bool, problems: list[Problem]) -> None:
        self.data: Any = None
        self.root: Any = None
        self.marks: dict[int, Marks] = {}
        self._name = name
        self._limits = limits
        self._refused = _SURROGATE if controls else _CONTROL
        self._problems = problems
        self._documents = 0
        self._stack: list[tuple[Any, Marks, Any]] = []
        self._container: Any = None
        self._marks: Marks = []
        self._key: Any = None
        self._key_mark: Any = None

    def run(self, text: str) -> bool:
        """Take in the whole text; false if it had to be given up."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_map,
            yaml.SequenceStartEvent: self._open_list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start,
        }
        ignore = _ignore
        most = self._limits.max_events
        try:
            for count, event in enumerate(_events(text)):
                if count > most:
                    self._give_up(event, msg("Too many values in one file: divide it"))
                handlers.get(event.__class__, ignore)(event)
        except _GivenUpError:
            return False
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            place, message = explain(error)
            if too_deep(error):
                # Some parsers count brackets too, and do so before we see the first of them.
                message = self._too_deep()
            self._problems.append(Problem(self._name, *place, message))
            return False
        return True

    def _scalar(self, event: Any) -> None:
        value = event.value
        style = event.style
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if style == '"' and (found := self._refused.search(value)):
            code = f"U+{ord(found[0]):04X}"
            self._report(event, msg("A control character ({code}) in text: remove it", code=code))
        container = self._container
        if container.__class__ is list:
            container.append(value if style else self._resolve(event))
            self._marks.append(event.start_mark)
        elif self._key is None and container is not None:
            self._take_key(event, value)
        else:
            self._put(value if style else self._resolve(event), event)

    def _take_key(self, event: Any, key: str) -> None:
        self._key_mark = event.start_mark
        if key in self._container:
            self._key = _DROP
            first = self._marks[2 * list(self._container).index(key)].line + 1
            self._report(
                event, msg("“{key}” is already there, on line {line}", key=shown(key), line=first)
            )
        elif not event.style and key in ("<<", ""):
            self._key = _DROP
            message = msg("Merging with “<<” is not used here: write the keys out")
            self._report(event, message if key else msg("A “:” without a key before it"))
        else:
            self._key = key

    def _put(self, value: Any, event: Any) -> None:
        """Lay a value where the parser is: in a list, under a key, or at the top."""
        container = self._container
        if container is None:
            self.data, self.root = value, event.start_mark
        elif container.__class__ is list:
            container.append(value)
            self._marks.append(event.start_mark)
        elif self._key is None:
            self._report(event, msg("A key must be plain text"))
            self._key = _DROP
        else:
            if self._key is not _DROP:
                container[self._key] = value
                self._marks += (self._key_mark, event.start_mark)
            self._key = None

    def _resolve(self, event: Any) -> Scalar:
        try:
            return resolve(event.value)
        except TooManyDigitsError:
            self._report(event, msg("A number with too many digits"))
            return None

    def _open_map(self, event: Any) -> None:
        self._open({}, event)

    def _open_list(self, event: Any) -> None:
        self._open([], event)

    def _open(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self._stack) >= self._limits.max_depth:
            self._give_up(event, self._too_deep())
        self._put(container, event)
        self._stack.append((self._container, self._marks, self._key))
        self._container, self._marks, self._key = container, [], None
        self.marks[id(container)] = self._marks

    def _too_deep(self) -> Message:
        limit = self._limits.max_depth
        return msg("More than {limit} levels inside each other", limit=limit)

    def _close(self, _event: Any) -> None:
        self._container, self._marks, self._key = self._stack.pop()

    def _alias(self, event: Any) -> None:
        self._report(
            event, msg("“*” and “&” references are not used here: write the text out, or quote it")
        )
        self._put(None, event)

    def _start(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._give_up(event, msg("A second document starts here (“---”): use one file each"))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report(event, msg("“&” names are not used here: write the text out, or quote it"))
        if event.tag is not None:
            self._report(event, msg("“!” tags are not used here: remove it, or quote the text"))

    def _report(self, event: Any, message: Message) -> None:
        mark = event.start_mark
        self._problems.append(Problem(self._name, mark.line + 1, mark.column + 1, message))
        if len(self._problems) >= self._limits.max_problems:
            self._problems.append(
                Problem(self._name, mark.line + 1, mark.column + 1, msg("… and more from here on"))
            )
            raise _GivenUpError

    def _give_up(self, event: Any, message: Message) -> None:
        self._report(event, message)
        raise _GivenUpError


def _events(text: str) -> Iterator[Any]:
    parser = _PARSER(text)
    return iter(parser.get_event, None)


def _ignore(_event: Any) -> None:
    """The beginning and end of streams and documents say nothing of the values."""
