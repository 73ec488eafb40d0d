"""``docs/glossary.md``: the professional terms in three languages, from ``decks/glossary.yaml``."""

from workshop.content import Glossary, Term, say
from workshop.library import default_glossary

_TOP = """# Glossary

Made by `python tools/generated.py --write`, from `decks/glossary.yaml`. The program shows the same
words: `F7` on a card or beside the guide of the process, and `workshop glossary` in the shell. The
texts stand in bokmål, nynorsk and English, in the order of the bokmål alphabet.
"""
_LAST_LETTERS = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


def markdown() -> str:
    """The whole page.

    Raises:
        ValueError: The glossary has errors.
    """
    loaded = default_glossary()
    if loaded.value is None:
        raise ValueError("\n".join(map(str, loaded.errors)))
    found = loaded.value
    terms = sorted(found.terms, key=lambda term: _sorted(say(term.term, "nb")))
    return "\n".join([_TOP, *(_section(found, term) for term in terms)]).rstrip() + "\n"


def _section(found: Glossary, term: Term) -> str:
    names = dict.fromkeys(say(term.term, language) for language in ("nb", "nn", "en"))
    titles = {one.id: say(one.term, "nb") for one in found.terms}
    lines = [f'<a id="{term.id}"></a>', "", f"## {' · '.join(names)}", ""]
    lines += [f"- **{one}** {say(term.definition, one)}" for one in ("nb", "nn", "en")]
    if term.see:
        see = ", ".join(f"[{titles[name]}](#{name})" for name in term.see)
        lines += ["", f"Se også: {see}"]
    return "\n".join([*lines, ""])


def _sorted(name: str) -> str:
    return name.casefold().translate(_LAST_LETTERS)
