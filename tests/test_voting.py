"""Prioritising by grades: majority judgment, slips, bars, parts of the room, and words."""

from collections.abc import Sequence
from math import lcm

import msgspec
import pytest
from effort import sized
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.messages import Message, fill, msg
from workshop.voting import (
    GRADES,
    LABELS,
    Ballot,
    Result,
    Slip,
    Tally,
    bars,
    by_role,
    check_line,
    describe,
    describe_stability,
    fits,
    judge,
    judge_tally,
    may_show_statistics,
    option_letter,
    parse_slip,
    summary,
    tally,
    without_group,
)
from workshop.voting.parts import showable

unhurried = settings(deadline=None, max_examples=sized(80, 2000))

grade = st.one_of(st.none(), st.integers(1, 5))


def ids(count: int) -> list[str]:
    return [f"topic-{number}" for number in range(count)]


@st.composite
def rounds(
    draw: st.DrawFn, most_ballots: int = 12, fewest: int = 0
) -> tuple[list[str], list[Ballot]]:
    """Options and ballots that fit them, some with roles and tables."""
    count = draw(st.integers(1, 6))
    one = st.builds(
        Ballot,
        grades=st.tuples(*[grade] * count),
        role=st.sampled_from(["", "elected", "unions", "middle"]),
        group=st.sampled_from(["", "1", "2", "3"]),
    )
    return ids(count), draw(st.lists(one, min_size=fewest, max_size=most_ballots))


def slips(*rows: str, role: str = "", group: str = "") -> list[Ballot]:
    """Ballots typed as digit rows."""
    found = []
    for row in rows:
        slip = parse_slip(row, len(row))
        assert isinstance(slip, Slip)
        found.append(Ballot(slip.grades, role, group))
    return found


def columns(**grades: str) -> Result:
    """A result from one string of grades per option, all of the same length."""
    return judge(list(grades), slips(*("".join(row) for row in zip(*grades.values(), strict=True))))


def ranks(result: Result) -> dict[str, int]:
    return {row.option: row.rank for row in result.rows}


def said(messages: Sequence[Message]) -> list[str]:
    return [str(one) for one in messages]


def removals(grades: list[int]) -> list[int]:
    """The method as the book tells it: take the lower median away until nothing is left."""
    left = sorted(grades)
    return [left.pop((len(left) - 1) // 2) for _ in grades]


# ── the order ────────────────────────────────────────────────────────────────────────────────


def test_majority_grade_is_the_lower_median():
    """An even number of voters must not lift a topic to a grade that only half of them hold."""
    result = columns(even="5511", odd="5551", low="1115")
    assert [result.row(one).grade for one in ("even", "odd", "low")] == [1, 5, 1]


def test_majority_grade_of_an_odd_number():
    """A planner reading the middle grade off the slips by hand would get another answer."""
    assert columns(a="54321").row("a").grade == 3


def test_equal_majority_grades_are_told_apart_by_taking_medians_away():
    """Two topics both called important would wrongly share a place, or be ordered by an average.

    a = 5 5 3 1 1 → 3 1 5 1 5; b = 4 3 3 2 2 → 3 2 3 2 4; c = 5 3 3 3 1 → 3 3 3 1 5.
    By hand: c (3, 3 …) before b (3, 2 …) before a (3, 1 …), although a has most fives.
    """
    assert removals([5, 5, 3, 1, 1]) == [3, 1, 5, 1, 5]
    result = columns(a="55311", b="43322", c="53331")
    assert [row.option for row in result.rows] == ["c", "b", "a"]
    assert ranks(result) == {"c": 1, "b": 2, "a": 3}


def test_a_grade_above_the_middle_separates_when_those_below_are_equal():
    """A topic with more support would be called a tie.

    a = 5 3 2, b = 4 3 2: 3, 2, then 5 against 4.
    """
    assert ranks(columns(b="432", a="532")) == {"a": 1, "b": 2}


def test_not_the_average():
    """One table of enthusiasts could buy a topic the top place with fives."""
    result = columns(loved="5552222", liked="3333333")
    assert result.rows[0].option == "liked"


def test_true_ties_share_a_rank_and_the_next_is_skipped():
    """The list would claim an order that the ballots do not give."""
    result = columns(a="321", b="555", c="132", d="111")
    assert ranks(result) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert [row.tied for row in result.rows] == [False, True, True, False]
    assert [row.letter for row in result.rows] == ["B", "A", "C", "D"]
    assert result.top(2) == {"a", "b", "c"}


def test_blanks_are_not_grades():
    """Leaving a topic blank would count as voting against it."""
    result = columns(a="55--", b="5555", c="4444")
    assert ranks(result) == {"a": 1, "b": 1, "c": 3}
    assert result.row("a").tally == Tally((2, 0, 0, 0, 0), 2)
    assert not result.row("a").thin


def test_an_option_most_left_blank_is_flagged():
    """A topic three people graded would stand at the top without a word of warning."""
    result = columns(a="555-----", b="4444----", c="--------")
    assert [row.thin for row in result.rows] == [True, False, True]
    nobody = result.row("c")
    assert (nobody.rank, nobody.grade, nobody.spread, nobody.agreement) == (3, None, 0, 1.0)


@unhurried
@given(rounds(most_ballots=6, fewest=1))
def test_the_order_is_that_of_the_removal_procedure(drawn: tuple[list[str], list[Ballot]]):
    """The fast key would order topics otherwise than the method the room was told about."""
    options, ballots = drawn
    given_grades = {
        option: [one.grades[at] for one in ballots if one.grades[at] is not None]
        for at, option in enumerate(options)
    }
    common = lcm(*(len(grades) or 1 for grades in given_grades.values()))
    slow = {
        option: removals([one for one in grades for _ in range(common // len(grades))])
        if grades
        else []
        for option, grades in given_grades.items()
    }
    result = judge(options, ballots)
    for option in options:
        better = sum(slow[other] > slow[option] for other in options)
        assert result.row(option).rank == better + 1
        assert result.row(option).grade == (slow[option][0] if slow[option] else None)


@unhurried
@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_says_nothing(drawn, random):
    """Which slip was typed first would decide the result."""
    options, ballots = drawn
    mixed = list(ballots)
    random.shuffle(mixed)
    assert judge(options, mixed) == judge(options, ballots)


@unhurried
@given(rounds(), st.randoms(use_true_random=False))
def test_the_printed_order_says_nothing(drawn, random):
    """Option A would have an advantage over option J."""
    options, ballots = drawn
    order = list(range(len(options)))
    random.shuffle(order)
    moved = judge(
        [options[at] for at in order],
        [Ballot(tuple(one.grades[at] for at in order)) for one in ballots],
    )
    assert ranks(moved) == ranks(judge(options, ballots))


@unhurried
@given(rounds(fewest=1), st.data())
def test_raising_a_grade_never_lowers_the_option(drawn, data: st.DataObject):
    """A voter who liked a topic better would have harmed it."""
    options, ballots = drawn
    who = data.draw(st.integers(0, len(ballots) - 1))
    at = data.draw(st.integers(0, len(options) - 1))
    old = ballots[who].grades[at]
    if old is None or old == 5:
        return
    grades = list(ballots[who].grades)
    grades[at] = data.draw(st.integers(old + 1, 5))
    raised = [*ballots[:who], Ballot(tuple(grades)), *ballots[who + 1 :]]
    before, after = judge(options, ballots), judge(options, raised)
    beaten = {row.option for row in before.rows if row.rank >= before.row(options[at]).rank}
    still = {row.option for row in after.rows if row.rank >= after.row(options[at]).rank}
    assert beaten <= still
    assert (after.row(options[at]).grade or 0) >= (before.row(options[at]).grade or 0)


@unhurried
@given(rounds(), st.integers(2, 3))
def test_copying_every_ballot_changes_nothing(drawn, times: int):
    """A town and one twice its size with the same opinions would get different strategies."""
    options, ballots = drawn
    once, many = judge(options, ballots), judge(options, ballots * times)
    assert ranks(many) == ranks(once)
    for option in options:
        one, other = once.row(option), many.row(option)
        assert (one.grade, one.spread, one.two_humped) == (
            other.grade,
            other.spread,
            other.two_humped,
        )
        assert one.agreement == pytest.approx(other.agreement)


@unhurried
@given(rounds())
def test_tallies_give_the_result_after_the_ballots_are_forgotten(drawn):
    """Forgetting the ballots of a closed round would change or lose its result."""
    options, ballots = drawn
    stored = msgspec.json.encode(tally(options, ballots))
    kept = msgspec.json.decode(stored, type=tuple[Tally, ...])
    assert judge_tally(options, kept) == judge(options, ballots)


def test_two_hundred_ballots_of_forty_options():
    """A gathering larger than the examples would not get its result."""
    ballots = [
        Ballot(tuple((voter * option + voter // 7 + option) % 5 + 1 for option in range(40)))
        for voter in range(200)
    ]
    result = judge(ids(40), ballots)
    assert sorted(row.option for row in result.rows) == sorted(ids(40))
    assert all(row.tally.ballots == 200 for row in result.rows)


def test_no_ballots_and_no_options():
    """Closing a round that nobody voted in would crash the screen."""
    assert ranks(judge(["a", "b"], [])) == {"a": 1, "b": 1}
    assert judge([], []).rows == ()


def test_what_cannot_be_judged_is_refused():
    """A damaged ballot would shift every grade after it by one option, unseen."""
    assert fits(Ballot((5, None)), 2)
    assert not fits(Ballot((5,)), 2)
    assert not fits(Ballot((5, 6)), 2)
    with pytest.raises(ValueError, match="2 grades"):
        judge(["a", "b"], [Ballot((5,))])
    with pytest.raises(ValueError, match="twice"):
        judge(["a", "a"], [])
    with pytest.raises(ValueError, match="one tally per option"):
        judge_tally(["a", "b"], [Tally((1, 0, 0, 0, 0))])
    with pytest.raises(ValueError, match="same ballots"):
        judge_tally(["a", "b"], [Tally((1, 0, 0, 0, 0)), Tally((1, 1, 0, 0, 0))])
    with pytest.raises(KeyError):
        judge(["a"], []).row("b")


# ── disagreement ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("grades", "spread", "agreement", "humped"),
    [
        ("55555555", 0, 1.0, False),
        ("55551111", 4, 0.0, True),
        ("54321", 2, 0.4, True),  # all over the scale: two fifths stand against two fifths
        ("444333222", 2, 2 / 3, False),  # a third each: the middle is as large as the camps
        ("4444332222", 2, 0.6, True),
        ("5554431111", 4, 0.2, True),
        ("5555533111", 4, 0.2, False),  # three of ten low is less than a third
        ("55444422", 3, 0.625, False),  # quartiles: the second from each end
        ("5", 0, 1.0, False),
        ("51", 4, 0.0, True),
    ],
)
def test_disagreement_by_hand(grades: str, spread: int, agreement: float, humped: bool):
    """A topic that splits the room in two would look like one everybody finds fairly important."""
    row = columns(a=grades).row("a")
    assert (row.spread, row.two_humped) == (spread, humped)
    assert row.agreement == pytest.approx(agreement)


@unhurried
@given(rounds())
def test_agreement_and_spread_stay_within_their_ranges(drawn):
    """A meter of agreement would overflow on the wall."""
    options, ballots = drawn
    for row in judge(options, ballots).rows:
        assert -1e-9 <= row.agreement <= 1
        assert 0 <= row.spread <= 4


# ── slips ────────────────────────────────────────────────────────────────────────────────────


def test_a_slip_is_a_row_of_digits():
    """Twenty-four slips could not be typed while the cups are cleared."""
    slip = parse_slip("5342512345", 10)
    assert slip == Slip((5, 3, 4, 2, 5, 1, 2, 3, 4, 5))
    assert check_line(slip) == "A5 B3 C4 D2 E5 F1 G2 H3 I4 J5"
    assert check_line(slip, [f"{n}=" for n in range(10)]).startswith("0=5 1=3")


@pytest.mark.parametrize("typed", ["53-2", " 5 3 0 2 ", "5,3,.,2", "5;3;–;2", "53−2\n"])
def test_blanks_and_separators(typed: str):
    """A typist who groups digits or marks blanks in her own way would have slips refused."""
    slip = parse_slip(typed, 4)
    assert slip == Slip((5, 3, None, 2))
    assert check_line(slip) == "A5 B3 C- D2"


@pytest.mark.parametrize(
    ("typed", "tells"),
    [
        ("", "Nothing is typed yet: one digit for each of 4 options."),
        (" , ", "Nothing is typed yet: one digit for each of 4 options."),
        ("53", "Too few digits: 2 of 4. Option C is missing."),
        (
            "53424",
            "Too many digits: 5 for 4 options. The last option is D, but “4” comes after it.",
        ),
        ("5372", "Option C: “7” is not a grade. Type 1 to 5, or - for blank."),
        ("x342", "Option A: “x” is not a grade. Type 1 to 5, or - for blank."),
        ("5３42", "Option B: “３” is not a grade. Type 1 to 5, or - for blank."),
        ("53{letter}", "Option C: “{” is not a grade. Type 1 to 5, or - for blank."),
        ("\ud800342", "Option A: “\ud800” is not a grade. Type 1 to 5, or - for blank."),
    ],
)
def test_a_wrong_slip_is_told_by_letter(typed: str, tells: str):
    """The typist would have to search ten digits for the one that is wrong."""
    problem = parse_slip(typed, 4)
    assert isinstance(problem, Message)
    assert str(problem) == tells


def test_a_slip_before_there_are_options():
    """An empty round would crash on the first key."""
    assert isinstance(parse_slip("5", 0), Message)
    assert isinstance(parse_slip("", 0), Slip)


@unhurried
@given(st.lists(grade, min_size=1, max_size=40))
def test_a_slip_reads_back_as_it_was_typed(grades: list[int | None]):
    """The check line would show the typist something else than what is counted."""
    slip = Slip(tuple(grades))
    assert parse_slip(str(slip), len(grades)) == slip
    read_back = [mark[-1] for mark in check_line(slip).split()]
    assert parse_slip("".join(read_back), len(grades)) == slip


@unhurried
@given(st.text(max_size=30), st.integers(0, 12))
def test_any_text_is_a_slip_or_a_problem(text: str, count: int):
    """Something pasted by accident would take the screen down in front of the room."""
    found = parse_slip(text, count)
    if isinstance(found, Slip):
        assert fits(Ballot(found.grades), count)
    else:
        assert "{" not in str(found).replace(str(found.params.get("typed", "")), "").replace(
            str(found.params.get("extra", "")), ""
        )


def test_letters_go_on_after_z():
    """The twenty-seventh option would have no letter to be called by."""
    letters = [option_letter(at) for at in (0, 9, 25, 26, 27, 51, 52, 701, 702)]
    assert letters == ["A", "J", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]
    with pytest.raises(ValueError, match="from 0"):
        option_letter(-1)


# ── bars ─────────────────────────────────────────────────────────────────────────────────────


def test_bars_by_hand():
    """A bar would show other shares than the ballots."""
    row = columns(a="5544433221").row("a")
    assert bars(row, 10) == [(5, 2), (4, 3), (3, 2), (2, 2), (1, 1)]
    # 23 and 1 of 24 voters in 20 cells: 19.17 and 0.83
    assert bars(columns(a="5" * 23 + "1").row("a"), 20) == [(5, 19), (4, 0), (3, 0), (2, 0), (1, 1)]


def test_a_lone_vote_stays_visible_when_remainders_are_equal():
    """A minority would vanish from the wall by the luck of rounding."""
    # 3 and 1 of 4 voters in 2 cells: 1.5 and 0.5
    assert bars(columns(a="5551").row("a"), 2) == [(5, 1), (4, 0), (3, 0), (2, 0), (1, 1)]


@unhurried
@given(rounds(), st.integers(-3, 120))
def test_bars_fill_the_width(drawn, width: int):
    """The bars of different topics would end at different columns."""
    options, ballots = drawn
    for row in judge(options, ballots).rows:
        cells = bars(row, width)
        assert [one for one, _ in cells] == list(GRADES)
        assert sum(count for _, count in cells) == (max(width, 0) if row.tally.graders else 0)
        for (_, count), voters in zip(cells, row.tally.counts, strict=True):
            assert count >= 0
            if row.tally.graders and width > 0:
                assert abs(count - voters * width / row.tally.graders) < 1


# ── parts of the room ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5, "b": 6}, {"a", "b"}),
        ({"a": 4, "b": 6, "c": 9}, {"c"}),  # a alone would be the total minus b and c
        ({"a": 2, "b": 3, "c": 9}, {"c"}),  # five hidden voters together are enough
        ({"a": 1, "b": 2, "c": 6, "d": 7}, {"d"}),  # three hidden ones are not
        ({"a": 4, "b": 9}, set()),
        ({"": 3, "b": 6, "c": 7}, {"c"}),  # slips without a role can be subtracted too
        ({"": 3, "a": 4, "b": 6}, {"b"}),
        ({"": 30}, set()),
        ({"a": 5}, {"a"}),
        ({}, set()),
    ],
)
def test_small_roles_are_hidden_also_from_subtraction(sizes: dict[str, int], shown: set[str]):
    """What two elected members voted could be worked out from the results on the wall."""
    assert showable([part for part, size in sizes.items() for _ in range(size)]) == shown


@unhurried
@given(st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=40))
def test_nothing_small_is_left_after_subtraction(parts: list[str]):
    """A combination of sizes nobody thought of would give a small role away."""
    shown = showable(parts)
    assert all(parts.count(part) >= 5 for part in shown)
    left = len(parts) - sum(parts.count(part) for part in shown)
    assert not shown or left == 0 or left >= 5
    hidden = set(parts) - shown
    assert not (shown and len(hidden) == 1 and parts.count(hidden.pop()) < 5)


def test_by_role_judges_each_role_by_its_own_ballots():
    """The leaders' view would be mixed with the employees'."""
    ballots = [
        *slips("51", "51", "51", "52", "52", role="top"),
        *slips("15", "15", "15", "15", "25", "25", role="employees"),
    ]
    found = by_role(["a", "b"], ballots)
    assert list(found) == ["employees", "top"]
    assert found["top"].rows[0].option == "a"
    assert found["employees"].rows[0].option == "b"
    assert found["top"].ballots == 5
    assert by_role(["a", "b"], [*ballots, *slips("55", role="unions")]).keys() == {"employees"}


def test_a_top_that_hangs_on_one_table_is_told():
    """One table's pet topic would pass for the whole room's choice.

    Nine prefer a and seven prefer b, and six of the nine sit at table 1.
    """
    ballots = [
        *slips(*["51"] * 6, group="1"),
        *slips(*["51"] * 3, *["15"] * 2, group="2"),
        *slips(*["15"] * 5, group="3"),
    ]
    assert judge(["a", "b"], ballots).top(1) == {"a"}
    stability = without_group(["a", "b"], ballots, top=1)
    assert [(one.group, one.enters, one.leaves) for one in stability.changes] == [
        ("1", ("b",), ("a",))
    ]
    assert said(describe_stability(stability, {"1": "Bord 1"})) == [
        "Without Bord 1 the top changes",
        "In: b",
        "Out: a",
    ]


def test_leaving_a_table_out_by_hand():
    """The facilitator would not know which table to ask.

    b has 4 from nine and 1 from eight: 4. c has 5 from eight, 3 from four, 2 from five: 3.
    Without table 2 b has 4 from four, 1 from eight; c has 5 from eight, 3 from four.
    """
    options = ["a", "b", "c"]
    ballots = [
        *slips(*["515"] * 8, group="1"),
        *slips(*["542"] * 5, group="2"),
        *slips(*["543"] * 4, group="3"),
    ]
    assert judge(options, ballots).top(2) == {"a", "b"}
    stability = without_group(options, ballots, top=2)
    changed = [(one.group, one.enters, one.leaves) for one in stability.changes]
    # Table 3 has four voters and is never named; table 2 goes with it, or it could be subtracted.
    assert stability.tested == 3
    assert changed == [("", ("c",), ("b",)), ("", ("c",), ("b",))]
    assert said(describe_stability(stability, {"b": "Lærlinger", "c": "Heltid"}))[:3] == [
        "Without one of the small tables the top changes",
        "In: Heltid",
        "Out: Lærlinger",
    ]


def test_a_stable_top_is_told():
    """Nobody would know that the result stands without any one table."""
    options = ["a", "b", "c"]
    ballots = [one for group in "123" for one in slips(*["531"] * 5, group=group)]
    stability = without_group(options, ballots, top=1)
    assert (stability.tested, stability.changes) == (3, ())
    assert said(describe_stability(stability)) == [
        "The top 1 stays the same whichever table is left out"
    ]


def test_no_table_is_left_out_when_too_few_would_remain():
    """The ballots of three people would be told apart by leaving the others out."""
    ballots = [*slips(*["51"] * 6, group="1"), *slips(*["15"] * 3, group="2")]
    stability = without_group(["a", "b"], ballots, top=1)
    assert stability.tested == 0
    assert describe_stability(stability) == []
    assert without_group(["a", "b"], slips(*["51"] * 20), top=1).tested == 0


# ── words ────────────────────────────────────────────────────────────────────────────────────


def words(grades: str) -> list[str]:
    result = columns(a=grades)
    return said(describe(result.row("a"), result))


@pytest.mark.parametrize(
    ("grades", "tells"),
    [
        ("55555555", ["Everyone calls this Decisive", "Nobody is against it"]),
        (
            "5555554443",
            [
                "Most people call this Decisive",
                "Nobody is against it",
                "The ballots lie close together",
            ],
        ),
        (
            "5554433333211",
            [
                "More than half call this Important or better",
                "3 of 13 call it Less important or Not now",
            ],
        ),
        (
            "3322222111",
            ["At least half call this Less important or lower", "Nobody puts it high"],
        ),
        (
            "1111111145",
            ["Most people call this Not now", "2 of 10 call it Decisive or Very important"],
        ),
        ("11112222", ["Half call this Not now", "Nobody puts it high"]),
    ],
)
def test_an_option_in_words(grades: str, tells: list[str]):
    """The room would be shown figures instead of being told what it thinks."""
    assert words(grades)[: len(tells)] == tells


def test_two_camps_are_never_averaged_away():
    """Half of the room's no would be hidden behind a middling grade."""
    assert words("5555541111-") == [
        "Opinions are split in two: talk more before choosing",
        "6 of 10 call it Decisive or Very important",
        "4 of 10 call it Less important or Not now",
        "1 of 11 left this blank",
    ]


def test_thin_and_tied_options_are_told():
    """A place that rests on few voters would look as sure as the others."""
    result = columns(a="55555555" + "-" * 9, b="5" * 17)
    assert said(describe(result.row("a"), result))[-2:] == [
        "Only 8 of 17 graded this: its place is uncertain",
        "Shares place 1",
    ]
    assert "Graded by less than half: A" in said(summary(result))


def test_below_eight_only_the_spread():
    """Seven people's ballots would be made into statistics, and each of them recognised."""
    assert [may_show_statistics(n) for n in (0, 7, 8)] == [False, False, True]
    result = columns(a="5543-1-", b="1111111")
    assert said(describe(result.row("a"), result)) == [
        "Decisive: 2",
        "Very important: 1",
        "Important: 1",
        "Not now: 1",
        "Blank: 2",
    ]
    assert said(summary(result)) == [
        "Few ballots (7): no order is given, only how the ballots are spread"
    ]
    assert [row.option for row in columns(a="1", b="5").printed()] == ["a", "b"]


def test_nobody_at_all():
    """An untouched option or round would crash or be praised."""
    assert words("--------") == ["Nobody has graded this"]
    assert said(summary(judge(["a"], []))) == ["No ballots yet"]
    assert said(summary(columns(a="--------"))) == [
        "Nobody has graded any option",
        "Graded by less than half: A",
    ]


def test_the_summary_gives_order_ties_and_disagreement():
    """The facilitator would have to read ten rows of figures aloud."""
    result = columns(a="5555444433", b="4444333322", c="4444333322", d="5555511111", e="5553333221")
    assert said(summary(result, {"a": "Heltid", "b": "Lærlinger", "c": "Ledelse"})) == [
        "At the top: 1 Heltid · 2 Lærlinger · 2 Ledelse · 4 E · 5 D",
        "The ballots do not separate these, which share place 2: Lærlinger · Ledelse",
        "Opinions are split in two, talk more before choosing: D",
        "The ballots lie far apart on: E",
    ]
    assert said(summary(columns(a="55555555", b="44444444")))[-1] == "No option divides the room"


def test_grades_can_be_renamed():
    """A workshop that calls its grades otherwise would read our words on the wall."""
    labels = ["Må", "Bør", "Kan", "Tja", "Nei"]
    result = columns(a="55555555")
    assert str(describe(result.row("a"), result, labels)[0]) == "Everyone calls this Må"
    assert len(LABELS) == len(GRADES)


@unhurried
@given(rounds(most_ballots=14))
def test_every_result_can_be_put_in_words(drawn):
    """Some unforeseen result would leave a place in the text unfilled, or crash."""
    options, ballots = drawn
    result = judge(options, ballots)
    lines = [*summary(result), *describe_stability(without_group(options, ballots))]
    for row in result.rows:
        lines += describe(row, result)
    assert all("{" not in str(line) for line in lines)
    assert summary(result)


def test_messages_fill_safely():
    """A topic titled with braces, or a slip in a translation, would stop the screen."""
    assert str(msg("{a} and {b}", a="{b}", b="{0.__class__}")) == "{b} and {0.__class__}"
    assert fill("{missing} {", {}) == "{missing} {"
