"""Cards on the table: drawing, answering, starring, rating, turning round."""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop import positions
from workshop.acts import correcting
from workshop.acts.base import NewId, change, put_members
from workshop.acts.paper import refused_answer, refused_card
from workshop.changes import Change, Tips
from workshop.messages import N_, Message
from workshop.model import Answer, CardCopy, Draw, Group
from workshop.text_gate import comparison_key
from workshop.view import View

MAX_TABLES = 40
"""More tables than this is a slip of the finger, not a room."""


def draw(
    view: View, new_id: NewId, key: str, content: Mapping[str, Any], activity: str = ""
) -> tuple[str, Change] | Message:
    """Put a card on the table. Returns the id of the draw, and the change.

    A card that has a wording of its own in this workshop is drawn with that.

    Args:
        view: The workshop as it stands.
        new_id: Where fresh ids come from.
        key: The id of the card's copy, ``card:<deck>:<card>:<hash>``.
        content: The card as JSON. It is kept with every draw, so that undoing one draw of a card
            leaves the text of the others.
        activity: The activity it is drawn in.

    Returns:
        The id and the change, or why the card is not for a workshop.
    """
    if own := correcting.wording(view, key):
        key, content = own, view.need(CardCopy, own).content
    if refused := refused_card(view, content):
        return refused
    record = new_id("draw")
    sets: dict[str, dict[str, Any]] = {
        record: {"card": key, "activity": activity},
        key: {"content": dict(content)},
    }
    return record, change(view, N_("Draw a card"), sets)


def undrawn(view: View, keys: Sequence[str], activity: str = "") -> list[str]:
    """The cards of a deck that have not been drawn in an activity, in the deck's order."""
    plain = correcting.plain
    drawn = {plain(drawing.card) for drawing in view.all(Draw) if drawing.activity == activity}
    return [key for key in keys if plain(key) not in drawn]


def pick(keys: Sequence[str], seed: int) -> str:
    """One of the cards at random; the same seed gives the same card.

    Raises:
        ValueError: there is no card left.
    """
    if not keys:
        raise ValueError("no card left to draw")
    return random.Random(seed).choice(list(keys))  # noqa: S311 - a card, not a secret


def answer(
    view: View, new_id: NewId, draw_id: str, group: str, text: str, tags: Iterable[str] = ()
) -> tuple[str, Change] | Message:
    """Take in what a table said, or say why the card takes no answers."""
    if refused := refused_answer(view, draw_id):
        return refused
    record = new_id("answer")
    fields: dict[str, Any] = {"draw": draw_id, "group": group, "text": text}
    fields.update({f"tags/{tag}": True for tag in tags})
    return record, change(view, N_("Take in an answer"), {record: fields})


def rewrite(view: View, answer_id: str, text: str, *, tips: Tips | None = None) -> Change:
    """Correct the wording of an answer."""
    return change(view, N_("Correct an answer"), {answer_id: {"text": text}}, tips=tips)


def star(view: View, answer_id: str) -> Change:
    """Star an answer, or take the star away."""
    starred = view.need(Answer, answer_id).star
    return change(view, N_("Star an answer"), {answer_id: {"star": not starred}})


def tag(view: View, answer_id: str, tags: Iterable[str]) -> Change:
    """Give an answer exactly these tags."""
    return put_members(view, answer_id, "tags", tags, N_("Tag an answer"))


def give_to(view: View, answer_id: str, group: str) -> Change:
    """Move an answer to the table that said it."""
    return change(view, N_("Move an answer to another table"), {answer_id: {"group": group}})


def rate(
    view: View, new_id: NewId, draw_id: str, group: str, now: int, wanted: int
) -> tuple[str, Change] | Message:
    """Take in how a table rates a scale card: where we are now, and where we want to be (1–5).

    A table has one rating per drawn card; rating again corrects it. Some cards take none: then
    the reason is returned.

    Raises:
        ValueError: a rating is not between 1 and 5.
    """
    if not (1 <= now <= 5 and 1 <= wanted <= 5):
        raise ValueError("a rating is from 1 to 5")
    if refused := refused_answer(view, draw_id):
        return refused
    for given in view.under(draw_id, Answer):
        if given.group == group and (given.now or given.wanted):
            return given.id, change(view, N_("Rate"), {given.id: {"now": now, "wanted": wanted}})
    record = new_id("answer")
    fields = {"draw": draw_id, "group": group, "now": now, "wanted": wanted}
    return record, change(view, N_("Rate"), {record: fields})


def turn(view: View, draw_id: str) -> Change:
    """Turn the question round, or back again."""
    turned = view.need(Draw, draw_id).reversed
    return change(view, N_("Turn the question round"), {draw_id: {"reversed": not turned}})


def note(view: View, draw_id: str, text: str, *, tips: Tips | None = None) -> Change:
    """Write the facilitator's own note to a drawn card; the room never sees it."""
    return change(view, N_("Write a note"), {draw_id: {"note": text}}, tips=tips)


def seat_tables(view: View, new_id: NewId, count: int) -> tuple[list[str], Change]:
    """Make several tables at once, numbered on from those there are. Returns their ids.

    Raises:
        ValueError: there would be no table, or more than ``MAX_TABLES``.
    """
    groups = view.groups()
    if not 1 <= count <= MAX_TABLES - len(groups):
        raise ValueError(f"from 1 to {MAX_TABLES} tables")
    number = max((group.number for group in groups), default=0)
    key = view.position(groups[-1].id) if groups else ""
    sets: dict[str, dict[str, Any]] = {}
    for step in range(1, count + 1):
        key = positions.between(key, "")
        sets[new_id("group")] = {"place": ["", key], "number": number + step}
    return list(sets), change(view, N_("Set up tables"), sets)


def compose_table(view: View, group: str, name: str, composition: Mapping[str, int]) -> Change:
    """Say what a table is called and who sits there: role → how many, never who they are."""
    now = view.need(Group, group)
    sets: dict[str, Any] = {} if name == now.name else {"name": name}
    for role in sorted(set(now.composition) | set(composition)):
        if now.composition.get(role, 0) != composition.get(role, 0):
            sets[f"composition/{role}"] = composition.get(role, 0)
    return change(view, N_("Say who sits at a table"), {group: sets} if sets else {})


def spread(view: View, draw_id: str) -> tuple[list[int], list[int]]:
    """How many tables gave each rating from 1 to 5: now, and wanted. Never an average."""
    now, wanted = [0] * 5, [0] * 5
    for given in view.under(draw_id, Answer):
        if 1 <= given.now <= 5 and 1 <= given.wanted <= 5:
            now[given.now - 1] += 1
            wanted[given.wanted - 1] += 1
    return now, wanted


def tags_in(text: str) -> list[str]:
    """The tags in what a person typed: words, with or without ``#``, in small letters."""
    words = (comparison_key(word).strip("#,.;:") for word in text.split())
    return list(dict.fromkeys(word for word in words if word))
