"""What the room sees of the priorities: the topics, that a round is open, or its result."""

from collections.abc import Sequence

from textual.content import Content

from workshop.acts import rounds
from workshop.changes import is_forgotten
from workshop.i18n import gettext as _
from workshop.model import Round
from workshop.tui.places.priorities_words import label_texts
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.tui.widgets.bars import bar, legend
from workshop.view import View
from workshop.voting import Result, Row, may_show_statistics, option_letter
from workshop.voting.records import result_of

WIDE = 64
"""No line is longer on the wall: it is read from the back row."""


def wall(view: View, step: str, shown: str, size: tuple[int, int]) -> Content | None:
    """What the room may see; None when there is nothing for it.

    Args:
        view: The workshop as it stands.
        step: The step that the facilitator is in. An open round comes before it.
        shown: The closed round that is looked at.
        size: Columns and rows of the wall.
    """
    width, height = min(WIDE, size[0] * 96 // 100), size[1] - 1
    open_ones = [one for one in view.all(Round) if one.state == "open"]
    if open_ones:
        return _block(_open(view, open_ones[-1], width, height), width)
    if step == "topics":
        lines = _topics(view, width, height)
        return _block(lines, width) if lines else None
    found = view.find(Round, shown)
    result = result_of(found) if found is not None else None
    if found is None or result is None:
        return None
    return _block(_result(view, found, result, width, height), width)


def _block(lines: Sequence[Content], width: int) -> Content:
    """Lines of one width, so that they stay in columns wherever they are put."""
    return Content("\n").join([line.truncate(width, ellipsis=True, pad=True) for line in lines])


def _named(view: View, topic: str) -> str:
    if _erased(view, topic):
        return _("(no title)")
    return one_line(view.title(topic)[:400]) or _("(no title)")


def _erased(view: View, topic: str) -> bool:
    """Whether its title was removed for good: the room is not told that there was one, and when."""
    return is_forgotten(view.raw(topic).get("title"))


def _wrapped(text: str, width: int, most: int, style: str = "") -> list[Content]:
    """Words on a few lines."""
    lines = list(plain(one_line(text[:1000]), style).wrap(width))
    return lines[:most]


def _fitting(lines: Sequence[Content], room: int) -> list[Content]:
    """As many lines as there is room for, and how many more there are."""
    room = max(room, 2)
    if len(lines) <= room:
        return list(lines)
    more = _("… and {n} more").format(n=len(lines) - room + 1)
    return [*lines[: room - 1], plain(more, MUTED)]


def _open(view: View, found: Round, width: int, height: int) -> list[Content]:
    """That a round is open, the question, and the topics in the order they are read."""
    topics = [
        join((f"{option_letter(at):>2}  ", "bold $primary"), _named(view, topic))
        for at, topic in enumerate(found.options)
    ]
    grades = " · ".join(f"{5 - at} {label}" for at, label in enumerate(label_texts(found)))
    key = _wrapped(grades, width, 2, MUTED)
    status, asked = join((_("The round is open"), "bold $accent")), found.question or found.title
    head = [status, *_wrapped(asked, width, 3, "bold"), Content("")]
    foot = [Content(""), *key]
    if len(head) + len(topics) + len(foot) > height:
        # On a low wall the topics come first: the question is read aloud.
        head, foot = [join(status, "  ", (one_line(asked, 200), MUTED))], key
    return [*head, *_fitting(topics, height - len(head) - len(foot)), *foot]


def _topics(view: View, width: int, height: int) -> list[Content]:
    """The topics as they stand, to be recognised by the tables."""
    found = [topic for topic in rounds.candidates(view) if not _erased(view, topic.id)]
    if not found:
        return []
    head = [join((_("Topics"), "bold $primary")), Content("")]
    lines = [
        plain(f"·  {_named(view, topic.id)}").truncate(width, ellipsis=True) for topic in found
    ]
    return head + _fitting(lines, height - len(head))


def _result(view: View, found: Round, result: Result, width: int, height: int) -> list[Content]:
    """The order with bars: large where there is room, on one line each where there is not."""
    ordered = may_show_statistics(result.ballots)
    rows = result.rows if ordered else result.printed()
    asked = found.question or found.title
    advice = plain(_("Advice from the room, not a decision"), MUTED)
    labels = label_texts(found)
    key = legend(labels)
    parts = [key] if key.cell_length <= width else [legend(labels[:3]), legend(labels[3:], 3)]
    head = [*_wrapped(asked, width, 2, "bold"), advice, Content("")]
    foot = [Content(""), *parts]
    if len(head) + len(rows) + len(foot) > height:
        head, foot = [advice], parts
    room = height - len(head) - len(foot)
    large = 2 * len(rows) <= room
    drawn: list[Content] = []
    for row in rows:
        drawn += _large(view, row, width, ordered) if large else [_small(view, row, width, ordered)]
    return [*head, *_fitting(drawn, room), *foot]


def _place(row: Row, ordered: bool) -> tuple[str, str]:
    """The place with = where it is shared; with few ballots only the letter."""
    if not ordered:
        return f"{row.letter:>2}  ", "bold $primary"
    return f"{row.rank:>2}{'=' if row.tied else ' '} ", "bold $primary"


def _split(row: Row) -> tuple[str, str]:
    split = row.two_humped and may_show_statistics(row.tally.graders)
    return (_("talk more") if split else "", "bold $warning")


def _large(view: View, row: Row, width: int, ordered: bool) -> list[Content]:
    mark = _split(row)
    room = max(width - 6 - len(mark[0]), 8)
    title = plain(_named(view, row.option), "bold").truncate(room, ellipsis=True, pad=True)
    return [
        join(_place(row, ordered), title, "  ", mark),
        join("    ") + bar(row, width - 4),
    ]


def _small(view: View, row: Row, width: int, ordered: bool) -> Content:
    half = max((width - 4) // 2, 8)
    title = plain(_named(view, row.option)).truncate(half - 2, ellipsis=True, pad=True)
    mark = _split(row)
    space = len(mark[0]) + 1 if mark[0] else 0
    cells = bar(row, max(width - 4 - half - space, 6))
    return join(_place(row, ordered), title, "  ") + cells + join(" " if space else "", mark)
