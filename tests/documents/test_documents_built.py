"""The documents as their readers meet them."""

import os
import re
from pathlib import Path

import pytest
from small_workshop import CARD, SLIPS, TOPICS, Desk, gather, plan, platform, small

from workshop import documents, voting
from workshop.acts import base, cards, parties, rounds, setup, strategy, topics
from workshop.documents.adoption import adoption
from workshop.documents.markdown import write_markdown
from workshop.documents.outline import Bars, Heading, Quote, Table
from workshop.documents.paper import LINES_PER_PAGE, lines_of
from workshop.documents.style import STYLE
from workshop.i18n import Translator, translator

GOLDEN = Path(__file__).parent / "golden"
TODAY = "2026-10-06"
EN = translator("en")
ALL = [
    (document, form.id)
    for document in documents.DOCUMENTS
    for form in documents.formats_of(document)
]


def text(desk: Desk, document: str, form: str = "markdown", date: str = TODAY) -> str:
    return documents.render(desk.view, document, form, EN, date)


@pytest.mark.parametrize(("document", "form"), ALL)
def test_a_document_is_as_it_was_agreed(document, form):
    """A change in one place could spoil every exported document without anyone seeing it.

    With UPDATE_GOLDEN=1 the files are written anew, to be read and committed.
    """
    found = text(small(), document, form).replace(STYLE, "…")
    found = re.sub(r"sha256-[^']*'", "sha256-…'", found)
    path = GOLDEN / f"{document}{documents.FORMATS[form].suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("document", "form"), ALL)
def test_a_document_can_be_made_at_any_time(document, form):
    """The first look at the export on the first day would stop with an error."""
    assert text(Desk(), document, form)
    for make in (gather, platform):
        desk = Desk()
        make(desk)
        assert text(desk, document, form)


def test_a_chapter_that_nobody_has_written_says_so():
    """A half-finished strategy would look as if it had no follow-up at all."""
    found = text(Desk(), "strategy")
    for heading in ("Why a strategy", "Platform", "What we will do", "Follow-up"):
        assert f"## {heading}\n\n*Not written yet.*" in found
    assert "*Nothing has been decided yet.*" in found


def test_the_workshops_own_words_are_used():
    """A municipality that says «utfordring» would be handed «area» by its own strategy."""
    desk = small()
    desk.do(base.edit(desk.view, "workshop:this", goal_label="delmål"))
    found = text(desk, "strategy")
    assert "### Utfordring 1: Folk nok" in found
    assert "#### Delmål 1.1: Hele stillinger" in found


def test_who_is_responsible_is_told_as_proposed_or_accepted():
    """A role could read in the council's papers that it has accepted what it was never asked."""
    desk = small()
    desk.do(base.edit(desk.view, "measure:a029", owner="HR-leder"))
    found = text(desk, "strategy")
    assert "| Personalsjef (accepted) |" in found
    assert "| HR-leder (proposed) |" in found


class Marked(Translator):
    """Says every text of ours as a sign, so that what is left is not translated."""

    def gettext(self, text: str) -> str:
        return "§"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return "§"


@pytest.mark.parametrize("document", documents.DOCUMENTS)
def test_every_word_of_ours_can_be_translated(document):
    """A council would find English words in a Norwegian case paper."""
    desk = small()
    for record in list(desk.view.records()):
        values = {
            name: "0"
            for name, value in desk.view.raw(record).items()
            if isinstance(value, str) and name not in {"draw", "group", "card", "process", "state"}
            if not name.endswith(("_kind", "_state"))
            if name not in {"language", "horizon", "method", "status", "concerns", "stance"}
            if name not in {"priority", "party", "merged_into"}
        }
        desk.do(base.edit(desk.view, record, **values))
    desk.do(base.edit(desk.view, "card:start:hvem:1", content={"subject": "0"}))
    desk.do(base.edit(desk.view, "process:halv:1", content={"phases": [{"id": "x", "title": "0"}]}))
    tree = documents.build(desk.view, document, Marked("nb"), "2026")
    assert re.findall(r"[^\W\d_]{2,}", write_markdown(tree)) == []


# ── draft or adopted ─────────────────────────────────────────────────────────────────────────


def decided(date: str, kind: str = "decision", council: str = "2026-12-17") -> bool:
    desk = small()
    desk.do(setup.describe(desk.view, council_date=council))
    desk.add(parties.decide, "Kommunestyret", kind, date=date)
    return adoption(desk.view, "2026-12-20") is not None


def test_a_strategy_is_a_draft_until_it_is_decided_on():
    """A draft could be spread as if the council had adopted it, or the other way round."""
    assert text(small(), "strategy").startswith("> **Draft – not adopted**")
    assert decided("2026-12-17")
    assert decided("2026-12")
    assert decided("2026")
    assert decided("")
    assert decided("2026-09-01", council="")
    assert not decided("2026-12-17", "recommendation")
    assert not decided("2026-12-17", "noted")
    desk = small()
    desk.add(
        parties.decide, "Kommunestyret", "decision", date="2026-12-17", case_number="88/26"
    )  # fmt: skip
    found = text(desk, "strategy", date="2026-12-18")
    assert found.startswith("> **Adopted by Kommunestyret · 17 December 2026 · case 88/26**")


def test_the_decision_to_begin_does_not_adopt_the_strategy():
    """The decision on the mandate would turn every draft after it into an adopted strategy."""
    assert not decided("2026-01-29")
    assert not decided("2026-08-31", council="")
    assert not decided("2026-12-16")
    assert not decided("2027-01-28")


def test_unsettled_texts_are_told_of():
    """The council would read one of two wordings and never know that there was another."""
    desk = small()
    tips = {"goal:a022": {"title": desk.view.tips("goal:a022", "title")}}
    for wording in ("En", "To"):
        desk.do(base.edit(desk.view, "goal:a022", title=wording, tips=tips))
    # The second edit knew what the first replaced, not the first itself.
    assert len(desk.view.conflicts()) == 1
    assert "1 text has two versions that are not settled" in text(desk, "strategy")


def test_what_was_removed_is_not_in_any_document():
    """A measure that was taken out would still be put before the council."""
    desk = small()
    desk.do(base.remove(desk.view, "goal:a022"))
    for document, form in ALL:
        assert "Lyse ut alle ledige stillinger" not in text(desk, document, form)


# ── the meeting note ─────────────────────────────────────────────────────────────────────────


def test_the_note_says_that_it_is_input():
    """The room's dots would be quoted as a decision, and taking part as drøfting."""
    found = text(small(), "meeting-note")
    assert found.startswith("> **Input – not a decision**")
    assert "Taking part in the gathering is not discussion (drøfting)" in found
    html = text(small(), "meeting-note", "html")
    assert '<body class="input">' in html


def test_quotes_carry_their_table_and_card():
    """Nobody could find again who said it, and the tables would not know their own words."""
    blocks = documents.build(small().view, "meeting-note", EN, TODAY).blocks
    quotes = [block for block in blocks if isinstance(block, Quote)]
    assert quotes[0] == Quote(
        "Avdelingslederen rekker aldri å snakke med oss.", "Table 2 · Competence"
    )
    assert [one.source for one in quotes[1:]] == ["Table 2 · Competence", "Table 1 · Competence"]


def test_the_starred_answer_is_quoted_and_every_table_is_heard():
    """The note would only ever hold what table 1 said."""
    desk = Desk()
    groups = [desk.add(setup.add_group) for _ in range(4)]
    drawn = desk.add(cards.draw, "card:start:hvem:1", CARD)
    for at in range(8):
        said = [desk.add(cards.answer, drawn, group, f"svar {group}") for group in groups]
        if at == 0:
            desk.do(cards.star(desk.view, said[3]))
        topic = desk.add(topics.make, f"Tema {at}", said)
        desk.do(topics.choose(desk.view, topic))
    blocks = documents.build(desk.view, "meeting-note", EN, TODAY).blocks
    sources = [block.source for block in blocks if isinstance(block, Quote)]
    assert sources[0].startswith("Table 4")
    counts = [sum(f"Table {number}" in one for one in sources) for number in (1, 2, 3, 4)]
    assert max(counts) - min(counts) <= 1


def bars(desk: Desk) -> Bars | None:
    blocks = documents.build(desk.view, "meeting-note", EN, TODAY).blocks
    return next((block for block in blocks if isinstance(block, Bars)), None)


def test_an_open_round_is_not_in_the_note():
    """The ballots would be known before everyone had voted."""
    desk = Desk()
    made = [desk.add(topics.make, title) for title, _, _ in TOPICS]
    desk.add(rounds.open_round, "Runde", made)
    assert bars(desk) is None
    assert "graded" not in text(desk, "meeting-note")


def closed(slips: tuple[str, ...], tally: dict | None = None) -> Desk:
    desk = Desk()
    made = [desk.add(topics.make, title) for title, _, _ in TOPICS]
    opened = desk.add(rounds.open_round, "Runde", made)
    grades = [{"grades": [None if one == "-" else int(one) for one in slip]} for slip in slips]
    ballots = {f"b{at}": each for at, each in enumerate(grades)}
    desk.do(rounds.close(desk.view, opened, ballots, tally or {}))
    return desk


def test_few_slips_show_their_spread_and_no_order():
    """With seven slips, an order and a majority grade would say who voted what."""
    few, many = bars(closed(SLIPS[:7])), bars(closed(SLIPS[:8]))
    assert [row.letter for row in few.rows] == ["A", "B", "C", "D", "E"]
    assert not any(row.words for row in few.rows)
    assert [row.letter for row in many.rows] != ["A", "B", "C", "D", "E"]
    assert all(row.words for row in many.rows)


def test_the_bars_outlive_the_ballots():
    """Removing the ballots for good would take the result out of the note."""
    counted = closed(SLIPS)
    record = counted.view.ids("round")[0]
    options = counted.view.raw(record)["options"]
    slips = [voting.Ballot(tuple(int(x) if x != "-" else None for x in one)) for one in SLIPS]
    kept = voting.tally(options, slips)
    by_option = {
        option: {"counts": list(one.counts), "blanks": one.blanks}
        for option, one in zip(options, kept, strict=True)
    }
    in_order = {"tallies": list(by_option.values())}
    for tally in (by_option, in_order):
        assert bars(closed((), tally)) == bars(counted)
    assert bars(closed((), {"options": "?"})) is None
    assert bars(closed(("55", "5x".replace("x", "5")))) is None


def test_split_opinion_is_named_and_not_averaged():
    """A topic that half the room is against would be listed as fairly important."""
    found = text(small(), "meeting-note")
    assert "| D Nabokommunen som arbeidsgiver | 4 | 1 | 1 | 2 | 2 | talk more |" in found
    assert "## Where we need to talk more" in found


def full(chosen: int, left: int, words: str) -> Desk:
    """A gathering where everybody said a great deal."""
    desk = Desk()
    desk.do(setup.describe(desk.view, title=words, organisation=words, council_date="2026-12-17"))
    groups = [desk.add(setup.add_group, composition={words[:80]: 3}) for _ in range(9)]
    drawn = desk.add(cards.draw, "card:x:y:z", {"subject": words})
    goal = desk.add(strategy.add_goal, desk.add(strategy.add_area, "A"), "G")
    made = []
    for at in range(chosen + left):
        said = [desk.add(cards.answer, drawn, group, words) for group in groups]
        made.append(desk.add(topics.make, f"{at} {words}", said))
        for _ in range(4):
            desk.add(strategy.add_measure, goal, words, owner=words, topics=[made[-1]])
    opened = desk.add(rounds.open_round, words, made)
    grades = [[(5, 5, 1, 1, 3)[(at + i) % 5] for i in range(len(made))] for at in range(20)]
    ballots = {f"b{at}": {"grades": one} for at, one in enumerate(grades)}
    desk.do(rounds.close(desk.view, opened, ballots, {}))
    for at, topic in enumerate(made):
        state = "chosen" if at < chosen else "deselected"
        desk.do(base.edit(desk.view, topic, state=state, reason=words))
    return desk


@pytest.mark.parametrize("words", ["ganske mange ord " * 40, "x" * 10_000])
@pytest.mark.parametrize(("chosen", "left"), [(12, 0), (7, 5), (4, 8), (2, 10), (0, 12), (14, 9)])
def test_the_note_stays_on_two_pages(chosen, left, words):
    """A note that grows with the talk is not read, and not ready before the cups are cleared."""
    blocks = documents.build(full(chosen, left, words).view, "meeting-note", EN, TODAY).blocks
    assert lines_of(blocks) <= 2 * LINES_PER_PAGE - 8


def test_a_small_gathering_is_told_in_full():
    """Cutting for the sake of two pages would cut a note of half a page as well."""
    blocks = documents.build(full(2, 1, "kort").view, "meeting-note", EN, TODAY).blocks
    assert sum(isinstance(block, Quote) for block in blocks) == 6


# ── the strategy ─────────────────────────────────────────────────────────────────────────────


def test_goals_are_numbered_within_their_area():
    """A discussion of «goal 1.2» would be about two different goals."""
    desk = small()
    desk.add(strategy.add_goal, "area:a021", "Unge søker seg hit")
    blocks = documents.build(desk.view, "strategy", EN, TODAY).blocks
    numbers = [block.number for block in blocks if isinstance(block, Heading) and block.number]
    assert numbers == ["1", "1.1", "1.2", "2", "2.1"]


def test_every_measure_is_in_the_strategy_once():
    """A measure would be lost, or followed up twice."""
    desk = Desk()
    gather(desk)
    plan(desk)
    blocks = documents.build(desk.view, "strategy", EN, TODAY).blocks
    rows = [
        row[0].text
        for block in blocks
        if isinstance(block, Table) and block.head[0] == "Measure"
        for row in block.rows
    ]
    assert rows == [one.text for one in desk.view.measures()]


# ── forms and file names ─────────────────────────────────────────────────────────────────────


def test_which_documents_come_in_which_forms():
    """A menu would offer a form that nobody can write."""
    assert ALL == [
        ("strategy", "markdown"),
        ("strategy", "html"),
        ("strategy", "yaml"),
        ("meeting-note", "markdown"),
        ("meeting-note", "html"),
    ]
    with pytest.raises(KeyError):
        text(small(), "meeting-note", "yaml")


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Fjordvik kommune", "fjordvik-kommune-strategy-2027-2030.md"),
        ("Ærfjord & Øyå", "aerfjord-oya-strategy-2027-2030.md"),
        ("../../etc/passwd", "etc-passwd-strategy-2027-2030.md"),
        ("CON", "con-strategy-2027-2030.md"),
        ("a\x00b/c\\d:e*?\"<>|\n", "a-b-c-d-e-strategy-2027-2030.md"),
        ("🏔", "strategy-2027-2030.md"),
        ("", "strategy-2027-2030.md"),
        ("langt navn " * 50, f"{'langt-navn-' * 5}strategy-2027-2030.md"),
    ],
)  # fmt: skip
def test_a_file_name_works_everywhere(organisation, name):
    """The export would fail on the projector's Windows machine, or land in another folder."""
    desk = small()
    desk.do(base.edit(desk.view, "workshop:this", organisation=organisation))
    assert documents.file_name(desk.view, "strategy", "markdown") == name


def test_a_file_name_is_in_the_documents_language():
    """Participants would get a file whose name is in a language they do not work in."""

    class Norwegian(Translator):
        def gettext(self, text):
            return {"Meeting note": "Samlingsnotat"}.get(text, text)

    found = documents.file_name(small().view, "meeting-note", "html", Norwegian("nb"))
    assert found == "fjordvik-kommune-samlingsnotat.html"
