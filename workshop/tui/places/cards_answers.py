"""What the tables have said to the card on the table: star, edit, tag, move, gather to a topic."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from workshop.acts import base, cards, dealing, topics
from workshop.changes import Change
from workshop.i18n import N_, ngettext
from workshop.i18n import gettext as _
from workshop.model import Answer, Group
from workshop.tui.dialogs import ChoiceDialog, TextDialog
from workshop.tui.keys import key
from workshop.tui.places.cards_dialogs import EditAnswerDialog, table_name
from workshop.tui.text import MUTED, join, one_line
from workshop.tui.widgets.answers import AnswerList, Row
from workshop.tui.widgets.card import dots
from workshop.view import View


def rows(view: View, draw: str, marked: set[str], *, wall: bool = False) -> list[Row]:
    """The answers to a drawn card, by table.

    Args:
        view: The workshop as it stands.
        draw: The drawn card.
        marked: The answers that are marked; for the room, the one that is about to be erased.
        wall: For the room: without stars, marks and tags.
    """
    by_group: dict[str, list[Answer]] = {group.id: [] for group in view.groups()}
    for answer in view.under(draw, Answer):
        by_group.setdefault(answer.group if view.on_screen(answer.group) else "", []).append(answer)
    found = []
    for group, answers in by_group.items():
        label = table_name(view.find(Group, group)) if group else _("No table")
        answers.sort(key=lambda answer: not (answer.now or answer.wanted))
        for number, answer in enumerate(answers):
            found.append(_row(answer, label if not number else "", marked, wall=wall))
    return found


def _row(answer: Answer, label: str, marked: set[str], *, wall: bool) -> Row:
    text = answer.text
    if answer.now or answer.wanted:
        rated = _("now {now}   wanted {wanted}").format(
            now=dots(answer.now), wanted=dots(answer.wanted)
        )
        text = f"{rated}   {text}".rstrip()
    tags = "" if wall else " ".join(f"#{tag}" for tag in answer.tags)
    return Row(
        record=answer.id, label=label, text=text, tags=tags,
        star=answer.star and not wall, marked=answer.id in marked and not wall,
        pointed=answer.id in marked and wall,
    )  # fmt: skip


class AnswersPanel(Vertical):
    """The heading with its count, and the list. Single letters work when the list has the focus."""

    DEFAULT_CSS = """
    AnswersPanel { height: 1fr; min-height: 3; }
    AnswersPanel > Horizontal { height: 1; padding: 0 1; }
    AnswersPanel .answers--heading { width: 1fr; text-style: bold; }
    AnswersPanel .answers--count { width: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("cards.star", "s", "star", N_("Star"), N_("Star an answer, or take the star away")),
        key("cards.edit", "e", "edit", N_("Edit"), N_("Correct the wording of an answer")),
        key("cards.mark", "space", "mark", N_("Mark"), N_("Mark answers, to make a topic of them")),
        key("cards.topic", "m", "topic", N_("Make a topic"),
            N_("Make a topic of the marked answers; the answers stay what they are")),
        key("cards.tag", "number_sign", "tag", N_("Tags"), N_("Give an answer tags"), show=False),
        key("cards.give", "b", "give", N_("Other table"),
            N_("Move an answer to the table that said it"), show=False),
        key("cards.remove", "x,delete", "remove", N_("Remove"),
            N_("Remove an answer; ctrl+z brings it back"), show=False),
        key("cards.forget", "X", "forget", N_("Erase permanently"),
            N_("Erase the words of an answer permanently, in the file and its backups"),
            show=False),
    ]  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.draw = ""
        self._marked: set[str] = set()
        self._known: set[str] = set()

    @property
    def _app(self) -> Any:
        from workshop.tui.app import WorkshopApp

        return cast("WorkshopApp", self.app)

    @property
    def view(self) -> View:
        """The workshop as it stands."""
        view: View = self._app.session.view
        return view

    @property
    def list(self) -> AnswerList:
        """The list itself."""
        return self.query_one(AnswerList)

    def compose(self) -> ComposeResult:
        """Heading, count, list."""
        with Horizontal():
            yield Static(classes="answers--heading")
            yield Static(classes="answers--count")
        yield AnswerList()

    def show_draw(self, draw: str) -> None:
        """Show the answers to a drawn card as they stand."""
        if not self.query(".answers--heading"):
            # Asked before it has made its parts, as when a record is looked up from far away.
            self.call_after_refresh(self.show_draw, draw)
            return
        known: set[str] | None = self._known
        if draw != self.draw:
            self._marked.clear()
            self.draw, known = draw, None
        shown = rows(self.view, draw, self._marked)
        self._known = {row.record for row in shown}
        self._marked &= self._known
        self.list.show_rows(shown)
        said = [row.record for row in shown if known is not None and row.record not in known]
        if said and not self.list.has_focus:
            # What was just said must be seen, however long the list is.
            self.list.select(said[-1])
        self.list.show_when_empty(
            _("Nothing yet. Type what a table says: {example}").format(
                example=_("3 part-time has become a habit #hours")
            )
        )
        self._show_heading(len(shown))

    def _show_heading(self, count: int) -> None:
        heading = ngettext("{n} answer", "{n} answers", count).format(n=count)
        if marked := len(self._marked):
            words = ngettext("{n} answer marked", "{n} answers marked", marked)
            heading += "  ·  " + words.format(n=marked)
        self.query_one(".answers--heading", Static).update(join(heading if count else _("Answers")))
        heard, tables = dealing.spoken(self.view, self.draw)
        words = ngettext("{heard} of {n} table", "{heard} of {n} tables", tables).format(
            heard=heard, n=tables
        ) if tables else _("no tables yet – press g")  # fmt: skip
        self.query_one(".answers--count", Static).update(join((words, MUTED)))

    def selected(self) -> str:
        """The answer the cursor is on."""
        return self.list.selected()

    def _one(self) -> Answer | None:
        """The answer the cursor is on, or a word to the person when there is none."""
        found = self.view.find(Answer, self.selected())
        if found is None:
            self._app.notify(_("Choose an answer first, with the arrows or the mouse."))
        return found

    def _ask(self, dialog: Any, then: Callable[[Any], Change | None]) -> None:
        """Ask something, and do the change that the answer gives."""

        async def done(answered: Any) -> None:
            if answered is not None and answered is not False:
                await self._app.act(then(answered))

        self._app.push_screen(dialog, done)

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    def on_answer_list_opened(self, event: AnswerList.Opened) -> None:
        """A double click edits."""
        event.stop()
        self.action_edit()

    async def action_star(self) -> None:
        """Star the answer."""
        if answer := self._one():
            await self._app.act(cards.star(self.view, answer.id))

    def action_edit(self) -> None:
        """Correct its wording."""
        if answer := self._one():
            self._app.push_screen(EditAnswerDialog(answer.id))

    def action_mark(self) -> None:
        """Mark it, or take the mark away, and go on to the next."""
        if answer := self._one():
            self._marked ^= {answer.id}
            self.show_draw(self.draw)
            self.list.action_cursor(1)

    def action_topic(self) -> None:
        """Make a topic of the marked answers, or of this one."""
        chosen = [row.record for row in rows(self.view, self.draw, set())
                  if row.record in self._marked]  # fmt: skip
        if not chosen:
            if (answer := self._one()) is None:
                return
            chosen = [answer.id]
        words = self.view.need(Answer, chosen[0]).text
        question = ngettext(
            "What is the topic of this answer called?",
            "What is the topic of these {n} answers called?",
            len(chosen),
        ).format(n=len(chosen))

        def make(title: str) -> Change:
            self._marked.clear()
            self._app.notify(_("The topic is under 3, Priorities."))
            return topics.make(self.view, self._app.session.new_id, title.strip(), chosen)[1]

        self._ask(TextDialog(question, one_line(words, 60)), make)

    def action_tag(self) -> None:
        """Give it tags."""
        if answer := self._one():
            have = " ".join(f"#{tag}" for tag in answer.tags)
            dialog = TextDialog(_("Tags, with spaces between"), have, needed=False)
            self._ask(dialog, lambda text: cards.tag(self.view, answer.id, cards.tags_in(text)))

    def action_give(self) -> None:
        """Move it to another table."""
        if answer := self._one():
            choices = [(group.id, table_name(group)) for group in self.view.groups()]
            if choices:
                dialog = ChoiceDialog(_("Which table said it?"), choices, chosen=answer.group)
                self._ask(dialog, lambda group: cards.give_to(self.view, answer.id, group))

    async def action_remove(self) -> None:
        """Remove it; it can be brought back."""
        if answer := self._one():
            await self._app.act(base.remove(self.view, answer.id))
            self._app.notify(_("The answer is removed. ctrl+z brings it back."))

    def action_forget(self) -> None:
        """Erase its words permanently. Asks twice."""
        if (answer := self._one()) is not None:
            from workshop.tui.dialogs.forget import ForgetDialog

            self._app.push_screen(ForgetDialog(answer.id))
