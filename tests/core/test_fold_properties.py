"""Three copies of one workshop, worked on apart with wrong clocks and merged in any order."""

from effort import sized
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from replica import (
    Replica,
    check_all_accounted_for,
    check_no_cycles,
    check_same_as_fresh,
    covers,
    covers_on,
    kinds_in,
    on_screen_by_others,
    state,
)

from workshop.acts import base, topics
from workshop.changes import Change

WHO = st.integers(0, 2)
PICK = st.integers(0, 30)
WORDS = st.sampled_from(["fjord", "fjell", "skog"])
FIELDS = st.sampled_from(["title", "short"])
PARENTS = ("area", "goal", "measure")


class Copies(RuleBasedStateMachine):
    """Whatever three people do, and however their files meet, nothing is lost without a word."""

    @initialize(seed=st.integers(0, 99))
    def three_people(self, seed):
        self.people = [
            Replica(seat, seed, hours)
            for seat, hours in (("host", 0), ("peer", -50), ("aide", 900))
        ]
        host, peer, aide = self.people
        area = host.add("area", "", title="felles")
        host.add("goal", area, title="felles")
        host.add("topic", title="felles")
        host.add("topic", title="felles")
        peer.merge(host)
        aide.merge(host)

    # ── what people do ───────────────────────────────────────────────────────────────────

    def made(self, who, change: Change | None, *, stale: bool = False):
        """Do it; and with nothing in between, undo and redo must be exact."""
        person = self.people[who]
        if change is None or not change.sets:
            return
        before = state(person.view)
        known = {
            (record, field): set(person.log.fields(record).get(field, ()))
            for record, fields in change.sets.items()
            for field in fields
        }
        act = person.do(change)
        after = state(person.view)
        if not stale:
            for (record, field), ids in known.items():
                assert ids <= covers_on(person.log, act, record, field), "it left a value standing"
        person.undo()
        assert state(person.view) == before, "undo did not restore what was there"
        person.redo()
        assert state(person.view) == after, "undo and redo together changed something"

    @rule(who=WHO, kind=st.sampled_from(["area", "goal", "measure", "topic", "draw"]), at=PICK)
    def add(self, who, kind, at):
        view = self.people[who].view
        wanted = {"goal": ("area",), "measure": ("goal",)}.get(kind, ())
        parents = kinds_in(view, *wanted)
        if wanted and not parents:
            return
        parent = parents[at % len(parents)] if wanted else "" if kind == "area" else None
        fields = {} if kind == "draw" else {"title" if kind != "measure" else "text": "ny"}
        _, change = base.add(
            view, self.people[who].new_id, kind, "Add", parent=parent,
            **(fields or {"card": "card:x:y:z"}),
        )  # fmt: skip
        self.made(who, change)

    @rule(who=WHO, at=PICK, text=WORDS)
    def answer(self, who, at, text):
        person = self.people[who]
        draws = kinds_in(person.view, "draw")
        if draws:
            record = person.new_id("answer")
            sets = {record: {"draw": draws[at % len(draws)], "text": text}}
            self.made(who, base.change(person.view, "Answer", sets))

    @rule(who=WHO, at=PICK, field=FIELDS)
    def begin_to_type(self, who, at, field):
        person = self.people[who]
        found = kinds_in(person.view, "area", "goal")
        if found:
            record = found[at % len(found)]
            person.begun[record, field] = person.view.tips(record, field)

    @rule(who=WHO, at=PICK, field=FIELDS, text=WORDS)
    def edit(self, who, at, field, text):
        person = self.people[who]
        found = kinds_in(person.view, "area", "goal")
        if found:
            record = found[at % len(found)]
            tips = person.begun.pop((record, field), None)
            known = None if tips is None else {record: {field: tips}}
            change = base.edit(person.view, record, tips=known, **{field: text})
            self.made(who, change, stale=tips is not None)

    @rule(who=WHO, at=PICK, to=PICK)
    def move(self, who, at, to):
        view = self.people[who].view
        found = kinds_in(view, *PARENTS)
        if found:
            targets = ["", *found]
            self.made(who, base.move(view, found[at % len(found)], targets[to % len(targets)]))

    @rule(who=WHO, at=PICK, both=st.booleans())
    def remove(self, who, at, both):
        view = self.people[who].view
        found = [record for record in kinds_in(view, *PARENTS, "topic") if view.on_screen(record)]
        if found:
            records = {found[at % len(found)], found[(at + 1) % len(found)] if both else found[0]}
            self.made(who, base.remove(view, *sorted(records)))

    @rule(who=WHO, at=PICK)
    def restore(self, who, at):
        view = self.people[who].view
        found = [removed.record for removed in view.removed()]
        if found:
            self.made(who, base.restore(view, found[at % len(found)]))

    @rule(who=WHO, at=PICK, to=PICK)
    def merge_topics(self, who, at, to):
        view = self.people[who].view
        found = [topic.id for topic in view.topics()]
        if len(found) > 1:
            one, other = found[at % len(found)], found[to % len(found)]
            if one != other:
                self.made(who, topics.merge(view, [one], other))

    @rule(who=WHO, at=PICK)
    def part_topics(self, who, at):
        view = self.people[who].view
        found = [topic for topic in kinds_in(view, "topic") if view.raw(topic).get("merged_into")]
        if found:
            self.made(who, topics.part(view, found[at % len(found)]))

    @rule(who=WHO, at=PICK, member=st.sampled_from(["answer:1", "answer:2"]), there=st.booleans())
    def tie(self, who, at, member, there):
        view = self.people[who].view
        found = kinds_in(view, "topic")
        if found:
            sets = {found[at % len(found)]: {f"answers/{member}": there}}
            self.made(who, base.change(view, "Tie", sets))

    @rule(who=WHO, at=PICK, text=WORDS)
    def settle(self, who, at, text):
        view = self.people[who].view
        conflicts = view.conflicts()
        if conflicts:
            one = conflicts[at % len(conflicts)]
            value = text if one.field in {"title", "short", "text"} else one.values[-1].value
            self.made(who, base.settle(view, one.record, one.field, value))
            assert self.people[who].view.conflict(one.record, one.field) is None

    # ── undo with others' work in between ────────────────────────────────────────────────

    @rule(who=WHO)
    def undo(self, who):
        person = self.people[who]
        theirs = on_screen_by_others(person.view, person.log, person.seat)
        if person.undo():
            self.nothing_left_the_screen(person, theirs, set())

    @rule(who=WHO)
    def redo(self, who):
        person = self.people[who]
        theirs = on_screen_by_others(person.view, person.log, person.seat)
        done = person.redo()
        if done:
            # What it took the place of when it was done, it takes the place of again.
            self.nothing_left_the_screen(person, theirs, covers(person.log, done))

    def nothing_left_the_screen(self, person, theirs, seen):
        for record, field, act in theirs:
            if act in seen:
                continue
            standing = {value.act for value in person.log.standing(record, field)}
            assert act in standing, f"{record} {field} of another was taken away"
            # Where undoing takes the record itself away, it is among the removed things, as
            # the check of all values sees.
            assert person.view.on_screen(record) or person.view.removed_by(record)

    # ── files meet ───────────────────────────────────────────────────────────────────────

    @rule(who=WHO, other=WHO)
    def merge(self, who, other):
        self.people[who].merge(self.people[other])

    @rule(who=WHO, other=WHO, every=st.integers(2, 3), shift=st.integers(0, 2))
    def merge_a_part(self, who, other, every, shift):
        acts = list(self.people[other].log)
        self.people[who].take(reversed(acts[shift::every]))

    # ── what must be true at any time ────────────────────────────────────────────────────

    @precondition(lambda self: hasattr(self, "people"))
    @invariant()
    def every_copy_is_sound(self):
        for person in self.people:
            check_no_cycles(person.view)
            check_all_accounted_for(person.view, person.log)
            check_same_as_fresh(person.view, person.log)

    def teardown(self):
        if not hasattr(self, "people"):
            return
        host, peer, aide = self.people
        host.merge(peer, aide)
        aide.merge(host)
        peer.merge(aide)
        assert state(host.view) == state(peer.view) == state(aide.view)
        self.every_copy_is_sound()


TestCopies = Copies.TestCase
TestCopies.__doc__ = "Two people's work, merged, would differ from screen to screen or be lost."
TestCopies.settings = settings(
    max_examples=sized(120, 1500),
    stateful_step_count=sized(35, 60),
    deadline=None,
)
