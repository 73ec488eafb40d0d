"""Pictures of the main screens for the documentation, made from the worked example.

``python tools/screenshots.py`` writes them to ``docs/images``; ``tools/generated.py --check``
compares. The clock, the ids and the settings are frozen, so that the same program always makes
the same pictures.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from workshop.tui.app import WorkshopApp

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"

SCENES: dict[str, tuple[str, ...]] = {
    "process": ("1",),
    "cards": ("2",),
    "present": ("2", "f5"),
    "priorities": ("3",),
    "strategy": ("4",),
    "thread": ("4",),
    "parties": ("5",),
    "documents": ("6",),
    "timeline": ("1", "k"),
    "library": (),
}
"""Picture → the keys pressed before it is taken."""


async def _take(path: Path, name: str, keys: tuple[str, ...]) -> str:
    from textual.widgets import Input

    from workshop import outside
    from workshop.example.source import today
    from workshop.model import Measure
    from workshop.tui.app import WorkshopApp

    outside._clock = datetime.combine(today(), time(12)).timestamp
    outside._dice = random.Random(name).getrandbits
    app = WorkshopApp(path, by="Fasilitator", language="nb", polling=False)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for one in keys:
            await pilot.press("escape", one)
            await pilot.pause()
        if name == "thread":
            measure = app.session.view.all(Measure)[0]
            app.show_thread(measure.id)
        if name == "library":
            app.action_library()
            await _rest(app, pilot)
            await pilot.press("down", "down", "pagedown", "pagedown")
        await _rest(app, pilot)
        for line in app.screen.query(Input):
            line.cursor_blink, line._cursor_visible = False, True
        app.clear_notifications()
        await pilot.pause()
        svg = app.export_screenshot(title="Workshop")
        app.leave_workshop()
    return _plain(svg)


async def _rest(app: "WorkshopApp", pilot: "Pilot[None]") -> None:
    """Wait until nothing more comes by itself: what is counted and shown a moment later, too."""

    def waiting() -> bool:
        nodes = [app, *app.screen_stack, *app.screen.walk_children(with_self=False)]
        return any(
            timer._repeat is not None and timer._task is not None and not timer._task.done()
            for node in nodes
            for timer in node._timers
        )

    await pilot.pause()
    while waiting():
        await asyncio.sleep(0.02)
    await app.workers.wait_for_complete()
    await pilot.pause()


def _plain(svg: str) -> str:
    """The picture without fonts from the network, and without what differs from run to run."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    identifier = re.search(r"terminal-\d+", svg)
    if identifier:
        svg = svg.replace(identifier[0], "terminal-picture")
    return svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas") + "\n"


def pictures() -> dict[str, str]:
    """File name → picture."""
    from workshop.example import build_example

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_HOME"] = str(Path(folder) / "home")
        made = {}
        for name, keys in SCENES.items():
            path = Path(folder) / name / "Fjordvik kommune.workshop"
            path.parent.mkdir()
            build_example(path)
            made[f"{name}.svg"] = asyncio.run(_take(path, name, keys))
        return made


def main() -> int:
    """Write the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (IMAGES / name).write_text(picture, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
