"""The keys of the library, and how its parts lie beside one another."""

from textual.binding import BindingType

from workshop.i18n import N_
from workshop.tui.keys import key

CSS = """
LibraryScreen { layout: vertical; }
LibraryScreen #top { height: 1; padding: 0 1; background: $panel; }
LibraryScreen #title { width: 1fr; height: 1; }
LibraryScreen #count { width: auto; height: 1; color: $foreground-muted; }
LibraryScreen #look { height: 1; margin: 0 0; background: $surface; padding: 0 1; }
LibraryScreen #slash { width: 2; height: 1; color: $accent; text-style: bold; }
LibraryScreen #words { width: 1fr; background: $surface; padding: 0; }
LibraryScreen #filters { width: auto; max-width: 70%; height: 1; color: $foreground-muted; }
LibraryScreen #middle { height: 1fr; padding-top: 1; }
LibraryScreen #lists { height: 1fr; border-right: solid $border; }
LibraryScreen.-wide #lists { width: 59%; max-width: 84; layout: horizontal; }
LibraryScreen.-narrow #lists { width: 40%; layout: vertical; }
LibraryScreen.-wide #shelf { width: 1fr; }
LibraryScreen.-wide #steps { width: 1fr; border-left: solid $border; }
LibraryScreen.-narrow #steps { border-top: solid $border; }
LibraryScreen OptionList > .option-list--option-disabled { color: $foreground-muted; }
LibraryScreen #empty { padding: 1 3; height: auto; display: none; }
LibraryScreen.-empty #empty { display: block; }
LibraryScreen.-empty #middle { display: none; }
"""
KEYS: list[BindingType] = [
    key("library.back", "escape", "back", N_("Back"), N_("One step back, and out")),
    key("library.words", "slash", "words", N_("Find"), N_("Find cards by their words")),
    key("library.filter", "f", "filter", N_("Filter"),
        N_("Show only a phase, kind, role, language or theme")),
    key("library.everything", "x", "everything", N_("Show all"),
        N_("Take words and filters away"), show=False),
    key("library.enter", "enter,right", "to('steps')", N_("Leaf through"),
        N_("Go from the shelf to the cards or steps"), show=False),
    key("library.out", "left", "to('shelf')", N_("To the shelf"),
        N_("Go from the cards or steps back to the shelf"), show=False),
    key("library.on", "space", "on(1)", N_("Read on"),
        N_("Further down the leaf, or the next one"), show=False),
    key("library.up", "backspace", "on(-1)", N_("Read up"),
        N_("Further up the leaf, or the one before"), show=False),
    key("library.language", "l", "language", N_("Language"),
        N_("See the cards in another of their languages")),
    key("library.edit", "e", "edit", N_("Change"), N_("Change the card in a form")),
    key("library.add", "a", "add", N_("Add card"), N_("Make a new card after this one")),
    key("library.new", "n", "new", N_("New"),
        N_("A new deck or process, or one that somebody has sent")),
    key("library.check", "c", "check", N_("Check"),
        N_("What is wrong, and what could be better; let a finding stand with a reason")),
    key("library.translate", "t", "translate", N_("Translate"),
        N_("What is missing or older than its source, side by side")),
    key("library.print", "p", "print", N_("Print"),
        N_("Cards to cut, large print, or a run sheet, in the browser")),
    key("library.upgrade", "u", "upgrade", N_("What is new"),
        N_("Hold your own version against its original, and take what you want")),
    key("library.share", "s", "share", N_("Share"), N_("Pack or export the deck or process")),
    key("library.fork", "m", "fork", N_("Make my own"),
        N_("A version of your own, that can follow when the original moves on"), show=False),
    key("library.open", "o", "open", N_("Open in editor"),
        N_("Open the file in your own editor"), show=False),
    key("library.retire", "r", "retire", N_("Out of play"),
        N_("Take the card out of play, or bring it back"), show=False),
    key("library.card-up", "K,alt+up", "shift(-1)", N_("Move up"), N_("Move the card up"),
        show=False),
    key("library.card-down", "J,alt+down", "shift(1)", N_("Move down"), N_("Move the card down"),
        show=False),
]  # fmt: skip
