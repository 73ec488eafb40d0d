"""The house: the process to the left, one of six places beside it, the next step beneath."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Input, Static, TextArea

from workshop.i18n import N_, current
from workshop.i18n import gettext as _
from workshop.tui.key_gate import AWAITED
from workshop.tui.keys import REGISTRY, key
from workshop.tui.places import PLACES, Place, build
from workshop.tui.text import join, one_line, plain
from workshop.tui.widgets.clock import Clock
from workshop.tui.widgets.clock import read as read_clock
from workshop.tui.widgets.keybar import KeyBar
from workshop.tui.widgets.notice_strip import NoticeStrip
from workshop.tui.widgets.rail import Rail

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

WIDE = 100
"""From how many columns the process stands open to the left."""


class House(Screen[None]):
    """The screen of an open workshop."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (100, "-wide"),
    ]
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    House { layout: vertical; }
    House #top { height: 1; background: $panel; }
    House #name { width: 1fr; padding: 0 1; text-style: bold; }
    House #clock { width: auto; padding: 0 1; }
    House #tabs { height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    House #middle { height: 1fr; }
    House #rail { display: none; }
    House.-wide #rail { display: block; }
    House.-wide.-plan #rail { display: none; }
    House.-narrow.-drawer #rail { display: block; layer: above; width: 34; background: $surface; }
    House #place { width: 1fr; }
    House.-narrow #plan { width: 42; }
    House #next { height: auto; max-height: 2; padding: 0 1; background: $surface; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            key(f"house.place-{number}", str(number), f"go({number})", title, title, show=False)
            for number, (_module, title) in PLACES.items()
        ),
        key("house.thread", "h", "thread", N_("Who said this?"),
            N_("Where the selected thing comes from, and what came of it")),
        key("house.next", "n", "next", N_("Next"), N_("Go to the one most useful thing to do now")),
        key("house.drawer", "p", "drawer", N_("Process"),
            N_("Open or close the process to the left"), show=False),
        key("house.commands", "escape", "commands", N_("Commands"),
            N_("Leave the text field, so that single letters are commands"), show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        # Said before anything is drawn: a class that comes later has every style found anew.
        super().__init__(classes="-plan")
        self.number = 0

    @property
    def workshop_app(self) -> "WorkshopApp":
        """The app, typed."""
        return cast("WorkshopApp", self.app)

    def compose(self) -> ComposeResult:
        """Top line, the places' names, rail and place, next step, keys."""
        with Horizontal(id="top"):
            yield Static(id="name")
            yield Clock(id="clock")
        yield Static(id="tabs")
        with Horizontal(id="middle"):
            yield Rail(id="rail")
            with Vertical(id="place"):
                # The first place is there from the first frame: coming in later costs another.
                self.number = self.number or 1
                place = build(self.number)
                place.id = f"place-{self.number}"
                with ContentSwitcher(id="rooms", initial=place.id):
                    yield place
        yield NoticeStrip(id="notice")
        yield Static(id="next")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Begin in the first place."""
        await self.go(self.number)

    async def move_in(self) -> None:
        """Show another workshop than before, from its first place."""
        self.number = 0
        await super().recompose()
        await self.go(self.number)

    async def recompose(self) -> None:
        """Speak another language: the open place is made anew, at the record it was at."""
        if self.workshop_app.open_session is None:
            return
        record = self.place.selected_record() if self.place is not None else ""
        await super().recompose()
        await self.go(self.number or 1, record=record)

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        try:
            return self.query_one(f"#place-{self.number}", Place)
        except NoMatches:
            return None

    async def go(self, number: int, *, activity: str = "", record: str = "") -> None:
        """Go to a place, to do an activity there or to look at a record.

        Args:
            number: Which of the six.
            activity: The record id of an activity to do there.
            record: A record to put the cursor on.
        """
        rooms = self.query_one(ContentSwitcher)
        name = f"place-{number}"
        try:
            place = rooms.query_one(f"#{name}", Place)
        except NoMatches:
            place = build(number)
            place.id = name
            place.display = False
            await rooms.mount(place)
        rooms.current = name
        self.number = number
        self.remove_class("-drawer")
        # Place 1 is the process itself, whole: the rail would only say it twice.
        self.set_class(number == 1, "-plan")
        self.show_view()
        if activity:
            place.arrive(activity)
        if record:
            place.show_record(record)
        if self.focused is None or place not in self.focused.ancestors_with_self:
            self._focus_in(place)
        self.refresh_bindings()

    def _focus_in(self, place: Place) -> None:
        """Put the focus on the first thing in a place that takes it."""
        first = place if place.can_focus else place.first_focus()
        if first is not None:
            first.focus()
            return
        for widget in place.query("*"):
            if widget.focusable:
                widget.focus()
                return
        self.set_focus(None)

    def show_view(self) -> None:
        """Show the workshop as it stands, in the frame and in the place that is open."""
        app = self.workshop_app
        if app.open_session is None:
            return
        view = app.session.view
        workshop = view.workshop
        organisation = one_line(workshop.organisation) or app.session.store.path.stem
        self.query_one("#name", Static).update(
            join(organisation, ("  ·  ", "dim"), one_line(workshop.title))
        )
        with app.session.quietly():
            self.query_one(Clock).show(read_clock(app.session))
        self._show_tabs()
        self.query_one(Rail).show_view(view)
        self.query_one("#next", Static).update(self._next_line())
        key = REGISTRY["app.notice"]
        self.query_one(NoticeStrip).show(app.notices.standing, app.get_key_display(key))
        if self.place is not None and self.place.is_mounted and self.place.children:
            # One that is still being built shows itself when it is there.
            self.place.show_view()

    def _show_tabs(self) -> None:
        """The names of the places, the open one marked by more than colour."""
        content = Content("")
        for number, (_module, title) in PLACES.items():
            here = number == self.number
            name = _(title) if self.size.width >= WIDE else _(title).split()[0]
            mark, style = ("▸", "bold $primary") if here else (" ", "")
            content += join((f"{mark}{number} {name} ", style))
        self.query_one("#tabs", Static).update(content)

    def on_resize(self) -> None:
        """More or less room for the names of the places."""
        if self.number:
            self._show_tabs()

    def on_click(self, event: events.Click) -> None:
        """A click on the name of a place goes there."""
        tabs = self.query_one("#tabs", Static)
        if event.widget is not tabs:
            return
        column = event.screen_x - tabs.content_region.x
        for number, (_module, title) in PLACES.items():
            name = _(title) if self.size.width >= WIDE else _(title).split()[0]
            column -= len(name) + 4
            if column < 0:
                self.run_worker(self.go(number), group=AWAITED)
                return

    def _next_line(self) -> Content:
        from workshop.guide import next_step

        step = next_step(self.workshop_app.session.view)
        return join((_("Next") + ": ", "bold"), plain(current().message(step.message)))

    # ── keys ─────────────────────────────────────────────────────────────────────────────

    async def action_go(self, number: int) -> None:
        """Go to a place."""
        await self.go(number)

    async def action_next(self) -> None:
        """Go to the next step."""
        from workshop.guide import next_step

        step = next_step(self.workshop_app.session.view)
        record = step.record or step.activity
        place = self.place if self.number == step.place else None
        there = bool(record) and place is not None and place.selected_record() == record
        await self.go(step.place, activity=step.activity, record=step.record)
        if there:
            self.notify(_("You are there already: the keys at the bottom say what you can do."))

    async def on_rail_chosen(self, event: Rail.Chosen) -> None:
        """A phase or activity was clicked on: show it in the process."""
        await self.go(1, record=event.record)

    def on_notice_strip_clicked(self) -> None:
        """A click on the notice looks at it."""
        self.workshop_app.action_notice()

    def action_drawer(self) -> None:
        """Open or close the process on a narrow screen."""
        self.toggle_class("-drawer")

    def action_commands(self) -> None:
        """Leave the text field for what lies around it; pressed again, stay there."""
        fields = (Input, TextArea)
        if self.place is None or not (self.focused is None or isinstance(self.focused, fields)):
            return
        around = [self.place, *self.place.query("*")]
        for widget in around:
            if widget.focusable and not isinstance(widget, fields):
                widget.focus()
                return
        self.set_focus(None)

    def action_thread(self) -> None:
        """Ask where the selected thing comes from."""
        record = self.place.selected_record() if self.place is not None else ""
        if not record:
            self.notify(_("Choose something first, then press h."))
            return
        self.workshop_app.show_thread(record)
