"""Find words anywhere in the workshop, and go there."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.documents.wording import KIND_WORDS
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import Answer, Group, kind_of
from workshop.tui.keys import key
from workshop.tui.places import place_of
from workshop.tui.places.strategy_said import group_name
from workshop.tui.places.strategy_words import title_of
from workshop.tui.screens.find_index import Entry, Hit, entries, find
from workshop.tui.text import join, plain, safe

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

PAUSE = 0.12
"""Seconds without a key before it is looked for."""

MANY: dict[str, str] = {
    "measure": N_("Measures"), "goal": N_("Goals"), "area": N_("Areas"),
    "strategy": N_("Strategies"), "indicator": N_("Indicators"),
    "statement": N_("Platform"), "section": N_("Texts"), "premise": N_("Premises"),
    "evidence": N_("Evidence"), "topic": N_("Topics"), "answer": N_("Answers"),
    "draw": N_("Drawn cards"), "consultation": N_("Consultations"), "decision": N_("Decisions"),
    "status": N_("Status notes"), "horizon": N_("Horizons"), "round": N_("Rounds"),
    "group": N_("Tables"), "phase": N_("Phases"), "activity": N_("Activities"),
    "meeting": N_("Meetings"), "workshop": N_("Strategy work"),
}  # fmt: skip


class FindScreen(ModalScreen[None]):
    """A line to write in, and what was found, by kind."""

    DEFAULT_CSS = """
    FindScreen { align: center top; }
    FindScreen > #find {
        width: 100; max-width: 96%; height: auto; max-height: 94%; margin-top: 1;
        padding: 1 2; background: $surface; border: round $primary;
    }
    FindScreen #wanted { height: 1; padding: 0 1; background: $panel; }
    FindScreen #said { color: $foreground-muted; height: auto; padding: 1 1 0 1; }
    FindScreen OptionList {
        height: auto; max-height: 28; background: $surface; margin-top: 1; display: none;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FindScreen.-found OptionList { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("find.close", "escape", "close", N_("Close"), N_("Close without going anywhere")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, list[Entry]] = {}
        self._version = -1
        self._wanted = ""

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Line, what was found, list."""
        with Vertical(id="find"):
            yield Input(
                self._wanted, placeholder=_("Words to find"), compact=True, id="wanted",
                select_on_focus=False,
            )  # fmt: skip
            yield OptionList()
            yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()
        self._say("")

    def _say(self, text: str) -> None:
        words = text or _(
            "Measures, goals, answers, topics, cards, consultations: everything is looked through. "
            "Enter goes there, Esc closes."
        )
        self.query_one("#said", Static).update(plain(words))

    def show_view(self) -> None:
        """The workshop has changed: look again."""
        if self.is_mounted and self._wanted:
            self._find()

    # ── looking ──────────────────────────────────────────────────────────────────────────

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look when the typing pauses."""
        self._wanted = event.value
        self.workshop_app.pauses.after(self, PAUSE, "find", self._find)

    def _find(self) -> None:
        self.workshop_app.pauses.stop(self, "find")
        view = self.workshop_app.session.view
        if self._version != view.version:
            self._version = view.version
            self._known = entries(view)
        groups = find(self._known, self._wanted[:200])
        options = self.query_one(OptionList)
        lines: list[Option] = []
        for group in groups:
            shown = str(group.total)
            if group.total > len(group.hits):
                shown = _("{n} of {all}").format(n=len(group.hits), all=group.total)
            head = join((_(MANY[group.kind]), "bold $primary"), (f"  {shown}", "$foreground-muted"))
            lines.append(Option(head, disabled=True))
            lines.extend(Option(self._line(hit), id=hit.record) for hit in group.hits)
        options.clear_options()
        options.add_options(lines)
        options.highlighted = 1 if lines else None
        self.set_class(bool(lines), "-found")
        total = sum(group.total for group in groups)
        if total:
            self._say(ngettext("{n} found", "{n} found", total).format(n=total)
                      + "  ·  " + _("Enter goes there, Esc closes."))  # fmt: skip
        elif self._wanted.strip():
            self._say(_("Nothing has these words. Parts of words count, capitals do not."))
        else:
            self._say("")

    def _line(self, hit: Hit) -> Content:
        """What was found, with its words marked, and where it stands."""
        before, word = hit.text[: hit.at], hit.text[hit.at : hit.at + hit.length]
        after = hit.text[hit.at + hit.length :]
        return join(
            "  ", self._where(hit.record), _flat(before), (_flat(word), "bold $accent"),
            _flat(after),
        )  # fmt: skip

    def _where(self, record: str) -> Content:
        view = self.workshop_app.session.view
        answer = view.find(Answer, record)
        if answer is not None:
            table = group_name(view.find(Group, answer.group))
            return join((f"{table}  " if table else "", "$foreground-muted"))
        if kind_of(record) in {"area", "goal"}:
            number = title_of(view, record).partition(" ")[0]
            return join((f"{number}  ", "$foreground-muted"))
        if kind_of(record) in {"phase", "activity", "workshop"}:
            return join((f"{_(KIND_WORDS[kind_of(record)])}  ", "$foreground-muted"))
        return Content("")

    # ── going ────────────────────────────────────────────────────────────────────────────

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the one that is marked."""
        event.stop()
        self._find()
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            await self._go(options.get_option_at_index(options.highlighted).id or "")

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click, or Enter in the list."""
        event.stop()
        await self._go(event.option_id or "")

    async def _go(self, record: str) -> None:
        if record:
            await self.workshop_app.go(place_of(record), record=record)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while the line has the focus."""
        actions = {
            "up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down",
        }  # fmt: skip
        if event.key in actions and isinstance(self.focused, Input):
            getattr(self.query_one(OptionList), f"action_{actions[event.key]}")()
            event.prevent_default()
            event.stop()

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


def _flat(text: str) -> str:
    """Text on one line, spaces at its ends kept."""
    return safe(text).replace("\n", " ")
