"""A room to try parties, review and documents in: a small strategy, and a colleague's copy."""

import shutil

from workshop.acts import base, capture, parties, strategy
from workshop.session import create, open_session
from workshop.tui.app import WorkshopApp

HOSTILE = (
    "[/]", "[@click=app.quit]x[/]", "\x1b[31mred", "a\x00b", "\u202eevil\u202c", "x" * 10_000,
    "](javascript:alert(1))", "<script>", "=1+1", "👩‍👩‍👧‍👦",
)  # fmt: skip


def app_of(session, language="en"):
    return WorkshopApp(session=session, by=session.by, language=language, polling=False)


def small(folder, by="HR"):
    """A strategy with one area, one goal and one measure; returns the session and their ids."""
    session = create(
        folder / "ours.workshop", by=by, title="Arbeidsgiverstrategi",
        organisation="Fjordvik kommune",
    )  # fmt: skip
    new = session.new_id
    ids = []
    parent = ""
    for kind, words in (("area", "Heltid"), ("goal", "Hele stillinger"), ("measure", "")):
        field = "text" if kind == "measure" else "title"
        text = words or "Lyse ut hele stillinger. Evaluere etter ett år."
        record, change = base.add(
            session.view, new, kind, "Add", parent=parent, **{field: text}
        )  # fmt: skip
        session.do(change)
        ids.append(record)
        parent = record
    return session, ids


def colleague(session, folder, name="theirs.workshop"):
    """A colleague's copy, open: what they do there is not seen here until it is merged."""
    path = folder / name
    shutil.copy(session.store.path, path)
    return open_session(path, by="Personalsjef", backup=False)


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def write(pilot, text):
    await pilot.press(*({" ": "space", ".": "full_stop", "-": "minus"}.get(c, c) for c in text))
    await pilot.pause()


def text_of(app):
    """What the screen says, as plain text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


__all__ = ["HOSTILE", "app_of", "base", "capture", "colleague", "parties", "press", "small",
           "strategy", "text_of", "write"]  # fmt: skip
