"""What somebody has sent: a file, a folder or a zip, read into memory with nothing taken on trust.

No name from a zip is ever used as a path. It is refused all the same if a name would lead out of
its folder, for then somebody has meant harm, and the rest of it is not to be trusted either.
"""

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from workshop.messages import msg
from workshop.text_gate import comparison_key
from workshop.workbench.own_files import ORIGINS, SharingError
from workshop.yamlio import DEFAULT_LIMITS, shown

MOST_EACH: Final = DEFAULT_LIMITS.max_bytes
"""Bytes of one file; what the reader of decks takes."""
MOST_TOGETHER: Final = 64_000_000
"""Bytes of all files, unpacked; and of the zip itself."""
MOST_FILES: Final = 2_000
MOST_RATIO: Final = 200
"""How many times larger than packed a file may be, if it is large at all. Text packs to a tenth."""
_SMALL: Final = 1_000_000
_DEEPEST: Final = 6
_DIRECTORY_MAX: Final = MOST_FILES * 1_100
"""Bytes of a zip's list of files; each has a name of at most some hundred."""
_SUFFIXES = (".yaml", ".yml")
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"


class Entry(NamedTuple):
    """A file of the parcel."""

    name: str
    """Its path within the parcel, with ``/`` between."""
    data: bytes


class Parcel(NamedTuple):
    """All files of a parcel that may be decks or processes, and what else was in it."""

    entries: list[Entry]
    passed_over: list[str]


def open_parcel(path: Path) -> Parcel:
    """Read a YAML file, a folder of them, or a zip.

    Raises:
        SharingError: it is not there, too large, damaged, or not to be trusted.
        OSError: it cannot be read.
    """
    if path.is_dir():
        return _sorted_out(_folder(path))
    if not path.exists():
        raise SharingError(msg("There is no file {file}", file=path))
    if not path.is_file():
        raise SharingError(msg("{file} is not a file", file=path))
    if path.suffix.lower() in _SUFFIXES:
        return Parcel([Entry(path.name, _read(path))], [])
    _check_together(path.stat().st_size)
    # In memory, where a damaged zip cannot send the reader to a place that no file has.
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise SharingError(msg("{file} is neither YAML (.yaml) nor a zip", file=path))
    return _sorted_out(_zip(data))


def _sorted_out(entries: Iterator[Entry]) -> Parcel:
    found, over = [], []
    for entry in entries:
        if entry.name.lower().endswith(_SUFFIXES):
            found.append(entry)
        elif not _NOISE.search(entry.name):
            over.append(entry.name)
    if not found:
        raise SharingError(msg("There are no YAML files in it"))
    return Parcel(found, over)


def _too_large(name: str) -> SharingError:
    limit = MOST_EACH // 1_000_000
    return SharingError(
        msg("{file} is larger than {limit} MB: divide it", file=shown(name), limit=limit)
    )


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MOST_EACH + 1)
    if len(data) > MOST_EACH:
        raise _too_large(path.name)
    return data


# ── folders ──────────────────────────────────────────────────────────────────────────────────


def _folder(top: Path) -> Iterator[Entry]:
    size = 0
    for count, path in enumerate(_walk(top, _DEEPEST), start=1):
        if count > MOST_FILES:
            raise SharingError(
                msg("There are more than {n} files in the folder: choose a smaller one",
                    n=MOST_FILES)
            )  # fmt: skip
        name = path.relative_to(top).as_posix()
        wanted = name.lower().endswith(_SUFFIXES)
        entry = Entry(name, _read(path) if wanted else b"")
        size += len(entry.data)
        _check_together(size)
        yield entry


def _walk(folder: Path, levels: int) -> Iterator[Path]:
    for found in sorted(os.scandir(folder), key=lambda each: each.name):
        path = Path(found.path)
        if found.is_symlink():
            raise SharingError(
                msg("{file} is a link to somewhere else: put the file itself there",
                    file=shown(path))
            )  # fmt: skip
        if found.is_dir():
            hidden = found.name.startswith(".") and found.name != ORIGINS
            if levels > 1 and not hidden:
                yield from _walk(path, levels - 1)
        elif found.is_file():
            yield path


def _check_together(size: int) -> None:
    if size > MOST_TOGETHER:
        limit = MOST_TOGETHER // 1_000_000
        raise SharingError(msg("It is more than {limit} MB in all: divide it", limit=limit))


# ── zips ─────────────────────────────────────────────────────────────────────────────────────


def _zip(whole: bytes) -> Iterator[Entry]:
    _check_directory(whole)
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            members = archive.infolist()
            _check_members(members)
            size = 0
            for member in members:
                if member.is_dir():
                    continue
                wanted = member.filename.lower().endswith(_SUFFIXES)
                data = _unpacked(archive, member) if wanted else b""
                size += len(data)
                _check_together(size)
                yield Entry(member.filename, data)
    except UnicodeDecodeError as error:
        raise SharingError(msg("A file name in the zip is not UTF-8: pack it anew")) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error,
            ValueError, RuntimeError) as error:  # fmt: skip
        raise SharingError(msg("The zip is damaged: {reason}", reason=shown(error))) from error


def _check_directory(whole: bytes) -> None:
    """See that the list of files is short before it is read, for that alone may take minutes."""
    at = whole.rfind(_END)
    listed = int.from_bytes(whole[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed > _DIRECTORY_MAX or (at >= 20 and whole[at - 20 : at - 16] == _END64):
        raise _too_many()


def _too_many() -> SharingError:
    return SharingError(msg("There are more than {n} files in the zip", n=MOST_FILES))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise _too_many()
    seen: set[str] = set()
    for member in members:
        _check_name(member)
        name = shown(member.filename)
        if comparison_key(member.filename) in seen:
            raise SharingError(msg("“{file}” is in the zip twice", file=name))
        seen.add(comparison_key(member.filename))
        if member.flag_bits & _ENCRYPTED:
            raise SharingError(
                msg("“{file}” is locked with a password: pack it without one", file=name)
            )
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise SharingError(
                msg("“{file}” in the zip is a link, not a file: nothing is taken from it",
                    file=name)
            )  # fmt: skip
        if member.file_size > _SMALL and member.file_size > MOST_RATIO * member.compress_size:
            raise SharingError(
                msg("“{file}” would swell to {n} MB: nothing is taken from the zip",
                    file=name, n=member.file_size // 1_000_000)
            )  # fmt: skip
        if member.file_size > MOST_EACH:
            raise _too_large(member.filename)
    _check_together(sum(member.file_size for member in members))


def _check_name(member: zipfile.ZipInfo) -> None:
    # What it is called in the zip itself: the reader cuts at a NUL and turns some slashes.
    name = member.orig_filename
    if not name.isascii() and not member.flag_bits & _UTF8:
        raise SharingError(
            msg("The file name “{file}” in the zip is not UTF-8: pack it anew", file=shown(name))
        )
    parts = PurePosixPath(name).parts
    if (
        not name.isprintable()
        or "\\" in name
        or name.startswith("/")
        or _DRIVE.match(name)
        or ".." in parts
        or not parts
    ):
        raise SharingError(
            msg("“{file}” would lie outside its folder: nothing is taken from the zip",
                file=shown(name))
        )  # fmt: skip


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SharingError(
            msg("“{file}” is packed in a way that is not used here: pack it as an ordinary zip",
                file=shown(member.filename))
        )  # fmt: skip
    with archive.open(member) as file:
        data = file.read(MOST_EACH + 1)
    if len(data) > MOST_EACH:  # it says that it is smaller
        raise _too_large(member.filename)
    return data
