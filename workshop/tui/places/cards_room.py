"""Taking in what the room says: from the line to the file, here and on the wall alike."""

from typing import TYPE_CHECKING

from workshop.acts import answering, capture, cards
from workshop.acts.capture import Captured
from workshop.changes import Act
from workshop.i18n import current, ngettext
from workshop.i18n import gettext as _
from workshop.messages import Message, msg
from workshop.tui.dialogs import ConfirmDialog
from workshop.tui.places.cards_dealer import Dealer
from workshop.tui.text import one_line
from workshop.tui.widgets.capture import FIELD, CaptureLine

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

LINES_SHOWN = 3


class Room:
    """Takes in lines for the card that lies on the table."""

    def __init__(self, app: "WorkshopApp", dealer: Dealer) -> None:
        self._app = app
        self.dealer = dealer

    def last_table(self) -> int:
        """The table that spoke last, or the only one there is."""
        numbers = [group.number for group in self.dealer.view.groups()]
        if self.dealer.at.table in numbers:
            return self.dealer.at.table
        return numbers[0] if len(numbers) == 1 else 0

    def take_in(self, line: CaptureLine, text: str) -> None:
        """Take in one line, or say what is wrong with it; then it stands in the line again."""
        draw = self.dealer.draw
        heard = answering.hear(text, self.last_table())
        if draw is None or isinstance(heard, Message):
            line.give_back(text, heard if isinstance(heard, Message) else None)
            return
        if not self.dealer.view.groups():
            self._seat_first(line, text)
            return
        session = self.dealer.session
        taken = capture.take_in(session.view, session.new_id, draw.id, heard)
        if isinstance(taken, Message):
            line.give_back(text, taken)
            return
        self.dealer.spoke(heard.table)
        line.under_way(text, heard.table)

        def kept(act: Act | None) -> None:
            if act is None:
                line.give_back(text, msg("This could not be saved. What you wrote is still here."))
            else:
                line.taken(text)

        self._app.write(taken[1], kept, drafts=[(draw.id, FIELD)])

    def _seat_first(self, line: CaptureLine, text: str) -> None:
        """There are no tables yet: ask how many, then take the line in."""
        from workshop.tui.places.cards_dialogs import SeatDialog

        async def seated(count: int | None) -> None:
            if count:
                await self.seat(count)
                self.take_in(line, text)
            else:
                line.give_back(text, None)

        self._app.push_screen(SeatDialog(), seated)

    async def seat(self, count: int) -> None:
        """Set up tables."""
        session = self.dealer.session
        await self._app.act(cards.seat_tables(session.view, session.new_id, count)[1])

    def take_in_many(self, line: CaptureLine, text: str) -> None:
        """Take in many lines as one act, if the person agrees."""
        draw = self.dealer.draw
        heard, problems = answering.hear_lines(text, self.last_table())
        if draw is None:
            return
        if problems:
            first, why = problems[0]
            words = ngettext(
                "{n} line cannot be read. The first: “{line}” {why}",
                "{n} lines cannot be read. The first: “{line}” {why}",
                len(problems),
            )
            line.say(
                words.format(n=len(problems), line=one_line(first, 40).replace("{", "("),
                             why=current().message(why)), wrong=True,
            )  # fmt: skip
            return
        shown = [f"{one.table}  {one_line(one.text, 56)}" for one in heard[:LINES_SHOWN]]
        more = ["…"] if len(heard) > LINES_SHOWN else []
        question = ngettext("Take in {n} line as an answer?", "Take in {n} lines as answers?",
                            len(heard)).format(n=len(heard))  # fmt: skip

        async def sure(yes: bool | None) -> None:
            if yes:
                await self._take_in_all(line, draw.id, heard)

        dialog = ConfirmDialog(question, "\n".join([*shown, *more]), yes=_("Take in"))
        self._app.push_screen(dialog, sure)

    async def _take_in_all(self, line: CaptureLine, draw: str, heard: list[Captured]) -> None:
        session = self.dealer.session
        change = answering.take_in_all(session.view, session.new_id, draw, heard)
        if isinstance(change, Message):
            line.say(current().message(change), wrong=True)
        elif await self._app.act(change) is not None:
            self.dealer.spoke(heard[-1].table)
            self._app.show_view()
