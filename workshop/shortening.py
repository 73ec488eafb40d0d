"""Long texts made short, where a sentence has to hold them."""

_TITLE = 60
"""Characters of a title inside a sentence that is read on one line."""


def shorten(text: str, limit: int = _TITLE) -> str:
    """The first line of a text, cut at a word, with a sign when something was left out."""
    line = text.strip().partition("\n")[0].strip()
    if len(line) <= limit:
        return line
    cut = line[:limit].rpartition(" ")[0] or line[:limit]
    return f"{cut.rstrip(',;:–-. ')} …"
