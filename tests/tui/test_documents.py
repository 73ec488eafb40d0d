"""Documents: read here, written to files, open in the browser."""

import os

import pytest
from parties_room import HOSTILE, app_of, base, press, small, text_of, write
from textual.widgets import Input

from workshop import i18n, paths
from workshop.acts import setup
from workshop.documents import DOCUMENTS, build
from workshop.output import showing
from workshop.session import create
from workshop.tui.places.documents_preview import rendered, sections_of
from workshop.tui.places.documents_write import WriteDialog


@pytest.fixture
def browser(monkeypatch):
    """Paths that were shown in the browser."""
    shown = []

    def show(path):
        shown.append(path)
        return True

    monkeypatch.setattr(showing, "open_in_browser", show)
    return shown


def place_of(app):
    return app.screen.query_one("#place-6")


async def settled(pilot):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_document_is_read_here_a_part_at_a_time(tmp_path):
    """One would have to open another program to see what the strategy says."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6")
        assert "Utkast" in text_of(app) or "Draft" in text_of(app)
        place = place_of(app)
        titles = [section.title for section in place._sections]
        at = next(i for i, s in enumerate(place._sections)
                  if any("Lyse ut" in str(block) for block in s.blocks))  # fmt: skip
        assert titles
        place.query_one("#contents").highlighted = at
        await pilot.pause()
        assert "Lyse ut hele stillinger" in text_of(app)
        session.do(base.edit(session.view, _ids[2], text="Andre ord her"))
        app.show_view()
        await pilot.pause()
        assert "Andre ord her" in text_of(app)
        assert place.query_one("#contents").highlighted == at


async def test_one_key_gives_the_meeting_note_in_the_browser(tmp_path, browser):
    """The cups would be cleared before the note was ready."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "s")
        await settled(pilot)
        (path,) = browser
        assert path.parent.parent == tmp_path
        assert path.suffix == ".html"
        assert "<html" in path.read_text(encoding="utf-8")
        await press(pilot, "s")  # pressed twice: the same file, written again
        await settled(pilot)
        assert browser == [path, path]
        assert len(list(path.parent.iterdir())) == 1
        path.write_text("somebody's own words")
        await press(pilot, "s")
        await settled(pilot)
        assert path.read_text() == "somebody's own words"
        assert browser[-1] != path
        assert browser[-1].exists()


async def test_where_nothing_can_be_written_the_note_opens_all_the_same(
    tmp_path, browser, monkeypatch
):
    """A read-only folder would leave the room without its note."""
    session, _ids = small(tmp_path)
    put_in_place = paths.put_in_place

    def refuse(path, content, **how):
        if path.is_relative_to(tmp_path):
            raise PermissionError(13, "Permission denied", str(path))
        put_in_place(path, content, **how)

    monkeypatch.setattr(paths, "put_in_place", refuse)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "s")
        await settled(pilot)
        (path,) = browser
        assert path.exists()
        assert not path.is_relative_to(tmp_path)


async def test_one_key_gives_the_gathering_on_paper(tmp_path, browser):
    """When the projector dies, a room of thirty would have nothing to talk from."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6")
        await press(pilot, "g")
        await settled(pilot)
        assert browser == []
        assert any("no tables yet" in one.message for one in app._notifications)
        for number in (1, 2):
            session.do(setup.add_group(session.view, session.new_id, number=number)[1])
        await press(pilot, "g")
        await settled(pilot)
        (page,) = browser
        html = page.read_text("utf-8")
        assert "Bord 2" in html
        assert page.parent != session.store.path.parent


async def test_open_leaves_nothing_beside_the_workshop(tmp_path, browser):
    """A look at a draft would leave it in the shared folder for everyone."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        before = sorted(tmp_path.iterdir())
        await press(pilot, "6", "o")
        await settled(pilot)
        (path,) = browser
        assert sorted(tmp_path.iterdir()) == before
        if os.name == "posix":
            assert path.parent.stat().st_mode & 0o077 == 0


async def test_without_a_browser_one_is_told_where_the_file_lies(tmp_path, monkeypatch):
    """On a machine without a browser nothing at all would happen."""
    monkeypatch.setattr(showing, "open_in_browser", lambda _path: False)
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "o")
        await settled(pilot)
        assert any("No browser" in one.message for one in app._notifications)


async def test_all_forms_are_written_and_written_again(tmp_path):
    """The strategy could not be taken out of the program."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6", "w", "end", "enter")
        await pilot.pause()
        folder = place_of(app).folder
        assert {path.suffix for path in folder.iterdir()} == {".md", ".html", ".yaml"}
        assert app.screen.number == 6
        await press(pilot, "w", "end", "enter")  # ours: no question
        assert app.screen.number == 6


async def test_what_others_have_changed_is_not_written_over_unasked(tmp_path):
    """A colleague's corrections in the exported file would be lost."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "w", "enter")
        (path,) = place_of(app).folder.iterdir()
        path.write_text("corrected by hand")
        await press(pilot, "w", "enter")
        assert "lies there already" in text_of(app)
        await press(pilot, "escape")
        assert path.read_text() == "corrected by hand"
        assert isinstance(app.screen, WriteDialog)
        await press(pilot, "enter", "enter")  # the first answer is another name
        assert path.read_text() == "corrected by hand"
        beside = path.with_name(f"{path.stem}-2{path.suffix}")
        assert "Utkast" in beside.read_text("utf-8")
        await press(pilot, "w", "enter", "down", "enter")
        assert path.read_text() != "corrected by hand"


@pytest.mark.parametrize("folder", ["", "\0", "file.txt", "x" * 3000, "~nobody-at-all/x"])
async def test_a_folder_that_cannot_be_gets_an_answer(tmp_path, folder):
    """A slip in the folder's name would end in a crash."""
    session, _ids = small(tmp_path)
    (tmp_path / "file.txt").write_text("a file")
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6", "w")
        app.screen.query_one(Input).value = folder
        await press(pilot, "f10")
        assert isinstance(app.screen, WriteDialog)
        assert str(app.screen.query_one("#problem").render()).strip()
        await press(pilot, "escape")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (28, "full"),
        (13, "cannot be written"),
        (30, "cannot be written"),
        (5, "not written"),
    ],
)
async def test_trouble_with_the_disk_is_said_plainly(tmp_path, monkeypatch, number, word):
    """A full disk would look like a finished export."""

    def fail(path, content, **how):
        raise OSError(number, "trouble", str(path))

    monkeypatch.setattr(paths, "put_in_place", fail)
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "w", "enter")
        assert word in " ".join(text_of(app).split())


async def test_the_documents_language_is_its_own(tmp_path):
    """A Norwegian document would come out in English because the screen is in English."""
    session, _ids = small(tmp_path)
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6")
        assert place_of(app).document_language == session.view.workshop.language == "nb"
        await press(pilot, "l", "l")
        assert place_of(app).document_language == "en"
        assert app.language == "en"
        _text, name = place_of(app).text_of("meeting-note", "html")
        assert name.endswith(".html")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_an_empty_workshop_has_documents_too(tmp_path, size, browser):
    """A look on the first day would crash instead of showing an empty draft."""
    session = create(tmp_path / "a.workshop", by="HR")
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "6", "down", "space", "space", "backspace", "right", "left", "s", "o")
        await settled(pilot)
        assert len(browser) == 2


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_hostile_text_is_shown_as_it_is(tmp_path, size):
    """One strange text would make the document unreadable."""
    session, (_area, goal, measure) = small(tmp_path)
    for text in HOSTILE:
        session.do(
            base.add(session.view, session.new_id, "measure", "Add", parent=goal, text=text,
                     owner=text, deadline=text, argument=text)[1]
        )  # fmt: skip
        session.do(base.edit(session.view, "workshop:this", title=text, organisation=text))
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "6")
        for at in range(len(place_of(app)._sections)):
            place_of(app).query_one("#contents").highlighted = at
            await pilot.pause()
            assert "\x1b[31m" not in text_of(app)
    del measure
    for kind in DOCUMENTS:
        document = build(session.view, kind, i18n.translator("nb"), "2027-01-01")
        for section in sections_of(document):
            shown = rendered(document, section, 40)
            assert max(len(line) for line in shown.plain.split("\n")) <= 60
            assert "\x1b" not in shown.plain


async def test_a_thousand_measures_are_shown_by_parts(tmp_path):
    """A large strategy would take seconds to show."""
    session, (_area, goal, _measure) = small(tmp_path)
    changes = [
        base.add(session.view, session.new_id, "goal", "Add", parent=_area, title=f"Mål {n}")[1]
        for n in range(200)
    ]
    session.do(base.together("Add", changes))
    app = app_of(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6")
        parts = place_of(app)._sections
        assert max(len(part.blocks) for part in parts) <= 120
        assert sum("Mål 199" in str(part.blocks) for part in parts) >= 1
        await write(pilot, "   ")
    del goal
