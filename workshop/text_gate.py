"""How a text is taken in, and by what two texts are the same. Pure; knows nothing else of ours.

``normalised`` is the gate: every text passes it once, when it is typed, pasted or brought in, and
before it is a draft or an act. What lies in a log already is never passed through it.

``comparison_key`` is what texts are compared by wherever people's words are: find, tags, headings
of columns, duplicates, the glossary. Letters stay letters: *å* is neither *a* nor *ä*.
"""

import functools
import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)), None
)
"""Soft hyphens, what has no width, and what only chooses the looks of the sign before it."""


def normalised(text: str) -> str:
    r"""A text as it is kept: composed letters, lines that end in ``\n``, no half characters.

    Word's line break (a vertical tab), page breaks and the line ends of other systems become line
    feeds; lone surrogates become U+FFFD. All else stays, soft hyphens too.
    """
    text = line_feeds(text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


def line_feeds(text: str) -> str:
    r"""The text with ``\n`` for every way in which a line may end."""
    if text.isascii() and text.isprintable():
        return text
    return _LINE_ENDS.sub("\n", text)


def without_marks(text: str) -> str:
    """The text as it is kept, without soft hyphens and what else nobody sees in it."""
    kept = normalised(text)
    return kept if kept.isascii() else unicodedata.normalize("NFC", kept.translate(_UNSEEN))


def comparison_key(text: str) -> str:
    """What a text is compared by: small letters, spaces as one, and nothing that is not seen."""
    if text.isascii():
        return " ".join(text.lower().split())
    key = without_marks(text)
    for _twice in range(2):  # small letters may come apart, and their parts have small letters
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", key).casefold())
        key = key.translate(_UNSEEN)
    return " ".join(key.split())


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever their case, spaces and composition."""
    return comparison_key(one) == comparison_key(other)


def span_of(text: str, key: str) -> tuple[int, int] | None:
    """Where in a text something stands that has this key: from and to, in characters of the text.

    The text is taken letter by letter, so a letter that is written as two is found as a whole.
    """
    if not key:
        return None
    small = text.lower()
    if len(small) == len(text) and (start := small.find(key)) >= 0:
        # Nearly every text says it letter for letter.
        return start, start + len(key)
    pieces, at = [], []
    spaced = False
    for number, character in enumerate(text):
        piece = _key_of_letter(character)
        if piece == " " and spaced:
            continue
        spaced = piece == " " if piece else spaced
        pieces.append(piece)
        at += [number] * len(piece)
    start = "".join(pieces).find(key)
    if start < 0:
        return None
    return at[start], at[start + len(key) - 1] + 1


@functools.lru_cache(maxsize=2048)
def _key_of_letter(character: str) -> str:
    return comparison_key(character) or (" " if character.isspace() else "")
