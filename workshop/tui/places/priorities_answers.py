"""The answers, to be made into topics: filtered, marked, read in full."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from workshop.acts import topics
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import Answer
from workshop.text_gate import comparison_key
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.places.priorities_words import card_word, from_words, table_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.rows import RowList

QUICK = ("all", "unused", "starred")
SHOWN_MAX = 400


class Filter(msgspec.Struct, frozen=True):
    """Which answers are shown."""

    kind: str = "all"
    """``all``, ``unused``, ``starred``, ``tag``, ``card`` or ``words``."""
    value: str = ""


class AnswersPane(Place):
    """The answers on the wall. ``on_make`` and ``on_add`` are told what to do with those marked."""

    DEFAULT_CSS = """
    AnswersPane { padding: 0; }
    AnswersPane > .head { height: 1; }
    AnswersPane > .full {
        height: auto; max-height: 6; min-height: 2; padding: 0 1; border-top: solid $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.make", "m,enter", "make", N_("Make a topic"),
            N_("Make a topic from the marked answers, or from the one under the cursor")),
        key("priorities.add", "a", "add", N_("Add to topic"),
            N_("Add the marked answers to the topic that is selected in the other list")),
        key("priorities.quick", "u", "quick", N_("All · unused · starred"),
            N_("Show all answers, those in no topic, or the starred ones")),
        key("priorities.filter", "f", "filter", N_("Filter"),
            N_("Show the answers with a tag, to a card, or with certain words")),
    ]  # fmt: skip

    def __init__(
        self, on_make: Callable[[list[str]], None], on_add: Callable[[list[str]], Awaitable[None]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self._on_make, self._on_add = on_make, on_add
        self.filter = Filter()
        self._answers: dict[str, Answer] = {}
        self._homes: dict[str, list[str]] = {}
        self._unused = 0
        self._cards: dict[str, str] = {}
        """Draw → the words of its card, as long as the view is the same."""

    def compose(self) -> ComposeResult:
        """Head, list, the whole of the one under the cursor."""
        yield Static(classes="head")
        yield RowList(self._paint, marking=True, classes="list")
        yield Static(classes="full")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def show_view(self) -> None:
        """Show the answers that the filter lets through."""
        self._answers = {answer.id: answer for answer in topics.worded(self.view)}
        self._homes = topics.homes(self.view)
        self._unused = sum(row not in self._homes for row in self._answers)
        self._cards = {}
        self._show_rows()

    def _show_rows(self) -> None:
        self.rows.marks &= self._answers.keys()
        self.rows.show_rows([row for row, answer in self._answers.items() if self._lets(answer)])
        self._show_words()

    def _lets(self, answer: Answer) -> bool:
        kind, value = self.filter.kind, self.filter.value
        if kind == "unused":
            return answer.id not in self._homes
        if kind == "starred":
            return answer.star
        if kind == "tag":
            return value in map(comparison_key, answer.tags)
        if kind == "card":
            return self._card(answer.draw) == value
        return kind != "words" or comparison_key(value) in comparison_key(answer.text)

    def _card(self, draw: str) -> str:
        if draw not in self._cards:
            self._cards[draw] = card_word(self.view, draw)
        return self._cards[draw]

    # ── words ────────────────────────────────────────────────────────────────────────────

    def _paint(self, row: str, width: int) -> Content:
        answer = self._answers[row]
        table = one_line(table_word(self.view, answer.group), 14)
        used = row in self._homes
        star = ("★ ", "bold $accent") if answer.star else ("  ", "")
        # An arrow as beneath the list, where the topics are named: colour alone says nothing.
        into = "→ " if used else "  "
        room = max(width - len(table) - 6, 8)
        text = plain(one_line(answer.text[:SHOWN_MAX]), MUTED if used else "")
        text = text.truncate(room, ellipsis=True, pad=True)
        return join(star, text, "  ", (into, "$primary"), (table, MUTED))

    def _show_words(self) -> None:
        n, total = self._unused, len(self._answers)
        head = join(
            (_("Answers"), "bold"), ("  " + self._filter_words(), "$accent"), "  ",
            (_("{unused} of {total} not in any topic").format(unused=n, total=total), MUTED),
        )  # fmt: skip
        marked = len(self.rows.marks)
        if marked:
            words = ngettext("{n} answer marked", "{n} answers marked", marked).format(n=marked)
            head += join((f"   {words}", "bold $primary"))
        self.query_one(".head", Static).update(head)
        self.query_one(".full", Static).update(self._full())

    def _filter_words(self) -> str:
        kind, value = self.filter.kind, one_line(self.filter.value, 24)
        words = {
            "all": _("all"), "unused": _("unused"), "starred": _("starred"),
            "tag": f"#{value}", "card": value, "words": f"«{value}»",
        }  # fmt: skip
        return words[kind]

    def _full(self) -> Content:
        answer = self._answers.get(self.rows.selected)
        if answer is None:
            return plain(self._nothing(), MUTED)
        where = from_words(self.view, answer)
        tags = " ".join(f"#{tag}" for tag in answer.tags)
        into = " · ".join(one_line(self.view.title(t), 40) for t in self._homes.get(answer.id, ()))
        said = "  ".join(word for word in (where, tags) if word)
        content = join(one_line(answer.text[: 2 * SHOWN_MAX]), "\n", (said, MUTED))
        return content + join((f"\n→ {into}", "$primary")) if into else content

    def _nothing(self) -> str:
        if not self._answers:
            return _(
                "No answers yet. Press 2, draw a card and type what the tables say; "
                "then their answers come here."
            )
        if self.filter.kind == "unused":
            return _("Every answer is in a topic. Press u to see them all.")
        return _("No answer here. Press u to see them all, or f for another filter.")

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def on_row_list_moved(self) -> None:
        """Another answer under the cursor."""
        self._show_words()

    def on_row_list_marked(self) -> None:
        """Other marks."""
        self._show_words()

    def on_row_list_opened(self) -> None:
        """A double click makes a topic, as Enter does."""
        self.action_make()

    def action_make(self) -> None:
        """Make a topic."""
        if chosen := self.rows.chosen:
            self._on_make(chosen)
        else:
            self.notify(self._nothing())

    async def action_add(self) -> None:
        """Add to the selected topic."""
        if chosen := self.rows.chosen:
            await self._on_add(chosen)

    def action_quick(self) -> None:
        """All, then unused, then starred."""
        here = QUICK.index(self.filter.kind) if self.filter.kind in QUICK else -1
        self.let(Filter(QUICK[(here + 1) % len(QUICK)]))

    def let(self, wanted: Filter) -> None:
        """Show other answers."""
        self.filter = wanted
        self._show_rows()

    def action_filter(self) -> None:
        """Choose a tag, a card or words."""
        from workshop.tui.dialogs import ChoiceDialog

        choices = {
            "all:": _("All answers"),
            "unused:": _("Unused: in no topic yet"),
            "starred:": _("Starred"),
            "words:": _("With certain words …"),
        }
        tags = sorted({comparison_key(tag) for answer in self._answers.values()
                       for tag in answer.tags})  # fmt: skip
        choices.update({f"tag:{tag}": f"#{one_line(tag, 40)}" for tag in tags})
        cards = dict.fromkeys(self._card(answer.draw) for answer in self._answers.values())
        choices.update({f"card:{card}": _("Card: ") + card for card in cards if card})
        dialog = ChoiceDialog(
            _("Which answers?"), list(choices.items()),
            chosen=f"{self.filter.kind}:{self.filter.value}",
        )  # fmt: skip
        self.app.push_screen(dialog, self._filtered)

    def _filtered(self, answer: str | None) -> None:
        kind, _colon, value = (answer or "").partition(":")
        if kind == "words":
            from workshop.tui.dialogs import TextDialog

            self.app.push_screen(
                TextDialog(_("Answers with these words"), self.filter.value),
                lambda words: self.let(Filter("words", words.strip())) if words else None,
            )
        elif kind:
            self.let(Filter(kind, value))
