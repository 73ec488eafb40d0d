"""Stacked bars of grades, in whole cells."""

from workshop.voting.ballots import GRADES
from workshop.voting.grades import Row


def bars(row: Row, width: int) -> list[tuple[int, int]]:
    """How many cells each grade gets in a stacked bar, best grade first.

    Largest remainder (Hamilton's method): each grade gets the whole cells of its share, and the
    cells left over go to the largest remainders; when those are equal, first to a grade with
    fewer cells, so that a small minority stays visible, then to the better grade. Blanks have no
    part in the bar.

    Args:
        row: The option's result.
        width: Cells in the bar; less than one gives none.

    Returns:
        (grade, cells) for all five grades. The cells sum to exactly ``width``, or to 0 when
        nobody graded the option.
    """
    graders = row.tally.graders
    if not graders or width < 1:
        return [(grade, 0) for grade in GRADES]
    cells = [count * width // graders for count in row.tally.counts]
    remainders = [count * width % graders for count in row.tally.counts]
    order = sorted(range(len(GRADES)), key=lambda at: (-remainders[at], cells[at], at))
    for at in order[: width - sum(cells)]:
        cells[at] += 1
    return list(zip(GRADES, cells, strict=True))
