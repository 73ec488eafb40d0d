"""What the domain says: a text to translate, and the values to put in it.

Domain code never translates, because a document's language is not the screen's. It returns a
``Message``; the caller looks the id up in a catalogue and fills the parameters in with ``fill``.
"""

import re
from typing import Any

import msgspec

_PLACE = re.compile(r"\{(\w+)\}")


class Message(msgspec.Struct, frozen=True):
    """One sentence for a reader: the English text is its gettext id."""

    id: str
    params: dict[str, Any] = {}
    """Values for the ``{places}`` of the text. A value may itself be a ``Message``, such as the
    name of a grade; the caller translates it before it is filled in."""

    def __str__(self) -> str:
        """The English text with its values."""
        return fill(self.id, self.params)


def msg(text: str, /, **params: Any) -> Message:
    """A message to be translated by the caller; the name is what the extractor looks for."""
    return Message(text, params)


def fill(text: str, params: dict[str, Any]) -> str:
    """Put values in the ``{places}`` of a text.

    Only plain names are places, values are never read as places themselves, and a place without
    a value stays as it is: a slip in a translation must not stop a screen.
    """
    return _PLACE.sub(lambda at: str(params.get(at[1], at[0])), text)


def N_(text: str) -> str:  # noqa: N802 - the customary name that the extractor looks for
    """Mark a text for translation without translating it here."""
    return text
