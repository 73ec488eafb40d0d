"""The view: typed, in order, and the same whether it followed along or came late."""

from replica import Replica, check_same_as_fresh

from workshop.acts import base, strategy, topics
from workshop.model import WORKSHOP, Answer, Area, Goal, Measure
from workshop.view import View


def outline() -> tuple[Replica, list[str]]:
    person = Replica("host", 1)
    area = person.add("area", "", title="Heltid")
    goals = [person.add("goal", area, title=f"Mål {n}") for n in range(3)]
    return person, [area, *goals]


def test_siblings_come_in_the_order_people_gave_them():
    """The plan would come out of the printer in another order than on the screen."""
    person, (area, one, two, three) = outline()
    person.do(base.shift(person.view, three, -1))
    assert [goal.id for goal in person.view.under(area, Goal)] == [one, three, two]
    person.do(base.move(person.view, two, area, ""))
    assert person.view.siblings(area, "goal") == [two, one, three]
    assert base.shift(person.view, two, -1) is None
    check_same_as_fresh(person.view, person.log)


def test_measures_come_in_the_order_of_the_strategy():
    """The action plan would number measures in the order they happened to be typed."""
    person, (area, one, two, _) = outline()
    second = person.add("measure", two, text="B")
    first = person.add("measure", one, text="A")
    assert [measure.id for measure in person.view.measures()] == [first, second]
    assert [goal.id for goal in person.view.goals()][:2] == [one, two]
    person.do(base.remove(person.view, area))
    assert person.view.measures() == []
    assert person.view.count(area, "goal") == 0


def test_answers_lie_under_their_card_in_the_order_given():
    """What table 1 said first would stand last on the wall."""
    person, _ = outline()
    draw = person.add("draw", card="card:a:b:c")
    given = [person.add("answer", draw=draw, text=f"svar {n}") for n in range(4)]
    assert [answer.id for answer in person.view.under(draw, Answer)] == given
    assert person.view.ids("answer") == given


def test_a_topic_has_the_answers_of_all_that_were_merged_into_it():
    """Merging topics would lose the tables' own words from the ranking."""
    person, _ = outline()
    draw = person.add("draw", card="card:a:b:c")
    said = [person.add("answer", draw=draw, text=f"svar {n}") for n in range(3)]
    made = [person.add("topic", title=f"T{n}", answers=[said[n]]) for n in range(3)]
    person.do(topics.merge(person.view, [made[0]], made[1]))
    person.do(topics.merge(person.view, [made[1]], made[2]))
    assert [topic.id for topic in person.view.topics()] == [made[2]]
    assert [answer.id for answer in person.view.topic_answers(made[2])] == said
    assert {topic.id for topic in person.view.merged_topics(made[2])} == set(made[:2])
    person.do(base.remove(person.view, made[2]))
    assert {topic.id for topic in person.view.topics()} == {made[1]}


def test_what_is_not_there_reads_as_empty():
    """A screen would crash on the first workshop that has no goals yet."""
    view = View(Replica("host", 1).log)
    assert view.get("goal:none") is None
    assert view.need(Goal, "goal:none") == Goal(id="goal:none")
    assert view.find(Area, WORKSHOP) is None
    assert view.title("goal:none") == ""
    assert view.workshop.title == ""
    assert not view.on_screen("goal:none")
    assert view.history("goal:none", "title") == []
    assert view.born("goal:none") is None


def test_the_version_goes_up_whenever_anything_may_look_different():
    """A screen that repaints by the version would show yesterday's text."""
    person, (_, goal, *_) = outline()
    before = person.view.version
    person.set(goal, title="ny")
    assert person.view.version > before


def test_history_tells_who_wrote_what():
    """«Who said this?» would have no answer."""
    person, (_, goal, *_) = outline()
    person.set(goal, title="ny")
    person.undo()
    moments = person.view.history(goal, "title")
    assert [(one.value, one.live, one.shown) for one in moments] == [
        ("Mål 0", True, True),
        ("ny", False, False),
    ]
    assert {one.by for one in moments} == {"host"}
    assert person.view.born(goal).sets[goal]["title"] == "Mål 0"


def test_hostile_ids_and_texts_are_only_data():
    """One pasted escape code in an id would break a list for everyone."""
    person, (_, goal, *_) = outline()
    for nasty in ("goal:\n\n", "goal:\x1b[2J", "goal:" + "x" * 900, ":", "goal:[/]", "😀:😀"):
        person.take([person.act(sets={nasty: {"title": nasty, "place": [goal, nasty]}})])
    check_same_as_fresh(person.view, person.log)
    assert person.view.need(Goal, "goal:\x1b[2J").title == "goal:\x1b[2J"
    assert len(person.view.strays()) == 4


def test_work_done_in_one_act_is_undone_in_one():
    """An import would have to be undone line by line."""
    person, (_, one, two, _) = outline()
    changes = [base.edit(person.view, goal, title="importert") for goal in (one, two)]
    person.do(base.together("Import", changes))
    person.undo()
    assert [person.view.title(goal) for goal in (one, two)] == ["Mål 0", "Mål 1"]


def test_owner_and_ties_follow_a_measure():
    """A measure would lose the topics it came from when it is edited."""
    person, (_, goal, *_) = outline()
    measure, change = strategy.add_measure(
        person.view, person.new_id, goal, "Årsturnus", topics=["topic:1"]
    )
    person.do(change)
    person.do(strategy.tie(person.view, measure, "topics", ["topic:2"]))
    person.do(strategy.accept_owner(person.view, measure))
    found = person.view.need(Measure, measure)
    assert (found.topics, found.owner_state) == ({"topic:2": True}, "accepted")
