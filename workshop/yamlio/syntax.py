"""What the parser objects to, said so that the one who wrote the file knows what to do."""

import re

import yaml

from workshop.messages import Message, msg
from workshop.yamlio.problems import Place

_INDENT = msg("The indentation does not fit the lines above, or a “-” or “:” is missing")
_COLON = msg("A colon too many: put quotes round text that has “: ” in it")
_NO_COLON = msg("A key without its “:”")
_QUOTE = msg("The quote that starts here is never closed")
_LIST = msg("The “{sign}” that starts here is not closed, or a comma is missing", sign="[")
_MAP = msg("The “{sign}” that starts here is not closed, or a comma is missing", sign="{")
_START = msg("Text cannot start with this character: put quotes round it")
_NOTHING = msg("A key or a value is missing here")
_ESCAPE = msg("Unknown escape after “\\”: write “\\\\”, or use single quotes")
_DASH = msg("A list item cannot start here: put it on a line of its own")

_KNOWN: tuple[tuple[str, Message], ...] = (
    (r"mapping values are not allowed", _COLON),
    (r"could not find expected ':'", _NO_COLON),
    (r"found unexpected (end of stream|document indicator)", _QUOTE),
    (r"(did not find expected|expected) ',' or '\]'", _LIST),
    (r"(did not find expected|expected) ',' or '\}'", _MAP),
    (r"cannot start any token", _START),
    (r"expected alphabetic or numeric character", _START),
    (r"unknown escape character|hexadecimal number|hexdecimal", _ESCAPE),
    (r"invalid Unicode character escape", _ESCAPE),
    (r"expected (the )?node content", _NOTHING),
    (r"(block )?sequence entries are not allowed", _DASH),
    (r"expected key|expected <block end>|expected '-' indicator", _INDENT),
    (r"expected <document start>", _INDENT),
)
_STARTS_EARLIER = (_NO_COLON, _QUOTE, _LIST, _MAP, _START)
"""Mistakes that are noticed long after the character that caused them."""


def too_deep(error: Exception) -> bool:
    """Whether the parser itself found too much inside each other, as some versions do."""
    return isinstance(error, yaml.MarkedYAMLError) and "nesting" in (error.problem or "")


def explain(error: Exception) -> tuple[Place, Message]:
    """Where the parser stopped, and why."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Place(1, 1), msg("The YAML cannot be read: {reason}", reason=str(error))
    said = error.problem or error.context or ""
    message = next((m for pattern, m in _KNOWN if re.search(pattern, said)), None)
    if message is None:
        message = msg("The YAML cannot be read here: {reason}", reason=said)
    mark = error.problem_mark or error.context_mark
    if message in _STARTS_EARLIER and error.context_mark:
        mark = error.context_mark
    if mark is None:
        return Place(1, 1), message
    return Place(mark.line + 1, mark.column + 1), message
