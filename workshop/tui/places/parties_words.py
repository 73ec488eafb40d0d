"""What values, fields and acts are called when they are looked at from the outside."""

from collections.abc import Mapping
from typing import Any

from workshop import i18n
from workshop.changes import Act, is_forgotten
from workshop.documents.wording import CODES, FIELD_WORDS
from workshop.i18n import gettext as _
from workshop.model import MEMBER_FIELDS, kind_of
from workshop.thread.wordings import card_words
from workshop.tui.places.strategy_fields import spec_of
from workshop.tui.places.strategy_words import kind_word
from workshop.tui.text import one_line
from workshop.view import View, bar

SECRET = frozenset({"ballots", "tally"})
"""What the slips said is shown where results are shown, and nowhere else."""

_PLACES = {
    "process": 1, "phase": 1, "activity": 1, "workshop": 1, "meeting": 1, "calendar": 1,
    "card": 2, "draw": 2, "group": 2, "answer": 2,
    "topic": 3, "round": 3,
    "consultation": 5, "decision": 5, "waiver": 5,
}  # fmt: skip


def place_of(record: str) -> int:
    """The place of the house where a record is worked with."""
    return _PLACES.get(kind_of(record), 4)


def field_word(view: View, record: str, field: str) -> str:
    """What a field is called, with its member where it has one."""
    kind = kind_of(record)
    name, slash, member = field.partition("/")
    spec = spec_of(kind, name)
    if spec is not None:
        word = _(spec.label)
    else:
        word = _(FIELD_WORDS[name]) if name in FIELD_WORDS else name
    if slash and name in MEMBER_FIELDS.get(kind, frozenset()):
        return f"{word}: {name_of(view, member, 50)}"
    return word


def name_of(view: View, record: str, width: int = 0) -> str:
    """The words by which a record is recognised; its id when it has none."""
    return one_line(view.title(record)[:4000] or record, width)


def headline(view: View, record: str, width: int = 0) -> str:
    """The kind of a record and its words: *Measure: advertise full posts*."""
    if record == "workshop:this":
        return _("The whole strategy work")
    if kind_of(record) == "waiver":
        return _("A finding left standing")
    words = one_line(view.title(record)[:4000], width)
    word = kind_word(view, record)
    return f"{word}: {words}" if words and words != word else word


def value_text(view: View, record: str, field: str, value: Any, *, lines: bool = False) -> str:
    """A value of a field as a person can read it.

    Args:
        view: The workshop as it stands.
        record: Whose value it is.
        field: Which field.
        value: As it lies in the file.
        lines: Keep line breaks.
    """
    name = field.partition("/")[0]
    if is_forgotten(value):
        return bar(str(next(iter(value.values()))))
    if name in SECRET and kind_of(record) == "round":
        return _("(not shown here)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        codes: Mapping[str, Any] = CODES.get((kind_of(record), name), {})
        if value in codes:
            return i18n.current().message(codes[value])
        if kind_of(value) == "card" and view.get(value) is not None:
            words = card_words(view.raw(value).get("content"), view.workshop.language)
            return (words if lines else one_line(words)) or _("(empty)")
        if ":" in value and kind_of(value) != kind_of(record) and view.title(value):
            return headline(view, value)
        return (value if lines else one_line(value)) or _("(empty)")
    if name == "place":
        return _place_text(view, value)
    if isinstance(value, int | float):
        return str(value)
    import msgspec

    return one_line(msgspec.json.encode(value).decode(), 2000)


def _place_text(view: View, value: object) -> str:
    parent = value[0] if isinstance(value, list | tuple) and value else ""
    if isinstance(parent, str) and parent:
        return _("under {record}").format(record=headline(view, parent, 80))
    return _("at the top")


def who(name: str) -> str:
    """Who did something; nobody is *unknown*."""
    return one_line(name, 40) or _("unknown")


def when(at: str) -> str:
    """Date and time of day of an act, as its person's clock had it."""
    return one_line(at[:16].replace("T", " "))


def act_words(view: View, act: Act, width: int = 70) -> str:
    """What an act did, in a line."""
    target = view.act(act.undoes) if act.undoes else None
    if target is not None:
        return f"{_(act.what)} – {act_words(view, target, width)}"
    records = [record for record in act.sets if view.title(record)] or list(act.sets)
    words = one_line(_(act.what), 40)
    if not records:
        return words
    more = f" (+{len(act.sets) - 1})" if len(act.sets) > 1 else ""
    return f"{words} – {headline(view, records[0], width)}{more}"
