"""An open workshop: opening, doing, undoing, watching, drafts, merging, forgetting.

The session gives acts their id, person and time, keeps them in the store before anyone sees
their effect, and takes in what others write. What an act *means* is none of its business.
"""

from typing import TYPE_CHECKING, Any

from workshop.session.forgetting import LINE, Gone
from workshop.session.opening import create, open_session
from workshop.session.sitting import Clock, Session, SessionError

if TYPE_CHECKING:
    from workshop.session.merging import MergeSummary, copies_beside, merge, preview
    from workshop.session.rescuing import Rescue, recover

__all__ = [
    "LINE",
    "Clock",
    "Gone",
    "MergeSummary",
    "Rescue",
    "Session",
    "SessionError",
    "copies_beside",
    "create",
    "merge",
    "open_session",
    "preview",
    "recover",
]


def __getattr__(name: str) -> Any:
    """Merging and rescuing are read when asked for: opening a workshop should not wait for it."""
    if name in {"MergeSummary", "copies_beside", "merge", "preview"}:
        from workshop.session import merging

        return getattr(merging, name)
    if name in {"Rescue", "recover"}:
        from workshop.session import rescuing

        return getattr(rescuing, name)
    raise AttributeError(name)
