"""Rows understood as acts; those that are not acts are set apart, and kept in the file."""

from collections.abc import Sequence

import msgspec

from workshop.changes import (
    LEAP,
    Act,
    NewerAct,
    UnreadableActError,
    are_act_ids,
    decode,
    decode_many,
    is_act_id,
)  # fmt: skip
from workshop.store import Row


class Understood(msgspec.Struct, frozen=True):
    """What rows turned out to be."""

    acts: list[Act]
    strange: list[str]
    """The ids of rows that are no acts."""
    bodies: dict[str, bytes]
    """The bytes of acts with something in them that this version does not know."""


def ceiling(rows: int) -> int:
    """The highest counter an act can honestly have among so many rows.

    Each act is one above the highest its maker had seen, so a counter far above the number of
    rows was made by no program of ours, and would use up the width of an id.
    """
    return LEAP + rows


def understand(rows: Sequence[Row], known: int) -> Understood:
    """Decode rows.

    Args:
        rows: Sound rows.
        known: How many rows are known besides.
    """
    top = f"{ceiling(known + len(rows)):012d}-g"
    acts = decode_many([row.body for row in rows])
    ids = [row.id for row in rows]
    if (
        acts is not None
        and are_act_ids(ids)
        and [act.id for act in acts] == ids
        and max(ids, default="") < top
    ):
        return Understood(acts, [], {})
    acts = []
    strange: list[str] = []
    bodies: dict[str, bytes] = {}
    for row in rows:
        try:
            act = decode(row.body)
        except UnreadableActError:
            strange.append(row.id)
            continue
        if act.id != row.id or row.id >= top or not is_act_id(row.id):
            strange.append(row.id)
            continue
        acts.append(act)
        if isinstance(act, NewerAct):
            bodies[act.id] = row.body
    return Understood(acts, strange, bodies)
