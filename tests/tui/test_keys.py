"""The keys: each says what it does, none is out of reach, and typing is only typing."""

import importlib
import pkgutil

import pytest
from driving import app_of
from hostile import everything
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import workshop.tui
from workshop.example import build_example
from workshop.session import open_session
from workshop.tui.keys import REGISTRY
from workshop.tui.places import PLACES, Place

ALTGR = {
    "at", "left_square_bracket", "right_square_bracket", "left_curly_bracket",
    "right_curly_bracket", "dollar_sign", "backslash", "vertical_line", "tilde",
    "pound_sign", "euro_sign", "@", "[", "]", "{", "}", "$", "\\", "|", "~",
}  # fmt: skip
TAKEN = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+enter"}
"""What terminals send for backspace, tab and Enter."""


def _ours():
    """Every class of ours that can have keys."""
    found = set()
    for module in pkgutil.walk_packages(workshop.tui.__path__, "workshop.tui."):
        loaded = importlib.import_module(module.name)
        for thing in vars(loaded).values():
            own = isinstance(thing, type) and thing.__module__ == module.name
            if own and issubclass(thing, App | Screen | Widget):
                found.add(thing)
    return sorted(found, key=lambda one: one.__qualname__)


def _keys(binding):
    return [name.strip() for name in binding.key.split(",")]


@pytest.mark.parametrize("owner", _ours(), ids=lambda one: one.__qualname__)
def test_every_key_says_what_it_does(owner):
    """A key would be missing from the help, could not be remapped, or not be typed in Norway."""
    taken = {}
    for binding in vars(owner).get("BINDINGS", []):
        assert binding.id in REGISTRY, f"{binding.key} is not made with key()"
        assert binding.description.strip(), binding.id
        assert binding.tooltip.strip(), binding.id
        for name in _keys(binding):
            assert name not in ALTGR, f"{binding.id}: {name} needs AltGr"
            assert name not in TAKEN, f"{binding.id}: {name} is something else to a terminal"
            assert not (name.startswith("alt+") and len(name) == 5), (
                f"{binding.id}: {name} writes letters on some machines"
            )
            assert name not in taken, f"{name} is both {taken[name]} and {binding.id}"
            taken[name] = binding.id


def test_no_place_takes_a_key_of_the_house():
    """The same key would be help here and something else there."""
    kept = {
        name: identifier
        for identifier, binding in REGISTRY.items()
        if identifier.startswith(("app.", "house."))
        for name in _keys(binding)
        if name != "escape"
    }
    for owner in _ours():
        if not issubclass(owner, Place):
            continue
        for binding in vars(owner).get("BINDINGS", []):
            clash = kept.keys() & set(_keys(binding))
            assert not clash, f"{binding.id} takes {clash}"


@pytest.fixture
def session(tmp_path):
    """The worked example."""
    build_example(tmp_path / "example.workshop")
    with open_session(tmp_path / "example.workshop", by="x") as opened:
        yield opened


LETTERS = "abcdefghijklmnopqrstuvwxyzæøå0123456789ABCXYZ?/-+*.,#! "


@pytest.mark.parametrize("number", list(PLACES))
async def test_typing_in_a_place_is_only_typing(session, number):
    """A sentence about a measure would reject a topic, or quit the program."""
    app = app_of(session, by="x")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(number)
        await pilot.pause()
        screen, fields = app.screen, []
        for field in app.screen.place.query("Input, TextArea"):
            if not field.focusable or field in fields:
                continue
            fields.append(field)
            before = everything(session)
            field.focus()
            await pilot.pause()
            if app.focused is not field:
                continue
            for letter in LETTERS:
                await pilot.press({" ": "space"}.get(letter, letter))
            await pilot.pause()
            assert app.screen is screen, f"typing in {field!r} opened {app.screen!r}"
            assert app.focused is field, f"typing in {field!r} moved to {app.focused!r}"
            assert screen.number == number
            assert everything(session) == before
            text = field.value if isinstance(field, Input) else field.text
            assert "qrstuvwxyzæøå" in text, f"{field!r} lost letters: {text!r}"
            _put(field, "")
            await pilot.pause()


def _put(field, text):
    if isinstance(field, TextArea):
        field.text = text
    else:
        field.value = text


async def test_the_key_bar_always_knows_help(session):
    """Someone lost on a small screen would not see the one key that helps."""
    app = app_of(session, by="x")
    async with app.run_test(size=(80, 24)) as pilot:
        for number in PLACES:
            await app.go(number)
            await pilot.press("escape")
            await pilot.pause()
            assert "Help" in app.screen.query_one("KeyBar").render().plain, number
