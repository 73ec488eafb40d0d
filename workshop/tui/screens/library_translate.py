"""Translating a deck: what is missing or older than its source to the left, side by side beside."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from workshop import i18n
from workshop.content import LANGUAGES, Deck, say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.library import load_deck
from workshop.tui.keys import key
from workshop.tui.screens.library_doing import attempt, write
from workshop.tui.screens.library_words import FIELDS
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar
from workshop.workbench import translating

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

STATES: dict[str, str] = {
    "missing": N_("missing"),
    "older": N_("older than its source"),
    "done": N_("translated"),
}
_MARKS = {"missing": "○", "older": "≠", "done": "✓"}


class TranslateScreen(Screen[None]):
    """One text at a time: F10 keeps it and goes to the next that is left."""

    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    CSS = """
    TranslateScreen #top { height: 1; padding: 0 1; background: $panel; }
    TranslateScreen #progress { height: 1; padding: 0 1; background: $surface; }
    TranslateScreen #middle { height: 1fr; padding-top: 1; }
    TranslateScreen #texts { width: 40; height: 1fr; border-right: solid $border;
        text-wrap: nowrap; text-overflow: ellipsis; }
    TranslateScreen.-narrow #texts { width: 26; }
    TranslateScreen #pair { height: 1fr; padding: 0 2; }
    TranslateScreen.-narrow #pair { layout: vertical; }
    TranslateScreen .side { width: 1fr; height: 1fr; padding: 0 1; }
    TranslateScreen .label { height: auto; color: $foreground-muted; margin-bottom: 1; }
    TranslateScreen #source { height: auto; }
    TranslateScreen TextArea {
        height: auto; min-height: 8; max-height: 100%; border: none; background: $surface;
        padding: 0 1;
    }
    TranslateScreen TextArea:focus { border: none; background: $panel; }
    TranslateScreen #none { display: none; padding: 1 3; height: auto; }
    TranslateScreen.-done #none { display: block; }
    TranslateScreen.-done #middle { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("translate.keep", "f10", "keep", N_("Keep, and the next"),
            N_("Keep the translation and go to the next that is left"), priority=True),
        key("translate.other", "f2", "other", N_("Other language"),
            N_("Translate to the other language"), priority=True),
        key("translate.all", "f3", "everything", N_("All texts"),
            N_("Show what is translated too, or only what is left"), priority=True),
        key("translate.back", "escape", "back", N_("Back"),
            N_("To the list, and out; nothing that was kept is lost")),
    ]  # fmt: skip

    def __init__(self, path: Path) -> None:
        """Translate a deck of one's own, which has no errors."""
        super().__init__()
        self._path = path
        self._all = False
        self._texts: list[translating.Work] = []
        self._at = ""
        self._loaded = ""
        """What the field had before anyone wrote in it."""
        self._drafts: dict[tuple[str, str], str] = {}
        """What has been written and not been kept, by language and path."""
        self._deck: Deck | None = load_deck(path).value
        progress = translating.progress(self._deck) if self._deck else {}
        here = i18n.current().language
        left = {code: one.missing + one.older for code, one in progress.items()}
        self._to = here if left.get(here) else max(left, key=lambda code: left[code], default="nn")

    def compose(self) -> ComposeResult:
        """Top, progress, the list, source and translation."""
        yield Static(id="top", markup=False)
        yield Static(id="progress", markup=False)
        with Horizontal(id="middle"):
            yield OptionList(id="texts")
            with Horizontal(id="pair"):
                with VerticalScroll(classes="side", can_focus=False):
                    yield Static(classes="label", id="from", markup=False)
                    yield Static(id="source", markup=False)
                with Vertical(classes="side"):
                    yield Static(classes="label", id="to", markup=False)
                    yield TextArea(tab_behavior="focus", highlight_cursor_line=False)
        yield Static(id="none", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first that is left."""
        self._list()
        self._begin()

    async def recompose(self) -> None:
        """Speak another language."""
        self._remember()
        wanted, self._at = self._at, ""
        await super().recompose()
        self._list(wanted)
        self._begin()

    def _begin(self) -> None:
        if self._texts:
            self.query_one(TextArea).focus()
        else:
            self.query_one(OptionList).focus()

    # ── the list ─────────────────────────────────────────────────────────────────────────

    def _list(self, wanted: str = "") -> None:
        """List what is left, with the cursor on a path if it is there."""
        deck = self._deck
        if deck is None:
            return
        self._remember()
        wanted, self._at = wanted or self._at, ""
        title = one_line(say(deck.title, i18n.current().language, deck.language), 60)
        name = i18n.language_name(self._to)
        said = _("Translate to {language}").format(language=name)
        self.query_one("#top", Static).update(join((said, "bold"), (f"   {title}", MUTED)))
        self.query_one("#progress", Static).update(self._progress(deck))
        make = translating.all_work if self._all else translating.work_list
        self._texts = make(deck, self._to)
        options = self.query_one(OptionList)
        paths = [one.path for one in self._texts]
        with self.prevent(OptionList.OptionHighlighted):
            options.set_options(Option(self._line(one)) for one in self._texts)
            at = paths.index(wanted) if wanted in paths else 0
            options.highlighted = at if paths else None
        self.set_class(not paths, "-done")
        done = _("Everything is translated to {language}.").format(language=name)
        how = _("F2 goes to the other language, F3 shows all texts, Esc leaves.")
        self.query_one("#none", Static).update(join((done, "bold"), "\n\n", how))
        self._show(self._texts[at] if paths else None)

    def _progress(self, deck: Deck) -> Content:
        content = Content("")
        for code, one in translating.progress(deck).items():
            style = "bold" if code == self._to else ""
            mark = "▸ " if code == self._to else "  "
            bar = "█" * (one.percent // 10) + "░" * (10 - one.percent // 10)
            left = _("{missing} missing, {older} older").format(
                missing=one.missing, older=one.older)  # fmt: skip
            content += join((f"{mark}{i18n.language_name(code)} ", style), (bar, "$primary"),
                            (f" {one.percent} %  ", style), (f"{left}    ", MUTED))  # fmt: skip
        return content

    def _line(self, work: translating.Work) -> Content:
        head = one_line(work.source, 60)
        return join(f"{_MARKS[work.state]} ", (f"{self._named(work)}: ", MUTED), head)

    def _named(self, work: translating.Work) -> str:
        parts = work.path.split("/")
        return _(FIELDS.get(parts[1], parts[1]))

    def _show(self, work: translating.Work | None) -> None:
        self._remember()
        self._at = work.path if work else ""
        area = self.query_one(TextArea)
        if work is None or self._deck is None:
            area.load_text("")
            return
        own = i18n.language_name(self._deck.language).capitalize()
        where = work.card or _("the deck")
        self.query_one("#from", Static).update(
            plain(f"{own} · {one_line(where, 40)} · {self._named(work)}")
        )
        self.query_one("#source", Static).update(plain(work.source[:20_000]))
        name = i18n.language_name(self._to).capitalize()
        self.query_one("#to", Static).update(plain(f"{name} · {_(STATES[work.state])}"))
        draft = self._drafts.get((self._to, work.path))
        area.load_text(work.old)
        self._loaded = area.text
        if draft is not None:
            area.load_text(draft)

    def _remember(self) -> None:
        """Hold on to what is written and not kept."""
        work = self._work
        if work is None:
            return
        text = self.query_one(TextArea).text
        if text not in (self._loaded, work.old):
            self._drafts[self._to, work.path] = text
        else:
            self._drafts.pop((self._to, work.path), None)

    @property
    def _work(self) -> translating.Work | None:
        return next((one for one in self._texts if one.path == self._at), None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the cursor is on."""
        if event.option_index < len(self._texts):
            work = self._texts[event.option_index]
            if work.path != self._at:
                self._show(work)

    def on_option_list_option_selected(self) -> None:
        """Enter goes to the translation."""
        self.query_one(TextArea).focus()

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def action_keep(self) -> None:
        """Keep the translation, and go to the next."""
        work, deck = self._work, self._deck
        if work is None or deck is None:
            return
        new, to = self.query_one(TextArea).text, self._to
        if not new.strip():
            self.notify(_("Write the translation first."), severity="warning")
            return
        _done, wrong = attempt(
            lambda: write(
                self._path, lambda text: translating.translate(text, deck, to, work.path, new)
            )
        )
        if wrong is not None:
            cast("WorkshopApp", self.app).tell(wrong, severity="error", timeout=10)
            return
        paths = [one.path for one in self._texts]
        here = paths.index(work.path)
        following = paths[here + 1 :] + paths[:here]
        self._drafts.pop((to, work.path), None)
        self._at = ""
        self._deck = load_deck(self._path).value or deck
        self._list(following[0] if following else "")
        self._begin()

    def action_other(self) -> None:
        """The other language."""
        if self._deck is None:
            return
        self._remember()
        others = [code for code in LANGUAGES if code != self._deck.language]
        self._to = others[(others.index(self._to) + 1) % len(others)]
        self._at = ""
        self._list()
        self._begin()

    def action_everything(self) -> None:
        """All texts, or only what is left."""
        self._all = not self._all
        self._list()

    def action_back(self) -> None:
        """To the list, and out."""
        options = self.query_one(OptionList)
        if isinstance(self.focused, TextArea) and self._texts:
            options.focus()
            return
        self._remember()
        if not self._drafts:
            self.dismiss(None)
            return
        from workshop.tui.dialogs.simple import ConfirmDialog

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        self.app.push_screen(
            ConfirmDialog(
                _("Throw away what you have written and not kept?"),
                yes=_("Throw away"), no=_("Go on writing"),
            ),
            answered,
        )  # fmt: skip
