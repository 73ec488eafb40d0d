"""One key at a time: a key goes on when what came before it has had its effect.

A key that arrives goes to the widget that has the focus, and what the widget leaves goes on from
holder to holder until the app runs a command for it. When keys come faster than that, later ones
would reach the field before the earlier have moved the cursor, or a dialog before it is there.
Here they wait their turn, so that what is typed ahead goes where it would have gone unhurried.

The program is at rest when every part of it waits for a message. That is known by looking into
the queues of exactly the Textual that is required.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Literal, NamedTuple, Protocol

from textual.events import InputEvent, Key, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker

AWAITED = "awaited"
"""The group of workers whose effect the next key waits for."""

_SPINS = 300
_NAP = 0.002
_PATIENCE = 15_000
"""Naps before a key goes on all the same: half a minute. A part that hangs must not swallow it."""

Kind = Literal["text", "editing", "command"]

_EDITING = frozenset({
    "backspace", "delete", "left", "right", "up", "down", "home", "end", "pageup", "pagedown",
    "tab", "shift+tab", "ctrl+left", "ctrl+right", "shift+left", "shift+right", "shift+up",
    "shift+down", "shift+home", "shift+end", "ctrl+a", "ctrl+e", "ctrl+u", "ctrl+k", "ctrl+w",
    "ctrl+d", "ctrl+x", "ctrl+c", "ctrl+v",
})  # fmt: skip
"""Keys that need to know where the focus and the cursor are, and nothing of the workshop."""


class Gated(Protocol):
    """What the gate must know of the app."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    @property
    def screen(self) -> Screen[object]:
        """What is seen."""

    @property
    def workers(self) -> Iterable[Worker[object]]:
        """What goes on beside."""

    def pumps(self) -> Iterable[MessagePump]:
        """The app and every widget in it."""

    def settle_pauses(self) -> None:
        """Do now what waits for a pause in the typing."""

    @property
    def writing(self) -> bool:
        """Whether an act is on its way to the disk."""


class Wanted(NamedTuple):
    """A key that waits, and the place in the row where it was pressed."""

    event: InputEvent
    let_through: Callable[[InputEvent], Awaitable[None]]


class KeyGate:
    """The row in which keys wait."""

    def __init__(self, app: Gated, failed: Callable[[Exception], None]) -> None:
        """Make the gate.

        Args:
            app: The app.
            failed: Told when letting a key through has failed.
        """
        self._app = app
        self._failed = failed
        self._row: deque[Wanted] = deque()
        self._task: asyncio.Task[None] | None = None
        self._before: tuple[Kind, Widget | None] = ("command", None)

    @property
    def busy(self) -> bool:
        """Whether a key waits, or has not had its effect."""
        return bool(self._row) or not (self._task is None or self._task.done())

    @property
    def waiting(self) -> int:
        """How many keys wait."""
        return len(self._row)

    def take(self, event: InputEvent, let_through: Callable[[InputEvent], Awaitable[None]]) -> None:
        """Let a key wait its turn.

        Args:
            event: A key, a paste, or a click that came after one.
            let_through: Hands it to what has the focus when its turn has come.
        """
        self._row.append(Wanted(event, let_through))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._let_through())

    async def _let_through(self) -> None:
        while True:
            await self._quiet()
            if not self._row:
                # Nothing came while the last key had its effect.
                return
            event, let_through = self._row.popleft()
            self._before = (self._kind(event), self._app.focused)
            try:
                await let_through(event)
            except Exception as error:  # noqa: BLE001 – the app shows it, as it does its own
                self._failed(error)

    async def _quiet(self) -> None:
        """Wait until the next key in the row can go where it belongs."""
        settled = False
        for turn in range(_SPINS + _PATIENCE):
            kind = self._kind(self._row[0].event) if self._row else "text"
            if kind == "command" and not settled and self._at_rest(kind):
                # What waits for a pause in the typing is done now, and has its own effects.
                self._app.settle_pauses()
                settled = True
            elif self._at_rest(kind):
                return
            await asyncio.sleep(0 if turn < _SPINS else _NAP)

    def _kind(self, event: InputEvent) -> Kind:
        if isinstance(self._app.focused, Input | TextArea):
            if isinstance(event, Paste) or (isinstance(event, Key) and event.is_printable):
                return "text"
            if isinstance(event, Key) and event.key in _EDITING:
                return "editing"
        return "command"

    def _at_rest(self, kind: Kind) -> bool:
        app = self._app
        focused = app.focused
        if kind == "text" and focused is not None and self._before == ("text", focused):
            # The field takes letters itself: nothing else has to have come to rest.
            return _waits(focused) and not _queued(app)
        if kind == "command" and app.writing:
            return False
        if app.screen._callbacks or any(not _waits(pump) for pump in app.pumps()):
            return False
        return all(
            worker.is_finished or worker.is_cancelled
            for worker in app.workers
            if worker.group == AWAITED
        )


def _queued(app: object) -> bool:
    return isinstance(app, MessagePump) and not _waits(app)


def _waits(pump: MessagePump) -> bool:
    """Whether nothing has come to a part of the program that it has not dealt with."""
    if pump._closing or pump._closed:
        return True
    ready: Any = pump._message_queue.ready_event
    return not ready.is_set() and bool(ready._waiters)
