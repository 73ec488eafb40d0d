"""A workshop in which everything anyone could write is hostile, and what a screen shows of it."""

import re

import msgspec
from driving import screen_text as shown
from hostile_texts import NASTY as PIECES

from workshop.acts.base import change
from workshop.example import build_example
from workshop.model import CardCopy, Consultation, ProcessCopy
from workshop.session import open_session

FREE = frozenset({
    "title", "organisation", "text", "source", "value", "meaning", "consequence", "note", "name",
    "reason", "question", "short", "origin", "rationale", "baseline", "target", "unit", "argument",
    "theme", "owner", "cost", "follow_up_body", "body", "basis", "minutes", "points", "our_answer",
    "changed", "case_number", "area_label", "goal_label", "deadline", "date", "council_date",
    "premise_kind",
})  # fmt: skip
"""Fields in which people write what they like; the others are chosen from lists."""

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What must never reach a terminal as itself."""


def nasty(seed: int, *, long: bool = False) -> str:
    """A hostile text that differs from its neighbours."""
    turned = [PIECES[(seed + at) % len(PIECES)] for at in range(len(PIECES))]
    text = f"{' '.join(turned)} {seed}"
    return "w" * 10_000 + text if long else text


def hostile_workshop(path):
    """The worked example with a hostile text in every field of every record; its session."""
    build_example(path)
    session = open_session(path, by=nasty(0))
    view, sets, met = session.view, {}, set()
    for record in sorted(view.records()):
        found = view.get(record)
        if found is None:
            continue
        fields = {}
        for number, field in enumerate(msgspec.structs.fields(type(found))):
            if field.name in FREE and isinstance(getattr(found, field.name), str):
                # A long text once in each field, whatever the kind: enough to break what breaks.
                long = field.name not in met
                met.add(field.name)
                fields[field.name] = nasty(len(sets) + number, long=long)
        if isinstance(found, CardCopy | ProcessCopy):
            fields["content"] = _spoil(found.content, len(sets))
        if fields:
            sets[record] = fields
    answer, group = view.ids("answer")[0], view.ids("group")[0]
    sets[answer][f"tags/{nasty(3)}"] = True
    sets[group][f"composition/{nasty(4)}"] = 3
    sets[view.ids("round")[0]]["grades"] = [nasty(one) for one in range(5)]
    biggest = view.all(Consultation)[0].id
    sets[biggest]["minutes"] = "200 kB " * 28_000
    measure = view.ids("measure")[0]
    unseen = {measure: {"text": view.tips(measure, "text")}}
    for record, fields in sets.items():
        session.do(change(session.view, "Edit", {record: fields}))
    # Written by someone who had not seen the first: both are kept, and a human chooses.
    session.do(change(session.view, "Edit", {measure: {"text": nasty(7)}}, tips=unseen))
    assert session.view.conflicts()
    return session


def _spoil(value, seed, name=""):
    """A card or a process in which the words are hostile, and the rest is as it was."""
    words = {"title", "about", "subject", "ask", "fact", "guide", "purpose", "low", "high", "nb",
             "nn", "en", "who", "what", "source", "probe", "points", "outputs"}  # fmt: skip
    if isinstance(value, dict):
        return {key: _spoil(one, seed + at, key) for at, (key, one) in enumerate(value.items())}
    if isinstance(value, list):
        return [_spoil(one, seed + at, name) for at, one in enumerate(value)]
    if isinstance(value, str) and name in words and value not in {"unions", "safety"}:
        return nasty(seed)
    return value


def harmless(app, where):
    """The screen stands, and shows nothing a terminal would obey."""
    assert app.is_running, where
    assert app._exit is False, where
    found = FORBIDDEN.search(shown(app))
    assert found is None, f"{found[0]!r} on the screen: {where}"


def everything(session):
    """Every field of every record, as it stands in the file."""
    view = session.view
    return {record: msgspec.structs.asdict(view.get(record)) for record in sorted(view.records())}
