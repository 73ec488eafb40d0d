"""Small decks for tests of the workbench, and a command line to type at."""

import contextlib
import io

from workshop import i18n, library, paths
from workshop.cli.main import main

HEAD = {"format": "workshop-deck/1", "id": "vaar", "version": "1.0.0", "language": "nb"}
USUAL = {"theme": "A", "phase": "P4", "probe": ["Hva da?"]}


def deck_text(*cards, **head):
    """A deck of cards with what a test does not care about filled in."""
    from workshop import yamlio

    whole = [{"id": f"kort-{at}", **USUAL, **card} for at, card in enumerate(cards)]
    return yamlio.write({**HEAD, "title": "Vår", **head, "cards": whole})


def deck_of(*cards, **head):
    loaded = library.read_deck(deck_text(*cards, **head), "vaar.yaml")
    assert loaded.value is not None, [str(each) for each in loaded.problems]
    return loaded.value


def own_deck(text, name="vaar"):
    """Put a deck in one's own folder."""
    path = paths.own_content("decks") / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def typed(*words):
    """Type a command: the exit code, what is said, and what is complained of."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    i18n.use("en")
    return code, out.getvalue(), err.getvalue()
