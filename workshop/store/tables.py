"""What lies beside the log: drafts, ballots of open rounds, seats, the desk, a cache."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping

from workshop.store.database import Database
from workshop.store.errors import explained
from workshop.store.rows import Draft

_SURROGATES = re.compile("[\ud800-\udfff]")

DraftKey = tuple[str, str, str]
"""The window, the record and the field of a draft."""


class Tables(Database):
    """The tables whose rows come and go."""

    # ── drafts ───────────────────────────────────────────────────────────────────────────

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        self.put_aside([draft])

    def drop_draft(self, seat: str, record: str, field: str) -> None:
        """Let a draft go: it has become an act, or was given up."""
        self.put_aside(dropped=[(seat, record, field)])

    def put_aside(
        self,
        drafts: Iterable[Draft] = (),
        *,
        dropped: Iterable[DraftKey] = (),
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Keep and let go of drafts, and keep notes, in one transaction.

        Args:
            drafts: What is being typed.
            dropped: Drafts that have become acts, or were given up.
            notes: Notes outside the log, by name.
        """
        with self._writing() as connection:
            drop_drafts(connection, dropped)
            connection.executemany(
                "INSERT OR REPLACE INTO draft VALUES(?,?,?,?,?,?)",
                [
                    (
                        draft.seat, _storable(draft.record), _storable(draft.field), draft.tips,
                        _storable(draft.text), draft.at,
                    )
                    for draft in drafts
                ],
            )  # fmt: skip
            connection.executemany(
                "INSERT OR REPLACE INTO desk VALUES(?,?)", list((notes or {}).items())
            )

    def drop_drafts_of(self, fields: Iterable[tuple[str, str]]) -> None:
        """Let go of the drafts of some fields, in every window: (record, field)."""
        with self._writing() as connection:
            connection.executemany(
                "DELETE FROM draft WHERE record=? AND field=?",
                [(_storable(record), _storable(field)) for record, field in fields],
            )

    def drafts(self) -> list[Draft]:
        """All drafts, of all windows."""
        with explained(self.path):
            return [
                Draft(*map(str, row))
                for row in self._connection.execute("SELECT * FROM draft ORDER BY record, field")
            ]

    def move_drafts(self, seat: str, moves: Iterable[tuple[Draft, Draft | None]]) -> None:
        """Give drafts to a seat; one of its own that is in the way takes the other's place."""
        with self._writing() as connection:
            for draft, own in moves:
                connection.execute(
                    "DELETE FROM draft WHERE seat IN (?,?) AND record=? AND field=?",
                    (draft.seat, seat, draft.record, draft.field),
                )
                for left, keeper in ((draft, seat), (own, draft.seat)):
                    if left is not None:
                        connection.execute(
                            "INSERT INTO draft VALUES(?,?,?,?,?,?)",
                            (keeper, left.record, left.field, left.tips, left.text, left.at),
                        )

    # ── ballots ──────────────────────────────────────────────────────────────────────────

    def hand_in(self, round_id: str, ballots: Mapping[str, bytes]) -> None:
        """Take in ballots.

        All of the round are laid anew by id, so that not even the order in which they lie in the
        file tells who came first.
        """
        with self._writing() as connection:
            there = connection.execute(
                "SELECT id, body FROM ballot WHERE round=?", (round_id,)
            ).fetchall()
            laid = {**dict(there), **ballots}
            connection.execute("DELETE FROM ballot WHERE round=?", (round_id,))
            connection.executemany(
                "INSERT OR REPLACE INTO ballot VALUES(?,?,?)",
                [(key, round_id, laid[key]) for key in sorted(laid)],
            )

    def take_back(self, round_id: str, ballot: str) -> None:
        """Take one ballot out again: it was mistyped."""
        with self._writing() as connection:
            connection.execute("DELETE FROM ballot WHERE round=? AND id=?", (round_id, ballot))

    def drop_ballots(self, round_id: str) -> None:
        """Throw away the ballots of a round that was cancelled or forgotten."""
        with self._writing() as connection:
            connection.execute("DELETE FROM ballot WHERE round=?", (round_id,))

    def ballots(self, round_id: str) -> dict[str, bytes]:
        """Random id → ballot, of an open round."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT id, body FROM ballot WHERE round=? ORDER BY id", (round_id,)
            )
            return {str(key): bytes(body) for key, body in found}

    def ballot_rounds(self) -> list[str]:
        """The rounds that have ballots in their table."""
        return list(self.ballot_counts())

    def ballot_counts(self) -> dict[str, int]:
        """How many ballots each round has in their table."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT round, count(*) FROM ballot GROUP BY round ORDER BY round"
            )
            return {str(key): int(count) for key, count in found}

    # ── seats, the desk, the cache ───────────────────────────────────────────────────────

    def sit_down(self, seat: str, host: str, at: str) -> None:
        """Note that a window has the file open."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO seat VALUES(?,?,?)", (seat, host, at))

    def seats(self, *hosts: str) -> list[str]:
        """The windows of a machine, under the names it goes by, latest first."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT seat FROM seat WHERE host IN (SELECT value FROM json_each(?)) "
                "ORDER BY opened DESC, seat",
                (json.dumps(hosts),),
            )
            return [str(row[0]) for row in found]

    def desk(self, name: str) -> str:
        """A note outside the log, such as where the clock stands; empty when there is none."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT value FROM desk WHERE name=?", (name,)
            ).fetchone()
        return str(found[0]) if found else ""

    def put_on_desk(self, name: str, value: str) -> None:
        """Keep a note outside the log."""
        self.put_aside(notes={name: value})

    def notes(self) -> dict[str, str]:
        """All notes outside the log, by name."""
        with explained(self.path):
            found = self._connection.execute("SELECT name, value FROM desk")
            return {str(name): str(value) for name, value in found}

    def snapshot(self, name: str) -> tuple[str, bytes] | None:
        """A cache and the mark it was made at. It may be gone at any time."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT mark, body FROM snapshot WHERE name=?", (name,)
            ).fetchone()
        return (str(found[0]), bytes(found[1])) if found else None

    def keep_snapshot(self, name: str, mark: str, body: bytes) -> None:
        """Keep a cache."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO snapshot VALUES(?,?,?)", (name, mark, body))


def drop_drafts(connection: sqlite3.Connection, dropped: Iterable[DraftKey]) -> None:
    """Let go of drafts, within a transaction."""
    connection.executemany(
        "DELETE FROM draft WHERE seat=? AND record=? AND field=?",
        [(seat, _storable(record), _storable(field)) for seat, record, field in dropped],
    )


def _storable(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8 at all."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
