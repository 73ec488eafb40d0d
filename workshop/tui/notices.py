"""What the program has to say by itself: notices that stay until a person turns to them.

A notice is never a dialog and never takes a key. The main screen shows the first of them on one
line; the projector view shows none. Knows nothing of screens.
"""

from collections.abc import Callable
from typing import NamedTuple

from workshop.messages import Message


class Notice(NamedTuple):
    """Something a person should hear, and may do something about."""

    message: Message
    look: Callable[[], object] | None = None
    """What is done when a person turns to it; by default its words are shown whole."""
    about: str = ""
    """A name for what it is about: a later notice about the same takes its place."""

    def same_as(self, other: "Notice") -> bool:
        """Whether two notices are about the same, or say the same."""
        return self.about == other.about if self.about else self.message == other.message


class NoticeBoard:
    """The notices that nobody has turned to yet, oldest first, each once."""

    def __init__(self) -> None:
        self.standing: list[Notice] = []

    def put_up(self, notice: Notice) -> None:
        """Let a notice stand; an earlier one about the same goes."""
        self.take_down(notice)
        self.standing.append(notice)

    def take_down(self, notice: Notice) -> None:
        """A person has turned to it, or wants it away."""
        self.standing = [one for one in self.standing if not notice.same_as(one)]

    def take_down_about(self, about: str) -> None:
        """It is so no longer."""
        self.standing = [one for one in self.standing if one.about != about]

    def clear(self) -> None:
        """Another workshop, or none, is open now."""
        self.standing = []
