"""What decks and processes are made of, once they have been read.

The structs here are the only schema of the content files: the reader in ``library`` checks
against them, and ``workshop deck schema`` prints them as JSON Schema. Nothing of ours is
imported here, so that every other room may lean on it.
"""

from typing import Annotated, Literal

import msgspec

LANGUAGES = ("nb", "nn", "en")
"""The languages that content and screens are written in."""

DECK_FORMAT = "workshop-deck/1"
PROCESS_FORMAT = "workshop-process/1"
GLOSSARY_FORMAT = "workshop-glossary/1"

Language = Literal["nb", "nn", "en"]
Text = str | dict[Language, str]
"""A plain string in the file's language, or one string per language."""

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]*$(?!\n)", max_length=64)]
SemVer = Annotated[str, msgspec.Meta(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$(?!\n)")]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Weeks = Annotated[int, msgspec.Meta(ge=0, le=520)]

Role = Literal[
    "elected", "top", "middle", "first-line", "employees", "unions", "safety", "staff",
    "citizens", "partners",
]  # fmt: skip
PhaseCode = Literal["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
CardKind = Literal["question", "scale", "fact", "case", "inversion"]
ConsultationKind = Literal[
    "informed", "advised", "discussed", "presented", "statement", "hearing", "treated",
    "negotiated",
]  # fmt: skip
"""*informert, tatt med på råd, drøftet, forelagt, uttalelse, høringssvar, behandlet,
forhandlet*, in that order."""

ActivityKind = Literal[
    "talk", "cards", "topics", "round", "platform", "strategy", "parties", "documents", "pause",
]  # fmt: skip
"""What an activity is, and thereby which of the six places it is done in."""

GateNeed = Literal[
    "groups", "premises", "evidence", "answers", "topics", "round", "chosen", "statements",
    "areas", "goals", "measures", "owners", "discussed-mandate", "discussed-draft",
    "safety-advised", "treated", "decision", "status",
]  # fmt: skip
"""Things the program can see for itself when it asks whether a phase is ready to be left."""


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One card: a question, scale, fact, case or inversion that makes a group talk."""

    id: Identifier
    theme: str
    phase: PhaseCode | list[PhaseCode]
    ask: Text
    kind: CardKind = "question"
    subject: Text = ""
    """The card's *emne*: a few words that name what it is about."""
    points: list[Text] = []
    """Sub-points printed under the question."""
    probe: list[Text] = []
    """Follow-ups for the facilitator, never shown to the room unasked."""
    fact: Text = ""
    """A fact or short case that goes with the question."""
    low: Text = ""
    high: Text = ""
    """What 1 and 5 mean on a scale card, which is rated *now* and *wanted* by each group."""
    kin: list[str] = []
    """Cards on the same idea: ``card-id`` in this deck, or ``deck-id/card-id``."""
    roles: list[Role] = msgspec.field(default=[], name="for")
    """Whom the card is especially for; empty is everyone."""
    minutes: Minutes = 10
    refs: list[str] = []
    """Which intents of the tradition the card answers to, such as ``A3``."""
    variant: Literal["", "policy", "strategy"] = ""
    retired: bool = False
    """Taken out of play: not drawn or printed any more, but kept for those who look it up."""
    allow: dict[str, str] = {}
    """Style findings that are to stand on this card: the finding's name, and why."""


class Origin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an own deck or process was made from, so that it can follow when that moves on."""

    id: Identifier
    version: SemVer


Translated = dict[Language, dict[str, str]]
"""By language: the path of a text (``card-id/ask``, ``card-id/probe/2``, ``/title``) and a short
hash of the source text it was translated from. A text that is not listed is trusted as it is."""


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deck of cards (*kortstokk*), as one file in ``decks/``."""

    format: Literal["workshop-deck/1"]
    id: Identifier
    version: SemVer
    language: Language
    title: Text
    cards: list[Card]
    about: Text = ""
    licence: str = ""
    author: str = ""
    source: Text = ""
    themes: dict[str, Text] = {}
    """What the theme letters stand for."""
    print_only: bool = False
    """The answers are personnel data: a workshop takes none."""
    origin: Origin | None = None
    translated: Translated = {}


class PartyStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The union or safety step of a phase, with its exact kind."""

    kind: ConsultationKind
    who: Text
    what: Text


class Gate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A soft gate: what should be in place before the phase is left."""

    ask: Text
    needs: list[GateNeed] = []


class Activity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do in a phase, with a guide that can be followed aloud."""

    id: Identifier
    title: Text
    kind: ActivityKind
    minutes: Minutes = 0
    purpose: Text = ""
    guide: Text = ""
    """What a first-time facilitator says and does, step by step."""
    who: list[Role] = []
    deck: str = ""
    cards: list[str] = []
    """Cards of the deck that must be covered, in this order; empty means the whole deck."""
    draw: Literal["order", "random"] = "order"
    outputs: list[Text] = []


class Phase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phase of a process."""

    id: Identifier
    title: Text
    purpose: Text
    activities: list[Activity]
    code: PhaseCode | Literal[""] = ""
    who: list[Role] = []
    weeks_from: Weeks = 0
    weeks_to: Weeks = 0
    guide: Text = ""
    outputs: list[Text] = []
    party: list[PartyStep] = []
    gate: Gate | None = None


class Process(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A process to follow (*prosess*), as one file in ``process_templates/``."""

    format: Literal["workshop-process/1"]
    id: Identifier
    version: SemVer
    language: Language
    title: Text
    phases: list[Phase]
    about: Text = ""
    licence: str = ""
    author: str = ""
    source: Text = ""
    origin: Origin | None = None
    translated: Translated = {}


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A professional term (*fagord*), explained for someone who has just been elected."""

    id: Identifier
    term: Text
    definition: Text
    """One or two sentences."""
    forms: dict[Language, list[str]] = {}
    """What the term is recognised by in running text, inflected forms too. A language that is
    not here has the term itself; an empty list is never recognised."""
    see: list[str] = []
    """Ids of terms that throw light on this one."""


class Glossary(msgspec.Struct, frozen=True, eq=False, kw_only=True, forbid_unknown_fields=True):
    """The professional terms (*ordliste*), as ``decks/glossary.yaml``.

    Two are the same only if they are one and the same, so that what is found in one can be kept.
    """

    format: Literal["workshop-glossary/1"]
    id: Identifier
    version: SemVer
    language: Language
    title: Text
    terms: list[Term]
    about: Text = ""
    licence: str = ""
    author: str = ""
    source: Text = ""


def say(text: Text, language: str, otherwise: str = "nb") -> str:
    """The text in a language, or in the file's own, or in whichever there is."""
    if isinstance(text, str):
        return text
    for choice in (language, otherwise, *LANGUAGES):
        if found := text.get(choice):  # type: ignore[call-overload]
            return str(found)
    return ""
