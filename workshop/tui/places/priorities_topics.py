"""The first step: answers to the left become topics to the right."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.acts import rounds, topics
from workshop.acts.base import edit
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import Topic, kind_of
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.places.priorities_answers import AnswersPane, Filter
from workshop.tui.places.priorities_words import SIGNS, state_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.rows import RowList

REJECT = key("priorities.reject", "x", "reject", N_("Reject"),
             N_("Take the topic out; the reason is kept"))  # fmt: skip
REOPEN = key("priorities.reopen", "o", "reopen", N_("Bring back"),
             N_("Make a rejected, deselected or chosen topic a candidate again"),
             show=False)  # fmt: skip
WIDE = 48
"""From here on there is room for the state of a topic as a word; its sign is always there."""
ORDER = {"candidate": 0, "chosen": 0, "deselected": 1, "rejected": 2}


class TopicsPane(Place):
    """The topics, those merged into them beneath."""

    DEFAULT_CSS = """
    TopicsPane { padding: 0; }
    TopicsPane > .head { height: 1; }
    TopicsPane > .full {
        height: auto; max-height: 6; min-height: 2; padding: 0 1; border-top: solid $border;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.open", "enter", "open", N_("Its answers"),
            N_("Show the answers of the topic, with table and card")),
        key("priorities.rename", "e", "rename", N_("Rename"), N_("Give the topic other words")),
        key("priorities.describe", "t", "describe", N_("Text"),
            N_("Write what the topic is about"), show=False),
        key("priorities.merge", "g", "merge", N_("Merge"),
            N_("Merge the marked topics into the one under the cursor")),
        key("priorities.part", "b", "part", N_("Part"),
            N_("Bring a merged topic back as its own")),
        REJECT,
        REOPEN,
    ]  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._counts: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Head, list, what is known of the one under the cursor."""
        yield Static(classes="head")
        yield RowList(self._paint, marking=True, classes="list")
        yield Static(classes="full")

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def show_view(self) -> None:
        """Show the topics, with those merged into them beneath."""
        found = sorted(self.view.topics(), key=lambda topic: ORDER.get(topic.state, 1))
        rows: list[str] = []
        self._counts = {}
        for topic in found:
            rows.append(topic.id)
            self._counts[topic.id] = len(self.view.topic_answers(topic.id))
            for merged in self.view.merged_topics(topic.id):
                rows.append(merged.id)
                self._counts[merged.id] = len(self.view.topic_answers(merged.id))
        self.rows.marks &= set(rows)
        self.rows.show_rows(rows)
        self._show_words()

    @property
    def topic(self) -> Topic | None:
        """The topic under the cursor, merged or not."""
        return self.view.find(Topic, self.rows.selected)

    def root(self) -> str:
        """The topic under the cursor or, when that is merged, what it became."""
        topic, seen = self.topic, set[str]()
        while topic is not None and topic.id not in seen:
            seen.add(topic.id)
            if not (topic.merged_into and self.view.on_screen(topic.merged_into)):
                return topic.id
            topic = self.view.find(Topic, topic.merged_into)
        return ""

    # ── words ────────────────────────────────────────────────────────────────────────────

    def _paint(self, row: str, width: int) -> Content:
        topic = self.view.need(Topic, row)
        merged = bool(topic.merged_into) and self.view.on_screen(topic.merged_into)
        count, word = str(self._counts.get(row, 0)), "" if merged else state_word(topic)
        lead = "  ↳ " if merged else f"{SIGNS.get(topic.state, ' ')} "
        tail = f"{word}  " if word and width >= WIDE else ""
        room = max(width - len(lead) - len(tail) - len(count) - 2, 6)
        quiet = merged or topic.state in {"rejected", "deselected"}
        title = plain(one_line(topic.title[:400]) or _("(no title)"), MUTED if quiet else "")
        return join(
            (lead, "bold $primary"), title.truncate(room, ellipsis=True, pad=True), "  ",
            (tail, MUTED), (count, "bold"),
        )  # fmt: skip

    def _show_words(self) -> None:
        alive = len(rounds.candidates(self.view))
        head = join((_("Topics"), "bold"), (f"  {alive}", "$accent"))
        if self.rows.marks:
            n = len(self.rows.marks)
            marked = ngettext("{n} topic marked", "{n} topics marked", n).format(n=n)
            head += join((f"   {marked}", "bold $primary"))
        self.query_one(".head", Static).update(head)
        self.query_one(".full", Static).update(self._full())

    def _full(self) -> Content:
        topic = self.topic
        if topic is None:
            return plain(
                _("No topics yet. Mark answers that belong together with space, then press m."),
                MUTED,
            )
        n = self._counts.get(topic.id, 0)
        said = ngettext("{n} answer", "{n} answers", n).format(n=n)
        if word := state_word(topic):
            said += f" · {word}"
        title = one_line(topic.title, 200) or _("(no title)")
        content = join((title, "bold"), (f"  {said}", MUTED))
        if topic.text.strip():
            content += join("\n", one_line(topic.text, 400))
        if topic.reason.strip():
            content += join(("\n" + _("Because: "), MUTED), one_line(topic.reason, 400))
        return content

    def on_row_list_moved(self) -> None:
        """Another topic under the cursor."""
        self._show_words()

    def on_row_list_marked(self) -> None:
        """Other marks."""
        self._show_words()

    def on_row_list_opened(self) -> None:
        """A double click opens."""
        self.action_open()

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def action_open(self) -> None:
        """Show the answers of the topic."""
        from workshop.tui.places.priorities_topic import TopicScreen

        if self.rows.selected:
            self.app.push_screen(TopicScreen(self.rows.selected))

    def action_rename(self) -> None:
        """Give it other words."""
        from workshop.tui.dialogs import TextDialog

        topic = self.topic
        if topic is None:
            return
        tips = self.session.begin(topic.id, "title")

        async def answered(title: str | None) -> None:
            if title is not None and title.strip() != topic.title:
                await self.act(topics.rename(self.view, topic.id, title.strip(), tips=tips))

        note = ""
        if rounds.in_open_round(self.view, topic.id):
            note = _("People are voting on this topic now: they have read the old words.")
        self.app.push_screen(TextDialog(_("Rename the topic"), topic.title, note=note), answered)

    def action_describe(self) -> None:
        """Write what it is about."""
        from workshop.tui.dialogs import Sketch, TextDialog

        topic = self.topic
        if topic is None:
            return
        tips = self.session.begin(topic.id, "text")

        async def answered(text: str | None) -> None:
            if text is not None and text != topic.text:
                await self.act(edit(self.view, topic.id, tips=tips, text=text))

        question, sketch = _("What is the topic about?"), Sketch(self.session, topic.id, "text")
        dialog = TextDialog(question, topic.text, lines=True, needed=False, sketch=sketch)
        self.app.push_screen(dialog, answered)

    def _free(self, *wanted: str) -> bool:
        """Whether nobody is voting on these; tells the person otherwise."""
        if any(rounds.in_open_round(self.view, topic) for topic in wanted):
            self.notify(
                _("The topic is in a round that is open. Close or cancel the round first."),
                severity="warning",
            )
            return False
        return True

    async def action_merge(self) -> None:
        """Merge the marked topics into the one under the cursor."""
        into = self.root()
        wanted = [topic for topic in self.rows.chosen if topic != into and topic in self.rows.marks]
        if not into or not wanted:
            self.notify(
                _(
                    "Mark the topics to merge with space, put the cursor on the one they are to "
                    "become part of, and press g."
                )
            )
            return
        if not self._free(into, *wanted):
            return
        if await self.act(topics.merge(self.view, wanted, into)) is not None:
            self.rows.clear_marks()
            self.rows.select(into)

    async def action_part(self) -> None:
        """Bring a merged topic back as its own."""
        topic = self.topic
        if topic is None:
            return
        if topic.merged_into:
            await self.act(topics.part(self.view, topic.id))
            self.rows.select(topic.id)
            return
        self.notify(
            _("Put the cursor on a merged topic, marked ↳, and press b to make it its own again.")
        )

    def action_reject(self) -> None:
        """Take it out, with a reason."""
        from workshop.tui.dialogs import TextDialog

        topic = self.root()
        if not topic or not self._free(topic):
            return

        async def answered(reason: str | None) -> None:
            if reason is not None:
                await self.act(topics.reject(self.view, topic, reason.strip()))

        title = one_line(self.view.title(topic), 50)
        dialog = TextDialog(
            _("Reject «{title}»?").replace("{title}", title),
            note=_("Write the reason: the room will ask. The answers are kept."),
        )
        self.app.push_screen(dialog, answered)

    async def action_reopen(self) -> None:
        """Make it a candidate again."""
        topic = self.view.find(Topic, self.root())
        if topic is not None and topic.state != "candidate":
            await self.act(topics.reopen(self.view, topic.id))


class TopicsStep(Place):
    """Answers and topics beside one another, or one above the other where it is narrow."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    TopicsStep { layout: horizontal; padding: 0; }
    TopicsStep > AnswersPane { width: 3fr; margin-right: 1; }
    TopicsStep > TopicsPane { width: 2fr; border-left: solid $border; padding-left: 1; }
    .-narrow TopicsStep { layout: vertical; }
    .-narrow TopicsStep > AnswersPane { width: 1fr; height: 1fr; margin: 0; }
    .-narrow TopicsStep > TopicsPane { width: 1fr; height: 1fr; border: none; padding: 0; }
    .-narrow TopicsStep > Place:focus-within { height: 2fr; }
    .-narrow TopicsStep .full { min-height: 1; max-height: 3; }
    .-narrow TopicsStep TopicsPane > .full { display: none; }
    .-narrow TopicsStep TopicsPane:focus-within > .full { display: block; }
    .-narrow TopicsStep TopicsPane:focus-within { height: 2fr; }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._in_topics = False

    def compose(self) -> ComposeResult:
        """Two panes."""
        yield AnswersPane(self._make, self._add)
        yield TopicsPane()

    @property
    def answers(self) -> AnswersPane:
        """The answers."""
        return self.query_one(AnswersPane)

    @property
    def topics(self) -> TopicsPane:
        """The topics."""
        return self.query_one(TopicsPane)

    def show_view(self) -> None:
        """Show both."""
        self.answers.show_view()
        self.topics.show_view()

    def first_focus(self) -> Widget | None:
        """The list that was last worked in."""
        return self._pane.rows

    def show_record(self, record: str) -> bool:
        """Put the cursor on an answer or a topic."""
        if kind_of(record) == "topic":
            self._in_topics = True
            self.topics.rows.focus()
            return self.topics.rows.select(record)
        if kind_of(record) != "answer":
            return False
        if not self.answers.rows.select(record):
            self.answers.let(Filter())
        self._in_topics = False
        self.answers.rows.focus()
        return self.answers.rows.select(record)

    def selected_record(self) -> str:
        """The topic, when the topics were last worked in; otherwise the answer."""
        return self._pane.rows.selected

    @property
    def _pane(self) -> AnswersPane | TopicsPane:
        return self.topics if self._in_topics else self.answers

    def on_descendant_focus(self) -> None:
        """Remember which list is worked in."""
        if self.topics.rows.has_focus or self.answers.rows.has_focus:
            self._in_topics = self.topics.rows.has_focus

    def _make(self, answers: list[str]) -> None:
        """Ask for a title, and make a topic of the answers."""
        from workshop.tui.dialogs import TextDialog

        async def answered(title: str | None) -> None:
            if title is None:
                return
            record, change = topics.make(self.view, self.session.new_id, title.strip(), answers)
            if await self.act(change) is not None:
                self.answers.rows.clear_marks()
                self.topics.rows.select(record)

        n = len(answers)
        self.app.push_screen(
            TextDialog(
                _("What is the topic called?"),
                topics.proposed_title(self.view, answers),
                note=ngettext("Made from {n} answer.", "Made from {n} answers.", n).format(n=n)
                + " "
                + _("Would somebody who is not here understand the title?"),
            ),
            answered,
        )

    async def _add(self, answers: list[str]) -> None:
        """Add the answers to the topic that is selected."""
        into = self.topics.root()
        if not into:
            self.notify(_("There is no topic to add to yet. Press m to make one."))
            return
        if await self.act(topics.add_answers(self.view, into, answers)) is not None:
            self.answers.rows.clear_marks()
            n = len(answers)
            said = ngettext("{n} answer added to:", "{n} answers added to:", n).format(n=n)
            self.notify(f"{said} {one_line(self.view.title(into), 60)}")
