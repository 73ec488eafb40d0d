"""One's own version against its original: what changed there, here and in both; take or leave."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import i18n, outside
from workshop.content import LANGUAGES, Deck, say
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.tui.dialogs.simple import ConfirmDialog
from workshop.tui.keys import key
from workshop.tui.screens.library_doing import attempt
from workshop.tui.screens.library_words import FIELDS, heading_of
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar
from workshop.workbench.comparing import STATES, Change, telling
from workshop.workbench.forking import Upgrade

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp


class UpgradeScreen(Screen[None]):
    """Text by text: as it was, as it is there, as it is here. Nothing is written before F10."""

    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    CSS = """
    UpgradeScreen #top { height: 1; padding: 0 1; background: $panel; }
    UpgradeScreen #said {
        height: auto; padding: 0 1; background: $surface; color: $foreground-muted;
    }
    UpgradeScreen #middle { height: 1fr; padding-top: 1; }
    UpgradeScreen #changes { width: 44; height: 1fr; border-right: solid $border;
        text-wrap: nowrap; text-overflow: ellipsis; }
    UpgradeScreen.-narrow #changes { width: 30; }
    UpgradeScreen #sides { height: 1fr; padding: 0 1; }
    UpgradeScreen #then { height: auto; padding: 0 1 1 1; color: $foreground-muted; }
    UpgradeScreen #pair { height: auto; }
    UpgradeScreen.-narrow #pair { layout: vertical; }
    UpgradeScreen .side { width: 1fr; height: auto; padding: 0 1 1 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("upgrade.take", "t,enter", "mark('take')", N_("Take"),
            N_("Take what the original says")),
        key("upgrade.leave", "l", "mark('leave')", N_("Leave"),
            N_("Keep your own, and do not show this again until it changes anew")),
        key("upgrade.later", "space", "mark('')", N_("Later"),
            N_("Neither: it is shown the next time too")),
        key("upgrade.untouched", "a", "untouched", N_("Take all untouched"),
            N_("Take everything that you have not changed yourself")),
        key("upgrade.done", "f10", "done", N_("Do it"), N_("Take what is marked"), priority=True),
        key("upgrade.back", "escape", "back", N_("Back"), N_("Leave without taking anything")),
    ]  # fmt: skip

    def __init__(self, upgrade: Upgrade, language: str) -> None:
        """Show what has changed, in a language."""
        super().__init__()
        self._upgrade, self._language = upgrade, language
        self._changes = sorted(upgrade.changes, key=lambda one: not one.open)
        self._marks: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Top, what it is about, the changes, the texts beside each other."""
        yield Static(id="top", markup=False)
        yield Static(id="said", markup=False)
        with Horizontal(id="middle"):
            yield OptionList(id="changes")
            with VerticalScroll(id="sides", can_focus=False):
                yield Static(id="then", markup=False)
                with Horizontal(id="pair"):
                    yield Static(id="there", classes="side", markup=False)
                    yield Static(id="here", classes="side", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first."""
        self._list()
        self.query_one(OptionList).focus()

    async def recompose(self) -> None:
        """Speak another language."""
        await super().recompose()
        self.on_mount()

    # ── the list ─────────────────────────────────────────────────────────────────────────

    def _list(self) -> None:
        here, there = self._upgrade.here, self._upgrade.there
        title = one_line(say(here.title, self._language, here.language), 50)
        origin = here.origin
        made = f"{origin.id} {origin.version} → {there.version}" if origin else there.id
        self.query_one("#top", Static).update(join((title, "bold"), (f"   {made}", MUTED)))
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.set_options(Option(self._line(one)) for one in self._changes)
        options.highlighted = min(at, len(self._changes) - 1) if self._changes else None
        self._tell()

    def _tell(self) -> None:
        marks = list(self._marks.values())
        taken, left = marks.count("take"), marks.count("leave")
        open_ones = len(self._upgrade.open)
        said = ngettext("{n} text is another there", "{n} texts are others there", open_ones)
        chosen = _("to take: {taken}, to leave: {left}").format(taken=taken, left=left)
        lines = f"{said.format(n=open_ones)} · {chosen}"
        if self._upgrade.lacks_base is not None:
            lines += "\n" + i18n.current().message(self._upgrade.lacks_base)
        self.query_one("#said", Static).update(plain(lines))

    def _line(self, change: Change) -> Content:
        mark = {"take": "✓ ", "leave": "– "}.get(self._marks.get(change.path, ""), "  ")
        said = {"take": _("take"), "leave": _("leave")}.get(self._marks.get(change.path, ""), "")
        field = change.field.partition("/")[0]
        where = self._heading(change.where)
        name = _(FIELDS[field]) if field in FIELDS else field or _("whole")
        head = (f"{one_line(where, 26)} · {one_line(name, 20)}", "bold" if change.open else MUTED)
        below = _(STATES[change.state]) + (f"  → {said}" if said else "")
        return join(mark, head, (f"\n  {below}", MUTED))

    def _heading(self, where: tuple[str, ...]) -> str:
        """What a card or a step is known by."""
        for value in (self._upgrade.here, self._upgrade.there):
            if where and isinstance(value, Deck):
                for card in value.cards:
                    if card.id == where[0]:
                        return heading_of(value, card, self._language)
        return "/".join(where) or _("The deck itself")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the texts of the change the cursor is on."""
        change = self._changes[event.option_index]
        language = telling(change, self._language)
        values = (change.base, change.there, change.here)
        base, there, here = (_text(one, language) for one in values)
        other = f"  {i18n.language_name(language)}" if language != self._language else ""
        then = join((_("As it was"), "bold"), (other, MUTED), "\n", plain(base[:8000]))
        self.query_one("#then", Static).update(then)
        for name, heading, text in (
            ("there", _("There: the original now"), there), ("here", _("Here: your own"), here),
        ):  # fmt: skip
            content = join((heading + "\n\n", "bold $primary"), plain(text[:20_000]))
            self.query_one(f"#{name}", Static).update(content)
        self.query_one("#sides", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter takes."""
        event.stop()
        self.action_mark("take")

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def action_mark(self, mark: str) -> None:
        """Take, leave, or neither; the same again is neither."""
        options = self.query_one(OptionList)
        at = options.highlighted
        if at is None:
            return
        change = self._changes[at]
        if not change.open:
            self.notify(_("This is your own, and nothing has changed there."))
            return
        if self._marks.get(change.path) == mark or not mark:
            self._marks.pop(change.path, None)
        else:
            self._marks[change.path] = mark
        options.replace_option_prompt_at_index(at, self._line(change))
        self._tell()
        if self._marks.get(change.path) and at + 1 < len(self._changes):
            options.highlighted = at + 1

    def action_untouched(self) -> None:
        """Take all that one has not changed."""
        for change in self._upgrade.untouched:
            self._marks.setdefault(change.path, "take")
        self._list()

    def action_done(self) -> None:
        """Take what is marked."""
        from workshop.library import default_library
        from workshop.workbench import forking

        names = {
            mark: [path for path, one in self._marks.items() if one == mark]
            for mark in ("take", "leave")
        }
        if not self._marks and self._upgrade.open:
            self.notify(_("Mark what you want first: t takes, l leaves."))
            return
        stamp = outside.stamp()
        made, wrong = attempt(
            lambda: forking.take(
                self._upgrade, names["take"], leave=names["leave"], stamp=stamp,
                known=default_library().cards(),
            )
        )  # fmt: skip
        app = cast("WorkshopApp", self.app)
        if made is None:
            if wrong is not None:
                app.tell(wrong, severity="error", timeout=12)
            return
        said = _("Taken: {taken}, left: {left}, still open: {open}. The file as it was is kept.")
        counts = {"taken": len(made.taken), "left": len(made.left), "open": len(made.still_open)}
        self.notify(said.format(**counts), timeout=8)
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave; ask first when something is marked."""
        if not self._marks:
            self.dismiss(None)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(None)

        question = _("Leave without taking what you have marked?")
        self.app.push_screen(ConfirmDialog(question, yes=_("Leave"), no=_("Stay")), answered)


def _text(value: Any, language: str) -> str:
    """A value of the file as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return "\n".join(f"– {_text(one, language)}" for one in value)
    if isinstance(value, dict):
        if set(value) <= set(LANGUAGES):
            return say(value, language)
        shown = ("subject", "title", "ask", "purpose", "points", "probe", "fact", "guide")
        parts = [_text(value[name], language) for name in shown if name in value]
        return "\n\n".join(parts) or ", ".join(map(str, value))
    return str(value)
