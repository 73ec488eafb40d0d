"""``workshop --version`` against ``python -c pass``."""

import statistics
import subprocess
import sys
import time

RUNS = 21


def _time(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the ratio."""
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(_time([sys.executable, "-c", "pass"]))
        ours.append(_time([sys.executable, "-m", "workshop", "--version"]))
    ratio = statistics.median(ours) / statistics.median(bare)
    ms = statistics.median(ours) * 1000
    print(f"workshop --version: {ms:.0f} ms = {ratio:.2f} x python -c pass")


if __name__ == "__main__":
    main()
