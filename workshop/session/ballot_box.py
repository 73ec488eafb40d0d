"""The ballots of open rounds: handed in, counted how many, and put in the log when it is closed."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from workshop import backups
from workshop.changes import Act, clean, is_forgotten
from workshop.session.act_maker import ActMaker
from workshop.session.writer import Ticket
from workshop.store import StoreError


class BallotBox(ActMaker):
    """A keeper that takes in ballots. What they say is in no log until the round is closed."""

    def hand_in(self, round_id: str, ballot: Mapping[str, Any]) -> str:
        """Take in one slip. Returns the random id by which it can be taken back at once.

        Raises:
            StoreError: it was not kept.
        """
        return self.wait_for(self.begin_to_hand_in(round_id, ballot))

    def begin_to_hand_in(self, round_id: str, ballot: Mapping[str, Any]) -> Ticket[str]:
        """Begin to take in one slip; the ticket gives the id by which it can be taken back."""
        key = f"{self._randomness(64):016x}"
        body = msgspec.json.encode(clean(ballot))

        def job() -> str:
            self.file.write(lambda: self.store.hand_in(round_id, {key: body}))
            self.file.read_papers()
            return key

        return self.on_disk(job)

    def take_back(self, round_id: str, ballot: str) -> None:
        """Take a mistyped slip out again.

        Raises:
            StoreError: it is still there.
        """
        self.wait_for(self.begin_to_take_back(round_id, ballot))

    def begin_to_take_back(self, round_id: str, ballot: str) -> Ticket[bool]:
        """Begin to take a mistyped slip out again; the ticket gives true."""

        def job() -> bool:
            self.file.write(lambda: self.store.take_back(round_id, ballot))
            self.file.read_papers()
            # The round's one copy must not bring the mistake back.
            with contextlib.suppress(StoreError):
                backups.renew_ballots(self.store)
            return True

        return self.on_disk(job)

    def ballots(self, round_id: str) -> dict[str, Any]:
        """All ballots of a round. Only for counting when it is closed.

        Those counted before are among them: a round whose closing was undone, or that was closed
        on two machines, loses none when it is closed again.
        """
        lying = self.wait_for(self.on_disk(lambda: self.store.ballots(round_id)))
        return self._with_counted(round_id, lying)

    def ballots_in(self, round_id: str) -> int:
        """How many slips lie in the table of a round."""
        return self._papers().ballots.get(round_id, 0)

    def late_ballots(self, round_id: str) -> int:
        """How many slips of a round that is closed have not been counted."""
        state = self.view.raw(round_id).get("state", "open")
        return self.ballots_in(round_id) if state == "closed" else 0

    def _with_counted(self, round_id: str, lying: Mapping[str, bytes]) -> dict[str, Any]:
        """Ballots from their table, and those that any closing has put in the log."""
        found: dict[str, Any] = {}
        for identifier in self.log.fields(round_id).get("ballots", ()):
            value = self.log[identifier].sets[round_id]["ballots"]
            if isinstance(value, dict) and not is_forgotten(value):
                found.update(value)
        found.update((key, msgspec.json.decode(body)) for key, body in lying.items())
        return found

    def close_round(self, round_id: str, count: Callable[[Mapping[str, Any]], Any]) -> Act:
        """Close a round: count its ballots and put them in the log, in one act.

        Args:
            round_id: The round.
            count: Ballots → the tally that is kept beside them.

        Raises:
            StoreError: it is still open.
        """
        return self.wait_for(self.begin_to_close(round_id, count))

    def begin_to_close(
        self, round_id: str, count: Callable[[Mapping[str, Any]], Any]
    ) -> Ticket[Act]:
        """Begin to close a round."""
        from workshop.acts.rounds import close

        ticket: Ticket[Act] = Ticket()

        def counted(lying: Mapping[str, bytes]) -> None:
            ballots = self._with_counted(round_id, lying)
            change = close(self.view, round_id, ballots, count(ballots))
            act = self._act(what=change.what, sets=change.sets, replaces=change.replaces)
            self._keep(act, instead_of_ballots=round_id).then(closed, ticket.fail)

        def closed(act: Act) -> None:
            self._papers().ballots.pop(round_id, None)
            self.on_disk(lambda: backups.renew_ballots(self.store)).then(
                lambda _: ticket.resolve(act), lambda _: ticket.resolve(act)
            )

        self.on_disk(lambda: self.store.ballots(round_id)).then(counted, ticket.fail)
        return ticket
