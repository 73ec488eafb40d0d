"""What is left to translate in a deck, and what was translated from something older.

``translated`` of a deck keeps, by language, a short hash of the source that a text was translated
from. Where the source has since been changed, the translation is older than its source. A text
that is not listed is trusted as it is, until its source is changed here: then it is listed with
the hash of what the source was.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, Literal, NamedTuple

from workshop.content import LANGUAGES, Card, Deck, Text
from workshop.messages import msg
from workshop.workbench.editing import EditError, set_values
from workshop.yamlio import shown

_HASH_BYTES = 5
State = Literal["missing", "older", "done"]

_ONE: Final = ("subject", "ask", "fact", "low", "high")
_MANY: Final = ("points", "probe")
_HEAD: Final = ("title", "about", "source")


class Work(NamedTuple):
    """A text and how far its translation has come.

    Attributes:
        path: ``card-id/ask``, ``card-id/probe/2`` (counted from 0), or ``/title``.
        state: ``missing``, ``older`` than its source, or ``done``.
        source: the text in the deck's own language.
        old: the translation there is; empty if it is missing.
        steps: where the text is in the file.
    """

    path: str
    state: State
    source: str
    old: str
    steps: tuple[str | int, ...]

    @property
    def card(self) -> str:
        """The id of the card; empty for texts of the deck itself."""
        return self.path.partition("/")[0]


class Progress(NamedTuple):
    """How far a language has come, counted in texts."""

    total: int
    done: int
    missing: int
    older: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means that nothing is left."""
        return 100 * self.done // self.total if self.total else 100


def text_hash(text: str) -> str:
    """The short hash of a source text, which spaces at its ends do not change."""
    same = unicodedata.normalize("NFC", text.strip())
    return blake2b(same.encode("utf-8", "replace"), digest_size=_HASH_BYTES).hexdigest()


def texts(
    deck: Deck, *, retired: bool = False
) -> Iterator[tuple[str, tuple[str | int, ...], Text]]:
    """All texts that are to be translated: path, steps in the file, and the text.

    Retired cards are passed over unless they are asked for.
    """
    for name in _HEAD:
        if text := getattr(deck, name):
            yield f"/{name}", (name,), text
    for theme, text in deck.themes.items():
        # A letter with a slash in it could not be told from a path.
        if text and "/" not in theme:
            yield f"/themes/{theme}", ("themes", theme), text
    for at, card in enumerate(deck.cards):
        if retired or not card.retired:
            for path, steps, text in _of_card(card):
                yield f"{card.id}/{path}", ("cards", at, *steps), text


def _of_card(card: Card) -> Iterator[tuple[str, tuple[str | int, ...], Text]]:
    for name in _ONE[:2]:
        if text := getattr(card, name):
            yield name, (name,), text
    for name in _MANY:
        for at, text in enumerate(getattr(card, name)):
            yield f"{name}/{at}", (name, at), text
    for name in _ONE[2:]:
        if text := getattr(card, name):
            yield name, (name,), text


def all_work(deck: Deck, to: str) -> list[Work]:
    """Every text of the deck, with how far it has come in a language.

    Raises:
        EditError: there is no such language, or it is the deck's own.
    """
    _check(deck, to)
    listed = deck.translated.get(to, {})  # type: ignore[call-overload]
    found = []
    for path, steps, text in texts(deck):
        source = _in(text, deck.language, deck.language)
        if not source.strip():
            continue
        old = _in(text, to, deck.language)
        state: State = "done"
        if not old.strip():
            state = "missing"
        elif path in listed and listed[path] != text_hash(source):
            state = "older"
        found.append(Work(path, state, source, old, steps))
    return found


def work_list(deck: Deck, to: str) -> list[Work]:
    """What is missing in a language, or older than its source, in the order of the deck.

    Raises:
        EditError: there is no such language, or it is the deck's own.
    """
    return [each for each in all_work(deck, to) if each.state != "done"]


def progress(deck: Deck) -> dict[str, Progress]:
    """How far each language but the deck's own has come."""
    found = {}
    for language in LANGUAGES:
        if language == deck.language:
            continue
        states = [each.state for each in all_work(deck, language)]
        counts = (states.count("done"), states.count("missing"), states.count("older"))
        found[language] = Progress(len(states), *counts)
    return found


def translate(text: str, deck: Deck, to: str, path: str, new: str) -> str:
    """Put a translation in the text of a deck's file, and note what it was translated from.

    Args:
        text: the file.
        deck: what was read from it.
        to: the language.
        path: of ``Work``.
        new: the translation; the one there is, to say that it still holds.

    Raises:
        EditError: there is no such text, or nothing was given.
    """
    work = next((each for each in all_work(deck, to) if each.path == path), None)
    if work is None:
        raise EditError(msg("There is no text “{path}”", path=shown(path)))
    if not new.strip():
        raise EditError(msg("The translation is empty"))
    values: dict[tuple[str | int, ...], object] = {("translated", to, path): text_hash(work.source)}
    if new.strip() != work.old:
        values[work.steps] = {**_languages(deck, work), to: new.strip()}
    return set_values(text, values)


def _languages(deck: Deck, work: Work) -> dict[str, str]:
    text = next(text for path, _steps, text in texts(deck) if path == work.path)
    if isinstance(text, str):
        return {deck.language: text}
    return {str(language): said for language, said in text.items()}


def notes(before: Deck, after: Deck) -> dict[tuple[str | int, ...], str | None]:
    """What to note under ``translated`` when a deck has been edited in any way.

    A translation whose source was changed without it is noted with the hash of what the source
    was; one that was changed with it, or after it, holds; and notes follow follow-ups and points
    that have moved within their card.

    Returns:
        Values for ``editing.set_values``; None takes a note away.
    """
    old = {path: text for path, _steps, text in texts(before, retired=True)}
    new = {path: text for path, _steps, text in texts(after, retired=True)}
    values: dict[tuple[str | int, ...], str | None] = {}
    for language in LANGUAGES:
        if language != after.language:
            listed = after.translated.get(language, {})  # type: ignore[call-overload]
            own = before.language
            noted = _followed(old, new, listed, language, own) | _fallen_behind(
                old, new, listed, language, own
            )
            values |= {("translated", language, path): note for path, note in noted.items()}
    return values


def _fallen_behind(
    old: dict[str, Text], new: dict[str, Text], listed: dict[str, str], language: str, own: str
) -> dict[str, str]:
    """Translations that nobody has noted anything of, and whose source is another now."""
    found = {}
    for path, now in new.items():
        was = old.get(path, "")
        if path in listed or isinstance(was, str) or isinstance(now, str):
            continue
        same = _in(was, language, own) == _in(now, language, own) != ""
        if same and (source := _in(was, own, own)) != _in(now, own, own):
            found[path] = text_hash(source)
    return found


def _followed(
    old: dict[str, Text], new: dict[str, Text], listed: dict[str, str], language: str, own: str
) -> dict[str, str | None]:
    """What becomes of the notes there are."""
    found: dict[str, str | None] = {}
    for path, note in listed.items():
        was, now = old.get(path), new.get(path)
        if was is None or was == now:
            continue
        place = path.rpartition("/")[0]
        moved = (
            other
            for other, text in new.items()
            if text == was and other.rpartition("/")[0] == place and old.get(other) != was
        )
        if goal := next(moved, ""):
            found[goal] = note
            found.setdefault(path, None)
        elif now is None:
            found.setdefault(path, None)
        elif _in(was, language, own) != _in(now, language, own):
            found[path] = text_hash(_in(now, own, own))
    return found


def _check(deck: Deck, to: str) -> None:
    if to not in LANGUAGES:
        raise EditError(
            msg("Unknown language “{word}”: use one of {options}", word=shown(to),
                options=", ".join(LANGUAGES))
        )  # fmt: skip
    if to == deck.language:
        raise EditError(msg("“{language}” is the deck's own language", language=to))


def _in(text: Text, language: str, own: str) -> str:
    if isinstance(text, str):
        return text if language == own else ""
    return str(text.get(language, ""))  # type: ignore[call-overload]
