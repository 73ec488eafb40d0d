"""The third step: what the room thinks, in words and bars; then the choice, with reasons."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.acts import topics
from workshop.changes import Change
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Round, Topic, kind_of
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.places.priorities_topics import REJECT, REOPEN
from workshop.tui.places.priorities_words import (
    SIGNS,
    label_texts,
    labels_of,
    role_words,
    say,
    say_all,
    state_word,
    table_word,
)
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.bars import bar, legend
from workshop.tui.widgets.rows import RowList
from workshop.voting import (
    GRADES,
    Result,
    Row,
    by_role,
    describe,
    describe_stability,
    fits,
    may_show_statistics,
    summary,
    without_group,
)
from workshop.voting.records import ballots_of, result_of

MARK_WIDTH = 10
NUMBERS_WIDTH = 5 * 4 + 4


class ResultStep(Place):
    """The result of a closed round, and what is chosen."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ResultStep { padding: 0; }
    ResultStep > .said { height: auto; max-height: 13; margin-bottom: 1; }
    ResultStep > .columns { height: 1; }
    ResultStep > RowList { height: 1fr; min-height: 4; }
    ResultStep > VerticalScroll {
        height: auto; max-height: 10; min-height: 3; border-top: solid $border; padding: 0 1;
    }
    .-narrow ResultStep > .said {
        max-height: 4; margin-bottom: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    .-narrow ResultStep > VerticalScroll { max-height: 5; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.choose", "c", "choose", N_("Choose"),
            N_("Choose the topic to go on with; say why if you can")),
        key("priorities.deselect", "d", "deselect", N_("Deselect"),
            N_("Leave the topic for now; the reason is kept")),
        REJECT,
        REOPEN,
        key("priorities.numbers", "t", "numbers", N_("Numbers"),
            N_("Bars or numbers")),
        key("priorities.roles", "r", "roles", N_("By role"),
            N_("What the roles think of the topic, and whether one table decides the top")),
        key("priorities.which", "v", "which", N_("Another round"), N_("Look at another round"),
            show=False),
    ]  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._wanted = ""
        self._numbers = False
        self._roles = False
        self._seen: tuple[Any, ...] = ()
        self._result: Result | None = None
        self._by_role: dict[str, Result] = {}
        self._stability: list[str] = []

    def compose(self) -> ComposeResult:
        """Words, the list with bars, words about the one under the cursor."""
        yield Static(classes="said")
        yield Static(classes="columns")
        yield RowList(self._paint)
        with VerticalScroll():
            yield Static(classes="full")

    # ── what is shown ────────────────────────────────────────────────────────────────────

    @property
    def round(self) -> Round | None:
        """The closed round that is shown: the one asked for, or the latest."""
        closed = [one for one in self.view.all(Round) if one.state == "closed"]
        chosen = [one for one in closed if one.id == self._wanted]
        return next(iter(chosen or closed[-1:]), None)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def show_view(self) -> None:
        """Show the result of the round."""
        found = self.round
        self._count(found)
        rows: list[str] = []
        if self._result is not None:
            rows = [row.option for row in self._ordered(self._result)]
        self.rows.show_rows(rows)
        self._show_words()

    def _count(self, found: Round | None) -> None:
        """Judge the round, once for as long as it is the same."""
        seen = (found,)
        if seen == self._seen:
            return
        self._seen = seen
        self._result = result_of(found) if found is not None else None
        self._by_role, self._stability = {}, []
        if found is None or self._result is None:
            return
        ballots = [b for b in ballots_of(found.ballots) if fits(b, len(found.options))]
        if not ballots or not may_show_statistics(len(ballots)):
            return
        self._by_role = by_role(found.options, ballots)
        names = {option: self._called(option) for option in found.options}
        names.update({group.id: table_word(self.view, group.id) for group in self.view.groups()})
        stability = without_group(found.options, ballots)
        self._stability = [say(m) for m in describe_stability(stability, names)]

    @staticmethod
    def _ordered(result: Result) -> tuple[Row, ...]:
        return result.rows if may_show_statistics(result.ballots) else result.printed()

    def _called(self, topic: str) -> str:
        return one_line(self.view.title(topic)[:400]) or _("(no title)")

    def _show_words(self) -> None:
        found, result = self.round, self._result
        said, columns = self.query_one(".said", Static), self.query_one(".columns", Static)
        full = self.query_one(".full", Static)
        if found is None or result is None:
            said.update(self._nothing(found))
            columns.update("")
            full.update("")
            return
        short = {option: one_line(self._called(option), 28) for option in result.options}
        lines = [say(message) for message in summary(result, short)] + self._stability[:1]
        narrow = self.screen.has_class("-narrow")
        question = "" if narrow else "   " + one_line(found.question)
        head = join((one_line(found.title, 80), "bold"), (question, MUTED))
        if narrow:
            # The list beneath shows the order and the ties: here is only what it does not say.
            head += join(("   " + _("advice, not a decision"), MUTED))
            lines = lines[1:] if len(lines) > 1 else lines
        for line in lines:
            head += join("\n", one_line(line, 400))
        if not narrow:
            head += join(("\n" + self._advice(), MUTED))
        said.update(head)
        columns.update(self._columns(found))
        full.update(self._full(found, result))

    @staticmethod
    def _advice() -> str:
        return _(
            "This is advice. Talk before you choose. Areas are made from the chosen topics in "
            "place 4."
        )

    def on_resize(self) -> None:
        """Another width, other words."""
        self._show_words()

    def _nothing(self, found: Round | None) -> Content:
        if found is not None:
            return plain(_("What is kept of this round cannot be read by this version."), MUTED)
        return join(
            (_("No result yet"), "bold"), "\n",
            _("When a round is closed, its result is shown here."), "\n",
            (_("Press F3 to go to the round."), "$accent"),
        )  # fmt: skip

    def _columns(self, found: Round) -> Content:
        if not self._numbers:
            return legend(label_texts(found))
        title = self._title_width(max(self.rows.scrollable_content_region.width - 1, 30))
        digits = "".join(f"{grade:>4}" for grade in GRADES) + "   –"
        return join((" " * (title + 8) + digits, "bold"), ("   " + _("grade · spread"), MUTED))

    def _title_width(self, width: int) -> int:
        return max(min(width * 2 // 5, 46), 16)

    def _paint(self, option: str, width: int) -> Content:
        result = self._result
        if result is None:
            return Content("")
        row = result.row(option)
        topic = self.view.need(Topic, self._root(option))
        title = plain(self._called(option), "bold" if topic.state == "chosen" else "")
        size = self._title_width(width)
        content = join(
            (self._rank(row, result), "bold"), (SIGNS.get(topic.state, " ") + " ", "$primary"),
            title.truncate(size, ellipsis=True, pad=True), "  ",
        )  # fmt: skip
        if self._numbers:
            return content + self._digits(row, result)
        mark = one_line(_("talk more"), MARK_WIDTH) if self._split(row) else ""
        room = max(width - content.cell_length - MARK_WIDTH - 2, 8)
        return content + bar(row, room) + join("  ", (mark, "bold $warning"))

    @staticmethod
    def _rank(row: Row, result: Result) -> str:
        """The place, with = where it is shared; below eight ballots only the letter."""
        if not may_show_statistics(result.ballots):
            return f"{row.letter:>2}  "
        return f"{row.rank:>2}{'=' if row.tied else ' '} "

    @staticmethod
    def _split(row: Row) -> bool:
        return row.two_humped and may_show_statistics(row.tally.graders)

    def _digits(self, row: Row, result: Result) -> Content:
        counts = "".join(f"{count:>4}" for count in row.tally.counts) + f"{row.tally.blanks:>4}"
        if not may_show_statistics(result.ballots) or row.grade is None:
            return plain(counts)
        more = f"   {row.grade} · {row.spread}"
        return join(counts, (more, MUTED), ("  ≠", "bold $warning") if self._split(row) else "")

    def _full(self, found: Round, result: Result) -> Content:
        option = self.rows.selected
        if not option:
            return Content("")
        row = result.row(option)
        topic = self.view.need(Topic, self._root(option))
        content = join((f"{row.letter}  {self._called(option)}", "bold"))
        if word := state_word(topic):
            content += join((f"  {word}", "$accent"))
            if topic.reason.strip():
                content += join((": ", MUTED), one_line(topic.reason, 400))
        if topic.id != option:
            content += join((f"  → {self._called(topic.id)}", MUTED))
        if self._roles:
            return content + self._role_lines(option)
        words = say_all(describe(row, result, labels_of(found)))
        return content + join("\n", words, "." if words else "")

    def _role_lines(self, option: str) -> Content:
        """The topic's bar for each role that may be shown, and what one table means."""
        content = Content("")
        called = role_words()
        for role, result in self._by_role.items():
            name = one_line(called.get(role, role), 26)
            row = result.row(option)
            n = row.tally.ballots
            content += join("\n", (f"{name:<27}", MUTED)) + bar(row, 24) + join((f" {n}", MUTED))
        if not self._by_role:
            content += join(
                "\n", (_("No role has enough slips (five) to be shown by itself."), MUTED)
            )  # fmt: skip
        for line in self._stability:
            content += join("\n", line)
        return content

    def _root(self, option: str) -> str:
        """The topic or, when it has since been merged, what it became."""
        seen: set[str] = set()
        current = option
        while current not in seen:
            seen.add(current)
            into = self.view.need(Topic, current).merged_into
            if not into or not self.view.on_screen(into):
                break
            current = into
        return current

    def on_row_list_moved(self) -> None:
        """Another topic under the cursor."""
        self._show_words()

    def first_focus(self) -> Widget | None:
        """The list."""
        return self.rows

    def show_record(self, record: str) -> bool:
        """Show a closed round, or a topic in it."""
        if kind_of(record) == "round" and self.view.need(Round, record).state == "closed":
            self._wanted = record
            self.show_view()
            return True
        return self.rows.select(record)

    def selected_record(self) -> str:
        """The topic under the cursor; without one the round."""
        found = self.round
        return self.rows.selected or (found.id if found else "")

    # ── choosing ─────────────────────────────────────────────────────────────────────────

    def _ask(self, question: str, note: str, needed: bool, then: str) -> None:
        """Ask for a reason, and change the state of the topic under the cursor."""
        from workshop.tui.dialogs import TextDialog

        if not self.rows.selected:
            return
        topic = self.view.need(Topic, self._root(self.rows.selected))
        state = {"choose": "chosen", "deselect": "deselected", "reject": "rejected"}[then]

        async def answered(reason: str | None) -> None:
            if reason is None or (topic.state == state and topic.reason == reason.strip()):
                return
            make = {"choose": topics.choose, "deselect": topics.deselect, "reject": topics.reject}
            change: Change = make[then](self.view, topic.id, reason.strip())
            await self.act(change)

        title = one_line(topic.title, 50)
        before = topic.reason if topic.state == state else ""
        dialog = TextDialog(question.replace("{title}", title), before, note=note, needed=needed)
        self.app.push_screen(dialog, answered)

    def action_choose(self) -> None:
        """Choose it."""
        self._ask(
            _("Choose «{title}»?"), _("A sentence on why. It may be left empty."), False, "choose"
        )

    def action_deselect(self) -> None:
        """Leave it for now."""
        self._ask(
            _("Deselect «{title}»?"),
            _("Write why it has to wait: those who put it high will ask."), True, "deselect",
        )  # fmt: skip

    def action_reject(self) -> None:
        """Take it out."""
        self._ask(
            _("Reject «{title}»?"),
            _("Write the reason: the room will ask. The answers are kept."), True, "reject",
        )  # fmt: skip

    async def action_reopen(self) -> None:
        """Make it a candidate again."""
        topic = self.view.find(Topic, self._root(self.rows.selected))
        if topic is not None and topic.state != "candidate":
            await self.act(topics.reopen(self.view, topic.id))

    def action_numbers(self) -> None:
        """Bars or numbers."""
        self._numbers = not self._numbers
        self.rows.refresh()
        self._show_words()

    def action_roles(self) -> None:
        """Words or roles about the one under the cursor."""
        self._roles = not self._roles
        self._show_words()

    def _which(self, one: str | None) -> None:
        if one:
            self.show_record(one)

    def action_which(self) -> None:
        """Look at another closed round."""
        from workshop.tui.dialogs import ChoiceDialog

        closed = [one for one in self.view.all(Round) if one.state == "closed"]
        if len(closed) < 2:
            self.notify(_("There is no other closed round."))
            return
        found = self.round
        dialog = ChoiceDialog(
            _("Which round?"), [(one.id, one.title) for one in reversed(closed)],
            chosen=found.id if found else "",
        )  # fmt: skip
        self.app.push_screen(dialog, self._which)
