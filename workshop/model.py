"""What a workshop consists of: one small frozen struct for each kind of record.

A record's kind is the prefix of its id (``goal:…``). Only the id is required: every other field
has a default and is read on its own, so that one unreadable value costs one value. A field that
maps names to values (``answers``, ``composition``) is kept in the file as one field per member,
``answers/<id>``. ``place`` is ``(parent id, position key)``. Dates are ISO text (``2027-03-01``).
Nothing of ours is imported here.
"""

from typing import Any, ClassVar

import msgspec

WORKSHOP = "workshop:this"
"""The id of the one record that describes the workshop itself."""

CALENDAR = "calendar:this"
"""The id of the one record that says when this organisation works."""

Place = tuple[str, str]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share."""

    id: str
    removed: bool = False


class Workshop(Record, frozen=True, kw_only=True):
    """One strategy process of one organisation (*strategiarbeid*)."""

    kind: ClassVar[str] = "workshop"
    title: str = ""
    organisation: str = ""
    organisation_kind: str = "municipality"
    """``municipality``, ``county`` or ``other``."""
    period_from: int = 0
    period_to: int = 0
    language: str = "nb"
    """The language of cards and documents; the screen's language is the user's own."""
    process: str = ""
    """Id of the copied process that is followed."""
    council_date: str = ""
    area_label: str = ""
    goal_label: str = ""
    """The workshop's own words for an area and a goal; empty is the ordinary word."""


class ProcessCopy(Record, frozen=True, kw_only=True):
    """The followed process, copied into the file as it was when chosen."""

    kind: ClassVar[str] = "process"
    content: dict[str, Any] = {}


class PhaseState(Record, frozen=True, kw_only=True):
    """How far a phase has come: ``""``, ``done`` or ``stepped-over``. The id names the phase."""

    kind: ClassVar[str] = "phase"
    state: str = ""
    reason: str = ""
    note: str = ""
    title: str = ""
    """The workshop's own name for it; empty is the name it has in the process."""
    weeks_from: int = -1
    weeks_to: int = -1
    """The workshop's own duration; below zero it is as in the process."""


class ActivityState(Record, frozen=True, kw_only=True):
    """How far an activity has come, and what this workshop has changed in the plan for it.

    The id is ``activity:<phase>/<activity>``. One that the workshop has added itself is called
    ``own-…`` and has nothing but what is written here.
    """

    kind: ClassVar[str] = "activity"
    state: str = ""
    """``""``, ``started``, ``done`` or ``stepped-over``."""
    reason: str = ""
    note: str = ""
    minutes_used: int = 0
    title: str = ""
    """The workshop's own name for it; empty is the name it has in the process."""
    minutes_planned: int = -1
    """The workshop's own duration; below zero it is as in the process."""
    position: str = ""
    """A position key among the activities of its phase; empty is where the process has it."""
    hidden: bool = False
    """Left out of the plan of this workshop; what was done and noted in it is kept."""
    hidden_reason: str = ""
    activity_kind: str = ""
    """What an added activity is, and so where it is done; empty is a talk."""
    guide: str = ""
    """What to say and do in an added activity."""


class Meeting(Record, frozen=True, kw_only=True):
    """A date on which a body meets, typed in once from its calendar (*møteplan*)."""

    kind: ClassVar[str] = "meeting"
    body_kind: str = ""
    """``council``, ``executive`` (*formannskap*), ``committee`` (PSU/administrasjonsutvalg),
    ``amu`` or empty, which is another body."""
    body: str = ""
    """What it is called here; empty is the usual name of its kind."""
    date: str = ""
    papers: str = ""
    """When its papers must be handed in; empty is counted in working days before the meeting."""


class Calendar(Record, frozen=True, kw_only=True):
    """When this organisation works; ``calendar:this``."""

    kind: ClassVar[str] = "calendar"
    paper_days: int = 10
    """Working days before a meeting that its papers must be handed in."""
    closed: dict[str, bool] = {}
    """Weeks and days in which no one works: ``july``, ``easter`` and ``christmas`` unless they
    are set to false, ``W08`` (every year), ``2027-W08`` and ``2027-05-14``."""


class Section(Record, frozen=True, kw_only=True):
    """Running text of the strategy: ``section:introduction``, ``section:followup``."""

    kind: ClassVar[str] = "section"
    text: str = ""


class Premise(Record, frozen=True, kw_only=True):
    """What the work must build on (*føring*)."""

    kind: ClassVar[str] = "premise"
    place: Place = ("", "")
    text: str = ""
    source: str = ""
    premise_kind: str = ""
    """``mandate``, ``plan``, ``decision`` or empty."""


class Evidence(Record, frozen=True, kw_only=True):
    """A figure or finding (*kunnskapsgrunnlag*), from trend to local meaning to consequence."""

    kind: ClassVar[str] = "evidence"
    place: Place = ("", "")
    text: str = ""
    value: str = ""
    source: str = ""
    year: int = 0
    meaning: str = ""
    consequence: str = ""


class CardCopy(Record, frozen=True, kw_only=True):
    """A drawn card, copied into the file. The id is ``card:<deck>:<card>:<hash>``."""

    kind: ClassVar[str] = "card"
    content: dict[str, Any] = {}


class Draw(Record, frozen=True, kw_only=True):
    """A card put on the table in an activity (*trukket kort*)."""

    kind: ClassVar[str] = "draw"
    card: str = ""
    activity: str = ""
    """Id of the ``activity:`` record, or empty when drawn outside one."""
    note: str = ""
    reversed: bool = False
    """The question is turned round: how would we make it worse?"""


class Group(Record, frozen=True, kw_only=True):
    """Who speaks: a table (*bord*) with its composition; never a named person."""

    kind: ClassVar[str] = "group"
    place: Place = ("", "")
    number: int = 0
    name: str = ""
    composition: dict[str, int] = {}
    """Role → how many."""


class Answer(Record, frozen=True, kw_only=True):
    """What a group said to a card (*innspill*)."""

    kind: ClassVar[str] = "answer"
    draw: str = ""
    group: str = ""
    text: str = ""
    star: bool = False
    tags: dict[str, bool] = {}
    now: int = 0
    wanted: int = 0
    """1–5 on a scale card; 0 is not rated."""


class Topic(Record, frozen=True, kw_only=True):
    """A candidate for priority, built from answers (*tema*)."""

    kind: ClassVar[str] = "topic"
    title: str = ""
    text: str = ""
    answers: dict[str, bool] = {}
    merged_into: str = ""
    state: str = "candidate"
    """``candidate``, ``chosen``, ``deselected`` or ``rejected``."""
    reason: str = ""


class Round(Record, frozen=True, kw_only=True):
    """One prioritising of topics by one method (*runde*)."""

    kind: ClassVar[str] = "round"
    title: str = ""
    question: str = ""
    method: str = "grades"
    options: tuple[str, ...] = ()
    """Topic ids in the one order that was drawn when the round was opened."""
    grades: tuple[str, ...] = ()
    """Own names for the grades, best first; empty is the ordinary ones."""
    state: str = "open"
    """``open``, ``closed`` or ``cancelled``."""
    ballots: dict[str, Any] = {}
    """Random ballot id → ``{"grades": [...], "role": …, "group": …}``, once closed."""
    tally: dict[str, Any] = {}
    """Counts that survive the ballots being forgotten."""
    reason: str = ""
    """Why it was cancelled."""


class Statement(Record, frozen=True, kw_only=True):
    """One line of the platform (*plattformpunkt*)."""

    kind: ClassVar[str] = "statement"
    place: Place = ("", "")
    statement_kind: str = "value"
    """``vision``, ``value``, ``reputation``, ``main-goal``, ``employer-principle``,
    ``leader-principle`` or ``employee-principle``."""
    text: str = ""
    origin: str = ""
    locked: bool = False
    """Inherited from an adopted plan."""
    answers: dict[str, bool] = {}


class Horizon(Record, frozen=True, kw_only=True):
    """A named span of years (*horisont*)."""

    kind: ClassVar[str] = "horizon"
    place: Place = ("", "")
    title: str = ""
    year_from: int = 0
    year_to: int = 0


class Area(Record, frozen=True, kw_only=True):
    """A challenge area with its rationale (*innsatsområde*)."""

    kind: ClassVar[str] = "area"
    place: Place = ("", "")
    title: str = ""
    short: str = ""
    rationale: str = ""
    topics: dict[str, bool] = {}


class Goal(Record, frozen=True, kw_only=True):
    """A desired state, in an area (*mål*)."""

    kind: ClassVar[str] = "goal"
    place: Place = ("", "")
    title: str = ""
    short: str = ""
    text: str = ""
    topics: dict[str, bool] = {}


class Indicator(Record, frozen=True, kw_only=True):
    """How a goal is measured (*indikator*); its place is under a goal."""

    kind: ClassVar[str] = "indicator"
    place: Place = ("", "")
    text: str = ""
    baseline: str = ""
    target: str = ""
    unit: str = ""
    source: str = ""
    year: int = 0


class Strategy(Record, frozen=True, kw_only=True):
    """A direction, under a goal (*strategi*)."""

    kind: ClassVar[str] = "strategy"
    place: Place = ("", "")
    text: str = ""


class Measure(Record, frozen=True, kw_only=True):
    """A doable act, under a goal (*tiltak*)."""

    kind: ClassVar[str] = "measure"
    place: Place = ("", "")
    text: str = ""
    short: str = ""
    argument: str = ""
    """The running text that argues for it."""
    theme: str = ""
    """*Tiltaksområde*: its group in a board."""
    strategies: dict[str, bool] = {}
    goals: dict[str, bool] = {}
    """Further goals it also serves."""
    topics: dict[str, bool] = {}
    answers: dict[str, bool] = {}
    owner: str = ""
    """A role, never a person's name."""
    owner_state: str = "proposed"
    """``proposed`` or ``accepted``."""
    horizon: str = ""
    deadline: str = ""
    priority: str = ""
    """``high``, ``medium``, ``low`` or empty."""
    status: str = "not-started"
    """``not-started``, ``started``, ``done`` or ``stopped``."""
    cost: str = ""
    follow_up_body: str = ""
    needs_discussion: bool = False
    """Needs its own *drøfting*."""


class Consultation(Record, frozen=True, kw_only=True):
    """*Medbestemmelse og høring*: what was done with whom, exactly."""

    kind: ClassVar[str] = "consultation"
    body: str = ""
    party: str = ""
    """Whose: ``unions``, ``safety``, ``committee`` (PSU/administrasjonsutvalg), ``amu``,
    ``hearing``, ``elected`` or empty."""
    consultation_kind: str = "informed"
    date: str = ""
    basis: str = ""
    """Legal basis, such as *Hovedavtalen del B § 3-1*."""
    concerns: str = ""
    """``mandate``, ``draft``, ``changes`` or ``proposal``."""
    stance: str = ""
    """``agree``, ``partly``, ``disagree`` or empty."""
    minutes: str = ""
    """Text for the minutes, verbatim."""
    points: str = ""
    our_answer: str = ""
    changed: str = ""
    measures: dict[str, bool] = {}


class Decision(Record, frozen=True, kw_only=True):
    """*Vedtak*: what a body decided, recommended, stated or took note of."""

    kind: ClassVar[str] = "decision"
    body: str = ""
    date: str = ""
    case_number: str = ""
    decision_kind: str = "decision"
    """``decision``, ``recommendation``, ``statement`` or ``noted``."""
    text: str = ""


class Waiver(Record, frozen=True, kw_only=True):
    """A finding left standing with a reason. The id is ``waiver:<rule>~<record id>``."""

    kind: ClassVar[str] = "waiver"
    reason: str = ""


class Status(Record, frozen=True, kw_only=True):
    """A follow-up note on a measure at a date (*status*)."""

    kind: ClassVar[str] = "status"
    measure: str = ""
    date: str = ""
    state: str = ""
    text: str = ""


KINDS: dict[str, type[Record]] = {
    struct.kind: struct
    for struct in (
        Workshop, ProcessCopy, PhaseState, ActivityState, Section, Premise, Evidence, CardCopy,
        Draw, Group, Answer, Topic, Round, Statement, Horizon, Area, Goal, Indicator, Strategy,
        Measure, Consultation, Decision, Waiver, Status, Meeting, Calendar,
    )
}  # fmt: skip

NAMED_KINDS = frozenset(
    {"workshop", "process", "phase", "activity", "section", "card", "waiver", "calendar"}
)
"""Kinds whose ids are given by what they stand for, so that two people mean the same record."""

PARENT_FIELDS = {"answer": "draw", "status": "measure"}
"""Kinds that lie under another record by a reference instead of a place."""

MEMBER_FIELDS: dict[str, frozenset[str]] = {
    kind: frozenset(
        field.name
        for field in msgspec.structs.fields(struct)
        if str(field.type) in {"dict[str, bool]", "dict[str, int]"}
    )
    for kind, struct in KINDS.items()
}
"""Which fields are kept as one field per member."""

TITLE_FIELDS = ("title", "text", "name", "body", "short")
"""Where to look for the words by which a person recognises a record."""


def kind_of(record_id: str) -> str:
    """The kind of the record with this id."""
    return record_id.partition(":")[0]
