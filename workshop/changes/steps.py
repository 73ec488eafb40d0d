"""What a window can undo and redo."""

from collections.abc import Iterable

from workshop.changes.act import Act


class Steps:
    """What a window can undo and redo, kept up to date as acts come in. See rule 5."""

    def __init__(self, seat: str, acts: Iterable[Act] = ()) -> None:
        self.seat = seat
        self.done: list[str] = []
        self.undone: list[str] = []
        """Undo acts that can in turn be undone, in the order they were done."""
        self.last = ""
        """The newest act of this window."""
        self._undo_of: dict[str, str] = {}
        for act in acts:
            self.take(act)

    def take(self, act: Act) -> None:
        """Take in one more act, in ascending order of id."""
        if act.seat != self.seat or act.forgets:
            return
        self.last = max(self.last, act.id)
        if not act.undoes:
            self.done.append(act.id)
            self.undone.clear()
        elif act.undoes in self._undo_of:
            again = self._undo_of[act.undoes]
            if act.undoes in self.undone:
                self.undone.remove(act.undoes)
            self.done.append(again)
        elif act.undoes in self.done:
            self.done.remove(act.undoes)
            self._undo_of[act.id] = act.undoes
            self.undone.append(act.id)
