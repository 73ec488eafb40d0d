"""Options that say which cards come into question."""

from typing import Any, get_args

from workshop import i18n
from workshop.cli.base import choices, option
from workshop.content import CardKind, PhaseCode, Role
from workshop.messages import N_


def filter_options(function: Any) -> Any:
    """Which cards come into question."""
    phases, roles, kinds = get_args(PhaseCode), get_args(Role), get_args(CardKind)
    for one in reversed(
        (
            option("--theme", default="", help=N_("The letter of a theme, or part of its title")),
            option("--phase", default="", type=_one_of(phases), metavar="P1…P7",
                   help=N_("A phase")),
            option("--role", default="", type=_one_of(roles), metavar="ROLE",
                   help=N_("Whom the cards are especially for")),
            option("--language", default="", type=_one_of(i18n.LANGUAGES), metavar="nb|nn|en",
                   help=N_("Cards that are there in this language")),
            option("--kind", default="", type=_one_of(kinds), metavar="KIND",
                   help=N_("question, scale, fact, case or inversion")),
            option("--origin", default="", type=_one_of(("own", "built-in")),
                   metavar="own|built-in", help=N_("Where the deck comes from")),
        )
    ):  # fmt: skip
        function = one(function)
    return function


def _one_of(words: tuple[str, ...]) -> Any:
    return choices(("", *words))
