"""A workshop full of one hostile text."""

import msgspec
from small_workshop import Desk, small

from workshop.acts import base
from workshop.model import KINDS, kind_of

_STRUCTURE = {
    "draw", "group", "card", "process", "merged_into", "state", "language", "method", "horizon",
}  # fmt: skip
_CODES = {
    "statement_kind", "consultation_kind", "decision_kind", "priority", "status", "concerns",
    "premise_kind", "stance", "party", "owner_state",
}  # fmt: skip


def filled(text: str, *, codes: bool = False) -> Desk:
    """The small workshop with the text in every field that holds text."""
    desk = small()
    for record in list(desk.view.records()):
        if kind_of(record) in {"card", "process", "phase", "activity"}:
            continue
        values = {
            field.name: text
            for field in msgspec.structs.fields(KINDS[kind_of(record)])
            if field.type is str and field.name not in {"id", *_STRUCTURE}
            if codes or field.name not in _CODES
        }
        desk.do(base.edit(desk.view, record, **values))
    card = {"subject": {"nb": text, "en": text}, "ask": text}
    desk.do(base.edit(desk.view, "card:start:hvem:1", content=card))
    phases = [{"id": "talk", "title": text}]
    desk.do(base.edit(desk.view, "process:halv:1", content={"phases": phases}))
    return desk
