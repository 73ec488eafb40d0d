"""One writer touches the file; who types does not wait for it, and loses nothing by that."""

import threading

import pytest

from workshop.acts import base, strategy
from workshop.messages import msg
from workshop.model import WORKSHOP
from workshop.session import create, open_session
from workshop.store import FullError, Store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Fjordvik.workshop"


@pytest.fixture
def session(path):
    """A session whose disk is left to a thread, as in the terminal."""
    with create(path, by="HR", title="Arbeidsgiverstrategi") as made:
        made.attend(lambda: None)
        yield made


@pytest.fixture
def gate(monkeypatch):
    """The disk takes nothing until it is set."""
    opened = threading.Event()
    append, put_aside = Store.append, Store.put_aside

    def slow(writing):
        def write(self, *args, **kwargs):
            assert opened.wait(30)
            return writing(self, *args, **kwargs)

        return write

    monkeypatch.setattr(Store, "append", slow(append))
    monkeypatch.setattr(Store, "put_aside", slow(put_aside))
    yield opened
    opened.set()


def test_nobody_waits_and_nothing_shows_before_it_is_on_disk(session, gate):
    """On a USB stick each key would wait for five fsyncs, or a change would show and be lost."""
    ticket = session.begin_to(base.edit(session.view, WORKSHOP, organisation="Fjordvik"))
    session.keep_draft(WORKSHOP, "title", "Ny tittel")
    session.finish()
    assert not ticket.finished
    assert session.under_way
    assert session.view.workshop.organisation == ""
    assert session.draft(WORKSHOP, "title").text == "Ny tittel"
    gate.set()
    session.wait_for(ticket)
    assert session.view.workshop.organisation == "Fjordvik"
    assert not session.under_way


def test_what_is_begun_first_shows_first(session, path):
    """A goal would stand before the area it belongs to."""
    tickets = []
    for title in ("Heltid", "Ledelse", "Kompetanse"):
        _record, change = strategy.add_area(session.view, session.new_id, title=title)
        tickets.append(session.begin_to(change))
    acts = [session.wait_for(ticket) for ticket in tickets]
    assert [act.id for act in acts] == sorted(act.id for act in acts)
    with open_session(path, role="reader") as other:
        assert [act.id for act in other.log][-3:] == [act.id for act in acts]


def test_a_second_edit_replaces_the_first_though_that_is_not_on_disk_yet(session, gate):
    """One person who goes back to a field at once would be in conflict with herself."""
    for name in ("Fjord", "Fjordvik"):
        tips = session.begin(WORKSHOP, "organisation")
        last = session.begin_to(
            base.edit(session.view, WORKSHOP, tips=tips, organisation=name)
        )  # fmt: skip
    gate.set()
    session.wait_for(last)
    assert session.view.workshop.organisation == "Fjordvik"
    assert session.view.conflict(WORKSHOP, "organisation") is None


def test_the_draft_goes_with_the_act_and_comes_back_when_that_fails(session, monkeypatch, path):
    """A full disk would take the words of whoever pressed Enter just then."""
    tips = session.begin(WORKSHOP, "organisation")
    session.keep_draft(WORKSHOP, "organisation", "Fjordvik", tips)
    change = base.edit(session.view, WORKSHOP, tips=tips, organisation="Fjordvik")
    append = Store.append

    def full(self, *args, **kwargs):
        raise FullError(msg("The disk is full."))

    monkeypatch.setattr(Store, "append", full)
    with pytest.raises(FullError):
        session.wait_for(session.begin_to(change))
    assert session.view.workshop.organisation == ""
    assert session.draft(WORKSHOP, "organisation").text == "Fjordvik"
    monkeypatch.setattr(Store, "append", append)
    session.wait_for(session.begin_to(change))
    assert session.drafts() == []
    with open_session(path, role="reader") as other:
        assert other.view.workshop.organisation == "Fjordvik"
        assert [*other.drafts(), *other.others_drafts()] == []


def test_a_draft_the_disk_refused_is_tried_again_until_it_takes_it(session, monkeypatch):
    """Words typed while the disk was full would be gone after a crash an hour later."""
    put_aside = Store.put_aside

    def full(self, *args, **kwargs):
        raise FullError(msg("The disk is full."))

    monkeypatch.setattr(Store, "put_aside", full)
    session.keep_draft(WORKSHOP, "title", "skrevet på full disk")
    session.poll()
    session.poll()
    assert session.drafts_refused
    assert len(session.notices) == 1
    monkeypatch.setattr(Store, "put_aside", put_aside)
    session.poll()
    session.poll()
    assert not session.drafts_refused
    assert [draft.text for draft in session.store.drafts()] == ["skrevet på full disk"]


def test_closing_waits_for_all_that_is_on_its_way(path):
    """Whoever types and quits at once would lose the last line."""
    made = create(path, by="HR", title="Arbeidsgiverstrategi")
    made.attend(lambda: None)
    made.begin_to(base.edit(made.view, WORKSHOP, organisation="Fjordvik"))
    made.keep_draft(WORKSHOP, "title", "halvveis")
    made.close()
    with open_session(path) as again:
        assert again.view.workshop.organisation == "Fjordvik"
        assert [draft.text for draft in again.drafts()] == ["halvveis"]


def test_only_who_shows_the_view_may_wait_for_it(session, gate):
    """Another thread would change what the screen is just drawing."""
    ticket = session.begin_to(base.edit(session.view, WORKSHOP, organisation="Fjordvik"))
    wrong = []

    def wait():
        try:
            session.wait_for(ticket)
        except RuntimeError as error:
            wrong.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join(30)
    assert len(wrong) == 1
    gate.set()
