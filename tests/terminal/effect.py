"""What keys have led to: what lies in the file afterwards, told without ids and clocks."""

import difflib
import json
import re
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from workshop.model import kind_of
from workshop.session import open_session
from workshop.store import DamagedError

_TIMES = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)")


_IDS = re.compile(r"\b[a-z_]+:[0-9a-f]{15}\b")
_TEXTS = frozenset({".yaml", ".toml", ".md", ".html", ".csv", ".txt"})


def effect_in(folder: Path) -> dict[str, Any]:
    """What lies in a folder afterwards: in each workshop, and in every other file of texts."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if not path.is_file() or "backups" in path.parts:
            continue
        if path.suffix == ".workshop":
            try:
                found[name] = effect_of(path)
            except DamagedError:
                found[name] = f"damaged, {sha256(path.read_bytes()).hexdigest()}"
        elif path.suffix in _TEXTS:
            text = path.read_text(encoding="utf-8", errors="replace")
            found[name] = _TIMES.sub("a time", text.replace(str(folder), "…")).splitlines()
    return found


def effect_of(path: Path) -> dict[str, Any]:
    """All records with their fields and order, what is removed, drafts, ballot papers.

    Records are called by their kind and by when they first came into the log: of two files in
    which the same has been done, the same comes out.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copy(path, copy)
        with open_session(copy, by="", backup=False) as session:
            assert not session.bad_rows
            view = session.view
            names: dict[str, str] = {}
            counts: dict[str, int] = {}
            for act in session.log:
                # Records of one act lie there by their ids, which are chance.
                for record in sorted(act.sets, key=lambda one: _gist(act.sets[one])):
                    if record not in names:
                        kind = kind_of(record)
                        counts[kind] = counts.get(kind, 0) + 1
                        names[record] = f"{kind} {counts[kind]}"
            found: dict[str, Any] = {
                "records": {
                    record: _without_chance(view.raw(record))
                    for record in names
                    if view.raw(record)
                },
                "order": {
                    kind: view.ids(kind) for kind in sorted(counts) if len(view.ids(kind)) > 1
                },
                "off the screen": [record for record in names if not view.on_screen(record)],
                "drafts": sorted(
                    [draft.record, draft.field, draft.text]
                    for draft in (*session.drafts(), *session.others_drafts())
                ),
                "slips": {
                    record: sorted(json.dumps(slip) for slip in session.ballots(record).values())
                    for record in view.ids("round")
                },
            }
            return _renamed(found, names)


def _without_chance(fields: dict[str, Any]) -> dict[str, Any]:
    """The same; the papers of a closed round lie there by ids that are chance."""
    if isinstance(papers := fields.get("ballots"), dict):
        return {**fields, "ballots": sorted(map(json.dumps, papers.values()))}
    return fields


def _gist(fields: dict[str, Any]) -> str:
    """What a record says, whatever it is called."""
    return _IDS.sub("", json.dumps(fields, sort_keys=True, default=str))


def _renamed(found: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The same, without ids and times."""
    text = json.dumps(found, ensure_ascii=False, default=str)
    known = re.compile("|".join(re.escape(one) for one in sorted(names, key=len, reverse=True)))
    text = known.sub(lambda match: names[match.group()], text)
    told: dict[str, Any] = json.loads(_TIMES.sub("a time", text))
    return told


def difference(calm: dict[str, Any], hurried: dict[str, Any]) -> str:
    """What is not the same, line by line; empty when all is."""
    lines = difflib.unified_diff(
        json.dumps(calm, ensure_ascii=False, indent=1, sort_keys=True).splitlines(),
        json.dumps(hurried, ensure_ascii=False, indent=1, sort_keys=True).splitlines(),
        "one by one", "in a hurry", lineterm="", n=2,
    )  # fmt: skip
    return "\n".join(lines)
