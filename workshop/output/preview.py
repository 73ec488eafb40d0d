"""Documents that are only looked at: in a folder that this user of the machine alone can read."""

import contextlib
from pathlib import Path

from workshop import paths
from workshop.output.occupied import explained


def preview_dir() -> Path:
    """Where documents to be looked at lie; it may not exist."""
    return paths.state_dir() / "preview"


def preview(name: str, text: str) -> Path:
    """Write a document where only this user of the machine can read it; returns where.

    Raises:
        OutputError: it cannot be written.
    """
    path = preview_dir() / name
    try:
        paths.write_atomically(path, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise explained(path, error) from error
    return path


def previews() -> list[Path]:
    """The documents that were looked at and still lie there, of any project."""
    with contextlib.suppress(OSError):
        return sorted(path for path in preview_dir().iterdir() if path.is_file())
    return []
