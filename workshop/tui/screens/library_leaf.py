"""The right side of the library: one card as it looks in the room, a front page, a step, errors."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop import i18n
from workshop.content import LANGUAGES, Activity, Card, Deck, Phase, Process, Text, say
from workshop.i18n import gettext as _
from workshop.i18n import ngettext
from workshop.library import card_copy
from workshop.tui.places.process_leaf import CONSULTED
from workshop.tui.roles import ROLES
from workshop.tui.screens import library_words as words
from workshop.tui.screens.library_shelf import Work
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.card import (
    CardView,
    Part,
    PartsView,
    aside_parts,
    card_parts,
    face,
)
from workshop.workbench.translating import progress

COUNTED_MAX = 1000
"""A deck with more cards than this is not counted text by text on its front page."""
ERRORS_MAX = 60
"""Nobody reads more errors of one file at a time."""


class Leaf(VerticalScroll, can_focus=False):
    """One leaf at a time."""

    DEFAULT_CSS = """
    Leaf { height: 1fr; padding: 0 2; }
    Leaf Static { height: auto; }
    Leaf #over { color: $foreground-muted; height: 1; margin-bottom: 1; }
    Leaf CardView { margin-bottom: 1; padding: 1 2; height: auto; }
    Leaf #aside { padding: 0 1; margin-bottom: 1; }
    Leaf CardView, Leaf #aside { display: none; }
    Leaf.-card CardView, Leaf.-card #aside { display: block; }
    Leaf #rows { color: $foreground-muted; }
    Leaf.-card #rows { padding: 0 1; }
    Leaf.-card #text, Leaf.-card #tail { display: none; }
    """

    def compose(self) -> ComposeResult:
        """A line above, the card or a text, what goes with it."""
        yield Static(id="over", markup=False)
        yield CardView(id="card")
        yield PartsView(id="aside")
        yield Static(id="text", markup=False)
        yield PartsView(id="rows")
        yield Static(id="tail", markup=False)

    def show_text(
        self, over: Content, text: Content, rows: Sequence[tuple[str, str]] = (),
        tail: Content | None = None,
    ) -> None:  # fmt: skip
        """Show a text: a front page, a step, errors.

        Args:
            over: The line above it.
            text: The text.
            rows: Names and values to stand beneath it.
            tail: What stands last.
        """
        self.remove_class("-card")
        self.query_one("#over", Static).update(over)
        self.query_one("#text", Static).update(text)
        self.query_one("#rows", PartsView).show(_table(rows))
        self.query_one("#tail", Static).update(tail or Content(""))
        self.scroll_home(animate=False)

    def show_card(self, deck: Deck, number: int, language: str, notes: Sequence[str] = ()) -> None:
        """Show a card as it lies on the table, with its follow-ups.

        Args:
            deck: The deck.
            number: Which card, from 0.
            language: The language of the card's texts.
            notes: What else is to be said of it, translated.
        """
        card = deck.cards[number]
        seen = face(card.id, card_copy(deck, card), language)
        self.add_class("-card")
        self.query_one("#over", Static).update(_over_card(deck, card, number, language))
        self.query_one(CardView).show(card_parts(seen))
        self.query_one("#aside", PartsView).show(aside_parts(seen, "", follow_ups=True))
        self.query_one("#rows", PartsView).show(_under_card(card, notes))
        self.scroll_home(animate=False)


def _over_card(deck: Deck, card: Card, number: int, language: str) -> Content:
    said = [_("Card {n} of {all}").format(n=number + 1, all=len(deck.cards))]
    said.append(one_line(words.theme_of(deck, card, language), 40))
    said.append(_("{n} min").format(n=card.minutes))
    if card.retired:
        said.insert(1, _("taken out of play"))
    return join((" · ".join(filter(None, said)), MUTED))


def _under_card(card: Card, notes: Sequence[str]) -> list[Part]:
    rows = [
        (_("Phase"), words.phase_names(words.phases_of(card))),
        (_("For"), ", ".join(_(ROLES[role]) for role in card.roles)),
        (_("Related"), ", ".join(card.kin)),
        (_("Answers to"), ", ".join(card.refs)),
        (_("Id"), card.id),
        *((_("Left standing"), f"{finding}: {why}") for finding, why in card.allow.items()),
        *(("", note) for note in notes),
    ]
    return _table(rows)


def _table(rows: Sequence[tuple[str, str]]) -> list[Part]:
    """Names and values beneath one another; rows without a value are left out."""
    kept = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _value in kept), default=0) + 2
    return [Part(one_line(value, 600), "", width, name.ljust(width)) for name, value in kept]


# ── front pages ──────────────────────────────────────────────────────────────────────────────


def front(work: Work, language: str) -> Content:
    """What a deck or a process is called, how much is in it, what it is about."""
    value = work.value
    if value is None:
        return Content("")
    title, about = (say(text, language, value.language) for text in (value.title, value.about))
    content = join((title + "\n", "bold $primary"), (_amount(value), MUTED), "\n\n")
    return content + (join(plain(about), "\n") if about else Content(""))


def front_rows(work: Work, language: str, news: str = "") -> list[tuple[str, str]]:
    """Where it stands, who made it, and the rest of what is known of it.

    Args:
        work: The deck or process.
        language: The language of its texts.
        news: The version on the shelves now of what it was made or drawn from, if another.
    """
    value = work.value
    if value is None:
        return []
    return [
        (_("Stands"), _stands(work)),
        (_("Id"), value.id),
        (_("Version"), _version(work, news)),
        (_("Made from"), _made_from(work, news)),
        (_("Languages"), _languages(value)),
        *_translated(value),
        (_("Licence"), value.licence),
        (_("Author"), value.author),
        (_("Source"), say(value.source, language, value.language)),
        (_("File"), str(work.path or "")),
    ]


def front_tail(work: Work, language: str) -> Content:
    """Whether it is only for print, its themes, and what could be better in the file."""
    value, content = work.value, Content("")
    if isinstance(value, Deck) and value.print_only:
        said = _("Only for print: the answers are personnel data, and a workshop takes none.")
        content += join(("\n" + said + "\n", "bold $accent"))
    if isinstance(value, Deck) and len(value.themes) > 1:
        content += join(("\n" + _("Themes"), "bold $accent"))
        for letter, theme in value.themes.items():
            name = plain(say(theme, language, value.language))
            content += join((f"\n {one_line(letter, 8)}  ", MUTED), name)
        content += Content("\n")
    return content + _warnings(work)


def _amount(value: Deck | Process) -> str:
    if isinstance(value, Deck):
        played = sum(not card.retired for card in value.cards)
        said = ngettext("{n} card", "{n} cards", played).format(n=played)
        out = len(value.cards) - played
        return said + (" · " + _("{n} taken out of play").format(n=out) if out else "")
    activities = [one for phase in value.phases for one in phase.activities]
    minutes = sum(one.minutes for one in activities)
    return " · ".join((
        ngettext("{n} phase", "{n} phases", len(value.phases)).format(n=len(value.phases)),
        ngettext("{n} activity", "{n} activities", len(activities)).format(n=len(activities)),
        hours(minutes),
    ))  # fmt: skip


def hours(minutes: int) -> str:
    """Minutes as a person says them."""
    if minutes < 120:
        return _("{n} min").format(n=minutes)
    whole, rest = divmod(minutes, 60)
    said = _("{n} h").format(n=whole)
    return f"{said} " + _("{n} min").format(n=rest) if rest else said


def _stands(work: Work) -> str:
    said = _(words.STANDS[work.shelf])
    if work.hidden_by_own:
        said += " – " + _("not in use: an own one has the same id")
    return said


def _version(work: Work, news: str) -> str:
    version = work.value.version if work.value else ""
    if work.shelf != "workshop" or not news:
        return version
    now = _("the library has {version} now; what was drawn keeps its text")
    return f"{version} – {now.replace('{version}', news)}"


def _made_from(work: Work, news: str) -> str:
    origin = work.value.origin if work.value else None
    if origin is None:
        return ""
    said = f"{origin.id} {origin.version}"
    now = _("it is {version} now: press u to see what is new").replace("{version}", news)
    return f"{said} – {now}" if news else said


def _translated(value: Deck | Process) -> list[tuple[str, str]]:
    """How far each language has come, for decks of a size that is counted at once."""
    if not isinstance(value, Deck) or len(value.cards) > COUNTED_MAX:
        return []
    rows = []
    for code, one in progress(value).items():
        left = _("{missing} missing, {older} older").format(missing=one.missing, older=one.older)
        if one.missing < one.total:
            said = f"{one.percent} %" + (f" – {left}" if one.percent < 100 else "")
            rows.append((i18n.language_name(code).capitalize(), said))
    return rows


def _languages(value: Deck | Process) -> str:
    """The languages the title is in, the file's own first."""
    if isinstance(value.title, str):
        return i18n.language_name(value.language)
    return ", ".join(i18n.language_name(one) for one in LANGUAGES if one in value.title)


def _warnings(work: Work) -> Content:
    warnings = work.loaded.warnings if work.loaded else []
    if not warnings:
        return Content("")
    head = ngettext("{n} warning", "{n} warnings", len(warnings)).format(n=len(warnings))
    return join(("\n" + head, "bold $warning")) + _problems(work)


def errors(work: Work) -> Content:
    """Everything that is wrong with a file, each with its line and column."""
    found = work.loaded.errors if work.loaded else []
    said = ngettext("{n} error", "{n} errors", len(found)).format(n=len(found))
    content = join(
        (work.name + "\n", "bold $error"),
        _("This file cannot be used until it is mended: {errors}.").format(errors=said) + " ",
        _("The others on the shelf are not affected."),
        ("\n\n" + str(work.path or ""), MUTED),
    )
    return content + Content("\n") + _problems(work)


def _problems(work: Work) -> Content:
    content = Content("")
    found = work.loaded.problems if work.loaded else []
    for problem in found[:ERRORS_MAX]:
        where = f"\n{one_line(problem.file.rpartition('/')[2], 40)}:{problem.line}:{problem.column}"
        said = i18n.current().message(problem.message)
        content += join((where + "  ", "bold"), plain(said))
    if len(found) > ERRORS_MAX:
        content += join(("\n" + _("… and {n} more").format(n=len(found) - ERRORS_MAX), MUTED))
    return content


# ── steps of a process ───────────────────────────────────────────────────────────────────────


def phase(process: Process, one: Phase, language: str) -> Content:
    """A phase: purpose, who, the parties, the gate, the guide."""

    def text(what: Text) -> str:
        return say(what, language, process.language)

    minutes = sum(activity.minutes for activity in one.activities)
    facts = [hours(minutes)]
    if one.weeks_to:
        weeks = _("weeks {first}–{last}").format(first=one.weeks_from, last=one.weeks_to)
        facts.append(weeks)
    content = join((text(one.title) + "\n", "bold $primary"), (" · ".join(facts), MUTED), "\n\n")
    content += plain(text(one.purpose)) + _who(one.who)
    if one.party:
        content += _heading(_("With the parties"))
        for party in one.party:
            kind = _(CONSULTED[party.kind])
            content += join("\n · ", (kind, "bold"), ": ", plain(text(party.who)),
                            (f"\n   {text(party.what)}", MUTED))  # fmt: skip
    if one.gate is not None:
        content += _heading(_("Before you go on")) + join("\n", plain(text(one.gate.ask)))
    return content + _guide(text(one.guide)) + _listed(one.outputs, text)


def activity(process: Process, one: Activity, language: str) -> Content:
    """An activity: minutes, purpose, who, its cards, the guide."""

    def text(what: Text) -> str:
        return say(what, language, process.language)

    facts = f"{_(words.ACTIVITIES[one.kind])} · {hours(one.minutes)}"
    content = join((text(one.title) + "\n", "bold $primary"), (facts, MUTED))
    if purpose := text(one.purpose):
        content += join("\n\n", plain(purpose))
    content += _who(one.who)
    if one.deck:
        which = ", ".join(one.cards) or _("the whole deck")
        content += _heading(_("Cards")) + join("\n", plain(f"{one.deck}: {which}"))
    return content + _guide(text(one.guide)) + _listed(one.outputs, text)


def _heading(said: str) -> Content:
    return join(("\n\n" + said, "bold $accent"))


def _who(roles: Sequence[str]) -> Content:
    if not roles:
        return Content("")
    names = ", ".join(_(ROLES[role]) for role in roles)
    return _heading(_("Who must be there")) + join("\n", plain(names))


def _guide(guide: str) -> Content:
    return _heading(_("Guide")) + join("\n", plain(guide.strip())) if guide else Content("")


def _listed(outputs: Sequence[Text], text: Callable[[Text], str]) -> Content:
    content = _heading(_("What comes out of it")) if outputs else Content("")
    for output in outputs:
        content += join("\n – ", plain(text(output)))
    return content
