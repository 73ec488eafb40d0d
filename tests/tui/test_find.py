"""Finding words anywhere in the workshop."""

import pytest
from spinning import app_on, do, spin, text_of

from workshop.acts import base, parties, strategy
from workshop.model import KINDS
from workshop.session import create
from workshop.tui.places import place_of
from workshop.tui.screens.find import FindScreen
from workshop.tui.screens.find_index import MOST, MOST_OF_KIND, ORDER, Entry, entries, find
from workshop.tui.screens.house import House


@pytest.fixture
def session(tmp_path):
    session = create(tmp_path / "w.workshop", by="Fasilitator", title="S", organisation="Fjordvik")
    yield session
    session.close()


async def look(pilot, words):
    await pilot.press("ctrl+f")
    await pilot.pause()
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await pilot.pause(0.25)


async def test_words_are_found_everywhere_and_enter_goes_there(session):
    """Something said in March could not be found in October."""
    on = spin(session)
    app = app_on(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(4)
        await look(pilot, "HELE still")
        assert isinstance(app.screen, FindScreen)
        shown = text_of(app)
        assert "Measures" in shown
        assert "Goals" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, House)
        assert app.screen.place.selected_record() == on["measure"]


async def test_what_a_table_said_and_what_a_card_asked_are_found(session):
    """Only the strategy would be looked through, and not what it was built from."""
    on = spin(session)
    known = entries(session.view)
    assert [group.kind for group in find(known, "deltidsansatte")] == ["answer"]
    assert [hit.record for hit in find(known, "jobbet hos")[0].hits] == [on["draw"]]


async def test_nothing_found_says_so_and_escape_goes_back(session):
    """An empty list could mean that nothing was looked through."""
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(4)
        await look(pilot, "finnes ikke")
        assert "Nothing has these words" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, FindScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, House)
        await pilot.press("slash", "escape", "ctrl+f", "escape")
        assert isinstance(app.screen, House)


def test_what_was_removed_is_not_found(session):
    """A person would be sent to a row that is not there."""
    on = spin(session)
    session.do(base.remove(session.view, on["measure"]))
    found = find(entries(session.view), "hele")
    assert on["measure"] not in {hit.record for group in found for hit in group.hits}


def test_many_hits_are_counted_but_not_all_listed():
    """Ten thousand lines would stand still on the screen."""
    known = {
        kind: [Entry(f"{kind}:{n}", f"Ord {n}", f"ord {n}") for n in range(5000)]
        for kind in ("measure", "answer", "topic", "goal", "area", "section")
    }
    groups = find(known, "ord")
    assert groups[0].total == 5000
    assert len(groups[0].hits) == MOST_OF_KIND
    assert sum(len(group.hits) for group in groups) == MOST


def test_the_words_found_are_the_words_marked():
    """The wrong letters would be marked, and a reader would not see why a line was found."""
    text = "a " * 200 + "Bemanning" + " b" * 200
    hit = find({"answer": [Entry("answer:1", text, text.casefold())]}, "bemanning")[0].hits[0]
    assert hit.text[hit.at : hit.at + hit.length] == "Bemanning"
    assert hit.text.startswith("…")


def test_every_kind_of_record_has_its_place():
    """Enter on a hit would lead nowhere."""
    assert {place_of(f"{kind}:1") for kind in KINDS} == {1, 2, 3, 4, 5}
    assert set(ORDER) <= set(KINDS)
    assert [place_of(f"{kind}:1") for kind in ("answer", "topic", "measure", "decision")] == [
        2, 3, 4, 5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]x[/]", "\x1b[31m", "İİİ x", "y" * 10_000]
)
async def test_hostile_text_is_found_and_shown_as_it_is(session, text):
    """A word in brackets would stop the search, or the program."""
    area = do(session, strategy.add_area(session.view, session.new_id, f"{text} treff"))
    goal = do(session, strategy.add_goal(session.view, session.new_id, area, f"treff {text}"))
    made = parties.consult(session.view, session.new_id, text, "informed", minutes=f"treff {text}")
    do(session, made)
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(4)
        await look(pilot, "treff")
        assert "\x1b" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.place.selected_record() == goal
