"""What the reviewer objects to, and how rules are written and registered."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from workshop.messages import Message, msg
from workshop.review.scan import Scan

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Worst first. An error must be in place before a council can decide; a warning is a hole that
others will find; a note is worth a thought."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something the reviewer objects to (*merknad*)."""

    rule: str
    record: str
    """What it is about; ``workshop:this`` when it is about all of it."""
    severity: Severity
    message: Message
    fix_hint: Message
    where: str = ""
    """The field to put the cursor in; empty when it is not about one field."""
    standing_reason: str = ""
    """Why it was left standing; empty when it was not."""
    can_stand: bool = True
    """Whether it can be left standing with a reason at all."""


class Fault(NamedTuple):
    """A finding as a rule gives it."""

    record: str
    message: Message
    fix_hint: Message
    where: str = ""
    severity: Severity | None = None
    """When it is not the rule's ordinary one."""


Check = Callable[[Scan], Iterator[Fault]]


class Rule(NamedTuple):
    """One thing to look for."""

    name: str
    severity: Severity
    can_stand: bool
    check: Check


RULES: dict[str, Rule] = {}
"""All rules by name, in the order in which their findings are listed."""


def rule(
    name: str, severity: Severity = "warning", *, can_stand: bool = True
) -> Callable[[Check], Check]:
    """Register a rule. Its name is part of waivers in people's files and is never changed."""

    def register(check: Check) -> Check:
        RULES[name] = Rule(name, severity, can_stand, check)
        return check

    return register


def findings_of(one: Rule, scan: Scan) -> Iterator[Finding]:
    """What one rule finds, with the reason where it was left standing."""
    for fault in one.check(scan):
        yield Finding(
            rule=one.name,
            record=fault.record,
            severity=fault.severity or one.severity,
            message=fault.message,
            fix_hint=fault.fix_hint,
            where=fault.where,
            standing_reason=scan.waived(one.name, fault.record) if one.can_stand else "",
            can_stand=one.can_stand,
        )


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings there are. Those left standing are counted apart."""

    errors: int
    warnings: int
    notes: int
    standing: int

    @property
    def message(self) -> Message:
        """The numbers in a line."""
        if not (self.errors or self.warnings or self.notes):
            if self.standing:
                return msg(
                    "Nothing to object to. Left standing: {standing}", standing=self.standing
                )
            return msg("Nothing to object to.")
        return msg(
            "Errors: {errors} · warnings: {warnings} · notes: {notes} · left standing: {standing}",
            errors=self.errors, warnings=self.warnings, notes=self.notes, standing=self.standing,
        )  # fmt: skip


def summary(findings: Iterable[Finding]) -> Summary:
    """Count findings by how much they matter."""
    counts = dict.fromkeys((*SEVERITIES, "standing"), 0)
    for finding in findings:
        counts["standing" if finding.standing_reason else finding.severity] += 1
    return Summary(
        errors=counts["error"], warnings=counts["warning"], notes=counts["note"],
        standing=counts["standing"],
    )  # fmt: skip
