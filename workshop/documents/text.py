"""What users wrote, made harmless to look at: nothing invisible acts on what surrounds it."""

import re

from workshop.text_gate import line_feeds

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, marks that turn the direction of text, and what has no meaning in a document.

Zero-width joiners are left: without them families and flags of emoji fall apart.
"""
_PICTURES = 0x2400


def visible(text: str) -> str:
    r"""The text with controls shown instead of obeyed: NUL as ``␀``, others as ``‹U+202E›``.

    Line feeds stay, other line separators become line feeds and tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    # What lies in a log from before may still hold the line ends of other programs.
    text = line_feeds(text).replace("\t", "    ")
    return _UNSEEN.sub(_show, text)


def _show(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return f"‹U+{code:04X}›"


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines, shown as ``visible`` shows them."""
    found: list[list[str]] = [[]]
    for line in visible(text).split("\n"):
        if line := line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]


def one_line(text: str) -> str:
    """The text on a single line."""
    return " ".join(visible(text).split())


def cut(text: str, most: int) -> str:
    """The text on one line, cut at a word so that it is no longer than ``most`` characters."""
    line = one_line(text)
    if len(line) <= most:
        return line
    head = line[: most - 1]
    inside = line[most - 1] != " " and " " in head[most // 2 :]
    kept = head.rpartition(" ")[0] if inside else head
    return kept.rstrip(" ,.;:–-\u200d") + "…"
