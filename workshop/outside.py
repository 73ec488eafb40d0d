"""What comes from outside and is never the same twice: the time, and chance.

The program asks for them here and nowhere else, so that whoever tries it can decide them both.
The domain asks for neither: it is given what it needs.
"""

import secrets
import time
from datetime import date, datetime

_clock = time.time
_dice = secrets.randbits


def seconds() -> float:
    """Seconds since the epoch, on this machine's clock."""
    return _clock()


def now() -> datetime:
    """The time on this machine's clock, with its zone."""
    return datetime.fromtimestamp(seconds()).astimezone()


def today() -> date:
    """A person's own day."""
    return now().date()


def stamp() -> str:
    """The time as part of a file's name; names sort as the times do."""
    return f"{now():%Y-%m-%d-%H%M%S}"


def bits(count: int) -> int:
    """A number of so many random bits, that nobody can guess."""
    return _dice(count)


def token(count: int) -> str:
    """A random name of so many bytes, written in hexadecimal digits."""
    return f"{bits(8 * count):0{2 * count}x}"
