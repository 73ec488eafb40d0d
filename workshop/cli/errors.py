"""What commands raise when something cannot be done."""

from collections.abc import Sequence

import click

from workshop.messages import Message


class CliError(click.ClickException):
    """Something that cannot be done, said in one line. The exit code is 1."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.said = message
        self.more: tuple[Message, ...] = ()
        """What else was wrong."""

    @classmethod
    def of(cls, errors: "Sequence[CliError]") -> "CliError":
        """One error for several, so that all are told at once."""
        found = cls(errors[0].said)
        rest = [said for error in errors[1:] for said in (error.said, *error.more)]
        found.more = (*errors[0].more, *rest)
        return found
