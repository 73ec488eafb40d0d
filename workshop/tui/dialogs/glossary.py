"""What the words mean: the terms used here first, then all the others."""

from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop.content import Glossary, Term, say
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.library import default_glossary, terms_in
from workshop.tui.keys import key
from workshop.tui.text import MUTED, join, one_line, plain


@cache
def the_glossary() -> Glossary | None:
    """The glossary, read the first time it is asked for; None if it is not there, or broken."""
    try:
        return default_glossary().value
    except FileNotFoundError:
        return None


def words_in(text: str, language: str) -> list[Term]:
    """The terms that a text uses."""
    glossary = the_glossary()
    return terms_in(text, glossary, language) if glossary else []


def named(terms: Sequence[Term], language: str, width: int) -> str:
    """What terms are called, on one line; those there is no room for are counted."""
    shown = ""
    for number, term in enumerate(terms):
        name = one_line(say(term.term, language))
        longer = f"{shown} · {name}" if shown else name
        left = len(terms) - number - 1
        if shown and len(longer) + (5 if left else 0) > width:
            return f"{shown} · +{left + 1}"
        shown = longer
    return shown


class GlossaryDialog(ModalScreen[None]):
    """Terms to the left, what the marked one means to the right. It only tells; it asks nothing."""

    DEFAULT_CSS = """
    GlossaryDialog { align: center middle; }
    GlossaryDialog #glossary { width: 94; max-width: 96%; height: 22; max-height: 90%;
        padding: 1 2; background: $surface; border: round $primary; }
    GlossaryDialog #glossary-title { margin-bottom: 1; }
    GlossaryDialog #glossary-terms { width: 32; height: 1fr; }
    GlossaryDialog VerticalScroll { width: 1fr; height: 1fr; padding: 0 1 0 3; }
    GlossaryDialog #glossary-leaf { height: auto; }
    GlossaryDialog #glossary-how { margin-top: 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("glossary.close", "escape,f7,q", "close", N_("Close"), N_("Close the glossary")),
    ]

    def __init__(self, here: Sequence[Term], language: str) -> None:
        """Show the glossary.

        Args:
            here: The terms that are used where one is; the first is marked.
            language: The language they are explained in.
        """
        super().__init__()
        self._here, self._language = list(here), language
        self._terms: list[Term | None] = []

    def compose(self) -> ComposeResult:
        """Terms and leaf."""
        with Vertical(id="glossary"):
            yield Static(plain(_("What the words mean"), "bold $primary"), id="glossary-title")
            with Horizontal():
                yield OptionList(id="glossary-terms")
                with VerticalScroll(can_focus=False):
                    yield Static(id="glossary-leaf")
            how = _("↑ ↓ choose a word · a letter goes to the next one on it · Esc closes")
            yield Static(plain(how), id="glossary-how")

    def on_mount(self) -> None:
        """Fill the list; those that are used here stand first."""
        glossary = the_glossary()
        used = {term.id for term in self._here}
        others = [term for term in glossary.terms if term.id not in used] if glossary else []
        others.sort(key=lambda term: _sorted(self._called(term)))
        options = self.query_one("#glossary-terms", OptionList)
        if self._here:
            self._add(options, _("Used here"), self._here)
        self._add(options, _("All the other words") if self._here else _("All the words"), others)
        options.highlighted = next((n for n, one in enumerate(self._terms) if one), None)
        options.focus()

    def _add(self, options: OptionList, heading: str, terms: Sequence[Term]) -> None:
        if self._terms:
            options.add_option(Option("", disabled=True))
            self._terms.append(None)
        options.add_option(Option(join((heading, MUTED)), disabled=True))
        options.add_options(Option(plain(one_line(self._called(term), 60))) for term in terms)
        self._terms += [None, *terms]

    def _called(self, term: Term) -> str:
        return say(term.term, self._language)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the one that is marked."""
        if (term := self._terms[event.option_index]) is not None:
            self.query_one("#glossary-leaf", Static).update(self._leaf(term))
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def _leaf(self, term: Term) -> Content:
        content = join(
            (self._called(term) + "\n\n", "bold"), plain(say(term.definition, self._language))
        )
        names = {one.id: self._called(one) for one in self._terms if one}
        if see := [names[name] for name in term.see if name in names]:
            content += join(("\n\n" + _("See also"), MUTED))
            for name in see:
                content += join("\n – ", plain(name))
        return content

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next word that begins with it."""
        letter = event.character or ""
        if not letter.isalpha() or event.key == "q":
            return
        options = self.query_one("#glossary-terms", OptionList)
        at = (options.highlighted or 0) + 1
        for index in [*range(at, len(self._terms)), *range(at)]:
            term = self._terms[index]
            if term is not None and self._called(term).casefold().startswith(letter.casefold()):
                options.highlighted = index
                event.stop()
                return

    def on_option_list_option_selected(self) -> None:
        """Enter: that was all."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


_LAST_LETTERS = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


def _sorted(name: str) -> str:
    """As a Norwegian dictionary would have it: æ, ø and å come last."""
    return name.casefold().translate(_LAST_LETTERS)
