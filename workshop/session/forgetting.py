"""What was removed for good stays removed, in whatever file of ours it turns up. See rule 11."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from workshop import backups
from workshop.changes import FORGOTTEN, Act, UnreadableActError, blank, decode, encode
from workshop.output import previews
from workshop.store import Row, Store, StoreError
from workshop.text_gate import comparison_key

Forgotten = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Act id → record → field → date."""

LINE = "capture"
"""The field under which the line that an answer is typed in keeps its draft, at a drawn card."""
_ENOUGH = 8
"""Letters of a text that is looked for inside others; shorter ones stand everywhere."""
_AROUND = re.compile(r"^[\W\d_]+|\s*#\S+|[\W_]+$")
"""What stands around the words in a line from the room: the table, tags, punctuation."""


class Gone(msgspec.Struct, frozen=True):
    """What has just been removed for good. Lives in memory alone, and is never written anywhere."""

    fields: frozenset[tuple[str, str]] = frozenset()
    """(record, field)"""
    words: frozenset[str] = frozenset()
    """All texts that stood there, by ``comparison_key``."""

    def __bool__(self) -> bool:
        return bool(self.fields)

    def __or__(self, other: "Gone") -> "Gone":
        return Gone(self.fields | other.fields, self.words | other.words)

    def holds(self, text: str) -> bool:
        """Whether a text says what was removed: the long ones anywhere, the short ones alone."""
        if not self.words or not text.strip():
            return False
        key = comparison_key(text)
        return bool({key, _AROUND.sub("", key)} & self.words) or any(
            len(word) >= _ENOUGH and word in key for word in self.words
        )


def texts_in(value: object) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)


def gone_with(values: Iterable[tuple[str, str, object]]) -> Gone:
    """What goes with some values: (record, field, value)."""
    values = list(values)
    words = {comparison_key(text) for _r, field, value in values if field != "ballots"
             for text in texts_in(value)}  # fmt: skip
    return Gone(frozenset((r, f) for r, f, _value in values), frozenset(words - {""}))


class Blanking(msgspec.Struct, frozen=True):
    """What has to be blanked in a file."""

    acts: dict[str, Act]
    drafts: set[tuple[str, str]]
    rounds: set[str]
    gone: Gone = Gone()
    """What stood there, for whatever still shows it."""

    @property
    def bodies(self) -> dict[str, bytes]:
        """Act id → the bytes it is kept as from now on."""
        return {identifier: encode(act) for identifier, act in self.acts.items()}


def blanking(acts: Iterable[Act], forgotten: Forgotten, *, all_of_it: bool = False) -> Blanking:
    """What in these acts must be blanked, and is not yet.

    Args:
        acts: The acts, such as they lie in a file.
        forgotten: What was removed for good.
        all_of_it: Count in what is blanked already: the file may hold something else.
    """
    found = Blanking({}, set(), set())
    values: list[tuple[str, str, object]] = []
    for act in acts:
        after = act
        for record, fields in forgotten.get(act.id, {}).items():
            for field, date in fields.items():
                if field not in act.sets.get(record, {}):
                    continue
                if act.sets[record][field] != {FORGOTTEN: date}:
                    values.append((record, field, act.sets[record][field]))
                    after = blank(after, {record: [field]}, date)
                elif not all_of_it:
                    continue
                found.acts[act.id] = after
                found.drafts.add((record, field))
                if field == "ballots":
                    found.rounds.add(record)
    return msgspec.structs.replace(found, gone=gone_with(values))


def clean_around(store: Store, forgotten: Forgotten, gone: Gone) -> list[str]:
    """Remove what is ours around the file: lines half typed again, pages looked at, backups.

    Returns:
        The files that could not be cleaned.

    Raises:
        StoreError: the drafts could not be removed.
    """
    for draft in store.drafts():
        if draft.field == LINE and gone.holds(draft.text):
            store.drop_draft(draft.seat, draft.record, draft.field)
    return [*remove_previews(), *blank_backups(store.workshop_id, forgotten)]


def remove_previews() -> list[str]:
    """Remove the pages that were made to be looked at; they are made anew when asked for.

    Returns:
        Those that could not be removed.
    """
    for path in previews():
        with contextlib.suppress(OSError):
            path.unlink()
    return [str(path) for path in previews()]


def blank_backups(workshop_id: str, forgotten: Forgotten) -> list[str]:
    """Blank what was removed for good in all backups, and let go of their drafts.

    Returns:
        The backups that could not be cleaned.
    """
    failed = []
    rounds = {
        record
        for records in forgotten.values()
        for record, fields in records.items()
        if "ballots" in fields
    }
    for path in (*backups.of(workshop_id), *backups.ballot_copies(workshop_id)):
        try:
            store = Store.open(path)
        except StoreError:
            failed.append(str(path))
            continue
        try:
            batch = store.since(0)
            found = blanking(_acts(row for row in batch.rows if row.id in forgotten), forgotten)
            erase = [bad.seq for bad in batch.bad if bad.id in forgotten]
            store.rewrite(found.bodies, drafts=None, rounds=rounds, erase=erase)
            store.tidy()
        except StoreError:
            failed.append(str(path))
        finally:
            store.close()
    return failed


def _acts(rows: Iterable[Row]) -> Iterable[Act]:
    for row in rows:
        try:
            yield decode(row.body)
        except UnreadableActError:
            continue
