"""Printed pages, read back as a person at the cutting board would."""

import sys
from html.parser import HTMLParser
from typing import NamedTuple

import pytest

from workshop import i18n
from workshop.cli.main import main
from workshop.content import Card, Deck

TAGS = {
    "html", "head", "meta", "title", "style", "body", "section", "header", "div", "p", "b", "i",
    "span", "ul", "ol", "li", "h1", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "svg",
    "line", "label",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "colspan", "viewbox",
    "aria-hidden", "x1", "x2", "y1", "y2", "stroke", "stroke-width", "stroke-dasharray",
}  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script></style><img src=x onerror=y>\"' &amp; {number} {n} %s "
    "\x00\x1b[31m \u202egnol\u202c # * | ]]> \U0001f469\u200d\U0001f467"
)


class Cell(NamedTuple):
    page: int
    row: int
    column: int
    turned: bool
    text: str


class Reader(HTMLParser):
    """The pages, their cells and all the words, and that nothing else is in there."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.pages, self.cells, self.tags = [], [], []
        self._open = []
        self.feed(html)
        self.close()
        assert not self._open
        assert set(self.tags) <= TAGS

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert {name for name, _value in attrs} <= ATTRIBUTES, attrs
        classes = dict(attrs).get("class", "").split()
        if tag == "section":
            self.pages.append("")
        if "cell" in classes:
            row, column = (
                next(int(one[1:]) for one in classes if one[0] == letter and one[1:].isdigit())
                for letter in "rc"
            )
            self.cells.append(Cell(len(self.pages) - 1, row, column, "turned" in classes, ""))
        if tag not in ("meta", "line"):
            self._open.append((tag, "cell" in classes))

    def handle_endtag(self, tag):
        if tag in ("line", "meta"):
            return
        opened, _cell = self._open.pop()
        assert opened == tag

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if self.pages:
            self.pages[-1] += data + " "
        if any(cell for _tag, cell in self._open):
            self.cells[-1] = self.cells[-1]._replace(text=self.cells[-1].text + data + " ")

    @property
    def text(self):
        return " ".join(" ".join(self.pages).split())


@pytest.fixture
def read():
    """Read a printout."""
    return Reader


@pytest.fixture
def t():
    """Speaks bokmål, as the paper does unless something else is asked for."""
    return i18n.translator("nb")


@pytest.fixture
def make_card():
    def made(name, ask="Hva nå?", **fields):
        return Card(id=name, theme=fields.pop("theme", "T"), phase="P1", ask=ask, **fields)

    return made


@pytest.fixture
def make_deck():
    def made(*cards, **fields):
        return Deck(
            format="workshop-deck/1", id="prove", version="1.2.0", language="nb",
            title=fields.pop("title", "Prøvestokk"), cards=list(cards),
            themes=fields.pop("themes", {"T": "Heltid"}), **fields,
        )  # fmt: skip

    return made


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Type a command."""
    monkeypatch.chdir(tmp_path)

    def typed(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        i18n.use("en")
        return Said(code, *capsys.readouterr())

    return typed


@pytest.fixture
def script(tmp_path):
    """A browser made of a few lines of shell; ``$pdf`` is where it is to write."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for the browser")

    def made(body, name="chromium"):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        path = folder / name
        finds = 'for a; do case "$a" in --print-to-pdf=*) pdf="${a#--print-to-pdf=}";; esac; done\n'
        path.write_text(f"#!/bin/sh\n{finds}{body}\n")
        path.chmod(0o755)
        return path

    return made
