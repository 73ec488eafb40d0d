"""A browser on this machine that can make a PDF of a page, without a window and without a network.

The program draws no PDF itself. Chromium and those made from it, Edge among them, do it well from
the command line; Firefox cannot, but is looked for too, so that the person can be told to print
from it. The browser is started so that no name is found and every connection goes to a proxy that
is not there; it sends nothing. What Chromium still does is to ask the system once whether there is
a way to the IPv6 internet, which sends nothing either.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from workshop.messages import Message, msg
from workshop.output.door import Written, write

VARIABLE = "WORKSHOP_BROWSER"
"""Names a browser to use before any other: a path, or a command."""

TIMEOUT = 120.0
"""Seconds a browser is given. A large deck on a slow machine takes some ten."""

_COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser", "brave", "vivaldi",
    "firefox", "firefox-esr",
)  # fmt: skip
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe", r"BraveSoftware\Brave-Browser\Application\brave.exe",
    r"Mozilla Firefox\firefox.exe",
)  # fmt: skip
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
    "Firefox.app/Contents/MacOS/firefox",
)
_TALKATIVE = (
    "OptimizationHints", "MediaRouter", "Translate", "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater", "InterestFeedContentSuggestions", "msEdgeUpdate",
)  # fmt: skip
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--no-pings", "--metrics-recording-only",
    "--disable-domain-reliability", "--disable-client-side-phishing-detection",
    "--disable-breakpad", "--no-service-autorun",
    f"--disable-features={','.join(_TALKATIVE)}",
    "--password-store=basic", "--use-mock-keychain",
    # Whatever it wants to ask out there: no name is found, and every connection, loopback
    # included, is to go through a proxy that nobody answers at.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-quic",
    "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
)  # fmt: skip


class Browser(msgspec.Struct, frozen=True):
    """A browser on this machine."""

    path: Path
    kind: Literal["chromium", "firefox"]

    @property
    def prints(self) -> bool:
        """Whether it can make a PDF without being looked at."""
        return self.kind == "chromium"


class NoPdfError(Exception):
    """No PDF was made; the page itself is unharmed."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def find(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Browser | None:
    """The best browser on this machine: one that prints, else Firefox, else None.

    Args:
        environment: The variables to look in; the process's own if not given.
        platform: What ``sys.platform`` says.
    """
    variables = os.environ if environment is None else environment
    found = [_browser(path) for path in _candidates(variables, platform)]
    return next((one for one in found if one.prints), next(iter(found), None))


def make_pdf(
    page: Path, target: Path, browser: Browser | None, timeout: float = TIMEOUT, *,
    origin: str = "", over: bool = False,
) -> Written:  # fmt: skip
    """Print a page to a PDF.

    The browser runs with a new and empty profile, finds no network, and is ended when it takes
    too long. What stood at the target stays until the new file is whole.

    Args:
        page: The HTML file.
        target: Where the PDF is to stand.
        browser: What ``find`` found.
        timeout: Seconds.
        origin: What it is made from; see ``door.write``.
        over: A person has said that what lies there may go.

    Raises:
        NoPdfError: there is no browser that prints, or it failed.
        OutputError: the PDF cannot be written, or something else lies there.
    """
    if browser is None:
        raise NoPdfError(
            msg(
                "No browser that makes PDFs was found (Chrome, Chromium or Edge). Open the page "
                "in any browser and print it from there: {file}",
                file=page,
            )
        )
    if not browser.prints:
        raise NoPdfError(
            msg(
                "Firefox makes no PDFs from the command line. Open the page in it, and print "
                "it from there: {file}",
                file=page,
            )
        )
    # A browser from a snap has a /tmp of its own, where we would look in vain for what it wrote.
    content = _printed(browser, page, None, timeout) or _printed(
        browser, page, target.parent, timeout
    )
    if not content.startswith(b"%PDF-"):
        raise NoPdfError(_failed(browser, page))
    return write(target, content, origin, over=over)


def _printed(browser: Browser, page: Path, parent: Path | None, timeout: float) -> bytes:
    """The PDF, made in a folder that is gone afterwards; empty when the browser wrote none."""
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="workshop-print-", dir=parent, ignore_cleanup_errors=True
    ) as folder:
        made = Path(folder, "page.pdf")
        _run(browser, page, Path(folder), made, timeout)
        return made.read_bytes() if made.is_file() else b""


def _candidates(variables: Mapping[str, str], platform: str) -> Iterator[Path]:
    search = variables.get("PATH", "")
    if chosen := variables.get(VARIABLE, "").strip():
        named = shutil.which(chosen, path=search) or chosen
        if Path(named).is_file():
            yield Path(named)
    for command in _COMMANDS:
        if there := shutil.which(command, path=search):
            yield Path(there)
    for path in _usual_places(variables, platform):
        if path.is_file():
            yield path


def _usual_places(variables: Mapping[str, str], platform: str) -> Iterator[Path]:
    if platform == "win32":
        for place in _WINDOWS:
            for root in _WINDOWS_ROOTS:
                if base := variables.get(root):
                    yield Path(base, *place.split("\\"))
    elif platform == "darwin":
        roots = [Path("/Applications")]
        if home := variables.get("HOME"):
            roots.append(Path(home, "Applications"))
        for app in _MACOS:
            for folder in roots:
                yield folder / app


def _browser(path: Path) -> Browser:
    return Browser(path, "firefox" if "firefox" in path.name.lower() else "chromium")


def _run(browser: Browser, page: Path, room: Path, made: Path, timeout: float) -> None:
    """Let the browser print, and end it with all its children when time is up."""
    flags = [*_FLAGS, f"--user-data-dir={room / 'profile'}", f"--print-to-pdf={made}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # it refuses to start as root with one
    try:
        # The program is one that was found by name on this machine; nothing passes a shell.
        process = subprocess.Popen(  # noqa: S603
            [str(browser.path), *flags, page.resolve().as_uri()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise NoPdfError(_failed(browser, page)) from error
    try:
        code = process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise NoPdfError(
            msg("{browser} did not finish in {n} seconds. Open the page and print it from there: "
                "{file}", browser=browser.path.name, n=round(timeout), file=page)
        ) from error  # fmt: skip
    finally:
        _end(process)
    if code != 0:
        raise NoPdfError(_failed(browser, page))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what was started, helpers included, if any of it is left."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _failed(browser: Browser, page: Path) -> Message:
    return msg(
        "{browser} made no PDF. Open the page and print it from there: {file}",
        browser=browser.path.name,
        file=page,
    )
