"""First frame and key → repaint, in a real terminal, against a bare Textual app."""

import os
import statistics
import tempfile
from pathlib import Path

from bench.terminal import Terminal, python

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("READY")
Bare().run()
"""
BARE_LIST = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*[f"Measure {n}" for n in range(1200)])
Bare().run()
"""
RUNS = 7


def _first_frame(command: list[str], wanted: str) -> float:
    terminal = Terminal(command)
    try:
        return terminal.wait_for(wanted)
    finally:
        terminal.kill()


def _repaint(command: list[str], wanted: str, before: str, presses: int = 40) -> list[float]:
    terminal = Terminal(command)
    try:
        terminal.wait_for(wanted)
        if before:
            terminal.press(before)
        # Until all is quiet: findings are counted a moment after the last key.
        while terminal.read(1.5):
            pass
        return [terminal.repaint("\x1b[B") for _ in range(presses)]
    finally:
        terminal.kill()


def main() -> None:
    """Print the ratios."""
    from bench.generate import large_workshop
    from workshop.example import build_example

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_HOME"] = folder + "/home"
        os.environ["WORKSHOP_LANG"] = "en"
        example, large = Path(folder) / "example.workshop", Path(folder) / "large.workshop"
        build_example(example)
        large_workshop(large)
        programs = {
            "bare Textual app": (python("-c", BARE), "READY"),
            "worked example": (python("-m", "workshop", "open", str(example)), "Next:"),
            "10,000 answers + 1,000 measures": (
                python("-m", "workshop", "open", str(large)), "Next:",
            ),
        }  # fmt: skip
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(RUNS):
            for name, (command, wanted) in programs.items():
                times[name].append(_first_frame(command, wanted))
        bare = statistics.median(times["bare Textual app"])
        for name, taken in times.items():
            median = statistics.median(taken)
            print(f"first frame, {name}: {median * 1000:.0f} ms = {median / bare:.2f} x bare")
        one = _repaint(python("-c", BARE_LIST), "Measure 1", "")
        two = _repaint(programs["10,000 answers + 1,000 measures"][0], "Next:", "4")
        bare_key, ours = statistics.median(one), statistics.median(two)
        slow = statistics.quantiles(two, n=20)[-1]
        print(
            f"key to repaint in the strategy of the large workshop: {ours * 1000:.1f} ms = "
            f"{ours / bare_key:.2f} x a bare list ({bare_key * 1000:.1f} ms), "
            f"95th percentile {slow * 1000:.1f} ms"
        )


if __name__ == "__main__":
    main()
