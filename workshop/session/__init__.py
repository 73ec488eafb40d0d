"""An open workshop: opening, doing, undoing, watching, drafts, merging, forgetting.

The session gives acts their id, person and time, keeps them in the store before anyone sees
their effect, and takes in what others write. What an act *means* is none of its business.
"""

from workshop.session.merging import MergeSummary, copies_beside, merge, preview
from workshop.session.opening import create, open_session, recover
from workshop.session.sitting import Clock, Session, SessionError

__all__ = [
    "Clock",
    "MergeSummary",
    "Session",
    "SessionError",
    "copies_beside",
    "create",
    "merge",
    "open_session",
    "preview",
    "recover",
]
