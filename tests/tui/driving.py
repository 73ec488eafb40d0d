"""The one way in which tests start the program, type in it, and read what stands on its screen."""

from textual import events

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
    """Type a text as a person would."""
    await pilot.press(*(NAMES.get(sign, sign) for sign in text))
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
    await pilot.pause()
    await pilot.pause()


def screen_text(app):
    """All that can be read on the screen."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)
