"""First frame with a hundred decks of one's own against two: it must not read them."""

import os
import statistics
import tempfile
from pathlib import Path

from bench.terminal import Terminal, python

DECKS, CARDS = 100, 200
GOAL = 1.10
RUNS = 9


def make_decks(folder: Path, count: int, cards: int = CARDS) -> None:
    """Decks of one's own, in a folder that is made."""
    folder.mkdir(parents=True)
    for number in range(count):
        head = (
            f"format: workshop-deck/1\nid: egen-{number}\nversion: 1.0.0\nlanguage: nb\n"
            f"title: Egen kortstokk {number}\nthemes:\n  A: Tema\ncards:\n"
        )
        body = "".join(
            f"  - id: kort-{at}\n    theme: A\n    phase: P4\n"
            f"    ask:\n      nb: Hva gjør vi med sak {at}?\n      nn: Kva gjer vi med sak {at}?\n"
            f"    points:\n      - Hvem merker det først?\n    probe:\n      - Hvorfor det?\n"
            for at in range(cards)
        )
        (folder / f"egen-{number}.yaml").write_text(head + body, encoding="utf-8")


def _first_frame(command: list[str], wanted: str, home: Path) -> float:
    os.environ["WORKSHOP_HOME"] = str(home)
    terminal = Terminal(command)
    try:
        return terminal.wait_for(wanted)
    finally:
        terminal.kill()


def main() -> None:
    """Print the ratios."""
    from workshop.example import build_example

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_LANG"] = "en"
        homes = {count: Path(folder) / f"home-{count}" for count in (2, DECKS)}
        for count, home in homes.items():
            make_decks(home / "data" / "decks", count)
        os.environ["WORKSHOP_HOME"] = str(homes[2])
        example = Path(folder) / "example.workshop"
        build_example(example)
        os.chdir(folder)
        programs = {
            "start screen": (python("-m", "workshop", "open"), "Folder:"),
            "worked example": (python("-m", "workshop", "open", str(example)), "Next:"),
        }
        for name, (command, wanted) in programs.items():
            taken: dict[int, list[float]] = {count: [] for count in homes}
            for _ in range(RUNS):
                for count, home in homes.items():
                    taken[count].append(_first_frame(command, wanted, home))
            few, many = (statistics.median(taken[count]) for count in (2, DECKS))
            print(
                f"first frame, {name}: {many * 1000:.0f} ms with {DECKS} decks of {CARDS} cards = "
                f"{many / few:.2f} x with 2 ({few * 1000:.0f} ms); goal {GOAL:.2f}"
            )


if __name__ == "__main__":
    main()
