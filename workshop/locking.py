"""A lock that the operating system lets go of when its process ends, however it ends.

That is all a window needs to know whether another one is still open: a seat whose lock can be
taken has been left, by closing, by a kill or by a power cut.
"""

import os
import sys
from pathlib import Path


class Lock:
    """A lock file that this process holds until it is released or the process is gone."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go. Doing it twice is harmless."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def take(path: Path) -> Lock | None:
    """Take a lock at once, or not at all.

    Args:
        path: The lock file; it is made if it is not there, and may stay behind.

    Returns:
        The lock, or None when another process or window holds it.

    Raises:
        OSError: the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _hold(descriptor)
    except OSError:
        os.close(descriptor)
        return None
    return Lock(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
