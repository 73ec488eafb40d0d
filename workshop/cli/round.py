"""``workshop round``: opening a hidden round, typing slips, closing it, the result in words."""

from pathlib import Path
from typing import Any

from workshop import voting
from workshop.acts import capture, rounds
from workshop.cli.base import (
    CliError,
    argument,
    choices,
    command,
    file_argument,
    group,
    json_option,
    number,
    option,
)
from workshop.cli.opening import do, looked_at, opened, report
from workshop.cli.records import find
from workshop.cli.streams import piped_lines
from workshop.cli.terminal import as_json as print_json
from workshop.cli.terminal import in_words, say, table
from workshop.documents.results import grade_names
from workshop.documents.wording import ROLES
from workshop.i18n import gettext as _
from workshop.messages import N_, Message, msg
from workshop.model import Round
from workshop.outside import bits
from workshop.session import Session
from workshop.view import View
from workshop.voting.records import result_of

_ROUND = N_("The round; otherwise the last one")


@group(name="round", help=N_("Prioritise topics in hidden rounds, by grades."))
def round_commands() -> None:
    """Rounds."""


@command(
    name="open",
    help=N_(
        "Open a hidden round over topics: those named, or all that are not merged or rejected. "
        "The order they are printed in is drawn once."
    ),
)
@file_argument
@argument("names", nargs=-1, metavar="[TOPIC]…", help=N_("The topics"))
@option("--title", default="", help=N_("What the round is called"))
@option("--question", default="", help=N_("What the voters are asked"))
@option("--grades", default="", metavar="A,B,C,D,E", help=N_("Own names of the grades, best first"))
@option("--seed", type=number(), help=N_("The same seed draws the same order"))
@option("--keep-order", is_flag=True, help=N_("Print the topics in the order given"))
def open_(
    file: Path, names: tuple[str, ...], title: str, question: str, grades: str,
    seed: int | None, keep_order: bool,
) -> None:  # fmt: skip
    """Open a hidden round."""
    with opened(file) as session:
        view = session.view
        chosen = [find(view, name, "topic") for name in names] or [
            topic.id for topic in rounds.candidates(view)
        ]
        if hindrance := rounds.can_open(len(set(chosen))):
            raise CliError(hindrance)
        names_of_grades = [name.strip() for name in grades.split(",")] if grades else []
        if grades and (len(names_of_grades) != len(voting.GRADES) or not all(names_of_grades)):
            raise CliError(msg("There are five grades: write five names with commas between"))
        drawn = None if keep_order else (bits(32) if seed is None else seed)
        made = rounds.open_round(
            view, session.new_id, title or _("Prioritising"), chosen,
            question=question, seed=drawn, grades=names_of_grades,
        )  # fmt: skip
        _options(view, do(session, made))


def _options(view: View, round_id: str) -> None:
    """The topics with their letters, as they stand on the slips."""
    options = view.need(Round, round_id).options
    table(
        ["", _("Topic")],
        [(voting.option_letter(at), view.title(topic)) for at, topic in enumerate(options)],
    )


@command(
    name="slip",
    help=N_(
        "Type slips as rows of digits, 5 is best: 5342512345. A - is blank. Without slips, they "
        "are read from what is piped in, one a line. How many there are is never shown."
    ),
)
@file_argument
@argument("slips", nargs=-1, metavar="[DIGITS]…", help=N_("A row of digits per slip"))
@option("--round", "name", metavar="RECORD", help=_ROUND)
@option("--role", type=choices(list(ROLES), ROLES), help=N_("The voters' role"))
@option("--table", "number", type=number(), default=0, help=N_("The table the slips come from"))
def slip(
    file: Path, slips: tuple[str, ...], name: str | None, role: str | None, number: int
) -> None:
    """Take in slips."""
    with opened(file) as session:
        current = _open_round(session, name)
        group_id = capture.table(session.view, number) if number else ""
        if number and not group_id:
            raise CliError(msg("There is no table {table}", table=number))
        # All are read before any is taken in, so that a mistyped one can be typed again.
        typed = slips or piped_lines(_("Write a slip, or pipe slips in."))
        read = [_read(text, len(current.options)) for text in typed]
        for one in read:
            ballot = {"grades": list(one.grades), "role": role or "", "group": group_id}
            key = session.hand_in(current.id, ballot)
            say(f"{voting.check_line(one)}  [{key}]")


@command(
    name="take-back",
    help=N_("Take a mistyped slip out again, by the number in brackets it got when it was typed."),
)
@file_argument
@argument("key", metavar="SLIP", help=N_("The number in brackets"))
@option("--round", "name", metavar="RECORD", help=_ROUND)
def take_back(file: Path, key: str, name: str | None) -> None:
    """Take a slip out again."""
    with opened(file) as session:
        current = _open_round(session, name)
        if key not in session.ballots(current.id):
            raise CliError(msg("There is no such slip"))
        session.take_back(current.id, key)
        say(_("The slip is taken out."))


def _read(text: str, options: int) -> voting.Slip:
    found = voting.parse_slip(text, options)
    if isinstance(found, Message):
        raise CliError(found)
    return found


@command(name="close", help=N_("Close the round: count it, and show the result in words."))
@file_argument
@option("--round", "name", metavar="RECORD", help=_ROUND)
def close(file: Path, name: str | None) -> None:
    """Close a round."""
    with opened(file) as session:
        current = _open_round(session, name)
        act = session.close_round(current.id, lambda kept: rounds.tally_of(current, kept))
        report(act)
        _result(session.view, current.id)


@command(name="cancel", help=N_("Cancel the round without a result; its slips are not counted."))
@file_argument
@option("--round", "name", metavar="RECORD", help=_ROUND)
@option("--reason", default="", help=N_("Why; it is kept"))
def cancel(file: Path, name: str | None, reason: str) -> None:
    """Cancel a round."""
    with opened(file) as session:
        current = _open_round(session, name)
        do(session, rounds.cancel(session.view, current.id, reason))


@command(name="show", help=N_("Show a round: its topics while it is open, then its result."))
@file_argument
@option("--round", "name", metavar="RECORD", help=_ROUND)
@json_option
def show(file: Path, name: str | None, as_json: bool) -> None:
    """Show a round."""
    with looked_at(file) as session:
        found = _find(session.view, name)
        if as_json:
            _json(session.view, found)
        elif found.state == "open":
            say(_("The round is open; nothing about its slips is shown until it is closed."))
            _options(session.view, found.id)
        elif found.state == "closed":
            _result(session.view, found.id)
        else:
            say(_("The round was cancelled."))


def _find(view: View, name: str | None, *states: str) -> Round:
    if name:
        return view.need(Round, find(view, name, "round"))
    known = [one for one in view.all(Round) if not states or one.state in states]
    if not known:
        about = msg("No round is open.") if states else msg("There is no round yet.")
        raise CliError(about)
    return known[-1]


def _open_round(session: Session, name: str | None) -> Round:
    found = _find(session.view, name, "open")
    if found.state != "open":
        raise CliError(msg("That round is not open."))
    return found


def _result(view: View, round_id: str) -> None:
    """The result in words first, then how the grades are spread."""
    found = view.need(Round, round_id)
    result = result_of(found)
    if result is None or not result.ballots:
        say(_("There is no result: no slip was handed in."))
        return
    titles = {option: view.title(option) for option in found.options}
    names = grade_names(found)
    for line in voting.summary(result, titles):
        say(line)
    say("")
    # Few slips have no order: what is printed first says nothing.
    counted = voting.may_show_statistics(result.ballots)
    rows = [
        (row.rank if counted else "", row.letter, titles[row.option],
         " ".join(map(str, row.tally.counts)),
         ". ".join(in_words(one) for one in voting.describe(row, result, names)))
        for row in (result.rows if counted else result.printed())
    ]  # fmt: skip
    spread = " ".join(str(grade) for grade in voting.GRADES)
    table([_("Place"), "", _("Topic"), spread, _("In words")], rows)
    say("", _("The result is advisory (rådgivende)."))


def _json(view: View, found: Round) -> None:
    body: dict[str, Any] = {
        "id": found.id, "title": found.title, "question": found.question, "state": found.state,
        "options": [{"id": one, "title": view.title(one)} for one in found.options],
    }  # fmt: skip
    if (result := result_of(found)) is not None:
        body["ballots"] = result.ballots
        counted = voting.may_show_statistics(result.ballots)
        body["result"] = [
            {
                "id": row.option, "counts": list(row.tally.counts), "blanks": row.tally.blanks,
                **_order(row, counted=counted),
            }
            for row in (result.rows if counted else result.printed())
        ]  # fmt: skip
    print_json(body)


def _order(row: voting.Row, *, counted: bool) -> dict[str, Any]:
    if not counted:
        return {}
    return {"rank": row.rank, "tied": row.tied, "grade": row.grade, "two_humped": row.two_humped}
