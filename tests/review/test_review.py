"""The reviewer as a whole: order, reasons for leaving things, and hostile content."""

from hypothesis import given
from hypothesis import strategies as st
from sound import sound

from workshop.acts.parties import leave_standing, take_up
from workshop.model import KINDS, WORKSHOP
from workshop.review import RULES, SEVERITIES, review, summary
from workshop.view import View


def test_a_finding_left_standing_keeps_its_reason_and_is_no_error():
    """A deliberate choice would stop the documents for ever."""
    desk = sound()
    desk.put("consultation:3", consultation_kind="informed")
    assert summary(review(desk.view)).errors == 1
    desk.do(leave_standing(desk.view, "safety-not-advised", WORKSHOP, "Tas i januar"))
    (found,) = review(desk.view)
    assert found.standing_reason == "Tas i januar"
    counted = summary([found])
    assert (counted.errors, counted.standing) == (0, 1)
    assert str(counted.message) == "Nothing to object to. Left standing: 1"
    desk.do(take_up(desk.view, "safety-not-advised", WORKSHOP))
    assert summary(review(desk.view)).errors == 1


def test_an_empty_reason_is_no_reason():
    """An error could be waved away by pressing Enter."""
    desk = sound()
    desk.put("consultation:3", consultation_kind="informed")
    desk.do(leave_standing(desk.view, "safety-not-advised", WORKSHOP, "  "))
    assert summary(review(desk.view)).errors == 1


def test_a_conflict_cannot_be_left_standing():
    """Two versions of a goal would be decided on at once."""
    desk = sound()
    desk.clash("goal:1", "title", "Ett", "To")
    desk.do(leave_standing(desk.view, "conflict", "goal:1", "Vi liker begge"))
    (found,) = review(desk.view)
    assert found.severity == "error"
    assert not found.can_stand
    assert not found.standing_reason


def test_the_worst_comes_first_and_what_stands_comes_last():
    """The error would be below the fold."""
    desk = sound()
    desk.put("statement:1", origin="")
    desk.put("measure:2", horizon="")
    desk.put("consultation:3", consultation_kind="informed")
    desk.remove("consultation:6")
    desk.do(leave_standing(desk.view, "amu-not-treated", WORKSHOP, "I januar"))
    found = review(desk.view)
    assert [one.rule for one in found] == [
        "safety-not-advised", "measure-without-time", "statement-without-origin",
        "amu-not-treated",
    ]  # fmt: skip


def test_findings_that_can_stand_are_told_apart():
    """A reason given for one finding would silence another."""
    desk = sound()
    for number in range(3, 9):
        desk.put(f"measure:{number}", place=["goal:1", f"b{number}"], text="")
        desk.put(f"topic:{number}", title="", state="chosen", answers={"answer:404"})
    found = [(one.rule, one.record) for one in review(desk.view) if one.can_stand]
    assert len(found) == len(set(found))


def test_rules_say_what_they_are_for():
    """Nobody could look up what the reviewer means, or why."""
    for rule in RULES.values():
        assert rule.check.__doc__
        assert rule.severity in SEVERITIES


junk = st.one_of(
    st.text(max_size=8), st.integers(-9, 9999), st.none(), st.booleans(),
    st.sampled_from(["topic:1", "area:1", "2027-02-30", "draft", "discussed", "unions"]),
    st.lists(st.sampled_from(["", "area:1", "goal:1", "measure:1", "a0"]), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip
fields = sorted({name for struct in KINDS.values() for name in struct.__struct_fields__} - {"id"})
records = st.sampled_from(
    [WORKSHOP, "x:1", *(f"{kind}:{n}" for kind in KINDS for n in (1, 2) if kind != "workshop")]
)


@given(st.lists(st.tuples(records, st.sampled_from(fields), junk), max_size=40))
def test_no_content_stops_the_reviewer(puts):
    """One damaged value would hide every finding there is."""
    desk = sound()
    for record, field, value in puts:
        desk.put(record, **{field: value})
    for found in review(View(desk.log)):
        assert str(found.message)
        assert "{" not in found.message.id.format_map(dict.fromkeys(found.message.params, ""))
