"""Place 4: drafting a strategy by keys, as a planning team would on an evening."""

import pytest
from driving import app_of, screen_text

from workshop.acts import base, setup, strategy, topics
from workshop.changes import Act, act_id
from workshop.model import Area, Goal, Measure, Section, Statement
from workshop.session import create
from workshop.tui.dialogs import ChoiceDialog, ConfirmDialog
from workshop.tui.places.strategy import ThePlace
from workshop.tui.widgets.form_picker import PickDialog

HOSTILE = [
    "[/]", "[@click=app.quit]x[/]", "\x1b[31mred", "a\x00b", "abc\u202edef", "👩‍👩‍👧‍👦 x",
    "z" * 10_000,
]  # fmt: skip


@pytest.fixture
def session(tmp_path):
    session = create(tmp_path / "w.workshop", by="HR", title="Strategi", organisation="Fjordvik")
    yield session
    session.close()


@pytest.fixture
def drafted(session):
    """An area with a goal, a strategy and two measures; and a chosen topic without an area."""
    do(session, topics.make(session.view, session.new_id, "Heltid"))
    topic = session.view.ids("topic")[0]
    session.do(topics.choose(session.view, topic))
    area = do(session, strategy.add_area(session.view, session.new_id, "Rekruttere"))
    goal = do(session, strategy.add_goal(session.view, session.new_id, area, "Flere søkere"))
    do(session, strategy.add_goal(session.view, session.new_id, area, "Færre slutter"))
    do(session, strategy.add_strategy(session.view, session.new_id, goal, "Svare raskt"))
    for text in ("Svar innen fem dager", "Åpne kvelder"):
        do(session, strategy.add_measure(session.view, session.new_id, goal, text, owner="HR"))
    return session


def do(session, made):
    record, change = made
    session.do(change)
    return record


class At:
    """The app, standing in place 4."""

    def __init__(self, session, size=(120, 40)):
        self.app = app_of(session, by="HR")
        self.size, self.session = size, session

    async def __aenter__(self):
        self.running = self.app.run_test(size=self.size)
        self.pilot = await self.running.__aenter__()
        await self.app.go(4)
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error):
        await self.running.__aexit__(*error)

    @property
    def place(self) -> ThePlace:
        return self.app.screen_stack[0].query_one("#place-4", ThePlace)

    @property
    def view(self):
        return self.session.view

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text):
        await self.press(*("space" if letter == " " else letter for letter in text))

    def on(self, title):
        """Put the cursor on the row with these words."""
        for kind in ("measure", "strategy", "goal", "area", "statement", "premise", "horizon"):
            for record in self.view.ids(kind):
                if self.view.title(record) == title:
                    assert self.place.show_record(record)
                    return record
        raise AssertionError(title)

    def text(self):
        return screen_text(self.app)

    def measures(self):
        return [measure.text for measure in self.view.measures()]


async def test_a_whole_branch_is_drafted_from_the_keys_alone(session):
    """Without this nobody could write a strategy: area, goal and measures one after another."""
    async with At(session) as at:
        assert "a to add" in at.text()
        await at.press("a")
        await at.type("Rekruttere")
        await at.press("enter", "enter")
        assert [area.title for area in at.view.all(Area)] == ["Rekruttere"]
        await at.press("a", "enter")
        await at.type("Flere")
        await at.press("enter", "escape", "a", "enter")
        for text in ("Svare alle", "Ringe alle", "Takke alle"):
            await at.type(text)
            await at.press("enter")
        await at.press("escape")
        assert at.measures() == ["Svare alle", "Ringe alle", "Takke alle"]
        assert at.place.outline.has_focus
        assert "Takke alle" in at.text()
        await at.press("ctrl+z")
        assert at.measures() == ["Svare alle", "Ringe alle"]
        await at.press("ctrl+y")
        assert at.measures() == ["Svare alle", "Ringe alle", "Takke alle"]


async def test_lines_pasted_from_elsewhere_are_measures_added_as_one_act(drafted):
    """A list from the old Word file would have to be typed again, line by line."""
    async with At(drafted) as at:
        at.on("Svar innen fem dager")
        await at.press("a", "enter")
        line = at.app.screen.query_one("#entry-line")
        from textual import events

        line.post_message(events.Paste("En\n\n  To  \nTre\n"))
        await at.pilot.pause()
        assert at.measures() == ["Svar innen fem dager", "En", "To", "Tre", "Åpne kvelder"]
        await at.press("escape", "ctrl+z")
        assert at.measures() == ["Svar innen fem dager", "Åpne kvelder"]


async def test_a_field_is_written_and_left_and_the_cursor_stays(drafted):
    """Text typed in the form would be lost, or a person would be thrown to the top of the list."""
    async with At(drafted) as at:
        record = at.on("Åpne kvelder")
        await at.press("enter")
        await at.press("end")
        await at.type(" for pendlere")
        await at.press("escape")
        assert at.view.need(Measure, record).text == "Åpne kvelder for pendlere"
        assert at.place.outline.current == record
        assert at.place.outline.has_focus
        await at.press("ctrl+z")
        assert at.view.need(Measure, record).text == "Åpne kvelder"
        assert at.place.outline.current == record
        assert not drafted.drafts()


async def test_a_date_is_read_as_norwegians_write_it_and_a_wrong_one_is_kept_but_not_saved(drafted):
    """A deadline that is not a date would never come due; one that is lost is worse."""
    async with At(drafted) as at:
        record = at.on("Åpne kvelder")
        await at.press("enter")
        field = at.place.form.row("deadline").field
        field.focus()
        await at.type("31.12.2027")
        await at.press("enter")
        assert at.view.need(Measure, record).deadline == "2027-12-31"
        field.value = ""
        await at.type("31.02.2027")
        await at.press("tab")
        assert at.view.need(Measure, record).deadline == "2027-12-31"
        assert "Not a date yet" in at.text()
        assert [draft.text for draft in drafted.drafts()] == ["31.02.2027"]


async def test_an_entry_that_was_not_finished_is_there_the_next_time(drafted):
    """Half a sentence typed before the door opened would be gone."""
    async with At(drafted) as at:
        at.on("Svar innen fem dager")
        await at.press("a", "enter")
        await at.type("Halv setning")
        await at.press("escape")
        assert at.measures() == ["Svar innen fem dager", "Åpne kvelder"]
        await at.press("a", "enter")
        assert at.app.screen.query_one("#entry-line").value == "Halv setning"
        await at.press("enter")
        assert "Halv setning" in at.measures()


async def test_escape_once_too_often(drafted):
    """The next letters, meant for the outline, would do nothing or something else."""
    async with At(drafted) as at:
        row = at.on("Åpne kvelder")
        await at.press("escape", "escape", "enter")
        assert at.app.focused is not None
        await at.press("escape", "escape", "K")
        assert at.measures() == ["Åpne kvelder", "Svar innen fem dager"], row


async def test_rows_are_reordered_moved_and_removed_and_brought_back(drafted):
    """A plan is rarely written in its right order; without this it would stay so."""
    async with At(drafted) as at:
        at.on("Åpne kvelder")
        await at.press("K")
        assert at.measures() == ["Åpne kvelder", "Svar innen fem dager"]
        await at.press("K", "J")
        assert at.measures() == ["Svar innen fem dager", "Åpne kvelder"]
        await at.press("m")
        assert isinstance(at.app.screen, PickDialog)
        await at.press("down", "enter")
        assert at.view.title(at.view.parent(at.on("Åpne kvelder"))) == "Færre slutter"
        at.on("Flere søkere")
        await at.press("x")
        assert isinstance(at.app.screen, ConfirmDialog)
        assert "1 strategy, 1 measure" in at.text()
        await at.press("tab", "enter")
        assert [goal.title for goal in at.view.goals()] == ["Færre slutter"]
        await at.press("ctrl+z")
        assert at.measures() == ["Svar innen fem dager", "Åpne kvelder"]
        at.on("Åpne kvelder")
        await at.press("x", "x")
        await at.press("escape")
        await at.press("ctrl+z")
        assert "Åpne kvelder" in at.measures()


async def test_an_owner_is_accepted_and_a_measure_is_tied_and_given_a_choice(drafted):
    """Who has said yes, and what stands behind it, could not be told from a proposal."""
    async with At(drafted) as at:
        record = at.on("Åpne kvelder")
        await at.press("c")
        assert at.view.need(Measure, record).owner_state == "accepted"
        await at.press("c")
        assert at.view.need(Measure, record).owner_state == "proposed"
        await at.press("t")
        assert isinstance(at.app.screen, ChoiceDialog)
        await at.press("enter", "enter", "f10")
        assert list(at.view.need(Measure, record).strategies) == at.view.ids("strategy")
        await at.press("enter")
        at.place.form.row("priority").field.focus()
        await at.press("enter", "down", "enter")
        assert at.view.need(Measure, record).priority == "high"


async def test_areas_are_made_of_the_chosen_topics_that_none_carries(drafted):
    """What the room chose would have to be typed again, and the thread to it would be lost."""
    async with At(drafted) as at:
        await at.press("g")
        assert isinstance(at.app.screen, PickDialog)
        await at.press("f10")
        area = at.view.under("", Area)[-1]
        assert area.title == "Heltid"
        assert list(area.topics) == at.view.ids("topic")
        await at.press("g")
        assert not isinstance(at.app.screen, PickDialog)


async def test_a_locked_line_is_asked_about_before_it_is_written_in(session):
    """A vision adopted elsewhere would be changed by a slip of the hand."""
    made = strategy.add_statement(
        session.view, session.new_id, "vision", "Nær folk", origin="Kommuneplanen", locked=True
    )
    record = do(session, made)
    async with At(session) as at:
        at.on("Nær folk")
        await at.press("enter")
        assert isinstance(at.app.screen, ConfirmDialog)
        assert "Kommuneplanen" in at.text()
        await at.press("escape")
        await at.type("xyz")
        await at.press("escape")
        assert at.view.raw(record).get("text") == "Nær folk"
        at.on("Nær folk")
        await at.press("enter", "tab", "enter")
        await at.press("end")
        await at.type(" og hav")
        await at.press("escape")
        assert at.view.need(Statement, record).text == "Nær folk og hav"


async def test_statements_are_ordered_among_their_own_kind(session):
    """Moving a value up would seem to do nothing, because it passed a vision nobody saw."""
    for kind, text in (("value", "Åpen"), ("vision", "Nær"), ("value", "Modig")):
        do(session, strategy.add_statement(session.view, session.new_id, kind, text))
    async with At(session) as at:
        at.on("Modig")
        await at.press("K")
        assert [one.text for one in at.view.statements("value")] == ["Modig", "Åpen"]
        await at.press("J")
        assert [one.text for one in at.view.statements("value")] == ["Åpen", "Modig"]


async def test_two_peoples_values_are_shown_and_lead_to_where_they_are_settled(drafted):
    """One of them would silently be taken for the truth."""
    record = drafted.view.ids("measure")[0]
    tips = {record: {"text": drafted.view.tips(record, "text")}}
    for by, text in (("Leder", "Svar innen tre dager"), ("Tillitsvalgt", "Svar innen en uke")):
        drafted.by = by
        drafted.do(base.edit(drafted.view, record, tips=tips, text=text))
    assert drafted.view.conflict(record, "text")
    async with At(drafted) as at:
        at.place.show_record(record)
        await at.pilot.pause(0.2)
        assert "Svar innen tre dager" in at.text()
        assert "Svar innen en uke" in at.text()
        assert "Leder" in at.text()
        gone = []

        async def go(number, **where):
            gone.append((number, where["record"]))

        at.app.go = go
        await at.press("f4")
        assert gone == [(5, record)]


async def test_the_introduction_is_a_text_of_its_own(session):
    """The document would begin with nothing."""
    async with At(session, size=(80, 24)) as at:
        assert at.place.show_record("section:introduction")
        await at.press("enter")
        await at.type("Hvorfor")
        await at.press("escape")
        assert at.view.need(Section, "section:introduction").text == "Hvorfor"
        assert at.place.outline.has_focus


async def test_on_a_narrow_screen_the_form_opens_over_the_outline(drafted):
    """On a train, at 80 by 24, there would be no room for either."""
    async with At(drafted, size=(80, 24)) as at:
        at.on("Åpne kvelder")
        assert not at.place.form.display
        await at.press("enter")
        assert at.place.form.display
        assert not at.place.query_one("#outline-side").display
        await at.press("escape")
        assert not at.place.form.display
        assert at.place.outline.has_focus


async def test_the_other_views_show_the_platform_and_the_matrix(drafted):
    """The platform could not be shown on one page, nor the measures by theme and horizon."""
    do(drafted, strategy.add_statement(drafted.view, drafted.new_id, "vision", "Nær folk"))
    do(drafted, strategy.add_horizon(drafted.view, drafted.new_id, "Kort sikt", 2027, 2028))
    async with At(drafted) as at:
        at.on("Åpne kvelder")
        await at.press("v")
        assert "Nær folk" in at.text()
        await at.press("v")
        await at.pilot.pause()
        assert "Kort sikt" in at.text()
        assert "Svar innen fem dager" in at.text()
        await at.press("right", "enter")
        assert isinstance(at.app.screen, PickDialog)
        await at.press("down", "enter")
        assert at.place.outline.has_focus
        assert at.view.title(at.place.outline.current) == "Åpne kvelder"
        await at.press("v", "escape")
        assert at.place.outline.has_focus


async def test_folding_keeps_the_cursor_where_it_was(drafted):
    """A person would lose their place each time the outline is folded."""
    async with At(drafted) as at:
        record = at.on("Flere søkere")
        rows = len(at.place.outline.rows)
        await at.press("left")
        assert len(at.place.outline.rows) == rows - 3
        await at.press("right", "minus")
        assert at.view.title(at.place.outline.current) == "Rekruttere"
        await at.press("plus")
        at.place.show_record(record)
        assert len(at.place.outline.rows) >= rows


@pytest.mark.parametrize("text", [" ".join(HOSTILE), HOSTILE[0], "x" * 10_000])
async def test_hostile_text_is_shown_and_never_obeyed(session, text):
    """A line pasted from anywhere could stop the program or colour the screen."""
    area = do(session, strategy.add_area(session.view, session.new_id, text, rationale=text))
    goal = do(session, strategy.add_goal(session.view, session.new_id, area, text))
    values = dict.fromkeys(("owner", "theme", "deadline", "short", "cost"), text)
    do(session, strategy.add_measure(session.view, session.new_id, goal, text, **values))
    do(session, strategy.add_indicator(session.view, session.new_id, goal, text, unit=text))
    for kind in ("vision", "value"):
        made = strategy.add_statement(session.view, session.new_id, kind, text, origin=text)
        do(session, made)
    do(session, setup.add_evidence(session.view, session.new_id, text, value=text))
    do(session, strategy.add_horizon(session.view, session.new_id, text))
    session.do(setup.describe(session.view, area_label=text, goal_label=text))
    async with At(session) as at:
        await at.press("plus")
        for row in list(at.place.outline.rows):
            at.place.outline.go_to(row.key)
            at.place._show_form()
            await at.pilot.pause()
        for key in ("a", "m", "t"):
            at.place.show_record(at.view.ids("measure")[0])
            await at.press(key, "escape")
        await at.press("v", "v", "v", "f", "x")
        assert "\x1b" not in at.text()
        assert "\x00" not in at.text()
        await at.press("ctrl+z")
        assert at.view.ids("measure")


async def test_a_colleagues_change_leaves_the_cursor_and_what_is_being_written(drafted):
    """Someone else's act would take the words out of a person's hands."""
    async with At(drafted) as at:
        record = at.on("Åpne kvelder")
        await at.press("enter", "end")
        await at.type(" nå")
        goal = at.view.parent(record)
        made, change = strategy.add_measure(at.view, drafted.new_id, goal, "Ny øverst", after="")
        act = Act(
            id=act_id(drafted.log.highest() + 1, 7), by="Leder", seat="other", at="2027-01-01",
            what=change.what, sets=change.sets, replaces=change.replaces,
        )  # fmt: skip
        drafted.take_in([act])
        at.app.show_view()
        await at.pilot.pause()
        field = at.place.form.row("text").field
        assert field.text == "Åpne kvelder nå"
        assert field.has_focus
        assert at.place.outline.current == record
        assert made in {row.key for row in at.place.outline.rows}


async def test_a_thousand_measures_are_only_painted_where_they_are_seen(session):
    """Drafting a large plan would become slow: every key would paint every row."""
    area = do(session, strategy.add_area(session.view, session.new_id, "Alt"))
    goal = do(session, strategy.add_goal(session.view, session.new_id, area, "Alt"))
    from workshop.acts.outline import add_several

    rows = [{"text": f"Tiltak {n}"} for n in range(1000)]
    session.do(add_several(session.view, session.new_id, "measure", "Add", goal, rows)[1])
    async with At(session) as at:
        painted = []
        paint = at.place.outline._painter
        at.place.outline._painter = lambda row, width: painted.append(row) or paint(row, width)
        await at.press("end")
        assert at.view.title(at.place.outline.rows[-2].key) == "Tiltak 999"
        assert 0 < len(painted) < 200
        assert "Tiltak 990" in at.text()
        assert len(at.view.under(area, Goal)) == 1
