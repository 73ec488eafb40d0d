"""The properties of the fold can fail: each rule, broken on purpose, is caught."""

import pytest
from effort import sized
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from replica import Replica
from test_fold_properties import Copies

from workshop.acts import base
from workshop.changes import Log, Value
from workshop.view.attention import Attention
from workshop.view.upward import Upward

SEARCH = settings(
    max_examples=600,
    stateful_step_count=40,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def covered_values_do_not_pass_the_cover_on(monkeypatch):
    def standing(self, record, field):
        found, covered = [], set()
        for identifier in reversed(self.fields(record).get(field, ())):
            if identifier in covered:
                continue
            if self.live(identifier):
                act = self[identifier]
                found.append(Value(identifier, act.sets[record][field]))
                covered.update(act.replaces.get(record, {}).get(field, ()))
        return found

    monkeypatch.setattr(Log, "standing", standing)


def undone_values_still_cover(monkeypatch):
    def standing(self, record, field):
        found, covered = [], set()
        for identifier in reversed(self.fields(record).get(field, ())):
            act = self[identifier]
            if identifier not in covered and self.live(identifier):
                found.append(Value(identifier, act.sets[record][field]))
            covered.update(act.replaces.get(record, {}).get(field, ()))
        return found

    monkeypatch.setattr(Log, "standing", standing)


def undone_values_are_no_tips(monkeypatch):
    monkeypatch.setattr(
        Log, "tips", lambda self, r, f: [value.act for value in self.standing(r, f)]
    )


def undo_writes_old_values_back(monkeypatch):
    def undo(self):
        if not self.steps.done:
            return None
        target = self.log[self.steps.done[-1]]
        sets = {}
        for record, fields in target.sets.items():
            for field in fields:
                older = [v for v in self.log.live_values(record, field) if v.act < target.id]
                sets.setdefault(record, {})[field] = older[0].value if older else ""
        self.do(base.change(self.view, "Undo", sets))
        return target

    monkeypatch.setattr(Replica, "undo", undo)


def new_work_under_removed_things_is_not_listed(monkeypatch):
    monkeypatch.setattr(Attention, "_new_work", lambda self, record, hidden: iter(()))


def cycles_are_let_be(monkeypatch):
    monkeypatch.setattr(Upward, "_cycle", lambda self, start, safe: [])


def the_newest_value_wins_everywhere(monkeypatch):
    visible = Log.visible
    monkeypatch.setattr(Log, "visible", lambda self, r, f: visible(self, r, f)[:1])


def the_order_of_arrival_counts(monkeypatch):
    standing = Log.standing

    def by_arrival(self, record, field):
        order = {identifier: number for number, identifier in enumerate(self._acts)}
        return sorted(standing(self, record, field), key=lambda value: -order[value.act])

    monkeypatch.setattr(Log, "standing", by_arrival)


@pytest.mark.parametrize(
    "broken",
    [
        covered_values_do_not_pass_the_cover_on,
        undone_values_still_cover,
        undone_values_are_no_tips,
        undo_writes_old_values_back,
        new_work_under_removed_things_is_not_listed,
        cycles_are_let_be,
        the_newest_value_wins_everywhere,
        the_order_of_arrival_counts,
    ],
    ids=lambda broken: broken.__name__,
)
def test_a_broken_rule_is_caught(broken, monkeypatch):
    """A rule could stop being kept, and all tests would still pass."""
    broken(monkeypatch)
    with pytest.raises(BaseException) as caught:
        run_state_machine_as_test(Copies, settings=SEARCH)
    assert any(isinstance(one, AssertionError) for one in leaves(caught.value)), caught.value


def leaves(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in leaves(inner)]
    return [error]


def test_with_no_rule_broken_the_same_search_finds_nothing():
    """The broken rules would seem to be caught by a test that always fails."""
    run_state_machine_as_test(Copies, settings=settings(SEARCH, max_examples=sized(60, 600)))
