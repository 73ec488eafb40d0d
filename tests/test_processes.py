"""What the built-in processes promise: times that add up, the parties in order, native wording."""

import re
from itertools import accumulate

import msgspec
import pytest
from desk import Desk

from workshop.acts import process as doing
from workshop.acts import setup
from workshop.content import LANGUAGES, Activity, Phase, Process, say
from workshop.guide import gate, next_step, plan
from workshop.guide.parties import parties_of, steps_of
from workshop.library import default_library, process_copy, process_key
from workshop.workbench.process_style import process_findings

PHASES = {"full": 7, "halvdag": 4, "storgruppe": 3, "revisjon": 4, "omstilling": 6}
STRATEGIES = ("full", "revisjon", "omstilling")
GATHERINGS = ("cards", "topics", "round")
"""Kinds of activity that are only done with people in the room."""


@pytest.fixture(scope="module")
def shelf():
    return default_library()


@pytest.fixture(scope="module")
def processes(shelf) -> dict[str, Process]:
    return {one.value.id: one.value for one in shelf.processes() if one.value}


@pytest.fixture(scope="module")
def decks(shelf):
    return {one.value.id: one.value for one in shelf.decks() if one.value}


@pytest.fixture(params=sorted(PHASES))
def process(request, processes) -> Process:
    return processes[request.param]


@pytest.fixture(params=STRATEGIES)
def strategy(request, processes) -> Process:
    return processes[request.param]


def activities(process: Process) -> list[tuple[Phase, Activity]]:
    return [(phase, activity) for phase in process.phases for activity in phase.activities]


def words(process: Process, language: str) -> str:
    """Everything a process says in a language."""

    def texts(value) -> list[str]:
        if isinstance(value, dict) and set(value) <= set(LANGUAGES):
            return [value.get(language, "")]
        if isinstance(value, dict):
            return [text for one in value.values() for text in texts(one)]
        if isinstance(value, list):
            return [text for one in value for text in texts(one)]
        return []

    return "\n".join(texts(msgspec.to_builtins(process)))


def clock(phase: Phase, opens: str) -> dict[str, str]:
    """When each activity of a day begins."""
    hour, minute = (int(part) for part in opens.split("."))
    starts = accumulate((one.minutes for one in phase.activities), initial=60 * hour + minute)
    times = [f"{at // 60}.{at % 60:02}" for at in starts]
    return dict(zip([*(one.id for one in phase.activities), "end"], times, strict=True))


# ── whole ────────────────────────────────────────────────────────────────────────────────────


def test_all_five_processes_are_there(processes):
    """A municipality with a reform, a revision or a large room would have nothing to follow."""
    assert {name: len(one.phases) for name, one in processes.items()} == PHASES


def test_every_phase_can_be_led_and_left(process):
    """The facilitator would stand in a phase without knowing why, with whom, or what is needed."""
    for phase in process.phases:
        where = f"{process.id}/{phase.id}"
        assert phase.who, where
        assert phase.outputs, where
        assert phase.party, where
        assert phase.gate, where
        assert phase.gate.needs, where
        for language in LANGUAGES:
            assert say(phase.purpose, language), where
            assert len(say(phase.guide, language).splitlines()) >= 3, where
            assert say(phase.gate.ask, language).endswith("?"), where


def test_every_activity_has_a_guide_that_can_be_said_aloud(process):
    """A first-time facilitator would have headings to read out instead of sentences to say."""
    for phase, activity in activities(process):
        where = f"{process.id}/{phase.id}/{activity.id}"
        assert activity.minutes, where
        for language, quotes in (("nb", "«»"), ("nn", "«»"), ("en", "“”")):
            guide = say(activity.guide, language)
            assert say(activity.purpose, language), where
            assert 2 <= len(guide.splitlines()) <= 9, where
            assert max(map(len, guide.splitlines())) <= 190, where
            assert guide.count(quotes[0]) == guide.count(quotes[1]) >= 1, where


def test_the_languages_of_a_guide_go_step_by_step(process):
    """Two facilitators with a language each would do different things."""
    for phase, activity in activities(process):
        steps = {len(say(activity.guide, language).splitlines()) for language in LANGUAGES}
        assert len(steps) == 1, f"{process.id}/{phase.id}/{activity.id}"
        spoken = {say(activity.guide, "nb").count("«"), say(activity.guide, "nn").count("«")}
        assert len(spoken) == 1, f"{process.id}/{phase.id}/{activity.id}"
    for phase in process.phases:
        steps = {len(say(phase.guide, language).splitlines()) for language in LANGUAGES}
        assert len(steps) == 1, f"{process.id}/{phase.id}"


def test_nothing_is_left_to_better(process, decks):
    """The processes we ship would be objected to by our own check."""
    assert list(process_findings(process, decks)) == []


def test_a_process_can_be_followed_to_its_end(process):
    """The next step would run dry, or repeat itself, in the middle of the work."""
    desk = Desk(title="Strategi", organisation="Fjordvik kommune", language="nn")
    desk.do(setup.follow(desk.view, process_key(process), process_copy(process)))
    for phase in process.phases:
        record = doing.phase_id(phase.id)
        for activity in phase.activities:
            at = doing.activity_id(phase.id, activity.id)
            desk.do(doing.start(desk.view, at))
            running = plan(desk.view).activity
            assert running
            assert running.record == at
            assert running.title == say(activity.title, "nn")
            assert str(next_step(desk.view).message)
            desk.do(doing.tick(desk.view, at))
        assert len(gate(desk.view, record)) == len(phase.gate.needs if phase.gate else []) + 1
        desk.do(doing.tick(desk.view, record))
    assert all(phase.settled for phase in plan(desk.view).phases)


# ── the parties ──────────────────────────────────────────────────────────────────────────────


def test_a_gathering_says_that_it_is_not_drofting(process):
    """A municipality would believe that a day with sticky notes fulfils the main agreement."""
    for phase in process.phases:
        for language in LANGUAGES:
            assert "drøfting" in say(phase.guide, language), f"{process.id}/{phase.id}"
    for phase, activity in activities(process):
        if activity.kind in GATHERINGS and activity.id != "avskrift":
            for language in LANGUAGES:
                where = f"{process.id}/{phase.id}/{activity.id}/{language}"
                assert "drøfting" in say(activity.guide, language), where


def test_the_parties_come_in_the_order_of_the_law(strategy):
    """The chief executive would conclude before the unions had been heard."""
    last = next(phase for phase in strategy.phases if phase.code == "P6")
    kinds = [step.kind for step in last.party]
    assert kinds == ["discussed", "advised", "treated", "hearing", "discussed", "statement"]
    met = [parties_of(step) for step in last.party]
    assert "unions" in met[0] & met[4]
    assert "safety" in met[1]
    assert "amu" in met[2]
    assert "committee" in met[5]
    assert say(last.party[4].what, "nb").startswith("Endringene")
    order = [one.id for one in last.activities if one.id.startswith("drofting-")]
    assert order == ["drofting-utkast", "drofting-endringer"]
    needs = last.gate.needs if last.gate else []
    assert needs == ["discussed-draft", "safety-advised", "treated", "decision"]


def test_the_mandate_is_discussed_first(strategy):
    """The unions would meet a mandate they had no say in."""
    first = strategy.phases[0]
    assert first.code == "P1"
    assert {"discussed", "advised", "informed"} == {step.kind for step in first.party}
    assert first.gate
    assert {"premises", "discussed-mandate"} <= set(first.gate.needs)
    assert {"unions", "safety"} <= set(first.who)


@pytest.mark.parametrize("name", ["halvdag", "storgruppe"])
def test_what_is_only_input_does_not_pretend_to_be_discussed(name, processes):
    """A day's input would be held to the rules of a strategy, or pass for one."""
    kinds = {step.kind for phase in processes[name].phases for step in phase.party}
    assert kinds <= {"informed", "advised", "presented"}
    assert "innspill" in say(processes[name].about, "nb")


def test_every_meeting_with_the_parties_answers_a_step(process):
    """The next step would ask to record a consultation that no activity holds."""
    for phase, activity in activities(process):
        if activity.kind == "parties" and activity.id != "les-utkastet":
            assert steps_of(phase, activity), f"{process.id}/{phase.id}/{activity.id}"


def test_measures_pass_three_questions_and_knots_become_experiments(process):
    """Ideas would become measures because someone liked them."""
    for language, signs in (
        ("nb", ("nytt her?", "nyttig?", "floke", "forsøk")),
        ("nn", ("nytt her?", "nyttig?", "floke", "forsøk")),
        ("en", ("new here?", "useful?", "knot", "experiment")),
    ):
        said = words(process, language).lower().replace("ny her?", "nytt her?")
        assert [sign for sign in signs if sign not in said] == [], language


# ── time ─────────────────────────────────────────────────────────────────────────────────────


def test_the_half_day_is_three_hours_and_a_half(processes):
    """The room would be promised an end that the programme does not keep."""
    assert sum(one.minutes for _, one in activities(processes["halvdag"])) == 210


def test_the_large_group_day_keeps_the_times_its_guide_says(processes):
    """Lunch for 150 people would be ready while they were still talking."""
    day = processes["storgruppe"].phases[1]
    times = clock(day, "9.00")
    assert times["end"] == "15.30"
    assert times["lunsj"] == "11.45"
    assert times["runde-tre"] == "12.30"
    assert [times["pause"], times["pause-to"]] == ["10.35", "14.15"]
    for language in LANGUAGES:
        guide = say(day.guide, language)
        assert all(time in guide for time in ("9.00", "15.30", "11.45", "10.35", "14.15"))
    lunch = next(one for one in day.activities if one.id == "lunsj")
    assert "12.30" in say(lunch.guide, "nb")


@pytest.mark.parametrize(("name", "least", "most"), [("revisjon", 8, 18), ("omstilling", 29, 44)])
def test_weeks_add_up_to_what_is_promised(name, least, most, processes):
    """The plan counted backwards from the council would begin on the wrong day."""
    phases = processes[name].phases
    assert sum(one.weeks_from for one in phases) == least
    assert sum(one.weeks_to for one in phases) == most


def test_the_full_process_keeps_its_weeks(processes):
    """A year would be planned with half of it missing."""
    weeks = {one.code: (one.weeks_from, one.weeks_to) for one in processes["full"].phases}
    assert weeks["P1"] == (4, 6)
    assert weeks["P2"] == (6, 8)
    assert tuple(map(sum, zip(weeks["P3"], weeks["P4"], strict=True))) == (6, 10)
    assert weeks["P5"] == (4, 6)
    assert weeks["P6"] == (10, 16)


# ── cards ────────────────────────────────────────────────────────────────────────────────────


def test_the_full_process_draws_from_every_deck(processes, decks):
    """A deck would be written, printed and never met by anyone."""
    drawn = {one.deck for _, one in activities(processes["full"]) if one.deck}
    assert drawn == {name for name, deck in decks.items() if not deck.print_only}


def test_card_activities_say_which_cards(process, decks):
    """The room would get a whole deck, in an afternoon."""
    for phase, activity in activities(process):
        if activity.kind == "cards":
            where = f"{process.id}/{phase.id}/{activity.id}"
            assert 2 <= len(activity.cards) <= 9, where
            assert not decks[activity.deck].print_only, where


# ── wording ──────────────────────────────────────────────────────────────────────────────────

NOT_NYNORSK = (
    "ikke|hva|hvordan|hvem|hvilken|hvilke|hvorfor|hvor|jeg|dere|deres|noen|noe|fra|hjem|være|gjøre|"
    "mye|mer|hun|enig|enige|uenige|uenighet|alene|medvirkning|tillitsvalgte|høring|innspill|"
    "spørsmålene|samlingen|bordene|kortene|vet|kommer|sier|ønsker|gjør|forskjell|uke|uker|måned|"
    "enhet|løsning|oppgave|mulig|følge|legge|bare|hver|hvert|eksempel|begynner|allerede"
)
NOT_BOKMAL = (
    "ikkje|kva|korleis|kven|kvar|kvifor|eg|dykk|dykkar|nokon|noko|frå|heim|vere|gjere|mykje|meir|"
    "samde|usamde|usemje|åleine|medverknad|tillitsvalde|høyring|innspel|veit|kjem|seier|skilnad|"
    "veke|veker|månad|eining|løysing|oppgåve|mogleg|følgje|leggje|berre|kvart|døme|rekkjefølgje"
)
ANGLICISMS = "fasilitere|adressere|input|output|workshop|feedback|turnover|stakeholder|deadline"
INFINITIVES_IN_A = {"delta", "vedta", "sjå"}
"""Verbs that end so in nynorsk too."""


def found(listed: str, said: str) -> list[str]:
    """Which of the listed words are said."""
    return re.findall(rf"\b(?:{listed})\b", said, re.IGNORECASE)


def test_nynorsk_is_nynorsk_and_bokmal_bokmal(process):
    """A nynorsk municipality would read bokmål with new endings, and stop reading."""
    nynorsk = words(process, "nn").replace("workshop import", "")
    bokmal = words(process, "nb").replace("workshop import", "")
    assert found(NOT_NYNORSK, nynorsk) == []
    assert found(NOT_BOKMAL, bokmal) == []
    assert found(ANGLICISMS, nynorsk + bokmal) == []
    assert set(re.findall(r"\bå (\w{3,}a)\b", nynorsk)) <= INFINITIVES_IN_A


def test_english_explains_the_norwegian_words_it_keeps(process):
    """A reader of English would meet drøfting without being told what it is."""
    said = words(process, "en")
    assert re.search(r"discuss\w*[^.]*\bunions?\b|\bunions?\b[^.]*discuss", said)
    assert not re.search(r"\b(ikke|eller|med|og)\b", said)
