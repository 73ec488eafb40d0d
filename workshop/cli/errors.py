"""What commands raise when something cannot be done."""

import click

from workshop.messages import Message


class CliError(click.ClickException):
    """Something that cannot be done, said in one line. The exit code is 1."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.said = message
