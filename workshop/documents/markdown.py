"""Documents as Markdown (CommonMark, with the tables of GitHub).

Whatever a user wrote is escaped so that a reader of the Markdown shows it as it was written: it
cannot become a heading, a list, a link, HTML, code, a footnote or a break in a table.
"""

import re
from collections.abc import Callable, Sequence

from workshop.documents.outline import (
    Bars,
    Block,
    Bullets,
    Cell,
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
from workshop.documents.text import one_line, paragraphs

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>&~|$^]|(?<=\S)@(?=\S)|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What means something in the middle of a line: also what some readers make links of."""
_AT_END = re.compile(r"(?<=\s)#+$")
_AT_START = re.compile(r"\d{1,9}(?P<sign>[.)])(?=\s|$)|(?P<mark>[-+=#:%!])")
_BREAK = "\\"
_HEADINGS = 6


def write_markdown(document: Document) -> str:
    """The document as Markdown."""
    out: list[str] = []
    if document.banner:
        out += [f"> **{inline(document.banner)}**", ""]
    out += [f"# {_ended(inline(document.title))}", ""]
    if document.subtitle:
        out += [f"**{inline(document.subtitle)}**", ""]
    if facts := [inline(fact) for fact in document.facts if fact.strip()]:
        out += [f"{_BREAK}\n".join(facts), ""]
    for block in document.blocks:
        if lines := _WRITERS[block.__class__](block):
            out += lines
            out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def escape(line: str) -> str:
    """One line of text, safe in the middle of a line."""
    return _ANYWHERE.sub(r"\\\g<0>", line)


def _begun(line: str) -> str:
    """One line of text, safe as the beginning of a line."""
    line = escape(line)
    found = _AT_START.match(line)
    if not found:
        return line
    at = found.start("mark") if found["mark"] else found.start("sign")
    return f"{line[:at]}\\{line[at:]}"


def inline(text: str) -> str:
    """A text on one line, safe wherever it stands."""
    return _begun(one_line(text))


def _ended(heading: str) -> str:
    """A heading whose last word may be number signs, which would otherwise close it."""
    return _AT_END.sub(r"\\\g<0>", heading)


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(one_line(cell))
    parts = (escape(one_line(cell.text)), escape(one_line(cell.detail)))
    return f"{parts[0]} *{parts[1]}*" if parts[1] else parts[0]


def _running(text: str) -> list[str]:
    """A text of many lines: paragraphs with an empty line between, breaks kept."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        if lines:
            lines.append("")
        lines += [_begun(line) + _BREAK for line in paragraph[:-1]]
        lines.append(_begun(paragraph[-1]))
    return lines


def _indented(lines: Sequence[str], first: str, rest: str) -> list[str]:
    return [
        f"{first if at == 0 else rest}{line}".rstrip() if line or at == 0 else rest.rstrip()
        for at, line in enumerate(lines or [""])
    ]


def _heading(block: Heading) -> list[str]:
    before = " ".join(part for part in (inline(block.label), block.number) if part)
    text = inline(block.text)
    said = (f"{before}: " if block.label else f"{before} " if before else "") + text
    return [f"{'#' * min(block.level, _HEADINGS)} {_ended(said)}"]


def _paragraph(block: Paragraph) -> list[str]:
    if block.style:
        mark = "**" if block.style == "lead" else "*"
        found = [f"{mark}{' '.join(map(escape, lines))}{mark}" for lines in paragraphs(block.text)]
        return "\n\n".join(found).split("\n") if found else []
    return _running(block.text)


def _bullets(block: Bullets) -> list[str]:
    return [line for item in block.items for line in _item(item, "- ")]


def _numbered(block: Numbered) -> list[str]:
    return [line for at, item in enumerate(block.items, start=1) for line in _item(item, f"{at}. ")]


def _item(item: Item, lead: str) -> list[str]:
    lines = _running(item.text)
    if item.detail.strip():
        detail = paragraphs(item.detail)
        if lines:
            lines[-1] += _BREAK
        lines += [f"*{' '.join(map(escape, one))}*{_BREAK}" for one in detail]
        lines[-1] = lines[-1].removesuffix(_BREAK)
    return _indented(lines, lead, " " * len(lead))


def _table(block: Table) -> list[str]:
    lines = [
        f"| {' | '.join(map(_cell, block.head))} |",
        f"|{' --- |' * len(block.head)}",
    ]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in block.rows]
    return lines


def _quote(block: Quote) -> list[str]:
    lines = _running(block.text)
    if block.source:
        lines += ["", f"— {escape(one_line(block.source))}"]
    return _indented(lines, "> ", "> ")


def _note(block: Note) -> list[str]:
    lines = [f"**{inline(block.title)}**", ""] if block.title else []
    return _indented([*lines, *_running(block.text)], "> ", "> ")


def _key_values(block: KeyValues) -> list[str]:
    lines: list[str] = []
    for row in block.rows:
        value = _running(row.value)
        first = f"**{inline(row.name)}:** {value[0] if value else ''}"
        lines += _indented([first, *value[1:]], "- ", "  ")
    return lines


def _bars(block: Bars) -> list[str]:
    head = ("", *block.grades, "")
    lines = [f"| {' | '.join(map(_cell, head))} |", f"| --- |{' ---: |' * len(block.grades)} --- |"]
    for row in block.rows:
        label = f"{row.letter} {row.label}" if row.letter else row.label
        cells = (_cell(label), *map(str, row.counts), _cell(row.words))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _figure(block: Figure) -> list[str]:
    lines = [f"- **{inline(row.name)}:** {inline(row.value)}" for row in block.root]
    for branch in block.branches:
        title = " ".join(part for part in (inline(branch.label), inline(branch.title)) if part)
        lines.append(f"- **{title}**")
        lines += [f"  - {inline(item)}" for item in branch.items]
    return lines


_WRITERS: dict[type[Block], Callable[..., list[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Numbered: _numbered,
    Table: _table,
    Quote: _quote,
    Note: _note,
    KeyValues: _key_values,
    Bars: _bars,
    Figure: _figure,
}
