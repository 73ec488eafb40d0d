"""``make bench``: all measurements, as ratios against a bare peer in the same run."""

import importlib
import sys

ROOMS = (
    "bench_version",
    "bench_content",
    "bench_core",
    "bench_documents",
    "bench_start",
    "bench_typing",
    "decks",
)

if __name__ == "__main__":
    wanted = sys.argv[1:] or ROOMS
    for room in wanted:
        print(f"── {room}")
        importlib.import_module(f"bench.{room}").main()
