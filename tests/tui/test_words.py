"""The words of the trade, named on the card and under the guide, and explained with F7."""

import pytest
from cards_room import HOSTILE, activity, app_of, room, screen_text
from textual.widgets import OptionList, Static

from workshop.acts import cards
from workshop.library import card_copy, card_key, default_library
from workshop.tui.dialogs import glossary as dialog
from workshop.tui.dialogs.glossary import GlossaryDialog
from workshop.tui.places.cards import CardsPlace
from workshop.tui.widgets.capture import Line
from workshop.tui.widgets.card import CardView


@pytest.fixture
def session(tmp_path):
    with room(tmp_path) as opened:
        yield opened


def lay(session, name, **changed):
    """Put a card on the table, with other words if that is wanted."""
    deck_id, _slash, card_id = name.partition("/")
    deck = default_library().deck(deck_id).value
    card = next(one for one in deck.cards if one.id == card_id)
    copy = {**card_copy(deck, card), **changed}
    key = card_key(deck, card) + ("0" if changed else "")
    record, change = cards.draw(session.view, session.new_id, key, copy, activity(session))
    session.do(change)
    return record


async def at_card(app, pilot, session, name, **changed):
    await app.go(2, activity=activity(session))
    record = lay(session, name, **changed)
    place = app.screen.query_one(CardsPlace)
    assert place.show_record(record)
    await pilot.pause()
    await pilot.pause()
    return place


def edge(place):
    return str(place.query_one("#cards-card", CardView).border_subtitle or "")


def leaf(app):
    return str(app.screen.query_one("#glossary-leaf", Static).content)


async def test_a_card_names_its_words_and_f7_explains_them(session):
    """A newly elected member would sit at the table without knowing what is talked about."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        place = await at_card(app, pilot, session, "plattform/da-saken-laste-seg")
        assert "folkevalgte · tillitsvalgt" in edge(place)
        assert isinstance(app.focused, Line)  # F7 works while one types
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(app.screen, GlossaryDialog)
        assert leaf(app).startswith("folkevalgte\n\nDe innbyggerne har stemt inn")
        await pilot.press("down")
        await pilot.pause()
        assert leaf(app).startswith("tillitsvalgt\n")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(CardsPlace) is place


async def test_a_card_of_plain_words_is_left_in_peace(session):
    """A line of explanations on every card would be noise, and would be read by nobody."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        place = await at_card(app, pilot, session, "plattform/da-saken-laste-seg")
        assert edge(place)
        place.show_record(lay(session, "framtidsdiskusjoner/to-jobbtilbud"))
        await pilot.pause()
        await pilot.pause()
        assert edge(place) == ""


async def test_follow_ups_count_only_while_they_are_shown(session):
    """The frame would explain words that nobody can see."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        probe = [{"nb": "Hvem tar floken?"}]
        place = await at_card(app, pilot, session, "framtidsdiskusjoner/to-jobbtilbud", probe=probe)
        assert edge(place) == ""
        await pilot.press("f4")
        await pilot.pause()
        await pilot.pause()
        assert "floke" in edge(place)


async def test_the_guide_names_its_words(session):
    """A first-time facilitator would read the guide aloud without knowing what *drøfting* is."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(1)
        await pilot.pause()
        await pilot.pause()
        assert "drøftet" in screen_text(app)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, GlossaryDialog)
        shown = screen_text(app)
        assert "Used here" in shown
        assert "All the other words" in shown
        await pilot.press("f7", "f7")
        await pilot.pause()
        assert isinstance(app.screen, GlossaryDialog)  # closed by the first, opened by the other


async def test_every_word_can_be_reached_by_its_first_letter(session):
    """Eighty words would have to be paged through to find one."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.go(2)
        app.push_screen(GlossaryDialog([], "nb"))
        await pilot.pause()
        options = app.screen.query_one("#glossary-terms", OptionList)
        assert "All the words" in screen_text(app)
        await pilot.press("å")
        await pilot.pause()
        assert leaf(app).startswith("åtte ")
        last = options.highlighted
        await pilot.press("å")
        await pilot.pause()
        assert leaf(app).startswith("åtte ")
        assert options.highlighted != last
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, GlossaryDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, GlossaryDialog)


async def test_the_wall_never_shows_them(session):
    """The room would read a footnote instead of the question."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_card(app, pilot, session, "plattform/da-saken-laste-seg")
        await pilot.press("f5")
        await pilot.pause()
        assert "folkevalgte · tillitsvalgt" not in screen_text(app)
        assert "F7" not in screen_text(app)


async def test_hostile_cards_and_a_missing_glossary_do_no_harm(session, monkeypatch):
    """A strange card, or a broken installation, would take the screen down in mid-meeting."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        ask = {"nb": "floke " + " ".join(HOSTILE)}
        place = await at_card(app, pilot, session, "framtidsdiskusjoner/to-jobbtilbud", ask=ask)
        assert "floke" in edge(place)
        monkeypatch.setattr(dialog, "the_glossary", lambda: None)
        await pilot.press("f7")
        await pilot.pause()
        assert not isinstance(app.screen, GlossaryDialog)
        place.show_view()
        await pilot.pause()
        assert edge(place) == ""


def test_names_that_have_no_room_are_counted():
    """A card full of terms would hide its lower edge behind them."""
    found = dialog.words_in("floke, samskaping, drøfting, vedtak, innovasjon", "nb")
    assert dialog.named(found, "nb", 200) == "floke · samskaping · drøftet · vedtak · innovasjon"
    assert dialog.named(found, "nb", 30) == "floke · samskaping · +3"
    assert dialog.named(found, "nb", 1) == "floke · +4"
    assert dialog.named(found[:1], "nb", 1) == "floke"
