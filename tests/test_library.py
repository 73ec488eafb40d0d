"""Decks and processes: found, read, and checked to the letter."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from workshop import library, yamlio
from workshop.content import Card, Deck, Process
from workshop.library import Library, Shelf

GOOD = """\
format: workshop-deck/1
id: demo
version: 1.0.0
language: nb
title: {nb: Prøve, nn: Prøve, en: Trial}
themes:
  A: {nb: Start, nn: Start, en: Start}
cards:
  - id: hvorfor
    theme: A
    phase: [P1, P3]
    ask:
      nb: Hvorfor nå?
      nn: Kvifor no?
      en: Why now?
    kin: [hvem]
    for: [elected, unions]
  - id: hvem
    theme: A
    phase: P1
    kind: scale
    ask: {nb: Hvem?, nn: Kven?, en: Who?}
    low: {nb: ingen, nn: ingen, en: nobody}
    high: {nb: alle, nn: alle, en: all}
"""

TWENTY = """\
format: workshop-deck/1
id: Twenty Mistakes
version: 1.0
language: nb
titel: {nb: Prøve}
licence: !cc CC-BY-4.0
source: {nb: Vi, nn: Vi, de: Wir}
print_only: no
themes:
  A: Start
  A: Slutt
cards:
  - id: en
    theme: B
    phase: P8
    ask: Hva?
    probes: [Hvordan?]
    minutes: ti
  - id: en
    theme: A
    phase: P1
    ask: {nn: Kva?}
    kin: [hvme, start/hvorfor-no, ingen/kort]
    for: elected
    kind: sclae
  - theme: A
    phase: P1
    ask: 17
    fact:
    minutes: -1
  - hvem
  - id: hvem
    theme: A
    phase: P1
    ask: &hvem Hvem?
    points: [*hvem]
"""

PROCESS = """\
format: workshop-process/1
id: kort
version: 1.0.0
language: nb
title: Kort
phases:
  - id: en
    title: En
    purpose: Begynne
    weeks_from: 4
    weeks_to: 2
    party:
      - {kind: droftet, who: De tillitsvalgte, what: Mandatet}
    gate: {ask: Klare?, needs: [groups, grups]}
    activities:
      - {id: a, title: A, kind: cards}
      - {id: a, title: A, kind: cards, deck: demo, cards: [hvem, hvme, hvem]}
      - {id: b, title: B, kind: talk, cards: [hvem]}
      - {id: c, title: C, kind: cards, deck: dmeo}
  - id: en
    title: En til
    activities: []
"""

KNOWN = {"start": ["hvorfor-na"], "demo": ["hvorfor", "hvem"]}


def said(problems: list[yamlio.Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def test_a_good_deck_is_read_whole() -> None:
    """Otherwise a deck that follows the format cannot be used."""
    loaded = library.read_deck(GOOD, "demo.yaml")
    assert loaded.problems == []
    assert loaded.value is not None
    assert [card.id for card in loaded.value.cards] == ["hvorfor", "hvem"]
    assert loaded.value.cards[0].roles == ["elected", "unions"]
    assert loaded.value.cards[0].phase == ["P1", "P3"]


def test_twenty_mistakes_are_each_reported_where_they_stand() -> None:
    """Otherwise an author mends one mistake at a time, and looks for each."""
    loaded = library.read_deck(TWENTY, "f", KNOWN)
    assert loaded.value is None
    assert said(loaded.errors) == [
        "f:1:1: “title” is missing here",
        (
            "f:2:5: “Twenty Mistakes” cannot be an id: use a–z, 0–9 and “-”, and begin with "
            "a letter or a digit"
        ),
        "f:3:10: This should be text: put quotes round 1.0",
        "f:5:1: Unknown key “titel”: did you mean “title”?",
        "f:6:10: “!” tags are not used here: remove it, or quote the text",
        "f:7:26: Unknown language “de”: use one of nb, nn, en",
        "f:8:13: This should be true or false, but it is text",
        "f:11:3: “A” is already there, on line 10",
        "f:14:12: There is no theme “B” under “themes”: use one of A",
        "f:15:12: “P8” is not known here: use one of P1, P2, P3, P4, P5, P6, P7",
        "f:17:5: Unknown key “probes”: did you mean “probe”?",
        "f:18:14: This should be a whole number, but it is text",
        "f:19:9: “en” is already used on line 13",
        "f:22:10: There is no text in nb, the file's own language",
        "f:23:11: There is no card “hvme”: did you mean “hvem”?",
        "f:23:17: There is no card “hvorfor-no”: did you mean “hvorfor-na”?",
        "f:23:35: There is no deck “ingen”: use one of start, demo",
        "f:24:10: This should be a list, but it is text",
        "f:25:11: “sclae” is not known here: did you mean “scale”?",
        "f:26:5: “id” is missing here",
        "f:28:10: This should be text: put quotes round 17",
        "f:29:10: There is nothing here: fill it in, or remove the key",
        "f:30:14: -1 is not between 0 and 10000",
        "f:31:5: This should be a map of keys and values, but it is text",
        "f:35:10: “&” names are not used here: write the text out, or quote it",
        "f:36:14: “*” and “&” references are not used here: write the text out, or quote it",
    ]


def test_what_is_wrong_with_a_process_is_reported_where_it_stands() -> None:
    """Otherwise a facilitator meets the missing card in front of the room."""
    assert said(library.check_process(PROCESS, "f", KNOWN)) == [
        "f:11:15: This is before “weeks_from”",
        (
            "f:13:16: “droftet” is not known here: use one of advised, discussed, hearing, "
            "informed, negotiated, presented, statement, treated"
        ),
        "f:14:41: “grups” is not known here: did you mean “groups”?",
        "f:16:9: “deck” is missing here: which cards are drawn?",
        "f:17:14: “a” is already used on line 16",
        "f:17:66: There is no card “hvme”: did you mean “hvem”?",
        "f:17:72: “hvem” stands here twice",
        "f:18:46: Cards of which deck? “deck” is missing",
        "f:19:46: There is no deck “dmeo”: did you mean “demo”?",
        "f:20:5: “purpose” is missing here",
        "f:20:9: “en” is already used on line 7",
    ]


def test_references_to_other_decks_are_left_alone_when_they_are_not_known() -> None:
    """Otherwise a deck cannot be checked on its own."""
    text = GOOD.replace("[hvem]", "[hvem, annen/kort]")
    assert library.check_deck(text, "f") == []
    assert said(library.check_deck(text, "f", {})) == ["f:16:17: There is no deck “annen”"]


def test_a_card_may_name_its_own_deck_but_not_itself() -> None:
    """Otherwise a card leads the facilitator back to the card she is looking at."""
    assert library.check_deck(GOOD.replace("[hvem]", "[demo/hvem]"), "f", {}) == []
    problems = library.check_deck(GOOD.replace("[hvem]", "[hvorfor, demo/hvorfor]"), "f", {})
    assert said(problems) == [
        "f:16:11: A card cannot be its own kin",
        "f:16:20: A card cannot be its own kin",
    ]


def test_a_missing_translation_is_a_warning_and_the_deck_can_be_used() -> None:
    """Otherwise a deck cannot be tried out before it is translated."""
    text = GOOD.replace("      nn: Kvifor no?\n", "").replace("{nb: ingen, nn: ingen,", "{nb: x,")
    text = text.replace("en: nobody", "en: ' '").replace(
        "{nb: Hvem?, nn: Kven?, en: Who?}", "Hvem?"
    )
    loaded = library.read_deck(text, "f")
    assert loaded.value is not None
    assert loaded.errors == []
    assert said(loaded.warnings) == [
        "f:13:7: Not translated: nn [missing-translation]",
        "f:21:10: Not translated: nn, en [missing-translation]",
        "f:22:10: Not translated: nn, en [missing-translation]",
    ]


def test_a_deck_in_one_language_needs_no_translation() -> None:
    """Otherwise a municipality's own deck is drowned in warnings."""
    text = (
        "format: workshop-deck/1\nid: en\nversion: 1.0.0\nlanguage: nn\ntitle: Ein\n"
        "cards:\n  - {id: a, theme: x, phase: P1, ask: Kva?}\n"
    )
    assert library.check_deck(text, "f") == []
    assert said(library.check_deck(text.replace("Kva?", "''"), "f")) == [
        "f:7:39: There is no text in nn, the file's own language"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f:1:1: The file is empty"),
        ("- a\n", "f:1:1: This is not a deck: a deck begins with “format: workshop-deck/1”"),
        ("hei\n", "f:1:1: This is not a deck: a deck begins with “format: workshop-deck/1”"),
        ("a: 1\n", "f:1:1: This is not a deck: a deck begins with “format: workshop-deck/1”"),
        (PROCESS, "f:1:9: This is a process, not a deck"),
        (
            "format: workshop-deck/2\n",
            (
                "f:1:9: “workshop-deck/2” is from a newer version of the program: this one reads "
                "workshop-deck/1"
            ),
        ),
        ("format: 'a\n", "f:1:9: The quote that starts here is never closed"),
    ],
)
def test_a_file_that_is_something_else_is_said_to_be_so_once(text: str, problem: str) -> None:
    """Otherwise the one true reason drowns in a hundred that follow from it."""
    assert said(library.check_deck(text, "f")) == [problem]


def test_an_empty_deck_and_an_empty_process_are_errors() -> None:
    """Otherwise an activity starts and there is nothing to draw."""
    deck = GOOD[: GOOD.index("cards:")] + "cards: []\n"
    assert said(library.check_deck(deck, "f")) == ["f:8:8: The deck has no cards"]
    process = PROCESS[: PROCESS.index("phases:")] + "phases: []\n"
    assert said(library.check_process(process, "f")) == ["f:6:9: The process has no phases"]


def test_an_id_cannot_smuggle_in_a_line_break() -> None:
    """Otherwise the id of a card's copy in the workshop is not one line."""
    assert library.check_deck(GOOD.replace("id: hvem\n", 'id: "hvem\\n"\n'), "f")


def test_a_problem_cannot_write_over_the_terminal() -> None:
    """Otherwise a hostile deck hides its own mistakes when it is checked."""
    text = GOOD + '"\\e[2J\\n": 1\n"\\e[2J\\n": 2\n' + f"{'x' * 900}: 1\n"
    problems = said(library.check_deck(text, "f"))
    assert len(problems) == 4
    assert all(problem.isprintable() and len(problem) < 200 for problem in problems)


def shelf(folder: Path, **files: str) -> Shelf:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Shelf(folder, "own")


def test_a_broken_deck_does_not_stop_the_others(tmp_path: Path) -> None:
    """Otherwise one slip in one file leaves the facilitator without any cards."""
    own = shelf(tmp_path / "own", a=GOOD.replace("demo", "a"), b="{", c=GOOD.replace("demo", "c"))
    (own.folder / "d.yaml").write_bytes(b"\xff\xfe")
    (own.folder / "e.yaml").mkdir()
    (own.folder / ".hidden.yaml").write_text("{")
    (own.folder / "notes.txt").write_text("{")
    found = list(Library([own, Shelf(tmp_path / "none")], []).decks())
    assert [(each.name, each.value is not None) for each in found] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
        ("e", False),
    ]
    assert all(each.origin == "own" and each.path for each in found)
    assert str(found[1].problems[0]).startswith(f"{own.folder / 'b.yaml'}:2:1: ")


def test_decks_are_read_only_when_they_are_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the program starts slower with each deck a consultant keeps."""
    own = shelf(tmp_path / "own", a=GOOD.replace("demo", "a"), demo=GOOD)
    read: list[str] = []
    true_read = yamlio.read_file

    def read_file(path: Path, **options: Any) -> yamlio.Document:
        read.append(path.stem)
        return true_read(path, **options)

    monkeypatch.setattr("workshop.library.checking.read_file", read_file)
    found = Library([own], [])
    decks = found.decks()
    assert read == []
    next(decks)
    assert read == ["a"]
    assert found.deck("demo")
    assert read == ["a", "demo"]


def test_the_users_own_deck_comes_before_the_built_in_one(tmp_path: Path) -> None:
    """Otherwise a consultant's own edition of a deck is never drawn from."""
    own = shelf(tmp_path / "own", anything=GOOD.replace("Prøve, nn", "Min, nn"))
    built_in = shelf(tmp_path / "built_in", other=GOOD)
    found = Library([own, built_in], []).deck("demo")
    assert found
    assert found.value
    assert found.path == own.folder / "anything.yaml"
    assert Library([own], []).deck("none") is None
    assert Library([own], []).deck("../own/anything") is None


def test_what_decks_say_of_each_other_is_looked_up_across_shelves(tmp_path: Path) -> None:
    """Otherwise a built-in deck that leads to a card that is gone is never noticed."""
    one = shelf(tmp_path / "one", a=GOOD.replace("demo", "a").replace("[hvem]", "[b/hvem]"))
    two = shelf(tmp_path / "two", b=GOOD.replace("demo", "b").replace("[hvem]", "[a/hven]"))
    steps = "phases:\n  - {id: x, title: X, purpose: X, activities: [{id: y, title: Y, "
    process = PROCESS[: PROCESS.index("phases:")] + steps + "kind: cards, deck: c}]}\n"
    three = shelf(tmp_path / "three", p=process)
    found = Library([one, two], [three])
    assert [said(each.problems) for each in found.decks(references=True)] == [
        [],
        [f"{two.folder / 'b.yaml'}:16:11: There is no card “hven”: did you mean “hvem”?"],
    ]
    (loaded,) = found.processes(references=True)
    assert str(loaded.problems[0]).endswith("There is no deck “c”: use one of a, b")
    assert library.load_process(three.folder / "p.yaml").problems == []


def test_the_built_in_decks_and_processes_are_without_a_blemish() -> None:
    """Otherwise the product breaks its own rules in the first minute."""
    found = library.default_library()
    everything = [*found.decks(references=True), *found.processes(references=True)]
    assert {"start", "framtidsdiskusjoner", "full", "halvdag"} <= {each.name for each in everything}
    assert [said(each.problems) for each in everything if each.problems] == []
    assert all(each.path and each.path.stem == each.name for each in everything)


def test_two_people_who_draw_the_same_card_agree_on_its_key() -> None:
    """Otherwise the same card stands twice on the table after a merge."""
    deck = library.read_deck(GOOD, "f").value
    again = library.read_deck("# copied\n" + yamlio.write(yamlio.read(GOOD).data), "g").value
    assert deck
    assert again
    key = library.card_key(deck, deck.cards[0])
    assert key == library.card_key(again, again.cards[0])
    assert key.startswith("card:demo:hvorfor:")
    assert len(key.rpartition(":")[2]) == 10
    other = msgspec.structs.replace(deck.cards[0], ask="Hvorfor ikke?")
    assert library.card_key(deck, other) != key


def test_a_copy_has_all_of_the_card_and_can_be_read_without_the_deck() -> None:
    """Otherwise a workshop cannot show its cards on a laptop that lacks the deck."""
    deck = library.read_deck(GOOD, "f").value
    assert deck
    copy = json.loads(json.dumps(library.card_copy(deck, deck.cards[0])))
    assert copy.pop("deck") == {
        "id": "demo",
        "title": {"nb": "Prøve", "nn": "Prøve", "en": "Trial"},
        "version": "1.0.0",
        "language": "nb",
    }
    assert copy.pop("theme_title") == {"nb": "Start", "nn": "Start", "en": "Start"}
    assert msgspec.convert(copy, Card) == deck.cards[0]


def test_a_copied_process_is_the_whole_process() -> None:
    """Otherwise phases or guides are lost when a process is chosen."""
    for loaded in library.default_library().processes():
        assert loaded.value
        copy = json.loads(json.dumps(library.process_copy(loaded.value)))
        assert msgspec.convert(copy, Process) == loaded.value
        assert library.process_key(loaded.value).startswith(f"process:{loaded.value.id}:")


def test_the_schema_names_every_key_and_language() -> None:
    """Otherwise the author's editor neither completes nor warns."""
    schema = library.json_schema("deck")
    card = schema["$defs"]["Card"]
    assert set(card["properties"]) == {field.encode_name for field in msgspec.structs.fields(Card)}
    assert card["additionalProperties"] is False
    text, languages = card["properties"]["ask"]["anyOf"]
    assert text == {"type": "string"}
    assert set(languages["properties"]) == {"nb", "nn", "en"}
    assert set(schema["$defs"]["Deck"]["required"]) == {
        field.encode_name for field in msgspec.structs.fields(Deck) if field.required
    }
    assert "Phase" in library.json_schema("process")["$defs"]
