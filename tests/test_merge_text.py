"""Two texts become one suggestion, sentence by sentence."""

import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from workshop.merge_text import common_base, sentences, split, suggest, suggest_for

BASE = "Vi mangler folk. Deltid er en vane. Lederne er alene."


def test_changes_in_different_sentences_are_both_kept():
    """Two people who improved different sentences would have to choose one of them."""
    mine = "Vi mangler sykepleiere. Deltid er en vane. Lederne er alene."
    theirs = "Vi mangler folk. Deltid er en vane. Lederne står sammen."
    wanted = "Vi mangler sykepleiere. Deltid er en vane. Lederne står sammen."
    assert suggest(BASE, mine, theirs) == wanted


def test_neighbouring_sentences_do_not_stand_in_each_others_way():
    """A suggestion would be withheld though nobody had touched the other's sentence."""
    mine = "Vi mangler sykepleiere. Deltid er en vane. Lederne er alene."
    theirs = "Vi mangler folk. Deltid er et valg. Lederne er alene."
    assert suggest(BASE, mine, theirs) == (
        "Vi mangler sykepleiere. Deltid er et valg. Lederne er alene."
    )


def test_the_same_sentence_changed_on_both_sides_gives_no_suggestion():
    """A text nobody had written would be offered as if both had meant it."""
    mine = BASE.replace("en vane", "et problem")
    theirs = BASE.replace("en vane", "en kultur")
    assert suggest(BASE, mine, theirs) is None


def test_a_sentence_changed_by_one_and_removed_by_the_other_gives_no_suggestion():
    """Somebody's work would vanish in the suggestion."""
    mine = "Vi mangler folk. Lederne er alene."
    theirs = BASE.replace("en vane", "en kultur")
    assert suggest(BASE, mine, theirs) is None


def test_both_may_add_at_the_end():
    """The commonest case of all, each writing one more sentence, would have no suggestion."""
    assert suggest("Vi mangler folk.", "Vi mangler folk. Nå.", "Vi mangler folk. Her.") == (
        "Vi mangler folk. Nå. Her."
    )


def test_one_adds_where_the_other_changes():
    """Adding after a sentence would count as changing it."""
    assert suggest("Vi mangler folk.", "Vi mangler folk. Nå.", "Vi trenger folk.") == (
        "Vi trenger folk. Nå."
    )


def test_paragraphs_are_kept_exactly():
    """Empty lines and indents would be lost in a long rationale."""
    base = "Første avsnitt. Mer her.\n\n  Andre avsnitt.\n"
    mine = "Første avsnitt. Mer står her.\n\n  Andre avsnitt.\n"
    theirs = "Første avsnitt. Mer her.\n\n  Andre avsnitt, rettet.\n\nTredje.\n"
    assert suggest(base, mine, theirs) == (
        "Første avsnitt. Mer står her.\n\n  Andre avsnitt, rettet.\n\nTredje.\n"
    )


@pytest.mark.parametrize(
    "one",
    [
        "Vi gjør mye, bl.a. Kompetanseløftet og f.eks. Lederskolen.",
        "Det er ca. 30 stillinger, jf. Hovedavtalen del B.",
        "Møtet begynner kl. 12 og varer til ca. kl. 14.",
        "Frist er 1. januar for alle.",
        "Om lag 12.5 prosent (mest menn) svarte.",
        "1. Alle skal ha en plan.",
        "Ansvaret ligger hos A. Etat.",
    ],
)
def test_abbreviations_do_not_end_sentences(one):
    """Half a sentence would be merged with half of another."""
    assert sentences(one) == [one]


@pytest.mark.parametrize(
    "text",
    ["Hva nå? Vi går videre.", "«Nok nå!» Vi går.", "En linje\nto linjer", "Slik … Og så. "],
)
def test_what_ends_a_sentence(text):
    """Changes in two sentences would be taken for changes in one."""
    assert len(sentences(text)) == 2


@given(st.text(alphabet="ab .!\n\tA1å«»", max_size=60))
def test_splitting_loses_nothing(text):
    """A character of someone's text would be lost on the way."""
    assert "".join(split(text)) == text


words = st.lists(st.sampled_from(["En.", "To.", "Tre!", "Fire?", "Fem", "\n", "Seks. Sju."]))


@given(words, words)
def test_a_side_without_changes_gives_the_other(base, changed):
    """A suggestion would differ from the only change there was."""
    before, after = " ".join(base), " ".join(changed)
    assert suggest(before, after, before) == after
    assert suggest(before, before, after) == after
    assert suggest(before, after, after) == after


@given(words, words, words)
def test_both_ways_round_there_is_a_suggestion_or_none(base, one, other):
    """Whether help is offered would depend on who opened the conflict."""
    texts = [" ".join(part) for part in (base, one, other)]
    first = suggest(texts[0], texts[1], texts[2])
    second = suggest(texts[0], texts[2], texts[1])
    assert (first is None) == (second is None)


def test_the_base_of_a_conflict_is_found_in_the_log():
    """There would be nothing to merge from, and so never a suggestion."""
    desk = Desk()
    desk.put("area:1", rationale=BASE)
    desk.clash(
        "area:1", "rationale", BASE.replace("folk", "lærere"), BASE.replace("alene", "flere")
    )
    (conflict,) = desk.view.conflicts()
    assert common_base(desk.view, conflict) == BASE
    assert suggest_for(desk.view, conflict) == (
        "Vi mangler lærere. Deltid er en vane. Lederne er flere."
    )


def test_the_nearest_common_value_is_the_base():
    """Changes both had already seen would look like quarrels."""
    desk = Desk()
    desk.put("area:1", rationale="Gammel tekst.")
    desk.put("area:1", rationale=BASE)
    tips = {"area:1": {"rationale": desk.view.tips("area:1", "rationale")}}
    first = desk.keep(sets={"area:1": {"rationale": "Mellom."}}, replaces=tips)
    desk.keep(
        sets={"area:1": {"rationale": "Vi mangler mye."}},
        replaces={"area:1": {"rationale": [first.id]}},
    )
    desk.keep(sets={"area:1": {"rationale": "Vi mangler alt."}}, replaces=tips)
    (conflict,) = desk.view.conflicts()
    assert common_base(desk.view, conflict) == BASE


def test_no_base_no_suggestion():
    """Two texts that never had anything in common would be mixed."""
    desk = Desk()
    desk.clash("section:introduction", "text", "Mitt.", "Ditt.")
    (conflict,) = desk.view.conflicts()
    assert common_base(desk.view, conflict) is None
    assert suggest_for(desk.view, conflict) is None
