"""Texts that fit on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.printing.fitting import ELLIPSIS, LEADING, MM, SIZES, Part, count_lines, fit


def test_a_short_question_is_large_and_a_long_one_shrinks_in_steps():
    """A short question would be as small as the longest one in the deck."""
    sizes = [fit([Part("ord " * n)], 83, 43, most=20).size for n in (5, 40, 80, 160)]
    assert sizes[0] == 20
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    assert set(sizes) <= set(SIZES)


def test_a_long_word_is_not_broken_while_there_are_smaller_letters():
    """Norwegian words put together of four others would stand in two pieces on the cards."""
    word = "medarbeiderundersøkelse"
    found = fit([Part(word)], 60, 60, most=40)
    assert count_lines(word, 60, found.size) == 1
    assert found.size < 40


def test_what_cannot_fit_is_cut_and_says_so():
    """The end of a question would lie under the next card, and nobody would know it is gone."""
    found = fit([Part("Hvordan kan vi få det til? " * 400), Part("et punkt")], 83, 43, most=20)
    assert not found.whole
    assert found.texts[0].endswith(ELLIPSIS)
    assert found.texts[1] == ""
    assert found.height <= 43
    assert ("Hvordan kan vi få det til? " * 400).startswith(found.texts[0].rstrip(ELLIPSIS))


def test_parts_take_room_from_each_other():
    """A question with six points would run over the edge of its card."""
    alone = fit([Part("Hva er viktigst for dere?")], 83, 43, most=20)
    points = [Part("et punkt som tar plass under spørsmålet", 0.8, 1.0, 0.3)] * 6
    together = fit([Part("Hva er viktigst for dere?"), *points], 83, 43, most=20)
    assert together.size < alone.size
    assert together.whole


@given(
    st.lists(st.text(max_size=400), max_size=4),
    st.floats(5, 200),
    st.floats(3, 250),
    st.sampled_from((8.0, 20.0, 46.0)),
)
def test_whatever_is_written_stays_inside(texts, width, height, most):
    """Some text would print over the card beside it, or stop the printing of the whole deck."""
    found = fit([Part(text, above=0.5) for text in texts], width, height, most=most)
    assert found.height <= height + 1e-6
    assert len(found.texts) == len(texts)
    if found.whole:
        lines = sum(count_lines(text, width, found.size) for text in found.texts if text)
        assert lines * found.size * MM * LEADING <= height + 1e-6


@pytest.mark.parametrize("letter", ["x", "W", "\x01", "\x7f", "漢", "\u0301", "\U0001f469"])
def test_ten_thousand_letters_without_a_space_are_measured(letter):
    """A deck with one mistake in it would hang the printing."""
    found = fit([Part(letter * 10_000)], 83, 43, most=20)
    assert found.height <= 43
