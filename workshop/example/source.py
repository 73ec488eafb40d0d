"""The worked example as it stands written in ``fjordvik.yaml``."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from workshop import yamlio

_FILE = Path(__file__).parent / "fjordvik.yaml"


@cache
def read() -> dict[str, Any]:
    """The source, as maps and lists.

    Raises:
        ValueError: it is broken; the message says where.
    """
    document = yamlio.read_file(_FILE)
    if document.problems:
        raise ValueError("\n".join(map(str, document.problems)))
    found: dict[str, Any] = document.data
    return found


def today() -> date:
    """The day on which the example stands still, in the middle of its hearing."""
    return date.fromisoformat(read()["today"])
