"""The slips of open rounds: one copy, written over, and gone when the round is.

Several of them, compared, would tell who voted when; so they are never in dated backups.
"""

import contextlib
from pathlib import Path

from workshop import outside, paths
from workshop.backups.catalogue import BALLOTS, place_of
from workshop.store import Store, StoreError
from workshop.store.disk import sync_folder
from workshop.store.errors import explained
from workshop.store.slices import blank_copy, close_copy


def keep_ballots(store: Store) -> None:
    """Copy the slips that lie in a file; remove the copy when there are none.

    To be called whenever a backup is made.

    Raises:
        StoreError: it cannot be read, or the copy cannot be written.
    """
    place = place_of(store.workshop_id, store.path)
    target = place / BALLOTS
    slips = {key: store.ballots(key) for key in store.ballot_rounds()}
    with explained(target):
        if not slips:
            target.unlink(missing_ok=True)
            return
        paths.make_private(place)
        making = place / f".{outside.token(4)}.making"
        copy = blank_copy(making)
        try:
            copy.execute("INSERT INTO meta VALUES('workshop_id',?)", (store.workshop_id,))
            copy.executemany(
                "INSERT INTO ballot VALUES(?,?,?)",
                [(key, name, body) for name, each in slips.items() for key, body in each.items()],
            )
            close_copy(copy, making)
            making.replace(target)
            sync_folder(place)
        except BaseException:
            copy.close()
            making.unlink(missing_ok=True)
            raise


def renew_ballots(store: Store) -> None:
    """The same, where there is a copy already: a round was closed, or a slip taken back.

    Raises:
        StoreError: it cannot be read, or the copy cannot be written.
    """
    if (place_of(store.workshop_id, store.path) / BALLOTS).exists():
        keep_ballots(store)


def kept_ballots(folders: list[Path]) -> dict[str, dict[str, bytes]]:
    """Round → random id → slip, of the copies that lie in folders of backups."""
    found: dict[str, dict[str, bytes]] = {}
    for folder in folders:
        with contextlib.suppress(StoreError):
            store = Store.open(folder / BALLOTS, reading=True)
            try:
                for name in store.ballot_rounds():
                    found.setdefault(name, {}).update(store.ballots(name))
            finally:
                store.close()
    return found
