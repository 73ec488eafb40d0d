"""What a check has found, before it is known on which line; and the art of guessing a word."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple

from workshop.messages import Message, msg
from workshop.yamlio import Severity, shown

Steps = tuple[str | int, ...]

_GUESSED_FROM = 100
_WORD_MAX = 64
_CHOICES_MAX = 1000
"""Among so many a guess is looked for: a thousand wrong words must not take seconds."""


class Finding(NamedTuple):
    """Something wrong with the value at the end of the steps, or with its key."""

    steps: Steps
    message: Message
    at_key: bool = False
    severity: Severity = "error"


def unknown(what: Message, word: Any, options: Iterable[str]) -> Message:
    """Say that a word is not among the options, and which of them may have been meant.

    Args:
        what: the sentence, such as ``msg("There is no card “{word}”", word=…)``.
        word: what was written.
        options: what could have been written.
    """
    choices = list(islice(options, _CHOICES_MAX))
    if guess := _guess(word, choices):
        return msg("{what}: did you mean “{guess}”?", what=what, guess=shown(guess))
    if 0 < len(choices) <= 20:
        listed = ", ".join(shown(choice) for choice in choices if choice)
        return msg("{what}: use one of {options}", what=what, options=listed)
    return what


def _guess(word: Any, options: list[str]) -> str:
    if not isinstance(word, str) or not 0 < len(word) <= _WORD_MAX:
        return ""
    near = (o for o in options if abs(len(o) - len(word)) <= 3 and set(o[:2] + o[-2:]) & set(word))
    found = get_close_matches(word.lower(), list(islice(near, _GUESSED_FROM)), n=1, cutoff=0.65)
    return found[0] if found else ""
