"""The files that the keys are tried on: small, and with something of everything in them."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.acts import base, cards, rounds, setup, strategy, topics
from workshop.library import default_library, process_copy, process_key
from workshop.session import Session, create, open_session

FILE = "w.workshop"
_NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
_SAID = (
    "Deltid er blitt en vane", "Flere heltidsstillinger", "Turnus som går opp",
    "Nattevakter ingen vil ha", "Lærlinger i alle tjenester", "Ledere som er til stede",
)  # fmt: skip


def _do(session: Session, made: tuple) -> str:
    record, change = made
    session.do(change)
    return record


def _new(path: Path, *, seed: int) -> Session:
    return create(
        path, by="Fasilitator", title="Arbeidsgiverstrategi", organisation="Fjordvik kommune",
        clock=lambda: _NOW, randomness=random.Random(seed).getrandbits,
    )  # fmt: skip


def _fill(session: Session) -> list[str]:
    """Tables, a drawn card with answers, topics, a small strategy; returns the topics."""
    found = default_library().process("halvdag").value
    session.do(setup.follow(session.view, process_key(found), process_copy(found)))
    _do_tables, change = cards.seat_tables(session.view, session.new_id, 4)
    session.do(change)
    tables = [group.id for group in session.view.groups()]
    card = {
        "id": "kort", "theme": "Heltid", "phase": "P1", "deck": {"id": "prove"},
        "ask": {"nb": "Hvem kunne jobbet hos oss?", "en": "Who could have worked here?"},
    }  # fmt: skip
    second = {**card, "id": "kort2", "ask": {"nb": "Hva slutter vi med?", "en": "What ends?"}}
    view, new = session.view, session.new_id
    for number, content in enumerate((card, second)):
        draw = _do(session, cards.draw(view, new, f"card:prove:kort:{number}", content))
        for at, words in enumerate(_SAID):
            _do(session, cards.answer(view, new, draw, tables[at % 4], f"{words} {number + 1}"))
    made = [_do(session, topics.make(view, new, word)) for word in ("Heltid", "Turnus", "Læring")]
    session.do(topics.choose(view, made[0]))
    for word in ("Hele stillinger", "Kompetanse"):
        area = _do(session, base.add(view, new, "area", "Add an area", title=word))
        goal = _do(session, strategy.add_goal(view, new, area, f"Mål for {word.lower()}"))
        for text in ("Lyse ut hele stillinger", "Ny turnus fra høsten", "Samle vikarene"):
            _do(session, strategy.add_measure(view, new, goal, f"{text} ({word.lower()})"))
    return made


def small(path: Path) -> None:
    """A workshop session half way: a card on the table, answers, topics, a strategy."""
    with _new(path, seed=1) as session:
        _fill(session)


def slips(path: Path) -> None:
    """The same, with an open round whose slips are to be typed."""
    with _new(path, seed=2) as session:
        made = _fill(session)
        _do(session, rounds.open_round(session.view, session.new_id, "Runde", made, seed=1))


def conflict(path: Path) -> None:
    """The same, where a colleague has written the same field without seeing ours."""
    with _new(path, seed=3) as session:
        _fill(session)
        theirs = path.with_name("theirs.workshop")
        shutil.copy(path, theirs)
        measure = session.view.ids("measure")[0]
        session.do(base.edit(session.view, measure, text="Lyse ut alle stillinger som hele"))
    with open_session(
        theirs, by="HR", backup=False, clock=lambda: _NOW,
        randomness=random.Random(4).getrandbits,
    ) as other:  # fmt: skip
        other.do(base.edit(other.view, measure, text="Bare hele stillinger lyses ut"))
    from workshop.session import merge

    with open_session(
        path, by="Fasilitator", backup=False, clock=lambda: _NOW,
        randomness=random.Random(5).getrandbits,
    ) as session:  # fmt: skip
        merge(session, theirs)
    theirs.unlink()


def copies(path: Path) -> None:
    """The same, with a colleague's copy in a folder beside it."""
    with _new(path, seed=6) as session:
        _fill(session)
    folder = path.with_name("colleague")
    folder.mkdir()
    shutil.copy(path, folder / "copy.workshop")
    with open_session(
        folder / "copy.workshop", by="HR", backup=False, clock=lambda: _NOW,
        randomness=random.Random(7).getrandbits,
    ) as other:  # fmt: skip
        area = other.view.ids("area")[0]
        _do(other, strategy.add_goal(other.view, other.new_id, area, "Kollegaens mål"))


def library(path: Path) -> None:
    """The same, with an own version whose original has moved on, and a list of questions."""
    small(path)
    questions = "- Hva skal vi slutte med?\n- Hvem savner vi?\n"
    path.with_name("questions.md").write_text(questions, encoding="utf-8")
    from workshop.workbench import forking
    from workshop.workbench.own_files import DECK

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_HOME", str(path.with_name("home")))
        made = forking.fork(default_library(), DECK, "start", new_id="vart")
    # As the original was when it was taken: it has other words now.
    for kept in (made.base, made.path):
        words = kept.read_text(encoding="utf-8")
        kept.write_text(words.replace("?", " da?"), encoding="utf-8")


def damaged(path: Path) -> None:
    """The same, and beside it a file of which a page has been written over."""
    small(path)
    broken = path.with_name("broken.workshop")
    shutil.copy(path, broken)
    data = bytearray(broken.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    broken.write_bytes(data)


def example(path: Path) -> None:
    """The worked example, which has come all the way."""
    from workshop.example import build_example

    build_example(path)


STARTS: dict[str, Callable[[Path], None]] = {
    "small": small, "slips": slips, "conflict": conflict, "copies": copies,
    "library": library, "damaged": damaged, "example": example,
}  # fmt: skip


def make(start: str, made: Path) -> Path:
    """The folder in ``made`` where a start lies; it is made once."""
    source = made / start
    if not source.exists():
        making = made / f"{start}.making"
        making.mkdir(parents=True)
        STARTS[start](making / FILE)
        making.rename(source)
    return source


def lay_out(start: str, made: Path, folder: Path) -> Path:
    """A fresh copy of a start in a folder; returns the file to open."""
    shutil.copytree(make(start, made), folder)
    return folder / FILE
