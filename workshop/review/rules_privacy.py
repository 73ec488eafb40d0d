"""Personal data that slipped into what tables said. The finding never repeats it."""

import re
from collections.abc import Iterator

from workshop.messages import Message, msg
from workshop.model import Answer, Draw, Group, Measure, Status, Topic
from workshop.review.findings import Fault, rule
from workshop.review.scan import Scan

# Bounded: a long run of letters would otherwise be gone through once for each of them.
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
_DIGIT = re.compile(r"\d")
_BIRTH_NUMBER = re.compile(
    r"(?<!\d)[0-7]\d(?:0[1-9]|1[0-2]|4[1-9]|5[0-2]|8[1-9]|9[0-2])\d{2}[ .-]?\d{5}(?!\d)"
)
_PHONE = re.compile(
    r"(?<![\d/.,-])(?:(?:\+|00)47[ -]?)?(?:[49]\d{7}|[2-9]\d{2} \d{2} \d{3}|[2-9]\d(?: \d{2}){3})"
    r"(?![\d/.,-]\d|\d)"
)


def looks_like(text: str) -> Message | None:
    """What kind of personal data a text seems to hold; None when it seems to hold none."""
    if "@" in text and _EMAIL.search(text):
        return msg("an e-mail address")
    if not _DIGIT.search(text):
        return None
    if _BIRTH_NUMBER.search(text):
        return msg("a national identity number")
    if _PHONE.search(text):
        return msg("a phone number")
    return None


@rule("personal-data")
def personal_data(scan: Scan) -> Iterator[Fault]:
    """Something that looks like an identity number, a phone number or an e-mail address."""
    view = scan.view
    places = (
        (scan.answers, ("text",)), (view.all(Draw), ("note",)), (view.groups(), ("name",)),
        (list(scan.topics.values()), ("title", "text")), (scan.measures, ("text", "owner")),
        (view.all(Status), ("text",)),
    )  # fmt: skip
    for records, fields in places:
        for record in records:
            assert isinstance(record, Answer | Draw | Group | Topic | Measure | Status)
            for field in fields:
                if what := looks_like(getattr(record, field)):
                    yield Fault(
                        record.id,
                        msg("This looks like personal data: {what}", what=what),
                        msg("Erase it permanently, and write what was meant instead"),
                        field,
                    )
                    break
