"""The clock of the card on the table: starting, pausing, giving it more, beginning anew."""

from typing import TYPE_CHECKING

from workshop.tui.widgets import clock

if TYPE_CHECKING:
    from workshop.tui.places.cards import CardsPlace


def put(place: "CardsPlace", time: clock.Time) -> None:
    """Keep where the clock stands, and show it wherever there is a clock."""
    place.workshop_app.guarded(lambda: clock.put(place.session, time))
    for screen in place.app.screen_stack:
        for shown in screen.query(clock.Clock):
            shown.show(time)


def reset(place: "CardsPlace") -> None:
    """The minutes of the card on the table, not yet started."""
    card, draw = place.dealer.card, place.dealer.draw
    if card is not None and draw is not None:
        put(place, clock.fresh(draw.id, card.minutes))


def standing(place: "CardsPlace") -> clock.Time:
    """The clock as it stands; a fresh one for this card when none runs and none was begun on."""
    time = clock.read(place.session)
    card, draw = place.dealer.card, place.dealer.draw
    mine = draw is None or time.draw == draw.id
    if card is None or draw is None or time.running or (time.set and mine):
        return time
    return clock.fresh(draw.id, card.minutes)


def toggle(place: "CardsPlace") -> None:
    """Start the clock, or pause it; a clock that has run out begins anew."""
    time, now = standing(place), clock.now()
    if time.over(now):
        reset(place)
        time = standing(place)
        if time.over(now):
            return
    put(place, time.toggled(now))


def give(place: "CardsPlace", minutes: int) -> None:
    """Minutes more, or less."""
    put(place, standing(place).with_more(minutes, clock.now()))
