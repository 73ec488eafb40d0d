"""Passing a card that was corrected in one workshop on to others, chosen one by one."""

from pathlib import Path

from workshop.acts.correcting import leave_waiting
from workshop.messages import Message, msg
from workshop.model import CardCopy, Draw
from workshop.session.opening import open_session
from workshop.session.sitting import Session, SessionError


def pass_on(session: Session, draw: str, other: Path) -> bool:
    """Leave a corrected card waiting in another workshop, for when it is drawn there.

    Nothing but the card goes over: no answer, and not the name of whose workshop it comes from.

    Args:
        session: The workshop in which the card was corrected.
        draw: The drawn card.
        other: The file of the other workshop. A backup is made of it first.

    Returns:
        False when the same wording waits there already.

    Raises:
        SessionError: the other workshop cannot have it; the message says why.
        StoreError: the other file cannot be opened or written.
    """
    key = session.view.need(Draw, draw).card
    content = session.view.need(CardCopy, key).content
    if other.resolve() == session.store.path.resolve():
        raise SessionError(msg("That is the workshop in which the card was corrected."))
    with open_session(other, by=session.by, role="command") as there:
        if there.store.workshop_id == session.store.workshop_id:
            raise SessionError(
                msg("It is a copy of this strategy work: merge the two, and it has the card too.")
            )
        change = leave_waiting(there.view, key, content)
        if isinstance(change, Message):
            raise SessionError(change)
        return change is not None and there.do(change) is not None
