"""How much of a file this machine has shown, so that it can say what has come since."""

import platform

from workshop.changes import Act
from workshop.session.sitting import Session

_SEEN = f"seen:{platform.node()}"
"""Where on the file's desk this machine notes how many rows it has shown."""
_DIGITS = 15
"""More rows than this has digits are in no file: what stands there is not a number of ours."""


def acts_since(session: Session) -> list[Act]:
    """What has come into the file since it was last left on this machine; nothing at first."""
    seen = session.note(_SEEN)
    if not seen.isdecimal() or len(seen) > _DIGITS:
        return []
    rows = session.wait_for(session.on_disk(lambda: session.store.since(int(seen)))).rows
    return [act for row in rows if (act := session.log.get(row.id)) is not None]


def mark_seen(session: Session) -> None:
    """Note that all that is in the file now has been shown."""
    session.put_note(_SEEN, str(session.wait_for(session.on_disk(session.store.count))))
