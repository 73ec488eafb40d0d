"""What a document consists of, before anyone has decided how it is written.

A document is built once as this tree and then written as Markdown, HTML and so on. All text in
it is plain text: a writer must make sure that it is read as such, whatever it contains. A line
feed in a text is a new line, and an empty line a new paragraph.
"""

from typing import Literal

import msgspec

Stage = Literal["draft", "adopted", "input"]
"""How far the content has come: not decided, decided, or what people said and nothing more."""


class Heading(msgspec.Struct, frozen=True):
    """A heading. ``label`` and ``number`` stand before the text: *Goal 1.2*."""

    text: str
    level: int = 2
    """2 is a chapter; the document's title is 1."""
    label: str = ""
    number: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """Running text; two line feeds in a row begin a new paragraph."""

    text: str
    style: Literal["", "lead", "quiet"] = ""
    """``lead`` carries weight, such as a vision; ``quiet`` is an explanation."""


class Item(msgspec.Struct, frozen=True):
    """One line of a list, and what is added to it in smaller letters."""

    text: str
    detail: str = ""


class Bullets(msgspec.Struct, frozen=True):
    """A list in no particular order."""

    items: tuple[Item, ...]


class Numbered(msgspec.Struct, frozen=True):
    """A list counted from 1."""

    items: tuple[Item, ...]


Cell = str | Item
"""What stands in a table: text, or text with something added in smaller letters."""


class Table(msgspec.Struct, frozen=True):
    """Rows and columns; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    """The share of each column where it matters, in percent."""


class Quote(msgspec.Struct, frozen=True):
    """Somebody's own words, and whose they are."""

    text: str
    source: str = ""


class Bar(msgspec.Struct, frozen=True):
    """How one option was graded."""

    label: str
    counts: tuple[int, ...]
    """Voters per grade, best grade first."""
    words: str = ""
    letter: str = ""


class Bars(msgspec.Struct, frozen=True):
    """Bars of grades, with what the grades are called, best first."""

    grades: tuple[str, ...]
    rows: tuple[Bar, ...]


class Note(msgspec.Struct, frozen=True):
    """Something the reader must not miss."""

    text: str
    title: str = ""


class Row(msgspec.Struct, frozen=True):
    """A name and its value."""

    name: str
    value: str


class KeyValues(msgspec.Struct, frozen=True):
    """A few names with their values."""

    rows: tuple[Row, ...]


class Branch(msgspec.Struct, frozen=True):
    """One branch of a figure: an area with its goals."""

    title: str
    items: tuple[str, ...] = ()
    label: str = ""


class Figure(msgspec.Struct, frozen=True):
    """An overview: what everything stands on, and what branches out from it."""

    root: tuple[Row, ...]
    branches: tuple[Branch, ...]


Block = (
    Heading | Paragraph | Bullets | Numbered | Table | Quote | Bars | Note | KeyValues | Figure
)  # fmt: skip


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document."""

    id: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    stage: Stage = "draft"
    banner: str = ""
    """The stage in words, which stands above everything else."""
    facts: tuple[str, ...] = ()
    """Dates and the like, under the title."""
    contents: str = ""
    """What a list of contents is headed by; empty is none."""
    compact: bool = False
    """To be printed on few pages."""
