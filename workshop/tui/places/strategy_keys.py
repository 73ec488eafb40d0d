"""The keys of the strategy, and how its parts lie beside one another."""

from textual.binding import BindingType

from workshop.i18n import N_
from workshop.tui.keys import key

CSS = """
#place-4 { padding: 0; }
#place-4 #outline-side { width: 5fr; height: 1fr; }
#place-4 Outline { padding: 0 1; }
#place-4 #columns { height: 1; padding: 0 1; color: $text-muted; }
#place-4 #entry { height: auto; display: none; padding: 0 1; border-top: solid $border; }
#place-4.-entering #entry { display: block; }
#place-4 #entry Static { color: $text-muted; height: auto; }
#place-4 #entry EntryLine { height: 1; padding: 0 1; }
#place-4 #pages { height: 1fr; display: none; }
#place-4.-page #pages { display: block; }
#place-4.-page #working { display: none; }
#place-4.-alone RecordForm { display: none; }
House.-narrow #place-4 RecordForm { display: none; width: 1fr; border-left: none; }
House.-narrow #place-4.-form RecordForm { display: block; }
House.-narrow #place-4.-form #outline-side { display: none; }
House.-narrow #place-4 PlatformPage .columns { layout: vertical; }
"""
KEYS: list[BindingType] = [
    key("strategy.add", "a", "add", N_("Add"),
        N_("Add what fits here: after the row, or under it")),
    key("strategy.move", "m", "move", N_("Move to"),
        N_("Move the row to another goal, area or kind")),
    key("strategy.remove", "x,delete", "remove", N_("Remove"),
        N_("Remove the row and what lies under it. ctrl+z brings it back")),
    key("strategy.up", "K,alt+up", "shift(-1)", N_("Move up"),
        N_("Move the row up among its own"), show=False),
    key("strategy.down", "J,alt+down", "shift(1)", N_("Move down"),
        N_("Move the row down among its own"), show=False),
    key("strategy.accept", "c", "accept", N_("Owner accepts"),
        N_("The proposed owner of the measure has said yes; again takes it back")),
    key("strategy.tie", "t", "tie", N_("Tie"),
        N_("Say which topics, answers, strategies or goals the row is tied to")),
    key("strategy.from-topics", "g", "from_topics", N_("From topics"),
        N_("Make areas of the chosen topics")),
    key("strategy.settle", "exclamation_mark,f4", "settle", N_("Settle"),
        N_("Go to where two people's values for one field are settled"), show=False),
    key("strategy.view", "v", "view", N_("View"),
        N_("Outline, platform on one page, or measures by theme and horizon")),
    key("strategy.form", "f", "form", N_("Form"),
        N_("Hide or show the form; without it there is room for owners and deadlines"),
        show=False),
    key("strategy.fold-all", "minus", "fold_all(True)", N_("Fold all"),
        N_("Show only the areas"), show=False),
    key("strategy.unfold-all", "plus", "fold_all(False)", N_("Unfold all"),
        N_("Show every row"), show=False),
    key("strategy.leave", "escape", "leave", N_("Back"),
        N_("Leave the field and go back to the outline")),
]  # fmt: skip
IN_OUTLINE = frozenset(
    {"add", "move", "remove", "shift", "accept", "tie", "from_topics", "fold_all", "form"}
)  # fmt: skip
"""Commands of the outline: not for those who stand in a field."""
