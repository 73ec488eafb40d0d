"""What a consultant does in the library: make, change, order and retire cards of one's own decks.

The rules are in ``workbench``; here it is asked for, and told what came of it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import work as aside
from textual.screen import Screen

from workshop.content import Card, Deck
from workshop.i18n import gettext as _
from workshop.library import default_library
from workshop.messages import Message, msg
from workshop.tui.dialogs.simple import ChoiceDialog, ConfirmDialog, TextDialog
from workshop.tui.screens.library_shelf import Work
from workshop.tui.text import one_line

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp
    from workshop.tui.screens.library_rows import Step

T = TypeVar("T")


class LibraryDoing(Screen[None]):
    """The commands of the library that write something."""

    # What the screen itself has.

    @property
    def work(self) -> Work | None:
        """The deck or process that is chosen."""
        raise NotImplementedError

    @property
    def step(self) -> "Step":
        """What is shown of it."""
        raise NotImplementedError

    @property
    def language(self) -> str:
        """The language the cards are shown in."""
        raise NotImplementedError

    def reload(self, path: Path | None = None, card: str = "") -> None:
        """Look on the shelves again, at a file if one is given, and at one of its cards."""
        raise NotImplementedError

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    # ── what every command needs ─────────────────────────────────────────────────────────

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Do something with the files; tell what stood in the way if it fails."""
        found, wrong = attempt(action)
        if wrong is not None:
            self.workshop_app.tell(wrong, severity="error", timeout=10)
        return found

    def chosen_card(self) -> tuple[Deck, Card] | None:
        """The card that is shown, and its deck; asks for one when none is."""
        work, step = self.work, self.step
        if work is None or work.deck is None or step.card < 0:
            self.notify(_("Choose a card of a deck first."))
            return None
        return work.deck, work.deck.cards[step.card]

    def on_own(self, then: Callable[[Work, Path], None]) -> None:
        """Do something with what is chosen if it is one's own; otherwise offer to make it so."""
        work = self.work
        if work is None:
            return
        if work.shelf == "own" and work.path is not None:
            if work.broken:
                self.notify(_("Mend the errors first: o opens the file in your editor."))
                return
            then(work, work.path)
            return
        if work.shelf == "workshop":
            self.notify(
                _("This is as it was when it was drawn. Choose the deck itself further down.")
            )
            return
        card = self.step.card
        title = one_line(work.title(self.language), 50)

        def answered(yes: bool | None) -> None:
            path = self._fork(work) if yes else None
            if path is not None:
                ids = [one.id for one in work.deck.cards] if work.deck else []
                self.reload(path, ids[card] if card >= 0 else "")
                if self.work is not None and self.work.path == path:
                    then(self.work, path)

        self.app.push_screen(
            ConfirmDialog(
                _("Make your own version of “{title}”?").replace("{title}", title),
                _(
                    "What came with the program is never changed. Your own version remembers what "
                    "it was made from, and can take what is new there later."
                ),
                yes=_("Make my own"),
                no=_("Cancel"),
            ),
            answered,
        )

    def _fork(self, work: Work, new_id: str = "") -> Path | None:
        from workshop.workbench import forking, own_files

        kind = own_files.DECK if work.sort == "deck" else own_files.PROCESS
        library = default_library()
        made = self.attempt(lambda: forking.fork(library, kind, work.name, new_id=new_id))
        if made is None:
            return None
        said = _("Your own version: {file}").replace("{file}", made.path.name)
        self.notify(said)
        return made.path

    def _write(self, path: Path, edit: Callable[[str], str], card: str = "") -> bool:
        """Change a deck's file, and show it."""
        done = self.attempt(lambda: write(path, edit))
        if done:
            self.reload(path, card)
        return bool(done)

    # ── cards ────────────────────────────────────────────────────────────────────────────

    def action_edit(self) -> None:
        """Change the card that is shown."""
        if self.chosen_card() is not None:
            self.on_own(lambda work, path: self._edit(work, path, new=False))

    def action_add(self) -> None:
        """Make a new card, after the one that is shown."""
        work = self.work
        if work is not None and work.sort == "process":
            self.notify(_("A process is changed in your editor: press o."))
            return
        self.on_own(lambda work, path: self._edit(work, path, new=True))

    def _edit(self, work: Work, path: Path, *, new: bool) -> None:
        from workshop.tui.dialogs.card_editor import CardEditor
        from workshop.tui.dialogs.card_form import free_id
        from workshop.workbench import editing

        deck, number = work.deck, self.step.card
        if deck is None:
            return
        card = deck.cards[number] if number >= 0 and not new else None
        after = deck.cards[number].id if number >= 0 else None
        kept: list[str] = []

        def keep(data: dict[str, Any]) -> Message | None:
            name = card.id if card else free_id(deck, data)

            def edit(text: str) -> str:
                if card is not None:
                    return editing.change_card(text, name, data)
                return editing.add_card(text, {**data, "id": name}, after=after)

            _done, wrong = attempt(lambda: write(path, edit))
            kept.append(name)
            return wrong

        def closed(done: bool | None) -> None:
            if done:
                self.reload(path, kept[-1])

        self.app.push_screen(CardEditor(deck, card, keep), closed)

    def action_retire(self) -> None:
        """Take the card out of play, or bring it back."""
        found = self.chosen_card()
        if found is None:
            return
        name, retired = found[1].id, not found[1].retired

        def do(_work: Work, path: Path) -> None:
            from workshop.workbench import editing

            if self._write(
                path, lambda text: editing.retire_card(text, name, retired=retired), name
            ):
                self.notify(
                    _("Out of play: it is not drawn or printed, but kept. r brings it back.")
                    if retired
                    else _("Back in play.")
                )

        self.on_own(do)

    def action_shift(self, by: int) -> None:
        """Move the card in the deck."""
        found = self.chosen_card()
        if found is None:
            return
        name, to = found[1].id, self.step.card + by
        if not 0 <= to < len(found[0].cards):
            return

        def do(_work: Work, path: Path) -> None:
            from workshop.workbench import editing

            self._write(path, lambda text: editing.move_card(text, name, to=to), name)

        self.on_own(do)

    # ── the file ─────────────────────────────────────────────────────────────────────────

    def action_open(self) -> None:
        """Open the file in the person's own editor, and look at it again afterwards."""
        work = self.work
        if work is not None and work.broken and work.shelf == "own" and work.path is not None:
            self._open(work, work.path)
        else:
            self.on_own(self._open)

    def _open(self, work: Work, path: Path) -> None:
        from textual.app import SuspendNotSupported

        from workshop.tui.screens.library_files import edit_file, own_editor

        editor = own_editor()
        if not editor:
            said = _("No editor is chosen: set EDITOR, such as “export EDITOR=nano”. The file: ")
            self.notify(f"{said}{path}", severity="warning", timeout=15)
            return
        try:
            with self.app.suspend():
                wrong = self.attempt(lambda: edit_file(editor, path, work.sort))
        except SuspendNotSupported:
            wrong = msg("The screen cannot be lent to an editor here. The file: {file}", file=path)
        self.app.refresh(repaint=True, layout=True)
        if wrong is not None:
            self.workshop_app.tell(wrong, severity="error", timeout=15)
        self.reload(path)
        now = self.work
        if now is not None and now.broken and now.loaded is not None:
            said = _("The file has errors now: {n}. They are listed to the right.")
            self.notify(said.format(n=len(now.loaded.errors)), severity="warning")

    def action_fork(self) -> None:
        """Make a version of one's own, with an id of its own."""
        work = self.work
        if work is None or work.value is None or work.shelf == "workshop":
            self.notify(_("Choose a deck or a process that is on the shelves first."))
            return

        def answered(name: str | None) -> None:
            path = self._fork(work, name.strip()) if name else None
            if path is not None:
                self.reload(path)

        title = one_line(work.title(self.language), 50)
        self.app.push_screen(
            TextDialog(
                _("What is the id of your own version?"),
                f"{work.name}-egen",
                note=_(
                    "Your own version of “{title}” remembers what it was made from. When the "
                    "original moves on you choose card by card what you take."
                ).replace("{title}", title),
            ),
            answered,
        )

    # ── new ──────────────────────────────────────────────────────────────────────────────

    def action_new(self) -> None:
        """Make something new, or take in what somebody has sent."""
        work = self.work
        choices = [("deck", _("An empty deck"))]
        if work is not None and work.value is not None and work.shelf != "workshop":
            title = one_line(work.title(self.language), 40)
            begin = _("A new one that begins with the texts of “{title}”")
            own = _("My own version of “{title}”, that can follow when it moves on")
            choices.append(("from", begin.replace("{title}", title)))
            choices.append(("fork", own.replace("{title}", title)))
        choices += [
            ("process", _("An empty process")),
            ("parcel", _("What somebody has sent: a file, a folder or a zip")),
            ("questions", _("A list of questions: CSV, Markdown or plain text")),
        ]

        def chosen(what: str | None) -> None:
            if what == "fork":
                self.action_fork()
            elif what in ("deck", "process"):
                self._name_new(what, "")
            elif what == "from" and work is not None:
                self._name_new(work.sort, work.name)
            elif what == "parcel":
                self.take_in()
            elif what == "questions":
                self.take_questions()

        self.app.push_screen(ChoiceDialog(_("What do you want to make?"), choices), chosen)

    def take_in(self) -> None:
        """Take in what somebody has sent."""
        raise NotImplementedError

    def take_questions(self) -> None:
        """Make cards of a list of questions."""
        raise NotImplementedError

    def _name_new(self, sort: str, source: str) -> None:
        from workshop.workbench import making

        def answered(title: str | None) -> None:
            if not title:
                return
            wanted = making.Wanted(
                title=title.strip(), source=source, author=self.workshop_app.by,
                language="" if source else self.language,
            )  # fmt: skip
            kind: Any = sort
            path = self.attempt(lambda: making.make(default_library(), wanted, kind))
            if path is not None:
                self.reload(path)
                self.notify(_("Made: {file}").replace("{file}", str(path)))

        self.app.push_screen(TextDialog(_("What is it to be called?")), answered)

    # ── the browser ──────────────────────────────────────────────────────────────────────

    @aside(thread=True, exclusive=False, group="browser")
    def show_in_browser(self, path: Path) -> None:
        """Open a file in the browser without keeping anybody waiting."""
        from workshop.output import showing

        if not showing.open_in_browser(path):
            said = msg("No browser could be started. The pages lie here: {file}", file=path)
            self.app.call_from_thread(
                self.workshop_app.tell, said, severity="warning", timeout=20
            )  # fmt: skip


def attempt(action: Callable[[], T]) -> tuple[T | None, Message | None]:
    """Do something with the files: what came of it, or what stood in the way.

    Raises:
        OccupiedError: something lies where a document was to be written.
    """
    from workshop.output import OccupiedError, OutputError
    from workshop.workbench.editing import EditError
    from workshop.workbench.own_files import SharingError

    try:
        return action(), None
    except (EditError, SharingError) as error:
        reason = error.message
        if error.problems:
            first = error.problems[0]
            reason = msg("{what} ({reason})", what=reason, reason=first.message)
        return None, reason
    except OccupiedError:
        raise  # a question, and not a message
    except OutputError as error:
        return None, error.message
    except FileExistsError as error:
        name = error.filename or ""
        return None, msg("There is a file there already: {file}. Choose another name.", file=name)
    except OSError as error:
        return None, msg("The file cannot be read or written: {reason}",
                         reason=error.strerror or error)  # fmt: skip


def write(path: Path, edit: Callable[[str], str]) -> bool:
    """Change the file of a deck of one's own: read, edit, check, write.

    Raises:
        EditError: the edit cannot be made or kept; the file is as it was.
    """
    from workshop.workbench.saving import open_file, save

    opened = open_file(path)
    save(opened, edit(opened.text))
    return True
