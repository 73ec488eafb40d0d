"""The list of commands: what each is called, where it lies, and what it is for.

Everything that tells of commands goes by this one table: the groups load from it, help and the
documentation list it, the shell completes from it, and "did you mean" looks in it. A command that
is not here does not exist.
"""

from collections.abc import Iterator
from typing import NamedTuple

from workshop.messages import N_


class Later(NamedTuple):
    """A command that is loaded when it is used."""

    module: str
    """The module it lies in; the command is called ``command`` or as named after a colon."""
    about: str = ""
    """What stands beside it in the list: a message id. Nothing: the first sentence of its help."""
    section: str = ""
    """What it is listed under: a message id."""


_FILES = N_("Files")
_LOOK = N_("Look")
_ROOM = N_("In the room")
_WRITE = N_("Write")
_LIBRARY = N_("Library")

COMMANDS: dict[str, Later] = {
    "new": Later("workshop.cli.new", N_("Make a new strategy work"), _FILES),
    "open": Later("workshop.cli.opens:open_command", N_("Open a file in the terminal"), _FILES),
    "demo": Later("workshop.cli.opens:demo", N_("Look at the worked example"), _FILES),
    "merge": Later("workshop.cli.merging", N_("Take in a colleague's copy"), _FILES),
    "import": Later("workshop.cli.importing", N_("Take in a strategy from YAML"), _FILES),
    "export": Later("workshop.cli.export", N_("Write documents"), _FILES),
    "recover": Later("workshop.cli.recovering", N_("Rescue a damaged file"), _FILES),
    "forget": Later("workshop.cli.forgetting", N_("Erase a text permanently"), _FILES),
    "handover": Later(
        "workshop.cli.handover", N_("Give a file to its owner, keep nothing"), _FILES
    ),
    "status": Later("workshop.cli.status", N_("How far it has come, and what is next"), _LOOK),
    "check": Later("workshop.cli.check:check_command", N_("What the reviewer objects to"), _LOOK),
    "show": Later("workshop.cli.show", N_("What is in the file, with ids"), _LOOK),
    "timeline": Later(
        "workshop.cli.timeline:timeline", N_("The plan counted back from the council"), _LOOK
    ),
    "thread": Later("workshop.cli.thread", N_("Who said this?"), _LOOK),
    "log": Later("workshop.cli.log", N_("Who changed what, and when"), _LOOK),
    "draw": Later("workshop.cli.cards:draw", N_("Put a card on the table"), _ROOM),
    "card": Later("workshop.cli.card:card", N_("Correct a drawn card, and pass it on"), _ROOM),
    "answer": Later("workshop.cli.cards:answer", N_("Take in what tables say"), _ROOM),
    "topic": Later(
        "workshop.cli.topic:topic_commands", N_("Merge, choose and leave topics"), _ROOM
    ),
    "round": Later("workshop.cli.round:round_commands", N_("Prioritise in hidden rounds"), _ROOM),
    "follow": Later("workshop.cli.process:follow", N_("Choose the process to follow"), _ROOM),
    "plan": Later("workshop.cli.planning:plan", N_("Change the plan that is followed"), _ROOM),
    "start": Later("workshop.cli.process:start", N_("Start an activity"), _ROOM),
    "tick": Later("workshop.cli.process:tick", N_("Mark an activity or a phase as done"), _ROOM),
    "skip": Later("workshop.cli.process:skip", N_("Step over, with a reason"), _ROOM),
    "back": Later("workshop.cli.process:back", N_("Open a step again"), _ROOM),
    "print": Later(
        "workshop.cli.printing_gathering:print_gathering", N_("Paper for a gathering"), _ROOM
    ),
    "add": Later("workshop.cli.edit:add", N_("Add a goal, a measure, a table …"), _WRITE),
    "meeting": Later(
        "workshop.cli.timeline:meeting", N_("The bodies’ meetings and closed weeks"), _WRITE
    ),
    "edit": Later("workshop.cli.edit:edit", N_("Change fields of a record"), _WRITE),
    "move": Later("workshop.cli.edit:move", N_("Move a record"), _WRITE),
    "remove": Later("workshop.cli.edit:remove", N_("Take records off the screen"), _WRITE),
    "restore": Later("workshop.cli.edit:restore", N_("Bring removed records back"), _WRITE),
    "undo": Later("workshop.cli.undoing:undo", N_("Take back the last act"), _WRITE),
    "redo": Later("workshop.cli.undoing:redo", N_("Do again what was taken back"), _WRITE),
    "settle": Later("workshop.cli.settling:settle", N_("Settle a conflict"), _WRITE),
    "leave": Later(
        "workshop.cli.settling:leave", N_("Leave a finding standing, with a reason"), _WRITE
    ),
    "deck": Later("workshop.cli.library:deck", N_("Decks of cards"), _LIBRARY),
    "process": Later("workshop.cli.library:process", N_("Processes to follow"), _LIBRARY),
    "glossary": Later("workshop.cli.glossary:glossary", N_("What the words mean"), _LIBRARY),
    "completion": Later("workshop.cli.completion", N_("Let the shell complete"), _LIBRARY),
    "card correct": Later("workshop.cli.card:correct"),
    "card renew": Later("workshop.cli.card:renew"),
    "card push": Later("workshop.cli.card:push"),
    "topic merge": Later("workshop.cli.topic:merge"),
    "topic part": Later("workshop.cli.topic:part"),
    "topic choose": Later("workshop.cli.topic:choose"),
    "topic deselect": Later("workshop.cli.topic:deselect"),
    "topic reject": Later("workshop.cli.topic:reject"),
    "topic reopen": Later("workshop.cli.topic:reopen"),
    "round open": Later("workshop.cli.round:open_"),
    "round slip": Later("workshop.cli.round:slip"),
    "round take-back": Later("workshop.cli.round:take_back"),
    "round close": Later("workshop.cli.round:close"),
    "round cancel": Later("workshop.cli.round:cancel"),
    "round show": Later("workshop.cli.round:show"),
    "plan show": Later("workshop.cli.planning:show"),
    "plan minutes": Later("workshop.cli.planning:minutes"),
    "plan weeks": Later("workshop.cli.planning:weeks"),
    "plan rename": Later("workshop.cli.planning:rename"),
    "plan add": Later("workshop.cli.planning:add"),
    "plan hide": Later("workshop.cli.planning:hide"),
    "plan unhide": Later("workshop.cli.planning:unhide"),
    "plan move": Later("workshop.cli.planning:move"),
    "meeting add": Later("workshop.cli.timeline:add"),
    "meeting change": Later("workshop.cli.timeline:change"),
    "meeting list": Later("workshop.cli.timeline:list_meetings"),
    "meeting closed": Later("workshop.cli.timeline:closed"),
    "meeting papers": Later("workshop.cli.timeline:papers"),
    "deck list": Later("workshop.cli.library:deck_list"),
    "deck show": Later("workshop.cli.library:deck_show"),
    "deck search": Later("workshop.cli.deck_making:deck_search", N_("Find cards by their words")),
    "deck check": Later("workshop.cli.library:deck_check"),
    "deck new": Later("workshop.cli.deck_making:deck_new", N_("Make a new deck")),
    "deck edit": Later(
        "workshop.cli.deck_making:deck_edit", N_("Open a deck of your own in an editor")
    ),
    "deck card": Later("workshop.cli.deck_cards:card", N_("Add, change, move or retire a card")),
    "deck card add": Later("workshop.cli.deck_cards:card_add"),
    "deck card change": Later("workshop.cli.deck_cards:card_change"),
    "deck card move": Later("workshop.cli.deck_cards:card_move"),
    "deck card retire": Later("workshop.cli.deck_cards:card_retire"),
    "deck translate": Later(
        "workshop.cli.deck_translating:deck_translate", N_("Translate what is missing")
    ),
    "deck fork": Later(
        "workshop.cli.deck_sharing:deck_fork", N_("Make your own version of a deck")
    ),
    "deck upgrade": Later(
        "workshop.cli.upgrading:deck_upgrade", N_("Take in what is new in the original")
    ),
    "deck add": Later(
        "workshop.cli.deck_sharing:deck_add", N_("Put decks you were sent on your shelf")
    ),
    "deck pack": Later("workshop.cli.deck_sharing:deck_pack", N_("Pack decks into one zip")),
    "deck import": Later(
        "workshop.cli.deck_exchange:deck_import", N_("Make a deck of a table or a list")
    ),
    "deck export": Later(
        "workshop.cli.deck_exchange:deck_export", N_("Write a deck as a table or a list")
    ),
    "deck print": Later("workshop.cli.printing:print_deck", N_("Print the cards of a deck")),
    "deck schema": Later("workshop.cli.library:deck_schema"),
    "process list": Later("workshop.cli.library:process_list"),
    "process show": Later("workshop.cli.library:process_show"),
    "process search": Later(
        "workshop.cli.deck_making:process_search", N_("Find steps by their words")
    ),
    "process check": Later("workshop.cli.library:process_check"),
    "process new": Later("workshop.cli.deck_making:process_new", N_("Make a new process")),
    "process edit": Later(
        "workshop.cli.deck_making:process_edit", N_("Open a process of your own in an editor")
    ),
    "process fork": Later(
        "workshop.cli.deck_sharing:process_fork", N_("Make your own version of a process")
    ),
    "process upgrade": Later(
        "workshop.cli.upgrading:process_upgrade", N_("Take in what is new in the original")
    ),
    "process add": Later(
        "workshop.cli.deck_sharing:process_add", N_("Put processes you were sent on your shelf")
    ),
    "process pack": Later(
        "workshop.cli.deck_sharing:process_pack", N_("Pack processes into one zip")
    ),
    "process print": Later(
        "workshop.cli.printing:print_process", N_("Print a process as a run sheet")
    ),
}
"""Name → command. Those of a group come after its name: ``deck card add``."""


def inside(group: str) -> Iterator[str]:
    """The names of the commands of a group, in the order of the table.

    Args:
        group: ``deck``, ``deck card``; nothing for the program itself.
    """
    for path in COMMANDS:
        lies, _space, name = path.rpartition(" ")
        if lies == group:
            yield name


def ending(name: str) -> list[str]:
    """The commands of all groups that are called this: ``fork`` is ``deck fork`` and another."""
    return [path for path in COMMANDS if path.rpartition(" ")[2] == name]
