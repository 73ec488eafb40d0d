"""How a process could be better: phases without the unions, and times that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from workshop import yamlio
from workshop.content import Activity, Deck, Process
from workshop.library import Loaded
from workshop.library.allowing import named
from workshop.messages import Message, msg

Steps = tuple[str | int, ...]


def process_findings(
    process: Process, decks: Mapping[str, Deck]
) -> Iterator[tuple[Steps, str, Message]]:
    """What could be better about a process: where, the finding's name, and what.

    Args:
        process: a process without errors.
        decks: the decks there are, by id.
    """
    for at, phase in enumerate(process.phases):
        here = ("phases", at)
        if not phase.party:
            message = msg("No step for the unions in this phase: add one under “party”")
            yield here, "missing-union-step", message
        for number, activity in enumerate(phase.activities):
            steps = (*here, "activities", number)
            if not activity.minutes and activity.kind != "pause":
                yield steps, "no-time", msg("How long does this take? Add “minutes”")
            if activity.kind == "cards" and activity.deck in decks:
                yield from _of_cards(activity, decks[activity.deck], steps)


def _of_cards(activity: Activity, deck: Deck, steps: Steps) -> Iterator[tuple[Steps, str, Message]]:
    if deck.print_only:
        message = msg("“{deck}” is for paper only: a workshop takes no answers to it", deck=deck.id)
        yield (*steps, "deck"), "paper-only", message
    cards = [card for card in deck.cards if card.id in activity.cards]
    needed = sum(card.minutes for card in cards)
    if 0 < activity.minutes < needed:
        message = msg(
            "The cards take {needed} minutes, and there are {minutes}",
            needed=needed,
            minutes=activity.minutes,
        )
        yield (*steps, "minutes"), "too-little-time", message
    for number, name in enumerate(activity.cards):
        if any(card.id == name and card.retired for card in deck.cards):
            message = msg("“{card}” is retired: choose another", card=name)
            yield (*steps, "cards", number), "retired-card", message


def with_process_style(loaded: Loaded[Process], decks: Mapping[str, Deck]) -> Loaded[Process]:
    """The same with what could be better among its warnings, each with its place."""
    if loaded.value is None or loaded.path is None:
        return loaded
    found = list(process_findings(loaded.value, decks))
    if not found:
        return loaded
    document = yamlio.read_file(loaded.path)
    more = [
        document.problem(steps, named(message, name), severity="warning")
        for steps, name, message in found
    ]
    problems = sorted([*loaded.problems, *more], key=lambda each: (each.line, each.column))
    return msgspec.structs.replace(loaded, problems=problems)
