"""``workshop card``: correct, renew, push."""

import yaml

from workshop import paths
from workshop.library import default_library

FIRST = "framtidsdiskusjoner"
CARD = "hundre-voksne"


def asked(run, file, draw):
    return run("show", file, draw).out


def test_correct_push_and_draw(run, ours, tmp_path):
    """A consultant without a terminal screen could not carry a correction to the next client."""
    draw = run("draw", ours, FIRST, CARD).record
    assert run("card", "push", ours, draw, ours).code == 1
    said = run("card", "correct", ours, CARD, "--ask", "Hvem mangler vi?", "--probe", "Siden når?")
    assert said.code == 0, said.err
    assert "Hvem mangler vi?" in asked(run, ours, draw)
    assert "› Siden når?" in asked(run, ours, draw)
    assert "Corrected here only" in asked(run, ours, draw)
    other = tmp_path / "other.workshop"
    run("new", other, "--organisation", "Fjordvik", "--process", "halvdag")
    assert "waits there until" in run("card", "push", ours, draw, other).out
    assert "Hvem mangler vi?" in run("draw", other, FIRST, CARD).out
    refused = run("card", "push", ours, draw, other, tmp_path / "none.workshop")
    assert refused.code == 1
    assert "drawn there already" in refused.err
    run("undo", ours)
    assert "Hvem mangler vi?" not in asked(run, ours, draw)


def test_bad_corrections(run, ours):
    """A slip would give a stack trace, or an empty card."""
    run("draw", ours, FIRST, CARD)
    assert run("card", "correct", ours, CARD).code == 2
    assert "needs a question" in run("card", "correct", ours, CARD, "--ask", "").err
    assert run("card", "correct", ours, "draw:none", "--ask", "Hva?").code == 1
    assert "no newer version" in run("card", "renew", ours, CARD).err


def _own_deck():
    folder = paths.own_content("decks")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{FIRST}.yaml"
    built_in = default_library().deck(FIRST).path
    text = built_in.read_text(encoding="utf-8").replace("version: 1.", "version: 99.", 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_newer_deck_and_one_s_own(run, ours):
    """A drawn card would change of itself; or a correction would have to be typed into YAML."""
    draw = run("draw", ours, FIRST, CARD).record
    run("card", "correct", ours, draw, "--ask", "Hvem mangler vi?")
    assert "came with the program" in run("card", "push", ours, draw, "--to-deck").err
    assert "Newer decks" not in run("status", ours).out
    path = _own_deck()
    assert "99.0.0" in run("status", ours).out
    assert run("status", ours, "--json").json["newer_decks"]
    assert "card renew" in asked(run, ours, draw)
    comments = path.read_text(encoding="utf-8").count("#")
    assert str(path) in run("card", "push", ours, draw, "--to-deck").out
    text = path.read_text(encoding="utf-8")
    assert text.count("#") == comments
    cards = {card["id"]: card for card in yaml.safe_load(text)["cards"]}
    assert cards[CARD]["ask"]["nb"] == "Hvem mangler vi?"
    assert "already" in run("card", "push", ours, draw, "--to-deck").out
    assert run("card", "renew", ours, draw).code == 0
    assert "Corrected here only" in asked(run, ours, draw)


def test_paper_only(run, ours):
    """Answers that are personnel data would be taken in from a script."""
    said = run("draw", ours, "utviklingssamtale")
    assert said.code == 1
    assert "personnel data" in said.err
    assert "workshop deck print utviklingssamtale" in said.err
