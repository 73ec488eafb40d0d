"""The clock of the card on the table. It stands on the desk of the file and survives a restart.

Time goes by on the wall, not in the program: a clock that was running when the laptop slept has
gone on meanwhile, as the room has.
"""

from typing import Any

import msgspec
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from workshop.i18n import gettext as _
from workshop.outside import seconds
from workshop.session import Session
from workshop.tui.text import join

DESK = "clock"
BAR = 8
MAX_MINUTES = 24 * 60

now = seconds
"""Seconds since the epoch, on this machine's clock."""


class Time(msgspec.Struct, frozen=True):
    """Where a clock stands."""

    draw: str = ""
    """The drawn card it was set for."""
    length: int = 0
    """Seconds it was set to."""
    left: float = 0
    """Seconds left when it was last started or paused."""
    started: float = 0
    """When it was last started, in seconds since the epoch; 0 is paused."""

    @property
    def running(self) -> bool:
        """Whether time goes by."""
        return self.started > 0

    @property
    def set(self) -> bool:
        """Whether there is a clock at all."""
        return self.length > 0

    def remaining(self, at: float) -> int:
        """Whole seconds left, rounded up; never below zero. A clock put back is no new time."""
        gone = max(at - self.started, 0) if self.running else 0
        return max(-int(-(self.left - gone) // 1), 0)

    def over(self, at: float) -> bool:
        """Whether the time is up."""
        return self.set and self.remaining(at) == 0

    def toggled(self, at: float) -> "Time":
        """Started, or paused where it stands."""
        if self.running:
            return msgspec.structs.replace(self, left=float(self.remaining(at)), started=0)
        return msgspec.structs.replace(self, started=at)

    def with_more(self, minutes: int, at: float) -> "Time":
        """With minutes added, or taken away; never below zero."""
        left = min(max(self.remaining(at) + 60 * minutes, 0), 60 * MAX_MINUTES)
        return Time(self.draw, max(self.length, left), float(left), at if self.running else 0)


def fresh(draw: str, minutes: int) -> Time:
    """A clock for a card, not yet started."""
    return Time(draw, 60 * minutes, 60.0 * minutes)


def read(session: Session) -> Time:
    """The clock on the desk; a stopped one when there is none, or it cannot be read."""
    try:
        return msgspec.json.decode(session.note(DESK) or b"{}", type=Time)
    except msgspec.DecodeError:
        return Time()


def put(session: Session, clock: Time) -> None:
    """Keep where the clock stands. It is not an act: nobody undoes time.

    Raises:
        StoreError: it could not be kept.
    """
    text = msgspec.json.encode(clock).decode()
    session.put_note(DESK, text)


class Clock(Widget):
    """Minutes and seconds, a bar, and words when the time is up."""

    DEFAULT_CSS = """
    Clock { width: auto; height: 1; color: $text-muted; }
    Clock.-running { color: $foreground; text-style: bold; }
    Clock.-over { background: $accent; color: $background; text-style: bold; }
    """

    class Over(Message):
        """The time is up."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.time = Time()

    def on_mount(self) -> None:
        """Look at the time now and then."""
        self.set_interval(0.5, self.refresh_time)

    def show(self, clock: Time) -> None:
        """Show where a clock stands."""
        if clock != self.time:
            self.time = clock
            self.refresh_time()
            self.refresh(layout=True)

    def refresh_time(self) -> None:
        """One more half second; anything that has not changed is not drawn again."""
        over = self.time.over(now())
        if over and not self.has_class("-over") and self.time.running:
            self.post_message(self.Over())
        self.set_class(self.time.running and not over, "-running")
        if self.has_class("-over") != over:
            self.set_class(over, "-over")
            self.refresh(layout=True)
        elif self.time.running and not over:
            self.refresh()

    def get_content_width(self, container: Any, viewport: Any) -> int:
        """As wide as what it says."""
        del container, viewport
        return self.render().cell_length

    def render(self) -> Content:
        """The time that is left."""
        return face(self.time, now())


def face(clock: Time, at: float) -> Content:
    """What a clock shows: ``06:41 ██████░░``, with words where colour would be needed."""
    if not clock.set:
        return Content("")
    if clock.over(at):
        return join(" ", _("Time is up"), " ")
    left = clock.remaining(at)
    filled = round(BAR * left / clock.length) if clock.length else 0
    bar = "█" * filled + "░" * (BAR - filled)
    paused = "" if clock.running else " ‖"
    return join(f"{left // 60:02d}:{left % 60:02d} {bar}{paused}")
