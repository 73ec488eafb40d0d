"""The process as the thread that leads through, always in sight to the left."""

from typing import Any

from textual.content import Content
from textual.widget import Widget

from workshop.i18n import gettext as _
from workshop.view import View


class Rail(Widget):
    """Phases and activities, with what is done and what is going on."""

    DEFAULT_CSS = """
    Rail { width: 30; height: 1fr; padding: 0 1; border-right: solid $border; }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._content = Content("")

    def show_view(self, view: View) -> None:
        """Show how far the process has come."""
        self._content = Content(_("PROCESS"))
        self.refresh(layout=True)

    def render(self) -> Content:
        """The lines."""
        return self._content
