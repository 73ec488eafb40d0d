"""How fast decks are checked and strategies written, against PyYAML's own C loader and dumper.

Run with ``python bench/bench_content.py``. Each pair is timed by turns on the same data, so that
a busy machine slows both; the ratio of the medians is what counts.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from workshop import library, yamlio

ROUNDS = 5
CARDS = 5000
MEASURES = 1000


def deck(cards: int) -> str:
    """A deck in three languages, as a person would write it."""
    languages = (
        ("nb", "Hvem i vår region kunne jobbet hos oss, men gjør det ikke i dag", "Hvem sier det?"),
        (
            "nn",
            "Kven i regionen vår kunne jobba hos oss, men gjer det ikkje i dag",
            "Kven seier det?",
        ),
        ("en", "Who in our region could work for us but does not today", "Who says so?"),
    )
    lines = [
        "format: workshop-deck/1", "id: stor", "version: 1.0.0", "language: nb",
        "title: {nb: Stor, nn: Stor, en: Large}", "themes:", "  A: {nb: A, nn: A, en: A}", "cards:",
    ]  # fmt: skip
    for number in range(cards):
        lines += [f"  - id: kort-{number}", "    theme: A", "    phase: P4", "    kind: question"]
        lines += ["    refs: [A1]", f"    kin: [kort-{(number + 1) % cards}]", "    subject:"]
        lines += [f"      {code}: Kort {number}" for code, _, _ in languages]
        lines += ["    ask:"]
        lines += [f"      {code}: {ask} ({number})?" for code, ask, _ in languages]
        lines += ["    probe:"]
        for _ in range(2):
            lines += [
                f"      {'- ' if code == 'nb' else '  '}{code}: {probe}"
                for code, _, probe in languages
            ]
        lines += ["    minutes: 10"]
    return "\n".join(lines) + "\n"


def strategy(measures: int) -> dict[str, Any]:
    """The measures of a strategy, as they are exported."""
    return {
        "format": "workshop-strategy/1",
        "measures": [
            {
                "id": f"measure:{number:06d}",
                "goal": f"goal:{number % 40:06d}",
                "title": f"Heltid som hovedregel i tjeneste {number} 🌊",
                "text": "Alle stillinger lyses ut som hele.\nUnntak drøftes: én for én.\n",
                "owner": {"role": "Kommunalsjef helse og mestring", "accepted": number % 2 == 0},
                "horizon": "2027–2028",
                "deadline": "2028-06-01",
                "priority": number % 3 + 1,
                "status": "no",
                "strategies": [f"strategy:{number % 90:06d}"],
            }
            for number in range(measures)
        ],
    }


def compare(
    what: str, ours: Callable[[], object], theirs: Callable[[], object], whose: str
) -> None:
    """Time both by turns and print the ratio of the medians."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for times, work in zip(taken, (ours, theirs), strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    mine, other = (statistics.median(times) for times in taken)
    print(
        f"{what}: {mine / other:.2f}× {whose} ({mine * 1000:.0f} ms against {other * 1000:.0f} ms)"
    )


def main() -> None:
    """Print both ratios."""
    text = deck(CARDS)
    data = strategy(MEASURES)
    assert library.check_deck(text, "deck", {}) == []
    assert yamlio.read(yamlio.write(data)).data == data
    compare(
        f"check a deck of {CARDS} cards in three languages",
        lambda: library.check_deck(text, "deck", {}),
        lambda: yaml.load(text, yaml.CSafeLoader),
        "yaml.CSafeLoader alone",
    )
    compare(
        f"write {MEASURES} measures as YAML",
        lambda: yamlio.write(data),
        lambda: yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False),
        "the bare C dumper",
    )


if __name__ == "__main__":
    main()
