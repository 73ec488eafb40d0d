"""What an author has chosen to let stand on a card, and the other keys of the workbench."""

from collections.abc import Iterator
from typing import Any, Final

from workshop.content import Card
from workshop.library.findings import Finding, unknown
from workshop.messages import Message, msg
from workshop.yamlio import shown

STYLE_FINDINGS: Final = (
    "two-questions",
    "yes-no",
    "too-long",
    "missing-translation",
    "missing-follow-up",
    "duplicate-of",
)
"""The findings that ``allow`` can let stand."""


def allowed(card: Card, name: str) -> bool:
    """Whether a finding is to stand on this card."""
    return bool(card.allow.get(name, "").strip())


def named(message: Message, name: str) -> Message:
    """The message with the finding's name, so that people know what to write in ``allow``."""
    return msg("{what} [{name}]", what=message, name=name)


def let_stand(findings: Iterator[Finding], data: dict[str, Any]) -> Iterator[Finding]:
    """Missing translations of cards: with their name, and without those that are to stand."""
    cards = data.get("cards")
    for finding in findings:
        steps = finding.steps
        if finding.severity == "error" or len(steps) < 2 or steps[0] != "cards":
            yield finding
            continue
        card = cards[steps[1]] if isinstance(cards, list) and isinstance(steps[1], int) else {}
        allow = card.get("allow")
        reason = allow.get("missing-translation") if isinstance(allow, dict) else None
        if card.get("retired") is True or (isinstance(reason, str) and reason.strip()):
            continue
        yield finding._replace(message=named(finding.message, "missing-translation"))


def bench_rules(data: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong with ``allow``, ``translated`` and ``origin`` of a deck."""
    cards = data.get("cards")
    by_id: dict[str, dict[str, Any]] = {}
    for at, card in enumerate(cards if isinstance(cards, list) else []):
        if isinstance(card, dict):
            by_id.setdefault(str(card.get("id")), card)
            yield from _allow(card.get("allow"), at)
    if by_id and all(card.get("retired") is True for card in by_id.values()):
        message = msg("All the cards are retired: there is nothing to draw")
        yield Finding(("cards",), message, True, "warning")
    yield from _translated(data, by_id)


def _allow(allow: Any, at: int) -> Iterator[Finding]:
    if not isinstance(allow, dict):
        return
    for name, reason in allow.items():
        steps = ("cards", at, "allow", name)
        if name not in STYLE_FINDINGS:
            what = msg("There is no finding “{word}”", word=shown(name))
            yield Finding(steps, unknown(what, name, STYLE_FINDINGS), True, "warning")
        elif isinstance(reason, str) and not reason.strip():
            yield Finding(steps, msg("Say why this is to stand"))


def _translated(data: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    translated = data.get("translated")
    if not isinstance(translated, dict):
        return
    for language, listed in translated.items():
        if not isinstance(listed, dict):
            continue
        if language == data.get("language"):
            message = msg("This is the file's own language: nothing is translated to it")
            yield Finding(("translated", language), message, True, "warning")
            continue
        for path in listed:
            if not _leads_to_text(path, data, by_id):
                message = msg("There is no text “{path}”: remove the line", path=shown(path))
                yield Finding(("translated", language, path), message, True, "warning")


def _leads_to_text(path: str, data: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> bool:
    first, *steps = path.split("/")
    here: Any = by_id.get(first) if first else data
    for step in steps:
        if isinstance(here, list):
            here = here[int(step)] if step.isdecimal() and int(step) < len(here) else None
        elif isinstance(here, dict):
            here = here.get(step)
        else:
            return False
    return bool(steps) and isinstance(here, str | dict) and bool(here)
