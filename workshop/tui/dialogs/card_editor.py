"""The card editor: a form for those who will not open YAML, one side for each language."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.content import LANGUAGES, Card, Deck, say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message
from workshop.tui.dialogs.card_form import FIELDS, CardForm
from workshop.tui.dialogs.simple import ACCEPT, ConfirmDialog
from workshop.tui.keys import key
from workshop.tui.roles import ROLES
from workshop.tui.screens import library_words as words
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.form_picker import PickDialog, Picker
from workshop.workbench.translating import all_work

LABELS: dict[str, str] = {
    "subject": N_("Subject, in a few words"),
    "ask": N_("Question"),
    "points": N_("Points, one on each line"),
    "probe": N_("Follow-ups, one on each line"),
    "fact": N_("Fact or short case"),
    "low": N_("What 1 means"),
    "high": N_("What 5 means"),
}
_ORDER = ("ask", "subject", "probe", "points", "fact", "low", "high")
PAUSE = 0.4
"""Seconds without a key before the card is looked at for style."""


class CardEditor(ModalScreen[bool]):
    """Answers whether the card was kept. ``keep`` says what stands in the way, or None."""

    CSS = """
    CardEditor { align: center middle; }
    CardEditor > Vertical {
        width: 104; max-width: 98%; height: 96%; max-height: 46;
        padding: 1 2 0 2; background: $surface; border: round $primary;
    }
    CardEditor #head { height: auto; margin-bottom: 1; }
    CardEditor #body { height: 1fr; }
    CardEditor #sides { width: 20; height: 1fr; background: $surface; }
    CardEditor #form { width: 1fr; padding: 0 1 0 2; border-left: solid $border; }
    CardEditor .label { color: $foreground-muted; height: auto; }
    CardEditor .source { color: $foreground-muted; height: auto; padding: 0 1; text-style: italic; }
    CardEditor TextArea {
        height: auto; min-height: 1; max-height: 9; border: none; padding: 0 1;
        background: $panel; margin-bottom: 1;
    }
    CardEditor TextArea:focus { border: none; background: $block-cursor-blurred-background; }
    CardEditor .pair { height: auto; }
    CardEditor .pair .label { width: 12; }
    CardEditor #minutes { height: 1; border: none; background: $panel; padding: 0 1; width: 8; }
    CardEditor .scale { display: none; }
    CardEditor.-scale .scale { display: block; }
    CardEditor #said { height: auto; max-height: 4; color: $accent; padding-top: 1; }
    CardEditor #said.-bad { color: $error; }
    CardEditor .buttons { height: 3; align-horizontal: right; }
    CardEditor .buttons Button { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ACCEPT,
        key("card.give-up", "escape", "give_up", N_("Cancel"), N_("Close without a change")),
        *(
            key(f"card.side-{code}", f"f{number}", f"side('{code}')", name, name, priority=True)
            for number, (code, name) in enumerate(
                (("nb", N_("Bokmål")), ("nn", N_("Nynorsk")), ("en", N_("English"))), 2
            )
        ),
    ]

    def __init__(
        self, deck: Deck, card: Card | None, keep: Callable[[dict[str, Any]], Message | None]
    ) -> None:
        """Edit a card, or make one.

        Args:
            deck: The deck it is in.
            card: The card; None makes a new one.
            keep: Keeps what was written, and says what stood in the way.
        """
        super().__init__()
        self._deck, self._card, self._keep = deck, card, keep
        self.form = CardForm(deck, card)
        self.side: str = deck.language
        self._begun = self.form.data()
        self._loaded: dict[str, str] = {}
        self._timer: Timer | None = None
        self._older = _older(deck, card.id) if card else {}

    # ── the form ─────────────────────────────────────────────────────────────────────────

    def compose(self) -> ComposeResult:
        """Sides, fields, what could be better, buttons."""
        title = _("Change the card") if self._card else _("New card")
        deck = one_line(say(self._deck.title, i18n.current().language, self._deck.language), 50)
        with Vertical():
            yield Static(join((title, "bold $primary"), (f"   {deck}", MUTED)), id="head")
            with Horizontal(id="body"):
                yield OptionList(*(Option("", id=code) for code in self._sides()), id="sides")
                with VerticalScroll(id="form", can_focus=False):
                    for field in _ORDER:
                        yield from self._field(field)
                    yield from self._facts()
            yield Static(id="said", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(_("Cancel")), id="no")
                yield Button(Content(_("Keep") + " (F10)"), id="yes", variant="primary")

    def _sides(self) -> list[str]:
        """The languages, the deck's own first."""
        own = self.form.own
        return [own, *(code for code in LANGUAGES if code != own)]

    def _field(self, field: str) -> ComposeResult:
        scale = "scale" if field in ("low", "high") else ""
        yield Static(plain(_(LABELS[field])), classes=f"label {scale}")
        yield Static(id=f"source-{field}", classes=f"source {scale}", markup=False)
        yield TextArea(
            id=f"field-{field}", tab_behavior="focus", compact=True, highlight_cursor_line=False,
            classes=scale,
        )  # fmt: skip

    def _facts(self) -> ComposeResult:
        for field, label in (
            ("kind", _("Kind")), ("theme", _("Theme")), ("phases", _("Phase")), ("roles", _("For")),
        ):  # fmt: skip
            with Horizontal(classes="pair"):
                yield Static(plain(label), classes="label")
                yield Picker(field)
        with Horizontal(classes="pair"):
            yield Static(plain(_("Minutes")), classes="label")
            yield Input(self.form.minutes, id="minutes", compact=True)

    def on_mount(self) -> None:
        """Begin with the question."""
        self._show_side()
        self._show_facts()
        ask = self._area("ask")
        ask.focus()
        ask.move_cursor(ask.document.end)

    def _area(self, field: str) -> TextArea:
        return self.query_one(f"#field-{field}", TextArea)

    def _store(self) -> None:
        """Take what is written into the form."""
        for field in FIELDS:
            text = self._area(field).text
            if text != self._loaded.get(field):
                self.form.put(field, self.side, text)
        self.form.minutes = self.query_one("#minutes", Input).value.strip()

    def _show_side(self) -> None:
        """Show the texts of one language, and what they are translated from."""
        own = self.side == self.form.own
        for field in FIELDS:
            area, source = self._area(field), self.form.text(field, self.form.own)
            with self.prevent(TextArea.Changed):
                area.load_text(self.form.text(field, self.side))
            # As the field has it: rare signs are lines to it, and must not count as written.
            self._loaded[field] = area.text
            note = self.query_one(f"#source-{field}", Static)
            note.update(plain(source[:2000]))
            note.display = not own and bool(source) and area.display
        self._show_sides()

    def _show_sides(self) -> None:
        sides = self.query_one("#sides", OptionList)
        for at, code in enumerate(self._sides()):
            missing = self.form.missing(code)
            said = _("{n} missing").format(n=missing) if missing else _("whole")
            if self._older.get(code) and not missing:
                said = _("{n} older").format(n=self._older[code])
            mark = "▸ " if code == self.side else "  "
            name = i18n.language_name(code).capitalize()
            line = join((mark + name, "bold" if code == self.side else ""), (f"\n  {said}", MUTED))
            sides.replace_option_prompt_at_index(at, line)
        with self.prevent(OptionList.OptionHighlighted):
            sides.highlighted = self._sides().index(self.side)

    def _show_facts(self) -> None:
        form, own = self.form, self._deck.language
        theme = self._deck.themes.get(form.theme)
        said: dict[str, str] = {
            "kind": _(words.KINDS[form.kind]),
            "theme": say(theme, i18n.current().language, own) if theme else form.theme,
            "phases": words.phase_names(form.phases),
            "roles": ", ".join(_(ROLES[role]) for role in form.roles) or _("everyone"),
        }
        for picker in self.query(Picker):
            picker.say(said[picker.field])
        self.set_class(form.kind == "scale", "-scale")

    # ── writing ──────────────────────────────────────────────────────────────────────────

    def action_side(self, code: str) -> None:
        """Another language."""
        if code != self.side:
            self._store()
            self.side = code
            self._show_side()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor on a side shows it."""
        self.action_side(event.option_id or self.side)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a side, or a click, goes on to its question."""
        self.action_side(event.option_id or self.side)
        self._area("ask").focus()

    def on_text_area_changed(self) -> None:
        """Say how it could be better when the writing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        self._store()
        self._show_sides()
        findings = self.form.findings() if self.form.text("ask", self.form.own) else []
        say_it = i18n.current().message
        lines = [f"• {say_it(finding.message)}" for finding in findings[:3]]
        self._say("\n".join(lines))

    def _say(self, text: str, *, bad: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(bad, "-bad")
        said.update(plain(text))

    def on_picker_pressed(self, event: Picker.Pressed) -> None:
        """Choose from a list."""
        event.stop()
        field, form = event.picker.field, self.form
        language = i18n.current().language
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [(code, _(name)) for code, name in words.KINDS.items()],
            "theme": [(code, say(text, language, self._deck.language))
                      for code, text in self._deck.themes.items()] or [(form.theme, form.theme)],
            "phases": [(code, f"{code} {_(name)}") for code, name in words.PHASES.items()],
            "roles": [(code, _(name)) for code, name in ROLES.items()],
        }  # fmt: skip
        many = field in ("phases", "roles")
        now = getattr(form, field)
        question = {
            "kind": _("What kind of card?"), "theme": _("Which theme?"),
            "phases": _("Which phases is it for?"),
            "roles": _("Whom is it especially for? No one chosen is everyone."),
        }[field]  # fmt: skip

        def chosen(values: list[str] | None) -> None:
            if values is None or (field == "phases" and not values):
                return
            setattr(form, field, values if many else values[0])
            self._show_facts()
            self._show_side_fields()

        dialog = PickDialog(question, choices[field], now if many else [now], many=many)
        self.app.push_screen(dialog, chosen)

    def _show_side_fields(self) -> None:
        """After another kind: a scale has fields of its own."""
        self._store()
        self.call_after_refresh(self._show_side)

    # ── keeping ──────────────────────────────────────────────────────────────────────────

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep it or not."""
        if event.button.id == "yes":
            self.action_accept()
        else:
            self.action_give_up()

    def action_accept(self) -> None:
        """Keep the card, or say what stands in the way."""
        self._store()
        if not self.form.text("ask", self.form.own):
            name = i18n.language_name(self.form.own)
            self._say(_("Write the question in {language} first.").format(language=name), bad=True)
            self.action_side(self.form.own)
            self._area("ask").focus()
            return
        if not (self.form.minutes.isascii() and self.form.minutes.isdecimal()):
            self._say(_("Write the minutes as a number."), bad=True)
            self.query_one("#minutes", Input).focus()
            return
        wrong = self._keep(self.form.data())
        if wrong is not None:
            self._say(i18n.current().message(wrong), bad=True)
            return
        self.dismiss(True)

    def action_give_up(self) -> None:
        """Close; ask first when something was written."""
        self._store()
        try:
            same = self.form.data() == self._begun
        except ValueError:
            same = False
        if same:
            self.dismiss(False)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(False)

        question = _("Throw away what you have written?")
        self.app.push_screen(
            ConfirmDialog(question, yes=_("Throw away"), no=_("Go on writing")), answered
        )


def _older(deck: Deck, card: str) -> dict[str, int]:
    """How many translations of a card are older than what they were made from, by language."""
    return {
        code: sum(one.card == card and one.state == "older" for one in all_work(deck, code))
        for code in LANGUAGES
        if code != deck.language
    }
