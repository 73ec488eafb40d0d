"""Whole real decks, damaged: an exact answer for each, and the other decks still load."""

import random
from pathlib import Path

import pytest

from workshop import library
from workshop.library.shelves import Library, Shelf

TOP = Path(__file__).parent.parent
DECKS = sorted(path for path in (TOP / "decks").glob("*.yaml") if path.stem != "glossary")
PROCESSES = sorted((TOP / "process_templates").glob("*.yaml"))
MUTANTS = 250
"""In each run of the tests; thousands have been tried with other seeds."""

PIECES = (
    "\x00", "\x1b[2J", "\ufeff", "\u202e", "\t", "\r", "&a ", "*a ", "!!python/name:os ", "<<: ",
    "? ", ": ", "- ", "---\n", "{", "}", "[", "]", "'", '"', "|", ">", "#", "@", "%", "[" * 60,
    "{a: " * 60, "9" * 5000, ".nan", "null", '"\\ud800"', "  ", "\n\n", "id: hvem\n", "x: y\n",
)  # fmt: skip


def mutant(text, chance):
    """One real file with one to four things wrong with it."""
    for _ in range(chance.randint(1, 4)):
        lines = text.split("\n")
        at, to = (chance.randrange(len(lines)) for _ in range(2))
        match chance.randrange(7):
            case 0:
                text = text[: chance.randrange(len(text) + 1)]
                continue
            case 1:
                here = chance.randrange(len(text) + 1)
                text = text[:here] + chance.choice(PIECES) + text[here:]
                continue
            case 2:
                del lines[at]
            case 3:
                lines[at], lines[to] = lines[to], lines[at]
            case 4:
                lines.insert(to, lines[at])
            case 5:
                lines[at] = lines[at][1:] if chance.random() < 0.5 else "  " + lines[at]
            case 6:
                key, colon, rest = lines[at].partition(":")
                lines[at] = key + chance.choice("aåz_-") + colon + rest
        text = "\n".join(lines)
    return text


def assert_answered(loaded, text):
    """Each problem stands somewhere in the file, and can be said in one line."""
    lines = text.count("\n") + 2
    assert (loaded.value is None) == bool(loaded.errors)
    for problem in loaded.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert str(problem).startswith(f"f.yaml:{problem.line}:{problem.column}: ")
        assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("files", "read"),
    [(DECKS, library.read_deck), (PROCESSES, library.read_process)],
    ids=["decks", "processes"],
)
def test_real_files_damaged(files, read):
    """A consultant who slips on a key would get a stack trace, or no word of where."""
    chance = random.Random(2027)
    texts = [path.read_text(encoding="utf-8") for path in files if path.stat().st_size < 60_000]
    for _ in range(MUTANTS):
        text = mutant(chance.choice(texts), chance)
        assert_answered(read(text, "f.yaml"), text)


def test_far_too_large(tmp_path):
    """A film that was named .yaml, or a list that never ends, would stop the program."""
    film = tmp_path / "film.yaml"
    with film.open("wb") as file:
        file.truncate(200_000_000)
    assert "16 MB" in str(library.load_deck(film).errors[0])
    head, _cards, cards = DECKS[0].read_text(encoding="utf-8").partition("cards:\n")
    endless = head + "cards:\n" + cards * (17_000_000 // len(cards))
    loaded = library.read_deck(endless, "f.yaml")
    assert loaded.value is None
    assert_answered(loaded, endless[:10])


def test_a_broken_deck_among_good_ones(tmp_path):
    """One bad file from a colleague would take all one's decks away."""
    good = DECKS[0].read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(good, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(good.replace("cards:", "kards:"), encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "d.yaml").mkdir()
    (tmp_path / "e.yaml").symlink_to(tmp_path / "nowhere")
    shelves = Library([Shelf(tmp_path, "own")], [])
    found = {loaded.path.name: loaded for loaded in shelves.decks()}
    assert [name for name, loaded in found.items() if loaded.value] == ["a.yaml"]
    assert all(found[name].errors for name in ("b.yaml", "c.yaml"))
    assert shelves.deck(found["a.yaml"].name).value is not None
    assert shelves.deck("finnes-ikke") is None
