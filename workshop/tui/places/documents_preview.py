"""A document as it looks in the terminal, a section at a time: never more than can be read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from workshop.documents.outline import (
    Bars,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Item,
    KeyValues,
    Note,
    Numbered,
    Paragraph,
    Quote,
    Table,
)
from workshop.tui.text import MUTED, join, one_line, plain, safe

_PAGE = 40
"""Blocks in a chapter that is still shown whole."""
_MOST = 120
"""Blocks in one section; what is longer goes on in the next."""
_LONGEST = 4000
"""Characters of one text that are shown; the document has all of it."""
_BAR = 24
_FILLS = "█▓▒░·"


class Section(NamedTuple):
    """A part of the document that is shown at once."""

    title: str
    level: int
    blocks: tuple[Block, ...]


def sections_of(document: Document) -> list[Section]:
    """The document in parts: the front page, then chapters; a long one by its areas."""
    found: list[Section] = []
    for chapter in _split(Section(one_line(document.title), 1, document.blocks), 2):
        if len(chapter.blocks) <= _PAGE:
            found.append(chapter)
            continue
        for part in _split(chapter, 3):
            for start in range(0, len(part.blocks), _MOST):
                title = part.title if not start else f"{part.title} …"
                found.append(Section(title, part.level, part.blocks[start : start + _MOST]))
    return found


def _split(whole: Section, level: int) -> Iterator[Section]:
    """What stands before the first heading of a level, and then each of them."""
    title, depth = whole.title, whole.level
    held: list[Block] = []
    for block in whole.blocks:
        if isinstance(block, Heading) and block.level == level:
            if held or depth == 1:
                yield Section(title, depth, tuple(held))
            held, title, depth = [], heading_words(block), level
        held.append(block)
    if held or depth == 1:
        yield Section(title, depth, tuple(held))


def heading_words(block: Heading) -> str:
    """A heading with its label and number."""
    lead = " ".join(part for part in (block.label, block.number) if part)
    return one_line(f"{lead} {block.text}" if lead else block.text)


def front(document: Document) -> list[Content]:
    """What stands above everything else."""
    lines = [plain(one_line(document.title), "bold $primary")]
    if document.subtitle:
        lines.append(plain(one_line(document.subtitle)))
    if document.banner:
        lines += [Content(""), join((f" {one_line(document.banner)} ", "bold reverse"))]
    lines += [plain(one_line(fact), MUTED) for fact in document.facts]
    return lines


def rendered(document: Document, section: Section, width: int) -> Content:
    """A section as text of a width in cells."""
    lines = front(document) if section.level == 1 else []
    for block in section.blocks:
        if lines and not (isinstance(block, Heading) and not lines):
            lines.append(Content(""))
        lines += _block(block, max(width, 20))
    return Content("\n").join(lines)


def _block(block: Block, width: int) -> list[Content]:
    if isinstance(block, Heading):
        style = "bold $primary" if block.level <= 3 else "bold"
        return _wrapped(heading_words(block), width, style=style)
    if isinstance(block, Paragraph):
        style = {"lead": "bold", "quiet": MUTED}.get(block.style, "")
        return _paragraphs(block.text, width, style)
    if isinstance(block, Bullets):
        return _items(((f"{'•'} ", item) for item in block.items), width)
    if isinstance(block, Numbered):
        numbers = ((f"{n}. ", item) for n, item in enumerate(block.items, start=1))
        return _items(numbers, width)
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Quote):
        lines = _wrapped(f"«{block.text[:_LONGEST]}»", width, "│ ", "│ ", "italic")
        source = _wrapped(f"– {block.source}", width, "│ ", "│ ", MUTED) if block.source else []
        return lines + source
    if isinstance(block, Note):
        title = [plain(f"▌ {one_line(block.title)}", "bold $accent")] if block.title else []
        return title + _wrapped(block.text, width, "▌ ", "▌ ")
    if isinstance(block, KeyValues):
        return [
            line for row in block.rows for line in _pair(row.name, row.value, width)
        ]  # fmt: skip
    if isinstance(block, Bars):
        return _bars(block, width)
    return _figure(block, width)


def _paragraphs(text: str, width: int, style: str = "") -> list[Content]:
    lines: list[Content] = []
    for line in text[:_LONGEST].split("\n"):
        lines += _wrapped(line, width, style=style) if line.strip() else [Content("")]
    return lines


def _items(items: Iterator[tuple[str, Item]], width: int) -> list[Content]:
    lines: list[Content] = []
    for lead, item in items:
        rest = " " * len(lead)
        lines += _wrapped(item.text, width, lead, rest)
        if item.detail:
            lines += _wrapped(item.detail, width, rest, rest, MUTED)
    return lines


def _table(table: Table, width: int) -> list[Content]:
    """Each row as its first cell, and the others under it by name: columns need more room."""
    lines: list[Content] = []
    for row in table.rows:
        lines += _items(iter([("▪ ", _item(row[0]))]) if row else iter(()), width)
        for name, value in zip(table.head[1:], row[1:], strict=False):
            cell = _item(value)
            said = "\n".join(part for part in (cell.text, cell.detail) if part.strip())
            if said:
                lines += _pair(name, said, width, "  ")
    return lines


def _item(cell: str | Item) -> Item:
    """A cell is a text, or a text with something added."""
    return Item(cell) if isinstance(cell, str) else cell


def _pair(name: str, value: str, width: int, indent: str = "") -> list[Content]:
    lead = f"{indent}{one_line(name, 24):<14} "
    lines = _wrapped(value, width, lead, " " * len(lead))
    if lines:
        lines[0] = lines[0].stylize(MUTED, 0, len(lead))
    return lines


def _bars(bars: Bars, width: int) -> list[Content]:
    legend = "   ".join(
        f"{_FILLS[at]} {one_line(name)}" for at, name in enumerate(bars.grades[: len(_FILLS)])
    )
    lines = _wrapped(legend, width, style=MUTED)
    for row in bars.rows:
        lead = f"{one_line(row.letter)} " if row.letter else ""
        lines += _wrapped(row.label, width, lead, " " * len(lead))
        total = sum(row.counts)
        cells = [round(count * _BAR / total) if total else 0 for count in row.counts]
        filled = "".join(fill * n for fill, n in zip(_FILLS, cells, strict=False))
        counts = " ".join(map(str, row.counts))
        lines.append(join((f"  {filled[:_BAR]:<{_BAR}}", "$primary"), (f"  {counts}", MUTED)))
        if row.words:
            lines += _wrapped(row.words, width, "  ", "  ", MUTED)
    return lines


def _figure(figure: Figure, width: int) -> list[Content]:
    lines = [line for row in figure.root for line in _pair(row.name, row.value, width)]
    for branch in figure.branches:
        lead = f"{one_line(branch.label)} " if branch.label else ""
        lines += _wrapped(branch.title, width, f"┌ {lead}", "│ ", "bold")
        for at, item in enumerate(branch.items):
            mark = "└" if at == len(branch.items) - 1 else "├"
            lines += _wrapped(item, width, f"{mark}─ ", "   " if mark == "└" else "│  ")
    return lines


def _wrapped(
    text: str, width: int, first: str = "", rest: str = "", style: str = ""
) -> list[Content]:
    """Words on lines of a width, the later ones indented; a line feed is a new line."""
    lines: list[Content] = []
    lead = first
    for part in safe(text[:_LONGEST]).split("\n"):
        for line in _lines(part.split(), max(width - cell_len(first), 10)):
            lines.append(join(lead, (line, style)) if style else plain(lead + line))
            lead = rest
    return lines


def _lines(words: Sequence[str], room: int) -> Iterator[str]:
    line = ""
    for whole in words:
        word = whole
        if line and cell_len(line) + 1 + cell_len(word) > room:
            yield line
            line = ""
        while cell_len(word) > room:
            # A word without end is cut where the line ends.
            head = word[: room // 2] if cell_len(word[:room]) > room else word[:room]
            yield head
            word = word[len(head) :]
        line = f"{line} {word}" if line else word
    yield line
