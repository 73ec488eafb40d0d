"""Which folder documents go to: beside the workshop, or as it was typed."""

from pathlib import Path

from workshop.messages import msg
from workshop.output import OutputError


def folder_beside(workshop: Path, word: str) -> Path:
    """The folder that documents are written to if no other is chosen.

    Args:
        workshop: The workshop file.
        word: What documents are called, as part of the folder's name.
    """
    return workshop.absolute().parent / f"{workshop.stem} {word}"


def read_folder(written: str, workshop: Path) -> Path:
    """A folder as it was typed: quoted, with ~, or beside the workshop file.

    Raises:
        OutputError: it cannot be a folder.
    """
    text = written.strip().strip("'\"")
    if not text or "\0" in text:
        raise OutputError(msg("Write the name of a folder."))
    try:
        folder = workshop.absolute().parent / Path(text).expanduser()
        there = folder.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(msg("That cannot be a folder: {reason}", reason=error)) from error
    if there and not folder.is_dir():
        raise OutputError(msg("{path} is a file, and not a folder.", path=folder))
    return folder
