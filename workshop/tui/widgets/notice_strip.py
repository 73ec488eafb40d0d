"""One calm line on the main screen: what the program has to say, and the key that looks at it."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workshop.i18n import current, ngettext
from workshop.i18n import gettext as _
from workshop.tui.notices import Notice
from workshop.tui.text import MUTED, join, one_line

_MARGINS = 28
"""What is lost to the edges, and to a long word that goes to the second line."""


class NoticeStrip(Static):
    """The first notice that stands; nothing, and no line, when none does. Takes no focus."""

    DEFAULT_CSS = """
    NoticeStrip { height: auto; max-height: 2; padding: 0 1; display: none;
        background: $panel; color: $foreground; }
    NoticeStrip.-standing { display: block; }
    """
    can_focus = False

    class Clicked(Message):
        """Someone turned to the notice with the mouse."""

    def show(self, notices: Sequence[Notice], key: str) -> None:
        """Show the first of the notices, and how many more there are.

        Args:
            notices: Those that stand.
            key: The key that looks at the first, as it is shown.
        """
        self.set_class(bool(notices), "-standing")
        self.update(self._line(notices, key) if notices else "")

    def _line(self, notices: Sequence[Notice], key: str) -> Content:
        more, after = len(notices) - 1, f" {_('looks at it')}"
        others = f"  {ngettext('+ {n} more', '+ {n} more', more).format(n=more)}" if more else ""
        # Two lines at most, and the key must be on them.
        room = 2 * self.app.size.width - len(others) - len(key) - len(after) - _MARGINS
        words = one_line(current().message(notices[0].message), max(room, 20))
        return join(
            ("● ", "bold $accent"), words, (others, MUTED), "  ",
            (key, "bold $footer-key-foreground"), after,
        )  # fmt: skip

    def on_click(self) -> None:
        """A click turns to it."""
        self.post_message(self.Clicked())
