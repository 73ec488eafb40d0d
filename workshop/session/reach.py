"""What removing for good cannot reach: said before it is done, by screen and command line alike."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from workshop.changes import UnreadableActError, decode
from workshop.messages import Message, msg
from workshop.output import written_by_us
from workshop.session.forgetting import LINE, Gone, gone_with, texts_in
from workshop.session.sitting import Session
from workshop.store import Store, StoreError

_MOST_BESIDE = 200
"""How many files of a folder are looked into."""


class BeyondReach(msgspec.Struct, frozen=True):
    """Where the words of some fields stand too, and are left."""

    places: tuple[tuple[str, str], ...] = ()
    """(record, field) that say the same, today or in an earlier version."""
    drafts: tuple[tuple[str, str], ...] = ()
    """(record, field) in which somebody is just writing the same."""
    documents: tuple[Path, ...] = ()
    """Documents that were written from this project on this machine, and still lie there."""
    copies: tuple[Path, ...] = ()
    """Copies beside the file that have the words in them, or cannot be read."""


def beyond_reach(session: Session, record: str, fields: Sequence[str]) -> BeyondReach:
    """What would be left if these fields of a record were removed for good now.

    Raises:
        StoreError: the drafts cannot be read.
    """
    chosen = {(record, field) for field in fields}
    gone = gone_with(
        (record, field, act.sets[record][field])
        for act in session.log for field in fields if field in act.sets.get(record, ())
    )  # fmt: skip
    places = {
        (other, field): None
        for act in session.log for other, values in act.sets.items()
        for field, value in values.items()
        if (other, field) not in chosen and _says(gone, value)
    }  # fmt: skip
    drafts = {
        (draft.record, draft.field): None
        for draft in (*session.drafts(), *session.others_drafts())
        if draft.field != LINE and (draft.record, draft.field) not in chosen
        and gone.holds(draft.text)
    }  # fmt: skip
    return BeyondReach(
        tuple(places),
        tuple(drafts),
        tuple(written_by_us(origin=session.store.workshop_id)),
        tuple(path for path in _copies(session) if _holds(path, gone)),
    )


def in_words(left: BeyondReach, name: Callable[[str, str], str], most: int = 0) -> list[Message]:
    """What is left, a line for each thing; and at the end what is always so.

    Args:
        left: What is left.
        name: (record, field) → what it is called.
        most: How many of a sort are named; 0 is all.
    """
    places = [name(record, field) for record, field in left.places]
    drafts = [name(record, field) for record, field in left.drafts]
    said: list[Message] = []
    sorts: tuple[tuple[Sequence[object], Callable[[object], Message]], ...] = (
        (places, lambda one: msg("The same words also stand in {place}. Erase them there too.",
                                 place=one)),
        (drafts, lambda one: msg("The same words are being written in {place}.", place=one)),
        (left.documents, lambda one: msg("Written from this project, and may hold the words: "
                                         "{file}. Write it again, or delete it.", file=one)),
        (left.copies, lambda one: msg("A copy of the file that holds the words lies beside it: "
                                      "{file}. Delete it.", file=one)),
    )  # fmt: skip
    for things, words in sorts:
        shown = things[:most] if most else things
        said += [words(one) for one in shown]
        if len(things) > len(shown):
            said.append(msg("… and {n} more", n=len(things) - len(shown)))
    said.append(msg("Copies elsewhere – e-mail, paper, other machines, synced folders, other "
                    "people’s backups – cannot be reached."))  # fmt: skip
    return said


def _says(gone: Gone, value: object) -> bool:
    return any(gone.holds(text) for text in texts_in(value))


def _copies(session: Session) -> Iterator[Path]:
    """Files beside ours that are, or were, copies of it."""
    ours = session.store.path
    try:
        beside = sorted(ours.parent.glob("*.workshop"))[:_MOST_BESIDE]
    except OSError:
        return
    for path in beside:
        if path.name == ours.name:
            continue
        try:
            store = Store.open(path)
        except StoreError:
            continue
        same = store.workshop_id == session.store.workshop_id
        store.close()
        if same:
            yield path


def _holds(path: Path, gone: Gone) -> bool:
    """Whether a copy has the words in its log or its drafts; one that cannot be read may have."""
    try:
        store = Store.open(path)
    except StoreError:
        return True
    try:
        if any(gone.holds(draft.text) for draft in store.drafts()):
            return True
        for row in store.since(0).rows:
            if _says(gone, decode(row.body).sets):
                return True
    except (StoreError, UnreadableActError):
        return True
    finally:
        store.close()
    return False
