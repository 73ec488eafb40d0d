"""Position keys for records in a wanted order, moving as few as possible."""

from bisect import bisect_left
from collections.abc import Sequence

from workshop.positions import between
from workshop.view import View

_Key = tuple[str, str]
"""(position, id): what siblings are ordered by."""


def keys_for(view: View, parent: str, kind: str, wanted: Sequence[str]) -> dict[str, str]:
    """The new position keys that put records under a parent in a wanted order.

    Siblings that are not among the wanted ones stay where they are. What already lies in order
    is left alone; the longest such row is kept.

    Args:
        view: The workshop as it stands.
        parent: What they are to lie under; empty is the top.
        kind: Their kind.
        wanted: The records in the order they should have.
    """
    lying = {
        record: (view.position(record), record)
        for record in wanted
        if view.parent(record) == parent and view.position(record)
    }
    kept = _longest_rising([record for record in wanted if record in lying], lying)
    if len(kept) == len(wanted):
        return {}
    moving = set(wanted) - kept
    others = {record: (view.position(record), record) for record in view.siblings(parent, kind)}
    standing = sorted(
        (key, record) for record, key in {**others, **lying}.items() if record not in moving
    )
    order = _woven([record for _, record in standing], wanted, kept)
    return _keys(order, {record: key for key, record in standing})


def _longest_rising(records: Sequence[str], key: dict[str, _Key]) -> set[str]:
    """As many as can stand, so that only the others move (patience sorting)."""
    tops: list[_Key] = []
    piles: list[str] = []
    before: dict[str, str] = {}
    for record in records:
        at = bisect_left(tops, key[record])
        before[record] = piles[at - 1] if at else ""
        if at == len(tops):
            tops.append(key[record])
            piles.append(record)
        else:
            tops[at], piles[at] = key[record], record
    kept: set[str] = set()
    record = piles[-1] if piles else ""
    while record:
        kept.add(record)
        record = before[record]
    return kept


def _woven(standing: Sequence[str], wanted: Sequence[str], kept: set[str]) -> list[str]:
    """Those that stand, with each of the others after the one it is wanted after."""
    runs: dict[str, list[str]] = {}
    anchor = ""
    for record in wanted:
        if record in kept:
            anchor = record
        else:
            runs.setdefault(anchor, []).append(record)
    first = next((record for record in wanted if record in kept), "")
    order: list[str] = []
    for record in standing:
        if record == first:
            order += runs.pop("", [])
        order.append(record)
        order += runs.pop(record, [])
    return order + runs.pop("", [])


def _keys(order: Sequence[str], standing: dict[str, _Key]) -> dict[str, str]:
    """New keys for those without one, and for those that equal keys leave no room beside."""
    following = [""] * (len(order) + 1)
    for at in range(len(order) - 1, -1, -1):
        key = standing.get(order[at])
        following[at] = key[0] if key else following[at + 1]
    placed: dict[str, str] = {}
    low: _Key = ("", "")
    for at, record in enumerate(order):
        key = standing.get(record)
        if key is not None and key > low:
            low = key
            continue
        high = following[at + 1]
        if high <= low[0]:
            later = (standing[one][0] for one in order[at + 1 :] if one in standing)
            high = next((one for one in later if one > low[0]), "")
        placed[record] = between(low[0], high)
        low = (placed[record], record)
    return placed
