"""The second step: a hidden round is opened, slips are typed, and it is closed."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.acts import rounds
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import Round, kind_of
from workshop.tui.keys import key
from workshop.tui.places.base import Place
from workshop.tui.places.priorities_open import OpenRoundDialog, Wanted
from workshop.tui.places.priorities_words import label_texts, role_words, say, say_all, table_word
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.rows import RowList
from workshop.tui.widgets.slips import SlipInput, SlipLine
from workshop.voting import option_letter


class RoundStep(Place):
    """Before a round: what fits. While it is open: the list to read aloud, and the slips.

    Nothing here says how many slips have been taken in, or what is on them.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    RoundStep { padding: 0; }
    RoundStep > .said { height: auto; max-height: 7; margin-bottom: 1; }
    RoundStep > #typing { height: 1fr; }
    RoundStep > #before { height: 1fr; }
    RoundStep .grades, RoundStep .from { height: auto; max-height: 2; }
    .-narrow RoundStep > .said { margin-bottom: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("priorities.open-round", "o", "open_round", N_("Open a round"),
            N_("Open a hidden round over the topics")),
        key("priorities.close-round", "c", "close_round", N_("Close the round"),
            N_("Close the round when all slips are in, and see the result")),
        key("priorities.cancel-round", "x", "cancel_round", N_("Cancel the round"),
            N_("Cancel the round without a result, with a reason"), show=False),
        key("priorities.from", "f7,w", "slips_from", N_("Whose slips"),
            N_("Say which role and table the next slips are from, when slips carry it")),
        key("priorities.take-back", "f6,u", "take_back", N_("Take back"),
            N_("Take back the slip that was just typed")),
        key("priorities.write", "escape", "write", N_("Commands / write"),
            N_("Go between the line that is written in and the single-letter commands")),
        key("priorities.other-round", "v", "other", N_("Another round"),
            N_("Look at another round"), show=False),
        key("priorities.see-round", "enter", "see", N_("See it"), N_("See the round"),
            show=False),
    ]  # fmt: skip

    def __init__(self, on_closed: Callable[[str], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._on_closed = on_closed
        self._round = ""
        self._marks = ""
        self._last: tuple[str, str, str] | None = None
        """(round, ballot id, row) of the slip just typed: the only one that can be taken back."""
        self._from = ("", "")

    def compose(self) -> ComposeResult:
        """What is said, then one of the two: the slips, or the rounds there have been."""
        yield Static(classes="said")
        with Vertical(id="typing"):
            yield RowList(self._paint_option, id="options")
            yield Static(classes="grades")
            yield Static(classes="from")
            yield SlipLine()
        with Vertical(id="before"):
            yield Static(classes="earlier")
            yield RowList(self._paint_round, id="rounds")

    # ── what is shown ────────────────────────────────────────────────────────────────────

    @property
    def round(self) -> Round | None:
        """The open round whose slips are typed here."""
        open_ones = [one for one in self.view.all(Round) if one.state == "open"]
        chosen = [one for one in open_ones if one.id == self._round]
        return next(iter(chosen or open_ones[-1:]), None)

    def show_view(self) -> None:
        """Show the open round, or what can be opened."""
        found = self.round
        typing, before = self.query_one("#typing"), self.query_one("#before")
        had_focus = self.screen.focused is not None and self in self.screen.focused.ancestors
        changed = typing.display != (found is not None)
        typing.display, before.display = found is not None, found is None
        if found is None:
            self._last = None
            self._show_before()
        else:
            self._show_open(found)
        if changed and had_focus:
            self.focus_first()

    def first_focus(self) -> Widget | None:
        """Where typing goes."""
        if self.round is not None:
            return self.query_one(SlipInput)
        return self.query_one("#rounds", RowList)

    def focus_first(self) -> None:
        """Put the focus where typing goes."""
        if (first := self.first_focus()) is not None:
            first.focus()

    def _show_open(self, found: Round) -> None:
        if self._round != found.id:
            self._round, self._marks, self._last = found.id, "", None
            self.query_one(SlipInput).value = ""
        hidden = _("Read aloud from A. Hidden until the round is closed; then it is advice.")
        self.query_one(".said", Static).update(
            join(
                (one_line(found.title, 100), "bold"),
                ("  " + _("The round is open"), "bold $accent"), "\n",
                one_line(found.question, 300),
                (f"\n{hidden}", MUTED),
            )
        )  # fmt: skip
        names = [self._called(topic) for topic in found.options]
        self.query_one("#options", RowList).show_rows(list(found.options))
        self.query_one(SlipLine).show_options(names)
        labels = label_texts(found)
        grades = [f"{5 - at} {label}" for at, label in enumerate(labels)]
        self.query_one(".grades", Static).update(plain("   ".join(grades), MUTED))
        self._show_from()

    def _show_from(self) -> None:
        role, table = self._from
        said = [table_word(self.view, table), role_words().get(role, "")]
        words = " · ".join(word for word in said if word) or _("no table or role")
        self.query_one(".from", Static).update(
            join((_("The next slips: "), MUTED), words, ("   F7 " + _("changes it"), MUTED))
        )

    def _called(self, topic: str) -> str:
        return one_line(self.view.title(topic)[:400]) or _("(no title)")

    def _paint_option(self, row: str, width: int) -> Content:
        found = self.round
        if found is None or row not in found.options:
            return Content("")
        at = found.options.index(row)
        mark = self._marks[at] if at < len(self._marks) else ""
        labels = label_texts(found)
        word = ""
        if mark in {"1", "2", "3", "4", "5"}:
            word = f"{mark} {labels[5 - int(mark)]}"
        elif mark:
            word = _("blank")
        tail = plain(one_line(word, 22)).truncate(22, pad=True)
        title = plain(self._called(row)).truncate(max(width - 29, 8), ellipsis=True, pad=True)
        return join((f"{option_letter(at):>2}  ", "bold $primary"), title, "  ", tail)

    def _show_before(self) -> None:
        n = len(rounds.candidates(self.view))
        problem = rounds.can_open(n)
        content = join((_("No round is open"), "bold"), "\n", say_all(rounds.advice(n), " "))
        if n >= 2:
            content += join(
                "\n", (_("Grades is the method there is: everyone gives each topic one of five "
                  "grades, on paper, in silence."), MUTED),
            )  # fmt: skip
        if problem is None:
            content += join("\n", (_("Press o to open a hidden round."), "$accent"))
        elif n < 2:
            content += join("\n", (_("Press F2 to go to the topics."), "$accent"))
        else:
            content += join("\n", (say(problem), "$accent"))
        self.query_one(".said", Static).update(content)
        earlier = [one.id for one in reversed(self.view.all(Round))]
        self.query_one("#rounds", RowList).show_rows(earlier)
        heading = join((_("Earlier rounds"), "bold"), ("   " + _("Enter shows the result"), MUTED))
        self.query_one(".earlier", Static).update(heading if earlier else "")

    def _paint_round(self, row: str, width: int) -> Content:
        found = self.view.need(Round, row)
        word = {"closed": _("closed"), "cancelled": _("cancelled"), "open": _("open")}
        said = " – ".join(filter(None, (word.get(found.state), one_line(found.reason, 30))))
        title = plain(one_line(found.title, 200)).truncate(max(width - 40, 10), ellipsis=True)
        return join(title, (f"   {said}", MUTED))

    def show_record(self, record: str) -> bool:
        """Show an open round."""
        if kind_of(record) == "round" and self.view.need(Round, record).state == "open":
            self._round = record
            self.show_view()
            return True
        return False

    def selected_record(self) -> str:
        """The topic under the cursor."""
        if self.round is None:
            return self.query_one("#rounds", RowList).selected
        return self.query_one("#options", RowList).selected

    # ── slips ────────────────────────────────────────────────────────────────────────────

    def on_slip_line_typed(self, event: SlipLine.Typed) -> None:
        """Show the grades beside the topics as they are typed, and follow along the list."""
        self._marks = event.marks
        options = self.query_one("#options", RowList)
        found = self.round
        if found is not None and found.options:
            at = min(max(len(self._marks), 0), len(found.options) - 1)
            options.select(found.options[at])
        options.refresh()

    async def on_slip_line_handed(self, event: SlipLine.Handed) -> None:
        """Take the slip in."""
        line = self.query_one(SlipLine)
        before = self.round
        await self.workshop_app.done(self.session.begin_look)
        found = self.round
        if found is None or before is None or found.id != before.id:
            line.say(_("The round was closed meanwhile. The slip was not taken in."))
            return
        ballot: dict[str, Any] = {"grades": list(event.slip.grades)}
        role, table = self._from
        ballot.update({name: v for name, v in (("role", role), ("group", table)) if v})
        key_ = await self.workshop_app.done(lambda: self.session.begin_to_hand_in(found.id, ballot))
        if key_ is None:
            line.input.value = str(event.slip)
            return
        self._last = (found.id, key_, str(event.slip))
        self.call_after_refresh(
            line.say, "✓ " + _("Slip taken in. F6 takes it back."), "bold $success"
        )

    async def on_slip_input_take_back(self) -> None:
        """Undo in the line."""
        await self.action_take_back()

    async def action_take_back(self) -> None:
        """Take the last slip back, and lay it in the line to be corrected."""
        found = self.round
        if found is None:
            return
        line = self.query_one(SlipLine)
        if self._last is None or self._last[0] != found.id:
            line.say(_("Only the slip that was just typed can be taken back."))
            return
        _round, ballot, row = self._last
        session = self.session
        if await self.workshop_app.done(lambda: session.begin_to_take_back(found.id, ballot)):
            self._last = None
            line.input.value = row
            line.input.focus()
            self.notify(_("The slip is taken out. Correct it and press Enter, or empty the line."))

    def action_slips_from(self) -> None:
        """Say whose the next slips are."""
        from workshop.tui.places.priorities_from import Choice, SlipsFromDialog

        if self.round is None:
            return

        def answered(choice: Choice | None) -> None:
            if choice is not None:
                self._from = choice
                self._show_from()
            self.query_one(SlipInput).focus()

        tables = [(group.id, table_word(self.view, group.id)) for group in self.view.groups()]
        dialog = SlipsFromDialog(list(role_words().items()), tables, self._from)
        self.app.push_screen(dialog, answered)

    # ── opening and closing ──────────────────────────────────────────────────────────────

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now."""
        del parameters
        if not self.is_mounted:
            return True
        is_open = self.round is not None
        if action in {"close_round", "cancel_round", "slips_from", "take_back", "write"}:
            return is_open
        return not is_open if action in {"open_round", "see"} else True

    def action_write(self) -> None:
        """From the line to the commands, and back."""
        line = self.query_one(SlipInput)
        if line.has_focus:
            self.leave_line()
        else:
            line.focus()

    def leave_line(self) -> None:
        """Out of the line, so that single letters are commands."""
        name = "#options" if self.round is not None else "#rounds"
        self.query_one(name, RowList).focus()

    def action_see(self) -> None:
        """See the result of an earlier round."""
        if found := self.query_one("#rounds", RowList).selected:
            self._on_closed(found)

    def on_row_list_opened(self) -> None:
        """A double click is Enter."""
        if self.round is None:
            self.action_see()

    def action_open_round(self) -> None:
        """Ask for what a round needs, and open it."""
        problem = rounds.can_open(len(rounds.candidates(self.view)))
        if problem is not None and len(rounds.candidates(self.view)) < 2:
            self.notify(say(problem), severity="warning")
            return
        self.app.push_screen(OpenRoundDialog(), self._opened)

    async def _opened(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        record, change = rounds.open_round(
            self.view, self.session.new_id, wanted.title, wanted.topics,
            question=wanted.question, seed=wanted.seed,
        )  # fmt: skip
        self._round = ""
        if await self.act(change) is not None:
            self.show_record(record)
            self.focus_first()
            self.refresh_bindings()

    def action_close_round(self) -> None:
        """Ask whether all slips are in, and close."""
        from workshop.tui.dialogs import ConfirmDialog

        found = self.round
        if found is None:
            return
        waiting = self.query_one(SlipInput).value.strip()
        note = _("The result can be seen as soon as the round is closed. It is advice.")
        if waiting:
            left = _("A slip stands in the line that has not been taken in with Enter.")
            note = f"{left} {note}"

        async def answered(yes: bool | None) -> None:
            if yes and self.view.need(Round, found.id).state == "open":
                await self._close(found)

        self.app.push_screen(
            ConfirmDialog(_("Are all slips in?"), note, _("Close the round"), _("Not yet")),
            answered,
        )

    async def _close(self, found: Round) -> None:
        session = self.session
        act = await self.workshop_app.done(
            lambda: session.begin_to_close(found.id, lambda kept: rounds.tally_of(found, kept))
        )
        if act is not None:
            self.query_one(SlipInput).value = ""
            self.workshop_app.show_view()
            self._on_closed(found.id)

    def action_cancel_round(self) -> None:
        """Cancel, with a reason."""
        from workshop.tui.dialogs import TextDialog

        found = self.round
        if found is None:
            return

        async def answered(reason: str | None) -> None:
            if reason is not None and self.view.need(Round, found.id).state == "open":
                await self.act(rounds.cancel(self.view, found.id, reason.strip()))
                self.refresh_bindings()

        self.app.push_screen(
            TextDialog(
                _("Cancel the round?"),
                note=_(
                    "Write the reason. There will be no result, and nobody sees the slips. "
                    "Undo opens the round again."
                ),
            ),
            answered,
        )

    def _other(self, one: str | None) -> None:
        self.show_record(one or "")

    def action_other(self) -> None:
        """Choose among open rounds."""
        from workshop.tui.dialogs import ChoiceDialog

        open_ones = [one for one in self.view.all(Round) if one.state == "open"]
        if len(open_ones) < 2:
            self.notify(_("No other round is open."))
            return
        dialog = ChoiceDialog(
            _("Which round?"), [(one.id, one.title) for one in open_ones], chosen=self._round
        )
        self.app.push_screen(dialog, self._other)
