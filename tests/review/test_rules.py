"""Each rule, once where it speaks and once where it is silent."""

import pytest
from desk import Desk
from sound import consult, drafted, sound

from workshop.model import WORKSHOP
from workshop.review import RULES, review


def rules(desk, record=None):
    return {one.rule for one in review(desk.view) if record in (None, one.record)}


def finding(desk, rule):
    (found,) = [one for one in review(desk.view) if one.rule == rule]
    return found


def test_a_sound_strategy_has_no_findings():
    """A reviewer that always finds something would soon be read by nobody."""
    assert [(one.rule, str(one.message)) for one in review(sound().view)] == []


def test_an_empty_workshop_has_no_findings():
    """A new file would open with a list of reproaches."""
    assert review(Desk().view) == []
    assert review(Desk(title="Ny").view) == []


def more_areas(desk):
    for number in range(2, 9):
        desk.put(f"area:{number}", place=["", f"a{number}"], title=f"Område {number}")


def more_goals(desk):
    for number in range(2, 16):
        desk.put(f"goal:{number}", place=["area:1", f"a{number:02d}1"], title=f"Mål {number}")


def decided_early(desk):
    desk.put("decision:2", body="Formannskapet", date="2026-08-30",
             decision_kind="recommendation", text="Strategien anbefales.")  # fmt: skip


def late_work(desk):
    desk.put("measure:2", removed=True)
    desk.put("measure:2", text="Ny tekst fra en kollega")


def late_in_merged(desk):
    desk.put("topic:2", title="Hele stillinger", merged_into="topic:1")
    desk.put("topic:2", text="Nytt")


def ghost(desk):
    first = desk.keep(sets={"area:9": {"place": ["", "b0"], "title": "Angret"}})
    desk.put("area:9", rationale="En kollegas tekst", topics={"topic:1"})
    desk.keep(undoes=first.id)


def cycle(desk):
    desk.put("topic:2", title="To", merged_into="topic:3")
    desk.put("topic:3", title="Tre", merged_into="topic:2")


def puts(record, **values):
    return lambda desk: desk.put(record, **values)


FIRES = [
    ("too-many-areas", more_areas, WORKSHOP),
    ("too-many-goals", more_goals, WORKSHOP),
    ("too-many-goals-in-area", more_goals, "area:1"),
    ("measure-without-owner", puts("measure:1", owner=" "), "measure:1"),
    ("owner-not-accepted", puts("measure:1", owner_state="proposed"), "measure:1"),
    ("measure-without-time", puts("measure:2", horizon=""), "measure:2"),
    ("deadline", puts("measure:1", deadline="til våren"), "measure:1"),
    ("deadline", puts("measure:1", deadline="2031-01-01"), "measure:1"),
    ("deadline", puts("measure:1", deadline="2026-12-31"), "measure:1"),
    ("deadline", puts("measure:1", deadline="2029-01-01"), "measure:1"),
    ("deadline", puts("horizon:1", year_from=2028), "measure:1"),
    ("goal-without-measures", puts("goal:2", place=["area:1", "b0"], title="Alene"), "goal:2"),
    ("goal-without-indicator", puts("indicator:1", removed=True), "goal:1"),
    ("strategy-without-measure", puts("strategy:2", place=["goal:1", "b0"], text="Ny"),
     "strategy:2"),
    ("measure-as-intention", puts("measure:1", text="Vi skal arbeide for likestilling"),
     "measure:1"),
    ("measure-as-intention", puts("measure:1", text="Leggje vekt på openheit"), "measure:1"),
    ("measure-as-intention", puts("measure:1", text="Strive for openness"), "measure:1"),
    ("too-long", puts("measure:1", text="Gi alle en fadder. Følg opp etter et år."), "measure:1"),
    ("too-long", puts("goal:1", title="Folk trives. Og blir."), "goal:1"),
    ("too-long", puts("measure:1", text="svært " * 50), "measure:1"),
    ("broken-thread", puts("area:1", **{"topics/topic:1": False}), "measure:1"),
    ("area-without-chosen-topic", puts("area:1", **{"topics/topic:1": False}), "area:1"),
    ("area-without-chosen-topic",
     lambda desk: (desk.put("topic:2", title="To", state="chosen"),
                   desk.put("topic:1", state="deselected")), "area:1"),
    ("chosen-topic-without-area", puts("topic:2", title="To", state="chosen"), "topic:2"),
    ("dangling", puts("measure:1", goals={"goal:404"}), "measure:1"),
    ("dangling", puts("group:1", removed=True), "answer:1"),
    ("dangling", puts("horizon:1", removed=True), "measure:1"),
    ("statement-without-origin", puts("statement:1", origin=""), "statement:1"),
    ("no-vision", puts("statement:1", statement_kind="value"), WORKSHOP),
    ("no-vision", puts("statement:1", removed=True), WORKSHOP),
    ("mandate-not-discussed", puts("consultation:1", consultation_kind="informed"), WORKSHOP),
    ("draft-not-discussed",
     lambda desk: [desk.put(f"consultation:{n}", removed=True) for n in (2, 5)], WORKSHOP),
    ("draft-not-discussed",
     lambda desk: [desk.put(f"consultation:{n}", consultation_kind="informed") for n in (2, 5)],
     WORKSHOP),
    ("draft-not-discussed",
     lambda desk: [desk.put(f"consultation:{n}", date="2026-11-10") for n in (2, 5)],
     "consultation:2"),
    ("draft-not-discussed",
     lambda desk: [desk.put(f"consultation:{n}", date="") for n in (2, 5)], "consultation:2"),
    ("decision-before-discussion", decided_early, "decision:2"),
    ("changes-not-discussed", puts("consultation:5", removed=True), WORKSHOP),
    ("changes-not-discussed", puts("consultation:5", date="2026-09-10"), WORKSHOP),
    ("safety-not-advised", puts("consultation:3", consultation_kind="informed"), WORKSHOP),
    ("safety-not-advised", puts("consultation:3", concerns="mandate"), WORKSHOP),
    ("committee-not-treated", puts("consultation:7", consultation_kind="informed"), WORKSHOP),
    ("amu-not-treated", puts("consultation:6", removed=True), WORKSHOP),
    ("consultation-without-date", puts("consultation:1", date=""), "consultation:1"),
    ("consultation-without-date", puts("consultation:1", date="i fjor"), "consultation:1"),
    ("consultation-without-basis", puts("consultation:1", basis=""), "consultation:1"),
    ("consultation-unclear", puts("consultation:6", party=""), "consultation:6"),
    ("consultation-unclear", puts("consultation:1", concerns=""), "consultation:1"),
    ("wrong-kind", puts("consultation:6", consultation_kind="discussed"), "consultation:6"),
    ("wrong-kind", puts("consultation:6", consultation_kind="negotiated"), "consultation:6"),
    ("points-not-answered", puts("consultation:4", points="Hva med øyene?"), "consultation:4"),
    ("disagreement-without-minutes", puts("consultation:2", stance="disagree"), "consultation:2"),
    ("decision-without-date", puts("decision:1", date=""), "decision:1"),
    ("needs-own-discussion", puts("measure:1", text="Prøve langvakter i helgene"), "measure:1"),
    ("needs-own-discussion", puts("measure:1", text="Lyse ut heile stillingar"), "measure:1"),
    ("needs-own-discussion", puts("measure:1", text="Set up monitoring of logs"), "measure:1"),
    ("own-discussion-missing", puts("measure:1", needs_discussion=True), "measure:1"),
    ("personal-data", puts("answer:1", text="Ring Kari på 912 34 567"), "answer:1"),
    ("personal-data", puts("answer:1", text="hun på 91234567 er syk"), "answer:1"),
    ("personal-data", puts("answer:1", text="fnr 010203 12345"), "answer:1"),
    ("personal-data", puts("topic:1", text="Skriv til ola@fjordvik.example"), "topic:1"),
    ("conflict", lambda desk: desk.clash("goal:1", "title", "Ett", "To"), "goal:1"),
    ("new-under-removed", late_work, "measure:2"),
    ("new-under-removed", late_in_merged, "topic:2"),
    ("ghost", ghost, "area:9"),
    ("stray", puts("goal:9", place=["area:404", "a0"], title="Borte"), "goal:9"),
    ("cycle", cycle, "topic:3"),
    ("unreadable", puts("measure:1", shape="rund"), "measure:1"),
    ("unreadable", puts("goal:1", text=17), "goal:1"),
    ("empty-title", puts("measure:1", text="  "), "measure:1"),
    ("duplicate", puts("measure:2", text="gi alle nye  en fadder."), "measure:2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "spoil", "record"), FIRES, ids=[f"{i}-{one[0]}" for i, one in enumerate(FIRES)]
)
def test_a_rule_speaks_where_it_should(rule, spoil, record):
    """A hole would reach the council with nobody having seen it."""
    desk = sound()
    spoil(desk)
    assert rule in rules(desk, record)


def test_every_rule_is_tried():
    """A rule that never speaks would be there for show."""
    assert {rule for rule, *_ in FIRES} == set(RULES)


def silent(rule, spoil):
    desk = sound()
    spoil(desk)
    return rule not in rules(desk)


SILENT = [
    ("deadline", puts("measure:1", deadline="2028-12-31")),
    ("too-many-goals-in-area",
     lambda desk: [desk.put(f"goal:{n}", place=["area:1", f"b{n}"], title=f"{n}") for n in "23"]),
    ("measure-as-intention", puts("measure:1", text="Vurderingsmøte med alle nye hver vår")),
    ("measure-as-intention", puts("measure:1", text="Innføre fast møte for å bidra til ro")),
    ("too-long", puts("measure:1", text="Gi alle nye, bl.a. lærlinger, en fadder innen 1. mai")),
    ("broken-thread",
     lambda desk: (desk.put("area:1", **{"topics/topic:1": False}),
                   desk.put("measure:1", answers={"answer:1"}),
                   desk.put("measure:2", topics={"topic:1"}))),
    ("broken-thread",
     lambda desk: (desk.put("area:1", **{"topics/topic:1": False}),
                   desk.put("goal:1", topics={"topic:1"}))),
    ("area-without-chosen-topic",
     lambda desk: (desk.put("topic:2", title="Kjerne", state="chosen"),
                   desk.put("topic:1", merged_into="topic:2"))),
    ("chosen-topic-without-area",
     lambda desk: (desk.put("topic:2", title="Kjerne", state="chosen"),
                   desk.put("topic:1", merged_into="topic:2"))),
    ("statement-without-origin", puts("statement:1", origin="", answers={"answer:1"})),
    ("needs-own-discussion", puts("measure:1", text="Prøve langvakter", needs_discussion=True)),
    ("own-discussion-missing",
     lambda desk: (desk.put("measure:1", needs_discussion=True),
                   consult(desk, "8", "unions", "discussed", "", "2027-02-01",
                           measures={"measure:1"}))),
    ("personal-data", puts("answer:1", text="10 000 000 kroner i 2027–2030, 20 27 prosent")),
    ("personal-data", puts("answer:1", text="Sak 26/12345678, 2027-03-01, 120 30 500")),
    ("points-not-answered", puts("consultation:4", points="Øyene?", our_answer="Ja")),
    ("disagreement-without-minutes", puts("consultation:2", stance="partly", minutes="Vi mener")),
    ("decision-before-discussion",
     puts("decision:2", body="Kommunestyret", date="2026-01-29", decision_kind="decision",
          text="Kommunestyret vedtar mandat for ny arbeidsgiverstrategi.")),
    ("dangling", puts("answer:1", group="")),
    ("duplicate", puts("topic:2", title="Heltid", merged_into="topic:1")),
    ("empty-title", puts("measure:1", removed=True, text="")),
    ("conflict", lambda desk: desk.clash("goal:1", "title", "Samme", "Samme")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "change"), SILENT, ids=[f"{i}-{one[0]}" for i, one in enumerate(SILENT)]
)
def test_a_rule_is_silent_where_it_should(rule, change):
    """People would learn to skip the findings, the true ones too."""
    assert silent(rule, change)


# ── what counts, and when ────────────────────────────────────────────────────────────────────


def test_a_finished_draft_asks_for_the_parties_and_nothing_later():
    """A group that has just finished its draft would be scolded for a meeting in six months."""
    desk = drafted()
    errors = {one.rule for one in review(desk.view) if one.severity == "error"}
    assert errors == {"draft-not-discussed", "safety-not-advised"}
    assert rules(desk) == errors


def test_a_workshop_without_goals_is_not_asked_to_discuss_the_draft():
    """A group on its first day would be told that it has broken the main agreement."""
    desk = Desk(title="Ny")
    desk.put("topic:1", title="Heltid", state="candidate")
    desk.put("area:1", place=["", "a0"], title="Heltid")
    assert not {"draft-not-discussed", "safety-not-advised"} & rules(desk)


def test_a_half_day_is_not_asked_to_discuss_what_is_only_input(root):
    """A gathering whose output is input would be held to the rules of a strategy."""
    desk = drafted()
    follow(desk, root / "process_templates" / "halvdag.yaml")
    assert "draft-not-discussed" not in rules(desk)
    decided = sound()
    decided.put("consultation:2", removed=True)
    decided.put("consultation:5", removed=True)
    follow(decided, root / "process_templates" / "halvdag.yaml")
    assert "draft-not-discussed" in rules(decided)


def follow(desk, path):
    import yaml

    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    desk.put("process:p:1", content=content)
    desk.put(WORKSHOP, process="process:p:1")


@pytest.mark.parametrize("kind", ["informed", "advised", "presented", "treated", "statement"])
def test_only_discussed_is_discussed(kind):
    """A municipality would believe that being informed is drøfting."""
    desk = sound()
    for number in (2, 5):
        desk.put(f"consultation:{number}", consultation_kind=kind)
    assert "draft-not-discussed" in rules(desk)


@pytest.mark.parametrize("party", ["committee", "amu", "safety", "hearing", ""])
def test_a_committee_does_not_stand_in_for_the_unions(party):
    """The joint committee would be taken to replace drøfting."""
    desk = sound()
    for number in (2, 5):
        desk.put(f"consultation:{number}", party=party)
    assert "draft-not-discussed" in rules(desk)


def test_the_same_day_is_too_late():
    """A proposal could be signed in the morning and discussed in the afternoon."""
    desk = sound()
    desk.put("consultation:5", removed=True)
    desk.put("consultation:2", date="2026-11-10")
    assert "draft-not-discussed" in rules(desk)
    desk.put("consultation:2", date="2026-11-09")
    assert "draft-not-discussed" not in rules(desk)


def test_a_decided_strategy_without_owner_is_an_error():
    """A council would decide something that nobody does."""
    desk = drafted()
    desk.put("measure:1", owner="")
    assert finding(desk, "measure-without-owner").severity == "warning"
    desk = sound()
    desk.put("measure:1", owner="")
    assert finding(desk, "measure-without-owner").severity == "error"


def test_a_hearing_that_changed_nothing_yet_is_a_warning():
    """A hearing still going on would block everything."""
    desk = drafted()
    desk.put("consultation:4", removed=False, changed="")
    assert finding(desk, "changes-not-discussed").severity == "warning"
    desk.put("consultation:4", changed="Mål 1")
    assert finding(desk, "changes-not-discussed").severity == "error"


def test_a_measure_begun_without_its_own_discussion_is_worse():
    """A new roster could start while the list says that all is well."""
    desk = sound()
    desk.put("measure:1", needs_discussion=True)
    assert finding(desk, "own-discussion-missing").severity == "note"
    desk.put("measure:1", status="started")
    assert finding(desk, "own-discussion-missing").severity == "warning"


def test_personal_data_is_not_repeated():
    """The finding would put on a projector what should have been removed."""
    desk = sound()
    desk.put("answer:1", text="Kari 912 34 567 er sykmeldt")
    found = finding(desk, "personal-data")
    assert "912" not in str(found.message)
    assert "Kari" not in str(found.message)


def test_a_strategy_without_talks_gets_one_finding_not_one_per_measure():
    """An imported strategy would drown in findings of the same kind."""
    desk = sound()
    for record in ("topic:1", "answer:1"):
        desk.put(record, removed=True)
    assert finding(desk, "broken-thread").record == WORKSHOP
