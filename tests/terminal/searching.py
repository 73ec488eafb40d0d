"""How much is tried: little in ``make test``, all of it in ``make thorough``."""

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
SEQUENCES = 300 if THOROUGH else 12
"""Sequences of keys, each typed calmly and in a hurry."""
KILLS = 200 if THOROUGH else 5
"""Moments at which the power goes."""
