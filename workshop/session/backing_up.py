"""The backups of an open workshop: when it is opened, now and then, and when it is closed."""

from pathlib import Path

from workshop import backups
from workshop.session.keeping import Keeper
from workshop.store import StoreError


class BackedUp(Keeper):
    """A keeper whose file is backed up, from when it is first asked for until it is closed.

    A backup that cannot be made becomes a notice: it keeps nobody from their work.
    """

    _backs_up = False
    _copying: backups.Copying | None = None

    def back_up(self) -> Path | None:
        """Make a dated backup at once, if the file has changed since the last one.

        From here on one is made when the session is closed, too.
        """
        self._backs_up = True
        return self.wait_for(self.on_disk(self._back_up))

    def begin_to_back_up(self) -> None:
        """The same, a step at a time, whenever nothing else wants the file."""
        self._backs_up = True
        self.writer.in_steps(self._back_up_a_step)

    def _back_up(self) -> Path | None:
        try:
            return backups.make(self.store, self._date())
        except StoreError as error:
            self._hear([error.message])
        return None

    def _back_up_a_step(self) -> bool:
        try:
            if self._copying is None:
                self._copying = backups.Copying(self.store, self._date())
            if not self._copying.step():
                return False
            self._copying.finish()
        except StoreError as error:
            self._hear([error.message])
        self._copying = None
        return True

    def _back_up_at_the_end(self) -> None:
        """What was half-made is let go; the whole of it is made, if it was asked for before."""
        if self._copying is not None:
            self._copying.abandon()
            self._copying = None
        if self._backs_up:
            self._backs_up = False
            self._back_up()

    def _date(self) -> str:
        """What a backup that is made now is called by."""
        raise NotImplementedError
