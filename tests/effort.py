"""How much is tried: little in ``make test``, all of it in ``make thorough``."""

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def sized(usual: int, thorough: int) -> int:
    """So many tries usually, and so many when there is time."""
    return thorough if THOROUGH else usual
