"""What stands on the shelves of the library, read little by little. Knows no widget.

A deck or a process is first known by its file alone; what is in it is read in another thread.
What has been read is remembered for as long as the file is unchanged, so the library opens at
once the second time.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from workshop import paths
from workshop.content import LANGUAGES, Card, Deck, Process, Text, say
from workshop.library import Loaded, Shelf, load_deck, load_process
from workshop.model import CardCopy, ProcessCopy
from workshop.view import View

Sort = Literal["deck", "process"]
Shelved = Literal["workshop", "own", "built-in"]

_FOLDERS: dict[Sort, Literal["decks", "process_templates"]] = {
    "deck": "decks", "process": "process_templates",
}  # fmt: skip
_Stamp = tuple[int, int]
_read: dict[Path, tuple[_Stamp, "Loaded[Deck] | Loaded[Process]"]] = {}
"""What has been read in this run, by file, with the file's time and size as it was then."""


class Work(msgspec.Struct, kw_only=True, eq=False):
    """A deck or a process on a shelf."""

    sort: Sort
    shelf: Shelved
    path: Path | None = None
    loaded: Loaded[Deck] | Loaded[Process] | None = None
    """None until it has been read."""
    hidden_by_own: bool = False
    """Built in, but an own one with the same id is used instead."""

    @property
    def key(self) -> str:
        """What the row of this is called; the same after it has been read again."""
        return f"{self.sort}:{self.shelf}:{self.path or self.name}"

    @property
    def value(self) -> Deck | Process | None:
        """What is in it; None when not read yet, or broken."""
        return self.loaded.value if self.loaded else None

    @property
    def deck(self) -> Deck | None:
        """The deck, if it is one."""
        return self.value if isinstance(self.value, Deck) else None

    @property
    def process(self) -> Process | None:
        """The process, if it is one."""
        return self.value if isinstance(self.value, Process) else None

    @property
    def broken(self) -> bool:
        """It has been read, and cannot be used."""
        return self.loaded is not None and self.loaded.value is None

    @property
    def name(self) -> str:
        """Its id, or the name of its file while that is all that is known."""
        if self.value is not None:
            return self.value.id
        return self.path.stem if self.path else ""

    def title(self, language: str) -> str:
        """What it is called."""
        value = self.value
        return (say(value.title, language, value.language) if value else "") or self.name

    def recall(self) -> bool:
        """Have what was read before, if the file is as it was then."""
        kept = _read.get(self.path) if self.path else None
        if self.path is None or kept is None or kept[0] != _stamp(self.path):
            return self.path is None
        self.loaded = kept[1]
        return True

    def read(self) -> "Work":
        """Read the file, unless it is known as it is. May take long; never raises."""
        if self.recall() or self.path is None:
            return self
        stamp = _stamp(self.path)
        origin: Literal["own", "built-in"] = "own" if self.shelf == "own" else "built-in"
        if self.sort == "deck":
            self.loaded = load_deck(self.path, origin=origin)
        else:
            self.loaded = load_process(self.path, origin=origin)
        _read[self.path] = (stamp, self.loaded)
        return self


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def shelves(view: View | None) -> list[Work]:
    """Everything on the shelves: in the open workshop, one's own, built in. Nothing is read.

    A folder that cannot be looked into is left out here; ``workshop deck check`` says why.
    """
    found: list[Work] = []
    for sort, folder in _FOLDERS.items():
        if view is not None:
            found += _decks_in(view) if sort == "deck" else _processes_in(view)
        own, built_in = paths.own_content(folder), paths.builtin_content(folder)
        found += [Work(sort=sort, shelf="own", path=path) for path in _files(own)]
        found += [Work(sort=sort, shelf="built-in", path=path) for path in _files(built_in)]
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return Shelf(folder).files()
    except OSError:
        return []


def settle_names(works: Iterable[Work]) -> None:
    """Mark what is built in and has an own one by the same id before it."""
    works = list(works)
    own = {(work.sort, work.name) for work in works if work.shelf == "own" and work.loaded}
    for work in works:
        work.hidden_by_own = work.shelf == "built-in" and (work.sort, work.name) in own


def newer_version(work: Work, works: Iterable[Work]) -> str:
    """The version on the shelves now of what this was made from, or was drawn from.

    Empty when that is the version it was made or drawn from, or when it is not there.
    """
    value = work.value
    if value is None:
        return ""
    source = (value.id, value.version) if work.shelf == "workshop" else None
    if source is None and value.origin is not None:
        source = (value.origin.id, value.origin.version)
    if source is None:
        return ""
    name, version = source
    for one in works:
        if one.sort == work.sort and one.shelf != "workshop" and one.name == name and one.value:
            return one.value.version if one.value.version != version else ""
    return ""


# ── what the open workshop has ───────────────────────────────────────────────────────────────


def _decks_in(view: View) -> list[Work]:
    """The drawn cards, in their decks as they were when drawn."""
    decks: dict[tuple[str, str], tuple[dict[str, Any], list[Card], dict[str, Text]]] = {}
    for copy in view.all(CardCopy):
        read = _card(copy.content)
        about = copy.content.get("deck")
        if read is None or not isinstance(about, Mapping):
            continue
        key = (str(about.get("id", "")), str(about.get("version", "")))
        _about, cards, themes = decks.setdefault(key, (dict(about), [], {}))
        cards.append(read)
        if isinstance(theme := copy.content.get("theme_title"), str | dict):
            themes[read.theme] = theme
    works = []
    for (name, version), (about, cards, themes) in decks.items():
        language, title = about.get("language"), about.get("title")
        deck = Deck(
            format="workshop-deck/1", id=name, version=version,
            language=language if language in LANGUAGES else "nb",
            title=title if isinstance(title, str | dict) else name, cards=cards, themes=themes,
        )  # fmt: skip
        works.append(Work(sort="deck", shelf="workshop", loaded=Loaded(value=deck, problems=[])))
    return works


def _card(content: Mapping[str, Any]) -> Card | None:
    plain = {name: value for name, value in content.items() if name in _CARD_FIELDS}
    try:
        return msgspec.convert(plain, Card)
    except msgspec.ValidationError:
        return None  # A copy from a newer version, or spoilt: the place of the cards shows it.


_CARD_FIELDS = {field.encode_name for field in msgspec.structs.fields(Card)}


def _processes_in(view: View) -> list[Work]:
    """The process that is followed."""
    copy = view.find(ProcessCopy, view.workshop.process)
    if copy is None:
        return []
    try:
        process = msgspec.convert(copy.content, Process)
    except msgspec.ValidationError:
        return []
    return [Work(sort="process", shelf="workshop", loaded=Loaded(value=process, problems=[]))]
