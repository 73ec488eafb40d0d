"""What an unquoted word of YAML means: the core schema of YAML 1.2.

Unlike YAML 1.1, ``no``, ``on``, ``12:30:00`` and ``2027-03-01`` are text.

Source: YAML 1.2.2, section 10.3.2, https://yaml.org/spec/1.2.2/#1032-tag-resolution
"""

import re

WORDS: dict[str, bool | float | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((f"{s}{w}" for s in ("", "+") for w in (".inf", ".Inf", ".INF")), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_NUMBER = re.compile(
    r"""(?P<int> [-+]?[0-9]+)
      | 0o(?P<oct> [0-7]+)
      | 0x(?P<hex> [0-9a-fA-F]+)
      | (?P<float> [-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)""",
    re.VERBOSE,
)
_FIRST_OF_NUMBER = frozenset("0123456789+-.")
_DIGITS_MAX = 1000

Scalar = str | int | float | bool | None


class TooManyDigitsError(ValueError):
    """A number so long that it must be a mistake or an attack."""


def resolve(word: str) -> Scalar:
    """The value of an unquoted word.

    Raises:
        TooManyDigitsError: if it is a number of more than a thousand digits.
    """
    if word in WORDS:
        return WORDS[word]
    if word[0] in _FIRST_OF_NUMBER and (found := _NUMBER.fullmatch(word)):
        if len(word) > _DIGITS_MAX:
            raise TooManyDigitsError
        return _number(found)
    return word


def _number(found: re.Match[str]) -> int | float:
    match found.lastgroup:
        case "int":
            return int(found["int"])
        case "oct":
            return int(found["oct"], 8)
        case "hex":
            return int(found["hex"], 16)
        case _:
            return float(found["float"])
