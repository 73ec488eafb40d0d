"""What things are called in the library."""

from collections.abc import Sequence

from workshop.content import Card, Deck, say
from workshop.i18n import N_
from workshop.i18n import gettext as _

SHELVES: dict[tuple[str, str], str] = {
    ("deck", "workshop"): N_("Decks in this workshop"),
    ("deck", "own"): N_("Your own decks"),
    ("deck", "built-in"): N_("Built-in decks"),
    ("process", "workshop"): N_("Process of this workshop"),
    ("process", "own"): N_("Your own processes"),
    ("process", "built-in"): N_("Built-in processes"),
}
"""The heading of each shelf."""

STANDS: dict[str, str] = {
    "workshop": N_("in this workshop, as it was when drawn"),
    "own": N_("your own"),
    "built-in": N_("built in"),
}
"""Where a deck or a process stands, in words."""

PHASES: dict[str, str] = {
    "P1": N_("Start and mandate"),
    "P2": N_("The challenges"),
    "P3": N_("Platform"),
    "P4": N_("Discussions of the future"),
    "P5": N_("Goals, strategies, measures"),
    "P6": N_("Consultation and decision"),
    "P7": N_("Follow-up"),
}
"""Phase code → what the phase is about."""

KINDS: dict[str, str] = {
    "question": N_("Question"),
    "scale": N_("Scale"),
    "fact": N_("Fact"),
    "case": N_("Case"),
    "inversion": N_("Turned round"),
}
"""Kind of card → its name."""

ACTIVITIES: dict[str, str] = {
    "talk": N_("Talk"),
    "cards": N_("Cards"),
    "topics": N_("Topics"),
    "round": N_("Round"),
    "platform": N_("Platform"),
    "strategy": N_("Strategy"),
    "parties": N_("Parties"),
    "documents": N_("Documents"),
    "pause": N_("Break"),
}
"""Kind of activity → its name."""


FIELDS: dict[str, str] = {
    "title": N_("Title"),
    "about": N_("About"),
    "source": N_("Source"),
    "themes": N_("Theme"),
    "theme": N_("Theme"),
    "subject": N_("Subject"),
    "ask": N_("Question"),
    "fact": N_("Fact"),
    "low": N_("What 1 means"),
    "high": N_("What 5 means"),
    "points": N_("Point"),
    "probe": N_("Follow-up"),
    "phase": N_("Phase"),
    "kind": N_("Kind"),
    "for": N_("For"),
    "minutes": N_("Minutes"),
    "kin": N_("Related"),
    "refs": N_("Answers to"),
    "retired": N_("Out of play"),
    "allow": N_("Left standing"),
    "purpose": N_("Purpose"),
    "guide": N_("Guide"),
}
"""Field of a file → its name."""


def phases_of(card: Card) -> list[str]:
    """The phases a card is for."""
    return [card.phase] if isinstance(card.phase, str) else list(card.phase)


def phase_names(codes: Sequence[str]) -> str:
    """Phases in words."""
    return ", ".join(_(PHASES[code]) for code in codes if code in PHASES)


def theme_of(deck: Deck, card: Card, language: str) -> str:
    """What a card's theme is called."""
    theme = deck.themes.get(card.theme)
    return say(theme, language, deck.language) if theme else card.theme


def heading_of(deck: Deck, card: Card, language: str) -> str:
    """The words a card is known by in a list."""
    return say(card.subject, language, deck.language) or say(card.ask, language, deck.language)
