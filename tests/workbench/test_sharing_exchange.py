"""Decks out to spreadsheets and lists, and in from what people send."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import yamlio
from workshop.content import Card, Deck
from workshop.library import default_library, read_deck
from workshop.workbench import exchange
from workshop.workbench.csv_cards import guarded, headings, read_csv, unguarded, write_csv
from workshop.workbench.editing import card_data
from workshop.workbench.own_files import SharingError
from workshop.workbench.question_lists import write_list


def read(text, name="x.txt", language="nb", **choice):
    data = text if isinstance(text, bytes) else text.encode()
    return exchange.read_questions(data, name, language, **choice)


def asks(found):
    return [card["ask"] for card in found.cards]


def notes(found):
    return [(note.line, note.message.id.split(" ")[0]) for note in found.notes]


# ── tables out and in again ──────────────────────────────────────────────────────────────────

NOT_TEXT = "\u2028\u2029\ufeff\ufffe\uffff"
_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NOT_TEXT)
    | st.sampled_from("=+-@\n\"';,\t "),
    min_size=1, max_size=30,
)  # fmt: skip
_said = _text | st.dictionaries(st.sampled_from(["nn", "en"]), _text).flatmap(
    lambda more: _text.map(lambda own: {"nb": own, **more})
)
_card = st.fixed_dictionaries(
    {"ask": _said},
    optional={
        "subject": _said, "fact": _said, "points": st.lists(_said, min_size=1, max_size=3),
        "probe": st.lists(_said, min_size=1, max_size=3), "minutes": st.integers(0, 9999),
        "kind": st.sampled_from(["question", "scale", "fact"]), "retired": st.just(True),
        "phase": st.sampled_from([["P1", "P2"], "P3"]), "for": st.just(["elected", "top"]),
        "refs": st.just(["A1", "B2"]),
    },
)  # fmt: skip


def _plain(value):
    """A text in the deck's own language alone may be written plainly."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value["nb"] if isinstance(value, dict) and set(value) == {"nb"} else value


def _deck(cards):
    made = [
        Card(**{"theme": "A", "phase": "P2", "id": f"k{at}",
                **{("roles" if key == "for" else key): _plain(each) for key, each in card.items()}})
        for at, card in enumerate(cards)
    ]  # fmt: skip
    return Deck(format="workshop-deck/1", id="d", version="1.0.0", language="nb", title="D",
                cards=made, themes={"A": "Folk"})  # fmt: skip


@given(
    st.lists(_card, min_size=1, max_size=3), st.sampled_from(";,\t"), st.sampled_from(["nb", "en"])
)
def test_a_table_comes_back_unchanged(cards, separator, heading):
    """A deck that had been through a spreadsheet would have lost a word, or gained a quote."""
    deck = _deck(cards)
    text = "\ufeff" + write_csv(deck, heading=heading, separator=separator)
    found = read(text, "x.csv")
    assert found.errors == []
    assert [card_data(card) for card in deck.cards] == [
        {
            key: value
            for key, value in card_data(card).items()
            if (key, value) != ("kind", "question")
        }
        for card in found.cards
    ]
    assert found.themes == {"A": "Folk"}


@given(_text)
def test_no_cell_is_calculated_and_every_cell_comes_back(text):
    """A question could run a command on the machine of whoever opens the table."""
    safe = guarded(text)
    assert safe[0] not in "=+-@\t\r\n＝＋－＠"
    assert safe.lstrip()[0] not in "=+-@"
    assert unguarded(safe) == text


def test_formulas_are_made_harmless_in_the_table():
    """A question could run a command on the machine of whoever opens the table."""
    deck = _deck([{"ask": '=HYPERLINK("http://x")', "points": ["-1+1", "@SUM"]}])
    rows = list(csv.reader(io.StringIO(write_csv(deck)), delimiter=";"))
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_every_built_in_deck_goes_out_and_comes_back():
    """Some deck could not be worked on in a spreadsheet."""
    for one in default_library().decks():
        found = read(write_csv(one.value, heading="nn"), "x.csv")
        assert found.errors == []
        assert [card_data(card) for card in found.cards] == [
            card_data(card) for card in one.value.cards
        ]
        assert write_list(one.value, "nn").startswith("# ")


# ── tables in ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("heading", ["nb", "nn", "en"])
def test_headings_are_known_in_all_three_languages(heading):
    """A colleague's table would have to be made again in one's own language."""
    names = headings(heading)
    table = read_csv(";".join(names) + "\n" + ";".join("x" for _ in names), "nb")
    assert table.unknown == []
    assert len(table.rows[0][1]) == len(names)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_separator_and_windows_1252(separator):
    """A table saved from an older spreadsheet would be read as gibberish."""
    text = f'Emne{separator}Spørsmål{separator}Tull\r\nÆre{separator}"Hva, nå; da?"{separator}x\r\n'
    for data, read_as in (
        (text.encode(), 0),
        (text.encode("cp1252"), 1),
        (text.encode("utf-16"), 1),
    ):
        found = read(data, "x.csv")
        assert asks(found) == ["Hva, nå; da?"]
        assert found.cards[0]["id"] == "aere"
        assert len([note for note in found.notes if note.line == 0]) == read_as
        assert "Tull" in str(found.notes[-1].message)


def test_what_is_odd_is_said_with_its_line():
    """A table of two hundred rows would have to be searched by eye."""
    found = read(
        "id,spørsmål,type,minutter\n"
        ",Hva?,,\n"
        ",,,\n"
        ",\"Hva\nnå?\",,\n"
        ",hva?,,\n"
        "Ikke OK,Hvem?,sporsmal,ti\n"
        ",,scale,\n",
        "x.csv",
    )  # fmt: skip
    assert asks(found) == ["Hva?", "Hva\nnå?", "Hvem?"]
    assert found.lines == [2, 4, 7]
    assert notes(found) == [
        (3, "An"), (6, "The"), (7, "“{word}”"), (7, "“{word}”"), (7, "“{word}”"), (8, "No"),
    ]  # fmt: skip
    assert [note.line for note in found.errors] == [7, 7, 7]
    with pytest.raises(SharingError):
        exchange.deck_text(found, name="x", language="nb", title="X")


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2\n", b"\x00\x01\x02", b"\x81\x8d", b'"a'])
def test_what_is_no_table_of_questions(data):
    """The deck would be made of the wrong column, or the program would stop."""
    with pytest.raises(SharingError):
        read(data, "x.csv")


# ── lists in ─────────────────────────────────────────────────────────────────────────────────


def test_one_question_a_line():
    """A list from an e-mail would have to be typed again."""
    found = read(
        "\ufeff1. Hva er viktig?\r\n\r\n- Hvem gjør hva?\r\nhva er  viktig?\r\nHvorfor?\n\n"
    )
    assert asks(found) == ["Hva er viktig?", "Hvem gjør hva?", "Hvorfor?"]
    assert found.lines == [1, 3, 5]
    assert notes(found) == [(2, "An"), (4, "The")]


def test_a_markdown_list():
    """Notes from a planning meeting would have to be typed again."""
    found = read(
        "# Våre kort\n\nTil ledersamlingen.\n\n"
        "## Kultur\n\n"
        "* **Vaner:** Hvilken vane\n  lar vi ligge?\n"
        "    - Bruk fem minutter\n"
        "    - *Oppfølging:* Hvorfor den?\n"
        "    - Fakta: Kultur er \\*vaner\\*.\n"
        "1. [ ] Hva heter det?\n\n"
        "Løs tekst.\n\n"
        "### P – Penger\n- Hva koster det?\n",
        "x.md",
    )  # fmt: skip
    assert (found.title, found.about) == ("Våre kort", "Til ledersamlingen.")
    assert found.themes == {"A": "Kultur", "P": "Penger"}
    first = found.cards[0]
    assert first["subject"] == "Vaner"
    assert first["ask"] == "Hvilken vane lar vi ligge?"
    assert first["points"] == ["Bruk fem minutter"]
    assert first["probe"] == ["Hvorfor den?"]
    assert first["fact"] == "Kultur er *vaner*."
    assert [card["theme"] for card in found.cards] == ["A", "A", "P"]
    assert notes(found) == [(14, "Not")]


def test_a_list_that_was_written_here_comes_back():
    """A list one has sent out for comments could not be taken in again."""
    deck = default_library().deck("grep").value
    found = read(write_list(deck, "nb"), "x.md")
    assert asks(found) == [card.ask["nb"] for card in deck.cards]
    assert [card["theme"] for card in found.cards] == [card.theme for card in deck.cards]
    assert found.title == deck.title["nb"]


def test_what_is_read_becomes_a_sound_deck():
    """The new deck would have to be mended by hand before it can be used."""
    found = read("Hva?\nno\n12:30\n- # hei: du\n" + "x" * 100)
    text = exchange.deck_text(found, name="ny", language="nb", title="Ny")
    loaded = read_deck(text, "ny")
    assert loaded.problems == []
    assert [card.ask for card in loaded.value.cards] == asks(found)
    path = exchange.make_deck(default_library(), found, name="ny", language="nb")
    assert yamlio.read_file(path).data["title"] == "ny"
    with pytest.raises(SharingError):
        exchange.make_deck(default_library(), found, name="ny", language="nb")


@given(st.text(max_size=60) | st.binary(max_size=60), st.sampled_from(["x.csv", "x.md", "x.txt"]))
def test_anything_at_all_is_read_or_refused(text, name):
    """A strange file would stop the program."""
    try:
        found = read(text if isinstance(text, bytes) else text.encode("utf-8", "replace"), name)
        made = exchange.deck_text(found, name="ny", language="nb", title="Ny")
    except SharingError:
        return
    assert read_deck(made, "ny").errors == []


def test_columns_are_known_however_their_letters_are_made():
    """A table saved on a Mac would have none of its questions read."""
    import unicodedata

    table = "Spørsmål;T\u00adema\nHva er\x0bmål?;A Kultur\n"
    found = exchange.read_questions(unicodedata.normalize("NFD", table).encode(), "a.csv", "nb")
    assert not found.errors
    assert [card["ask"] for card in found.cards] == ["Hva er\nmål?"]
