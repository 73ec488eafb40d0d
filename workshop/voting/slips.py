"""Typing slips: one row of digits per slip, such as ``53425-2345``, some seven seconds each."""

from collections.abc import Sequence

import msgspec

from workshop.messages import Message, msg
from workshop.voting.ballots import GRADES, Grade

_BLANK = frozenset("-0.–−")
"""Marks for "left blank"; the two dashes are what a clever keyboard makes of a hyphen."""
_DIGITS = {str(grade): grade for grade in GRADES}
_A_TO_Z = 26


class Slip(msgspec.Struct, frozen=True):
    """The grades of one slip as typed, in the order the options were printed."""

    grades: tuple[Grade | None, ...]

    def __str__(self) -> str:
        """The slip as it can be typed again."""
        return "".join("-" if grade is None else str(grade) for grade in self.grades)


def option_letter(index: int) -> str:
    """The letter printed beside an option, counted from 0: A to Z, then AA, AB and on.

    Raises:
        ValueError: The index is negative.
    """
    if index < 0:
        raise ValueError("options are counted from 0")
    letters = ""
    left = index + 1
    while left:
        left, letter = divmod(left - 1, _A_TO_Z)
        letters = chr(ord("A") + letter) + letters
    return letters


def parse_slip(text: str, options_count: int) -> Slip | Message:
    """Read a slip typed as a row of digits, or say at which option it goes wrong.

    Spaces, commas and semicolons are skipped. ``-``, ``0`` and ``.`` are blanks.
    """
    marks = [mark for mark in text if not (mark.isspace() or mark in ",;")]
    grades: list[int | None] = []
    for at, mark in enumerate(marks[:options_count]):
        if mark not in _DIGITS and mark not in _BLANK:
            return msg(
                "Option {letter}: “{typed}” is not a grade. Type 1 to 5, or - for blank.",
                letter=option_letter(at),
                typed=mark,
            )
        grades.append(_DIGITS.get(mark))
    if len(marks) == options_count:
        return Slip(tuple(grades))
    if not marks:
        return msg(
            "Nothing is typed yet: one digit for each of {total} options.", total=options_count
        )
    if len(marks) > options_count:
        return _too_many(marks, options_count)
    return msg(
        "Too few digits: {typed} of {total}. Option {letter} is missing.",
        typed=len(marks),
        total=options_count,
        letter=option_letter(len(marks)),
    )


def _too_many(marks: list[str], options_count: int) -> Message:
    if not options_count:
        return msg("There are no options to grade yet.")
    return msg(
        "Too many digits: {typed} for {total} options. "
        "The last option is {letter}, but “{extra}” comes after it.",
        typed=len(marks),
        total=options_count,
        letter=option_letter(options_count - 1),
        extra=marks[options_count],
    )


def check_line(slip: Slip, labels: Sequence[str] = ()) -> str:
    """Read a slip back to the one who types it: ``A5 B3 C-``.

    Args:
        slip: The slip as it was understood.
        labels: What to call the options; their letters when nothing is given.

    Raises:
        ValueError: There are labels, but not one per option.
    """
    names = labels or [option_letter(at) for at in range(len(slip.grades))]
    marks = str(slip)
    return " ".join(name + mark for name, mark in zip(names, marks, strict=True))
