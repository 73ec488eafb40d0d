"""Where every value of a YAML text begins and ends, so that one can be exchanged for another.

``yamlio`` says where values begin; to splice one must also know where they end, and what they
stand under. Offsets count characters of the text as the reader sees it: no byte-order mark, and
line feeds alone between the lines.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
import yaml

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BLOCK_STYLES: Final = ("|", ">")


class Node(msgspec.Struct, gc=False):
    """A value in the text.

    Attributes:
        kind: what it is.
        start: its first character.
        end: just after its last one; empty lines after a block of text are not counted, unless
            the block says (with ``+``) that they belong to it.
        style: how a scalar is quoted: empty for plain, or one of ``' " | >``.
        flow: whether a list or map stands in brackets.
        keys: the keys of a map, in order.
        items: the values of a map or a list, in order.
    """

    kind: Literal["scalar", "map", "list"]
    start: int
    end: int
    style: str = ""
    flow: bool = False
    keys: list[Node] = []
    items: list[Node] = []


def outline(text: str) -> Node | None:
    """The tree of a text that is known to be sound YAML without aliases; None if it is empty."""
    top: list[Node] = []
    stack: list[tuple[Node, list[Node]]] = []
    values = top
    parser = _PARSER(text)
    for event in iter(parser.get_event, None):
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            node = _scalar(event, text)
            _lay(node, stack, values)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            node = Node(
                "map" if kind is yaml.MappingStartEvent else "list",
                event.start_mark.index,
                event.end_mark.index,
                flow=bool(event.flow_style),
                keys=[],
                items=[],
            )
            _lay(node, stack, values)
            stack.append((node, values))
            values = node.items
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            node, values = stack.pop()
            # A block ends where its last value does, not where the next token happens to be.
            node.end = event.end_mark.index if _bracketed(node, text) else _last(node)
    return top[0] if top else None


def _lay(node: Node, stack: list[tuple[Node, list[Node]]], values: list[Node]) -> None:
    holder = stack[-1][0] if stack else None
    if holder is not None and holder.kind == "map" and len(holder.keys) == len(holder.items):
        holder.keys.append(node)
    else:
        values.append(node)


def _bracketed(node: Node, text: str) -> bool:
    return node.flow and text[node.start] in "[{"


def _last(node: Node) -> int:
    return max(node.items[-1].end, node.keys[-1].end if node.keys else 0)


def _scalar(event: Any, text: str) -> Node:
    start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
    if style in BLOCK_STYLES:
        head = text[start : line_end(text, start)].partition("#")[0]
        if "+" not in head:
            end = start + len(text[start:end].rstrip(" \n"))
        elif text[end - 1] == "\n":
            end -= 1
    return Node("scalar", start, end, style)


def line_end(text: str, at: int) -> int:
    """The end of the line a character stands on, before its line feed."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def line_start(text: str, at: int) -> int:
    """The first character of the line a character stands on."""
    return text.rfind("\n", 0, at) + 1


def column(text: str, at: int) -> int:
    """How many characters stand before this one on its line."""
    return at - line_start(text, at)


def alone(text: str, at: int) -> bool:
    """Whether nothing but spaces stands before a character on its line."""
    return not text[line_start(text, at) : at].strip(" ")
