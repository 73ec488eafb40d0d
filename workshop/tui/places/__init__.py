"""The six places of the house. Each is imported when it is first gone to."""

from importlib import import_module

from workshop.i18n import N_
from workshop.tui.places.base import Place

__all__ = ["PLACES", "Place", "build"]

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
