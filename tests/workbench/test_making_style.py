"""What the check says of how cards are written, and what it keeps quiet about."""

import pytest
from workbench.making_decks import deck_of, deck_text, own_deck, typed

from workshop import library
from workshop.workbench.inspecting import inspect_decks, inspect_processes
from workshop.workbench.likeness import Likeness
from workshop.workbench.style import is_yes_no, questions, style_findings


def names(*cards, **head):
    return [(each.card, each.name) for each in style_findings(deck_of(*cards, **head))]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("nb", "Har vi et felles språk?"),
        ("nb", "Vet vi hva innbyggerne mener?"),
        ("nb", "Når noen slutter, spør vi hvorfor?"),
        ("nb", "Snakker vi om feilene våre?"),
        ("nb", "Tør folk å si fra?"),
        ("nn", "Veit vi kva folk meiner?"),
        ("nn", "Gjer vi det vi seier?"),
        ("en", "Do we know what citizens think?"),
        ("en", "If a colleague leaves, would we notice?"),
        ("en", "Isn't it clear who decides?"),
    ],
)
def test_a_question_that_a_yes_would_answer_is_found(language, question):
    """Otherwise a table answers yes, and the talk is over."""
    assert is_yes_no(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("nb", "Hva gjør vi når noen slutter?"),
        ("nb", "Hvem, utenom oss, kan bety mest for ham?"),
        ("nb", "Hvis vi fikk velge, hva ville vi gjort?"),
        ("nb", "Er vi best på drift eller utvikling?"),
        ("nb", "Kan dere fortelle om en gang det gikk galt?"),
        ("nb", "I hvilke situasjoner er vi på vårt beste?"),
        ("nb", "Lederens viktigste oppgave er hva?"),
        ("nb", "Alle ansatte i kommunen vet det samme?"),
        ("nn", "Kva for ein vane lèt vi liggje att?"),
        ("nn", "Korleis har vi det?"),
        ("en", "Which habit do we leave behind?"),
        ("en", "Could you tell us about a day that went wrong?"),
        ("en", "Are we better at running things or at changing them?"),
    ],
)
def test_an_open_question_is_left_alone(language, question):
    """Otherwise people learn not to read the warnings."""
    assert not is_yes_no(question, language)


def test_a_question_that_somebody_is_quoted_as_asking_is_not_one_of_the_cards():
    """Otherwise a case with a line of talk in it is called two questions."""
    assert len(questions("«Har du tid?» spør kollegaen. Hva svarer du?")) == 1
    assert len(questions("Hva gjør vi? Og hvem gjør det?")) == 2
    assert names({"ask": "Hva gjør vi? Og hvem gjør det?"}) == [("kort-0", "two-questions")]


def test_a_card_that_cannot_be_said_in_one_breath_is_found():
    """Otherwise the room has forgotten the beginning when the question comes."""
    assert names({"ask": "Hva " + "ord " * 29 + "?"}) == []
    assert names({"ask": "Hva " + "ord " * 30 + "?"}) == [("kort-0", "too-long")]


def test_the_translation_is_looked_at_too():
    """Otherwise the English card is a yes-or-no question and nobody is told."""
    ask = {"nb": "Hva gjør vi?", "en": "Do we do it?"}
    [found] = style_findings(deck_of({"ask": ask}))
    assert (found.name, found.steps) == ("yes-no", ("ask", "en"))


def test_only_cards_that_need_a_follow_up_are_asked_for_one():
    """Otherwise fact cards carry warnings that nobody can mend."""
    assert names({"ask": "Hva da?", "probe": []}) == [("kort-0", "missing-follow-up")]
    assert names({"ask": "Slik er det.", "kind": "fact", "probe": []}) == []


def test_a_scale_may_be_answered_with_a_number():
    """Otherwise every statement to be rated is called a yes-or-no question."""
    assert names({"ask": "Har vi det bra?", "kind": "scale"}) == []


ASK = "Hvilken vane fra i fjor vil vi la ligge igjen?"


def test_the_same_question_in_another_deck_is_found_though_a_word_or_sign_differs():
    """Otherwise a gathering is asked the same thing twice."""
    mine = deck_of({"ask": ASK})
    other = deck_of({"ask": "Hvilken vane, fra i fjor, vil vi la ligge igjen"}, id="annen")
    [found] = style_findings(mine, Likeness([other, mine]))
    assert found.name == "duplicate-of"
    assert "annen/kort-0" in str(found.message)
    far = deck_of({"ask": "Hvilken vane fra i fjor er vi stolte av?"}, id="annen")
    assert list(style_findings(mine, Likeness([far, mine]))) == []


def test_a_fork_is_not_blamed_for_being_like_its_original():
    """Otherwise a fork begins its life with a warning on every card."""
    original = deck_of({"ask": ASK}, id="annen")
    fork = deck_of({"ask": ASK}, origin={"id": "annen", "version": "1.0.0"})
    likeness = Likeness([fork, original])
    assert list(style_findings(fork, likeness)) == []
    assert list(style_findings(original, likeness)) == []


def test_a_finding_that_is_to_stand_is_not_repeated():
    """Otherwise the author who has thought it through is nagged for ever."""
    card = {"ask": "Har vi det bra?", "allow": {"yes-no": "Det er poenget her."}}
    assert names(card) == []
    assert names({**card, "retired": True, "allow": {}}) == []


def test_letting_stand_needs_a_reason_and_a_finding_that_exists():
    """Otherwise a finding is silenced by accident, or nothing is and nobody knows."""
    text = deck_text({"ask": "Hva?", "allow": {"yes-no": " ", "yesno": "Fordi."}})
    problems = [str(each) for each in library.check_deck(text, "f")]
    assert problems == [
        "f:14:15: Say why this is to stand",
        "f:15:7: There is no finding “yesno”: did you mean “yes-no”?",
    ]


def test_notes_on_translations_that_lead_nowhere_are_pointed_out():
    """Otherwise notes on texts long gone stay in the file for ever."""
    text = deck_text(
        {"ask": {"nb": "Hva?", "nn": "Kva?"}},
        translated={"nn": {"kort-0/ask": "00", "kort-9/ask": "00", "/title": "00"}, "nb": {}},
    )
    said = [str(each.message) for each in library.check_deck(text, "f") if "text “" in str(each)]
    assert said == ["There is no text “kort-9/ask”: remove the line"]


def test_a_deck_with_all_its_cards_retired_is_pointed_out():
    """Otherwise a facilitator finds out when she draws."""
    [warning] = library.check_deck(deck_text({"ask": "Hva?", "retired": True}), "f")
    assert "nothing to draw" in str(warning)


def test_a_missing_translation_can_be_let_stand():
    """Otherwise a card that only makes sense in bokmål can never be clean."""
    there = {"ask": {"nb": "Hva?", "nn": "Kva?"}}
    lacks = {"ask": {"nb": "Hva er ein vane?"}, "probe": [{"nb": "Hva?", "nn": "Kva?"}]}
    warnings = library.check_deck(
        deck_text({**there, "probe": []}, lacks, title={"nb": "V", "nn": "V"}), "f"
    )
    assert ["missing-translation" in str(each) for each in warnings] == [True]
    lacks["allow"] = {"missing-translation": "Handler om bokmål."}
    assert (
        library.check_deck(
            deck_text({**there, "probe": []}, lacks, title={"nb": "V", "nn": "V"}), "f"
        )
        == []
    )


def test_the_check_names_findings_with_their_place():
    """Otherwise one has to look for what the warning is about, and guess what to allow."""
    path = own_deck(deck_text({"ask": "Har vi det bra?", "probe": []}))
    code, out, _err = typed("deck", "check", "vaar")
    lines = path.read_text().splitlines()
    assert code == 0
    assert f"{path}:7:9: warning: No follow-up" in out
    assert "[missing-follow-up]" in out
    at = next(number for number, line in enumerate(lines, 1) if "ask:" in line)
    assert f"{path}:{at}:10: warning: Can be answered with yes or no" in out
    assert "[yes-no]" in out
    assert typed("deck", "check", path)[1] == out
    assert typed("deck", "check", "vaar", "--strict")[0] == 1


def test_the_decks_and_processes_we_ship_have_nothing_to_object_to():
    """Otherwise we ask of others what we do not do ourselves."""
    shelves = library.default_library()
    found = [*inspect_decks(shelves), *inspect_processes(shelves)]
    assert [str(each) for loaded in found for each in loaded.problems] == []


PROCESS = """\
format: workshop-process/1
id: vaar
version: 1.0.0
language: nb
title: Vår
phases:
  - id: en
    title: En
    purpose: Vi begynner.
    party: [{kind: informed, who: Alle, what: Alt}]
    activities:
      - {id: a, title: A, kind: cards, minutes: 5, deck: start, cards: [%s]}
      - {id: b, title: B, kind: talk}
      - {id: c, title: C, kind: pause}
  - id: to
    title: To
    purpose: Vi slutter.
    activities:
      - {id: d, title: D, kind: cards, minutes: 90, deck: utviklingssamtale}
"""


def test_a_process_without_the_unions_or_with_times_that_do_not_add_up_is_found(tmp_path):
    """Otherwise the plan breaks in the room, or the unions are met with a finished paper."""
    shelves = library.default_library()
    card = shelves.deck("start").value.cards[0]
    path = tmp_path / "p.yaml"
    path.write_text(PROCESS % card.id)
    [loaded] = inspect_processes(shelves, [path])
    assert loaded.errors == []
    assert [str(each.message).rpartition(" ")[2] for each in loaded.warnings] == [
        "[too-little-time]", "[no-time]", "[missing-union-step]", "[paper-only]"
    ]  # fmt: skip


def test_thousands_of_nearly_equal_cards_are_compared_in_reasonable_time():
    """Otherwise a generated deck hangs the check."""
    cards = [{"ask": f"Hva gjør vi med sak nummer {at} i år?"} for at in range(3000)]
    deck = deck_of(*cards)
    assert len(list(style_findings(deck, Likeness([deck])))) <= 3000
