"""Damaged and hostile decks and processes: an answer every time, never a crash."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from effort import sized
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop import library, yamlio
from workshop.content import Deck, Process
from workshop.library.shape import differences, shape_of

TOP = Path(__file__).parent.parent


def _part(path: str, lines: int) -> str:
    """The beginning of a real file; a whole one would make each example slow."""
    text = (TOP / path).read_text(encoding="utf-8")
    return "\n".join(text.split("\n")[:lines]) + "\n"


DECK = _part("decks/start.yaml", 130)
PROCESS = _part("process_templates/halvdag.yaml", 130)
KNOWN = {"start": ["hvorfor-na"]}

HOSTILE = [
    *(
        "\x00",
        "\x1b[2J",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\u202e",
        "\t",
        "\r",
        "\r\n",
    ),
    *("&a ", "*a ", "!!python/object:os.system ", "!", "<<: ", "? ", ": ", "- ", "---\n", "...\n"),
    *("%YAML 9.9\n", "{", "}", "[", "]", ",", "'", '"', "|", ">", "#", "\\", "@", "`", "%"),
    *(
        "[" * 60,
        "{a: " * 60,
        "9" * 5000,
        "1e999",
        ".nan",
        "null",
        "~",
        '"\\ud800"',
        '"\\0"',
        '"\\e[2J": ',
    ),
    *("👨‍👩‍👧", "\U0010ffff", " " * 50, "\n\n\n", "a: 1\n" * 3, "0x" + "f" * 2000),
]

Mutation = Callable[[str], str]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    kind = draw(st.sampled_from(["truncate", "insert", "delete", "swap", "repeat", "indent"]))
    at, other = draw(st.floats(0, 1)), draw(st.floats(0, 1))
    hostile = draw(st.sampled_from(HOSTILE))

    def mutate(text: str) -> str:
        i, j = sorted((int(at * len(text)), int(other * len(text))))
        lines = text.split("\n")
        a, b = int(at * (len(lines) - 1)), int(other * (len(lines) - 1))
        match kind:
            case "truncate":
                return text[:i]
            case "insert":
                return text[:i] + hostile + text[i:]
            case "delete":
                return text[:i] + text[min(j, i + 40) :]
            case "swap":
                lines[a], lines[b] = lines[b], lines[a]
            case "repeat":
                lines.insert(b, lines[a])
            case "indent":
                lines[a] = lines[a][1:] if b % 2 else "  " + lines[a]
        return "\n".join(lines)

    return mutate


def is_sound(problems: list[yamlio.Problem], text: str) -> bool:
    """Whether every problem stands in the file, in order, and can be said in words."""
    lines = text.replace("\r\n", "\n").count("\n") + 1
    places = [(problem.line, problem.column) for problem in problems]
    for problem in problems:
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert str(problem).startswith("f:")
        assert str(problem).isprintable()
    return places == sorted(places)


@settings(max_examples=sized(100, 2000), deadline=None)
@given(st.lists(mutations(), min_size=1, max_size=4))
def test_a_damaged_deck_gets_an_answer(damage: list[Mutation]) -> None:
    """Otherwise one bad file on a stick ends the session in a stack trace."""
    text = DECK
    for mutate in damage:
        text = mutate(text)
    loaded = library.read_deck(text, "f", KNOWN)
    assert is_sound(loaded.problems, text)
    assert (loaded.value is None) == bool(loaded.errors)
    if loaded.value is not None:
        for card in loaded.value.cards:
            assert "\n" not in library.card_key(loaded.value, card)


@settings(max_examples=sized(80, 2000), deadline=None)
@given(st.lists(mutations(), min_size=1, max_size=4))
def test_a_damaged_process_gets_an_answer(damage: list[Mutation]) -> None:
    """Otherwise one bad file on a stick ends the session in a stack trace."""
    text = PROCESS
    for mutate in damage:
        text = mutate(text)
    loaded = library.read_process(text, "f", KNOWN)
    assert is_sound(loaded.problems, text)
    assert (loaded.value is None) == bool(loaded.errors)


@settings(max_examples=sized(80, 2000), deadline=None)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
def test_anything_at_all_gets_an_answer(source: str | bytes) -> None:
    """Otherwise a picture that was named .yaml stops the program."""
    assert library.check_deck(source, "f")
    assert library.check_process(source, "f")


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "nb", "x", "P1", "scale", "A", "hvem\n", "1.0.0"]),
    st.lists(st.sampled_from([1, "x", None, {}]), max_size=2),
    st.dictionaries(st.sampled_from(["nb", "de", "id", "ask"]), st.sampled_from(["x", 1, None])),
)


def _steps(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value."""
    inner = enumerate(data) if isinstance(data, list) else getattr(data, "items", list)()
    return [here, *(step for key, each in inner for step in _steps(each, (*here, key)))]


@settings(max_examples=sized(100, 2000), deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("text", "struct"), [(DECK, Deck), (PROCESS, Process)])
def test_our_own_check_is_exactly_as_strict_as_msgspec(
    text: str, struct: type[msgspec.Struct], data: st.DataObject
) -> None:
    """Otherwise a broken deck is called good, or a good one is refused without a reason."""
    tree = yamlio.read(text).data
    if not isinstance(tree, dict):
        tree = {}
    for way in data.draw(st.lists(st.sampled_from(_steps(tree)[1:]), min_size=1, max_size=2)):
        place = tree
        for step in way[:-1]:
            place = place[step] if isinstance(place, dict | list) and step in _keys(place) else {}
        if isinstance(place, dict | list) and way[-1] in _keys(place):
            place[way[-1]] = data.draw(JUNK)
    found = list(differences(tree, shape_of(struct)))
    try:
        msgspec.convert(tree, struct)
    except msgspec.ValidationError:
        assert found
    else:
        assert found == []


def _keys(place: Any) -> Any:
    return range(len(place)) if isinstance(place, list) else place
