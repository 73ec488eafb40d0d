"""Who deals: which deck and activity, which card lies on the table, which table spoke last.

Where the dealing stands is kept on the desk of the file, so that it is there after a restart. It
is not an act: nobody undoes a look at another card.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from workshop.acts import cards, dealing
from workshop.acts.paper import refusal
from workshop.changes import Change
from workshop.content import Deck, say
from workshop.guide import plan
from workshop.messages import Message, msg
from workshop.model import CardCopy, Draw
from workshop.outside import bits
from workshop.session import Session
from workshop.tui.widgets.card import Face, face
from workshop.view import View

if TYPE_CHECKING:
    from workshop.library import Loaded
    from workshop.library.corrections import Newer

DESK = "cards"


class Standing(msgspec.Struct, frozen=True):
    """Where the dealing stands."""

    activity: str = ""
    deck: str = ""
    draw: str = ""
    table: int = 0
    """The number of the table that spoke last; 0 when none has."""
    seed: int = 0


class Dealer:
    """The cards as one window deals them. Knows no screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._decks: dict[str, Loaded[Deck] | None] = {}
        self._newer: dict[str, Newer | None] = {}
        self._keys: dict[str, list[str]] = {}
        self._faces: dict[tuple[str, str, bool], Face] = {}
        try:
            kept = session.note(DESK)
            self.at = msgspec.json.decode(kept or b"{}", type=Standing)
        except msgspec.DecodeError:
            self.at = Standing()
        if not kept:
            self._begin()
        self.settle()

    @property
    def view(self) -> View:
        """The workshop as it stands."""
        return self.session.view

    def _begin(self) -> None:
        """Nobody has dealt on this file here: begin where the process is, or at the last card."""
        running = plan(self.view).activity
        if running is not None and running.content.kind == "cards":
            self.go_to(running.record)
        elif drawn := self.view.all(Draw):
            self.go_to_draw(drawn[-1].id)

    def _move(self, **fields: Any) -> None:
        at = msgspec.structs.replace(self.at, **fields)
        if at == self.at:
            return
        self.at = at
        text = msgspec.json.encode(at).decode()
        with self.session.quietly():
            self.session.put_note(DESK, text)

    def settle(self) -> None:
        """Something may have been undone, or drawn elsewhere: stand on a card that is there."""
        draws = self.draws()
        if not any(draw.id == self.at.draw for draw in draws):
            self._move(draw=draws[-1].id if draws else "")

    # ── where we are ─────────────────────────────────────────────────────────────────────

    @property
    def task(self) -> dealing.Task | None:
        """The activity we are in, if the followed process has it."""
        return dealing.task(self.view, self.at.activity) if self.at.activity else None

    @property
    def deck_id(self) -> str:
        """The deck that is dealt from."""
        task = self.task
        return self.at.deck or (task.deck if task else "")

    def draws(self) -> list[Draw]:
        """The cards drawn in this activity, oldest first."""
        return dealing.draws_in(self.view, self.at.activity)

    @property
    def draw(self) -> Draw | None:
        """The card on the table."""
        return self.view.find(Draw, self.at.draw) if self.at.draw else None

    def go_to(self, activity: str) -> None:
        """Go on with an activity, at its last card."""
        if activity == self.at.activity and not self.at.deck:
            return
        self._move(activity=activity, deck="", draw="")
        self.settle()

    def go_to_draw(self, draw: str) -> bool:
        """Lay a drawn card on the table again; false when it is not there."""
        found = self.view.find(Draw, draw)
        if found is None or not self.view.on_screen(draw):
            return False
        same = found.activity == self.at.activity
        deck = self.at.deck if same else dealing.deck_of(found.card)
        task = dealing.task(self.view, found.activity)
        if task is not None and task.deck == deck:
            deck = ""
        self._move(activity=found.activity, draw=draw, deck=deck)
        return True

    def choose_deck(self, deck: str) -> None:
        """Deal from another deck."""
        self._move(deck=deck)

    def spoke(self, table: int) -> None:
        """A table has spoken: a line without a number is from it."""
        self._move(table=table)

    def step(self, by: int) -> bool:
        """Lay the card before or after on the table; false at either end."""
        ids = [draw.id for draw in self.draws()]
        if self.at.draw not in ids:
            return False
        to = ids.index(self.at.draw) + by
        if not 0 <= to < len(ids):
            return False
        self._move(draw=ids[to])
        return True

    @property
    def place(self) -> tuple[int, int]:
        """Which card this is, counted from 1, and how many there are to cover."""
        draws = self.draws()
        ids = [draw.id for draw in draws]
        number = ids.index(self.at.draw) + 1 if self.at.draw in ids else 0
        return number, self._total(draws)

    def _total(self, draws: list[Draw]) -> int:
        task = self.task
        if task is not None and task.cards and task.deck == self.deck_id:
            must = set(task.cards)
            if self.deck() is not None:
                # A card that has been retired since is not waited for.
                must = {dealing.card_of(key) for key in self.keys()}
        else:
            must = {dealing.card_of(key) for key in self.all_keys()}
        drawn = {dealing.card_of(draw.card) for draw in draws}
        return max(len(must | drawn), len(draws))

    # ── the cards themselves ─────────────────────────────────────────────────────────────

    def deck(self) -> Deck | None:
        """The deck, if it is on this machine and can be read."""
        name = self.deck_id
        if name and name not in self._decks:
            self.remember(name, self.read(name))
        loaded = self._decks.get(name)
        return loaded.value if loaded is not None else None

    @staticmethod
    def read(deck: str) -> "Loaded[Deck] | None":
        """A deck as it is on the shelves now. May be asked for in another thread."""
        from workshop.library import default_library

        return default_library().deck(deck)

    def remember(self, deck: str, loaded: "Loaded[Deck] | None") -> None:
        """A deck has been read: it is not read again while the workshop is open."""
        self._decks[deck] = loaded

    def known(self, deck: str) -> "Loaded[Deck] | None":
        """A deck that has been read, if it is on the shelves; nothing is read for this."""
        return self._decks.get(deck)

    def knows(self, deck: str) -> bool:
        """Whether a deck has been looked for."""
        return deck in self._decks

    def forget_decks(self) -> None:
        """The decks on the shelves have been changed: read them again when they are needed."""
        self._decks.clear()
        self._keys.clear()
        self._newer.clear()

    def newer(self) -> "Newer | None":
        """What a newer version of its deck says instead of the card on the table.

        None when there is none, and until the deck has been read.
        """
        draw = self.draw
        loaded = self._decks.get(dealing.deck_of(draw.card)) if draw else None
        if draw is None or loaded is None:
            return None
        if draw.card not in self._newer:
            from workshop.library.corrections import newer

            self._newer[draw.card] = newer(loaded.value, draw.card, self.content(draw.card))
        return self._newer[draw.card]

    def title(self) -> str:
        """What the deck is called; its id when it is not on this machine."""
        deck = self.deck()
        return say(deck.title, self.language, deck.language) if deck else self.deck_id

    @property
    def language(self) -> str:
        """The language of the cards."""
        return self.view.workshop.language or "nb"

    def all_keys(self) -> list[str]:
        """The cards of the deck, in its order; those that lie in the file, when it is not here."""
        from workshop.library import card_key, playable

        deck = self.deck()
        if deck is not None:
            if deck.id not in self._keys:
                self._keys[deck.id] = [card_key(deck, card) for card in playable(deck)]
            return self._keys[deck.id]
        return dealing.copies(self.view, self.deck_id) if self.deck_id else []

    def keys(self) -> list[str]:
        """The cards to cover here: those the activity names, or the whole deck."""
        task = self.task
        if task is not None and task.deck == self.deck_id:
            return dealing.wanted(self.all_keys(), task.cards)
        return self.all_keys()

    def content(self, key: str) -> Mapping[str, Any]:
        """A card's copy: from the file, else from the deck."""
        from workshop.library import card_copy

        kept = self.view.find(CardCopy, key)
        if kept is not None:
            return kept.content
        deck = self.deck()
        name = dealing.card_of(key)
        found = next((card for card in deck.cards if card.id == name), None) if deck else None
        return card_copy(deck, found) if deck and found else {}

    def face_of(self, key: str, *, turned: bool = False) -> Face:
        """What a card says, in the language of the workshop."""
        known = (key, self.language, turned)
        if known not in self._faces:
            self._faces[known] = face(key, self.content(key), self.language, turned=turned)
        return self._faces[known]

    @property
    def card(self) -> Face | None:
        """The card on the table."""
        draw = self.draw
        return self.face_of(draw.card, turned=draw.reversed) if draw else None

    # ── drawing ──────────────────────────────────────────────────────────────────────────

    def next_card(self, *, at_random: bool | None = None) -> tuple[str, Change] | Message:
        """The change that draws the next card, and the id of the draw; or why there is none.

        Args:
            at_random: Draw at random; None does as the activity says.
        """
        if not self.deck_id:
            return msg("Choose a deck first.")
        if refused := self.refusal():
            return refused
        keys = self.keys()
        if not keys:
            return msg("The deck {deck} is not on this machine. Choose another.", deck=self.deck_id)
        task = self.task
        if at_random is None:
            at_random = task is not None and task.at_random
        key = dealing.next_key(
            self.view, keys, self.at.activity, seed=self.seed() if at_random else None
        )
        if not key:
            return msg("All {count} cards here have been drawn.", count=len(keys))
        return self.pick(key)

    def refusal(self) -> Message | None:
        """Why no card of this deck comes on the table, if it is for paper only."""
        deck = self.deck()
        if deck is None or not deck.print_only:
            return None
        return refusal(deck.id, deck.title, self.language)

    def pick(self, key: str) -> tuple[str, Change] | Message:
        """The change that draws a chosen card, and the id of the draw; or why it cannot be."""
        return cards.draw(
            self.view, self.session.new_id, key, self.content(key), self.at.activity
        )  # fmt: skip

    def drawn(self, draw: str) -> None:
        """A card has been drawn: it lies on the table now."""
        self._move(draw=draw)

    def seed(self, chosen: int = 0) -> int:
        """The number that random drawing goes by; made once, unless it is chosen."""
        if chosen or not self.at.seed:
            self._move(seed=chosen or 1000 + bits(32) % 9000)
        return self.at.seed
