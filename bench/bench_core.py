"""How fast the core is, as ratios to doing the bare minimum on the same machine in one run.

``python -m bench bench_core`` prints a line for each figure:

- one act, applied and on disk, against a bare SQLite commit of the same bytes;
- opening a file against reading its rows and decoding them as JSON.
"""

import gc
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_HOME"] = str(Path(folder, "home"))
        from bench.generate import large_workshop, log_of

        files = {}
        for count in (100, 10_000, 100_000):
            files[count] = Path(folder, f"{count}.workshop")
            log_of(files[count], count)
        large = Path(folder, "large.workshop")
        large_workshop(large)
        print(f"{'':44}{'ours':>10}{'bare':>10}{'ratio':>8}")
        for count in (100, 100_000):
            show(f"one act on disk, {count:,} acts there", *commits(files[count]))
        for count in (10_000, 100_000):
            show(f"open {count:,} acts / read and decode", *opening(files[count]))
        show("open the large workshop / read and decode", *opening(large))
        show_fold(files[100_000])


def show(what: str, ours: float, bare: float) -> None:
    print(f"{what:44}{ours * 1000:8.1f}ms{bare * 1000:8.1f}ms{ours / bare:7.2f}x")


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def commits(path: Path, rounds: int = 60) -> tuple[float, float]:
    """One act through a session, and a bare commit of the same bytes, turn about."""
    from workshop.acts import base
    from workshop.session import open_session

    bare_path = path.with_suffix(".bare")
    bare_path.write_bytes(path.read_bytes())
    bare = sqlite3.connect(bare_path, isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON"):
        bare.execute(f"PRAGMA {pragma}")
    ours_times, bare_times = [], []
    with open_session(path, backup=False) as session:
        area = session.view.ids("area")[0]
        for number in range(rounds):
            change = base.edit(session.view, area, short=f"{number}")
            ours_times.append(timed(lambda change=change: session.do(change)))
            body = session.store.since(session.store.count() - 1).rows[-1].body
            bare_times.append(timed(lambda body=body, n=number: commit(bare, n, body)))
    bare.close()
    return statistics.median(ours_times), statistics.median(bare_times)


def commit(connection: sqlite3.Connection, number: int, body: bytes) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO act(id,body,crc) VALUES(?,?,?)", (f"z{number:024d}", body, number)
    )
    connection.execute("COMMIT")


def opening(path: Path, rounds: int = 7) -> tuple[float, float]:
    """Opening a session, and reading and decoding the rows, turn about."""
    from workshop.session import open_session

    def ours() -> None:
        open_session(path, backup=False).close()

    def bare() -> None:
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT seq, id, body, crc FROM act ORDER BY seq").fetchall()
        decode = msgspec.json.Decoder().decode
        kept = [decode(row[2]) for row in rows]
        connection.close()
        assert kept

    pairs = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()  # Neither is to pay for the other's garbage.
        pairs.append((timed(ours), timed(bare)))
        gc.enable()
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def show_fold(path: Path) -> None:
    """Log and view of acts that are in memory already."""
    from workshop.changes import Log, decode
    from workshop.store import Store
    from workshop.view import View

    store = Store.open(path)
    acts = [decode(row.body) for row in store.since(0).rows]
    store.close()
    gc.collect()
    gc.disable()
    times = [timed(lambda: View(Log(acts))) for _ in range(5)]
    gc.enable()
    print(f"{f'fold of {len(acts):,} acts':44}{statistics.median(times) * 1000:8.1f}ms")


if __name__ == "__main__":
    main()
