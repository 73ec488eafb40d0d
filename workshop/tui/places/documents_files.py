"""Documents on their way out: to a file beside the workshop, or to a browser."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from workshop import paths
from workshop.messages import Message, msg

_BROWSER_SECONDS = 20
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
"""One of these is set where there is a screen for a browser, or a browser of one's own choice."""


class WritingError(Exception):
    """A document could not be written; nothing was harmed."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


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
        WritingError: it cannot be a folder.
    """
    text = written.strip().strip("'\"")
    if not text or "\0" in text:
        raise WritingError(msg("Write the name of a folder."))
    try:
        folder = workshop.absolute().parent / Path(text).expanduser()
        there = folder.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise WritingError(msg("That cannot be a folder: {reason}", reason=error)) from error
    if there and not folder.is_dir():
        raise WritingError(msg("{path} is a file, and not a folder.", path=folder))
    return folder


def is_ours(path: Path) -> bool:
    """Whether a file is as we wrote it, so that nobody's work is lost by writing it again."""
    try:
        return _written().get(_key(path)) == _print_of(path.read_bytes())
    except OSError:
        return False


def write(path: Path, text: str) -> None:
    """Write a document, all of it or nothing.

    Raises:
        WritingError: it cannot be written, and why; what was there is unharmed.
    """
    content = text.encode("utf-8", errors="replace")
    try:
        paths.write_atomically(path, content)
    except OSError as error:
        raise WritingError(_explained(path, error)) from error
    _remember(path, content)


def write_private(name: str, text: str) -> Path:
    """Write a document where only this user of the machine can read it; returns where.

    Raises:
        WritingError: it cannot be written.
    """
    folder = paths.state_dir() / "preview"
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        paths.write_atomically(path, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise WritingError(_explained(path, error)) from error
    return path


def _explained(path: Path, error: OSError) -> Message:
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return msg("The disk is full. {file} was not written; nothing is lost.", file=path.name)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return msg("{folder} cannot be written to. Choose another folder.", folder=path.parent)
    if error.errno == errno.ENAMETOOLONG:
        return msg("The name of the folder or the file is too long.")
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        return msg("{path} is a file, and not a folder.", path=path.parent)
    return msg("{file} was not written: {reason}", file=path.name, reason=error.strerror or error)


# ── what we have written before ──────────────────────────────────────────────────────────────


def _record() -> Path:
    return paths.state_dir() / "written.json"


def _key(path: Path) -> str:
    return str(path.absolute())


def _print_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _written() -> dict[str, str]:
    try:
        return msgspec.json.decode(_record().read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _remember(path: Path, content: bytes) -> None:
    """Note what was written. Without the note the next writing merely asks first."""
    import contextlib

    known = _written()
    known.pop(_key(path), None)
    known[_key(path)] = _print_of(content)
    with contextlib.suppress(OSError, UnicodeError):
        kept = dict(list(known.items())[-500:])
        paths.write_atomically(_record(), msgspec.json.encode(kept))


# ── the browser ──────────────────────────────────────────────────────────────────────────────


def open_in_browser(path: Path) -> bool:
    """Show a file in the browser; false when there is none to show it in.

    It runs in a process of its own, so that nothing a browser says lands on our screen, and a
    browser for the terminal is never started over it.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name)
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
    ):
        return False
    code = "import sys, webbrowser; sys.exit(0 if webbrowser.open(sys.argv[1]) else 1)"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own file
            [sys.executable, "-c", code, path.absolute().as_uri()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=_BROWSER_SECONDS, check=False, start_new_session=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
    return done.returncode == 0
