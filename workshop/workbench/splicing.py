"""Exchanges values in a YAML text, and leaves every other character where it was.

The difference between what is there and what is wanted is made as small as it goes: a changed
word is one splice, a new key a few lines after the key before it, and comments stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

from workshop.workbench import rendering
from workshop.workbench.spans import BLOCK_STYLES, Node, alone, column, line_end, line_start

KeyOrder = Callable[[dict[str, Any]], list[str]]
"""Given a map, the keys it may have in the order they are customarily written."""


class CannotSpliceError(Exception):
    """The text is written in a way that cannot be changed piece by piece."""


class _Holder(NamedTuple):
    """What a value stands under."""

    column: int
    """Of the key, or of the dash, that it belongs to."""
    after: int
    """Just behind the colon or the dash."""
    flow: bool


class _Cut(NamedTuple):
    start: int
    end: int
    new: str
    verbatim: bool


class Feeds:
    """A file as it is, and the same text with line feeds alone between its lines.

    Attributes:
        raw: what is in the file.
        text: what a reader sees of it, to which all offsets refer.
        usual: how most lines of the file end.
    """

    def __init__(self, raw: str) -> None:
        body = raw.removeprefix("\ufeff")
        self.raw = raw
        self.text = body.replace("\r\n", "\n")
        self._first = len(raw) - len(body)
        self._returns = _returns(body)
        many = 2 * len(self._returns) > self.text.count("\n")
        self.usual = "\r\n" if many else "\n"

    def at(self, offset: int) -> int:
        """Where in the file a character of the text is."""
        return self._first + offset + bisect_left(self._returns, offset)

    def slice(self, start: int, end: int) -> str:
        """What the file has between two offsets of the text."""
        return self.raw[self.at(start) : self.at(end)]


def _returns(body: str) -> list[int]:
    """Which line feeds of the text have a carriage return before them."""
    found: list[int] = []
    at = body.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = body.find("\r\n", at + 2)
    return found


class Splicer:
    """Collects splices in one text; ``spliced`` carries them out."""

    def __init__(self, feeds: Feeds, order: KeyOrder) -> None:
        self._feeds = feeds
        self._text = feeds.text
        self._order = order
        self._cuts: list[_Cut] = []

    def spliced(self) -> str:
        """The file with everything changed.

        Raises:
            CannotSpliceError: two changes would fall into each other.
        """
        feeds, at = self._feeds, 0
        parts: list[str] = []
        for cut in sorted(self._cuts, key=lambda each: each[:2]):
            if cut.start < at:
                raise CannotSpliceError
            new = cut.new if cut.verbatim else cut.new.replace("\n", feeds.usual)
            parts += (feeds.slice(at, cut.start) if at else feeds.raw[: feeds.at(cut.start)], new)
            at = cut.end
        rest = feeds.raw[feeds.at(at) :] if at or parts else feeds.raw
        return "".join((*parts, rest))

    def cut(self, start: int, end: int, new: str, *, verbatim: bool = False) -> None:
        """Put something in the place of what stands between two offsets."""
        self._cuts.append(_Cut(start, end, new, verbatim))

    def change(self, node: Node, old: Any, new: Any, holder: _Holder) -> None:
        """Make a value, wherever it differs, another."""
        if old == new and type(old) is type(new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self._change_map(node, old, new)
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self._change_list(node, old, new)
        else:
            self._replace(node, new, holder)

    # ── maps ─────────────────────────────────────────────────────────────────────────────────

    def under_key(self, node: Node, at: int) -> _Holder:
        """What the value of the map's key number ``at`` stands under."""
        key = node.keys[at]
        colon = self._text.find(":", key.end, node.items[at].start + 1)
        if colon < 0 or self._text[key.end : colon].strip():
            raise CannotSpliceError
        return _Holder(column(self._text, key.start), colon + 1, node.flow)

    def _change_map(self, node: Node, old: dict[str, Any], new: dict[str, Any]) -> None:
        if node.flow and old.keys() != new.keys():
            self._redo_flow(node, old, new)
            return
        names = list(old)
        kept = [at for at, name in enumerate(names) if name in new]
        for at in kept:
            name = names[at]
            self.change(node.items[at], old[name], new[name], self.under_key(node, at))
        self._drop(node, names, kept)
        order = self._order(new)
        added = [name for name in new if name not in old]
        # Those that have no customary place come last, as they were given.
        added.sort(key=lambda name: order.index(name) if name in order else len(order))
        for name in added:
            self._add_key(node, names, kept, name, new)

    def _drop(self, node: Node, names: list[str], kept: list[int]) -> None:
        inline = bool(names) and not alone(self._text, node.keys[0].start)
        for at in range(len(names)):
            if at in kept or (inline and 0 < at < kept[0]):
                continue
            start, end = node.keys[at].start, node.items[at].end
            if alone(self._text, start):
                self._cut_lines(start, max(end, node.keys[at].end + 1))
            elif at == 0:  # beside the dash: what comes next moves up
                self.cut(start, node.keys[kept[0]].start, "")
            else:
                raise CannotSpliceError

    def _cut_lines(self, start: int, end: int) -> None:
        """Take away the lines from one character's to another's, with the feed before them."""
        first, last = line_start(self._text, start), line_end(self._text, end)
        if first:
            self.cut(first - 1, last, "")
        else:
            self.cut(0, min(last + 1, len(self._text)), "")

    def _add_key(
        self, node: Node, names: list[str], kept: list[int], name: str, new: dict[str, Any]
    ) -> None:
        lines = rendering.entry(name, new[name])
        pad = column(self._text, node.keys[0].start)
        order = self._order(new)
        rank = order.index(name) if name in order else len(order)
        before = [
            at for at in kept if names[at] not in order or order.index(names[at]) < rank
        ]  # fmt: skip
        pushed = rendering.pushed(lines, pad)
        if before:
            end = max(node.items[before[-1]].end, node.keys[before[-1]].end)
            at = line_end(self._text, end)
            self.cut(at, at, "".join(f"\n{line}" for line in pushed))
        else:
            at = node.keys[kept[0]].start
            self.cut(at, at, "\n".join(pushed)[pad:] + "\n" + " " * pad)

    # ── lists ────────────────────────────────────────────────────────────────────────────────

    def under_dash(self, node: Node, at: int) -> _Holder:
        """What the list's item number ``at`` stands under."""
        if node.flow:
            return _Holder(0, 0, flow=True)
        dash = self.dash(node, at)
        return _Holder(column(self._text, dash), dash + 1, flow=False)

    def dash(self, node: Node, at: int) -> int:
        """Where the dash of an item in a block list stands."""
        if at == 0:
            return node.start
        pad = column(self._text, node.start)
        start = line_start(self._text, node.items[at].start)
        while start > node.start:
            if self._text[start : start + pad + 1] == " " * pad + "-":
                return start + pad
            start = line_start(self._text, start - 1)
        raise CannotSpliceError

    def _change_list(self, node: Node, old: list[Any], new: list[Any]) -> None:
        most = min(len(old), len(new))
        head = next((at for at in range(most) if old[at] != new[at]), most)
        rest = most - head
        tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
        if node.flow and len(old) != len(new):
            self._redo_flow(node, old, new)
            return
        same = min(len(old), len(new)) - tail
        for at in range(head, same):
            self.change(node.items[at], old[at], new[at], self.under_dash(node, at))
        for at in range(same, len(old) - tail):
            self.drop_item(node, at)
        if added := new[same : len(new) - tail]:
            self.add_items(node, same, [rendering.item(each) for each in added])

    def drop_item(self, node: Node, at: int) -> None:
        """Take one item out of a block list of several."""
        dash = self.dash(node, at)
        if alone(self._text, dash):
            self._cut_lines(dash, max(node.items[at].end, dash + 1))
        elif at == 0 and len(node.items) > 1:
            self.cut(dash, self.dash(node, 1), "")
        else:
            raise CannotSpliceError

    def add_items(self, node: Node, at: int, items: list[list[str]], *, gap: bool = False) -> None:
        """Put items, each as its lines, into a block list, the first one as number ``at``.

        Args:
            node: the list, which has items already.
            at: how many of them come before.
            items: what to add.
            gap: whether there are to be empty lines between items.
        """
        pad = column(self._text, node.start)
        blocks = ["\n".join(rendering.pushed(lines, pad)) for lines in items]
        between = "\n\n" if gap else "\n"
        if at == 0:
            first = self.dash(node, 0)
            self.cut(first, first, between.join(blocks)[pad:] + between + " " * pad)
            return
        place = line_end(self._text, max(node.items[at - 1].end, self.dash(node, at - 1) + 1))
        lead = "\n" if gap and self._text[place - 1 : place] == "\n" else between
        self.cut(place, place, lead + between.join(blocks))

    # ── one value for another ────────────────────────────────────────────────────────────────

    def _redo_flow(self, node: Node, old: Any, new: Any) -> None:
        """A map or list in brackets that gets more or fewer members."""
        text, size = self._text, len(old)
        members = list(old.items()) if isinstance(old, dict) else old
        wanted = list(new.items()) if isinstance(new, dict) else new
        if text[node.start] in "[{" and wanted[:size] == members:
            more = rendering.in_brackets(
                dict(wanted[size:]) if isinstance(new, dict) else wanted[size:]
            )
            at = node.items[-1].end
            self.cut(at, at, f", {more[1:-1]}")
        else:
            self.cut(node.start, node.end, rendering.in_brackets(new))

    def _replace(self, node: Node, new: Any, holder: _Holder) -> None:
        text = self._text
        if holder.flow:
            self.cut(node.start, node.end, rendering.in_brackets(new))
            return
        is_key = text[holder.after - 1] == ":"
        lines = rendering.entry("k", new) if is_key else rendering.item(new)
        first = lines[0][2:].strip(" ")
        rest = "".join(f"\n{line}" for line in rendering.pushed(lines[1:], holder.column))
        in_block = node.kind != "scalar" and not (node.flow and text[node.start] in "[{")
        if in_block and text.count("\n", holder.after, node.start):
            # What stands below its key: a comment beside the key stays there.
            self.cut(holder.after, holder.after, f" {first}" if first else "")
            self.cut(line_start(text, node.start) - 1, line_end(text, node.end), rest)
            return
        if node.style in BLOCK_STYLES:
            head = node.start + 1
            while head < len(text) and text[head] in "+-0123456789":
                head += 1
            self._cut_first(node.start, head, first, holder)
            top = line_end(text, head)
            self.cut(top, max(top, node.end), rest)
            return
        start = node.start
        if rest and not is_key and not text[holder.after : start].strip(" "):
            start, first = holder.after, f" {first}"
        self._cut_first(start, node.end, first, holder)
        end = line_end(text, node.end)
        self.cut(end, end, rest)

    def _cut_first(self, start: int, end: int, first: str, holder: _Holder) -> None:
        """The line of the key: without text of its own, without a space at its end too."""
        if start == end:  # a key without a value
            self.cut(holder.after, holder.after, f" {first}" if first else "")
        elif not first and not self._text[holder.after : start].strip(" "):
            self.cut(holder.after, end, "")
        else:
            self.cut(start, end, first)


def walk(splicer: Splicer, node: Node, data: Any, steps: tuple[str | int, ...]) -> Any:
    """Follow steps from the top: the node, the value, and what it stands under.

    Raises:
        KeyError, IndexError: the steps lead nowhere.
    """
    holder = _Holder(0, 0, flow=False)
    for step in steps:
        if isinstance(data, dict):
            at = list(data).index(str(step)) if step in data else -1
            if at < 0:
                raise KeyError(step)
            holder = splicer.under_key(node, at)
        else:
            at = int(step)
            holder = splicer.under_dash(node, at)
        node, data = node.items[at], data[step]
    return node, data, holder
