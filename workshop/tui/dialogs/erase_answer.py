"""Erasing an answer permanently while the room looks on: by its place, never by its words."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop import i18n
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import msg
from workshop.model import Answer
from workshop.session.reach import BeyondReach, beyond_reach, in_words
from workshop.tui.dialogs.notices import NoticeDialog
from workshop.tui.dialogs.simple import GIVE_UP
from workshop.tui.keys import key
from workshop.tui.notices import Notice
from workshop.tui.places.cards_answers import rows
from workshop.tui.places.parties_words import field_word
from workshop.tui.places.strategy_words import kind_word
from workshop.tui.text import join, plain

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp
    from workshop.tui.places.cards import CardsPlace


class EraseAnswerDialog(ModalScreen[bool]):
    """Which answer, and a word to type. Low on the screen, so that the answers can be seen."""

    FOR_THE_ROOM: ClassVar[bool] = True
    DEFAULT_CSS = """
    EraseAnswerDialog { align: center bottom; background: $background 0%; }
    EraseAnswerDialog > .sheet {
        width: 64; max-width: 98%; height: auto; padding: 0 2;
        background: $surface; border: round $error;
    }
    EraseAnswerDialog Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        GIVE_UP,
        key("erase.earlier", "up", "move(-1)", N_("The answer above"),
            N_("Choose the answer above on the projector")),
        key("erase.later", "down", "move(1)", N_("The answer beneath"),
            N_("Choose the answer beneath on the projector")),
    ]  # fmt: skip

    def __init__(
        self, answers: Sequence[str], newest: str, point_at: Callable[[str], None]
    ) -> None:
        """Ask.

        Args:
            answers: The answers to the card, in the order in which the room sees them.
            newest: The one that was said last; it is chosen to begin with.
            point_at: Marks an answer on the projector; none when it is empty.
        """
        super().__init__()
        self._answers, self._newest, self._point_at = list(answers), newest, point_at
        self._at = self._answers.index(newest)

    @classmethod
    def of(
        cls, place: "CardsPlace | None", point_at: Callable[[str], None]
    ) -> "EraseAnswerDialog | None":
        """The question for the card that lies on the table; None when nothing was said to it."""
        draw = place.dealer.draw if place is not None else None
        if place is None or draw is None:
            return None
        worded = [answer.id for answer in place.view.under(draw.id, Answer) if answer.text]
        shown = [row.record for row in rows(place.view, draw.id, set(), wall=True)]
        ours = [one for one in shown if one in worded]
        return cls(ours, worded[-1], point_at) if ours else None

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Which one, and the word."""
        with Vertical(classes="sheet"):
            yield Static(id="which")
            yield Input(id="word", compact=True)
            yield Static(plain(_("↑ ↓ choose another, Esc leaves all as it is")))

    def on_mount(self) -> None:
        """Begin with the newest."""
        self.query_one(Input).focus()
        self._show()

    def _show(self) -> None:
        self._point_at(self._answers[self._at])
        newest = self._answers[self._at] == self._newest
        words = _("Answer {n} of {total} from the top, the last that was said") if newest else _(
            "Answer {n} of {total} from the top")  # fmt: skip
        self.query_one("#which", Static).update(
            join(
                (_("Erase permanently"), "bold $error"), "\n",
                (words.format(n=self._at + 1, total=len(self._answers)), "bold"), "\n",
                _("Type {word} and press Enter.").format(word=_("ERASE")),
            )
        )  # fmt: skip

    def action_move(self, step: int) -> None:
        """Another answer."""
        self._at = max(0, min(self._at + step, len(self._answers) - 1))
        self._show()

    async def on_input_submitted(self) -> None:
        """Enter after the word."""
        field = self.query_one(Input)
        if field.value.strip().casefold() != _("ERASE").casefold():
            field.value = ""
            return
        app, answer = self.workshop_app, self._answers[self._at]
        session = app.session
        left = app.guarded(lambda: beyond_reach(session, answer, ["text"])) or BeyondReach()
        if await app.done(lambda: session.begin_to_forget(answer, "text")) is None:
            return
        self._point_at("")
        self.dismiss(True)
        app.show_view()
        app.poll()
        self._note(left)

    def _note(self, left: BeyondReach) -> None:
        """What could not be reached waits for the facilitator, away from the room."""
        app = self.workshop_app
        view = app.session.view
        lines = in_words(
            left, lambda record, field: f"{kind_word(view, record)} "
            f"({field_word(view, record, field)})",
        )  # fmt: skip
        words = "\n".join(i18n.current().message(line) for line in lines)
        app.put_up(
            Notice(
                msg("Erased from the projector view. Some of it may stand elsewhere."),
                lambda: app.push_screen(NoticeDialog(words)),
            )
        )

    def action_give_up(self) -> None:
        """All stays as it is."""
        self._point_at("")
        self.dismiss(False)
