"""Clean YAML out, as a careful person would have written it.

Text goes in quotes only where it would otherwise be read as something else, also by older
readers of YAML 1.1, to whom ``no`` is false and ``12:30`` is a number. Text of several lines
stands as it is, after ``|``; emoji and æ ø å stand as they are. Lists are indented under their
key and keys keep their order.
"""

import re
from collections.abc import Mapping
from typing import Any

_STEP = "  "
_KEY_MAX = 900
"""Longer keys need a ``?`` before them: the parser looks no further than 1,024 characters."""

_SPECIAL = frozenset("""-?:,[]{}#&*!|>'"%@`~<=.+_ """)
"""What unquoted text does not begin with."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_NUMBER = re.compile(
    r"""[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?  # 17, 1_000, 1.5e3
      | 0[box][0-9a-fA-F_]+
      | [0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?          # 12:30:00, a number in YAML 1.1
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ ].*)?     # 2027-03-01, a date in YAML 1.1
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Controls, invisible line breaks, and marks that turn the direction of what follows."""
_ESCAPED_BUT_LINES = re.compile(_ESCAPED.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\0"}


def write(data: Any, comments: Mapping[str, str] | None = None) -> str:
    """The data as YAML; ``read`` with ``controls=True`` gives it back unchanged.

    Only a lone surrogate, which no file can hold, is replaced (with U+FFFD).

    Args:
        data: maps with text keys, lists, text, numbers, booleans and None.
        comments: what to say above the keys of the topmost map; that of ``""`` heads the file.

    Raises:
        TypeError: if there is anything else in it.
    """
    lines: list[str] = []
    if comments:
        lines += _comment(comments.get("", ""))
    if isinstance(data, dict) and data:
        for key, value in data.items():
            if comments and comments.get(key):
                lines += ["", *_comment(comments[key])]
            _map({key: value}, "", "", lines)
    elif isinstance(data, list | tuple) and data:
        _list(data, "", "", lines)
    else:
        lines.append(_scalar(data, _STEP))
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {_ESCAPED.sub(' ', line)}".rstrip() for line in text.split("\n") if text]


def _map(data: Mapping[str, Any], pad: str, lead: str, lines: list[str]) -> None:
    """Write a map; ``lead`` begins its first line (such as ``- ``) and ``pad`` the others."""
    inner = pad + _STEP
    for key, value in data.items():
        head = f"{lead}{_key(key)}:"
        if len(head) > _KEY_MAX:
            lines.append(f"{lead}? {head[len(lead) : -1]}")
            head = f"{pad}:"
        lead = pad
        if isinstance(value, dict) and value:
            lines.append(head)
            _map(value, inner, inner, lines)
        elif isinstance(value, list | tuple) and value:
            lines.append(head)
            _list(value, inner, inner, lines)
        else:
            lines.append(f"{head} {_scalar(value, inner)}")


def _list(items: list[Any] | tuple[Any, ...], pad: str, lead: str, lines: list[str]) -> None:
    inner = pad + _STEP
    for item in items:
        head, lead = f"{lead}- ", pad
        if isinstance(item, dict) and item:
            _map(item, inner, head, lines)
        elif isinstance(item, list | tuple) and item:
            _list(item, inner, head, lines)
        else:
            lines.append(head + _scalar(item, inner))


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"A key must be text, not {type(key).__name__}")
    return key if _is_plain(key) else _quoted(key)


def _scalar(value: Any, pad: str) -> str:
    if isinstance(value, str):
        if _is_plain(value):
            return value
        return _literal(value, pad) if "\n" in value else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    raise TypeError(f"YAML is not written of {type(value).__name__}")


def _float(value: float) -> str:
    text = repr(value)
    match text:
        case "inf" | "nan":
            return f".{text}"
        case "-inf":
            return "-.inf"
    if "e" in text and "." not in text:
        return text.replace("e", ".0e")  # YAML 1.1 wants the point
    return text


def _is_plain(text: str) -> bool:
    """Whether the text can stand without quotes, and be read as text."""
    if not text or text[0] in _SPECIAL or text[-1] in " :" or ": " in text or " #" in text:
        return False
    if len(text) < 6 and text.lower() in _WORDS:
        return False
    if text[0].isdecimal() and _NUMBER.fullmatch(text):
        return False
    return text.isprintable() or not _ESCAPED.search(text)


def _quoted(text: str) -> str:
    """The text in the quotes that leave most of it as it is."""
    if _ESCAPED.search(text):
        return _escaped(text)
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")


def _literal(text: str, pad: str) -> str:
    """Text of several lines after ``|``, line by line; escaped if some character forbids that."""
    if text[0] == "\n" or not text.strip(" \n") or _ESCAPED_BUT_LINES.search(text):
        return _escaped(text)
    indicator = str(len(_STEP)) if text[0] == " " else ""
    if not text.endswith("\n"):
        chomp, body = "-", text
    else:
        chomp, body = ("+" if text.endswith("\n\n") else ""), text[:-1]
    lines = [f"{pad}{line}" if line else "" for line in body.split("\n")]
    return "\n".join((f"|{indicator}{chomp}", *lines))
