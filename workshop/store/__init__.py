"""The ``.workshop`` file: rows in, rows out, noticing what others write. Knows bytes, no meaning.

An SQLite database in rollback-journal mode, because people keep these files on synced folders
and network shares. A row of the log is written once and is never changed, except when something
in it must be forgotten for good. ``docs/file-format.md`` has the layout.
"""

from workshop.store.database import APPLICATION_ID, BUSY_SECONDS, VERSION
from workshop.store.errors import (
    BusyError,
    DamagedError,
    FullError,
    MissingError,
    NewerVersionError,
    NotAWorkshopError,
    OtherWorkshopError,
    ReadOnlyError,
    StoreError,
    damaged,
)
from workshop.store.file import Store
from workshop.store.rows import BadRow, Batch, Draft, Log, Row, checksum
from workshop.store.salvage import Salvage, salvage
from workshop.store.soundness import Damage, missing_acts

__all__ = [
    "APPLICATION_ID",
    "BUSY_SECONDS",
    "VERSION",
    "BadRow",
    "Batch",
    "BusyError",
    "Damage",
    "DamagedError",
    "Draft",
    "FullError",
    "Log",
    "MissingError",
    "NewerVersionError",
    "NotAWorkshopError",
    "OtherWorkshopError",
    "ReadOnlyError",
    "Row",
    "Salvage",
    "Store",
    "StoreError",
    "checksum",
    "damaged",
    "missing_acts",
    "salvage",
]
