"""A room to try the cards in: a new workshop with a process, and hands that type."""

from textual import events

from workshop.acts import cards, dealing, setup
from workshop.library import default_library, process_copy, process_key
from workshop.session import create
from workshop.tui.app import WorkshopApp

NAMES = {
    " ": "space", "#": "number_sign", ",": "comma", ".": "full_stop", ">": "greater_than_sign",
    "-": "minus", "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash",
}  # fmt: skip
HOSTILE = [
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred",
    "a\x00b",
    "\u202eevil\u202c",
    "\u200bzero",
    "x" * 10_000,
    "👩‍👩‍👧‍👦 family",
]


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


def app_of(session):
    return WorkshopApp(session=session, by="Fasilitator", language="en", polling=False)


def activity(session):
    return dealing.tasks(session.view)[0].record


async def write(pilot, text):
    """Type a text as a person would."""
    await pilot.press(*(NAMES.get(sign, sign) for sign in text))


async def say(pilot, text):
    """Type a line and press Enter."""
    await write(pilot, text)
    await pilot.press("enter")
    await pilot.pause()


async def burst(pilot, text):
    """Keys that come faster than the program can answer; a line end is Enter."""
    for sign in text:
        key, character = ("enter", "\r") if sign == "\n" else (NAMES.get(sign, sign), sign)
        pilot.app.post_message(events.Key(key, character))
    await pilot.pause()
    await pilot.pause()


def screen_text(app):
    """All that can be read on the screen."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)
