"""The guide: a whole run, step by step, and what it says at each."""

import datetime
from pathlib import Path

import pytest
import yaml
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st

from workshop.acts import cards, parties, process, rounds, setup, strategy, topics
from workshop.acts.base import edit, settle
from workshop.consulting import dealings
from workshop.content import GateNeed
from workshop.guide import NEEDS, deadlines, gate, next_step, plan, since_last_time, where
from workshop.model import KINDS, WORKSHOP
from workshop.view import View


def content(root, name):
    return yaml.safe_load((root / "process_templates" / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture
def half_day(root):
    desk = Desk(title="Samling", organisation="Fjordvik kommune")
    desk.do(setup.follow(desk.view, "process:halvdag:1", content(root, "halvdag")))
    return desk


@pytest.fixture
def full(root):
    desk = Desk(title="Strategi", organisation="Fjordvik kommune")
    desk.do(setup.follow(desk.view, "process:full:1", content(root, "full")))
    return desk


def kind(desk):
    return next_step(desk.view).kind


def begin(desk, phase, activity):
    record = process.activity_id(phase, activity)
    desk.do(process.start(desk.view, record))
    return record


def finish(desk, phase, *activities):
    for activity in activities:
        desk.do(process.tick(desk.view, process.activity_id(phase, activity)))


def leave(desk, *phases):
    for phase in phases:
        desk.do(process.tick(desk.view, process.phase_id(phase)))


# ── a half day ───────────────────────────────────────────────────────────────────────────────


def test_a_new_workshop_is_told_to_choose_a_process():
    """The first screen would have nothing to say to a newcomer."""
    step = next_step(Desk().view)
    assert (step.kind, step.place) == ("choose-process", 1)


def test_a_half_day_from_beginning_to_end(half_day):
    """A first-time facilitator would be sent the wrong way in front of thirty people."""
    desk, view = half_day, half_day.view
    step = next_step(view)
    assert (step.kind, step.activity) == ("start", "activity:apning/velkommen")
    assert "20 min" in str(step.message)

    begin(desk, "apning", "velkommen")
    assert kind(desk) == "add-groups"
    tables = [desk.do(setup.add_group(view, desk.new_id)) for _ in range(3)]
    assert kind(desk) == "tick"
    finish(desk, "apning", "velkommen", "utfordringsbilde")
    assert kind(desk) == "leave-phase"  # nobody writes minutes with the room waiting
    leave(desk, "apning")

    assert next_step(view).activity == "activity:kort/kortrunde"
    activity = begin(desk, "kort", "kortrunde")
    assert (kind(desk), next_step(view).place) == ("draw-card", 2)
    draw = draw_all(desk, activity, tables[:1])
    step = next_step(view)
    assert str(step.message) == "2 tables have not answered this card yet"
    assert step.record == draw
    desk.do(cards.answer(view, desk.new_id, draw, tables[1], "Folk vil ha hele stillinger"))
    assert str(next_step(view).message) == "Table 3 has not answered this card yet"
    said = desk.do(cards.answer(view, desk.new_id, draw, tables[2], "Turnusen sliter oss ut"))
    assert kind(desk) == "draw-card"
    finish(desk, "kort", "kortrunde", "pause")
    leave(desk, "kort")

    begin(desk, "prioritering", "sla-sammen")
    assert kind(desk) == "make-topics"
    made = desk.do(topics.make(view, desk.new_id, "Heltid", [said]))
    assert "2 answers are in no topic" in str(next_step(view).message)
    rest = [one for one in view.ids("answer") if one != said]
    other = desk.do(topics.make(view, desk.new_id, "Turnus", rest))
    assert kind(desk) == "tick"
    finish(desk, "prioritering", "sla-sammen")

    begin(desk, "prioritering", "karakterer")
    assert kind(desk) == "start-round"
    opened = desk.do(rounds.open_round(view, desk.new_id, "Runde", [made, other]))
    assert kind(desk) == "open-round"
    desk.do(rounds.close(view, opened, {}, {}))
    assert kind(desk) == "tick"
    finish(desk, "prioritering", "karakterer")

    begin(desk, "prioritering", "uenighet")
    assert kind(desk) == "choose-topics"
    desk.do(topics.choose(view, made, "Størst"))
    step = next_step(view)
    assert (step.kind, step.record) == ("choose-topics", other)
    desk.do(topics.deselect(view, other, "Neste år"))
    assert kind(desk) == "tick"
    finish(desk, "prioritering", "uenighet")
    leave(desk, "prioritering")

    begin(desk, "tiltak", "forste-tiltak")
    assert (kind(desk), next_step(view).record) == ("add-area", made)
    area = desk.do(strategy.area_from_topic(view, desk.new_id, made))
    assert kind(desk) == "add-goal"
    goal = desk.do(strategy.add_goal(view, desk.new_id, area, "Alle som vil, har hel stilling"))
    assert kind(desk) == "add-measure"
    measure = desk.do(strategy.add_measure(view, desk.new_id, goal, "Lyse ut hele stillinger"))
    assert (kind(desk), next_step(view).record) == ("name-owner", measure)
    desk.do(edit(view, measure, owner="HR"))
    assert kind(desk) == "tick"
    finish(desk, "tiltak", "forste-tiltak")
    begin(desk, "tiltak", "veien-videre")
    assert (kind(desk), next_step(view).place) == ("document", 6)
    finish(desk, "tiltak", "veien-videre", "luft")
    assert kind(desk) == "consult"  # afterwards: what the parties have had of the day
    leave(desk, "tiltak")
    assert (kind(desk), next_step(view).place) == ("document", 6)


def draw_all(desk, activity, tables):
    """A card drawn in an activity, answered by some tables."""
    draw = desk.do(
        cards.draw(desk.view, desk.new_id, "card:start:hvem:1", {"id": "hvem"}, activity)
    )
    for table in tables:
        desk.do(cards.answer(desk.view, desk.new_id, draw, table, "Vi mangler folk"))
    return draw


def test_tables_come_before_cards(half_day):
    """The first answer would have no table to belong to."""
    finish(half_day, "apning", "velkommen", "utfordringsbilde")
    leave(half_day, "apning")
    assert kind(half_day) == "add-groups"
    begin(half_day, "kort", "kortrunde")
    assert kind(half_day) == "add-groups"


def test_an_open_round_tells_nothing_of_its_slips(half_day):
    """The room would learn how many had voted before the round was closed."""
    desk, view = half_day, half_day.view
    made = [desk.do(topics.make(view, desk.new_id, title)) for title in "AB"]
    opened = desk.do(rounds.open_round(view, desk.new_id, "Runde", made))
    before = next_step(view)
    desk.put(opened, ballots={"x": {"grades": [5, 1]}, "y": {"grades": [4, 2]}})
    assert next_step(view) == before
    assert not any(character.isdigit() for character in str(before.message))


def test_cards_that_must_be_covered_are_counted(full):
    """A card the process depends on would be forgotten."""
    desk, view = full, full.view
    table = desk.do(setup.add_group(view, desk.new_id))
    activity = begin(desk, "start-og-forankring", "opptakt-folkevalgte")
    for left, card in ((2, "uten-plan"), (1, "nykollegaen-spor"), (0, "retning-eller-lytte")):
        draw = desk.do(cards.draw(view, desk.new_id, f"card:start:{card}:1", {}, activity))
        desk.do(cards.answer(view, desk.new_id, draw, table, "Svar"))
        step = next_step(view)
        assert step.kind == ("draw-card" if left else "tick")
        assert step.message.params.get("n", 0) == left


# ── the whole way ────────────────────────────────────────────────────────────────────────────


def test_the_full_process_asks_for_each_thing_in_its_time(full):
    """The planning team would hear of the council's meeting while it counts its tables."""
    desk, view = full, full.view
    first = "start-og-forankring"
    assert next_step(view).activity == f"activity:{first}/forste-mote"
    begin(desk, first, "forste-mote")
    assert kind(desk) == "add-groups"
    table = desk.do(setup.add_group(view, desk.new_id))
    finish(desk, first, "forste-mote")
    begin(desk, first, "plan-bakover")
    assert kind(desk) == "set-council-date"
    desk.do(setup.describe(view, council_date="2027-12-10"))
    assert kind(desk) == "tick"
    finish(desk, first, "plan-bakover", "opptakt-folkevalgte", "suksesskriterier")
    begin(desk, first, "skriv-mandatet")
    assert kind(desk) == "need-premises"
    desk.do(setup.add_premise(view, desk.new_id, "Heltid er mål", premise_kind="mandate"))
    assert kind(desk) == "tick"
    finish(desk, first, "skriv-mandatet")
    begin(desk, first, "drofting-mandat")
    assert "drøfting" in str(next_step(view).message)
    consult(desk, "discussed", "unions", "mandate")
    assert kind(desk) == "tick"
    finish(desk, first, "drofting-mandat")
    assert kind(desk) == "consult"  # informing and advice are still to come
    leave(desk, first)

    begin(desk, "utfordringsbilde", "tall-og-funn")
    assert kind(desk) == "need-evidence"
    leave(desk, "utfordringsbilde")
    begin(desk, "plattform", "det-vi-arver")
    assert kind(desk) == "need-statements"
    line = desk.do(strategy.add_statement(view, desk.new_id, "vision", "Sammen"))
    assert (kind(desk), next_step(view).record) == ("give-origin", line)
    leave(desk, "plattform")
    draw_all(desk, begin(desk, "framtidsdiskusjoner", "samtale-kompetanse"), [table])
    made = [desk.do(topics.make(view, desk.new_id, title)) for title in ("Heltid", "Turnus")]
    desk.do(topics.choose(view, made[0]))
    leave(desk, "framtidsdiskusjoner")

    phase = "mal-og-tiltak"
    begin(desk, phase, "omrader-og-mal")
    assert kind(desk) == "add-area"
    area = desk.do(strategy.area_from_topic(view, desk.new_id, made[0]))
    goal = desk.do(strategy.add_goal(view, desk.new_id, area, "Hele stillinger"))
    assert kind(desk) == "tick"  # measures belong to a later activity
    finish(desk, phase, "omrader-og-mal", "pagaende-forst")
    begin(desk, phase, "fra-ide-til-tiltak")
    assert kind(desk) == "add-measure"
    measure = desk.do(strategy.add_measure(view, desk.new_id, goal, "Lyse ut hele stillinger"))
    assert kind(desk) == "tick"
    finish(desk, phase, "fra-ide-til-tiltak", "floker-blir-forsok")
    begin(desk, phase, "eier-og-frist")
    assert kind(desk) == "name-owner"
    desk.do(edit(view, measure, owner="HR"))
    assert kind(desk) == "set-deadline"
    leave(desk, phase)
    decide(desk)
    follow_up(desk, measure)


def decide(desk):
    """Phase six, from the draft to the decision."""
    view, phase = desk.view, "drofting-og-vedtak"
    begin(desk, phase, "drofting-utkast")
    assert "drøfting" in str(next_step(view).message)
    consult(desk, "discussed", "unions", "draft", "2027-09-01")
    assert kind(desk) == "tick"
    finish(desk, phase, "drofting-utkast")
    begin(desk, phase, "vernetjenesten-og-amu")
    assert "tatt med på råd" in str(next_step(view).message)
    given = {"consultation_kind": "advised", "party": "safety", "concerns": "draft"}
    assert next_step(view).given == given
    consult(desk, "advised", "safety", "draft", "2027-09-02")
    assert "behandlet" in str(next_step(view).message)
    consult(desk, "treated", "amu", "draft", "2027-09-10")
    assert kind(desk) == "tick"
    finish(desk, phase, "vernetjenesten-og-amu", "send-pa-horing")
    begin(desk, phase, "svartabell")
    assert "høringssvar" in str(next_step(view).message)
    reply = consult(desk, "hearing", "hearing", "draft", "2027-10-01", points="Hva med øyene?")
    assert (kind(desk), next_step(view).record) == ("answer-points", reply)
    desk.do(edit(view, reply, our_answer="De er med"))
    assert kind(desk) == "tick"
    finish(desk, phase, "svartabell")
    begin(desk, phase, "drofting-endringer")
    assert "drøfting" in str(next_step(view).message)
    consult(desk, "discussed", "unions", "changes", "2027-10-20")
    assert kind(desk) == "tick"
    finish(desk, phase, "drofting-endringer", "saksframlegg")
    begin(desk, phase, "utvalg-og-vedtak")
    assert "uttalelse" in str(next_step(view).message)
    consult(desk, "statement", "committee", "proposal", "2027-11-10")
    assert kind(desk) == "need-decision"
    desk.do(parties.decide(view, desk.new_id, "Kommunestyret", "decision", date="2027-12-10"))
    assert kind(desk) == "tick"
    finish(desk, phase, "utvalg-og-vedtak")
    assert kind(desk) == "leave-phase"
    leave(desk, phase)


def follow_up(desk, measure):
    """Phase seven: owners, status."""
    begin(desk, "gjennomforing", "eierne-sier-ja")
    assert (kind(desk), next_step(desk.view).record) == ("accept-owner", measure)
    desk.do(strategy.accept_owner(desk.view, measure))
    assert kind(desk) == "tick"
    finish(desk, "gjennomforing", "eierne-sier-ja")
    begin(desk, "gjennomforing", "arlig-status")
    assert kind(desk) == "note-status"
    desk.do(strategy.report(desk.view, desk.new_id, measure, "2028-05-01", "started", "I gang"))
    assert kind(desk) == "tick"


def consult(desk, how, who, concerns, date="2027-01-13", **values):
    return desk.do(
        parties.consult(
            desk.view, desk.new_id, who, how, party=who, concerns=concerns, date=date, **values
        )
    )


def test_conflicts_come_before_everything(full):
    """People would go on working in a text that stands in two versions."""
    begin(full, "start-og-forankring", "forste-mote")
    full.put("measure:1", place=["goal:1", "a0"], text="Prøve langvakter")
    full.clash("measure:1", "text", "Ett bofellesskap", "To bofellesskap")
    step = next_step(full.view)
    assert (step.kind, step.place, step.record, step.where) == ("conflict", 5, "measure:1", "text")
    full.do(settle(full.view, "measure:1", "text", "Ett"))
    assert kind(full) != "conflict"


def test_what_comes_then_is_said_too(half_day):
    """The facilitator could not say what the next twenty minutes are for."""
    half_day.do(setup.add_group(half_day.view, half_day.new_id))
    begin(half_day, "apning", "velkommen")
    assert str(next_step(half_day.view).then).startswith("Then: ")
    assert "20 min" in str(next_step(half_day.view).then)


# ── the plan ─────────────────────────────────────────────────────────────────────────────────


def test_the_plan_shows_how_far_each_thing_has_come(full):
    """The thread at the left would not show where the work is."""
    begin(full, "start-og-forankring", "forste-mote")
    over = process.activity_id("start-og-forankring", "plan-bakover")
    full.do(process.step_over(full.view, over, "Datoen er ikke satt"))
    full.do(process.tick(full.view, process.activity_id("start-og-forankring", "skriv-mandatet"),
                         75))  # fmt: skip
    now = plan(full.view)
    assert now.phase is now.phases[0]
    assert now.phase.state == "started"
    assert now.activity.record == "activity:start-og-forankring/forste-mote"
    assert [one.state for one in now.phase.activities[:3]] == ["started", "stepped-over", "todo"]
    assert now.find(over).reason == "Datoen er ikke satt"
    assert now.phase.minutes_used == 75
    assert now.phase.minutes == sum(one.minutes for one in now.phase.activities)
    assert now.upcoming.record.endswith("opptakt-folkevalgte")


def test_stepping_back_makes_an_activity_current_again(half_day):
    """A facilitator who went too far could not get back."""
    finish(half_day, "apning", "velkommen", "utfordringsbilde")
    leave(half_day, "apning")
    half_day.do(process.step_back(half_day.view, "phase:apning", "Vi glemte bordene"))
    half_day.do(process.step_back(half_day.view, "activity:apning/velkommen"))
    assert plan(half_day.view).phase.record == "phase:apning"
    assert next_step(half_day.view).activity == "activity:apning/velkommen"


def test_the_party_steps_know_what_is_recorded_for_them(full):
    """A step that has been done would be asked for again, or one that has not be ticked."""
    mandate = consult(full, "discussed", "unions", "mandate")
    draft = consult(full, "discussed", "unions", "draft")
    consult(full, "informed", "safety", "draft")
    now = plan(full.view)
    first, sixth = now.phases[0].parties, now.phases[5].parties
    assert [one.recorded for one in first] == [(), (mandate,), ()]
    assert [one.recorded for one in sixth] == [(draft,), (), (), (), (), ()]


def test_a_process_that_cannot_be_read_is_said_and_survived():
    """A file from a newer version would not open at all."""
    desk = Desk()
    desk.do(setup.follow(desk.view, "process:x:1", {"format": "workshop-process/9", "phases": 3}))
    now = plan(desk.view)
    assert now.phases == ()
    assert now.problem is not None
    assert next_step(desk.view).message == now.problem


def test_where_an_activity_is_done(full):
    """Starting an activity would land in the wrong place, with the wrong deck."""
    now = plan(full.view)
    places = {one.content.kind: where(one).number for one in now.activities()}
    assert places == {
        "talk": 1, "cards": 2, "topics": 3, "round": 3, "platform": 4, "strategy": 4,
        "parties": 5, "documents": 6,
    }  # fmt: skip
    talk = where(now.find("activity:start-og-forankring/opptakt-folkevalgte"))
    assert talk.deck == "start"
    assert talk.cards[0] == "uten-plan"


# ── gates ────────────────────────────────────────────────────────────────────────────────────


def test_a_gate_shows_what_is_met_and_asks_people_last(full):
    """A phase would be left without anyone noticing what was missing."""
    checks = gate(full.view, "phase:start-og-forankring")
    assert [(one.need, one.met) for one in checks] == [
        ("groups", False), ("premises", False), ("discussed-mandate", False), ("ask", None),
    ]  # fmt: skip
    full.do(setup.add_group(full.view, full.new_id))
    consult(full, "informed", "unions", "mandate")
    checks = gate(full.view, "phase:start-og-forankring")
    assert [one.met for one in checks] == [True, False, False, None]
    consult(full, "discussed", "unions", "mandate")
    assert gate(full.view, plan(full.view).phases[0])[2].met is True


def test_every_need_of_the_vocabulary_is_seen():
    """A process could ask for something that can never be met."""
    assert set(NEEDS) == set(GateNeed.__args__)


def test_every_need_can_be_unmet_and_met():
    """A gate would always be open, or never."""
    from sound import sound

    empty, whole = Desk(title="Ny").view, sound().view
    for name, need in NEEDS.items():
        assert not need.seen(empty, dealings(empty)), name
        assert need.seen(whole, dealings(whole)), name


# ── since last time, deadlines ───────────────────────────────────────────────────────────────


def test_what_happened_since_last_time(half_day):
    """Coming back after a week, nobody could see what the others had done."""
    desk, view = half_day, half_day.view
    desk.put("goal:1", place=["area:1", "a0"], title="Heltid")
    desk.put("area:1", place=["", "a0"], title="Folk")
    seen = max(act.id for act in desk.log)
    desk.by = "Personalsjef"
    desk.put("goal:1", title="Hele stillinger")
    for number in (1, 2):
        desk.put(f"measure:{number}", place=["goal:1", f"a{number}"], text="Noe")
    desk.by = "Tillitsvalgt"
    desk.remove("measure:2")
    said = [str(one) for one in since_last_time(view, desk.log, seen)]
    assert said == [
        "Personalsjef: 3 changes, the last 2027-01-10", "Tillitsvalgt: 1 change, 2027-01-10",
        "1 new measure", "Changed: «Hele stillinger»", "Removed: 1",
    ]  # fmt: skip
    assert since_last_time(view, [], seen) == []
    assert since_last_time(view, desk.log, max(act.id for act in desk.log)) == []


def test_deadlines_come_in_order_and_tell_what_is_late():
    """A measure would pass its date unseen."""
    desk = Desk(council_date="2027-12-10")
    desk.put("area:1", place=["", "a0"], title="Folk")
    desk.put("goal:1", place=["area:1", "a0"], title="Heltid")
    for number, (date, status) in enumerate(
        [("2027-11-01", "started"), ("2028-01-31", "not-started"), ("2027-10-01", "done"),
         ("snart", "started")]
    ):  # fmt: skip
        desk.put(f"measure:{number}", place=["goal:1", f"a{number}"], text=f"Tiltak {number}",
                 deadline=date, status=status)  # fmt: skip
    found = deadlines(desk.view, datetime.date(2027, 12, 9))
    assert [(one.record, one.days) for one in found] == [
        ("measure:0", -38), (WORKSHOP, 1), ("measure:1", 53),
    ]  # fmt: skip
    assert [str(one.message) for one in found] == [
        "Tiltak 0: 2027-11-01, 38 days ago", "The council’s meeting: tomorrow",
        "Tiltak 1: 2028-01-31, in 53 days",
    ]  # fmt: skip


# ── anything at all ──────────────────────────────────────────────────────────────────────────

junk = st.one_of(
    st.text(max_size=6), st.integers(-2, 3000), st.none(), st.booleans(),
    st.sampled_from(
        ["started", "done", "stepped-over", "open", "closed", "chosen", "merged", "process:full:1",
         "activity:start-og-forankring/suksesskriterier", "discussed", "unions", "draft", "draw:1",
         "2027-02-30", "group:1"]
    ),
    st.lists(st.sampled_from(["", "area:1", "goal:1", "a0"]), max_size=3),
)  # fmt: skip
fields = sorted({name for struct in KINDS.values() for name in struct.__struct_fields__} - {"id"})
activities = [
    "activity:start-og-forankring/suksesskriterier",
    "activity:framtidsdiskusjoner/prioriteringsrunde",
    "activity:framtidsdiskusjoner/velg-og-velg-bort", "activity:mal-og-tiltak/eier-og-frist",
    "activity:drofting-og-vedtak/svartabell", "activity:gjennomforing/arlig-status",
    "activity:drofting-og-vedtak/utvalg-og-vedtak", "activity:plattform/det-vi-arver",
    "phase:start-og-forankring", "phase:gjennomforing", WORKSHOP,
]  # fmt: skip
records = st.sampled_from(
    [*activities, *(f"{kind}:{n}" for kind in KINDS for n in (1, 2) if kind != "workshop")]
)


@given(
    puts=st.lists(st.tuples(records, st.sampled_from([*fields, "state"]), junk), max_size=30),
    follows=st.booleans(),
)
def test_there_is_a_next_step_at_every_moment(puts, follows):
    """One odd value would leave the facilitator without a next step, or without a screen."""
    desk = Desk()
    if follows:
        desk.do(
            setup.follow(desk.view, "process:full:1", _FULL or _load(Path(__file__).parent.parent))
        )
    for record, field, value in puts:
        desk.put(record, **{field: value})
    view = View(desk.log)
    step = next_step(view)
    assert step.place in range(1, 7)
    assert str(step.message)
    for phase in plan(view).phases:
        assert gate(view, phase)
    since_last_time(view, desk.log)
    deadlines(view, datetime.date(2027, 1, 1))


_FULL = {}


def _load(root):
    _FULL.update(content(root, "full"))
    return _FULL
