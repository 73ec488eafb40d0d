"""The one door for written documents: whose file lies there, whole or not at all, PDF, browser.

Everything that writes a file for people to read, print or send on goes through ``write``, from
the screen as from the command line. What the program keeps for itself does not; see ``paths``.
"""

from workshop.output.door import Goal, Written, free_name, look, ready, write, write_all
from workshop.output.occupied import Occupied, OccupiedError, OutputError
from workshop.output.preview import preview, previews
from workshop.output.record import written_by_us

__all__ = [
    "Goal",
    "Occupied",
    "OccupiedError",
    "OutputError",
    "Written",
    "free_name",
    "look",
    "preview",
    "previews",
    "ready",
    "write",
    "write_all",
    "written_by_us",
]
