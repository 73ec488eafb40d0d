"""What is typed, as data: where it begins, and the keys.

There is one for every form and dialog; ``test_keys_in_order`` sees to it that none is forgotten.
Each opens what it is about and types into it at once, as people do who know where they are going.
"""

import random
from typing import NamedTuple


class Scenario(NamedTuple):
    """Keys to be typed from a certain place."""

    name: str
    start: str
    """Which file; see ``starts``."""
    keys: str
    """``<tab>``, ``<backspace*2>`` and the like are keys; every other sign is itself."""
    reaches: str = ""
    """The screens and dialogs, with spaces between, that these keys are to come through."""
    before: str = ""
    """Keys that lead to the place, always typed calmly."""
    rest: float = 0.12
    """Seconds around a key that is not a letter; more where something follows later."""
    columns: int = 120
    rows: int = 40
    language: str = "en"

    @property
    def first(self) -> str:
        """A word that stands there when the first frame has been drawn."""
        return {"nb": "Neste", "nn": "Neste"}.get(self.language, "Next")


_S = Scenario
SCENARIOS: tuple[Scenario, ...] = (
    # ── the line in which the room is taken down ──
    _S("line", "small", "23 abcdXX<backspace*2>ef<enter>4 tekst to<enter>1 tre"),
    _S("line-edited", "small",
       "23 midt ord<left*3>XY<ctrl+a>2 <delete*2><ctrl+e> slutt<ctrl+w>ende<enter>"
       "3 bare<ctrl+u>4 nytt<enter>"),
    _S("line-recalled", "small", "21 en<enter>2 to<enter><up*2>!<enter><up><down>3 x"),
    _S("line-bursts", "small", "2" + "".join(f"{n % 4 + 1} svar {n}<enter>" for n in range(9))),
    _S("line-f-keys", "small", "23 halvt<f4> mer<f4><backspace>X<enter>"),
    _S("line-per-card", "small", "23 halvt<pageup>4 annet<enter><pagedown>ferdig<enter>"),
    _S("line-then-quit", "small", "23 dette ble sagt<backspace*4>hørt<enter>1 og dette<ctrl+q>"),
    _S("line-then-place", "small", "23 halvt ord<esc>4<down*3>1<down>2<esc>2 mer<enter>"),
    # ── answers ──
    _S("answer-edited", "small", "21 hei<enter><esc><down>e<end> mer<f10>s<down>x",
       "EditAnswerDialog"),
    _S("answers-deleted", "small", "2<esc><down><delete*3>w3 etter<enter>"),
    _S("answer-deletes-in-dialog", "small", "2<esc>e<ctrl+home><delete*3>nytt<f10><down>s",
       "EditAnswerDialog"),
    _S("answer-forgotten", "small", "2<esc>X<f10>ERASE<enter>w3 etter<enter>",
       "ForgetDialog"),
    _S("answer-not-forgotten", "small", "2<esc>X<delete*3><esc><down>sX<esc>w3 x<enter>",
       "ForgetDialog"),
    _S("answer-tags", "small", "2<esc>#heltid natt<enter><down>#deltid<enter>b<down><enter>s",
       "TextDialog ChoiceDialog"),
    _S("answers-to-topic", "small", "2<esc><space*2>m nytt<backspace*3>emne<enter>w3 x<enter>",
       "TextDialog"),
    # ── the card ──
    _S("card-note", "small",
       "2<esc>oNotat linje<enter>to<left*2>X<f10>o<ctrl+end>mer<f10>w3 x<enter>", "TextDialog"),
    _S("card-note-kept-out", "small", "2<esc>oBort med<esc>w3 inn<enter>", "TextDialog"),
    _S("card-tables", "small", "2<esc>g<down><enter>Bordet<tab>2<tab*2>31<backspace><f10>w3 x",
       "TableDialog ChoiceDialog"),
    _S("card-seats", "small", "2<esc>g<end><enter>7<backspace>6<enter>w6 x<enter>",
       "ChoiceDialog SeatDialog"),
    _S("card-corrected", "small", "2<esc>k<end> ord<tab>poeng<shift+tab>X<f10>w3 x<enter>",
       "CorrectCardDialog", rest=0.5),
    _S("card-picked", "small", "2<esc>c<enter>lkomp<down><enter>3 svar<enter>",
       "ChoiceDialog PickCardDialog", rest=0.3),
    _S("card-seed", "small", "2<esc>R<ctrl+u>7<enter>w3 svar<enter>", "TextDialog"),
    _S("card-words", "small", "23 ord<f7>kom<esc>er<enter>", "GlossaryDialog"),
    _S("wall", "small", "2<f5>3 fra veggen<backspace>t<enter>2 til<enter><esc*2>4<down>",
       "PresentScreen"),
    _S("wall-erased", "small", "2<f5><f12><up>ERAS<backspace>SE<enter>3 x<enter>",
       "PresentScreen EraseAnswerDialog"),
    _S("wall-commands", "small", "2<f5><esc>v<f7>w3 hei<enter><f6*2>1 ut<f5>e<enter>",
       "PresentScreen"),
    # ── the strategy ──
    _S("areas-added", "small", "4aOmråde en<enter>Område to<enter>tre<backspace*3>fire<enter*2>"),
    _S("measures-added", "small",
       "4<down*3>a<enter>Tiltak<backspace>k<enter>Neste<enter*2><down>a<down><enter>En<enter>",
       "ChoiceDialog"),
    _S("measure-written", "small",
       "4<down*3><enter>abc<backspace>d<tab>Leder<tab*2>01.03.2028<tab>x<esc>"),
    _S("measures-in-turn", "small",
       "4<down*3><enter> en<home>X<esc><down><enter> to<esc><down><enter> tre<esc>"),
    _S("owners-in-turn", "small",
       "4<down*3><enter><tab>Ordfører<home>X<esc><down><enter><tab>Y<esc><down><enter><tab>Z<esc>"),
    _S("fields-back-and-forth", "small",
       "4<down*3><enter>a<tab>bcd<tab*2>2029<shift+tab*2>e<shift+tab>f<esc>"),
    _S("row-removed", "small", "4<down>x<tab><enter><down>x<tab><enter>", "ConfirmDialog"),
    _S("deletes-before-a-question", "small", "4<down><delete*3><esc><down>a<enter>Z<enter>",
       "ConfirmDialog ChoiceDialog"),
    _S("row-moved", "small", "4<down*3>m<down><enter>J<up>K", "PickDialog"),
    _S("row-tied", "small", "4<down*3>t<down*2><enter><space><f10><down>a<enter>x<enter>",
       "ChoiceDialog PickDialog"),
    _S("strategy-views", "small", "4vv<down*3>vaX<enter>"),
    _S("places-by-number", "small", "4<down*3>23 ord<enter><esc>43<esc>1"),
    _S("title-then-next", "small", "4<down*2><enter>nytt mål<enter>og videre<esc><down>"),
    _S("typing-undone", "small", "4<down*3><enter>abc<ctrl+z>d<esc><ctrl+z><ctrl+y>"),
    _S("measure-then-quit", "small", "4<down*3><enter> halvt<tab>Ordfører<ctrl+q>"),
    _S("owner-suggested", "small", "4<down*3><enter><tab>Kom<backspace>k<down><enter><esc>"),
    _S("status-picked", "small", "4<down*3><enter><tab*2><enter><down><enter><tab>2<esc>",
       "PickDialog"),
    # ── priorities ──
    _S("topic-made", "small", "3<space*2>mEmne<backspace>e<enter><down>mTo<enter>", "TextDialog"),
    _S("topics-renamed", "small", "3<tab>e<ctrl+u>Navn<enter><down>e<ctrl+u>To<enter>",
       "TextDialog"),
    _S("topic-rejected", "small", "3<tab><down>xPasser ikke<enter>o", "TextDialog"),
    _S("topic-opened", "small", "3<tab><enter>x<esc>e<ctrl+u>Ny<enter>", "TopicScreen"),
    _S("round-opened", "small", "3<f3>o<ctrl+u>Haster?<tab>hva<backspace>A<f10>12<enter>",
       "OpenRoundDialog"),
    _S("slips", "slips", "3543<enter>345<enter>11<backspace>55<enter><f6>222<enter>"),
    _S("slips-in-bursts", "slips", "3543<enter>345<enter>111<enter>555<enter>234<enter>12<enter>3"),
    _S("slips-from", "slips", "3<f7><down><enter>543<enter><f7><down><f10>345<enter>",
       "SlipsFromDialog"),
    _S("round-closed", "slips", "3543<enter>345<enter><esc>c<tab><enter>", "ConfirmDialog"),
    _S("round-not-closed", "slips", "3543<enter><esc>c<delete*2><enter>o543<enter>",
       "ConfirmDialog"),
    _S("steps-of-priorities", "slips", "3543<f2><down><space>mNy<enter><f3>111<enter><f4>"),
    # ── the process ──
    _S("process-note", "small", "1<down*2>tNotat<backspace>t<f10>d", "TextDialog"),
    _S("process-over", "small", "1<down*2>oGrunn her<enter><down>m25<enter>",
       "TextDialog CheckedDialog"),
    _S("process-renamed", "small",
       "1<down*2>r<ctrl+u>Nytt navn<enter>aEgen sak<enter*2>10<backspace>5<enter>",
       "CheckedDialog TextDialog"),
    _S("process-chosen", "small", "1c<down><enter><tab><enter>", "ChoiceDialog"),
    _S("timeline", "small", "1kc2028-06-14<enter>a<down><tab>2028-03-01<tab>5<f10><esc>4",
       "TimelineScreen CheckedDialog MeetingDialog"),
    _S("timeline-days", "small", "1kc2028-06-14<enter>d12<enter>wjuly<enter>k<down>",
       "TimelineScreen CheckedDialog"),
    # ── parties and review ──
    _S("consultation", "small", "5<right>a<enter>Utvalg<tab*2>2028<backspace>7<f10><down>",
       "ConsultationDialog", rest=0.3),
    _S("decision", "small", "5<left><down*4><right>aKommunestyret<tab>2028-05-01<f10>x",
       "DecisionDialog", rest=0.3),
    _S("finding-accepted", "small", "5<down*5><right>lDet er greit<f10><down>lOgså<f10>",
       "TextDialog", rest=0.3),
    _S("conflict-chosen", "conflict", "5<left><down><right>s2<tab><enter>4<down*3>",
       "ConflictDialog", rest=0.3),
    _S("conflict-third", "conflict", "5<left><down><right>sw nytt<backspace*2>XX<f10>4<down>",
       "ConflictDialog", rest=0.3),
    _S("merged", "copies", "5mcolleague/copy.workshop<enter><f10>4<down>", "MergeDialog",
       rest=0.5),
    # ── documents and reading ──
    _S("document-written", "small", "6w<down><f10>4<down>", "WriteDialog", rest=0.3),
    _S("document-turned", "small", "6l<down*2>ll<right><space>4a<enter>X<enter>", rest=0.3),
    _S("found", "small", "/lærling<down><enter>3 svar<enter>", "FindScreen", rest=0.4),
    _S("found-nothing", "small", "4<down*2><ctrl+f>zzz<enter><esc><down>aX<enter>", "FindScreen",
       rest=0.4),
    _S("thread", "small", "4<down*3>h<tab><esc><down>h<esc>aX", "ThreadScreen ChoiceDialog"),
    _S("palette", "small", "4<ctrl+p>add<enter>Nytt<enter>3 x", "Palette", rest=0.3),
    _S("helped", "small", "4<f1><down*3><f1><down>a<enter>Y<enter>", "HelpScreen"),
    _S("forgotten", "small", "4<down*3><f12><space><f10>ERAS<backspace>SE<enter><down>",
       "ForgetDialog"),
    _S("looks", "small", "4<down*3><enter>ab<f8>c<f9>d<f8><f9>e<esc>", rest=0.5),
    # ── the start and the library ──
    _S("new", "small",
       "<ctrl+o>nVik kommune<tab><end> 2028<tab>2028<tab><backspace>7<f10>23 hei<enter>",
       "StartScreen NewWorkshopDialog", rest=0.5),
    _S("who", "small", "<ctrl+o>wRådgiver<backspace>r<enter>ow.workshop<enter>23 hei<enter>",
       "StartScreen TextDialog", rest=0.5),
    _S("rescued", "damaged", "<ctrl+o>obroken.workshop<enter>r<down>4", "RescueDialog",
       rest=0.6),
    _S("library-found", "small", "<ctrl+o>l/heltid<enter><down>fx<f10><esc*2>", "LibraryScreen",
       rest=0.5),
    _S("library-filter", "small", "<ctrl+o>l<down>f<down><enter><f10><right><down>",
       "LibraryScreen FilterDialog", rest=0.5),
    _S("library-card", "small",
       "<ctrl+o>l<down><right>e<tab><enter>Mer<backspace>r<tab>X<f10><down>e<esc>",
       "LibraryScreen CardEditor", rest=0.6),
    _S("library-deck", "small", "<ctrl+o>ln<enter>Min stokk<enter><right>aHva nå?<tab>En<f10>",
       "LibraryScreen CardEditor", rest=0.6),
    _S("library-questions", "library",
       "<ctrl+o>ln<end><enter>questions.md<enter><f2>Min<tab>X<f10><down>",
       "LibraryScreen ImportDialog", rest=0.6),
    _S("library-news", "library", "<ctrl+o>lut<down>l<down>t<f10>e<esc>",
       "LibraryScreen UpgradeScreen", rest=0.6),
    _S("library-translated", "library",
       "<ctrl+o>lt<f3><enter>Nytt<backspace>d<f10>Mer<f10><f2><esc>",
       "LibraryScreen TranslateScreen", rest=0.6),
    _S("library-check", "small", "<ctrl+o>l<down>c<down><esc><down>s<esc>", "CheckDialog",
       rest=0.5),
)  # fmt: skip
"""All of them. Those in ``EVERY_TIME`` are typed in ``make test``."""

EVERY_TIME: tuple[tuple[str, str], ...] = (
    ("line", "at-once"),
    ("line-edited", "slow-100"),
    ("line-then-quit", "stalled"),
    ("answer-deletes-in-dialog", "at-once"),
    ("card-note", "slow-25"),
    ("areas-added", "stalled"),
    ("fields-back-and-forth", "at-once"),
    ("measures-in-turn", "slow-100"),
    ("deletes-before-a-question", "stalled"),
    ("slips", "at-once"),
    ("topic-made", "slow-100"),
    ("places-by-number", "at-once"),
)
"""Names of scenarios, and how their keys are hurried."""

_LETTERS = "abdegmnsvxæå 1234"
_EDITS = ("<backspace>", "<left>", "<right>", "<home>", "<end>", "<delete>", "<ctrl+w>", "<ctrl+u>",
          "<ctrl+z>", "<backspace*3>", "<left*2>")  # fmt: skip
_PLACES = {
    "cards": ("small", "2", ("<enter>", "<enter>", "<esc>", "<up>", "<down>", "<f4>", "<tab>",
                             "3 ", "w", "e", "<f10>", "<pageup>", "<pagedown>")),
    "strategy": ("small", "4<down*3>", ("<enter>", "<tab>", "<shift+tab>", "<esc>", "<down>",
                                        "<up>", "a", "x", "<delete>", "<f10>", "m", "t")),
    "form": ("small", "4<down*3><enter>", ("<tab>", "<tab>", "<shift+tab>", "<esc><down><enter>",
                                           "<enter>", "<down>", "<up>")),
    "priorities": ("small", "3", ("<space>", "m", "<enter>", "<tab>", "<esc>", "e", "x", "<down>",
                                  "<up>", "a", "<f3>", "<f2>")),
    "slips": ("slips", "3", ("543<enter>", "345<enter>", "12", "<enter>", "<f6>", "5", "<esc>")),
    "process": ("small", "1<down>", ("<down>", "<up>", "r", "t", "m", "a", "<enter>", "<esc>",
                                     "<f10>", "x")),
}  # fmt: skip


def random_scenario(number: int) -> Scenario:
    """Keys of the kinds a place knows, in no order anyone would think of; the same each time."""
    chance = random.Random(number)
    place = sorted(_PLACES)[number % len(_PLACES)]
    start, before, moves = _PLACES[place]
    keys = []
    for _ in range(chance.randint(6, 14)):
        kind = chance.random()
        if kind < 0.5:
            keys.append("".join(chance.choices(_LETTERS, k=chance.randint(1, 6))))
        elif kind < 0.7:
            keys.append(chance.choice(_EDITS))
        else:
            keys.append(chance.choice(moves))
    columns, rows = chance.choice(((120, 40), (80, 24)))
    return Scenario(
        f"random-{place}-{number}", start, "".join(keys), before=before, rest=0.5,
        columns=columns, rows=rows, language=chance.choice(("en", "nb")),
    )  # fmt: skip
