"""The platform: a vision, and where each line comes from."""

from collections.abc import Iterator

from workshop.messages import msg
from workshop.model import WORKSHOP
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan


@rule("no-vision")
def no_vision(scan: Scan) -> Iterator[Fault]:
    """A platform, or a draft near its decision, without a vision."""
    begun = bool(scan.statements) or (scan.near_decision and scan.has_draft)
    if begun and not any(one.statement_kind == "vision" for one in scan.statements):
        yield Fault(
            WORKSHOP,
            msg("The platform has no vision"),
            msg("Take over the one that is adopted, or write one"),
        )


@rule("statement-without-origin", "note")
def statement_without_origin(scan: Scan) -> Iterator[Fault]:
    """A line nobody can say the origin of."""
    for one in scan.statements:
        if not one.origin.strip() and not scan.any_shown(one.answers):
            yield Fault(
                one.id,
                msg("Platform statement without origin: {title}", title=scan.title(one)),
                msg("Say which plan or talk it comes from, or tie it to answers"),
                "origin",
            )
