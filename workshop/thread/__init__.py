"""The golden thread (*rød tråd*): where does this come from, and what came of it?

``thread_of`` gives, for any record, the tree of what lies behind it and the tree of what it led
to, ready to be shown by a screen, printed or put in a document. Only closed rounds are told of.
"""

import msgspec

from workshop.messages import Message
from workshop.thread.downwards import came_of
from workshop.thread.knots import Knot, TextStep, history, knot
from workshop.thread.ties import Ties
from workshop.thread.upwards import came_from
from workshop.view import View

__all__ = ["Knot", "TextStep", "Thread", "Ties", "thread_of"]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A record with all that lies behind it and all that came of it."""

    record: str
    label: Message
    details: tuple[Message, ...]
    by: str
    at: str
    came_from: tuple[Knot, ...]
    came_of: tuple[Knot, ...]
    history: tuple[TextStep, ...]
    """All wordings it has had, oldest first."""

    @property
    def broken(self) -> bool:
        """Whether no answer, topic or stated origin lies behind it."""
        return not _reaches(self.came_from)


def thread_of(view: View, record: str, ties: Ties | None = None) -> Thread:
    """The thread of a record.

    Args:
        view: The workshop as it stands.
        record: A measure, goal, area, strategy, indicator, statement, topic, answer, round,
            draw or table.
        ties: What is tied to what, when many threads are asked for in a row.
    """
    known = ties or Ties(view)
    own = knot(known, record)
    return Thread(
        record=record, label=own.label, details=own.details, by=own.by, at=own.at,
        came_from=came_from(known, record), came_of=came_of(known, record),
        history=history(view, record),
    )  # fmt: skip


def _reaches(knots: tuple[Knot, ...]) -> bool:
    return any(one.kind in {"answer", "topic"} or _reaches(one.children) for one in knots)
