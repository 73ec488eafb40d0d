"""Which backups are kept: hourly ones of today, daily of 14 days, monthly of 24 months.

Dates only tell backups of one hour, day or month apart. Which of them are old is told by what is
in them and by the order they were made in: a clock that is wrong makes no backup go first.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from workshop.backups.catalogue import Backup

DAYS = 14
MONTHS = 24

_DATE = re.compile(r"((\d{4}-\d\d)-\d\d)-(\d\d)\d{2,4}-")


def superfluous(found: Sequence[Backup], today: str) -> list[Backup]:
    """Those that need not be kept.

    The one with most acts, the one made last, and those that cannot be read or whose name says
    no time are always kept.

    Args:
        found: The backups of one place.
        today: The day, such as ``2027-03-01``.
    """
    dated = [each for each in found if each.acts >= 0 and _DATE.match(each.path.name)]
    if not dated:
        return []
    by_acts = sorted(dated, key=lambda each: each.order, reverse=True)
    by_making = sorted(dated, key=lambda each: (each.made, each.acts), reverse=True)
    kept = {by_acts[0].path, by_making[0].path} | _kept(by_acts, today) | _kept(by_making, today)
    return [each for each in dated if each.path not in kept]


def _kept(newest_first: Sequence[Backup], today: str) -> set[Path]:
    kept: set[Path] = set()
    hours: set[str] = set()
    days: set[str] = set()
    months: set[str] = set()
    for each in newest_first:
        found = _DATE.match(each.path.name)
        if found is None:
            continue
        day, month, hour = found.groups()
        if day == today:
            new = hour not in hours
            hours.add(hour)
        elif day not in days and len(days) < DAYS:
            new = True
            days.add(day)
            months.add(month)
        else:
            new = month not in months and len(months) < MONTHS
            months |= {month} if new else set()
        if new:
            kept.add(each.path)
    return kept
