"""Suggesting one text out of two: a sentence-wise three-way merge.

A suggestion is offered to a person, never applied. Sentences and the space between them are kept
exactly as they were written; when the same sentence was changed on both sides there is no
suggestion, because only people can say what was meant.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workshop.changes import is_forgotten
from workshop.view import Conflict, View

_SHORT = """
    adr anm bl.a bl.a.a ca d.d d.e d.m d.o d.s.s d.v.s dr dvs e.g e.kr e.l eks ekskl etc ev evt
    f.eks f.kr f.o.m hhv i.e i.f.m i.h.t ibid ift iht ifm inkl innb jf jfr jnr jr kap kgl kl kr kv
    l.nr m.a m.a.o m.fl m.h.p m.h.t m.m m.o m.t.p m.v mao mfl mht mill mnd mrd mtp mv nr o.a o.dyl
    o.f o.fl o.l osv p.g.a p.t pct pga pkt pr prof pst s.k s.u sept spm st.meld st.prp stk t.d
    t.eks t.o.m tlf vedr vgs vs årg
    """
ABBREVIATIONS = frozenset(_SHORT.split())
"""Words that end in a full stop without ending a sentence, without their last stop. Those that
are ordinary words too, such as *alt* and *min*, are left out."""

_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*$")
_LAST = frozenset(".!?…\"'»”’)]")
"""What the last character before the space is when a sentence may have ended."""
_OPENING = "\"'«“‘([–—-"


class _Edit(NamedTuple):
    """The base tokens from ``low`` up to ``high`` become others."""

    low: int
    high: int
    tokens: tuple[str, ...]


def split(text: str) -> list[str]:
    """A text as sentences and the space between them; joined they are the text again.

    A line break ends a sentence. A full stop does not when it belongs to an abbreviation, an
    initial or a list number, or when the text goes on with a small letter or in the same word.
    """
    tokens: list[str] = []
    start = 0
    for space in _SPACE.finditer(text):
        if space.start() == start:
            if space.end() > start:
                tokens.append(space[0])
            start = space.end()
            continue
        after = space.end()
        if "\n" not in space[0] and text[space.start() - 1] not in _LAST:
            continue
        sentence = text[start : space.start()]
        if "\n" in space[0] or _ends(sentence, text[after : after + 2]):
            tokens += [sentence, space[0]]
            start = after
    if start < len(text):
        tokens.append(text[start:])
    return tokens


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the space between them."""
    return [token for token in split(text) if not token.isspace()]


def _ends(sentence: str, following: str) -> bool:
    """Whether a sentence ends here, given what comes after the space."""
    end = _END.search(sentence)
    if end is None:
        return False
    first = following.lstrip(_OPENING)[:1]
    if first.islower():
        return False
    if end[0].rstrip("\"'»”’)]") != ".":
        return True
    word = sentence[: end.start()].rpartition(" ")[2].lstrip(_OPENING).lower()
    if word == sentence[: end.start()].lower() and word.isdigit():
        return False
    return word not in ABBREVIATIONS and not (len(word) == 1 and word.isalpha())


def suggest(base: str, mine: str, theirs: str) -> str | None:
    """One text with the changes of both, or None when they changed the same sentence.

    Where both added a sentence in the same spot, mine comes first.

    Args:
        base: What both began with.
        mine: One text.
        theirs: The other.
    """
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    tokens = split(base)
    ours, others = _edits(tokens, split(mine)), _edits(tokens, split(theirs))
    if any(_collide(one, other) for one in ours for other in others):
        return None
    merged = sorted(
        [(edit.low, edit.high, 0, edit) for edit in ours]
        + [(edit.low, edit.high, 1, edit) for edit in others if edit not in ours]
    )
    return "".join(_written(tokens, [edit for *_, edit in merged]))


def _edits(base: Sequence[str], changed: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(a=base, b=changed, autojunk=False)
    return [
        _Edit(low, high, tuple(changed[start:end]))
        for what, low, high, start, end in matcher.get_opcodes()
        if what != "equal"
    ]


def _collide(one: _Edit, other: _Edit) -> bool:
    """Whether two edits touch the same sentence in different ways."""
    if one == other:
        return False
    return max(one.low, other.low) < min(one.high, other.high) or (
        one.low < other.low == other.high < one.high or other.low < one.low == one.high < other.high
    )


def _written(base: Sequence[str], edits: Sequence[_Edit]) -> Iterator[str]:
    reached = 0
    for edit in edits:
        yield from base[reached : edit.low]
        yield from edit.tokens
        reached = max(reached, edit.high)
    yield from base[reached:]


# ── for a conflict ───────────────────────────────────────────────────────────────────────────


def common_base(view: View, conflict: Conflict) -> object | None:
    """The nearest value that all sides of a conflict have replaced, at once or in steps.

    None when they have none in common, or when it has been removed for good.
    """
    behind = [_replaced(view, conflict, value.act) for value in conflict.values]
    common = set.intersection(*behind) if behind else set()
    for identifier in sorted(common, reverse=True):
        act = view.act(identifier)
        if act is not None:
            value = act.sets.get(conflict.record, {}).get(conflict.field)
            return None if is_forgotten(value) else value
    return None


def _replaced(view: View, conflict: Conflict, identifier: str) -> set[str]:
    """The acts that one act replaced on a field, and those that they replaced in turn."""
    found: set[str] = set()
    waiting = [identifier]
    while waiting:
        act = view.act(waiting.pop())
        if act is None:
            continue
        for earlier in act.replaces.get(conflict.record, {}).get(conflict.field, ()):
            if earlier not in found and view.act(earlier) is not None:
                found.add(earlier)
                waiting.append(earlier)
    return found


def suggest_for(view: View, conflict: Conflict) -> str | None:
    """A text with the changes of all sides of a conflict, or None when there is none to offer."""
    base = common_base(view, conflict)
    texts = [value.value for value in conflict.values]
    if not isinstance(base, str) or len(texts) < 2:
        return None
    merged: str | None = None
    for text in texts:
        if not isinstance(text, str):
            return None
        merged = text if merged is None else suggest(base, merged, text)
        if merged is None:
            return None
    return merged
