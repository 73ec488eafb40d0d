"""A small strategy on its way to the council that the reviewer has nothing to say about."""

from desk import Desk

from workshop.model import WORKSHOP


def sound() -> Desk:
    """One area, one goal, two measures, everyone heard, nothing left to object to."""
    desk = Desk(
        title="Arbeidsgiverstrategi", organisation="Fjordvik kommune", period_from=2027,
        period_to=2030, council_date="2026-12-10",
    )  # fmt: skip
    desk.put("group:1", place=["", "a0"], number=1, name="Bord 1")
    desk.put("card:start:hvorfor:1", content={"ask": "Hvorfor nå?"})
    desk.put("draw:1", card="card:start:hvorfor:1")
    desk.put("answer:1", draw="draw:1", group="group:1", text="Deltid er en vane")
    desk.put("topic:1", title="Heltid", answers={"answer:1"}, state="chosen")
    desk.put(
        "statement:1", place=["", "a0"], statement_kind="vision", text="Sammen om gode dager",
        origin="Samfunnsdelen",
    )  # fmt: skip
    desk.put("premise:1", place=["", "a0"], text="Heltid er mål", source="Samfunnsdelen")
    desk.put("evidence:1", place=["", "a0"], text="Deltid", value="48 %", source="PAI", year=2026)
    desk.put("round:1", title="Runde", options=["topic:1"], state="closed")
    desk.put("horizon:1", place=["", "a0"], title="Kort sikt", year_from=2027, year_to=2028)
    desk.put("area:1", place=["", "a0"], title="Kompetanse", topics={"topic:1"})
    desk.put("goal:1", place=["area:1", "a0"], title="Nok folk med rett kompetanse")
    desk.put("indicator:1", place=["goal:1", "a0"], text="Turnover")
    desk.put("strategy:1", place=["goal:1", "a0"], text="Beholde dem vi har")
    desk.put(
        "measure:1", place=["goal:1", "a0"], text="Gi alle nye en fadder", owner="HR",
        owner_state="accepted", horizon="horizon:1", deadline="2027-06-30",
        strategies={"strategy:1"},
    )  # fmt: skip
    desk.put(
        "measure:2", place=["goal:1", "a1"], text="Lære opp fagarbeidere på kveldstid",
        owner="Enhetsleder", owner_state="accepted", horizon="horizon:1",
    )  # fmt: skip
    desk.put("status:1", measure="measure:1", date="2027-05-01", state="started", text="I gang")
    consult(desk, "1", "unions", "discussed", "mandate", "2026-01-13")
    consult(desk, "2", "unions", "discussed", "draft", "2026-09-01")
    consult(desk, "3", "safety", "advised", "draft", "2026-09-02")
    consult(desk, "4", "hearing", "hearing", "draft", "2026-09-20", changed="Mål 1 er kortere")
    consult(desk, "5", "unions", "discussed", "changes", "2026-10-15")
    consult(desk, "6", "amu", "treated", "draft", "2026-10-20")
    consult(desk, "7", "committee", "statement", "proposal", "2026-11-10")
    desk.put(
        "decision:1", body="Kommunestyret", date="2026-12-10", decision_kind="decision",
        text="Strategien vedtas.",
    )  # fmt: skip
    return desk


def consult(desk, number, party, kind, concerns, date, **values):
    """Record a consultation with all that belongs to it."""
    return desk.put(
        f"consultation:{number}", body=f"Part {number}", party=party, consultation_kind=kind,
        concerns=concerns, date=date, basis="Hovedavtalen del B", **values,
    )  # fmt: skip


def drafted() -> Desk:
    """The same strategy before anyone outside the group has seen it."""
    desk = sound()
    desk.remove(*(f"consultation:{number}" for number in "234567"), "decision:1")
    desk.put(WORKSHOP, council_date="")
    return desk
