"""Forks of decks and processes, and taking in what has come in the original since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import paths, yamlio
from workshop.library import Library, Shelf, default_library, load_deck
from workshop.workbench import forking
from workshop.workbench.comparing import Change, compare, still_open, telling
from workshop.workbench.own_files import DECK, PROCESS, SharingError, base_path
from workshop.workbench.taking import with_taken

ORIGINAL = """\
# A deck for trying things out.
format: workshop-deck/1
id: start-her
version: 1.0.0
language: nb
title: Start her
licence: CC-BY-4.0
themes:
  A: Folk
cards:
  - id: en
    theme: A
    phase: P1
    ask: Hva er det første?
    kin: [to]

  # The second one is short.
  - id: to
    theme: A
    phase: P1
    ask:
      nb: Hva er det andre?
      en: What is the second?
    minutes: 5

  - id: tre
    theme: A
    phase: P1
    ask: Hva er det tredje?
"""
STAMP = "2027-03-01-093000"


@pytest.fixture
def bench(tmp_path):
    """A shelf with an original, one's own shelf, and the ways to change both."""
    return Bench(tmp_path)


class Bench:
    def __init__(self, folder):
        self.folder = folder / "original"
        self.folder.mkdir()
        self.original(ORIGINAL)
        self.own = paths.own_content("decks")
        self.library = Library([Shelf(self.own, "own"), Shelf(self.folder, "built-in")], [])

    def original(self, text):
        (self.folder / "start-her.yaml").write_text(text, encoding="utf-8")

    def moves_on(self, *changes, version="1.1.0"):
        text = (self.folder / "start-her.yaml").read_text(encoding="utf-8")
        for old, new in (("version: 1.0.0", f"version: {version}"), *changes):
            assert old in text or old == "version: 1.0.0"
            text = text.replace(old, new)
        self.original(text)

    def fork(self):
        return forking.fork(self.library, DECK, "start-her", new_id="vart").path

    def change_here(self, *changes):
        path = self.own / "vart.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def look(self):
        return forking.look(self.library, DECK, "vart")

    def states(self):
        return {change.path: change.state for change in self.look().changes}

    def take(self, *names, leave=()):
        return forking.take(self.look(), names, leave=leave, stamp=STAMP)

    @property
    def text(self):
        return (self.own / "vart.yaml").read_text(encoding="utf-8")


def test_a_fork_has_its_own_id_and_remembers_its_origin(bench):
    """A consultant who forks a deck would not know later what it came from."""
    path = bench.fork()
    made = load_deck(path).value
    assert (made.id, made.version) == ("vart", "0.1.0")
    assert (made.origin.id, made.origin.version) == ("start-her", "1.0.0")
    assert "# The second one is short." in bench.text
    assert base_path(path, "vart").read_text(encoding="utf-8") == ORIGINAL
    assert [one.name for one in bench.library.decks()] == ["vart", "start-her"]
    assert bench.look().changes == []


def test_what_has_changed_where(bench):
    """One could not tell one's own wording from the original's."""
    bench.fork()
    bench.change_here(
        ("Hva er det første?", "Hva er vårt første?"),
        ("Hva er det tredje?", "Hva er vårt tredje?"),
        ("title: Start her", "title: Vår start"),
    )
    bench.moves_on(
        ("nb: Hva er det andre?", "nb: Hva er nummer to?"),
        ("Hva er det tredje?", "Hva er nummer tre?"),
        ("A: Folk", "A: Folk\n  B: Penger"),
        ("cards:\n", "cards:\n  - id: null\n    theme: B\n    phase: P1\n    ask: Nytt?\n"
         .replace("null", "nytt")),
    )  # fmt: skip
    assert bench.states() == {
        "/title": "changed-here",
        "/themes/B": "changed-there",
        "nytt": "new-there",
        "en/ask": "changed-here",
        "to/ask": "changed-there",
        "tre/ask": "changed-both",
    }


def test_taking_writes_only_what_was_taken_and_keeps_the_file_before(bench):
    """Comments and one's own wording would be gone after an upgrade."""
    bench.fork()
    bench.change_here(("Hva er det første?", "Hva er vårt første?  # vårt"))
    before = bench.text
    bench.moves_on(("nb: Hva er det andre?", "nb: Hva er nummer to?"))
    done = bench.take("to")
    assert bench.text == before.replace("nb: Hva er det andre?", "nb: Hva er nummer to?").replace(
        "id: start-her\n  version: 1.0.0", "id: start-her\n  version: 1.1.0"
    )
    assert done.earlier.read_text(encoding="utf-8") == before
    assert done.still_open == []
    assert bench.states() == {"en/ask": "changed-here"}


def test_what_was_not_taken_is_shown_again_and_what_was_left_is_not(bench):
    """A correction in the original would be lost because one took another one first."""
    bench.fork()
    bench.change_here(("Hva er det tredje?", "Hva er vårt tredje?"))
    bench.moves_on(
        ("Hva er det første?", "Hva er nummer en?"),
        ("Hva er det tredje?", "Hva er nummer tre?"),
        ("minutes: 5", "minutes: 7"),
    )
    done = bench.take("to", leave=["tre/ask"])
    assert done.version == "1.0.0"
    assert [change.path for change in done.still_open] == ["en/ask"]
    assert bench.states() == {"en/ask": "changed-there", "tre/ask": "changed-here"}
    bench.moves_on(("minutes: 7", "minutes: 8"), ("version: 1.1.0", "version: 1.2.0"))
    assert bench.states() == {
        "en/ask": "changed-there", "to/minutes": "changed-there", "tre/ask": "changed-here",
    }  # fmt: skip
    bench.moves_on(("Hva er nummer tre?", "Hva er treeren?"), ("1.2.0", "1.3.0"))
    assert bench.states()["tre/ask"] == "changed-both"
    done = bench.take("en", "to", "tre")
    assert done.version == "1.3.0"
    assert bench.states() == {}
    assert load_deck(bench.own / "vart.yaml").value.cards[2].ask == "Hva er treeren?"


def test_new_and_removed_cards_are_taken_in_their_place(bench):
    """A new card would land anywhere, and a card that is gone would stay for ever."""
    bench.fork()
    new = "  - id: mellom\n    theme: A\n    phase: P1\n    ask: Imellom?\n\n"
    bench.moves_on(
        ("  - id: tre\n    theme: A\n    phase: P1\n    ask: Hva er det tredje?\n", ""),
        ("  # The second", f"{new}  # The second"),
    )  # fmt: skip
    assert bench.states() == {"mellom": "new-there", "tre": "removed-there"}
    bench.take("mellom", "tre")
    assert [card.id for card in load_deck(bench.own / "vart.yaml").value.cards] == [
        "en", "mellom", "to",
    ]  # fmt: skip
    assert "# The second one is short." in bench.text


def test_a_card_that_was_taken_out_here_stays_out(bench):
    """Cards one has thrown out would come back with each upgrade."""
    bench.fork()
    bench.change_here(
        ("  - id: tre\n    theme: A\n    phase: P1\n    ask: Hva er det tredje?\n", "")
    )
    bench.moves_on(("minutes: 5", "minutes: 7"))
    assert bench.states() == {"tre": "removed-here", "to/minutes": "changed-there"}
    bench.moves_on(("Hva er det tredje?", "Hva er nummer tre?"))
    assert bench.states()["tre"] == "changed-there-removed-here"
    bench.take("tre")
    assert "Hva er nummer tre?" in bench.text


def test_an_outcome_that_would_not_be_whole_is_not_written(bench):
    """An upgrade would leave a deck that cannot be opened."""
    bench.fork()
    before = bench.text
    bench.moves_on(("    kin: [to]\n\n", "\n"), ("  - id: to\n", "  - id: annen\n"))
    with pytest.raises(SharingError) as caught:
        bench.take("to")
    assert caught.value.problems
    assert bench.text == before


def test_without_the_base_nothing_counts_as_untouched(bench):
    """One's own wording would be written over because nobody knows any more whose it is."""
    base = base_path(bench.fork(), "vart")
    base.unlink()
    bench.change_here(("Hva er det første?", "Hva er vårt første?"))
    bench.moves_on(("minutes: 5", "minutes: 7"))
    found = bench.look()
    assert found.lacks_base is not None
    assert found.untouched == []
    assert bench.states() == {"en/ask": "changed-both", "to/minutes": "changed-both"}
    bench.take("to", leave=["en"])
    assert bench.look().lacks_base is None
    assert bench.states() == {"en/ask": "changed-here"}


def test_the_same_written_in_another_way_is_no_change(bench):
    """The list of changes would be full of things that are not changes."""
    bench.fork()
    bench.change_here(
        ("ask: Hva er det første?", "ask:\n      nb: Hva er det første?\n    kind: question")
    )
    assert bench.states() == {}


def test_marks_of_translation_follow_the_text(bench):
    """A text taken with its translation would be listed as out of date."""
    marks = "translated:\n  nn:\n    to/ask: aaa\n    en/ask: bbb\n"
    bench.original(ORIGINAL + marks)
    bench.fork()
    bench.moves_on(
        ("nb: Hva er det andre?", "nb: Hva er nummer to?"), ("to/ask: aaa", "to/ask: ccc")
    )
    bench.take("to")
    assert load_deck(bench.own / "vart.yaml").value.translated == {
        "nn": {"to/ask": "ccc", "en/ask": "bbb"}
    }


def test_names_that_mean_nothing_are_refused(bench):
    """A slip of the pen would pass for a finished upgrade."""
    bench.fork()
    bench.moves_on(("minutes: 5", "minutes: 7"))
    with pytest.raises(SharingError):
        bench.take("to/ask")
    with pytest.raises(SharingError):
        forking.fork(bench.library, DECK, "start-her", new_id="vart")
    with pytest.raises(SharingError):
        forking.fork(bench.library, DECK, "start-her", new_id="../ute")
    with pytest.raises(SharingError):
        forking.look(bench.library, DECK, "start-her")


def test_every_built_in_deck_and_process_can_be_forked():
    """Some of what came with the program could not be made one's own."""
    shelves = default_library()
    for kind, found in ((DECK, list(shelves.decks())), (PROCESS, list(shelves.processes()))):
        for one in found:
            made = forking.fork(shelves, kind, one.name)
            assert made.id == f"{one.name}-egen"
            assert forking.look(shelves, kind, made.id).changes == []


def test_a_process_follows_its_original_step_by_step(tmp_path):
    """A county's own process would have to be made again when the original gets better."""
    shelves = default_library()
    made = forking.fork(shelves, PROCESS, "halvdag", new_id="fylket")
    original = next(one for one in shelves.processes() if one.name == "halvdag")
    text = original.path.read_text(encoding="utf-8")
    phase = original.value.phases[1]
    newer = tmp_path / "halvdag.yaml"
    changed = text.replace("version: 1.0.0", "version: 1.1.0").replace(
        f"      - id: {phase.activities[0].id}\n",
        f"      - id: ny-aktivitet\n        title: Ny\n        kind: pause\n"
        f"      - id: {phase.activities[0].id}\n",
    )
    newer.write_text(changed, encoding="utf-8")
    found = forking.look(shelves, PROCESS, "fylket", against=newer)
    name = f"{phase.id}/ny-aktivitet"
    assert [(change.path, change.state) for change in found.changes] == [(name, "new-there")]
    forking.take(found, [phase.id], stamp=STAMP)
    after = shelves.process("fylket").value
    assert after.phases[1].activities[0].id == "ny-aktivitet"
    assert after.origin.version == "1.1.0"
    assert made.path.read_text(encoding="utf-8").count("ny-aktivitet") == 1


_asks = st.sampled_from(["", "a", "b", "c"])
_decks = st.dictionaries(st.sampled_from("uvxyz"), st.tuples(_asks, _asks), max_size=4).map(
    lambda cards: {
        "id": "d", "language": "nb",
        "cards": [{"id": key, "ask": ask, "fact": fact} for key, (ask, fact) in cards.items()],
    }
)  # fmt: skip


@given(_decks, _decks, _decks, st.data())
def test_nothing_is_lost_sight_of(base, here, there, data):
    """Something that was neither taken nor left would be forgotten by the next upgrade."""
    changes = compare(base, here, there)
    paths_open = [change.path for change in changes if change.open]
    left = set(data.draw(st.lists(st.sampled_from(paths_open)))) if paths_open else set()
    kept = yamlio.read(yamlio.write(still_open(there, changes, left))).data
    again = {change.path: change.state for change in compare(kept, here, there)}
    for change in changes:
        if change.open and change.path not in left:
            assert again[change.path] == change.state
        elif change.path in again:
            assert again[change.path] in ("changed-here", "new-here", "removed-here")


_letters = st.sampled_from("abc")
_fields = st.fixed_dictionaries(
    {"ask": _letters}, optional={"fact": _letters, "kind": st.just("fact")}
)
_whole_decks = st.dictionaries(st.sampled_from("uvxyz"), _fields, min_size=1, max_size=5).map(
    lambda cards: {
        "format": "workshop-deck/1", "id": "d", "version": "1.0.0", "language": "nb", "title": "D",
        "cards": [{"id": key, "theme": "A", "phase": "P1", **card} for key, card in cards.items()],
    }
)  # fmt: skip


@given(_whole_decks, _whole_decks, _whole_decks, st.data())
def test_taking_takes_what_was_chosen_and_nothing_else(base, here, there, data):
    """Something would come along that nobody asked for, or be left out though one did."""
    changes = [change for change in compare(base, here, there) if change.open]
    taken = [change for change in changes if data.draw(st.booleans())]
    after = yamlio.read(with_taken(yamlio.write(here), here, there, taken)).data
    wanted = {card["id"]: dict(card) for card in here["cards"]}
    new = {card["id"]: card for card in there["cards"]}
    for change in taken:
        (name,) = change.where
        if change.field:
            wanted[name].pop(change.field, None)
            wanted[name] |= {k: v for k, v in new[name].items() if k == change.field}
        elif change.there is None:
            del wanted[name]
        else:
            wanted[name] = new[name]
    assert {card["id"]: card for card in after["cards"]} == wanted


@pytest.mark.parametrize(
    ("base", "there", "shown"),
    [
        ({"nb": "Hva nå?", "nn": "Kva no?"}, {"nb": "Hva så?", "nn": "Kva no?"}, "nb"),
        ({"nb": "Hva nå?", "nn": "Kva no?"}, {"nb": "Hva nå?", "nn": "Kva så?"}, "nn"),
        ([{"nb": "Én", "en": "One"}], [{"nb": "Én", "en": "First"}], "en"),
        ("Hva nå?", "Hva så?", "nb"),
        (None, {"nb": "Ny"}, "nb"),
    ],
)
def test_a_change_is_shown_in_the_language_that_has_changed(base, there, shown):
    """Two equal texts would stand side by side, said to be different."""
    change = Change(
        where=("kort",), field="ask", base=base, here=base, there=there, state="changed-there"
    )
    assert telling(change, "nb") == shown
