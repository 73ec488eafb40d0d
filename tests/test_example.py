"""The worked example: whole, believable, the same each time, and never written over."""

import sqlite3
from datetime import datetime

import pytest

from workshop.example import build_example, open_example, source
from workshop.example.source import today
from workshop.model import Answer, Consultation, Draw, Evidence, Premise, Round
from workshop.session import open_session
from workshop.voting.records import result_of


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "Fjordvik.workshop"
    build_example(path)
    return path


@pytest.fixture
def view(built):
    with open_session(built, backup=False) as session:
        yield session.view


def test_it_is_whole(view):
    """Someone who opens the example would not see what a finished piece of work looks like."""
    assert len(view.groups()) == 5
    assert len(view.all(Answer)) >= 60
    assert len(view.topics()) + 1 == 12  # one is merged into another
    assert len(view.statements()) == 18
    assert len(view.goals()) == 9
    assert len(view.measures()) == 27
    assert all((view.all(Premise), view.all(Evidence), view.all(Consultation), view.all(Draw)))


def test_every_value_is_readable(view):
    """A slip in the source would lie in the example as something no screen shows."""
    assert view.troubles() == []
    assert view.strays() == []
    assert view.merged_late() == []


def test_every_reference_leads_somewhere(view):
    """The golden thread would break at a misspelt name."""
    for measure in view.measures():
        for record in (*measure.topics, *measure.answers, *measure.strategies, *measure.goals):
            assert view.on_screen(record), (measure.id, record)
        assert not measure.horizon or view.on_screen(measure.horizon)
    for topic in view.topics():
        assert len(view.topic_answers(topic.id)) >= len(topic.answers)
        assert all(view.on_screen(answer) for answer in topic.answers)
    for draw in view.all(Draw):
        assert view.raw(draw.card)["content"]["ask"]
        assert view.on_screen(draw.activity)


def test_the_round_can_be_counted(view):
    """The example's round would have no result."""
    found = result_of(view.all(Round)[0])
    assert found is not None
    assert found.ballots == 24
    assert any(row.two_humped for row in found.rows)


def test_two_people_disagree(view):
    """There would be nothing to try settling a conflict on."""
    (conflict,) = view.conflicts()
    assert {view.act(value.act).by for value in conflict.values} == {"Fasilitator", "Personalsjef"}
    written = source.read()["conflicts"][0]
    assert {value.value for value in conflict.values} == {
        version["value"] for version in written["versions"]
    }


def test_it_takes_place_through_a_year(built):
    """The history of the example would look as if all of it was typed in one minute."""
    with open_session(built, backup=False) as session:
        times = [datetime.fromisoformat(act.at) for act in session.log]
        assert len({time.date() for time in times}) > 15
        assert max(times).date() <= today()
        assert len({act.by for act in session.log}) >= 4


def test_it_is_the_same_each_time(built, tmp_path):
    """Documents made from the example could not be compared with those in the repository."""
    again = tmp_path / "again.workshop"
    build_example(again)

    def acts(path):
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT id, body FROM act").fetchall()
        connection.close()
        return rows

    assert acts(again) == acts(built)


def test_no_ballots_lie_open(built):
    """Slips of the closed round could be read from their own table too."""
    with open_session(built, backup=False) as session:
        assert session.store.ballot_rounds() == []


def test_an_edited_example_is_kept(tmp_path):
    """What someone tried out yesterday would be gone today."""
    first = open_example(tmp_path)
    with open_session(first) as session:
        before = len(session.log)
        session.do(session_change(session))
    assert open_example(tmp_path) == first
    with open_session(first) as session:
        assert len(session.log) == before + 1


def test_a_fresh_one_lies_beside(tmp_path):
    """A consultant could not begin anew without losing the edited one."""
    first = open_example(tmp_path)
    second = open_example(tmp_path, fresh=True)
    assert second != first
    assert first.is_file()
    assert second.is_file()
    assert second.parent != first.parent
    assert sorted(tmp_path.rglob("*.making")) == []


def test_nothing_is_written_over(built):
    """A file that lies there already would be destroyed."""
    with pytest.raises(FileExistsError):
        build_example(built)


def session_change(session):
    from workshop.acts import setup

    return setup.describe(session.view, title="En annen tittel")
