"""What is typed to get paper."""

import pytest

from workshop import paths
from workshop.output.browser import VARIABLE


@pytest.fixture
def no_browser(monkeypatch):
    """A machine where none is found."""
    monkeypatch.setattr("workshop.output.browser.find", lambda: None)
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def ours(run, tmp_path):
    """A workshop with three tables that follows the half day."""
    path = tmp_path / "ours.workshop"
    done = run(
        "new", path, "--organisation", "Fjordvik kommune", "--period", "2027-2030",
        "--process", "halvdag", "--tables", "3",
    )  # fmt: skip
    assert done.code == 0, done.err
    return path


def test_cards_are_written_and_the_file_is_named(run, tmp_path, read):
    """Nobody would find the sheets, or a second deck would overwrite the first."""
    done = run("deck", "print", "kompetanse", "--lang-content", "nn")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tmp_path / 'kompetanse-cards-nn.html'}\n"
    found = read((tmp_path / "kompetanse-cards-nn.html").read_text(encoding="utf-8"))
    assert len(found.pages) == 2
    assert len(found.cells) == 14


def test_every_kind_of_card_print(run, read):
    """An option would print something else than it says."""

    def pages(*words):
        return read(run("deck", "print", "kompetanse", "--out", "-", *words).out)

    assert len(pages("--per-page", "4").pages) == 4
    assert len(pages("--large").pages) == 7
    assert len(pages("--one-sided").pages) == 2
    assert len(pages("--card", "hva-folk-kan", "--card", "bare-hun-kan").cells) == 4
    assert len(pages("--theme", "G").cells) == 14
    assert any(cell.turned for cell in pages("--short-edge").cells)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["deck", "print", "nei"], 1, "There is no “nei” on the shelves"),
        (["deck", "print", "grep", "--card", "nei"], 1, "There is no card “nei” in grep"),
        (["deck", "print", "grep", "--theme", "nei"], 1, "There is no theme “nei”"),
        (["deck", "print", "grep", "--large", "--one-sided"], 2, "Choose one of"),
        (["deck", "print", "grep", "--per-page", "6"], 2, "--per-page"),
        (["deck", "print", "grep", "--out", "-", "--pdf"], 2, "A PDF needs a place"),
        (["process", "print", "nei"], 1, "There is no “nei” on the shelves"),
        (["process", "print", "halvdag", "--start", "25:00"], 1, "not a time of day"),
        (["process", "print", "halvdag", "--phase", "nei"], 1, "There is no phase “nei”"),
        (["print"], 2, "Say what to print"),
        (["print", "nei"], 2, "Say what to print"),
        (["print", "signs", "sheets", "--tables", "2"], 2, "Say what to print"),
        (["print", "sheets"], 1, "How many tables"),
        (["print", "sheets", "--tables", "2", "--card", "a"], 2, "--deck"),
        (["print", "sheets", "--tables", "2", "--deck", "nei"], 1, "There is no “nei”"),
        (["print", "run-sheet"], 1, "No process is followed"),
        (["print", "gone.workshop", "signs"], 1, "gone.workshop"),
    ],
)
def test_what_cannot_be_printed_is_said(run, tmp_path, words, code, said):
    """The user would stand at an empty printer, or with a traceback."""
    done = run(*words)
    assert done.code == code
    assert said in done.err
    assert not list(tmp_path.glob("*.html"))


def test_answers_that_are_personnel_data_get_no_sheet_to_write_on(run):
    """The sheets would gather what must never be gathered."""
    done = run("print", "sheets", "--tables", "2", "--deck", "utviklingssamtale")
    assert done.code == 1
    assert "print only" in done.err


def test_a_deck_in_one_language_is_printed_in_it_and_says_so(run):
    """Norwegian cards would have English words around them, or pass for translated."""
    folder = paths.own_content("decks")
    folder.mkdir(parents=True)
    (folder / "var.yaml").write_text(
        "format: workshop-deck/1\nid: var\nversion: 1.0.0\nlanguage: nb\ntitle: Vår\n"
        "themes: {T: Tema}\ncards:\n  - {id: a, theme: T, phase: P1, ask: Hva nå?}\n",
        encoding="utf-8",
    )
    done = run("deck", "print", "var", "--out", "-")
    assert 'lang="nb"' in done.out
    assert done.err == ""
    assert "not translated" in run("deck", "print", "var", "--lang-content", "nn").err


def test_a_deck_of_retired_cards_has_nothing_to_print(run):
    """An empty file would be sent to the printer."""
    folder = paths.own_content("decks")
    folder.mkdir(parents=True)
    (folder / "tom.yaml").write_text(
        "format: workshop-deck/1\nid: tom\nversion: 1.0.0\nlanguage: nb\ntitle: Tom\n"
        "themes: {T: Tema}\ncards:\n"
        "  - {id: a, theme: T, phase: P1, ask: Hva nå?, retired: true}\n",
        encoding="utf-8",
    )
    done = run("deck", "print", "tom")
    assert done.code == 1
    assert "all of them are retired" in done.err


def test_the_html_stays_when_there_is_no_browser(run, tmp_path, no_browser):
    """Without Chrome there would be nothing to print at all."""
    done = run("process", "print", "halvdag", "--pdf", "--out", "dag.html")
    assert done.code == 1
    assert done.out == f"{tmp_path / 'dag.html'}\n"
    assert "No browser that makes PDFs was found" in done.err
    assert (tmp_path / "dag.html").is_file()
    assert not (tmp_path / "dag.pdf").exists()


def test_a_pdf_that_somebody_has_put_there_stays_and_so_does_the_page(run, tmp_path, no_browser):
    """A scanned and signed sheet would be replaced, or page and PDF would not belong together."""
    (tmp_path / "dag.pdf").write_bytes(b"%PDF-signed")
    done = run("process", "print", "halvdag", "--pdf", "--out", "dag.html")
    assert done.code == 1
    assert "dag-2.pdf" in done.err
    assert [one.name for one in tmp_path.glob("dag*")] == ["dag.pdf"]


def test_plan_b_without_a_file_needs_only_the_number_of_tables(run, read):
    """Whoever has no laptop that works has no file either."""
    done = run("print", "plan-b", "--tables", "2", "--copies", "4", "--out", "-")
    assert done.code == 0, done.err
    assert len(read(done.out).pages) == 2 + 2 + 2 + 2


def test_plan_b_of_a_workshop_has_its_tables_cards_and_times(run, ours, read):
    """The paper would be of another gathering than the one on the screen."""
    done = run("print", ours, "plan-b", "--start", "08:30", "--out", "-")
    assert done.code == 0, done.err
    assert "No round is open" in done.err
    found = read(done.out)
    assert "08:30" in found.pages[0]
    assert "Bord 3" in found.text
    assert "Tenk på en fireåring" in found.text
    assert "Fjordvik kommune" in found.text


def test_the_day_of_a_long_process_is_the_phase_that_is_named(run, tmp_path, read):
    """The plan of a year would lie on the tables, or none at all."""
    path = tmp_path / "long.workshop"
    assert run("new", path, "--organisation", "Fjordvik", "--period", "2027-2030",
               "--process", "full", "--tables", "1").code == 0  # fmt: skip
    words = ("print", path, "plan-b", "--copies", "1", "--deck", "kompetanse", "--out", "-")
    without, with_ = read(run(*words).out), read(run(*words, "--phase", "plattform").out)
    assert len(with_.pages) == len(without.pages) + 1
    assert "09:00" in with_.pages[0]
    assert "There is no phase" in run(*words, "--phase", "nei").err


def test_more_tables_can_be_printed_than_are_in_the_file(run, ours, read):
    """Guests who come unannounced would sit at a table without a sign."""
    done = run("print", "signs", ours, "--tables", "5", "--out", "-")
    assert len(read(done.out).pages) == 5


def test_slips_of_an_open_round_have_its_topics(run, ours, read):
    """The slips would be typed in as grades of other topics."""
    for title in ("Heltid", "Læring"):
        assert run("add", ours, "topic", f"title={title}").code == 0
    assert run("round", "open", ours, "--keep-order").code == 0
    done = run("print", ours, "slips", "--copies", "4", "--seed", "1", "--out", "-")
    assert done.err == ""
    found = read(done.out)
    assert len(found.pages) == 2
    assert found.text.count("A Heltid") == found.text.count("B Læring") == 4


def test_a_card_corrected_in_the_file_is_printed_as_corrected(run, ours, read):
    """The paper would ask another question than the wall."""
    assert run("draw", ours, "framtidsdiskusjoner", "firearingen").code == 0
    done = run("card", "correct", ours, "firearingen", "--ask", "Hva trenger hun hos oss?")
    assert done.code == 0, done.err
    text = read(run("print", ours, "sheets", "--out", "-").out).text
    assert "Hva trenger hun hos oss?" in text
    assert "Tenk på en fireåring" not in text


def test_language_of_the_paper(run, ours, read):
    """A nynorsk table would get a bokmål sheet."""
    done = run("print", ours, "sheets", "--lang-content", "nn", "--out", "-")
    assert 'lang="nn"' in done.out
    assert "Tenk på ein fireåring" in read(done.out).text
