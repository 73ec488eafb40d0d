"""The library on the screen: finding, making, translating, forking and sharing decks."""

import threading

import pytest
from driving import app_of
from hostile import FORBIDDEN, nasty
from spinning import spin, text_of
from textual.events import Paste

from workshop import paths
from workshop.library import load_deck
from workshop.session import create
from workshop.tui.screens import library_shelf
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


@pytest.fixture(autouse=True)
def _few_built_in(tmp_path, monkeypatch):
    """One built-in deck and no process: what came with the program has tests of its own."""
    for kind in ("decks", "process_templates"):
        (tmp_path / "built-in" / kind).mkdir(parents=True)
    one = write({**DECK, "id": "med-fra-for", "title": "Med fra før"})
    (tmp_path / "built-in" / "decks" / "med-fra-for.yaml").write_text(one, encoding="utf-8")
    monkeypatch.setattr(paths, "builtin_content", lambda kind: tmp_path / "built-in" / kind)


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
        await pilot.press("slash")
        await typed(pilot, "mistar")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.work.name == "vare-kort"
        assert screen._found[screen.work.key] == [0]
        await pilot.press("x", "f", "down", "enter", "f10")
        await pilot.pause()
        assert screen._wanted.phase == "P2"
        assert screen._found[next(w.key for w in screen._works if w.name == "vare-kort")] == [0]
        await pilot.press("slash")
        await typed(pilot, "zzzz")
        await pilot.press("enter")
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


def own(name):
    path = paths.own_content("decks") / f"{name}.yaml"
    return path.read_text(encoding="utf-8"), load_deck(path).value


async def typed(pilot, words):
    pilot.app.post_message(Paste(words))
    await pilot.pause()


async def test_a_card_is_changed_added_moved_and_retired_without_opening_yaml():
    """A consultant who will not open YAML could not change a word, or would lose the comments."""
    put("vare-kort", "# Ikke rør denne linja\n" + write(DECK))
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("pagedown", "e")
        await pilot.pause()
        await typed(pilot, " og hvorfor")
        await pilot.press("f3")
        await typed(pilot, " kvifor")
        await pilot.press("f10")
        await pilot.pause()
        text, deck = own("vare-kort")
        assert text.startswith("# Ikke rør denne linja")
        assert deck.cards[0].ask["nb"].endswith("og hvorfor")
        assert "kvifor" in deck.cards[0].ask["nn"]
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("f10")
        await pilot.pause()
        assert "Write the question" in text_of(app)
        await typed(pilot, "Hvem mangler")
        await pilot.press("f10")
        await pilot.pause()
        assert [card.id for card in own("vare-kort")[1].cards] == ["en", "hvem-mangler", "to"]
        await pilot.press("alt+down", "alt+down", "r")
        await pilot.pause()
        deck = own("vare-kort")[1]
        assert [card.id for card in deck.cards] == ["en", "to", "hvem-mangler"]
        assert deck.cards[2].retired


async def test_a_built_in_deck_is_forked_before_it_is_changed_and_follows_when_it_moves_on():
    """What came with the program would be written over, or one's own work by what is new there."""
    put("vare-kort", DECK)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app)
        await pilot.press("m", "enter")
        await pilot.pause()
        assert screen.work.name == "vare-kort-egen"
        later = {**DECK, "version": "1.1.0", "cards": [
            {**DECK["cards"][0], "ask": {**DECK["cards"][0]["ask"], "nb": "Hva taper vi?"}},
            {**DECK["cards"][1], "minutes": 15},
        ]}  # fmt: skip
        path = put("vare-kort", later)
        screen.reload(path)
        screen.reload(paths.own_content("decks") / "vare-kort-egen.yaml")
        await pilot.pause()
        assert "1.1.0" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
        assert "Hva taper vi?" not in own("vare-kort-egen")[0]
        assert "changed there" in text_of(app)
        await pilot.press("t", "f10")
        await pilot.pause()
        deck = own("vare-kort-egen")[1]
        assert deck.cards[0].ask["nb"] == "Hva taper vi?"
        assert deck.cards[1].minutes == 10
        await pilot.press("end", "pagedown", "e")
        await pilot.pause()
        assert "never changed" in text_of(app)


async def test_what_is_missing_is_translated_side_by_side():
    """Half of a deck would be in another language than the room, with nobody knowing which half."""
    bare = {**DECK, "title": "Våre kort", "cards": [{**DECK["cards"][0], "ask": "Hva mister vi?"}]}
    put("vare-kort", bare)
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        await pilot.press("t")
        await pilot.pause()
        assert "0 %" in text_of(app)
        await typed(pilot, "Our cards")
        await pilot.press("f10")
        await typed(pilot, "What do we lose")
        await pilot.press("f10")
        await pilot.pause()
        deck = own("vare-kort")[1]
        assert deck.title == {"nb": "Våre kort", "en": "Our cards"}
        assert deck.cards[0].ask["en"] == "What do we lose"
        assert "Everything is translated" in text_of(app)


async def test_a_finding_is_let_stand_with_a_reason():
    """Either everyone learns not to read warnings, or a good card is spoilt to silence one."""
    two = {**DECK["cards"][0], "ask": "Hva mister vi? Hvem mister det?", "probe": ["Hva mer?"]}
    put("vare-kort", {**DECK, "title": "Våre kort", "cards": [two]})
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("c")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Two questions" in text_of(app)
        await pilot.press("s")
        await pilot.pause()
        await typed(pilot, "Henger sammen")
        await pilot.press("enter")
        await pilot.pause()
        assert own("vare-kort")[1].cards[0].allow == {"two-questions": "Henger sammen"}


async def test_the_shelf_is_there_before_its_files_are_read(monkeypatch):
    """With a hundred decks the screen would stand empty until the last of them was read."""
    for number in range(30):
        put(f"stokk-{number}", {**DECK, "id": f"stokk-{number}"})
    gate = threading.Event()
    read = library_shelf.load_deck
    monkeypatch.setattr(library_shelf, "load_deck", lambda *a, **k: gate.wait(20) and read(*a, **k))
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        app.action_library()
        await pilot.pause()
        assert "stokk-7" in text_of(app)
        assert "Being read" in text_of(app)
        await pilot.press("down", "down")
        assert app.screen.work.name == "stokk-10"
        gate.set()
        await app.workers.wait_for_complete()
        app.screen._look()
        await pilot.pause()
        assert app.screen.work.name == "stokk-10"
        assert app.screen.work.deck is not None


async def test_what_is_sent_is_seen_before_it_is_taken_in_and_packed_to_go_on(
    tmp_path, monkeypatch
):
    """A list of questions would become cards nobody had looked at, or be typed in by hand."""
    monkeypatch.chdir(tmp_path)
    sent = tmp_path / "sendt.md"
    sent.write_text("# Fra et annet kontor\n\n- Hvem mangler?\n- Hva koster det?\n", "utf-8")
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        await pilot.press("n", "end", "enter")
        await pilot.pause()
        await typed(pilot, str(sent))
        await pilot.press("enter")
        await pilot.pause()
        assert "2 questions" in text_of(app)
        assert not paths.own_content("decks").exists()
        await pilot.press("f10")
        await pilot.pause()
        assert screen.work.deck.title == "Fra et annet kontor"
        screen.reload(put("vare-kort", {**DECK, "licence": "CC-BY-4.0"}))
        await pilot.press("s", "enter", "enter")
        await pilot.pause()
        assert list(tmp_path.glob("vare-kort*.zip"))
        await pilot.press("s", "down", "enter", "enter")
        await pilot.pause()
        table = (tmp_path / "vare-kort.csv").read_bytes()
        assert "Hva mister vi?" in table.decode("utf-8-sig")
        await pilot.press("s", "down", "enter", "enter")
        await pilot.pause()
        assert (tmp_path / "vare-kort.csv").read_bytes() == table
        assert "Written" in [*app._notifications][-1].message
