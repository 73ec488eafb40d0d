"""What a person writes in a field of dates or years, and what is kept of it."""

import re
from datetime import date

from workshop.messages import Message, msg

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NORDIC = re.compile(r"^(\d{1,2})[./ ]\s?(\d{1,2})[./ ]\s?(\d{4})$")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


class NotReadError(ValueError):
    """What was written is not a value of this sort."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_date(text: str) -> str:
    """A date as ISO text, from ISO or as Norwegians write it; empty stays empty.

    Raises:
        NotReadError: it is no date.
    """
    text = text.strip().rstrip(".")
    if not text:
        return ""
    iso, nordic = _ISO.match(text), _NORDIC.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
        if nordic:
            return date(int(nordic[3]), int(nordic[2]), int(nordic[1])).isoformat()
    except ValueError:
        pass
    raise NotReadError(
        msg("Not a date yet, and not saved. Write it as 31.12.2027 or 2027-12-31.")
    )  # fmt: skip


def read_year(text: str) -> int:
    """A year, or 0 when nothing is written.

    Raises:
        NotReadError: it is no year.
    """
    text = text.strip()
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) == 4:
        year = int(text)
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            return year
    raise NotReadError(msg("Not a year yet, and not saved. Write four digits, such as 2027."))


def read(sort: str, text: str) -> str | int:
    """What is kept of a text written in a field of this sort.

    Raises:
        NotReadError: it is not a value of this sort.
    """
    if sort == "date":
        return read_date(text)
    if sort == "year":
        return read_year(text)
    return text.strip() if sort in {"line", "role", "theme", "body"} else text


def shown(sort: str, value: object) -> str:
    """A kept value as it stands in its field."""
    if sort == "year":
        return str(value) if value else ""
    return value if isinstance(value, str) else ""
