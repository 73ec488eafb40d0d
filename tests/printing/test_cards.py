"""Cards on paper: which, where, which way up, and what stands on them."""

import pytest

from workshop import i18n
from workshop.library import default_library
from workshop.printing.cards import card_sheets, large_print, sheaf
from workshop.printing.style import STYLE

from .conftest import HOSTILE


def numbered(make_deck, make_card, n):
    return make_deck(*(make_card(f"k{i}", f"Fram{i}", probe=[f"Bak{i}"]) for i in range(n)))


def through_the_paper(cell, rows, sides):
    """Where the back of a place is, seen from the front."""
    if sides == "long-edge":
        return cell.row, 1 - cell.column
    return rows - 1 - cell.row, cell.column


@pytest.mark.parametrize("per_page", [8, 4])
@pytest.mark.parametrize("sides", ["long-edge", "short-edge"])
def test_every_back_lies_behind_its_own_front(make_deck, make_card, t, read, per_page, sides):
    """Each card cut out would have the follow-ups of another question on its back."""
    deck = numbered(make_deck, make_card, per_page + 3)
    made = card_sheets(sheaf(deck, t), per_page=per_page, sides=sides)
    pages = read(made.html)
    assert made.pages == len(pages.pages) == 4
    rows = per_page // 2
    fronts = {cell.text.split("Fram")[1].split()[0]: cell for cell in pages.cells
              if "Fram" in cell.text}  # fmt: skip
    backs = {cell.text.split("Bak")[1].split()[0]: cell for cell in pages.cells
             if "Bak" in cell.text}  # fmt: skip
    assert fronts.keys() == backs.keys() == {str(i) for i in range(per_page + 3)}
    for name, front in fronts.items():
        back = backs[name]
        assert back.page == front.page + 1
        assert through_the_paper(back, rows, sides) == (front.row, front.column)
        assert not front.turned
        assert back.turned is (sides == "short-edge")


def test_one_sided_cards_have_front_and_back_beside_each_other(make_deck, make_card, t, read):
    """Those whose printer cannot turn the paper would get cards without follow-ups."""
    made = card_sheets(sheaf(numbered(make_deck, make_card, 5), t), sides="one-sided")
    pages = read(made.html)
    assert made.pages == 2
    for front, back in zip(pages.cells[::2], pages.cells[1::2], strict=True):
        assert (front.page, front.row) == (back.page, back.row)
        assert (front.column, back.column) == (0, 1)
        number = front.text.split("Fram")[1].split()[0]
        assert f"Bak{number} " in back.text


def test_a_front_has_its_points_and_not_its_follow_ups(make_deck, make_card, t, read):
    """The room would read the follow-ups before anyone has answered."""
    card = make_card("a", "Hva ser vi?", subject="Blikket", points=["Det nære"], fact="Et tall.",
                     probe=["Hva mer?"], minutes=15)  # fmt: skip
    front, back = read(card_sheets(sheaf(make_deck(card), t)).html).cells
    whole = "Blikket Hva ser vi? Det nære Prøvestokk · Heltid 1"
    assert " ".join(front.text.split()) == whole
    assert "Hva mer?" in back.text
    assert "Et tall." in back.text
    assert "15 min" in back.text


def test_a_scale_has_its_digits_and_both_ends(make_deck, make_card, t, read):
    """Nobody could tell what 1 and 5 mean."""
    card = make_card("a", kind="scale", low="Aldri", high="Alltid")
    front, _back = read(card_sheets(sheaf(make_deck(card), t)).html).cells
    assert "1 2 3 4 5 Aldri Alltid" in " ".join(front.text.split())


def test_retired_cards_are_not_printed_and_numbers_stay_the_same(make_deck, make_card, t, read):
    """A card that was taken out of play would come back on the tables."""
    deck = make_deck(
        make_card("a", "Første"), make_card("b", "Gått ut", retired=True),
        make_card("c", "Andre", theme="U"), make_card("d", "Tredje"),
    )  # fmt: skip
    whole = read(card_sheets(sheaf(deck, t)).html)
    assert "Gått ut" not in whole.text
    some = sheaf(deck, t, themes=["U"])
    assert [(number, card.id) for number, card in some.cards] == [(2, "c")]
    assert [card.id for _number, card in sheaf(deck, t, cards=["d", "b"]).cards] == ["d"]


def test_answers_that_are_personnel_data_say_so_on_every_card(make_deck, make_card, t, read):
    """Somebody would type a colleague's development talk into a shared file."""
    deck = make_deck(make_card("a"), make_card("b"), print_only=True)
    said = t.gettext("The answers are personnel data. They are never typed into a workshop.")
    cells = read(card_sheets(sheaf(deck, t)).html).cells
    assert [said in cell.text for cell in cells] == [True, True, False, False]
    assert read(large_print(sheaf(deck, t)).html).text.count(said) == 2


def test_large_print_has_one_card_and_all_of_it_on_each_page(make_deck, make_card, t, read):
    """Those who see badly would miss what the others have on the back of their cards."""
    deck = numbered(make_deck, make_card, 3)
    made = large_print(sheaf(deck, t))
    assert made.pages == 3
    for i, page in enumerate(read(made.html).pages):
        assert f"Fram{i} " in page
        assert f"Bak{i} " in page


def test_the_language_is_the_one_asked_for_and_else_the_decks_own(make_deck, make_card, read):
    """A nynorsk municipality would get its cards in bokmål."""
    deck = make_deck(make_card("a", {"nb": "Hvem?", "nn": "Kven?"}), make_card("b", "Bare her"))
    pages = read(card_sheets(sheaf(deck, i18n.translator("nn"))).html)
    assert "Kven?" in pages.text
    assert "Bare her" in pages.text
    assert "Hvem?" not in pages.text


def test_hostile_words_are_words_on_every_side(make_deck, make_card, t, read):
    """A deck from a stranger could run a script, or hide what a card says."""
    card = make_card("a", HOSTILE, subject=HOSTILE, points=[HOSTILE], probe=[HOSTILE],
                     fact=HOSTILE, kind="scale", low=HOSTILE, high=HOSTILE)  # fmt: skip
    deck = make_deck(card, title=HOSTILE, themes={"T": HOSTILE}, print_only=True)
    for made in (
        card_sheets(sheaf(deck, t)), card_sheets(sheaf(deck, t), per_page=4),
        card_sheets(sheaf(deck, t), sides="one-sided"), large_print(sheaf(deck, t)),
    ):  # fmt: skip
        pages = read(made.html)
        assert "<script>alert(1)</script></style><img src=x" in pages.text
        assert "\u202e" not in made.html
        assert "\x1b" not in made.html
        assert "{number}" in pages.text


def test_a_question_of_ten_thousand_letters_is_cut_and_named(make_deck, make_card, t):
    """It would print over seven other cards, or be cut without anyone knowing."""
    deck = make_deck(make_card("kort"), make_card("lang", "Hvordan går det? " * 600))
    made = card_sheets(sheaf(deck, t))
    assert made.shortened == ("lang",)
    assert made.pages == 2


def test_no_cards_and_two_hundred(make_deck, make_card, t, read):
    """An empty deck would stop the printing, and a large one lose its last cards."""
    assert card_sheets(sheaf(make_deck(), t)).pages == 0
    made = card_sheets(sheaf(numbered(make_deck, make_card, 200), t))
    assert made.pages == 50
    assert "Fram199 " in read(made.html).text


def test_nothing_built_in_has_to_be_cut(t):
    """One of our own cards would end in three dots on paper."""
    for loaded in default_library().decks():
        for language in i18n.LANGUAGES:
            chosen = sheaf(loaded.value, i18n.translator(language))
            for per_page in (8, 4):
                assert card_sheets(chosen, per_page=per_page).shortened == ()
            assert large_print(chosen).shortened == ()


def test_the_page_itself(make_deck, make_card, t):
    """The file would look for fonts on the network, or a browser would refuse its style."""
    deck = make_deck(make_card("a", "Hva nå?", probe=["Og så?"]))
    html = card_sheets(sheaf(deck, t)).html
    head, _style, rest = html.partition("<style>")
    assert head.startswith('<!DOCTYPE html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n')
    assert "default-src 'none'; style-src 'sha256-" in head
    assert "http" not in html.replace("http-equiv", "")
    assert "style=" not in html
    assert "@page { size: A4 portrait; margin: 0; }" in STYLE
    front = rest.partition('<div class="cell of4 r0 c0">')[2].partition("</section>")[0]
    assert front == (
        '<p class="top"><b>Heltid</b></p><div class="ask pt20"><p class="q">Hva nå?</p></div>'
        '<p class="foot"><span>Prøvestokk · Heltid</span><span>1</span></p></div>'
    )


def test_only_eight_and_four(make_deck, make_card, t):
    """A sheet would be laid out that no cut marks fit."""
    with pytest.raises(ValueError, match="8 or 4"):
        card_sheets(sheaf(make_deck(make_card("a")), t), per_page=6)
