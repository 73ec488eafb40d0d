"""A card that lies on the table is given other words, in this workshop only."""

import msgspec
import pytest
from desk import Desk

from workshop.acts import answering, capture, cards, correcting, dealing
from workshop.acts.paper import refusal
from workshop.library import card_copy, card_key, default_library, playable
from workshop.library.corrections import corrected, newer, refused_process, words_in
from workshop.messages import Message
from workshop.model import CardCopy, Draw
from workshop.session import create, merge, open_session
from workshop.session.passing import pass_on
from workshop.session.sitting import SessionError
from workshop.thread import thread_of

DECK = default_library().deck("framtidsdiskusjoner").value
CARD = next(card for card in DECK.cards if card.points and card.probe)
KEY, COPY = card_key(DECK, CARD), card_copy(DECK, CARD)


def put_on_table(session):
    draw, change = cards.draw(session.view, session.new_id, KEY, COPY)
    session.do(change)
    return draw


def ask(session, draw, language="nb"):
    key = session.view.need(Draw, draw).card
    return words_in(session.view.need(CardCopy, key).content, language)["ask"]


def reword(session, draw, tips=None, **words):
    key = session.view.need(Draw, draw).card
    made = corrected(key, session.view.need(CardCopy, key).content, {"nb": words})
    return session.do(correcting.correct(session.view, draw, *made, tips=tips))


@pytest.fixture
def session(tmp_path):
    with create(tmp_path / "a.workshop", by="HR", title="Strategi", language="nb") as opened:
        yield opened


def test_a_correction_and_its_undo(session):
    """A word that does not fit this municipality could not be put right while it is shown."""
    draw = put_on_table(session)
    before = ask(session, draw)
    reword(session, draw, ask="Hvem mangler vi?")
    assert ask(session, draw) == "Hvem mangler vi?"
    assert ask(session, draw, "nn") == words_in(COPY, "nn")["ask"]
    session.undo()
    assert ask(session, draw) == before
    session.redo()
    assert ask(session, draw) == "Hvem mangler vi?"


def test_the_history_shows_both_wordings(session):
    """Nobody could tell which question an answer was given to."""
    draw = put_on_table(session)
    old = ask(session, draw)
    session.do(cards.answer(session.view, session.new_id, draw, "", "Før")[1])
    reword(session, draw, ask="Hvem mangler vi?")
    session.do(cards.answer(session.view, session.new_id, draw, "", "Etter")[1])
    steps = thread_of(session.view, draw).history
    assert [step.text.partition("\n")[0] for step in steps] == [old, "Hvem mangler vi?"]
    assert [step.shown for step in steps] == [False, True]
    first, second = (thread_of(session.view, one) for one in session.view.ids("answer"))
    assert first.details[0].params["question"] == old
    assert second.details[0].params["question"] == "Hvem mangler vi?"


def test_correcting_back_is_the_deck_s_own_card(session):
    """A card would be called corrected though it says what the deck says."""
    draw = put_on_table(session)
    old = ask(session, draw)
    reword(session, draw, ask="Noe annet?")
    reword(session, draw, ask=old)
    assert session.view.need(Draw, draw).card == KEY


def test_two_people_correct_the_same_card(tmp_path):
    """One of two corrections made apart would be lost without a word."""
    with create(tmp_path / "a.workshop", by="HR", title="S") as mine:
        draw = put_on_table(mine)
        (tmp_path / "b.workshop").write_bytes((tmp_path / "a.workshop").read_bytes())
        with open_session(tmp_path / "b.workshop", by="Stab") as theirs:
            reword(theirs, draw, ask="Deres?")
        reword(mine, draw, ask="Våres?")
        merge(mine, tmp_path / "b.workshop")
        conflict = mine.view.conflict(draw, "card")
        assert len(conflict.values) == 2
        mine.do(correcting.correct(mine.view, draw, *_copy(mine, conflict.values[1].value)))
        assert mine.view.conflicts() == []


def _copy(session, key):
    return key, session.view.need(CardCopy, key).content


def test_points_keep_their_other_languages():
    """Correcting one point in bokmål would take the nynorsk of all of them away."""
    have = words_in(COPY, "nb")["points"]
    _key, copy = corrected(KEY, COPY, {"nb": {"points": [*have[1:], "Et nytt punkt"]}})
    assert words_in(copy, "nn")["points"][:-1] == words_in(COPY, "nn")["points"][1:]
    assert words_in(copy, "nb")["points"][-1] == "Et nytt punkt"
    _key, copy = corrected(KEY, COPY, {"nb": {"points": [], "fact": "Et tall"}})
    assert "points" not in copy
    assert corrected(KEY, copy, {"nn": {"fact": ""}})[1].get("fact") is None


def test_words_that_cannot_be(session):
    """A card without a question, or one of a thousand pages, would lie on the table."""
    for words in ({"ask": "  "}, {"ask": "x" * 5000}, {"points": ["x"] * 50}):
        assert isinstance(corrected(KEY, COPY, {"nb": words}), Message)
    assert corrected(KEY, COPY, {"nb": {"ask": words_in(COPY, "nb")["ask"]}}) is None


def test_the_card_is_drawn_again_with_its_correction(session):
    """The same mistake would come back in the next activity."""
    draw = put_on_table(session)
    reword(session, draw, ask="Hvem mangler vi?")
    again = cards.draw(session.view, session.new_id, KEY, COPY, "activity:p4/a")
    session.do(again[1])
    assert ask(session, again[0]) == "Hvem mangler vi?"


def test_a_correction_removed_for_good(session):
    """A name that was typed into a card could not be taken out of the file again."""
    draw = put_on_table(session)
    reword(session, draw, ask="Hva sa Navn Navnesen?")
    session.forget(session.view.need(Draw, draw).card, "content")
    assert b"Navnesen" not in session.store.path.read_bytes()
    assert "Navnesen" not in str(thread_of(session.view, draw))
    reword(session, draw, ask="Hva sa de?")
    assert ask(session, draw) == "Hva sa de?"


def test_without_the_deck_the_wording_on_the_table_counts(session):
    """On a laptop without the deck, a wording that was given up would be drawn again."""
    draw = put_on_table(session)
    reword(session, draw, ask="Noe annet?")
    reword(session, draw, ask=words_in(COPY, "nb")["ask"])
    assert dealing.copies(session.view) == [KEY]


# ── to other workshops ───────────────────────────────────────────────────────────────────────


def test_a_corrected_card_waits_in_another_workshop(session, tmp_path):
    """The consultant would correct the same card anew in every municipality."""
    draw = put_on_table(session)
    reword(session, draw, ask="Hvem mangler vi?")
    other = tmp_path / "b.workshop"
    create(other, title="Annen").close()
    assert pass_on(session, draw, other)
    assert not pass_on(session, draw, other)
    with open_session(other) as there:
        assert there.view.ids("draw") == []
        assert "Strategi" not in str(dict(there.view.raw("workshop:this")))
        drawn = put_on_table(there)
        assert ask(there, drawn) == "Hvem mangler vi?"
    with pytest.raises(SessionError, match="drawn there already"):
        pass_on(session, draw, other)


def test_who_cannot_have_it(session, tmp_path):
    """A card would be pushed where it has no effect, or lie twice in one work."""
    draw = put_on_table(session)
    other = tmp_path / "b.workshop"
    create(other, title="Annen").close()
    with pytest.raises(SessionError, match="no correction"):
        pass_on(session, draw, other)
    reword(session, draw, ask="Hva?")
    with pytest.raises(SessionError, match="in which the card was corrected"):
        pass_on(session, draw, session.store.path)
    copy = tmp_path / "copy.workshop"
    copy.write_bytes(session.store.path.read_bytes())
    with pytest.raises(SessionError, match="merge"):
        pass_on(session, draw, copy)


# ── newer versions ───────────────────────────────────────────────────────────────────────────


def test_a_newer_version_is_offered_and_taken(session):
    """The wording on the table would change of itself, or a better one never be heard of."""
    draw = put_on_table(session)
    assert newer(DECK, KEY, COPY) is None
    other = msgspec.structs.replace(CARD, ask={"nb": "Ny ordlyd?"})
    changed = [other if one.id == CARD.id else one for one in DECK.cards]
    deck = msgspec.structs.replace(DECK, version="99.10.0", cards=changed)
    found = newer(deck, KEY, COPY)
    assert (found.version, found.had) == ("99.10.0", DECK.version)
    assert ask(session, draw) != "Ny ordlyd?"
    session.do(correcting.correct(session.view, draw, found.key, found.content))
    assert ask(session, draw) == "Ny ordlyd?"
    assert not correcting.is_corrected(session.view, found.key)
    assert newer(deck, found.key, found.content) is None
    same = msgspec.structs.replace(DECK, version="99.10.0")
    assert newer(same, KEY, COPY).key == ""


# ── for paper only ───────────────────────────────────────────────────────────────────────────

PAPER = default_library().deck("utviklingssamtale").value


def test_no_card_for_paper_only_comes_on_the_table():
    """What someone says of their own health and wishes would lie in a strategy file."""
    desk = Desk(title="S", language="nb")
    desk.do(cards.seat_tables(desk.view, desk.new_id, 1))
    card = PAPER.cards[0]
    key, copy = card_key(PAPER, card), card_copy(PAPER, card)
    why = cards.draw(desk.view, desk.new_id, key, copy)
    assert isinstance(why, Message)
    assert str(why) == str(refusal(PAPER.id, PAPER.title))
    # However it came: by hand, by a merge or from another version of the program.
    desk.put(key, content=copy)
    draw = desk.put("draw:1", card=key)
    group = desk.view.groups()[0].id
    assert isinstance(cards.answer(desk.view, desk.new_id, draw, group, "Jeg"), Message)
    assert isinstance(cards.rate(desk.view, desk.new_id, draw, group, 1, 5), Message)
    heard = capture.parse("1 jeg vil slutte")
    assert isinstance(capture.take_in(desk.view, desk.new_id, draw, heard), Message)
    assert isinstance(answering.take_in_all(desk.view, desk.new_id, draw, [heard]), Message)


def test_other_decks_keep_the_keys_of_their_cards():
    """Every card drawn before today would count as another card."""
    assert "print_only" not in COPY["deck"]
    assert "retired" not in COPY


def test_a_process_that_deals_a_deck_for_paper_is_not_followed():
    """The first cards would be asked for in an activity that can draw none."""
    library = default_library()
    process = library.process("halvdag").value
    assert refused_process(process, library) is None
    text = msgspec.json.encode(process).decode().replace("framtidsdiskusjoner", PAPER.id)
    changed = msgspec.json.decode(text, type=type(process))
    assert "paper only" in str(refused_process(changed, library))


def test_retired_cards_are_not_dealt():
    """A card that was taken out of play would come on the table."""
    retired = msgspec.structs.replace(CARD, retired=True)
    deck = msgspec.structs.replace(DECK, cards=[retired, *DECK.cards[1:3]])
    assert CARD.id not in [card.id for card in playable(deck)]
