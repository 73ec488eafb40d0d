"""Merging: the union of two files' acts."""

from collections import Counter
from pathlib import Path

import msgspec

from workshop.changes import Act, Log, decode, encode, is_act_id
from workshop.messages import msg
from workshop.session.sitting import Session, SessionError
from workshop.store import Row, Store, StoreError
from workshop.view import View


class MergeSummary(msgspec.Struct, frozen=True):
    """What a merge brings, before or after it is done."""

    acts: int
    """How many acts are new here."""
    by: dict[str, int]
    """Who did them → how many."""
    records: int
    """How many records they touch."""
    added: int
    """How many records are new."""
    new_conflicts: int
    settled: int
    """Conflicts that were settled there."""
    late: int
    """New work under something that is removed here."""
    skipped: int
    """Rows over there that could not be read."""
    ballots: int
    """Slips of open rounds that come along."""


def preview(session: Session, other: Path) -> MergeSummary:
    """What merging a file would bring. Nothing is changed.

    Raises:
        SessionError: it is another workshop's file.
        StoreError: it cannot be read.
    """
    acts, skipped, ballots = _read(session, other)
    return _summary(session.view, View(Log([*session.log, *acts])), acts, skipped, len(ballots))


def merge(session: Session, other: Path) -> MergeSummary:
    """Take in all acts of another file of the same workshop. Safe to repeat.

    Raises:
        SessionError: it is another workshop's file.
        StoreError: it cannot be read, or ours cannot be written; nothing was taken in.
    """
    acts, skipped, ballots = _read(session, other)
    summary = _summary(
        session.view, View(Log([*session.log, *acts])), acts, skipped, len(ballots)
    )  # fmt: skip
    if acts:
        session.write(lambda: session.store.append([Row(act.id, encode(act)) for act in acts]))
        session.take_in(acts)
    for round_id, key, body in ballots:
        session.write(
            lambda round_id=round_id, key=key, body=body: session.store.hand_in(  # type: ignore[misc]
                round_id, {key: body}
            )
        )
    return summary


def _read(session: Session, other: Path) -> tuple[list[Act], int, list[tuple[str, str, bytes]]]:
    """The acts and open ballots over there that are not here."""
    if other.resolve() == session.store.path.resolve():
        raise SessionError(msg("That is the file that is open."))
    store = Store.open(other)
    try:
        if store.workshop_id != session.store.workshop_id:
            raise SessionError(
                msg(
                    "{file} is another strategy work, not a copy of this one. Nothing was merged.",
                    file=other,
                )
            )
        batch = store.since(0)
        ballots = [
            (round_id, key, body)
            for round_id in store.ballot_rounds()
            for key, body in store.ballots(round_id).items()
            if not _counted(session, round_id, key)
        ]
    finally:
        store.close()
    acts: list[Act] = []
    skipped = len(batch.bad)
    for row in batch.rows:
        if row.id in session.log:
            continue
        try:
            act = decode(row.body)
        except msgspec.DecodeError:
            skipped += 1
            continue
        if act.id != row.id or not is_act_id(row.id):
            skipped += 1
        else:
            acts.append(act)
    return sorted(acts, key=lambda act: act.id), skipped, ballots


def _counted(session: Session, round_id: str, key: str) -> bool:
    return key in session.view.raw(round_id).get("ballots", {}) or key in session.store.ballots(
        round_id
    )


def _summary(
    before: View, after: View, acts: list[Act], skipped: int, ballots: int
) -> MergeSummary:
    touched = {record for act in acts for record in act.sets}
    had = {(c.record, c.field) for c in before.conflicts()}
    has = {(c.record, c.field) for c in after.conflicts()}
    late = sum(len(removed.late) for removed in (*after.removed(), *after.merged_late()))
    late -= sum(len(removed.late) for removed in (*before.removed(), *before.merged_late()))
    return MergeSummary(
        acts=len(acts),
        by=dict(Counter(act.by for act in acts)),
        records=len(touched),
        added=sum(1 for record in touched if not before.fields(record)),
        new_conflicts=len(has - had),
        settled=len(had - has),
        late=max(late, 0),
        skipped=skipped,
        ballots=ballots,
    )


def copies_beside(session: Session) -> list[tuple[Path, int]]:
    """Files beside ours that are copies of the same workshop and hold acts that we lack.

    OneDrive and Dropbox leave such copies when two people wrote at once; they are known by
    their content, so it does not matter what they are called.

    Returns:
        The files, with how many acts are new in each.
    """
    ours = session.store.path
    found = []
    for path in sorted(ours.parent.glob("*.workshop"))[:200]:
        if path.name == ours.name:
            continue
        try:
            store = Store.open(path)
        except StoreError:
            continue
        try:
            if store.workshop_id == session.store.workshop_id:
                new = len([key for key in store.ids() if key not in session.log])
                if new:
                    found.append((path, new))
        except StoreError:
            continue
        finally:
            store.close()
    return found
