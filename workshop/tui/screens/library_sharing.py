"""What a consultant does with a whole deck: check, translate, follow the original, print, share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from textual import work as aside

from workshop import i18n, outside
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.library import Loaded, default_library
from workshop.tui.dialogs.simple import ChoiceDialog, ConfirmDialog, TextDialog
from workshop.tui.screens.library_doing import LibraryDoing, attempt
from workshop.tui.screens.library_shelf import Work
from workshop.tui.screens.library_words import heading_of
from workshop.tui.text import one_line

T = TypeVar("T")


class LibrarySharing(LibraryDoing):
    """The commands of the library that concern a whole deck or process."""

    # ── check ────────────────────────────────────────────────────────────────────────────

    def action_check(self) -> None:
        """Say everything that is wrong, and what could be better."""
        work = self.work
        if work is None or work.path is None:
            self.notify(_("Choose a deck or a process that is on the shelves first."))
            return
        self._inspect(work, work.path)

    @aside(thread=True, exclusive=True, group="check")
    def _inspect(self, work: Work, path: Path) -> None:
        from workshop.workbench.inspecting import inspect_decks, inspect_processes

        inspect: Callable[..., list[Loaded[Any]]] = (
            inspect_decks if work.sort == "deck" else inspect_processes
        )
        found, wrong = attempt(lambda: inspect(default_library(), [path])[0])
        self.app.call_from_thread(self._show_check, work, found, wrong)

    def _show_check(self, work: Work, found: Loaded[Any] | None, wrong: Any) -> None:
        from workshop.tui.dialogs.check_dialog import Answer, CheckDialog, Remark
        from workshop.yamlio import read_file

        if found is None or work.path is None:
            self.workshop_app.tell(wrong, severity="error")
            return
        deck = found.value if work.sort == "deck" else None
        document = read_file(work.path)
        begins = [
            (document.place(("cards", at)).line, card)
            for at, card in enumerate(deck.cards if deck else ())
        ]

        def remark(problem: Any) -> Remark:
            card = next((one for line, one in reversed(begins) if line <= problem.line), None)
            if card is None or deck is None:
                return Remark(problem)
            return Remark(problem, card.id, heading_of(deck, card, self.language))

        def answered(answer: Answer | None) -> None:
            if answer is None or work.path is None:
                return
            if answer.finding:
                self._let_stand(work.path, answer.card, answer.finding, answer.reason)
            elif answer.card:
                self.reload(work.path, answer.card)

        remarks = [remark(problem) for problem in found.problems]
        title = work.title(self.language)
        self.app.push_screen(CheckDialog(title, remarks, own=work.shelf == "own"), answered)

    def _let_stand(self, path: Path, card: str, finding: str, reason: str) -> None:
        from workshop.workbench import editing

        deck = self.work.deck if self.work else None
        one = next((one for one in deck.cards if one.id == card), None) if deck else None
        if one is not None:
            allow = {**one.allow, finding: reason}
            if self._write(
                path, lambda text: editing.change_card(text, card, {"allow": allow}), card
            ):
                self.action_check()

    # ── translate, follow ────────────────────────────────────────────────────────────────

    def action_translate(self) -> None:
        """Open the work list of what is to be translated."""
        if self.work is not None and self.work.sort == "process":
            self.notify(_("A process is translated in your editor: press o."))
            return

        def do(work: Work, path: Path) -> None:
            from workshop.tui.screens.library_translate import TranslateScreen

            if work.deck is not None:
                self.app.push_screen(TranslateScreen(path), lambda _done: self.reload(path))

        self.on_own(do)

    def action_upgrade(self) -> None:
        """Hold one's own version against its original."""
        work = self.work
        if work is None or work.value is None or work.shelf != "own" or not work.value.origin:
            self.notify(_("Choose a version of your own that was made from another."))
            return
        from workshop.tui.screens.library_upgrade import UpgradeScreen
        from workshop.workbench import forking, own_files

        kind = own_files.DECK if work.sort == "deck" else own_files.PROCESS
        upgrade = self.attempt(lambda: forking.look(default_library(), kind, work.name))
        path = work.path
        if upgrade is None or path is None:
            return
        if not upgrade.news:
            self.notify(_("There is nothing new in the original: you have seen everything."))
            return
        self.app.push_screen(
            UpgradeScreen(upgrade, self.language), lambda _done: self.reload(path)
        )  # fmt: skip

    # ── print ────────────────────────────────────────────────────────────────────────────

    def action_print(self) -> None:
        """Make pages for the printer, and open them in the browser."""
        work = self.work
        if work is None or work.value is None:
            self.notify(_("Choose a deck or a process first."))
            return
        if work.process is not None:
            self._print(work, "run-sheet")
            return
        choices = [
            ("8", _("Cards to cut, 8 to a page")),
            ("4", _("Cards to cut, 4 to a page")),
            ("large", _("Large print, one card to a page")),
        ]

        def chosen(what: str | None) -> None:
            if what:
                self._print(work, what)

        note = _("Opens in the browser, where it can be printed: questions in front, follow-ups "
                 "behind.")  # fmt: skip
        self.app.push_screen(ChoiceDialog(_("Print how?"), choices, note=note), chosen)

    def _print(self, work: Work, how: str) -> None:
        from workshop.output import OutputError, preview
        from workshop.printing.cards import card_sheets, large_print, sheaf
        from workshop.printing.run_sheet import run_sheet

        t = i18n.translator(self.language)
        if work.process is not None:
            made = run_sheet(work.process, t)
        else:
            assert work.deck is not None
            cards = sheaf(work.deck, t)
            made = large_print(cards) if how == "large" else card_sheets(cards, per_page=int(how))
        try:
            path = preview(f"{work.name}-{how}.html", made.html)
        except OutputError as error:
            self.workshop_app.tell(error.message, severity="error")
            return
        said = ngettext("{n} page, in the browser", "{n} pages, in the browser", made.pages)
        self.notify(said.format(n=made.pages))
        self.show_in_browser(path)

    # ── share ────────────────────────────────────────────────────────────────────────────

    def action_share(self) -> None:
        """Pack or export what is chosen."""
        work = self.work
        if work is None or work.value is None or work.shelf == "workshop":
            self.notify(_("Choose a deck or a process that is on the shelves first."))
            return
        if work.deck is None:
            self._pack(work)
            return
        choices = [
            ("zip", _("One zip with licence and version, that others can take in")),
            ("csv", _("A table for a spreadsheet (CSV)")),
            ("md", _("A list for a text (Markdown)")),
        ]

        def chosen(form: str | None) -> None:
            if form == "zip":
                self._pack(work)
            elif form:
                self._export(work, form)

        title = one_line(work.title(self.language), 50)
        question = _("Share “{title}” as what?").replace("{title}", title)
        self.app.push_screen(ChoiceDialog(question, choices), chosen)

    def _where(self, question: str, proposal: Path, then: Callable[[Path], None]) -> None:
        def answered(name: str | None) -> None:
            if name and name.strip():
                then(Path(name.strip().strip("'\"")).expanduser())

        self.app.push_screen(TextDialog(question, str(proposal)), answered)

    def _through_the_door(
        self, write: Callable[[], T], again: Callable[[Path, bool], None]
    ) -> T | None:
        """Write a document; where something lies there, ask, and write again as answered."""
        from workshop.output import OccupiedError
        from workshop.tui.dialogs.occupied import FREE, OVER, question

        try:
            return self.attempt(write)
        except OccupiedError as error:
            there = error.occupied[0]

        def answered(answer: str | None) -> None:
            if answer in (FREE, OVER):
                again(there.free if answer == FREE else there.path, answer == OVER)

        self.app.push_screen(question([there]), answered)
        return None

    def _pack(self, work: Work) -> None:
        from workshop.workbench import packing
        from workshop.workbench.own_files import DECK, PROCESS

        kind = DECK if work.sort == "deck" else PROCESS

        def do(to: Path, over: bool = False) -> None:
            made = self._through_the_door(
                lambda: packing.pack(
                    default_library(), [(kind, work.name)], to, with_decks=True, replace=over
                ),
                do,
            )
            if made is None:
                return
            self.notify(_("Packed: {file}").replace("{file}", str(made.path)), timeout=10)
            for notice in made.notices:
                self.workshop_app.tell(notice, severity="warning", timeout=10)

        self._where(_("Into which folder or zip?"), Path.cwd(), do)

    def _export(self, work: Work, form: str) -> None:
        from workshop.output import write
        from workshop.workbench import csv_cards, question_lists

        deck = work.deck
        assert deck is not None

        def do(to: Path, over: bool = False) -> None:
            if form == "csv":
                # A spreadsheet reads æ, ø and å as something else without the mark in front.
                text = "\ufeff" + csv_cards.write_csv(
                    deck, heading=self.language, languages=(), separator=";"
                )
            else:
                text = question_lists.write_list(deck, self.language)
            done = self._through_the_door(
                lambda: write(to, text, f"deck:{work.name}", over=over), do
            )
            if done is not None:
                self.notify(_("Written: {file}").replace("{file}", str(done.path)), timeout=10)

        self._where(_("To which file?"), Path.cwd() / f"{work.name}.{form}", do)

    # ── take in ──────────────────────────────────────────────────────────────────────────

    def take_in(self) -> None:
        """Take in a file, a folder or a zip that somebody has sent."""
        from workshop.workbench import adding

        def answered(name: str | None) -> None:
            if not name or not name.strip():
                return
            path = Path(name.strip().strip("'\"")).expanduser()
            found = self.attempt(lambda: adding.plan(default_library(), path))
            if found is not None:
                self._confirm_parcel(found)

        self.app.push_screen(
            TextDialog(
                _("Which file, folder or zip?"),
                note=_("Its path; it can be pasted in. You see what is in it before it is added."),
            ),
            answered,
        )

    def _confirm_parcel(self, found: Any) -> None:
        """Show what a parcel would bring, and add it."""
        from workshop.workbench import adding

        lines = [f"{item.value.id} {item.value.version}  –  {state(item.state)}"
                 for item in found.items[:20]]  # fmt: skip
        lines += [f"✗ {name}  –  " + _("has errors, is passed over") for name in found.broken[:10]]
        lines += [f"  {problem}" for problem in found.problems[:5]]
        if not found.items:
            lines.insert(0, _("There is nothing in it that can be used."))
        question = ngettext("Add {n} deck or process?", "Add {n} decks and processes?",
                            len(found.items)).format(n=len(found.items))  # fmt: skip

        def answered(yes: bool | None) -> None:
            if not yes or not found.items:
                return
            stamp = outside.stamp()
            added = self.attempt(
                lambda: adding.add(
                    found, stamp=stamp, replace=bool(found.replacing), skip_broken=True
                )
            )
            if added is not None:
                self.reload(added[0].target if added else None)
                self.notify(_("Added: {n}").format(n=len(added)))

        self.app.push_screen(
            ConfirmDialog(question, "\n".join(lines), yes=_("Add"), no=_("Cancel")), answered
        )

    def take_questions(self) -> None:
        """Make a deck of a list of questions."""
        from workshop.tui.dialogs.import_dialog import ImportDialog, ToMake
        from workshop.workbench import exchange, making

        def agreed(made: ToMake | None) -> None:
            if made is None:
                return
            shelves = default_library()
            path = self.attempt(
                lambda: exchange.make_deck(
                    shelves, made.preview, name=making.suggest_id(shelves, made.title),
                    language=made.language, title=made.title,
                )
            )  # fmt: skip
            if path is not None:
                self.reload(path)
                self.notify(_("Made: {file}").replace("{file}", str(path)))

        def answered(name: str | None) -> None:
            if not name or not name.strip():
                return
            path = Path(name.strip().strip("'\"")).expanduser()
            data = self.attempt(path.read_bytes)
            if data is not None:
                self.app.push_screen(ImportDialog(data, path, self.language), agreed)

        note = _("One question a line, a Markdown list, or a table saved as CSV. You see the cards "
                 "before anything is made.")  # fmt: skip
        self.app.push_screen(TextDialog(_("Which file with questions?"), note=note), answered)


def state(name: str) -> str:
    """What stands where something from a parcel is to go, in words."""
    return {
        "new": _("new"),
        "same": _("here already, and the same"),
        "own": _("takes the place of your own, which is kept beside it"),
        "built-in": _("is used instead of the built-in one"),
    }.get(name, name)
