"""The six places of the house. Each is imported when it is first gone to."""

from importlib import import_module

from workshop.i18n import N_
from workshop.model import kind_of
from workshop.tui.places.base import Place

__all__ = ["PLACES", "Place", "build", "place_of"]

PLACES: dict[int, tuple[str, str]] = {
    1: ("process", N_("Process")),
    2: ("cards", N_("Cards")),
    3: ("priorities", N_("Priorities")),
    4: ("strategy", N_("Strategy")),
    5: ("parties", N_("Parties and review")),
    6: ("documents", N_("Documents")),
}
"""Number → the module of the place, and what it is called."""


def build(number: int) -> Place:
    """Make the place with this number. Its module has one class named ``ThePlace``."""
    module = import_module(f"workshop.tui.places.{PLACES[number][0]}")
    place: Place = module.ThePlace()
    return place


_KINDS = {
    1: {"workshop", "process", "phase", "activity", "meeting", "calendar"},
    2: {"card", "draw", "answer", "group"},
    3: {"topic", "round"},
    5: {"consultation", "decision", "waiver"},
}


def place_of(record: str) -> int:
    """The number of the place that shows a record; what belongs to the strategy itself is in 4."""
    return next((number for number, kinds in _KINDS.items() if kind_of(record) in kinds), 4)
