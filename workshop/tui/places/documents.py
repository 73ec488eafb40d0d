"""Place 6, documents: choose one, read it here, write it to a file, show it in the browser."""

import zlib
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop import documents, i18n, output
from workshop.documents import Document
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.messages import Message, fill, msg
from workshop.output import showing
from workshop.outside import now
from workshop.tui.keys import key
from workshop.tui.places import documents_files as files
from workshop.tui.places.base import Place
from workshop.tui.places.documents_preview import Section, rendered, sections_of
from workshop.tui.text import MUTED, join, one_line, plain

MEETING_NOTE = "meeting-note"


class DocumentsPlace(Place):
    """Documents."""

    number = 6
    SCOPED_CSS = False
    DEFAULT_CSS = """
    DocumentsPlace { padding: 0; }
    DocumentsPlace #choose { width: 30; height: 1fr; border-right: solid $border; padding: 1 0; }
    DocumentsPlace #documents { height: auto; max-height: 8; }
    DocumentsPlace #about { height: auto; padding: 1 1 0 1; color: $foreground-muted; }
    DocumentsPlace #contents-head { height: auto; padding: 1 1 0 1; color: $foreground-muted; }
    DocumentsPlace #contents { height: 1fr; scrollbar-size-vertical: 1; }
    DocumentsPlace #contents { text-wrap: nowrap; text-overflow: ellipsis; }
    DocumentsPlace #preview { width: 1fr; height: 1fr; background: $surface; padding: 1 2;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1;
    }
    DocumentsPlace #paper { height: auto; max-width: 92; }
    House.-narrow DocumentsPlace #choose { width: 24; padding: 0; }
    House.-narrow DocumentsPlace #about { display: none; }
    House.-narrow DocumentsPlace #preview { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("documents.write", "w", "write", N_("Write to file"),
            N_("Write the document to a file, in a form you choose")),
        key("documents.open", "o", "open", N_("Open in browser"),
            N_("Show the document in the browser, where it can be printed")),
        key("documents.note", "s", "note", N_("Meeting note now"),
            N_("Write the meeting note beside the workshop and open it in the browser")),
        key("documents.paper", "g", "paper", N_("On paper"),
            N_("The gathering on paper, in the browser: table signs, cards to write on, slips")),
        key("documents.language", "l", "language", N_("Language"),
            N_("Bokmål, nynorsk or English in the document")),
        key("documents.next", "space,pagedown", "section(1)", N_("Next page"),
            N_("The next part of the document"), show=False),
        key("documents.previous", "backspace,pageup", "section(-1)", N_("Previous page"),
            N_("The part before"), show=False),
        key("documents.left", "left", "left", N_("Contents"), N_("To the lists"), show=False),
        key("documents.right", "right", "right", N_("Page"), N_("To the page"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.document_id = next(iter(documents.DOCUMENTS))
        self.language = ""
        """The document's language; empty is the workshop's own."""
        self._document: Document | None = None
        self._sections: list[Section] = []
        self._drawn: tuple[object, ...] = ()
        self._paper: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Documents and contents to the left; a page of the chosen one beside them."""
        with Horizontal():
            with Vertical(id="choose"):
                yield OptionList(id="documents")
                yield Static(id="about")
                yield Static(id="contents-head")
                yield OptionList(id="contents")
            with VerticalScroll(id="preview"):
                yield Static(id="paper")

    # ── what is shown ────────────────────────────────────────────────────────────────────

    @property
    def document_language(self) -> str:
        """The language the document is written in."""
        own = self.language or self.view.workshop.language
        return own if own in i18n.LANGUAGES else i18n.LANGUAGES[0]

    @property
    def translator(self) -> i18n.Translator:
        """Speaks the document's language."""
        return i18n.translator(self.document_language)

    @staticmethod
    def today() -> str:
        """Today's date, which stands in the documents."""
        return date.isoformat(now().date())

    def show_view(self) -> None:
        """Show the document as the workshop stands now, if anything differs."""
        if not self.is_mounted or self.workshop_app.open_session is None:
            return
        state = (self.session, self.view.version, self.document_id, self.document_language,
                 self.workshop_app.language)  # fmt: skip
        if state == self._drawn:
            return
        self._drawn = state
        self._document = documents.build(
            self.view, self.document_id, self.translator, self.today()
        )  # fmt: skip
        self._show_choices()
        self._show_contents()
        self._show_page()

    def _show_choices(self) -> None:
        say = i18n.current().message
        options = self.query_one("#documents", OptionList)
        lines = [
            join(
                ("▸ " if one.id == self.document_id else "  "),
                (say(one.title), "bold" if one.id == self.document_id else ""),
            )
            for one in documents.DOCUMENTS.values()
        ]
        if options.option_count:
            for at, line in enumerate(lines):
                options.replace_option_prompt_at_index(at, line)
        else:
            options.add_options(Option(line) for line in lines)
        with self.prevent(OptionList.OptionHighlighted):
            options.highlighted = list(documents.DOCUMENTS).index(self.document_id)
        about = documents.DOCUMENTS[self.document_id].about
        self.query_one("#about", Static).update(plain(say(about)))

    def _show_contents(self) -> None:
        assert self._document is not None
        before = [section.title for section in self._sections]
        self._sections = sections_of(self._document)
        titles = [section.title for section in self._sections]
        name = i18n.language_name(self.document_language)
        self.query_one("#contents-head", Static).update(
            join((_("Contents"), "bold"), f"   {name} (l)")
        )
        if titles == before:
            return
        options = self.query_one("#contents", OptionList)
        at = options.highlighted or 0
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(
                Option(plain("  " * max(section.level - 2, 0) + one_line(section.title, 60)))
                for section in self._sections
            )
            options.highlighted = min(at, len(titles) - 1) if titles else None

    def _show_page(self) -> None:
        if self._document is None or not self._sections:
            return
        at = min(self.query_one("#contents", OptionList).highlighted or 0, len(self._sections) - 1)
        room = self.query_one("#preview").scrollable_content_region.width
        width = min(room or 60, 92)
        paper = (self._drawn, at, width)
        if paper == self._paper:
            return
        turned = self._paper[:1] != paper[:1] or self._paper[1:2] != paper[1:2]
        self._paper = paper
        page = rendered(self._document, self._sections[at], width)
        page += join((f"\n\n— {at + 1} / {len(self._sections)} —", MUTED))
        self.query_one("#paper", Static).update(page)
        if turned:
            self.query_one("#preview").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lines are broken for the width there is."""
        self.call_after_refresh(self._show_page)

    def on_show(self) -> None:
        """Begin among the contents."""
        self.query_one("#documents").focus()
        self.call_after_refresh(self._show_page)

    def show_record(self, record: str) -> bool:
        """A document is not about one record."""
        return record in documents.DOCUMENTS and self.choose(record)

    # ── moving about ─────────────────────────────────────────────────────────────────────

    def choose(self, document_id: str) -> bool:
        """Show another document."""
        if document_id != self.document_id:
            self.document_id = document_id
            self._sections = []
            with self.prevent(OptionList.OptionHighlighted):
                self.query_one("#contents", OptionList).clear_options()
            self.show_view()
        return True

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The page follows the cursor."""
        event.stop()
        if event.option_list.id == "documents":
            self.choose(list(documents.DOCUMENTS)[event.option_index])
        else:
            self._show_page()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: on to the contents, then to the page."""
        event.stop()
        wanted = "#contents" if event.option_list.id == "documents" else "#preview"
        self.query_one(wanted).focus()

    def action_section(self, step: int) -> None:
        """Turn the page; within a long part, scroll first."""
        preview = self.query_one("#preview", VerticalScroll)
        room = preview.max_scroll_y - preview.scroll_y if step > 0 else preview.scroll_y
        if room > 0:
            preview.scroll_relative(y=step * max(preview.size.height - 2, 1), animate=False)
            return
        contents = self.query_one("#contents", OptionList)
        at = (contents.highlighted or 0) + step
        if 0 <= at < len(self._sections):
            contents.highlighted = at

    def action_left(self) -> None:
        """To the lists."""
        self.query_one("#contents").focus()

    def action_right(self) -> None:
        """To the page."""
        self.query_one("#preview").focus()

    def action_language(self) -> None:
        """The next language for the document."""
        languages = i18n.LANGUAGES
        here = languages.index(self.document_language)
        self.language = languages[(here + 1) % len(languages)]
        self.show_view()

    # ── out of the house ─────────────────────────────────────────────────────────────────

    def text_of(self, document_id: str, format_id: str) -> tuple[str, str]:
        """A document as text, and the name of its file."""
        text = documents.render(
            self.view, document_id, format_id, self.translator, self.today()
        )  # fmt: skip
        return text, documents.file_name(self.view, document_id, format_id, self.translator)

    @property
    def folder(self) -> Path:
        """Where documents go if no other folder is chosen."""
        word = self.translator.message(msg("documents"))
        return files.folder_beside(self.session.store.path, word)

    def action_write(self) -> None:
        """Ask for form and folder, and write."""
        from workshop.tui.places.documents_write import WriteDialog

        self.app.push_screen(WriteDialog(self, self.document_id))

    def action_open(self) -> None:
        """Show the document in the browser, without leaving a file beside the workshop."""
        text, name = self.text_of(self.document_id, "html")
        try:
            path = output.preview(name, text)
        except output.OutputError as error:
            self.workshop_app.tell(error.message, severity="error")
            return
        self.open_file(path)

    def action_note(self) -> None:
        """The meeting note: written beside the workshop, and open in the browser."""
        self.choose(MEETING_NOTE)
        text, name = self.text_of(MEETING_NOTE, "html")
        origin = self.session.store.workshop_id
        try:
            # Somebody has written in it: theirs stays, and this one gets a name of its own.
            path = output.free_name(self.folder / name, origin)
            done = output.write(path, text, origin, folder_chosen=False)
        except output.OutputError as error:
            self.workshop_app.tell(error.message, severity="warning")
            self.action_open()
            return
        for notice in done.notices:
            self.workshop_app.tell(notice, severity="warning")
        said = _("Written again: {file}") if done.again else _("Written: {file}")
        self.notify(fill(said, {"file": done.path}), timeout=8)
        self.open_file(done.path)

    def action_paper(self) -> None:
        """All a gathering needs when the laptop fails, in the browser to be printed."""
        from workshop.printing.gathering import Notes, PaperError, Wish, pages
        from workshop.printing.page import bound

        if not self.view.groups():
            self.notify(_("There are no tables yet. Press 2, then g, and say how many."))
            return
        workshop, notes = self.view.workshop, Notes()
        heading = " · ".join(part for part in (workshop.organisation, workshop.title) if part)
        # The same slips each time it is asked for: a second print belongs with the first.
        wish = Wish("plan-b", seed=zlib.crc32(self.session.store.workshop_id.encode()))
        try:
            made = pages(self.view, wish, self.translator, heading, notes)
            page = bound(heading, self.document_language, made)
            path = output.preview(f"plan-b-{self.document_language}.html", page.html)
        except PaperError as error:
            self.workshop_app.tell(error.message, severity="warning")
            return
        except output.OutputError as error:
            self.workshop_app.tell(error.message, severity="error")
            return
        for note in notes:
            self.workshop_app.tell(note)
        self.open_file(path)

    @work(thread=True, exclusive=False, group="browser")
    def open_file(self, path: Path) -> None:
        """Open a file in the browser without keeping anybody waiting."""
        if showing.open_in_browser(path):
            return
        self.app.call_from_thread(self._no_browser, path)

    def _no_browser(self, path: Path) -> None:
        self.workshop_app.tell(
            msg("No browser could be started. The document lies here: {file}", file=path),
            severity="warning", timeout=20,
        )  # fmt: skip

    def tell(self, message: Message, **kwargs: Any) -> None:
        """Say something about the writing."""
        self.workshop_app.tell(message, **kwargs)


ThePlace = DocumentsPlace
"""The name by which the house finds it. Styles need a name of its own."""
