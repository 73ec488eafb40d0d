"""The library on the screen: finding, making, translating, forking and sharing decks."""

import pytest
from hostile import FORBIDDEN, nasty
from spinning import spin, text_of

from workshop import paths
from workshop.session import create
from workshop.tui.app import WorkshopApp
from workshop.tui.screens.library import LibraryScreen
from workshop.yamlio import write

DECK = {
    "format": "workshop-deck/1",
    "id": "vare-kort",
    "version": "1.0.0",
    "language": "nb",
    "title": {"nb": "Våre kort", "nn": "Våre kort", "en": "Our cards"},
    "cards": [
        {"id": "en", "theme": "A", "phase": "P2", "for": ["unions"],
         "ask": {"nb": "Hva mister vi?", "nn": "Kva mistar vi?", "en": "What do we lose?"}},
        {"id": "to", "theme": "A", "phase": "P5", "kind": "scale",
         "ask": {"nb": "Hvor godt går det?", "nn": "Kor godt går det?", "en": "How is it?"}},
    ],
}  # fmt: skip


def put(name, text):
    path = paths.own_content("decks") / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if isinstance(text, str) else write(text), encoding="utf-8")
    return path


async def opened(pilot, app):
    """The library, with everything read."""
    app.action_library()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, LibraryScreen)
    await app.workers.wait_for_complete()
    screen._look()
    await pilot.pause()
    return screen


def app_of(session=None):
    return WorkshopApp(session=session, by="Fasilitator", language="en", polling=False)


async def test_own_and_built_in_stand_side_by_side_and_a_broken_one_says_why():
    """One slip of the keyboard in one deck would empty the whole shelf, without a word."""
    put("vare-kort", DECK)
    put("odelagt", "format: workshop-deck/1\nid: odelagt\nversion: en\n")
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        shown = text_of(app)
        assert "Your own decks" in shown
        assert "Built-in decks" in shown
        assert screen.work.broken
        assert "odelagt.yaml:3:10" in shown
        assert "The others on the" in shown
        await pilot.press("down", "pagedown", "pagedown")
        await pilot.pause()
        assert screen.work.name == "vare-kort"
        assert screen.step.card == 1
        assert "How is it?" in text_of(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, LibraryScreen)


async def test_words_and_filters_leave_only_the_cards_asked_for():
    """A consultant with thirty decks would leaf through all of them for one card."""
    put("vare-kort", DECK)
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        await pilot.press("slash", *"mistar", "enter")
        await pilot.pause()
        assert screen.work.name == "vare-kort"
        assert screen._found[screen.work.key] == [0]
        await pilot.press("x", "f", "down", "enter", "f10")
        await pilot.pause()
        assert screen._wanted.phase == "P2"
        assert screen._found[next(w.key for w in screen._works if w.name == "vare-kort")] == [0]
        await pilot.press("slash", *"zzzz", "enter")
        await pilot.pause()
        assert "No card has this" in text_of(app)


async def test_what_the_open_workshop_has_drawn_stands_there_too(tmp_path):
    """Nobody could see that the card on the table is older than the one in the deck."""
    with create(tmp_path / "w.workshop", by="F", title="S", organisation="Fjordvik") as session:
        spin(session)
        session.do(_draw_from(session))
        app = app_of(session)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot, app)
            assert screen.work.shelf == "workshop"
            assert "Decks in this workshop" in text_of(app)
            await pilot.press("pagedown")
            await pilot.pause()
            assert "What do we lose?" in text_of(app)


def _draw_from(session):
    from workshop.acts import cards
    from workshop.library import card_copy, card_key, read_deck

    deck = read_deck(write(DECK), "x").value
    card = deck.cards[0]
    return cards.draw(session.view, session.new_id, card_key(deck, card), card_copy(deck, card))[1]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_hostile_decks_are_shown_and_obeyed_in_nothing(size):
    """A deck from a stranger could take over the terminal it is looked at in."""
    said = "".join(c for c in nasty(0) if c >= " " and not "\x7f" <= c <= "\x9f")
    said = said.encode("utf-8", "ignore").decode()
    spoilt = {**DECK, "id": "ond", "title": said, "about": said, "author": said,
              "cards": [{**DECK["cards"][0], "ask": said + "w" * 10_000, "subject": said,
                         "probe": [said]}]}  # fmt: skip
    put("[bold]", write(spoilt))
    put("\u202eond", "\x1b[31m: [/]")
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app)
        for pressed in ("pagedown", "down", "l", "l", "pagedown", "pagedown", "space", "right"):
            await pilot.press(pressed)
            await pilot.pause()
            assert not FORBIDDEN.search(text_of(app))
