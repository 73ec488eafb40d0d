"""Naming records on a command line, and reading ``field=value`` by what the field holds."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from workshop import model
from workshop.cli.base import CliError, option
from workshop.cli.streams import read_file, read_piped
from workshop.cli.words import code_meant, codes_said, kind_named, kind_said
from workshop.documents.text import cut
from workshop.documents.wording import CODES
from workshop.following import activities_of, in_force
from workshop.i18n import gettext as _
from workshop.messages import N_, msg
from workshop.model import KINDS, MEMBER_FIELDS, WORKSHOP, kind_of
from workshop.text_gate import comparison_key
from workshop.view import View

_PAIR = re.compile(r"([a-z_]+)([+-]?)=(.*)", re.DOTALL)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DATES = frozenset({"date", "deadline", "council_date", "papers"})
_POINTS_AT = {
    "answers": "answer", "topics": "topic", "strategies": "strategy", "goals": "goal",
    "measures": "measure", "horizon": "horizon", "group": "group", "draw": "draw",
    "measure": "measure", "merged_into": "topic",
}  # fmt: skip
"""Fields that name other records, and of which kind."""
_HIDDEN = frozenset({"id", "removed", "place", "content", "ballots", "tally", "options", "grades"})
"""Fields that are set by acts of their own."""
_ON_STEPS = ("activity", "phase", "section")


def find(view: View, text: str, kind: str = "", *, removed: bool = False) -> str:
    """The id of the record that is meant by a whole id, its beginning, or its end alone.

    Args:
        view: The workshop as it stands.
        text: ``measure:4f0c2…``, ``measure:4f``, ``4f``, ``workshop`` or ``introduction``.
        kind: The kind it must be of.
        removed: Look among the removed ones too.

    Raises:
        CliError: none is meant, or more than one.
    """
    text = _by_name(text)
    known = [
        record
        for record in view.records()
        if (not kind or kind_of(record) == kind) and (removed or view.on_screen(record))
    ]
    if text in known or (_is_step(view, text) and kind in ("", kind_of(text))):
        return text
    plain = [record for record in known if record.partition(":")[2] == text]
    found = plain or [
        record
        for record in known
        if record.startswith(text) or record.partition(":")[2].startswith(text)
    ]
    if len(found) == 1 and text:
        return found[0]
    if len(found) > 1 and text:
        some = ", ".join(sorted(found)[:4])
        raise CliError(msg("“{text}” could be {some} …", text=text, some=some))
    if kind and text and (other := _of_another_kind(view, text, removed=removed)):
        said = msg("“{text}” is of the kind “{found}” ({title}). Here it must be: {kind}",
                   text=text, found=kind_said(kind_of(other)), title=cut(view.title(other), 40),
                   kind=kind_said(kind))  # fmt: skip
        raise CliError(said)
    if text and not removed and any(view.removed_by(one) for one in _named(view, text)):
        raise CliError(msg("“{text}” is removed. Try: workshop restore FILE {text}", text=text))
    raise CliError(msg("There is no “{text}” here. Try: workshop show FILE", text=text))


def _named(view: View, text: str) -> list[str]:
    """The records of any kind, removed or not, that a text is the id or the end of one of."""
    return [one for one in view.records() if text in (one, one.partition(":")[2])]


def _of_another_kind(view: View, text: str, *, removed: bool) -> str:
    """The record that is meant, when it is not of the kind that is asked for."""
    try:
        return find(view, text, removed=removed)
    except CliError:
        return ""


def _by_name(text: str) -> str:
    return {
        "workshop": WORKSHOP,
        "introduction": "section:introduction",
        "followup": "section:followup",
    }.get(text, text)


def _is_step(view: View, text: str) -> bool:
    """Whether a text names something that is there before anyone has written in it."""
    if text in (WORKSHOP, "section:introduction", "section:followup"):
        return True
    return text in steps(view)


def steps(view: View) -> dict[str, Any]:
    """The phases and activities of the followed process, left out or not: id → title."""
    found: dict[str, Any] = {}
    for phase in in_force(view).get("phases", ()):
        name = f"phase:{phase.get('id')}"
        found[name] = phase.get("title", "")
        for activity in activities_of(view, name):
            found[activity.record] = activity.content.get("title", "")
    return found


def fields_of_kind(kind: str) -> list[str]:
    """The fields of a kind that can be written on a command line."""
    return [
        field.name for field in msgspec.structs.fields(KINDS[kind]) if field.name not in _HIDDEN
    ]


def main_field(kind: str) -> str:
    """The field that a bare text goes to."""
    names = fields_of_kind(kind)
    return next((name for name in model.TITLE_FIELDS if name in names), "")


def from_file_option(function: Any) -> Any:
    """``--from-file``: a field whose text lies in a file."""
    about = N_("Read a field from a text file; with - for the path, from what is piped in")
    return option(
        "--from-file", "files", multiple=True, metavar="FIELD=PATH", help=about
    )(function)  # fmt: skip


def read_pairs(
    view: View, record: str, pairs: Sequence[str], files: Sequence[str] = ()
) -> dict[str, Any]:
    """Fields and values as they are kept, from ``field=value``, ``field+=id``, ``field-=id``.

    A text without ``=`` goes to the field that names a record of the kind. A set is written
    ``answers=one,two``. What stands after ``=`` is the text itself, whatever it begins with.

    Args:
        view: The workshop as it stands.
        record: The record, or only ``kind:`` of one that is to be made.
        pairs: What was typed.
        files: ``field=path``, for fields whose text lies in a file; ``-`` is what is piped in.

    Raises:
        CliError: fields or values are not understood; all of them are told.
    """
    kind = kind_of(record)
    names = fields_of_kind(kind)
    kept: dict[str, Any] = {}
    wrong: list[CliError] = []
    for pair, lies_in_file in (*((one, False) for one in pairs), *((one, True) for one in files)):
        try:
            name, sign, text = _parted(pair, kind, names, named=lies_in_file)
            text = _text_of(text) if lies_in_file else text
            kept.update(_value(view, record, name, sign, text))
        except CliError as error:
            wrong.append(error)
    if wrong:
        raise CliError.of(wrong)
    return kept


def _parted(pair: str, kind: str, names: list[str], *, named: bool) -> tuple[str, str, str]:
    """Field, sign and text of what was typed."""
    found = _PAIR.fullmatch(pair)
    if found is None and named:
        raise CliError(msg("Write --from-file as FIELD=PATH, not “{text}”", text=pair))
    if found is None or (found[1] not in names and " " in pair.partition("=")[0]):
        name, sign, text = main_field(kind), "", pair
    else:
        name, sign, text = found[1], found[2], found[3]
    if name not in names:
        raise CliError(
            msg("{kind} has no field “{name}”. It has: {fields}", kind=kind_named(kind),
                name=name, fields=", ".join(names))
        )  # fmt: skip
    return name, sign, text


def _text_of(path: str) -> str:
    """The text of a field that lies in a file, or is piped in."""
    if path == "-":
        return read_piped(_("Pipe in the text that --from-file is to read.")).rstrip("\r\n")
    return read_file(Path(path)).rstrip("\r\n")


def _value(view: View, record: str, name: str, sign: str, text: str) -> dict[str, Any]:
    kind = kind_of(record)
    if name in MEMBER_FIELDS[kind]:
        return _members(view, record, name, sign, text)
    default = getattr(KINDS[kind](id=record), name)
    if sign:
        raise CliError(msg("“{name}” holds one value: write {name}=…", name=name))
    if isinstance(default, bool):
        return {name: _truth(name, text)}
    if isinstance(default, int):
        return {name: _number(name, text)}
    return {name: _words(view, kind, name, text)}


def _words(view: View, kind: str, name: str, text: str) -> str:
    """A text, checked where only some texts mean anything."""
    if (codes := CODES.get((kind, name))) is not None and text:
        code = code_meant(codes, text)
        if code is None:
            some = ", ".join(codes_said(codes))
            raise CliError(msg("{name}: “{text}” is not one of: {some}", name=name, text=text,
                               some=some))  # fmt: skip
        return code
    if name in _DATES and text and not _DATE.fullmatch(text):
        raise CliError(msg("Write {name} as 2027-03-01, 2027-03 or 2027", name=name))
    if name in _POINTS_AT and text:
        return find(view, text, _POINTS_AT[name])
    return text


def _members(view: View, record: str, name: str, sign: str, text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if name == "composition":
        counted = (part.partition(":") for part in parts)
        return {f"{name}/{role.strip()}": _number(name, count) for role, _colon, count in counted}
    kind = _POINTS_AT.get(name, "")
    ids = [find(view, part, kind) if kind else part for part in parts]
    have = set(getattr(view.get(record), name, {}))
    kept: dict[str, Any] = {f"{name}/{one}": sign != "-" for one in ids}
    if not sign:
        kept.update({f"{name}/{one}": False for one in sorted(have - set(ids))})
    return {
        field: on for field, on in kept.items() if on != (field.partition("/")[2] in have)
    }  # fmt: skip


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CliError(msg("{name} is a number, not “{text}”", name=name, text=text)) from None


def _truth(name: str, text: str) -> bool:
    if comparison_key(text) in ("yes", "true", "1", "ja"):
        return True
    if comparison_key(text) in ("no", "false", "0", "nei", ""):
        return False
    raise CliError(msg("{name} is yes or no, not “{text}”", name=name, text=text))
