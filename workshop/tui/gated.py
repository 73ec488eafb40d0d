"""Keys let through one at a time: the app as the gate for keys knows it."""

from collections.abc import Iterator

from textual.events import Event, InputEvent, Key, MouseEvent, MouseMove, Paste
from textual.message_pump import MessagePump

from workshop.session import Session
from workshop.text_gate import normalised
from workshop.tui.holding import Holder
from workshop.tui.key_gate import KeyGate
from workshop.tui.pauses import Pauses


class GatedApp(Holder):
    """An app in which no key overtakes another.

    Attributes:
        pauses: What is done when the typing pauses, and before a command.
    """

    def __init__(self, session: Session | None, by: str, *, attended: bool) -> None:
        """Begin.

        Args:
            session: A workshop that is open already.
            by: The name or role that stands on what is done.
            attended: Leave the disk to a thread, so that nobody waits for it.
        """
        super().__init__(session, by, attended=attended)
        self.pauses = Pauses()
        self._gate = KeyGate(self, self._handle_exception)

    async def on_event(self, event: Event) -> None:
        """Keys, and clicks that come after them, go on one at a time. See ``key_gate``."""
        if isinstance(event, Paste):
            # It passes the gate for texts before any field sees it.
            event.text = normalised(event.text)
        waits = isinstance(event, Key | Paste) or (
            isinstance(event, MouseEvent) and not isinstance(event, MouseMove) and self._gate.busy
        )
        if waits and isinstance(event, InputEvent) and not event.is_forwarded:
            self._gate.take(event, super().on_event)
        else:
            await super().on_event(event)

    def waiting(self) -> int:
        """How many keys, or other messages, have not arrived yet where they belong."""
        return super().waiting() + self._gate.waiting

    def pumps(self) -> Iterator[MessagePump]:
        """The app and every widget in it."""
        yield self
        yield from list(self._registry)

    def settle_pauses(self) -> None:
        """Do now what waits for a pause in the typing."""
        self.pauses.settle()
