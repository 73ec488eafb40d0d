"""Showing a file in the browser that a person uses, without disturbing the terminal."""

import os
import subprocess
import sys
from pathlib import Path

_SECONDS = 20
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
"""One of these is set where there is a screen for a browser, or a browser of one's own choice."""


def open_in_browser(path: Path) -> bool:
    """Show a file in the browser; false when there is none to show it in.

    It runs in a process of its own, so that nothing a browser says lands on our screen, and a
    browser for the terminal is never started over it.
    """
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        return False
    code = "import sys, webbrowser; sys.exit(0 if webbrowser.open(sys.argv[1]) else 1)"
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own file
            [sys.executable, "-c", code, path.absolute().as_uri()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=_SECONDS, check=False, start_new_session=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
    return done.returncode == 0
