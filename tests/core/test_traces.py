"""The traces behind the rules of the file, one by one. Rule numbers as in docs/file-format.md."""

import msgspec
import pytest
from replica import Replica, state

from workshop.acts import base, cards, setup, strategy, topics
from workshop.changes import (
    Act,
    Log,
    NewerAct,
    Steps,
    TextTooLongError,
    act_id,
    clean,
    clean_sets,
    decode,
    encode,
    same,
)
from workshop.model import Goal, Group, Topic
from workshop.store import checksum
from workshop.view import View

GOAL = "goal:g"


def two() -> tuple[Replica, Replica]:
    """One copy and another copy of one goal, with the second clock two days slow."""
    host, peer = Replica("host", 1), Replica("peer", 2, hours_wrong=-48)
    host.set("area:a", place=["", "a0"], title="Område")
    host.set(GOAL, place=["area:a", "a0"], title="Mål")
    peer.merge(host)
    return host, peer


def meet(*people: Replica) -> View:
    for person in people:
        person.merge(*people)
    assert len({state(person.view) for person in people}) == 1
    return people[0].view


# ── rule 1 ──────────────────────────────────────────────────────────────────────────────────────


def test_1_half_an_act_cannot_be_read():
    """Half of an edit of two fields would stand as if someone had meant it."""
    body = encode(Act(id=act_id(1, 1), sets={GOAL: {"title": "Mål", "text": "Lang tekst"}}))
    for cut in range(len(body)):
        with pytest.raises(ValueError):
            decode(body[:cut])


def test_1_every_flipped_bit_shows_in_the_checksum():
    """A flipped bit turns «ikke» into «ikkf» in a text, and nobody ever knows."""
    identifier, body = act_id(1, 1), encode(Act(id=act_id(1, 1), sets={GOAL: {"title": "ikke"}}))
    sound = checksum(identifier, body)
    for bit in range(len(body) * 8):
        flipped = bytearray(body)
        flipped[bit // 8] ^= 1 << bit % 8
        assert checksum(identifier, bytes(flipped)) != sound


# ── rule 2 ──────────────────────────────────────────────────────────────────────────────────────


def test_2_a_slow_clock_does_not_make_an_older_text_the_newest():
    """The one whose laptop is two days behind would see her newer text replaced by the old."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    peer.merge(host)
    later = peer.set(GOAL, title="Den andres, skrevet etterpå")
    assert later.at < host.log[host.steps.done[-1]].at
    assert meet(host, peer).need(Goal, GOAL).title == "Den andres, skrevet etterpå"
    assert host.view.conflicts() == []


def test_2_two_copies_of_one_file_make_different_acts():
    """A file copied with the laptop it lay on would make acts that overwrite each other's."""
    host, _ = two()
    copy = Replica(host.seat, seed=99)
    copy.merge(host)
    one, other = host.set(GOAL, title="her"), copy.set(GOAL, title="der")
    assert one.id[:12] == other.id[:12]
    assert one.id != other.id
    meet(host, copy)
    assert {one.id, other.id} <= {act.id for act in host.log}


def test_2_an_act_comes_above_everything_its_maker_had_seen():
    """An edit made after a merge could sort before what it replaces, and never show."""
    host, peer = two()
    for number in range(20):
        host.set(GOAL, title=f"utkast {number}")
    peer.merge(host)
    assert peer.set(GOAL, title="siste").id > max(act.id for act in host.log)


# ── rule 3 ──────────────────────────────────────────────────────────────────────────────────────


def test_3_two_who_did_not_see_each_other_both_keep_their_text():
    """Last writer wins: a colleague's afternoon of work is gone after a merge."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    peer.set(GOAL, title="Den andres")
    view = meet(host, peer)
    assert {value.value for value in view.conflict(GOAL, "title").values} == {
        "Den enes",
        "Den andres",
    }
    assert view.need(Goal, GOAL).title == view.conflict(GOAL, "title").values[0].value


def test_3_the_same_text_from_two_is_no_conflict():
    """Two who corrected the same slip would be asked which of two equal texts they want."""
    host, peer = two()
    host.set(GOAL, title="Rettet")
    peer.set(GOAL, title="Rettet")
    assert meet(host, peer).conflicts() == []
    assert not same(True, 1)


def test_3_a_covered_value_passes_the_cover_on():
    """After an undo in the middle, a text from three edits ago would come back as a conflict."""
    host, _ = two()
    first = host.set(GOAL, title="en")
    second = host.act(sets={GOAL: {"title": "to"}}, replaces={GOAL: {"title": [first.id]}})
    host.take([second])
    third = host.act(sets={GOAL: {"title": "tre"}}, replaces={GOAL: {"title": [second.id]}})
    host.take([third])
    host.take([host.act(undoes=second.id)])
    assert [value.value for value in host.view.shown(GOAL, "title")] == ["tre"]


def test_3_an_undone_value_that_nothing_covers_covers_nothing():
    """Undoing an edit would leave the field empty instead of as it was."""
    host, _ = two()
    host.set(GOAL, title="ny")
    host.undo()
    assert host.view.need(Goal, GOAL).title == "Mål"


def test_3_a_human_settles_a_conflict_with_one_value_or_a_third():
    """A settled conflict that comes back at every merge is never settled."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    peer.set(GOAL, title="Den andres")
    meet(host, peer)
    host.do(base.settle(host.view, GOAL, "title", "Begges"))
    view = meet(host, peer)
    assert view.conflicts() == []
    assert view.need(Goal, GOAL).title == "Begges"


def test_3_a_forged_cover_of_later_acts_cannot_make_a_conflict_that_never_ends():
    """A crafted file could hold a conflict that no settling settles."""
    host, _ = two()
    later = act_id(host.log.highest() + 2, 5)
    forged = Act(
        id=act_id(host.log.highest() + 1, 1), seat="x",
        sets={GOAL: {"title": "forfalsket"}}, replaces={GOAL: {"title": [later]}},
    )  # fmt: skip
    honest = Act(id=later, seat="y", sets={GOAL: {"title": "ekte"}})
    host.take([forged, honest])
    assert host.view.conflict(GOAL, "title")
    host.do(base.settle(host.view, GOAL, "title", "ferdig"))
    assert host.view.conflicts() == []


# ── rule 4 ──────────────────────────────────────────────────────────────────────────────────────


def test_4_an_edit_replaces_what_was_there_when_it_was_begun():
    """A second window would silently overwrite text that its owner had not seen."""
    host, peer = two()
    begun = host.view.tips(GOAL, "title")
    peer.set(GOAL, title="Den andres")
    host.merge(peer)
    host.set(GOAL, tips=begun, title="Den enes, begynt før Den andres kom")
    assert host.view.conflict(GOAL, "title") is not None


def test_4_tips_name_undone_values_too():
    """Redoing an old edit would bring back text that a colleague has since written over."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    host.undo()
    peer.merge(host)
    peer.set(GOAL, title="Den andres")
    host.merge(peer)
    host.redo()
    view = meet(host, peer)
    assert view.need(Goal, GOAL).title == "Den andres"
    assert view.conflicts() == []


def test_4_an_edit_of_an_empty_field_begun_before_another_filled_it_is_a_conflict():
    """The first text ever in a field would be lost to whoever began at the same time."""
    host, peer = two()
    begun = host.view.tips(GOAL, "text")
    assert begun == []
    peer.set(GOAL, text="Den andres")
    host.merge(peer)
    host.set(GOAL, tips=begun, text="Den enes")
    assert host.view.conflict(GOAL, "text") is not None


# ── rule 5 ──────────────────────────────────────────────────────────────────────────────────────


def test_5_undoing_a_settled_conflict_brings_both_sides_back():
    """Undoing a settled conflict lost one side when undo wrote the old value back."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    peer.set(GOAL, title="Den andres")
    meet(host, peer)
    before = state(host.view)
    host.do(base.settle(host.view, GOAL, "title", "Den enes"))
    host.undo()
    assert state(host.view) == before
    host.redo()
    assert host.view.conflicts() == []


def test_5_undoing_an_add_leaves_what_a_colleague_put_in_it():
    """A colleague's measures would hang under a goal that is nowhere."""
    host, peer = two()
    goal, change = strategy.add_goal(host.view, host.new_id, "area:a", "Heltid")
    host.do(change)
    peer.merge(host)
    measure, change = strategy.add_measure(peer.view, peer.new_id, goal, "Årsturnus")
    peer.do(change)
    host.merge(peer)
    host.undo()
    view = meet(host, peer)
    assert [one.id for one in view.measures()] == [measure]
    assert view.is_ghost(goal)
    assert [ghost.record for ghost in view.ghosts()] == [goal]
    assert view.need(Goal, goal).title == "Heltid"


def test_5_a_ghost_goes_when_the_work_in_it_goes():
    """An undone goal would stand there for ever, empty."""
    host, peer = two()
    goal, change = strategy.add_goal(host.view, host.new_id, "area:a", "Heltid")
    host.do(change)
    peer.merge(host)
    measure, change = strategy.add_measure(peer.view, peer.new_id, goal, "Årsturnus")
    peer.do(change)
    host.merge(peer)
    host.undo()
    peer.do(base.remove(peer.view, measure))
    view = meet(host, peer)
    assert not view.on_screen(goal)
    peer.undo()
    assert meet(host, peer).need(Goal, goal).title == "Heltid"


def test_5_undoing_one_draw_leaves_the_card_to_the_others():
    """Two draw the same card; the first changes her mind, and his card has no question."""
    host, peer = two()
    card, content = "card:start:a1:ff", {"ask": "Hva er vi stolte av?"}
    host.do(cards.draw(host.view, host.new_id, card, content)[1])
    peer.merge(host)
    peer.do(cards.draw(peer.view, peer.new_id, card, content)[1])
    host.merge(peer)
    host.undo()
    view = meet(host, peer)
    assert view.raw(card) == {"content": content}
    assert view.conflicts() == []


def test_5_undoing_one_choice_of_process_leaves_the_other_whole():
    """Two choose the same process; one undoes it, and the other's plan is empty."""
    host, peer = two()
    host.do(setup.follow(host.view, "process:full:ff", {"phases": [1]}))
    peer.merge(host)
    peer.do(setup.follow(peer.view, "process:full:ff", {"phases": [1]}))
    host.merge(peer)
    host.undo()
    view = meet(host, peer)
    assert view.workshop.process == "process:full:ff"
    assert view.raw("process:full:ff") == {"content": {"phases": [1]}}


def test_5_undo_takes_back_this_windows_acts_only_in_turn():
    """Ctrl+Z on one laptop would take back what was typed on the other."""
    host, peer = two()
    host.set(GOAL, title="Den enes")
    peer.merge(host)
    peer.set(GOAL, short="Den andres")
    host.merge(peer)
    host.undo()
    view = meet(host, peer)
    assert (view.need(Goal, GOAL).title, view.need(Goal, GOAL).short) == ("Mål", "Den andres")


def test_5_a_window_that_is_opened_again_can_undo_what_it_did_before():
    """After a power cut nothing from before it could be undone."""
    host, _ = two()
    host.set(GOAL, title="ny")
    host.undo()
    again = Steps("host", host.log)
    assert (again.done, again.undone) == (host.steps.done, host.steps.undone)


def test_5_a_new_act_ends_what_can_be_redone():
    """Redo after new work would mix an old branch into it."""
    host, _ = two()
    host.set(GOAL, title="en")
    host.undo()
    host.set(GOAL, title="to")
    assert host.redo() is None


def test_5_chains_of_undoing_are_folded_once_each():
    """Someone who leans on Ctrl+Z and Ctrl+Y would hang the program, then and at every opening."""
    acts = [Act(id=act_id(1, 1), sets={GOAL: {"title": "x"}})]
    acts += [Act(id=act_id(n, 1), undoes=act_id(n - 1, 1)) for n in range(2, 5_002)]
    log = Log(acts)
    assert log.live(act_id(1, 1))
    assert Log(reversed(acts)).live(act_id(1, 1))
    one_by_one = Log()
    for act in acts[:1_000]:
        one_by_one.add([act])
    assert not one_by_one.live(act_id(1, 1))


def test_5_two_thousand_presses_of_undo_and_redo():
    """Someone who leans on Ctrl+Z and Ctrl+Y would end with something else than she began with."""
    host, _ = two()
    host.set(GOAL, title="ny")
    after = state(host.view)
    for _ in range(1_000):
        host.undo()
        host.redo()
    assert state(host.view) == after
    assert Steps("host", host.log).done == host.steps.done


def test_5_an_act_cannot_undo_itself_or_a_later_one():
    """A crafted file could hold an act that is live if and only if it is not."""
    one, two_ = act_id(1, 1), act_id(2, 1)
    log = Log([
        Act(id=one, sets={GOAL: {"title": "x"}}, undoes=two_),
        Act(id=two_, sets={GOAL: {"short": "y"}}, undoes=two_),
    ])  # fmt: skip
    assert log.live(one)
    assert log.live(two_)


# ── rule 6 ──────────────────────────────────────────────────────────────────────────────────────


def test_6_one_unreadable_value_costs_one_value():
    """One bad record made a whole file impossible to open."""
    host, _ = two()
    host.take([host.act(sets={
        GOAL: {"title": ["no", "text"], "short": "Kort", "topics/topic:1": True,
               "topics/topic:2": "maybe", "removed": "perhaps"},
        "group:1": {"composition/employees": 4, "composition/leaders": "three"},
        "goal": {"title": 1}, "": {"": None}, "widget:9": {"knob": [1]},
    })])  # fmt: skip
    goal = host.view.need(Goal, GOAL)
    assert (goal.short, goal.title, goal.topics) == ("Kort", "", {"topic:1": True})
    assert host.view.need(Group, "group:1").composition == {"employees": 4}
    assert {(one.record, one.field) for one in host.view.troubles()} >= {
        (GOAL, "title"), (GOAL, "topics/topic:2"), (GOAL, "removed"),
        ("group:1", "composition/leaders"), ("widget:9", "knob"), ("", ""),
    }  # fmt: skip
    assert host.view.raw(GOAL)["title"] == ["no", "text"]


def test_6_what_a_newer_version_wrote_is_kept_and_reported():
    """An older program on one laptop would drop the fields of a newer one on the other."""
    host, peer = two()
    host.take([host.act(sets={GOAL: {"glow": 7, "title": "Ny"}, "ray:1": {"text": "?"}})])
    peer.merge(host)
    peer.set(GOAL, title="Den andres")
    view = meet(host, peer)
    assert view.raw(GOAL)["glow"] == 7
    assert {(one.record, one.field) for one in view.troubles()} == {
        (GOAL, "glow"),
        ("ray:1", "text"),
    }
    body = b'{"id":"000000000001-000000000001","mood":"glad","sets":{"goal:g":{"title":"x"}}}'
    assert isinstance(decode(body), NewerAct)


def test_6_values_too_deep_to_be_handled_are_no_act():
    """A bomb of nested brackets would crash whoever opens the file, far down in a library."""
    for deep in (65, 900, 100_000):
        body = b'{"id":"000000000001-000000000001","sets":{"goal:g":{"title":%b}}}' % (
            b"[" * deep + b"]" * deep
        )
        with pytest.raises(ValueError):
            decode(body)
    wide = encode(Act(id=act_id(1, 1), sets={GOAL: {"content": [[1]] * 1000}}))
    assert decode(wide).sets[GOAL]["content"] == [[1]] * 1000


# ── rule 7 ──────────────────────────────────────────────────────────────────────────────────────


def test_7_two_moves_that_together_make_a_cycle_hide_nothing():
    """16 of 300 random merges made a cycle, and one hid nine records of twenty."""
    host, peer = two()
    for name in ("x", "y"):
        host.set(f"area:{name}", place=["", f"a{name}"], title=name)
    peer.merge(host)
    host.do(base.move(host.view, "area:x", "area:y"))
    peer.do(base.move(peer.view, "area:y", "area:x"))
    view = meet(host, peer)
    assert list(view.tied().values()) == ["place"]
    (tied,) = view.tied()
    assert view.parent(tied) == ""
    assert view.on_screen("area:x")
    assert view.on_screen("area:y")
    # Moving it anywhere else takes the finding away.
    host.do(base.move(host.view, "area:x", "area:a"))
    host.do(base.move(host.view, "area:y", "area:a"))
    assert not meet(host, peer).tied()


def test_7_a_move_is_one_field():
    """`position` apart from `parent`: two moves gave a place that neither had chosen."""
    host, peer = two()
    host.set("area:b", place=["", "a1"], title="B")
    host.set("area:c", place=["", "a2"], title="C")
    peer.merge(host)
    host.do(base.move(host.view, GOAL, "area:b"))
    peer.do(base.move(peer.view, GOAL, "area:c"))
    view = meet(host, peer)
    places = [act.sets[GOAL]["place"] for act in host.log if "place" in act.sets.get(GOAL, {})]
    assert [view.parent(GOAL), view.position(GOAL)] == places[-1]
    assert view.conflicts() == []


def test_7_there_is_room_between_two_equal_positions():
    """Two people each append a goal; after the merge nothing can be put between the two."""
    host, peer = two()
    first = host.add("goal", "area:a", title="Den enes")
    second = peer.add("goal", "area:a", title="Den andres")
    view = meet(host, peer)
    assert view.position(first) == view.position(second)
    upper, lower = sorted([first, second])
    record, change = base.add(view, host.new_id, "goal", "Add", parent="area:a", after=upper)
    host.do(change)
    assert host.view.siblings("area:a", "goal") == [GOAL, upper, record, lower]


def test_7_merges_of_topics_that_make_a_ring_leave_one_on_the_screen():
    """Two merge each other's topic into their own; both topics are gone from the list."""
    host, peer = two()
    one, other = host.add("topic", title="Heltid"), host.add("topic", title="Turnus")
    peer.merge(host)
    host.do(topics.merge(host.view, [one], other))
    peer.do(topics.merge(peer.view, [other], one))
    view = meet(host, peer)
    assert len(view.topics()) == 1
    assert len(view.merged_topics(view.topics()[0].id)) == 1
    assert list(view.tied().values()) == ["merged_into"]


def test_7_a_topic_merged_into_something_that_is_no_topic_stays():
    """A crafted value would take a topic off every screen."""
    host, _ = two()
    one = host.add("topic", title="Heltid")
    for target in (GOAL, one, "topic:nowhere", 7, ""):
        host.set(one, merged_into=target)
        assert [topic.id for topic in host.view.topics()] == [one]


def test_7_five_thousand_levels_are_no_deeper_than_python():
    """A crafted file, or a program gone wrong, would crash every program that opens it."""
    acts = [
        Act(id=act_id(n, 1), sets={f"area:{n}": {"place": [f"area:{n - 1}", "a0"]}})
        for n in range(1, 5_001)
    ]
    undo = [Act(id=act_id(10_000 + n, 1), undoes=act_id(n, 1)) for n in range(1, 5_000)]
    merges = [
        Act(id=act_id(20_000 + n, 1), sets={f"topic:{n}": {"merged_into": f"topic:{n + 1}"}})
        for n in range(1, 5_001)
    ]
    merges.append(Act(id=act_id(30_000, 1), sets={"topic:5001": {"title": "x"}}))
    view = View(Log([*acts, *undo, *merges]))
    assert view.on_screen("area:1")
    assert len(list(view.descendants("area:1"))) == 4_999
    assert len(view.merged_topics("topic:5001")) == 5_000
    assert view.removed() == []
    view = View(Log([*acts, Act(id=act_id(9_000, 1), sets={"area:1": {"removed": True}})]))
    assert view.removed_by("area:5000") == "area:1"
    assert len(view.removed()[0].late) == 5_000


# ── rule 8 ──────────────────────────────────────────────────────────────────────────────────────


def test_8_edits_under_a_removed_goal_are_shown_as_new_work():
    """A colleague's edits under a removed goal vanished without a word."""
    host, peer = two()
    host.do(base.remove(host.view, "area:a"))
    edit = peer.set(GOAL, title="Viktig")
    measure = peer.add("measure", GOAL, text="Nytt tiltak")
    view = meet(host, peer)
    (removed,) = view.removed()
    assert removed.record == "area:a"
    assert (GOAL, "title", edit.id) in removed.late
    assert {record for record, _, _ in removed.late} == {GOAL, measure}
    assert not view.on_screen(measure)
    host.do(base.restore(host.view, "area:a"))
    assert meet(host, peer).need(Goal, GOAL).title == "Viktig"


def test_8_what_the_remover_had_seen_is_not_called_new():
    """Every removal would be followed by a false alarm, and nobody would read the true ones."""
    host, peer = two()
    peer.set(GOAL, title="Den andres")
    host.merge(peer)
    host.do(base.remove(host.view, "area:a"))
    assert meet(host, peer).removed()[0].late == ()


def test_8_two_who_remove_the_same_have_both_seen():
    """What one of two removers had seen would be called new work."""
    host, peer = two()
    peer.set(GOAL, title="Den andres")
    peer.do(base.remove(peer.view, GOAL))
    host.do(base.remove(host.view, GOAL))
    for person in (host, peer):
        assert meet(host, peer).removed()[0].late == (), person.seat


def test_8_removing_again_takes_the_new_work_along():
    """New work under something removed could be read but never be laid aside."""
    host, peer = two()
    host.do(base.remove(host.view, GOAL))
    peer.set(GOAL, title="Den andres")
    view = meet(host, peer)
    assert view.removed()[0].late
    host.do(base.remove(view, GOAL))
    assert meet(host, peer).removed()[0].late == ()


def test_8_whether_it_is_removed_at_all_can_be_a_conflict():
    """One brings back, another removes again: whoever has the lower number loses unheard."""
    host, peer = two()
    host.do(base.remove(host.view, GOAL))
    meet(host, peer)
    host.do(base.restore(host.view, GOAL))
    peer.do(base.remove(peer.view, GOAL))
    assert [(one.record, one.field) for one in meet(host, peer).conflicts()] == [(GOAL, "removed")]


def test_8_new_work_in_a_merged_topic_is_shown():
    """An answer put on a topic while another merged it away would count nowhere."""
    host, peer = two()
    one, other = host.add("topic", title="Heltid"), host.add("topic", title="Turnus")
    peer.merge(host)
    host.do(topics.merge(host.view, [one], other))
    late = peer.do(topics.add_answers(peer.view, one, ["answer:7"]))
    view = meet(host, peer)
    assert view.merged_late()[0].late == ((one, "answers/answer:7", late.id),)
    host.do(topics.part(host.view, one))
    assert meet(host, peer).merged_late() == []


def test_8_work_on_something_that_was_never_seen_added_is_found_as_a_stray():
    """The row that added a goal is damaged; its measures would be on no screen at all."""
    host, _ = two()
    host.take([
        host.act(sets={"goal:lost": {"title": "Uten plass"}}),
    ])  # fmt: skip
    host.take([host.act(sets={"measure:m": {"place": ["goal:never", "a0"], "text": "Tiltak"}})])
    host.take([host.act(sets={"answer:s": {"draw": "draw:never", "text": "Sagt"}})])
    host.take([host.act(sets={"goal:odd": {"place": [GOAL, "a0"], "title": "Under et mål"}})])
    assert host.view.strays() == ["answer:s", "goal:lost", "goal:odd", "measure:m"]


# ── rule 9 ──────────────────────────────────────────────────────────────────────────────────────


def test_9_two_who_each_add_an_answer_to_a_topic_both_have_it_there():
    """With a list, one of the two answers was dropped."""
    host, peer = two()
    topic = host.add("topic", title="Heltid")
    peer.merge(host)
    host.do(topics.add_answers(host.view, topic, ["answer:1"]))
    peer.do(topics.add_answers(peer.view, topic, ["answer:2"]))
    view = meet(host, peer)
    assert view.need(Topic, topic).answers == {"answer:1": True, "answer:2": True}
    assert view.conflicts() == []


# ── rules 10 to 13 are about the file: see test_session.py, test_forget.py, test_store.py ──────


def test_14_two_who_draw_the_same_card_agree():
    """The same question would stand twice, as two cards, after a merge."""
    host, peer = two()
    card, content = "card:start:a1:ff", {"ask": "Hva er vi stolte av?"}
    host.do(cards.draw(host.view, host.new_id, card, content)[1])
    peer.do(cards.draw(peer.view, peer.new_id, card, content)[1])
    view = meet(host, peer)
    assert view.conflicts() == []
    assert view.ids("card") == [card]
    assert len(view.ids("draw")) == 2


# ── rule 15 ─────────────────────────────────────────────────────────────────────────────────────


def test_15_texts_are_kept_as_the_gate_lets_them_in():
    """A lone surrogate crashed the encoder, and the text typed around it was lost."""
    assert clean("a\r\nb\rc\td\x00\ud83d🙂\u202e") == "a\nb\nc\td\x00\ufffd🙂\u202e"
    assert clean({"\udc00": ["\udfff", 1, None, True]}) == {"\ufffd": ["\ufffd", 1, None, True]}
    sets = clean_sets({"goal:\ud800": {"tags/\ud800": "x\ud800"}})
    assert msgspec.json.decode(encode(Act(id="x", sets=sets)))["sets"] == {
        "goal:\ufffd": {"tags/\ufffd": "x\ufffd"}
    }


def test_15_a_text_over_the_limit_is_refused_whole():
    """A megabyte pasted by mistake would be in the file, and in every backup, for ever."""
    clean_sets({GOAL: {"text": "å" * 100_000}})
    with pytest.raises(TextTooLongError):
        clean_sets({GOAL: {"text": "å" * 100_001}})
    with pytest.raises(TextTooLongError):
        clean_sets({GOAL: {"tags/" + "x" * 2_000: True}})
