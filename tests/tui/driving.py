"""The one way in which tests start the program, type in it, and read what stands on its screen."""

import asyncio
import time

from textual import events
from textual._context import active_app

from workshop.tui import key_gate
from workshop.tui.app import WorkshopApp

NAMES = {
    " ": "space", "#": "number_sign", ",": "comma", ".": "full_stop", ">": "greater_than_sign",
    "-": "minus", "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash",
}  # fmt: skip
"""What Textual calls the keys that are not letters."""


def app_of(session=None, language="en", *, path=None, by=None, **more):
    """The program, not yet started; it looks for nobody else's changes by itself."""
    if by is None:
        by = "Fasilitator"
    return WorkshopApp(path, session=session, by=by, language=language, polling=False, **more)


async def press(pilot, *keys):
    """Press keys one by one, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def write(pilot, text):
    """Type a text. The program lets its keys through one at a time: nobody has to wait here."""
    for sign in text:
        pilot.app.post_message(events.Key(NAMES.get(sign, sign), sign))
    await settled(pilot)


async def settled(pilot):
    """Wait until every key that was pressed has had its effect."""
    await pilot.pause()
    while pilot.app.waiting() or pilot.app._gate.busy:
        await pilot.pause()


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
    await settled(pilot)


def screen_text(app):
    """All that can be read on the screen."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


async def at_rest(min_sleep=0.0, max_sleep=1.0):
    """What the framework's own waiting is replaced by: it guesses by the load of the processor.

    Everything has come to rest when every part waits for a message, no key waits, and nothing is
    put off until the typing pauses.
    """
    del min_sleep
    app = active_app.get()
    until = time.monotonic() + max_sleep
    calm = 0
    while calm < 2 and time.monotonic() < until:
        app.settle_pauses()
        await asyncio.sleep(0)
        calm = calm + 1 if _rests(app) else 0
        if not calm and any(not worker.is_finished for worker in app.workers):
            await asyncio.sleep(0.002)


def _rests(app):
    return (
        not app._gate.busy
        and not app.screen._callbacks
        and all(key_gate._waits(pump) for pump in app.pumps())
        and all(worker.is_finished or worker.is_cancelled for worker in app.workers)
    )
