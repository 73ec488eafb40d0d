"""What all places have in common."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from workshop.changes import Act, Change
from workshop.session import Session
from workshop.view import View

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp


class Place(Vertical):
    """One of the six rooms. It shows the view and asks the app to act; it knows no rules.

    A place overrides ``show_view`` (called when it is gone to, and after every change, wherever
    that came from), and those of the other hooks that mean something in it.
    """

    DEFAULT_CSS = """
    Place { height: 1fr; padding: 0 1; }
    """
    number: ClassVar[int] = 0

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    @property
    def session(self) -> Session:
        """The open workshop."""
        return self.workshop_app.session

    @property
    def view(self) -> View:
        """The workshop as it stands."""
        return self.session.view

    async def act(self, change: Change | None) -> Act | None:
        """Do a change: on disk, then on the screen. None when nothing was done."""
        return await self.workshop_app.act(change)

    def show_view(self) -> None:
        """Show the workshop as it stands now."""

    def arrive(self, activity: str) -> None:
        """Someone came here to do an activity of the process (its record id)."""

    def show_record(self, record: str) -> bool:
        """Put the cursor on a record; false when this place does not show it."""
        del record
        return False

    def selected_record(self) -> str:
        """The id of what the cursor is on: ``h`` asks where it comes from. Empty is nothing."""
        return ""

    def first_focus(self) -> Widget | None:
        """What takes the focus when someone comes here; None is the first that can."""
        return None

    def present(self) -> Content | None:
        """What the room may see of this place (F5); None is the title of the work, calmly."""
        return None
