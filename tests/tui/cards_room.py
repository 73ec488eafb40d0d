"""A room to try the cards in: a new workshop with a process, and hands that type."""

from driving import app_of, burst, say, screen_text, write
from hostile_texts import ON_SCREEN

from workshop.acts import cards, dealing, setup
from workshop.library import default_library, process_copy, process_key
from workshop.session import create

HOSTILE = ON_SCREEN


def room(path, *, tables=5, process="halvdag", **described):
    """A new workshop, open."""
    description = {"organisation": "Fjordvik kommune", "title": "Arbeidsgiverstrategi"}
    session = create(path / "a.workshop", by="Fasilitator", **{**description, **described})
    if process:
        found = default_library().process(process).value
        session.do(setup.follow(session.view, process_key(found), process_copy(found)))
    if tables:
        session.do(cards.seat_tables(session.view, session.new_id, tables)[1])
    return session


def activity(session):
    return dealing.tasks(session.view)[0].record


__all__ = ["HOSTILE", "activity", "app_of", "burst", "room", "say", "screen_text", "write"]
