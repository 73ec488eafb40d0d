"""What codes are called where they are shown and typed: the words of the trade, not ours.

A code, such as ``not-started``, is understood wherever it is typed, and so is its word in any of
the three languages. What is shown is the word in the language of the screen.
"""

import re
from collections.abc import Iterator, Mapping

from workshop import i18n
from workshop.documents.wording import CODES, FIELD_WORDS, KIND_WORDS
from workshop.messages import Message

_GLOSS = re.compile(r"(.*\S)\s*\((.*)\)")


def kind_said(kind: str) -> str:
    """A kind of record inside a sentence: *measure*, *tiltak*."""
    return i18n.gettext(KIND_WORDS[kind]).lower() if kind in KIND_WORDS else kind


def kind_named(kind: str) -> str:
    """A kind of record that begins a sentence."""
    return i18n.gettext(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def field_said(field: str) -> str:
    """A field inside a sentence; the member of a set by the set."""
    name = field.partition("/")[0]
    return i18n.gettext(FIELD_WORDS[name]).lower() if name in FIELD_WORDS else name


def code_said(kind: str, field: str, value: object) -> str:
    """A value as a person can read it: its word, where it is a code."""
    found = CODES.get((kind, field), {}).get(value) if isinstance(value, str) else None
    return i18n.current().message(found) if found is not None else str(value)


def word_said(word: Message | str) -> str:
    """A word as it is typed, in the language of the screen."""
    said = i18n.gettext(word) if isinstance(word, str) else i18n.current().message(word)
    return said if said.isupper() else said[:1].lower() + said[1:]


def codes_said(codes: Mapping[str, Message]) -> list[str]:
    """What may be typed, in the language of the screen."""
    return [word_said(word) for word in codes.values()]


def code_meant(codes: Mapping[str, Message | str], typed: str) -> str | None:
    """The code that is meant by a code or by a word in any language; none if nothing is."""
    wanted = _key(typed)
    for code in codes:
        if _key(code) == wanted:
            return code
    for code, word in codes.items():
        if any(wanted == _key(form) for form in _forms(word)):
            return code
    return None


def _key(text: str) -> str:
    return " ".join(re.split(r"[-\s]+", text.casefold().strip()))


def _forms(word: Message | str) -> Iterator[str]:
    """A word in each language; and, where it is *discussed (drøftet)*, each half of it."""
    for language in i18n.LANGUAGES:
        speaker = i18n.translator(language)
        said = speaker.gettext(word) if isinstance(word, str) else speaker.message(word)
        yield said
        if gloss := _GLOSS.fullmatch(said):
            yield from gloss.groups()
