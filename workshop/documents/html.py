"""Documents as one HTML file that needs nothing else: no scripts, no fonts, no pictures.

A policy in the file forbids the browser to load or run anything, and the style is let through by
its fingerprint alone.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from html import escape as _escape

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
from workshop.documents.style import GRADE_COLOURS, STYLE
from workshop.documents.text import one_line, paragraphs, visible

_IN_CONTENTS = (2, 3)


def write_html(document: Document) -> str:
    """The document as a web page that prints well on A4."""
    out = [*_head(document), f'<body class="{document.stage}">']
    out.append('<main class="compact">' if document.compact else "<main>")
    out.append("<header>")
    if document.banner:
        out.append(f'<p class="banner">{inline(document.banner)}</p>')
    out.append(f"<h1>{inline(document.title)}</h1>")
    if document.subtitle:
        out.append(f'<p class="subtitle">{inline(document.subtitle)}</p>')
    if document.facts:
        out.append(f'<p class="facts">{"<br>".join(map(inline, document.facts))}</p>')
    out.append("</header>")
    if document.contents:
        out += _contents(document)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            out.append(_heading(block, at))
        else:
            out += _WRITERS[block.__class__](block)
    out += ["</main>", "</body>", "</html>", ""]
    return "\n".join(out)


def inline(text: str) -> str:
    """A text on one line, as HTML that shows just that."""
    return _escape(one_line(text))


def lines(text: str) -> str:
    """A text where only its own line feeds break lines."""
    kept = [line.strip() for line in visible(text).split("\n")]
    return "<br>".join(_escape(line) for line in kept if line)


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )  # fmt: skip


def _head(document: Document) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_escape(document.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="format-detection" content="telephone=no, date=no, email=no, address=no">'
    name = " – ".join(part for part in (document.title, document.subtitle) if part)
    yield f"<title>{inline(name)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"


def _contents(document: Document) -> Iterator[str]:
    yield "<nav>"
    yield f"<h2>{inline(document.contents)}</h2>"
    yield "<ul>"
    depth = 0
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Heading) or block.level not in _IN_CONTENTS:
            continue
        if block.level == _IN_CONTENTS[-1] and not block.number:
            continue
        inner = block.level == _IN_CONTENTS[-1]
        if inner and depth == 0:
            yield "<li><ul>"
            depth = 1
        elif not inner and depth == 1:
            yield "</ul></li>"
            depth = 0
        text = f"{block.number} {block.text}" if block.number else block.text
        yield f'<li><a href="#s{at}">{inline(text)}</a></li>'
    if depth:
        yield "</ul></li>"
    yield "</ul>"
    yield "</nav>"


def _heading(block: Heading, at: int) -> str:
    level = min(max(block.level, 1), 6)
    label = " ".join(part for part in (block.label, block.number) if part)
    before = f'<span class="label">{inline(label)}</span> ' if label else ""
    return f'<h{level} id="s{at}">{before}{inline(block.text)}</h{level}>'


def _running(text: str, attributes: str = "") -> list[str]:
    return [
        f"<p{attributes}>{'<br>'.join(map(_escape, paragraph))}</p>"
        for paragraph in paragraphs(text)
    ]


def _paragraph(block: Paragraph) -> list[str]:
    return _running(block.text, f' class="{block.style}"' if block.style else "")


def _item(item: Item) -> str:
    return f"<li>{_cell(item)}</li>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return lines(cell)
    if not cell.detail.strip():
        return lines(cell.text)
    return f'{lines(cell.text)} <span class="detail">{lines(cell.detail)}</span>'


def _bullets(block: Bullets) -> list[str]:
    return ["<ul>", *map(_item, block.items), "</ul>"]


def _numbered(block: Numbered) -> list[str]:
    return ["<ol>", *map(_item, block.items), "</ol>"]


def _table(block: Table) -> list[str]:
    out = ['<div class="wide"><table>']
    if block.widths:
        out.append("".join(f'<col width="{width}%">' for width in block.widths))
    out.append(
        f"<thead><tr>{''.join(f'<th>{inline(cell)}</th>' for cell in block.head)}</tr></thead>"
    )
    out.append("<tbody>")
    out += [f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in block.rows]
    out.append("</tbody></table></div>")
    return out


def _quote(block: Quote) -> list[str]:
    source = f" <footer>{inline(block.source)}</footer>" if block.source else ""
    return [f"<blockquote>{''.join(_running(block.text))}{source}</blockquote>"]


def _note(block: Note) -> list[str]:
    title = f"<p><strong>{inline(block.title)}</strong></p>" if block.title else ""
    return [f'<div class="note">{title}{"".join(_running(block.text))}</div>']


def _key_values(block: KeyValues) -> list[str]:
    rows = [f"<dt>{inline(row.name)}</dt><dd>{lines(row.value)}</dd>" for row in block.rows]
    return ["<dl>", *rows, "</dl>"]


def _bars(block: Bars) -> list[str]:
    legend = "".join(
        f'<span><svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" '
        f'fill="{colour}"/></svg>{inline(grade)}</span>'
        for grade, colour in zip(block.grades, GRADE_COLOURS, strict=False)
    )
    out = [f'<div class="bars"><p class="legend">{legend}</p><table>']
    for row in block.rows:
        label = f"{row.letter} {row.label}" if row.letter else row.label
        numbers = ", ".join(
            f"{grade}: {count}" for grade, count in zip(block.grades, row.counts, strict=False)
        )
        out.append(
            f'<tr><td>{inline(label)}</td><td class="bar">{_bar(row.counts, numbers)}</td>'
            f'<td class="words">{inline(row.words)}</td></tr>'
        )
    out.append("</table></div>")
    return out


def _bar(counts: tuple[int, ...], numbers: str) -> str:
    """One bar, with how many each part stands for written where there is room."""
    total = sum(counts)
    if not total:
        return ""
    title = f"<title>{inline(numbers)}</title>"
    parts = [f'<svg viewBox="0 0 200 12" preserveAspectRatio="none" role="img">{title}']
    x = 0.0
    for count, colour in zip(counts, GRADE_COLOURS, strict=False):
        width = 200 * count / total
        if count:
            parts.append(
                f'<rect x="{x:.1f}" width="{max(width - 0.8, 0.4):.1f}" height="12" '
                f'fill="{colour}"/>'
            )
        x += width
    return "".join(parts) + "</svg>"


def _figure(block: Figure) -> list[str]:
    out = ['<div class="figure">']
    if block.root:
        rows = "".join(f"<p><b>{inline(row.name)}</b>{inline(row.value)}</p>" for row in block.root)
        out.append(f'<div class="root">{rows}</div>')
    out.append('<div class="branches">')
    for branch in block.branches:
        label = f'<span class="label">{inline(branch.label)}</span>' if branch.label else ""
        items = "".join(f"<li>{inline(item)}</li>" for item in branch.items)
        listed = f"<ul>{items}</ul>" if items else ""
        out.append(f'<div class="branch">{label}<b>{inline(branch.title)}</b>{listed}</div>')
    out.append("</div></div>")
    return out


_WRITERS: dict[type[Block], Callable[..., list[str]]] = {
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
