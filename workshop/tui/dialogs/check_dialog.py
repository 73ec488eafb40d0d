"""What is wrong with a deck or a process, and what could be better: jump there, or let it stand."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.library.allowing import STYLE_FINDINGS
from workshop.messages import Message
from workshop.tui.dialogs.simple import TextDialog
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.yamlio import Problem


class Remark(NamedTuple):
    """One thing to be said, and the card it is said of."""

    problem: Problem
    card: str = ""
    heading: str = ""
    """What the card is known by."""

    @property
    def finding(self) -> str:
        """The name by which it can be let stand; empty when it cannot."""
        name = str(self.problem.message.params.get("name", ""))
        return name if self.card and name in STYLE_FINDINGS else ""

    @property
    def message(self) -> Message:
        """What is said, without the name of the finding."""
        what = self.problem.message.params.get("what")
        return what if self.finding and isinstance(what, Message) else self.problem.message


class Answer(NamedTuple):
    """What is to be done: see a card, or let a finding stand on it with a reason."""

    card: str
    finding: str = ""
    reason: str = ""


class CheckDialog(ModalScreen[Answer | None]):
    """All remarks in a list, errors first."""

    DEFAULT_CSS = """
    CheckDialog { align: center middle; }
    CheckDialog > Vertical {
        width: 104; max-width: 98%; height: auto; max-height: 94%;
        padding: 1 2; background: $surface; border: round $primary;
    }
    CheckDialog OptionList { height: auto; max-height: 30; margin: 1 0; background: $surface; }
    CheckDialog Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("check.close", "escape", "close", N_("Close"), N_("Close the check")),
        key("check.allow", "s", "allow", N_("Let it stand"),
            N_("Let a finding of style stand on this card, with a reason")),
    ]  # fmt: skip

    def __init__(self, title: str, remarks: Sequence[Remark], *, own: bool) -> None:
        """Show remarks.

        Args:
            title: What was checked.
            remarks: What was found.
            own: It is one's own, and can be changed.
        """
        super().__init__()
        self._title, self._own = title, own
        self._remarks = sorted(remarks, key=lambda each: each.problem.severity != "error")

    def compose(self) -> ComposeResult:
        """Heading, remarks, how to go on."""
        count = len(self._remarks)
        said = ngettext("{n} remark", "{n} remarks", count).format(n=count)
        with Vertical():
            yield Static(join((one_line(self._title, 70), "bold $primary"), (f"   {said}", MUTED)))
            if not count:
                yield Static(plain("\n" + _("Nothing to object to.")))
            yield OptionList(*(Option(self._line(each)) for each in self._remarks))
            yield Static(join((self._hint(), MUTED)))

    def _line(self, remark: Remark) -> Content:
        problem = remark.problem
        wrong = problem.severity == "error"
        mark = (_("Error"), "bold $error") if wrong else (_("Could be better"), "bold")
        where = one_line(remark.heading, 40) or _("The file")
        said = i18n.current().message(remark.message)
        return join(
            mark, f"  {where}", (f"   {problem.line}:{problem.column}", MUTED),
            "\n   ", plain(one_line(said, 300)),
        )  # fmt: skip

    def _hint(self) -> str:
        if not self._remarks:
            return _("Esc closes this.")
        if not self._own:
            return _("Enter shows the card. Esc closes this.")
        return _("Enter shows the card, s lets a finding stand with a reason, Esc closes this.")

    def on_mount(self) -> None:
        """Begin with the first."""
        options = self.query_one(OptionList)
        options.display = bool(self._remarks)
        options.highlighted = 0 if self._remarks else None
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show the card."""
        self.dismiss(Answer(self._remarks[event.option_index].card))

    def action_allow(self) -> None:
        """Ask why it is to stand."""
        at = self.query_one(OptionList).highlighted
        remark = self._remarks[at] if at is not None else None
        if remark is None or not remark.finding or not self._own:
            self.notify(_("Only findings of style on your own cards can be let stand."))
            return

        def answered(reason: str | None) -> None:
            if reason and reason.strip():
                self.dismiss(Answer(remark.card, remark.finding, reason.strip()))

        note = _("The reason stands in the file, for whoever reads it after you.")
        self.app.push_screen(TextDialog(_("Why is this to stand?"), note=note), answered)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)
