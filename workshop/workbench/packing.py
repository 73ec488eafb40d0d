"""Packs decks and processes into one zip that says what is in it, and on what terms.

The same contents give the same bytes, on every machine and whenever it is done: files have a
fixed date and are stored as they are, since libraries do not agree on how to squeeze them. The
copies of the originals that forks are made from go along, so that a fork can be upgraded where it
is going too.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from workshop.content import Deck, say
from workshop.library import Library
from workshop.messages import Message, msg
from workshop.output import write
from workshop.workbench.own_files import (
    DECK,
    ORIGINS,
    PROCESS,
    Content,
    Found,
    Kind,
    SharingError,
    base_path,
    whole,
)

PACK_FORMAT: Final = "workshop-pack/1"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say."""
_TERMS = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International\n"
        "https://creativecommons.org/licenses/by/4.0/\n\n"
        "You may copy, print, translate, change and share this, also commercially, as long as you\n"
        "say who made it, link to the licence and say what you have changed."
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International\n"
        "https://creativecommons.org/licenses/by-sa/4.0/\n\n"
        "You may copy, print, translate, change and share this, also commercially, as long as you\n"
        "say who made it, link to the licence, say what you have changed, and share what you make\n"
        "of it on the same terms."
    ),
    "CC0-1.0": (
        "Creative Commons Zero 1.0 Universal\n"
        "https://creativecommons.org/publicdomain/zero/1.0/\n\n"
        "You may do with this whatever you like."
    ),
}


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """A zip that has been made."""

    path: Path
    contents: list[Content]
    notices: list[Message]
    """What whoever receives it may lack."""


def pack(
    shelves: Library,
    wanted: Sequence[tuple[Kind, str]],
    to: Path,
    *,
    with_decks: bool = False,
    replace: bool = False,
) -> Packed:
    """Pack decks and processes into one zip.

    Args:
        shelves: where they are found.
        wanted: what to pack, by kind and id.
        to: the zip; or a folder, in which it gets the id and version of the first one.
        with_decks: whether decks of one's own that the processes draw from go along.
        replace: whether a file that was changed, or is not ours, may be replaced.

    Raises:
        SharingError: something has errors or no licence.
        OccupiedError: something that may not be written over lies there already.
        OutputError: it cannot be written.
    """
    found = _collected(shelves, wanted, with_decks=with_decks)
    for kind, one in found:
        _check(shelves, kind, one)
    first = found[0][1].value
    path = to / f"{first.id}-{first.version}.zip" if to.is_dir() else to
    written = write(path, _zipped(_files(found)), f"pack:{first.id}", over=replace)
    return Packed(
        path=written.path,
        contents=[one.value for _kind, one in found],
        notices=_lacking(shelves, found),
    )


_Found = list[tuple[Kind, Found]]


def _collected(shelves: Library, wanted: Sequence[tuple[Kind, str]], *, with_decks: bool) -> _Found:
    names = list(dict.fromkeys(wanted))
    if not names:
        raise SharingError(msg("There is nothing to pack"))
    found = [(kind, whole(kind, shelves, name)) for kind, name in names]
    if with_decks:
        for deck in _used(one.value for _kind, one in found):
            one = whole(DECK, shelves, deck)
            if one.own and (DECK, deck) not in names:
                found.append((DECK, one))
    return found


def _check(shelves: Library, kind: Kind, one: Found) -> None:
    name = one.value.id
    loaded = kind.load(one.path, shelves.cards())
    if loaded.errors:
        raise SharingError(
            msg("“{name}” has errors: mend them before it is sent out", name=name), loaded.errors
        )
    if not one.value.licence.strip():
        raise SharingError(
            msg("“{name}” has no licence, so nobody may use it: write one under “licence:” in "
                "{file}, such as CC-BY-4.0", name=name, file=one.path)
        )  # fmt: skip


def _used(contents: Iterable[Content]) -> list[str]:
    """The decks that these draw from or speak of, each once."""
    found: dict[str, None] = {}
    for one in contents:
        if isinstance(one, Deck):
            kin = (name for card in one.cards for name in card.kin)
            found |= {deck: None for name in kin if (deck := name.rpartition("/")[0])}
        else:
            steps = (step for phase in one.phases for step in phase.activities)
            found |= {step.deck: None for step in steps if step.deck}
    return list(found)


def _lacking(shelves: Library, found: _Found) -> list[Message]:
    inside = {one.value.id for kind, one in found if kind is DECK}
    notices = []
    for deck in _used(one.value for _kind, one in found):
        there = shelves.deck(deck)
        if deck not in inside and (there is None or there.origin != "built-in"):
            notices.append(
                msg("It uses the deck “{deck}”, which is not in the pack: send that too", deck=deck)
            )
    for _kind, one in found:
        if one.own and one.value.origin is not None and not _base(one).exists():
            notices.append(
                msg("“{name}” lacks the copy of its original: it can be upgraded, but nobody will "
                    "know who has changed what", name=one.value.id)
            )  # fmt: skip
    return notices


def _base(one: Found) -> Path:
    return base_path(one.path, one.value.id)


def _files(found: _Found) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    contents = []
    for kind, one in sorted(found, key=lambda each: (each[0].shelf, each[1].value.id)):
        value = one.value
        name, data = f"{kind.shelf}/{value.id}.yaml", one.path.read_bytes()
        entry: dict[str, Any] = {
            "kind": kind.name, "id": value.id, "version": value.version, "title": value.title,
            "language": value.language, "licence": value.licence, "author": value.author,
            "file": name, "sha256": hashlib.sha256(data).hexdigest(),
        }  # fmt: skip
        files[name] = data
        if value.origin is not None:
            entry["origin"] = {"id": value.origin.id, "version": value.origin.version}
            if one.own and _base(one).exists():
                entry["origin"]["file"] = f"{kind.shelf}/{ORIGINS}/{value.id}.yaml"
                files[entry["origin"]["file"]] = _base(one).read_bytes()
        contents.append(entry)
    manifest = {"format": PACK_FORMAT, "contents": contents}
    files["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    files["LICENCE.txt"] = _licence([one.value for _kind, one in found]).encode()
    return files


def _licence(contents: list[Content]) -> str:
    lines = ["What is in this file, and on what terms you may use it", ""]
    for one in sorted(contents, key=lambda each: each.id):
        lines.append(f"{say(one.title, one.language)} ({one.id} {one.version})")
        lines.append(f"  Licence: {one.licence}")
        source = say(one.source, one.language)
        origin = f"{one.origin.id} {one.origin.version}" if one.origin else ""
        for what, text in (("Author", one.author), ("Source", source), ("Made from", origin)):
            if text:
                lines.append(f"  {what}: {' '.join(text.split())}")
        lines.append("")
    for licence in sorted({one.licence.strip() for one in contents}):
        terms = _TERMS.get(licence, "For the terms of this licence, ask the author.")
        lines += [licence, "=" * len(licence), terms, ""]
    return "\n".join(lines)


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3  # the same wherever it is made
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[name])
    return made.getvalue()


__all__ = ["DECK", "PACK_FORMAT", "PROCESS", "Packed", "pack"]
