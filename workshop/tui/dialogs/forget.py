"""Erasing something permanently: what, what it means, what it cannot reach, and a word to type.

The words are not shown unless somebody asks for them: others may be looking at the screen.
"""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.changes import is_forgotten
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import MEMBER_FIELDS, Round, kind_of
from workshop.session.reach import BeyondReach, beyond_reach, in_words
from workshop.tui.app import WorkshopApp
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.places.parties_words import field_word, value_text, when, who
from workshop.tui.places.strategy_words import kind_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.view import View

_STRUCTURE = frozenset(
    {
        "place", "removed", "state", "merged_into", "draw", "group", "card", "activity", "measure",
        "method", "options", "grades", "tally", "content", "process", "language", "star",
        "reversed", "number", "answers", "topics", "goals", "strategies", "measures",
    }
)  # fmt: skip
"""Fields that hold the work together and say nothing about a person."""
_NAMED = 4
"""How many of a sort are named of what cannot be reached."""


class Forgettable(NamedTuple):
    """One thing that can be removed for good."""

    fields: tuple[str, ...]
    name: str
    says: str
    """What stands there now."""
    versions: int
    """How many values it has had; all of them go."""


def forgettable(view: View, record: str) -> list[Forgettable]:
    """What of a record can be removed for good: its texts, a table's people, a round's slips."""
    found: list[Forgettable] = []
    members: dict[str, list[str]] = {}
    kind = kind_of(record)
    for field in view.fields(record):
        name, slash, _member = field.partition("/")
        if name in _STRUCTURE or not _has_anything(view, record, field):
            continue
        if slash and name in MEMBER_FIELDS.get(kind, frozenset()):
            members.setdefault(name, []).append(field)
        elif name != "ballots" or view.need(Round, record).state == "closed":
            history = view.history(record, field)
            says = value_text(view, record, field, view.raw(record).get(field, ""))
            found.append(Forgettable((field,), field_word(view, record, name), says, len(history)))
    for name, fields in members.items():
        says = ", ".join(
            f"{field.partition('/')[2]} {view.raw(record).get(field, '')}" for field in fields
        )
        found.append(
            Forgettable(tuple(fields), field_word(view, record, name), one_line(says), len(fields))
        )
    return found


def _has_anything(view: View, record: str, field: str) -> bool:
    return any(
        not is_forgotten(moment.value) and moment.value not in ("", None)
        for moment in view.history(record, field)
    )


class ForgetDialog(ModalScreen[bool]):
    """Asks twice: which texts, and then a word to type. There is no way back."""

    DEFAULT_CSS = """
    ForgetDialog { align: center middle; }
    ForgetDialog > .sheet {
        width: 84; max-width: 98%; height: auto; max-height: 96%;
        padding: 1 2 0 2; background: $surface; border: round $error;
    }
    ForgetDialog .question { height: auto; margin-bottom: 1; }
    ForgetDialog .what { height: auto; max-height: 12; margin-bottom: 1; }
    ForgetDialog OptionList { height: auto; max-height: 10; margin-bottom: 1; }
    ForgetDialog #second { display: none; height: auto; }
    ForgetDialog.-second #second { display: block; }
    ForgetDialog.-second OptionList { display: none; }
    ForgetDialog .buttons { height: 3; align-horizontal: right; margin-top: 1; }
    ForgetDialog .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("forget.go-on", "f10", "go_on", N_("Go on"), N_("Go on with what is chosen"),
            priority=True),
        key("forget.words", "v", "words", N_("Show the words"),
            N_("Show what stands there, or hide it again")),
    ]  # fmt: skip

    def __init__(self, record: str) -> None:
        """Ask what of a record is to be removed for good.

        Args:
            record: Its id.
        """
        super().__init__()
        self._record = record
        self._things: list[Forgettable] = []
        self._chosen: set[int] = set()
        self._showing = False

    @property
    def workshop_app(self) -> WorkshopApp:
        """The app, typed."""
        app = self.app
        assert isinstance(app, WorkshopApp)
        return app

    @property
    def _view(self) -> View:
        return self.workshop_app.session.view

    def compose(self) -> ComposeResult:
        """What it is, what it means, the list; then the word; buttons."""
        self._things = forgettable(self._view, self._record)
        if len(self._things) == 1:
            self._chosen = {0}
        with Vertical(classes="sheet"):
            yield Static(
                join(
                    (_("Erase permanently"), "bold $error"),
                    (f"\n{self._heading()}", MUTED),
                ),
                classes="question",
            )
            with VerticalScroll(classes="what", can_focus=False):
                yield Static(self._meaning())
            if self._things:
                yield OptionList(*(Option(self._line(at)) for at in range(len(self._things))))
            with Vertical(id="second"):
                yield Static(id="asked")
                yield Input(id="word")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                if self._things:
                    yield Button(Content(_("Go on (F10)")), id="yes", variant="error")

    def _heading(self) -> str:
        """What kind of thing it is, by whom and of when; never its words."""
        born = self._view.born(self._record)
        said = [kind_word(self._view, self._record)]
        if born is not None:
            said += [who(born.by), when(born.at)]
        return " · ".join(part for part in said if part)

    def _meaning(self) -> Content:
        if not self._things:
            return plain(_("There is nothing here that can be erased."))
        return plain(
            _(
                "For what should never have been written down, such as someone’s health. The "
                "words disappear from this file, with all earlier versions of them, from what is "
                "half typed in any window, and from the backups on this machine. They do not come "
                "back when an old copy is merged. The next step says what cannot be reached. "
                "This cannot be undone."
            )
        )

    def _line(self, at: int) -> Content:
        thing = self._things[at]
        mark = ("[x] ", "bold $error") if at in self._chosen else ("[ ] ", MUTED)
        earlier = ""
        if thing.versions > 1:
            earlier = "  " + ngettext("{n} version", "{n} versions", thing.versions).format(
                n=thing.versions)  # fmt: skip
        n = len(thing.says)
        says = (
            one_line(thing.says, 160) if self._showing
            else ngettext("{n} character", "{n} characters", n).format(n=n)
        )  # fmt: skip
        return join(mark, (thing.name, "bold"), f"  {says}", (earlier, MUTED))

    def on_mount(self) -> None:
        """Begin in the list."""
        if self._things:
            options = self.query_one(OptionList)
            options.highlighted = 0
            options.focus()
        else:
            self.query_one("#no").focus()

    # ── the first question: what ─────────────────────────────────────────────────────────

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose it, or not."""
        self._chosen ^= {event.option_index}
        event.option_list.replace_option_prompt_at_index(
            event.option_index, self._line(event.option_index)
        )

    def action_words(self) -> None:
        """Show the words, or hide them again."""
        self._showing = not self._showing
        for options in self.query(OptionList):
            for at in range(len(self._things)):
                options.replace_option_prompt_at_index(at, self._line(at))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the second question letters are letters."""
        del parameters
        return not (action == "words" and self.has_class("-second"))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """On, or away."""
        if event.button.id == "yes":
            await self.action_go_on()
        else:
            self.dismiss(False)

    async def action_go_on(self) -> None:
        """From the first question to the second, and from the second to the deed."""
        if self.has_class("-second"):
            await self._confirm()
            return
        if not self._chosen:
            self.notify(_("Choose what to erase: Enter marks it."), severity="warning")
            return
        self.add_class("-second")
        self.query_one("#asked", Static).update(Content("\n").join(self._asked()))
        self.query_one("#yes", Button).label = Content(_("Erase permanently"))
        self.query_one("#word", Input).focus()

    # ── the second: the word ─────────────────────────────────────────────────────────────

    @property
    def _word(self) -> str:
        return _("ERASE")

    def _fields(self) -> list[str]:
        return [field for at in sorted(self._chosen) for field in self._things[at].fields]

    def _asked(self) -> Iterator[Content]:
        for at in sorted(self._chosen):
            yield join((f"✗ {self._things[at].name}", "bold $error"))
        session = self.workshop_app.session
        left = self.workshop_app.guarded(
            lambda: beyond_reach(session, self._record, self._fields())
        )
        for message in in_words(left or BeyondReach(), self._called, _NAMED):
            yield plain(i18n.current().message(message))
        yield Content("")
        yield plain(_("Type {word} and press Enter.").format(word=self._word), "bold")

    def _called(self, record: str, field: str) -> str:
        """A place that says the same; not by the words themselves."""
        return f"{kind_word(self._view, record)} ({field_word(self._view, record, field)})"

    async def on_input_submitted(self) -> None:
        """Enter after the word."""
        await self._confirm()

    async def _confirm(self) -> None:
        if self.query_one("#word", Input).value.strip().casefold() != self._word.casefold():
            self.notify(
                _("Type {word} to erase it, or press Esc.").format(word=self._word),
                severity="warning",
            )
            return
        app = self.workshop_app
        done = await app.done(lambda: app.session.begin_to_forget(self._record, *self._fields()))
        if done is None:
            return
        self.dismiss(True)
        app.show_view()
        app.poll()  # a backup that could not be cleaned is told of at once
        app.notify(
            _("Erased here and in the backups on this machine. Delete copies that lie elsewhere."),
            timeout=10,
        )

    def action_give_up(self) -> None:
        """Nothing is erased."""
        self.dismiss(False)
