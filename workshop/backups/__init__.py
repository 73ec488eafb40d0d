"""Dated backups, in the user's own data folder and not beside a file that may be synced.

Each workshop has a folder, and in it each place that it was opened from has one, so that copies
of one workshop do not push out each other's. ``docs/file-format.md`` has the layout, and the one
that version 0.1.0 left, which is still read.
"""

from workshop.backups.ballots import keep_ballots, kept_ballots, renew_ballots
from workshop.backups.catalogue import (
    Backup,
    Found,
    ballot_copies,
    files_of,
    folder_of,
    found_for,
    of,
    remove_folders,
    root,
)
from workshop.backups.making import BackupError, Copying, make, make_of
from workshop.backups.thinning import superfluous

__all__ = [
    "Backup",
    "BackupError",
    "Copying",
    "Found",
    "ballot_copies",
    "files_of",
    "folder_of",
    "found_for",
    "keep_ballots",
    "kept_ballots",
    "make",
    "make_of",
    "of",
    "remove_folders",
    "renew_ballots",
    "root",
    "superfluous",
]
