"""The palette (ctrl+p): everything that can be done here, found by typing a part of its name.

It offers the keys of the screen beneath, from the one list in ``keys``, and the few things that
have no key of their own.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from workshop import i18n
from workshop.i18n import gettext as _
from workshop.text_gate import comparison_key
from workshop.tui.keys import REGISTRY
from workshop.tui.pressing import pressable
from workshop.tui.text import plain

if TYPE_CHECKING:
    from workshop.tui.app import WorkshopApp

_HIDDEN = ("app.palette", "field.", "outline.", "cards.answer-")
"""Keys that make sense only under a finger: moving about, and writing."""


class Command(NamedTuple):
    """One thing to do."""

    name: str
    help: str
    run: Callable[[], Any]


class Commands(Provider):
    """What can be done on the screen beneath."""

    def _all(self) -> Iterator[Command]:
        seen: set[str] = set()
        for node, binding, enabled in pressable(self.screen):
            hidden = binding.id is None or binding.id.startswith(_HIDDEN)
            if hidden or not enabled or binding.id in seen or binding.id not in REGISTRY:
                continue
            seen.add(binding.id or "")
            shown = self.app.get_key_display(binding)
            yield Command(
                f"{_(binding.description)}  ({shown})",
                _(REGISTRY[binding.id or ""].tooltip),
                partial(self.app.run_action, binding.action, node),
            )
        app = cast("WorkshopApp", self.app)
        yield Command(
            _("Who you are"), _("The name or role that stands on what you do"), app.ask_name
        )
        if app.notices.standing:
            yield Command(
                _("Put the notices away"), _("Nothing is lost by it"), app.put_away_notices
            )
        yield Command(_("Library"), _("Look through the decks and processes"), app.action_library)
        for language in i18n.LANGUAGES:
            if language != app.language:
                yield Command(
                    i18n.language_name(language).capitalize(),
                    _("Speak this language on the screen"),
                    partial(app.choose_language, language),
                )

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for command in self._all():
            yield DiscoveryHit(plain(command.name), command.run, command.name, command.help)

    async def search(self, query: str) -> Hits:
        """What looks like the words, in its name or in its explanation."""
        matcher = self.matcher(query)
        for command in self._all():
            if (score := matcher.match(command.name)) > 0:
                yield Hit(
                    score, matcher.highlight(command.name), command.run, command.name, command.help
                )
            elif comparison_key(query) in comparison_key(command.help):
                yield Hit(0.1, plain(command.name), command.run, command.name, command.help)


class Palette(CommandPalette):
    """The palette, speaking the language of the screen."""

    def __init__(self) -> None:
        super().__init__(
            providers=[Commands], placeholder=_("What do you want to do?"), id="--command-palette"
        )
