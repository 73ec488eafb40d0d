"""The run sheet of a process."""

import re

import pytest

from workshop import i18n
from workshop.content import Activity, Gate, PartyStep, Phase, Process
from workshop.library import default_library
from workshop.printing.run_sheet import run_sheet

from .conftest import HOSTILE


def process(*phases, **fields):
    return Process(
        format="workshop-process/1", id="dag", version="1.0.0", language="nb",
        title=fields.pop("title", "Dagen"), phases=list(phases), **fields,
    )  # fmt: skip


def phase(*activities, **fields):
    fields.setdefault("title", "Formiddag")
    return Phase(id="f", purpose="Snakke", activities=list(activities), **fields)


def activity(name, minutes=20, kind="talk", **fields):
    fields.setdefault("title", name)
    return Activity(id=name, minutes=minutes, kind=kind, **fields)


def times(html):
    return re.findall(r'<td class="time">(\d\d:\d\d)</td>', html)


def test_times_follow_one_another_from_the_start(t):
    """The facilitator would have to add up minutes with the room looking on."""
    plan = process(phase(activity("a", 20), activity("b", 50)), phase(activity("c", 15)))
    assert times(run_sheet(plan, t, start=8 * 60 + 30).html) == ["08:30", "08:50", "09:40"]
    assert "08:30–09:55" in run_sheet(plan, t, start=8 * 60 + 30).html


def test_what_goes_past_midnight_is_still_a_time(t):
    """A long evening would print 25:10."""
    plan = process(phase(activity("a", 90), activity("b")))
    assert times(run_sheet(plan, t, start=23 * 60).html) == ["23:00", "00:30"]


def test_everything_the_facilitator_needs_is_on_its_row(t, read):
    """Somebody would stand in the room without the cards."""
    step = PartyStep(kind="discussed", who="De hovedtillitsvalgte", what="Utkastet")
    plan = process(
        phase(
            activity("kort", kind="cards", deck="d", cards=["x", "y"], outputs=["Innspill"]),
            activity("runde", kind="round", who=["elected"]),
            party=[step], gate=Gate(ask="Har alle snakket?"), who=["top"], outputs=["Tre temaer"],
        )
    )  # fmt: skip
    text = read(run_sheet(plan, t, decks={"d": "Stokken"}).html).text
    for said in ("Stokken", "2", "Innspill", "De hovedtillitsvalgte", "Utkastet", "drøftet",
                 "Har alle snakket?", "folkevalgte", "toppledere", "Tre temaer"):  # fmt: skip
        assert said in text


def test_a_plan_of_weeks_has_no_clock_unless_one_phase_is_asked_for(t):
    """The plan of a year would say that the council decides at 17:30."""
    plan = process(phase(activity("a"), weeks_from=4, weeks_to=6))
    assert times(run_sheet(plan, t).html) == []
    assert "4–6" in run_sheet(plan, t).html
    assert times(run_sheet(plan, t, phases=["f"]).html) == ["09:00"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_half_day_is_on_one_page(language):
    """The facilitator would have to leaf through paper while keeping time."""
    found = default_library().process("halvdag").value
    made = run_sheet(found, i18n.translator(language))
    assert not made.flows
    assert "pt10" in made.html or "pt9" in made.html


def test_a_plan_that_does_not_fit_says_so(t, read):
    """The last part of the day would lie unseen on a second sheet."""
    long = process(phase(*(activity(f"a{i}") for i in range(60))))
    made = run_sheet(long, t)
    assert made.flows
    assert t.gettext("This plan takes more than one page.") in read(made.html).text


def test_hostile_words_are_words(t, read):
    """A process from a stranger could run a script in the facilitator's browser."""
    step = PartyStep(kind="informed", who=HOSTILE, what=HOSTILE)
    plan = process(
        phase(
            activity("a", title=HOSTILE, kind="cards", deck="d", outputs=[HOSTILE]),
            title=HOSTILE, party=[step], gate=Gate(ask=HOSTILE), outputs=[HOSTILE],
        ),
        title=HOSTILE,
    )  # fmt: skip
    text = read(run_sheet(plan, t, decks={"d": HOSTILE}, heading=HOSTILE).html).text
    assert text.count("<script>alert(1)</script>") >= 8
    assert "\x1b" not in text


def test_a_process_without_activities_prints(t):
    """An own process that has just been begun would stop the printing."""
    assert run_sheet(process(), t).pages == 1
    assert run_sheet(process(phase()), t).pages == 1
