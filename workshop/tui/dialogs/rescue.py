"""A file is damaged: what can be rescued, what is lost, where the backups are, and doing it."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workshop import i18n
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.session import SessionError
from workshop.session.rescuing import Rescue, beside, look_for_rescue, write_rescue
from workshop.store import StoreError
from workshop.tui.keys import key
from workshop.tui.text import plain


class RescueDialog(ModalScreen[tuple[Path, Rescue] | None]):
    """Offers to rescue a damaged file to a new one. The damaged one is never touched."""

    DEFAULT_CSS = """
    RescueDialog { align: center middle; }
    RescueDialog > .dialog {
        width: 84; max-width: 96%; height: auto; max-height: 94%;
        padding: 1 2; background: $surface; border: round $primary;
    }
    RescueDialog .question { margin-bottom: 1; }
    RescueDialog .told { height: auto; max-height: 13; }
    RescueDialog .told Static { height: auto; }
    RescueDialog #report { margin-top: 1; }
    RescueDialog #target { margin-top: 1; }
    RescueDialog .buttons { height: auto; align-horizontal: right; margin-top: 1; }
    RescueDialog .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("rescue.rescue", "r", "rescue", N_("Rescue"),
            N_("Make a new file of all that can be read, here and in the backups")),
        key("rescue.leave", "escape", "leave", N_("Leave it"), N_("Go back; nothing is written")),
    ]  # fmt: skip

    def __init__(self, path: Path, problem: Message) -> None:
        """Offer it.

        Args:
            path: The damaged file.
            problem: What is wrong with it.
        """
        super().__init__()
        self._path, self._problem = path.absolute(), problem
        self._rescue: Rescue | None = None
        self._writing = False

    def compose(self) -> ComposeResult:
        """What is wrong, what can be had, and two ways out."""
        with Vertical(classes="dialog"):
            yield Static(plain(_("The file is damaged"), "bold"), classes="question")
            with VerticalScroll(classes="told", can_focus=False):
                yield Static(plain(i18n.current().message(self._problem)))
                yield Static(plain(_("Looking for what can be rescued …")), id="report")
                yield Static(id="target")
            with Horizontal(classes="buttons"):
                yield Button(plain(_("Leave it (Esc)")), id="leave")
                yield Button(
                    plain(_("Rescue to a new file (r)")), id="yes", variant="primary", disabled=True
                )

    def on_mount(self) -> None:
        """Look, out of the way of the screen."""
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        try:
            found = look_for_rescue(self._path)
        except (SessionError, StoreError) as error:
            self.app.call_from_thread(self._tell, error.message)
        except OSError as error:
            self.app.call_from_thread(self._tell, Message(str(error.strerror or error)))
        else:
            self.app.call_from_thread(self._show, found)

    def _tell(self, problem: Message) -> None:
        self._writing = False
        self.query_one("#report", Static).update(plain(i18n.current().message(problem)))

    def _show(self, found: Rescue) -> None:
        self._rescue = found
        say = i18n.current().message
        self.query_one("#report", Static).update(plain("\n".join(map(say, found.report))))
        words = _("The new file: {file}. The damaged one is not touched.")
        self.query_one("#target", Static).update(plain(words.replace("{file}", self._target.name)))
        button = self.query_one("#yes", Button)
        button.disabled = False
        button.focus()

    @property
    def _target(self) -> Path:
        return beside(self._path, _("recovered"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it, or leave."""
        if event.button.id == "yes":
            self.action_rescue()
        else:
            self.action_leave()

    def action_rescue(self) -> None:
        """Write the new file."""
        if self._rescue is None or self._writing:
            return
        self._writing = True
        rescue, target = self._rescue, self._target
        self.run_worker(lambda: self._write(rescue, target), thread=True)

    def _write(self, rescue: Rescue, target: Path) -> None:
        try:
            write_rescue(rescue, target)
        except StoreError as error:
            self.app.call_from_thread(self._tell, error.message)
        except OSError as error:
            self.app.call_from_thread(self._tell, Message(str(error.strerror or error)))
        else:
            self.app.call_from_thread(self.dismiss, (target, rescue))

    def action_leave(self) -> None:
        """Leave the file as it is."""
        if not self._writing:
            self.dismiss(None)
