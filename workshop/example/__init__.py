"""The worked example: *Fjordvik kommune*, made into a workshop file by the tool's own acts."""

import random
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import paths
from workshop.outside import token
from workshop.session import Clock
from workshop.session.sitting import Randomness
from workshop.store import Store
from workshop.view import View

if TYPE_CHECKING:
    from workshop.example.desk import Notebook

__all__ = ["build_example", "example_folder", "example_view", "is_example", "open_example"]

FILE_NAME = "Fjordvik kommune.workshop"
_SEED = 1838  # the year of the formannskap laws, the birth of the Norwegian municipality
_ID_BITS = 96


def build_example(
    path: Path, *, clock: Clock | None = None, randomness: Randomness | None = None
) -> None:
    """Make the example workshop at a path.

    Args:
        path: Where; nothing may be there.
        clock: What gives acts their time; by default the calendar of the source, through 2026.
        randomness: What gives acts and ballots their random bits; by default the same each time,
            so that the same source makes the same acts.

    Raises:
        FileExistsError: something is there already.
        StoreError: it cannot be made; nothing is left behind.
    """
    book = _written(clock, randomness)
    store = Store.create(path, book.workshop_id)
    try:
        store.append(book.rows.values())
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    store.close()


def example_view() -> View:
    """The example as it stands, without a file."""
    from workshop.changes import Log, decode

    return View(Log(decode(row.body) for row in _written(None, None).rows.values()))


def _written(clock: Clock | None, randomness: Randomness | None) -> "Notebook":
    # Late: whoever only asks where the example lies must not wait for how it is made.
    from workshop.example.building import build
    from workshop.example.source import read

    # A seed is what is wanted here: ids of an example need not be hard to guess.
    bits = randomness or random.Random(_SEED).getrandbits  # noqa: S311
    return build(read(), f"{bits(_ID_BITS):024x}", bits, clock)


def is_example(workshop_id: str) -> bool:
    """Whether a workshop is the worked example, or a copy of it."""
    return workshop_id == f"{random.Random(_SEED).getrandbits(_ID_BITS):024x}"  # noqa: S311


def example_folder() -> Path:
    """The folder of the example that a person may try things out in."""
    return paths.data_dir() / "example"


def open_example(folder: Path | None = None, *, fresh: bool = False) -> Path:
    """The path of the example to open: the one that is there, edited or not, or a new one.

    Args:
        folder: Where it lies; by default the example's own folder.
        fresh: Make a new one, in a folder of its own so that it is not taken for a copy of
            the old one that should be merged.

    Raises:
        OSError: the folder cannot be made.
        StoreError: the file cannot be made.
    """
    place = folder or example_folder()
    path = place / FILE_NAME
    if path.is_file() and not fresh:
        return path
    number = 2
    while path.exists():
        path = place / str(number) / FILE_NAME
        number += 1
    paths.make_private(path.parent)
    # Under another name first: a half-made example must not be opened the next time.
    making = path.parent / f".{token(4)}.making"
    try:
        build_example(making)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
    return path
