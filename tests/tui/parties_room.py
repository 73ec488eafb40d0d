"""A room to try parties, review and documents in: a small strategy, and a colleague's copy."""

import shutil

import driving
from driving import press, write
from driving import screen_text as text_of
from hostile_texts import ON_SCREEN

from workshop.acts import base, capture, parties, strategy
from workshop.session import create, open_session

HOSTILE = ON_SCREEN


def app_of(session, language="en"):
    return driving.app_of(session, language, by=session.by)


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


__all__ = ["HOSTILE", "app_of", "base", "capture", "colleague", "parties", "press", "small",
           "strategy", "text_of", "write"]  # fmt: skip
