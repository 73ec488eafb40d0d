"""The glossary: read strictly, and found in running text."""

import pytest

from workshop import library
from workshop.content import LANGUAGES, say
from workshop.library import default_glossary, read_glossary, terms_in

SMALL = """\
format: workshop-glossary/1
id: glossary
version: 1.0.0
language: nb
title: {nb: Ordliste, nn: Ordliste, en: Glossary}
terms:
  - id: tillit
    term: {nb: tillit, nn: tillit, en: trust}
    definition: {nb: A, nn: A, en: A}
  - id: styring
    term: {nb: tillitsbasert styring, nn: tillitsbasert styring, en: trust-based steering}
    definition: {nb: B, nn: B, en: B}
    forms:
      nb: [tillitsbasert styring, tillit og styring]
      nn: []
    see: [tillit]
  - id: ia
    term: {nb: IA-avtalen, nn: IA-avtalen, en: IA agreement}
    definition: {nb: C, nn: C, en: C}
    forms: {nb: [IA, IA-avtalen, versjon 3.0], nn: [IA], en: [IA]}
"""

BROKEN = """\
format: workshop-glossary/1
id: glossary
version: 1.0.0
language: nb
title: Ordliste
terms:
  - id: en
    term: En
    definition: A
    forms: {nb: [ord, " – "], de: [Wort]}
    see: [en, tow]
  - id: en
    term: To
    forms: {nb: [Ord]}
  - id: two
    term: {nb: Tre, nn: Tre}
    definition: C
    meaning: D
"""


@pytest.fixture(scope="module")
def small():
    loaded = read_glossary(SMALL, "ordliste.yaml")
    assert loaded.problems == []
    return loaded.value


@pytest.fixture(scope="module")
def glossary():
    return default_glossary().value


def found(text, glossary, language="nb"):
    return [term.id for term in terms_in(text, glossary, language)]


def test_the_glossary_that_comes_along_is_whole():
    """A term would be missing a language, or point to nothing, when a councillor looks it up."""
    loaded = default_glossary()
    assert [str(problem) for problem in loaded.problems] == []
    assert 50 <= len(loaded.value.terms) <= 90
    for term in loaded.value.terms:
        for language in LANGUAGES:
            assert say(term.term, language)
            words = len(say(term.definition, language, "").split())
            assert 4 <= words <= 70, (term.id, language)


def test_every_mistake_is_said_on_its_line():
    """Whoever adds a term would be left to guess what is wrong with it."""
    said = {(one.line, str(one.message)) for one in read_glossary(BROKEN, "x.yaml").problems}
    assert {
        (10, "There are no words here to recognise"),
        (10, "Unknown language “de”: use one of nb, nn, en"),
        (11, "A term cannot refer to itself"),
        (11, "There is no term “tow”: did you mean “two”?"),
        (12, "“en” is already used on line 7"),
        (12, "“definition” is missing here"),
        (14, "“Ord” is already used on line 10"),
        (18, "Unknown key “meaning”: use one of forms, see"),
    } <= said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty"),
        ("format: workshop-deck/1\nid: x\n", "This is a deck, not a glossary"),
        ("terms: []\n", "This is not a glossary: it begins with “format: workshop-glossary/1”"),
    ],
)
def test_another_file_is_told_apart(text, says):
    """A deck given as a glossary would be answered with twenty odd errors."""
    loaded = read_glossary(text, "x.yaml")
    assert [str(one.message) for one in loaded.problems] == [says]


def test_it_is_no_deck(tmp_path):
    """The library would show the glossary as a broken deck."""
    shelf = library.default_library()
    assert "glossary" not in [one.name for one in shelf.decks()]
    assert "glossary" not in shelf.cards()
    assert shelf.deck("glossary") is None


def test_an_own_deck_may_still_be_called_glossary(tmp_path):
    """A consultant's own deck would vanish from the shelf because of its file name."""
    deck = "format: workshop-deck/1\nid: mine\nversion: 1.0.0\nlanguage: nb\ntitle: M\n"
    deck += "cards:\n  - {id: a, theme: A, phase: P1, ask: Hva?}\n"
    (tmp_path / "glossary.yaml").write_text(deck, "utf-8")
    own = library.Library([library.Shelf(tmp_path, "own")], [])
    assert [one.name for one in own.decks()] == ["mine"]


def test_terms_are_found_as_whole_words_and_the_longest_is_meant(small):
    """A card on *tillit* would be explained with *tillitsbasert styring*, or the other way."""
    assert found("Vi har tillit.", small) == ["tillit"]
    assert found("TILLITSBASERT\n  styring og Tillit", small) == ["styring", "tillit"]
    assert found("tillit og styring", small) == ["styring"]
    assert found("tillitsvalgt, utillit, tillitsbasert", small) == []
    assert found("tillitsbasert. Styring", small) == []
    assert found("tillit tillit tillit", small) == ["tillit"]


def test_a_language_without_forms_goes_by_the_term_and_an_empty_list_by_nothing(small):
    """An author could not keep a too common word from being marked everywhere."""
    assert found("trust-based steering is trust", small, "en") == ["styring", "tillit"]
    assert found("tillitsbasert styring", small, "nn") == []


def test_an_abbreviation_is_found_only_as_one(small):
    """*ia* in a foreign word or a name would be explained as an agreement."""
    assert found("Vi følger IA-avtalen", small) == ["ia"]
    assert found("IA er viktig, ia er det ikke", small) == ["ia"]
    assert found("ia, Ia", small) == []
    assert found("versjon 3.0", small) == ["ia"]
    assert found("versjon 3 0", small) == []


@pytest.mark.parametrize(
    "text",
    ["", "x" * 300_000, "tillit " * 30_000, "tillitsbasert " * 30_000, "\x00\u202e[/]\ud800" * 99],
)
def test_any_text_can_be_looked_through(small, text):
    """A long answer pasted onto a card would stop the screen."""
    assert set(found(text, small)) <= {"tillit"}


def test_letters_put_together_in_another_way_are_the_same(glossary):
    """Text from a Mac, where å is written as two signs, would have no terms."""
    assert found("en ra\u030adgivende høring", glossary) == ["horingssvar"]
    assert found("Formannskapet dro\u0338fter", glossary) == ["formannskap"]
    assert found("fra\u030asegn", glossary, "nn") == ["uttalelse"]


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("Hva er drøftingen verdt?", "nb", ["droftet"]),
        ("Dei tillitsvalde er tekne med på råd", "nn", ["tillitsvalgt", "tatt-med-pa-rad"]),
        ("The councillors hear the AMU", "en", ["folkevalgte", "amu"]),
        ("Floker løses med samskaping og tjenestedesign", "nb",
         ["floke", "samskaping", "tjenestedesign"]),
    ],
)  # fmt: skip
def test_inflected_forms_are_known(glossary, text, language, terms):
    """A term would be explained in one form, and stand unexplained in the next."""
    assert found(text, glossary, language) == terms
