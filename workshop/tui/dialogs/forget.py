"""Removing something for good (*sladd*): what, what it means, and a word to type."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.changes import is_forgotten
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import MEMBER_FIELDS, Round, kind_of
from workshop.tui.app import WorkshopApp
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.places.parties_words import SECRET, field_word, headline, value_text
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
_ENOUGH = 8
"""Letters of a text that is looked for elsewhere; shorter ones stand everywhere."""


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
                    (_("Remove for good"), "bold $error"),
                    (f"\n{headline(self._view, self._record, 300)}", MUTED),
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

    def _meaning(self) -> Content:
        if not self._things:
            return plain(_("There is nothing here that can be removed for good."))
        return plain(
            _(
                "For what should never have been written down, such as someone’s health. The "
                "words disappear from this file, with all earlier versions of them, and from the "
                "backups on this machine. They do not come back when an old copy is merged.\n"
                "Copies elsewhere, such as in e-mail or on another machine, cannot be reached: "
                "they must be deleted there. This cannot be undone."
            )
        )

    def _line(self, at: int) -> Content:
        thing = self._things[at]
        mark = ("[x] ", "bold $error") if at in self._chosen else ("[ ] ", MUTED)
        earlier = ""
        if thing.versions > 1:
            earlier = "  " + ngettext("{n} version", "{n} versions", thing.versions).format(
                n=thing.versions)  # fmt: skip
        return join(mark, (thing.name, "bold"), f"  {one_line(thing.says, 160)}", (earlier, MUTED))

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

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """On, or away."""
        if event.button.id == "yes":
            self.action_go_on()
        else:
            self.dismiss(False)

    def action_go_on(self) -> None:
        """From the first question to the second, and from the second to the deed."""
        if self.has_class("-second"):
            self._confirm()
            return
        if not self._chosen:
            self.notify(_("Choose what to remove: Enter marks it."), severity="warning")
            return
        self.add_class("-second")
        self.query_one("#asked", Static).update(Content("\n").join(self._asked()))
        self.query_one("#yes", Button).label = Content(_("Remove for good"))
        self.query_one("#word", Input).focus()

    # ── the second: the word ─────────────────────────────────────────────────────────────

    @property
    def _word(self) -> str:
        return _("REMOVE")

    def _asked(self) -> Iterator[Content]:
        for at in sorted(self._chosen):
            thing = self._things[at]
            yield join((f"✗ {thing.name}  ", "bold $error"), one_line(thing.says, 200))
        for record in self._also_in():
            yield plain(
                _("The same words also stand in {record}; remove them there too.").replace(
                    "{record}", headline(self._view, record, 80)
                ),
                "bold",
            )
        yield Content("")
        yield plain(_("Type {word} and press Enter.").format(word=self._word))

    def _also_in(self) -> list[str]:
        """Other records in which a chosen text stands too."""
        fields = [field for at in self._chosen for field in self._things[at].fields]
        raw = self._view.raw(self._record)
        values = [raw.get(field) for field in fields if field not in SECRET]
        texts = [text.strip() for text in values if isinstance(text, str)]
        texts = [text for text in texts if len(text) >= _ENOUGH]
        found = [
            record
            for record in (self._view.records() if texts else ())
            if record != self._record
            and any(
                text in value
                for value in self._view.raw(record).values()
                if isinstance(value, str)
                for text in texts
            )
        ]
        return found[:5]

    def on_input_submitted(self) -> None:
        """Enter after the word."""
        self._confirm()

    def _confirm(self) -> None:
        if self.query_one("#word", Input).value.strip().casefold() != self._word.casefold():
            self.notify(
                _("Type {word} to remove it, or press Esc.").format(word=self._word),
                severity="warning",
            )
            return
        app = self.workshop_app
        fields = [field for at in sorted(self._chosen) for field in self._things[at].fields]
        done = app.guarded(lambda: app.session.forget(self._record, *fields))
        if done is None:
            return
        self.dismiss(True)
        app.show_view()
        app.poll()  # a backup that could not be cleaned is told of at once
        app.notify(
            _(
                "Removed for good, here and in the backups on this machine. Delete copies that "
                "lie elsewhere."
            ),
            timeout=10,
        )

    def action_give_up(self) -> None:
        """Nothing is removed."""
        self.dismiss(False)
