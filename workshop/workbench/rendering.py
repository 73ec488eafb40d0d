"""Values as the YAML that is spliced into somebody's file."""

import json
import re
from typing import Any

from workshop import yamlio

STEP = "  "
_WORD = re.compile(r"[A-Za-z0-9][\w/-]*", re.ASCII)
_WORDS_MAX = 12
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def lines_of(value: Any) -> list[str]:
    """A value as it stands on lines of its own, from the first column.

    Short lists of names stand in brackets, as people write them.
    """
    if isinstance(value, dict) and value:
        return [line for key, each in value.items() for line in entry(key, each)]
    if isinstance(value, list) and value and not _is_names(value):
        return [line for each in value for line in item(each)]
    return [inline(value)]


def entry(key: str, value: Any) -> list[str]:
    """A key with its value, as lines."""
    head = yamlio.write({key: None})[: -len(" null\n")]
    if isinstance(value, dict | list) and value and not _is_names(value):
        return [head, *_pushed(lines_of(value))]
    first, *rest = _scalar_lines(value)
    return [f"{head} {first}", *rest]


def item(value: Any) -> list[str]:
    """A member of a list, as lines."""
    if isinstance(value, dict) and value:
        first, *rest = _pushed(lines_of(value))
        return [f"- {first[len(STEP) :]}", *rest]
    first, *rest = _scalar_lines(value)
    return [f"- {first}", *rest]


def _scalar_lines(value: Any) -> list[str]:
    """The first line stands after a key; the others are indented one step below it."""
    if isinstance(value, str) and "\n" in value and not value.endswith("\n\n"):
        return yamlio.write({"k": value})[len("k: ") :].removesuffix("\n").split("\n")
    return [inline(value)]


def inline(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict | list):
        return in_brackets(value)
    return _text(value) if isinstance(value, str) else yamlio.write(value).removesuffix("\n")


def _text(value: str) -> str:
    if "\n" in value:
        quoted = json.dumps(value, ensure_ascii=False)
        return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return yamlio.write(value).removesuffix("\n")


def in_brackets(value: Any) -> str:
    """A value on one line, with quotes where brackets and commas would be misread."""
    if isinstance(value, dict):
        inner = ", ".join(f"{in_brackets(key)}: {in_brackets(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(each) for each in value)}]"
    text = inline(value)
    if isinstance(value, str) and text == value and re.search(r"[,\[\]{}]", value):
        return "'" + value.replace("'", "''") + "'"
    return text


def _is_names(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= _WORDS_MAX
        and all(isinstance(each, str) and _WORD.fullmatch(each) for each in value)
        and all(inline(each) == each for each in value)
    )


def _pushed(lines: list[str]) -> list[str]:
    return [f"{STEP}{line}" if line else "" for line in lines]


def pushed(lines: list[str], columns: int) -> list[str]:
    """Lines moved to the right; empty ones stay empty."""
    pad = " " * columns
    return [f"{pad}{line}" if line else "" for line in lines]
