"""Which professional terms a text uses. Knows no files; one pass over the words of the text."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workshop.content import Glossary, Term, say
from workshop.text_gate import comparison_key, without_marks

_WORD = re.compile(r"\w+")


class _Form(NamedTuple):
    """What is looked for: words after one another, and what stands between them."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    exact: str
    """An abbreviation is only meant when it is written as one; empty for others."""
    term: Term


_Index = dict[str, list[_Form]]


def forms_of(term: Term, glossary: Glossary, language: str) -> list[str]:
    """What a term is recognised by in a language."""
    forms: list[str] | None = term.forms.get(language)  # type: ignore[call-overload]
    return [say(term.term, language, glossary.language)] if forms is None else forms


def terms_in(text: str, glossary: Glossary, language: str) -> list[Term]:
    """The terms that a text uses, in the order in which it first does.

    Forms are whole words, in any case; where several fit, the longest is meant. The time it
    takes grows with the length of the text alone.

    Args:
        text: any text.
        glossary: the terms there are.
        language: the language the text is written in.
    """
    index = _index(glossary, language)
    text = without_marks(text)
    spans = [found.span() for found in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    found: dict[str, Term] = {}
    at = 0
    while at < len(words):
        form = _at(index.get(comparison_key(words[at]), []), text, words, spans, at)
        if form is not None:
            found.setdefault(form.term.id, form.term)
        at += len(form.words) if form is not None else 1
    return list(found.values())


def _at(
    forms: list[_Form], text: str, words: list[str], spans: list[tuple[int, int]], at: int
) -> _Form | None:
    """The longest form that stands at a word."""
    for form in forms:
        end = at + len(form.words)
        if end > len(words) or any(
            comparison_key(words[at + n]) != word for n, word in enumerate(form.words)
        ):
            continue
        if any(
            _gap(text[spans[at + n][1] : spans[at + n + 1][0]]) != gap
            for n, gap in enumerate(form.gaps)
        ):
            continue
        if not form.exact or text[spans[at][0] : spans[end - 1][1]] == form.exact:
            return form
    return None


def _gap(between: str) -> str:
    return " " if between.isspace() else between


@lru_cache(maxsize=8)
def _index(glossary: Glossary, language: str) -> _Index:
    """Forms by their first word, longest first."""
    index: _Index = {}
    for term in glossary.terms:
        for written in forms_of(term, glossary, language):
            form = without_marks(written)
            spans = [found.span() for found in _WORD.finditer(form)]
            if not spans:
                continue
            words = tuple(comparison_key(form[start:end]) for start, end in spans)
            gaps = tuple(_gap(form[one[1] : other[0]]) for one, other in pairwise(spans))
            exact = form if form.isupper() else ""
            index.setdefault(words[0], []).append(_Form(words, gaps, exact, term))
    for forms in index.values():
        forms.sort(key=lambda one: (-len(one.words), one.term.id))
    return index
