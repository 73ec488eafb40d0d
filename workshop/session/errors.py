"""What cannot be done with an open workshop."""

from workshop.messages import Message


class SessionError(Exception):
    """Something that cannot be done, said so that a person can do something about it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
