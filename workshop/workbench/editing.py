"""Edits the text of a deck or a process: a card added, changed, moved or retired.

Every function takes the text of a file and gives the text of a file. Comments, order, quotes and
line endings of a hand-written file stay; only what is changed is written anew. What comes out is
read back and compared with what was wanted before anybody gets to see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from workshop import yamlio
from workshop.content import LANGUAGES, Card
from workshop.messages import Message, msg
from workshop.text_gate import normalised
from workshop.workbench import rendering
from workshop.workbench.spans import BLOCK_STYLES, Node, line_end, outline
from workshop.workbench.splicing import CannotSpliceError, Feeds, Splicer, walk
from workshop.yamlio import Steps

CARD_KEYS: Final = (
    "id", "theme", "phase", "kind", "refs", "variant", "retired", "subject", "ask", "low", "high",
    "points", "probe", "fact", "kin", "for", "minutes", "allow",
)  # fmt: skip
"""The keys of a card in the order they are written."""
HEAD_KEYS: Final = (
    "format", "id", "version", "language", "title", "about", "licence", "author", "source",
    "print_only", "origin", "themes", "cards", "phases", "translated",
)  # fmt: skip
"""The keys of a deck or a process in the order they are written."""

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class EditError(Exception):
    """An edit that cannot be made; the file is as it was.

    Attributes:
        message: why, and what to do.
        problems: what is wrong with the text, when that is why.
    """

    def __init__(self, message: Message, problems: list[yamlio.Problem] | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.problems = problems or []


def change_card(text: str, card: str, changes: Mapping[str, Any]) -> str:
    """Change fields of a card.

    Args:
        text: the whole file.
        card: the id of the card.
        changes: by key as it stands in the file (``for``, not ``roles``), the new value; None
            takes the field away.

    Raises:
        EditError: there is no such card, or the text cannot be read.
    """
    source = _Source(text)
    at = source.card(card)
    old = source.data["cards"][at]
    typed = {key: _typed(value) for key, value in changes.items()}
    new = {key: value for key, value in {**old, **typed}.items() if value is not None}
    return source.set(_with(source.data, ("cards", at), _plain(new)))


def add_card(text: str, card: Card | Mapping[str, Any], *, after: str | None = None) -> str:
    """Add a card, last or after another one; ``after=""`` puts it first.

    Raises:
        EditError: there is a card with this id already, or no card ``after``.
    """
    source = _Source(text)
    new = card_data(card)
    cards = source.cards()
    if any(isinstance(one, dict) and one.get("id") == new.get("id") for one in cards):
        raise EditError(msg("There is a card “{card}” already", card=new["id"]))
    at = len(cards) if after is None else source.card(after) + 1 if after else 0
    return source.insert_card(at, new)


def move_card(text: str, card: str, *, to: int) -> str:
    """Make a card number ``to`` in the deck, counted from 0.

    Comments between the cards stay where they are: they are mostly headings.

    Raises:
        EditError: there is no such card.
    """
    source = _Source(text)
    at = source.card(card)
    order = list(range(len(source.cards())))
    order.insert(max(0, min(to, len(order) - 1)), order.pop(at))
    return source.arrange(order)


def retire_card(text: str, card: str, *, retired: bool = True) -> str:
    """Take a card out of play, or bring it back.

    Raises:
        EditError: there is no such card.
    """
    return change_card(text, card, {"retired": True if retired else None})


def set_value(text: str, steps: Steps, value: Any) -> str:
    """Set any value of the file, such as ``("title", "nn")`` or ``("cards", 3, "ask")``.

    None takes the key away. Missing maps on the way are made.

    Raises:
        EditError: the steps lead through something that is not there.
    """
    return set_values(text, {tuple(steps): value})


def set_values(text: str, values: Mapping[tuple[str | int, ...], Any]) -> str:
    """Set several values at once; see ``set_value``."""
    source = _Source(text)
    new = source.data
    for steps, value in values.items():
        new = _with(new, steps, _typed(value))
    return source.set(new)


def card_data(card: Card | Mapping[str, Any]) -> dict[str, Any]:
    """A card as it is written in a file, without what goes without saying."""
    if isinstance(card, Card):
        whole = msgspec.to_builtins(card)
        usual = {field.encode_name: field for field in msgspec.structs.fields(Card)}
        card = {
            key: value
            for key, value in whole.items()
            if usual[key].required or value not in ("", [], {}, usual[key].default)
        }
    found: dict[str, Any] = _typed({key: each for key, each in card.items() if each is not None})
    return {key: found[key] for key in sorted(found, key=_card_rank)}


def _card_rank(key: str) -> int:
    return CARD_KEYS.index(key) if key in CARD_KEYS else len(CARD_KEYS)


def _typed(value: Any) -> Any:
    """A value that was typed or brought in, as it is kept.

    Raises:
        EditError: there is a character in it that no file may hold.
    """
    if isinstance(value, Mapping):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(each) for each in value]
    return _plain(normalised(value)) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    """The value with line feeds alone between lines.

    Raises:
        EditError: there is a character in it that no file may hold.
    """
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        if found := _REFUSED.search(text):
            code = f"U+{ord(found[0]):04X}"
            raise EditError(msg("A control character ({code}) in text: remove it", code=code))
        return text
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _with(data: Any, steps: tuple[str | int, ...], value: Any) -> Any:
    """A copy of the data with one value another; what is not on the way is shared."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return [*data[:step], _with(data[step], rest, value), *data[step + 1 :]]
    if isinstance(data, dict) and isinstance(step, str):
        if value is None and not rest:
            return {key: each for key, each in data.items() if key != step}
        return {**data, step: _with(data.get(step, {}), rest, value)}
    raise EditError(msg("There is nothing called “{step}” here", step=yamlio.shown(step)))


def _order(new: dict[str, Any]) -> list[str]:
    if "format" in new:
        return list(HEAD_KEYS)
    return list(CARD_KEYS) if "id" in new else list(LANGUAGES)


class _Source:
    """The text of a file that is about to be edited."""

    def __init__(self, text: str) -> None:
        document = yamlio.read(text)
        if document.problems or not document.complete or not isinstance(document.data, dict):
            raise EditError(
                msg("The file has mistakes and cannot be edited here: mend them first"),
                document.problems,
            )
        self.data: dict[str, Any] = document.data
        self._feeds = Feeds(text)
        self._text = self._feeds.text
        root = outline(self._text)
        assert root is not None
        self._root = root

    def cards(self) -> list[Any]:
        """The cards, as data."""
        found = self.data.get("cards")
        if not isinstance(found, list):
            raise EditError(msg("The file has no list of cards"))
        return found

    def card(self, name: str) -> int:
        """Which number a card has."""
        for at, one in enumerate(self.cards()):
            if isinstance(one, dict) and one.get("id") == name:
                return at
        raise EditError(msg("There is no card “{card}”", card=yamlio.shown(name)))

    def set(self, wanted: dict[str, Any]) -> str:
        """The text with other data, by as small a change as it goes."""
        if _same(wanted, self.data):
            return self._feeds.raw

        def change(splicer: Splicer) -> None:
            node, old, holder = walk(splicer, self._root, self.data, ())
            splicer.change(node, old, wanted, holder)

        return self._spliced(change, wanted)

    def insert_card(self, at: int, card: dict[str, Any]) -> str:
        """The text with one card more."""
        cards = self.cards()

        def change(splicer: Splicer) -> None:
            node, _old, holder = walk(splicer, self._root, self.data, ("cards",))
            if not cards:
                splicer.change(node, cards, [card], holder)
            elif node.flow:
                new = rendering.in_brackets(card)
                place = node.items[at - 1].end if at else node.items[0].start
                splicer.cut(place, place, f", {new}" if at else f"{new}, ")
            else:
                splicer.add_items(node, at, [rendering.item(card)], gap=self._gaps(splicer, node))

        return self._spliced(change, {**self.data, "cards": [*cards[:at], card, *cards[at:]]})

    def _gaps(self, splicer: Splicer, node: Node) -> bool:
        """Whether there are empty lines between the cards."""
        if len(node.items) < 2:
            return True
        between = self._text[node.items[-2].end : splicer.dash(node, len(node.items) - 1)]
        return any(not line.strip() for line in between.split("\n")[1:-1])

    def arrange(self, order: list[int]) -> str:
        """The text with its cards in another order, and all between them where it was."""
        cards = self.cards()
        if order == list(range(len(cards))):
            return self._feeds.raw

        def change(splicer: Splicer) -> None:
            node, _old, _holder = walk(splicer, self._root, self.data, ("cards",))
            spans = [self._block(splicer, node, at) for at in range(len(cards))]
            for place, at in zip(spans, order, strict=True):
                if place != spans[at]:
                    splicer.cut(*place, self._feeds.slice(*spans[at]), verbatim=True)

        return self._spliced(change, {**self.data, "cards": [cards[at] for at in order]})

    def _block(self, splicer: Splicer, node: Node, at: int) -> tuple[int, int]:
        """From the dash of a card to the end of its last line."""
        if node.flow:
            return node.items[at].start, node.items[at].end
        return splicer.dash(node, at), line_end(self._text, node.items[at].end)

    def _spliced(self, change: Callable[[Splicer], None], wanted: Any) -> str:
        """The changed text, when it reads back as what was wanted.

        Raises:
            EditError: it does not, or the reader objects to what is in it.
        """
        for closed in (False, True):
            splicer = Splicer(self._feeds, _order)
            try:
                if closed and not self._close(splicer):
                    break
                change(splicer)
                text = splicer.spliced()
            except CannotSpliceError:
                break
            document = yamlio.read(text)
            if not document.problems and _same(document.data, wanted):
                return text
        raise EditError(
            msg("This is written in a way that cannot be changed here: open the file in an editor")
        )

    def _close(self, splicer: Splicer) -> bool:
        """Let a block of text that ends with the file stay as it is when more comes after it."""
        node = self._root
        while node.items:
            node = node.items[-1]
        if self._text.endswith("\n") or node.style not in BLOCK_STYLES:
            return False
        if self._text[node.start + 1 : node.start + 2] in ("+", "-"):
            return False
        splicer.cut(node.start + 1, node.start + 1, "-")
        return True


def _same(one: Any, other: Any) -> bool:
    """Equal, whatever the order of keys; and true is not 1."""
    return _bytes(one) == _bytes(other)


def _bytes(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
