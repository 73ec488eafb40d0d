"""``workshop glossary`` as one types it."""


def test_a_word_is_explained_in_any_form_and_language(run):
    """A councillor who meets a word in a paper could not ask what it means."""
    done = run("--lang", "nb", "glossary", "Drøftingen")
    assert done.code == 0
    assert done.out.startswith("drøftet\n\nArbeidsgiveren og de tillitsvalgte")
    assert run("--lang", "en", "glossary", "drøfta").out.startswith("formally discussed (drøftet)")
    assert run("--lang", "nn", "glossary", "joint  committee").out.startswith("partssamansett")


def test_all_words_are_listed(run):
    """Nobody would know which words there are."""
    done = run("--lang", "nb", "glossary")
    assert done.code == 0
    assert "samskapingskommunen" in done.out
    assert len(done.out.splitlines()) > 50


def test_a_word_that_is_not_there_is_said_with_a_guess(run):
    """A slip would look as if the glossary were empty."""
    done = run("glossary", "samskapin")
    assert done.code == 1
    assert "Did you mean “samskaping”?" in done.err
    assert "See them all" in run("glossary", "[/]\x1b[31m").err


def test_machines_get_it_whole(run):
    """Another program could not show the words."""
    one = run("glossary", "floke", "--json").json
    assert one["id"] == "floke"
    assert set(one["definition"]) == set(one["forms"]) == {"nb", "nn", "en"}
    assert one in run("glossary", "--json").json


def test_it_is_checked_alone_and_with_the_decks(run):
    """A broken glossary would go unseen until somebody looks up a word."""
    assert run("glossary", "--check").out.startswith("1 file checked")
    assert run("glossary", "--check", "--json").json == []
    decks = len(run("deck", "list", "--json").json)
    assert run("deck", "check").out.startswith(f"{decks + 1} files checked")


def test_a_folder_of_decks_can_be_checked_with_the_glossary_in_it(run, tmp_path):
    """``deck check decks/*.yaml`` would say that the glossary is a broken deck."""
    from workshop import paths

    file = paths.builtin_content("decks") / "glossary.yaml"
    assert run("deck", "check", file).code == 0
    broken = tmp_path / "glossary.yaml"
    broken.write_text(file.read_text("utf-8").replace("id: floke\n", "id: Floke\n"), "utf-8")
    done = run("deck", "check", broken)
    assert done.code == 1
    assert "“Floke” cannot be an id" in done.out
