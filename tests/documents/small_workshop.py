"""A small workshop, made by acts with ids and times that are the same every time."""

from typing import Any

from workshop.acts import base, cards, parties, rounds, setup, strategy, topics
from workshop.changes import Act, Change, Log, act_id, clean_sets
from workshop.view import View


class Desk:
    """Does acts on a log, without files or clocks."""

    def __init__(self, seat: str = "a") -> None:
        self.log = Log()
        self.view = View(self.log)
        self.seat = seat
        self._ids = 0

    def new_id(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}:{self.seat}{self._ids:03d}"

    def do(self, change: Change) -> Act | None:
        if not change.sets:
            return None
        act = Act(
            id=act_id(self.log.highest() + 1, len(self.log)),
            by="Fasilitator",
            seat=self.seat,
            at="2026-10-06T09:00:00+02:00",
            what=change.what,
            sets=clean_sets(change.sets),
            replaces=change.replaces,
            hides=change.hides,
        )
        self.take([act])
        return act

    def take(self, acts: list[Act]) -> None:
        self.view.refresh(self.log.add(acts))

    def undo(self, target: Act) -> None:
        self.take([Act(id=act_id(self.log.highest() + 1, len(self.log)), undoes=target.id)])

    def add(self, function: Any, *arguments: Any, **values: Any) -> str:
        record, change = function(self.view, self.new_id, *arguments, **values)
        self.do(change)
        return record


CARD = {
    "id": "hvem",
    "subject": {"nb": "Kompetanse", "en": "Competence"},
    "ask": {"nb": "Hvem kunne jobbet hos oss?", "en": "Who could work for us?"},
}
PROCESS = {
    "phases": [
        {"id": "start", "title": {"nb": "Start og forankring", "en": "Start"}},
        {"id": "talk", "title": {"nb": "Framtidsdiskusjoner", "en": "Future discussions"}},
    ]
}
TOPICS = (
    ("Heltid som hovedregel", "chosen", ""),
    ("Lederne får tid til å lede", "chosen", ""),
    ("Langvakter i helgene", "candidate", ""),
    ("Nabokommunen som arbeidsgiver", "deselected", "Tas opp i det interkommunale rådet."),
    ("Kaffe på møterommet", "rejected", "Kan avgjøres i morgen."),
)
SLIPS = ("55533", "45124", "54553", "44112", "55451", "53553", "44142", "55353", "45512", "3-421")


def small() -> Desk:
    """Everything the documents can show, once."""
    desk = Desk()
    view, add, do = desk.view, desk.add, desk.do
    do(
        setup.describe(
            view, title="Arbeidsgiverstrategi", organisation="Fjordvik kommune", language="nb",
            period_from=2027, period_to=2030, council_date="2026-12-17", area_label="utfordring",
        )
    )  # fmt: skip
    do(setup.follow(view, "process:halv:1", PROCESS))
    do(base.edit(view, "phase:start", state="done"))
    do(
        setup.write_section(
            view,
            "introduction",
            "Vi mangler folk.\n\nDerfor:\n- vi må beholde dem vi har\n- og ledere må ha tid",
        )
    )
    do(setup.write_section(view, "followup", "Kommunedirektøren melder status hvert år i mai."))
    add(setup.add_premise, "Mandatet fra kommunestyret", source="Sak 6/26", premise_kind="mandate")
    add(
        setup.add_evidence, "Deltidsandelen er høy", value="54 %", source="Eget lønnssystem",
        year=2025, meaning="Hver andre ansatt går i deltid.",
        consequence="Brukerne møter mange ansikter.",
    )  # fmt: skip
    gather(desk)
    platform(desk)
    plan(desk)
    add(
        parties.consult, "Hovedtillitsvalgte", "discussed", party="unions", date="2026-09-01",
        basis="Hovedavtalen del B", concerns="draft", stance="partly",
        minutes="Utkastet ble drøftet.\nPartene er enige om målene.",
        points="Grunnbemanningen først.", our_answer="Forsøket begrenses.",
        changed="Ett bofellesskap, ikke to.",
    )  # fmt: skip
    add(
        parties.decide, "Kommunestyret", "decision", date="2026-01-29", case_number="6/26",
        text="Mandatet vedtas.",
    )  # fmt: skip
    return desk


def gather(desk: Desk) -> None:
    """Two tables, a card, answers, topics and a round."""
    view, add, do = desk.view, desk.add, desk.do
    one = add(setup.add_group, composition={"elected": 2, "employees": 4})
    two = add(setup.add_group, composition={"unions": 2, "first-line": 3})
    drawn = add(cards.draw, "card:start:hvem:1", CARD)
    said = [
        add(cards.answer, drawn, group, text)
        for group, text in (
            (one, "De som går i 40 prosent og vil ha mer."),
            (two, "Deltid er en vane, ikke et ønske. #heltid"),
            (two, "Avdelingslederen rekker aldri å snakke med oss."),
        )
    ]
    do(cards.star(view, said[1]))
    made = [
        add(topics.make, title, said[:2] if at == 0 else said[2:] if at == 1 else [])
        for at, (title, _, _) in enumerate(TOPICS)
    ]
    opened = add(rounds.open_round, "Hva haster mest?", made)
    ballots = {
        f"b{at:02d}": {"grades": [None if digit == "-" else int(digit) for digit in slip]}
        for at, slip in enumerate(SLIPS)
    }
    do(rounds.close(view, opened, ballots, {}))
    for topic, (_, state, reason) in zip(made, TOPICS, strict=True):
        if state != "candidate":
            do(base.edit(view, topic, state=state, reason=reason))


def platform(desk: Desk) -> None:
    """A line of each kind of statement."""
    desk.add(
        strategy.add_statement,
        "vision",
        "Sammen om gode dager",
        origin="Samfunnsdelen",
        locked=True,
    )
    desk.add(strategy.add_statement, "value", "Til å stole på")
    desk.add(strategy.add_statement, "value", "Modig")
    desk.add(strategy.add_statement, "main-goal", "Vi har folk nok")
    desk.add(strategy.add_statement, "leader-principle", "Gir rom for å prøve")


def plan(desk: Desk) -> None:
    """Two areas, the first with a full goal, the second with nothing yet."""
    view, add, do = desk.view, desk.add, desk.do
    topic, second = (one.id for one in view.topics("chosen"))
    short = add(strategy.add_horizon, "Kort sikt", 2027, 2028)
    area = add(
        strategy.add_area, "Folk nok med rett kompetanse", short="Folk nok", topics=[topic],
        rationale="Vi lyser ut mange stillinger.\n\nFå søker.",
    )  # fmt: skip
    goal = add(strategy.add_goal, area, "Hele stillinger er det vanlige", text="Det gjelder alle.")
    add(
        strategy.add_indicator, goal, "Andel i hel stilling", baseline="46", target="60", unit="%",
        source="Lønnssystemet", year=2030,
    )  # fmt: skip
    way = add(strategy.add_strategy, goal, "Lyse ut hele stillinger")
    add(strategy.add_strategy, goal, "Bygge grunnbemanning")
    measure = add(
        strategy.add_measure, goal, "Lyse ut alle ledige stillinger som hele",
        short="Hele stillinger", argument="En hel stilling er en lønn å leve av.", theme="Heltid",
        owner="Personalsjef",
        horizon=short, deadline="2027-03-01", priority="high", cost="innenfor rammen",
        needs_discussion=True, strategies=[way], topics=[topic],
    )  # fmt: skip
    do(strategy.accept_owner(view, measure))
    other = add(strategy.add_area, "Ledelse")
    talk = add(strategy.add_goal, other, "Ledere har tid til å lede", topics=[second])
    add(strategy.add_measure, goal, "Spørre deltidsansatte om ønsket stilling", goals=[talk])
