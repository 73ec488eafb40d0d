"""User text is data in every document: nothing in it becomes more than text."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from hostile_desk import filled
from hostile_texts import HOSTILE, HOSTILE_LINES
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small_workshop import Desk

from workshop import documents
from workshop.documents.markdown import write_markdown
from workshop.documents.outline import (
    Bullets,
    Document,
    Heading,
    Item,
    KeyValues,
    Note,
    Numbered,
    Paragraph,
    Quote,
    Row,
    Table,
)
from workshop.documents.text import cut, one_line, paragraphs, visible
from workshop.i18n import translator

EN = translator("en")
TODAY = "2026-10-06"
DOCUMENTS = tuple(documents.DOCUMENTS)
PLAIN = "plain"
TEXT_TOKENS = {"text", "hardbreak", "strong_open", "strong_close", "em_open", "em_close"}


def markdown_reader() -> MarkdownIt:
    """A reader that lets everything through: HTML, tables, links made of addresses."""
    reader = MarkdownIt("commonmark", {"html": True, "linkify": True})
    reader.enable(["table", "strikethrough", "linkify"])
    reader.linkify.set({"fuzzy_link": False})
    return reader


READER = markdown_reader()


def render(desk: Desk, document: str, form: str) -> str:
    return documents.render(desk.view, document, form, EN, TODAY)


@cache
def plain(document: str, form: str) -> str:
    return render(filled(PLAIN), document, form)


def blocks(text: str) -> list[str]:
    return [token.type + token.tag for token in READER.parse(text)]


def inline_types(text: str) -> set[str]:
    found = set()
    for token in READER.parse(text):
        found.update(child.type for child in token.children or ())
        if token.type.startswith(("html", "code", "fence")):
            found.add(token.type)
    return found


def words(text: str) -> str:
    """What a reader of the Markdown sees, without its form."""
    parts = []
    for token in READER.parse(text):
        for child in token.children or ():
            parts.append(child.content if child.type == "text" else "\n" * (child.tag == "br"))
        parts.append("\n")
    return re.sub(r"\s+", " ", "".join(parts))


class Page(HTMLParser):
    """The tags of a page in order, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        names = tuple(f"{key}={value}" if key != "content" else key for key, value in attrs)
        self.tags.append((tag, names))

    def handle_endtag(self, tag):
        self.tags.append((f"/{tag}", ()))

    def handle_comment(self, data):
        self.tags.append(("comment", ()))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_in_markdown(text, document):
    """A table's answer could become a heading or a link in the case paper it lands in."""
    found = render(filled(text), document, "markdown")
    assert blocks(found) == blocks(plain(document, "markdown"))
    assert inline_types(found) <= TEXT_TOKENS
    assert cut(text, 40).removesuffix("…").strip() in words(found)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE_LINES)
def test_lines_stay_lines_in_markdown(text, document):
    """A pasted paragraph could break the document apart from there on."""
    found = render(filled(text), document, "markdown")
    wanted = [one for one in blocks(plain(document, "markdown")) if "heading" in one]
    assert [one for one in blocks(found) if "heading" in one] == wanted
    assert inline_types(found) <= TEXT_TOKENS
    assert set(blocks(found)) <= set(blocks(plain(document, "markdown")))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_in_html(text, document):
    """What somebody typed at a table could run in the browser of everyone who opens the page."""
    found = Page(render(filled(text), document, "html"))
    assert found.tags == Page(plain(document, "html")).tags
    assert cut(text, 40).removesuffix("…") in found.text


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("text", HOSTILE_LINES)
def test_lines_stay_lines_in_html(text, document):
    """A pasted paragraph could close a tag it did not open."""

    def tags(page):
        return [tag for tag in Page(page).tags if tag[0] not in {"br", "p", "/p"}]

    assert tags(render(filled(text), document, "html")) == tags(plain(document, "html"))


@pytest.mark.parametrize("text", [*HOSTILE, *HOSTILE_LINES])
def test_codes_that_nobody_knows_are_text_too(text):
    """A value from a newer version, or a broken file, could stop every document."""
    desk = filled(text, codes=True)
    for document in DOCUMENTS:
        assert inline_types(render(desk, document, "markdown")) <= TEXT_TOKENS
        found = Page(render(desk, document, "html")).tags
        assert {tag for tag, _ in found} <= {tag for tag, _ in Page(plain(document, "html")).tags}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_page_loads_and_runs_nothing(document):
    """Opening a colleague's document could tell a stranger that it was opened."""
    page = render(filled("<img src=//example.com>"), document, "html")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    tags = Page(page).tags
    names = {tag for tag, _ in tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "base"}
    attributes = [one for _, found in tags for one in found]
    assert not [one for one in attributes if one.startswith(("src=", "style=", "on"))]
    assert all(one.startswith("href=#") for one in attributes if one.startswith("href="))


def test_a_long_word_wraps():
    """Ten thousand characters without a space would push everything else off the page."""
    assert "overflow-wrap: anywhere" in plain("strategy", "html")


def test_controls_are_shown_and_not_obeyed():
    """A document read in a terminal could change its colours, or hide a sentence."""
    assert visible("a\x00b\x1b[31mc\u202ed\x85e\x7f") == "a␀b␛[31mc‹U+202E›d‹U+0085›e␡"
    assert visible("👨‍👩‍👧‍👦 æøå\n") == "👨‍👩‍👧‍👦 æøå\n"
    assert visible("a\tb\u2028c") == "a    b\nc"


def test_a_text_is_cut_at_a_word():
    """The meeting note would end sentences in the middle of a word, or grow past two pages."""
    assert cut("korte ord", 20) == "korte ord"
    assert cut("en setning som er for lang", 18) == "en setning som er…"
    assert len(cut("x" * 500, 50)) == 50


ANY = st.text(max_size=60) | st.text(alphabet="#->*_`~[](){}|!\\<>&=+.:1 \n\tax@/$^w", max_size=40)


def document_of(*found) -> str:
    return write_markdown(Document(id="x", title="t", language="en", blocks=found))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", " ".join(" ".join(one) for one in paragraphs(text))).strip()


@example("in three words #")
@example("sharp ##")
@example("#")
@given(ANY)
def test_any_text_reads_back_from_markdown(text):
    """A character that Markdown eats would make the exported sentence another sentence."""
    wanted = squeezed(text)
    for block, ordinary in (
        (Paragraph(text), "paragraph"),
        (Heading(text, 3), "heading"),
        (Bullets((Item(text),)), "bullet_list"),
        (Numbered((Item(text),)), "ordered_list"),
        (Quote(text), "blockquote"),
        (Note(text), "blockquote"),
    ):
        found = document_of(block)
        assert inline_types(found) <= TEXT_TOKENS, found
        assert words(found).strip() == f"t {wanted}".strip(), found
        kinds = {token.type.removesuffix("_open") for token in READER.parse(found)}
        known = {ordinary, "heading", "inline", "paragraph", "list_item"}
        assert {kind for kind in kinds if not kind.endswith("_close")} <= known, found


@given(ANY, ANY)
def test_any_text_fits_in_a_cell(text, other):
    """A bar or a line feed in a text would shift every cell after it."""
    found = document_of(Table(("a", "b"), ((text, Item(other, text)), ("x", "y"))))
    cells = [
        "".join(child.content for child in token.children or () if child.type == "text")
        for token in READER.parse(found)
        if token.type == "inline"
    ]
    both = f"{one_line(other)} {one_line(text)}".strip()
    assert cells == ["t", "a", "b", one_line(text), both, "x", "y"]


@given(ANY, ANY)
def test_any_text_may_be_named_and_detailed(text, other):
    """Small print and names stand in emphasis, which some characters could break out of."""
    found = document_of(
        KeyValues((Row(f"n{text}", other),)), Bullets((Item("x", text),)), Paragraph(text, "lead")
    )
    assert inline_types(found) <= TEXT_TOKENS
    assert one_line(f"n{text}") in words(found)
