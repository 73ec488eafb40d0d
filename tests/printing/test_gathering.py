"""The paper of a gathering: sheets, signs and slips."""

import re

import pytest

from workshop import voting
from workshop.model import Group
from workshop.printing.page import bound
from workshop.printing.slips import Ballots, measure_slips, priority_slips
from workshop.printing.tables import Dealt, table_sheets, table_signs

from .conftest import HOSTILE

TOPICS = ("Heltid", "Læring", "Nærvær", "Ledere med tid")


@pytest.fixture
def pages(t, read):
    """The pages, read back."""

    def made(*leaves):
        return read(bound("Fjordvik", "nb", leaves).html)

    return made


def table(number, name="", **composition):
    return Group(id=f"group:{number}", number=number, name=name, composition=composition)


def letters(html):
    """The letters of each slip in the order they stand, and those of its check line."""
    found = []
    for slip in html.split('class="ballot ')[1:]:
        rows = re.findall(r'<td class="letter">([A-Z]+)</td>', slip)
        line = re.findall(r"<span>([A-Z]+)</span>", slip.partition('class="check"')[2])
        found.append((rows, line))
    return found


def test_a_sheet_for_each_table_has_its_cards_and_numbered_lines(make_card, t, pages):
    """What a table said could not be typed in afterwards as that table's words."""
    dealt = [Dealt(make_card(f"k{i}", f"Spørsmål {i}?"), "nb", "Stokken", i) for i in range(1, 6)]
    found = pages(table_sheets([table(1, elected=2), table(7)], dealt, t, "Samling i Fjordvik"))
    assert len(found.pages) == 4
    for name in ("Bord 1", "Bord 7"):
        own = " ".join(page for page in found.pages if page.split("  ")[0].startswith(name))
        assert [f"Spørsmål {i}?" in own for i in range(1, 6)] == [True] * 5
        assert "Samling i Fjordvik" in own
    assert "2 folkevalgte" in found.pages[0]
    assert re.search(r"Spørsmål 1\?\s+1\s+2\s+3\s+4\s+5", found.pages[0])


def test_a_scale_can_be_rated_now_and_wanted(make_card, t, pages):
    """The ratings of a scale card would be lost with the power."""
    scale = make_card("s", "Hvor trygt?", kind="scale", low="Utrygt", high="Trygt")
    text = pages(table_sheets([table(1)], [Dealt(scale, "nb")], t)).text
    assert re.search(r"Utrygt Trygt Nå 1 2 3 4 5 Ønsket 1 2 3 4 5", text)


def test_without_cards_there_is_room_to_write_the_question(t, pages):
    """A gathering without a deck would have no paper at all."""
    assert len(pages(table_sheets([table(1), table(2)], [], t)).pages) == 2


def test_a_sign_is_read_from_both_sides(t, pages):
    """Half of the room would see the back of a sign."""
    found = pages(table_signs([table(4, "Vinduet", unions=1)], t))
    assert len(found.pages) == 1
    assert re.findall(r"\b4\b", found.pages[0]) == ["4", "4"]
    assert found.pages[0].count("Vinduet") == 2
    assert found.pages[0].count("1 tillitsvalgte") == 2


def test_measure_slips_tell_which_table_they_are_from(t, pages):
    """A measure could not be traced back to the table that proposed it."""
    made = measure_slips([table(1), table(2)], t, each=3, horizons=["Nå", "Senere"])
    found = pages(made)
    assert len(found.pages) == 2
    assert len(found.cells) == 6
    assert "Bord 2" in found.cells[-1].text
    assert "Nå Senere" in " ".join(found.cells[0].text.split())


def test_topics_keep_their_letters_and_the_check_line_their_order(t):
    """Slips typed by their check lines would give the grades to other topics."""
    html = bound("x", "nb", [priority_slips(Ballots(topics=TOPICS), 6, t, seed=4)]).html
    found = letters(html)
    assert len(found) == 6
    expected = [voting.option_letter(at) for at in range(len(TOPICS))]
    assert all(line == expected for _rows, line in found)
    assert all(sorted(rows) == expected for rows, _line in found)
    assert len({tuple(rows) for rows, _line in found}) > 1
    for at, topic in enumerate(TOPICS):
        beside = re.findall(r'<td class="letter">([A-Z])</td><td class="topic"><div[^>]*>' + topic,
                            html)  # fmt: skip
        assert beside == [expected[at]] * 6


def test_what_is_on_the_check_line_is_what_the_program_reads_back():
    """The one who types could not see that a slip was typed wrongly."""
    slip = voting.parse_slip("53-1", len(TOPICS))
    assert voting.check_line(slip) == "A5 B3 C- D1"


def test_the_same_seed_prints_the_same_slips(t):
    """Slips that were spoiled in the printer could not be printed again."""
    one, two, other = (
        priority_slips(Ballots(topics=TOPICS), 4, t, seed=seed).pages for seed in (1, 1, 2)
    )
    assert one == two != other


def test_slips_to_write_topics_on_are_not_shuffled(t):
    """Everyone would write the same topic beside another letter."""
    html = bound("x", "nb", [priority_slips(Ballots(), 4, t, seed=4)]).html
    assert all(rows == line == list("ABCDEFGHIJ") for rows, line in letters(html))


@pytest.mark.parametrize(("topics", "pages_"), [(2, 2), (10, 2), (11, 3), (26, 3)])
def test_many_topics_take_a_page_each(t, topics, pages_):
    """The last topics of a long list would be cut off the slip."""
    ballots = Ballots(topics=tuple(f"Tema {i}" for i in range(topics)))
    assert len(priority_slips(ballots, 3, t, seed=1).pages) == pages_


def test_nothing_tells_one_slip_from_another_but_its_order(t):
    """A number on the slip would tell whose it is."""
    first, second = (
        re.sub(r"<tbody>.*?</tbody>", "", page)
        for page in priority_slips(Ballots(topics=tuple("abcdefghijkl")), 2, t, seed=1).pages
    )
    assert first == second


def test_own_names_of_the_grades_stand_on_the_slip(t, pages):
    """The room would be asked in other words than the facilitator uses."""
    ballots = Ballots("Runden", "Hvor viktig?", TOPICS, ("Må", "Bør", "Kan", "Venter", "Nei"))
    text = pages(priority_slips(ballots, 1, t, seed=1)).text
    assert re.search("Må 5 Bør 4 Kan 3 Venter 2 Nei 1", text)


def test_hostile_words_are_words(make_card, t, pages):
    """What a table was called could run a script when the paper is printed."""
    groups = [table(1, HOSTILE, elected=1), Group(id="g", name=HOSTILE, composition={HOSTILE: 2})]
    ballots = Ballots(HOSTILE, HOSTILE, (HOSTILE, "b"), (HOSTILE,) * 5)
    dealt = [Dealt(make_card("k", HOSTILE, subject=HOSTILE, points=[HOSTILE]), "nb", HOSTILE, 1)]
    found = pages(
        table_sheets(groups, dealt, t, HOSTILE), table_signs(groups, t),
        measure_slips(groups, t, horizons=[HOSTILE], themes=[HOSTILE], heading=HOSTILE),
        priority_slips(ballots, 1, t, seed=1),
    )  # fmt: skip
    assert found.text.count("<script>alert(1)</script>") > 12
    assert "\u202e" not in found.text


def test_a_topic_too_long_for_its_row_is_named(t):
    """People would grade a topic of which half is missing."""
    ballots = Ballots(topics=("Kort", "lang " * 200))
    assert priority_slips(ballots, 1, t, seed=1).shortened == ("lang " * 200,)
