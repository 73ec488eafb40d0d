"""Working days: public holidays in Norway, the organisation's own closed weeks, counting back."""

import re
from datetime import date, timedelta
from functools import lru_cache

from workshop.messages import Message, msg
from workshop.model import CALENDAR, Calendar
from workshop.text_gate import comparison_key
from workshop.view import View

USUAL = ("july", "easter", "christmas")
"""When the offices of a municipality are usually empty."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
_DAY = timedelta(days=1)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NORDIC = re.compile(r"(\d{1,2})[./ ]\s?(\d{1,2})[./ ]\s?(\d{4})")
_WEEK = re.compile(r"(?:(\d{4})-?)?[WwUu](?:eek|ke|ek)?\s?(\d{1,2})")


def read_day(text: str) -> date | None:
    """The date in a text as people write it: ``12.06.2027``, ``12/6 2027``, ``2027-06-12``."""
    text = text.strip().rstrip(".")
    iso, nordic = _ISO.fullmatch(text), _NORDIC.fullmatch(text)
    try:
        if iso:
            found = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif nordic:
            found = date(int(nordic[3]), int(nordic[2]), int(nordic[1]))
        else:
            return None
    except ValueError:
        return None
    return found if FIRST_YEAR < found.year < LAST_YEAR else None


def closed_key(text: str) -> str | Message:
    """What is closed, as it is kept: ``july``, ``W08``, ``2027-W08`` or ``2027-05-14``."""
    word = comparison_key(text)
    named = {
        "juli": "july",
        "påske": "easter",
        "påska": "easter",
        "jul": "christmas",
        "jol": "christmas",
    }
    word = named.get(word, word)
    if word in USUAL:
        return word
    if day := read_day(word):
        return day.isoformat()
    week = _WEEK.fullmatch(word) or re.fullmatch(r"()(\d{1,2})", word)
    if week and 1 <= int(week[2]) <= 53:
        return f"{week[1]}-W{int(week[2]):02}" if week[1] else f"W{int(week[2]):02}"
    return msg("“{text}” is not closed time. Write july, easter, christmas, a week such as W08 or "
               "2027-W08, or a date", text=text)  # fmt: skip


@lru_cache(maxsize=1024)
def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar.

    The anonymous Gregorian algorithm, as given by Meeus, *Astronomical Algorithms* (1991), ch. 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=1024)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of Norway in a year (*helligdager og høytidsdager*)."""
    moving = (-3, -2, 0, 1, 39, 49, 50)
    fixed = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    sunday = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [sunday + timedelta(days=days) for days in moving]
    )


@lru_cache(maxsize=1024)
def _shut(year: int, closed: frozenset[str]) -> frozenset[date]:
    """The days in a year on which the organisation is closed by its own choice."""
    found: set[date] = set()
    for key in closed:
        if key == "july":
            found |= {date(year, 7, day) for day in range(1, 32)}
        elif key == "easter":
            found |= {easter(year) - timedelta(days=days) for days in range(8)}
        elif key == "christmas":
            found |= {date(year, 12, day) for day in range(24, 32)}
        elif week := re.fullmatch(r"(?:(\d{4})-)?W(\d{2})", key):
            # The days of week 1 and week 53 may lie in the year beside.
            for of in (year - 1, year, year + 1):
                if not week[1] or int(week[1]) == of:
                    found |= _week(of, int(week[2]))
        elif day := read_day(key):
            found.add(day)
    return frozenset(day for day in found if day.year == year)


def _week(year: int, number: int) -> set[date]:
    try:
        return {date.fromisocalendar(year, number, day) for day in range(1, 8)}
    except ValueError:
        return set()


class Days:
    """Which days are worked, and counting back from one.

    Counting stops at the year 1900, and where everything is closed: what is counted from is then
    the answer, so that no calendar a person can write hangs the program.
    """

    def __init__(self, closed: frozenset[str] = frozenset(USUAL), paper_days: int = 10) -> None:
        self.closed = closed
        self.paper_days = paper_days

    def holiday(self, day: date) -> bool:
        """Whether a day is a weekend or a public holiday."""
        return day.weekday() >= 5 or day in holidays(day.year)

    def works(self, day: date) -> bool:
        """Whether the organisation works on a day."""
        return not self.holiday(day) and day not in _shut(day.year, self.closed)

    def on_or_before(self, day: date) -> date:
        """The last day worked, up to and with a day."""
        found = day
        for _ in range(800):
            if self.works(found):
                return found
            if found.year <= FIRST_YEAR:
                break
            found -= _DAY
        return day

    def before(self, day: date, count: int) -> date:
        """The day that lies a number of working days before another."""
        found = self.on_or_before(day) if count == 0 else day
        for _ in range(count):
            found = self.on_or_before(found - _DAY)
            if found.year <= FIRST_YEAR or not self.works(found):
                break
        return found

    def after(self, day: date, count: int) -> date:
        """The day that lies a number of working days after another."""
        found, left = day, count
        while left > 0 and found.year < LAST_YEAR:
            found += _DAY
            left -= self.works(found)
        return found

    def between(self, first: date, last: date) -> list[date]:
        """The days worked from one day to another, both counted."""
        days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        return [day for day in days if self.works(day)]

    def papers(self, meeting: date) -> date:
        """When the papers of a meeting must be handed in.

        The days are counted by the public calendar; a deadline that falls where everyone is away
        moves to the last day worked before that.
        """
        found, left = meeting, self.paper_days
        while left > 0 and found.year > FIRST_YEAR:
            found -= _DAY
            left -= not self.holiday(found)
        return self.on_or_before(found)


def days_of(view: View) -> Days:
    """The working days of the organisation, as the workshop has them."""
    kept = view.need(Calendar, CALENDAR)
    raw = view.raw(CALENDAR)
    usual = {key for key in USUAL if raw.get(f"closed/{key}", True) is not False}
    own = {key for key, on in kept.closed.items() if on}
    return Days(frozenset(usual | own), min(max(kept.paper_days, 0), 100))
