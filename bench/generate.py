"""Workshops to measure on: as large as a county's, and logs of any length."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workshop.changes import Act, act_id, encode
from workshop.model import WORKSHOP
from workshop.store import Row, Store

WORDS = [
    "deltid", "heltid", "vakter", "turnus", "fagbrev", "vikar", "nattarbeid", "mestring",
    "ledelse", "lærling", "sykefravær", "kompetanse", "rekruttering", "kultur", "tillit",
    "åpenhet", "digital", "tjeneste", "bruker", "nærvær",
]  # fmt: skip


class Writer:
    """Makes acts in memory, as a session would, without a disk."""

    def __init__(self, seed: int = 1838) -> None:
        self.random = random.Random(seed)
        self.acts: list[Act] = []
        self.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
        self.last: dict[tuple[str, str], str] = {}

    def new_id(self, kind: str) -> str:
        return f"{kind}:{self.random.getrandbits(60):015x}"

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count)).capitalize()

    def do(self, what: str, record: str, *, blind: bool = False, **values) -> Act:
        """One act on one record; ``blind`` as someone who had seen only the first value."""
        self.now += timedelta(seconds=20)
        tips = {
            field: [self.last[record, field]] for field in values if (record, field) in self.last
        }
        act = Act(
            id=act_id(len(self.acts) + 1, self.random.getrandbits(48)),
            by=self.random.choice(["HR", "fasilitator", "kommunalsjef"]),
            seat="0123456789ab",
            at=self.now.isoformat(timespec="seconds"),
            what=what,
            sets={record: values},
            replaces={record: tips} if tips else {},
        )
        self.acts.append(act)
        if not blind:
            self.last.update(((record, field), act.id) for field in values)
        return act

    def keep(self, path: Path) -> None:
        """Write all acts to a new file at once."""
        store = Store.create(path, f"{self.random.getrandbits(96):024x}")
        store.append(Row(act.id, encode(act)) for act in self.acts)
        store.close()


def position(number: int) -> str:
    """Ascending position keys, by counting."""
    return f"d{number:04d}1"


def large_workshop(
    path: Path, answers: int = 10_000, measures: int = 1_000, edits: int = 14_000,
    conflicts: int = 20,
) -> None:  # fmt: skip
    """A workshop as large as they come: 25,000 acts on 11,000 records and more.

    Args:
        path: Where; nothing may be there.
        answers: How many answers, over 60 drawn cards and 30 tables.
        measures: How many measures, under 8 areas and 40 goals.
        edits: How many of these were edited afterwards.
        conflicts: How many fields two people have written without seeing each other.
    """
    writer = Writer()
    writer.do("Describe the strategy work", WORKSHOP, title="Arbeidsgiverstrategi 2027–2030",
              organisation="Fjordvik kommune", period_from=2027, period_to=2030)  # fmt: skip
    groups = [
        _add(writer, "group", place=["", position(n)], number=n + 1, name=f"Bord {n + 1}")
        for n in range(30)
    ]
    draws = []
    for number in range(60):
        card = f"card:stor:k{number}:{number:08x}"
        writer.do("Draw a card", card, content={"ask": f"{writer.words(9)}?", "theme": "A"})
        draws.append(_add(writer, "draw", card=card, activity="activity:p4/kortrunde"))
    said = [
        _add(
            writer,
            "answer",
            draw=writer.random.choice(draws),
            text=writer.words(12),
            group=writer.random.choice(groups),
        )
        for _ in range(answers)
    ]
    areas = [_add(writer, "area", place=["", position(n)], title=writer.words(3)) for n in range(8)]
    goals = [
        _add(writer, "goal", place=[areas[n % 8], position(n)], title=writer.words(7))
        for n in range(40)
    ]
    doable = [
        _add(
            writer,
            "measure",
            place=[goals[n % 40], position(n)],
            text=writer.words(10),
            owner="Kommunalsjef helse",
            deadline="2028-06-01",
            **{f"answers/{writer.random.choice(said)}": True},
        )
        for n in range(measures)
    ]
    for number in range(edits - 2 * conflicts):
        if number % 3:
            writer.do("Correct an answer", writer.random.choice(said), text=writer.words(12))
        else:
            field = writer.random.choice(["text", "owner", "argument", "status"])
            value = "started" if field == "status" else writer.words(8)
            writer.do("Edit", writer.random.choice(doable), **{field: value})
    for number in range(conflicts):
        for _ in range(2):
            writer.do("Edit", doable[number], blind=True, text=writer.words(9))
    writer.keep(path)


def _add(writer: Writer, kind: str, **values) -> str:
    record = writer.new_id(kind)
    writer.do(f"Add {kind}", record, **values)
    return record


def log_of(path: Path, count: int) -> None:
    """A file with exactly so many acts, one new record for every three of them."""
    writer = Writer()
    records: list[str] = []
    for number in range(count):
        if number % 3 == 0:
            records.append(
                _add(writer, "area", place=["", position(number)], title=writer.words(4))
            )
        else:
            writer.do("Edit", writer.random.choice(records), rationale=writer.words(12))
    writer.keep(path)
