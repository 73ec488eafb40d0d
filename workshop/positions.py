"""Position keys: text that sorts, with room for one more between any two.

A key is an integer part, whose first letter tells its length so that appending stays short,
and an optional fraction. Digits are base 62 in the order of ASCII.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ORDER = {digit: index for index, digit in enumerate(DIGITS)}
_BASE = len(DIGITS)
FIRST = "a0"
_SMALLEST = "A" + DIGITS[0] * 26
"""No key may be this alone: nothing could come before it."""


def is_key(key: str) -> bool:
    """Whether a text is a well-formed position key."""
    length = _integer_length(key)
    return (
        0 < length <= len(key)
        and all(character in _ORDER for character in key)
        and not key[length:].endswith("0")
        and key != _SMALLEST
    )


def after(key: str) -> str:
    """A key just after this one, as short as can be; the first key of all after nothing."""
    return between(key, "")


def between(low: str, high: str) -> str:
    """A key between two others; empty means the open end.

    Keys that are not well formed (from a broken file) are read as the nearest open end.

    Raises:
        ValueError: ``low`` is not before ``high``: there is no room between equal keys.
    """
    low = low if is_key(low) else ""
    high = high if is_key(high) else ""
    if low and high and low >= high:
        raise ValueError(f"no room between {low!r} and {high!r}")
    if not low and not high:
        return FIRST
    if not low:
        integer = high[: _integer_length(high)]
        lower = integer if integer < high else _before(integer)
        if lower == _SMALLEST:
            return lower + _middle("", high[len(integer) :] if lower == integer else "")
        return lower
    integer = low[: _integer_length(low)]
    if not high:
        return _next(integer) or integer + _middle(low[len(integer) :], "")
    if integer == high[: _integer_length(high)]:
        return integer + _middle(low[len(integer) :], high[len(integer) :])
    following = _next(integer)
    if following and following < high:
        return following
    return integer + _middle(low[len(integer) :], "")


def _integer_length(key: str) -> int:
    """How long the integer part is: ``a``–``z`` count up from 2, ``Z``–``A`` up from 2 too."""
    if not key:
        return 0
    head = key[0]
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 2
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 2
    return 0


def _next(integer: str) -> str:
    """The integer part one above, or empty at the very end."""
    digits = _carry(integer[1:], 1)
    if digits is not None:
        return integer[0] + digits
    head = integer[0]
    if head == "Z":
        return "a0"
    if head == "z":
        return ""
    upper = chr(ord(head) + 1)
    return upper + "0" * (_integer_length(upper) - 1)


def _before(integer: str) -> str:
    """The integer part one below, or empty at the very beginning."""
    digits = _carry(integer[1:], -1)
    if digits is not None:
        return integer[0] + digits
    head = integer[0]
    if head == "a":
        return "Z" + DIGITS[-1]
    if head == "A":
        return ""
    lower = chr(ord(head) - 1)
    return lower + DIGITS[-1] * (_integer_length(lower) - 1)


def _carry(digits: str, step: int) -> str | None:
    """The digits one step up or down, or None when they run over."""
    result = list(digits)
    for index in range(len(result) - 1, -1, -1):
        value = _ORDER[result[index]] + step
        if 0 <= value < _BASE:
            result[index] = DIGITS[value]
            return "".join(result)
        result[index] = DIGITS[0] if step > 0 else DIGITS[-1]
    return None


def _middle(low: str, high: str) -> str:
    """A fraction strictly between two fractions; an empty ``high`` is the open end."""
    common = 0
    while high and common < len(high) and (low[common : common + 1] or "0") == high[common]:
        common += 1
    if common:
        return high[:common] + _middle(low[common:], high[common:])
    first = _ORDER[low[0]] if low else 0
    last = _ORDER[high[0]] if high else _BASE
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], "")
