"""``python -m workshop``, as it is, but that two runs of the same keys can be compared.

The clock stands, ids and draws get the same chance each time, and notices leave the screen before
anyone looks. Nothing that has to do with keys, screens, drafts or the disk is touched.
"""

import os
import random
import runpy
import sys
from datetime import UTC, datetime
from pathlib import Path

NOTICE_SECONDS = 0.4


def _same_each_time() -> None:
    from workshop import outside

    at = datetime(2027, 3, 1, 9, tzinfo=UTC).timestamp()
    outside._clock = lambda: at
    # Chance is the same for equal files, and another when the file has grown: a program that is
    # started again on the same file must not make the ids it made before.
    file = Path(sys.argv[-1])
    acts = file.read_bytes().count(b'"seat":') if file.is_file() else 0
    outside._dice = random.Random(1838 + acts).getrandbits


def _notices_go_soon() -> None:
    from textual.app import App

    notify = App.notify

    def brief(self: App, *said, **how) -> None:
        how["timeout"] = NOTICE_SECONDS
        notify(self, *said, **how)

    App.notify = brief


def _screens_are_noted() -> None:
    """Which screens were shown, so that a test can see that it came where it meant to."""
    from textual.screen import Screen

    mount = Screen._on_mount

    def noted(self: Screen, event: object) -> None:
        with Path(os.environ["SCREENS_SEEN"]).open("a", encoding="utf-8") as seen:
            seen.write(type(self).__name__ + "\n")
        mount(self, event)

    Screen._on_mount = noted


if __name__ == "__main__":
    _same_each_time()
    _notices_go_soon()
    _screens_are_noted()
    sys.argv[0] = "workshop"
    runpy.run_module("workshop", run_name="__main__", alter_sys=True)
