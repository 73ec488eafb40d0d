"""Try keys by hand: ``python tests/terminal/show.py START 'keys' [mode]`` shows where they lead.

Modes: ``calm`` (the default), ``stalled``, ``at-once``, ``slow-25`` and ``slow-100``. With a mode
in a hurry the difference from the calm run is shown as well.
"""

import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main() -> None:
    """Type, and print what stands on the screen and what lies in the file."""
    from terminal import running
    from terminal.effect import difference
    from terminal.scenarios import Scenario

    start, keys = sys.argv[1:3]
    mode = sys.argv[3] if len(sys.argv) > 3 else "calm"
    os.environ["WORKSHOP_HOME"] = tempfile.mkdtemp()
    made = Path(tempfile.mkdtemp())
    scenario = Scenario("by hand", start, keys)
    calm = running.one_by_one(scenario, made, made / "calm")
    print(calm.screen)
    if mode != "calm":
        hurried = running.in_a_hurry(scenario, made, made / "rush", mode, random.Random(1))
        print("-" * 120, hurried.screen, sep="\n")
        print(difference(calm.effect, hurried.effect) or "the same in the file")
        print("the same screen" if calm.screen == hurried.screen else "ANOTHER SCREEN")


if __name__ == "__main__":
    main()
