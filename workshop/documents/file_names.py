"""Names of exported files that every system and every mail program can live with."""

import re
import unicodedata

_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "đ": "d"})
_MOST = 60


def slug(text: str) -> str:
    """The text in small letters a–z and digits with hyphens between; empty if nothing is left."""
    plain = unicodedata.normalize("NFC", text[:1000]).lower().translate(_NORDIC)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) > _MOST:
        head, _, rest = whole[:_MOST].rpartition("-")
        whole = head if len(head) > _MOST // 2 else f"{head}{rest}"
    return whole
