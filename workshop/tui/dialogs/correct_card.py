"""Correcting the card on the table, in this workshop only."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from workshop import i18n
from workshop.content import LANGUAGES
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.library.corrections import LISTS, Newer, Words, corrected, words_in
from workshop.messages import Message
from workshop.tui.dialogs.simple import ACCEPT, GIVE_UP
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain

_LABELS: dict[str, str] = {
    "ask": N_("Question"),
    "points": N_("Points, one on each line"),
    "low": N_("1 on the scale"),
    "high": N_("5 on the scale"),
    "fact": N_("Fact"),
    "probe": N_("Follow-ups, one on each line – only you see them"),
}
_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


class Reworded(NamedTuple):
    """What a person wants of the card."""

    sort: Literal["corrected", "renewed", "push"]
    key: str = ""
    content: Mapping[str, Any] = {}


class CorrectCardDialog(ModalScreen[Reworded | None]):
    """All that the card says, in one language at a time. Esc leaves it as it is."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (38, "-tall")]
    DEFAULT_CSS = """
    CorrectCardDialog { align: center middle; }
    CorrectCardDialog > .sheet {
        width: 84; max-width: 98%; height: auto; max-height: 98%;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    CorrectCardDialog .question { height: auto; }
    CorrectCardDialog .newer { height: auto; margin-top: 1; }
    CorrectCardDialog #fields { height: auto; max-height: 24; margin-top: 1; }
    CorrectCardDialog #fields Static { height: 1; color: $text-muted; }
    CorrectCardDialog TextArea { height: 4; border: none; padding: 0 1; background: $panel;
        margin-bottom: 1; }
    CorrectCardDialog TextArea.-line { height: 2; }
    CorrectCardDialog TextArea:focus { border: none; background: $primary 14%; }
    CorrectCardDialog.-short > .sheet { height: 98%; padding: 0 2; }
    CorrectCardDialog.-short #no { display: none; }
    CorrectCardDialog.-short .newer { margin-top: 0; }
    CorrectCardDialog.-short #fields { height: 1fr; max-height: 100%; }
    CorrectCardDialog .wrong { height: auto; color: $error; }
    CorrectCardDialog .buttons { height: 3; align-horizontal: right; }
    CorrectCardDialog .buttons Button { margin-left: 1; min-width: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        ACCEPT,
        key("correct.language", "f6", "language", N_("Other language"),
            N_("The same card in the next language"), priority=True),
        key("correct.renew", "f7", "renew", N_("Take the new wording"),
            N_("Let the card say what the newer version of the deck says"), priority=True),
    ]  # fmt: skip

    def __init__(
        self, key: str, content: Mapping[str, Any], language: str, newer: Newer | None = None, *,
        own: bool = False,
    ) -> None:  # fmt: skip
        """Show a card.

        Args:
            key: The id of the card's copy.
            content: The copy.
            language: The language on the wall.
            newer: What a newer version of the deck says.
            own: It has been corrected here before, so it can be passed on.
        """
        super().__init__()
        self._key, self._content, self._language = key, content, language
        self._newer, self._own = newer, own
        self._written: dict[str, dict[str, str | list[str]]] = {}
        """Language → what stands in the fields, for those that have been looked at."""

    @property
    def _fields(self) -> list[str]:
        scale = self._content.get("kind") == "scale"
        return [name for name in _LABELS if scale or name not in ("low", "high")]

    def compose(self) -> ComposeResult:
        """What it is for, the fields, the buttons."""
        with Vertical(classes="sheet"):
            yield Static(classes="question")
            if self._newer is not None:
                yield Static(self._news(self._newer), classes="newer")
            with VerticalScroll(id="fields", can_focus=False):
                for name in self._fields:
                    yield Static(plain(_(_LABELS[name])))
                    field = TextArea(id=f"card-{name}", tab_behavior="focus")
                    field.set_class(name in ("low", "high"), "-line")
                    yield field
            yield Static(classes="wrong")
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Language (F6)")), id="language")
                if self._newer is not None and self._newer.key:
                    yield Button(Content(_("New wording (F7)")), id="renew")
                if self._own:
                    yield Button(Content(_("Pass on …")), id="push")
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content("OK (F10)"), id="yes", variant="primary")

    def _news(self, newer: Newer) -> Content:
        said = _("Version {version} of the deck is here; this card is from {had}.").format(
            version=newer.version, had=newer.had or "?"
        )
        if not newer.key:
            return plain(f"{said} {_('This card is worded no differently in it.')}", MUTED)
        ask = words_in(newer.content, self._language)["ask"]
        return join((f"{said} {_('F7 takes its wording:')}\n", MUTED), one_line(str(ask), 300))

    def on_mount(self) -> None:
        """Begin with the question, in the language on the wall."""
        self._show()
        first = self.query_one("#card-ask", TextArea)
        first.focus()
        first.move_cursor(first.document.end)

    def _show(self) -> None:
        language = _NAMES.get(self._language, self._language)
        self.query_one(".question", Static).update(
            join((_("Correct this card – only here"), "bold $primary"),
                 (f"   {language}\n", "bold"),
                 (_("The deck and other workshops keep their wording. Undo takes it back."),
                  MUTED))
        )  # fmt: skip
        words = self._written.get(self._language) or words_in(self._content, self._language)
        for name in self._fields:
            value = words[name]
            text = value if isinstance(value, str) else "\n".join(value)
            self.query_one(f"#card-{name}", TextArea).load_text(text)

    def _take(self) -> None:
        """Keep what stands in the fields, in the language that is shown."""
        written: dict[str, str | list[str]] = {}
        for name in self._fields:
            text = self.query_one(f"#card-{name}", TextArea).text
            written[name] = text.split("\n") if name in LISTS else text
        self._written[self._language] = written

    def _words(self) -> dict[str, Words]:
        """Only what differs from what the card says: one language is not to write over another."""
        found: dict[str, Words] = {}
        for language, written in self._written.items():
            before = words_in(self._content, language)
            differs = {
                name: value for name, value in written.items() if _plain(value) != before[name]
            }
            if differs:
                found[language] = differs
        return found

    # ── keys and buttons ─────────────────────────────────────────────────────────────────

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        match event.button.id:
            case "yes":
                self.action_accept()
            case "language":
                self.action_language()
            case "renew":
                self.action_renew()
            case "push":
                self.dismiss(Reworded("push"))
            case _:
                self.dismiss(None)

    def action_language(self) -> None:
        """The same card in the next language."""
        self._take()
        here = LANGUAGES.index(self._language) if self._language in LANGUAGES else -1
        self._language = LANGUAGES[(here + 1) % len(LANGUAGES)]
        self._show()
        self.query_one("#card-ask", TextArea).focus()

    def action_renew(self) -> None:
        """Take the newer deck's wording."""
        if self._newer is not None and self._newer.key:
            self.dismiss(Reworded("renewed", self._newer.key, self._newer.content))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something newer to take."""
        if action == "renew":
            return self._newer is not None and bool(self._newer.key)
        return super().check_action(action, parameters)

    def action_accept(self) -> None:
        """Answer with the corrected card, or say what is wrong with it."""
        self._take()
        made = corrected(self._key, self._content, self._words())
        if isinstance(made, Message):
            self.query_one(".wrong", Static).update(plain(i18n.current().message(made)))
            return
        self.dismiss(Reworded("corrected", *made) if made is not None else None)

    def action_give_up(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)


def _plain(value: str | list[str]) -> str | list[str]:
    if isinstance(value, str):
        return value.strip()
    return [line.strip() for line in value if line.strip()]
