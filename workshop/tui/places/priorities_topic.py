"""One topic opened: the answers behind it in the tables' own words, and what was merged into it."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.acts import topics
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import Answer, Topic, kind_of
from workshop.tui.keys import key
from workshop.tui.places.priorities_words import card_word, from_words, table_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.keybar import KeyBar
from workshop.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp


class TopicScreen(ModalScreen[None]):
    """The answers of a topic, grouped by the topics that were merged into it."""

    DEFAULT_CSS = """
    TopicScreen { align: center middle; }
    TopicScreen > Vertical {
        width: 96; max-width: 96%; height: 90%; padding: 1 2; background: $surface;
        border: round $primary;
    }
    TopicScreen .title { height: auto; max-height: 4; margin-bottom: 1; }
    TopicScreen .full {
        height: auto; max-height: 8; min-height: 2; margin-top: 1; border-top: solid $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.topic-close", "escape,q", "close", N_("Close"), N_("Back to the topics")),
        key("priorities.topic-take-out", "x,delete", "take_out", N_("Take out"),
            N_("Take the answer out of the topic; the answer itself stays")),
        key("priorities.topic-thread", "h", "thread", N_("Who said this?"),
            N_("Where the answer comes from, and what came of it")),
    ]  # fmt: skip

    def __init__(self, topic: str) -> None:
        """Open a topic.

        Args:
            topic: Its id.
        """
        super().__init__()
        self._topic = topic

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, answers, the whole of one."""
        with Vertical():
            yield Static(classes="title")
            yield RowList(self._paint)
            yield Static(classes="full")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.show_view()
        self.query_one(RowList).focus()

    def show_view(self) -> None:
        """Show the topic as it stands."""
        view = self.workshop_app.session.view
        topic = view.need(Topic, self._topic)
        merged = view.merged_topics(self._topic)
        rows: list[str] = []
        seen: set[str] = set()
        for one in (topic, *merged):
            own = [a.id for a in view.topic_answers(self._topic) if a.id in one.answers]
            if one is not topic:
                rows.append(one.id)
            rows += [answer for answer in own if answer not in seen]
            seen.update(own)
        self.query_one(RowList).show_rows(rows)
        n = len(seen)
        said = ngettext("{n} answer", "{n} answers", n).format(n=n)
        title = one_line(topic.title, 200) or _("(no title)")
        content = join((title, "bold"), (f"  {said}", MUTED))
        if topic.text.strip():
            content += join("\n", one_line(topic.text, 300))
        self.query_one(".title", Static).update(content)
        self._show_full()

    def _paint(self, row: str, width: int) -> Content:
        view = self.workshop_app.session.view
        if kind_of(row) == "topic":
            return join(("↳ ", "bold $primary"), (one_line(view.title(row), width), "bold"))
        answer = view.need(Answer, row)
        table = one_line(table_word(view, answer.group), 14)
        card = one_line(card_word(view, answer.draw), 26)
        tail = f"{card}  {table}" if width > 70 else table
        room = max(width - len(tail) - 4, 8)
        text = plain(one_line(answer.text[:400])).truncate(room, ellipsis=True, pad=True)
        return join("★ " if answer.star else "  ", text, "  ", (tail, MUTED))

    def _show_full(self) -> None:
        view = self.workshop_app.session.view
        row = self.query_one(RowList).selected
        content = plain(_("No answers yet. Mark some in the list of answers and press a."), MUTED)
        if kind_of(row) == "answer":
            answer = view.need(Answer, row)
            content = join(
                one_line(answer.text, 800), "\n", (from_words(view, answer), MUTED)
            )  # fmt: skip
        elif row:
            content = plain(_("Merged into this topic. Press b in the list to part it."), MUTED)
        self.query_one(".full", Static).update(content)

    def on_row_list_moved(self) -> None:
        """Another row under the cursor."""
        self._show_full()

    async def action_take_out(self) -> None:
        """Take the answer out of the topic."""
        row = self.query_one(RowList).selected
        if kind_of(row) == "answer":
            view = self.workshop_app.session.view
            await self.workshop_app.act(topics.take_out(view, self._topic, row))

    def action_thread(self) -> None:
        """Where the answer comes from."""
        row = self.query_one(RowList).selected
        self.workshop_app.show_thread(row or self._topic)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
