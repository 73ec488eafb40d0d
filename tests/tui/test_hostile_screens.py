"""Hostile text in every field, on every screen: shown, never obeyed, never lost."""

import driving
import pytest
from hostile import PIECES, everything, harmless, hostile_workshop, nasty
from textual.widgets import Input, OptionList

from workshop.model import kind_of
from workshop.session import open_session
from workshop.tui.dialogs import ChoiceDialog, ConfirmDialog, TextDialog
from workshop.tui.places import PLACES, place_of

pytestmark = pytest.mark.timeout(400)  # ten thousand letters in every field take their time

SIZES = [("en", (120, 40)), ("en", (80, 24)), ("nb", (120, 40)), ("nn", (80, 24))]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The file, made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("hostile") / "[b]x[_b] =1+1.workshop"
    session = hostile_workshop(path)
    session.close()
    return path


@pytest.fixture
def session(file, tmp_path):
    """The hostile workshop, open."""
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    with open_session(copy, by=nasty(1)) as opened:
        yield opened


def app_of(session, language="en"):
    return driving.app_of(session, language, by=nasty(2))


async def look(app, pilot, where):
    await pilot.pause()
    harmless(app, where)


@pytest.mark.parametrize(("language", "size"), SIZES)
async def test_every_place(session, language, size):
    """A colleague's text would crash the place it is shown in, or act in the user's name."""
    app, before = app_of(session, language), everything(session)
    async with app.run_test(size=size) as pilot:
        for number in PLACES:
            await app.go(number)
            await look(app, pilot, f"place {number}")
            for press in ("f2", "f3", "f4") if number == 3 else ("down", "down"):
                await pilot.press(press)
                await look(app, pilot, f"place {number}, {press}")
            for options in app.screen.place.query(OptionList):
                for at in range(0, options.option_count, max(options.option_count // 4, 1)):
                    if not options.get_option_at_index(at).disabled and options.display:
                        options.highlighted = at
                        await look(app, pilot, f"place {number}, row {at} of {options.id}")
            await pilot.press("escape")
    assert everything(session) == before


@pytest.mark.parametrize(("language", "size"), SIZES[1:2])
async def test_thread_and_forget_of_each_kind(session, language, size):
    """Asking who said it would end in a crash exactly where the thread matters."""
    app, before = app_of(session, language), everything(session)
    first = {kind_of(record): record for record in sorted(session.view.records(), reverse=True)}
    async with app.run_test(size=size) as pilot:
        for kind, record in first.items():
            app.show_thread(record)
            await look(app, pilot, f"the thread of a {kind}")
            await pilot.press("down", "down")
            await look(app, pilot, f"the thread of a {kind}")
            await pilot.press("escape")
            from workshop.tui.dialogs.forget import ForgetDialog

            app.push_screen(ForgetDialog(record))
            await look(app, pilot, f"removing a {kind} for good")
            await pilot.press("escape")
            await pilot.pause()
    assert everything(session) == before


async def test_each_kind_in_its_place(session):
    """A form full of hostile text would crash, or rewrite what someone only looked at."""
    app, before = app_of(session), everything(session)
    first = {kind_of(record): record for record in sorted(session.view.records(), reverse=True)}
    async with app.run_test(size=(120, 40)) as pilot:
        for kind, record in first.items():
            await app.go(place_of(record), record=record)
            await look(app, pilot, f"a {kind} in its place")
    assert everything(session) == before


@pytest.mark.parametrize(("language", "size"), [("nb", (120, 40)), ("nn", (50, 15))])
async def test_the_wall(session, language, size):
    """The room would see a crash on the wall, or a file's name, in front of the mayor."""
    app, before = app_of(session, language), everything(session)
    async with app.run_test(size=size) as pilot:
        for number in PLACES:
            await app.go(number)
            await pilot.press("f5")
            await look(app, pilot, f"the wall from place {number}")
            await pilot.press("f7")
            await look(app, pilot, f"the wall from place {number}, answers shown")
            assert session.store.path.name not in app.export_screenshot()
            await pilot.press("f7", "f5")
            await pilot.pause()
    assert everything(session) == before


@pytest.mark.parametrize("size", [(80, 24)])
async def test_find_help_palette_and_language(session, size):
    """Finding a hostile text would be the end of the session."""
    app = app_of(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        await look(app, pilot, "help")
        await pilot.press("escape", "ctrl+f")
        await pilot.pause()
        for words in ("[/]", "x", "\x1b[31m", "=1+1", "👩\u200d👩\u200d👧\u200d👦", *PIECES):
            app.screen.query_one(Input).value = words
            await pilot.pause(0.3)
            harmless(app, f"finding {words!r}")
        await pilot.press("enter")
        await look(app, pilot, "what was found")
        await pilot.press("ctrl+p")
        await look(app, pilot, "the palette")
        await pilot.press("escape", "f8", "f9")
        await look(app, pilot, "another language and theme")
        await pilot.press("ctrl+z", "ctrl+y")
        await look(app, pilot, "undo and redo, which say what they did")


@pytest.mark.parametrize("size", [(80, 24)])
async def test_every_dialog(session, size):
    """The question asked about a hostile text would not be asked, or be answered by the text."""
    app, before = app_of(session), everything(session)
    view = session.view
    async with app.run_test(size=size) as pilot:
        for name, make in dialogs(view).items():
            app.push_screen(make())
            await look(app, pilot, name)
            await pilot.press("tab", "tab")
            await look(app, pilot, name)
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()
    assert everything(session) == before


def dialogs(view):
    """Every dialog, made with hostile words where it takes any."""
    from workshop.tui.dialogs.conflict import ConflictDialog
    from workshop.tui.dialogs.consultation import ConsultationDialog
    from workshop.tui.dialogs.decision import DecisionDialog
    from workshop.tui.dialogs.merge import MergeDialog
    from workshop.tui.places import cards_dialogs as cards
    from workshop.tui.places.priorities_from import SlipsFromDialog
    from workshop.tui.places.priorities_open import OpenRoundDialog
    from workshop.tui.places.priorities_topic import TopicScreen
    from workshop.tui.widgets.form_picker import PickDialog

    made = {
        "yes or no": lambda: ConfirmDialog(nasty(1), nasty(2), nasty(3), nasty(4)),
        "a line": lambda: TextDialog(nasty(1), nasty(2), note=nasty(3)),
        "lines": lambda: TextDialog(nasty(1), nasty(2, long=True), note=nasty(3), lines=True),
        "a choice": lambda: ChoiceDialog(nasty(1), [(nasty(n), nasty(n)) for n in range(30)]),
        "consultation": lambda: ConsultationDialog(view.ids("consultation")[0]),
        "decision": lambda: DecisionDialog(view.ids("decision")[0]),
        "answer": lambda: cards.EditAnswerDialog(view.ids("answer")[0]),
        "table": lambda: cards.TableDialog(view.groups()[0]),
        "seats": cards.SeatDialog,
        "topic": lambda: TopicScreen(view.ids("topic")[0]),
        "merge": MergeDialog,
    }
    for at, conflict in enumerate(view.conflicts()):
        made[f"conflict {at}"] = lambda conflict=conflict: ConflictDialog(view, conflict)
    del OpenRoundDialog, SlipsFromDialog, PickDialog
    return made


async def test_what_is_pasted_is_kept(session):
    """A megabyte on the clipboard, pasted by mistake, would take the work down with it."""
    app = app_of(session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.go(2)
        await pilot.pause()
        from textual import events

        field = app.screen.query_one("#capture Input, CaptureLine, Input")
        field.focus()
        before = len(session.view.ids("answer"))
        app.screen.post_message(events.Paste("m" * 1_000_000))
        await look(app, pilot, "a megabyte in the capture line")
        await pilot.press("enter")
        await look(app, pilot, "a megabyte sent")
        assert len(session.view.ids("answer")) in {before, before + 1}
    with open_session(session.store.path, by="x") as again:
        assert len(again.view.ids("answer")) >= before


async def test_start_and_library(file, monkeypatch):
    """A file with a hostile name would keep the program from starting in its folder."""
    monkeypatch.chdir(file.parent)
    app = driving.app_of(language="nb", by=nasty(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(app, pilot, "the start")
        await pilot.press("l")
        await look(app, pilot, "the library")
        await pilot.press("escape", "n")
        await look(app, pilot, "a new workshop")
        for field in app.screen.query(Input):
            field.value = nasty(5)
        await pilot.press("f10")
        await look(app, pilot, "a new workshop with hostile answers")


async def test_nothing_is_lost(file, tmp_path):
    """What was written would come back shortened or cleaned the next day."""
    copy = tmp_path / "copy.workshop"
    copy.write_bytes(file.read_bytes())
    with open_session(copy, by="x") as opened:
        kept = str(everything(opened))
        for piece in ("[@click=app.quit]x[/]", "w" * 10_000, "=1+1", "200 kB " * 28_000):
            assert piece in kept
        assert any(
            "\x1b[31m" in one.text for one in map(opened.view.get, opened.view.ids("answer"))
        )
