"""How much room compact blocks take on A4, counted in lines of small print.

A rough measure, on the safe side: browsers and fonts differ, and words break where they do. It
is only used to choose how briefly something is told.
"""

from collections.abc import Iterable

from workshop.documents.outline import (
    Bars,
    Block,
    Bullets,
    Heading,
    Note,
    Paragraph,
    Quote,
)

LINES_PER_PAGE = 61
_WIDTH = 96
"""Characters of small print on one line."""
_BAR_LABEL = 44


def lines_of(blocks: Iterable[Block]) -> float:
    """About how many lines the blocks take when they are printed compactly."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    match block:
        case Heading(level=2):
            return 2.0
        case Heading():
            return 0.4 + _wrapped(len(block.text) + 3)
        case Quote():
            return 0.15 + _wrapped(len(block.text) + len(block.source) + 1)
        case Paragraph():
            return 0.3 + _wrapped(len(block.text))
        case Bullets():
            items = (_wrapped(len(item.text) + len(item.detail) + 4) for item in block.items)
            return 0.3 + sum(0.1 + lines for lines in items)
        case Bars():
            rows = (1 + (len(row.label) > _BAR_LABEL) for row in block.rows)
            return 1.8 + sum(0.15 + lines for lines in rows)
        case Note():
            return 1.2 + _wrapped(len(block.text))
        case _:
            return 10.0


def _wrapped(characters: int) -> int:
    return max(1, -(-characters // _WIDTH))
