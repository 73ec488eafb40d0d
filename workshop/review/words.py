"""Words the reviewer reacts to, in bokmål, nynorsk and English, for everyone to see and question.

A star stands for the rest of a word. The lists are short on purpose: a reviewer that cries wolf
is not read.
"""

import re

from workshop.text_gate import comparison_key, without_marks

INTENTIONS = (
    # bokmål
    "vurdere", "arbeide for", "arbeide med", "arbeide mot", "jobbe for", "jobbe med", "jobbe mot",
    "bidra til", "søke å", "forsøke å", "prøve å", "tilstrebe", "etterstrebe", "ha fokus på",
    "fokusere på", "sette fokus på", "øke fokuset på", "ha et bevisst forhold til",
    "være opptatt av", "legge vekt på", "legge til rette for", "se nærmere på", "se på",
    "ta sikte på", "ønske", "være bevisst", "være en pådriver for",
    # nynorsk
    "arbeide for", "arbeide med", "jobbe for", "søkje å", "freiste å", "strekkje seg etter",
    "setje fokus på", "auke fokuset på", "ha eit medvite forhold til", "vere oppteken av",
    "leggje vekt på", "leggje til rette for", "sjå nærmare på", "sjå på", "ta sikte på", "ønskje",
    "vere medviten", "vere ein pådrivar for",
    # English
    "consider", "work for", "work on", "work towards", "work toward", "work to", "contribute to",
    "seek to", "try to", "strive", "aim to", "aim for", "focus on", "look into", "look at",
    "be aware of", "put emphasis on", "facilitate", "wish to",
)  # fmt: skip
"""How a measure begins when it says what we mean, and not what we do."""

OWN_DISCUSSION = (
    # bokmål
    "lønn", "lønna", "lønnen", "lønns*", "lokale forhandlinger", "heltid", "heltidskultur*",
    "heltidsstilling*", "deltid", "deltidskultur*", "deltidsstilling*", "hele stillinger",
    "hel stilling",
    "stillingsprosent*", "stillingsstørrelse*", "arbeidstid*", "turnus*", "langvakt*",
    "helgevakt*", "helgearbeid*", "vaktordning*", "vaktlengde*", "nattarbeid*", "kontrolltiltak*",
    "overvåk*", "kameraovervåk*", "gps*", "innsyn i e-post", "rustest*", "omorganiser*",
    "organisasjonsendring*", "nedbemann*", "bemanningsreduksjon*", "overtallig*",
    "konkurranseutsett*", "virksomhetsoverdragelse*", "slå sammen enhet*",
    # nynorsk
    "løn", "løna", "lønspolitikk*", "lokale forhandlingar", "heile stillingar",
    "heil stilling", "stillingsstorleik*", "helgearbeid*", "overvak*", "nedbemann*",
    "organisasjonsendring*", "overtal*", "konkurranseutset*", "slå saman eining*",
    # English
    "pay", "salary", "salaries", "wage*", "full-time", "part-time", "working time",
    "working hours", "roster*", "rota", "shift work", "shifts", "monitor*", "surveillance",
    "reorganis*", "reorganiz*", "restructur*", "downsiz*", "redundan*", "outsourc*",
)  # fmt: skip
"""What a measure is about when it needs a *drøfting* of its own: pay, full-time, working time,
monitoring and reorganisation."""

_LEADS = (
    "vi", "kommunen", "fylkeskommunen", "alle", "skal", "vil", "bør", "må", "ville", "å", "we",
    "the municipality", "the county", "shall", "will", "should", "must", "to",
)  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    ordered = sorted({re.escape(word) for word in words}, key=len, reverse=True)
    return "|".join(word.replace(r"\*", r"\w*") for word in ordered)


_LEAD = re.compile(rf"(?:(?:{_any_of(_LEADS)})\s+)*", re.IGNORECASE)
_INTENTION = re.compile(rf"(?:{_any_of(INTENTIONS)})(?!\w)", re.IGNORECASE)
_PHRASES = tuple(word for word in OWN_DISCUSSION if " " in word or "-" in word)
_PHRASE = re.compile(rf"(?<!\w)(?:{_any_of(_PHRASES)})(?!\w)", re.IGNORECASE)
_STEMS = tuple(phrase.rstrip("*") for phrase in _PHRASES)
_SINGLE = frozenset(OWN_DISCUSSION) - frozenset(_PHRASES)
_WHOLE = frozenset(word for word in _SINGLE if not word.endswith("*"))
_STARTS = tuple(sorted(word[:-1] for word in _SINGLE if word.endswith("*")))
_WORD = re.compile(r"\w+")


def intention(text: str) -> str:
    """The words with which a text says an intention and not an act; empty when it does not."""
    lead = _LEAD.match(text.lstrip())
    found = _INTENTION.match(text.lstrip(), lead.end() if lead else 0)
    return found[0] if found else ""


def own_discussion(*texts: str) -> str:
    """The first word that tells of a matter with a *drøfting* of its own; empty when none does."""
    for text in map(without_marks, filter(None, texts)):
        for word in _WORD.findall(text):
            small = comparison_key(word)
            if small in _WHOLE or small.startswith(_STARTS):
                return str(word)
        small = comparison_key(text)
        if any(stem in small for stem in _STEMS) and (found := _PHRASE.search(text)):
            return found[0]
    return ""
