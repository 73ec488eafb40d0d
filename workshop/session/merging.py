"""Merging: the union of two files' acts."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from workshop.changes import Act, Log, is_forgotten
from workshop.messages import msg
from workshop.session.forgetting import blanking
from workshop.session.sitting import Session, SessionError
from workshop.session.understanding import understand
from workshop.session.writer import Ticket
from workshop.store import Row, Store, StoreError
from workshop.view import Conflict, View


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
    incoming: tuple[tuple[str, bool, str], ...] = ()
    """The records it touches, new ones first: id, whether it is new, and its title afterwards."""
    conflicts: tuple[tuple[Conflict, str], ...] = ()
    """The new conflicts, with the titles of their records and all values that stand."""
    by_act: dict[str, str] = {}
    """Who did the acts that the values in conflict are from."""


class _Found(msgspec.Struct, frozen=True):
    """What another file has that ours has not."""

    acts: list[Act]
    rows: list[Row]
    skipped: int
    ballots: dict[str, dict[str, bytes]]


class Fetched(msgspec.Struct, frozen=True):
    """What lies in another file of the same workshop."""

    rows: list[Row]
    bad: int
    """How many rows could not be read."""
    ballots: dict[str, dict[str, bytes]]
    ours: dict[str, dict[str, bytes]]
    """The ballots that lie in our table."""


def preview(session: Session, other: Path) -> MergeSummary:
    """What merging a file would bring. Nothing is changed.

    Raises:
        SessionError: it is another workshop's file.
        StoreError: it cannot be read.
    """
    return session.wait_for(begin_preview(session, other))


def begin_preview(session: Session, other: Path) -> Ticket[MergeSummary]:
    """Begin to find out what merging a file would bring."""
    ticket: Ticket[MergeSummary] = Ticket()
    session.on_disk(lambda: _fetch(session.store, other)).then(
        lambda fetched: ticket.resolve(_summary(session, _sort_out(session, fetched))),
        ticket.fail,
    )
    return ticket


def merge(session: Session, other: Path) -> MergeSummary:
    """Take in all acts of another file of the same workshop. Safe to repeat.

    Raises:
        SessionError: it is another workshop's file.
        StoreError: it cannot be read, or ours cannot be written; nothing was taken in.
    """
    return session.wait_for(begin_merge(session, other))


def begin_merge(session: Session, other: Path) -> Ticket[MergeSummary]:
    """Begin to take in all acts of another file of the same workshop."""
    ticket: Ticket[MergeSummary] = Ticket()

    def fetched(there: Fetched) -> None:
        found = _sort_out(session, there)
        summary = _summary(session, found)

        def take() -> None:
            if found.rows:
                session.file.append(found.acts, found.rows)
            for round_id, slips in found.ballots.items():
                session.file.write(functools.partial(session.store.hand_in, round_id, slips))
            if found.ballots:
                session.file.read_papers()

        session.on_disk(take).then(lambda _: ticket.resolve(summary), ticket.fail)

    session.on_disk(lambda: _fetch(session.store, other)).then(fetched, ticket.fail)
    return ticket


def _fetch(ours: Store, other: Path) -> Fetched:
    """Read another file."""
    if other.resolve() == ours.path.resolve():
        raise SessionError(msg("That is the file that is open."))
    store = Store.open(other)
    try:
        if store.workshop_id != ours.workshop_id:
            raise SessionError(
                msg(
                    "{file} is another strategy work, not a copy of this one. Nothing was merged.",
                    file=other,
                )
            )
        batch = store.since(0)
        ballots = {round_id: store.ballots(round_id) for round_id in store.ballot_rounds()}
    finally:
        store.close()
    lying = {round_id: ours.ballots(round_id) for round_id in ballots}
    return Fetched(batch.rows, len(batch.bad), ballots, lying)


def _sort_out(session: Session, fetched: Fetched) -> _Found:
    """The acts and open ballots over there that are not here."""
    fresh = [row for row in fetched.rows if row.id not in session.log]
    read = understand(fresh, len(session.log))
    acts = sorted(read.acts, key=lambda act: act.id)
    # What was forgotten, here or there, does not touch our disk again, not even for a moment.
    forgotten = Log([*session.log, *acts]).forgotten()
    blanked = blanking(acts, forgotten).acts
    acts = [blanked.get(act.id, act) for act in acts]
    strange = set(read.strange)
    kept = {row.id: row for row in fresh if row.id not in strange and row.id not in blanked}
    rows = [kept.get(act.id) or session.file.rows([act])[0] for act in acts]
    ballots = uncounted(session, acts, fetched.ballots, fetched.ours)
    return _Found(acts, rows, fetched.bad + len(strange), ballots)


def uncounted(
    session: Session,
    acts: list[Act],
    ballots: Mapping[str, dict[str, bytes]],
    ours: Mapping[str, Iterable[str]],
) -> dict[str, dict[str, bytes]]:
    """Ballots that are neither counted, nor forgotten, nor in the table here.

    Args:
        session: The open workshop.
        acts: Acts that are about to come in.
        ballots: Round → random id → slip, as they lie elsewhere.
        ours: Round → random ids of those in the table here.
    """
    found = {}
    for round_id, slips in ballots.items():
        counts = [act.sets[round_id]["ballots"] for act in (*session.log, *acts)
                  if "ballots" in act.sets.get(round_id, ())]  # fmt: skip
        if any(is_forgotten(count) for count in counts):
            continue
        known = set(ours.get(round_id, ()))
        known.update(key for count in counts if isinstance(count, dict) for key in count)
        new = {key: body for key, body in slips.items() if key not in known}
        if new:
            found[round_id] = new
    return found


def _summary(session: Session, found: _Found) -> MergeSummary:
    before, acts = session.view, found.acts
    after = View(Log([*session.log, *acts])) if acts else before
    touched = {record for act in acts for record in act.sets}
    had = {(c.record, c.field) for c in before.conflicts()}
    has = {(c.record, c.field) for c in after.conflicts()}
    late = sum(len(removed.late) for removed in (*after.removed(), *after.merged_late()))
    late -= sum(len(removed.late) for removed in (*before.removed(), *before.merged_late()))
    new = {record for record in touched if not before.fields(record)}
    at_odds = [one for one in after.conflicts() if (one.record, one.field) in has - had]
    return MergeSummary(
        incoming=tuple(
            (record, record in new, after.title(record))
            for record in sorted(touched, key=lambda record: (record not in new, record))
        ),
        conflicts=tuple((one, after.title(one.record)) for one in at_odds),
        by_act={
            value.act: act.by
            for one in at_odds
            for value in one.values
            if (act := after.act(value.act)) is not None
        },
        acts=len(acts),
        by=dict(Counter(act.by for act in acts)),
        records=len(touched),
        added=len(new),
        new_conflicts=len(has - had),
        settled=len(had - has),
        late=max(late, 0),
        skipped=found.skipped,
        ballots=sum(len(slips) for slips in found.ballots.values()),
    )


def copies_beside(session: Session) -> list[tuple[Path, int]]:
    """Files beside ours that are copies of the same workshop and hold acts that we lack.

    OneDrive and Dropbox leave such copies when two people wrote at once; they are known by
    their content, so it does not matter what they are called.

    Returns:
        The files, with how many acts are new in each.
    """
    return session.wait_for(begin_copies_beside(session))


def begin_copies_beside(session: Session) -> Ticket[list[tuple[Path, int]]]:
    """Begin to look for copies of the same workshop beside its file."""
    return session.on_disk(lambda: _copies(session.store, lambda key: key in session.log))


def _copies(ours: Store, known: Callable[[str], bool]) -> list[tuple[Path, int]]:
    found = []
    for path in sorted(ours.path.parent.glob("*.workshop"))[:200]:
        if path.name == ours.path.name:
            continue
        try:
            store = Store.open(path)
        except StoreError:
            continue
        try:
            if store.workshop_id == ours.workshop_id:
                new = len([key for key in store.ids() if not known(key)])
                if new:
                    found.append((path, new))
        except StoreError:
            continue
        finally:
            store.close()
    return found
