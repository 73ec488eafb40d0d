"""Which words of a text the others do not have."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from textual.content import Content

from workshop.tui.text import plain

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 4000
"""Words beyond which no differences are looked for: it would take seconds."""
DIFFERS = "bold underline"
"""Told apart by the line under it, and not by colour."""


def marked(text: str, others: Sequence[str]) -> Content:
    """A text in which the words that are not in all the others are underlined."""
    tokens = _TOKEN.findall(text)
    if len(tokens) > _MOST:
        return plain(text)
    same = [True] * len(tokens)
    for other in others:
        theirs = _TOKEN.findall(other)
        if len(theirs) > _MOST:
            return plain(text)
        matcher = SequenceMatcher(a=tokens, b=theirs, autojunk=False)
        here = [False] * len(tokens)
        for start, _at, size in matcher.get_matching_blocks():
            here[start : start + size] = [True] * size
        same = [one and two for one, two in zip(same, here, strict=True)]
    content = Content("")
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or _differs(tokens, same, at) != _differs(tokens, same, start):
            run = "".join(tokens[start:at])
            content += plain(run, DIFFERS if _differs(tokens, same, start) else "")
            start = at
    return content


def _differs(tokens: Sequence[str], same: Sequence[bool], at: int) -> bool:
    """Space between two words that differ belongs to them."""
    if tokens[at].isspace():
        around = [one for one in (at - 1, at + 1) if 0 <= one < len(tokens)]
        return bool(around) and all(not same[one] for one in around)
    return not same[at]
