"""The three languages: which one is spoken now, and what a text is called in it.

The English text is the message id, so English needs no catalogue and a text that has not been
translated yet is still readable. Bokmål and nynorsk are read from ``locale`` with gettext from
the standard library, the first time a text in that language is asked for.

The screen speaks the *current* language (``use``, ``_``, ``ngettext``). A document may be in
another: it is handed its own translator (``translator``).
"""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

    from workshop.messages import Message

DOMAIN = "workshop"
LANGUAGES = ("nb", "nn", "en")
FALLBACK = "en"
LANGUAGE_VARIABLE = "WORKSHOP_LANG"

_ENDONYMS = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "nn": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?", re.DOTALL)
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"

_WINDOWS_NORWEGIAN = {0x0414: "nb", 0x0814: "nn", 0x0014: "nb"}


class Translator:
    """Says texts in one language.

    Attributes:
        language: ``nb``, ``nn`` or ``en``.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def gettext(self, text: str) -> str:
        """Return the text in this language; the English text itself where it has none."""
        # gettext answers an empty id with the catalogue's header.
        return _catalogue(self.language).gettext(text) if text else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form that goes with ``n``; the caller fills in ``{n}``."""
        return _catalogue(self.language).ngettext(singular, plural, n)

    def pgettext(self, context: str, text: str) -> str:
        """Return the text in this language, where its meaning depends on the context."""
        return _catalogue(self.language).pgettext(context, text)

    def message(self, message: "Message") -> str:
        """Return a message from the domain as a sentence in this language.

        A value that is itself a message is said in the same language; every other value is put
        in as it is, so braces in what a user wrote mean nothing.
        """
        from workshop.messages import Message, fill

        values = {
            name: self.message(value) if isinstance(value, Message) else value
            for name, value in message.params.items()
        }
        return fill(self.gettext(message.id), values)


@cache
def _catalogue(language: str) -> "NullTranslations":
    """Read a language's catalogue, once; English, and a missing file, translate to themselves.

    So does a broken one: words in English are better than no program. See ``broken_catalogues``.
    """
    import gettext
    import struct

    folder = _locale()
    try:
        return gettext.translation(DOMAIN, folder, [language], fallback=True)
    except (OSError, ValueError, struct.error, RecursionError, LookupError):
        _broken.append(folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo")
        return gettext.NullTranslations()


_broken: list[Path] = []


def _locale() -> Path:
    return Path(__file__).parent / "locale"


def broken_catalogues() -> list[Path]:
    """Return the catalogues that were wanted and cannot be read, so that it can be said."""
    return list(dict.fromkeys(_broken))


def translator(language: str) -> Translator:
    """Return the translator of a language, for a document that is not in the screen's.

    Raises:
        ValueError: The language is not one of ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(f"not a language of the program: {language!r}")
    return Translator(language)


class _Screen:
    """Holds the one thing here that changes: the language of the screen."""

    translator: Translator | None = None


def use(language: str) -> Translator:
    """Make this the language of the screen, from now on.

    Raises:
        ValueError: The language is not one of ``LANGUAGES``.
    """
    _Screen.translator = translator(language)
    return _Screen.translator


def current() -> Translator:
    """Return the translator of the screen; the first time, in the best language for it."""
    return _Screen.translator or use(best_language())


def gettext(text: str) -> str:
    """Return the text in the screen's language."""
    return current().gettext(text)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form that goes with ``n`` in the screen's language; fill in ``{n}`` after."""
    return current().ngettext(singular, plural, n)


def pgettext(context: str, text: str) -> str:
    """Return the text in the screen's language, where its meaning depends on the context."""
    return current().pgettext(context, text)


def mark(text: str) -> str:
    """Mark a text for translation later, and return it as it is."""
    return text


_ = gettext
N_ = mark


def language_name(language: str) -> str:
    """Return what a language calls itself: *bokmål*, *nynorsk*, *English*."""
    return _ENDONYMS.get(language, language)


def best_language(environment: Mapping[str, str] | None = None) -> str:
    """Return the language to begin in, from what the person has told the machine.

    ``WORKSHOP_LANG`` decides if it names one of ours. Otherwise the locale does, in the order
    of POSIX; ``LANGUAGE``, a list of wishes, is heard where the locale is not plain C.

    Args:
        environment: The variables to look in; the process's own if not given.
    """
    variables = os.environ if environment is None else environment
    if wanted := _language_of(variables.get(LANGUAGE_VARIABLE, "")):
        return wanted
    named = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := variables.get(n))), "")
    if not named and environment is None:
        return _system_language() or FALLBACK
    if named.split(".")[0] in {"", "C", "POSIX"}:
        return FALLBACK
    wishes = [*variables.get("LANGUAGE", "").split(":"), named]
    return next((found for wish in wishes if (found := _language_of(wish))), FALLBACK)


def _language_of(name: str) -> str:
    """Return our language for a locale name (``nb_NO.UTF-8``), or nothing."""
    plain = name.strip().lower().replace("_", "-")
    code = plain.split(".")[0].split("@")[0].split("-")[0]
    if code.startswith("norwegian"):  # Windows writes locales in words
        return "nn" if "nynorsk" in plain else "nb"
    return {"no": "nb", "nb": "nb", "nn": "nn", "en": "en"}.get(code, "")


def _system_language() -> str:
    """Return our language for the one Windows is set to; nothing on other systems."""
    if sys.platform == "win32":
        import ctypes

        chosen = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return _WINDOWS_NORWEGIAN.get(chosen, "")
    return ""


def date_text(iso: str, language: str) -> str:
    """Return a date in words: *22. november 2026*, *22 November 2026*.

    Args:
        iso: ``2026-11-22``, a month ``2026-11`` or a year ``2026``; a time of day after ``T`` is
            left out. Anything else is what somebody wrote, and comes back as it is.
        language: The language to write it in.
    """
    found = _ISO_DATE.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12 or (day is not None and not 1 <= int(day) <= 31):
        return iso
    name = _MONTHS[language].split()[int(month) - 1]
    if day is None:
        return f"{name} {year}"
    return f"{int(day)}{'' if language == 'en' else '.'} {name} {year}"


def number_text(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number as it is written in the language: *12 500,5*, *12,500.5*.

    Norwegian parts the thousands with a no-break space, from five digits up.

    Args:
        value: The number.
        language: The language to write it in.
        decimals: How many decimals to show; as many as the number has (up to six) if not given.
    """
    from decimal import ROUND_HALF_UP, Decimal, localcontext

    exact = Decimal(str(value))  # through its text: 2.675 then rounds as it does on paper
    if not exact.is_finite():
        return str(value)
    with localcontext(prec=400):  # no float has more digits before its point
        step = Decimal(1).scaleb(-6 if decimals is None else -decimals)
        rounded = exact.quantize(step, ROUND_HALF_UP)
    plain = f"{abs(rounded):,f}"
    if decimals is None:
        plain = plain.rstrip("0").rstrip(".")
    if language != "en":
        thousands = _NO_BREAK_SPACE if abs(rounded) >= 10_000 else ""
        plain = plain.replace(",", thousands).replace(".", ",")
    return f"{_MINUS}{plain}" if rounded < 0 else plain
