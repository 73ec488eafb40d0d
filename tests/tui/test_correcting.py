"""Place 2: the words of the card on the table are put right, here only."""

import pytest
from cards_room import HOSTILE, activity, app_of, room, screen_text
from textual.widgets import TextArea

from workshop.acts import correcting
from workshop.content import Deck
from workshop.library import card_copy, default_library
from workshop.library.corrections import words_in
from workshop.model import CardCopy, Draw
from workshop.session import create, open_session
from workshop.tui.dialogs.correct_card import CorrectCardDialog


@pytest.fixture
def session(tmp_path):
    with room(tmp_path, language="nb") as opened:
        yield opened


async def at_first_card(app, pilot):
    await app.go(2, activity=activity(app.session))
    await pilot.pause()
    await pilot.press("f2", "escape", "k")
    await pilot.pause()


def field(app, name):
    return app.screen.query_one(f"#card-{name}", TextArea)


def notices(app):
    return [one.message for one in app._notifications]


def words(session, language="nb"):
    draw = session.view.all(Draw)[0]
    return words_in(session.view.need(CardCopy, draw.card).content, language)


async def test_the_card_on_the_table_is_corrected(session):
    """A word that is wrong here would stand on the wall all day."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_first_card(app, pilot)
        assert isinstance(app.screen, CorrectCardDialog)
        before = words(session)["ask"]
        nynorsk = words(session, "nn")
        field(app, "ask").load_text("Hvem mangler vi i dag?")
        field(app, "probe").load_text("Hvor mange?\n\nSiden når?\n")
        await pilot.press("f10")
        await pilot.pause()
        assert words(session)["ask"] == "Hvem mangler vi i dag?"
        assert words(session)["probe"] == ["Hvor mange?", "Siden når?"]
        assert words(session, "nn")["ask"] == nynorsk["ask"]
        assert "Hvem mangler vi i dag?" in screen_text(app)
        assert "Corrected here only" in screen_text(app)
        await pilot.press("ctrl+z")
        assert words(session)["ask"] == before
        assert "Corrected here only" not in screen_text(app)


async def test_another_language_and_a_card_without_a_question(session):
    """The other language could not be corrected, or the card would be left empty."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_first_card(app, pilot)
        bokmal = words(session)["ask"]
        await pilot.press("f6")
        field(app, "ask").load_text("Kven manglar vi?")
        await pilot.press("f6", "f6", "f10")
        await pilot.pause()
        assert (words(session)["ask"], words(session, "nn")["ask"]) == (bokmal, "Kven manglar vi?")
        await pilot.press("k", "k")
        await pilot.pause()
        field(app, "ask").load_text("  ")
        await pilot.press("f10")
        await pilot.pause()
        assert "A card needs a question" in screen_text(app)
        await pilot.press("escape")
        assert words(session)["ask"] == bokmal


async def test_hostile_words(session):
    """A pasted text would run as a command, or break the screen of the whole room."""
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_first_card(app, pilot)
        field(app, "ask").load_text(" ".join(text[:3000] for text in HOSTILE)[:3900])
        await pilot.press("f10")
        await pilot.pause()
        assert "[/]" in words(session)["ask"]
        assert app.is_running
        await pilot.press("h")
        await pilot.pause()
        assert app.is_running


async def test_a_corrected_card_is_passed_on(session, tmp_path):
    """The same correction would be typed anew in every municipality."""
    for name in ("b", "c"):
        create(tmp_path / f"{name}.workshop", title="Annen").close()
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_first_card(app, pilot)
        field(app, "ask").load_text("Hvem mangler vi?")
        await pilot.press("f10")
        await pilot.pause()
        await pilot.press("k")
        await pilot.pause()
        app.screen.query_one("#push").press()
        await pilot.pause()
        await pilot.press("enter", "f10")
        await pilot.pause()
        assert "The card waits in 1 workshop until it is drawn there." in notices(app)
    key = session.view.all(Draw)[0].card
    waits = []
    for name in ("b", "c"):
        with open_session(tmp_path / f"{name}.workshop") as there:
            waits.append(correcting.is_corrected(there.view, key))
    assert waits == [True, False]


async def test_the_deck_has_moved_on(session):
    """Nobody would hear of a better wording; or it would change while the room looks at it."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.go(2, activity=activity(session))
        await pilot.press("f2")
        await pilot.pause()
        before = words(session)["ask"]
        _newer_deck(app)
        app.show_view()
        await pilot.pause()
        assert "Version 99.0.0 of the deck is here" in screen_text(app)
        assert words(session)["ask"] == before
        await pilot.press("escape", "k", "f7")
        await pilot.pause()
        assert words(session)["ask"] == "Ny ordlyd?"
        assert "of the deck is here" not in screen_text(app)


def _newer_deck(app):
    """Put a newer version of the deck on the shelf that the open place has read."""
    import msgspec

    dealer = app.screen.place.dealer
    loaded = default_library().deck("framtidsdiskusjoner")
    cards = [msgspec.structs.replace(card, ask={"nb": "Ny ordlyd?"}) for card in loaded.value.cards]
    deck = msgspec.structs.replace(loaded.value, version="99.0.0", cards=cards)
    assert isinstance(deck, Deck)
    dealer.forget_decks()
    dealer.remember(deck.id, msgspec.structs.replace(loaded, value=deck))


async def test_a_deck_for_paper_only(session):
    """Personnel data would be asked for on the wall."""
    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.go(2)
        place = app.screen.place
        place.dealer.choose_deck("utviklingssamtale")
        app.show_view()
        for key in ("f2", "r", "l"):
            await pilot.press(key)
            await pilot.pause()
            assert ["for paper only" in said for said in notices(app)] == [True]
            app.clear_notifications()
        deck = default_library().deck("utviklingssamtale").value
        assert card_copy(deck, deck.cards[0])["deck"]["print_only"] is True
        assert session.view.all(Draw) == []


async def test_two_corrections_are_shown_in_words(session, tmp_path):
    """Whoever settles it would choose between two ids."""
    from workshop.library.corrections import corrected
    from workshop.tui.dialogs.conflict import ConflictDialog

    app = app_of(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.go(2, activity=activity(session))
        await pilot.press("f2")
        draw = session.view.all(Draw)[0]
        tips = session.begin(draw.id, "card")
        content = session.view.need(CardCopy, draw.card).content
        for text in ("Mitt spørsmål?", "Ditt spørsmål?"):
            made = corrected(draw.card, content, {"nb": {"ask": text}})
            session.do(correcting.correct(session.view, draw.id, *made, tips=tips))
        app.show_view()
        app.push_screen(ConflictDialog(session.view, session.view.conflicts()[0]))
        await pilot.pause()
        shown = screen_text(app)
        assert "Mitt spørsmål?" in shown
        assert "Ditt spørsmål?" in shown
