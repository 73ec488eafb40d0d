"""The record of what we have written on this machine: path, size, fingerprint, and from where.

A file is ours, and may be written again unasked, only while it is as the record says. Everything
else is somebody's: a file that was edited, that came from another machine, or that was written
before there was a record. The worst that a lost or broken record can do is that we ask.
"""

import contextlib
import hashlib
import os
from pathlib import Path

import msgspec

from workshop import paths
from workshop.messages import Message, msg

FORMAT = 1
_MOST = 2000
"""How many documents are remembered; the oldest are let go."""


class Entry(msgspec.Struct, frozen=True):
    """One document that we have written."""

    size: int
    print: str
    """SHA-256 of its bytes."""
    origin: str
    """What it was written from: the id of a project, or of a deck or process."""


class _Table(msgspec.Struct):
    format: int = FORMAT
    files: dict[str, Entry] = {}


class UnreadableRecordError(Exception):
    """The record lies there and cannot be understood; it is left as it is.

    Attributes:
        message: What is wrong and what to do, to be translated by the caller.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.message: Message = msg(
            "The list of written documents cannot be read ({reason}): {file}. It is left as it "
            "is, and nothing is written over without a question. Delete it to begin a new one.",
            reason=reason,
            file=record_file(),
        )


def record_file() -> Path:
    """Where the record lies; the file may not exist."""
    return paths.state_dir() / "documents.json"


def entry_of(path: Path) -> Entry | None:
    """What we wrote under a name; None when we know of nothing."""
    try:
        return _read().files.get(_key(path))
    except UnreadableRecordError:
        return None


def is_as_written(path: Path, entry: Entry) -> bool:
    """Whether a file is still as we wrote it.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size != entry.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == entry.print


def remember(path: Path, content: bytes, origin: str) -> Message | None:
    """Note what was written. Without the note the next writing merely asks first.

    Returns:
        What there is to say when the record cannot be read, or None.
    """
    try:
        known = _read().files
    except UnreadableRecordError as error:
        return error.message
    key = _key(path)
    known.pop(key, None)
    known[key] = Entry(len(content), hashlib.sha256(content).hexdigest(), origin)
    table = _Table(files=dict(list(known.items())[-_MOST:]))
    # UnicodeError: a path that is not text.
    with contextlib.suppress(OSError, UnicodeError):
        paths.write_atomically(record_file(), msgspec.json.format(msgspec.json.encode(table)))
    return None


def written_by_us(folder: Path | None = None, origin: str | None = None) -> list[Path]:
    """Documents that we have written and that still lie there, edited or not.

    Args:
        folder: Only those in it, or deeper down.
        origin: Only those written from this project; those of unknown origin are among them.
    """
    try:
        known = {name: entry.origin for name, entry in _read().files.items()}
    except UnreadableRecordError:
        known = {}
    for name in _known_to_earlier_versions():
        known.setdefault(name, "")
    found = [Path(name) for name, of in known.items() if origin is None or of in (origin, "")]
    real = folder.resolve() if folder is not None else None
    return [path for path in found if path.is_file()
            and (real is None or path.is_relative_to(real))]  # fmt: skip


def _read() -> _Table:
    try:
        content = record_file().read_bytes()
    except FileNotFoundError:
        return _Table()
    except OSError as error:
        raise UnreadableRecordError(error.strerror or str(error)) from error
    if not content.strip():
        # A record that a full disk or a power cut has emptied holds nothing to be kept.
        return _Table()
    try:
        table = msgspec.json.decode(content, type=_Table)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UnreadableRecordError(str(error)) from error
    if table.format != FORMAT:
        raise UnreadableRecordError(f"format {table.format}")
    return table


def _known_to_earlier_versions() -> list[str]:
    """Version 0.1 kept path and fingerprint, and not from where."""
    try:
        old = msgspec.json.decode((paths.state_dir() / "written.json").read_bytes())
    except (OSError, msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return []
    return [name for name in old if isinstance(name, str)] if isinstance(old, dict) else []


def _key(path: Path) -> str:
    """A file by the folder it really lies in, so that a link to the folder makes no other file."""
    return os.path.normcase(os.path.join(os.path.realpath(path.parent), path.name))  # noqa: PTH118
