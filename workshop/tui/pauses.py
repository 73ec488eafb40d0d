"""What waits for a pause: a form that follows the cursor, a search that follows the typing."""

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget


class Pauses:
    """Actions that are done when nothing has asked for them again for a moment."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[int, str], tuple[Timer, Callable[[], None]]] = {}

    def after(self, widget: Widget, seconds: float, name: str, action: Callable[[], None]) -> None:
        """Do something when it has not been asked for again for so long.

        Args:
            widget: Whose it is; when that is gone, it is not done.
            seconds: How long.
            name: Which of the widget's actions it is; a new one takes the old one's place.
            action: What to do.
        """
        key = (id(widget), name)
        self.stop(widget, name)

        def now() -> None:
            self._waiting.pop(key, None)
            action()

        self._waiting[key] = (widget.set_timer(seconds, now), now)

    def stop(self, widget: Widget, name: str) -> None:
        """Do not do it after all."""
        timer, _action = self._waiting.pop((id(widget), name), (None, None))
        if timer is not None:
            timer.stop()

    def waits(self, widget: Widget, name: str) -> bool:
        """Whether it is going to be done."""
        return (id(widget), name) in self._waiting

    def settle(self) -> None:
        """Do now all that waits."""
        for timer, now in list(self._waiting.values()):
            timer.stop()
            now()
