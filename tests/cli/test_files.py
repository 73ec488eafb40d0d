"""What the command line says when a disk, a file or a folder is in the way."""

import errno

import pytest

from workshop.cli.terminal import quoted
from workshop.session import open_session
from workshop.session.seen import acts_since, mark_seen


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "choose another folder"),
        (errno.EACCES, "cannot be written. Close it where it is open"),
    ],
)
def test_a_document_that_cannot_be_written_says_what_to_do(run, ours, monkeypatch, number, said):
    """A code from the system, or the name of a half-made file, would help nobody."""

    def refused(*_, **_how):
        raise OSError(number, "refused", "papers/.workshop-1.tmp")

    monkeypatch.setattr("workshop.paths.put_in_place", refused)
    done = run("export", ours, "--document", "strategy", "--format", "markdown")
    assert done.code == 1
    assert said in done.err
    assert ".tmp" not in done.err


def test_the_command_that_new_suggests_can_be_pasted(run):
    """A name with spaces in typographic quotes would open nothing."""
    made = run("new", "Vårt arbeid.workshop", "--organisation", "Fjordvik kommune")
    assert "workshop open 'Vårt arbeid.workshop'" in made.out or '"Vårt arbeid' in made.out


def test_a_plain_name_needs_no_quotes(tmp_path):
    """Quotes that are not needed only stand in the way."""
    assert quoted(tmp_path / "ours.workshop") == str(tmp_path / "ours.workshop")


def test_only_what_came_after_the_last_look_is_new(run, ours):
    """“Since last time” would otherwise tell people their own old news."""
    with open_session(ours, by="x", backup=False) as session:
        assert acts_since(session) == []
        mark_seen(session)
    assert run("--by", "Personalsjef", "add", ours, "topic", "Heltid").code == 0
    with open_session(ours, by="x", backup=False) as session:
        assert [act.by for act in acts_since(session)] == ["Personalsjef"]
