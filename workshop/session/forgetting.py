"""What was removed for good stays removed, in whatever file of ours it turns up. See rule 11."""

from collections.abc import Iterable, Mapping

import msgspec

from workshop import backups
from workshop.changes import FORGOTTEN, Act, UnreadableActError, blank, decode, encode
from workshop.store import Row, Store, StoreError

Forgotten = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Act id → record → field → date."""


class Blanking(msgspec.Struct, frozen=True):
    """What has to be blanked in a file."""

    acts: dict[str, Act]
    drafts: set[tuple[str, str]]
    rounds: set[str]

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
    for act in acts:
        after = act
        for record, fields in forgotten.get(act.id, {}).items():
            for field, date in fields.items():
                if field not in act.sets.get(record, {}):
                    continue
                if act.sets[record][field] != {FORGOTTEN: date}:
                    after = blank(after, {record: [field]}, date)
                elif not all_of_it:
                    continue
                found.acts[act.id] = after
                found.drafts.add((record, field))
                if field == "ballots":
                    found.rounds.add(record)
    return found


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
