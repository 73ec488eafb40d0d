"""A strategy goes out as YAML and comes back: into a new workshop, or into one that lives on."""

import msgspec
import pytest
from hostile_desk import filled
from hostile_texts import HOSTILE, HOSTILE_LINES
from hypothesis import given
from hypothesis import strategies as st
from small_workshop import Desk, small

from workshop import documents
from workshop.acts import base, parties, setup, strategy
from workshop.changes import MAX_TEXT_BYTES, Act, act_id, decode, encode
from workshop.documents import import_plan, read_strategy, strategy_data
from workshop.documents.records import TYPES
from workshop.i18n import translator
from workshop.model import Area, Goal, Measure, kind_of

EN = translator("en")


def exported(desk: Desk) -> str:
    return documents.render(desk.view, "strategy", "yaml", EN, "2026-10-06")


def take_in(desk: Desk, text: str) -> documents.ImportPlan:
    plan = import_plan(desk.view, read_strategy(text, "plan.yaml"))
    assert not plan.errors, [str(one) for one in plan.errors]
    desk.do(plan.change)
    return plan


def values(desk: Desk) -> dict[str, dict[str, object]]:
    """Every field of every record of the strategy, as it lies in the file; places by order."""
    found = {}
    for record in desk.view.records():
        kind = kind_of(record)
        if kind in TYPES and desk.view.on_screen(record):
            raw = dict(desk.view.raw(record))
            raw.pop("process", None)
            raw.pop("removed", None)
            if "place" in raw:
                above = desk.view.parent(record)
                raw["place"] = [above, desk.view.siblings(above, kind).index(record)]
            found[record] = {k: v for k, v in raw.items() if "/" not in k or v is not False}
    return found


def english(plan: documents.ImportPlan) -> list[str]:
    return [str(one) for one in plan.problems]


def problems_of(text: str, desk: Desk | None = None) -> list[str]:
    return english(import_plan((desk or Desk()).view, read_strategy(text, "plan.yaml")))


# ── there and back ───────────────────────────────────────────────────────────────────────────


def test_an_export_makes_the_same_strategy_in_a_new_workshop():
    """A consultant who moves a strategy to a new file would have to type half of it again."""
    old, new = small(), Desk("b")
    plan = take_in(new, exported(old))
    assert values(new) == values(old)
    assert exported(new) == exported(old)
    assert not plan.updated
    assert not plan.restored


@pytest.mark.parametrize("text", [*HOSTILE, *HOSTILE_LINES])
def test_whatever_the_text(text):
    """One odd character would change the wording that the unions agreed to."""
    old, new = filled(text, codes=True), Desk("b")
    take_in(new, exported(old))
    assert values(new) == values(old)


TEXT = st.text(max_size=40) | st.sampled_from(["no", "12:30", "~", "null", "- a", "a: b #c", " x "])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def workshops(draw):
    """Strategies with any text anywhere, unknown fields, odd values, moves and removals."""
    desk = small()
    records = [one for one in desk.view.records() if kind_of(one) in TYPES]
    for _ in range(draw(st.integers(1, 6))):
        record = draw(st.sampled_from(records))
        field = draw(st.sampled_from([*TYPES[kind_of(record)], "from-tomorrow", "x/y"]))
        if draw(st.integers(0, 9)) == 0 and record != "workshop:this":
            desk.do(base.remove(desk.view, record))
        elif TYPES[kind_of(record)].get(field) is dict:
            name = f"{field}/{draw(TEXT)}"
            desk.do(base.change(desk.view, "x", {record: {name: draw(st.booleans())}}))
        else:
            wanted = TYPES[kind_of(record)].get(field)
            value = draw(TEXT if wanted is str else JSON)
            desk.do(base.change(desk.view, "x", {record: {field: value}}))
    siblings = desk.view.siblings("", "statement")
    if len(siblings) > 1:
        moving = draw(st.sampled_from(siblings))
        desk.do(base.move(desk.view, moving, "", draw(st.sampled_from(["", None]))))
    return desk


@given(workshops())
def test_any_strategy_comes_back_the_same(old):
    """Something nobody thought of would be lost on the way through the file."""
    new = Desk("b")
    text = exported(old)
    take_in(new, text)
    assert values(new) == values(old)
    assert strategy_data(new.view) == strategy_data(old.view)
    again = import_plan(new.view, read_strategy(text))
    assert again.empty
    assert import_plan(old.view, read_strategy(text)).empty


@given(workshops(), workshops(), st.randoms())
def test_twice_is_once_and_nothing_goes_away(mine, theirs, random):
    """Pressing import again would add everything once more, or wipe what was written since."""
    data = strategy_data(theirs.view)
    random.shuffle(data.get("statements", []))
    random.shuffle(data.get("areas", []))
    before = set(values(mine))
    source = read_strategy(documents.records.write(data))
    plan = import_plan(mine.view, source)
    assert not plan.errors
    mine.do(plan.change)
    assert import_plan(mine.view, source).empty
    assert before <= set(values(mine))
    wanted = [one["id"] for one in data.get("statements", [])]
    here = [one for one in mine.view.siblings("", "statement") if one in wanted]
    assert here == wanted


def test_an_import_is_undone_as_one():
    """A wrong file would have to be taken out again record by record."""
    desk = small()
    before = strategy_data(desk.view)
    other = filled("annet")
    plan = import_plan(desk.view, read_strategy(exported(other)))
    act = desk.do(plan.change)
    assert strategy_data(desk.view) != before
    desk.undo(act)
    assert strategy_data(desk.view) == before


# ── into a workshop that lives on ────────────────────────────────────────────────────────────


def test_only_what_differs_is_changed():
    """The history would say that everything was rewritten, and conflicts would follow."""
    desk = small()
    text = exported(desk).replace("text: Modig", "text: Modig og nær")
    plan = take_in(desk, text)
    assert plan.change.sets == {"statement:a017": {"text": "Modig og nær"}}
    assert plan.updated == (("statement:a017", "text"),)
    assert desk.view.conflicts() == []


def test_nothing_is_removed():
    """Importing a part of the strategy would take the rest away."""
    desk = small()
    before = values(desk)
    plan = take_in(
        desk,
        "format: workshop-strategy/1\n"
        "areas:\n"
        "  - id: area:a021\n"
        "    goals:\n"
        "      - id: goal:a022\n"
        "        measures:\n"
        "          - id: measure:a026\n"
        "            strategies: [strategy:a025]\n",
    )
    assert plan.updated == (("measure:a026", "strategies"),)
    after = values(desk)
    assert after["measure:a026"].pop("strategies/strategy:a025") is True
    assert after == before


def test_records_written_by_hand_get_an_id_and_are_known_again():
    """A team that writes its first plan in an editor would get it twice when it corrects it."""
    text = (
        "format: workshop-strategy/1\n"
        "areas:\n"
        "  - title: Folk nok\n"
        "    goals:\n"
        "      - title: Hele stillinger\n"
        "        measures:\n"
        "          - text: Lyse ut hele\n"
        "            owner:\n"
        "          - text: Lyse ut hele\n"
        "      - title: Trygge ledere\n"
    )
    desk = Desk()
    plan = take_in(desk, text)
    assert len(plan.added) == 5
    area = desk.view.under("", Area)[0]
    assert [one.title for one in desk.view.under(area.id, Goal)] == [
        "Hele stillinger",
        "Trygge ledere",
    ]
    goal = desk.view.goals()[0]
    assert len(desk.view.under(goal.id, Measure)) == 2
    assert take_in(desk, text.replace("owner:", "owner: Personalsjef")).updated
    assert [one.owner for one in desk.view.measures()] == ["Personalsjef", ""]


def test_new_records_come_where_they_stand_in_the_file():
    """A goal written between two others would land at the end, and get another number."""
    desk = small()
    text = exported(desk).replace(
        "  - id: statement:a017\n", "  - id: statement:new\n    text: Nær\n  - id: statement:a017\n"
    )
    plan = take_in(desk, text)
    assert plan.added == ("statement:new",)
    assert [one.text for one in desk.view.statements()][1:4] == ["Til å stole på", "Nær", "Modig"]
    assert set(plan.change.sets) == {"statement:new"}


def test_another_order_in_the_file_moves_as_few_as_possible():
    """Moving one line in the editor would look like a rewrite of the whole list."""
    desk = small()
    data = strategy_data(desk.view)
    data["statements"].append(data["statements"].pop(0))
    plan = take_in(desk, documents.records.write(data))
    assert set(plan.change.sets) == {"statement:a015"}
    assert desk.view.statements()[-1].id == "statement:a015"


def test_order_is_right_also_where_two_chose_the_same_place():
    """After a merge, two records at the same place would swap at every import."""
    desk = small()
    place = list(desk.view.raw("statement:a016")["place"])
    desk.do(base.change(desk.view, "x", {"statement:a017": {"place": place}}))
    text = exported(desk)
    assert import_plan(desk.view, read_strategy(text)).empty
    text = text.replace(
        "  - id: statement:a017\n", "  - id: statement:new\n    text: Nær\n  - id: statement:a017\n"
    )
    take_in(desk, text)
    assert [one.text for one in desk.view.statements()][1:4] == ["Til å stole på", "Nær", "Modig"]
    assert import_plan(desk.view, read_strategy(text)).empty


def test_a_goal_may_be_moved_to_another_area():
    """Regrouping the goals in an editor would leave them where they were."""
    desk = small()
    data = strategy_data(desk.view)
    data["areas"][1]["goals"].insert(0, data["areas"][0]["goals"].pop())
    plan = take_in(desk, documents.records.write(data))
    assert plan.updated == (("goal:a022", "place"),)
    assert [one.id for one in desk.view.under("area:a027", Goal)] == ["goal:a022", "goal:a028"]


def test_what_was_removed_here_comes_back():
    """An import would report success, and the measure would still be nowhere to be seen."""
    desk = small()
    text = exported(desk)
    desk.do(base.remove(desk.view, "goal:a022"))
    plan = take_in(desk, text)
    assert plan.restored == ("goal:a022",)
    assert exported(desk) == text
    assert import_plan(desk.view, read_strategy(text)).empty


def test_a_settled_text_replaces_both_sides_of_a_conflict():
    """An import of the agreed text would leave the conflict standing with three versions."""
    desk = small()
    measure = "measure:a026"
    tips = {measure: {"text": desk.view.tips(measure, "text")}}
    first = base.edit(desk.view, measure, text="En", tips=tips)
    second = base.edit(desk.view, measure, text="To", tips=tips)
    desk.do(first)
    desk.do(second)
    assert len(desk.view.conflicts()) == 1
    take_in(desk, exported(desk).replace("text: To", "text: Enige"))
    assert desk.view.conflicts() == []
    assert desk.view.need(Measure, measure).text == "Enige"


def test_the_followed_process_stays():
    """The thread through the process would be cut by taking a strategy in."""
    desk = small()
    take_in(desk, exported(filled("annet")))
    assert desk.view.workshop.process == "process:halv:1"


def test_what_was_forgotten_here_is_not_brought_back_as_a_marker():
    """A text blanked in one copy would blank the same text in a copy where it still is."""
    desk = small()
    text = exported(desk).replace(
        "    text: Modig", '    other:\n      text:\n        $forgotten: "2026-10-01"'
    )
    plan = take_in(desk, text)
    assert plan.empty
    new = Desk("b")
    take_in(new, text)
    assert "2026-10-01" in new.view.title("statement:a017")


def test_strays_and_ghosts_are_exported_too():
    """After a merge, what has lost its place would be missing from the copy of the strategy."""
    desk = small()
    desk.do(
        base.change(desk.view, "x", {"goal:lost": {"title": "Alene", "place": ["area:q", "a0"]}})
    )
    desk.do(
        base.change(desk.view, "x", {"measure:m": {"text": "Under", "place": ["goal:lost", "a0"]}})
    )
    added = base.add(desk.view, desk.new_id, "premise", "x", parent="", text="Angret")
    act = desk.do(added[1])
    colleague = Act(
        id=act_id(desk.log.highest() + 1, 7), sets={added[0]: {"source": "Kollega"}}
    )  # fmt: skip
    desk.take([colleague])
    desk.undo(act)
    assert desk.view.is_ghost(added[0])
    text = exported(desk)
    assert import_plan(desk.view, read_strategy(text)).empty
    new = Desk("b")
    take_in(new, text)
    assert strategy_data(new.view) == strategy_data(desk.view)
    assert new.view.raw("goal:lost")["place"] == ["area:q", "a0"]
    assert new.view.parent("measure:m") == "goal:lost"
    assert new.view.raw(added[0])["text"] == "Angret"


def test_an_empty_workshop_can_be_exported():
    """The first export of the first day would stop the one who wants to see what it gives."""
    assert strategy_data(Desk().view) == {"format": "workshop-strategy/1"}
    assert take_in(Desk("b"), exported(Desk())).empty


# ── what is wrong, and where ─────────────────────────────────────────────────────────────────

MISTAKES = """\
format: workshop-strategy/1
workshop:
  titel: Strategi
  period_from: '2027'
statements:
  - id: goal:1
    statement_kind: visjon
    text: 42
    locked: ja
areas:
  - id: area:1
    title: A
    gaols: []
  - id: area:1
    topics: topic:1
    goals: none
  - tekst
horizons:
  title: Kort
other: {}
"""


def test_every_mistake_is_told_with_its_line():
    """Whoever wrote the file by hand would mend one mistake at a time, looking for each."""
    assert problems_of(MISTAKES) == [
        "plan.yaml:3:3: Unknown key “titel”: did you mean “title”?",
        "plan.yaml:4:16: This must be a whole number, without quotes",
        "plan.yaml:6:9: An id here has the form “statement:…”, without spaces",
        (
            "plan.yaml:7:21: “visjon” is none of these: vision, value, reputation, main-goal, "
            "employer-principle, leader-principle, employee-principle"
        ),
        "plan.yaml:8:11: This must be text: put it in quotes",
        "plan.yaml:9:13: This must be true or false",
        "plan.yaml:13:5: Unknown key “gaols”: did you mean “goals”?",
        "plan.yaml:14:9: “area:1” is already there, on line 11",
        "plan.yaml:15:13: This must be a list of ids: begin each with “-”",
        "plan.yaml:16:12: This must be a list: begin each item with “-”",
        "plan.yaml:17:5: This must be keys with values",
        "plan.yaml:19:3: This must be a list: begin each item with “-”",
        "plan.yaml:20:1: Unknown key “other”",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "plan.yaml:1:1: This is not a strategy: it should begin with “format:”"),
        ("- a", "plan.yaml:1:1: This is not a strategy: it should begin with “format:”"),
        ("a: b", "plan.yaml:1:1: “format: workshop-strategy/1” is missing"),
        ("format: x", "plan.yaml:1:9: The format must be “workshop-strategy/1”"),
        (
            "format: workshop-strategy/2",
            "plan.yaml:1:9: Written by a newer version of the program (workshop-strategy/2)",
        ),
        ("format: [", "plan.yaml:"),
    ],
)
def test_what_is_not_a_strategy_is_said_in_one_line(text, said):
    """A deck, or a file cut short, would be taken in as an empty strategy."""
    (found,) = problems_of(text)
    assert found.startswith(said)


def test_mistakes_take_nothing_in():
    """Half a file would be in the workshop, and nobody would know which half."""
    plan = import_plan(Desk().view, read_strategy(MISTAKES, "plan.yaml"))
    assert plan.change is None
    assert plan.empty
    assert plan.errors


def test_warnings_tell_and_let_through():
    """A status from a newer version would keep the whole strategy out."""
    text = (
        "format: workshop-strategy/1\nareas:\n  - title: A\n    goals:\n      - title: G\n"
        "        measures:\n          - text: M\n            status: paused\n"
        "            horizon: horizon:none\n"
    )
    plan = import_plan(Desk().view, read_strategy(text, "plan.yaml"))
    assert english(plan) == [
        "plan.yaml:8:21: “paused” is none of these: not-started, started, done, stopped",
        "plan.yaml:9:22: There is no horizon with the id “horizon:none”",
    ]
    assert plan.errors == ()
    assert len(plan.added) == 3


def test_a_text_too_long_for_a_field_is_told_before_anything_is_done():
    """The import would stop in the middle of writing."""
    text = f"format: workshop-strategy/1\nworkshop:\n  title: {'x' * (MAX_TEXT_BYTES + 1)}\n"
    assert problems_of(text) == ["plan.yaml:3:10: The text is 200 kB long; one field holds 200 kB"]


def test_a_value_too_deep_for_an_act_is_told():
    """The file would be written with an act in it that no one can read again."""
    deep = "[" * 60 + "]" * 60
    text = f"format: workshop-strategy/1\nworkshop:\n  other:\n    x: {deep}\n"
    assert problems_of(text) == ["plan.yaml:4:5: More than 58 levels inside each other"]
    desk = Desk()
    take_in(desk, text.replace(deep, deep[4:-4]))
    for act in desk.log:
        assert decode(encode(act)) == act


def test_a_name_too_long_is_told():
    """The import would stop while it was being written."""
    text = f"format: workshop-strategy/1\nworkshop:\n  other:\n    {'x' * 1001}: 1\n"
    assert problems_of(text) == ["plan.yaml:4:1008: A name here is longer than 1000 letters"]


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_any_file_gets_an_answer(source):
    """A file of the wrong sort would end in a traceback."""
    plan = import_plan(Desk().view, read_strategy(source))
    assert plan.empty or plan.errors == ()


@given(JSON, st.data())
def test_any_values_in_the_file_get_an_answer(value, data):
    """A hand-written file with a list where a text belongs would end in a traceback."""
    found = strategy_data(small().view)
    where = data.draw(st.sampled_from(["workshop", "areas", "statements", "unplaced", "sections"]))
    if isinstance(found.get(where), list) and data.draw(st.booleans()):
        item = found[where][0]
        item[data.draw(st.sampled_from([*item, "id", "goals", "place", "other"]))] = value
    else:
        found[where] = value
    plan = import_plan(Desk().view, read_strategy(documents.records.write(found)))
    assert plan.change is not None or plan.errors
    if plan.change:
        msgspec.json.encode(plan.change)


def test_acts_still_work_on_what_was_imported():
    """The imported strategy would be a dead copy that cannot be worked on."""
    desk = Desk("b")
    take_in(desk, exported(small()))
    goal = desk.view.goals()[0].id
    desk.add(strategy.add_measure, goal, "Nytt")
    desk.add(setup.add_premise, "Ny")
    desk.add(parties.consult, "AMU", "treated")
    assert [one.text for one in desk.view.under(goal, Measure)][-1] == "Nytt"
