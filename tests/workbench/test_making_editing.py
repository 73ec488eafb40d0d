"""A card is edited in a file that somebody wrote by hand, and everything else stays."""

import copy
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop import library, yamlio
from workshop.workbench import editing
from workshop.workbench.editing import EditError

HEAD = """\
# vår kortstokk
format: workshop-deck/1
id: vaar   # navnet
version: 1.0.0
language: nb
title: {nb: Vår, nn: Vår}   # tittel
themes:
  A: Arbeid
"""

# ── decks as people write them ───────────────────────────────────────────────────────────────

_LETTERS = "abcdeæøåÆØÅé 🙂🎉:#-'\"{}[],&*!|>%@`?~0123456789.\\/=_"
_LINES = st.text(
    st.sampled_from(_LETTERS), min_size=1, max_size=30
).map(str.strip).filter(bool)  # fmt: skip
_TEXTS = st.lists(_LINES, min_size=1, max_size=3).map("\n".join) | _LINES
_LANGUAGES = st.dictionaries(st.sampled_from(["nb", "nn", "en"]), _TEXTS, min_size=1)
_SAID = _TEXTS | _LANGUAGES
_CARDS = st.fixed_dictionaries(
    {"theme": st.just("A"), "phase": st.just("P1") | st.just(["P1", "P2"]), "ask": _SAID},
    optional={
        "subject": _SAID,
        "probe": st.lists(_SAID, min_size=1, max_size=3),
        "points": st.lists(_SAID, min_size=1, max_size=3),
        "fact": _SAID,
        "minutes": st.integers(0, 60),
        "retired": st.booleans(),
        "for": st.lists(st.sampled_from(["elected", "unions"]), min_size=1, unique=True),
        "allow": st.just({"yes-no": "det er meningen"}),
    },
)


class Pen:
    """Writes values as one hand or another would, with a comment here and there."""

    def __init__(self, choose):
        self.choose = choose
        self.comments = 0

    def any(self, *options):
        return self.choose(st.sampled_from(options))

    def comment(self):
        if self.any(True, False, False):
            self.comments += 1
            return f"  # merknad {self.comments}."
        return ""

    def scalar(self, value, flow, pad):
        if not isinstance(value, str):
            return yamlio.write(value).strip()
        double = yamlio.write({"k": value + "\x01"})[len("k: ") :].replace("\\x01", "").strip()
        if "\n" not in value:
            single = "'" + value.replace("'", "''") + "'"
            plain = yamlio.write(value)[:-1]
            return self.any(single, double, single if flow else plain)
        if flow:
            return double
        lines = "".join(f"\n{pad}{line}" for line in value.split("\n"))
        return self.any(double, f"|-{self.comment()}{lines}", f"|-{lines}")

    def inline(self, value):
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k}: {self.inline(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.inline, value)) + self.any("", ", " * 0) + "]"
        return self.scalar(value, True, "")

    def block(self, value, pad):
        """Lines under a key."""
        if isinstance(value, dict):
            return [line for k, v in value.items() for line in self.entry(k, v, pad)]
        lines = []
        for each in value:
            if isinstance(each, dict) and self.any(True, False):
                inner = self.block(each, pad + "  ")
                lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            elif isinstance(each, dict):
                lines.append(f"{pad}- {self.inline(each)}{self.comment()}")
            else:
                lines.append(f"{pad}- {self.one(each, pad + '  ')}")
        return lines

    def one(self, value, pad):
        text = self.scalar(value, False, pad)
        return text if "\n" in text or text.startswith("|") else text + self.comment()

    def entry(self, key, value, pad):
        if not isinstance(value, dict | list):
            return [f"{pad}{key}: {self.one(value, pad + '  ')}"]
        if self.any(True, False, False):
            return [f"{pad}{key}: {self.inline(value)}{self.comment()}"]
        indent = pad if isinstance(value, list) and self.any(True, False) else pad + "  "
        return [f"{pad}{key}:{self.comment()}", *self.block(value, indent)]


@st.composite
def _decks(draw):
    """The data, the text, and the text before, of and after each card."""
    cards = [
        {"id": f"kort-{at}", **card}
        for at, card in enumerate(draw(st.lists(_CARDS, min_size=1, max_size=3)))
    ]
    pen = Pen(draw)
    feed = pen.any("\n", "\r\n")
    blocks = []
    for card in cards:
        lines = pen.block(card, "    ")
        blocks.append("\n".join([f"  - {lines[0].lstrip()}", *lines[1:]]))
    between = pen.any("\n", "\n\n", "\n  # neste kort\n", "\n\n    # æøå\n\n")
    tail = pen.any("\n", "\n\n", "\n# slutt\n", "\nprint_only: false\n")
    parts = [HEAD + "cards:\n"]
    for block in blocks:
        parts += [block, between]
    parts[-1] = tail
    mark = pen.any("", "\ufeff")
    return cards, [mark + parts[0], *parts[1:]], feed


def whole(parts, feed):
    return "".join(parts).replace("\n", feed)


def data_of(text):
    document = yamlio.read(text)
    assert document.problems == []
    return document.data


@given(_decks(), _CARDS, st.data())
@settings(max_examples=2 * settings.default.max_examples)
def test_changing_a_card_changes_that_and_nothing_else(made, wanted, data):
    """Otherwise a consultant loses her comments, or another card, by mending a word."""
    cards, parts, feed = made
    text = whole(parts, feed)
    before = data_of(text)
    assert before["cards"] == cards
    at = data.draw(st.integers(0, len(cards) - 1))
    keys = data.draw(st.lists(st.sampled_from(sorted(wanted | cards[at])), min_size=1, max_size=3))
    changes = {key: wanted.get(key) for key in keys if key != "id"}
    after = editing.change_card(text, f"kort-{at}", changes)
    expected = copy.deepcopy(before)
    expected["cards"][at] = {
        key: value for key, value in (cards[at] | changes).items() if value is not None
    }
    assert data_of(after) == expected
    assert after.startswith(whole(parts[: 1 + 2 * at], feed))
    assert after.endswith(whole(parts[2 + 2 * at :], feed))
    assert after.count("\n") == after.count(feed)
    changed = {key for key in changes if changes[key] != cards[at].get(key)}
    for line in _lines_of_others(parts[1 + 2 * at], changed):
        assert line in after


def _lines_of_others(block, changed):
    """The lines of fields that were not changed."""
    kept, keep = [], True
    for line in block.split("\n"):
        stripped = line.removeprefix("  - ").strip() if line.startswith("  - ") else line.strip()
        if line.startswith("  - ") or (line.startswith("    ") and line[4:5].isalpha()):
            keep = stripped.partition(":")[0] not in changed
        if keep and stripped:
            kept.append(stripped)
    return kept


@given(_decks(), _CARDS, st.integers(-1, 2))
def test_an_added_card_stands_where_it_was_wanted(made, card, after):
    """Otherwise a card that is added ends up inside another one."""
    cards, parts, feed = made
    text = whole(parts, feed)
    place = None if after >= len(cards) else "" if after < 0 else f"kort-{after}"
    new = {"id": "ny", **card}
    done = editing.add_card(text, new, after=place)
    at = len(cards) if place is None else after + 1
    assert data_of(done)["cards"] == [*cards[:at], new, *cards[at:]]
    for part in parts:
        assert part.replace("\n", feed).strip() in done


@given(_decks(), st.integers(0, 2), st.integers(0, 4))
def test_a_moved_card_takes_its_lines_along_and_leaves_the_rest(made, which, to):
    """Otherwise reordering a deck rewrites it."""
    cards, parts, feed = made
    which = min(which, len(cards) - 1)
    text = whole(parts, feed)
    done = editing.move_card(text, f"kort-{which}", to=to)
    expected = list(cards)
    expected.insert(min(to, len(cards) - 1), expected.pop(which))
    assert data_of(done)["cards"] == expected
    assert sorted(done) == sorted(text)
    for part in parts[1::2]:
        assert part.replace("\n", feed) in done


@given(_decks())
def test_retiring_and_bringing_back_leaves_the_file_as_it_was(made):
    """Otherwise trying out a smaller deck cannot be regretted."""
    cards, parts, feed = made
    text = whole(parts, feed)
    if "retired" not in cards[0]:
        gone = editing.retire_card(text, "kort-0")
        assert data_of(gone)["cards"][0]["retired"] is True
        assert editing.retire_card(gone, "kort-0", retired=False) == text


# ── by example ───────────────────────────────────────────────────────────────────────────────

DECK = (
    HEAD
    + """\
cards:
  # Om arbeid.
  - id: en
    theme: A
    phase: [P1, P2]   # to faser
    ask: |  # på flere linjer
      Hva gjør vi?
      Og siden?

    probe:
      - Hvem?   # viktig
      - {nb: Hvor?, nn: Kvar?}
    # siste
    minutes: 10

  # Om fritid.
  - id: to
    theme: A
    phase: P1
    ask: "Hva nå, «sa hun»?"
"""
)


def test_comments_stay_beside_what_they_are_about():
    """Otherwise the notes of those who wrote the deck are lost the first time it is edited."""
    done = editing.change_card(
        DECK, "en", {"ask": "Hva\nnå?", "phase": "P3", "probe": ["Hvem da?", {"nb": "Hvor?"}]}
    )
    assert done == DECK.replace("[P1, P2] ", "P3 ").replace(
        "ask: |  # på flere linjer\n      Hva gjør vi?\n      Og siden?\n",
        "ask: |-  # på flere linjer\n      Hva\n      nå?\n",
    ).replace("Hvem? ", "Hvem da? ").replace(", nn: Kvar?", "")


def test_a_new_field_comes_in_its_usual_place():
    """Otherwise fields pile up at the end of the card, and nobody finds them."""
    done = editing.change_card(DECK, "to", {"subject": "Nå", "retired": True, "minutes": 5})
    tail = done.partition("  - id: to\n")[2]
    assert [line.split(":")[0].strip() for line in tail.splitlines()] == [
        "theme", "phase", "retired", "subject", "ask", "minutes"
    ]  # fmt: skip


def test_headings_between_cards_stay_when_a_card_moves():
    """Otherwise the headings of a deck follow the first card below them away."""
    done = editing.move_card(DECK, "to", to=0)
    assert [line for line in done.splitlines() if "  # Om" in line or "- id" in line] == [
        "  # Om arbeid.", "  - id: to", "  # Om fritid.", "  - id: en"
    ]  # fmt: skip


def test_a_deck_without_a_last_line_feed_can_be_added_to():
    """Otherwise a file from a careless editor cannot grow."""
    text = DECK.replace('ask: "Hva nå, «sa hun»?"\n', "ask: |\n      Hva nå?")
    done = editing.add_card(text, {"id": "tre", "theme": "A", "phase": "P1", "ask": "Hva?"})
    assert [card["id"] for card in data_of(done)["cards"]] == ["en", "to", "tre"]
    assert data_of(done)["cards"][1]["ask"] == "Hva nå?"


@pytest.mark.parametrize("cards", ["[]", "\n  []", "[{id: a, theme: A, phase: P1, ask: Hva?}]"])
def test_cards_in_brackets_can_be_added_to(cards):
    """Otherwise a deck written by another program cannot be edited."""
    new = {"id": "ny", "theme": "A", "phase": "P1", "ask": {"nb": "Hva, [nå]?"}}
    done = editing.add_card(f"{HEAD}cards: {cards}\n", new)
    assert data_of(done)["cards"][-1] == new


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda: editing.change_card(DECK, "tre", {"ask": "x"}), "no card “tre”"),
        (lambda: editing.add_card(DECK, {"id": "en", "ask": "x"}), "“en” already"),
        (lambda: editing.move_card(DECK, "tre", to=0), "no card “tre”"),
        (lambda: editing.change_card(DECK, "en", {"ask": "a\x07b"}), "control character"),
        (lambda: editing.change_card(DECK + "x: [\n", "en", {"ask": "x"}), "has mistakes"),
        (lambda: editing.set_value(DECK, ("cards", 9, "ask"), "x"), "nothing called"),
    ],
)
def test_what_cannot_be_done_is_said(edit, says):
    """Otherwise a file is damaged in silence."""
    with pytest.raises(EditError, match=says):
        edit()


def test_a_very_long_text_is_kept_whole():
    """Otherwise somebody's pasted page ends halfway, or the file cannot be read again."""
    long = "Å, så langt: # " * 700
    done = editing.change_card(DECK, "en", {"fact": long.strip(), "ask": long + "\n\n" + long})
    assert data_of(done)["cards"][0]["fact"] == long.strip()
    assert data_of(done)["cards"][0]["ask"] == long + "\n\n" + long


def test_twenty_thousand_cards_can_be_edited():
    """Otherwise a deck made by a machine locks the program."""
    cards = "".join(f"  - {{id: c{at}, theme: A, phase: P1, ask: Hva?}}\n" for at in range(20_000))
    done = editing.change_card(f"{HEAD}cards:\n{cards}", "c19999", {"ask": "Hva nå?"})
    assert done.endswith("{id: c19999, theme: A, phase: P1, ask: Hva nå?}\n")


DECKS = pathlib.Path(__file__).resolve().parents[2] / "decks"


@pytest.mark.parametrize("path", sorted(DECKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_decks_we_ship_can_be_edited(path):
    """Otherwise a fork of a built-in deck cannot be changed here."""
    text = path.read_text(encoding="utf-8")
    deck = library.read_deck(text, path.name).value
    if deck is None:
        pytest.skip("the glossary lies among the decks")
    card = deck.cards[-1]
    done = editing.change_card(text, card.id, {"ask": {"nb": "Hva nå?"}, "fact": None})
    done = editing.move_card(editing.add_card(done, card.__class__(
        id="ny", theme=card.theme, phase="P1", ask={"nb": "Hva?", "nn": "Kva?", "en": "What?"}
    )), "ny", to=0)  # fmt: skip
    loaded = library.read_deck(done, path.name)
    assert loaded.errors == []
    assert [one.id for one in loaded.value.cards] == ["ny", *(one.id for one in deck.cards)]
