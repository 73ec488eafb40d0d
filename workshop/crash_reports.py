"""What is left behind when the program ends with an error: a report, and a count for each file.

Nothing of a workshop goes into a report but what Python itself says of an error. Both are
readable by their owner alone.
"""

import contextlib
import os
import platform
import sys
import traceback
from importlib.metadata import version
from pathlib import Path

import msgspec

from workshop import __version__, paths

KEPT = 10
"""Reports that are kept; the oldest go."""
TOO_MANY = 2
"""Errors in a row after which a file is not opened by itself."""


def write_report(error: BaseException) -> Path | None:
    """Write what happened, for whoever mends it. None when it cannot be written."""
    folder = paths.state_dir() / "errors"
    about = [f"workshop {__version__}", f"Textual {version('textual')}"]
    about += [f"Python {platform.python_version()}", sys.platform]
    text = ", ".join(about) + "\n\n" + "".join(traceback.format_exception(error))
    try:
        earlier = sorted(_numbers(folder))
        for number in earlier[: -KEPT + 1]:
            _report(folder, number).unlink(missing_ok=True)
        path = _report(folder, (earlier[-1] if earlier else 0) + 1)
        paths.write_atomically(path, text.encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return path


def _numbers(folder: Path) -> list[int]:
    stems = [path.stem.removeprefix("error-") for path in folder.glob("error-*.txt")]
    return [int(stem) for stem in stems if stem.isascii() and stem.isdecimal()]


def _report(folder: Path, number: int) -> Path:
    return folder / f"error-{number:04}.txt"


# ── how often, for each file ─────────────────────────────────────────────────────────────────


def count(path: Path) -> int:
    """Count one more error with a file, and say how many there have been in a row."""
    counts = _counts()
    counts[_name(path)] = counts.get(_name(path), 0) + 1
    _keep(counts)
    return counts[_name(path)]


def ended_too_often(path: Path) -> bool:
    """Whether the last starts with a file have all ended with an error."""
    return _counts().get(_name(path), 0) >= TOO_MANY


def clear(path: Path) -> None:
    """A file has been left as it should be."""
    counts = _counts()
    if counts.pop(_name(path), None) is not None:
        _keep(counts)


def _name(path: Path) -> str:
    return os.path.realpath(path)


def _file() -> Path:
    return paths.state_dir() / "errors.json"


def _counts() -> dict[str, int]:
    try:
        return msgspec.json.decode(_file().read_bytes(), type=dict[str, int])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _keep(counts: dict[str, int]) -> None:
    # A convenience: where it cannot be written, the file is opened as ever.
    with contextlib.suppress(OSError, UnicodeError):
        paths.write_atomically(_file(), msgspec.json.encode(counts))
